"""A quiz: questions of several kinds, read from headings and what stands below them in the form of each kind."""

from __future__ import annotations

from functools import lru_cache

from lessonkit.content.document import Document, Section
from lessonkit.content.questions.kinds import kind_of
from lessonkit.content.questions.question import Question
from lessonkit.findings import Finding, Text

OPEN_QUIZZES = 256
"""How many documents of questions are held open at once."""


@lru_cache(maxsize=OPEN_QUIZZES)
def questions_of(document: Document, source: Document) -> tuple[Question, ...]:
    """Return the questions of a quiz that has been read."""
    return read_questions(document, source, [])


def read_questions(document: Document, source: Document, found: list[Finding]) -> tuple[Question, ...]:
    """Read every section of a quiz as a question; lines that are lost below it are told.

    `source` is the Vietnamese, which alone says of which kind a question is; it may be the document itself.
    """
    return tuple(_read_question(section, source.section(section.id), found) for section in document.sections)


def _read_question(section: Section, source: Section | None, found: list[Finding]) -> Question:
    values = source.values if source else {}
    kind = values.get("kind", Text("", section.place))
    ignore = tuple(filter(None, values.get("ignore", "").split(",")))
    return Question(section, kind, ignore, kind_of(kind).read(section.passages, found))
