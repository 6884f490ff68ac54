"""A document: front matter and `##` sections, each made of passages (a block `/// name` … `///`, or plain text)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lessonkit.content.frontmatter import FrontMatter
from lessonkit.content.text import Lines
from lessonkit.findings import Place, Text

PLAIN = "text"
"""The kind of a passage that stands in no block: the pupil's text."""

LOST = (
    "symlink", "source-missing", "band-unknown", "not-utf-8", "file-too-large", "nested-too-deep",
    "front-matter-missing", "front-matter-not-closed", "heading-without-id", "id-twice",
)  # fmt: skip
"""Rules that tell of text that was not read: what seems to be missing because of it is no second mistake."""


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
class Body:
    """What stands below a heading."""

    passages: tuple[Passage, ...]
    source: str
    """Title and text as they were written, without the attributes: what a translator translates."""

    @property
    def digest(self) -> str:
        """Return a hash of what a translator has before the eyes: words, not white space at line ends."""
        return hashlib.sha256(self.source.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Section:
    """A `##` heading, the `{#id key=value flag}` it carries, and its passages."""

    id: Text
    title: Text
    values: Mapping[str, Text]
    flags: frozenset[str]
    kinds: frozenset[str]
    """Of its passages."""
    digest: str
    """Of its source."""
    body: Callable[[], Body] = field(repr=False, compare=False)
    """Gives the text: held where it has just been read, read again where only an outline was kept."""

    @property
    def place(self) -> Place:
        return self.title.place

    @property
    def passages(self) -> tuple[Passage, ...]:
        return self.body().passages

    @property
    def source(self) -> str:
        """Title and text as they were written, without the attributes: what a translator translates."""
        return self.body().source

    def of(self, kind: str) -> tuple[Passage, ...]:
        """Return the passages of a kind, in their order."""
        return tuple(passage for passage in self.passages if passage.kind == kind)


@dataclass(frozen=True, eq=False)
class Document:
    """One Markdown file of ours in one language."""

    path: Path
    place: Place
    language: str
    meta: FrontMatter
    sections: tuple[Section, ...]
    """In the order of the file; ids are unique, a second one of the same id was reported and left out."""
    links: tuple[Text, ...] = ()
    """The addresses that it leads to, each with its place."""
    cited: tuple[Text, ...] = ()
    """The ids of the sources that it cites, each with its place."""

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
