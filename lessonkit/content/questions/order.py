"""Putting in order: a numbered list in its right order, below each thing the reply to whoever puts it too early."""

from __future__ import annotations

import re

from lessonkit.content.document import Passage
from lessonkit.content.questions.items import read_items
from lessonkit.content.questions.question import Answers, Kind, Option, joined, split_story
from lessonkit.findings import Finding, Text

_THING = re.compile(r"(?P<mark>\d+)[.)]\s+(?P<text>.*)$")


def read_order(passages: tuple[Passage, ...], found: list[Finding]) -> Answers:
    """Read the things to put in order; a quote that is not indented is the reply once they stand right."""
    story, parts = split_story(passages, _THING.match)
    replies: list[Text] = []
    items = [item for lines in parts for item in read_items(lines, _THING, found, replies)]
    options = tuple(Option(item.text, True, joined(item.replies, item.text.place)) for item in items)
    return Answers(story, options, joined(replies, replies[0].place) if replies else None)


KINDS = (Kind("order", "order", read_order, whole=True),)
