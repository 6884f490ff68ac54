"""The cargo: every file that a stick is to hold, by its path on the stick, with the list of them all."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from lessonkit.carrying.disk import hash_of
from lessonkit.carrying.kit import LOCAL, Kit, read_file
from lessonkit.carrying.signature import SIGNATURE, fingerprint_of, sign
from lessonkit.carrying.stick import CATALOG, PAGES, ROOM, STARTERS, Stick
from lessonkit.carrying.sums import SUMS, Sums, write_sums

NOT_CARRIED = ("teacher/data/",)
"""What only exports read; on a stick it would cost a cluster for each lesson."""

_MARK = re.compile(r"[ \t]*<!--(?:if ([\w-]+)|end)-->[ \t]*\n?")


@dataclass(frozen=True)
class Cargo:
    """What a stick is to hold."""

    folder: str
    """The name of the folder below `bo/` for the content."""
    content: Mapping[str, Path | bytes]
    """The files of the content: where each comes from, or what it is."""
    made: Mapping[str, bytes]
    """The pages for the root and the catalog, filled in."""
    local: Mapping[str, bytes]
    """A school's own numbers: what stands in a kit that knows none."""
    sums: Sums
    signature: bytes
    sizes: Mapping[str, int] = field(repr=False)
    """Of all files of the list, in bytes."""

    @property
    def written(self) -> bytes:
        """The bytes of the list."""
        return write_sums(self.sums)

    @property
    def names(self) -> frozenset[str]:
        """Every path that this cargo has on a stick."""
        return frozenset({*self.sums, *self.local, SUMS, SIGNATURE})

    def bytes_of(self, path: str) -> bytes:
        """Return the bytes of a file of the list."""
        source = self.made[path] if path in self.made else self.content[path]
        return source if isinstance(source, bytes) else read_file(source)


def load_cargo(kit: Kit, key: ec.EllipticCurvePrivateKey | None = None, older: Stick | None = None) -> Cargo:
    """Load what a kit puts on a stick, signed where there is a key.

    With an older stick it is laid out so that unpacking it over that stick's files makes a whole one.

    Raises:
        Failure: a file of the kit cannot be read, or has a name that not every system can open.
    """
    folder = older.folder if older else kit.facts["date"]
    content, local, sizes, sums = {}, {}, {}, {}
    for path, source in kit.content.items():
        if path.startswith(NOT_CARRIED):
            continue
        place = f"{ROOM}/{folder}/{path}"
        data = read_file(source)
        if path.partition("/")[2] == LOCAL:
            local[place] = data
        else:
            content[place], sums[place], sizes[place] = source, hash_of(data), len(data)
    made = {CATALOG: _catalog(kit, folder, local, older, sums)}
    for name in (*PAGES, *(STARTERS[edition] for edition in kit.editions)):
        made[name] = fill_page(kit, name, folder, key)
    for path, data in made.items():
        sums[path], sizes[path] = hash_of(data), len(data)
    return Cargo(folder, content, made, local, sums, sign(write_sums(sums), key), sizes)


def _catalog(kit: Kit, folder: str, local: Collection[str], older: Stick | None, content: Sums) -> bytes:
    """Return `bo/catalog.json`: what is packed; and of an older stick, its list's hash and what of it is left over."""
    before = {path: digest for path, digest in older.sums.items() if path.startswith(f"{ROOM}/{folder}/")} if older else {}
    left = {**older.catalog.get("leftover", {}), **before} if older else {}
    said = {
        "id": kit.facts["id"],
        "version": kit.facts["version"],
        "date": kit.facts["date"],
        "folder": folder,
        "editions": kit.editions,
        "phone": kit.has_phone,
        "bands": kit.bands,
        "languages": kit.facts["languages"],
        "local": sorted(local),
        "base": hash_of(older.written) if older else "",
        "leftover": {path: left[path] for path in sorted(left.keys() - content.keys())},
        "recalled": kit.facts.get("recalled", []),
    }
    return (json.dumps(said, ensure_ascii=False) + "\n").encode()


def fill_page(kit: Kit, name: str, folder: str, key: ec.EllipticCurvePrivateKey | None = None) -> bytes:
    """Return a page for a stick, filled in for what is packed."""
    packed = {*kit.editions, *kit.bands, *kit.facts["languages"], "signed" if key else "unsigned"}
    values = {"folder": f"{ROOM}/{folder}", "fingerprint": fingerprint_of(key) if key else ""}
    return fill(read_file(kit.pages[name]).decode(), packed | ({"phone"} if kit.has_phone else set()), values).encode()


def fill(page: str, packed: Collection[str], values: Mapping[str, Any]) -> str:
    """Fill in the marks of a page: `[[name]]` with a value, `<!--if name-->…<!--end-->` only where that was packed."""
    kept, wanted = [], [True]
    end = 0
    for mark in _MARK.finditer(page):
        if wanted[-1]:
            kept.append(page[end : mark.start()])
        end = mark.end()
        if mark[1]:
            wanted.append(wanted[-1] and mark[1] in packed)
        else:
            wanted.pop()
    filled = "".join([*kept, page[end:]])
    for name, value in values.items():
        filled = filled.replace(f"[[{name}]]", html.escape(value))
    return filled
