"""What has changed since a section was translated is found in the history, and nobody needs a history."""

import subprocess
from pathlib import Path

import pytest

from lessonkit.content.reading import read_library
from lessonkit.project import Project
from lessonkit.translation.catalogs import read_words
from lessonkit.translation.older import changes_text
from tests.checking.samples import make_sound_kit

TEACHERS = "kits/teachers/vi.md"
OLD, NEW = "Thầy cô không hứa giữ kín.", "Thầy cô cùng em gọi 111."


@pytest.fixture
def kit(tmp_path: Path) -> Project:
    return make_sound_kit(tmp_path / "kit")


def git(kit: Project, *arguments: str) -> None:
    own = ("-c", "user.name=a", "-c", "user.email=a@nguon.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *own, *arguments], cwd=kit.root, check=True, capture_output=True)


def told(kit: Project) -> str:
    return changes_text(read_library(kit), read_words(kit, "en"))


def change(kit: Project) -> None:
    path = kit.root / TEACHERS
    path.write_text(path.read_text(encoding="utf-8").replace(OLD, NEW), encoding="utf-8", newline="\n")


def test_where_nothing_is_stale_nothing_is_told(kit: Project):
    assert "No section is stale." == told(kit)


def test_the_words_that_were_translated_are_found_however_many_versions_ago(kit: Project):
    git(kit, "init")
    git(kit, "add", ".")
    git(kit, "commit", "-m", "as translated")
    change(kit)
    git(kit, "commit", "-am", "changed since")
    section, *lines = told(kit).splitlines()

    assert f"{TEACHERS} #disclosure" == section
    assert [True, True] == [
        any(line.strip().startswith(sign) and words in line for line in lines) for sign, words in (("-", OLD), ("+", NEW))
    ]


def test_without_a_history_the_section_is_still_named(kit: Project):
    change(kit)

    assert f"{TEACHERS} #disclosure: the older version is not in the history of the repository." == told(kit)
