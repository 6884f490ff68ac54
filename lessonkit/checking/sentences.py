"""Checks of sentences: what is read or heard once has to be short, and how short depends on who reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessonkit.content.lesson import PUPIL_BLOCKS
from lessonkit.content.library import Library
from lessonkit.content.rehearsal import DEBRIEF
from lessonkit.content.unit import Unit
from lessonkit.findings import Finding, Text, advice

MOST_FOR_PUPILS = {
    "06-08": {"vi": 18, "en": 16},
    "09-11": {"vi": 24, "en": 20},
    "12-14": {"vi": 28, "en": 25},
    "15-17": {"vi": 28, "en": 25},
    "18-24": {"vi": 30, "en": 26},
}
"""The longest sentence for the readers of a band: syllables of Vietnamese, words of English. Measured on the first five
lessons, of which ninety-eight sentences in a hundred are shorter."""

MOST_FOR_TEACHERS = {"vi": 36, "en": 32}
"""The same for what is written for teachers and families."""

_OF_PUPILS = (*PUPIL_BLOCKS, "slide", "sheet", "say", DEBRIEF)
_STANDING = re.compile(r"nếu người đó chưa tin|if that person does not believe", re.IGNORECASE)
"""How the line begins that stands wherever help is meant; it is the same for all ages."""
_END = re.compile(r"[.!?…:;·]+[\"”’»)*_]*\s+")
_MARK = re.compile(r"^\s*(?:[-*+>|#]+|\d+[.)]|- \[[ x]\]|=)\s*")
_UNSAID = re.compile(r"\*\([^)]*\)\*|!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|\{[^{}]*\}|\[\^[\w.-]+\]|[*_`\[\]]|______")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def check_sentences(library: Library) -> Iterator[Finding]:
    """No sentence is longer than its readers can hold while they read it, or hear it read."""
    for unit in library.units:
        for text, most in _texts(unit):
            for sentence in sentences_of(text) if len(_WORD.findall(text)) > most else ():
                length = len(_WORD.findall(sentence))
                if length > most and not _STANDING.search(sentence):
                    yield advice(
                        text.place, "sentence-too-long", length=length, most=most, start=" ".join(sentence.split()[:5])
                    )


def sentences_of(line: str) -> Iterator[str]:
    """Yield the sentences of a line of Markdown, without its marks; : ; and · give pause, too."""
    for part in _UNSAID.sub(" ", _MARK.sub("", line)).split("|"):
        start = 0
        for end in (*(match.end() for match in _END.finditer(part)), len(part)):
            yield part[start:end].strip()
            start = end


def _texts(unit: Unit) -> Iterator[tuple[Text, int]]:
    """Yield each line of a unit, and how long a sentence of it may be."""
    for texts in unit.every_text:
        for language, document in texts.documents.items():
            for section in document.sections:
                yield section.title, MOST_FOR_PUPILS[unit.band.id][language]
                for passage in section.passages:
                    pupils = passage.kind in _OF_PUPILS
                    most = MOST_FOR_PUPILS[unit.band.id][language] if pupils else MOST_FOR_TEACHERS[language]
                    yield from ((line, most) for line in passage.lines)
