"""Verifying: every change to a stick is found and named; what is its owner's is no fault."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from lessonkit.carrying.pack import pack
from lessonkit.carrying.signature import make_key, read_key
from lessonkit.carrying.sums import Unreadable, read_sums, write_sums
from lessonkit.carrying.verify import SAME, verify_stick
from tests.carrying.kits import hashes, load
from tests.website.pages import EVERYTHING

MUTATIONS = 10_000 if EVERYTHING else 240

Named = tuple[str, ...]
Undo = Callable[[], None]


def flip(path: Path, chance: random.Random) -> Undo:
    data = bytearray(path.read_bytes())
    before = bytes(data)
    at = chance.randrange(len(data))
    data[at] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    return lambda: path.write_bytes(before)


def truncate(path: Path, chance: random.Random) -> Undo:
    before = path.read_bytes()
    path.write_bytes(before[: chance.randrange(len(before))])
    return lambda: path.write_bytes(before)


def delete(path: Path, chance: random.Random) -> Undo:
    before = path.read_bytes()
    path.unlink()
    return lambda: path.write_bytes(before)


def rename(path: Path, chance: random.Random) -> Undo:
    return _to(path, f"{path.stem}-{chance.randrange(9)}{path.suffix}")


def change_case(path: Path, chance: random.Random) -> Undo:
    return _to(path, path.name.swapcase())


def add_a_mark(path: Path, chance: random.Random) -> Undo:
    return _to(path, f"{path.stem}\u0301{path.suffix}")  # decomposed, as some systems write names


def swap(path: Path, chance: random.Random) -> Undo:
    other = chance.choice([other for other in path.parent.iterdir() if other.is_file() and other != path] or [path])
    if other == path or other.read_bytes() == path.read_bytes():
        return delete(path, chance)
    mine, theirs = path.read_bytes(), other.read_bytes()
    path.write_bytes(theirs)
    other.write_bytes(mine)

    def undo() -> None:
        path.write_bytes(mine)
        other.write_bytes(theirs)

    return undo


def add(path: Path, chance: random.Random) -> Undo:
    stranger = path.parent / chance.choice(["photo.lnk", "AUTORUN.INF", "game.Exe", "Bài tập.vbs"])
    stranger.write_bytes(b"MZ")
    return stranger.unlink


def _to(path: Path, name: str) -> Undo:
    new = path.with_name(name)
    path.rename(new)
    return lambda: new.rename(path) and None


KINDS = (flip, truncate, delete, rename, change_case, add_a_mark, swap, add)


@pytest.mark.parametrize("signed", [False, True], ids=["unsigned", "signed"])
def test_every_mutation_is_found_and_named(stick: Path, kits: tuple[Path, Path], tmp_path: Path, signed: bool):
    make_key(tmp_path / "key.pem")
    cargo = load(kits[0], key=read_key(tmp_path / "key.pem") if signed else None)
    assert SAME == pack(cargo, stick).verdict
    chance = random.Random(7)
    targets = sorted([*cargo.sums, "SHA256SUMS", "SHA256SUMS.sig"])
    whole = hashes(stick)
    for number in range(MUTATIONS // 2):
        kind, path = KINDS[number % len(KINDS)], chance.choice(targets)
        undo = kind(stick / path, chance)
        verdict = verify_stick(stick)
        named = {*verdict.changed, *verdict.missing, *verdict.added, *verdict.intruder}
        at = f"{kind.__name__} {path}: {verdict}"
        assert SAME != verdict.verdict, at
        if path in cargo.sums and kind is not add and verdict.verdict != "unreadable":  # by a swap with the list itself
            assert path in named, at
        elif kind is add:
            assert named, at
        else:
            assert verdict.verdict in ("unreadable", "not-a-kit") or verdict.signature == "bad" or named, at
        undo()
    assert whole == hashes(stick)
    assert SAME == verify_stick(stick).verdict


def test_what_belongs_to_the_owner_or_a_system_is_no_fault(stick: Path, kits: tuple[Path, Path]):
    pack(load(kits[0]), stick)
    for name in ("desktop.ini", "Thumbs.db", "._BAT-DAU.html", "bo/.DS_Store", "bo/desktop.ini", "Đề thi.docx"):
        (stick / name).write_bytes(b"x")

    verdict = verify_stick(stick)

    assert (SAME, 8) == (verdict.verdict, verdict.own)


@pytest.mark.parametrize("name", ["autorun.inf", "PHOTO.LNK", "Ảnh lớp 9A.exe", "x.VBS"])
def test_what_worms_leave_is_named(stick: Path, kits: tuple[Path, Path], name: str):
    pack(load(kits[0]), stick)
    (stick / name).write_bytes(b"MZ")

    verdict = verify_stick(stick)

    assert ("differs", (name,)) == (verdict.verdict, verdict.intruder)


def test_a_folder_whose_name_cannot_be_seen_is_named(stick: Path, kits: tuple[Path, Path]):
    pack(load(kits[0]), stick)
    (stick / "\u00a0").mkdir()

    assert ("\u00a0",) == verify_stick(stick).intruder


def test_a_schools_own_numbers_may_change(stick: Path, kits: tuple[Path, Path]):
    cargo = load(kits[0])
    pack(cargo, stick)
    (stick / sorted(cargo.local)[0]).write_text("window.kitLocal = {};", encoding="utf-8")

    verdict = verify_stick(stick)

    assert (SAME, sorted(cargo.local)) == (verdict.verdict, list(verdict.local))


def test_a_signature_by_another_key_is_told_from_a_good_one(stick: Path, kits: tuple[Path, Path], tmp_path: Path):
    ours, theirs = (make_key(tmp_path / name) for name in ("ours.pem", "theirs.pem"))
    pack(load(kits[0], key=read_key(tmp_path / "theirs.pem")), stick)

    assert ("good", theirs) == (verify_stick(stick).signature, verify_stick(stick).fingerprint)
    assert ("bad", "differs") == (
        verify_stick(stick, fingerprint=ours).signature,
        verify_stick(stick, fingerprint=ours).verdict,
    )
    assert SAME == verify_stick(stick, fingerprint=theirs.lower().replace(" ", "")).verdict


def test_a_list_that_was_edited_and_made_to_fit_needs_the_signature(stick: Path, kits: tuple[Path, Path], tmp_path: Path):
    make_key(tmp_path / "key.pem")
    cargo = load(kits[0], key=read_key(tmp_path / "key.pem"))
    pack(cargo, stick)
    path = f"bo/{cargo.folder}/pupil/en/help.html"
    (stick / path).write_text("<p>Call me</p>", encoding="utf-8")
    (stick / "SHA256SUMS").write_bytes(write_sums({**cargo.sums, path: hashes(stick)[path]}))

    verdict = verify_stick(stick)

    assert ((), "bad", "differs") == (verdict.changed, verdict.signature, verdict.verdict)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "short  a",
        f"{'0' * 64} a",
        f"{'0' * 64}  ../a",
        f"{'0' * 64}  /etc/passwd",
        f"{'0' * 64}  C:\\a",
        f"{'0' * 64}  a/./b",
        f"{'0' * 64}  Phân số.html",
        f"{'0' * 64}  A\n{'0' * 64}  a",
    ],
)
def test_a_list_of_another_form_is_not_read(line: str):
    with pytest.raises(Unreadable):
        read_sums(f"{'0' * 64}  z\n{line}\n".encode())


def test_a_list_is_read_as_it_was_written():
    sums = {"b": "1" * 64, "a/c.html": "f" * 64}
    assert sums == read_sums(write_sums(sums))
