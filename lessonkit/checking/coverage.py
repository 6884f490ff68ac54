"""Checks of what lessons serve: every code is in the list of codes, and what is planned has not been written yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lessonkit.checking.front_matter import suggest
from lessonkit.checking.help import check_keys
from lessonkit.content.coverage import CODE_KEYS, GROUPS, PLANNED_KEYS, THREAD, Code
from lessonkit.content.library import Library
from lessonkit.findings import Finding, Text, advice, error
from lessonkit.project import BAND_BY_ID, LANGUAGES


def check_codes(library: Library) -> Iterator[Finding]:
    """The threads and frameworks of a lesson are codes of `frameworks.yml`; a kit without that list allows any."""
    if not library.codes or library.told(library.project.frameworks.name):
        return
    threads = {id: code for id, code in library.codes.items() if code.group == THREAD}
    others = {id: code for id, code in library.codes.items() if code.group != THREAD}
    for lesson in library.lessons:
        yield from _check_known(lesson.source.list("threads"), threads)
        yield from _check_known(lesson.source.list("frameworks"), others)


def check_coverage(library: Library) -> Iterator[Finding]:
    """The lists of codes and of planned lessons have their keys; a planned lesson is not there yet."""
    project = library.project
    yield from check_keys(library, project.frameworks, CODE_KEYS, ("id", "group", *LANGUAGES))
    yield from check_keys(library, project.planned, PLANNED_KEYS, PLANNED_KEYS)
    for code in library.codes.values():
        if code.group and code.group not in GROUPS:
            yield error(code.group.place, "value-unknown", key="group", value=str(code.group), known=", ".join(GROUPS))
        if code.source and code.source not in library.sources and not library.told(project.sources.name):
            suggestion = suggest(code.source, tuple(library.sources))
            yield error(code.source.place, "source-unknown", id=str(code.source), suggestion=suggestion)
    written = {lesson.number: lesson for lesson in library.lessons}
    for planned in library.planned:
        if planned.band and planned.band not in BAND_BY_ID:
            yield error(planned.band.place, "band-unknown", band=str(planned.band))
        if not library.told(project.frameworks.name):
            yield from _check_known(planned.codes, library.codes)
        if planned.number in written:
            yield advice(planned.number.place, "planned-is-written", number=str(planned.number))


def _check_known(written: Iterable[Text], known: Mapping[str, Code]) -> Iterator[Finding]:
    for code in written:
        if code not in known:
            yield error(code.place, "code-unknown", code=str(code), suggestion=suggest(code, tuple(known)))
