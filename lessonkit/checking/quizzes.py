"""Checks of a quiz: every question can be answered, every answer is answered."""

from __future__ import annotations

from collections.abc import Iterator

from lessonkit.checking.front_matter import misspelt, suggest
from lessonkit.content.document import LOST
from lessonkit.content.library import Library
from lessonkit.content.quiz import KINDS, Question
from lessonkit.findings import Finding, error

FLAGS = ("exit", "friend", "class", "critical")
EXIT_QUESTIONS = 3


def check_questions(library: Library) -> Iterator[Finding]:
    """A question is of a known kind, has options, as many right ones as its kind asks for, and a reply to each."""
    for lesson in library.lessons:
        for language, questions in lesson.quiz.questions.items() if lesson.quiz else ():
            for question in questions:
                if language == lesson.quiz.texts.source.language:
                    yield from _check_kind(question)
                    yield from _check_right(question)
                for option in question.options:
                    if not option.reply:
                        yield error(option.place, "no-reply", option=str(option.text))


def _check_kind(question: Question) -> Iterator[Finding]:
    if question.kind not in KINDS:
        kind = str(question.kind)
        yield error(question.place, "kind-unknown", kind=kind, known=", ".join(KINDS), suggestion=suggest(kind, KINDS))
    for name in [*question.section.values, *question.flags]:
        if name not in (*FLAGS, "kind"):
            yield error(question.place, "attribute-unknown", name=name, suggestion=suggest(name, FLAGS))


def _check_right(question: Question) -> Iterator[Finding]:
    needed = 2
    if len(question.options) < needed or (question.kind == "true-false" and len(question.options) != needed):
        yield error(question.place, "options-too-few", number=len(question.options))
    right = sum(question.right)
    if not right and question.options:
        yield error(question.place, "no-right-option")
    elif right > 1 and question.kind in ("one", "true-false"):
        yield error(question.place, "several-right-options", number=right)


def check_exit_questions(library: Library) -> Iterator[Finding]:
    """Three questions make the exit check: recognise, act, tell whom."""
    for lesson in library.lessons:
        number = len(lesson.quiz.flagged("exit")) if lesson.quiz else 0
        flags = [flag for question in lesson.quiz.source for flag in question.flags] if lesson.quiz else []
        if library.told(f"{library.project.quizzes.name}/{lesson.id}", *LOST) or "exit" in misspelt(flags, FLAGS):
            continue
        if not lesson.quiz:
            yield error(lesson.source.place, "lesson-without-quiz", id=lesson.id)
        elif number != EXIT_QUESTIONS:
            yield error(lesson.quiz.texts.place, "exit-questions", number=number, needed=EXIT_QUESTIONS)


def check_stray_quizzes(library: Library) -> Iterator[Finding]:
    """A quiz belongs to the lesson of the same id."""
    ids = tuple(lesson.id for lesson in library.lessons)
    for quiz in library.stray_quizzes:
        if library.told(f"{library.project.lessons.name}/{quiz.id}", *LOST):
            continue
        yield error(quiz.place, "quiz-without-lesson", id=quiz.id, suggestion=suggest(quiz.id, ids))
