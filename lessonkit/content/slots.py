"""Slots: the hours that a school has besides a period, without a screen, and how a lesson's minutes are cut for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lessonkit.project import ADULT_BAND, SHORT_MINUTES

CLASS_MINUTES = 30
"""The most that an hour of a form teacher with a class has."""

PARENTS_MINUTES = 15
"""What a parents' meeting spares."""

WELCOME_MINUTES = 2
"""Of a parents' meeting: to welcome families, and again to see them off."""

HALL_BANDS = ("15-17", ADULT_BAND)
"""Bands that are spoken to in a hall of three hundred."""

_GROWING = ("situation", "practise", "explore", "opening", "apply", "close")
"""Steps that take more than in the shortest cut as soon as there is time, the most urgent first: doing before hearing."""


@dataclass(frozen=True)
class Slot:
    """An hour without a screen: `minutes` of the steps that it has, in their order; none of them where families sit."""

    id: str
    minutes: Mapping[str, int]
    total: int

    def shares(self, parts: int) -> tuple[int, ...]:
        """Return the minutes that some parts have between a word of welcome and the end, the first ones more."""
        whole, rest = divmod(self.total - 2 * WELCOME_MINUTES, max(parts, 1))
        return tuple(whole + (number < rest) for number in range(parts))


@dataclass(frozen=True)
class Timing:
    """The minutes of a step: in the whole period, and in the shortest cut (0 if it is left out there)."""

    step: str
    full: int
    short: int


def slots_for(band: str, timings: Iterable[Timing], for_families: bool) -> tuple[Slot, ...]:
    """Return the slots that a lesson of a band fits into; without a cut that adds up it only fills a hall."""
    timings = tuple(timings)
    cut = {each.step: each.short for each in timings if each.short}
    slots = []
    if sum(cut.values()) == SHORT_MINUTES:
        if band != ADULT_BAND:
            slots.append(_slot("flag", cut))
        slots.append(_slot("class", _grown(cut, timings, CLASS_MINUTES)))
    if for_families and band != ADULT_BAND:
        slots.append(Slot("parents", {}, PARENTS_MINUTES))
    if band in HALL_BANDS:
        slots.append(_slot("hall", {each.step: each.full for each in timings}))
    return tuple(slots)


def _slot(id: str, minutes: Mapping[str, int]) -> Slot:
    return Slot(id, minutes, sum(minutes.values()))


def _grown(cut: Mapping[str, int], timings: tuple[Timing, ...], most: int) -> Mapping[str, int]:
    """Return the minutes of a cut in which steps have been given their whole time, one by one, while there is room."""
    grown = dict(cut)
    for step in _GROWING:
        for each in timings:
            if each.step == step and sum(grown.values()) - grown.get(step, 0) + each.full <= most:
                grown[step] = each.full
    return {each.step: grown[each.step] for each in timings if each.step in grown}
