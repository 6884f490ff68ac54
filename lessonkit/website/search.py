"""The search index of one language: folded words, each with the spellings it stands for and the pages that say it.

"bat coc" finds «bắt cóc»: a word is folded (tone marks off, đ as d, y as i, composed or not). Since each folded word
keeps its spellings, whoever types the marks gets the exact spelling first. The page's script folds a query by the
same rules; a test holds both to one list of examples.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lessonkit.content.glossary import spellings_of
from lessonkit.website.plain import as_plain
from lessonkit.website.view import View

TITLE, KEY_WORD, HEADING, TEXT = 12, 8, 4, 1
"""How much a word weighs by where it stands."""

KIND_WEIGHT = {
    "lesson": 1.5, "help": 1.2, "urgent": 1.2, "scenario": 0.9, "parents": 0.8, "leaving-home": 0.8, "room": 0.8,
    "band": 0.6, "quiz": 0.6, "teachers": 0.6, "about": 0.5, "progress": 0.5, "dossier": 0.4, "totals": 0.4,
    "coverage": 0.4, "law": 0.4, "plans": 0.4, "status": 0.3,
}  # fmt: skip
"""Pages that answer a question come before pages that lead to them; what is not named weighs 1."""

TERM_WEIGHT = 0.5
"""Of a term: what teaches it comes before what explains it in two lines."""

AGED = ("help", "urgent", "after", "glossary")
"""Kinds of pages that say the same in the words of several ages."""

UNSEARCHED = (
    "cover", "index", "table", "store", "certificate",
    "guide", "plan", "slides", "speaker", "key", "large", "sheet", "slip", "slip-both", "exit-slips", "bundle", "pocket",
    "run-sheet", "cards", "large-cards", "vote-cards", "question-box",
)  # fmt: skip
"""Pages that only lead to others, or say again what another page says."""

MOST_OF_A_WORD = 6
"""A word repeated more often than this in a page's text says no more about it."""

LARGEST_WHOLE = 400_000
"""Characters of words that an index may have in one file; a stick gives every small file a whole cluster."""

LARGEST_SHARD = 200_000
"""Characters that letters share in a file."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Entry:
    """A page as the search knows it: what is shown of it, and the weight of each spelling that it says."""

    path: str
    title: str
    band: str
    kind: str
    phrases: str
    """Title and key words, folded: a query that stands here as a phrase comes first."""
    weights: str
    """`spelling:weight` for each, with spaces between: a large kit has a million of them."""
    distress: tuple[str, ...] = ()
    """What somebody in distress types, folded: a query that says one of these leads here before anything else."""

    @property
    def row(self) -> list[Any]:
        """As it is kept between builds; `Entry.of(entry.row)` is the entry again."""
        return [self.path, self.title, self.band, self.kind, self.phrases, self.weights, self.distress]

    @classmethod
    def of(cls, row: list[Any]) -> Entry:
        return cls(*row[:-1], tuple(row[-1]))


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return text as the search compares it: lower case, no marks, d for đ, i for y."""
    letters = unicodedata.normalize("NFD", text.lower())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare.replace("đ", "d").replace("y", "i")


def words_of(text: str) -> list[str]:
    """Return the words of a text in their exact spelling: lower case, composed."""
    return _WORD.findall(unicodedata.normalize("NFC", text.lower()))


def make_entries(view: View) -> Iterator[Entry]:
    """Yield the entry of a page that has been shown; pages that only lead to others have none."""
    page = view.page
    if page.kind in UNSEARCHED or page.kind in AGED and page.band and view.voice.link.other_readers():
        return  # the same in the words of another age: one of the two is enough, and it leads to the other
    if page.kind == "glossary":
        yield from _terms(view)
        return
    key_words = [str(here.title) for here, _ in view.key_words()] if page.lesson else []
    weights: Counter[str] = Counter()
    said = Counter(words_of(" ".join(view.voice.said)))
    for text, weight in ((page.title, TITLE), (" ".join(key_words), KEY_WORD), (" ".join(view.voice.headings), HEADING)):
        for word in set(words_of(text)):
            weights[word] += weight
    for word, times in said.items():
        weights[word] += min(times, MOST_OF_A_WORD) * TEXT
    factor = KIND_WEIGHT.get(page.kind, 1)
    label = view.words(f"band.{page.band}") if page.band else ""
    phrases = fold(" · ".join([page.title, *key_words]))
    yield Entry(
        path=page.path.partition("/")[2],
        title=page.title,
        band=label,
        kind=view.words(f"kind.{page.kind}"),
        phrases=phrases,
        weights=" ".join(f"{word}:{round(weight * factor, 1):g}" for word, weight in sorted(weights.items())),
        distress=tuple(" ".join(words_of(fold(phrase))) for phrase in view.desk.distress),
    )


def _terms(view: View) -> Iterator[Entry]:
    """Yield an entry for each term: found by all its spellings, as texts are, and by the words that explain it."""
    address = view.page.path.partition("/")[2]
    for here, there in (entry for _, entries in view.glossary for entry in entries):
        spellings = [str(here.title), *spellings_of(here, view.language), str(there.title)]
        weights: Counter[str] = Counter(set(words_of(as_plain(view.explain(here)))))
        for word in set(words_of(" ".join(spellings))):
            weights[word] += KEY_WORD
        yield Entry(
            path=f"{address}#{here.id}",
            title=str(here.title),
            band="",
            kind=view.words("kind.glossary"),
            phrases=fold(" · ".join(spellings)),
            weights=" ".join(f"{word}:{weight * TERM_WEIGHT:g}" for word, weight in sorted(weights.items())),
        )


def make_index(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Yield the files of the index, each a classic script: `fetch` and workers are refused to pages opened from a stick.

    The first, `search.js`, is {pages: [[path, title, band, kind, phrases, [distress, …]], …], words, shards}. `words`
    is {folded: {spelling: [page, weight, …]}}. A large index has its words in shards by their first letters, so that
    a page reads only those that it is asked for; `shards` then says in which file each letter is.
    """
    pages = sorted(entries, key=lambda entry: entry.path)
    postings: dict[str, list[str]] = defaultdict(list)
    for number, entry in enumerate(pages):
        for pair in entry.weights.split():
            word, _, weight = pair.partition(":")
            postings[word].append(f"{number},{weight}")
    letters: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for word in sorted(postings):
        folded = fold(word)
        letters[folded[:1]][folded].append(f'"{word}":[{",".join(postings[word])}]')
    texts = {letter: ",".join(map(_of_word, sorted(letters[letter].items()))) for letter in sorted(letters)}
    whole = sum(map(len, texts.values())) <= LARGEST_WHOLE
    shards = [[*texts]] if whole else _share_out({letter: len(text) for letter, text in texts.items()})
    for number, shard in enumerate(shards, 1):
        shards_text = f"{{{','.join(texts[letter] for letter in shard)}}}"
        if not whole:
            yield f"search-{number}.js", f"kitSearch({shards_text},{number});\n"
    where = {} if whole else {letter: number for number, shard in enumerate(shards, 1) for letter in shard}
    rows = [[entry.path, entry.title, entry.band, entry.kind, entry.phrases, entry.distress] for entry in pages]
    words = shards_text if whole else "{}"
    yield "search.js", f'kitSearch({{"pages":{_json(rows)},"words":{words},"shards":{_json(where)}}});\n'


def _of_word(spelled: tuple[str, list[str]]) -> str:
    folded, spellings = spelled
    return f'"{folded}":{{{",".join(spellings)}}}'


def _share_out(sizes: dict[str, int]) -> list[list[str]]:
    """Return letters in shards of about `LARGEST_SHARD` characters; a letter that is larger has one for itself."""
    shards: list[list[str]] = []
    room = 0
    for letter, size in sizes.items():
        if not shards or size > room:
            shards.append([])
            room = LARGEST_SHARD
        shards[-1].append(letter)
        room -= size
    return shards


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
