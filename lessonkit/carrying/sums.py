"""`SHA256SUMS`: the list of what belongs on a stick, in the form that `sha256sum -c` reads."""

from __future__ import annotations

import re
from collections.abc import Mapping

SUMS = "SHA256SUMS"
LARGEST = 8 << 20
"""More bytes than any list of ours has: longer ones are not read."""

Sums = Mapping[str, str]
"""The hash of each file by its path, which is relative to the root of the stick."""

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_PATH = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")
LONGEST_PATH = 150
"""In letters: with the name of a drive and a school's folder, it stays below the 260 that Windows opens."""


class Unreadable(ValueError):
    """A list, a catalog or an archive that is not as we write them."""


def write_sums(sums: Sums) -> bytes:
    """Return the bytes of a list."""
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode("ascii")


def read_sums(data: bytes) -> Sums:
    """Read a list.

    Raises:
        Unreadable: it is cut short, or a line has another form, leads out of the stick, or names a file twice.
    """
    if len(data) > LARGEST:
        raise Unreadable("too long")
    sums: dict[str, str] = {}
    seen = set()
    try:
        *lines, end = data.decode("ascii").split("\n")
    except UnicodeDecodeError as fault:
        raise Unreadable("not ASCII") from fault
    if end or not lines:
        raise Unreadable("cut short")
    for line in lines:
        match = _LINE.fullmatch(line)
        if not match or not is_safe(match[2]) or match[2].lower() in seen:
            raise Unreadable(line)
        seen.add(match[2].lower())
        sums[match[2]] = match[1]
    return sums


def is_safe(path: str) -> bool:
    """Say whether a path is one that we would write: relative, of plain letters, with no way up."""
    parts = path.split("/")
    return bool(_PATH.fullmatch(path)) and len(path) <= LONGEST_PATH and not any(set(part) == {"."} for part in parts)
