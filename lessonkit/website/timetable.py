"""The timetable: with which lesson a teacher of each grade begins, so that two questions find one lesson."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from lessonkit.content.document import Section
from lessonkit.content.lesson import Lesson, minutes_of
from lessonkit.content.library import Library
from lessonkit.project import ADULT_BAND

GRADES = range(1, 13)

_GRADES = re.compile(r"(\d{1,2})(?:-(\d{1,2}))?")


@dataclass(frozen=True)
class Row:
    """Grades that begin with the same lesson; students and young workers have no grade."""

    grades: tuple[int, ...]
    lesson: Lesson
    others: tuple[Lesson, ...]
    """What there is for these grades besides, in the order of their numbers."""
    near: bool
    """Whether there is nothing for these grades yet, and the lesson is a neighbour's."""

    @property
    def id(self) -> str:
        return f"{self.grades[0]}-{self.grades[-1]}" if self.grades else ADULT_BAND

    @property
    def named(self) -> str:
        """The grades as people write them."""
        return "–".join(str(grade) for grade in dict.fromkeys((self.grades[0], self.grades[-1])))

    def steps(self, length: str) -> tuple[Section, ...]:
        """Return the steps that a length has time for: `short` fifteen minutes, `full` a period, `long` half a day."""
        key = self.key(length)
        return tuple(step for step in self.lesson.steps if minutes_of(step, key))

    def papers(self, length: str) -> tuple[str, ...]:
        """Return the kinds of the one paper to print, the best first; an edition may lack some."""
        if length == "long":
            return ("bundle",)
        return ("sheet", "guide") if any("sheet" in step.kinds for step in self.steps(length)) else ("pocket", "guide")

    @staticmethod
    def key(length: str) -> str:
        """Return under which name a step has its minutes for a length."""
        return "short" if length == "short" else "minutes"


def make_timetable(library: Library) -> tuple[Row, ...]:
    """Return a row for each grade from 1 to 12, equal neighbours in one, then one for students if a lesson is theirs."""
    found = [(grade, *_lessons_for(grade, library.lessons)) for grade in GRADES if any(map(grades_of, library.lessons))]
    rows = []
    for (lessons, near), same in groupby(found, key=lambda each: each[1:]):
        rows.append(Row(tuple(grade for grade, *_ in same), lessons[0], lessons[1:], near))
    grown_up = tuple(library.lessons_of(ADULT_BAND))
    return (*rows, Row((), grown_up[0], grown_up[1:], False)) if grown_up else tuple(rows)


def grades_of(lesson: Lesson) -> range:
    """Return the grades that a lesson is for; of students and young workers, none."""
    written = _GRADES.fullmatch(str(lesson.source.text("grades")))
    if lesson.band.id == ADULT_BAND or not written:
        return range(0)
    return range(int(written[1]), int(written[2] or written[1]) + 1)


def _lessons_for(grade: int, lessons: Sequence[Lesson]) -> tuple[tuple[Lesson, ...], bool]:
    """Return the lessons of a grade, or the one of the nearest grade, and whether that had to do."""
    own = tuple(lesson for lesson in lessons if grade in grades_of(lesson))
    if own:
        return own, False
    others = [lesson for lesson in lessons if grades_of(lesson)]
    return (min(others, key=lambda lesson: min(abs(grade - other) for other in grades_of(lesson))),), True
