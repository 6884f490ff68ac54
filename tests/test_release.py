"""A release: English that no longer says what the Vietnamese does stops it where safety hangs on it, and nowhere else."""

import json
from pathlib import Path

import pytest

from lessonkit.content.document import Section
from lessonkit.content.library import PAIRED
from lessonkit.content.reading import read_library
from lessonkit.project import Project
from lessonkit.translation.pairing import PAIRED_STATE, state_of
from tests.conftest import build, copy_small_project

LESSON = "15-17/online-kidnapping-1"


@pytest.fixture
def kit(tmp_path: Path) -> Project:
    return copy_small_project(tmp_path / "kit")


def make_stale(kit: Project, critical: bool) -> Section:
    """Add a sentence to the Vietnamese of one section of a lesson, after its English was written; return the section."""
    lesson = next(lesson for lesson in read_library(kit).lessons if lesson.id == LESSON)
    section = next(section for section in lesson.source.sections if ("critical" in section.flags) == critical)
    assert PAIRED_STATE == state_of(lesson.texts, section.id, "en")
    path = lesson.texts.folder / "vi.md"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[section.place.line : section.place.line] = ["", "Em kể ngay với một người lớn mà em tin."]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return section


def stale(kit: Project) -> list[tuple[str, str, str]]:
    """Return what `check` tells of stale sections: the rule, its severity, the file."""
    told = json.loads(build(kit, "check", "--format", "json").stdout)
    return [(each["rule"], each["severity"], each["path"]) for each in told if each["rule"].endswith("section-stale")]


def everything_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_stale_section_that_safety_hangs_on_stops_build_and_pack_and_the_old_kit_stays(kit: Project, tmp_path: Path):
    make_stale(kit, critical=True)
    before, stick = everything_in(kit.dist), tmp_path / "stick"
    stick.mkdir()

    assert [("critical-section-stale", "error", f"lessons/{LESSON}/en.md")] == stale(kit)
    for command in (["build"], ["pack", str(stick)]):
        refused = build(kit, *command)

        assert (1, True) == (refused.returncode, "critical-section-stale" in refused.stdout + refused.stderr), command
    assert before == everything_in(kit.dist)
    assert [] == list(stick.iterdir())


def test_once_the_english_has_been_read_again_nothing_stops_it(kit: Project):
    section = make_stale(kit, critical=True)
    build(kit, "translated", f"lessons/{LESSON}", str(section.id))

    assert [] == stale(kit)
    assert (kit.lessons / LESSON / PAIRED).is_file()


def test_another_stale_section_is_told_and_stops_nothing(kit: Project):
    make_stale(kit, critical=False)

    assert [("section-stale", "advice", f"lessons/{LESSON}/en.md")] == stale(kit)
    built = build(kit, "build", "--edition", "teacher", "--language", "en")
    assert 0 == built.returncode, built.stdout + built.stderr
