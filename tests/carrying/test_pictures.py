"""Papers for families as pictures and PDF: made by a real browser, whole, as large as a phone, and nothing else."""

import json
import os
import re
import shutil
import struct
import sys
import time
from pathlib import Path

import pytest

from lessonkit.carrying import browser as browsers
from lessonkit.carrying import pictures
from lessonkit.carrying.browser import Browser, find_browser
from lessonkit.carrying.pictures import HEIGHT, PICTURED, SCALE, WIDTH, make_pictures
from lessonkit.findings import Failure
from tests.conftest import AWKWARD, build
from tests.equipment.install import Equipment
from tests.website.pages import DIST, rows
from tests.website.test_paper import pages_of

PARENTS = "vi/parents.html"
SLIP = "en/15-17/lesson-21/slip.html"


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A teacher's edition of two papers, in a folder with an awkward name."""
    return cut_edition(tmp_path_factory.mktemp("cut") / AWKWARD, (PARENTS, SLIP))


@pytest.fixture(scope="session")
def told() -> list[tuple[int, int]]:
    return []


@pytest.fixture(scope="session")
def folder(edition: Path, equipment: Equipment, tmp_path_factory: pytest.TempPathFactory, told: list) -> Path:
    """The pictures of the two papers, made over those of an older edition."""
    folder = tmp_path_factory.mktemp("out") / AWKWARD
    (folder / "vi").mkdir(parents=True)
    (folder / "vi" / "parents-9of9.png").write_bytes(b"of an older edition")
    (folder / "vi" / "letter-to-parents.docx").write_bytes(b"a teacher's own")
    made = make_pictures(edition, folder, Browser(equipment.chromium), lambda *how_far: told.append(how_far))
    assert {path for path in folder.rglob("*") if path.suffix in (".png", ".pdf")} == set(made)
    return folder


@pytest.mark.xdist_group("pictures")
def test_a_paper_becomes_a_pdf_of_its_sheets_and_pictures_as_large_as_a_phone(folder: Path):
    pictures = [path.name for path in sorted((folder / "vi").glob("*.png"))]

    assert [f"parents-{number:02}of{len(pictures)}.png" for number in range(1, len(pictures) + 1)] == pictures
    assert len(pictures) >= 10
    assert sheets_of(PARENTS) == pages_of(folder / "vi" / "parents.pdf")
    assert 1 == pages_of(folder / "en" / "15-17-lesson-21-slip.pdf")
    assert {(WIDTH * SCALE, HEIGHT * SCALE)} == {size_of(path) for path in folder.rglob("*.png")}


@pytest.mark.xdist_group("pictures")
def test_every_picture_shows_something_and_no_two_show_the_same(folder: Path):
    pictures = [path.read_bytes() for path in folder.rglob("*.png")]

    assert len(set(pictures)) == len(pictures)
    assert min(map(len, pictures)) > 60_000  # an empty one, with nothing but its foot, has less than half of that


@pytest.mark.xdist_group("pictures")
def test_names_are_plain_and_the_folder_holds_nothing_else_but_what_was_there(folder: Path):
    names = [path.name for path in folder.rglob("*") if path.is_file()]

    assert [] == [name for name in names if not re.fullmatch(r"[a-z0-9-]+\.(png|pdf|docx)", name)]
    assert ["letter-to-parents.docx"] == [name for name in names if name.endswith(".docx")]
    assert {"vi", "en"} == {path.name for path in folder.iterdir()}


@pytest.mark.xdist_group("pictures")
def test_how_far_it_is_is_told_paper_by_paper(folder: Path, told: list[tuple[int, int]]):
    assert [(1, 2), (2, 2)] == told


@pytest.mark.xdist_group("pictures")
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_browser_stays_behind(folder: Path):
    running = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if os.access(path, os.R_OK)]

    assert [] == [command for command in running if str(folder.parent).encode() in command]


@pytest.mark.skipif(os.name == "nt", reason="a script of POSIX stands in for the browser")
def test_a_browser_that_does_not_end_is_ended_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    stuck = tmp_path / "stuck"
    stuck.write_text(f"#!/bin/sh\nsleep 600 & echo $! >> '{tmp_path}/child'\nwait\n")
    stuck.chmod(0o755)
    monkeypatch.setattr(browsers, "PATIENCE", 2)
    with pytest.raises(Failure, match="browser-failed"):
        Browser(stuck).open("about:blank", tmp_path / "profile")

    children = (tmp_path / "child").read_text().split()
    assert 2 == len(children)  # it had another try
    assert not any(is_running(int(child)) for child in children)


@pytest.mark.skipif(os.name == "nt", reason="a program of POSIX stands in for the browser")
def test_a_program_that_is_no_browser_is_told_and_leaves_no_file(edition: Path, tmp_path: Path):
    with pytest.raises(Failure, match="browser-failed"):
        make_pictures(edition, tmp_path, Browser(Path(shutil.which("true"))))

    assert [] == list(tmp_path.rglob("*.*"))


def test_an_old_browser_makes_them_too_and_a_folder_may_be_said_from_here(
    edition: Path, equipment: Equipment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    if equipment.chrome109 is None:
        pytest.skip("Chrome 109 is not available on this platform")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pictures, "PICTURED", ("slip",))
    made = make_pictures(edition, Path("out"), Browser(equipment.chrome109))

    assert [(WIDTH * SCALE, HEIGHT * SCALE)] == list({size_of(path) for path in made if path.suffix == ".png"})
    assert {sheets_of(SLIP)} == {pages_of(path) for path in made if path.suffix == ".pdf"}
    assert len({path.read_bytes() for path in made}) == len(made) >= 2


def test_without_a_browser_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(browsers.shutil, "which", lambda name: None)
    with pytest.raises(Failure, match="no-browser"):
        find_browser()
    with pytest.raises(Failure, match="browser-missing"):
        find_browser("/nowhere/chrome")


@pytest.mark.parametrize("system", ("win32", "darwin", "linux"))
def test_every_system_has_places_to_look(system: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(browsers.sys, "platform", system)
    monkeypatch.setenv("PROGRAMFILES", "C:/Program Files")
    looked: list[str] = []
    monkeypatch.setattr(browsers.shutil, "which", looked.append)
    with pytest.raises(Failure):
        find_browser()
    said = " ".join(looked).lower()

    assert [] == [name for name in ("chrome", "edge", "coccoc", "chromium") if name not in said]
    assert ("chrome.exe" in said, ".app/" in said) == (system == "win32", system == "darwin")


def test_the_command_tells_a_missing_kit_and_a_missing_browser_in_one_sentence(project, tmp_path: Path):
    missing = build(project, "export", "pictures", str(tmp_path), "--browser", "/nowhere/chrome", "--lang", "en")

    assert (1, "/nowhere/chrome cannot be run as a browser") == (missing.returncode, missing.stderr.partition(":")[0])
    assert 1 == len(missing.stderr.strip().splitlines())
    with pytest.raises(Failure, match="kit-missing"):
        make_pictures(tmp_path, tmp_path / "out", Browser(Path("chromium")))


def test_families_and_classes_get_what_is_written_for_them():
    assert set(PICTURED) < {row["kind"] for row in rows("teacher")}
    assert not set(PICTURED) & {"guide", "key", "teachers", "dossier"}


def cut_edition(folder: Path, paths: tuple[str, ...]) -> Path:
    """Copy the teacher's edition, with a catalog that lists some of its pages only."""
    shutil.copytree(DIST / "teacher", folder)
    catalog = json.loads((folder / "catalog.json").read_text(encoding="utf-8"))
    catalog["pages"] = [row for row in catalog["pages"] if row["path"] in paths]
    (folder / "catalog.json").write_text(json.dumps(catalog), encoding="utf-8")
    return folder


def sheets_of(page: str) -> int:
    return (DIST / "teacher" / page).read_text(encoding="utf-8").count('<div class="a4')


def size_of(picture: Path) -> tuple[int, int]:
    """Return the width and height of a PNG in pixels, as its head says."""
    return struct.unpack(">II", picture.read_bytes()[16:24])


def is_running(process: int) -> bool:
    """Say whether a process is still there after a moment; the system takes one to end what was killed."""
    for _ in range(50):
        try:
            os.kill(process, 0)
            state = Path(f"/proc/{process}/stat").read_text().split()[2] if sys.platform == "linux" else "R"
        except (ProcessLookupError, FileNotFoundError):
            return False
        if state == "Z":
            return False
        time.sleep(0.1)
    return True
