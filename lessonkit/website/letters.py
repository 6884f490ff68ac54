"""Letters: the terms of the glossary as a dictionary has them, under their first letters."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from lessonkit.content.document import Section
from lessonkit.content.glossary import spellings_of
from lessonkit.translation.pairing import section_in

if TYPE_CHECKING:
    from lessonkit.website.view import View

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""In the order of Vietnamese dictionaries: none, huyền, hỏi, ngã, sắc, nặng."""

Entry = tuple[Section, Section]


def terms_by_letter(view: View) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Return letters with the terms below them, each as the language of a page says it and as the other does."""
    glossary = view.site.library.glossary
    ids = [section.id for section in glossary.source.sections]
    entries = [(section_in(glossary, id, view.language), section_in(glossary, id, view.other_language)) for id in ids]
    said = [(spellings_of(here, view.language)[0], (here, there)) for here, there in entries]
    said.sort(key=lambda entry: collate(entry[0]))
    grouped = groupby(said, key=lambda entry: first_letter(entry[0]))
    return tuple((letter, tuple(entry for _, entry in group)) for letter, group in grouped)


def first_letter(term: str) -> str:
    """Return the letter of the alphabet under which a term is looked for."""
    return _toneless(term)[0][0].upper()


def collate(term: str) -> tuple[list[int], list[int]]:
    """Return what puts a term into its place: its letters, then their tones."""
    letters, tones = _toneless(term)
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
