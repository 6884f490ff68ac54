"""Words explained: a lesson leads to each term once, in the words for its age; the search knows every spelling."""

import json
import re
from pathlib import Path

import pytest

from lessonkit.content.glossary import terms_of
from lessonkit.content.library import Library
from lessonkit.website.conversion import close
from lessonkit.website.engine import make_converter
from lessonkit.website.letters import collate
from lessonkit.website.search import fold
from tests.website.pages import lesson_page

LINK = re.compile(r'<a class="term" href="([^"#]*)#([\w-]+)">([^<]*)</a>')
LESSONS = {1: "../../glossary.html", 8: "../../glossary.html", 14: "../../glossary.html", 21: "../glossary.html",
           28: "../glossary.html"}  # fmt: skip


@pytest.mark.parametrize("number", LESSONS)
@pytest.mark.parametrize("language", ("vi", "en"))
def test_a_lesson_leads_to_each_term_once_in_the_words_for_its_band(dist: Path, number: int, language: str):
    page = lesson_page(number, "lesson", language, "pupil")
    links = LINK.findall(page.read_text(encoding="utf-8"))

    assert links
    assert len(links) == len({id for _, id, _ in links})
    assert {LESSONS[number]} == {address for address, _, _ in links}
    explained = (page.parent / LESSONS[number]).read_text(encoding="utf-8")
    assert [] == [id for _, id, _ in links if f'id="{id}"' not in explained]


def test_papers_and_slides_lead_nowhere(dist: Path):
    for kind in ("bundle", "guide", "slides", "sheet", "plan"):
        assert [] == LINK.findall(lesson_page(21, kind, "vi").read_text(encoding="utf-8")), kind


def test_a_phone_file_explains_the_terms_of_its_lessons(dist: Path):
    text = (dist / "phone" / "ba-lo-an-toan-15-17-vi.html").read_text(encoding="utf-8")
    links = re.findall(r'<a class="term" href="#([\w-]+)"', text)

    assert "glossary-co-lap" in links
    assert [] == [id for id in links if f'id="{id}"' not in text]
    assert "Tách một người khỏi những ai có thể giúp" in text


@pytest.mark.parametrize("spelling", ("dấu chân số", "dau vet so", "mạo danh", "xac thuc 2 lop", "cô lập"))
def test_the_search_knows_a_term_by_every_spelling_with_and_without_tone_marks(dist: Path, spelling: str):
    index = (dist / "pupil" / "vi" / "search.js").read_text(encoding="utf-8")
    pages = json.loads(index[len("kitSearch(") : index.rindex(")")])["pages"]

    assert [row for row in pages if row[0].startswith("glossary.html#") and fold(spelling) in row[4]]


def test_terms_are_looked_for_in_text_alone(project, library: Library):
    words = terms_of(library.glossary.source)
    converter = make_converter(project)
    opened = converter.convert("# cô lập\n\n[cô lập](x.md) `cô lập` **Cô lập** & ![cô lập](y.svg)", words)

    explained = []
    close(opened, lambda link: "", lambda picture: "", explain=lambda id, said: explained.append((id, said)) or said)
    assert [("co-lap", "Cô lập")] == explained


def test_text_with_marked_terms_is_the_same_text(project, library: Library):
    words = terms_of(library.glossary.source)
    converter = make_converter(project)
    for passage in (passage for lesson in library.lessons for passage in lesson.source.markdown_passages):
        plain, marked = converter.convert(passage.markdown), converter.convert(passage.markdown, words)
        assert close(plain, str, str) == close(marked, str, str)


def test_terms_stand_in_the_order_of_a_vietnamese_dictionary():
    words = ["ảnh", "an ninh", "âm", "áp lực", "đặt", "dấu", "ứng xử", "ưa"]

    assert ["an ninh", "ảnh", "áp lực", "âm", "dấu", "đặt", "ưa", "ứng xử"] == sorted(words, key=collate)
