"""Addresses: from a page to other pages, assets and pictures of its edition, always relative, so that a stick works."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from lessonkit.content.library import PICTURES
from lessonkit.content.unit import Unit
from lessonkit.content.urgent import Urgent
from lessonkit.website.assets import measure_picture, picture_path
from lessonkit.website.pages import KIT_PAGES, TEACHER_KINDS, Page
from lessonkit.website.prose import Picture
from lessonkit.website.site import Site

SINGLE_KINDS = (
    "cover", "index", "help", "glossary", "about", "table", "store", "progress", "certificate", *TEACHER_KINDS, *KIT_PAGES,
)  # fmt: skip
"""Kinds of which a language has one page, or one for each way of speaking."""


@dataclass(frozen=True)
class Addresses:
    """The addresses that a page of a site may need; "" stands for a page that the edition does not have."""

    site: Site
    page: Page

    @property
    def prefix(self) -> str:
        """What stands before the ids of this page; a page in a file of its own needs nothing to keep them apart."""
        return ""

    def to(self, path: str) -> str:
        """Return the address of a path of the edition, as seen from this page."""
        return _relative(path, posixpath.dirname(self.page.path))

    def section(self, page: str, id: str) -> str:
        """Return the address of a section of a page whose address is given; "" is this page."""
        return f"{page}#{id}"

    def picture(self, path: Path) -> str:
        """Return the address of a picture of the library."""
        return self.to(picture_path(self.site, path))

    def kind(self, kind: str, unit: Unit | None = None) -> str:
        """Return the address of a page by its kind, and by its unit (this page's, if none is named).

        Of pages that speak to some band in particular, the one of this page's band is meant.
        """
        wanted = None if kind in SINGLE_KINDS else unit or self.page.unit
        return self._nearest(page for page in self._of(wanted) if page.kind == kind)

    def copy(self, kind: str, unit: Unit | None = None) -> str:
        """Return the address of the copy of a page of a unit (this page's, if none is named)."""
        return next((self.to(page.copy) for page in self._of(unit or self.page.unit) if page.kind == kind), "")

    def urgent(self, case: Urgent) -> str:
        """Return the page of an urgent case that speaks to the readers of this page."""
        return self._nearest(page for page in self._of(None) if page.urgent is case)

    def other_readers(self) -> str:
        """Return the page that says to the other readers (up to 17, or from 18) what this page of help says."""
        here = self.page
        twins = (page for page in self._of(here.unit) if (page.kind, page.urgent) == (here.kind, here.urgent))
        return next((self.to(page.path) for page in twins if page.band != here.band), "")

    def _of(self, unit: Unit | None) -> tuple[Page, ...]:
        return self.site.pages_of.get(unit.id if unit else "", ())

    def _nearest(self, pages: Iterable[Page]) -> str:
        found = sorted(pages, key=lambda page: page.band != self.page.band)
        return self.to(found[0].path) if found else ""

    def band(self, id: str) -> str:
        return next((self.to(page.path) for page in self._of(None) if (page.kind, page.id) == ("band", id)), "")

    def language(self, language: str) -> str:
        """Return the address of this page in another language."""
        return self.to(self.page.in_language(language))


@lru_cache(maxsize=4096)
def _relative(path: str, folder: str) -> str:
    return posixpath.relpath(path, folder or ".")


@dataclass(frozen=True)
class AuthorsAddresses:
    """Resolves what an author wrote in a document of some folder into addresses on a page."""

    link_to: Addresses
    folder: PurePosixPath

    def link(self, address: str) -> str:
        """Return the page that a document has become; a check has told of links that lead nowhere."""
        path, _, section = address.partition("#")
        if not path:
            return self.link_to.section("", section)
        library = self.link_to.site.library
        folder = library.project.root / posixpath.normpath(str(self.folder / posixpath.dirname(path)))
        if folder in self.link_to.site.unit_in:
            unit, kind = self.link_to.site.unit_in[folder]
            page = self.link_to.kind(kind, unit)
            return self.link_to.section(page, section) if section and page else page
        if library.door and library.door.folder == folder:
            return self.link_to.kind("help")
        if folder in library.project.open_kits:
            page = self.link_to.kind(next(kind for kind, kit in KIT_PAGES.items() if kit == folder.name))
            return self.link_to.section(page, section) if section and page else page
        case = next((case for case in library.urgent if case.texts.folder == folder), None)
        return self.link_to.urgent(case) if case else ""

    def picture(self, address: str) -> Picture:
        """Return where a picture of the library stands and its size; anything else has no address."""
        library = self.link_to.site.library
        path = library.project.root / self.folder / address
        if path not in library.files or path.suffix not in PICTURES:
            return Picture("")
        return measure_picture(path, self.link_to.picture(path))
