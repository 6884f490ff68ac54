"""Conversion: an author's Markdown as clean HTML in which addresses and citations still stand open.

This is nearly all of the work of a build, and depends on nothing but the text: so each text is converted once, for all
pages and editions that say it, and may be kept from one build to the next.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor, Treeprocessor

from lessonkit.content.glossary import Terms
from lessonkit.content.sources import CITATION
from lessonkit.kept import digest

TAGS = {
    "a", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h1", "h2", "h3", "h4", "hr", "img", "kbd", "li", "ol",
    "p", "pre", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
"""What may stand in the HTML of a passage; everything else is removed, and was told by `html-not-allowed`."""

ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "span": {"class"},
    "td": {"align"},
    "th": {"align", "scope"},
}

UNUSED = ("toc",)
"""Extensions that MkDocs adds by itself, for which the kit has no use: they would only cost time."""

_BLANK = re.compile(r"_{4,}")
_PRIVATE = re.compile("[\ue000\ue001]")
_OPEN = re.compile(
    ' href="\ue000(?P<link>[^\ue001]*)\ue001"| src="\ue000(?P<picture>[^\ue001]*)\ue001"|\ue000(?P<cite>[\\w.-]*)\ue001'
    "|\ue000#(?P<term>[\\w-]+)\ue001(?P<words>[^\ue000\ue001]*)\ue000/\ue001"
)
"""Two characters that no author can type stand round what only a page can know."""

_UNEXPLAINED = r"<(?P<tag>a|code|pre|h[1-4])\b.*?</(?P=tag)>|<[^>]*>|\ue000[^\ue001]*\ue001|&\w+;"
"""HTML in which no term is looked for: links, code, headings, tags themselves."""

_SPECIAL = re.compile(r"[`\\\[\]!<>&*_\x02]|  \n")
"""Text without any of these holds no inline Markdown."""

_PLAIN = re.compile(r"[^\W\d_][^`\\\[\]!<>&*_|\t\xa0\ue000\ue001\x00-\x1f]*(?<! )")
"""A line that begins with a letter, and holds no mark, table, space at its end or other space than the usual."""


@dataclass
class Drawer:
    """Conversions by their Markdown: those kept from an earlier build, and those used in this one."""

    kept: Mapping[str, str] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)


class Converter:
    """A Markdown reader with the extensions of `mkdocs.yml`.

    It remembers what it has converted, in one drawer for each part of the kit, so that a part's can be kept.
    """

    def __init__(self, extensions: Sequence[str], configs: Mapping[str, Any]) -> None:
        used = [extension for extension in extensions if extension not in UNUSED]
        self._markdown = Markdown(extensions=[*used, _Openings()], extension_configs=dict(configs))
        self._drawers: dict[str, Drawer] = {}
        self._drawer = Drawer()
        releases = [metadata.version(package) for package in ("markdown", "nh3")]
        self.key = digest(used, sorted(configs.items()), releases, Path(__file__).read_text(encoding="utf-8"))
        """Changes whenever the same Markdown might become other HTML."""

    def turn_to(self, part: str) -> Drawer:
        """Use the drawer of a part from now on; it is empty at first."""
        self._drawer = self._drawers.setdefault(part, Drawer())
        return self._drawer

    def convert(self, markdown: str, terms: Terms | None = None) -> str:
        """Return the open HTML of some Markdown; four underscores or more become a line to write on.

        With `terms`, each of them stands between openings, for a page to lead to what explains it.
        """
        drawer = self._drawer
        key = f"\ue000{terms.key}\ue001{markdown}" if terms else markdown
        if key not in drawer.used:
            drawer.used[key] = drawer.kept.get(key) or (
                _mark_terms(self.convert(markdown), terms) if terms else self._convert(markdown)
            )
        return drawer.used[key]

    def empty(self) -> None:
        """Forget all drawers."""
        self._drawers.clear()

    def _convert(self, markdown: str) -> str:
        if _PLAIN.fullmatch(markdown):  # most lines that stand alone; Markdown takes half a millisecond to say so
            return f"<p>{markdown}</p>"
        text = CITATION.sub("\ue000\\g<id>\ue001", _PRIVATE.sub("", markdown))
        text = self._markdown.reset().convert(_BLANK.sub("\ue000+\ue001", text))
        text = nh3.clean(text, tags=TAGS, attributes=ATTRIBUTES, url_schemes=set(), link_rel=None)
        text = text.replace("\ue000+\ue001", '<span class="blank"></span>')
        return text.replace("<table>", '<div class="table"><table>').replace("</table>", "</table></div>")


def _mark_terms(opened: str, terms: Terms) -> str:
    """Return open HTML whose terms stand between openings, all found in one pass."""

    def mark(found: re.Match[str]) -> str:
        id = terms.named(found["term"]) if found["term"] else ""
        return f"\ue000#{id}\ue001{found[0]}\ue000/\ue001" if id else found[0]

    return _finder(terms.pattern).sub(mark, opened)


@lru_cache(maxsize=8)
def _finder(pattern: str) -> re.Pattern[str]:
    return re.compile(f"{_UNEXPLAINED}|(?P<term>{pattern})", re.IGNORECASE | re.DOTALL)


def close(
    opened: str,
    link: Callable[[str], str],
    picture: Callable[[str], str],
    cite: Callable[[str], str] = lambda id: "",
    explain: Callable[[str, str], str] = lambda id, words: words,
) -> str:
    """Return open HTML with its openings closed: each function is told what the author wrote, and returns HTML.

    `link` and `picture` return attributes, `cite` the mark of a citation, `explain` the words of a term.
    """

    def fill(opening: re.Match[str]) -> str:
        if opening["link"] is not None:
            return link(html.unescape(opening["link"]))
        if opening["picture"] is not None:
            return picture(html.unescape(opening["picture"]))
        if opening["term"]:
            return explain(opening["term"], opening["words"])
        return cite(opening["cite"])

    return _OPEN.sub(fill, opened)


def is_open(html: str) -> bool:
    """Say whether some HTML has openings."""
    return "\ue000" in html


class _Openings(Extension, Treeprocessor):
    """Leave the addresses of links and pictures open, and give header cells their scope."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Markdown's)
        md.treeprocessors.register(self, "openings", 0)
        md.treeprocessors.register(_QuickInline(md), "inline", 20)

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a" and element.get("href"):
                element.set("href", f"\ue000{element.get('href')}\ue001")
            elif element.tag == "img":
                element.set("src", f"\ue000{element.get('src', '')}\ue001")
            elif element.tag == "th":
                element.set("scope", "col")


class _QuickInline(InlineProcessor):
    """Markdown's own reader of inline marks, which tries two dozen patterns on texts that hold no mark at all."""

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if patternIndex == 0 and not _SPECIAL.search(data):
            return data
        return super()._InlineProcessor__handleInline(data, patternIndex)
