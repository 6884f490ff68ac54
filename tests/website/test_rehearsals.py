"""A rehearsal is a place to try things: every choice leads on, every route meets help, and nothing hurries anybody."""

import re
from pathlib import Path

import pytest

from lessonkit.content.library import Library
from lessonkit.content.rehearsal import Rehearsal, Scene
from lessonkit.project import LANGUAGES
from tests.equipment.axe import run_axe
from tests.equipment.browser import Browser
from tests.equipment.browsers import open_browser
from tests.equipment.chromium import Chromium
from tests.website.pages import DIST

SHOWN = "(document.querySelector('.scene.shown') || {}).id"
CALM = "document.querySelector('kit-rehearsal').moved = -9999"
"""As if the reader had waited since the last choice."""
HURRIED = "document.querySelector('kit-rehearsal').moved = performance.now() + 9999"
"""As if the last choice had only just been made, however slow the machine is."""

EVERY_CHOICE = """(() => {
    const player = document.querySelector("kit-rehearsal"), taken = {};
    for (const way of player.querySelectorAll(".way")) {
        player.show(way.closest(".scene").id);
        player.moved = -9999;
        way.click();
        taken[way.id] = [player.querySelector(".scene.shown").id, document.activeElement.id, player.querySelectorAll(".scene.shown").length];
    }
    return taken;
})()"""  # noqa: E501


def page_of(rehearsal: Rehearsal, language: str, edition: str = "pupil") -> Path:
    return DIST / edition / language / rehearsal.band.id / rehearsal.name / "scenario.html"


def by_number(library: Library, number: int) -> Rehearsal:
    return next(rehearsal for rehearsal in library.rehearsals if rehearsal.number == str(number))


def routes(scenes: dict[str, Scene], route: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return every way from the last scene of a route to an ending that passes no scene twice."""
    here = scenes[route[-1]]
    ahead = [(*route, way.target) for way in here.ways if way.target not in route]
    return [end for longer in ahead for end in routes(scenes, longer)] if here.ways else [route]


def test_every_route_meets_help_and_ends_in_a_looking_back(library: Library):
    assert 9 == len(library.rehearsals)
    for rehearsal in library.rehearsals:
        for language in LANGUAGES:
            scenes = {str(scene.id): scene for scene in rehearsal.scenes_in(language)}
            every = routes(scenes, (next(iter(scenes)),))

            assert set(scenes) == {id for route in every for id in route}
            for route in every:
                assert any(scenes[id].help for id in route), route
                assert scenes[route[-1]].debrief, route


def test_the_page_says_the_same_routes_without_any_script(library: Library):
    for rehearsal in library.rehearsals:
        for language in LANGUAGES:
            html = page_of(rehearsal, language).read_text(encoding="utf-8")
            for scene in rehearsal.scenes:
                part = re.search(rf'<section class="scene[^>]*id="{scene.id}".*?</section>', html, re.DOTALL)[0]
                ways = re.findall(r'<a class="way" id="([\w-]+)" href="#([\w-]+)"', part)

                assert [(way.id, way.target) for way in scene.ways] == ways
                assert (scene.help, bool(scene.ending)) == ("data-help" in part, "data-ending" in part)
                assert scene.ending or f">{label(language)}<" in part


def label(language: str) -> str:
    return {"vi": "TÌNH HUỐNG GIẢ ĐỊNH", "en": "PRACTICE, NOT REAL"}[language]


@pytest.mark.xdist_group("rehearsals")
def test_every_choice_leads_where_it_says_and_the_reader_goes_along(chromium: Chromium, library: Library):
    for rehearsal in library.rehearsals:
        chromium.visit(page_of(rehearsal, LANGUAGES[int(rehearsal.number) % len(LANGUAGES)]))
        chromium.wait_until("!!customElements.get('kit-rehearsal')")
        expected = {way.id: [way.target, f"{way.target}-title", 1] for scene in rehearsal.scenes for way in scene.ways}

        assert expected == chromium.evaluate(EVERY_CHOICE)
        assert [] == chromium.errors()


@pytest.mark.xdist_group("rehearsals")
def test_mouse_keys_and_the_way_back(browser: Browser, library: Library):
    browser.visit(page_of(by_number(library, 5), "vi"))
    browser.wait_until(f"{SHOWN} === 'start'")
    browser.evaluate("addEventListener('kit-finished', event => document.title = event.detail.ending)")

    browser.click("#ask")
    assert "pressure" == browser.evaluate(SHOWN)
    assert "Số lạ nói: Muốn chứng minh trong sạch" in browser.evaluate(
        "document.querySelector('kit-rehearsal [role=status]').textContent"
    )
    assert browser.url().endswith("#pressure")

    assert browser.evaluate("document.querySelector('kit-rehearsal').moved > 0")
    browser.evaluate(HURRIED)
    browser.press("Tab", "Enter")
    assert "pressure" == browser.evaluate(SHOWN), "so soon, it is still the same click"
    browser.evaluate(CALM)
    browser.press("Enter")
    assert "tell" == browser.evaluate(SHOWN)
    browser.evaluate(HURRIED)
    browser.press("Enter", "Enter")
    assert "tell" == browser.evaluate(SHOWN), "held down, the key chooses nothing more"

    browser.evaluate("history.back()")
    browser.wait_until(f"{SHOWN} === 'pressure'")
    browser.evaluate(CALM)
    browser.click("[data-back]")
    browser.wait_until(f"{SHOWN} === 'start'")

    for way in ("to-grandpa", "say-help", "keep-block"):
        browser.evaluate(CALM)
        browser.click(f"#{way}")
    assert "end-safe" == browser.evaluate(SHOWN)
    assert "safe" == browser.evaluate("document.title")
    assert 0 == browser.evaluate("localStorage.length + sessionStorage.length")
    assert [] == browser.errors()


@pytest.mark.xdist_group("rehearsals")
def test_where_history_is_refused_the_page_keeps_its_own_trail(chromium: Chromium, library: Library):
    chromium.visit(page_of(by_number(library, 1), "en"))
    chromium.wait_until(f"{SHOWN} === 'start'")
    chromium.evaluate("void (history.pushState = () => { throw new DOMException('refused', 'SecurityError'); })")
    chromium.click("#ask")
    assert "why" == chromium.evaluate(SHOWN)
    chromium.evaluate(CALM)
    chromium.click("[data-back]")

    assert "start" == chromium.evaluate(SHOWN)
    assert [] == chromium.errors()


@pytest.fixture(scope="module")
def calm_chromium(equipment):
    """As wide as a projector's window at 400 %, without motion."""
    with open_browser("chromium", equipment, width=342, height=400, reduced_motion=True) as browser:
        yield browser


@pytest.mark.xdist_group("rehearsals")
def test_axe_finds_nothing_on_any_screen_and_nothing_is_cut_off_when_enlarged(calm_chromium: Chromium, library: Library):
    states: dict[str, tuple[Rehearsal, Scene]] = {}
    for rehearsal in library.rehearsals:
        for scene in rehearsal.scenes:
            states.setdefault(scene.screen or "ending", (rehearsal, scene))
    for screen, (rehearsal, scene) in states.items():
        calm_chromium.visit(page_of(rehearsal, "vi"), str(scene.id))
        calm_chromium.wait_until(f"{SHOWN} === '{scene.id}'")

        assert [] == run_axe(calm_chromium), screen
        assert 342 >= calm_chromium.evaluate("document.documentElement.scrollWidth"), screen


@pytest.mark.xdist_group("no-scripts")
def test_every_scene_can_be_read_without_scripts(equipment, library: Library):
    with open_browser("chromium", equipment, scripts=False) as browser:
        browser.visit(page_of(by_number(library, 5), "vi"))
        shown = " ".join(browser.text("main").split())
    for scene in by_number(library, 5).scenes_in("vi"):
        for text in [*(message.text for message in scene.messages), *(way.text for way in scene.ways)]:
            assert text in shown


def test_cards_name_the_card_that_each_choice_leads_to(library: Library):
    for rehearsal in library.rehearsals:
        cards = page_of(rehearsal, "vi", "teacher").with_name("cards.html").read_text(encoding="utf-8")
        expected = [rehearsal.numbers[way.target] for scene in rehearsal.scenes for way in scene.ways]

        assert expected == [int(number) for number in re.findall(r"→ thẻ (\d+)", cards)]
        assert not (DIST / "pupil" / "vi" / rehearsal.band.id / rehearsal.name / "cards.html").exists()


def test_scripts_and_styles_stay_small():
    assert 120_000 > sum((DIST / "pupil" / "assets" / name).stat().st_size for name in ("kit.css", "kit.js"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_copy_of_words_alone_says_every_scene_and_where_each_choice_leads(library: Library, language: str):
    for rehearsal in library.rehearsals:
        page = page_of(rehearsal, language)
        copy = page.with_suffix(".txt").read_text(encoding="utf-8-sig")
        said = " ".join(copy.split())

        assert f'href="{page.stem}.txt"' in page.read_text(encoding="utf-8")
        for scene in rehearsal.scenes_in(language):
            assert all(f"{way.text} (" in said for way in scene.ways)
            assert all(" ".join(message.text.split()) in said for message in scene.messages)
        assert copy.count("(đến cảnh " if language == "vi" else "(go to scene ") == sum(
            len(scene.ways) for scene in rehearsal.scenes
        )
