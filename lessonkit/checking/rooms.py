"""Checks of rooms: every thing can be found in the drawing, judged, and is met with a reply."""

from __future__ import annotations

from collections.abc import Iterator

from lessonkit.checking.front_matter import suggest
from lessonkit.content.document import LOST
from lessonkit.content.library import Library
from lessonkit.content.room import CLOSING, DRAWING, RISK, Drawing, Room, Thing
from lessonkit.findings import Finding, error

FLAGS = (RISK, CLOSING, "critical")
ON = "on"


def check_rooms(library: Library) -> Iterator[Finding]:
    """A room has a drawing in which each of its things stands; some are risks, some are not."""
    for room in library.rooms:
        drawing, things = room.drawing, room.things
        if room.texts.folder / DRAWING not in library.files:
            yield error(room.texts.place, "room-without-drawing", name=DRAWING)
        elif not drawing:
            yield error(library.project.place(room.texts.folder / DRAWING), "room-drawing-unreadable")
        yield from _check_attributes(room)
        if drawing:
            yield from _check_spots(things, drawing)
        for document in room.texts.documents.values():
            for section in document.sections:
                if not section.passages:
                    yield error(section.place, "thing-without-reply", thing=str(section.title))
        closing = [section for section in room.source.sections if CLOSING in section.flags]
        for section in closing:
            if section is not room.source.sections[-1]:
                yield error(section.place, "closing-not-last", id=str(section.id))
        risks = {thing.risk for thing in things}
        if len(risks) < 2 and not library.told(room.source.place.path, *LOST):
            yield error(room.source.place, "room-one-sided")


def _check_attributes(room: Room) -> Iterator[Finding]:
    for section in room.source.sections:
        known = FLAGS if CLOSING in section.flags else (ON, *FLAGS)
        for name in [*section.values, *sorted(section.flags)]:
            if name not in known:
                yield error(section.place, "attribute-unknown", name=name, suggestion=suggest(name, known))
        if not section.values.get(ON) and CLOSING not in section.flags:
            yield error(section.place, "thing-without-place", thing=str(section.title))


def _check_spots(things: tuple[Thing, ...], drawing: Drawing) -> Iterator[Finding]:
    seen: dict[str, Thing] = {}
    for thing in things:
        on, place = str(thing.section.values.get(ON, "")), thing.section.place
        if not on:
            continue
        if on in seen or drawing.ids.get(on, 0) > 1:
            yield error(place, "thing-drawn-twice", on=on)
        elif on not in drawing.ids:
            yield error(place, "thing-not-drawn", on=on, suggestion=suggest(on, tuple(filter(None, drawing.ids))))
        elif not thing.spot:
            yield error(place, "thing-not-framed", on=on)
        else:
            for name, other in seen.items():
                if other.spot and thing.spot.overlaps(other.spot):
                    yield error(place, "things-overlap", other=name, on=on)
        seen[on] = thing
