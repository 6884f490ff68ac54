"""How full a slide is: estimated from its letters, lists and pictures, before any screen has shown it.

A slide is read from the last row, so its type shrinks in few steps only; what does not fit in the smallest is too much
for one screen. The measures are those of `assets/present.css`; a test measures every slide of the kit in a browser.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

SIZES = (1.3, 1.0, 0.86, 0.75)
"""How large the type may be, in parts of the usual."""

SMALLEST_WRITTEN = 0.86
"""The smallest for what an author writes for a screen; questions, which stand in the quiz, too, may be smaller."""

MOST_WORDS = 60
"""What a class takes in at one look, and more: no slide should need it."""

SCREENS = ((1246, 624), (1080, 756))
"""Room of a screen of 16:9 and of one of 4:3, in pixels of 1366 × 768."""

MANY = 4
"""From how many items on a list stands in two columns."""

PICTURE = 300
"""How high a picture at least stands, and how much of that a slide leaves it in any size."""

_TYPE = {"heading": (58, 0.57, 1.25), "text": (40, 0.52, 1.35), "item": (34, 0.56, 1.3)}
"""Height of the letters, their usual width in parts of that, and the distance of lines."""

_VOTE_TYPE = {"heading": (44, 0.57, 1.25), "text": (34, 0.56, 1.35), "item": (34, 0.58, 1.25)}
"""The same on a slide on which a class votes; what is drawn of a gesture is as high as two lines and more."""

_COUNTED, _REVEALED = 264, 400
"""What stands beside a choice, in pixels: its count; and its bar with a button for its reply."""

_VOTE_FOOT, _ROW_GAP, _ROW_FRAME, _ROW_LEAST, _DRAWN, _BUBBLE = 64, 10, 20, 56, 112, 28
_GAP, _ITEM_GAP, _ITEM_FRAME, _ITEM_SIDES = 26, 16, 32, 130
_ITEM = re.compile(r"\s*(?:[-*+]|\d+\.)\s+(.*)")
_UNSEEN = re.compile(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}|\[\^[\w-]+\]")


@dataclass(frozen=True)
class Face:
    """What a slide on which a class votes shows at one moment: what stands above the choices, as Markdown, and these."""

    above: tuple[str, ...]
    choices: tuple[str, ...]
    revealed: bool = False
    gestured: bool = False
    """Whether a gesture is drawn beside each choice."""


def size_of(lines: Iterable[str]) -> int:
    """Return the place in `SIZES` of the largest type in which a slide of some Markdown fits, or the last."""
    blocks = [(kind, [text for _, text in group]) for kind, group in groupby(_blocks(lines), lambda block: block[0])]
    fitting = (all(_height(blocks, width, size) <= room for width, room in SCREENS) for size in SIZES)
    return next((place for place, fits in enumerate(fitting) if fits), len(SIZES) - 1)


def size_of_vote(faces: Iterable[Face]) -> int:
    """Return the same for a slide on which a class votes, whatever it shows; its type is never larger than usual."""
    shown = tuple(faces)
    for place, size in enumerate(SIZES[1:], 1):
        if all(_height_of_face(face, width, size) <= room for width, room in SCREENS for face in shown):
            return place
    return len(SIZES) - 1


def too_full(lines: Iterable[str]) -> bool:
    """Say whether a slide holds more than one idea needs, or than can be read from the last row."""
    written = tuple(lines)
    words = sum(len(text.split()) for _, text in _blocks(written))
    return words > MOST_WORDS or SIZES[size_of(written)] < SMALLEST_WRITTEN


def _blocks(lines: Iterable[str]) -> list[tuple[str, str]]:
    """Return what stands on a slide, each with its kind: a heading, an item, a picture or a paragraph."""
    found: list[tuple[str, str]] = []
    open_paragraph = False
    for line in lines:
        text = line.strip()
        item = _ITEM.match(line)
        if text.startswith("#"):
            found.append(("heading", _seen(text.lstrip("# "))))
        elif text.startswith("!["):
            found.append(("picture", ""))
        elif item:
            found.append(("item", _seen(item[1])))
        elif text and open_paragraph:
            found[-1] = ("text", f"{found[-1][1]} {_seen(text)}")
        elif text:
            found.append(("text", _seen(text)))
        open_paragraph = bool(text) and found[-1][0] == "text"
    return found


def _seen(text: str) -> str:
    return _UNSEEN.sub("", text)


def _height_of_face(face: Face, width: float, size: float) -> float:
    blocks = [*_blocks(face.above)]
    above = sum(_lines(kind, text, width - _BUBBLE * 2, size, _VOTE_TYPE) + _BUBBLE for kind, text in blocks)
    inner = width - _ROW_FRAME * 2 - 100 * size - (_REVEALED if face.revealed else _COUNTED) - face.gestured * 118 * size
    least = (_DRAWN if face.gestured else _ROW_LEAST) * size
    rows = sum(max(least, _lines("item", text, inner, size, _VOTE_TYPE)) + _ROW_FRAME for text in face.choices)
    return above + rows + _ROW_GAP * len(face.choices) + _VOTE_FOOT + _ROW_GAP * 2


def _height(blocks: list[tuple[str, list[str]]], width: float, size: float) -> float:
    """Return how high some blocks stand in a width."""
    heights = []
    for kind, texts in blocks:
        if kind == "picture":
            heights.append(PICTURE * len(texts))
        elif kind == "item":
            columns = 2 if len(texts) >= MANY else 1
            inner = (width - _ITEM_GAP * (columns - 1)) / columns - _ITEM_SIDES * size
            rows = [texts[first : first + columns] for first in range(0, len(texts), columns)]
            tall = sum(max(_lines(kind, text, inner, size) for text in row) + _ITEM_FRAME * size for row in rows)
            heights.append(tall + _ITEM_GAP * size * (len(rows) - 1))
        else:
            heights.append(sum(_lines(kind, text, width, size) for text in texts) + _GAP * size * (len(texts) - 1))
    return sum(heights) + _GAP * size * (len(heights) - 1)


def _lines(kind: str, text: str, width: float, size: float, of: dict[str, tuple[float, float, float]] = _TYPE) -> float:
    letters, wide, distance = of[kind]
    return max(1, math.ceil(len(text) * letters * size * wide / width)) * letters * size * distance
