"""A rehearsal: scenes on a pretend phone, choices that lead from one to the next, and endings that look back."""

from __future__ import annotations

from dataclasses import dataclass

from lessonkit.content.unit import Unit


@dataclass(frozen=True)
class Rehearsal(Unit):
    """A rehearsal in every language that has been written."""

    STEM = "rehearsal"
