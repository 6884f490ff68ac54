"""The kit under test: built once from the project as it stands, and put where a careless hand would put it; and a small one."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from benchmarks.kits import LEADING
from lessonkit.content.library import Library
from lessonkit.content.reading import read_library
from lessonkit.project import Project

pytest_plugins = ["tests.equipment.fixtures"]
settings.register_profile("kit", deadline=None)  # speed is for the benchmark
settings.load_profile("kit")

ROOT = Path(__file__).resolve().parent.parent
AWKWARD = "Bài học #1 của lớp (100%) & USB's"
"""A folder name with everything that breaks addresses: spaces, marks, a number sign, a percent sign, quotes."""

PARTS = (
    "lessonkit", "lessonkit.dist-info", "lessons", "quizzes", "scenarios", "rooms", "kits", "glossary", "help", "locales",
    "site_overrides",
)  # fmt: skip
SMALL = (
    "12-14/strange-links", "15-17/online-kidnapping-1", "18-24/investigation-call",
    "12-14/friend-asks-money", "15-17/fake-investigator", "18-24/fake-investigator", "12-14/internet-cafe",
)  # fmt: skip
"""The units of a small kit: what is true of a kit can mostly be seen in it, in a fraction of the time."""

FILES = ("mkdocs.yml", "sources.yml", "recalled.yml", "frameworks.yml", "planned.yml", "ids.txt", "CHANGELOG.md")


def copy_project(into: Path) -> Project:
    """Copy what a build needs, and the fonts that were already cut, into another folder."""
    for part in PARTS:
        shutil.copytree(ROOT / part, into / part, ignore=shutil.ignore_patterns("__pycache__"))
    for file in FILES:
        shutil.copy(ROOT / file, into / file)
    if (ROOT / ".cache" / "fonts").is_dir():
        shutil.copytree(ROOT / ".cache" / "fonts", into / ".cache" / "fonts")
    return Project(into)


def copy_small_project(into: Path) -> Project:
    """Copy a project of a few units, with the kit that was built from them and what that build kept."""
    shutil.copytree(Path(os.environ["LESSONKIT_UNDER_TEST"], "small"), into, copy_function=shutil.copy2, dirs_exist_ok=True)
    return Project(into)


def build(project: Project, *arguments: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess:
    """Run the command line of a copy of the project in a process of its own."""
    settings = {**os.environ, "PYTHONPATH": str(project.root), **(environment or {})}
    command = [sys.executable, "-m", "lessonkit", *arguments]
    return subprocess.run(command, cwd=project.root, env=settings, capture_output=True, text=True, encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Build the kit once, before the workers start."""
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    folder = Path(tempfile.mkdtemp()) / AWKWARD
    folder.mkdir()
    os.environ["LESSONKIT_UNDER_TEST"] = str(folder)
    small = copy_project(folder / "small")
    for unit in (unit for room in small.units for unit in room.glob("*/*")):
        if f"{unit.parent.name}/{unit.name}" not in SMALL:
            shutil.rmtree(unit)
    for kit in LEADING:
        shutil.rmtree(small.kits / kit)
    for project in (copy_project(folder), small):
        built = build(project, "build")
        if built.returncode:
            pytest.exit(f"The kit could not be built:\n{built.stdout}\n{built.stderr}", returncode=1)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput") and "LESSONKIT_UNDER_TEST" in os.environ:
        shutil.rmtree(Path(os.environ["LESSONKIT_UNDER_TEST"]).parent, ignore_errors=True)


@pytest.fixture(scope="session")
def project() -> Project:
    """The project whose kit is under test."""
    return Project(Path(os.environ["LESSONKIT_UNDER_TEST"]))


@pytest.fixture(scope="session")
def library(project: Project) -> Library:
    return read_library(project)


@pytest.fixture(scope="session")
def small() -> Project:
    """A project of a few units, whose kit has been built; a test that changes it copies it."""
    return Project(Path(os.environ["LESSONKIT_UNDER_TEST"], "small"))


@pytest.fixture(scope="session")
def dist(project: Project) -> Path:
    return project.dist
