"""A document: front matter and `##` sections, each made of passages (a block `/// name` … `///`, or plain text).

Every other form (lesson, quiz, kit, glossary) is read out of documents; this module is the only one that knows how a
heading, its attributes and a block are written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lessonkit.content.frontmatter import FrontMatter, split_front_matter
from lessonkit.content.text import Lines, check_nesting, read_lines
from lessonkit.findings import Finding, Place, Text, error
from lessonkit.project import Project

PLAIN = "text"
"""The kind of a passage that stands in no block: the pupil's text."""

_HEADING = re.compile(r"##(?!#)\s*(?P<title>.*?)\s*(?:\{(?P<attributes>[^{}]*)\})?\s*$")
_ATTRIBUTE = re.compile(r"""#(?P<id>[\w-]+)|(?P<key>[\w-]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))|(?P<flag>[\w-]+)""")
_FENCE = re.compile(r"\s{0,3}(```+|~~~+)")
_BLOCK = re.compile(r"///(?!/)\s*(?P<name>[\w-]*)\s*(?:\|\s*(?P<label>.*?))?\s*$")


@dataclass(frozen=True)
class Passage:
    """Some Markdown for one purpose: `kind` is `text` or the name of its block, `label` what follows the `|`."""

    kind: str
    label: Text
    lines: Lines
    place: Place

    @property
    def markdown(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Section:
    """A `##` heading, the `{#id key=value flag}` it carries, and its passages."""

    id: Text
    title: Text
    values: Mapping[str, Text]
    flags: frozenset[str]
    passages: tuple[Passage, ...]
    source: str
    """Title and text as they were written, without the attributes: what a translator translates."""

    @property
    def place(self) -> Place:
        return self.title.place

    def of(self, kind: str) -> tuple[Passage, ...]:
        """Return the passages of a kind, in their order."""
        return tuple(passage for passage in self.passages if passage.kind == kind)


@dataclass(frozen=True)
class Document:
    """One Markdown file of ours in one language."""

    path: Path
    place: Place
    language: str
    meta: FrontMatter
    sections: tuple[Section, ...]
    """In the order of the file; ids are unique, a second one of the same id was reported and left out."""

    def section(self, id: str) -> Section | None:
        return next((section for section in self.sections if section.id == id), None)

    def text(self, key: str) -> Text:
        """Return a string of the front matter, or an empty one at the top of the file."""
        value = self.meta.get(key)
        return value if isinstance(value, Text) else Text("", self.place)

    def list(self, key: str) -> tuple[Text, ...]:
        """Return a list of the front matter; a single string counts as a list of one."""
        value = self.meta.get(key, ())
        return (value,) if isinstance(value, Text) else value

    @property
    def markdown_passages(self) -> tuple[Passage, ...]:
        return tuple(passage for section in self.sections for passage in section.passages)


def read_document(project: Project, path: Path, found: list[Finding]) -> Document:
    """Read `<language>.md`; what cannot be read as meant is added to `found`, and the rest is read all the same."""
    lines = read_lines(project, path, found)
    meta, body = split_front_matter(lines, found)
    sections = _read_sections(body, found) if check_nesting(body, found) else ()
    return Document(path, project.place(path), path.stem, meta, sections)


def _read_sections(lines: Lines, found: list[Finding]) -> tuple[Section, ...]:
    starts = [number for number, line in _outside_fences(lines) if _HEADING.match(line)]
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
    for line in lines:
        if line.strip():
            found.append(error(line.place, "text-before-first-heading"))
            return


def _read_section(lines: Lines, found: list[Finding]) -> Section | None:
    heading = _HEADING.match(lines[0])
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
        found.append(error(place, "heading-without-id", heading=heading["title"]))
        return None
    source = "\n".join([heading["title"], *(line.rstrip() for line in lines[1:])]).strip()
    passages = _read_passages(lines[1:], found)
    return Section(Text(id, place), Text(heading["title"], place), values, frozenset(flags), passages, source)


def _read_passages(lines: Lines, found: list[Finding]) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    held: list[Text] = []
    opened: tuple[Text, re.Match[str]] | None = None

    def close(kind: str, label: Text, place: Place) -> None:
        while held and not held[0].strip():
            held.pop(0)
        while held and not held[-1].strip():
            held.pop()
        if held or kind != PLAIN:
            passages.append(Passage(kind, label, tuple(held), held[0].place if held else place))
        held.clear()

    for _, line in _outside_fences(lines, keep=held):
        mark = _BLOCK.match(line)
        if not mark:
            held.append(line)
        elif mark["name"]:
            if opened:
                found.append(error(line.place, "block-in-block", name=mark["name"], outer=opened[1]["name"]))
                continue
            close(PLAIN, Text("", line.place), line.place)
            opened = line, mark
        elif opened:
            start, mark = opened
            close(mark["name"], Text(mark["label"] or "", start.place), start.place)
            opened = None
        else:
            found.append(error(line.place, "block-not-open"))
    if opened:
        found.append(error(opened[0].place, "block-not-closed", name=opened[1]["name"]))
        close(opened[1]["name"], Text(opened[1]["label"] or "", opened[0].place), opened[0].place)
    elif lines:
        close(PLAIN, Text("", lines[-1].place), lines[-1].place)
    return tuple(passages)


def _outside_fences(lines: Lines, keep: list[Text] | None = None):
    """Yield the numbered lines that stand in no code fence; those inside go to `keep`, in their order."""
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence or mark:
            if keep is not None:
                keep.append(line)
            if not fence:
                fence = mark[1]
            elif mark and mark[1].startswith(fence) and not line.strip(" `~"):
                fence = ""
            continue
        yield number, line
