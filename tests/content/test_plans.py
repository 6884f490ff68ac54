"""What to teach in one period, three, or all: every lesson stands in the plan of its band, and the plans grow."""

import re

import pytest

from lessonkit.content.library import Library
from lessonkit.project import BANDS, LANGUAGES

LED_TO = re.compile(r"lessons/(\d\d-\d\d/[\w-]+)/(\w\w)\.md")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lesson_stands_in_the_plan_of_its_band_in_the_order_of_numbers(library: Library, language: str):
    _, *sections = library.kits["plans"].document(language).sections
    assert len(BANDS) == len(sections)
    for band, section in zip(BANDS, sections):
        rows = [line for line in markdown_of(section).splitlines() if "lessons/" in line]
        plans = [LED_TO.findall(row) for row in rows]
        lessons = sorted(library.lessons_of(band.id), key=lambda lesson: int(lesson.number))

        assert [(lesson.id, language) for lesson in lessons] == plans[-1], section.title
        assert sorted(map(len, plans)) == list(map(len, plans)), section.title
        assert all(set(fewer) <= set(more) for fewer, more in zip(plans, plans[1:])), section.title


def markdown_of(section) -> str:
    return "\n".join(passage.markdown for passage in section.passages)
