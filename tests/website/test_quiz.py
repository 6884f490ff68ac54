"""A question answers back: a kind reply to every choice, as often as one likes, nothing scored or kept."""

import pytest

from lessonkit.content.library import Library
from lessonkit.content.questions.kinds import kind_of
from lessonkit.content.questions.question import Question
from tests.equipment.browser import Browser
from tests.website.pages import lesson_of, lesson_page


@pytest.fixture
def quiz(browser: Browser) -> Browser:
    browser.visit(lesson_page(21, "quiz", "vi", "pupil"))
    browser.wait_until("!!customElements.get('kit-question')")
    return browser


def test_every_choice_of_every_question_gets_its_own_reply(quiz: Browser, library):
    for question in chosen(library):
        for number, option in enumerate(question.options):
            choose(quiz, question.id, [number])

            first_words = " ".join(option.reply.replace("*", "").split()[:4])
            assert first_words in " ".join(quiz.text(f"#{question.id} .verdict").split())


def test_the_right_choice_is_told_by_word_and_shape_and_the_other_may_be_changed(quiz: Browser, library):
    question = next(question for question in lesson_of(library, 21).quiz.source if question.kind == "one")
    wrong, right = question.right.index(False), question.right.index(True)
    choose(quiz, question.id, [wrong])

    assert "Mình nghĩ thêm một chút nhé." == quiz.text(f"#{question.id} .mood")
    assert f"#{question.id}" and "?" in quiz.evaluate(mark(question.id, wrong))

    choose(quiz, question.id, [right])

    assert "Đúng rồi!" == quiz.text(f"#{question.id} .mood")
    assert "✓" in quiz.evaluate(mark(question.id, right))


def test_several_right_answers_are_only_right_together(quiz: Browser, library):
    question = next(question for question in lesson_of(library, 21).quiz.source if question.kind == "many")
    right = [number for number, is_right in enumerate(question.right) if is_right]
    choose(quiz, question.id, right[:1])

    assert "Đúng rồi, và vẫn còn nữa." == quiz.text(f"#{question.id} .mood")

    choose(quiz, question.id, right)

    assert "Đúng rồi!" == quiz.text(f"#{question.id} .mood")


def test_asking_without_a_choice_is_answered_kindly(quiz: Browser, library):
    question = lesson_of(library, 21).quiz.source[0]
    quiz.click(f"#{question.id} button")

    assert "Trả lời trước đã nhé." == quiz.text(f"#{question.id} .mood")


def test_when_all_is_answered_the_page_asks_whom_to_tell(quiz: Browser, library):
    for question in chosen(library):
        choose(quiz, question.id, [number for number, is_right in enumerate(question.right) if is_right])
    assert "" == quiz.text("main").partition("em sẽ kể với ai đầu tiên?")[1]

    quiz.evaluate(
        "document.querySelectorAll('.rows > li').forEach(row => row.querySelector('select').value = row.dataset.right)"
    )
    quiz.click("[data-form=match] button")

    assert "em sẽ kể với ai đầu tiên?" in quiz.text(".done")


def test_nothing_is_kept(quiz: Browser, library):
    choose(quiz, lesson_of(library, 21).quiz.source[0].id, [0])

    assert 0 == quiz.evaluate("localStorage.length + sessionStorage.length")


def chosen(library: Library) -> list[Question]:
    """Return the questions of lesson 21 whose options are chosen."""
    return [question for question in lesson_of(library, 21).quiz.source if kind_of(question.kind).form == "choice"]


def choose(quiz: Browser, question: str, numbers: list[int]) -> None:
    """Choose options of a question by their numbers and ask for the reply."""
    quiz.evaluate(
        f"[...document.querySelectorAll('#{question} input')].forEach((input, number) => {{"
        f"input.checked = {numbers}.includes(number); input.dispatchEvent(new Event('change', {{bubbles: true}}))}})"
    )
    quiz.click(f"#{question} button")


def mark(question: str, number: int) -> str:
    return f"getComputedStyle(document.querySelectorAll('#{question} .option')[{number}], '::after').content"
