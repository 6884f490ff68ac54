"""Joining: a table of what belongs together; a third column replies to whoever joins the row otherwise."""

from __future__ import annotations

import re

from lessonkit.content.document import Passage
from lessonkit.content.questions.items import REPLY
from lessonkit.content.questions.question import Answers, Kind, Option, joined, split_story
from lessonkit.content.text import Lines
from lessonkit.findings import Finding, Text, error

CELLS = (2, 3)
"""How many cells a row may have: what is joined with what, and the reply."""

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|?(\s*:?-+:?\s*\|)+(\s*:?-+:?\s*)?")


def read_match(passages: tuple[Passage, ...], found: list[Finding]) -> Answers:
    """Read the rows to join; a quote below the table is the reply once all are."""
    story, parts = split_story(passages, lambda line: line.startswith("|"))
    rows: list[tuple[Text, ...]] = []
    replies: list[Text] = []
    for lines in parts:
        rows += _read_table(lines, replies, found)
    options = tuple(Option(row[0], True, row[2], partner=str(row[1])) for row in rows[1:])
    reply = joined(replies, replies[0].place) if replies else None
    return Answers(story, options, reply, heads=rows[0] if rows else ())


def _read_table(lines: Lines, replies: list[Text], found: list[Finding]) -> list[tuple[Text, ...]]:
    """Return the rows of a table, its head first, each with a third cell; the rest is a reply or told."""
    rows: list[tuple[Text, ...]] = []
    for number, line in enumerate(lines):
        reply = REPLY.match(line)
        rule = _RULE.fullmatch(line.strip())
        cells = _cells(line) if line.strip().startswith("|") and not rule else []
        if bool(rule) != (number == 1) or cells and (len(cells) not in CELLS or not all(cells[:2])):
            found.append(error(line.place, "table-unreadable"))
        elif line.strip() and not cells and not rule and not reply and not (replies and line[0] in " \t"):
            found.append(error(line.place, "text-among-options"))
        if cells:
            rows.append((*cells, *[Text("", line.place)] * 2)[:3])
        elif reply:
            replies.append(Text(reply["text"], line.place))
        elif line.strip() and replies and line[0] in " \t":
            replies.append(Text(line.strip(), line.place))
    return rows


def _cells(row: Text) -> list[Text]:
    return [Text(cell.strip().replace("\\|", "|"), row.place) for cell in _BAR.split(row.strip().strip("|"))]


KINDS = (Kind("match", "match", read_match, whole=True),)
