"""Putting in order, joining, typing, spotting clues: by mouse and by keys, in both languages, on screen and on paper."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from lessonkit.content.library import Library
from lessonkit.content.questions.question import Question
from lessonkit.project import LANGUAGES
from lessonkit.translation.catalogs import read_words
from tests.equipment.axe import run_axe
from tests.equipment.browser import Browser
from tests.equipment.browsers import open_browser
from tests.website.pages import DIST, lesson_page
from tests.website.test_access import plain

KINDS = ("order", "match", "short", "clue")


def asked(library: Library, kind: str, language: str) -> tuple[int, Question]:
    """Return the first question of a kind, and the number of its lesson."""
    for lesson in library.lessons:
        for question in lesson.quiz.questions[language]:
            if question.kind == kind:
                return int(lesson.number), question
    raise LookupError(kind)


def open_question(browser: Browser, library: Library, kind: str, language: str) -> Question:
    number, question = asked(library, kind, language)
    browser.visit(lesson_page(number, "quiz", language, "pupil"))
    browser.wait_until("!!customElements.get('kit-question')")
    return question


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_answer_by_mouse_and_the_right_one_by_keys_get_their_replies(
    browser: Browser, library: Library, kind: str, language: str
):
    question = open_question(browser, library, kind, language)
    words = read_words(library.project, language)
    expected = BY_MOUSE[kind](browser, question)
    browser.click(f"#{question.id} button[type=submit]")

    assert words("quiz.think") == browser.text(f"#{question.id} .verdict .mood")
    assert expected in told(browser, question)

    BY_KEYS[kind](browser, question)

    assert "" == told(browser, question)

    browser.evaluate(f"document.querySelector('#{question.id} button[type=submit]').focus(), null")
    browser.press("Enter")
    browser.wait_until(f"document.querySelector('#{question.id}').classList.contains('solved')")

    assert words("quiz.right") == browser.text(f"#{question.id} .verdict .mood")
    assert plain(question.reply or next(option.reply for option in question.options if option.right)) in told(browser, question)
    assert "status" == browser.evaluate(f"document.querySelector('#{question.id} .verdict').getAttribute('role')")
    assert [] == browser.errors()


@pytest.mark.parametrize("kind", KINDS)
def test_asking_before_answering_is_answered_kindly(chromium: Browser, library: Library, kind: str):
    question = open_question(chromium, library, kind, "vi")
    chromium.click(f"#{question.id} button[type=submit]")

    assert read_words(library.project, "vi")("quiz.choose") == told(chromium, question)


def told(browser: Browser, question: Question) -> str:
    return " ".join(browser.text(f"#{question.id} .verdict").split())


def put_wrongly(browser: Browser, question: Question) -> str:
    """Press the first arrow down; return the reply to the thing that stands too early then."""
    browser.click(f"#{question.id} .move[data-move=down]")
    places = browser.evaluate(f"[...document.querySelectorAll('#{question.id} .order > li')].map(li => +li.dataset.place)")
    early = next(place for number, place in enumerate(places) if place != number)
    return plain(question.options[early].reply)


def put_rightly(browser: Browser, question: Question) -> None:
    """Press arrows up until all stands right; a thing that is moved keeps the focus and says where it is."""
    for place, option in enumerate(question.options):
        arrow = f"#{question.id} li[data-place='{place}'] .move[data-move=up]"
        browser.evaluate(f"document.querySelector({arrow!r}).focus(), null")
        while place < browser.evaluate(
            f"[...document.querySelectorAll('#{question.id} li[data-place]')].findIndex(li => +li.dataset.place === {place})"
        ):
            browser.press("Enter")

            assert browser.evaluate(f"document.activeElement.matches({arrow!r})")
            spoken = browser.evaluate(f"document.querySelector('#{question.id} .moved').textContent")
            assert re.fullmatch(rf"\d\. {re.escape(plain(option.text))}", spoken)


def join_wrongly(browser: Browser, question: Question) -> str:
    """Give the first row another letter than its own; no driver opens the list of a browser, so it is set."""
    browser.evaluate(
        f"(row => {{ const select = row.querySelector('select'); select.value = row.dataset.right === '0' ? '1' : '0';"
        f"select.dispatchEvent(new Event('change', {{bubbles: true}})) }})(document.querySelector('#{question.id} .rows > li'))"
    )
    return plain(question.options[0].reply)


def join_rightly(browser: Browser, question: Question) -> None:
    """Type the letter of each row."""
    for number, _ in enumerate(question.options, 1):
        row = f"#{question.id} .rows > li:nth-child({number})"
        letter = "abcdefgh"[int(browser.evaluate(f"document.querySelector({row!r}).dataset.right"))]
        browser.evaluate(f"document.querySelector('{row} select').focus(), null")
        browser.press(letter)


def type_wrongly(browser: Browser, question: Question) -> str:
    wrong = next(option for option in question.options if not option.right and option.spellings)
    browser.type(f"#{question.id} input", wrong.spellings[0])
    return plain(wrong.reply)


def type_rightly(browser: Browser, question: Question) -> None:
    """Type over it what is spelled otherwise, but for what the author says does not count."""
    assert {"marks", "case", "spaces"} == set(question.ignore)
    browser.evaluate(f"document.querySelector('#{question.id} input').select(), null")
    browser.press("Backspace")
    browser.type(f"#{question.id} input", question.options[0].spellings[-1].replace("ộ", "o").upper() + " ")


def tick_wrongly(browser: Browser, question: Question) -> str:
    harmless = next(option for option in question.options if not option.right)
    browser.click(f"#{question.id} [data-clue={harmless.id}]")
    return plain(harmless.reply)


def tick_rightly(browser: Browser, question: Question) -> None:
    for option in question.options:
        box = f"#{question.id} [data-clue={option.id}] input"
        if option.right != browser.evaluate(f"document.querySelector({box!r}).checked"):
            browser.evaluate(f"document.querySelector({box!r}).focus(), null")
            browser.press("Space")


BY_MOUSE: dict[str, Callable[[Browser, Question], str]] = {
    "order": put_wrongly, "match": join_wrongly, "short": type_wrongly, "clue": tick_wrongly,
}  # fmt: skip
BY_KEYS: dict[str, Callable[[Browser, Question], None]] = {
    "order": put_rightly, "match": join_rightly, "short": type_rightly, "clue": tick_rightly,
}  # fmt: skip


def test_what_nobody_listed_is_answered_too(chromium: Browser, library: Library):
    question = open_question(chromium, library, "short", "vi")
    chromium.type(f"#{question.id} input", "0900")
    chromium.press("Enter")

    assert plain(question.options[-1].reply) in told(chromium, question)


def test_some_of_the_clues_are_not_all_of_them(chromium: Browser, library: Library):
    question = open_question(chromium, library, "clue", "vi")
    first = next(option for option in question.options if option.right)
    chromium.click(f"#{question.id} [data-clue={first.id}]")

    assert "none" == chromium.evaluate(mark(question, first.id))

    chromium.click(f"#{question.id} button[type=submit]")

    assert read_words(library.project, "vi")("quiz.more") == chromium.text(f"#{question.id} .mood")
    assert "✓" in chromium.evaluate(mark(question, first.id))


def mark(question: Question, clue: str) -> str:
    return f"getComputedStyle(document.querySelector('#{question.id} [data-clue={clue}] span'), '::after').content"


def test_a_thing_is_dragged_to_its_place(chromium: Browser, library: Library):
    question = open_question(chromium, library, "order", "vi")
    chromium.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
    chromium.evaluate(f"document.getElementById('{question.id}').scrollIntoView()")
    for place, _ in enumerate(question.options):
        target = chromium.page.locator(f"#{question.id} .order > li").nth(place).bounding_box()
        grip = chromium.page.locator(f"#{question.id} li[data-place='{place}'] .grip").bounding_box()
        chromium.page.mouse.move(grip["x"] + 5, grip["y"] + 5)
        chromium.page.mouse.down()
        chromium.page.mouse.move(grip["x"] + 5, target["y"] + 5, steps=12)
        chromium.page.mouse.up()
    chromium.click(f"#{question.id} button[type=submit]")

    assert chromium.evaluate(f"document.getElementById('{question.id}').classList.contains('solved')")


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_on_paper_has_room_for_the_answer_and_nothing_to_press(chromium: Browser, library: Library, kind: str):
    question = open_question(chromium, library, kind, "vi")
    chromium.page.emulate_media(media="print")
    shown = f"[...document.querySelectorAll('#{question.id} :is(%s)')].filter(e => e.getClientRects().length).length"
    rooms = chromium.evaluate(shown % ".blank, .box, .clue input")
    pressed = chromium.evaluate(shown % "button, select, input[type=text]")
    chromium.page.emulate_media(media="screen")

    assert (1 if kind == "short" else len(question.options)) == rooms
    assert 0 == pressed


@pytest.fixture(scope="module")
def phone(equipment):
    with open_browser("chromium", equipment, width=360, height=740, dark=True) as browser:
        yield browser


@pytest.mark.xdist_group("kinds-phone")
@pytest.mark.parametrize("kind", KINDS)
def test_an_answered_question_fits_a_phone_in_the_dark_and_axe_finds_nothing(phone: Browser, library: Library, kind: str):
    question = open_question(phone, library, kind, "en")
    BY_MOUSE[kind](phone, question)
    phone.click(f"#{question.id} button[type=submit]")

    assert 360 >= phone.evaluate("document.documentElement.scrollWidth")
    assert [] == run_axe(phone)


@pytest.fixture(scope="module")
def without_scripts(equipment):
    with open_browser("chromium", equipment, scripts=False) as browser:
        yield browser


@pytest.mark.xdist_group("no-scripts")
@pytest.mark.parametrize("kind", KINDS)
def test_a_question_can_be_read_with_its_replies_without_scripts(without_scripts: Browser, library: Library, kind: str):
    number, question = asked(library, kind, "vi")
    without_scripts.visit(lesson_page(number, "quiz", "vi"))
    without_scripts.click(f"#{question.id} .replies summary")
    shown = plain(without_scripts.text(f"#{question.id}"))

    assert [] == [option.reply for option in question.options if plain(option.reply) not in shown]
    assert plain(question.reply) in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_key_and_the_data_have_the_right_answer_and_every_reply(library: Library, kind: str, language: str):
    number, question = asked(library, kind, language)
    key = " ".join(re.sub(r"<[^>]+>", " ", lesson_page(number, "key", language).read_text(encoding="utf-8")).split())
    lesson = next(lesson for lesson in library.lessons if lesson.number == str(number))
    data = json.loads(Path(DIST, "teacher", "data", f"{lesson.id}.json").read_text(encoding="utf-8"))
    exported = next(row for row in data["texts"][language]["questions"] if row["id"] == question.id)

    for option in question.options:
        assert plain(option.reply).split('"')[0] in key.replace("&#34;", '"').replace("&#39;", "'")
    assert kind == exported["kind"]
    assert [option.right for option in question.options] == [row["right"] for row in exported["options"]]
    assert [option.partner for option in question.options if option.partner] == [
        row["partner"] for row in exported["options"] if "partner" in row
    ]
    assert [list(option.spellings) for option in question.options] == [row.get("spellings", []) for row in exported["options"]]
    for option in question.options:
        assert not option.id or f'<a href="#{option.id}">' in exported["screens"][0]["html"]


def test_a_phone_file_puts_in_order_too(chromium: Browser, library: Library):
    _, question = asked(library, "order", "vi")
    chromium.visit(DIST / "phone" / "ba-lo-an-toan-06-08-vi.html", f"quiz-1-{question.id}")
    chromium.click(f"#quiz-1-{question.id} .move[data-move=down]")
    chromium.click(f"#quiz-1-{question.id} button[type=submit]")

    assert read_words(library.project, "vi")("quiz.think") == chromium.text(f"#quiz-1-{question.id} .mood")
