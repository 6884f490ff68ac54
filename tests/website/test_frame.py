"""The frame of every page: the other language at the same place, the quick exit, the numbers of a school."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.equipment.browser import Browser
from tests.website.pages import DIST, every_page, lesson_of, lesson_page


@pytest.mark.parametrize(("here", "there"), [("vi", "en"), ("en", "vi")])
def test_the_other_language_opens_the_same_page_at_the_same_place(browser: Browser, here: str, there: str):
    browser.visit(lesson_page(21, "lesson", here))
    scroll_to(browser, "practise")
    browser.evaluate("document.querySelector('.lang a').click()")
    browser.wait_until(f"location.pathname.includes('/{there}/') && document.readyState === 'complete'")

    assert browser.url().endswith(f"/{there}/15-17/lesson-21/lesson.html#practise")
    browser.wait_until("Math.abs(document.getElementById('practise').getBoundingClientRect().top) < 200")


def test_the_other_language_of_a_quiz_opens_at_the_same_question(browser: Browser, library):
    question = lesson_of(library, 21).quiz.source[3].id
    browser.visit(lesson_page(21, "quiz", "vi"))
    scroll_to(browser, question)
    browser.evaluate("document.querySelector('.lang a').click()")
    browser.wait_until("location.pathname.includes('/en/')")

    assert browser.url().endswith(f"/en/15-17/lesson-21/quiz.html#{question}")


def scroll_to(browser: Browser, id: str) -> None:
    browser.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
    browser.evaluate(f"document.getElementById('{id}').scrollIntoView()")


def test_every_page_has_its_twin_in_the_other_language():
    pages = {page for page in every_page() if page.count("/") > 1}

    assert {page.replace("/vi/", "/en/") for page in pages if "/vi/" in page} == {page for page in pages if "/en/" in page}


@pytest.mark.parametrize("leave", ("button", "keys"))
def test_the_quick_exit_replaces_the_page_by_a_times_table(browser: Browser, leave: str):
    browser.visit(lesson_page(21, "lesson", "vi"))
    browser.wait_until("document.documentElement.classList.contains('js')")
    before = browser.evaluate("history.length")
    if leave == "button":
        browser.click("a.exit")
    else:
        browser.press("Shift", "Shift", "Shift")
    browser.wait_until("location.pathname.endsWith('/vi/table.html') && document.readyState === 'complete'")

    assert "Bảng nhân" == browser.evaluate("document.title")
    assert before == browser.evaluate("history.length")
    assert "Ba lô" not in browser.evaluate("document.documentElement.outerHTML")


def test_writing_capital_letters_does_not_leave_the_page(browser: Browser):
    browser.visit(lesson_page(21, "lesson", "vi"))
    browser.press("Shift", "a", "Shift", "b", "Shift", "c")

    assert browser.url().endswith("/lesson.html")


def test_a_schools_numbers_fill_the_blanks_of_every_page(started_browser, dist: Path, tmp_path: Path):
    stick = tmp_path / "USB"
    shutil.copytree(dist / "teacher", stick)
    numbers = (stick / "local.js").read_text(encoding="utf-8")
    (stick / "local.js").write_text(numbers.replace('"counsellor": ""', '"counsellor": "Cô Lan, phòng 12"'), encoding="utf-8")
    browser = started_browser("chromium")
    browser.visit(stick / "vi" / "help.html")

    assert "Cô Lan, phòng 12" == browser.text("[data-local=counsellor]")
    assert "" == browser.evaluate("document.querySelector('[data-local=trusted-adult]').textContent")


def test_a_number_whose_date_has_passed_is_said_to_have_perhaps_changed(chromium: Browser):
    chromium.visit(DIST / "pupil" / "vi" / "help.html")

    assert [True] * chromium.evaluate("document.querySelectorAll('.expired').length") == chromium.evaluate(
        "[...document.querySelectorAll('.expired')].map(warning => warning.hidden)"
    )

    chromium.evaluate("document.querySelector('[data-expires]').dataset.expires = '2020-01-01'")
    script = (ROOT / "site_overrides" / "assets" / "local.js").read_text(encoding="utf-8")
    chromium.evaluate(f"eval({json.dumps(script)}), null")

    assert not chromium.evaluate("document.querySelector('.expired').hidden")


def test_every_page_shows_the_help_numbers_and_the_edition(dist: Path, library):
    for page in every_page():
        if page.endswith(("/table.html", "/store.html")) or page.startswith("stick/"):  # these have tests of their own
            continue
        text = (DIST / page).read_text(encoding="utf-8")

        assert "<b>111</b>" in text, page
        assert "<b>113</b>" in text, page
        assert library.date in text, page
        assert 'class="exit"' in text, page
