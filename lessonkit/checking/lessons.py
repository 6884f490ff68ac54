"""Checks of a lesson: its front matter, its steps and their minutes, its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from lessonkit.content.document import LOST, PLAIN, Document, Section
from lessonkit.content.lesson import BLOCKS, Lesson, minutes_of
from lessonkit.content.library import Library
from lessonkit.findings import Finding, Text, error
from lessonkit.project import OPTIONAL_STEPS, SHORT_MINUTES, SOURCE_LANGUAGE, STEPS

LISTS = ("objectives", "key-words", "threads", "frameworks")
SOURCE_KEYS = (
    "number", "title", "summary", "grades", "self-study", "content-note", "review",
    "objectives", "key-words", "threads", "frameworks", "materials",
)  # fmt: skip
NEEDED_KEYS = ("number", "title", "summary", "grades", "self-study", "objectives")
SELF_STUDY = ("yes", "summary", "no")

STEP_KEYS = ("minutes", "short", "before", "scenario")
STEP_FLAGS = ("idea", "critical")


def suggest(word: str, known: tuple[str, ...]) -> str:
    """Return the known word that was probably meant, or ""."""
    return next(iter(get_close_matches(word, known, 1)), "")


def misspelt(written: Iterable[str], known: tuple[str, ...]) -> set[str]:
    """Return the known words that stand there misspelt; that they are missing is no second mistake."""
    return {suggest(word, known) for word in written if word not in known}


def check_front_matter(library: Library) -> Iterator[Finding]:
    """Every key is known and of its kind; what a lesson cannot do without is there."""
    for lesson in library.lessons:
        for language, document in lesson.texts.documents.items():
            source = language == SOURCE_LANGUAGE
            yield from _check_keys(document, SOURCE_KEYS)
            yield from _check_needed(document, NEEDED_KEYS if source else ("title", "summary", "objectives"), library)
        value = lesson.source.text("self-study")
        if value and value not in SELF_STUDY:
            yield error(value.place, "value-unknown", key="self-study", value=str(value), known=", ".join(SELF_STUDY))
        yield from _check_key_words(lesson, library)
    for texts in library.texts:
        if texts.folder.is_relative_to(library.project.lessons):
            continue
        for document in texts.documents.values():
            yield from _check_keys(document, ("title",))
            yield from _check_needed(document, ("title",), library)


def _check_keys(document: Document, known: tuple[str, ...]) -> Iterator[Finding]:
    for key, value in document.meta.items():
        place = value.place if isinstance(value, Text) else value[0].place if value else document.place
        if key not in known:
            yield error(place, "key-unknown", key=key, suggestion=suggest(key, known))
        elif isinstance(value, Text) and key in LISTS:
            yield error(place, "value-is-list", key=key)
        elif not isinstance(value, Text) and key not in LISTS:
            yield error(place, "value-is-string", key=key)


def _check_needed(document: Document, needed: tuple[str, ...], library: Library) -> Iterator[Finding]:
    if document.meta or not library.told(document.place.path):
        for key in needed:
            if not document.meta.get(key) and key not in misspelt(document.meta, SOURCE_KEYS):
                yield error(document.place, "key-missing", key=key)


def _check_key_words(lesson: Lesson, library: Library) -> Iterator[Finding]:
    known = tuple(str(section.id) for section in library.glossary.source.sections) if library.glossary else ()
    for word in lesson.source.list("key-words"):
        if word not in known and not library.told(library.project.glossary.name, *LOST):
            yield error(word.place, "key-word-unknown", word=str(word), suggestion=suggest(word, known))


def check_numbers(library: Library) -> Iterator[Finding]:
    """Every lesson has a number of its own: folders on the stick are named by it."""
    numbers: dict[str, Lesson] = {}
    for lesson in library.lessons:
        number = lesson.source.text("number")
        if number and not re.fullmatch(r"[1-9]\d{0,2}", number):
            yield error(number.place, "number-unreadable", number=str(number))
        elif number and number in numbers:
            yield error(number.place, "number-twice", number=str(number), other=numbers[number].id)
        numbers.setdefault(str(number), lesson)


def check_steps(library: Library) -> Iterator[Finding]:
    """A period has its steps, in their order, and says nothing about a step that is not known."""
    for lesson in library.lessons:
        ids = [str(section.id) for section in lesson.source.sections]
        for section in lesson.source.sections:
            if section.id not in STEPS:
                yield error(section.place, "step-unknown", step=str(section.id), suggestion=suggest(section.id, STEPS))
            yield from _check_attributes(section)
            before = section.values.get("before")
            whole = lesson.quiz and not library.told(lesson.quiz.texts.place.path, *LOST)
            if before and whole and before not in [question.id for question in lesson.quiz.flagged("exit")]:
                yield error(before.place, "before-unknown", question=str(before))
        for step in _missing_steps(lesson, library):
            yield error(lesson.source.place, "step-missing", step=step)
        known = [step for step in ids if step in STEPS]
        if known != sorted(known, key=STEPS.index):
            yield error(lesson.source.sections[0].place, "steps-out-of-order", order=", ".join(STEPS))


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
        glossary = texts.folder.is_relative_to(library.project.glossary)
        known = BLOCKS if lesson else ("message",) if quiz else ("older",) if glossary else ()
        for document in texts.documents.values():
            for passage in document.markdown_passages:
                if passage.kind != PLAIN and passage.kind not in known:
                    suggestion = suggest(passage.kind, known)
                    yield error(passage.label.place, "block-unknown", name=passage.kind, suggestion=suggestion)
                elif not passage.markdown.strip():
                    yield error(passage.label.place, "block-empty", name=passage.kind)
