"""Checks of the glossary: what its headings may say, and that no spelling belongs to two terms."""

from __future__ import annotations

from collections.abc import Iterator

from lessonkit.checking.front_matter import suggest
from lessonkit.content.document import Document
from lessonkit.content.glossary import TERM_KEYS, spellings_of
from lessonkit.content.library import Library
from lessonkit.findings import Finding, error


def check_glossary(library: Library) -> Iterator[Finding]:
    """A heading says an id and spellings; what a text says is explained by one entry."""
    for document in library.glossary.documents.values() if library.glossary else ():
        yield from _check_headings(document)
        yield from _check_spellings(document)


def _check_headings(document: Document) -> Iterator[Finding]:
    for section in document.sections:
        for name in (*section.values, *sorted(section.flags)):
            if name not in TERM_KEYS or name in section.flags:
                yield error(section.place, "attribute-unknown", name=name, suggestion=suggest(name, TERM_KEYS))


def _check_spellings(document: Document) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for section in document.sections:
        for spelling in spellings_of(section, document.language):
            owner = first.setdefault(spelling.lower(), str(section.id))
            if owner != section.id:
                yield error(section.place, "spelling-taken", spelling=spelling, other=owner)
