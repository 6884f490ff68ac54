"""Recalls: editions of the kit that must no longer be used, by their date, each with the reason in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lessonkit.content.frontmatter import FrontMatter, read_mappings
from lessonkit.content.text import read_lines
from lessonkit.findings import Finding, Text
from lessonkit.project import LANGUAGES, Project

RECALL_KEYS = ("date", *LANGUAGES)


@dataclass(frozen=True)
class Recall:
    """An edition that is recalled: its date (ISO), and why, by language."""

    date: Text
    reasons: Mapping[str, Text]


def read_recalls(project: Project, found: list[Finding]) -> tuple[tuple[Recall, ...], tuple[FrontMatter, ...]]:
    """Read `recalled.yml`, the newest edition first, and the mappings as they were written (for the check of their keys)."""
    if not project.recalled.exists():
        return (), ()
    written = read_mappings(read_lines(project, project.recalled, found), found)
    empty = Text("", project.place(project.recalled))
    recalls = []
    for mapping in written:
        said = {key: value if isinstance(value := mapping.get(key), Text) else empty for key in RECALL_KEYS}
        recalls.append(Recall(said.pop("date"), said))
    return tuple(sorted(recalls, key=lambda recall: recall.date, reverse=True)), written
