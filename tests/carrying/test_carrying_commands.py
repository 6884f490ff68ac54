"""The commands that carry, as a teacher or an organiser types them."""

import json
import shutil
from pathlib import Path

import pytest

from lessonkit.project import Project
from tests.conftest import build


@pytest.fixture
def own(project: Project, tmp_path: Path) -> Project:
    """The kit under test as it was built, for a test that may change what it is built from."""
    shutil.copytree(project.root, tmp_path / "kit", copy_function=shutil.copy2)
    return Project(tmp_path / "kit")


def test_two_sticks_are_packed_signed_and_verified_in_one_go(own: Project, stick: Path, tmp_path: Path):
    other = tmp_path / "USB 2"
    other.mkdir()
    key = build(own, "keys", "new", str(tmp_path / "key.pem"))
    fingerprint = build(own, "keys", "show", str(tmp_path / "key.pem")).stdout.strip()
    packed = build(
        own, "pack", str(stick), str(other), str(tmp_path / "nowhere"), "--sign", str(tmp_path / "key.pem"),
        "--labels", str(tmp_path / "labels.html"), "--lang", "en",
    )  # fmt: skip

    assert (0, 1) == (key.returncode, packed.returncode), packed.stdout + packed.stderr
    assert "no folder" in packed.stderr
    assert ["done", "done", "NOT DONE"] == [line.split("  ")[-1].strip() for line in packed.stdout.splitlines()[-3:]]
    assert fingerprint in (tmp_path / "labels.html").read_text(encoding="utf-8")
    verified = build(own, "verify", str(stick), "--fingerprint", fingerprint, "--format", "json")
    assert (0, "same", "good") == (verified.returncode, *[json.loads(verified.stdout)[key] for key in ("verdict", "signature")])

    (other / "autorun.inf").write_text("[autorun]", encoding="utf-8")
    verified = build(own, "verify", str(other), "--lang", "en")
    assert 1 == verified.returncode
    assert "suspicious, do not open: autorun.inf" in verified.stdout
    assert "Both are of one edition" in build(own, "verify", str(stick), str(other), "--lang", "en").stdout


def test_one_band_in_one_language_for_one_place(own: Project, stick: Path):
    own.places.mkdir(exist_ok=True)
    place = own.places / "xa-hoa-sen.yml"
    dates = "  checked_on: 2026-09-05\n  expires_on: 2099-05-31\n"
    place.write_text(f'- id: counsellor\n  number: "0000"\n  vi: "Tổ tư vấn </script>"\n  en: Team\n{dates}', encoding="utf-8")
    arguments = "--edition", "pupil", "--band", "12-14", "--language", "en", "--place", "xa-hoa-sen"
    packed = build(own, "pack", str(stick), *arguments)

    assert 0 == packed.returncode, packed.stdout + packed.stderr
    catalog = json.loads((stick / "bo/catalog.json").read_text(encoding="utf-8"))
    assert (["pupil"], ["12-14"], ["en"]) == tuple(catalog[key] for key in ("editions", "bands", "languages"))
    folder = stick / "bo" / catalog["folder"] / "pupil"
    kept = {"assets", "catalog.json", "en", "index.html", "local.js", "pictures", "store.html"}
    assert kept == {path.name for path in folder.iterdir()}
    assert [] == list((folder / "en").glob("06-08/lesson-*"))
    assert "Tổ tư vấn <\\/script> 0000" in (folder / "local.js").read_text(encoding="utf-8")
