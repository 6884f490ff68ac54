"""Spotting the clue: `[words](#id "what they do")` in a pretend message, post, login page or list of calls.

Behind words that look suspicious but are fine stands `{harmless}`. Such words are no link: nothing leads anywhere.
"""

from __future__ import annotations

import re

from lessonkit.content.document import PLAIN, Passage
from lessonkit.content.questions.items import REPLY
from lessonkit.content.questions.question import Answers, Kind, Option, joined
from lessonkit.findings import Finding, Text, error

SCREENS = ("message", "post", "login", "calls")
"""What may be pretended: blocks of a quiz."""

HARMLESS = "harmless"

CLUE = re.compile(r'\[(?P<text>[^\[\]]+)\]\(\s*#(?P<id>[\w-]+)(?:\s+"(?P<reply>[^"]*)")?\s*\)(?:\{\s*(?P<flag>[\w-]*)\s*\})?')
_MEANT = re.compile(r"\]\(\s*#|\{\s*" + HARMLESS)


def read_clues(passages: tuple[Passage, ...], found: list[Finding]) -> Answers:
    """Read the clues out of what is pretended; a quote below it is the reply once all are found."""
    story: list[Passage] = []
    options: list[Option] = []
    replies: list[Text] = []
    screens = tuple(passage for passage in passages if passage.kind in SCREENS)
    for passage in passages:
        if passage in screens:
            for line in (passage.label, *passage.lines):
                options += _clues_in(line, found)
        elif passage.kind == PLAIN and screens and passage.place.line > screens[0].place.line:
            replies += _replies_in(passage, found)
        else:
            story.append(passage)
    return Answers(tuple(story), tuple(options), joined(replies, replies[0].place) if replies else None, screens)


def _clues_in(line: Text, found: list[Finding]) -> list[Option]:
    options = []
    for clue in CLUE.finditer(line):
        if clue["flag"] not in (None, HARMLESS):
            found.append(error(line.place, "clue-unreadable"))
        reply = Text((clue["reply"] or "").strip(), line.place)
        options.append(Option(Text(clue["text"], line.place), clue["flag"] != HARMLESS, reply, id=clue["id"]))
    if _MEANT.search(CLUE.sub("", line)):
        found.append(error(line.place, "clue-unreadable"))
    return options


def _replies_in(passage: Passage, found: list[Finding]) -> list[Text]:
    replies = []
    for line in passage.lines:
        reply = REPLY.match(line)
        if reply:
            replies.append(Text(reply["text"], line.place))
        elif line.strip():
            found.append(error(line.place, "text-among-options"))
    return replies


KINDS = (Kind("clue", "clue", read_clues, fewest=1),)
