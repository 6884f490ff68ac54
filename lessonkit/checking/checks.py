"""The register of all checks: a new check is one function, named here once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from lessonkit.checking.files import check_ids, check_names
from lessonkit.checking.front_matter import check_front_matter
from lessonkit.checking.help import check_channels, check_expiry, check_sources
from lessonkit.checking.languages import check_structure, check_translations
from lessonkit.checking.lessons import check_blocks, check_minutes, check_numbers, check_steps
from lessonkit.checking.pictures import check_drawings
from lessonkit.checking.prose import check_html, check_links, check_pictures
from lessonkit.checking.quizzes import check_exit_questions, check_questions, check_stray_quizzes
from lessonkit.checking.urgent import check_urgent
from lessonkit.content.library import Library
from lessonkit.findings import ERROR, Finding
from lessonkit.translation.catalogs import check_catalogs

CHECKS: tuple[Callable[[Library], Iterator[Finding]], ...] = (
    check_front_matter,
    check_numbers,
    check_steps,
    check_minutes,
    check_blocks,
    check_questions,
    check_exit_questions,
    check_stray_quizzes,
    check_structure,
    check_translations,
    check_html,
    check_links,
    check_pictures,
    check_drawings,
    check_names,
    check_ids,
    check_channels,
    check_sources,
    check_urgent,
)


def check_library(library: Library, today: date) -> tuple[Finding, ...]:
    """Return everything to mend, in the order of the files. Only `today` makes two runs differ."""
    found = [*library.findings, *check_catalogs(library.project), *check_expiry(library, today)]
    for check in CHECKS:
        found += check(library)
    return tuple({finding.order: finding for finding in sorted(found, key=lambda finding: finding.order)}.values())


def stops(findings: tuple[Finding, ...]) -> bool:
    """Say whether any of the findings is an error."""
    return any(finding.severity == ERROR for finding in findings)
