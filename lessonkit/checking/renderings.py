"""Checks of what a translation says: terms by their pair in the glossary, the same numbers, names, addresses, sources.

A section is compared passage by passage where both languages have the same passages, else as a whole. What is stale or
missing is not compared, nor is a section in which anything else is to be mended: that was told already.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lessonkit.content.bilingual import Bilingual
from lessonkit.content.document import Document, Section
from lessonkit.content.glossary import Terms, terms_of
from lessonkit.content.library import Library
from lessonkit.content.links import pictures_of
from lessonkit.findings import Finding, Place, Text, advice, error
from lessonkit.project import LANGUAGES, SOURCE_LANGUAGE
from lessonkit.translation.pairing import PAIRED_STATE, state_of

LENGTHS = ((1000, 0.95, 1.45), (200, 0.75, 1.65))
"""From how many letters of Vietnamese on, how many letters English may have for each: in the kit, sections from 1000
letters on have 1.12 to 1.29, those from 200 on 0.88 to 1.45."""

_UNSAID = re.compile(r"\[\^[\w.-]+\]|\]\([^)]*\)|\{[^{}]*\}|^[ \t]*\d+[.)] |\b[Tt]hứ [2-7]\b", re.MULTILINE)
"""What is no number that anybody says: sources, addresses, ids, the places of a list, days of the week in Vietnamese."""

_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)")
_THOUSANDS = re.compile(r"[.,](?=\d{3}(?:\D|$))")
_AFTERNOON = re.compile(r"(\d+)(?: giờ| ?h\b|:)")
_WORDS = {
    "vi": ("không", "một|nhất", "hai|đôi|nhì|cả hai", "ba", "bốn|tư", "năm", "sáu", "bảy", "tám", "chín", "mười",
           "mười một", "mười hai"),
    "en": ("zero|no", "one|once|first|an?|single", "two|twice|second|both|pair", "three|third", "four|fourth", "five|fifth",
           "six|sixth", "seven|seventh", "eight|eighth", "nine|ninth", "ten|tenth", "eleven|eleventh", "twelve|twelfth"),
}  # fmt: skip
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip

_CAPITAL = f"[{''.join(letter for letter in map(chr, range(0x2000)) if letter.isupper())}]"
_NAME = re.compile(rf"{_CAPITAL}(?:(?<=[^\W_][ ,] .|[^\W_]{{2}} .)(?:'?\w*\w|\.)(?!\w)|(?<=, .)'?\w*\w)")
"""A word inside a sentence with a capital letter. The letter comes first, for that is what there are fewest of."""


@dataclass(frozen=True)
class _Pair:
    """Some text of a section and its translation."""

    source: str
    told: str
    place: Place
    """Of the translation."""


def check_renderings(library: Library, found: Iterable[Finding] = ()) -> Iterator[Finding]:
    """A translation says what the source says, whatever the words; `found` is what else is to be mended."""
    lines: dict[str, list[int]] = {}
    for finding in (*library.findings, *found):
        lines.setdefault(finding.place.path, []).append(finding.place.line)
    for texts in library.texts:
        for language in LANGUAGES:
            translation = texts.documents.get(language)
            if translation and language != SOURCE_LANGUAGE:
                yield from _check_document(
                    texts, translation, library, _told_in(texts.source, lines) | _told_in(translation, lines)
                )


def _told_in(document: Document, lines: Mapping[str, list[int]]) -> set[str]:
    """Return the sections of a document in which something was found already."""
    above = (_section_at(document, line) for line in lines.get(document.place.path, ()))
    return {str(section.id) for section in above if section}


def _section_at(document: Document, line: int) -> Section | None:
    at = bisect_right(document.sections, line, key=lambda section: section.place.line)
    return document.sections[at - 1] if at else None


def _check_document(texts: Bilingual, translation: Document, library: Library, told_already: set[str]) -> Iterator[Finding]:
    sections = [
        (section, told)
        for section in texts.source.sections
        if section.id not in told_already and (told := translation.section(section.id))
        if state_of(texts, section.id, translation.language) == PAIRED_STATE
    ]
    names = _names_of(texts.source, translation)
    numbers = frozenset(str(channel.number) for channel in (*library.channels, *library.local) if channel.number)
    terms = _both_terms(library, translation.language) if texts is not library.glossary else None
    for section, told in sections:
        for pair in _pairs_in(section, told):
            if terms:
                yield from _check_terms(pair, *terms)
            yield from _check_numbers(pair, translation.language, numbers)
            yield from _check_names(pair, names)
        yield from _check_length(section, told)
    for place, address in _only_in_one(texts.source, translation, _addresses_of, sections):
        yield error(place, "addresses-differ", address=address)
    for place, address in _only_in_one(texts.source, translation, lambda document: document.cited, sections):
        yield advice(place, "sources-differ", address=address)


def _pairs_in(section: Section, told: Section) -> Iterator[_Pair]:
    if [passage.kind for passage in section.passages] != [passage.kind for passage in told.passages]:
        yield _Pair(section.source, told.source, told.place)
        return
    yield _Pair(section.title, told.title, told.place)
    for passage, other in zip(section.passages, told.passages):
        yield _Pair(f"{passage.label}\n{passage.markdown}", f"{other.label}\n{other.markdown}", other.place)


# Terms


def _both_terms(library: Library, language: str) -> tuple[Terms, Terms] | None:
    glossary = library.glossary
    there = glossary and language in glossary.documents
    return (terms_of(glossary.source), terms_of(glossary.documents[language])) if there else None


def _check_terms(pair: _Pair, here: Terms, there: Terms) -> Iterator[Finding]:
    """A term in the source is said in the translation as the glossary says it, or in one of its other ways."""
    told = set()
    for mention in here.find(pair.source):
        term = there.by_id.get(mention.id)
        if term and mention.id not in told and not there.says(pair.told, mention.id):
            told.add(mention.id)
            word = " ".join(pair.source[mention.start : mention.end].split())
            yield advice(pair.place, "term-differs", word=word, term=term.spellings[0], id=mention.id)


# Numbers


def _check_numbers(pair: _Pair, language: str, known: frozenset[str]) -> Iterator[Finding]:
    here, there = _numbers_in(pair.source), _numbers_in(pair.told)
    lacking = {number for number in here - there if not _says_number(pair.told, language, number, pair.source)}
    added = {number for number in there - here if not _says_number(pair.source, SOURCE_LANGUAGE, number, pair.told)}
    if numbers := ", ".join(sorted(lacking | added)):
        if (lacking | added) & known:
            yield error(pair.place, "help-number-differs", numbers=numbers)
        else:
            yield advice(pair.place, "numbers-differ", numbers=numbers)


def _numbers_in(text: str) -> set[str]:
    if not re.search(r"\d", text):
        return set()
    found = _NUMBER.findall(_UNSAID.sub(" ", text))
    return {_THOUSANDS.sub("", number).replace(",", ".") for number in found}


def _says_number(text: str, language: str, number: str, other: str) -> bool:
    """Say whether a text says a number in another way: in words, as a month, or as an hour of the afternoon."""
    if not number.isdigit() or len(number) > 2:
        return False
    value = int(number)
    names = _WORDS[language]
    ways = [names[value]] if value < len(names) else []
    if language == "en" and 1 <= value <= 12 and re.search(rf"tháng {value}(?!\d)|/{value}/\d{{4}}", other.lower()):
        ways.append(_MONTHS[value - 1])
    if any(re.search(rf"(?<!\w)(?:{way})(?!\w)", text, re.IGNORECASE) for way in ways):
        return True
    hours = {int(hour) % 12 for hour in _AFTERNOON.findall(f"{text} {other}")}
    return value % 12 in hours and value % 12 in {int(found) % 12 for found in _numbers_in(text) if found.isdigit()}


# Names


def _names_of(source: Document, translation: Document) -> frozenset[str]:
    """Return the names of a document: words with a capital letter inside sentences of both languages.

    A name that the translation has nowhere was translated, as a player's name may be (Cáo Cam is Orange Fox).
    """
    here = {name for passage in source.markdown_passages for name in _capitals(passage.markdown)}
    there = {name for passage in translation.markdown_passages for name in _capitals(passage.markdown)}
    return frozenset(name for name in here & there if not name.isupper() or name.endswith("."))


@lru_cache(maxsize=1024)
def _capitals(text: str) -> frozenset[str]:
    return frozenset(_NAME.findall(text))


def _check_names(pair: _Pair, names: frozenset[str]) -> Iterator[Finding]:
    """Whom one language names inside a sentence, the other names too, be it at the beginning of one."""
    for text, other in ((pair.source, pair.told), (pair.told, pair.source)):
        for name in sorted(names & _capitals(text)):
            if not _word(name).search(other):
                yield advice(pair.place, "name-differs", name=name)


@lru_cache(maxsize=512)
def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


# Length, addresses, sources


def _check_length(section: Section, told: Section) -> Iterator[Finding]:
    letters, there = len(section.source), len(told.source)
    for least, shortest, longest in LENGTHS:
        if letters >= least:
            if not shortest <= there / letters <= longest:
                yield advice(told.place, "length-differs", letters=there, source=letters)
            return


def _only_in_one(
    source: Document,
    translation: Document,
    find: Callable[[Document], Iterable[Text]],
    sections: Iterable[tuple[Section, Section]],
) -> Iterator[tuple[Place, str]]:
    """Yield what stands in a section of one language alone, and its place in the translation."""
    here, there = _by_section(source, find(source)), _by_section(translation, find(translation))
    for section, told in sections:
        one, other = here.get(str(section.id), {}), there.get(str(told.id), {})
        for address in sorted(one.keys() ^ other.keys()):
            yield other.get(address, told.place), address


def _addresses_of(document: Document) -> Iterator[Text]:
    """Yield where a document leads in the kit, and what it shows; sections of a page itself have equal ids anyway."""
    yield from (link for link in document.links if link and not link.startswith(("#", "//")) and ":" not in link)
    yield from (picture.address for picture in pictures_of(document))


def _by_section(document: Document, written: Iterable[Text]) -> dict[str, dict[str, Place]]:
    """Return addresses by the sections that they stand in, without their language."""
    found: dict[str, dict[str, Place]] = {}
    for text in written:
        if section := _section_at(document, text.place.line):
            plain = re.sub(rf"(?:(?<=/)|^){document.language}\.md", "*.md", text)
            found.setdefault(str(section.id), {})[plain] = text.place
    return found
