"""Help now: two taps from anywhere, a few steps in the words of the reader's age, nothing for a bystander, nothing kept."""

import html
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessonkit.content.bilingual import Bilingual
from lessonkit.content.document import PLAIN, Passage
from lessonkit.content.library import Library
from lessonkit.content.urgent import MOST_URGENT_STEPS, URGENT_SECTIONS
from lessonkit.project import ADULT_BAND, LANGUAGES
from tests.equipment.browser import Browser
from tests.equipment.browsers import open_browser
from tests.website.pages import DIST, rows
from tests.website.test_editions import everything_in, long_sentences, plain, read

EDITIONS = ("teacher", "pupil")
KINDS = ("help", "urgent")
NUMBERS = {"111", "113", "115"}
NOT_BELIEVED = {"vi": "Nếu người đó chưa tin", "en": "If that person does not believe you"}
KIT = {"vi": "Ba lô an toàn", "en": "Safety Backpack"}


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_has_a_link_to_the_door_of_help_for_its_readers(edition: str):
    for row in rows(edition):
        door = door_for(row["lang"], row["band"])

        assert {door} == set(targets(edition, row, mark='class="ask"')), row["path"]
        assert (DIST / edition / door).is_file()


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_door_leads_to_every_case_for_the_same_readers(edition: str):
    for door in help_pages(edition, "help"):
        folder = posixpath.dirname(door["path"])
        cases = [row["path"] for row in help_pages(edition, "urgent") if posixpath.dirname(row["path"]) == folder]

        assert cases
        assert sorted(cases) == sorted(targets(edition, door, between=('<ul class="cases', "</ul>")))


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_of_help_leads_to_the_same_page_for_the_other_readers(edition: str):
    for row in help_pages(edition, *KINDS):
        name = posixpath.basename(row["path"])
        other = f"{row['lang']}/{name}" if row["band"] else f"{row['lang']}/{ADULT_BAND}/{name}"

        assert other in targets(edition, row, between=('<p class="crumbs', "</p>"))


@pytest.fixture(scope="module", params=("chromium", "firefox"))
def phone_without_scripts(request, equipment):
    with open_browser(request.param, equipment, width=360, height=740, scripts=False) as browser:
        yield browser


@pytest.mark.xdist_group("urgent-phone")
def test_two_taps_lead_from_every_kind_of_page_to_what_to_do_now_without_scripts(phone_without_scripts: Browser):
    browser = phone_without_scripts
    for path, door in first_of_each_kind("teacher"):
        browser.visit(DIST / "teacher" / path)
        browser.click(".bar .ask")
        browser.wait_until(f"location.pathname.endsWith('/{door}') && document.readyState === 'complete'")
        browser.click(".cases li:last-child a")
        browser.wait_until("location.pathname.includes('help-') && document.readyState === 'complete'")

        assert browser.url().rpartition("/")[0].endswith(posixpath.dirname(door))
        browser.wait_for(".urgent-now li")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_has_a_few_steps_one_sentence_and_a_way_without_a_phone(library: Library, language: str):
    for path in case_pages(language):
        parts = sections_of(path)

        assert set(URGENT_SECTIONS) == set(parts), path
        assert 1 <= parts["now"].count("<li>") <= MOST_URGENT_STEPS, path
        assert (1, 1) == (parts["say"].count("<blockquote>"), parts["say"].count("<p>")), path
        assert len(words_in(parts["no-phone"])) > 60, path
        assert [1] == [
            len([line for line in re.findall("<li>(.*?)</li>", parts["remember"]) if line.startswith(NOT_BELIEVED[language])])
        ], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_other_numbers_stand_in_the_text_than_those_that_anybody_can_call(language: str):
    for path in case_pages(language):
        numbers = {number for part in sections_of(path).values() for number in re.findall(r"\d{3,}", words_in(part))}

        assert numbers <= NUMBERS, path


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_tab_and_the_file_name_of_help_tell_a_bystander_nothing(edition: str):
    for row in help_pages(edition, *KINDS):
        title = read(DIST / edition / row["path"]).partition("<title>")[2].partition("</title>")[0]

        assert KIT[row["lang"]] == title
        assert re.fullmatch(r"help(-\d+)?\.html", posixpath.basename(row["path"]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_each_age_reads_its_own_words_and_not_those_of_the_other(library: Library, edition: str, language: str):
    seen = 0
    for name, texts in helps(library):
        young, adult = (everything_in(DIST / edition / language / folder / name) for folder in ("", ADULT_BAND))
        for section in texts.document(language).sections:
            to_young, to_adult = said(section.of(PLAIN)), said(section.of("older") or section.of(PLAIN))
            seen += len(to_adult - to_young)

            assert set() == {words for words in to_young if words not in young}
            assert set() == {words for words in to_adult if words not in adult}
            assert set() == {words for words in to_adult - to_young if words in young}
            assert set() == {words for words in to_young - to_adult if words in adult}
    assert seen > 10 * len(library.urgent)


def test_no_page_of_help_keeps_anything(browser: Browser):
    for row in (row for row in help_pages("pupil", *KINDS) if row["lang"] == "vi"):
        browser.visit(DIST / "pupil" / row["path"])

        assert [0, 0, ""] == browser.evaluate("[localStorage.length, sessionStorage.length, document.cookie]"), row["path"]
        assert [] == browser.errors()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_what_somebody_types_who_needs_help_is_not_shown_on_the_page(library: Library, edition: str, language: str):
    """The lists are for the search alone: a page that repeats them tells a bystander what it is about."""
    shown = shown_anyway(library, language)
    for name, texts in helps(library):
        hidden = [words for words in texts.document(language).list("words") if words.lower() not in shown]
        page = html.unescape(read(DIST / edition / language / name)).lower()

        assert hidden
        assert [] == [words for words in hidden if re.search(rf"\b{re.escape(words.lower())}\b", page)]


def helps(library: Library) -> list[tuple[str, Bilingual]]:
    """Return the file name of the door and of each case, with what authors wrote for it."""
    return [("help.html", library.door), *((f"{case.name}.html", case.texts) for case in library.urgent)]


def shown_anyway(library: Library, language: str) -> str:
    """Return all that a page of help may show: what is written for it, the interface, the channels and the sources."""
    project, documents = library.project, [texts.document(language) for _, texts in helps(library)]
    files = (project.locales / language / "LC_MESSAGES" / "site.po", project.channels, project.sources)
    texts = [passage.markdown for document in documents for passage in document.markdown_passages]
    texts += [document.text(key) for document in documents for key in ("title", "summary")]
    return plain(" ".join(texts + [read(file) for file in files])).lower()


def help_pages(edition: str, *kinds: str) -> list[dict]:
    return [row for row in rows(edition) if row["kind"] in kinds]


def case_pages(language: str) -> list[Path]:
    """Return the files of all cases in a language, of both editions, for all ages."""
    cases = [(edition, row) for edition in EDITIONS for row in help_pages(edition, "urgent")]
    return [DIST / edition / row["path"] for edition, row in cases if row["lang"] == language]


def door_for(language: str, band: str) -> str:
    return f"{language}/{ADULT_BAND}/help.html" if band == ADULT_BAND else f"{language}/help.html"


def first_of_each_kind(edition: str) -> Iterator[tuple[str, str]]:
    """Yield one Vietnamese page of each kind that is for pupils or for students, and the door that it leads to."""
    seen = set()
    for row in rows(edition):
        key = (row["kind"], row["band"] == ADULT_BAND)
        if row["lang"] == "vi" and key not in seen:
            seen.add(key)
            yield row["path"], door_for("vi", row["band"])


def targets(edition: str, row: dict, mark: str = "", between: tuple[str, str] = ("<body", "</body>")) -> list[str]:
    """Return the pages of the edition that a page's links lead to: those with a mark, those in a part of the page."""
    start, end = between
    part = read(DIST / edition / row["path"]).partition(start)[2].partition(end)[0]
    links = re.findall(rf'<a {mark}[^>]*?href="([^"#]+)', part)
    return [posixpath.normpath(posixpath.join(posixpath.dirname(row["path"]), link)) for link in links]


def sections_of(path: Path) -> dict[str, str]:
    """Return the HTML of the parts of an urgent page by their ids."""
    return dict(re.findall(r'<section class="urgent-[\w-]+" id="([\w-]+)".*?</h2>(.*?)</section>', read(path), re.DOTALL))


def said(passages: tuple[Passage, ...]) -> set[str]:
    return {words for passage in passages for words in long_sentences(passage)}


def words_in(markup: str) -> str:
    """Return the words of some HTML, without the marks of sources."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r'<a class="cite".*?</a>', "", markup))).split())
