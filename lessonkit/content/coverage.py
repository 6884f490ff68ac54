"""Coverage: the codes that lessons may serve, and the lessons that are planned and not written yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lessonkit.content.frontmatter import FrontMatter, read_mappings
from lessonkit.content.text import read_lines
from lessonkit.findings import Finding, Text
from lessonkit.project import LANGUAGES, Project

THREAD = "thread"
GROUPS = (THREAD, "rule", "move", "efacw", "tt02", "curriculum")
"""What codes are grouped by: threads through the lessons, then what a lesson serves besides."""

CODE_KEYS = ("id", "group", *LANGUAGES, "source")
PLANNED_KEYS = ("number", "band", *LANGUAGES, "codes")


@dataclass(frozen=True)
class Code:
    """A thread or a part of a framework: its group, its names by language, the source that says so."""

    id: Text
    group: Text
    names: Mapping[str, Text]
    source: Text


@dataclass(frozen=True)
class Planned:
    """A lesson that is not written yet: its number, band, titles by language and the codes that it is to serve."""

    number: Text
    band: Text
    titles: Mapping[str, Text]
    codes: tuple[Text, ...]


def read_codes(project: Project, found: list[Finding]) -> tuple[Mapping[str, Code], tuple[FrontMatter, ...]]:
    """Read `frameworks.yml` by id, and the mappings as they were written (for the check of their keys)."""
    written = _read(project, project.frameworks, found)
    codes = []
    for mapping in written:
        said = _texts(mapping, CODE_KEYS, project, project.frameworks)
        codes.append(Code(said["id"], said["group"], {language: said[language] for language in LANGUAGES}, said["source"]))
    return {str(code.id): code for code in codes}, written


def read_planned(project: Project, found: list[Finding]) -> tuple[tuple[Planned, ...], tuple[FrontMatter, ...]]:
    """Read `planned.yml`, and the mappings as they were written."""
    written = _read(project, project.planned, found)
    planned = []
    for mapping in written:
        said = _texts(mapping, PLANNED_KEYS, project, project.planned)
        codes = value if isinstance(value := mapping.get("codes", ()), tuple) else ()
        planned.append(Planned(said["number"], said["band"], {language: said[language] for language in LANGUAGES}, codes))
    return tuple(planned), written


def _read(project: Project, path: Path, found: list[Finding]) -> tuple[FrontMatter, ...]:
    return read_mappings(read_lines(project, path, found), found) if path.exists() else ()


def _texts(mapping: FrontMatter, keys: tuple[str, ...], project: Project, path: Path) -> Mapping[str, Text]:
    empty = Text("", project.place(path))
    return {key: value if isinstance(value := mapping.get(key), Text) else empty for key in keys}
