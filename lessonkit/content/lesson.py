"""A lesson: a period of steps in two languages, the pictures beside it and the quiz of the same id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lessonkit.content.bilingual import Bilingual
from lessonkit.content.document import Section
from lessonkit.content.questions.question import Question
from lessonkit.content.quiz import questions_of
from lessonkit.content.slots import Slot, Timing, slots_for
from lessonkit.content.unit import Unit
from lessonkit.project import STEPS

BLOCKS = ("slide", "say", "note", "answers", "board", "variant", "sheet", "remember", "message", "family")
"""Who a passage is for; a pupil's own text stands in no block."""

PUPIL_BLOCKS = ("text", "remember", "message")
"""The passages that a pupil's edition holds."""

EXPERT_READING = ("4", "16", "20", "21", "22", "23", "24", "25", "28", "29", "31")
"""The lessons of the map that touch abuse, threats or money taken by force: an expert reads them before a class does."""


@dataclass(frozen=True)
class Quiz:
    """The questions of a lesson, in every language that has been written."""

    texts: Bilingual

    @property
    def questions(self) -> Mapping[str, tuple[Question, ...]]:
        return {language: questions_of(document, self.texts.source) for language, document in self.texts.documents.items()}

    def question(self, id: str, language: str) -> Question | None:
        document = self.texts.documents.get(language)
        questions = questions_of(document, self.texts.source) if document else ()
        return next((question for question in questions if question.id == id), None)

    @property
    def source(self) -> tuple[Question, ...]:
        return questions_of(self.texts.source, self.texts.source)

    def flagged(self, flag: str) -> tuple[Question, ...]:
        """Return the questions of the source that carry a flag."""
        return tuple(question for question in self.source if flag in question.flags)


@dataclass(frozen=True)
class Lesson(Unit):
    """A lesson with its quiz."""

    quiz: Quiz | None

    STEM = "lesson"

    @property
    def every_text(self) -> tuple[Bilingual, ...]:
        return (self.texts, self.quiz.texts) if self.quiz else (self.texts,)

    @cached_property
    def minutes(self) -> int:
        return sum(minutes_of(section) for section in self.source.sections)

    @cached_property
    def steps(self) -> tuple[Section, ...]:
        """The steps of the source in the order of a period."""
        known = (self.source.section(step) for step in STEPS)
        return tuple(section for section in known if section)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The hours without a screen that the lesson fits into."""
        timings = [Timing(step.id, minutes_of(step), minutes_of(step, "short")) for step in self.steps]
        return slots_for(self.band.id, timings, self.holds("family"))

    def holds(self, kind: str) -> bool:
        """Say whether any step has a passage of a kind."""
        return any(kind in section.kinds for section in self.source.sections)


def subtitle_of(step: Section) -> str:
    """Return what a step's heading says behind its name, «Mở đầu: an toàn hay chưa?»; often nothing."""
    _, colon, rest = step.title.partition(":")
    rest = rest.strip()
    return rest[:1].upper() + rest[1:] if colon else ""


def minutes_of(section: Section, key: str = "minutes") -> int:
    """Return the minutes of a step, 0 where they are missing or not a number (a check tells that)."""
    written = section.values.get(key, "0")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 0
