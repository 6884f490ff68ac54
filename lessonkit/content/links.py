"""Links and pictures of a document: the addresses that an author wrote, wherever a Markdown reader would find one."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lessonkit.content.document import Document
from lessonkit.content.fences import outside_fences
from lessonkit.content.questions.clue import SCREENS
from lessonkit.findings import Place, Text

_CODE = re.compile(r"(?<![`\\])(`++)(.+?)(?<!`)\1(?!`)")
_TARGET = r"\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*+)\]\(\s*+<?(?P<address>[^)\s>]*+)[^)]*+\)"
_LINK = re.compile(r"(?<!!)" + _TARGET)
_PICTURE = re.compile("!" + _TARGET)
_REFERENCE = re.compile(r"^[\s>*+\d.-]*+\[[^\]^]++\]:\s*+(?P<address>\S++)", re.MULTILINE)
BARE = re.compile(r"<(?P<address>[A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*+)>")

Line = tuple[str, Place]


@dataclass(frozen=True)
class PictureMark:
    """A picture as an author wrote it: its address, and what it is said to show."""

    address: Text
    text: str


def lines_of(document: Document) -> Iterator[Line]:
    """Yield every line of Markdown with its code spans taken out, those of the front matter too."""
    for text in (text for key in document.meta for text in document.list(key)):
        yield from ((line, text.place) for line in text.split("\n"))
    for section in document.sections:
        yield section.title, section.place
        for passage in section.passages:
            for _, line in outside_fences(passage.lines):
                yield _CODE.sub("", line) if "`" in line else line, line.place


def links_of(document: Document) -> Iterator[Text]:
    """Yield the addresses that a document leads to, each with its place; a clue in a pretended message is none."""
    pretended = {line.place for told in document.markdown_passages if told.kind in SCREENS for line in told.lines}
    for text, places in _paragraphs(document, "](", "]:", "<"):
        for link in (*_LINK.finditer(text), *_REFERENCE.finditer(text), *BARE.finditer(text)):
            address = Text(_plain(link["address"]), places[text.count("\n", 0, link.start("address"))])
            if not (address.startswith("#") and address.place in pretended):
                yield address


def pictures_of(document: Document) -> Iterator[PictureMark]:
    """Yield the pictures that a document shows."""
    for text, places in _paragraphs(document, "!["):
        for picture in _PICTURE.finditer(text):
            place = places[text.count("\n", 0, picture.start("address"))]
            yield PictureMark(Text(_plain(picture["address"]), place), picture["text"])


def _paragraphs(document: Document, *signs: str) -> Iterator[tuple[str, list[Place]]]:
    """Yield lines that follow each other as one text, and their places: a link may go on in the next line.

    Only those that hold one of the signs.
    """
    held: list[Line] = []
    for line in (*lines_of(document), ("", document.place)):
        text, place = line
        if held and (not text.strip() or place.line != held[-1][1].line + 1):
            paragraph = "\n".join(text for text, _ in held)
            if any(sign in paragraph for sign in signs):
                yield paragraph, [place for _, place in held]
            held = []
        if text.strip():
            held.append(line)


def _plain(address: str) -> str:
    """Return an address as a browser reads it: entities resolved, white space inside a scheme ignored."""
    return re.sub(r"[\s\x00-\x1f]", "", html.unescape(address))
