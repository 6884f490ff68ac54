"""Pairing: for each section, whether its translation still says what the source says.

`paired.yml` beside a document holds, for each section, a hash of the Vietnamese that the other language translates.
So nothing is guessed from dates: a section is *paired*, *stale* or *missing*.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from lessonkit.content.bilingual import Bilingual
from lessonkit.content.document import Section
from lessonkit.content.library import PAIRED, Library
from lessonkit.findings import Place
from lessonkit.project import LANGUAGES, SOURCE_LANGUAGE

PAIRED_STATE = "paired"
STALE = "stale"
MISSING = "missing"

META = "front-matter"
"""The name under which the translatable part of the front matter is paired."""

TRANSLATED_KEYS = ("title", "summary", "content-note", "objectives", "materials")
"""The front matter that a translation has of its own."""

QUIZ_ID = "#quiz"
"""Behind the id of a lesson: its questions as a whole, which are finished by themselves."""

_HEADER = "# Written by `build.py translated`: the hash of the Vietnamese that each section's translation says.\n"


@dataclass(frozen=True)
class Pair:
    """A section of the source and how its translation into a language stands."""

    section: str
    language: str
    state: str
    critical: bool
    place: Place
    """Of the translation where there is one, else of the source."""


def pairs(texts: Bilingual) -> Iterator[Pair]:
    """Yield the pairs of a document, in the order of the source, for every language but the source."""
    source = texts.source
    for language in LANGUAGES:
        if language == SOURCE_LANGUAGE:
            continue
        translation = texts.documents.get(language)
        if source.meta:
            yield _pair(META, language, texts, translation.place if translation else source.place, False)
        for section in source.sections:
            told = translation.section(section.id) if translation else None
            place = told.place if told else translation.place if translation else section.place
            yield _pair(section.id, language, texts, place, "critical" in section.flags)


def state_of(texts: Bilingual, section: str, language: str) -> str:
    """Return how one section stands in a language; the source is always paired with itself."""
    if language == SOURCE_LANGUAGE:
        return PAIRED_STATE
    translation = texts.documents.get(language)
    if not translation or not (translation.meta if section == META else translation.section(section)):
        return MISSING
    if not (texts.source.meta if section == META else texts.source.section(section)):
        return MISSING
    return PAIRED_STATE if texts.paired.get(section) == hash_of(texts, section) else STALE


def section_in(texts: Bilingual, section: str, language: str) -> Section | None:
    """Return a section in a language, or in the source where it has not been translated."""
    return texts.document(language).section(section) or texts.source.section(section)


def told_in(texts: Bilingual | None, section: str, language: str) -> tuple[Section, str] | None:
    """Return a section in a language, or in the source where it has not been translated, and the language that it is in."""
    told = texts.document(language).section(section) if texts else None
    if told:
        return told, texts.document(language).language
    source = texts.source.section(section) if texts else None
    return (source, SOURCE_LANGUAGE) if source else None


def record_pairing(texts: Bilingual, sections: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Write `paired.yml`: the named sections (all, if none is named) now translate the source as it stands.

    Returns the sections whose record changed. Sections that have no translation are left out.
    """
    recorded = {section: str(hash) for section, hash in texts.paired.items()}
    kept = {}
    for pair in pairs(texts):
        if pair.state == MISSING:
            continue
        if not sections or pair.section in sections:
            kept[pair.section] = hash_of(texts, pair.section)
        elif pair.section in recorded:
            kept[pair.section] = recorded[pair.section]
    written = _HEADER + "".join(f"{section}: {hash}\n" for section, hash in kept.items())
    (texts.folder / PAIRED).write_text(written, encoding="utf-8", newline="\n")
    return tuple(section for section, hash in kept.items() if recorded.get(section) != hash)


def ids_in_use(library: Library) -> Iterator[str]:
    """Yield the ids that resume codes and stored progress may name: of units and quizzes, of their steps, questions, scenes."""
    for unit in library.units:
        yield unit.id
        if len(unit.every_text) > 1:
            yield f"{unit.id}{QUIZ_ID}"
        for texts in unit.every_text:
            for section in texts.source.sections:
                yield f"{unit.id}#{section.id}"


def record_ids(library: Library) -> tuple[str, ...]:
    """Add ids that are in use and not in `ids.txt` at its end; the file only grows. Returns those added."""
    known = {str(id) for id in library.ids}
    added = tuple(dict.fromkeys(id for id in ids_in_use(library) if id not in known))
    if added:
        text = "".join(f"{id}\n" for id in (*library.ids, *added))
        library.project.ids.write_text(text, encoding="utf-8", newline="\n")
    return added


def _pair(section: str, language: str, texts: Bilingual, place: Place, critical: bool) -> Pair:
    return Pair(str(section), language, state_of(texts, section, language), critical, place)


def hash_of(texts: Bilingual, section: str) -> str:
    """Return the hash of what a translator has before the eyes, "" where there is no such section."""
    if section != META:
        told = texts.source.section(section)
        return told.digest if told else ""
    return hashlib.sha256(words_of(texts, META, "|").encode()).hexdigest()[:16]


def words_of(texts: Bilingual, section: str, between: str = "\n") -> str:
    """Return what a translator has before the eyes."""
    if section != META:
        return texts.source.section(section).source
    return "\n".join(f"{key}: {between.join(texts.source.list(key))}" for key in TRANSLATED_KEYS)
