"""A lesson plan: what a lesson says, in the four parts that schools hand in; the page and the Word file say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from lessonkit.content.document import PLAIN, Section
from lessonkit.project import ADULT_BAND, SOURCE_LANGUAGE

if TYPE_CHECKING:
    from lessonkit.website.view import View

PRIMARY_BANDS = ("06-08", "09-11")
"""Their schools ask for another form than those of the older pupils."""

INFORMATICS = {"09-11": "informatics", "12-14": "informatics", "15-17": "informatics.elective"}
"""Bands whose pupils all have the subject Informatics, or may choose it."""

SAFETY = "tt02-an-toan"
"""The framework of digital competences, in a lesson's front matter."""

BLANKS = (("school", "teacher"), ("group", "class"), ("subject", "date"))
"""What the school fills in at the head, row by row."""

_HEADING = re.compile(r"<h[1-4]>(.*?)</h[1-4]>", re.DOTALL)
_PICTURE = re.compile(r"<img[^>]*>")
_TITLE = re.compile(r"<p><strong>[^<]*</strong></p>")
_PARAGRAPH = re.compile(r"<p>.*?</p>", re.DOTALL)
_EMPTY = re.compile(r"<p>\s*</p>")


@dataclass(frozen=True)
class Piece:
    """Some clean HTML, and the name of what it is ("" if it needs none)."""

    label: str
    html: Markup

    @property
    def led(self) -> Markup:
        """The HTML behind its name: in the same line, unless it begins with a heading, a list or a table."""
        if not self.label:
            return self.html
        name = Markup("<em>{}:</em>").format(self.label.rstrip(":"))
        if self.html.startswith("<p>") and not _TITLE.match(self.html):
            return Markup("<p>{} {}").format(name, self.html[len("<p>") :])
        return Markup("<p>{}</p>{}").format(name, self.html)


@dataclass(frozen=True)
class Block:
    """A heading, and what stands below it."""

    heading: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Activity:
    """A step of the period: aim, content, product and way; `short` is 0 where the short cut skips it."""

    step: str
    name: str
    minutes: int
    short: int
    heading: str
    language: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Part:
    """One of the four parts of a period, with the steps that belong to it."""

    name: str
    heading: str
    activities: tuple[Activity, ...]


@dataclass(frozen=True)
class Plan:
    """A lesson plan in one language."""

    title: str
    time: str
    blanks: tuple[tuple[str, ...], ...]
    notes: tuple[Piece, ...]
    objectives: str
    goals: tuple[Block, ...]
    equipment: Block
    proceedings: str
    parts: tuple[Part, ...]
    minutes: int
    short: int
    afterwards: str
    """The heading above room for what to change the next time, "" where the form has none."""

    @property
    def activities(self) -> tuple[Activity, ...]:
        return tuple(activity for part in self.parts for activity in part.activities)


def make_plan(view: View) -> Plan:
    """Return the plan of the lesson of a page."""
    words, lesson = view.words, view.lesson
    form = "primary" if lesson.band.id in PRIMARY_BANDS else "secondary"
    parts = groupby(lesson.steps, key=lambda step: words(f"part.{step.id}"))
    return Plan(
        title=str(view.document.text("title")),
        time=words.many("plan.time", lesson.minutes, short=view.short_minutes),
        blanks=tuple(tuple(words(f"plan.blank.{name}") for name in row) for row in BLANKS),
        notes=tuple(_notes(view)),
        objectives=words(f"plan.objectives.{form}"),
        goals=tuple(_goals(view, form)),
        equipment=Block(words(f"plan.equipment.{form}"), (Piece("", _list(_equipment(view))),)),
        proceedings=words(f"plan.proceedings.{form}"),
        parts=tuple(_part(view, number, name, tuple(steps)) for number, (name, steps) in enumerate(parts, 1)),
        minutes=lesson.minutes,
        short=view.short_minutes,
        afterwards=words("plan.afterwards") if form == "primary" else "",
    )


def objectives_of(step: str, objectives: Sequence[str]) -> Sequence[str]:
    """Return the objectives that a step serves: the first is explored, the last tried and applied, the others practised."""
    last = objectives[-1:]
    served = {"explore": objectives[:1], "practise": objectives[1:-1] or last, "situation": last, "apply": last}
    return served.get(step, ())


def _notes(view: View) -> Iterator[Piece]:
    note, words = view.document.text("content-note"), view.words
    if note:
        yield Piece(words("lesson.content-note"), Markup("<p>{}</p>").format(view.voice.line(note)))
    if view.lesson.awaits_review:
        yield Piece("", Markup("<p>{}</p>").format(words("lesson.awaits-review")))


def _goals(view: View, form: str) -> Iterator[Block]:
    """Yield knowledge, competences and qualities: the first objective is what is known, the others what is done.

    The form of the primary schools does not part them.
    """
    words = view.words
    known, done = _objectives(view), []
    if form == "secondary":
        known, done = known[:1], known[1:]
    yield Block(words(f"plan.knowledge.{form}"), (Piece("", _list(known)),))
    yield Block(words("plan.competence"), (Piece("", _list([*done, *_competences(view)])),))
    yield Block(words("plan.qualities"), (Piece("", _list([words("plan.quality.kind"), words("plan.quality.responsible")])),))


def _competences(view: View) -> Iterator[str]:
    words, lesson = view.words, view.lesson
    yield words("plan.competence.general")
    if SAFETY in lesson.source.list("frameworks"):
        yield words("plan.competence.digital")
    if lesson.band.id in INFORMATICS:
        yield words(f"plan.competence.{INFORMATICS[lesson.band.id]}")


def _equipment(view: View) -> Iterator[str]:
    materials = view.document.text("materials")
    yield view.voice.line(materials) if materials else view.words("guide.no-materials")
    yield view.words("plan.equipment.kit")


def _part(view: View, number: int, name: str, steps: Sequence[Section]) -> Part:
    minutes = sum(view.minutes(step) for step in steps)
    heading = view.words.many("plan.activity", minutes, activity=number, part=name)
    return Part(name, heading, tuple(_activity(view, step) for step in steps))


def _activity(view: View, step: Section) -> Activity:
    words, told = view.words, view.told(step)
    minutes, short = view.minutes(step), view.minutes(step, "short")
    cut = words.many("plan.in-short", short) if short else words("plan.not-in-short")
    title = view.subtitle(told) or str(told.title)
    heading = f"{words(f'step.{step.id}')}: {title} ({words.many('lesson.minutes', minutes)}; {cut})"
    fields = (("aim", _aim), ("content", _content), ("product", _product), ("way", _way))
    blocks = tuple(Block(words(f"plan.{name}"), tuple(pieces(view, step, told))) for name, pieces in fields)
    language = SOURCE_LANGUAGE if view.untranslated(step) else view.language
    return Activity(str(step.id), words(f"step.{step.id}"), minutes, short, heading, language, blocks)


def _aim(view: View, step: Section, told: Section) -> Iterator[Piece]:
    served = objectives_of(step.id, _objectives(view))
    yield Piece("", Markup("<p>{}</p>{}").format(_said(view, f"plan.aim.{step.id}"), _list(served)))


def _content(view: View, step: Section, told: Section) -> Iterator[Piece]:
    """Yield what the class sees: the slides, or the first paragraph where there are none; what is put to it."""
    shown = Markup("").join(_clean(view.voice.show(slide)) for slide in told.of("slide"))
    if not told.of("slide"):
        text = _PARAGRAPH.search(" ".join(_clean(view.voice.show(passage)) for passage in told.of(PLAIN)))
        shown = Markup(text[0]) if text else Markup("")
    if shown:
        yield Piece(view.words("guide.screens"), shown)
    for passage in told.of("remember"):
        yield Piece(view.words("lesson.remember"), _clean(view.voice.show(passage)))
    before = view.quiz.question(step.values.get("before", ""))
    if before:
        yield Piece(view.words("lesson.vote"), Markup("<p>{}</p>").format(view.voice.line(before.title)))
    if step.id == "close" and view.quiz.exit_questions:
        asked = [view.voice.line(question.title) for question in view.quiz.exit_questions]
        yield Piece(view.words("guide.exit"), _list(asked, "ol"))


def _product(view: View, step: Section, told: Section) -> Iterator[Piece]:
    yield Piece("", Markup("<p>{}</p>").format(_said(view, f"plan.product.{step.id}")))
    for passage in told.of("sheet"):
        yield Piece(view.words("kind.sheet"), Markup("<p>{}</p>").format(passage.label))


def _way(view: View, step: Section, told: Section) -> Iterator[Piece]:
    for passage in told.passages:
        if passage.kind in ("say", "note", "board"):
            yield Piece(view.words(f"block.{passage.kind}"), _clean(view.voice.show(passage)))


def _objectives(view: View) -> list[Markup]:
    return [view.voice.line(objective) for objective in view.document.list("objectives")]


def _said(view: View, key: str) -> str:
    """Return a message about the learners: pupils, or students and young workers."""
    audience = "adult" if view.lesson.band.id == ADULT_BAND else "young"
    return view.words(key, learners=view.words(f"plan.learners.{audience}"))


def _list(lines: Iterable[str], tag: str = "ul") -> Markup:
    items = Markup("").join(Markup("<li>{}</li>").format(escape(line)) for line in lines)
    return Markup(f"<{tag}>{items}</{tag}>") if items else Markup("")


def _clean(html: Markup) -> Markup:
    """Return a passage without pictures, its headings as strong lines: what a form has room for."""
    return Markup(_EMPTY.sub("", _PICTURE.sub("", _HEADING.sub(r"<p><strong>\1</strong></p>", str(html)))))
