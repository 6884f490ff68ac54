"""Paper: what is printed is cut into A4 sheets that no browser cuts again, each with its number and whom to call."""

import html
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from lessonkit.content.library import Library
from lessonkit.project import LANGUAGES, Project
from lessonkit.translation.catalogs import Words, read_words
from lessonkit.website.sheets import SHEETED
from tests.equipment.browsers import open_browser
from tests.equipment.chromium import Chromium
from tests.equipment.install import Equipment
from tests.website.pages import DIST, EVERYTHING, rows
from tests.website.test_editions import read

EDITIONS = ("teacher", "pupil")
A4_WIDTH, A4_HEIGHT = 794, 1123
"""In CSS pixels."""
MM = 25.4 / 96
MM_HIGH = 297
ONE_SHEET = ("sheet", "slip", "exit-slips", "pocket", "help", "urgent", "first-time")
TWO_LANGUAGES = "slip-both"
BUNDLE = ("guide", "lesson", "sheet", "slip", "quiz", "key", "help")
"""The papers of a bundle in their order."""

SHEETS = """async () => {
    await document.fonts.ready;
    const sheets = [...document.querySelectorAll(".a4")], around = new Set();
    for (const sheet of sheets) for (let at = sheet; at; at = at.parentElement) around.add(at);
    const beside = [...around].filter(at => !sheets.includes(at)).flatMap(at => [...at.children]).filter(
        one => !around.has(one) && one.getBoundingClientRect().height && getComputedStyle(one).position === "static");
    return {
        sheets: sheets.map(sheet => ({
            height: sheet.getBoundingClientRect().height,
            over: Math.max(sheet.scrollHeight - sheet.clientHeight, sheet.scrollWidth - sheet.clientWidth),
        })),
        beside: beside.map(one => `${one.tagName} ${one.className}`),
    };
}"""
"""The sheets of a page, and what takes room on paper without standing on one."""


def printed_pages() -> list[str]:
    """Return the pages that are cut into sheets; the pupil's are the same, without the marks of sources."""
    editions = EDITIONS if EVERYTHING else EDITIONS[:1]
    printed = [f"{edition}/{row['path']}" for edition in editions for row in rows(edition) if row["kind"] in SHEETED]
    return [page for page in printed if EVERYTHING or not _like_another(page)]


def _like_another(page: str) -> bool:
    """Say whether a page has nearly the sheets of another: other cards, slips that are measured alone, papers in brief."""
    _, language, *_, name = page.split("/")
    if name == "cards.html":
        return "vi/15-17/rehearsal-6" not in page
    if name in ("pocket.html", "run-sheet.html", "exit-slips.html"):
        return language != "vi" and "/lesson-14/" not in page and "/lesson-21/" not in page
    return name == f"{TWO_LANGUAGES}.html"


def one_of_each_kind(pages: list[str]) -> list[str]:
    """Return a page of each kind and edition: on all others, sheets of the same form follow each other alike."""
    return list({(page.split("/")[0], page.split("/")[-1]): page for page in pages}.values())


@pytest.fixture(scope="module", params=("chromium", "chrome109"))
def printer(request, equipment) -> Iterator[Chromium]:
    """A browser as wide as a sheet that shows what it would print."""
    if request.param == "chrome109" and equipment.chrome109 is None:
        pytest.skip("Chrome 109 is not available on this platform")
    with open_browser(request.param, equipment, width=A4_WIDTH, height=A4_HEIGHT) as browser:
        yield browser


@pytest.mark.xdist_group("paper")
def test_every_sheet_of_a_page_is_one_page_of_paper(printer: Chromium, equipment: Equipment):
    """All of them in the oldest browser there is; in a newer one, one of each kind will do."""
    oldest = printer.name == "chrome109" or equipment.chrome109 is None
    wrong = {}
    for page in printed_pages() if oldest or EVERYTHING else one_of_each_kind(printed_pages()):
        printer.page.goto((DIST / page).resolve().as_uri())
        printer.page.emulate_media(media="print")
        told = printer.page.evaluate(SHEETS)

        assert told["sheets"], page
        sheets = [sheet for sheet in told["sheets"] if sheet["height"] * MM > MM_HIGH or sheet["over"] > 1]
        if sheets or told["beside"]:
            wrong[page] = sheets, told["beside"]

    assert {} == wrong


@pytest.mark.xdist_group("paper")
def test_a_browser_prints_as_many_pages_as_there_are_sheets(printer: Chromium, tmp_path: Path):
    for page in one_of_each_kind(printed_pages()):
        printer.page.goto((DIST / page).resolve().as_uri())
        printer.pdf(tmp_path / "page.pdf", prefer_css_page_size=True)

        assert len(printer.page.query_selector_all(".a4")) == pages_of(tmp_path / "page.pdf"), page


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_sheets_of_a_paper_are_counted(library: Library, edition: str):
    for row in rows(edition):
        if row["kind"] in SHEETED:
            counted = [(number, of) for _, number, of in feet(DIST / edition / row["path"], library)]
            expected = [(number, of) for of in lengths(counted) for number in range(1, of + 1)]

            assert counted
            assert expected == counted, row["path"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_sheet_says_whom_to_call_and_which_edition_it_is_of(library: Library, edition: str):
    always = [channel.number for channel in library.channels if channel.print == "always" and channel.number]
    for row in rows(edition):
        dates = {words_of(library.project, language).date(library.date) for language in languages_of(row)}
        sheets = read(DIST / edition / row["path"]).split('<div class="a4')[1:]

        assert bool(sheets) == (row["kind"] in SHEETED)
        for sheet in sheets:
            foot = sheet.partition('<footer class="folio">')[2].partition("</footer>")[0]
            assert set(always) <= set(re.findall(r"<b>(\d+)</b>", foot)), row["path"]
            assert any(date in foot for date in dates), row["path"]


def test_what_goes_to_every_pupil_or_on_a_wall_takes_one_sheet(library: Library):
    for edition in EDITIONS:
        for row in rows(edition):
            if row["kind"] in ONE_SHEET:
                assert worksheets(row, library) == len(feet(DIST / edition / row["path"], library)), row["path"]


def worksheets(row: dict, library: Library) -> int:
    """Return how many papers a page has: one, unless its lesson has more worksheets."""
    lesson = next((lesson for lesson in library.lessons if lesson.id == row["id"]), None)
    return sum(len(step.of("sheet")) for step in lesson.steps) if row["kind"] == "sheet" and lesson else 1


def test_a_bundle_holds_all_papers_of_its_lesson_in_the_order_of_their_use(library: Library):
    bundles = [row for row in rows("teacher") if row["kind"] == "bundle"]

    assert len(library.lessons) * len(LANGUAGES) == len(bundles)
    for row in bundles:
        papers = [kind for kind, number, _ in feet(DIST / "teacher" / row["path"], library) if number == 1]

        assert list(BUNDLE) == papers, row["path"]


def test_no_id_stands_twice_in_a_bundle():
    for path in (DIST / "teacher" / row["path"] for row in rows("teacher") if row["kind"] == "bundle"):
        ids = re.findall(r'\sid="([^"]+)"', read(path))

        assert len(ids) > 10
        assert sorted(set(ids)) == sorted(ids), path
        assert set(re.findall(r'href="#([^"]+)"', read(path))) <= set(ids), path


def feet(path: Path, library: Library) -> list[tuple[str, int, int]]:
    """Return what the foot of each sheet says: the kind of paper, the number of the sheet and of how many."""
    spoken = languages_of({"kind": path.stem, "lang": "en" if "en" in path.relative_to(DIST).parts else "vi"})
    catalogs = [words_of(library.project, language) for language in spoken]
    kinds = {words(f"kind.{kind}"): kind for words in catalogs for kind in SHEETED}
    numbers = (re.escape(words("paper.page", number=0, all=0)).replace("0", r"(\d+)") for words in catalogs)
    number = f"(?:{'|'.join(numbers)})"
    feet = [html.unescape(foot) for foot in re.findall(r'<footer class="folio">.*?</footer>', read(path), re.DOTALL)]
    told = [re.search(rf"<p>(?P<what>[^<]*)<b>{number}</b>", foot) for foot in feet]
    named = [next((kind for name, kind in kinds.items() if name in re.split(" · ", foot["what"])), "") for foot in told]
    return [(kind, *(int(said) for said in foot.groups()[1:] if said)) for kind, foot in zip(named, told)]


@cache
def words_of(project: Project, language: str) -> Words:
    """Return a catalog; it is read once for all papers."""
    return read_words(project, language)


def languages_of(row: dict) -> tuple[str, ...]:
    """Return the languages that the sheets of a page are in."""
    return LANGUAGES if row["kind"] == TWO_LANGUAGES else (row["lang"],)


def lengths(counted: list[tuple[int, int]]) -> list[int]:
    """Return how many sheets each paper has: it is said on its first."""
    return [of for number, of in counted if number == 1]


def pages_of(pdf: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))
