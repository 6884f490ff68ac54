"""Asking: the questions of a lesson as a page in one language puts them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from lessonkit.content.lesson import Quiz
from lessonkit.content.questions.kinds import kind_of
from lessonkit.content.questions.question import Option, Question
from lessonkit.content.questions.short import fold_answer
from lessonkit.content.recordings import option_slot
from lessonkit.kept import digest
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

    def print(self, question: Question) -> str:
        """Return the fingerprint of a question in the source: stored progress in it counts only while that is the same."""
        return self.source(question).section.digest[:8]

    @staticmethod
    def kind(question: Question) -> str:
        """Return the kind of a question; one that is not known (a check tells) is asked like the first."""
        return kind_of(question.kind).name

    @staticmethod
    def form(question: Question) -> str:
        """Return how a question is answered: the name of its part and of its player."""
        return kind_of(question.kind).form

    @staticmethod
    def slot(question: Question, place: int | str) -> str:
        """Return the name of the recording of an option, by its place in the source, or of the question itself for ""."""
        return str(question.id) if place == "" else option_slot(question, int(place))

    @staticmethod
    def said_in(question: Question) -> str:
        """Return the language that a question is shown in."""
        return PurePosixPath(question.place.path).stem

    @staticmethod
    def shuffled(question: Question) -> tuple[tuple[int, Option], ...]:
        """Return the options with their right places, in an order that is wrong and the same in every build."""
        return tuple((place, question.options[place]) for place in _mixed(question.id, len(question.options)))

    @staticmethod
    def partners(question: Question) -> tuple[str, ...]:
        """Return what options are to be joined with, mixed: the first has the letter A."""
        return tuple(question.partners[place] for place in _mixed(question.id, len(question.partners)))

    @staticmethod
    def folded(question: Question, option: Option) -> tuple[str, ...]:
        """Return the spellings of an option as they are compared with what is typed."""
        return tuple(fold_answer(spelling, question.ignore) for spelling in option.spellings)

    @staticmethod
    def letter(number: int) -> str:
        """Return the letter of an option: 0 is A."""
        return chr(ord("A") + number)

    @staticmethod
    def right_letters(options: tuple[Option, ...]) -> str:
        return ", ".join(Asking.letter(number) for number, option in enumerate(options) if option.right)


def _mixed(id: str, number: int) -> list[int]:
    """Return numbers from 0 in an order that only the id decides, and that is not their own."""
    mixed = sorted(range(number), key=lambda place: digest(str(id), place))
    return mixed[1:] + mixed[:1] if mixed == sorted(mixed) else mixed
