"""The slides of a lesson: what the class sees, in the order of the steps, one idea a screen.

They are made from the steps themselves, so that nothing is kept in step with anything: the blocks `slide`, and the
questions that the class votes on. What is for the teacher stands on none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup

from lessonkit.content.document import PLAIN, Passage, Section
from lessonkit.content.lesson import Lesson, subtitle_of
from lessonkit.content.rehearsal import Rehearsal
from lessonkit.content.slide import MANY, size_of, size_of_vote
from lessonkit.findings import Text
from lessonkit.project import SOURCE_LANGUAGE
from lessonkit.translation.pairing import told_in
from lessonkit.website.asking import Asking
from lessonkit.website.voice import Voice
from lessonkit.website.votes import GESTURED, Vote, further_votes, votes_at_the_end, votes_before

ASIDES = {"breathe": "p", "words": "k", "help": "h", "keys": "?"}
"""Slides that stand in no order, and the key that each stands behind."""

ON_A_LEAF = 6
"""How many slides a printed sheet holds."""

_HEADING = re.compile(r"<(/?)h[1-4]\b[^>]*>")
_LIST = re.compile(r"<([uo])l>(.*?)</\1l>", re.DOTALL)
_ITEM = re.compile(r"<li>(?:([A-Z])\. )?(.*?)</li>", re.DOTALL)
_PICTURE = re.compile(r"<p>(<img\b[^>]*>)</p>")


@dataclass(frozen=True)
class Slide:
    """One screen: `id` is its address, `kind` the part that shows it."""

    id: str
    kind: str
    step: Section | None = None
    """Of the source; the slides before the first step have none."""
    passage: Passage | None = None
    vote: Vote | None = None
    language: str = SOURCE_LANGUAGE
    """What it is said in, where authors wrote it."""
    extra: bool = False
    """Whether it is passed over unless somebody jumps to it."""
    number: int = 0
    """By which it is jumped to: first those that are shown one after the other, then the others."""

    @property
    def key(self) -> str:
        """The key that leads to it from everywhere, "" if it has none."""
        return ASIDES.get(self.kind, "")

    @property
    def size(self) -> int:
        """How large its type is, as a place in `SIZES`; the last where it is too full (a check tells)."""
        if self.vote:
            return size_of_vote(self.vote.faces)
        return size_of(self.passage.lines if self.passage else ())


@dataclass(frozen=True)
class Deck:
    """All slides of a lesson in one language, and how they are shown on a page."""

    lesson: Lesson
    language: str
    voice: Voice
    rehearsals: tuple[Rehearsal, ...] = ()
    """Those of the kit, of which a step may name one."""

    @cached_property
    def slides(self) -> tuple[Slide, ...]:
        """The slides in the order of the period, those behind keys last."""
        found = tuple(self._slides())
        numbers = {slide.id: number for number, slide in enumerate(sorted(found, key=lambda slide: slide.extra), 1)}
        return tuple(replace(slide, number=numbers[slide.id]) for slide in found)

    @property
    def leaves(self) -> tuple[tuple[Slide, ...], ...]:
        """The slides as they stand on the leaves of a handout; what is passed over takes no place there."""
        leaves: list[list[Slide]] = [[]]
        for slide in self.slides:
            if not slide.extra and sum(not one.extra for one in leaves[-1]) == ON_A_LEAF:
                leaves.append([])
            leaves[-1].append(slide)
        return tuple(map(tuple, leaves))

    @property
    def last(self) -> int:
        """The number of the last slide that is shown one after the other."""
        return sum(not slide.extra for slide in self.slides)

    def of(self, step: Section) -> tuple[Slide, ...]:
        """Return the slides of a step."""
        return tuple(slide for slide in self.slides if slide.step and slide.step.id == step.id)

    def show(self, slide: Slide) -> Markup:
        """Return what an author wrote on a slide: lettered choices as cards, a picture large."""
        html = _HEADING.sub(r"<\1h2>", str(self.voice.show(slide.passage)))
        html = _PICTURE.sub(r'<p class="illustration">\1</p>', html)
        return Markup(_LIST.sub(_cards, html))

    def _slides(self) -> Iterator[Slide]:
        yield Slide("title", "title", language=self.language)
        if self.lesson.sensitive:
            yield Slide("ready", "ready", language=self.language)
        for step in self.lesson.steps:
            yield from self._slides_of(step)
        for kind in ASIDES:
            if kind != "words" or self.lesson.source.list("key-words"):
                yield Slide(kind, kind, language=self.language, extra=True)

    def _slides_of(self, step: Section) -> Iterator[Slide]:
        asking = Asking(self.lesson.quiz, self.language)
        if step.id == "close":
            yield from (self._put_to_class(vote, step) for vote in votes_at_the_end(self.lesson, asking))
        told, language = told_in(self.lesson.texts, step.id, self.language) or (step, SOURCE_LANGUAGE)
        for number, passage in enumerate(told.of("slide") or (_made_from(told),), 1):
            yield Slide(f"{step.id}-{number}", "text", step, passage, language=language)
        votes = (*votes_before(step, asking), *further_votes(self.lesson, step, asking, self.rehearsals))
        yield from (self._put_to_class(vote, step) for vote in votes)

    def _put_to_class(self, vote: Vote, step: Section) -> Slide:
        shown = replace(vote, gestured=self.lesson.band.id in GESTURED)
        return Slide(vote.id, "vote", step, vote=shown, language=vote.language, extra=vote.extra)


def _made_from(step: Section) -> Passage:
    """Return the slide of a step that has none: its heading and the first paragraph of the pupil's text."""
    lines: list[Text] = []
    for line in (line for passage in step.of(PLAIN) for line in (*passage.lines, Text("", passage.place))):
        if line and not line.startswith(("#", "!")):
            lines.append(line)
        elif lines:
            break
    title = Text(f"# {subtitle_of(step) or step.title}", step.place)
    return Passage("slide", Text("", step.place), (title, Text("", step.place), *lines), step.place)


def _cards(found: re.Match[str]) -> str:
    """Return a list as cards: with the letters of choices or the numbers of what has an order."""
    items = [*_ITEM.finditer(found[2])]
    kind = "numbers" if found[1] == "o" else "letters" if all(item[1] for item in items) else "points"
    marks = [item[1] or str(number) for number, item in enumerate(items, 1)]
    cards = (f"<li>{_mark(kind, mark)}<span>{item[2]}</span></li>" for mark, item in zip(marks, items))
    return f'<{found[1]}l class="{kind}{" many" if len(items) >= MANY else ""}">{"".join(cards)}</{found[1]}l>'


def _mark(kind: str, mark: str) -> str:
    """Return the mark of a card; the number of an ordered list is told to screen readers by the list itself."""
    hidden = ' aria-hidden="true"' if kind == "numbers" else ""
    return "" if kind == "points" else f"<b{hidden}>{mark}</b> "
