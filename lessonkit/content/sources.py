"""Sources: where a factual statement comes from; cited in Markdown as `[^source-id]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lessonkit.content.document import Passage
from lessonkit.content.frontmatter import FrontMatter, read_mappings
from lessonkit.content.text import read_lines
from lessonkit.findings import Finding, Text
from lessonkit.project import Project

SOURCE_KEYS = ("id", "title", "address", "seen", "mark", "expires")

CITATION = re.compile(r"(?<!\s)\s*+\[\^(?P<id>[\w.-]+)\]")
"""A citation with the white space before it, so that leaving it out leaves no gap."""


@dataclass(frozen=True)
class Source:
    """A page or a law that was read: its title, where it is, when it was seen, how sure we are (V or V1), until when."""

    id: Text
    title: Text
    address: Text
    seen: Text
    mark: Text
    expires: Text


def read_sources(project: Project, found: list[Finding]) -> tuple[Mapping[str, Source], tuple[FrontMatter, ...]]:
    """Read `sources.yml` by id, and the mappings as they were written (for the check of their keys)."""
    if not project.sources.exists():
        return {}, ()
    written = read_mappings(read_lines(project, project.sources, found), found)
    empty = Text("", project.place(project.sources))
    sources = (
        Source(*(value if isinstance(value := mapping.get(key, empty), Text) else empty for key in SOURCE_KEYS))
        for mapping in written
    )
    return {str(source.id): source for source in sources}, written


def citations(passage: Passage) -> Iterator[Text]:
    """Yield the source ids that a passage cites, each with its place."""
    for line in passage.lines:
        for citation in CITATION.finditer(line):
            yield Text(citation["id"], line.place)
