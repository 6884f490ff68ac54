"""Checks between the two languages: structure is shared, words are not, and nothing goes stale unseen."""

from __future__ import annotations

from collections.abc import Iterator

from lessonkit.checking.front_matter import misspelt
from lessonkit.content.bilingual import Bilingual
from lessonkit.content.document import LOST, Document
from lessonkit.content.glossary import TERM_KEYS
from lessonkit.content.lesson import Quiz
from lessonkit.content.library import PAIRED, Library
from lessonkit.content.rehearsal import Rehearsal, scenes_of
from lessonkit.findings import Finding, advice, error
from lessonkit.project import LANGUAGES, SOURCE_LANGUAGE
from lessonkit.translation.pairing import META, MISSING, STALE, TRANSLATED_KEYS, pairs

OWN_KEYS = (*TRANSLATED_KEYS, "words")
"""What a translation says for itself; people in distress do not search in translated words."""

OWN_VALUES = ("from", *TERM_KEYS)
"""What a heading of a translation says for itself: whom the pretend phone names, how else a term is said."""


def check_structure(library: Library) -> Iterator[Finding]:
    """The translation has the sections of the source, in their order, and no facts of its own."""
    for texts in library.texts:
        for language, document in texts.documents.items():
            if language != SOURCE_LANGUAGE:
                yield from _check_sections(texts.source, document, library)
                yield from _check_facts(texts.source, document)
    for lesson in library.lessons:
        if lesson.quiz:
            yield from _check_options(lesson.quiz)
    for rehearsal in library.rehearsals:
        if not library.told(library.project.place(rehearsal.texts.folder).path, "choice-unreadable"):
            yield from _check_ways(rehearsal)


def _check_sections(source: Document, translation: Document, library: Library) -> Iterator[Finding]:
    known = {str(section.id): number for number, section in enumerate(source.sections)}
    whole = not library.told(source.place.path, *LOST)
    for section in translation.sections:
        if section.id not in known and whole:
            yield error(section.place, "section-not-in-source", id=str(section.id))
    shared = [known[section.id] for section in translation.sections if section.id in known]
    if shared != sorted(shared):
        yield error(translation.sections[0].place, "sections-out-of-order", order=", ".join(known))


def _check_facts(source: Document, translation: Document) -> Iterator[Finding]:
    for key in translation.meta:
        values = translation.list(key)
        if key not in OWN_KEYS and key in source.meta and values != source.list(key):
            yield error(values[0].place if values else translation.place, "fact-differs", key=key)
    for key in ("content-note", "materials"):
        if source.text(key) and not translation.text(key) and translation.meta:
            yield error(translation.place, "key-missing", key=key)
    number, needed = len(translation.list("objectives")), len(source.list("objectives"))
    if number and needed and number != needed:
        yield error(translation.place, "objectives-differ", number=number, needed=needed)
    for section in translation.sections:
        original = source.section(section.id)
        for key, value in section.values.items():
            if original and key not in OWN_VALUES and original.values.get(key) != value:
                yield error(section.place, "fact-differs", key=key)
        for flag in sorted(section.flags):
            if original and flag not in original.flags:
                yield error(section.place, "fact-differs", key=flag)


def _check_options(quiz: Quiz) -> Iterator[Finding]:
    sources = {question.id: question for question in quiz.source}
    for language, questions in quiz.questions.items():
        for question in questions:
            source = sources.get(question.id)
            if language == SOURCE_LANGUAGE or not source or not source.options:
                continue
            if len(question.options) != len(source.options):
                numbers = {"number": len(question.options), "needed": len(source.options)}
                yield error(question.place, "options-differ", id=str(question.id), **numbers)
            elif question.shared != source.shared and any(source.right):
                yield error(question.place, "right-options-differ", id=str(question.id))


def _check_ways(rehearsal: Rehearsal) -> Iterator[Finding]:
    sources = {scene.id: scene for scene in rehearsal.scenes}
    for language, document in rehearsal.texts.documents.items():
        for scene in scenes_of(document, rehearsal.source) if language != SOURCE_LANGUAGE else ():
            source = sources.get(scene.id)
            if source and [way.shared for way in scene.ways] != [way.shared for way in source.ways]:
                yield error(scene.place, "ways-differ", id=str(scene.id))


def check_translations(library: Library) -> Iterator[Finding]:
    """What is missing or stale is told; only a stale section that is critical to safety stops a release."""
    for texts in library.texts:
        yield from _check_languages(texts, library)
        folder = library.project.place(texts.folder).path
        left_out = {language: _left_out(texts, language, library) for language in texts.documents}
        for pair in pairs(texts):
            if pair.language not in texts.documents:
                continue
            if pair.state == MISSING:
                if pair.section not in left_out[pair.language]:
                    yield advice(pair.place, "section-untranslated", id=pair.section, language=pair.language)
            elif pair.state == STALE and not library.told(f"{folder}/{PAIRED}"):
                tell = error if pair.critical else advice
                rule = "critical-section-stale" if pair.critical else "section-stale"
                yield tell(pair.place, rule, id=pair.section, folder=folder)


def _left_out(texts: Bilingual, language: str, library: Library) -> set[str]:
    """Return the sections that a translation has in a form that was told already: not readable, or with a misspelt id."""
    known = tuple(str(section.id) for section in texts.source.sections)
    if library.told(library.project.place(texts.folder / f"{language}.md").path, *LOST):
        return {META, *known}
    return {META} | misspelt([section.id for section in texts.documents[language].sections], known)


def _check_languages(texts: Bilingual, library: Library) -> Iterator[Finding]:
    for language in LANGUAGES:
        if language not in texts.documents and not (texts.folder / f"{language}.md").is_symlink():
            yield advice(texts.place, "translation-missing", language=language)
