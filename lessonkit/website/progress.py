"""Progress without a name: what of a kit can be finished, under which keys, and where each key stands in a resume code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lessonkit.content.library import Library
from lessonkit.content.unit import Unit
from lessonkit.project import BANDS
from lessonkit.translation.pairing import QUIZ_ID
from lessonkit.website.pages import Page, opens
from lessonkit.website.site import Site

FINISHED_AS = {"lesson": "", "quiz": QUIZ_ID, "scenario": "", "room": ""}
"""Kinds of pages that can be finished, and what stands behind the unit's id in the key under which that is kept."""

NEVER = "-"
"""Stands in a code's list for what this kit does not keep: it is marked sensitive, or no longer there."""


@dataclass(frozen=True)
class Goal:
    """Something to finish: the page where that is done, and the key under which it is kept."""

    page: Page
    key: str


@dataclass(frozen=True)
class Code:
    """The resume code of a band: the band's number in it, and the keys that it counts, as `code_keys` returns them."""

    band: str
    number: int
    keys: str


@dataclass(frozen=True)
class Progress:
    """What the template of a page may ask of progress."""

    site: Site
    page: Page

    @property
    def unit(self) -> str:
        """As what the page may be recorded; "" where nothing may be: it is sensitive, or nothing is finished there."""
        return self.page.unit.id if self.page.kind in FINISHED_AS and _is_kept(self.page) else ""

    @property
    def shown(self) -> bool:
        """Whether the page shows what is finished, or records it."""
        return bool(self.unit) or self.page.kind in ("index", "band", "progress", "certificate")

    def goals(self, band: str) -> tuple[Goal, ...]:
        """Return what this edition lets a reader of a band finish."""
        return tuple(goal for goals in self.rows(band) for goal in goals)

    def rows(self, band: str) -> Iterator[tuple[Goal, ...]]:
        """Yield the goals of each unit of a band: a lesson and its questions stand together."""
        yield from filter(None, (self.goals_of(unit) for unit in self.site.library.units if unit.band.id == band))

    def goals_of(self, unit: Unit) -> tuple[Goal, ...]:
        pages = (page for page in self.site.pages_of.get(unit.id, ()) if _is_goal(page, self.site.edition))
        return tuple(Goal(page, f"{unit.id}{FINISHED_AS[page.kind]}") for page in pages)

    @property
    def codes(self) -> tuple[Code, ...]:
        """The resume codes of the bands in which something can be finished here."""
        keys = code_keys(self.site.library)
        return tuple(Code(band.id, number, keys[band.id]) for number, band in enumerate(BANDS) if self.goals(band.id))


def code_keys(library: Library) -> dict[str, str]:
    """Return for each band the keys of what can be finished, with spaces between, in the order of `ids.txt`.

    That file only grows, so an old code goes on meaning what it meant. `NEVER` stands for what is not kept here.
    """
    kept = {f"{unit.id}{end}" for unit in library.units if not unit.sensitive for end in FINISHED_AS.values()}
    return {band.id: " ".join(_told(library.ids, band.id, kept)) for band in BANDS}


def _told(ids: Iterable[str], band: str, kept: set[str]) -> Iterator[str]:
    for id in map(str, ids):
        if id.startswith(f"{band}/") and ("#" not in id or id.endswith(QUIZ_ID)):
            yield id if id in kept else NEVER


def _is_kept(page: Page) -> bool:
    return bool(page.unit) and not page.unit.sensitive


def _is_goal(page: Page, edition: str) -> bool:
    if page.kind not in FINISHED_AS or not _is_kept(page):
        return False
    return page.kind != "lesson" or opens(page.unit, edition) == "yes"
