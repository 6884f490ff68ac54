"""The disk that is carried: everything written to a stick or read back from it goes through here.

What stands in its place under its name is whole, or only the read-back finds that it is not: renaming is atomic on most
file systems, but not on exFAT.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lessonkit.findings import Failure

PIECE = 1 << 18
"""How many bytes are read or written at once."""

UNKNOWN_CLUSTER = 32768
"""The usual cluster of a stick of up to 32 GB, in bytes, where the system does not tell."""

_REASONS = {
    errno.ENOSPC: "stick-full",
    errno.EDQUOT: "stick-full",
    errno.EFBIG: "stick-full",
    errno.EROFS: "stick-read-only",
    errno.EACCES: "stick-read-only",
    errno.EPERM: "stick-read-only",
    errno.ENAMETOOLONG: "stick-path-too-long",
    errno.ENODEV: "stick-gone",
    errno.ENXIO: "stick-gone",
    errno.ENOENT: "stick-gone",
    errno.ESTALE: "stick-gone",
    errno.EEXIST: "name-taken",
    errno.EISDIR: "name-taken",
    errno.ENOTDIR: "name-taken",
}
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what a disk refuses into a sentence.

    Raises:
        Failure: `stick-full`, `stick-read-only`, `stick-path-too-long`, `stick-gone`, `name-taken`, else `stick-faulty`.
    """
    try:
        yield
    except OSError as fault:
        name = _REASONS.get(fault.errno or 0, "stick-faulty")
        raise Failure(name, file=str(fault.filename or "–"), reason=fault.strerror or str(fault)) from fault


def cluster_of(folder: Path) -> int:
    """Return the bytes that the smallest file of a disk takes."""
    if os.name == "nt":
        return _windows_cluster(folder) or UNKNOWN_CLUSTER
    with refusals():
        return os.statvfs(folder).f_frsize or UNKNOWN_CLUSTER


def free_in(folder: Path) -> int:
    """Return the bytes that are free on a disk."""
    with refusals():
        return shutil.disk_usage(folder).free


def put(path: Path, data: bytes, beside: Path) -> None:
    """Write a file beside its place, wait until the disk has it, and give it its name.

    Raises:
        Failure: the disk refused something; what stood under the name still stands there.
    """
    with refusals():
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(beside, _WRITE, 0o644)
        try:
            for start in range(0, len(data), PIECE):
                _write(file, memoryview(data)[start : start + PIECE])
            os.fsync(file)
        finally:
            os.close(file)
        beside.replace(path)
        sync(path.parent)


def read(path: Path) -> bytes:
    """Return the bytes of a file as the disk has them now, not as the system remembers them where that can be asked.

    Raises:
        FileNotFoundError: there is no such file, or a link or a folder stands in its place.
        Failure: the disk refused to read it.
    """
    if path.is_symlink() or path.is_dir():
        raise FileNotFoundError(errno.ENOENT, "no file", str(path))
    pieces = []
    try:
        file = os.open(path, _READ)
        try:
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
            while piece := os.read(file, PIECE):
                pieces.append(piece)
        finally:
            os.close(file)
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise FileNotFoundError(errno.ENOENT, fault.strerror, str(path)) from fault
    except OSError as fault:
        raise Failure("stick-unreadable", file=str(path), reason=fault.strerror or str(fault)) from fault
    return b"".join(pieces)


def hash_of(data: bytes) -> str:
    """Return the SHA-256 of bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def remove(path: Path) -> None:
    """Remove a file if it is there."""
    with refusals():
        path.unlink(missing_ok=True)


def remove_empty(folder: Path, root: Path) -> None:
    """Remove a folder, and those above it below a root, as far as nothing is in them."""
    with refusals():
        while folder != root and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def files_below(folder: Path) -> Iterator[str]:
    """Yield the path of every file below a folder, relative to it and with forward slashes; links are not followed."""
    root = str(folder)
    waiting = [root]
    with refusals():
        while waiting:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        yield entry.path[len(root) :].replace(os.sep, "/").lstrip("/")


def sync(folder: Path) -> None:
    """Wait until the disk has the names in a folder; Windows does that by itself."""
    if os.name == "nt":
        return
    with refusals():
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        except OSError as fault:
            if fault.errno not in (errno.EINVAL, errno.ENOTSUP):  # some file systems have no such thing for folders
                raise
        finally:
            os.close(file)


def _write(file: int, piece: memoryview) -> None:
    while piece:
        piece = piece[os.write(file, piece) :]


def _windows_cluster(folder: Path) -> int:
    """Return the bytes of a cluster as Windows tells them, 0 where it does not."""
    import ctypes

    sectors, size, free, all = (ctypes.c_ulong() for _ in range(4))
    drive = ctypes.c_wchar_p(str(folder.resolve().anchor))
    told = ctypes.windll.kernel32.GetDiskFreeSpaceW(drive, *map(ctypes.byref, (sectors, size, free, all)))
    return sectors.value * size.value if told else 0
