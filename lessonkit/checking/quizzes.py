"""Checks of a quiz: every question can be answered, every answer is answered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lessonkit.checking.front_matter import misspelt, suggest
from lessonkit.content.document import LOST
from lessonkit.content.library import Library
from lessonkit.content.questions.clue import CLUE, SCREENS
from lessonkit.content.questions.kinds import KINDS, kind_of
from lessonkit.content.questions.question import Question
from lessonkit.content.questions.short import IGNORABLE, REST, fold_answer
from lessonkit.findings import Finding, advice, error

_PERSONAL = re.compile(
    r"\b(?:(?:em|bạn|con|các em|các bạn) (?:đã (?:từng|bao giờ)|từng|có bao giờ|có hay|có thường)"
    r"|(?:ai|bạn nào|em nào)(?: ở đây| trong lớp(?: mình)?| trong chúng ta)? (?:đã |bị |đã bị )?từng"
    r"|(?:ai|bạn nào|em nào) trong lớp(?: mình)? (?:đã|bị|hay|có)"
    r"|(?:chuyện|ảnh|mật khẩu) của chính (?:em|bạn)|đã (?:bao giờ|xảy ra với) (?:em|bạn)"
    r"|have you (?:ever|been)|did you ever|do you ever|has (?:it|this) (?:ever )?happened to you"
    r"|has any(?:one|body) (?:here|in (?:this|your|the) class)|who (?:here|in (?:this|your|the) class) (?:has|have))\b",
    re.IGNORECASE,
)
"""How a question asks for what somebody has lived through."""

FLAGS = ("exit", "friend", "class", "critical")
EXIT_QUESTIONS = 3


def check_questions(library: Library) -> Iterator[Finding]:
    """A question is of a known kind, can be answered in the form of its kind, and every answer has a reply."""
    for lesson in library.lessons:
        for language, questions in lesson.quiz.questions.items() if lesson.quiz else ():
            for question in questions:
                if language == lesson.quiz.texts.source.language:
                    yield from _check_kind(question)
                    yield from _check_right(question)
                yield from _check_twice(question)
                yield from _check_replies(question)


def _check_kind(question: Question) -> Iterator[Finding]:
    known = tuple(KINDS)
    if question.kind not in known:
        kind = str(question.kind)
        yield error(question.place, "kind-unknown", kind=kind, known=", ".join(known), suggestion=suggest(kind, known))
    keys = ("kind", "ignore") if kind_of(question.kind).typed else ("kind",)
    for name in [*question.section.values, *question.flags]:
        if name not in (*FLAGS, *keys):
            yield error(question.place, "attribute-unknown", name=name, suggestion=suggest(name, (*FLAGS, *keys)))
    for name in question.ignore if "ignore" in keys else ():
        if name not in IGNORABLE:
            yield error(question.place, "value-unknown", key="ignore", value=name, known=", ".join(IGNORABLE))


def _check_right(question: Question) -> Iterator[Finding]:
    kind, number, right = kind_of(question.kind), len(question.options), sum(question.right)
    if question.kind not in KINDS and not number:
        return  # it is in the form of the kind that was meant
    if number < kind.fewest or number > kind.most:
        yield error(question.place, "options-too-few", number=number, kind=kind.name)
    if not right and number:
        yield error(question.place, "no-right-option")
    elif right > 1 and kind.one_right and question.kind in KINDS:
        yield error(question.place, "several-right-options", number=right)


def _check_twice(question: Question) -> Iterator[Finding]:
    """Two options that are the same could not be told apart, or one of them would never be answered."""
    seen: set[str] = set()
    for option in question.options:
        names = {fold_answer(spelling, question.ignore) for spelling in option.spellings} or {option.id or str(option.text)}
        if names & seen:
            yield error(option.place, "option-twice", option=str(option.text))
        seen |= names


def _check_replies(question: Question) -> Iterator[Finding]:
    kind = kind_of(question.kind)
    for option in question.options:
        if not option.reply and not kind.whole:
            yield error(option.place, "no-reply", option=str(option.text))
        elif not option.reply:
            yield advice(option.place, "reply-wished", option=str(option.text))
    if kind.whole and question.options and not question.reply:
        yield advice(question.place, "reply-wished", option=str(question.title))
    if kind.typed and question.options and all(option.spellings for option in question.options):
        yield advice(question.place, "reply-wished", option=REST[0])


def check_pretended_links(library: Library) -> Iterator[Finding]:
    """Words marked as a clue stand in a question of kind `clue`; anywhere else they would lead nowhere."""
    for lesson in library.lessons:
        passages = [passage for document in lesson.texts.documents.values() for passage in document.markdown_passages]
        for questions in lesson.quiz.questions.values() if lesson.quiz else ():
            passages += [passage for question in questions for passage in question.story]
        for passage in passages:
            for line in passage.lines if passage.kind in SCREENS else ():
                for clue in CLUE.finditer(line):
                    yield error(line.place, "link-dead", address=f"#{clue['id']}")


def check_class_questions(library: Library) -> Iterator[Finding]:
    """What a class votes on never asks for a pupil's own experience: nobody has to tell that before all others."""
    for lesson in library.lessons:
        voted = {question.id for flag in ("class", "exit") for question in lesson.quiz.flagged(flag)} if lesson.quiz else ()
        for questions in lesson.quiz.questions.values() if voted else ():
            for question in (question for question in questions if question.id in voted):
                story = [line for passage in question.story for line in passage.lines]
                for text in (question.title, *story, *(option.text for option in question.options)):
                    if found := _PERSONAL.search(unicodedata.normalize("NFC", text)):
                        yield error(text.place, "class-question-personal", words=found[0])


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
