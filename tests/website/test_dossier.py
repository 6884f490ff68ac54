"""What a school is told of the kit: nothing but what the content says, until when it is good, and what is recalled."""

import html
import json
import re
from pathlib import Path

import pytest

from lessonkit.content.library import Library
from lessonkit.content.reading import read_library
from lessonkit.project import LANGUAGES, Project
from lessonkit.translation.catalogs import read_words
from tests.conftest import ROOT, build, copy_small_project
from tests.equipment.browser import Browser
from tests.website.pages import DIST, rows
from tests.website.test_editions import read

EDITIONS = ("teacher", "pupil")
REVIEWER = "Nguyễn Thị A, chuyên gia bảo vệ trẻ em, 2026-10-01"
RECALL = {"date": "2026-01-10", "vi": "Số của đường dây giúp đỡ in sai.", "en": "The number of the help line was wrong."}


def text_of(page: Path) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", read(page).partition("<main")[2])))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dossier_lists_every_lesson_with_its_minutes_objectives_and_review(library: Library, language: str):
    words = read_words(library.project, language)
    rows = re.findall(r"<tr><th scope=\"row\"[^>]*>(\d+)\. (.*?)</tr>", read(DIST / "teacher" / language / "dossier.html"))
    told = {number: [html.unescape(cell) for cell in re.findall(r"<td>(.*?)</td>", row)] for number, row in rows}

    assert [lesson.number for lesson in library.lessons] == [number for number, _ in rows]
    for lesson in library.lessons:
        _, minutes, objectives, review = told[lesson.number]
        waits = words("lesson.awaits-review") if lesson.awaits_review else words("dossier.review.none")

        assert (str(lesson.minutes), str(len(lesson.source.list("objectives")))) == (minutes, objectives)
        assert (lesson.reviewer or waits) == review


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dossier_lists_every_source_that_is_cited_and_no_other(library: Library, language: str):
    listed = text_of(DIST / "teacher" / language / "dossier.html")
    marked = {id for document in library.documents for id in re.findall(r"\[\^([\w.-]+)\]", read(document.path))}
    used = marked | {str(channel.source) for channel in library.channels if channel.source}

    assert used
    assert used == {id for id, source in library.sources.items() if f"{source.title}. " in listed}


def test_only_teachers_have_the_dossier_and_two_pages_lead_to_it():
    for language in LANGUAGES:
        for page in ("teachers.html", "about.html"):
            assert 'href="dossier.html"' in read(DIST / "teacher" / language / page)
        assert not (DIST / "pupil" / language / "dossier.html").exists()
        assert "dossier.html" not in read(DIST / "pupil" / language / "about.html")


def test_a_kit_is_good_until_the_first_of_its_numbers_or_sources_expires(library: Library):
    days = re.findall(r"expires(?:_on)?: \"?([\d-]{10})", read(ROOT / "help" / "channels.yml") + read(ROOT / "sources.yml"))

    assert min(days) == library.best_before
    for edition in EDITIONS:
        assert min(days) == json.loads(read(DIST / edition / "catalog.json"))["kit"]["best_before"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_first_pages_say_until_when_the_kit_is_good(library: Library, edition: str):
    dossiers = [row["path"] for row in rows(edition) if row["kind"] == "dossier"]
    for page in ("index.html", "vi/index.html", "en/index.html", *dossiers):
        words = read_words(library.project, "en" if page.startswith("en/") else "vi")

        assert words.date(library.best_before) in text_of(DIST / edition / page), page


@pytest.mark.parametrize("page", ("index.html", "en/index.html"))
def test_once_the_day_has_passed_the_page_says_so_and_a_wrong_clock_says_nothing(browser: Browser, library, page: str):
    last = [int(part) for part in library.best_before.split("-")]
    browser.visit(DIST / "pupil" / page)

    assert [False, False, True] == [notice_on(browser, *day) for day in ((1980, 1, 1), tuple(last), (last[0] + 1, 1, 1))]
    assert browser.text(".best-before .expired").strip()


def notice_on(browser: Browser, year: int, month: int, day: int) -> bool:
    """Say whether the notice is shown where the clock stands on a day."""
    script = json.dumps(read(ROOT / "site_overrides" / "assets" / "local.js"))
    clock = f"class extends Date {{ constructor() {{ super({year}, {month - 1}, {day}); }} }}"
    browser.evaluate(f"(Date => {{ eval({script}) }})({clock}), null")
    return browser.evaluate("document.querySelector('.best-before .expired').offsetHeight > 0")


@pytest.fixture(scope="session")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A kit that recalls an older edition, and of which an expert has read a lesson; one source is cited nowhere yet."""
    project = copy_small_project(tmp_path_factory.mktemp("changed"))
    project.recalled.write_text("- " + "\n  ".join(f'{key}: "{value}"' for key, value in RECALL.items()), encoding="utf-8")
    replace(project.lessons / "15-17" / "online-kidnapping-1" / "vi.md", "review: needed", f"review: {REVIEWER}")
    source = '- id: new-one\n  title: "Một nguồn mới đọc"\n  address: nguon.example\n  seen: 2026-10-02\n  mark: V1\n'
    project.sources.write_text(read(project.sources) + source, encoding="utf-8")
    assert 0 == build(project, "build", "--edition", "teacher").returncode
    return project


@pytest.mark.xdist_group("changed")
def test_what_is_recalled_stands_in_the_catalog_the_dossier_and_about_and_else_nothing_does(changed: Project):
    assert [RECALL] == json.loads(read(changed.dist / "teacher" / "catalog.json"))["kit"]["recalled"]
    assert [] == json.loads(read(DIST / "teacher" / "catalog.json"))["kit"]["recalled"]
    for language in LANGUAGES:
        for page in ("about.html", "dossier.html"):
            words = read_words(changed, language)
            told = text_of(changed.dist / "teacher" / language / page)

            assert f"{words('edition.date', date=words.date(RECALL['date']))} : {RECALL[language]}" in told
            assert words("recalled.title") not in text_of(DIST / "teacher" / language / page)


@pytest.mark.xdist_group("changed")
def test_who_has_read_a_lesson_is_named_with_role_and_day(changed: Project):
    for language in LANGUAGES:
        told = text_of(changed.dist / "teacher" / language / "dossier.html")

        assert 2 == told.count(REVIEWER)
        assert read_words(changed, language)("dossier.readers.none") not in told


@pytest.mark.xdist_group("changed")
def test_a_source_stands_in_the_dossier_as_soon_as_a_lesson_cites_it(changed: Project):
    dossier = changed.dist / "teacher" / "vi" / "dossier.html"
    before = "Một nguồn mới đọc" in read(dossier)
    documents = [lesson.source for lesson in read_library(changed).lessons]
    lesson = next(document for document in documents if "critical" not in document.sections[-1].flags)
    lesson.path.write_text(read(lesson.path) + "\nMột câu nữa. [^new-one]\n", encoding="utf-8")
    built = build(changed, "build", "--edition", "teacher")

    assert 0 == built.returncode, built.stdout
    assert (False, True) == (before, "Một nguồn mới đọc" in read(dossier))


def replace(path: Path, old: str, new: str) -> None:
    """Replace the last of some words in a file."""
    head, found, tail = read(path).rpartition(old)
    assert found
    path.write_text(head + new + tail, encoding="utf-8")
