"""`verify` and the page KIEM-TRA on the same sticks: one verdict, whoever looks."""

import random
import zipfile
from pathlib import Path

import pytest

from lessonkit.carrying.archive import write_archive
from lessonkit.carrying.compare import read_older
from lessonkit.carrying.pack import pack
from lessonkit.carrying.signature import make_key, read_key
from lessonkit.carrying.verify import verify_stick
from tests.carrying.kits import load
from tests.carrying.test_verify import KINDS
from tests.equipment.chromium import Chromium
from tests.website.pages import EVERYTHING
from tests.website.test_stick_pages import check

MUTATIONS = 200 if EVERYTHING else 12
SAID = ("verdict", "signature", "changed", "missing", "added", "intruder", "leftover")


@pytest.mark.xdist_group("stick")
def test_the_page_and_the_command_say_the_same_of_changed_sticks(
    chromium: Chromium, stick: Path, kits: tuple[Path, Path], tmp_path: Path
):
    make_key(tmp_path / "key.pem")
    cargo = load(kits[0], key=read_key(tmp_path / "key.pem"))
    pack(cargo, stick)
    page = tmp_path / "KIEM-TRA.html"  # as whoever checks sticks keeps it
    page.write_bytes((stick / "KIEM-TRA.html").read_bytes())
    chance = random.Random(3)
    targets = sorted([*cargo.sums, "SHA256SUMS", "SHA256SUMS.sig"])
    for number in range(MUTATIONS + 1):
        kind, path = KINDS[number % len(KINDS)], chance.choice(targets)
        undo = kind(stick / path, chance) if number else lambda: None
        ours, theirs = verify_stick(stick).as_json(), check(chromium, page, stick)
        assert {name: ours[name] for name in SAID} == {name: theirs[name] for name in SAID}, f"{kind.__name__} {path}"
        assert (number == 0) == (ours["verdict"] == "same")
        undo()


@pytest.mark.xdist_group("stick")
def test_a_signed_zip_that_was_unpacked_by_hand_is_the_same_to_both(
    chromium: Chromium, kits: tuple[Path, Path], tmp_path: Path
):
    fingerprint = make_key(tmp_path / "key.pem")
    write_archive(load(kits[0], key=read_key(tmp_path / "key.pem")), tmp_path / "bo.zip")
    with zipfile.ZipFile(tmp_path / "bo.zip") as archive:
        archive.extractall(tmp_path / "USB")
    theirs = check(chromium, tmp_path / "USB" / "KIEM-TRA.html", tmp_path / "USB")

    assert ("same", "good") == (theirs["verdict"], theirs["signature"])
    assert fingerprint == verify_stick(tmp_path / "USB").fingerprint


@pytest.mark.xdist_group("stick")
def test_a_stick_that_was_updated_by_hand_is_the_same_to_both(
    chromium: Chromium, stick: Path, kits: tuple[Path, Path], tmp_path: Path
):
    pack(load(kits[0]), stick)
    older = read_older(stick)
    write_archive(load(kits[1], older=older), tmp_path / "delta.zip", older.sums)
    with zipfile.ZipFile(tmp_path / "delta.zip") as archive:
        archive.extractall(stick)
    ours, theirs = verify_stick(stick).as_json(), check(chromium, stick / "KIEM-TRA.html", stick)

    assert "same" == ours["verdict"] and ours["leftover"]
    assert {name: ours[name] for name in SAID} == {name: theirs[name] for name in SAID}
