"""Verifying a stick: which of its files are not what the list says, and which are not of the kit at all.

The page `KIEM-TRA.html` does the same in a browser, in the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lessonkit.carrying.disk import hash_of, read
from lessonkit.carrying.signature import BAD, NONE, SIGNATURE, Signed, check_signature
from lessonkit.carrying.stick import (
    CATALOG,
    PLAN,
    ROOM,
    ROOT_NAMES,
    Stick,
    is_intruder,
    is_left_by_system,
    read_stick,
    room_files,
    root_entries,
    spelled,
)
from lessonkit.carrying.sums import SUMS

NOT_A_KIT, UNREADABLE, UNFINISHED, DIFFERS, SAME = "not-a-kit", "unreadable", "unfinished", "differs", "same"

Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Verdict:
    """What was found on a stick; files by their paths, in their order."""

    verdict: str
    signature: str = NONE
    fingerprint: str = ""
    changed: tuple[str, ...] = ()
    """Of the list, but not as it says."""
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    """Below `bo/` and on no list, or spelled almost like one of our names."""
    intruder: tuple[str, ...] = ()
    """Directly on the stick, of the kind that worms leave there."""
    leftover: tuple[str, ...] = ()
    """Of an older edition, and of no use any more."""
    local: Mapping[str, str] = ()
    """The school's own numbers and the hashes of their files: on no list, since every school writes its own."""
    own: int = 0
    """How many other things the owner, or a system, has on the stick."""
    catalog: Mapping[str, Any] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the verdict as `verify --format json` prints it."""
        said = asdict(self)
        return {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}


def verify_stick(root: Path, told: Told = lambda done, all: None, fingerprint: str = "") -> Verdict:
    """Read everything of the kit on a stick, and say what is wrong with it.

    With a fingerprint, only a signature by that key is good. `told` hears how many files are read.

    Raises:
        Failure: the stick cannot be read.
    """
    stick = read_stick(root)
    if stick.state != "read":
        verdict = UNFINISHED if stick.unfinished else UNREADABLE if stick.state == "unreadable" else NOT_A_KIT
        return Verdict(verdict, catalog=stick.catalog)
    signed = _signed(stick, fingerprint)
    changed, missing = _compare(stick, told)
    catalog = stick.catalog if CATALOG not in (*changed, *missing) else {}
    local = {path: _hash(root / path) for path in catalog.get("local", ())}
    local = {path: found for path, found in local.items() if found}
    added, intruder, leftover, own = _strangers(stick, catalog, local)
    faults = changed or missing or added or intruder or signed.state == BAD
    return Verdict(
        UNFINISHED if stick.unfinished else DIFFERS if faults else SAME,
        signed.state, signed.fingerprint, changed, missing, added, intruder, leftover, local, own, catalog,
    )  # fmt: skip


def _signed(stick: Stick, fingerprint: str) -> Signed:
    try:
        signed = check_signature(stick.written, read(stick.root / SIGNATURE))
    except FileNotFoundError:
        return Signed(BAD)
    wanted = "".join(fingerprint.split()).upper()
    if wanted and wanted != signed.fingerprint.replace(" ", ""):
        return Signed(BAD, signed.fingerprint)
    return signed


def _compare(stick: Stick, told: Told) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the paths of the list that are changed, and those that are missing."""
    changed, missing = [], []
    for number, (path, wanted) in enumerate(sorted(stick.sums.items())):
        told(number, len(stick.sums))
        found = _hash(stick.root / path)
        if found != wanted:
            (changed if found else missing).append(path)
    told(len(stick.sums), len(stick.sums))
    return tuple(changed), tuple(missing)


def _strangers(stick: Stick, catalog: Mapping[str, Any], local: Mapping[str, str]) -> tuple[Any, ...]:
    """Return what is on no list: added, intruders, leftovers, and the number of all else."""
    listed = {*stick.sums, *local, SUMS, SIGNATURE, PLAN}
    old = catalog.get("leftover", {})
    ours = {spelled(name) for name in (ROOM, *ROOT_NAMES)}
    added, intruder, leftover, own = [], [], [], 0
    for name, is_folder in root_entries(stick.root).items():
        if name in listed or (name == ROOM and is_folder):
            continue
        if is_intruder(name, is_folder):
            intruder.append(name)
        elif spelled(name) in ours:
            added.append(name)
        else:
            own += 1
    for path in room_files(stick.root):
        if path in listed:
            continue
        if is_left_by_system(path.rpartition("/")[2]):
            own += 1
        elif path in old and _hash(stick.root / path) == old[path]:
            leftover.append(path)
        else:
            added.append(path)
    return tuple(sorted(added)), tuple(intruder), tuple(leftover), own


def _hash(path: Path) -> str:
    """Return the hash of a file, "" if there is none."""
    try:
        return hash_of(read(path))
    except FileNotFoundError:
        return ""
