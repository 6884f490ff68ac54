"""Presenting a lesson: by keys, clicker, mouse and finger, in one window or in two, and nothing of the teacher's shown."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lessonkit.content.library import Library
from lessonkit.content.reading import read_library
from lessonkit.project import LANGUAGES, SHORT_MINUTES, Project
from lessonkit.translation.catalogs import read_words
from lessonkit.website.slides import Deck
from tests.checking.samples import make_sound_kit
from tests.equipment.axe import run_axe
from tests.equipment.browser import Browser
from tests.equipment.browsers import open_browser
from tests.equipment.chromium import Chromium
from tests.website.pages import lesson_of, lesson_page
from tests.website.test_editions import everything_in, long_sentences, plain, pupils_texts
from tests.website.test_paper import pages_of

TEACHERS_BLOCKS = ("say", "note", "answers", "board", "variant")
SCREENS = ((1366, 768), (1024, 768))
SMALLEST = 24
"""Pixels of the smallest letters on a screen 768 pixels high: eleven minutes of arc from eight metres."""

SHOWN = "[...document.querySelectorAll('.slide.shown')].map(slide => slide.id).join()"
WAY = "[...document.querySelectorAll('.slide:not([data-extra])')].map(slide => slide.id)"
EVERY = "[...document.querySelectorAll('.slide')].map(slide => slide.id)"
BLANK = "document.querySelector('kit-present').dataset.blank || ''"
LOOKING = "document.querySelector('kit-present').classList.contains('looking')"
IS = "document.querySelector('.state').dataset.is === '{}'"
READY = "!!(document.querySelector('kit-present') || {}).current"
OVERFLOWING = """(present => present.slides.filter(slide => {
  present.show(slide);
  const shows = slide.querySelector('.shows');
  const inside = [...shows.querySelectorAll('h2, p, li, div, b, img, svg, kit-vote')];
  const room = shows.getBoundingClientRect();
  const lost = inside.some(part => part.getClientRects().length && (part.getBoundingClientRect().right > room.right + 1
    || part.getBoundingClientRect().left < room.left - 1));
  const over = slide.scrollHeight > slide.clientHeight || shows.scrollHeight > shows.clientHeight + 1;
  return over || (lost && !slide.matches('.slide-title')); // whose drawing stands beside
}).map(slide => slide.id))(document.querySelector('kit-present'))"""
LETTERS = """Math.min(...[...document.querySelectorAll('.slide :is(h2, p, li, dt, dd, span, button, input)')]
  .map(part => parseFloat(getComputedStyle(part).fontSize)))"""


def open_slides(browser: Browser, number: int, language: str = "vi", slide: str = "") -> None:
    browser.visit(lesson_page(number, "slides", language), slide)
    browser.wait_until(READY)


def press(browser: Browser, key: str, slide: str) -> None:
    """Press a key and wait until a slide is shown, which the address then names, too."""
    browser.press(key)
    browser.wait_until(f"{SHOWN} === '{slide}' && (location.hash.slice(1) || 'title') === '{slide}'")


@pytest.mark.parametrize(("name", "language"), [("chrome109", "vi"), ("chromium", "en"), ("firefox", "vi")])
def test_a_whole_lesson_is_presented_by_keys_and_by_a_clicker(started_browser, name: str, language: str):
    browser = started_browser(name)
    open_slides(browser, 21, language)
    way = browser.evaluate(WAY)

    assert ["title", "ready", "opening-1", "opening-2", "before"] == way[:5]
    for id in way[1:]:
        press(browser, "ArrowRight", id)
    press(browser, "Space", way[-1])
    for id in way[-2::-1]:
        press(browser, "PageUp", id)
    for key, id in (("PageDown", way[1]), ("Space", way[2]), ("ArrowDown", way[3]), ("Enter", way[4]), ("ArrowUp", way[3]),
                    ("End", way[-1]), ("Home", way[0]), ("ArrowLeft", way[0])):  # fmt: skip
        press(browser, key, id)
    browser.press("1", "0")

    assert "10" == browser.text(".jump")

    press(browser, "Enter", way[9])
    for key, colour in ((".", "black"), ("b", "black"), ("w", "white"), (",", "white")):
        browser.press(key)
        assert colour == browser.evaluate(BLANK)
        press(browser, "PageDown" if key == "b" else "Escape" if key == "w" else key, way[9])
        assert "" == browser.evaluate(BLANK)
    for key, aside in (("p", "breathe"), ("k", "words"), ("h", "help"), ("?", "keys")):
        press(browser, key, aside)
        press(browser, "PageDown" if key == "h" else "Escape" if key == "?" else key, way[9])

    browser.evaluate("window.here = true, null")
    browser.press("F5")
    browser.press("Backspace")

    assert browser.evaluate("window.here === true") and way[9] == browser.evaluate(SHOWN)
    if name == "chromium":
        browser.wait_until("!!document.fullscreenElement")
        browser.evaluate("document.exitFullscreen()")

    shown = browser.evaluate(EVERY)
    below = shown[shown.index(way[9]) + 4]
    browser.press("o", "ArrowRight", "ArrowDown", "ArrowLeft")
    browser.wait_until(LOOKING)
    press(browser, "Enter", below)
    browser.wait_until(f"!{LOOKING}")
    browser.press("t")

    assert browser.evaluate(f"{SHOWN} === '{below}'") and browser.text(".overlay").strip()

    browser.evaluate("history.back()")
    browser.wait_until(f"{SHOWN} === '{way[9]}'")
    browser.press("p")
    browser.evaluate("location.reload()")
    browser.wait_until(f"!window.here && {READY} && {SHOWN} === 'breathe'")
    press(browser, "p", way[9])

    assert [] == browser.errors()
    assert {"file"} == {request.partition(":")[0] for request in browser.requests()}


@contextmanager
def projector_of(browser: Browser) -> Iterator[Browser]:
    """Have the projector's window, which the teacher's in front of the test has opened."""
    if isinstance(browser, Chromium):
        here, browser.page = browser.page, browser.page.context.pages[-1]
        try:
            yield browser
        finally:
            browser.page = here
    else:
        here = browser.driver.current_window_handle
        browser.driver.switch_to.window(next(window for window in browser.driver.window_handles if window != here))
        try:
            yield browser
        finally:
            browser.driver.switch_to.window(here)


def both_show(browser: Browser, slide: str) -> None:
    """Wait until both windows show a slide."""
    browser.wait_until(f"document.querySelector('.slide.now').dataset.of === '{slide}'")
    with projector_of(browser) as projector:
        projector.wait_until(f"{SHOWN} === '{slide}'")


def key_in(browser: Browser, key: str) -> None:
    """Press a key in a window that need not be in front."""
    browser.evaluate(f"void document.body.dispatchEvent(new KeyboardEvent('keydown', {{key: '{key}', bubbles: true}}))")


def test_two_windows_stay_in_step_and_survive_a_reload_of_either(browser: Browser, library: Library):
    words = read_words(library.project, "vi")
    browser.visit(lesson_page(21, "speaker", "vi"))
    browser.wait_for(".start")

    assert 0 == browser.evaluate("[...document.querySelectorAll('.notes, .shown, .desk')].filter(e => e.offsetHeight).length")

    browser.evaluate("void (window.reallyOpen = window.open, window.open = () => null)")
    browser.click("[data-mode=projector]")

    assert words("speaker.blocked") in browser.text(".blocked")

    browser.evaluate("void (window.open = window.reallyOpen)")
    browser.click(".blocked [data-mode=projector]")
    browser.wait_until(IS.format("projector"))
    for id in ("ready", "opening-1", "opening-2"):
        browser.click("[data-key=ArrowRight]")
        both_show(browser, id)

    assert "4 / " in browser.text(".count")
    assert "Hôm nay mình tập một việc rất ngắn" in browser.text(".notes")
    assert words("speaker.left", time="5") in browser.text(".time")

    with projector_of(browser) as projector:
        key_in(projector, "PageDown")
    both_show(browser, "before")
    key_in(browser, "End")
    browser.wait_until("document.querySelector('[data-at=close]').getAttribute('aria-current') === 'step'")
    browser.click("[data-at=explore]")
    both_show(browser, "explore-1")
    key_in(browser, "b")
    browser.wait_until(IS.format("blank"))
    key_in(browser, "b")

    with projector_of(browser) as projector:
        began = projector.evaluate("history.state.clock.began")
        projector.evaluate("void kitVotes.set('secret', {counts: [1, 2]})")
    browser.wait_until("kitVotes.has('secret')")
    with projector_of(browser) as projector:
        projector.evaluate("void (window.old = true, location.reload())")
        projector.wait_until("!window.old && kitVotes.has('secret')")

        assert began == projector.evaluate("history.state.clock.began")
    browser.click("[data-key=ArrowRight]")
    both_show(browser, "explore-2")

    browser.evaluate("void (window.old = true, location.reload())")
    browser.wait_until(f"!window.old && {IS.format('projector')} && kitVotes.has('secret')")
    browser.click("[data-key=ArrowLeft]")
    both_show(browser, "explore-1")
    key_in(browser, "d")

    assert "Không hứa giữ bí mật" in browser.text("#disclosure")

    browser.click("#disclosure button")
    with projector_of(browser) as projector:
        assert "Không hứa giữ bí mật" not in projector.evaluate("document.documentElement.textContent")
        projector.evaluate("void setTimeout(close)")
    browser.wait_until(IS.format("closed"))
    browser.click("[data-key=ArrowRight]")

    assert "explore-2" == browser.evaluate("document.querySelector('.slide.now').dataset.of")
    assert [] == browser.errors()


def test_on_a_mirrored_screen_the_slides_come_with_the_time_alone_and_follow_the_plan(browser: Browser, library: Library):
    words = read_words(library.project, "vi")
    browser.visit(lesson_page(21, "speaker", "vi"))
    browser.wait_for(".start")
    browser.evaluate("void (document.querySelector('select').value = 'short')")
    browser.click("[data-mode=mirror]")
    browser.wait_until(f"location.pathname.endsWith('/slides.html') && {READY}")
    for id in ("ready", "opening-1"):
        press(browser, "PageDown", id)

    assert f"{words('step.opening')} {words('speaker.left', time='2')}" in " ".join(browser.text(".overlay").split())
    assert words("speaker.next", step=words("step.explore")) in browser.text(".overlay")

    browser.press("8")
    press(browser, "Enter", "explore-3")
    press(browser, "PageDown", "apply-1")

    assert [] == browser.errors()


@pytest.fixture(scope="module")
def projector(equipment) -> Iterator[Chromium]:
    with open_browser("chromium", equipment) as browser:
        yield browser


@pytest.mark.xdist_group("projector")
def test_every_slide_fits_its_screen_in_letters_for_the_last_row_with_contrast(projector: Chromium, library: Library):
    for number, language in ((lesson.number, language) for lesson in library.lessons for language in LANGUAGES):
        open_slides(projector, int(number), language)
        projector.wait_until("document.fonts.status === 'loaded'")
        for width, height in SCREENS:
            projector.page.set_viewport_size({"width": width, "height": height})

            assert [] == projector.evaluate(OVERFLOWING), (number, language, width)
            assert projector.evaluate(LETTERS) >= SMALLEST - 0.01, (number, language, width)
        if language == "vi":
            projector.evaluate("document.documentElement.classList.remove('presenting'), null")

            assert [] == run_axe(projector, ("wcag2aa",)), number


@pytest.mark.xdist_group("projector")
def test_mouse_and_finger_turn_over_at_the_edges_and_nowhere_else(projector: Chromium):
    projector.page.set_viewport_size({"width": 1366, "height": 768})
    open_slides(projector, 1)
    way = projector.evaluate(WAY)
    for x, id in ((1300, way[1]), (683, way[1]), (1300, way[2]), (30, way[1])):
        projector.page.mouse.click(x, 300)
        projector.wait_until(f"{SHOWN} === '{id}'")
    devtools = projector.page.context.new_cdp_session(projector.page)
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    for path, id in (((800, 400), way[2]), ((400, 800), way[1])):
        steps = range(path[0], path[1], 40 if path[0] < path[1] else -40)
        for kind, x in (("touchStart", path[0]), *(("touchMove", x) for x in steps), ("touchEnd", None)):
            devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [] if x is None else [{"x": x, "y": 400}]})
        projector.wait_until(f"{SHOWN} === '{id}'")
    projector.page.mouse.move(600, 300)
    projector.click(".tools [data-key=o]")

    assert projector.evaluate(LOOKING)


@pytest.mark.xdist_group("projector")
def test_the_plan_is_the_lessons_the_short_cut_or_ones_own(projector: Chromium, library: Library):
    for lesson in library.lessons:
        projector.visit(lesson_page(int(lesson.number), "slides", "vi"))
        sums = projector.evaluate(
            "['full', 'short', '40'].map(name => kitClock.total(kitClock.plan([...document.querySelectorAll('.slide')], name)))"
        )

        assert [lesson.minutes, SHORT_MINUTES, 40] == [round(total, 6) for total in sums]
    told = projector.evaluate(
        "(clock => [kitClock.told(clock, 400), kitClock.told(kitClock.enter(clock, 'opening', 500), 700)])"
        "(kitClock.enter(kitClock.enter(kitClock.make(), 'opening', 100), 'explore', 250))"
    )

    assert [{"step": 150, "whole": 300}, {"step": 350, "whole": 600}] == told
    assert ["0:00", "4:05", "0:10"] == projector.evaluate("[0, 245900, -10000].map(kitClock.written)")


@pytest.mark.xdist_group("projector")
def test_slides_print_as_handouts_six_to_a_sheet_and_nothing_runs_over(projector: Chromium, library: Library, tmp_path: Path):
    for lesson in library.lessons:
        open_slides(projector, int(lesson.number))
        projector.page.emulate_media(media="print")
        slides, leaves, overfull = projector.evaluate(
            "[document.querySelectorAll('.slide:not([data-extra])').length, document.querySelectorAll('.leaf').length,"
            " [...document.querySelectorAll('.slide:not([data-extra]) .shows, .leaf')].filter(part =>"
            " part.scrollHeight > part.clientHeight + 2).length]"
        )
        projector.pdf(tmp_path / "slides.pdf", prefer_css_page_size=True)
        projector.page.emulate_media(media="screen")

        assert (-(-slides // 6), 0) == (leaves, overfull), lesson.id
        assert leaves == pages_of(tmp_path / "slides.pdf")


def test_nothing_written_for_the_teacher_is_on_the_page_of_the_slides_and_all_of_it_is_beside_them(library: Library):
    slides = [passage.markdown for lesson in library.lessons for document in lesson.texts.documents.values()
              for passage in document.markdown_passages if passage.kind == "slide"]  # fmt: skip
    pupils = " ".join(plain(text) for text in [*pupils_texts(library), *slides]).lower()
    for lesson, language in ((lesson, language) for lesson in library.lessons for language in LANGUAGES):
        shown, told = (everything_in(lesson_page(int(lesson.number), kind, language)) for kind in ("slides", "speaker"))
        document = lesson.texts.document(language)
        secret = [words for passage in document.markdown_passages if passage.kind in TEACHERS_BLOCKS
                  for words in long_sentences(passage)]  # fmt: skip

        assert len(secret) > 20
        assert [] == [words for words in secret if words in shown and words.lower() not in pupils]
        assert [] == [words for words in secret if words not in told]


def test_a_step_without_a_slide_shows_its_heading_and_first_paragraph_and_what_is_untranslated_says_so(tmp_path: Path):
    lesson = read_library(make_sound_kit(tmp_path / "kit")).lessons[0]
    slides = {slide.id: slide for slide in Deck(lesson, "en", None).slides}
    first = lesson.texts.document("en").section("practise").of("text")[0].lines

    assert [f"# {lesson.texts.document('en').section('practise').title.partition(': ')[2].capitalize()}", ""] == list(
        slides["practise-1"].passage.lines[:2]
    )
    assert slides["practise-1"].passage.lines[2] in first
    assert {"en"} == {slide.language for slide in slides.values()}

    (lesson.texts.folder / "en.md").unlink()
    untranslated = Deck(read_library(Project(tmp_path / "kit")).lessons[0], "en", None)

    assert {"vi"} == {slide.language for slide in untranslated.slides if slide.passage}


def test_slides_and_notes_can_be_read_without_scripts(equipment, library: Library):
    lesson = lesson_of(library, 21)
    with open_browser("chromium", equipment, scripts=False) as browser:
        for kind, blocks in (("slides", ("slide",)), ("speaker", ("slide", "say", "note"))):
            browser.visit(lesson_page(21, kind, "vi"))
            shown = plain(browser.text("main"))
            for step in lesson.steps:
                for words in (words for block in blocks for passage in step.of(block) for words in long_sentences(passage)):
                    assert words in shown


def test_the_slides_are_in_the_teachers_edition_alone_and_are_led_to(dist: Path, library: Library):
    lesson = lesson_of(library, 21)
    for language in LANGUAGES:
        beside = dist / "teacher" / language / lesson.band.id / lesson.name
        for page in (beside / "lesson.html", beside / "guide.html"):
            assert 'href="speaker.html"' in page.read_text(encoding="utf-8")
        assert f"{lesson.name}/speaker.html" in (dist / "teacher" / language / "teachers.html").read_text(encoding="utf-8")
        assert "slides.html" not in json.dumps((dist / "teacher" / language / "search.js").read_text(encoding="utf-8"))
    assert [] == [path for path in (dist / "pupil").rglob("*") if path.name in ("slides.html", "speaker.html")]
    assert [] == list((dist / "phone").rglob("slides*"))
