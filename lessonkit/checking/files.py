"""Checks of names and ids: they must stand on every stick and never change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lessonkit.content.document import LOST
from lessonkit.content.library import PAIRED, PICTURES, Library
from lessonkit.content.recordings import SOUND
from lessonkit.findings import Finding, advice, error
from lessonkit.project import LANGUAGES
from lessonkit.translation.pairing import ids_in_use

_PORTABLE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+)?")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
LONGEST_NAME = 40


def check_names(library: Library) -> Iterator[Finding]:
    """Names are lower-case ASCII that FAT32, exFAT and Windows take, and none differs from another by case alone."""
    seen: dict[str, str] = {}
    told: set[Path] = set()
    documents = {document.path for document in library.documents}
    for path in sorted(library.files, key=lambda path: path.as_posix().swapcase()):
        relative = path.relative_to(library.project.root)
        place = library.project.place(path)
        folded = relative.as_posix().casefold()
        if folded in seen:
            yield error(place, "names-collide", other=seen[folded])
            continue
        seen[folded] = relative.as_posix()
        for part in (*reversed(relative.parents), relative):
            if part.name and part not in told and not _is_portable(part.name):
                yield error(place, "name-not-portable", name=part.name, limit=LONGEST_NAME)
                told.add(part)
        if not _is_read(path, documents, library):
            yield error(place, "file-unexpected", name=path.name)


def _is_portable(name: str) -> bool:
    return bool(_PORTABLE.fullmatch(name)) and not _RESERVED.fullmatch(name) and len(name) <= LONGEST_NAME


def _is_read(path: Path, documents: set[Path], library: Library) -> bool:
    """Say whether a file is one that the kit uses, or one of a folder that could not be read."""
    if path.suffix == ".md" and path.stem in LANGUAGES:
        return path in documents or library.told(library.project.place(path.parent).path, *LOST)
    return path.suffix in (*PICTURES, SOUND) or path.name == PAIRED or path in library.written


def check_ids(library: Library) -> Iterator[Finding]:
    """Every id stands in `ids.txt`, once: resume codes count on its order."""
    seen: set[str] = set()
    for id in library.ids:
        if id in seen:
            yield error(id.place, "id-recorded-twice", id=str(id))
        seen.add(str(id))
    missing = Counter(id.partition("#")[0] for id in ids_in_use(library) if id not in seen)
    for unit in library.units if not library.told(library.project.ids.name) else ():
        if missing[unit.id]:
            folder = unit.texts.folder.relative_to(library.project.root).as_posix()
            yield advice(unit.texts.place, "ids-not-recorded", number=missing[unit.id], folder=folder)
