"""The coverage map: which lessons serve which thread or framework, in each band, and which are planned to."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lessonkit.content.coverage import GROUPS, Code, Planned
from lessonkit.content.lesson import Lesson
from lessonkit.content.library import Library
from lessonkit.project import BANDS, Band

if TYPE_CHECKING:
    from lessonkit.website.view import View


@dataclass(frozen=True)
class Cell:
    """What a band has for a code: lessons that are there, and lessons that are planned."""

    band: Band
    lessons: tuple[Lesson, ...]
    planned: tuple[Planned, ...]


@dataclass(frozen=True)
class Row:
    """A code, and what each band has for it."""

    code: Code
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Group:
    """Codes that belong together, such as the threads."""

    id: str
    rows: tuple[Row, ...]


def make_coverage(library: Library) -> tuple[Group, ...]:
    """Return the groups of codes in their order; a planned lesson that has been written counts as written alone."""
    bands = tuple(band for band in BANDS if band.id in library.choice.bands)
    planned = planned_lessons(library)

    def cell(code: Code, band: Band) -> Cell:
        lessons = tuple(lesson for lesson in library.lessons_of(band.id) if code.id in codes_of(lesson))
        return Cell(band, lessons, tuple(each for each in planned if each.band == band.id and code.id in each.codes))

    def rows(group: str) -> Iterator[Row]:
        for code in library.codes.values():
            if code.group == group:
                yield Row(code, tuple(cell(code, band) for band in bands))

    return tuple(Group(group, found) for group in GROUPS if (found := tuple(rows(group))))


def codes_of(lesson: Lesson) -> tuple[str, ...]:
    """Return all codes that a lesson serves."""
    return *lesson.source.list("threads"), *lesson.source.list("frameworks")


def planned_lessons(library: Library) -> tuple[Planned, ...]:
    """Return the lessons of the chosen bands that are planned and not written."""
    written = {lesson.number for lesson in library.lessons}
    return tuple(each for each in library.planned if each.number not in written and each.band in library.choice.bands)


def make_table(view: View) -> bytes:
    """Return the map for a spreadsheet: a row for each lesson, a column for each code; with the mark that Excel needs."""
    words, library = view.words, view.site.library
    codes = [row.code for group in view.site.coverage for row in group.rows]
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    heads = [words(f"coverage.csv.{name}") for name in ("number", "title", "band", "state")]
    table.writerow([*heads, *(f"{code.names[words.language]} ({code.id})" for code in codes)])
    rows = [
        (lesson.number, str(lesson.texts.document(words.language).text("title")), lesson.band.id, "written", codes_of(lesson))
        for lesson in library.lessons
    ]
    rows += [
        (str(each.number), str(each.titles[words.language]), str(each.band), "planned", each.codes)
        for each in planned_lessons(library)
    ]
    for number, title, band, state, served in sorted(rows, key=lambda row: (len(row[0]), row[0])):
        marks = ["x" if code.id in served else "" for code in codes]
        table.writerow([number, _safe(title), words(f"band.{band}.grades"), words(f"coverage.{state}"), *marks])
    return ("\ufeff" + written.getvalue()).encode()


def _safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@" else text
