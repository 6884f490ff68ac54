"""The preview shows whatever can be shown: no broken sample of any rule stops it, and it says what to mend."""

import shutil
from pathlib import Path

import pytest

from lessonkit.content.library import Choice
from lessonkit.project import Project
from lessonkit.website.editions import Target
from lessonkit.website.serving import build_preview
from lessonkit.workers import Workers
from tests.checking.samples import ROOT, SAMPLES, broken, make_sound_kit, one_of_each_rule, read_sample
from tests.conftest import copy_small_project
from tests.website.pages import EVERYTHING

OURS = ("message-", "catalog-")
"""Broken interface words are our own mistake, not an author's: those may end in a traceback."""

ELSEWHERE = ("date-", "channel-", "source-expired", "id-recorded", "ids-", "section-stale", "critical-", "drawing-")
"""Rules on things that a page shows as they are, whatever they say; one of each is enough."""

SHOWN = [
    file
    for file in (sorted(SAMPLES.glob("*.sample")) if EVERYTHING else one_of_each_rule())
    if not file.stem.startswith(OURS) and (not file.stem.startswith(ELSEWHERE) or file.stem == "date-unreadable")
]
"""A sample of every rule; with `test --all` every sample."""


@pytest.mark.parametrize("part", range(3))
def test_no_broken_sample_stops_the_preview(tmp_path: Path, part: int):
    """One preview that goes on all day, as an author's does; between two mistakes the kit is sound again."""
    project = make_sound_kit(tmp_path / "kit")
    copy_frame(project.root)
    stopped = {}
    for file in SHOWN[part::3]:
        with broken(read_sample(file, project), project):
            try:
                preview(project)
            except Exception as fault:
                stopped[file.stem] = repr(fault)

    assert {} == stopped


def test_a_page_says_what_to_mend_on_it(tmp_path: Path):
    project = copy_small_project(tmp_path)
    change(project.lessons / "15-17" / "online-kidnapping-1" / "vi.md", "#close minutes=5", "#close minutes=6")
    pages = preview(project) / "teacher" / "vi"
    told = "các bước cộng lại được 46 phút, tiết học có 45 phút."

    assert told in (pages / "15-17" / "lesson-21" / "lesson.html").read_text(encoding="utf-8")
    assert told not in (pages / "12-14" / "lesson-14" / "lesson.html").read_text(encoding="utf-8")


def test_the_first_page_says_all_there_is_to_mend(tmp_path: Path):
    project = copy_small_project(tmp_path)
    change(project.lessons / "15-17" / "online-kidnapping-1" / "vi.md", "#close minutes=5", "#close minutes=6")
    change(project.urgent / "money-sent" / "en.md", "title:", "titel:")
    change(project.root / "sources.yml", "2026-03-31", "in spring")
    pages = preview(project) / "teacher" / "en"
    first = (pages / "index.html").read_text(encoding="utf-8")

    assert "lessons/15-17/online-kidnapping-1/vi.md" in first
    assert "help/urgent/money-sent/en.md" in first
    assert "sources.yml" in first
    assert "help/urgent/money-sent/en.md" in (pages / "help-2.html").read_text(encoding="utf-8")


def preview(project: Project) -> Path:
    """Build a preview of the teacher's edition in this process, and return its folder."""
    shown = Target(project.root / "shown", project.root / "shown.json", preview=True)
    with Workers(1) as workers:
        build_preview(project, shown, workers, Choice(editions=("teacher",)))
    return shown.folder


def change(path: Path, old: str, new: str) -> None:
    """Let an author make a mistake in a file, where something first stands."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def copy_frame(root: Path) -> None:
    """Put beside a sample what a build needs and no sample changes."""
    shutil.copytree(ROOT / "site_overrides", root / "site_overrides")
    shutil.copy(ROOT / "mkdocs.yml", root)
    if (ROOT / ".cache" / "fonts").is_dir():
        shutil.copytree(ROOT / ".cache" / "fonts", root / ".cache" / "fonts")
