"""The ruler: how high a text will stand on paper, estimated from its letters, a little on the safe side."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from math import ceil

MM_PER_POINT = 25.4 / 72
LETTER = 0.49
"""Average width of a letter of the kit's font, in its size."""
LINE = 1.45
GAP, ITEM_GAP = 0.4, 0.25
"""Space behind a block, and behind an item of a list or a heading, in lines."""
PICTURE = 64.0
"""Millimetres that a picture may be high on paper, as the stylesheet says."""

_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "dt", "dd", "figcaption", "summary", "legend", "label", "blockquote"}
_VOID = {"img", "br", "hr", "input"}
_HEADINGS = {"h1": 1.75, "h2": 1.35, "h3": 1.1}
_TAG = re.compile(r"""<(?P<close>/?)(?P<name>[a-z][a-z0-9-]*)(?P<told>(?:[^>"]|"[^"]*")*)>""")
_PIECE = re.compile(_TAG.pattern + "|[^<]+|<")
_SIDE = re.compile(r'\b(width|height)="(\d+)"')


def top_elements(html: str) -> list[str]:
    """Return the elements of some clean HTML that stand in no other, each with what is in it."""
    elements, depth, start = [], 0, 0
    html = str(html)  # of Markup, each slice would be checked again
    for tag in _TAG.finditer(html):
        if tag["name"] in _VOID:
            continue
        depth += -1 if tag["close"] else 1
        if depth == 0:
            elements.append(html[start : tag.end()])
            start = tag.end()
    return [element for element in (*elements, html[start:]) if element.strip()]


def estimate(html: str, points: float, width: float, line: float = LINE) -> float:
    """Return how high some HTML will stand on paper, in millimetres.

    `points` is the size of the type, `width` what it has in millimetres, `line` the height of a line in that size.
    """
    return _estimate(str(html), points, width, line)


@lru_cache(maxsize=16_384)
def _estimate(html: str, points: float, width: float, line: float) -> float:
    """The papers of a lesson say much of it twice, and so do the editions."""
    ruler = _Ruler(points * MM_PER_POINT, width, line)
    for piece in _PIECE.finditer(html):
        if piece["name"] is None:
            ruler.text(piece[0])
        elif piece["close"]:
            ruler.end(piece["name"])
        else:
            ruler.start(piece["name"], piece["told"])
    ruler.end_block()
    return ruler.height


class _Ruler:
    """Adds up the lines of blocks, the rows of tables and the heights of pictures."""

    def __init__(self, size: float, width: float, line: float) -> None:
        self.size, self.width, self._line = size, width, size * line
        self.height = 0.0
        self.letters = 0
        self.breaks = 0
        self.scale, self.gap = 1.0, GAP
        self.indent = 0
        self.cells: list[int] | None = None
        self.unseen = ""
        self.in_legend = False

    def start(self, tag: str, told: str) -> None:
        if tag == "select" or 'class="beside' in told:
            self.unseen = tag  # what can be chosen from is not printed, and what stands beside takes no line
        elif tag in ("ul", "ol", "dl"):
            self.end_block()
            self.indent += 1
        elif tag in _HEADINGS and self.in_legend:
            pass  # as large as the legend, and in its line
        elif tag in _BLOCKS and 'class="clue"' not in told:
            self.in_legend = tag == "legend"
            self.end_block()
            self.scale = _HEADINGS.get(tag, 1.0)
            self.gap = 0 if 'class="tight"' in told else GAP if tag == "p" else ITEM_GAP
        elif tag == "tr":
            self.end_block()
            self.cells = []
        elif tag in ("td", "th") and self.cells is not None:
            self.cells.append(0)
        elif tag == "br":
            self.breaks += 1
        elif tag == "img":
            self.height += self._picture(dict(_SIDE.findall(told))) + GAP * self._line
        elif tag == "span" and 'class="blank"' in told:
            self.letters += 34
        elif tag == "span" and 'class="box' in told:
            self.letters += 3

    def end(self, tag: str) -> None:
        if tag == self.unseen:
            self.unseen = ""
        elif tag in ("ul", "ol", "dl"):
            self.end_block()
            self.indent -= 1
        elif tag in _BLOCKS and tag != "label":
            self.end_block()
        elif tag == "tr" and self.cells:
            columns = len(self.cells)
            self.height += max(self._lines(letters, self.width / columns - 6) for letters in self.cells) * self._line + 3
            self.cells = None

    def text(self, said: str) -> None:
        letters = 0 if self.unseen else len(" ".join(unescape(said).split()))
        if self.cells:
            self.cells[-1] += letters
        else:
            self.letters += letters

    def end_block(self) -> None:
        if self.letters:
            lines = self._lines(self.letters * self.scale, self.width - 7 * self.indent) + self.breaks
            self.height += (lines * self.scale + self.gap) * self._line
        self.letters, self.breaks, self.scale = 0, 0, 1.0

    def _lines(self, letters: float, width: float) -> int:
        return ceil(letters * LETTER * self.size / max(width, 10))

    def _picture(self, told: dict[str, str]) -> float:
        wide, high = (float(told.get(side) or 0) for side in ("width", "height"))
        return min(PICTURE, self.width * high / wide) if wide and high else PICTURE
