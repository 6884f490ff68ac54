"""Letters: the terms of the glossary as a dictionary has them, under their first letters."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from lessonkit.content.bilingual import Bilingual
from lessonkit.content.document import Section
from lessonkit.translation.pairing import section_in

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""In the order of Vietnamese dictionaries: none, huyền, hỏi, ngã, sắc, nặng."""

_LEAD = re.compile(r"(?:to|an?) ", re.IGNORECASE)

Entry = tuple[Section, Section]


def terms_by_letter(glossary: Bilingual, language: str, other: str) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Return letters with the terms below them, each as one language says it and as the other does."""
    ids = [section.id for section in glossary.source.sections]
    entries = [(section_in(glossary, id, language), section_in(glossary, id, other)) for id in ids]
    entries.sort(key=lambda entry: collate(entry[0].title))
    grouped = groupby(entries, key=lambda entry: first_letter(entry[0].title))
    return tuple((letter, tuple(group)) for letter, group in grouped)


def first_letter(title: str) -> str:
    """Return the letter of the alphabet under which a term is looked for."""
    return _toneless(_LEAD.sub("", title, count=1))[0][0].upper()


def collate(title: str) -> tuple[list[int], list[int]]:
    """Return what puts a term into its place: its letters, then their tones."""
    letters, tones = _toneless(_LEAD.sub("", title, count=1))
    return [ALPHABET.find(letter) for letter in letters], tones


def _toneless(text: str) -> tuple[str, list[int]]:
    """Return the letters of a text without their tones, and the tones."""
    letters, tones = "", []
    for letter in unicodedata.normalize("NFC", text.lower()):
        parts = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in parts[1:] if mark in TONES), "")
        letters += unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else letter
        tones.append(TONES.index(tone))
    return letters, tones
