"""Archives: a stick as one zip, and a delta: what an older stick lacks, small enough for a chat.

Whoever has no Python unpacks either over a stick; both carry the list of files, so that the stick can be verified
afterwards. Of an archive that somebody hands us, nothing is believed but what its own list says of its files.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessonkit.carrying.cargo import Cargo
from lessonkit.carrying.disk import hash_of, put, read
from lessonkit.carrying.signature import SIGNATURE
from lessonkit.carrying.stick import CATALOG, ROOM, Stick, read_catalog
from lessonkit.carrying.sums import LARGEST, SUMS, Sums, Unreadable, is_safe, read_sums
from lessonkit.findings import Failure

LARGEST_FILE, LARGEST_WHOLE, MOST_FILES = 64 << 20, 1 << 30, 50_000
"""More than any kit of ours has, in bytes and files: an archive that would unpack to more is refused unread."""

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip knows: the same files give the same bytes."""


@dataclass(frozen=True)
class Delta:
    """A delta that was read: its files are on its list, and as the list says."""

    files: Mapping[str, bytes]
    sums: Sums
    catalog: Mapping[str, Any]


def write_archive(cargo: Cargo, path: Path, without: Sums | None = None) -> int:
    """Write a cargo as a zip, without the files that a list has already; return its size in bytes.

    Raises:
        Failure: the disk refused it, or a file of the kit cannot be read.
    """
    names = [name for name in sorted(cargo.sums) if not without or without.get(name) != cargo.sums[name]]
    with_numbers = () if without else sorted(cargo.local.items())
    beside = path.with_name(f"{path.name}.part")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, data in ((SUMS, cargo.written), (SIGNATURE, cargo.signature), *with_numbers):
                _add(archive, name, data)
            for name in names:
                _add(archive, name, cargo.bytes_of(name))
        put(path, beside.read_bytes(), beside)
    except OSError as fault:
        raise Failure("disk", reason=fault.strerror or str(fault)) from fault
    return path.stat().st_size


def read_archive(path: Path) -> Delta:
    """Read a delta, and find that everything in it is on its list and as the list says.

    Raises:
        Failure: it cannot be read, or is not as we write them; nothing was unpacked.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive)
    except OSError as fault:
        raise Failure("delta-unreadable", file=str(path), reason=fault.strerror or str(fault)) from fault
    except (
        Unreadable,
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        ValueError,
        EOFError,
    ) as fault:
        raise Failure("delta-strange", file=str(path), reason=str(fault)) from fault


def load_delta(delta: Delta, stick: Stick) -> Cargo:
    """Return the cargo that a delta makes of an older stick; what has not changed comes from the stick itself.

    Raises:
        Failure: the delta is for another edition, or for a stick whose files are as they should be.
    """
    folder, root = delta.catalog["folder"], stick.root
    if stick.sums != delta.sums and hash_of(stick.written) != delta.catalog["base"]:
        raise Failure("delta-other", folder=str(root), date=stick.catalog.get("date", "–"))
    content = {path: delta.files.get(path, root / path) for path in delta.sums if path.startswith(f"{ROOM}/{folder}/")}
    made = {
        path: delta.files[path] if path in delta.files else _standing(root, path) for path in delta.sums.keys() - content.keys()
    }
    for path, source in content.items():
        if isinstance(source, Path) and hash_of(_standing(root, path)) != delta.sums[path]:
            raise Failure("delta-damaged", file=path)
    local = {path: b"" for path in delta.catalog["local"] if (root / path).is_file()}
    sizes = {path: len(delta.files.get(path, b"")) for path in delta.sums}
    return Cargo(folder, content, made, local, delta.sums, delta.files[SIGNATURE], sizes)


def _standing(root: Path, path: str) -> bytes:
    try:
        return read(root / path)
    except FileNotFoundError as fault:
        raise Failure("delta-damaged", file=path) from fault


def _read(archive: zipfile.ZipFile) -> Delta:
    entries = archive.infolist()
    _check_entries(entries)
    files = {}
    for entry in entries:
        with archive.open(entry) as file:
            files[entry.filename] = file.read(entry.file_size + 1)  # a bomb says less than it holds
        if len(files[entry.filename]) != entry.file_size:
            raise Unreadable(entry.filename)
    sums = read_sums(files.pop(SUMS, b"")[: LARGEST + 1])
    for name, data in files.items():
        if name != SIGNATURE and sums.get(name) != hash_of(data):
            raise Unreadable(name)
    catalog = read_catalog(files.get(CATALOG, b""))
    if SIGNATURE not in files or not catalog.get("base"):
        raise Unreadable(CATALOG)
    return Delta(files, sums, catalog)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    seen = set()
    for entry in entries:
        kind = stat.S_IFMT(entry.external_attr >> 16)
        odd = kind not in (0, stat.S_IFREG) or entry.is_dir() or entry.flag_bits & 1 or entry.orig_filename != entry.filename
        if odd or not is_safe(entry.filename) or entry.filename.lower() in seen or entry.file_size > LARGEST_FILE:
            raise Unreadable(repr(entry.filename))
        seen.add(entry.filename.lower())
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > LARGEST_WHOLE:
        raise Unreadable("too large")


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
