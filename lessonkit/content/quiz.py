"""A quiz: questions whose options each carry their own reply, read from headings and task lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lessonkit.content.document import PLAIN, Document, Passage, Section
from lessonkit.content.text import Lines
from lessonkit.findings import Finding, Place, Text, error

KINDS = ("one", "many", "true-false")
"""One right answer, several, right or wrong."""

OPEN_QUIZZES = 64
"""How many documents of questions are held open at once."""

_OPTION = re.compile(r"[-*+] \[(?P<mark>[ xX])\]\s+(?P<text>.*)$")
_REPLY = re.compile(r"\s*>\s?(?P<text>.*)$")


@dataclass(frozen=True)
class Option:
    """An answer one can choose, whether it is right, and what is replied to whoever chooses it."""

    text: Text
    right: bool
    reply: Text

    @property
    def place(self) -> Place:
        return self.text.place


@dataclass(frozen=True)
class Question:
    """A question of a quiz in one language; `exit`, `friend` and `class` are the flags it may carry."""

    section: Section
    kind: Text
    story: tuple[Passage, ...]
    """What stands between the question and its options: a message, a short case."""
    options: tuple[Option, ...]

    @property
    def id(self) -> Text:
        return self.section.id

    @property
    def title(self) -> Text:
        return self.section.title

    @property
    def flags(self) -> frozenset[str]:
        return self.section.flags

    @property
    def place(self) -> Place:
        return self.section.place

    @property
    def right(self) -> tuple[bool, ...]:
        """Which options are right, in their order: the part that both languages share."""
        return tuple(option.right for option in self.options)


@lru_cache(maxsize=OPEN_QUIZZES)
def questions_of(document: Document) -> tuple[Question, ...]:
    """Return the questions of a quiz that has been read."""
    return read_questions(document, [])


def read_questions(document: Document, found: list[Finding]) -> tuple[Question, ...]:
    """Read every section of a quiz as a question; lines that are lost in a list of options are told."""
    return tuple(_read_question(section, found) for section in document.sections)


def _read_question(section: Section, found: list[Finding]) -> Question:
    story: list[Passage] = []
    options: list[Option] = []
    for passage in section.passages:
        start = _first_option(passage.lines) if passage.kind == PLAIN else len(passage.lines)
        if start:
            before = passage.lines[:start]
            story.append(Passage(passage.kind, passage.label, before, passage.place))
        options += _read_options(passage.lines[start:], found)
    kind = section.values.get("kind", Text("", section.place))
    return Question(section, kind, tuple(story), tuple(options))


def _first_option(lines: Lines) -> int:
    return next((number for number, line in enumerate(lines) if _OPTION.match(line)), len(lines))


def _read_options(lines: Lines, found: list[Finding]) -> list[Option]:
    options: list[tuple[Text, bool, list[Text]]] = []
    for line in lines:
        option = _OPTION.match(line.strip())
        reply = _REPLY.match(line)
        if option and line[0] in " \t" or reply and not line.startswith(("  ", "\t")):
            found.append(error(line.place, "text-among-options"))  # and is taken for what it is meant to be
        if option:
            options.append((Text(option["text"].strip(), line.place), option["mark"] != " ", []))
        elif reply:
            options[-1][2].append(Text(reply["text"], line.place))
        elif line.strip() and line[0] in " \t":
            text, right, replies = options[-1]
            if replies:
                replies.append(Text(line.strip(), line.place))
            else:
                options[-1] = Text(f"{text} {line.strip()}", text.place), right, replies
        elif line.strip():
            found.append(error(line.place, "text-among-options"))
    return [
        Option(text, right, Text("\n".join(replies).strip(), replies[0].place if replies else text.place))
        for text, right, replies in options
    ]
