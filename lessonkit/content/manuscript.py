"""A manuscript: a Markdown file read into a document.

Every other form (lesson, quiz, kit, glossary) is read out of documents; this module is the only one that knows how a
heading, its attributes and a block are written.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from lessonkit.content.document import PLAIN, Body, Document, Passage, Section
from lessonkit.content.fences import outside_fences
from lessonkit.content.frontmatter import split_front_matter
from lessonkit.content.links import links_of
from lessonkit.content.sources import citations
from lessonkit.content.text import Lines, check_nesting, read_lines
from lessonkit.findings import Finding, Text, error
from lessonkit.project import Project

_HEADING = re.compile(r"##(?!#)(?P<title>.*?)(?:\{(?P<attributes>[^{}]*)\})?$")
_ATTRIBUTE = re.compile(r"""#(?P<id>[\w-]+)|(?P<key>[\w-]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))|(?P<flag>[\w-]+)""")
_BLOCK = re.compile(r"///+(?P<name>[^|]*)(?:\|(?P<label>.*))?$")


def read_document(project: Project, path: Path, found: list[Finding]) -> Document:
    """Read `<language>.md`; what cannot be read as meant is added to `found`, and the rest is read all the same."""
    lines = read_lines(project, path, found)
    meta, body = split_front_matter(lines, found)
    sections = _read_sections(body, found) if check_nesting(body, found) else ()
    document = Document(path, project.place(path), path.stem, meta, sections)
    cited = tuple(id for passage in document.markdown_passages for id in citations(passage))
    return replace(document, links=tuple(links_of(document)), cited=cited)


def _read_sections(lines: Lines, found: list[Finding]) -> tuple[Section, ...]:
    starts = [number for number, line in outside_fences(lines) if _HEADING.match(line.rstrip())]
    _report_lost(lines[: starts[0] if starts else len(lines)], found)
    sections: dict[str, Section] = {}
    for start, end in zip(starts, [*starts[1:], len(lines)]):
        section = _read_section(lines[start:end], found)
        if section and section.id in sections:
            found.append(error(section.id.place, "id-twice", id=str(section.id), first=sections[section.id].place.line))
        elif section:
            sections[section.id] = section
    return tuple(sections.values())


def _report_lost(lines: Lines, found: list[Finding]) -> None:
    """Text above the first heading belongs to no section and would be shown nowhere."""
    if lines and lines[0].place.line == 1:
        return  # no front matter was split off, and that was told
    for line in lines:
        if line.strip():
            found.append(error(line.place, "text-before-first-heading"))
            return


def _read_section(lines: Lines, found: list[Finding]) -> Section | None:
    heading = _HEADING.match(lines[0].rstrip())
    title = heading["title"].strip()
    place = lines[0].place
    id = ""
    values: dict[str, Text] = {}
    flags = set()
    for attribute in _ATTRIBUTE.finditer(heading["attributes"] or ""):
        if attribute["id"]:
            id = attribute["id"]
        elif attribute["key"]:
            values[attribute["key"]] = Text(attribute["quoted"] or attribute["bare"] or "", place)
        else:
            flags.add(attribute["flag"])
    if not id:
        found.append(error(place, "heading-without-id", heading=title))
        return None
    source = "\n".join([title, *(line.rstrip() for line in lines[1:])]).strip()
    body = Body(_read_passages(lines[1:], found), source)
    kinds = frozenset(passage.kind for passage in body.passages)
    return Section(Text(id, place), Text(title, place), values, frozenset(flags), kinds, body.digest, lambda: body)


def _read_passages(lines: Lines, found: list[Finding]) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    held: list[Text] = []
    opened: tuple[str, Text] | None = None
    told = 0  # marks told as mistakes: the closing lines that belong to them are no second one

    def close(kind: str, label: Text) -> None:
        while held and not held[-1].strip():
            held.pop()
        del held[: next((number for number, line in enumerate(held) if line.strip()), 0)]
        if held or kind != PLAIN:
            passages.append(Passage(kind, label, tuple(held), held[0].place if held else label.place))
        held.clear()

    for _, line in outside_fences(lines, keep=held):
        mark = _BLOCK.match(line.strip())
        if not mark:
            held.append(line)
            continue
        name, label = mark["name"].strip(), Text((mark["label"] or "").strip(), line.place)
        if name and opened:
            found.append(error(line.place, "block-in-block", name=name, outer=opened[0]))
            told += 1
        elif name:
            close(PLAIN, Text("", line.place))
            opened, told = (name, label), 0
        elif label:
            found.append(error(line.place, "block-not-open"))
            told += 1
        elif opened:
            close(*opened)
            opened = None
        elif told:
            told -= 1
        else:
            found.append(error(line.place, "block-not-open"))
    if opened:
        found.append(error(opened[1].place, "block-not-closed", name=opened[0]))
        close(*opened)
    elif lines:
        close(PLAIN, Text("", lines[-1].place))
    return tuple(passages)
