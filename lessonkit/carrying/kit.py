"""A finished kit: the folders that a build left, and what their catalogs say of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lessonkit.carrying.disk import files_below
from lessonkit.carrying.sums import is_safe
from lessonkit.findings import Failure
from lessonkit.project import EDITIONS

PHONE, STICK = "phone", "stick"
"""Beside the editions: one file for each band and language, and the pages for the root of a stick."""

CATALOG, LOCAL = "catalog.json", "local.js"


@dataclass(frozen=True)
class Kit:
    """A kit, or those of its editions that are to be carried."""

    folder: Path
    catalogs: Mapping[str, Mapping[str, Any]]
    """What `catalog.json` says of each edition."""

    @property
    def editions(self) -> tuple[str, ...]:
        return tuple(self.catalogs)

    @property
    def facts(self) -> Mapping[str, Any]:
        """What all editions say of the kit: id, version, date, languages."""
        return next(iter(self.catalogs.values()))["kit"]

    @cached_property
    def bands(self) -> tuple[str, ...]:
        """The bands that have lessons."""
        return tuple(
            sorted({page["band"] for catalog in self.catalogs.values() for page in catalog["pages"] if page["kind"] == "band"})
        )

    @property
    def has_phone(self) -> bool:
        return "pupil" in self.editions and (self.folder / PHONE).is_dir()

    @cached_property
    def content(self) -> Mapping[str, Path]:
        """Every file of the editions and the phone files, by its path below the folder of the content."""
        rooms = (*self.editions, *((PHONE,) if self.has_phone else ()))
        found = {
            f"{room}/{path}": self.folder / room / path for room in rooms for path in sorted(files_below(self.folder / room))
        }
        _check_names(found)
        return found

    @cached_property
    def pages(self) -> Mapping[str, Path]:
        """The pages for the root of a stick, by their names."""
        found = {path: self.folder / STICK / path for path in sorted(files_below(self.folder / STICK))}
        _check_names(found)
        return found


def read_kit(folder: Path, editions: Collection[str] = EDITIONS) -> Kit:
    """Read what a folder of a finished kit holds of some editions.

    Raises:
        Failure: there is no finished kit, or its editions are not of one build.
    """
    catalogs = {}
    for edition in EDITIONS:
        path = folder / edition / CATALOG
        if edition in editions and path.is_file():
            catalogs[edition] = _read_catalog(path)
    if not catalogs or not (folder / STICK).is_dir():
        raise Failure("kit-missing", folder=str(folder))
    facts = [{**catalog["kit"], "edition": ""} for catalog in catalogs.values()]
    if any(each != facts[0] for each in facts):
        raise Failure("kit-mixed", folder=str(folder))
    return Kit(folder, catalogs)


def read_file(path: Path) -> bytes:
    """Return the bytes of a file of a kit.

    Raises:
        Failure: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as fault:
        raise Failure("kit-unreadable", file=str(path), reason=fault.strerror or str(fault)) from fault


def _read_catalog(path: Path) -> Mapping[str, Any]:
    try:
        catalog = json.loads(read_file(path))
        catalog["kit"]["date"], catalog["pages"]
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise Failure("kit-broken", file=str(path)) from fault
    return catalog


def _check_names(paths: Collection[str]) -> None:
    """A stick takes what any system can open: names of plain letters, different without their case, not too long."""
    seen = set()
    for path in paths:
        if not is_safe(path) or path.lower() in seen:
            raise Failure("kit-name", file=path)
        seen.add(path.lower())
