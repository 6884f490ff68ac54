"""Wording: clean HTML written into a Word file, with its lists, tables, bold and italic words."""

from __future__ import annotations

from html.parser import HTMLParser

from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.table import _Row
from docx.text.paragraph import Paragraph

from lessonkit.content.text import INVISIBLE

LISTS = ("List Bullet", "List Number", "List Bullet 2", "List Number 2")
"""The styles of items: those of a list, and those of a list inside another."""

LINE = "…" * 20
"""A place to write on."""

_BLOCKS = ("p", "li", "blockquote", "dt", "dd", "pre")
_BOLD, _ITALIC = ("strong", "th", "dt"), ("em",)


def write_html(word: Word, html: str) -> None:
    """Write some clean HTML at the end of a file."""
    writer = _Writer(word)
    writer.feed(str(html))
    writer.close()


def begin(word: Word, style: str = "", text: str = "") -> Paragraph:
    """Begin a paragraph at the end of a file; a style's id is its name without spaces, and looking it up takes longer."""
    paragraph = word.add_paragraph(text)
    if style:
        paragraph._p.style = style.replace(" ", "")
    return paragraph


def mark_head(row: _Row) -> None:
    """Let a row stand again at the top of each page that its table goes on to."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


class _Writer(HTMLParser):
    """Turns elements into paragraphs and runs as they come."""

    def __init__(self, word: Word) -> None:
        super().__init__()
        self.word = word
        self.open: list[str] = []
        self.lists: list[tuple[str, int]] = []
        """Of each open list its style, and the number of its numbering (0 for a list of points)."""
        self.rows: list[list[list[tuple[str, bool, bool]]]] = []
        self.paragraph: Paragraph | None = None
        self.last = ""
        """What was said last in the paragraph."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._say("\n")
        elif tag in ("ul", "ol"):
            name = f"List {'Number' if tag == 'ol' else 'Bullet'}{' 2' if self.lists else ''}"
            self.lists.append((name, self._new_numbers(name) if tag == "ol" else 0))
        elif tag == "table":
            self.rows = []
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append([])
        elif tag in _BLOCKS and not (tag == "p" and self.open[-1:] == ["li"]):
            self.paragraph = None
        if tag == "span" and ("class", "blank") in attrs:
            self._say(LINE)
        if tag not in ("br", "img", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        if tag in ("ul", "ol"):
            self.lists.pop()
        elif tag == "table":
            self._write_table()
        if tag in (*_BLOCKS, "ul", "ol", "table"):
            if self.paragraph is not None and self.last.endswith(":"):
                self.paragraph.paragraph_format.keep_with_next = True
            self.paragraph = None

    def handle_data(self, data: str) -> None:
        words = data.replace("\n", " ")
        if words.strip() or words and (self.paragraph or self._in_cell):
            self._say(words)

    @property
    def _in_cell(self) -> bool:
        return bool({"td", "th"} & set(self.open))

    def _say(self, words: str) -> None:
        bold, italic = (bool(set(tags) & set(self.open)) for tags in (_BOLD, _ITALIC))
        if self._in_cell:
            self.rows[-1][-1].append((words, bold, italic))
            return
        if self.paragraph is None:
            self.paragraph = self._begin()
            words = words.lstrip(" ")
        self.last = words
        _add(self.paragraph, words, bold, italic)

    def _begin(self) -> Paragraph:
        style, number = self.lists[-1] if self.lists and "li" in self.open else ("", 0)
        paragraph = begin(self.word, style)
        if number:
            numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            numbering.get_or_add_ilvl().val = 0
            numbering.get_or_add_numId().val = number
        return paragraph

    def _new_numbers(self, style: str) -> int:
        """Return a numbering of its own for a list, which begins at 1 again."""
        numberings = self.word.part.numbering_part.element
        usual = self.word.styles[style].element.pPr.numPr.numId.val
        pattern = numberings.num_having_numId(usual).abstractNumId.val
        number = numberings.add_num(pattern)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return number.numId

    def _write_table(self) -> None:
        columns = max((len(row) for row in self.rows), default=0)
        if not columns:
            return
        table = self.word.add_table(rows=len(self.rows), cols=columns, style="Table Grid")
        for row, cells in zip(table.rows, self.rows):
            for cell, said in zip(row.cells, cells):
                for words, bold, italic in said:
                    _add(cell.paragraphs[0], words, bold, italic)
        mark_head(table.rows[0])
        self.word.add_paragraph()


def _add(paragraph: Paragraph, words: str, bold: bool, italic: bool) -> None:
    run = paragraph.add_run(INVISIBLE.sub("", words))  # an entity may name what no XML may hold
    if bold:
        run.bold = True
    if italic:
        run.italic = True
