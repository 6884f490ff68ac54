"""Checks of names and ids: they must stand on every stick and never change."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessonkit.content.library import PAIRED, PICTURES, Library
from lessonkit.findings import Finding, advice, error
from lessonkit.project import LANGUAGES
from lessonkit.translation.pairing import ids_in_use

_PORTABLE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+)?")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
LONGEST_NAME = 40


def check_names(library: Library) -> Iterator[Finding]:
    """Names are lower-case ASCII that FAT32, exFAT and Windows take, and none differs from another by case alone."""
    seen: dict[str, str] = {}
    for path in library.files:
        relative = path.relative_to(library.project.root)
        place = library.project.place(path)
        folded = relative.as_posix().casefold()
        if folded in seen:
            yield error(place, "names-collide", other=seen[folded])
        seen.setdefault(folded, relative.as_posix())
        for name in relative.parts:
            if not _PORTABLE.fullmatch(name) or _RESERVED.fullmatch(name) or len(name) > LONGEST_NAME:
                yield error(place, "name-not-portable", name=name, limit=LONGEST_NAME)
        if (
            path.suffix not in (*PICTURES, ".yml")
            and not (path.suffix == ".md" and path.stem in LANGUAGES)
            or path.suffix == ".yml"
            and path.name != PAIRED
            and path.parent != library.project.channels.parent
        ):
            yield error(place, "file-unexpected", name=path.name)


def check_ids(library: Library) -> Iterator[Finding]:
    """Every id stands in `ids.txt`, once: resume codes count on its order."""
    seen: set[str] = set()
    for id in library.ids:
        if id in seen:
            yield error(id.place, "id-recorded-twice", id=str(id))
        seen.add(str(id))
    for lesson in library.lessons:
        missing = [id for id in ids_in_use(library) if id.partition("#")[0] == lesson.id and id not in seen]
        if missing:
            folder = lesson.texts.folder.relative_to(library.project.root).as_posix()
            yield advice(lesson.texts.place, "ids-not-recorded", number=len(missing), folder=folder)
