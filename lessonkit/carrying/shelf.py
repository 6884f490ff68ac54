"""The shelf: the files that phones may ask for, listed once when serving begins; nothing else can be reached."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".woff2": "font/woff2",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt; charset=utf-8",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}
"""Fixed here: Windows keeps such a table in its registry, where a program may have made scripts plain text."""

ANY_TYPE = "application/octet-stream"
ZIPPED = (".html", ".css", ".js", ".json", ".txt", ".svg", ".vtt")
LASTING = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".woff2")
"""Fonts and pictures: a phone need not ask for them again during a lesson. All else is asked for again each time."""

LESSON_SECONDS = 3600
LARGEST_KEPT = 4_000_000
"""Bytes; a larger file is read while it is sent."""
MOST_KEPT = 64_000_000
"""Bytes of memory for all files together; those that nobody has asked for the longest are dropped first."""


@dataclass(frozen=True)
class Copy:
    """A file as it goes out: its bytes, or, when it is too large to be kept, where it is read from."""

    type: str
    tag: str
    size: int
    seconds: int
    """How long a phone may use it without asking again."""
    data: bytes = b""
    source: Path | None = None
    zipped: bool = False
    varies: bool = False
    """Whether others get it in another coding."""


class Shelf:
    """A table of names, such as `vi/index.html`, and what stands behind each: a file, or a page that is made when asked for."""

    def __init__(self, files: Mapping[str, Path], pages: Mapping[str, Callable[[], bytes]]) -> None:
        self._files = files
        self._pages = pages
        self._kept: dict[tuple[str, bool], tuple[tuple[int, int], Copy]] = {}
        self._weight = 0

    def find(self, path: str) -> str | None:
        """Return the name that a path means, with `/` at its end where a folder was asked for without, or None."""
        folder = path if not path or path.endswith("/") else f"{path}/"
        index = f"{folder}index.html"
        if self._has(path):
            return path
        if self._has(index):
            return index if folder == path else folder
        return None

    def take(self, name: str, zipped: bool) -> Copy | None:
        """Return what stands behind a name that was found, compressed if wanted and worth it; None if it is there no more."""
        if name in self._pages:
            return _copy(".html", self._pages[name](), zipped)
        path = self._files[name]
        try:
            saved = path.stat()
            stamp = saved.st_mtime_ns, saved.st_size
            if saved.st_size > LARGEST_KEPT:
                return _loan(path, *stamp)
            return self._keep((name, zipped and path.suffix in ZIPPED), stamp, path)
        except OSError:
            return None

    def _has(self, name: str) -> bool:
        return name in self._files or name in self._pages

    def _keep(self, key: tuple[str, bool], stamp: tuple[int, int], path: Path) -> Copy:
        """Return a copy from memory, read anew if the file was saved meanwhile; it is now the last to be dropped."""
        known, copy = self._kept.pop(key, (None, None))
        if copy:
            self._weight -= len(copy.data)
        if known != stamp:
            copy = _copy(path.suffix, path.read_bytes(), key[1])
        self._kept[key] = stamp, copy
        self._weight += len(copy.data)
        while self._weight > MOST_KEPT:
            _, dropped = self._kept.pop(next(iter(self._kept)))
            self._weight -= len(dropped.data)
        return copy


def list_files(folder: Path) -> dict[str, Path]:
    """Return the files of a folder by their names; what only a link leads to is not one of them."""
    root = folder.resolve()
    listed = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path for name, path in listed.items() if path.resolve() == root / name}


def _copy(suffix: str, data: bytes, zipped: bool) -> Copy:
    sent = gzip.compress(data, 6, mtime=0) if zipped else data
    tag = hashlib.sha256(sent).hexdigest()[:20]
    return Copy(TYPES.get(suffix, ANY_TYPE), tag, len(sent), _seconds(suffix), sent, None, zipped, suffix in ZIPPED)


def _loan(path: Path, saved: int, size: int) -> Copy:
    return Copy(TYPES.get(path.suffix, ANY_TYPE), f"{saved:x}-{size:x}", size, _seconds(path.suffix), source=path)


def _seconds(suffix: str) -> int:
    return LESSON_SECONDS if suffix in LASTING else 0
