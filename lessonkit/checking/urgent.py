"""Checks of the urgent pages: a frightened reader finds the same four parts, and few steps, on every one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessonkit.checking.front_matter import misspelt, suggest
from lessonkit.content.document import LOST, Section
from lessonkit.content.library import Library
from lessonkit.content.urgent import MOST_URGENT_STEPS, URGENT_SECTIONS, Urgent
from lessonkit.findings import Finding, error

_STEP = re.compile(r"\d+[.)]\s")


def check_urgent(library: Library) -> Iterator[Finding]:
    """Every case has its four sections, and at most five steps for each age."""
    for case in library.urgent:
        yield from _check_sections(case, library)
        for document in case.texts.documents.values():
            section = document.section("now")
            if section:
                yield from _check_steps(section)


def _check_sections(case: Urgent, library: Library) -> Iterator[Finding]:
    ids = [str(section.id) for section in case.source.sections]
    for section in case.source.sections:
        if section.id not in URGENT_SECTIONS:
            suggestion = suggest(section.id, URGENT_SECTIONS)
            yield error(section.place, "urgent-section-unknown", id=str(section.id), suggestion=suggestion)
    if not library.told(case.source.place.path, *LOST):
        for id in URGENT_SECTIONS:
            if id not in ids and id not in misspelt(ids, URGENT_SECTIONS):
                yield error(case.source.place, "urgent-section-missing", id=id)


def _check_steps(section: Section) -> Iterator[Finding]:
    for passage in section.passages:
        number = sum(bool(_STEP.match(line)) for line in passage.lines)
        if number > MOST_URGENT_STEPS:
            yield error(passage.place, "urgent-steps-too-many", number=number, limit=MOST_URGENT_STEPS)
