"""What is kept between builds comes back as it was put away, or not at all."""

from pathlib import Path

import pytest

from lessonkit.findings import Failure
from lessonkit.kept import digest, read_kept, write_kept

THINGS = {"lesson": ["Đường link lạ", 14, {"critical": True}], "rỗng": []}


def test_what_was_kept_comes_back(tmp_path: Path):
    write_kept(tmp_path / "a" / "things.json", THINGS)

    assert THINGS == read_kept(tmp_path / "a" / "things.json")
    assert ["things.json"] == [path.name for path in (tmp_path / "a").iterdir()]


@pytest.mark.parametrize(
    "harm", (lambda whole: whole[:-1], lambda whole: whole.replace(b"14", b"15"), lambda _: b"", lambda _: b"[]")
)
def test_what_is_not_whole_is_as_good_as_gone(tmp_path: Path, harm):
    path = tmp_path / "things.json"
    write_kept(path, THINGS)
    path.write_bytes(harm(path.read_bytes()))

    assert {} == read_kept(path)


def test_a_disk_that_refuses_is_a_failure(tmp_path: Path):
    (tmp_path / "file").write_text("where a folder must be made")

    with pytest.raises(Failure, match="disk"):
        write_kept(tmp_path / "file" / "things.json", THINGS)


def test_what_was_never_kept_is_nothing(tmp_path: Path):
    assert {} == read_kept(tmp_path / "things.json")


def test_a_digest_tells_things_apart_that_look_alike_when_joined():
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a", ["b"]) == digest("a", ["b"])
