"""Checks of the Markdown itself: no HTML of one's own, no picture without words, no link that leads nowhere."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator
from pathlib import Path

from lessonkit.content.document import LOST, Document, outside_fences
from lessonkit.content.library import Library
from lessonkit.findings import Finding, Place, error
from lessonkit.project import LANGUAGES, SOURCE_LANGUAGE

ALLOWED_TAGS = ("br", "kbd", "sub", "sup")
"""HTML that an author may write, always without attributes."""

_CODE = re.compile(r"(?<![`\\])(`++)(.+?)(?<!`)\1(?!`)")
_TAG = re.compile(r"<\s*(?P<close>/?)(?P<name>[A-Za-z][\w:-]*)(?P<rest>[^<>]*)(?P<end>>?)|<(?P<odd>[!?])")
_ATTRIBUTES = re.compile(r"\{[^{}=#.]*+[=#.][^{}]*+\}")
_TARGET = r"\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*+)\]\(\s*+<?(?P<address>[^)\s>]*+)[^)]*+\)"
_LINK = re.compile(r"(?<!!)" + _TARGET)
_PICTURE = re.compile("!" + _TARGET)
_REFERENCE = re.compile(r"^[\s>*+\d.-]*+\[[^\]^]++\]:\s*+(?P<address>\S++)", re.MULTILINE)
_BARE = re.compile(r"<(?P<address>[A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*+)>")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)

Line = tuple[Document, str, Place]


def _lines(library: Library) -> Iterator[Line]:
    """Yield every line of Markdown with its code spans taken out, those of the front matter too."""
    for document in library.documents:
        for text in (text for key in document.meta for text in document.list(key)):
            yield from ((document, line, text.place) for line in text.split("\n"))
        for section in document.sections:
            yield document, section.title, section.place
            for passage in section.passages:
                for _, line in outside_fences(passage.lines):
                    yield document, _CODE.sub("", line), line.place


def _paragraphs(library: Library) -> Iterator[tuple[Document, str, list[Place]]]:
    """Yield lines that follow each other as one text, and their places: a link may go on in the next line."""
    held: list[Line] = []
    for line in _lines(library):
        _, text, place = line
        if held and (not text.strip() or place != held[-1][2].down(1)):
            yield held[0][0], "\n".join(text for _, text, _ in held), [place for _, _, place in held]
            held = []
        if text.strip():
            held.append(line)
    if held:
        yield held[0][0], "\n".join(text for _, text, _ in held), [place for _, _, place in held]


def check_html(library: Library) -> Iterator[Finding]:
    """Raw HTML outside a small list is told, and so is an attribute that only HTML needs."""
    for _, line, place in _lines(library):
        for tag in _TAG.finditer(_BARE.sub("", line)):
            if tag["odd"] or tag["name"].lower() not in ALLOWED_TAGS or tag["rest"].strip(" /"):
                yield error(place, "html-not-allowed", tag=tag[0][:40], allowed=", ".join(ALLOWED_TAGS))
        for attributes in _ATTRIBUTES.finditer(line):
            yield error(place, "attribute-not-allowed", attribute=attributes[0][:40])


def check_links(library: Library) -> Iterator[Finding]:
    """A link leads to a section of this page or to another document of the kit that is there."""
    for document, text, places in _paragraphs(library):
        for link in (*_LINK.finditer(text), *_REFERENCE.finditer(text), *_BARE.finditer(text)):
            place = places[text.count("\n", 0, link.start("address"))]
            address = _plain(link["address"])
            if _SCHEME.match(address):
                yield error(place, "link-leaves-kit", address=address[:60])
            elif not _target_exists(library, document, address):
                yield error(place, "link-dead", address=address)


def check_pictures(library: Library) -> Iterator[Finding]:
    """A picture stands beside its document and has a description; none is fetched from elsewhere."""
    for document, text, places in _paragraphs(library):
        for picture in _PICTURE.finditer(text):
            place = places[text.count("\n", 0, picture.start("address"))]
            address = _plain(picture["address"])
            if _SCHEME.match(address):
                yield error(place, "picture-from-elsewhere", address=address[:60])
            elif (file := document.path.parent / address) not in library.files and not file.is_symlink():
                yield error(place, "picture-missing", picture=address)
            if not picture["text"].strip():
                yield error(place, "picture-needs-description", picture=address[:60])


def _plain(address: str) -> str:
    """Return an address as a browser reads it: entities resolved, white space inside a scheme ignored."""
    return re.sub(r"[\s\x00-\x1f]", "", html.unescape(address))


def _target_exists(library: Library, document: Document, address: str) -> bool:
    """Say whether a section of this document, or another document, is there, or may be in a folder not wholly read.

    A document that is not translated yet has its page all the same: the source stands for it.
    """
    path, _, section = address.partition("#")
    target = os.path.normpath(document.path.parent / path) if path else str(document.path)
    meant = {target, str(Path(target).with_name(f"{SOURCE_LANGUAGE}.md"))} if Path(target).stem in LANGUAGES else {target}
    found = next((other for other in _linkable(library, document) if str(other.path) in meant), None)
    lost = library.told(Path(os.path.relpath(Path(target).parent, library.project.root)).as_posix(), *LOST)
    return lost or bool(found and (found.section(section) if section or not path else found))


def _linkable(library: Library, document: Document) -> Iterator[Document]:
    """Yield the documents that have a page of their own in the kit, and this one."""
    rooms = library.project.lessons, library.project.quizzes, library.project.urgent
    for other in library.documents:
        if other is document or any(other.path.is_relative_to(room) for room in rooms):
            yield other
