"""Asking: the questions of a lesson as a page in one language puts them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lessonkit.content.lesson import Quiz
from lessonkit.content.quiz import KINDS, Option, Question
from lessonkit.project import SOURCE_LANGUAGE


@dataclass(frozen=True)
class Asking:
    """A lesson's quiz for one language; a lesson without a quiz has no questions."""

    quiz: Quiz | None
    language: str

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions in the order of the source, each in this language where it is translated."""
        source = self.quiz.source if self.quiz else ()
        return tuple(self.quiz.question(question.id, self.language) or question for question in source)

    @property
    def exit_questions(self) -> tuple[Question, ...]:
        """The questions that close the lesson."""
        return tuple(question for question in self.questions if "exit" in self.source(question).flags)

    def question(self, id: str) -> Question | None:
        return next((question for question in self.questions if question.id == id), None)

    def source(self, question: Question) -> Question:
        """Return a question as the source has it: its kind and flags stand there alone."""
        return self.quiz.question(question.id, SOURCE_LANGUAGE)

    def kind(self, question: Question) -> str:
        """Return the kind of a question; one that is not known (a check tells) is asked like the first."""
        kind = str(self.source(question).kind)
        return kind if kind in KINDS else KINDS[0]

    @staticmethod
    def letter(number: int) -> str:
        """Return the letter of an option: 0 is A."""
        return chr(ord("A") + number)

    @staticmethod
    def right_letters(options: tuple[Option, ...]) -> str:
        return ", ".join(Asking.letter(number) for number, option in enumerate(options) if option.right)
