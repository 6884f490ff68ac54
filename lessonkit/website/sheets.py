"""Sheets: what a page shows, cut into A4 sheets before any browser sees it.

Old browsers print no page margins, so every sheet is a section with a foot of its own: number, edition, help. How
high a text will stand on paper is estimated by the ruler; a test measures every sheet of the kit in a browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from markupsafe import Markup

from lessonkit.website.ruler import LINE, estimate, top_elements

PAPERS = (
    "sheet", "slip", "slip-both", "exit-slips", "key", "large", "bundle", "pocket", "run-sheet", "cards", "large-cards",
    "vote-cards", "question-box", "dossier", "certificate", "plan", "first-time",
)  # fmt: skip
"""Kinds of pages that are made to be printed."""

SHEETED = (
    *PAPERS,
    "lesson",
    "quiz",
    "guide",
    "help",
    "urgent",
    "parents",
    "leaving-home",
    "teachers",
    "plans",
    "law",
    "after",
    "room",
)
"""Kinds of pages that are cut into sheets."""

POINTS = {
    "guide": 10, "plan": 10, "key": 10, "dossier": 10, "pocket": 10, "run-sheet": 10, "exit-slips": 10, "sheet": 12, "quiz": 12,
    "slip": 13, "slip-both": 13, "large": 18, "large-cards": 18,
}  # fmt: skip
"""Sizes of type that differ from the usual 11 points: the teacher's own small, what pupils fill in or take home large."""

DENSE, DENSE_LINE = ("pocket", "run-sheet", "exit-slips"), 1.3
"""Papers that say much in little room, and how high their lines are."""

WIDTH, ROOM = 180.0, 258.0
"""Millimetres of a sheet that text may fill: A4 without its margins, and without the foot."""

LARGE, LARGE_FOOT = 18, 26.0
"""From which size on the foot is as large as the text, and how many millimetres more it takes."""

BOX = 8.0
"""Millimetres that the frame of a box takes of its width, and of its height with the gap below it."""

_LEADS = re.compile(r":\s*(</\w+>\s*)+$|^\s*<p><strong>[^<]*</strong></p>\s*$")
"""A paragraph that ends with a colon, or is wholly strong, leads to what follows."""


@dataclass(frozen=True)
class Part:
    """What belongs together on screen, such as a step: the attributes of its element, on its first sheet."""

    id: str = ""
    classes: str = ""
    language: str = ""
    whole: bool = False


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

    `points` is the size of the type on paper, and `line` the height of a line in that size, as the stylesheet has them.
    """

    points: int
    line: float = LINE
    _part: Part = Part()
    _pieces: list[_Piece] = field(default_factory=list)

    def begin(self, id: str = "", classes: str = "", language: str = "", whole: bool = False) -> Markup:
        """Begin a part, one that is not cut if it should stay `whole`; what is added belongs to it. Shows nothing."""
        self._part = Part(id, classes, language, whole)
        return Markup()

    def add(
        self, html: Markup, head: bool = False, room: float = 0, printed: Markup | None = None, width: float = WIDTH
    ) -> Markup:
        """Add HTML that stays on one sheet, a `head` together with what follows; `room` in mm is for frames and lines.

        `printed` is what paper shows of it, if that is not all; `width` in mm is what its text has. Shows nothing: `dealt`
        does.
        """
        if html.strip():
            height = estimate(html if printed is None else printed, self.points, width, self.line) + room
            self._pieces.append(_Piece(self._part, html, "", height, head))
        return Markup()

    def add_grid(self, html: Markup, columns: int) -> Markup:
        """Add a list, or several elements, that stands side by side in framed boxes."""
        boxes = top_elements(html)
        if len(boxes) == 1:
            boxes = top_elements(html[html.index(">") + 1 : html.rindex("<")])
        heights = [estimate(box, self.points, WIDTH / columns - BOX, self.line) + BOX for box in boxes]
        rows = [max(heights[start : start + columns]) for start in range(0, len(heights), columns)]
        self._pieces.append(_Piece(self._part, html, "", sum(rows), False))
        return Markup()

    def fits(self, html: Markup, height: float, width: float = WIDTH) -> bool:
        """Say whether some HTML will stand in a room of its own, in millimetres."""
        return estimate(html, self.points, width, self.line) <= height

    def add_prose(self, html: Markup, classes: str = "", per_item: float = 0, whole: bool = False) -> Markup:
        """Add the HTML of a passage, which may be cut between its paragraphs, but not behind a heading or a colon.

        `per_item` in mm is for lists whose items have a frame. What should stay `whole` is not cut if it takes half a sheet
        at most.
        """
        frame = f'<div class="{f"{classes} " if classes else ""}prose">'
        width = WIDTH - BOX if classes else WIDTH
        pieces = []
        for element in top_elements(html):
            leads = element.lstrip().startswith("<h") or bool(_LEADS.search(element))
            height = estimate(element, self.points, width, self.line) + per_item * element.count("<li>")
            pieces.append(_Piece(self._part, Markup(element), frame, height, leads))
        if whole and sum(piece.height for piece in pieces) <= self._room / 2:
            pieces[:-1] = [replace(piece, keeps_with_next=True) for piece in pieces[:-1]]
        self._pieces += pieces
        return Markup()

    def add_unprinted(self, html: Markup, head: bool = False) -> Markup:
        """Add HTML that only a screen shows, and that takes no room on paper; a `head` together with what follows."""
        if html.strip():
            self._pieces.append(_Piece(self._part, html, "", 0, head))
        return Markup()

    @property
    def dealt(self) -> list[list[Run]]:
        """The sheets, each the runs that stand on it."""
        sheets: list[list[_Piece]] = [[]]
        filled = 0.0
        for group in self._groups():
            height = sum(piece.height for piece in group)
            if sheets[-1] and filled + height > self._room:
                sheets.append([])
                filled = 0.0
            sheets[-1] += group
            filled += height
        seen: set[int] = set()
        return [list(_runs(sheet, seen)) for sheet in sheets]

    @property
    def _room(self) -> float:
        return ROOM - (LARGE_FOOT if self.points >= LARGE else 0)

    def _groups(self) -> Iterator[list[_Piece]]:
        """Yield the pieces that no sheet may part: heads with what follows them, and parts that stay whole if they can."""
        for _, same_part in groupby(self._pieces, key=lambda piece: id(piece.part)):
            pieces = list(same_part)
            if pieces[0].part.whole and sum(piece.height for piece in pieces) <= self._room:
                yield pieces
                continue
            group: list[_Piece] = []
            for piece in pieces:
                group.append(piece)
                if not piece.keeps_with_next or piece is pieces[-1]:
                    yield group
                    group = []


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
    if band == "06-08" and kind in ("lesson", "sheet", "quiz", "exit-slips"):
        return 14
    return POINTS.get(kind, 11)


def line_for(kind: str) -> float:
    """Return how high a line of a kind of paper is, in its size of type."""
    return DENSE_LINE if kind in DENSE else LINE
