"""Help: every number that can go stale, from dated files, the kit's and a school's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lessonkit.content.frontmatter import FrontMatter, read_mappings
from lessonkit.content.text import read_lines
from lessonkit.findings import Finding, Place, Text
from lessonkit.project import Project

CHANNEL_KEYS = ("id", "number", "vi", "en", "bands", "print", "source", "checked_on", "expires_on")

SLOTS = ("trusted-adult", "counsellor", "commune-police", "child-line")
"""What only a school can know: blanks to write on, filled by the channels of `help/local/<place>.yml`."""


@dataclass(frozen=True)
class Channel:
    """A way to reach help: `number` may be empty (the number on one's own bank card), `bands` are band ids or `all`."""

    id: Text
    number: Text
    names: Mapping[str, Text]
    bands: tuple[Text, ...]
    print: Text
    source: Text
    checked_on: Text
    expires_on: Text
    place: Place

    def serves(self, band: str) -> bool:
        """Say whether the channel is for a band; pages of no band show what is for all."""
        return "all" in self.bands or band in self.bands


def read_channels(project: Project, path: Path, found: list[Finding]) -> tuple[tuple[Channel, ...], tuple[FrontMatter, ...]]:
    """Read a file of channels, and the mappings as they were written (for the check of their keys)."""
    if not path.exists():
        return (), ()
    written = read_mappings(read_lines(project, path, found), found)
    return tuple(_channel(mapping, project.place(path)) for mapping in written), written


def _channel(mapping: FrontMatter, top: Place) -> Channel:
    place = next((value.place for value in mapping.values() if isinstance(value, Text)), top)

    def text(key: str) -> Text:
        value = mapping.get(key, "")
        return value if isinstance(value, Text) else Text("", place)

    bands = mapping.get("bands", ())
    return Channel(
        id=text("id"),
        number=text("number"),
        names={language: text(language) for language in ("vi", "en")},
        bands=(bands,) if isinstance(bands, Text) else bands,
        print=text("print"),
        source=text("source"),
        checked_on=text("checked_on"),
        expires_on=text("expires_on"),
        place=place,
    )
