"""Search finds Vietnamese however it is typed, in every browser, from a stick."""

import unicodedata

import pytest

from lessonkit.website.search import fold, words_of
from tests.equipment.browser import Browser
from tests.website.pages import DIST, lesson_page

EXAMPLES = {
    "Bắt cóc": "bat coc",
    "điều tra": "dieu tra",
    "Đường": "duong",
    "kỹ năng": "ki nang",
    "kĩ năng": "ki nang",
    unicodedata.normalize("NFD", "bí mật"): "bi mat",
    "ƯƠNG": "uong",
    "safety": "safeti",
}


@pytest.mark.parametrize("text", EXAMPLES)
def test_words_are_folded_alike_in_the_index(text: str):
    assert EXAMPLES[text] == " ".join(fold(word) for word in words_of(text))


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("vi", "bat coc"),
        ("vi", "bắt cóc"),
        ("vi", "dieu tra"),
        ("vi", "điều tra"),
        ("vi", unicodedata.normalize("NFD", "bí mật")),
        ("vi", "cong an"),
        ("en", "kidnapping"),
        ("en", "kidnap"),
    ],
)
@pytest.mark.parametrize("edition", ("teacher", "pupil"))
def test_the_lesson_comes_first(browser: Browser, edition: str, language: str, query: str):
    browser.visit(DIST / edition / language / "index.html")
    browser.type("input[name=q]", query)
    browser.wait_for(".search-results a")

    assert f"{language}/15-17/lesson-21/lesson.html" in browser.evaluate("document.querySelector('.search-results a').href")
    assert [] == browser.errors()


def test_a_result_says_its_band_and_kind_and_opens(browser: Browser):
    browser.visit(DIST / "teacher" / "vi" / "help.html")
    browser.type("input[name=q]", "bắt cóc")
    browser.wait_for(".search-results a")

    assert "Bài học · Luôn có người bên em" == browser.text(".search-results a small")

    browser.press("ArrowDown", "Enter")
    browser.wait_until("location.pathname.endsWith('/vi/15-17/lesson-21/lesson.html')")


def test_who_types_the_marks_gets_the_exact_spelling_first(browser: Browser):
    browser.visit(lesson_page(21, "lesson", "vi"))
    browser.wait_until("!!customElements.get('kit-search')")
    index = """kitSearch({"pages": [["a", "ma", "", "", "a"], ["b", "má", "", "", "b"], ["c", "mạ", "", "", "c"]],
                          "words": {"ma": {"ma": [0, 3], "má": [1, 3], "mạ": [2, 3]}}})"""
    browser.evaluate(index)
    browser.type("input[name=q]", "mạ")
    browser.wait_for(".search-results a")

    titles = "[...document.querySelectorAll('.search-results a b')].map(title => title.textContent)"
    assert ["mạ", "ma", "má"] == browser.evaluate(titles)


def test_a_query_without_result_is_answered(browser: Browser):
    browser.visit(DIST / "pupil" / "vi" / "index.html")
    browser.type("input[name=q]", "zzzz")
    browser.wait_for(".search-results p")

    assert "Chưa thấy trang nào" in browser.text(".search-results p")
