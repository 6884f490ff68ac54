"""Checks of the Markdown itself: no HTML of one's own, no picture without words, no link that leads nowhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from lessonkit.content.document import LOST, Document
from lessonkit.content.library import Library
from lessonkit.content.links import BARE, lines_of, pictures_of
from lessonkit.content.rehearsal import WAY
from lessonkit.findings import Finding, error
from lessonkit.project import LANGUAGES, SOURCE_LANGUAGE

ALLOWED_TAGS = ("br", "kbd", "sub", "sup")
"""HTML that an author may write, always without attributes."""

_TAG = re.compile(r"<\s*(?P<close>/?)(?P<name>[A-Za-z][\w:-]*)(?P<rest>[^<>]*)(?P<end>>?)|<(?P<odd>[!?])")
_ATTRIBUTES = re.compile(r"\{[^{}=#.]*+[=#.][^{}]*+\}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def check_html(library: Library) -> Iterator[Finding]:
    """Raw HTML outside a small list is told, and so is an attribute that only HTML needs."""
    every = ((document, *line) for document in library.documents for line in lines_of(document))
    for document, line, place in every:
        for tag in _TAG.finditer(BARE.sub("", line)) if "<" in line else ():
            if tag["odd"] or tag["name"].lower() not in ALLOWED_TAGS or tag["rest"].strip(" /"):
                yield error(place, "html-not-allowed", tag=tag[0][:40], allowed=", ".join(ALLOWED_TAGS))
        if "{" not in line or (document.path.is_relative_to(library.project.scenarios) and WAY.fullmatch(line.strip())):
            continue
        for attributes in _ATTRIBUTES.finditer(line):
            yield error(place, "attribute-not-allowed", attribute=attributes[0][:40])


def check_links(library: Library) -> Iterator[Finding]:
    """A link leads to a section of this page or to another document of the kit that is there."""
    linkable = {str(document.path): document for document in _linkable(library)}
    for document in library.documents:
        for address in document.links:
            if _SCHEME.match(address):
                yield error(address.place, "link-leaves-kit", address=address[:60])
            elif not _target_exists(library, linkable, document, address):
                yield error(address.place, "link-dead", address=str(address))


def check_pictures(library: Library) -> Iterator[Finding]:
    """A picture stands beside its document and has a description; none is fetched from elsewhere."""
    for document in library.documents:
        for picture in pictures_of(document):
            place, address = picture.address.place, picture.address
            if _SCHEME.match(address):
                yield error(place, "picture-from-elsewhere", address=address[:60])
            elif (file := document.path.parent / address) not in library.files and not file.is_symlink():
                yield error(place, "picture-missing", picture=str(address))
            if not picture.text.strip():
                yield error(place, "picture-needs-description", picture=address[:60])


def _target_exists(library: Library, linkable: Mapping[str, Document], document: Document, address: str) -> bool:
    """Say whether a section of this document, or another document, is there, or may be in a folder not wholly read.

    A document that is not translated yet has its page all the same: the source stands for it.
    """
    path, _, section = address.partition("#")
    target = os.path.normpath(document.path.parent / path) if path else str(document.path)
    found = document if target == str(document.path) else linkable.get(target)
    if not found and Path(target).stem in LANGUAGES:
        found = linkable.get(str(Path(target).with_name(f"{SOURCE_LANGUAGE}.md")))
    lost = library.told(Path(os.path.relpath(Path(target).parent, library.project.root)).as_posix(), *LOST)
    return lost or bool(found and (found.section(section) if section or not path else found))


def _linkable(library: Library) -> Iterator[Document]:
    """Yield the documents that have a page of their own in the kit."""
    rooms = *library.project.units, library.project.urgent, *library.project.open_kits
    for document in library.documents:
        if any(document.path.is_relative_to(room) for room in rooms):
            yield document
