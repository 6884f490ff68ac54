"""The teacher's home: two questions find one lesson, one paper to print and one button, with scripts and without."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessonkit.content.lesson import minutes_of
from lessonkit.content.library import Choice, Library
from lessonkit.project import LANGUAGES, SHORT_MINUTES
from lessonkit.website.timetable import GRADES, make_timetable
from tests.equipment.browser import Browser
from tests.equipment.browsers import open_browser
from tests.equipment.chromium import Chromium
from tests.website.pages import DIST
from tests.website.test_choices import leads_somewhere
from tests.website.test_editions import read

LENGTHS = ("short", "full", "long")
HOME = DIST / "teacher" / "vi" / "teachers.html"
SHOWN = "[...document.querySelectorAll('.suggestion')].filter(one => one.offsetHeight).map(one => one.id)"


def answers(language: str) -> dict[str, str]:
    """Return the HTML of every answer by its id."""
    page = read(DIST / "teacher" / language / "teachers.html")
    return dict(re.findall(r'<article class="suggestion" id="today-([^"]+)"(.*?)</article>', page, re.DOTALL))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_grade_and_length_leads_to_one_lesson_one_paper_and_one_button(library: Library, language: str):
    page = DIST / "teacher" / language / "teachers.html"
    given = answers(language)
    linked = re.findall(r'<td><a href="#today-([^"]+)">', read(page))

    assert linked == list(given)
    for row in make_timetable(library):
        for length in LENGTHS:
            answer = given[f"{row.id}-{length}"]
            links = re.findall(r'<a class="button([^"]*)" href="([^"]+)"', answer)

            assert f'<span class="num">{row.lesson.number}</span>' in answer
            assert [" main present", ""] == [look for look, _ in links]
            assert all(leads_somewhere(page, link.partition("#")[0], {}) for _, link in links)
            assert (length == "short") == links[0][1].endswith("/speaker.html#short"), "the window asks no second time"
            assert all(f"/{row.lesson.name}/" in link for _, link in links)


def test_a_grade_begins_with_the_lesson_of_the_lowest_number_and_has_the_others_in_a_line(library: Library):
    table = make_timetable(library)

    assert list(GRADES) == [grade for row in table for grade in row.grades]
    for row in table:
        numbers = [int(lesson.number) for lesson in (row.lesson, *row.others)]
        assert sorted(numbers) == numbers
        assert not row.near


def test_a_grade_without_a_lesson_is_told_so_and_shown_the_nearest(library: Library):
    table = make_timetable(library.chosen(Choice(bands=("09-11", "15-17"))))
    found = {grade: (row.lesson.number, row.near) for row in table for grade in row.grades}

    assert [("7", True)] * 3 + [("7", False)] * 2 + [("7", True)] * 2 == [found[grade] for grade in range(1, 8)]
    assert [("21", True)] * 2 + [("21", False)] * 3 == [found[grade] for grade in range(8, 13)]
    assert () == make_timetable(library.chosen(Choice(bands=())))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_says_how_the_minutes_are_shared_out_and_they_add_up(library: Library, language: str):
    given = answers(language)
    for row in make_timetable(library):
        full, short = ([int(one) for one in re.findall(r"<li>[^<]* <b>(\d+)</b>", given[f"{row.id}-{length}"])]
                       for length in ("full", "short"))  # fmt: skip

        assert [minutes_of(step) for step in row.lesson.steps] == full
        assert (row.lesson.band.minutes, SHORT_MINUTES) == (sum(full), sum(short))


def test_by_keyboard_alone_two_choices_show_one_answer_that_a_reload_keeps(browser: Browser):
    browser.visit(HOME)
    browser.wait_until("!!customElements.get('kit-timetable')")
    before = browser.evaluate(SHOWN)
    browser.evaluate("document.querySelectorAll('[name=grade]')[9].focus(), null")
    browser.press("Space", "ArrowRight", "Tab", "Space", "ArrowRight")

    assert [] == before
    assert ["today-10-12-full"] == browser.evaluate(SHOWN)
    assert "11" == browser.text("[name=grade]:checked + span")
    assert not browser.evaluate("document.querySelector('.index').offsetHeight")

    browser.press("Shift+Tab", "ArrowLeft", "ArrowLeft")
    assert ["today-6-9-full"] == browser.evaluate(SHOWN)

    browser.visit(HOME, browser.url().partition("#")[2])
    browser.wait_until("!!customElements.get('kit-timetable')")
    assert ["today-6-9-full"] == browser.evaluate(SHOWN)
    assert "full" == browser.evaluate("document.querySelector('[name=length]:checked').value")
    assert [] == browser.errors()


@pytest.fixture
def reader(equipment) -> Iterator[Chromium]:
    """Who reads on a phone without scripts."""
    with open_browser("chromium", equipment, scripts=False, width=360, height=740) as browser:
        yield browser


def test_without_scripts_a_table_of_links_leads_to_the_answers(reader: Chromium):
    reader.visit(HOME)
    before = [one.is_visible() for one in reader.page.query_selector_all(".suggestion")]
    reader.page.click("a[href='#today-6-9-short']")
    after = [one.get_attribute("id") for one in reader.page.query_selector_all(".suggestion") if one.is_visible()]

    assert not any(before)
    assert ["today-6-9-short"] == after
    assert not reader.page.is_visible("[name=grade]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_time_guide_is_one_sheet_with_pictures_that_home_and_stick_lead_to(dist: Path, language: str):
    guide = read(dist / "teacher" / language / "first-time.html")
    drawings = re.findall(r"<svg .*?</svg>", guide.partition('<ol class="stages">')[2].partition("<footer")[0], re.DOTALL)

    assert 1 == guide.count('<div class="a4')
    assert 6 == len(drawings) == len(set(drawings))
    assert not [drawing for drawing in drawings if "<text" in drawing]
    assert 'href="first-time.html"' in read(dist / "teacher" / language / "teachers.html")
    assert f"/teacher/{language}/first-time.html" in read(dist / "stick" / "GIAO-VIEN.html")
    assert not (dist / "pupil" / language / "first-time.html").exists()
