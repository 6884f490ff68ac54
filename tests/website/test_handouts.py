"""Papers of a class and run sheets: minutes that add up, slips without a name, cards told apart without colour."""

import html
import re

import pytest

from lessonkit.content.library import Library
from lessonkit.project import LANGUAGES, SHORT_MINUTES
from lessonkit.translation.catalogs import read_words
from tests.equipment.chromium import Chromium
from tests.website.pages import DIST, lesson_page
from tests.website.test_access import plain
from tests.website.test_editions import read

MM = 25.4 / 96
READ_FROM_EIGHT_METRES = 25
"""How high a letter must be at least, in millimetres."""

LETTERS = (
    "[...document.querySelectorAll('.shape text')].map(text => [text.textContent, parseFloat(getComputedStyle(text).fontSize)\
 * text.ownerSVGElement.getBoundingClientRect().width / 100])"
)
CAPITAL = 0.7
"""How high a capital of the kit's font is, in its size."""


def spans(page: str) -> list[tuple[int, int]]:
    """Return from which minute to which each step goes."""
    return [(int(start), int(end)) for start, end in re.findall(r'beside when"><b>(\d+)–(\d+)</b>', page)]


def said_in(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def closed_up(text: str) -> str:
    """Return a text without its spaces, which tags inside a word may have left."""
    return "".join(text.split())


def pieces(page: str) -> list[str]:
    return re.findall(r"<li[^>]*>\s*<p class=\"top\">.*?</li>", page, re.DOTALL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pocket_card_tells_when_each_step_begins_in_the_period_and_in_the_cut(library: Library, language: str):
    words = read_words(library.project, language)
    cut = words("pocket.short", start=r"(\d+)", end=r"(\d+)")
    for lesson in library.lessons:
        page = read(lesson_page(int(lesson.number), "pocket", language))
        full = spans(page)
        short = re.findall(cut, html.unescape(page))

        assert [0, *[end for _, end in full]] == [*[start for start, _ in full], lesson.minutes]
        assert ["0", *[end for _, end in short]] == [*[start for start, _ in short], str(SHORT_MINUTES)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_run_sheet_fills_its_hour_without_a_gap(library: Library, language: str):
    for lesson in library.lessons:
        page = read(lesson_page(int(lesson.number), "run-sheet", language))
        runs = re.split(r'<div class="one-paper run run-(\w+)">', page)[1:]

        assert [slot.id for slot in lesson.slots] == runs[::2]
        for slot, run in zip(lesson.slots, runs[1::2], strict=True):
            steps = spans(run)
            assert [0, *[end for _, end in steps]] == [*[start for start, _ in steps], slot.total], (lesson.id, slot.id)
            assert run.count('class="folio"') <= (2 if slot.id in ("class", "hall") else 1), (lesson.id, slot.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_exit_slips_ask_the_last_questions_answer_none_and_take_no_name(library: Library, language: str):
    for lesson in library.lessons:
        slips = pieces(read(lesson_page(int(lesson.number), "exit-slips", language)))
        said = closed_up(said_in(slips[0]))
        asked = [lesson.quiz.question(question.id, language) for question in lesson.quiz.flagged("exit")]
        replies = [option.reply for question in asked for option in question.options]

        assert len(slips) in (2, 3), lesson.id
        assert {slips[0].partition(">")[2]} == {slip.partition(">")[2] for slip in slips}
        assert [True] * 3 == [closed_up(plain(question.title)) in said for question in asked]
        assert [] == [reply for reply in replies if closed_up(plain(reply)) in said]
        assert "fill-in" not in slips[0]


def test_a_family_slip_in_both_languages_says_all_that_each_of_them_says(library: Library):
    for lesson in library.lessons:
        alone = [read(lesson_page(int(lesson.number), "slip", language)) for language in LANGUAGES]
        said = [said_in(page.partition('<div class="prose">')[2].partition("<footer")[0]) for page in alone]
        for language in LANGUAGES:
            both = said_in(read(lesson_page(int(lesson.number), "slip-both", language)))

            assert [True] * len(LANGUAGES) == [len(words) > 300 and words in both for words in said], lesson.id


def test_question_slips_are_many_the_same_and_nameless(library: Library):
    for language in LANGUAGES:
        page = read(DIST / "teacher" / language / "question-box.html")
        slips = pieces(page)

        assert 8 == len(slips)
        assert 7 == sum('aria-hidden="true"' in slip for slip in slips)
        assert 'class="blank"' not in slips[0]
        assert library.kits["teachers"].document(language).section("question-box").title in html.unescape(page)


def test_a_vote_card_is_told_by_letter_shape_and_colour_and_read_from_the_front(chromium: Chromium):
    chromium.visit(DIST / "teacher" / "vi" / "vote-cards.html")
    shapes = chromium.evaluate("[...document.querySelectorAll('.shape')].map(s => s.firstElementChild.outerHTML)")
    colours = chromium.evaluate("[...document.querySelectorAll('.shape text')].map(t => getComputedStyle(t).fill)")
    letters = chromium.evaluate(LETTERS)

    assert ["A", "B", "C", "D"] == [letter for letter, _ in letters]
    assert 4 == len(set(shapes)) == len(set(colours))
    assert [] == [letter for letter, size in letters if size * CAPITAL * MM < READ_FROM_EIGHT_METRES]


def test_the_address_of_a_run_sheet_shows_and_prints_that_one_alone(chromium: Chromium):
    shown = "[...document.querySelectorAll('.run')].filter(run => run.offsetHeight).map(run => run.className)"
    page = lesson_page(21, "run-sheet", "vi")
    chromium.visit(page)
    every = chromium.evaluate(shown)
    alone = {}
    for slot in ("flag", "class", "parents", "hall"):
        chromium.click(f".which-run a[href='#{slot}']")
        alone[slot] = chromium.evaluate(shown)
    chromium.page.emulate_media(media="print")

    assert [f"one-paper run run-{slot}" for slot in alone] == every
    assert {slot: [f"one-paper run run-{slot}"] for slot in alone} == alone
    assert ["one-paper run run-hall"] == chromium.evaluate(shown)
