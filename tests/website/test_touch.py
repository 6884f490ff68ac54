"""A finger does what a mouse does: every kind of question wrong and right, a rehearsal to its end, a thing in a room."""

from collections.abc import Callable, Iterator

import pytest

from lessonkit.content.library import Library
from lessonkit.content.questions.question import Question
from lessonkit.project import LANGUAGES
from lessonkit.translation.catalogs import read_words
from tests.equipment.browser import Browser
from tests.equipment.browsers import BROWSER_NAMES, open_browser
from tests.website.pages import DIST
from tests.website.test_access import plain
from tests.website.test_kinds import KINDS, join_wrongly, open_question, told, type_wrongly

pytestmark = pytest.mark.xdist_group("touch")

CHOSEN = ("one", "many", "true-false")


@pytest.fixture(scope="module", params=BROWSER_NAMES)
def screen(request, equipment) -> Iterator[Browser]:
    """A phone's screen."""
    if request.param == "chrome109" and equipment.chrome109 is None:
        pytest.skip("Chrome 109 is not available on this platform")
    with open_browser(request.param, equipment, width=360, height=740, reduced_motion=True, touch=True) as browser:
        yield browser


def test_what_is_tapped_is_felt_as_a_finger(screen: Browser, library: Library):
    screen.forget()
    open_question(screen, library, "one", "vi")
    screen.evaluate("addEventListener('pointerdown', event => document.title = event.pointerType), null")
    screen.tap("h1")

    assert "touch" == screen.evaluate("document.title")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", (*CHOSEN, *KINDS))
def test_every_kind_of_question_is_answered_wrong_and_right_by_touch(
    screen: Browser, library: Library, kind: str, language: str
):
    screen.forget()
    question = open_question(screen, library, kind, language)
    words = read_words(library.project, language)
    wrongly, rightly = BY_TOUCH[kind]
    reply = wrongly(screen, question)
    screen.tap(f"#{question.id} button[type=submit]")

    assert words("quiz.think") == screen.text(f"#{question.id} .verdict .mood")
    assert reply in told(screen, question)

    rightly(screen, question)
    screen.tap(f"#{question.id} button[type=submit]")
    screen.wait_until(f"document.querySelector('#{question.id}').classList.contains('solved')")

    assert words("quiz.right") == screen.text(f"#{question.id} .verdict .mood")
    assert [] == screen.errors()


def choose_wrongly(screen: Browser, question: Question) -> str:
    wrong = question.right.index(False)
    screen.tap(f"#{question.id} input[value='{wrong}']")
    return plain(question.options[wrong].reply)


def choose_rightly(screen: Browser, question: Question) -> None:
    for number, right in enumerate(question.right):
        box = f"#{question.id} input[value='{number}']"
        if right or (question.kind == "many" and screen.evaluate(f"document.querySelector({box!r}).checked")):
            screen.tap(box)


def move_wrongly(screen: Browser, question: Question) -> str:
    screen.tap(f"#{question.id} .move[data-move=down]")
    return plain(question.options[next(place for place, thing in enumerate(order(screen, question)) if place != thing)].reply)


def move_rightly(screen: Browser, question: Question) -> None:
    for place, _ in enumerate(question.options):
        while place < order(screen, question).index(place):
            screen.tap(f"#{question.id} li[data-place='{place}'] .move[data-move=up]")


def order(screen: Browser, question: Question) -> list[int]:
    return screen.evaluate(f"[...document.querySelectorAll('#{question.id} .order > li')].map(li => +li.dataset.place)")


def join_rightly(screen: Browser, question: Question) -> None:
    """Tap each row, and set its list: what a list opens is the phone's own."""
    for number, _ in enumerate(question.options, 1):
        row = f"document.querySelector('#{question.id} .rows > li:nth-child({number})')"
        screen.tap(f"#{question.id} .rows > li:nth-child({number})")
        screen.evaluate(
            f"(row => {{ row.querySelector('select').value = row.dataset.right;"
            f"row.querySelector('select').dispatchEvent(new Event('change', {{bubbles: true}})) }})({row})"
        )


def type_rightly(screen: Browser, question: Question) -> None:
    screen.tap(f"#{question.id} input")
    screen.evaluate("document.activeElement.select(), null")
    screen.press("Backspace")
    screen.type(f"#{question.id} input", question.options[0].spellings[0])


def touch_wrongly(screen: Browser, question: Question) -> str:
    harmless = next(option for option in question.options if not option.right)
    screen.tap(f"#{question.id} [data-clue={harmless.id}]")
    return plain(harmless.reply)


def touch_rightly(screen: Browser, question: Question) -> None:
    for option in question.options:
        clue = f"#{question.id} [data-clue={option.id}]"
        if option.right != screen.evaluate(f"document.querySelector('{clue} input').checked"):
            screen.tap(clue)


Hand = tuple[Callable[[Browser, Question], str], Callable[[Browser, Question], None]]

BY_TOUCH: dict[str, Hand] = {
    **dict.fromkeys(CHOSEN, (choose_wrongly, choose_rightly)),
    "order": (move_wrongly, move_rightly),
    "match": (join_wrongly, join_rightly),
    "short": (type_wrongly, type_rightly),
    "clue": (touch_wrongly, touch_rightly),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rehearsal_is_gone_through_by_touch(screen: Browser, library: Library, language: str):
    screen.forget()
    rehearsal = library.rehearsals[0]
    screen.visit(DIST / "pupil" / language / rehearsal.band.id / rehearsal.name / "scenario.html")
    screen.wait_for(".scene.shown .way")
    taken = 0
    while screen.evaluate("!document.querySelector('.scene.shown.ending')"):
        before = screen.evaluate("document.querySelector('.scene.shown').id")
        screen.evaluate("document.querySelector('kit-rehearsal').moved = -9999")  # as if one had read meanwhile
        screen.tap(".scene.shown .ways-on li:last-child .way")
        screen.wait_until(f"document.querySelector('.scene.shown').id !== '{before}'")
        taken += 1

    assert 1 < taken < 12
    assert [] == screen.errors()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_thing_in_a_room_is_judged_by_touch(screen: Browser, library: Library, language: str):
    screen.forget()
    room = library.rooms[0]
    screen.visit(DIST / "pupil" / language / room.band.id / room.name / "room.html")
    screen.tap(".spot")
    screen.wait_for(".thing:not([hidden]) .judge button")
    thing, kind = screen.evaluate("(thing => [thing.id, thing.dataset.kind])(document.querySelector('.thing:not([hidden])'))")
    other = {"risk": "harmless", "harmless": "risk"}[kind]
    replies = []
    for judged in (other, kind):
        screen.tap(f"#{thing} [data-kind={judged}]")
        screen.wait_until(f"document.querySelector('#{thing} [data-kind={judged}]').getAttribute('aria-pressed') === 'true'")
        replies.append(screen.text(f"#{thing} .verdict"))

    assert replies[0] and replies[1] and replies[0] != replies[1]
    assert [] == screen.errors()
