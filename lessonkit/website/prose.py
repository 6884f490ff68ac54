"""Prose: an author's Markdown turned into clean HTML, with pictures and links that lead to pages of the kit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from lessonkit.content.sources import CITATION

TAGS = {
    "a", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h1", "h2", "h3", "h4", "hr", "img", "kbd", "li", "ol",
    "p", "pre", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
"""What may stand in the HTML of a passage; everything else is removed, and was told by `html-not-allowed`."""

ATTRIBUTES = {
    "a": {"href", "class"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "span": {"class"},
    "td": {"align"},
    "th": {"align", "scope"},
}

_INDENT = re.compile(r"\n\s+")
_BLANK = re.compile(r"_{4,}")


@dataclass(frozen=True)
class Picture:
    """Where a picture stands for the page, and its size in CSS pixels (0 if it does not say)."""

    address: str
    width: int = 0
    height: int = 0


class Resolver(Protocol):
    """Turns the addresses that an author wrote into those that work on the page."""

    def link(self, address: str) -> str: ...

    def picture(self, address: str) -> Picture: ...


class Prose:
    """A Markdown reader with the extensions of `mkdocs.yml`; one serves a whole build."""

    def __init__(self, extensions: Sequence[str], configs: Mapping[str, Any]) -> None:
        self._addresses = _Addresses()
        self._markdown = Markdown(extensions=[*extensions, self._addresses], extension_configs=dict(configs))

    def html(self, markdown: str, resolver: Resolver, cite: Callable[[str], str] | None = None) -> str:
        """Return the HTML of some Markdown.

        `resolver` makes addresses; `cite` turns a source id into its number on the page, without it citations are left
        out. Four underscores or more become a line to write on.
        """
        self._addresses.resolver = resolver
        marks: list[str] = []

        def mark(citation: re.Match[str]) -> str:
            if not cite:
                return ""
            marks.append(citation["id"])
            return f"\ue000{len(marks) - 1}\ue001"

        html = self._markdown.reset().convert(_BLANK.sub("\ue000blank\ue001", CITATION.sub(mark, markdown)))
        html = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=set(), link_rel=None)
        html = html.replace("\ue000blank\ue001", '<span class="blank"></span>')
        for place, id in enumerate(marks):
            number = cite(id)
            html = html.replace(f"\ue000{place}\ue001", f'<a class="cite" href="#s{number}">[{number}]</a>')
        return html.replace("<table>", '<div class="table"><table>').replace("</table>", "</table></div>")

    def inline(self, markdown: str, resolver: Resolver, cite: Callable[[str], str] | None = None) -> str:
        """Return the HTML of one line, without the paragraph round it."""
        html = self.html(markdown, resolver, cite)
        return html[3:-4] if html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>") else html


def without_indents(html: str) -> str:
    """Return a page without the white space before its lines, which weighs and says nothing; code keeps its own."""
    return html if "<pre" in html else _INDENT.sub("\n", html)


class _Addresses(Extension, Treeprocessor):
    """Resolve the addresses of links and pictures, and give header cells their scope."""

    def __init__(self) -> None:
        Extension.__init__(self)
        self.resolver: Resolver | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Markdown's)
        md.treeprocessors.register(self, "addresses", 0)

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a" and element.get("href"):
                address = self.resolver.link(element.get("href", ""))
                element.set("href", address)
                if not address:  # a page that this edition does not have: its name stays, as text
                    del element.attrib["href"]
            elif element.tag == "img":
                picture = self.resolver.picture(element.get("src", ""))
                element.set("src", picture.address)
                if picture.width and picture.height:
                    element.set("width", str(picture.width))
                    element.set("height", str(picture.height))
            elif element.tag == "th":
                element.set("scope", "col")
