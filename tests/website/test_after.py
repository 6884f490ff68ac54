"""After it happened: two ages read their own words, help and lessons lead there, and the teacher's part is for teachers."""

import re
from pathlib import Path

import pytest

from lessonkit.content.document import PLAIN
from lessonkit.content.library import Library
from lessonkit.project import ADULT_BAND, LANGUAGES
from tests.website.pages import DIST, rows
from tests.website.test_editions import everything_in, long_sentences, read
from tests.website.test_urgent import KIT, targets

EDITIONS = ("teacher", "pupil")
FOLDERS = ("", f"{ADULT_BAND}/")


def after(language: str, band: str) -> str:
    return f"{language}/{ADULT_BAND}/after.html" if band == ADULT_BAND else f"{language}/after.html"


@pytest.mark.parametrize("edition", EDITIONS)
def test_it_is_there_for_two_ages_and_each_leads_to_the_other(edition: str):
    found = {row["path"]: row for row in rows(edition) if row["kind"] == "after"}

    assert {f"{language}/{folder}after.html" for language in LANGUAGES for folder in FOLDERS} == set(found)
    for path, row in found.items():
        other = after(row["lang"], "" if row["band"] else ADULT_BAND)

        assert other in targets(edition, row, between=('<p class="crumbs', "</p>")), path


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_of_help_leads_there_for_its_own_readers(edition: str):
    for row in rows(edition):
        if row["kind"] in ("help", "urgent"):
            assert after(row["lang"], row["band"]) in targets(edition, row), row["path"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_lesson_leads_there_in_the_words_of_its_band(library: Library, edition: str):
    lesson = next(lesson for lesson in library.lessons if lesson.id == "18-24/money-sent")
    for row in rows(edition):
        if (row["id"], row["kind"]) == (lesson.id, "lesson"):
            assert after(row["lang"], ADULT_BAND) in targets(edition, row)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_age_reads_its_own_words_alone(library: Library, language: str):
    young, adult = (everything_in(DIST / "pupil" / language / folder / "after.html") for folder in FOLDERS)
    for section in library.kits["after"].document(language).sections:
        to_young, to_adult = (
            {words for passage in section.of(kind) for words in long_sentences(passage)} for kind in (PLAIN, "older")
        )

        assert to_young and to_adult
        assert [] == [words for words in to_young - to_adult if words not in young or words in adult]
        assert [] == [words for words in to_adult - to_young if words not in adult or words in young]


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_teachers_are_led_to_the_card_for_a_pupil_who_comes_back(language: str):
    card = "teachers.html#returning"

    assert card in read(DIST / "teacher" / language / "after.html")
    assert 'id="returning"' in read(DIST / "teacher" / language / "teachers.html")
    assert [] == [path for path in (DIST / "pupil").rglob("*.html") if "returning" in read(path)]


@pytest.mark.parametrize("edition", EDITIONS)
def test_its_tab_tells_a_bystander_nothing(edition: str):
    for row in rows(edition):
        if row["kind"] == "after":
            title = read(DIST / edition / row["path"]).partition("<title>")[2].partition("</title>")[0]

            assert KIT[row["lang"]] == title


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_names_no_other_numbers_than_those_that_anybody_can_call(library: Library, language: str):
    for passage in library.kits["after"].document(language).markdown_passages:
        words = re.sub(r"\[\^[^\]]*\]|\([^)]*\)", "", passage.markdown)

        assert {"111", "113", "115"} >= set(re.findall(r"\d{3,}", words))


def test_teachers_are_told_that_nobody_has_read_it_yet_and_pupils_are_not():
    marked = {edition for edition in EDITIONS for row in rows(edition) if row["kind"] == "after"
              if 'class="chip review"' in read(DIST / edition / row["path"])}  # fmt: skip

    assert {"teacher"} == marked


@pytest.mark.parametrize("name", ("15-17", ADULT_BAND, "gia-dinh"))
def test_a_phone_has_it_too(name: str):
    page = read(next(Path(DIST, "phone").glob(f"*-{name}-vi.html")))

    assert 'id="after"' in page
    assert 'href="#after"' in page
    assert "returning" not in page


def test_the_search_knows_one_of_the_two_and_it_leads_to_the_other():
    index = read(DIST / "pupil" / "vi" / "search.js")

    assert '"after.html"' in index
    assert f'"{ADULT_BAND}/after.html"' not in index
