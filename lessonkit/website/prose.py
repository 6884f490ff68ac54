"""Prose: an author's Markdown as a page says it, with pictures and links that lead to pages of the kit."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from lessonkit.content.glossary import Terms
from lessonkit.website.conversion import Converter, close, is_open

_INDENT = re.compile(r"\n\s+")


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


@dataclass(frozen=True)
class Prose:
    """Makes the HTML of passages; one serves a whole build."""

    converter: Converter

    def html(
        self,
        markdown: str,
        resolver: Resolver,
        cite: Callable[[str], str] | None = None,
        terms: Terms | None = None,
        explained: Callable[[str], str] = lambda id: "",
    ) -> str:
        """Return the HTML of some Markdown.

        `resolver` makes addresses; `cite` turns a source id into its number on the page, without it citations are left
        out. A link to a page that this edition does not have keeps its name, as text. `explained` returns where a term
        is explained, or "" to leave it as it stands.
        """
        opened = self.converter.convert(markdown, terms)
        if not is_open(opened):
            return opened

        def link(address: str) -> str:
            resolved = resolver.link(address)
            return f' href="{html.escape(resolved)}"' if resolved else ""

        def picture(address: str) -> str:
            resolved = resolver.picture(address)
            size = f' width="{resolved.width}" height="{resolved.height}"' if resolved.width and resolved.height else ""
            return f' src="{html.escape(resolved.address)}"{size}'

        def mark(id: str) -> str:
            number = cite(id) if cite else ""
            return f'<a class="cite" href="#s{number}">[{number}]</a>' if number else ""

        def explain(id: str, words: str) -> str:
            address = explained(id)
            return f'<a class="term" href="{html.escape(address)}">{words}</a>' if address else words

        return close(opened, link, picture, mark, explain)

    def inline(self, markdown: str, resolver: Resolver, cite: Callable[[str], str] | None = None) -> str:
        """Return the HTML of one line, without the paragraph round it."""
        html = self.html(markdown, resolver, cite)
        return html[3:-4] if html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>") else html


def without_indents(html: str) -> str:
    """Return a page without the white space before its lines, which weighs and says nothing; code keeps its own."""
    return html if "<pre" in html else _INDENT.sub("\n", html)
