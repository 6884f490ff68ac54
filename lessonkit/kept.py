"""What is kept between builds, below `.cache/`: JSON under a hash of its own; whatever is not whole is as good as gone."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any


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
    """Keep something until the next build; a reader sees the old file or the new one, never half of it."""
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    beside.write_bytes(_seal(text) + b"\n" + text)
    beside.replace(path)


def _seal(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=16).hexdigest().encode()
