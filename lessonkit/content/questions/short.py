"""A short answer that is typed: `= 111 | một một một` is right, `- 113` is what people type instead, `- …` all else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from lessonkit.content.document import Passage
from lessonkit.content.questions.items import read_items
from lessonkit.content.questions.question import Answers, Kind, Option, joined, split_story
from lessonkit.findings import Finding

IGNORABLE = ("marks", "case", "spaces")
"""What may not count in the spelling of an answer."""

REST = ("…", "...")
"""Stands for every answer that is not listed."""

_SPELLED = re.compile(r"(?P<mark>[=-])\s+(?P<text>.*)$")


def read_short(passages: tuple[Passage, ...], found: list[Finding]) -> Answers:
    """Read what may be typed, each with a reply below it."""
    story, parts = split_story(passages, lambda line: line.startswith("= "))
    items = [item for lines in parts for item in read_items(lines, _SPELLED, found, outdented=True)]
    options = []
    for item in items:
        spellings = () if item.text in REST else tuple(filter(None, map(str.strip, item.text.split("|"))))
        options.append(Option(item.text, item.mark == "=", joined(item.replies, item.text.place), spellings=spellings))
    return Answers(story, tuple(options))


def fold_answer(text: str, ignore: Collection[str]) -> str:
    """Return an answer as it is compared: white space at its ends never counts; `assets/quiz/short.js` does the same."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if "case" in ignore:
        text = text.lower()
    if "spaces" in ignore:
        text = text.replace(" ", "")
    if "marks" in ignore:
        letters = unicodedata.normalize("NFD", text)
        bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
        text = bare.replace("đ", "d").replace("Đ", "D")
    return text


KINDS = (Kind("short", "short", read_short, fewest=1, typed=True),)
