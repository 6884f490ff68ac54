"""A question as every kind of it is read: its story, its options with their replies, and the reply once all is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lessonkit.content.document import PLAIN, Passage, Section
from lessonkit.content.text import Lines
from lessonkit.findings import Finding, Place, Text


@dataclass(frozen=True)
class Option:
    """What one can choose, move, join, type or press; whether it is right, and what is replied to whoever does it."""

    text: Text
    right: bool
    reply: Text
    id: str = ""
    """Of a clue, which may stand elsewhere in the sentence of another language."""
    partner: str = ""
    """What it is to be joined with."""
    spellings: tuple[str, ...] = ()
    """How it may be typed; what stands for every other answer has none."""

    @property
    def place(self) -> Place:
        return self.text.place


@dataclass(frozen=True)
class Answers:
    """What stands below the heading of a question."""

    story: tuple[Passage, ...]
    options: tuple[Option, ...]
    reply: Text | None = None
    screens: tuple[Passage, ...] = ()
    heads: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Kind:
    """A kind of question, and what one of it needs before it can be answered."""

    name: str
    form: str
    """Its module here, its template part and its player in the browser: several kinds may share a form."""
    read: Callable[[tuple[Passage, ...], list[Finding]], Answers]
    fewest: int = 2
    most: int = 99
    """How many options it may have."""
    one_right: bool = False
    whole: bool = False
    """Its options are right together or not at all, so that a reply of their own is only wished for."""
    typed: bool = False
    """Anything may be answered; `ignore=` says what does not count in the spelling."""


@dataclass(frozen=True)
class Question:
    """A question of a quiz in one language; `exit`, `friend` and `class` are the flags it may carry."""

    section: Section
    kind: Text
    """As the source says it."""
    ignore: tuple[str, ...]
    """What does not count in the spelling of an answer, as the source says it."""
    answers: Answers

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
    def story(self) -> tuple[Passage, ...]:
        """What stands between the question and its options: a message, a short case."""
        return self.answers.story

    @property
    def screens(self) -> tuple[Passage, ...]:
        """The pretend messages and pages in which there are clues to be found."""
        return self.answers.screens

    @property
    def heads(self) -> tuple[Text, ...]:
        """What stands above the columns of options that are joined, and above their replies."""
        return self.answers.heads

    @property
    def options(self) -> tuple[Option, ...]:
        return self.answers.options

    @property
    def reply(self) -> Text:
        """What is replied once all is right, "" where the options say it."""
        return self.answers.reply or Text("", self.place)

    @property
    def partners(self) -> tuple[str, ...]:
        """What options are joined with, each once."""
        return tuple(dict.fromkeys(option.partner for option in self.options))

    @property
    def right(self) -> tuple[bool, ...]:
        """Which options are right, in their order."""
        return tuple(option.right for option in self.options)

    @property
    def shared(self) -> tuple[tuple[str, bool, int], ...]:
        """What both languages share: which options are right, in their order or by their ids, and which are joined."""
        shared = [(option.id, option.right, self.partners.index(option.partner)) for option in self.options]
        return tuple(sorted(shared) if any(option.id for option in self.options) else shared)


def split_story(passages: tuple[Passage, ...], begins: Callable[[str], object]) -> tuple[tuple[Passage, ...], list[Lines]]:
    """Return what stands above the options, and the lines of each passage from its first option on."""
    story: list[Passage] = []
    lines: list[Lines] = []
    for passage in passages:
        start = len(passage.lines)
        if passage.kind == PLAIN:
            start = next((number for number, line in enumerate(passage.lines) if begins(line)), start)
        if start:
            story.append(Passage(passage.kind, passage.label, passage.lines[:start], passage.place))
        if passage.lines[start:]:
            lines.append(passage.lines[start:])
    return tuple(story), lines


def joined(replies: list[Text], place: Place) -> Text:
    """Return the lines of a reply as one text; without any, an empty one at a place."""
    return Text("\n".join(replies).strip(), replies[0].place if replies else place)
