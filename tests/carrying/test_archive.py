"""A stick as a zip, and the small zip that brings an older stick up to date; and what is refused."""

import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lessonkit.carrying.archive import load_delta, read_archive, write_archive
from lessonkit.carrying.compare import read_older
from lessonkit.carrying.pack import pack
from lessonkit.carrying.signature import make_key, read_key
from lessonkit.carrying.stick import read_stick
from lessonkit.carrying.verify import SAME, verify_stick
from lessonkit.findings import Failure
from tests.carrying.kits import LATER, hashes, holds, load

NUMBERS = b'window.kitLocal = {"child-line": "111"};'


@pytest.fixture
def delta(kits: tuple[Path, Path], stick: Path, tmp_path: Path) -> Path:
    """The archive that brings a stick with the older edition to the newer one; the stick has the older one."""
    pack(load(kits[0]), stick, NUMBERS)
    path = tmp_path / "bo-sung.zip"
    older = read_older(stick)
    write_archive(load(kits[1], older=older), path, older.sums)
    return path


def test_a_whole_stick_unpacked_from_its_zip_is_a_whole_stick(kits: tuple[Path, Path], stick: Path, tmp_path: Path):
    make_key(tmp_path / "key.pem")
    cargo = load(kits[0], key=read_key(tmp_path / "key.pem"))
    for name in ("once.zip", "twice.zip"):
        write_archive(cargo, tmp_path / name)

    with zipfile.ZipFile(tmp_path / "once.zip") as archive:
        archive.extractall(stick)

    assert (SAME, "good") == (verify_stick(stick).verdict, verify_stick(stick).signature)
    assert holds(stick, cargo)
    assert (tmp_path / "once.zip").read_bytes() == (tmp_path / "twice.zip").read_bytes()


def test_a_delta_unpacked_over_an_older_stick_makes_it_new(delta: Path, stick: Path, kits: tuple[Path, Path]):
    with zipfile.ZipFile(delta) as archive:
        archive.extractall(stick)

    verdict = verify_stick(stick)

    assert (SAME, LATER) == (verdict.verdict, verdict.catalog["date"])
    assert [path.rpartition("/")[2] for path in verdict.leftover] == ["help.html"]
    assert {NUMBERS} == {(stick / path).read_bytes() for path in verdict.local}
    assert SAME == pack(load(kits[1]), stick).verdict  # and a whole copy later clears all of that away


def test_a_leftover_that_somebody_changed_is_no_leftover(delta: Path, stick: Path):
    with zipfile.ZipFile(delta) as archive:
        archive.extractall(stick)
    leftover = verify_stick(stick).leftover[0]
    (stick / leftover).write_text("<p>Gọi số này</p>", encoding="utf-8")

    assert ("differs", (leftover,)) == (verify_stick(stick).verdict, verify_stick(stick).added)


def test_a_delta_can_be_applied_and_applied_again(delta: Path, stick: Path):
    for _ in range(2):
        verdict = pack(load_delta(read_archive(delta), read_stick(stick)), stick)
        assert (SAME, (), LATER) == (verdict.verdict, verdict.leftover, verdict.catalog["date"])
        assert {NUMBERS} == {(stick / path).read_bytes() for path in verdict.local}


def test_a_delta_is_smaller_than_the_whole(delta: Path, kits: tuple[Path, Path], tmp_path: Path):
    write_archive(load(kits[1]), tmp_path / "whole.zip")

    assert delta.stat().st_size < (tmp_path / "whole.zip").stat().st_size


def test_a_delta_for_another_edition_changes_nothing(delta: Path, kits: tuple[Path, Path], tmp_path: Path):
    other = tmp_path / "other"
    other.mkdir()
    pack(load(kits[1]), other)
    (other / f"bo/{LATER}/pupil/index.html").write_text("?", encoding="utf-8")
    (other / "SHA256SUMS").write_bytes((other / "SHA256SUMS").read_bytes().replace(b"HUONG", b"HUANG"))
    before = hashes(other)

    with pytest.raises(Failure, match="delta-other"):
        load_delta(read_archive(delta), read_stick(other))
    assert before == hashes(other)


def test_a_delta_does_not_hide_what_was_damaged_before(delta: Path, stick: Path, kits: tuple[Path, Path]):
    (stick / f"bo/{load(kits[0]).folder}/pupil/en/help.html").write_bytes(b"?")

    with pytest.raises(Failure, match="delta-damaged"):
        load_delta(read_archive(delta), read_stick(stick))


Harm = Callable[[dict[str, bytes]], list[tuple[zipfile.ZipInfo | str, bytes]]]


def _with(name: zipfile.ZipInfo | str, data: bytes = b"x") -> Harm:
    return lambda files: [*files.items(), (name, data)]


def _link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def _base_gone(files: dict[str, bytes]) -> list[tuple[str, bytes]]:
    catalog = {**json.loads(files["bo/catalog.json"]), "base": ""}
    return list({**files, "bo/catalog.json": json.dumps(catalog).encode()}.items())


HARMS: dict[str, Harm] = {
    "a way up": _with("../evil.html"),
    "a way up inside": _with("bo/../../evil.html"),
    "an absolute name": _with("/etc/evil.html"),
    "a drive": _with("C:/evil.html"),
    "backslashes": _with("bo\\..\\evil.html"),
    "a link": _with(_link("bo/link.html"), b"/etc/passwd"),
    "a folder": _with("bo/new/", b""),
    "a name twice": lambda files: [*files.items(), ("SHA256SUMS", files["SHA256SUMS"])],
    "a name twice but for its case": _with("sha256sums"),
    "a stranger": _with("bo/stranger.html"),
    "a worm": _with("autorun.inf"),
    "a changed file": lambda files: [(name, data + b" " if name.endswith(".html") else data) for name, data in files.items()],
    "no list": lambda files: [(name, data) for name, data in files.items() if name != "SHA256SUMS"],
    "no signature": lambda files: [(name, data) for name, data in files.items() if name != "SHA256SUMS.sig"],
    "no base": _base_gone,
    "a bomb": _with("bo/bomb.html", b"\0" * (65 << 20)),
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_an_archive_that_is_not_ours_is_refused_whole(delta: Path, tmp_path: Path, harm: Harm):
    with zipfile.ZipFile(delta) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(tmp_path / "harm.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in harm(files):
            archive.writestr(name, data)

    with pytest.raises(Failure, match="delta-strange"):
        read_archive(tmp_path / "harm.zip")


def test_a_zip_that_lies_about_its_size_is_refused(delta: Path, tmp_path: Path):
    with zipfile.ZipFile(delta) as archive:
        size = archive.getinfo("bo/catalog.json").file_size
    data = delta.read_bytes()
    lying = data.replace(size.to_bytes(4, "little"), (size - 9).to_bytes(4, "little"))
    (tmp_path / "lie.zip").write_bytes(lying)

    assert lying != data
    with pytest.raises(Failure, match="delta-strange"):
        read_archive(tmp_path / "lie.zip")


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06", b"no zip at all"])
def test_what_is_no_zip_is_told_in_a_sentence(tmp_path: Path, data: bytes):
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(Failure, match="delta-strange"):
        read_archive(tmp_path / "x.zip")


def test_a_zip_that_was_cut_short_is_told_in_a_sentence(delta: Path, tmp_path: Path):
    whole = delta.read_bytes()
    for length in range(0, len(whole), max(1, len(whole) // 25)):
        (tmp_path / "cut.zip").write_bytes(whole[:length])
        with pytest.raises(Failure, match="delta-strange"):
            read_archive(tmp_path / "cut.zip")


def test_an_encrypted_zip_is_refused(delta: Path, tmp_path: Path):
    data = io.BytesIO(delta.read_bytes())
    with zipfile.ZipFile(data) as archive:
        first = archive.infolist()[0]
    raw = bytearray(data.getvalue())
    central = raw.rindex(b"PK\x01\x02")
    raw[first.header_offset + 6] |= 1
    raw[central + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(raw)

    with pytest.raises(Failure, match="delta-strange"):
        read_archive(tmp_path / "locked.zip")
