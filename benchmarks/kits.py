"""Kits of any size, generated from the lessons of this project: real structure, real words, every lesson different.

Each generated lesson is one of ours in which half of the words have been exchanged for others of the same language,
drawn as often as the language uses them; headings, blocks, links, citations, pictures and quiz marks stay. A text whose
words happen to make an error, such as one that frightens, is drawn again. So a generated kit can be built, and a search
index or a table of contents grows with it as a real one would; what it says means nothing.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lessonkit.checking.checks import OF_TEXTS
from lessonkit.content.lesson import Lesson
from lessonkit.content.library import Library
from lessonkit.content.reading import read_library
from lessonkit.findings import ERROR
from lessonkit.project import LANGUAGES, Project
from lessonkit.translation.pairing import record_ids, record_pairing

EXCHANGED = 0.5
"""Of the words of a lesson, how many are exchanged."""

DRAWS = 20
"""How often a text may be drawn; one in ten has an error."""

FIRST = 101
"""The number of the first lesson, above those that our own map gives a meaning."""

NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", ".cache", ".*_cache", "__pycache__", "dist", "dist.new", "node_modules", "tests", "docs", "benchmarks"
)

LEADING = ("leaving-home", "plans")
"""Kits that lead to lessons of ours by their names."""

_KEPT = re.compile(
    r"`[^`]*`|<[^>]*>"  # what is typed
    r"|!?\[[^\]]*\]\([^)]*\)|\[\^[^\]]*\]"  # links, pictures, citations
    r"|\{[^}]*\}|^/// ?\w+(?: \w+=\S+)*|^- \[[x ]\]"  # attributes, blocks, options
    r"|(?<=\| )[^|]+(?= \|[^|]*\|$)"  # the last cell but one: what two sentences may be joined with
)
_SHORT_OPTION = re.compile(r"- \[[x ]\] \S+(?: \S+)?$")
"""Two answers of one word would soon be the same word."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_FRONT_MATTER = re.compile(r"\A---\n(?P<meta>.*?)^---\n", re.DOTALL | re.MULTILINE)
_TO_LESSON = re.compile(r"(?<=\]\()\.\./(?:\.\./\d\d-\d\d/)?[\w-]+(?=/\w\w\.md)")
_EXCHANGED_KEY = re.compile(r'(?P<key>title|summary): "(?P<text>[^"]*)"')


def make_kit(project: Project, size: int, into: Path) -> Project:
    """Make a project of `size` lessons in an empty folder; the same size gives the same bytes.

    A multiple of the lessons of this project keeps every link between lessons alive.

    Raises:
        ValueError: what makes an error is none of the words that are drawn.
    """
    shutil.copytree(project.root, into, ignore=NOT_COPIED, dirs_exist_ok=True)
    kit = Project(into)
    library = read_library(project)
    for room in (kit.lessons, kit.quizzes, *(kit.kits / name for name in LEADING)):
        shutil.rmtree(room)
    kit.ids.write_text("", encoding="utf-8")
    words = {language: list(_words(library, language)) for language in LANGUAGES}
    drafts = [draft for number in range(size) for draft in _drafts(kit, library.lessons, number)]
    waiting = drafts
    for draw in range(DRAWS):
        for draft in waiting:
            draft.write(words[draft.language], draw)
        for texts in read_library(kit).texts:
            record_pairing(texts)
        made = read_library(kit)
        errors = [found for check in OF_TEXTS for found in check(made) if found.severity == ERROR]
        wrong = {kit.root / found.place.path for found in errors}
        waiting = [draft for draft in drafts if draft.path in wrong]
        if not waiting:
            break
    else:
        raise ValueError(f"{errors[0].place}: {errors[0].rule}, however often its words are drawn")
    record_ids(made)
    return kit


def exchange(text: str, words: list[str], chance: random.Random) -> str:
    """Return Markdown with some of its words exchanged; nothing that is not prose changes."""

    def word(match: re.Match[str]) -> str:
        said = match[0]
        if said.isupper() or chance.random() > EXCHANGED:
            return said
        other = chance.choice(words)
        return other.capitalize() if said[0].isupper() else other

    def line(said: str) -> str:
        if _SHORT_OPTION.match(said):
            return said
        kept = [match.span() for match in _KEPT.finditer(said)]
        free = zip([0, *(end for _, end in kept)], [*(start for start, _ in kept), len(said)])
        prose = [_WORD.sub(word, said[start:end]) for start, end in free]
        marks = [said[start:end] for start, end in kept] + [""]
        return "".join(part for pair in zip(prose, marks) for part in pair)

    return "\n".join(map(line, text.split("\n")))


@dataclass(frozen=True)
class Draft:
    """A text to write: the file of ours it comes from, where it goes, and which lesson of the kit it belongs to."""

    seed: Path
    path: Path
    language: str
    number: int
    round: int

    def write(self, words: list[str], draw: int) -> None:
        chance = random.Random(f"{self.number} {self.language} {self.path.parts[-4]} {draw}")
        linked = _TO_LESSON.sub(rf"\g<0>-{self.round}", self.seed.read_text(encoding="utf-8"))
        self.path.write_text(_vary(linked, FIRST + self.number, words, chance), encoding="utf-8", newline="\n")


def _drafts(kit: Project, seeds: Sequence[Lesson], number: int) -> Iterator[Draft]:
    seed, round = seeds[number % len(seeds)], number // len(seeds) + 1
    for room, texts in ((kit.lessons, seed.texts), (kit.quizzes, seed.quiz.texts)):
        folder = room / seed.band.id / f"{texts.folder.name}-{round}"
        folder.mkdir(parents=True)
        for picture in texts.folder.glob("*.svg"):
            shutil.copy(picture, folder)
        for language, document in texts.documents.items():
            yield Draft(document.path, folder / f"{language}.md", language, number, round)


def _vary(written: str, number: int, words: list[str], chance: random.Random) -> str:
    head = _FRONT_MATTER.match(written)

    def value(match: re.Match[str]) -> str:
        return f'{match["key"]}: "{exchange(match["text"], words, chance)}"'

    meta = re.sub(r"^number: \d+$", f"number: {number}", head["meta"], flags=re.MULTILINE)
    meta = _EXCHANGED_KEY.sub(value, meta)
    return f"---\n{meta}---\n{exchange(written[head.end() :], words, chance)}"


def _words(library: Library, language: str) -> Iterator[str]:
    """Yield the words of all lessons in a language, each as often as it is said."""
    for lesson in library.lessons:
        for texts in (lesson.texts, lesson.quiz.texts):
            text = texts.document(language).path.read_text(encoding="utf-8")
            for line in _FRONT_MATTER.sub("", text).split("\n"):
                yield from (word.lower() for word in _WORD.findall(_KEPT.sub(" ", line)))
