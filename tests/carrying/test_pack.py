"""A kit on a stick: what is there afterwards, what stays, what is refused before anything is touched."""

import os
from pathlib import Path

import pytest

from lessonkit.carrying import disk
from lessonkit.carrying import pack as packing
from lessonkit.carrying.cargo import fill, load_cargo
from lessonkit.carrying.destination import check_destination
from lessonkit.carrying.kit import read_kit
from lessonkit.carrying.pack import pack, room_needed
from lessonkit.carrying.stick import RUNS, read_stick
from lessonkit.carrying.sums import write_sums
from lessonkit.carrying.verify import SAME, verify_stick
from lessonkit.findings import Failure
from tests.carrying.kits import LATER, hashes, holds, load

NUMBERS = b'window.kitLocal = {"trusted-adult": "C\xc3\xb4 Lan"};'


def test_a_stick_holds_the_kit_and_what_its_owner_had(stick: Path, kits: tuple[Path, Path]):
    before = hashes(stick)
    cargo = load(kits[0])

    verdict = pack(cargo, stick)

    assert (SAME, 2) == (verdict.verdict, verdict.own)
    assert holds(stick, cargo)
    assert before.items() <= hashes(stick).items()
    assert {"BAT-DAU.html", "GIAO-VIEN.html", "HOC-SINH.html", "KIEM-TRA.html", "SHA256SUMS", "SHA256SUMS.sig"} <= set(
        hashes(stick)
    )
    assert not [path for path in hashes(stick) if path.rpartition(".")[2] in RUNS and "/" not in path]


def test_the_same_kit_twice_writes_no_content_twice(stick: Path, kits: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch):
    pack(load(kits[0]), stick)
    written = []
    put = disk.put
    monkeypatch.setattr(packing, "put", lambda path, data, beside: (written.append(path), put(path, data, beside)))

    assert SAME == pack(load(kits[0]), stick).verdict

    assert not [path for path in written if path.suffix in (".html", ".svg") and "bo" in path.parts]


def test_an_update_switches_to_a_new_folder_and_takes_the_numbers_along(stick: Path, kits: tuple[Path, Path]):
    pack(load(kits[0]), stick, NUMBERS)
    (stick / "bo" / "ghi chú.txt").write_text("của cô Lan", encoding="utf-8")
    cargo = load(kits[1])

    verdict = pack(cargo, stick)

    assert ["bo/ghi chú.txt"] == list(verdict.added)
    assert [LATER] == [path.name for path in (stick / "bo").iterdir() if path.is_dir()]
    assert {NUMBERS} == {(stick / path).read_bytes() for path in cargo.local}
    assert f"bo/{LATER}/pupil/" in (stick / "HOC-SINH.html").read_text(encoding="utf-8")


def test_a_stick_with_one_edition_has_one_starter(stick: Path, kits: tuple[Path, Path]):
    pack(load(kits[0]), stick)
    kit = read_kit(kits[0], ["pupil"])

    verdict = pack(load_cargo(kit), stick)

    assert SAME == verdict.verdict
    assert not (stick / "GIAO-VIEN.html").exists()
    assert not list(stick.glob("bo/*/teacher/**/*.html"))


def test_a_list_that_names_the_owners_files_does_not_make_them_ours(stick: Path, kits: tuple[Path, Path]):
    (stick / "bai-tap.doc").write_text("của cô Lan", encoding="utf-8")
    cargo = load(kits[0])
    pack(cargo, stick)
    (stick / "SHA256SUMS").write_bytes(write_sums({**cargo.sums, "bai-tap.doc": hashes(stick)["bai-tap.doc"]}))

    pack(load(kits[1]), stick)

    assert "của cô Lan" == (stick / "bai-tap.doc").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["BAT-DAU.html", "bat-dau.html", "SHA256SUMS", "bo", "BO"])
def test_a_name_that_somebody_has_taken_is_left_alone(stick: Path, kits: tuple[Path, Path], name: str):
    if name.lower() == "bo":
        (stick / name).mkdir()
        (stick / name / "ảnh lớp.txt").write_text("của cô Lan", encoding="utf-8")
    else:
        (stick / name).write_text("của cô Lan", encoding="utf-8")
    before = hashes(stick)

    with pytest.raises(Failure, match="name-taken"):
        pack(load(kits[0]), stick)

    assert before == hashes(stick)


def test_a_stick_without_room_is_told_before_anything_is_written(
    stick: Path, kits: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
):
    cargo = load(kits[0])
    monkeypatch.setattr(packing, "free_in", lambda folder: 10_000)
    with pytest.raises(Failure, match=r"no-room$"):
        pack(cargo, stick)
    assert 2 == len(hashes(stick))


def test_where_two_editions_have_no_room_one_can_replace_the_other(
    stick: Path, kits: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
):
    pack(load(kits[0]), stick, NUMBERS)
    cargo = load(kits[1])
    needed = room_needed(cargo, cargo.sums, packing.cluster_of(stick))
    monkeypatch.setattr(packing, "free_in", lambda folder: needed)

    with pytest.raises(Failure, match="no-room-beside"):
        pack(cargo, stick)
    assert SAME == verify_stick(stick).verdict
    assert SAME == pack(cargo, stick, replace=True).verdict
    assert holds(stick, cargo)
    assert {NUMBERS} == {(stick / path).read_bytes() for path in cargo.local}


def test_room_is_counted_in_clusters(kits: tuple[Path, Path]):
    cargo = load(kits[0])
    small, large = (room_needed(cargo, cargo.sums, cluster) for cluster in (4096, 131072))

    assert small < large
    assert len(cargo.sums) * 131072 < large


def test_a_second_copy_at_once_is_refused(stick: Path, kits: tuple[Path, Path]):
    with packing._alone(stick), pytest.raises(Failure, match="stick-busy"):
        pack(load(kits[0]), stick)
    assert not (stick / "bo").exists()


def test_systems_and_the_kit_itself_are_no_destination(tmp_path: Path, kits: tuple[Path, Path]):
    (tmp_path / "link").symlink_to("/etc")
    for folder in ("/", "/usr", "/usr/share", "/etc", str(Path.home()), str(tmp_path / "link")):
        with pytest.raises(Failure, match="destination-system"):
            check_destination(Path(folder), kits[0])
    with pytest.raises(Failure, match="destination-inside"):
        check_destination(kits[0] / "pupil", kits[0])
    with pytest.raises(Failure, match="destination-missing"):
        check_destination(tmp_path / "nowhere", kits[0])
    assert tmp_path.resolve() == check_destination(tmp_path, kits[0])


def test_a_name_that_windows_cannot_open_is_told(tmp_path: Path, kits: tuple[Path, Path]):
    kit = read_kit(kits[0])
    strange = kits[0] / "pupil" / "Phân số.html"
    strange.write_text("<p>", encoding="utf-8")
    try:
        with pytest.raises(Failure, match="kit-name"):
            load_cargo(kit)
    finally:
        strange.unlink()


def test_a_kit_that_changes_while_it_is_copied_is_told(stick: Path, kits: tuple[Path, Path]):
    cargo = load(kits[0])
    page = kits[0] / "pupil/en/help.html"
    before = page.read_bytes()
    page.write_bytes(before + b" ")
    try:
        with pytest.raises(Failure, match="kit-changed"):
            pack(cargo, stick)
    finally:
        page.write_bytes(before)
    assert "unfinished" == verify_stick(stick).verdict
    assert SAME == pack(cargo, stick).verdict


def test_a_plan_that_is_garbage_stops_nobody(stick: Path, kits: tuple[Path, Path]):
    (stick / "bo").mkdir()
    (stick / "bo/plan.json").write_bytes(b"\0" * 100)

    assert "unfinished" == verify_stick(stick).verdict
    assert SAME == pack(load(kits[0]), stick).verdict


def test_a_link_in_the_place_of_a_folder_is_not_followed(tmp_path: Path, stick: Path, kits: tuple[Path, Path]):
    (tmp_path / "elsewhere").mkdir()
    (stick / "bo").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(Failure, match="name-taken"):
        pack(load(kits[0]), stick)

    assert not list((tmp_path / "elsewhere").iterdir())


def test_the_clock_of_the_computer_does_not_matter(stick: Path, kits: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("time.time", lambda: 315_532_800.0)
    assert SAME == pack(load(kits[0]), stick).verdict
    for path in stick.rglob("*"):
        os.utime(path, (315_532_800, 315_532_800))
    assert SAME == verify_stick(stick).verdict
    assert read_stick(stick).folder == read_kit(kits[0]).facts["date"]


def test_marks_are_filled_for_what_is_packed():
    page = (
        "a\n<!--if teacher-->\nT\n<!--if signed-->\n[[fingerprint]]\n<!--end-->\n<!--end-->\n<!--if pupil-->\nP\n<!--end-->\nz"
    )

    assert "a\nT\nz" == fill(page, {"teacher"}, {"fingerprint": "1A2B"})
    assert "a\nT\n1A2B &lt;\nz" == fill(page, {"teacher", "signed"}, {"fingerprint": "1A2B <"})
    assert "a\nP\nz" == fill(page, {"pupil", "signed"}, {"fingerprint": "1A2B"})
