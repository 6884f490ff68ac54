"""A document: front matter and `##` sections, each made of passages (a block `/// name` … `///`, or plain text).

Every other form (lesson, quiz, kit, glossary) is read out of documents; this module is the only one that knows how a
heading, its attributes and a block are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lessonkit.content.frontmatter import FrontMatter, split_front_matter
from lessonkit.content.text import Lines, check_nesting, read_lines
from lessonkit.findings import Finding, Place, Text, error
from lessonkit.project import Project

PLAIN = "text"
"""The kind of a passage that stands in no block: the pupil's text."""

LOST = (
    "symlink", "source-missing", "band-unknown", "not-utf-8", "file-too-large", "nested-too-deep",
    "front-matter-missing", "front-matter-not-closed", "heading-without-id", "id-twice",
)  # fmt: skip
"""Rules that tell of text that was not read: what seems to be missing because of it is no second mistake."""

_HEADING = re.compile(r"##(?!#)(?P<title>.*?)(?:\{(?P<attributes>[^{}]*)\})?$")
_ATTRIBUTE = re.compile(r"""#(?P<id>[\w-]+)|(?P<key>[\w-]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))|(?P<flag>[\w-]+)""")
_FENCE = re.compile(r"(?P<fence>```+|~~~+) *[\w#.+-]*$")
_BLOCK = re.compile(r"///+(?P<name>[^|]*)(?:\|(?P<label>.*))?$")


@dataclass(frozen=True)
class Passage:
    """Some Markdown for one purpose: `kind` is `text` or the name of its block, `label` what follows the `|` there."""

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

    @cached_property
    def _by_id(self) -> dict[str, Section]:
        return {section.id: section for section in self.sections}

    def section(self, id: str) -> Section | None:
        return self._by_id.get(id)

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
    passages = _read_passages(lines[1:], found)
    return Section(Text(id, place), Text(title, place), values, frozenset(flags), passages, source)


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


def outside_fences(lines: Lines, keep: list[Text] | None = None) -> Iterator[tuple[int, Text]]:
    """Yield the numbered lines that stand in no code fence; those inside go to `keep`, in their order.

    As for the Markdown reader of the site, a fence ends with the very line it started with; one that does not is none.
    """
    last = {line.rstrip(): number for number, line in enumerate(lines) if line.startswith(("```", "~~~"))}
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line.rstrip())
        if not fence and not (mark and last.get(mark["fence"], 0) > number):
            yield number, line
            continue
        if keep is not None:
            keep.append(line)
        if not fence:
            fence = mark["fence"]
        elif line.rstrip() == fence:
            fence = ""
