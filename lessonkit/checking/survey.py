"""A survey: all content read and checked, with what has not changed since the last time taken from what was kept.

The unit is a lesson with its quiz: what is found in it, numbers, ids and links apart, depends on nothing but its own
files and on what all lessons share (the kit's own code and words, help, glossary, sources).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

from lessonkit.checking.checks import check_kit, check_texts, sort_findings
from lessonkit.content.library import Library
from lessonkit.content.outline import fingerprint, read_findings, write_findings
from lessonkit.content.reading import Shelf, read_library, unit_of, written_files
from lessonkit.findings import Failure, Finding
from lessonkit.kept import digest, read_kept, write_kept
from lessonkit.project import Project
from lessonkit.workers import Workers, portions

PACKAGES = ("babel", "brotli", "fontpkg-be-vietnam-pro", "fonttools", "jinja2", "markdown", "mkdocs", "mkdocs-material", "nh3")
"""Packages whose release has a say in what a build makes."""

FEWEST_UNITS, MOST_UNITS = 20, 60
"""How many lessons a worker is given at once."""

Record = dict[str, Any]
"""Of a unit: {key, outlines: {folder: outline}, findings}."""


@dataclass(frozen=True)
class Prints:
    """Hashes of all that a build is made from."""

    shared: str
    """Of everything that is not a lesson or a quiz: our own modules, templates and words, help, glossary, sources."""
    units: Mapping[str, str]
    """For each unit, of its files and of what is shared."""
    whole: str
    """Of all of it, and of the day: some things expire."""
    day: date


@dataclass(frozen=True)
class Survey:
    """The library, what was found in it, and the hashes of what it was made from."""

    library: Library
    findings: tuple[Finding, ...]
    prints: Prints


def survey_project(
    project: Project, prints: Prints, workers: Workers, told: Callable[[int, int], None] = lambda done, all: None
) -> Survey:
    """Read and check all content; `told` hears how many of the units that were not known have been read.

    Raises:
        Failure: somebody saved a file since the prints were taken.
    """
    path = kept_survey(project)
    kept = read_kept(path)
    known = {unit: kept[unit] for unit, key in prints.units.items() if unit in kept and kept[unit]["key"] == key}
    lacking = [unit for unit in prints.units if unit not in known]
    cut = portions(lacking, workers.number, FEWEST_UNITS, MOST_UNITS)
    tasks = [(project.root, prints.shared, tuple(portion)) for portion in cut]
    done = 0
    told(done, len(lacking))
    for read in workers.map(_read_units, tasks):
        done += len(read)
        told(done, len(lacking))
        for unit, record in read.items():
            if record["key"] != prints.units[unit]:
                raise Failure("changed-meanwhile", file=unit)
            known[unit] = record
    if lacking or known.keys() != kept.keys():
        write_kept(path, {unit: known[unit] for unit in prints.units})
    library = read_library(project, shelf_of(known))
    found = [finding for unit in prints.units for finding in read_findings(known[unit]["findings"])]
    found += [*check_texts(library.shared), *check_kit(library, prints.day)]
    return Survey(library, sort_findings(found), prints)


def take_prints(project: Project, today: date) -> Prints:
    """Return the hashes of all that a build is made from: every file is read."""
    shared: list[tuple[str, str]] = []
    units: dict[str, list[tuple[str, str]]] = {}
    for path in written_files(project):
        unit = unit_of(project, path)
        (units.setdefault(unit, []) if unit else shared).append((project.place(path).path, fingerprint(path)))
    for path in _own_files(project):
        shared.append((project.place(path).path, fingerprint(path)))
    releases = [f"{package} {metadata.version(package)}" for package in PACKAGES]
    common = digest(sys.version, releases, shared)
    keys = {unit: digest(common, files) for unit, files in units.items()}
    ids = fingerprint(project.ids) if project.ids.exists() else ""
    return Prints(common, keys, digest(common, list(keys.items()), ids, today.isoformat()), today)


def kept_survey(project: Project) -> Path:
    """Return where the records of all units are kept."""
    return project.cache / "kit" / "survey.json"


def shelf_of(records: Mapping[str, Record]) -> Shelf:
    """Return the outlines that the records of units hold."""
    return Shelf({folder: outline for record in records.values() for folder, outline in record["outlines"].items()})


def _read_units(task: tuple[Path, str, tuple[str, ...]]) -> dict[str, Record]:
    """Read and check some units, in a process of its own."""
    root, shared, units = task
    project = Project(root)
    library = read_library(project, shelf := Shelf({}), frozenset(units))
    files: dict[str, list[tuple[str, str]]] = {unit: [] for unit in units}
    for path in library.files:
        if unit := unit_of(project, path):
            files[unit].append((project.place(path).path, fingerprint(path)))
    records: dict[str, Record] = {unit: {"key": digest(shared, files[unit]), "outlines": {}, "findings": []} for unit in units}
    for folder, outline in shelf.used.items():
        records[unit_of(project, project.root / folder / "vi.md")]["outlines"][folder] = outline
    for finding in check_texts(library):
        record = records.get(unit_of(project, project.root / finding.place.path))
        if record:
            record["findings"] += write_findings([finding])
    return records


def _own_files(project: Project) -> Iterable[Path]:
    """Yield the files besides the content that a build is made from."""
    for room in (project.root / "lessonkit", project.overrides, project.locales):
        yield from sorted(path for path in room.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    lists = (project.sources, project.recalled, project.frameworks, project.planned)
    yield from (path for path in (project.mkdocs_config, *lists, project.changelog) if path.exists())
