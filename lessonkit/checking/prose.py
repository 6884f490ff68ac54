"""Checks of the Markdown itself: no HTML of one's own, no picture without words, no link that leads nowhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lessonkit.content.document import Document
from lessonkit.content.library import Library
from lessonkit.findings import Finding, Place, error

ALLOWED_TAGS = ("br", "kbd", "sub", "sup")
"""HTML that an author may write, always without attributes."""

_CODE = re.compile(r"(`+)(?:(?!\1).)+?\1")
_TAG = re.compile(r"<\s*(?P<close>/?)(?P<name>[A-Za-z][\w:-]*)(?P<rest>[^<>]*)(?P<end>>?)|<(?P<odd>[!?])")
_ATTRIBUTES = re.compile(r"\{:?(?P<body>[^{}]*[=#.][^{}]*)\}")
_LINK = re.compile(r"(?P<picture>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?(?P<address>[^)\s>]*)[^)]*\)")
_REFERENCE = re.compile(r"\s{0,3}\[(?P<name>[^\]^]+)\]:\s*(?P<address>\S+)")
_BARE = re.compile(r"<(?P<address>[A-Za-z][A-Za-z0-9+.-]*:[^>\s]*)>")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)

Line = tuple[Document, str, Place]


def _lines(library: Library) -> Iterator[Line]:
    """Yield every line of Markdown with its code spans taken out."""
    for document in library.documents:
        for section in document.sections:
            yield document, section.title, section.place
            for passage in section.passages:
                fenced = False
                for line in passage.lines:
                    if line.lstrip().startswith(("```", "~~~")):
                        fenced = not fenced
                    elif not fenced:
                        yield document, _CODE.sub("", line), line.place


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
    for document, line, place in _lines(library):
        for link in (*_LINK.finditer(line), *_REFERENCE.finditer(line), *_BARE.finditer(line)):
            if link.groupdict().get("picture"):
                continue
            address = _plain(link["address"])
            if _SCHEME.match(address):
                yield error(place, "link-leaves-kit", address=address[:60])
            elif address.startswith("#"):
                if not document.section(address[1:]):
                    yield error(place, "link-dead", address=address)
            elif not _target_exists(library, document, address):
                yield error(place, "link-dead", address=address)


def check_pictures(library: Library) -> Iterator[Finding]:
    """A picture stands beside its document and has a description; none is fetched from elsewhere."""
    for document, line, place in _lines(library):
        for picture in _LINK.finditer(line):
            if not picture["picture"]:
                continue
            address = _plain(picture["address"])
            if _SCHEME.match(address):
                yield error(place, "picture-from-elsewhere", address=address[:60])
            elif document.path.parent / address not in library.files:
                yield error(place, "picture-missing", picture=address)
            if not picture["text"].strip():
                yield error(place, "picture-needs-description", picture=address[:60])


def _plain(address: str) -> str:
    """Return an address as a browser reads it: entities resolved, white space inside a scheme ignored."""
    return re.sub(r"[\s\x00-\x1f]", "", html.unescape(address))


def _target_exists(library: Library, document: Document, address: str) -> bool:
    path, _, section = address.partition("#")
    target = (document.path.parent / path).resolve()
    found = next((other for other in library.documents if other.path.resolve() == target), None)
    return bool(found and (not section or found.section(section)))
