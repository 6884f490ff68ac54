"""Plain text: the words of clean HTML, line by line, and paragraphs as a file that an old computer reads."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser

_BLOCKS = ("p", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "figure", "ul", "ol", "table", "div")


def as_file(paragraphs: Iterable[str]) -> bytes:
    """Return paragraphs as a text file with a mark of its coding and the line ends that an old Notepad knows."""
    return ("\ufeff" + "\n\n".join(filter(None, paragraphs)) + "\n").replace("\n", "\r\n").encode()


def as_plain(html: str) -> str:
    """Return the words of some clean HTML: a line for each block, items behind a hyphen or their number."""
    reader = _Reader()
    reader.feed(str(html))
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.said).split("\n"))
    return "\n".join(filter(None, lines))


class _Reader(HTMLParser):
    """Collects the words of some HTML, with a new line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._lists: list[int | None] = []
        self._begun = False
        """Whether an item has its mark and no words yet."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
        if tag in _BLOCKS and not self._begun:
            self.said.append("\n")
        if tag == "li" and self._lists:
            number = self._lists[-1]
            if number is not None:
                self._lists[-1] = number + 1
            self.said.append("- " if number is None else f"{number + 1}. ")
            self._begun = True
        elif tag in ("td", "th") and self.said[-1:] != ["\n"]:
            self.said.append("; ")
        elif tag == "br":
            self.said.append("\n")
        elif tag == "img":
            self.said.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._lists.pop()
        if tag in _BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        self.said.append(data.replace("\n", " "))
        self._begun = self._begun and not data.strip()
