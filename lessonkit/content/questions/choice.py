"""Choosing: a task list of options, `- [x]` right, each with a reply below it."""

from __future__ import annotations

import re

from lessonkit.content.document import Passage
from lessonkit.content.questions.items import read_items
from lessonkit.content.questions.question import Answers, Kind, Option, joined, split_story
from lessonkit.findings import Finding

_OPTION = re.compile(r"[-*+] \[(?P<mark>[ xX])\]\s+(?P<text>.*)$")


def read_choice(passages: tuple[Passage, ...], found: list[Finding]) -> Answers:
    """Read the options of a question."""
    story, parts = split_story(passages, _OPTION.match)
    items = [item for lines in parts for item in read_items(lines, _OPTION, found)]
    options = (Option(item.text, item.mark != " ", joined(item.replies, item.text.place)) for item in items)
    return Answers(story, tuple(options))


KINDS = (
    Kind("one", "choice", read_choice, one_right=True),
    Kind("many", "choice", read_choice),
    Kind("true-false", "choice", read_choice, most=2, one_right=True),
)
"""One right answer, several, right or wrong."""
