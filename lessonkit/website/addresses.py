"""Addresses: from a page to other pages, assets and pictures of its edition, always relative, so that a stick works."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import PurePosixPath

from lessonkit.content.lesson import Lesson
from lessonkit.content.library import PICTURES
from lessonkit.website.assets import measure_picture, picture_path
from lessonkit.website.pages import Page
from lessonkit.website.prose import Picture
from lessonkit.website.site import Site

SINGLE_KINDS = ("cover", "index", "help", "about", "table")
"""Kinds of which there is one page in a language."""


@dataclass(frozen=True)
class Addresses:
    """The addresses that a page of a site may need; "" stands for a page that the edition does not have."""

    site: Site
    page: Page

    def to(self, path: str) -> str:
        """Return the address of a path of the edition, as seen from this page."""
        return posixpath.relpath(path, posixpath.dirname(self.page.path) or ".")

    def kind(self, kind: str, lesson: Lesson | None = None) -> str:
        """Return the address of a page by its kind, and by its lesson (this page's, if none is named)."""
        wanted = None if kind in SINGLE_KINDS else lesson or self.page.lesson
        pages = (page for page in self.site.pages if page.kind == kind and page.lesson is wanted)
        return next((self.to(page.path) for page in pages), "")

    def band(self, id: str) -> str:
        return next((self.to(page.path) for page in self.site.pages if (page.kind, page.id) == ("band", id)), "")

    def language(self, language: str) -> str:
        """Return the address of this page in another language."""
        return self.to(self.page.in_language(language))


@dataclass(frozen=True)
class AuthorsAddresses:
    """Resolves what an author wrote in a document of some folder into addresses on a page."""

    link_to: Addresses
    folder: PurePosixPath

    def link(self, address: str) -> str:
        """Return the page that a document has become; a check has told of links that lead nowhere."""
        path, _, section = address.partition("#")
        if not path:
            return address
        target = posixpath.normpath(str(self.folder / path))
        for lesson in self.link_to.site.library.lessons:
            for texts, kind in ((lesson.texts, "lesson"), (lesson.quiz.texts if lesson.quiz else None, "quiz")):
                if texts and any(document.place.path == target for document in texts.documents.values()):
                    page = self.link_to.kind(kind, lesson)
                    return f"{page}#{section}" if section else page
        return ""

    def picture(self, address: str) -> Picture:
        """Return where a picture of the library stands and its size; anything else has no address."""
        library = self.link_to.site.library
        path = library.project.root / self.folder / address
        if path not in library.files or path.suffix not in PICTURES:
            return Picture("")
        return measure_picture(path, self.link_to.to(picture_path(library, path)))
