"""A stick as it is found: which names on it are ours, what it says of itself, what does not belong.

At the root stand a few pages, the list `SHA256SUMS` and its signature; all else lies below `bo/`. Everything else on a
stick is its owner's, and is never touched.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lessonkit.carrying.disk import files_below, read, refusals
from lessonkit.carrying.signature import SIGNATURE
from lessonkit.carrying.sums import SUMS, Sums, Unreadable, is_safe, read_sums

ROOM = "bo"
"""Vietnamese for a set: the folder that holds all content."""

CATALOG = f"{ROOM}/catalog.json"
PLAN = f"{ROOM}/plan.json"
"""There only while a copy is unfinished."""
BESIDE = f"{ROOM}/writing.part"
"""The one file that may be half written."""

STARTERS = {"teacher": "GIAO-VIEN.html", "pupil": "HOC-SINH.html"}
PAGES = ("BAT-DAU.html", "KIEM-TRA.html", "DIEN-THONG-TIN.html", "HUONG-DAN.html", "BAN-GIAO.html")
"""What a stick has at its root besides the starters of its editions; the build makes them."""

ROOT_NAMES = (*PAGES, *STARTERS.values(), SUMS, SIGNATURE)
"""All names of ours directly on a stick, besides `bo`."""

RUNS = (
    *("exe", "com", "scr", "pif", "bat", "cmd", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "lnk", "msi", "ps1", "cpl"),
    *("dll", "jar", "reg", "inf", "url"),
)
"""Endings of what Windows would run, or follow: worms live on sticks as such files. Ours has none at its root."""

_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0]")
"""Letters and marks that fonts show as nothing, though they are no blanks."""

_SYSTEMS = re.compile(r"desktop\.ini|thumbs\.db|\.ds_store|\._.*", re.IGNORECASE)
"""What systems leave in any folder that they show."""


@dataclass(frozen=True)
class Stick:
    """The root of a stick, and those of its files that say what is on it; what cannot be read is empty."""

    root: Path
    written: bytes
    """The bytes of its list."""
    sums: Sums
    catalog: Mapping[str, Any]
    plan: Mapping[str, Any]
    state: str
    """Of the list: `read`, `missing` or `unreadable`."""

    @property
    def is_ours(self) -> bool:
        """Whether a kit was copied to this stick, or a copy begun."""
        room = self.root / ROOM
        begun = any((self.root / path).exists() for path in (PLAN, CATALOG, BESIDE))
        return CATALOG in self.sums or begun or (room.is_dir() and not any(room.iterdir()))

    @property
    def unfinished(self) -> bool:
        return (self.root / PLAN).exists()

    @cached_property
    def written_by_us(self) -> frozenset[str]:
        """The paths of all files that we have put here; what somebody has written into our lists is not believed."""
        said = {*self.sums, *self.plan.get("names", ()), *self.catalog.get("leftover", ())}
        return frozenset(path for path in said if path.startswith(f"{ROOM}/") or path in ROOT_NAMES)

    @property
    def folder(self) -> str:
        """The name of the folder below `bo/` that has the content, "" if none is known."""
        return next((path.split("/")[1] for path in self.sums if path.startswith(f"{ROOM}/") and path.count("/") > 1), "")


def read_stick(root: Path) -> Stick:
    """Read what a stick says of itself.

    Raises:
        Failure: the disk refused to read it.
    """
    written, state, sums = b"", "missing", {}
    try:
        written = read(root / SUMS)
        sums, state = read_sums(written), "read"
    except FileNotFoundError:
        pass
    except Unreadable:
        state = "unreadable"
    return Stick(root, written, sums, _read_catalog(root / CATALOG), _read_plan(root / PLAN), state)


def is_intruder(name: str, is_folder: bool) -> bool:
    """Say whether something directly on a stick is of the kind that worms leave there."""
    if is_folder:
        return all(unicodedata.category(letter)[0] in "ZC" or _UNSEEN.match(letter) for letter in name)
    return name.lower().rpartition(".")[2] in RUNS and "." in name


def is_left_by_system(name: str) -> bool:
    """Say whether a file is one that systems leave in folders which they show."""
    return bool(_SYSTEMS.fullmatch(name))


def spelled(name: str) -> str:
    """Return a name without its case and its way of writing marks: two such names are one on some disks."""
    return unicodedata.normalize("NFC", name).casefold()


def root_entries(root: Path) -> Mapping[str, bool]:
    """Return what stands directly on a stick: its names, and whether each is a folder (a link is none)."""
    with refusals():
        return {path.name: path.is_dir() and not path.is_symlink() for path in sorted(root.iterdir())}


def room_files(root: Path) -> tuple[str, ...]:
    """Return the path of every file below `bo/`, relative to the root."""
    room = root / ROOM
    return tuple(f"{ROOM}/{path}" for path in sorted(files_below(room))) if room.is_dir() and not room.is_symlink() else ()


def read_catalog(data: bytes) -> Mapping[str, Any]:
    """Return what a `bo/catalog.json` says, nothing if it is not as we write them."""
    said = _read_json(data)
    local, leftover = said.get("local"), said.get("leftover")
    known = all(isinstance(said.get(key), str) for key in ("date", "version", "folder"))
    paths = [*(local if isinstance(local, list) else [None]), *(leftover if isinstance(leftover, dict) else [None])]
    return said if known and all(isinstance(path, str) and is_safe(path) for path in paths) else {}


def _read_catalog(path: Path) -> Mapping[str, Any]:
    try:
        return read_catalog(read(path))
    except FileNotFoundError:
        return {}


def _read_plan(path: Path) -> Mapping[str, Any]:
    try:
        said = _read_json(read(path))
    except FileNotFoundError:
        return {}
    names = said.get("names")
    return said if isinstance(names, list) and all(isinstance(name, str) and is_safe(name) for name in names) else {}


def _read_json(data: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
