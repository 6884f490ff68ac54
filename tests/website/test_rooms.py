"""Rooms to look round in: by mouse, finger and keys, in the drawing and in the list, on screen and on paper."""

import json
import re
from pathlib import Path

import pytest

from lessonkit.content.library import Library
from lessonkit.content.room import Room
from lessonkit.project import LANGUAGES
from lessonkit.translation.catalogs import read_words
from tests.equipment.axe import run_axe
from tests.equipment.browser import Browser
from tests.equipment.chromium import Chromium
from tests.website.pages import DIST, rows
from tests.website.test_access import plain, tab_to
from tests.website.test_phone import file_of

LARGEST_DRAWING = 60 * 1024
LARGEST_CODE = 120 * 1024
FOUND = "[...document.querySelectorAll('.thing')].filter(thing => thing.classList.contains('found')).length"
SHOWN = "[...document.querySelectorAll('.thing')].filter(thing => thing.offsetHeight).map(thing => thing.id).join()"
LEFT = "document.querySelector('.view').scrollLeft"
FOCUS = "document.activeElement.closest('.thing') && document.activeElement.tagName"


def page_of(room: Room, language: str, edition: str = "pupil") -> Path:
    return DIST / edition / language / room.band.id / room.name / "room.html"


def open_room(browser: Browser, room: Room, language: str) -> None:
    browser.visit(page_of(room, language))
    browser.wait_until("!!customElements.get('kit-room') && document.querySelector('.canvas img').complete")


def told(browser: Browser, id: str) -> str:
    return " ".join(browser.text(f"#{id} .verdict").split())


def reply_to(room: Room, id: str, language: str) -> str:
    section = room.texts.document(language).section(id)
    return plain(" ".join(passage.markdown for passage in section.passages))


@pytest.mark.parametrize(("name", "language"), [("chrome109", "vi"), ("chromium", "en"), ("firefox", "vi")])
def test_things_are_judged_by_mouse_by_keys_and_in_the_list(started_browser, library: Library, name: str, language: str):
    browser, room = started_browser(name), library.rooms[LANGUAGES.index(language)]
    words = read_words(library.project, language)
    first, second, *rest = (thing.section.id for thing in room.things)
    kinds = {thing.section.id: "risk" if thing.risk else "harmless" for thing in room.things}
    other = {"risk": "harmless", "harmless": "risk"}
    open_room(browser, room, language)
    browser.evaluate("window.finished = 0, document.addEventListener('kit-finished', () => window.finished++), null")

    assert "" == browser.evaluate(SHOWN)

    browser.click(f"[data-thing={first}]")

    assert (first, "H2") == (browser.evaluate(SHOWN), browser.evaluate(FOCUS))

    browser.click(f"#{first} [data-kind={other[kinds[first]]}]")

    assert told(browser, first).startswith(words(f"room.think.{kinds[first]}.{said_to(room)}"))
    assert reply_to(room, first, language) in told(browser, first)
    assert 0 == browser.evaluate(FOUND)

    for _ in range(2):
        browser.click(f"#{first} [data-kind={kinds[first]}]")

    assert told(browser, first).startswith(words(f"room.right.{kinds[first]}"))
    assert words("room.progress", found=1, all=len(kinds)) == browser.text(".progress")
    assert "status" == browser.evaluate(f"document.querySelector('#{first} .verdict').getAttribute('role')")

    browser.press("Escape")

    assert browser.evaluate(f"document.activeElement.matches('[data-thing={first}]')")

    tab_to(browser, f"[data-thing={second}]")
    browser.press("Enter")

    assert (second, "H2") == (browser.evaluate(SHOWN), browser.evaluate(FOCUS))
    assert not browser.evaluate("document.activeElement.dispatchEvent(new KeyboardEvent("
                                "'keydown', {key: 'Enter', repeat: true, bubbles: true, cancelable: true}))")  # fmt: skip

    tab_to(browser, f"#{second} [data-kind={kinds[second]}]")
    browser.press("Space")

    assert reply_to(room, second, language) in told(browser, second)

    browser.evaluate("document.querySelector('.view').focus(), document.querySelector('.view').scrollLeft = 0, null")
    browser.press("ArrowRight")
    browser.wait_until(f"{LEFT} > 100")
    browser.press("End")
    browser.wait_until("document.querySelector('[data-turn=\"1\"]').getAttribute('aria-disabled') === 'true'")
    browser.click("[data-turn='-1']")
    browser.wait_until("document.querySelector('[data-turn=\"1\"]').getAttribute('aria-disabled') === 'false'")

    browser.click("[data-mode=list]")

    assert len(kinds) == len(browser.evaluate(SHOWN).split(","))
    assert 2 == browser.evaluate(FOUND)

    browser.evaluate(
        "document.querySelectorAll('.thing').forEach(thing =>"
        " thing.querySelector(`.judge [data-kind=${thing.dataset.kind}]`).click()), null"
    )

    assert words("room.all") in told(browser, rest[-1])
    assert 1 == browser.evaluate("window.finished")
    assert words(f"room.done.{said_to(room)}") in browser.text(".done")
    assert words(f"band.{room.band.id}.action") in browser.text(".done")
    assert reply_to(room, room.closing.id, language) in plain(browser.text(".done"))

    browser.click("[data-mode=look]")
    browser.click(f"[data-thing={first}]")
    browser.click(f"#{first} .on button")

    assert browser.evaluate("!!document.activeElement.closest('.done')")
    assert [] == browser.errors()
    assert {"file"} == {request.partition(":")[0] for request in browser.requests()}

    browser.click(".crumbs a")
    browser.wait_until("!document.querySelector('kit-room') && document.readyState === 'complete'")
    browser.evaluate("history.back()")
    browser.wait_until("document.readyState === 'complete' && !!document.querySelector('.spot')")
    browser.click(f"[data-thing={second}]")

    assert second == browser.evaluate(SHOWN)


def test_a_mouse_drags_and_a_finger_swipes_the_room_and_neither_opens_what_it_moves(chromium: Chromium, library: Library):
    room = library.rooms[0]
    open_room(chromium, room, "vi")
    spot = f"document.querySelector('[data-thing={room.things[2].section.id}]')"
    middle = chromium.evaluate(f"(box => [box.left + box.width / 2, box.top + box.height / 2])({spot}.getBoundingClientRect())")
    chromium.page.mouse.move(*middle)
    chromium.page.mouse.down()
    chromium.page.mouse.move(middle[0] - 300, middle[1], steps=4)
    chromium.page.mouse.up()

    assert (300, "") == (chromium.evaluate(LEFT), chromium.evaluate(SHOWN))

    devtools = chromium.page.context.new_cdp_session(chromium.page)
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    for kind, x in (("touchStart", 900), *(("touchMove", x) for x in range(880, 560, -20)), ("touchEnd", None)):
        points = [] if x is None else [{"x": x, "y": middle[1]}]
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    chromium.wait_until(f"{LEFT} > 400")

    assert "" == chromium.evaluate(SHOWN)


def test_axe_finds_nothing_in_any_state_light_or_dark_and_much_enlarged(chromium: Chromium, library: Library):
    for scheme, room in zip(("light", "dark"), library.rooms[::2]):
        chromium.page.emulate_media(color_scheme=scheme)
        open_room(chromium, room, "vi")
        states = [run_axe(chromium)]
        ids = [thing.section.id for thing in room.things]
        chromium.click(f"[data-thing={ids[0]}]")
        chromium.click(f"#{ids[0]} [data-kind=risk]")
        states.append(run_axe(chromium))
        chromium.click(f"#{ids[0]} [data-kind=harmless]")
        chromium.click("[data-mode=list]")
        chromium.evaluate("document.querySelectorAll('.thing').forEach(thing =>"
                          " thing.querySelector(`.judge [data-kind=${thing.dataset.kind}]`).click()), null")  # fmt: skip
        states.append(run_axe(chromium))

        assert [[], [], []] == states, room.id

    chromium.page.set_viewport_size({"width": 341, "height": 192})
    open_room(chromium, room, "vi")
    chromium.evaluate(f"document.querySelector('[data-thing={ids[2]}]').click()")
    chromium.click(f"#{ids[2]} [data-kind=risk]")
    chromium.wait_until(f"(box => box.top < innerHeight && box.bottom > 0)"
                        f"(document.querySelector('#{ids[2]} .mood').getBoundingClientRect())")  # fmt: skip

    assert 341 >= chromium.evaluate("document.documentElement.scrollWidth")
    chromium.page.set_viewport_size({"width": 1366, "height": 768})


def test_a_phone_file_has_the_list_and_plays_it(chromium: Browser, library: Library):
    room = library.rooms[0]
    chromium.visit(file_of(room.band.id), f"room-{room.number}")
    chromium.wait_until("!!customElements.get('kit-room')")
    thing = f"#room-{room.number}-{room.things[0].section.id}"
    chromium.click(f"{thing} [data-kind=harmless]")

    assert reply_to(room, room.things[0].section.id, "vi") in plain(chromium.text(f"{thing} .verdict"))
    assert 0 == chromium.evaluate("document.querySelectorAll('.stage').length")
    assert [] == run_axe(chromium)


def test_on_paper_every_thing_has_a_number_and_boxes_and_only_teachers_have_the_replies(library: Library):
    for room in library.rooms:
        for edition, sheets in (("pupil", 0), ("teacher", 1)):
            paper = page_of(room, "vi", edition).read_text(encoding="utf-8").partition('<div class="room-sheets">')[2]

            assert len(room.things) == paper.count('<p class="tick">')
            assert {str(number + 1) for number, _ in enumerate(room.things)} == set(re.findall(r">(\d+)</text>", paper))
            assert len(room.things) * sheets == paper.count('<p class="ask">')


def test_each_room_has_risks_and_harmless_things_a_light_drawing_and_pages_that_ask_little_of_a_stick(library: Library):
    for room in library.rooms:
        risks = [thing for thing in room.things if thing.risk]

        assert 8 <= len(room.things) <= 12
        assert 4 <= len(risks) <= len(room.things) - 3
        assert room.drawing.path.stat().st_size < LARGEST_DRAWING
        assert room.closing
    own = (DIST / "pupil" / "assets" / name for name in ("kit.css", "sheets.css", "kit.js", "room.js", "store.js"))
    assert sum(path.stat().st_size for path in own) < LARGEST_CODE


def test_a_band_lists_its_rooms_the_catalog_has_them_and_the_search_finds_them(library: Library):
    for language in LANGUAGES:
        index = (DIST / "pupil" / language / "search.js").read_text(encoding="utf-8")
        for room in library.rooms:
            listed = (DIST / "pupil" / language / room.band.id / "index.html").read_text(encoding="utf-8")
            title = str(room.texts.document(language).text("title"))

            assert f'href="{room.name}/room.html"' in listed
            assert json.dumps(title, ensure_ascii=False)[1:-1] in index
            assert title in [row["title"] for row in rows("pupil") if row["kind"] == "room" and row["lang"] == language]


def said_to(room: Room) -> str:
    return "adult" if room.band.id == "18-24" else "young"
