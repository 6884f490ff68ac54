"""Urgent pages: what to do now, case by case, each on one page with the same four sections."""

from __future__ import annotations

from dataclasses import dataclass

from lessonkit.content.bilingual import Numbered
from lessonkit.content.document import Section

URGENT_SECTIONS = ("now", "say", "no-phone", "remember")
MOST_URGENT_STEPS = 5


@dataclass(frozen=True)
class Urgent(Numbered):
    """What to do now in one case; the words for students and young workers stand in blocks `older`."""

    @property
    def name(self) -> str:
        """The neutral name of its page on a stick: it tells a bystander nothing."""
        return f"help-{self.number}"

    @property
    def sections(self) -> tuple[Section, ...]:
        known = (self.source.section(id) for id in URGENT_SECTIONS)
        return tuple(section for section in known if section)
