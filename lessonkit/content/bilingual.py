"""What is written in two languages: the documents of one thing, and what all numbered things have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lessonkit.content.document import Document
from lessonkit.findings import Place, Text
from lessonkit.project import SOURCE_LANGUAGE


@dataclass(frozen=True)
class Bilingual:
    """Documents of one thing in every language that has been written, keyed by language; Vietnamese is the source."""

    id: str
    folder: Path
    documents: Mapping[str, Document]
    paired: Mapping[str, Text]
    """For each section of the source, the hash that its translation records (`paired.yml`)."""

    @property
    def source(self) -> Document:
        return self.documents[SOURCE_LANGUAGE]

    @property
    def place(self) -> Place:
        return self.source.place

    def document(self, language: str) -> Document:
        """Return the document of a language, or the source where it has not been translated."""
        return self.documents.get(language, self.source)


@dataclass(frozen=True)
class Numbered:
    """A thing with a number of its own, by which its files on a stick are named; facts are read from the Vietnamese."""

    texts: Bilingual

    @property
    def id(self) -> str:
        return self.texts.id

    @property
    def source(self) -> Document:
        return self.texts.source

    @cached_property
    def number(self) -> str:
        return str(self.source.text("number"))

    @property
    def awaits_review(self) -> bool:
        """Whether an expert has still to read it."""
        return self.source.text("review") == "needed"

    @property
    def reviewer(self) -> str:
        """Who has read it, in which role and when, as its front matter says, or ""."""
        return "" if self.awaits_review else str(self.source.text("review"))
