"""The register of all checks: a new check is one function, named here once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from lessonkit.checking.citations import check_statements
from lessonkit.checking.coverage import check_codes, check_coverage
from lessonkit.checking.files import check_ids, check_names
from lessonkit.checking.front_matter import check_front_matter
from lessonkit.checking.glossary import check_glossary
from lessonkit.checking.help import check_channels, check_expiry, check_recalls, check_sources
from lessonkit.checking.languages import check_structure, check_translations
from lessonkit.checking.lessons import check_blocks, check_minutes, check_numbers, check_scenarios, check_steps
from lessonkit.checking.pedagogy import (
    check_habits_of_a_quiz,
    check_help_line,
    check_idea,
    check_kept_evidence,
    check_slogans,
)
from lessonkit.checking.pictures import check_drawings
from lessonkit.checking.prose import check_html, check_links, check_pictures
from lessonkit.checking.quizzes import (
    check_class_questions,
    check_exit_questions,
    check_pretended_links,
    check_questions,
    check_stray_quizzes,
)
from lessonkit.checking.recordings import check_recordings
from lessonkit.checking.rehearsals import check_routes, check_scenes, check_unit_ids
from lessonkit.checking.renderings import check_renderings
from lessonkit.checking.rooms import check_rooms
from lessonkit.checking.sentences import check_sentences
from lessonkit.checking.slides import check_slides
from lessonkit.checking.urgent import check_urgent
from lessonkit.checking.wording import check_words
from lessonkit.content.library import Library
from lessonkit.findings import ERROR, Finding
from lessonkit.translation.catalogs import check_catalogs

Check = Callable[[Library], Iterator[Finding]]

OF_TEXTS: tuple[Check, ...] = (
    check_front_matter,
    check_codes,
    check_steps,
    check_minutes,
    check_blocks,
    check_slides,
    check_questions,
    check_pretended_links,
    check_exit_questions,
    check_class_questions,
    check_rooms,
    check_scenes,
    check_routes,
    check_structure,
    check_translations,
    check_html,
    check_pictures,
    check_drawings,
    check_recordings,
    check_sources,
    check_statements,
    check_idea,
    check_help_line,
    check_slogans,
    check_kept_evidence,
    check_habits_of_a_quiz,
    check_words,
    check_sentences,
)
"""Checks of what stands in one lesson, kit or page of help, which no other lesson has a say in."""

OF_KIT: tuple[Check, ...] = (
    check_numbers,
    check_unit_ids,
    check_scenarios,
    check_stray_quizzes,
    check_links,
    check_names,
    check_ids,
    check_channels,
    check_recalls,
    check_coverage,
    check_urgent,
    check_glossary,
)
"""Checks of how things stand to each other, or of things that are there once; they ask for no lesson's text."""


def check_library(library: Library, today: date) -> tuple[Finding, ...]:
    """Return everything to mend, in the order of the files. Only `today` makes two runs differ."""
    return sort_findings([*check_texts(library), *check_kit(library, today)])


def check_texts(library: Library) -> Iterator[Finding]:
    """Yield what the checks of single texts find."""
    found = [finding for check in OF_TEXTS for finding in check(library)]
    yield from found
    yield from check_renderings(library, found)


def check_kit(library: Library, today: date) -> Iterator[Finding]:
    """Yield what was found while reading, and what the checks of the whole find."""
    yield from library.findings
    yield from check_catalogs(library.project)
    yield from check_expiry(library, today)
    for check in OF_KIT:
        yield from check(library)


def sort_findings(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of the files, each once."""
    return tuple({finding.order: finding for finding in sorted(found, key=lambda finding: finding.order)}.values())


def stops(findings: tuple[Finding, ...]) -> bool:
    """Say whether any of the findings is an error."""
    return any(finding.severity == ERROR for finding in findings)
