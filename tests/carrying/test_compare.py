"""Two sticks side by side: which is newer, what differs, what has been recalled."""

from pathlib import Path

import pytest

from lessonkit.carrying.compare import FIRST, NEITHER, SECOND, compare, read_older
from lessonkit.carrying.pack import pack
from lessonkit.findings import Failure
from tests.carrying.kits import LATER, load


@pytest.fixture
def sticks(kits: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    """A stick with the older edition, and one with the newer."""
    roots = tmp_path / "old", tmp_path / "new"
    for root, kit in zip(roots, kits):
        root.mkdir()
        pack(load(kit), root)
    return roots


def test_the_newer_stick_is_told_with_what_differs(sticks: tuple[Path, Path]):
    old, new = map(read_older, sticks)

    found = compare(old, new)

    assert (SECOND, LATER) == (found.newer, found.dates[1])
    assert "pupil/index.html" in found.differing
    assert (("teacher/vi/help.html",), ("teacher/vi/help-1.html",)) == (found.only_first, found.only_second)
    assert (FIRST, NEITHER) == (compare(new, old).newer, compare(new, new).newer)


@pytest.mark.parametrize("known", ["SHA256SUMS", "bo/catalog.json"])
def test_a_list_or_a_catalog_alone_is_enough_to_know_the_newer(sticks: tuple[Path, Path], known: str):
    assert SECOND == compare(read_older(sticks[0] / known), read_older(sticks[1] / known)).newer


def test_an_edition_that_the_newer_one_recalls_is_told(sticks: tuple[Path, Path]):
    old, new = map(read_older, sticks)
    recall = {"date": old.catalog["date"], "vi": "Số điện thoại sai.", "en": "A wrong number."}
    new.catalog["recalled"] = [recall, "không đúng dạng"]

    assert (recall,) == compare(old, new).recalled == compare(new, old).recalled


def test_what_is_neither_a_stick_nor_a_list_is_told(tmp_path: Path):
    (tmp_path / "x.json").write_text("[]", encoding="utf-8")
    for path in (tmp_path, tmp_path / "x.json", tmp_path / "nowhere"):
        with pytest.raises(Failure, match="not-a-stick"):
            read_older(path)
