"""A lesson plan as a Word file, in the form that schools hand in: styles, lists and tables that a teacher can change.

The same plan gives the same bytes: no clock, no name of a machine, nothing compressed, since libraries for that differ.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from lessonkit.website.plan import Block, Plan
from lessonkit.website.view import View
from lessonkit.website.wording import LISTS, begin, mark_head, write_html

FONT, POINTS = "Times New Roman", 13
"""What Vietnamese schools write in; the reader's Word has it, none is embedded."""

LEFT, RIGHT, TOP, BOTTOM = Mm(30), Mm(15), Mm(20), Mm(20)
"""The usual margins of a paper that is put into a folder."""

TEXT = Mm(210) - LEFT - RIGHT

STYLES = ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Table Grid", "Footer", *LISTS)
"""All styles that a plan uses; the library brings a hundred more, which would weigh more than the plan."""

SPARE_PARTS = ("thumbnail", "customXml", "stylesWithEffects", "webSettings", "theme", "extended-properties")
"""Parts of the library's file that say nothing of ours."""

THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
"""How a style says that its type is the theme's."""

LONGEST_TITLE = 255
"""Letters of a title that such a file can hold."""

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def make_document(view: View) -> bytes:
    """Return the plan of a lesson's page as a Word file."""
    plan, words = view.plan, view.words
    word = Document(BytesIO(_empty()))
    _set_language(word, "vi-VN" if view.language == "vi" else "en-GB")
    about = word.core_properties
    about.title, about.author, about.comments = view.page.title[:LONGEST_TITLE], words("kit.name"), ""
    about.created = about.modified = datetime.fromisoformat(view.site.library.date)
    _write_foot(word, view)
    _write_head(word, plan, words("kind.plan"))
    begin(word, "Heading 1", plan.objectives)
    for block in plan.goals:
        _write_block(word, block, 2)
    _write_block(word, plan.equipment, 1)
    begin(word, "Heading 1", plan.proceedings)
    _write_minutes(word, view)
    for part in plan.parts:
        begin(word, "Heading 2", part.heading)
        for activity in part.activities:
            begin(word, "Heading 3", activity.heading)
            if activity.language != view.language:
                word.add_paragraph(words("translation.untranslated"))
            for block in activity.blocks:
                _write_block(word, block, 4)
    if plan.afterwards:
        begin(word, "Heading 1", plan.afterwards)
        for _ in range(4):
            _dots(word.add_paragraph("\t"), TEXT)
    return _pack(word)


def _write_head(word: Word, plan: Plan, kind: str) -> None:
    table = word.add_table(rows=len(plan.blanks), cols=len(plan.blanks[0]))
    for row, blanks in zip(table.rows, plan.blanks):
        for cell, blank in zip(row.cells, blanks):
            line = _dots(cell.paragraphs[0], TEXT / 2 - Mm(6))
            line.add_run(f"{blank} \t\N{ZERO WIDTH SPACE}")  # some programs draw no dots before an empty end
    begin(word, "Title", kind.upper())
    name = word.add_paragraph()
    name.alignment = WD_ALIGN_PARAGRAPH.CENTER
    name.add_run(plan.title).bold = True
    word.add_paragraph(plan.time).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for note in plan.notes:
        write_html(word, note.led)


def _write_minutes(word: Word, view: View) -> None:
    """Write how the minutes are shared out, in full and in the short cut, with their sums."""
    plan, words = view.plan, view.words
    rows = [[words(f"guide.plan.{column}") for column in ("step", "part", "full", "short")]]
    for part in plan.parts:
        rows += [[each.name, part.name, str(each.minutes), str(each.short or "–")] for each in part.activities]
    rows.append([words("guide.plan.sum"), "", str(plan.minutes), str(plan.short)])
    table = word.add_table(rows=len(rows), cols=4, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for row, texts in zip(table.rows, rows):
        for place, (cell, text) in enumerate(zip(row.cells, texts)):
            paragraph = cell.paragraphs[0]
            paragraph.add_run(text).bold = texts in (rows[0], rows[-1])
            if place > 1:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    mark_head(table.rows[0])


def _write_block(word: Word, block: Block, level: int) -> None:
    begin(word, f"Heading {level}", block.heading)
    for piece in block.pieces:
        write_html(word, piece.led)


def _write_foot(word: Word, view: View) -> None:
    """Write whom to call, of which edition the plan is, and the number of the page."""
    words, foot = view.words, word.sections[0].footer
    channels = [channel for channel in view.desk.channels if channel.print == "always" and channel.number]
    foot.paragraphs[0].text = " · ".join(f"{channel.number} {channel.names[view.language]}" for channel in channels)
    edition = words("edition.date", date=words.date(view.site.library.date))
    told = (words("kit.name"), words("lesson.number", number=view.lesson.number), edition)
    line = foot.add_paragraph(f"{' · '.join(told)}\t", "Footer")
    line.paragraph_format.tab_stops.add_tab_stop(TEXT, WD_TAB_ALIGNMENT.RIGHT)
    for kind, said in (("PAGE", ""), ("NUMPAGES", "/")):
        line.add_run(said)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), kind)
        field.append(deepcopy(line.add_run("1")._r))
        line._p.remove(line.runs[-1]._r)
        line._p.append(field)


def _dots(paragraph: Paragraph, end: int) -> Paragraph:
    """Let a tabulator draw dots to write on, up to the end of the line."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(round(end), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    return paragraph


def _set_language(word: Word, code: str) -> None:
    """Say which language the spelling is checked in."""
    language = word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    language.set(qn("w:val"), code)


@lru_cache(maxsize=1)
def _empty() -> bytes:
    """Return a file without text: the library's own, without what a plan does not use, in our type and on our paper."""
    word = Document()
    _drop_spare_parts(word)
    _keep_styles(word)
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = LEFT, RIGHT, TOP, BOTTOM
    sizes = {"Title": 15, "Heading 1": 14, "Footer": 10}
    for name in STYLES:
        style = word.styles[name]
        style.font.name, style.font.size = FONT, Pt(sizes.get(name, POINTS))
        if name == "Table Grid":
            continue
        style.paragraph_format.space_before = Pt(8 if name.startswith("Heading") else 0)
        style.paragraph_format.space_after = Pt(0 if name == "Footer" else 4)
        style.paragraph_format.line_spacing = 1.15
        if name == "Title" or name.startswith("Heading"):
            style.font.bold, style.font.italic = True, name == "Heading 3"
            _drop(style.element, "w:color")
    title = word.styles["Title"]
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before = Pt(12)
    _drop(title.element, "w:pBdr")
    _drop(word.styles["Footer"].element, "w:tabs")
    _drop(word.styles.element, "w:lsdException")
    for fonts in word.styles.element.iter(qn("w:rFonts")):
        for theme in THEMED:
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
    return _pack(word)


def _drop(element: BaseOxmlElement, tag: str) -> None:
    for found in element.findall(f".//{qn(tag)}"):
        found.getparent().remove(found)


def _drop_spare_parts(word: Word) -> None:
    for relations in (word.part.rels, word.part.package.rels):
        for id, relation in list(relations.items()):
            if any(name in relation.reltype for name in SPARE_PARTS):
                relations.pop(id)


def _keep_styles(word: Word) -> None:
    """Drop all styles but those that a plan uses, and what those are made of."""
    styles = word.styles.element
    kept = {word.styles[name].style_id for name in STYLES} | {"DefaultParagraphFont", "TableNormal", "NoList"}
    for level in word.part.numbering_part.element.findall(f".//{qn('w:pStyle')}"):
        if level.get(qn("w:val")) not in kept:
            level.getparent().remove(level)
    for style in styles.findall(qn("w:style")):
        if style.styleId not in kept:
            styles.remove(style)
            continue
        for tag in ("w:link", "w:next"):
            for other in style.findall(qn(tag)):
                if other.get(qn("w:val")) not in kept:
                    style.remove(other)


def _pack(word: Word) -> bytes:
    """Return the file with its parts in order, each of the same day."""
    saved, packed = BytesIO(), BytesIO()
    word.save(saved)
    with ZipFile(saved) as parts, ZipFile(packed, "w", ZIP_STORED) as archive:
        names = sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            archive.writestr(ZipInfo(name, _LONG_AGO), parts.read(name))
    return packed.getvalue()
