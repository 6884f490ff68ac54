"""Packing: a kit is copied to a stick so that an interrupted copy is never taken for a whole one, and can be resumed.

A plan is written first and removed last. Each file is written beside its place, waited for, and renamed. The list of all
files comes after them, and everything is read back before anybody may take the stick out. A new edition stands beside
the old one until the pages at the root have been switched to it.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from lessonkit.carrying.cargo import Cargo
from lessonkit.carrying.destination import check_names
from lessonkit.carrying.disk import cluster_of, free_in, hash_of, put, read, remove, remove_empty, sync
from lessonkit.carrying.kit import LOCAL
from lessonkit.carrying.signature import SIGNATURE
from lessonkit.carrying.stick import BESIDE, PLAN, ROOM, Stick, read_stick
from lessonkit.carrying.sums import SUMS
from lessonkit.carrying.verify import Verdict, verify_stick
from lessonkit.findings import Failure
from lessonkit.project import EDITIONS

Told = Callable[[int, int], None]


def pack(cargo: Cargo, root: Path, local: bytes = b"", replace: bool = False, told: Told = lambda done, all: None) -> Verdict:
    """Copy a cargo to a stick, read it back, and return the verdict on the stick.

    `local` is a school's own numbers; without it those that stand there stay. With `replace` an old edition is removed
    first, where there is no room for both. `told` hears how many files are in their place.

    Raises:
        Failure: a name is taken, there is no room, another copy is under way, or the disk refused something. What was
            copied stays; the same command goes on from there.
    """
    with _alone(root):
        stick = read_stick(root)
        check_names(stick, cargo)
        numbers = _numbers_on(stick)
        own = dict(_own_numbers(numbers, cargo, local))
        lacking = [path for path in sorted(cargo.content) if not _stands(root, path, cargo.sums[path])]
        known = stick.written_by_us | set(numbers)
        stale = sorted(known - cargo.names)
        _check_room(stick, cargo, lacking, replace)
        _write_plan(root, known | cargo.names)
        if replace:
            _remove(root, [path for path in stale if path not in numbers])
        _copy(root, cargo, lacking, told)
        for path, data in own.items():
            _put(root, path, data)
        _read_back(
            root, {path: cargo.sums[path] for path in cargo.content} | {path: hash_of(data) for path, data in own.items()}
        )
        for path in sorted(cargo.made):
            _put(root, path, cargo.made[path])
        _put(root, SIGNATURE, cargo.signature)
        _put(root, SUMS, cargo.written)
        _remove(root, stale)
        _read_back(root, {**{path: cargo.sums[path] for path in cargo.made}, SUMS: hash_of(cargo.written)})
        _remove(root, [BESIDE, PLAN])
        sync(root / ROOM)
        sync(root)
        return verify_stick(root)


def room_needed(cargo: Cargo, paths: Iterable[str], cluster: int) -> int:
    """Return the bytes that some files of a cargo take on a disk, with their folders, in whole clusters."""
    sizes = [cargo.sizes[path] for path in paths]
    folders = {folder for path in paths for folder in Path(path).parents}
    largest = max(sizes, default=0)  # for a moment, beside what it replaces
    return sum(-(-size // cluster) * cluster for size in [*sizes, largest]) + len(folders) * cluster


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold off any other copy to the same stick from this computer."""
    lock = Path(tempfile.gettempdir(), f"ba-lo-an-toan-{hash_of(str(root).encode())[:16]}.lock")
    try:
        with FileLock(lock, timeout=0):
            yield
    except Timeout as fault:
        raise Failure("stick-busy", folder=str(root)) from fault


def _stands(root: Path, path: str, wanted: str) -> bool:
    try:
        return hash_of(read(root / path)) == wanted
    except FileNotFoundError:
        return False


def _numbers_on(stick: Stick) -> Mapping[str, bytes]:
    """Return a school's own numbers as they stand on a stick, by their paths."""
    known = [path.split("/") for path in stick.written_by_us if path.count("/") > 2]
    rooms = sorted({(folder, edition) for _, folder, edition, *_ in known if edition in EDITIONS})
    found = {}
    for folder, edition in rooms:
        path = f"{ROOM}/{folder}/{edition}/{LOCAL}"
        with suppress(FileNotFoundError):
            found[path] = read(stick.root / path)
    return found


def _own_numbers(numbers: Mapping[str, bytes], cargo: Cargo, local: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield where a school's own numbers are to stand, and what they are.

    They are what is given, else what stood with the same edition in another folder (it goes when all is done), else what
    stands there, else what stood with the other edition.
    """
    for path, empty in cargo.local.items():
        edition = path.split("/")[2]
        order = sorted(numbers, key=lambda old: (old.split("/")[2] != edition, old == path))
        yield path, local or next((numbers[old] for old in order if numbers[old] != empty), empty)


def _check_room(stick: Stick, cargo: Cargo, lacking: list[str], replace: bool) -> None:
    """Make sure that the stick has room for what it lacks.

    Raises:
        Failure: `no-room-beside` if it would have without the old edition, `no-room` if not even then.
    """
    cluster, free = cluster_of(stick.root), free_in(stick.root)
    needed = room_needed(cargo, [*lacking, *cargo.made], cluster) + 2 * cluster
    old = [stick.root / path for path in stick.sums if path not in cargo.sums]
    freed = sum(-(-path.stat().st_size // cluster) * cluster for path in old if path.is_file())
    if needed <= free + (freed if replace else 0):
        return
    facts = {"needed": _megabytes(needed), "free": _megabytes(free), "folder": str(stick.root)}
    raise Failure("no-room-beside" if needed <= free + freed else "no-room", **facts)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}"


def _write_plan(root: Path, names: Iterable[str]) -> None:
    _put(root, PLAN, json.dumps({"names": sorted(names)}).encode())


def _copy(root: Path, cargo: Cargo, lacking: list[str], told: Told) -> None:
    for number, path in enumerate(lacking):
        told(number, len(lacking))
        data = cargo.bytes_of(path)
        if hash_of(data) != cargo.sums[path]:  # somebody built the kit anew meanwhile
            raise Failure("kit-changed", file=path)
        _put(root, path, data)
    told(len(lacking), len(lacking))


def _put(root: Path, path: str, data: bytes) -> None:
    put(root / path, data, root / BESIDE)


def _read_back(root: Path, wanted: Mapping[str, str]) -> None:
    """Make sure that files are what was written.

    Raises:
        Failure: one is not; the next copy writes it again.
    """
    for path, digest in wanted.items():
        if not _stands(root, path, digest):
            raise Failure("stick-faulty", file=path, reason="SHA-256")


def _remove(root: Path, paths: Iterable[str]) -> None:
    for path in paths:
        remove(root / path)
        if path.startswith(f"{ROOM}/"):
            remove_empty((root / path).parent, root / ROOM)
