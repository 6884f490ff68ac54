"""The glossary: its terms, and every spelling by which a text may say one, read in one way wherever that counts.

Links in lessons, the checks of translations and the search all ask `terms_of`. A heading says how else its term is
spelled (`also`), which longer words merely hold it (`not`), and, for checks alone, what a translation may say instead
(`in-passing`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lessonkit.content.document import Document, Section

ALSO, NOT, IN_PASSING = "also", "not", "in-passing"
TERM_KEYS = (ALSO, NOT, IN_PASSING)
"""What a heading of the glossary may say besides its id; lists with commas, a spelling with a comma in single quotes."""

_SPELLING = re.compile(r"\s*+(?:'(?P<quoted>[^']+)'\s*+(?:,|$)|(?P<bare>[^,]+))")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LEAD = re.compile(r"(?:to|an?|the)\s+", re.IGNORECASE)
_VOWELS = "aeiou"
_GAP = "[ \xa0\n-]"
"""Between the words of a term, which may stand in two lines but not in two paragraphs."""
_ELLIPSIS = r"(?:[^\s.!?]+\s){0,6}"
"""What `…` between the words of a spelling stands for: up to six others."""


@dataclass(frozen=True)
class Term:
    """One entry of the glossary in one language."""

    id: str
    title: str
    spellings: tuple[str, ...]
    """How texts say it: its title without what stands in brackets, then what `also` names."""
    in_passing: tuple[str, ...]
    """What a translation may say in its place, without naming it."""


@dataclass(frozen=True)
class Mention:
    """Where a text says a term."""

    start: int
    end: int
    id: str


@dataclass(frozen=True)
class Terms:
    """All terms of one language. Longer spellings win over the shorter ones that they hold."""

    by_id: Mapping[str, Term]
    pattern: str
    """Matches every spelling, and the longer words that are none; not compiled, so that others can stand beside it."""
    _ids: Mapping[str, str]
    _loose: Mapping[str, str]

    @cached_property
    def key(self) -> str:
        """Changes whenever other words may be found, or found to say another term."""
        return hashlib.blake2b(repr(sorted(self._ids.items())).encode(), digest_size=8).hexdigest()

    def named(self, words: str) -> str:
        """Return the id of the term that some words matched by the pattern say, or ""."""
        spelling = " ".join(words.split())
        return self._ids.get(spelling) or self._ids.get(spelling.lower(), "")

    def find(self, text: str) -> Iterator[Mention]:
        """Yield where a text says terms, in its order."""
        for match in _compiled(self.pattern).finditer(text):
            if id := self.named(match[0]):
                yield Mention(match.start(), match.end(), id)

    def says(self, text: str, id: str) -> bool:
        """Say whether a text says a term in any way, be it in passing."""
        return id in self._loose and bool(_compiled(self._loose[id]).search(text))


@lru_cache(maxsize=8)
def terms_of(document: Document) -> Terms:
    """Return the terms of the glossary in one language."""
    forms = _english_forms if document.language == "en" else _no_forms
    terms: dict[str, Term] = {}
    ids: dict[str, str] = {}
    loose = {}
    for section in document.sections:
        said = spellings_of(section, document.language)
        term = Term(str(section.id), str(section.title), said, read_spellings(section.values.get(IN_PASSING, "")))
        terms[term.id] = term
        for word in read_spellings(section.values.get(NOT, "")):
            ids.setdefault(word.lower(), "")
        for word in (form for spelling in said for form in forms(spelling)):
            ids.setdefault(word if word.isupper() else word.lower(), term.id)
        every = {form for spelling in (*said, *term.in_passing) for form in forms(spelling)}
        loose[term.id] = _pattern(every)
    return Terms(terms, _pattern(ids), ids, loose)


def spellings_of(section: Section, language: str) -> tuple[str, ...]:
    """Return how texts say a term: its title as it stands inside a sentence, then what its heading names."""
    plain = _BRACKETS.sub("", section.title).strip()
    first = _LEAD.sub("", plain, count=1) if language == "en" and _LEAD.match(plain) else plain
    return tuple(dict.fromkeys((first, *read_spellings(section.values.get(ALSO, "")))))


def read_spellings(listed: str) -> tuple[str, ...]:
    """Return the spellings that an attribute lists."""
    found = (match["quoted"] or match["bare"] for match in _SPELLING.finditer(listed))
    return tuple(" ".join(spelling.split()) for spelling in found if spelling.strip())


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _pattern(spellings: Iterable[str]) -> str:
    """Return what matches any of the spellings as whole words: a tree of letters, so that a page is read once, not once
    for each spelling."""
    tree: dict[str, dict] = {}
    for spelling in spellings:
        branch = tree
        for letter in spelling.lower().replace("… ", "…"):
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return rf"(?<!\w){_written(tree)}(?!\w)" if tree else r"(?!)"


def _written(tree: dict[str, dict]) -> str:
    """Return a tree as a pattern that prefers the longest spelling."""
    ends = "" in tree
    signs = {" ": _GAP, "…": _ELLIPSIS}
    ways = [signs.get(letter, re.escape(letter)) + _written(tree[letter]) for letter in sorted(tree) if letter]
    if not ways:
        return ""
    if len(ways) == 1 and not ends:
        return ways[0]
    return f"(?:{'|'.join(ways)}){'?' if ends else ''}"


def _no_forms(spelling: str) -> tuple[str, ...]:
    return (spelling,)


def _english_forms(spelling: str) -> Iterator[str]:
    """Yield a spelling with its first or its last word in the forms that English gives it: blocks, blocked, blocking."""
    first, _, rest = spelling.partition(" ")
    yield from (f"{form} {rest}".strip() for form in _english_word(first))
    if rest:
        before, _, last = spelling.rpartition(" ")
        yield from (f"{before} {form}" for form in _english_word(last))


def _english_word(word: str) -> Iterator[str]:
    yield word
    if len(word) < 3 or not word.isalpha() or word.isupper():
        return
    if word.endswith("ing") and len(word) > 5:
        for base in (word[:-3], f"{word[:-3]}e"):
            yield from _english_word(base)
        return
    stem = word
    if word.endswith("y") and word[-2] not in _VOWELS:
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ied")
    elif word.endswith(("s", "x", "ch", "sh")):
        yield f"{word}es"
    else:
        yield f"{word}s"
    if word.endswith("e"):
        yield f"{word}d"
        stem = word[:-1]
    elif not word.endswith("y"):
        doubled = len(word) < 6 and word[-1] not in "wxy" and word[-1] not in _VOWELS
        doubled = doubled and word[-2] in _VOWELS and word[-3] not in _VOWELS
        stem = word + word[-1] if doubled else word
        yield from (f"{stem}ed", f"{word}ed")
    yield from (f"{stem}ing", f"{word}ing")
