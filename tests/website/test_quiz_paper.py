"""Questions on paper: room to answer, nothing of the answers, and the same in letters large enough for weak eyes."""

import re

import pytest

from lessonkit.content.library import Library
from lessonkit.project import LANGUAGES
from tests.equipment.chromium import Chromium
from tests.website.pages import lesson_of, lesson_page
from tests.website.test_access import plain
from tests.website.test_editions import everything_in

SMALLEST = 18 * 96 / 72
"""Large print, in CSS pixels."""

SOLVE = """
document.querySelectorAll('.option[data-right] input, .clue[data-right] input').forEach(input => input.checked = true);
document.querySelectorAll('.rows > li').forEach(row => row.querySelector('select').value = row.dataset.right);
document.querySelectorAll('.order').forEach(list => {
  list.append(...[...list.children].sort((one, other) => one.dataset.place - other.dataset.place));
});
document.querySelectorAll('.move').forEach(arrow => { arrow.click(); arrow.click(); });
document.querySelectorAll('kit-question button[type=submit]').forEach(button => button.click());
dispatchEvent(new Event('beforeprint'));
"""

SHOWN = "[...document.querySelectorAll(%r)].filter(e => e.getClientRects().length).map(e => e.innerText.trim())"

MARKS = """[...document.querySelectorAll('.option, .words, .rows span, .clue span')].map(e => getComputedStyle(e, '::after'))
  .map(mark => mark.display === 'none' ? 'none' : mark.content)"""


def test_a_quiz_that_has_been_answered_prints_none_of_its_answers(chromium: Chromium, library: Library):
    for number in (1, 8, 14, 21):
        lesson = lesson_of(library, number)
        chromium.visit(lesson_page(number, "quiz", "vi", "pupil"))
        mixed = chromium.evaluate(SHOWN % ".order .words")
        chromium.evaluate(f"(() => {{{SOLVE}}})()")
        chromium.page.emulate_media(media="print")
        shown = plain(chromium.text("main"))
        marked = chromium.evaluate(MARKS)
        order = chromium.evaluate(SHOWN % ".order .words")
        pressed = chromium.evaluate(SHOWN % "main button, main select, main input")
        chromium.page.emulate_media(media="screen")

        for question in lesson.quiz.source:
            assert plain(question.title) in shown
            assert [] == [option.reply for option in question.options if option.reply and plain(option.reply) in shown]
        assert {"none"} == set(marked)
        assert mixed == order
        assert [] == pressed


@pytest.mark.parametrize("language", LANGUAGES)
def test_large_print_asks_every_question_and_answers_none(library: Library, language: str):
    for lesson in library.lessons:
        page = lesson_page(int(lesson.number), "large", language)
        said = everything_in(page)
        for question in lesson.quiz.questions[language]:
            assert plain(question.title) in said
            assert [] == [option.reply for option in question.options if option.reply and plain(option.reply) in said]
            assert [] == [option.partner for option in question.options if plain(option.partner) not in said]
        assert [] == re.findall("<(?:input|select|button)", page.read_text(encoding="utf-8").partition("<main")[2])


def test_no_letter_of_large_print_is_small_or_grey(chromium: Chromium):
    for number, language in ((1, "vi"), (14, "vi"), (21, "en"), (28, "vi")):
        chromium.visit(lesson_page(number, "large", language))
        chromium.page.emulate_media(media="print")
        seen = chromium.evaluate("""(() => {
          const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
          const seen = [];
          while (walker.nextNode()) {
            const holder = walker.currentNode.parentElement, style = getComputedStyle(holder);
            if (walker.currentNode.data.trim() && holder.getClientRects().length)
              seen.push([parseFloat(style.fontSize), style.color, walker.currentNode.data.trim()]);
          }
          return seen;
        })()""")
        chromium.page.emulate_media(media="screen")

        assert len(seen) > 50
        assert [] == [text for size, _, text in seen if size < SMALLEST]
        assert {"rgb(0, 0, 0)"} == {color for _, color, _ in seen}
