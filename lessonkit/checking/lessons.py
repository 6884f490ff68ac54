"""Checks of a lesson: its number, its steps and their minutes, its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessonkit.checking.front_matter import misspelt, suggest
from lessonkit.content.bilingual import Numbered
from lessonkit.content.document import LOST, PLAIN, Section
from lessonkit.content.lesson import BLOCKS, Lesson, Quiz, minutes_of
from lessonkit.content.library import Library
from lessonkit.content.questions.clue import SCREENS
from lessonkit.content.questions.kinds import kind_of
from lessonkit.content.rehearsal import DEBRIEF
from lessonkit.findings import Finding, Text, error
from lessonkit.project import OPTIONAL_STEPS, SHORT_MINUTES, STEPS

STEP_KEYS = ("minutes", "short", "before", "scenario")
STEP_FLAGS = ("idea", "critical")
VOTED_FORM = "choice"


def check_numbers(library: Library) -> Iterator[Finding]:
    """Every unit of its form, and every urgent case, has a number of its own: its files on the stick are named by it."""
    for numbered in (library.lessons, library.rehearsals, library.rooms, library.urgent):
        numbers: dict[str, Numbered] = {}
        for thing in numbered:
            number = thing.source.text("number")
            if number and not re.fullmatch(r"[1-9]\d{0,3}", number):
                yield error(number.place, "number-unreadable", number=str(number))
            elif number and number in numbers:
                yield error(number.place, "number-twice", number=str(number), other=numbers[number].id)
            numbers.setdefault(str(number), thing)


def check_steps(library: Library) -> Iterator[Finding]:
    """A period has its steps, in their order, and says nothing about a step that is not known."""
    for lesson in library.lessons:
        ids = [str(section.id) for section in lesson.source.sections]
        for section in lesson.source.sections:
            if section.id not in STEPS:
                yield error(section.place, "step-unknown", step=str(section.id), suggestion=suggest(section.id, STEPS))
            yield from _check_attributes(section)
            before = section.values.get("before")
            if before and lesson.quiz and not library.told(lesson.quiz.texts.place.path, *LOST):
                yield from _check_before(before, lesson.quiz)
        for step in _missing_steps(lesson, library):
            yield error(lesson.source.place, "step-missing", step=step)
        known = [step for step in ids if step in STEPS]
        if known != sorted(known, key=STEPS.index):
            yield error(lesson.source.sections[0].place, "steps-out-of-order", order=", ".join(STEPS))


def _check_before(before: Text, quiz: Quiz) -> Iterator[Finding]:
    """A class votes, before and after, on one of the exit questions: on options that have letters."""
    asked = next((question for question in quiz.flagged("exit") if question.id == before), None)
    if not asked:
        yield error(before.place, "before-unknown", question=str(before))
    elif kind_of(asked.kind).form != VOTED_FORM:
        yield error(before.place, "before-without-options", question=str(before), kind=str(asked.kind))


def _missing_steps(lesson: Lesson, library: Library) -> list[str]:
    """Return the steps that a lesson should have and has not, not even in a section that could not be read."""
    if library.told(lesson.source.place.path, *LOST):
        return []
    ids = [str(section.id) for section in lesson.source.sections]
    left_out = {*OPTIONAL_STEPS.get(lesson.band.id, ()), *misspelt(ids, STEPS)}
    return [step for step in STEPS if step not in ids and step not in left_out]


def _check_attributes(section: Section) -> Iterator[Finding]:
    for key in section.values:
        if key not in STEP_KEYS:
            yield error(section.place, "attribute-unknown", name=key, suggestion=suggest(key, STEP_KEYS))
    for flag in section.flags:
        if flag not in STEP_FLAGS:
            yield error(section.place, "attribute-unknown", name=flag, suggestion=suggest(flag, STEP_FLAGS))


def check_scenarios(library: Library) -> Iterator[Finding]:
    """A step that names a rehearsal names one that is there."""
    known = tuple(rehearsal.id for rehearsal in library.rehearsals)
    for lesson in library.lessons:
        for section in lesson.source.sections:
            named = section.values.get("scenario")
            if named and named not in known and not library.told(f"{library.project.scenarios.name}/{named}", *LOST):
                yield error(named.place, "scenario-unknown", id=str(named), suggestion=suggest(named, known))


def check_minutes(library: Library) -> Iterator[Finding]:
    """The minutes of the steps add up to the band's period, those of the short cut to fifteen."""
    for lesson in library.lessons:
        steps = lesson.steps
        for step in steps:
            if not minutes_of(step) and "minutes" not in misspelt(step.values, STEP_KEYS):
                yield error(step.place, "minutes-missing", step=str(step.id))
        if steps and _can_be_added(lesson, library):
            if lesson.minutes != lesson.band.minutes:
                yield error(steps[0].place, "minutes-do-not-add-up", sum=lesson.minutes, period=lesson.band.minutes)
            short = sum(minutes_of(step, "short") for step in steps)
            if short != SHORT_MINUTES:
                yield error(steps[0].place, "short-minutes-do-not-add-up", sum=short, period=SHORT_MINUTES)
        for step in steps:
            if minutes_of(step, "short") > minutes_of(step) > 0:
                yield error(step.place, "short-longer-than-step", step=str(step.id))


def _can_be_added(lesson: Lesson, library: Library) -> bool:
    """Say whether all steps and their minutes could be read; a sum without one of them tells nothing new."""
    for section in lesson.source.sections:
        if section.id not in STEPS or not minutes_of(section) or misspelt(section.values, STEP_KEYS):
            return False
    return not _missing_steps(lesson, library) and not library.told(lesson.source.place.path, *LOST)


def check_blocks(library: Library) -> Iterator[Finding]:
    """Every block is one that the kit knows where to show."""
    for texts in library.texts:
        lesson = texts.folder.is_relative_to(library.project.lessons)
        quiz = texts.folder.is_relative_to(library.project.quizzes)
        two_ages = any(texts.folder.is_relative_to(room) for room in library.project.two_ages)
        known = BLOCKS if lesson else SCREENS if quiz else ("older",) if two_ages else ()
        known = (DEBRIEF,) if texts.folder.is_relative_to(library.project.scenarios) else known
        for document in texts.documents.values():
            for passage in document.markdown_passages:
                if passage.kind != PLAIN and passage.kind not in known:
                    suggestion = suggest(passage.kind, known)
                    yield error(passage.label.place, "block-unknown", name=passage.kind, suggestion=suggestion)
                elif not passage.markdown.strip():
                    yield error(passage.label.place, "block-empty", name=passage.kind)
