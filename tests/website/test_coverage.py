"""The coverage map: every code and every lesson stands in it, and what is missing is told by what is planned."""

import csv
import re
from pathlib import Path

import pytest

from lessonkit.content.library import Library
from lessonkit.project import LANGUAGES
from lessonkit.website.coverage import codes_of, make_coverage, planned_lessons
from tests.equipment.axe import run_axe
from tests.equipment.chromium import Chromium
from tests.website.pages import DIST
from tests.website.test_editions import read


def rows_of(language: str) -> list[list[str]]:
    text = (DIST / "teacher" / language / "coverage.csv").read_bytes().decode("utf-8")
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    return list(csv.reader(text[1:].splitlines()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_has_every_lesson_and_every_code(library: Library, language: str):
    head, *rows = rows_of(language)
    marked = {row[0]: [re.search(r"\(([\w-]+)\)$", name)[1] for name, mark in zip(head[4:], row[4:]) if mark] for row in rows}

    assert len(head) == 4 + len(library.codes)
    assert [str(number) for number in range(1, 33)] == list(marked)
    for lesson in library.lessons:
        assert set(codes_of(lesson)) == set(marked[lesson.number])
    for planned in planned_lessons(library):
        assert set(planned.codes) == set(marked[planned.number])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_leads_to_every_lesson_and_names_every_code_and_plan(library: Library, language: str):
    page = read(DIST / "teacher" / language / "coverage.html")

    for lesson in library.lessons:
        assert f'href="{lesson.band.id}/{lesson.name}/lesson.html"' in page
    for named in (*(code.names for code in library.codes.values()), *(each.titles for each in planned_lessons(library))):
        assert str(named[language]).replace("&", "&amp;").replace('"', "&#34;") in page


def test_a_code_that_no_lesson_serves_is_planned_for_one(library: Library):
    for group in make_coverage(library):
        for row in group.rows:
            assert row.code.id == "gdqp-an" or any(cell.lessons or cell.planned for cell in row.cells), row.code.id


def test_the_map_is_for_teachers_alone(dist: Path):
    assert not list((dist / "pupil").rglob("coverage*"))


def test_the_map_can_be_read_by_all(chromium: Chromium):
    chromium.visit(DIST / "teacher" / "vi" / "coverage.html")

    assert [] == chromium.errors()
    assert [] == run_axe(chromium)
