"""Urgent pages: what to do now, case by case, each on one page with the same four sections."""

from __future__ import annotations

from dataclasses import dataclass

from lessonkit.content.document import Document, Section
from lessonkit.content.lesson import Bilingual

URGENT_SECTIONS = ("now", "say", "no-phone", "remember")
MOST_URGENT_STEPS = 5


@dataclass(frozen=True)
class Urgent:
    """What to do now in one case; the words for students and young workers stand in blocks `older`."""

    texts: Bilingual

    @property
    def id(self) -> str:
        return self.texts.id

    @property
    def source(self) -> Document:
        return self.texts.source

    @property
    def number(self) -> str:
        return str(self.source.text("number"))

    @property
    def name(self) -> str:
        """The neutral name of its page on a stick: it tells a bystander nothing."""
        return f"help-{self.number}"

    @property
    def awaits_review(self) -> bool:
        return self.source.text("review") == "needed"

    @property
    def sections(self) -> tuple[Section, ...]:
        known = (self.source.section(id) for id in URGENT_SECTIONS)
        return tuple(section for section in known if section)
