"""Who builds a kit may choose: a place, whose numbers fill the blanks; only lessons that experts have read; some bands."""

import html
import json
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from lessonkit.content.library import Library
from lessonkit.content.reading import read_library
from lessonkit.project import ADULT_BAND, LANGUAGES, Project
from lessonkit.translation.catalogs import read_words
from lessonkit.website.sheets import SHEETED
from tests.conftest import build, copy_small_project
from tests.equipment.browsers import open_browser
from tests.equipment.install import Equipment
from tests.website.pages import DIST, rows
from tests.website.test_editions import read
from tests.website.test_paper import A4_WIDTH, MM, MM_HIGH, SHEETS
from tests.website.test_reproducible import digests

EDITIONS = ("teacher", "pupil")
pytestmark = pytest.mark.xdist_group("choices")

PLACE = "xa-hoa-sen"
HELPERS = {
    "trusted-adult": {"vi": "Cô Nguyễn Thị A, phòng y tế", "en": "Ms Nguyễn Thị A, health room"},
    "counsellor": {"vi": "Tổ tư vấn của Trường Hoa Sen, phòng 12", "en": "Hoa Sen School's counselling team, room 12"},
    "commune-police": {"vi": "Công an xã Hoa Sen", "en": "Police of Hoa Sen commune"},
}
NUMBER = "0000 000 000"
BLANK = re.compile(r'<span class="blank filled" data-local="(?P<slot>[\w-]+)">(?P<known>[^<]*)</span>')


@pytest.fixture(scope="session")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A kit that was built for a place."""
    project = copy_small_project(tmp_path_factory.mktemp("placed"))
    dates = "checked_on: 2026-09-05\n  expires_on: 2099-05-31"
    entries = [
        f'- id: {slot}\n  number: "{NUMBER}"\n  vi: "{names["vi"]}"\n  en: "{names["en"]}"\n  {dates}\n'
        for slot, names in HELPERS.items()
    ]
    project.places.mkdir(parents=True, exist_ok=True)
    (project.places / f"{PLACE}.yml").write_text("".join(entries), encoding="utf-8")
    built = build(project, "build", "--place", PLACE)
    assert 0 == built.returncode, built.stdout
    return project


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_place_fills_the_strip_the_page_of_help_and_the_sheets(placed: Project, edition: str, language: str):
    for row in rows(edition, placed.dist):
        if row["lang"] == language:
            told = {slot: f"{names[language]} {NUMBER}" for slot, names in HELPERS.items()}
            if row["band"] == ADULT_BAND:  # students write their family there; nobody at school knows it
                del told["trusted-adult"]
            text = read(placed.dist / edition / row["path"]).replace("&#39;", "'")
            strip, feet = text.partition('<aside class="help-strip"')[2], text.split('<footer class="folio">')[1:]
            everywhere = [told[slot] for slot in ("trusted-adult", "commune-police") if slot in told]

            assert [] == [known for known in everywhere if known not in strip], row["path"]
            both = set(told.values())
            if row["kind"] == "slip-both":
                both |= {f"{names[other]} {NUMBER}" for names in HELPERS.values() for other in names}
            assert both >= {known["known"] for known in BLANK.finditer(text)}, row["path"]
            assert all(told.get("trusted-adult", "") in foot for foot in feet), row["path"]
            if row["kind"] == "help":
                assert set(told) == {known["slot"] for known in BLANK.finditer(text)}


def test_a_place_changes_nothing_but_what_is_filled(placed: Project, small: Project):
    files = {path.relative_to(small.dist): path for path in small.dist.rglob("*") if path.is_file()}

    assert sorted(files) == sorted(path.relative_to(placed.dist) for path in placed.dist.rglob("*") if path.is_file())
    for path, unplaced in files.items():
        built = (placed.dist / path).read_bytes()
        if path.suffix == ".html":
            emptied = BLANK.sub(r'<span class="blank" data-local="\g<slot>"></span>', built.decode())
            assert read(unplaced) == emptied, path
        else:
            assert unplaced.read_bytes() == built, path


def test_what_is_filled_takes_no_more_paper(placed: Project, equipment: Equipment):
    with open_browser("chromium", equipment, width=A4_WIDTH) as printer:
        for row in {(row["kind"], row["lang"]): row for row in rows("teacher", placed.dist) if row["kind"] in SHEETED}.values():
            printer.visit(placed.dist / "teacher" / row["path"])
            printer.page.emulate_media(media="print")
            told = printer.page.evaluate(SHEETS)

            assert [] == [sheet for sheet in told["sheets"] if sheet["height"] * MM > MM_HIGH], row["path"]


def test_an_unknown_place_is_told_in_one_sentence_and_the_old_kit_stays_whole(placed: Project):
    before = digests(placed.dist)
    told = build(placed, "build", "--lang", "en", "--place", "nowhere")

    assert 1 == told.returncode
    assert [f"There is no file help/local/nowhere.yml. Places that are there: {PLACE}"] == told.stderr.strip().splitlines()
    assert before == digests(placed.dist)
    assert [] == list(placed.root.glob("dist.*"))


@pytest.fixture(scope="session")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A kit that was built without the lessons that await review."""
    project = copy_small_project(tmp_path_factory.mktemp("reviewed"))
    built = build(project, "build", "--reviewed-only")
    assert 0 == built.returncode, built.stdout
    return project


def test_a_reviewed_kit_holds_every_lesson_but_those_that_await_review(reviewed: Project):
    library = read_library(reviewed)
    kept = {lesson.id for lesson in library.lessons} - waiting(library)

    assert kept and waiting(library)
    for edition in EDITIONS:
        listed = json.loads(read(reviewed.dist / edition / "catalog.json"))["pages"]
        assert kept == {row["id"] for row in listed if row["kind"] == "lesson"}
        assert not [row for row in listed if row["id"] in waiting(library)]
    data = reviewed.dist / "teacher" / "data"
    assert {data / f"{id}.json" for id in kept} == set(data.rglob("*.json"))


def test_no_file_of_a_reviewed_kit_is_of_a_lesson_that_awaits_review_or_leads_to_it(reviewed: Project):
    library = read_library(reviewed)
    names = {lesson.name for lesson in library.lessons if lesson.awaits_review}
    titles = {
        str(document.text("title")) for lesson in library.lessons if lesson.awaits_review
        for document in lesson.texts.documents.values()
    }  # fmt: skip
    for path in reviewed.dist.rglob("*"):
        assert not names & set(path.relative_to(reviewed.dist).parts), path
        assert not any(path.name.startswith(f"{name}-") for name in names), path
        if path.name in ("search.js", "catalog.json"):
            assert [] == [word for word in names | titles if word in read(path)], path


@pytest.fixture(scope="session")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A kit of one band in one language."""
    project = copy_small_project(tmp_path_factory.mktemp("narrow"))
    built = build(project, "build", "--band", "12-14", "--language", "en")
    assert 0 == built.returncode, built.stdout
    return project


def test_a_kit_of_one_band_in_one_language_offers_no_other(narrow: Project):
    for edition in EDITIONS:
        listed = json.loads(read(narrow.dist / edition / "catalog.json"))["pages"]
        assert {"en"} == {row["lang"] for row in listed}
        assert {"12-14"} == {row["band"] for row in listed if row["kind"] in ("band", "lesson")}
        assert not (narrow.dist / edition / "vi").exists()
        home = read(narrow.dist / edition / "en" / "index.html")
        assert (1, 0) == (home.count('class="door"'), home.count('class="door coming"'))
        assert 'class="lang"' not in home


def test_no_link_of_a_kit_leads_to_a_page_or_place_that_is_not_there(
    reviewed: Project, placed: Project, narrow: Project, dist: Path
):
    kits = (reviewed.dist, placed.dist, narrow.dist, dist)
    for kit in (folder / edition for folder in kits for edition in EDITIONS):
        ids = {path: set(re.findall(r'\sid="([^"]+)"', read(path))) for path in kit.rglob("*.html")}
        for path in ids:
            assert [] == [link for link in links_of(path) if not leads_somewhere(path, link, ids)], path


def test_a_lesson_that_awaits_review_says_so_in_both_editions_and_no_other_does(library: Library):
    for edition in EDITIONS:
        for row in rows(edition):
            if row["kind"] in ("lesson", "guide"):
                shown = html.unescape(read(DIST / edition / row["path"]).partition("<main")[2])
                said = read_words(library.project, row["lang"])("lesson.awaits-review")

                assert (row["id"] in waiting(library)) == (said in shown), row["path"]


def waiting(library: Library) -> set[str]:
    return {lesson.id for lesson in library.lessons if lesson.awaits_review}


def links_of(path: Path) -> list[str]:
    return [link for link in re.findall(r'\s(?:href|src)="([^"]*)"', read(path)) if not link.startswith("data:")]


def leads_somewhere(path: Path, link: str, ids: dict[Path, set[str]]) -> bool:
    """Say whether the file of a link is there, and in it the part that the link names."""
    file, _, part = unquote(link).partition("#")
    target = Path(posixpath.normpath(path.parent / file)) if file else path
    return target.is_file() and (not part or part in ids[target])
