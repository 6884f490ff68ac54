"""Everybody can read and use every page: axe and the HTML validator find nothing, scripts and mouse are not needed."""

import re
from pathlib import Path

import pytest

from tests.equipment.axe import run_axe
from tests.equipment.browser import Browser
from tests.equipment.browsers import open_browser
from tests.equipment.validator import validate
from tests.website.pages import DIST, every_page, lesson_of, lesson_page, one_of_each, sample


@pytest.fixture(scope="module")
def light_chromium(equipment):
    with open_browser("chromium", equipment) as browser:
        yield browser


@pytest.mark.xdist_group("axe")
@pytest.mark.parametrize("page", sample())
def test_axe_finds_nothing_on_a_page(light_chromium: Browser, page: str):
    light_chromium.visit(DIST / page)

    assert [] == run_axe(light_chromium)


@pytest.fixture(scope="module")
def dark_chromium(equipment):
    with open_browser("chromium", equipment, dark=True) as browser:
        yield browser


@pytest.mark.xdist_group("axe-dark")
@pytest.mark.parametrize("page", [page for page in sample() if page.startswith("teacher/vi/")])
def test_axe_finds_nothing_in_the_dark_scheme(dark_chromium: Browser, page: str):
    dark_chromium.visit(DIST / page)

    assert [] == run_axe(dark_chromium)


def test_the_validator_finds_nothing(equipment, dist: Path):
    assert [] == validate([dist / page for page in every_page()], equipment)


@pytest.fixture(scope="module", params=("chromium", "firefox"))
def without_scripts(request, equipment):
    with open_browser(request.param, equipment, scripts=False) as browser:
        yield browser


@pytest.mark.xdist_group("no-scripts")
def test_a_lesson_is_all_there_without_scripts(without_scripts: Browser, library):
    without_scripts.visit(lesson_page(21, "lesson", "vi"))
    shown = plain(without_scripts.text("main"))

    for step in lesson_of(library, 21).steps:
        for passage in step.of("text") + step.of("remember"):
            for words in sentences(passage.markdown):
                assert words in shown


@pytest.mark.xdist_group("no-scripts")
def test_a_quiz_can_be_read_with_its_replies_without_scripts(without_scripts: Browser, library):
    without_scripts.visit(lesson_page(21, "quiz", "vi"))
    without_scripts.click(".replies summary")
    shown = plain(without_scripts.text("main"))
    first = lesson_of(library, 21).quiz.source[0]

    for option in first.options:
        assert plain(option.text) in shown
        assert plain(option.reply) in shown


@pytest.mark.xdist_group("no-scripts")
def test_nothing_that_needs_scripts_is_offered_without_them(without_scripts: Browser):
    without_scripts.visit(lesson_page(21, "quiz", "vi"))

    assert "none" == without_scripts.evaluate("getComputedStyle(document.querySelector('.scripted')).display")
    assert "hidden" == without_scripts.evaluate("getComputedStyle(document.querySelector('.find input')).visibility")


@pytest.mark.xdist_group("no-scripts")
def test_a_room_is_all_there_without_scripts_its_drawing_with_numbers_every_thing_and_every_reply(
    without_scripts: Browser, library
):
    room = library.rooms[-1]
    without_scripts.visit(DIST / "pupil" / "vi" / room.band.id / room.name / "room.html")
    shown = plain(without_scripts.evaluate("document.querySelector('kit-room').textContent"))
    first, *_ = room.things
    without_scripts.click(f"#{first.section.id} summary")

    for section in room.source.sections:
        assert plain(section.title) in shown
        for words in (words for passage in section.passages for words in sentences(passage.markdown)):
            assert words in shown
    assert sentences(first.section.passages[0].markdown)[0] in plain(without_scripts.text(f"#{first.section.id}"))
    assert 1366 < without_scripts.evaluate("document.querySelector('.canvas img').getBoundingClientRect().width")
    assert len(room.things) == without_scripts.evaluate("document.querySelectorAll('.view .strip text').length")
    assert 0 == without_scripts.evaluate(
        "[...document.querySelectorAll('kit-room .scripted')].filter(e => e.offsetHeight).length"
    )


def test_the_keyboard_alone_goes_from_home_to_an_answered_question(browser: Browser, dist: Path):
    browser.visit(dist / "pupil" / "vi" / "index.html")
    open_by_keyboard(browser, "a.door[data-band='15-17']", "/15-17/index.html")
    open_by_keyboard(browser, ".lesson-card .name a", "/lesson.html")
    open_by_keyboard(browser, ".rail .button.main", "/quiz.html")
    tab_to(browser, ".question input")
    browser.press("Space")
    tab_to(browser, ".question button")
    browser.press("Enter")

    browser.wait_until("document.activeElement.closest('.question').querySelector('.verdict').textContent !== ''")


def open_by_keyboard(browser: Browser, css: str, page: str) -> None:
    """Tab to a link, follow it, and wait until its page is there with its scripts."""
    tab_to(browser, css)
    browser.press("Enter")
    browser.wait_until(f"location.pathname.endsWith('{page}') && document.readyState === 'complete'")


def test_the_first_tab_leads_past_the_frame(browser: Browser):
    browser.visit(lesson_page(21, "lesson", "vi"))
    browser.press("Tab")

    browser.wait_until("document.activeElement.className === 'skip'")


UNSEEN_FOCUS = "(e => e !== document.body && getComputedStyle(e).outlineStyle === 'none')(document.activeElement)"


def test_where_the_focus_is_can_be_seen_on_every_stop_of_a_lesson(chromium: Browser):
    chromium.visit(lesson_page(21, "lesson", "vi"))
    stops = chromium.evaluate("document.querySelectorAll('a, button, input, summary').length")
    unseen = []
    for _ in range(stops):
        chromium.press("Tab")
        if chromium.evaluate(UNSEEN_FOCUS):
            unseen.append(chromium.evaluate("document.activeElement.outerHTML.slice(0, 80)"))

    assert [] == unseen


@pytest.mark.parametrize("page", one_of_each())
def test_no_page_is_wider_than_a_phone(phone: Browser, page: str):
    phone.visit(DIST / page)

    assert 360 >= phone.evaluate("document.documentElement.scrollWidth")


@pytest.fixture(scope="module")
def phone(equipment):
    with open_browser("chromium", equipment, width=360, height=740) as browser:
        yield browser


def test_nothing_moves_for_whoever_wants_no_motion(equipment):
    with open_browser("chromium", equipment, reduced_motion=True) as still:
        still.visit(lesson_page(21, "lesson", "vi"))

        assert "auto" == still.evaluate("getComputedStyle(document.documentElement).scrollBehavior")


def tab_to(browser: Browser, css: str) -> None:
    """Press Tab until the focus is on a match; a busy browser may move it a little after the key."""
    for _ in range(60):
        browser.evaluate("window.wasFocused = document.activeElement, null")
        browser.press("Tab")
        browser.wait_until("document.activeElement !== window.wasFocused")
        if browser.evaluate(f"!!document.activeElement && document.activeElement.matches({css!r})"):
            return
    raise AssertionError(f"no Tab leads to {css}")


def plain(text: str) -> str:
    """Return text without Markdown marks and with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"[*_`]|\[\^[\w-]+\]|!?\[[^\]]*\]\([^)]*\)", "", text)).strip()


def sentences(markdown: str) -> list[str]:
    """Return the sentences of some Markdown that are long enough to be told apart."""
    markdown = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", markdown)
    text = re.sub(r"(?m)^\s*(?:[-*>]|\d+\.|#+|\|.*)\s*", "", markdown)
    return [words for words in map(plain, re.split(r"(?<=[.!?”])\s+|\n", text)) if len(words) > 20]
