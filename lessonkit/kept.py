"""What is kept between builds, below `.cache/`: JSON under a hash of its own; whatever is not whole is as good as gone."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

from lessonkit.findings import Failure


def digest(*parts: Any) -> str:
    """Return a hash of things that have a `repr` of their own: strings, numbers, tuples and lists of them."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def read_kept(path: Path) -> dict[str, Any]:
    """Return what was kept, or nothing: a file that is missing, cut short or changed is made again, not complained of."""
    try:
        head, _, text = path.read_bytes().partition(b"\n")
    except OSError:
        return {}
    if head != _seal(text):
        return {}
    kept = json.loads(text)
    return kept if isinstance(kept, dict) else {}


def write_kept(path: Path, kept: dict[str, Any]) -> None:
    """Keep something until the next build; a reader sees the old file or the new one, never half of it.

    Raises:
        Failure: the disk refused it.
    """
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(_seal(text) + b"\n" + text)
        beside.replace(path)
    except OSError as fault:
        raise Failure("disk", reason=fault.strerror or str(fault)) from fault


def drop_kept(folder: Path) -> None:
    """Drop all that was kept below a folder.

    Raises:
        Failure: the disk refused it.
    """
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as fault:
        raise Failure("disk", reason=fault.strerror or str(fault)) from fault


def _seal(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=16).hexdigest().encode()
