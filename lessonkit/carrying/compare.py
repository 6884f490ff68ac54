"""Which of two sticks is the newer, what differs, and whether an edition has been recalled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessonkit.carrying.disk import read
from lessonkit.carrying.stick import CATALOG, ROOM, Stick, read_catalog, read_stick
from lessonkit.carrying.sums import LARGEST, Unreadable, read_sums
from lessonkit.findings import Failure

FIRST, SECOND, NEITHER = "first", "second", "neither"


@dataclass(frozen=True)
class Comparison:
    """Two sticks side by side; files by their paths below the folder of the content, in their order."""

    newer: str
    """`first`, `second`, or `neither` if both are of one edition."""
    dates: tuple[str, str]
    differing: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    recalled: tuple[Mapping[str, str], ...]
    """Why one of the two must not be used any more, as the other one says."""


def read_older(path: Path) -> Stick:
    """Read a stick from its folder, or what is known of it from its `SHA256SUMS` or `bo/catalog.json` alone.

    Raises:
        Failure: the path is none of these, or cannot be read.
    """
    if path.is_dir():
        stick = read_stick(path)
        if stick.state == "read":
            return stick
        raise Failure("not-a-stick", folder=str(path))
    try:
        data = read(path)
    except FileNotFoundError as fault:
        raise Failure("not-a-stick", folder=str(path)) from fault
    catalog = read_catalog(data) if len(data) <= LARGEST else {}
    if catalog:
        return Stick(path.parent, b"", {}, catalog, {}, "missing")
    try:
        return Stick(path.parent, data, read_sums(data), {}, {}, "read")
    except Unreadable as fault:
        raise Failure("not-a-stick", folder=str(path)) from fault


def compare(first: Stick, second: Stick) -> Comparison:
    """Compare two sticks by what their lists and catalogs say; their files are not read."""
    ages = [_age(stick) for stick in (first, second)]
    lists = [{_below(path): digest for path, digest in stick.sums.items()} for stick in (first, second)]
    shared = lists[0].keys() & lists[1].keys()
    known = all(lists)
    return Comparison(
        newer=NEITHER if ages[0] == ages[1] else FIRST if ages[0] > ages[1] else SECOND,
        dates=(_date(first), _date(second)),
        differing=tuple(sorted(path for path in shared if lists[0][path] != lists[1][path])),
        only_first=tuple(sorted(lists[0].keys() - shared)) if known else (),
        only_second=tuple(sorted(lists[1].keys() - shared)) if known else (),
        recalled=(*_recalled(first, second), *_recalled(second, first)),
    )


def _recalled(by: Stick, stick: Stick) -> tuple[Mapping[str, str], ...]:
    entries = by.catalog.get("recalled")
    entries = entries if isinstance(entries, list) else []
    return tuple(entry for entry in entries if isinstance(entry, dict) and entry.get("date") == _date(stick))


def _age(stick: Stick) -> tuple[Any, ...]:
    return _date(stick), [int(number) for number in re.findall(r"\d+", str(stick.catalog.get("version", "")))]


def _date(stick: Stick) -> str:
    return str(stick.catalog.get("date") or stick.folder)


def _below(path: str) -> str:
    """Return a path without the folder of its edition, so that two editions can be compared."""
    return re.sub(rf"^{ROOM}/[^/]+/", "", path) if path != CATALOG else path
