"""Progress without a name: it survives restarts, goes along as a code, can be cleared, and breaks no page."""

import json
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from lessonkit.content.library import Library
from lessonkit.content.text import Text
from lessonkit.findings import Place
from lessonkit.project import BANDS
from lessonkit.translation.pairing import QUIZ_ID
from lessonkit.website.progress import FINISHED_AS, NEVER, code_keys
from tests.equipment.axe import run_axe
from tests.equipment.browser import Browser
from tests.equipment.browsers import BROWSER_NAMES, open_browser
from tests.equipment.chromium import Chromium
from tests.website.pages import DIST, lesson_of, rows
from tests.website.test_paper import pages_of

PUPIL = DIST / "pupil"
OWN_LIMIT = 120 * 1024
STORED = "ba-lo-an-toan.progress.1"
LESSON_8, QUIZ_8 = "09-11/strangers-in-the-game", f"09-11/strangers-in-the-game{QUIZ_ID}"
CODE_8, CODE_BOTH = "3377", "35FN"
"""Of the band 09-11: its first lesson; that and its questions. They must mean the same for ever."""

SHOWN = "[...document.querySelectorAll('{}')].filter(one => one.getClientRects().length).map(one => one.innerText.trim())"
SIGNS = ".ticket[data-band='09-11'] .signs"
DONE = "[...document.querySelectorAll('.goal.is-done')].map(goal => goal.dataset.goal)"


def finish(browser: Browser, folder: Path, lesson: str = "09-11/lesson-8", kept: str = "yes") -> None:
    browser.visit(folder / "vi" / lesson / "lesson.html")
    browser.click("kit-finish button")
    browser.wait_for(f"kit-finish [data-kept={kept}]")


def open_progress(browser: Browser, folder: Path, language: str = "vi") -> None:
    browser.visit(folder / language / "progress.html")
    told_of_all(browser)


def told_of_all(browser: Browser) -> None:
    """Wait until the page has heard what is kept."""
    browser.evaluate("window.heard = false, kitProgress.told(() => { window.heard = true }), null")
    browser.wait_until("heard")


def solve(browser: Browser) -> None:
    """Answer the first question rightly; the others are as if they had been."""
    browser.evaluate(
        "(questions => { questions.slice(1).forEach(one => one.classList.add('solved'));"
        " questions[0].querySelectorAll('[data-right] input').forEach(input => { input.checked = true });"
        " questions[0].querySelector('button[type=submit]').click() })"
        "([...document.querySelectorAll('kit-question')].filter(one => one.getClientRects().length)), null"
    )


@pytest.mark.parametrize("name", BROWSER_NAMES)
def test_what_is_finished_outlives_a_restart_and_in_chromium_a_move_and_goes_when_it_is_cleared(name, equipment, tmp_path):
    if name == "chrome109" and equipment.chrome109 is None:
        pytest.skip("Chrome 109 is not available on this platform")
    stick = Path(shutil.copytree(PUPIL, tmp_path / "E" / "pupil"))
    with open_browser(name, equipment, profile=tmp_path / "profile") as browser:
        finish(browser, stick)
        browser.visit(stick / "vi" / "09-11" / "lesson-8" / "quiz.html")
        told_of_all(browser)
        solve(browser)
        browser.wait_for(".done [data-kept=yes]")
        open_progress(browser, stick)
        assert [LESSON_8, QUIZ_8] == browser.evaluate(DONE)
        for picked in ("turtle", "blue"):
            browser.click(f"input[value={picked}]")
        browser.click(".chosen button")
        browser.wait_until(f"{DONE}.length === 0")
        finish(browser, stick, "06-08/lesson-1")
        assert "rùa xanh biển" in browser.text("kit-finish").lower()
        assert [] == browser.errors()

    if name != "firefox":
        stick = Path(shutil.move(stick.parent, tmp_path / "F")) / "pupil"
    with open_browser(name, equipment, profile=tmp_path / "profile") as browser:
        open_progress(browser, stick, "en")
        assert (["06-08/who-can-i-tell"], "Blue turtle") == (browser.evaluate(DONE), browser.text(".here [data-picture] b"))
        browser.click("[data-choose='']")
        browser.wait_for(".ticket[data-band='09-11']")
        assert CODE_BOTH == browser.text(SIGNS)
        browser.visit(stick / "vi" / "09-11" / "lesson-8" / "quiz.html")
        browser.wait_for(".remembered")

        open_progress(browser, stick)
        browser.click("[data-ask]")
        browser.click("[data-clear]")
        browser.wait_until(f"{DONE}.length === 0")
        assert "Lịch sử của trình duyệt thì vẫn còn" in browser.text(".cleared")
        browser.visit(stick / "vi" / "progress.html")
        told_of_all(browser)
        assert [[], []] == browser.evaluate(f"[{DONE}, {SHOWN.format('.used, .ticket, .here [data-picture]')}]")
        assert [] == browser.errors()


@pytest.mark.parametrize("name", BROWSER_NAMES)
def test_a_page_says_that_something_is_kept_only_when_it_is(name, started_browser):
    browser: Browser = started_browser(name)
    browser.visit(PUPIL / "vi" / "09-11" / "lesson-8" / "lesson.html")
    told_of_all(browser)
    notes = "[...document.querySelectorAll('kit-finish [data-kept]')].map(note => note.hidden)"
    assert [True, True] == browser.evaluate(f"document.querySelector('kit-finish button').click(), {notes}")
    browser.wait_for("kit-finish [data-kept=yes]")


def test_what_is_finished_before_the_store_stands_opens_it_and_is_the_first_thing_it_hears(chromium: Chromium):
    chromium.page.add_init_script("""
        window.requestIdleCallback = () => {};
        window.told = [];
        addEventListener("message", event => told.push(event.data.kitProgress.done));
    """)
    chromium.visit(PUPIL / "vi" / "09-11" / "lesson-8" / "lesson.html")
    chromium.click("kit-finish button")
    chromium.wait_for("kit-finish [data-kept=yes]")
    assert [[LESSON_8]] == chromium.evaluate("told")


def test_a_code_carries_progress_from_chromium_to_firefox_and_back(started_browser):
    chromium: Browser = started_browser("chromium")
    finish(chromium, PUPIL)
    open_progress(chromium, PUPIL)
    code = chromium.text(SIGNS)
    assert CODE_8 == code

    firefox: Browser = started_browser("firefox")
    open_progress(firefox, PUPIL)
    firefox.type(".take input", code.lower())
    firefox.press("Enter")
    firefox.wait_until(f"{DONE}.length === 1")
    assert CODE_8 == firefox.text(SIGNS)
    firefox.visit(PUPIL / "vi" / "09-11" / "lesson-8" / "quiz.html")
    told_of_all(firefox)
    solve(firefox)
    firefox.wait_for(".done [data-kept=yes]")
    open_progress(firefox, PUPIL)
    code = firefox.text(SIGNS)

    open_progress(chromium, PUPIL)
    chromium.type(".take input", f"{code[:2]} - {code[2:]}")
    chromium.click(".take button")
    chromium.wait_until(f"{DONE}.length === 2")
    assert [[LESSON_8, QUIZ_8], CODE_BOTH] == [chromium.evaluate(DONE), chromium.text(SIGNS)]


def test_every_typo_of_one_or_two_signs_and_every_swap_in_a_code_is_found(chromium: Chromium):
    """With a full code and a short one; all single mistakes and swaps, and two thousand pairs of mistakes."""
    open_progress(chromium, PUPIL)
    chance = random.Random(19)
    longest = [chance.random() < 0.5 for _ in range(67)] + [True]
    missed, lengths, same = chromium.evaluate(f"""(() => {{
        const signs = "23456789CFHKMNPRTVX";
        const missed = [], lengths = [], same = [];
        for (const finished of [{json.dumps(longest)}, [true, false, true]]) {{
            const code = kitCode.write(4, finished).replace(/ /g, "");
            const put = (text, place, sign) => text.slice(0, place) + sign + text.slice(place + 1);
            const judge = typed => {{ if (typed !== code && kitCode.read(typed)) missed.push([code, typed]) }};
            lengths.push(code.length);
            same.push(JSON.stringify(kitCode.read(code).finished) ===
                JSON.stringify(finished.map((done, place) => done ? place : -1).filter(place => place >= 0)));
            for (let one = 0; one < code.length; one += 1) {{
                for (const sign of signs) {{
                    judge(put(code, one, sign));
                    for (let other = one + 1; other < code.length; other += 1) {{
                        judge(put(put(code, one, sign), other, signs[(one * 7 + other * 3 + signs.indexOf(sign)) % 19]));
                    }}
                }}
                for (let other = one + 1; other < code.length; other += 1) {{
                    judge(put(put(code, one, code[other]), other, code[one]));
                }}
            }}
        }}
        return [missed, lengths, same];
    }})()""")

    assert ([], [20, 4], [True, True]) == (missed, lengths, same)


def test_a_code_is_answered_in_words_whatever_is_typed(chromium: Chromium):
    open_progress(chromium, PUPIL)
    newer = chromium.evaluate("kitCode.write(1, [true, ...Array(30).fill(false), true])")
    never = chromium.evaluate("kitCode.write(3, [true])")
    for typed, words in (
        ("", "nhập mã vào ô trước"),
        ("bài học số 8", "có chỗ chưa đúng"),
        (CODE_8[::-1], "có chỗ chưa đúng"),
        ("<b>" * 15, "có chỗ chưa đúng"),
        (never, "không có trong bản này"),
    ):
        assert words in receive(chromium, typed), typed
        assert [] == chromium.evaluate(DONE)

    told = receive(chromium, newer)
    assert "trong mã: 1." in told
    assert "phải để lại: 1." in told
    chromium.wait_until(f"{DONE}.length === 1")
    assert [LESSON_8] == chromium.evaluate(DONE)


def receive(browser: Chromium, code: str) -> str:
    browser.page.fill(".take input", code)
    browser.click(".take button")
    return browser.text(".received")


def test_a_code_goes_on_meaning_the_same_while_ids_grow_and_lessons_go(library: Library):
    place = Place("ids.txt")
    keys = code_keys(library)["09-11"].split()
    grown = replace(library, ids=(*library.ids, Text("09-11/another", place), Text(f"09-11/another{QUIZ_ID}", place)))
    gone = replace(library, lessons=(), rehearsals=(), rooms=())
    secret = {unit.id for unit in library.units if unit.sensitive}

    assert [LESSON_8, QUIZ_8] == keys[:2]
    assert [*keys, NEVER, NEVER] == code_keys(grown)["09-11"].split()
    assert [NEVER] * len(keys) == code_keys(gone)["09-11"].split()
    assert secret
    assert not [id for id in secret if any(id in keys for keys in code_keys(library).values())]
    assert {band.id for band in BANDS} == set(code_keys(library))


def test_only_what_is_not_sensitive_is_recorded_and_nothing_of_help(library: Library):
    secret = {unit.id for unit in library.units if unit.sensitive}
    for edition in ("teacher", "pupil"):
        for row in rows(edition):
            text = (DIST / edition / row["path"]).read_text(encoding="utf-8")
            recorded = row["kind"] in FINISHED_AS and row["id"] not in secret

            assert recorded == ("data-unit=" in text), row["path"]
            assert (recorded or row["kind"] in ("index", "band", "progress", "certificate")) == ("data-store=" in text)
            assert recorded or "<kit-finish" not in text
            assert recorded or "data-print=" not in text


def test_a_sensitive_lesson_opens_no_store_even_when_something_says_it_is_finished(chromium: Chromium):
    chromium.visit(PUPIL / "vi" / "15-17" / "lesson-21" / "quiz.html")
    solve(chromium)
    chromium.wait_for(".done")

    assert [0, 0] == chromium.evaluate("[document.querySelectorAll('iframe').length, localStorage.length]")
    assert not [url for url in chromium.requests() if "store" in url]


def test_double_clicks_and_a_key_held_down_finish_once_and_lead_nowhere(chromium: Chromium):
    chromium.visit(PUPIL / "vi" / "09-11" / "lesson-8" / "lesson.html")
    chromium.page.focus("kit-finish button")
    for _ in range(6):
        chromium.page.keyboard.down("Enter")
    chromium.page.keyboard.up("Enter")
    chromium.evaluate("(button => { button.click(); button.click() })(document.querySelector('kit-finish button')), null")
    chromium.wait_for("kit-finish [data-kept=yes]")

    assert chromium.url().endswith("/lesson.html")
    assert [LESSON_8] == json.loads(chromium.evaluate(f"localStorage.getItem('{STORED}')"))["pictures"][""]["done"]


def test_a_question_whose_words_have_changed_is_asked_again(chromium: Chromium, library: Library):
    first, second = lesson_of(library, 8).quiz.source[:2]
    answers = {f"{LESSON_8}#{first.id}": first.section.digest[:8], f"{LESSON_8}#{second.id}": "an older one"[:2]}
    keep(chromium, json.dumps({"picture": "", "pictures": {"": {"done": [], "answers": answers}}}))
    chromium.visit(PUPIL / "vi" / "09-11" / "lesson-8" / "quiz.html")
    chromium.wait_for(".remembered")

    assert "đã trả lời đúng từ lần trước" in chromium.text(f"#{first.id} .remembered")
    assert "đã được sửa" in chromium.text(f"#{second.id} .remembered")
    assert [first.id] == chromium.evaluate("[...document.querySelectorAll('kit-question.solved')].map(one => one.id)")


DAMAGED = (
    "{", "null", "[]", "7", '{"pictures": 3}',
    '{"picture": {}, "pictures": {"": {"done": [null, {}, "<i>", 3], "answers": [["a"]]}}}',
    '{"pictures": {"": null, "__proto__": {"done": "x"}, "<b>": {"done": [1]}}}',
)  # fmt: skip


def test_a_damaged_store_is_begun_anew(chromium: Chromium):
    chromium.visit(PUPIL / "store.html")
    read = "(text => { const book = new KitBook(text); book.heed({finished: ['a/b']}); return [book.told.done, book.picture] })"
    assert [[["a/b"], ""]] * len(DAMAGED) == [chromium.evaluate(f"{read}({json.dumps(kept)})") for kept in DAMAGED]

    keep(chromium, DAMAGED[-1])
    finish(chromium, PUPIL)
    assert [] == chromium.errors()
    assert LESSON_8 in chromium.evaluate(f"localStorage.getItem('{STORED}')")


def keep(browser: Browser, text: str) -> None:
    browser.visit(PUPIL / "store.html")
    browser.evaluate(f"localStorage.setItem('{STORED}', {json.dumps(text)})")


@pytest.mark.parametrize("trouble", ("full", "blocked"))
def test_a_browser_that_keeps_nothing_breaks_no_page_and_the_page_says_so(chromium: Chromium, trouble: str):
    if trouble == "full":
        chromium.visit(PUPIL / "store.html")
        chromium.evaluate(
            "(() => { for (let size = 1 << 22; size >= 1; size >>= 1) for (let more = true; more;) {"
            " try { localStorage.setItem('x' + size, (localStorage.getItem('x' + size) || '') + 'x'.repeat(size)) }"
            " catch (full) { more = false } } })(), null"
        )
    else:
        refuse = "throw new DOMException('denied', 'SecurityError')"
        chromium.page.add_init_script(f"Object.defineProperty(window, 'localStorage', {{ get() {{ {refuse} }} }})")
    finish(chromium, PUPIL, kept="no")
    assert "không cho ghi lại" in chromium.text("kit-finish [data-kept=no]")
    open_progress(chromium, PUPIL)
    receive(chromium, CODE_BOTH)
    chromium.wait_until(f"{DONE}.length === 2")
    assert (CODE_BOTH, True) == (chromium.text(SIGNS), "không cho ghi lại" in chromium.text(".refused"))
    for css in ("[data-ask]", "[data-clear]"):
        chromium.click(css)
    chromium.wait_until(f"{DONE}.length === 0")
    assert [] == chromium.errors()


def test_signs_of_what_is_finished_stand_where_lessons_are_listed_and_axe_finds_nothing_there(chromium: Chromium):
    finish(chromium, PUPIL)
    assert [] == run_axe(chromium)
    for page, sign in (("index.html", "đã xong 1/8"), ("09-11/index.html", "Đã học xong")):
        chromium.visit(PUPIL / "vi" / page)
        told_of_all(chromium)
        assert [sign] == chromium.evaluate(SHOWN.format(".got")), page
    open_progress(chromium, PUPIL)
    chromium.click("[data-ask]")
    chromium.click(".chosen button")
    chromium.wait_for(".used")
    receive(chromium, CODE_8)
    assert [] == run_axe(chromium)


def test_a_certificate_is_one_sheet_with_little_and_with_much_on_it(chromium: Chromium, tmp_path: Path):
    open_progress(chromium, PUPIL)
    receive(chromium, CODE_BOTH)
    chromium.wait_until(f"{DONE}.length === 2")
    chromium.visit(PUPIL / "vi" / "certificate.html")
    chromium.wait_for(".finished li:not([hidden])")
    chromium.pdf(tmp_path / "one.pdf", prefer_css_page_size=True)
    assert ["Người lạ trong trò chơi Bài học Câu hỏi"] == chromium.evaluate(SHOWN.format(".finished li"))
    assert [] == run_axe(chromium)
    chromium.evaluate(
        "(line => { line.querySelector('b').textContent = 'Đường link lạ, mã OTP và trang web giả mạo, phần thứ hai';"
        " for (let number = 1; number < 30; number += 1) line.after(line.cloneNode(true)) })"
        "(document.querySelector('.finished li:not([hidden])')), kitProgress.wish({}), null"
    )
    chromium.wait_until("!document.querySelector('.further').hidden")
    chromium.pdf(tmp_path / "many.pdf", prefer_css_page_size=True)

    assert "và 18 bài khác" == chromium.text(".further")
    assert (1, 1) == (pages_of(tmp_path / "one.pdf"), pages_of(tmp_path / "many.pdf"))


def test_a_phone_file_takes_a_code_and_gives_one(chromium: Chromium):
    chromium.visit(DIST / "phone" / "ba-lo-an-toan-09-11-vi.html", "progress")
    receive(chromium, CODE_8)
    assert [[LESSON_8], CODE_8] == [chromium.evaluate(DONE), chromium.text(SIGNS)]
    chromium.evaluate("location.hash = '#quiz-8', null")
    chromium.wait_for("#quiz-8")
    solve(chromium)
    chromium.click("#quiz-8 .done .buttons:last-child a")
    chromium.wait_for("#progress .ticket")

    assert CODE_BOTH == chromium.text(SIGNS)
    assert [0, 0] == chromium.evaluate("[localStorage.length, document.querySelectorAll('iframe').length]")


def test_our_own_script_and_style_of_a_page_stay_small():
    assets = PUPIL / "assets"
    own = ("kit.css", "sheets.css", "kit.js", "progress.js", "store.js")

    assert sum((assets / name).stat().st_size for name in own) < OWN_LIMIT
