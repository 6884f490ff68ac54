"""Checks of drawings: an SVG only draws. It runs nothing, fetches nothing, says its size."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessonkit.content.library import PICTURES, Library
from lessonkit.findings import Finding, Place, error

LARGEST_PICTURE = 200 * 1024
"""Bytes; a period's pictures must fit on an old stick and a slow projector's PC."""

_DANGEROUS = re.compile(
    r"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet|<\s*(script|style|foreignObject|iframe|a|image|text)\b|\son\w+\s*=|\sstyle\s*=|(?:href|src)\s*=\s*[\"'](?!#)",
    re.IGNORECASE,
)
_VIEW_BOX = re.compile(r"<svg\b[^<>]*\bviewBox\s*=\s*[\"'][\d.\s-]+[\"']")


def check_drawings(library: Library) -> Iterator[Finding]:
    """A picture is not too large, and a drawing holds shapes only."""
    for path in library.files:
        if path.suffix not in PICTURES:
            continue
        place = library.project.place(path)
        size = path.stat().st_size
        if size > LARGEST_PICTURE:
            yield error(place, "picture-too-large", size=size // 1024, limit=LARGEST_PICTURE // 1024)
        elif path.suffix == ".svg":
            yield from _check_drawing(path.read_text(encoding="utf-8", errors="replace"), place)


def _check_drawing(drawing: str, place: Place) -> Iterator[Finding]:
    for fault in _DANGEROUS.finditer(drawing):
        line = drawing[: fault.start()].count("\n")
        yield error(place.down(line), "drawing-does-more", part=fault[0].strip()[:30])
    if not _VIEW_BOX.search(drawing):
        yield error(place, "drawing-without-size")
