"""Checks of front matter: every form has its keys, each of its kind; a misspelt word is told with the one that was meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from lessonkit.content.bilingual import Bilingual
from lessonkit.content.document import LOST, Document
from lessonkit.content.lesson import EXPERT_READING, Lesson
from lessonkit.content.library import Library
from lessonkit.content.text import read_date
from lessonkit.findings import Finding, Text, error
from lessonkit.project import SOURCE_LANGUAGE

LISTS = ("objectives", "key-words", "threads", "frameworks", "words")
LESSON_KEYS = (
    "number", "title", "summary", "grades", "self-study", "content-note", "review",
    "objectives", "key-words", "threads", "frameworks", "materials",
)  # fmt: skip
SELF_STUDY = ("yes", "summary", "no")
PRACTICE_KEYS = ("number", "title", "summary", "self-study", "content-note", "review")
"""Of a rehearsal or a room: pupils have all of it, or only the title."""


def suggest(word: str, known: tuple[str, ...]) -> str:
    """Return the known word that was probably meant, or ""."""
    return next(iter(get_close_matches(word, known, 1)), "")


def misspelt(written: Iterable[str], known: tuple[str, ...]) -> set[str]:
    """Return the known words that stand there misspelt; that they are missing is no second mistake."""
    return {suggest(word, known) for word in written if word not in known}


def check_front_matter(library: Library) -> Iterator[Finding]:
    """Every key is known and of its kind; what a form cannot do without is there."""
    for texts in library.texts:
        known, needed, needed_in_translation = _form(texts, library)
        for language, document in texts.documents.items():
            yield from _check_keys(document, known)
            yield from _check_needed(document, known, needed if language == SOURCE_LANGUAGE else needed_in_translation, library)
        yield from _check_reviewer(texts.source)
    for unit in library.units:
        value, known = unit.source.text("self-study"), SELF_STUDY if unit in library.lessons else SELF_STUDY[::2]
        if value and value not in known:
            yield error(value.place, "value-unknown", key="self-study", value=str(value), known=", ".join(known))
    for lesson in library.lessons:
        yield from _check_key_words(lesson, library)
        yield from _check_review(lesson)


def _form(texts: Bilingual, library: Library) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the keys that a form knows, those it needs in the source, and those it needs in a translation."""
    if texts.folder.is_relative_to(library.project.lessons):
        own = ("title", "summary", "objectives")
        return LESSON_KEYS, ("number", *own, "grades", "self-study"), own
    if any(texts.folder.is_relative_to(room) for room in (library.project.scenarios, library.project.rooms)):
        own = ("title", "summary")
        return PRACTICE_KEYS, ("number", *own, "self-study"), own
    if texts.folder.is_relative_to(library.project.urgent):
        own = ("title", "summary", "words")
        return (own, own, own) if texts is library.door else (("number", *own, "review"), ("number", *own), own)
    if texts.folder.is_relative_to(library.project.kits):
        return ("title", "review"), ("title",), ("title",)
    return ("title",), ("title",), ("title",)


def _check_keys(document: Document, known: tuple[str, ...]) -> Iterator[Finding]:
    for key, value in document.meta.items():
        place = value.place if isinstance(value, Text) else value[0].place if value else document.place
        if key not in known:
            yield error(place, "key-unknown", key=key, suggestion=suggest(key, known))
        elif isinstance(value, Text) and key in LISTS:
            yield error(place, "value-is-list", key=key)
        elif not isinstance(value, Text) and key not in LISTS:
            yield error(place, "value-is-string", key=key)


def _check_needed(document: Document, known: tuple[str, ...], needed: tuple[str, ...], library: Library) -> Iterator[Finding]:
    if document.meta or not library.told(document.place.path):
        for key in needed:
            if not document.meta.get(key) and key not in misspelt(document.meta, known):
                yield error(document.place, "key-missing", key=key)


def _check_key_words(lesson: Lesson, library: Library) -> Iterator[Finding]:
    known = tuple(str(section.id) for section in library.glossary.source.sections) if library.glossary else ()
    for word in lesson.source.list("key-words"):
        if word not in known and not library.told(library.project.glossary.name, *LOST):
            yield error(word.place, "key-word-unknown", word=str(word), suggestion=suggest(word, known))


def _check_review(lesson: Lesson) -> Iterator[Finding]:
    """A lesson that touches what can hurt says whether an expert has read it."""
    said = lesson.source.meta.get("review") or "review" in misspelt(lesson.source.meta, LESSON_KEYS)
    if not said and (lesson.sensitive or lesson.number in EXPERT_READING):
        yield error(lesson.source.place, "review-missing", number=lesson.number)


def _check_reviewer(document: Document) -> Iterator[Finding]:
    """A review is still needed, or it names who read the text, in which role, and when."""
    review = document.text("review")
    reader, _, rest = review.partition(",")
    role, _, day = rest.rpartition(",")
    if review and review != "needed" and not (reader.strip() and role.strip(", ") and read_date(day.strip())):
        yield error(review.place, "review-unreadable", value=str(review))
