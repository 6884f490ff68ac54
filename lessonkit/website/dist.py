"""The folder of a finished kit: what lies in it, whether it still does, and how a new build takes its place.

A build stands beside the kit until it is whole. If all of it is new, the folders change places; if little has changed,
only those files do, one after the other, each whole at every moment.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lessonkit.kept import read_kept, write_kept

Record = dict[str, Any]
"""Of a build: what it says of itself, and under `files` the size and the time of each of its files by its path."""


def read_record(folder: Path, path: Path) -> Record:
    """Return the record of the build that made a folder, or nothing where any file is not as that build left it."""
    record = read_kept(path)
    if record and record["files"] == {path: list(stat) for path, stat in _stats(folder)}:
        return record
    return {}


def write_record(folder: Path, path: Path, said: Record) -> None:
    """Keep the record of a build that is in its place."""
    write_kept(path, {**said, "files": dict(_stats(folder))})


def sizes_of(folder: Path) -> list[int]:
    """Return the size of every file below a folder, in bytes."""
    return [size for _, (size, _) in _stats(folder)]


def take_place(new: Path, folder: Path, gone: Iterable[str] | None) -> None:
    """Put the files of a new build in their place: all of them, or with `gone` those that are new or differ.

    `gone` are the paths of files that the new kit no longer has.
    """
    if gone is None:
        _swap(new, folder)
        return
    for path, _ in _stats(new):
        source, target = new / path, folder / path
        if not (target.is_file() and target.read_bytes() == source.read_bytes()):
            target.parent.mkdir(parents=True, exist_ok=True)
            source.replace(target)
    for path in gone:
        (folder / path).unlink(missing_ok=True)
        _remove_empty((folder / path).parent, folder)
    shutil.rmtree(new)


def gather(part: Path, into: Path) -> None:
    """Move all files of a folder into another, with the folders that they stand in."""
    for path, _ in _stats(part):
        target = into / path
        target.parent.mkdir(parents=True, exist_ok=True)
        (part / path).replace(target)
    shutil.rmtree(part)


def remove(folder: Path) -> None:
    """Remove a folder if it is there."""
    if folder.exists():
        shutil.rmtree(folder)


def _stats(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the path, the size and the time of every file below a folder."""
    root = str(folder)
    waiting = [root] if folder.is_dir() else []
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    stat = entry.stat()
                    yield entry.path[len(root) + 1 :].replace(os.sep, "/"), (stat.st_size, stat.st_mtime_ns)


def _swap(new: Path, old: Path) -> None:
    aside = old.with_name(f"{old.name}.old")
    remove(aside)
    if old.exists():
        old.rename(aside)
    new.rename(old)
    remove(aside)


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
