"""The copies of words alone: all questions, then all replies, in a form that an old Notepad and a braille display read."""

import pytest

from lessonkit.content.library import Library
from lessonkit.project import LANGUAGES
from lessonkit.translation.catalogs import read_words
from lessonkit.website.plain import as_plain
from tests.website.pages import DIST, lesson_page
from tests.website.test_access import plain


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", ("teacher", "pupil"))
def test_every_quiz_has_a_copy_with_questions_first_and_replies_at_the_end(library: Library, edition: str, language: str):
    replies = f"\n{read_words(library.project, language)('copy.replies')}\n"
    for lesson in library.lessons:
        page = lesson_page(int(lesson.number), "quiz", language, edition)
        asked, told, answered = page.with_suffix(".txt").read_text(encoding="utf-8-sig").partition(replies)

        assert told
        assert '<a href="quiz.txt">' in page.read_text(encoding="utf-8")
        for question in lesson.quiz.questions[language]:
            assert plain(question.title) in asked
            assert [] == [option.partner for option in question.options if plain(option.partner) not in asked]
            assert [] == [option.reply for option in question.options if plain(option.reply) not in answered]
            assert [] == [option.reply for option in question.options if option.reply and plain(option.reply) in asked]
        assert {"111", "113"} <= {line.partition(":")[0] for line in answered.splitlines()}


def test_a_copy_opens_in_an_old_notepad_and_holds_nothing_but_words():
    copies = [path.read_bytes() for edition in ("teacher", "pupil") for path in (DIST / edition).rglob("quiz.txt")]

    assert copies
    for copy in copies:
        assert copy.startswith(b"\xef\xbb\xbf")
        assert copy.count(b"\n") == copy.count(b"\r\n")
        assert [] == [mark for mark in ("<", "**", "](", "{#", "[^") if mark in copy.decode()]


def test_a_phone_file_names_no_copy():
    assert [] == [path.name for path in DIST.glob("phone/*.html") if ".txt" in path.read_text(encoding="utf-8")]


def test_lists_tables_and_pictures_become_lines():
    html = (
        "<p>Em làm:<br>ba việc</p><ol><li>Dừng</li><li><p>Kể <strong>ngay</strong></p></li></ol><ul><li>111</li></ul>"
        '<table><tr><th>Ai</th><td>bà &amp; mẹ</td></tr></table><p><img src="a.svg" alt="Bàn tay"></p>'
    )

    assert "Em làm:\nba việc\n1. Dừng\n2. Kể ngay\n- 111\nAi; bà & mẹ\nBàn tay" == as_plain(html)
