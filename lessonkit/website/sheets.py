"""Sheets: what a page shows, cut into A4 sheets before any browser sees it.

Old browsers print no page margins, so every sheet is a section with a foot of its own: number, edition, help. How
high a text will stand on paper is estimated here, on the safe side, from its letters; a test measures every sheet of
the kit in a browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby
from math import ceil

from markupsafe import Markup

PAPERS = ("sheet", "slip", "key", "bundle")
"""Kinds of pages that are made to be printed."""

SHEETED = (*PAPERS, "lesson", "guide", "help", "urgent", "parents", "teachers")
"""Kinds of pages that are cut into sheets."""

WIDTH, ROOM = 180.0, 252.0
"""Millimetres of a sheet that text may fill: A4 without its margins, and without the foot."""

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
_LEADS = re.compile(r":\s*(</\w+>\s*)+$|^\s*<p><strong>[^<]*</strong></p>\s*$")
"""A paragraph that ends with a colon, or is wholly strong, leads to what follows."""
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z][a-z0-9-]*)[^>]*>")


@dataclass(frozen=True)
class Part:
    """What belongs together on screen, such as a step: the attributes of its element, on its first sheet."""

    id: str = ""
    classes: str = ""
    language: str = ""
    alone: bool = False


@dataclass(frozen=True)
class Run:
    """As much of a part as stands on one sheet; `first` where the part begins."""

    part: Part
    first: bool
    html: Markup


@dataclass(frozen=True)
class _Piece:
    part: Part
    html: Markup
    frame: str
    """The opening tag of the element that this piece shares with its neighbours, "" if it stands for itself."""
    height: float
    keeps_with_next: bool


@dataclass
class Sheets:
    """Collects the pieces of a page as its template says them, then deals them out on sheets.

    `points` is the size of the type on paper, as the stylesheet has it.
    """

    points: int
    _part: Part = Part()
    _pieces: list[_Piece] = field(default_factory=list)

    def begin(self, id: str = "", classes: str = "", language: str = "", alone: bool = False) -> Markup:
        """Begin a part, on a new sheet if it should stand `alone`; what is added belongs to it. Shows nothing."""
        self._part = Part(id, classes, language, alone)
        return Markup()

    def add(self, html: Markup, head: bool = False, columns: int = 1, room: float = 0) -> Markup:
        """Add HTML that stays on one sheet, a `head` together with what follows; `room` in mm is for frames and lines.

        Shows nothing: `dealt` does.
        """
        if html.strip():
            height = estimate(html, self.points, WIDTH / columns) / columns * (1.2 if columns > 1 else 1) + room
            self._pieces.append(_Piece(self._part, html, "", height, head))
        return Markup()

    def add_prose(self, html: Markup, classes: str = "", per_item: float = 0) -> Markup:
        """Add the HTML of a passage, which may be cut between its paragraphs, but not behind a heading or a colon.

        `per_item` in mm is for lists whose items have a frame.
        """
        frame = f'<div class="{f"{classes} " if classes else ""}prose">'
        for element in top_elements(html):
            leads = element.lstrip().startswith("<h") or bool(_LEADS.search(element))
            height = estimate(element, self.points) + per_item * element.count("<li>")
            self._pieces.append(_Piece(self._part, Markup(element), frame, height, leads))
        return Markup()

    @property
    def dealt(self) -> list[list[Run]]:
        """The sheets, each the runs that stand on it."""
        sheets: list[list[_Piece]] = [[]]
        filled = 0.0
        for group in self._groups():
            height = sum(piece.height for piece in group)
            begins = bool(sheets[-1]) and group[0].part.alone and group[0].part is not sheets[-1][-1].part
            if sheets[-1] and (begins or filled + height > ROOM):
                sheets.append([])
                filled = 0.0
            sheets[-1] += group
            filled += height
        seen: set[int] = set()
        return [list(_runs(sheet, seen)) for sheet in sheets]

    def _groups(self) -> Iterator[list[_Piece]]:
        """Yield the pieces that no sheet may part: heads, and what follows them."""
        group: list[_Piece] = []
        for piece in self._pieces:
            group.append(piece)
            if not piece.keeps_with_next:
                yield group
                group = []
        if group:
            yield group


def _runs(pieces: list[_Piece], seen: set[int]) -> Iterator[Run]:
    for key, same_part in groupby(pieces, key=lambda piece: id(piece.part)):
        run = list(same_part)
        yield Run(run[0].part, key not in seen, Markup("\n").join(_framed(run)))
        seen.add(key)


def _framed(pieces: list[_Piece]) -> Iterator[Markup]:
    for frame, framed in groupby(pieces, key=lambda piece: piece.frame):
        html = Markup("\n").join(piece.html for piece in framed)
        yield Markup(f"{frame}\n{html}\n</div>") if frame else html


def points_for(kind: str, band: str) -> int:
    """Return the size of the type of a kind of paper, in points: large for beginners, small for the teacher's own."""
    if band == "06-08" and kind in ("lesson", "sheet"):
        return 14
    return 10 if kind in ("guide", "key") else 11


def top_elements(html: str) -> list[str]:
    """Return the elements of some clean HTML that stand in no other, each with what is in it."""
    elements, depth, start = [], 0, 0
    for tag in _TAG.finditer(html):
        if tag["name"] in _VOID:
            continue
        depth += -1 if tag["close"] else 1
        if depth == 0:
            elements.append(html[start : tag.end()])
            start = tag.end()
    return [element for element in elements if element.strip()]


def estimate(html: str, points: float, width: float = WIDTH) -> float:
    """Return how high some HTML will stand on paper, in millimetres, at a size of type and a width in millimetres."""
    ruler = _Ruler(points * MM_PER_POINT, width)
    ruler.feed(html)
    ruler.close()
    ruler.end_block()
    return ruler.height


class _Ruler(HTMLParser):
    """Adds up the lines of blocks, the rows of tables and the heights of pictures."""

    def __init__(self, size: float, width: float) -> None:
        super().__init__()
        self.size, self.width = size, width
        self.height = 0.0
        self.letters = 0
        self.breaks = 0
        self.scale, self.gap = 1.0, GAP
        self.indent = 0
        self.cells: list[int] | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        if tag in ("ul", "ol", "dl"):
            self.end_block()
            self.indent += 1
        elif tag in _BLOCKS:
            self.end_block()
            self.scale = _HEADINGS.get(tag, 1.0)
            self.gap = GAP if tag == "p" else ITEM_GAP
        elif tag == "tr":
            self.end_block()
            self.cells = []
        elif tag in ("td", "th") and self.cells is not None:
            self.cells.append(0)
        elif tag == "br":
            self.breaks += 1
        elif tag == "img":
            self.height += self._picture(told) + GAP * self._line
        elif tag == "span" and told.get("class", "") == "blank":
            self.letters += 34

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol", "dl"):
            self.end_block()
            self.indent -= 1
        elif tag in _BLOCKS:
            self.end_block()
        elif tag == "tr" and self.cells:
            columns = len(self.cells)
            self.height += max(self._lines(letters, self.width / columns - 6) for letters in self.cells) * self._line + 3
            self.cells = None

    def handle_data(self, data: str) -> None:
        letters = len(" ".join(data.split()))
        if self.cells:
            self.cells[-1] += letters
        else:
            self.letters += letters

    def end_block(self) -> None:
        if self.letters:
            lines = self._lines(self.letters * self.scale, self.width - 7 * self.indent) + self.breaks
            self.height += (lines * self.scale + self.gap) * self._line
        self.letters, self.breaks, self.scale = 0, 0, 1.0

    @property
    def _line(self) -> float:
        return self.size * LINE

    def _lines(self, letters: float, width: float) -> int:
        return ceil(letters * LETTER * self.size / max(width, 10))

    def _picture(self, told: dict[str, str | None]) -> float:
        wide, high = (float(told.get(side) or 0) for side in ("width", "height"))
        return min(PICTURE, self.width * high / wide) if wide and high else PICTURE
