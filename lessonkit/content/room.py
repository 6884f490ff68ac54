"""A room to look round in: a drawing, and what there is to be found in it, each thing a risk or harmless."""

from __future__ import annotations

from dataclasses import dataclass

from lessonkit.content.unit import Unit


@dataclass(frozen=True)
class Room(Unit):
    """A room in every language that has been written."""

    STEM = "room"
