"""Search finds Vietnamese however it is typed, in every browser, from a stick."""

import json
import unicodedata
from pathlib import Path

import pytest

from lessonkit.content.library import Choice
from lessonkit.project import LANGUAGES
from lessonkit.website import search
from lessonkit.website.search import fold, words_of
from tests.conftest import copy_project
from tests.equipment.browser import Browser
from tests.website.pages import DIST, lesson_page
from tests.website.test_rebuilding import rebuild

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

LESSON_1, LESSON_8, LESSON_14, LESSON_21, LESSON_28 = (
    f"{band}/lesson-{number}/lesson.html"
    for band, number in (("06-08", 1), ("09-11", 8), ("12-14", 14), ("15-17", 21), ("18-24", 28))
)
LESSON_7, LESSON_22 = "09-11/lesson-7/lesson.html", "15-17/lesson-22/lesson.html"
KIDNAPPING = f"{LESSON_21}|{LESSON_22}"
FIRST = {
    "mật khẩu": f"{LESSON_7}|{LESSON_14}",
    "duong link": LESSON_14,
    "lua dao": f"{LESSON_14}|{LESSON_28}",
    "nguoi la": LESSON_8,
    "nam ngon tay": LESSON_1,
    "bat coc": KIDNAPPING,
    "bắt cóc": KIDNAPPING,
    unicodedata.normalize("NFD", "bắt cóc"): KIDNAPPING,
    "em so qua": "help.html",
    "toi chuyen tien roi": "help-2.html",
    "khong muon song": "help-7.html",
    "cong an goi em": "help-1.html",
}
"""What pupils and teachers type, and the page that they mean."""


@pytest.mark.parametrize("text", EXAMPLES)
def test_words_are_folded_alike_in_the_index(text: str):
    assert EXAMPLES[text] == " ".join(fold(word) for word in words_of(text))


@pytest.mark.parametrize("edition", ("teacher", "pupil"))
def test_the_right_page_comes_first(browser: Browser, edition: str):
    browser.visit(DIST / edition / "vi" / "index.html")
    for query in FIRST:
        look_for(browser, query)

    assert [] == browser.errors()


def look_for(browser: Browser, query: str) -> None:
    """Type a query instead of the last one, and wait for the page that it means; shards come one by one."""
    browser.evaluate("document.querySelector('input[name=q]').value = ''")
    browser.type("input[name=q]", query)
    first = "(document.querySelector('.search-results a') || {}).href"
    browser.wait_until(f"new RegExp({json.dumps(f'/vi/(?:{FIRST[query]})$')}).test({first})")


@pytest.fixture(scope="session")
def sharded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pupil's edition with an index that is cut into shards, as that of a large kit is."""
    project = copy_project(tmp_path_factory.mktemp("sharded"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "LARGEST_WHOLE", 1000)
        patch.setattr(search, "LARGEST_SHARD", 5_000)
        rebuild(project, Choice(editions=("pupil",)))
    return project.dist / "pupil" / "vi"


@pytest.mark.xdist_group("shards")
def test_the_right_page_comes_first_from_shards_too(browser: Browser, sharded: Path):
    browser.visit(sharded / "index.html")
    for query in FIRST:
        look_for(browser, query)

    assert [] == browser.errors()


@pytest.mark.xdist_group("shards")
def test_only_the_shards_that_a_query_needs_are_loaded(chromium: Browser, sharded: Path):
    chromium.visit(sharded / "index.html")
    chromium.type("input[name=q]", "bat coc")
    chromium.wait_for(".search-results a")
    loaded = chromium.evaluate("[...document.head.querySelectorAll('script[src*=search]')].length")

    assert 1 < loaded <= 3
    assert 5 < len(list(sharded.glob("search-*.js")))


@pytest.mark.parametrize("query", ("kidnapping", "kidnap"))
def test_the_lesson_comes_first_in_english_too(browser: Browser, query: str):
    browser.visit(DIST / "pupil" / "en" / "index.html")
    browser.type("input[name=q]", query)
    browser.wait_for(".search-results a")

    assert "/en/15-17/lesson-2" in browser.evaluate("document.querySelector('.search-results a').href")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", ("teacher", "pupil"))
def test_who_types_that_they_need_help_is_led_to_their_case_first(chromium: Browser, library, edition: str, language: str):
    """Every phrase that authors listed, as it stands and as people type it: without marks, among other words."""
    cases = [("help.html", library.door), *((f"{case.name}.html", case.texts) for case in library.urgent)]
    wanted = {words: name for name, texts in cases for words in texts.document(language).list("words")}
    typed = {query: name for words, name in wanted.items() for query in (str(words), fold(words))}
    chromium.visit(DIST / edition / language / "index.html")
    chromium.type("input[name=q]", "111")
    chromium.wait_until("!!window.kitSearch && document.querySelector('.search-results [role=status]').textContent !== ''")

    assert len(wanted) > 20 * len(library.urgent)
    assert {} == {query: first for query, first in first_of_each(chromium, list(typed)).items() if first != typed[query]}


def first_of_each(browser: Browser, queries: list[str]) -> dict[str, str]:
    """Type one query after the other into the search field and return the address of its first result."""
    return browser.evaluate(f"""(() => {{
        const input = document.querySelector("input[name=q]");
        const first = {{}};
        for (const query of {json.dumps(queries)}) {{
            input.value = query;
            input.dispatchEvent(new Event("input", {{bubbles: true}}));
            const link = document.querySelector(".search-results a");
            first[query] = link ? link.getAttribute("href").replace("./", "") : "";
        }}
        return first;
    }})()""")


def test_a_result_says_its_band_and_kind_and_opens(browser: Browser):
    browser.visit(DIST / "teacher" / "vi" / "help.html")
    browser.type("input[name=q]", "bắt cóc")
    browser.wait_for(".search-results a")

    assert "Bài học · Luôn có người bên em" == browser.text(".search-results a small")

    browser.press("ArrowDown", "Enter")
    browser.wait_until("/\\/vi\\/15-17\\/lesson-2[12]\\/lesson.html$/.test(location.pathname)")


def test_who_types_the_marks_gets_the_exact_spelling_first(browser: Browser):
    browser.visit(lesson_page(21, "lesson", "vi"))
    browser.wait_until("!!customElements.get('kit-search')")
    index = """kitSearch({"pages": [["a", "ma", "", "", "a", []], ["b", "má", "", "", "b", []], ["c", "mạ", "", "", "c", []]],
                          "words": {"ma": {"ma": [0, 3], "má": [1, 3], "mạ": [2, 3]}}, "shards": {}})"""
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
