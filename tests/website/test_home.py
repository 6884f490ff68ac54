"""Home leads three kinds of people and five ages where they want to go; on a phone the frame leaves room for the page."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessonkit.content.library import Library
from lessonkit.project import BANDS, LANGUAGES
from tests.equipment.browser import Browser
from tests.equipment.browsers import BROWSER_NAMES, open_browser
from tests.equipment.chromium import Chromium
from tests.website.pages import DIST, lesson_page
from tests.website.test_choices import leads_somewhere, links_of
from tests.website.test_editions import read

EDITIONS = ("teacher", "pupil")
WIDTHS = (320, 360, 600, 768, 1024, 1366)
"""From a small phone to a projector, in CSS pixels."""

LINES = """(element => {
    const style = getComputedStyle(element);
    const around = ["paddingTop", "paddingBottom", "borderTopWidth", "borderBottomWidth"];
    const inside = around.reduce((height, side) => height - parseFloat(style[side]), element.getBoundingClientRect().height);
    return Math.round(inside / parseFloat(style.lineHeight));
})"""
"""How many lines the text of an element takes."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_home_has_a_door_for_each_age_that_opens_where_there_are_lessons(library: Library, edition: str, language: str):
    home = DIST / edition / language / "index.html"
    doors = dict(re.findall(r'<a class="door" data-band="([\w-]+)" href="([^"]+)"', read(home)))

    assert [band.id for band in BANDS] == re.findall(r'class="door[^"]*" data-band="([\w-]+)"', read(home))
    assert {band.id for band in BANDS if library.lessons_of(band.id)} == set(doors)
    assert [f"{band}/index.html" for band in doors] == list(doors.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_home_has_ways_for_teachers_students_and_families_and_to_what_is_finished(edition: str, language: str):
    home = DIST / edition / language / "index.html"
    ways = re.findall(r'<a href="([^"]+)"', read(home).partition('<ul class="three-ways">')[2].partition("</ul>")[0])
    teachers = {"teacher": "teachers.html", "pupil": "about.html#teacher"}[edition]

    assert [teachers, "about.html#alone", "parents.html", "glossary.html", "progress.html"] == ways


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_link_of_home_leads_to_a_page_and_a_place_on_it(edition: str, language: str):
    home = DIST / edition / language / "index.html"
    ids = {path: set(re.findall(r'\sid="([^"]+)"', read(path))) for path in (DIST / edition).rglob("*.html")}

    assert [] == [link for link in links_of(home) if not leads_somewhere(home, link, ids)]


@pytest.fixture(scope="module", params=BROWSER_NAMES)
def phone(request, equipment) -> Iterator[Browser]:
    if request.param == "chrome109" and equipment.chrome109 is None:
        pytest.skip("Chrome 109 is not available on this platform")
    with open_browser(request.param, equipment, width=360, height=740) as browser:
        yield browser


@pytest.mark.xdist_group("home-phone")
@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_the_steps_of_a_lesson_fold_into_one_line_that_names_the_step(phone: Browser, language: str):
    phone.visit(lesson_page(21, "lesson", language, "pupil"))
    phone.wait_until("!!customElements.get('kit-steps') && !document.querySelector('.rail details').open")
    first = phone.evaluate("document.querySelector('.rail li a').dataset.fold")

    assert first == phone.text(".rail summary")
    assert 1 == phone.evaluate(f"{LINES}(document.querySelector('.rail summary'))")


@pytest.mark.xdist_group("home-phone")
def test_a_folded_line_opens_the_steps_and_choosing_one_folds_them_again(phone: Browser):
    phone.visit(lesson_page(21, "lesson", "vi", "pupil"))
    phone.wait_until("!!customElements.get('kit-steps') && !document.querySelector('.rail details').open")
    phone.click(".rail summary")
    phone.click(".rail a[href='#explore']")
    phone.wait_until("!document.querySelector('.rail details').open && location.hash === '#explore'")
    phone.wait_until("Math.abs(document.getElementById('explore').getBoundingClientRect().top) < 120")


@pytest.mark.xdist_group("home-phone")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_buttons_of_the_bar_stand_on_one_line_on_a_phone(phone: Browser, language: str):
    phone.visit(DIST / "pupil" / language / "index.html")
    phone.wait_until("document.fonts.status === 'loaded'")

    assert {} == wrapped(phone)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_buttons_of_the_bar_stand_on_one_line_at_any_width(chromium: Chromium, language: str, width: int):
    chromium.page.set_viewport_size({"width": width, "height": 740})
    chromium.visit(lesson_page(21, "lesson", language))
    chromium.wait_until("document.fonts.status === 'loaded'")

    assert {} == wrapped(chromium)
    assert width >= chromium.evaluate("document.documentElement.scrollWidth")


def wrapped(browser: Browser) -> dict[str, int]:
    """Return the buttons of the bar that take more than one line, and how many they take."""
    buttons = "[...document.querySelectorAll('.bar .ask, .bar .exit, .lang > *')]"
    counted = browser.evaluate(f"{buttons}.map(button => [button.textContent, {LINES}(button)])")
    return {text: lines for text, lines in counted if lines != 1}


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """A page without its neighbours, as from inside a zip."""
    page = tmp_path / "index.html"
    page.write_bytes((DIST / "pupil" / "vi" / "index.html").read_bytes())
    return page


def test_who_opens_a_page_inside_a_zip_or_in_an_old_browser_is_told_what_to_do(browser: Browser, alone: Path):
    browser.visit(alone)
    told = browser.text(".unstyled")

    assert "zip" in told
    assert "Internet Explorer" in told
    assert browser.evaluate("document.querySelector('.unstyled').offsetHeight > 20")


@pytest.mark.parametrize("page", ("index.html", "vi/index.html", "en/help.html", "vi/15-17/lesson-21/lesson.html"))
@pytest.mark.parametrize("edition", EDITIONS)
def test_who_sees_a_page_with_its_styles_is_told_nothing_of_it(browser: Browser, edition: str, page: str):
    browser.visit(DIST / edition / page)

    assert "none" == browser.evaluate("getComputedStyle(document.querySelector('.unstyled')).display")


def test_only_browsers_that_know_our_styles_hide_the_notice(dist: Path):
    """Internet Explorer reads neither @supports nor colours that are variables."""
    styles = read(dist / "pupil" / "assets" / "kit.css") + read(dist / "pupil" / "assets" / "sheets.css")
    rules = re.findall(r"(@supports[^{]*\{\s*)?\.unstyled\s*\{([^}]*)\}", styles)
    hiding = [supports for supports, rule in rules if "display" in rule]
    plain = [rule for supports, rule in rules if not supports]

    assert [True] == [bool(supports) for supports in hiding]
    assert 2 == styles.count(".unstyled") == len(rules)
    assert all("color:" in rule and "var(" not in rule for rule in plain)
