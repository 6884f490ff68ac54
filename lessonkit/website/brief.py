"""A text in brief: its first sentences, the questions that it asks, and the parts in which it is told."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, groupby, product

from markupsafe import Markup

from lessonkit.website.ruler import top_elements

_PARAGRAPH = re.compile(r"<(p|li|h3|h4)>((?:(?!</?(?:p|li|ul|ol|h3|h4)>).)+)", re.DOTALL)
"""What has words of its own, and stands in no table."""
_HEADINGS = ("h3", "h4")
_TOLD = re.compile(r"^\s*<p>(.*)</p>\s*$", re.DOTALL)
_END = re.compile(r"[.!?…][\"”»)]*(?:</\w+>)*\s+")
_LEAD = re.compile(r"^\s*<p><strong>")
_ROW = re.compile(r"<(p|li|tr|h3|h4)>(.*?)</\1>", re.DOTALL)
_CELL = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.DOTALL)
_TAG = re.compile(r"<(/?)\w[^>]*>")


_Paragraphs = tuple[tuple[str, tuple[str, ...]], ...]
"""The tag of each and its sentences."""


def in_brief(text: str, letters: float) -> Markup:
    """Return the first sentences of each paragraph of some HTML, as many as have room in a number of letters.

    Every paragraph comes to a word before one comes to a second; "…" stands where one goes on. What stands between two
    headings shares a paragraph, and so do the points of a list. The first sentence of all is always there.
    """
    paragraphs = _paragraphs(str(text))
    counted = zip(paragraphs, _counted(paragraphs, letters), strict=True)
    shown = [(tag, sentences, most) for (tag, sentences), most in counted if most]
    while len(shown) > 1 and (shown[-1][0] in _HEADINGS or _plain(shown[-1][1][shown[-1][2] - 1]).endswith(":")):
        shown.pop()  # it leads to what has no room
    grouped = groupby(enumerate(shown), key=lambda each: each[0] if each[1][0] in _HEADINGS else each[1][0])
    return Markup("\n").join(_paragraph([each for _, each in group]) for _, group in grouped)


def questions_in(texts: list[str], most: int) -> list[Markup]:
    """Return the questions that some passages ask their readers, as HTML; what somebody in them asks is in quotes."""
    told = (paragraph for text in texts for element in top_elements(text) for paragraph in _TOLD.findall(element))
    asked = (sentence for said in told for sentence in _sentences(said) if _plain(sentence).endswith("?"))
    return [Markup(sentence) for sentence in dict.fromkeys(asked)][:most]


def in_one_line(text: str) -> Markup:
    """Return some HTML as one paragraph: a dot between what stood below each other, a dash between cells of a row."""
    rows = (" – ".join(_CELL.findall(said)) if tag == "tr" else said for tag, said in _ROW.findall(str(text)))
    return Markup(" · ").join(Markup(row.strip()) for row in rows if _plain(row))


def parts_of(text: str) -> list[Markup]:
    """Return the parts of some HTML: each begins with a paragraph whose first words are strong."""
    parts: list[list[str]] = []
    for element in top_elements(text):
        if not parts or _LEAD.match(element):
            parts.append([])
        parts[-1].append(element)
    return [Markup("".join(part)) for part in parts]


@lru_cache(maxsize=256)
def _paragraphs(text: str) -> _Paragraphs:
    """A paper tries several lengths of the same text."""
    paragraphs = ((tag, tuple(_sentences(said))) for tag, said in _PARAGRAPH.findall(text))
    return tuple((tag, sentences) for tag, sentences in paragraphs if sentences)


def _counted(paragraphs: _Paragraphs, letters: float) -> list[int]:
    """Return how many sentences of each paragraph have room."""
    counted = [0] * len(paragraphs)
    longest = max((len(sentences) for _, sentences in paragraphs), default=0)
    for turn, number in product(range(longest), range(len(paragraphs))):
        sentences = paragraphs[number][1]
        if counted[number] < turn or turn == len(sentences):
            continue
        if letters < _length(sentences[turn]) and counted[0]:
            if turn == 0:
                break  # what stands below would lack what stands here
            continue
        letters -= _length(sentences[turn])
        counted[number] += 1
    return counted


def _paragraph(told: list[tuple[str, tuple[str, ...], int]]) -> Markup:
    """Return paragraphs of the same kind, or points, as one."""
    tag = told[0][0]
    said = [" ".join(sentences[:most]) + (" …" if tag == "p" and most < len(sentences) else "") for _, sentences, most in told]
    if tag in _HEADINGS:
        return Markup(f'<p class="tight"><strong>{said[0]}</strong></p>')
    return Markup(f'<p class="tight">{(" · " if tag == "li" else " ").join(said)}</p>')


def _sentences(said: str) -> Iterator[str]:
    """Yield the sentences of a paragraph; what is quoted, in brackets or inside a tag is never cut."""
    start = 0
    for end in chain((match.end() for match in _END.finditer(said)), (len(said),)):
        sentence = said[start:end].strip()
        if _plain(sentence) and _is_whole(sentence) and (end == len(said) or _begins(said[end:])):
            yield sentence
            start = end


def _is_whole(sentence: str) -> bool:
    words = _plain(sentence)
    open_tags = sum(-1 if close else 1 for close in _TAG.findall(re.sub(r"<(?:img|br)\b[^>]*>", "", sentence)))
    return open_tags == 0 and words.count('"') % 2 == 0 and words.count("(") == words.count(")")


def _begins(rest: str) -> bool:
    """Say whether a new sentence begins here: a small letter goes on with one."""
    return not next((letter for letter in _plain(rest) if letter.isalnum()), "").islower()


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text)).strip()


def _length(text: str) -> int:
    return len(_plain(text))
