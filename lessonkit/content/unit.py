"""A unit: what a kit is made of, one by one. A lesson with its quiz, a rehearsal or a room, with pages of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from lessonkit.content.bilingual import Bilingual, Numbered
from lessonkit.project import BAND_BY_ID, Band


@dataclass(frozen=True)
class Unit(Numbered):
    """A numbered thing of a band; facts that do not depend on the language are read from the Vietnamese."""

    band: Band

    STEM: ClassVar[str]
    """What its folder on a stick is called, before the number."""

    @property
    def name(self) -> str:
        """The neutral name of its folder on a stick: it tells a bystander nothing."""
        return f"{self.STEM}-{self.number}"

    @property
    def every_text(self) -> tuple[Bilingual, ...]:
        """All that it is written in; what it is chiefly made from stands first."""
        return (self.texts,)

    @property
    def sensitive(self) -> bool:
        """A unit with a content note has a neutral tab title."""
        return bool(self.source.text("content-note"))


def band_of(folder: Path) -> Band | None:
    """Return the band that a unit's folder stands in."""
    return BAND_BY_ID.get(folder.parent.name)
