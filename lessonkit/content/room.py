"""A room to look round in: a drawing, and what there is to be found in it, each thing a risk or harmless."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from lessonkit.content.document import Section
from lessonkit.content.unit import Unit

DRAWING = "room.svg"
"""The drawing stands under this name beside the texts."""

RISK, CLOSING = "risk", "closing"
"""Flags of a heading: a thing that is a risk; what is said when all has been found."""

LARGEST_READ = 1024 * 1024
"""Bytes of a drawing that are read at all; a check tells of smaller ones that are too large."""

_NUMBER = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?")
_UNSAFE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True)
class Spot:
    """Where a thing stands in a drawing, in the drawing's own units."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Spot) -> bool:
        """Say whether some of it stands in another."""
        across = self.x < other.x + other.width and other.x < self.x + self.width
        return across and self.y < other.y + other.height and other.y < self.y + self.height


@dataclass(frozen=True)
class Drawing:
    """The drawing of a room, as far as the kit knows it."""

    path: Path
    width: float
    height: float
    spots: Mapping[str, Spot]
    """Every `rect` with an id that stands in no group, inside the drawing."""
    ids: Mapping[str, int]
    """How many elements have an id."""


@dataclass(frozen=True)
class Thing:
    """Something to be found in a room; whether it is a risk, and where it is, the Vietnamese alone says."""

    section: Section
    spot: Spot | None

    @property
    def risk(self) -> bool:
        return RISK in self.section.flags


@dataclass(frozen=True)
class Room(Unit):
    """A room in every language that has been written."""

    STEM = "room"

    @property
    def drawing(self) -> Drawing | None:
        """The drawing, or None where there is none that can be read (a check tells)."""
        path = self.texts.folder / DRAWING
        if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST_READ:
            return None
        return _read_drawing(path, path.stat().st_mtime_ns)

    @property
    def things(self) -> tuple[Thing, ...]:
        """What there is to be found, in the order of the source."""
        spots = self.drawing.spots if self.drawing else {}
        sections = (section for section in self.source.sections if CLOSING not in section.flags)
        return tuple(Thing(section, spots.get(section.values.get("on", ""))) for section in sections)

    @property
    def closing(self) -> Section | None:
        """What is said when all has been found."""
        return next((section for section in self.source.sections if CLOSING in section.flags), None)


@lru_cache(maxsize=64)
def _read_drawing(path: Path, _saved: int) -> Drawing | None:
    """Return a drawing as it was saved at a time; one that brings a grammar of its own is not read."""
    written = path.read_bytes()
    if _UNSAFE.search(written):
        return None
    try:
        root = ElementTree.fromstring(written)
    except (ElementTree.ParseError, ValueError, LookupError):
        return None
    sides = _numbers(re.split(r"[\s,]+", root.get("viewBox", "").strip()))
    if len(sides) != 4 or min(sides[2:]) <= 0:
        return None
    left, top, width, height = sides
    whole = Spot(left, top, width, height)
    spots = {element.get("id", ""): spot for element in root if (spot := _spot(element, whole))}
    ids = Counter(element.get("id", "") for element in root.iter())
    return Drawing(path, width, height, spots, ids)


def _spot(element: ElementTree.Element, whole: Spot) -> Spot | None:
    """Return where a `rect` lies, from the upper left corner of the drawing; nothing if it is none, or lies outside."""
    sides = _numbers(element.get(side, "0").strip() for side in ("x", "y", "width", "height"))
    if not str(element.tag).endswith("rect") or element.get("transform") or len(sides) != 4:
        return None
    left, top, width, height = sides
    spot = Spot(left - whole.x, top - whole.y, width, height)
    inside = min(spot.x, spot.y) >= 0 and spot.x + width <= whole.width and spot.y + height <= whole.height
    return spot if inside and min(width, height) > 0 else None


def _numbers(written: Iterable[str]) -> tuple[float, ...]:
    """Return plain numbers; what is none is left out."""
    return tuple(float(number) for number in written if _NUMBER.fullmatch(number))
