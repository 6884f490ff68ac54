"""Votes: which questions and which choices of a rehearsal are put to a class, in which step, and what is counted of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lessonkit.checking.lessons import VOTED_FORM
from lessonkit.content.document import Passage, Section
from lessonkit.content.lesson import Lesson
from lessonkit.content.library import Library
from lessonkit.content.questions.question import Question
from lessonkit.content.rehearsal import Rehearsal, Scene
from lessonkit.content.slide import Face
from lessonkit.findings import Text
from lessonkit.translation.pairing import told_in
from lessonkit.website.asking import Asking

MOST_COUNTED = 3
"""Votes that the minutes of a plan have room for, at 90 seconds each; the others are answered by cards, uncounted."""

GESTURED = ("06-08",)
"""Bands whose classes choose by a gesture, each drawn beside its option."""

EXTRA_STEP = "practise"
"""At the end of which stand questions that a class may vote on if there is time."""

_MARK = "  ✓ right"
"""As wide as the mark of a right option in any language."""


@dataclass(frozen=True)
class Choice:
    """What hands are raised for; `right` and `reply` are a question's, `next` is a rehearsal's."""

    text: Text
    right: bool = False
    reply: Text | None = None
    next: Scene | None = None
    slide: str = ""
    """The slide on which the next scene is put to the class, "" where that is the last."""


@dataclass(frozen=True)
class Vote:
    """What is put to a class: `id` is the slide's, `moment` says which half of a comparison it is."""

    id: str
    language: str
    question: Question | None = None
    scene: Scene | None = None
    rehearsal: Rehearsal | None = None
    choices: tuple[Choice, ...] = ()
    moment: str = ""
    counted: bool = True
    """Whether its minutes have room for counting from the start."""
    extra: bool = False
    gestured: bool = False

    @property
    def story(self) -> tuple[Passage, ...]:
        """What stands above the choices."""
        return self.question.story if self.question else self.scene.told

    @property
    def faces(self) -> Iterator[Face]:
        """What its slide shows at one moment or another: by this its type is chosen."""
        options = tuple(f"{choice.text}{_MARK * choice.right}" for choice in self.choices)
        asked = (f"# {self.question.title}", *_lines_of(self.story)) if self.question else ("# ?", *_told(self.scene))
        yield Face(asked, options, gestured=self.gestured)
        yield Face(asked, options, revealed=True)
        for choice, option in zip(self.choices, options):
            if choice.reply:
                yield Face((option, "", *choice.reply.splitlines()), options, revealed=True)
            elif choice.next:
                yield Face((option, "", *_told(choice.next), "", "→"), (option,), revealed=True)
        if self.question and not self.choices and self.question.reply:
            yield Face((*asked, "", *self.question.reply.splitlines()), ())


def unit_places(library: Library) -> dict[str, int]:
    """Return the place of every unit ever recorded among the units of `ids.txt`, which only grows."""
    return {id: place for place, id in enumerate(str(id) for id in library.ids if "#" not in id)}


def votes_before(step: Section, asking: Asking) -> Iterator[Vote]:
    """Yield the vote with which a lesson opens, and which is compared with its like at the end."""
    question = asking.question(step.values.get("before", ""))
    if question:
        yield _vote("before", question, asking, moment="before")


def votes_at_the_end(lesson: Lesson, asking: Asking) -> Iterator[Vote]:
    """Yield the exit questions, last the one asked before: that is counted, of the others as many as there is time for."""
    before = {str(step.values["before"]) for step in lesson.steps if "before" in step.values}
    left = MOST_COUNTED - 2 * len(before)
    questions = sorted(asking.exit_questions, key=lambda question: str(question.id) in before)
    for number, question in enumerate(questions, 1):
        again = str(question.id) in before
        counted = again or left > 0
        left -= counted and not again
        yield _vote(f"exit-{number}", question, asking, "after" if again else "", counted)


def further_votes(lesson: Lesson, step: Section, asking: Asking, rehearsals: Iterable[Rehearsal]) -> Iterator[Vote]:
    """Yield what a class may vote on besides: questions flagged `class`, and the scenes of the step's rehearsal."""
    asked = {str(question.id) for question in asking.exit_questions}
    if step.id == EXTRA_STEP:
        for question in asking.questions:
            if "class" in asking.source(question).flags and str(question.id) not in asked:
                yield _vote(f"class-{question.id}", question, asking, extra=True)
    played = next((one for one in rehearsals if one.id == step.values.get("scenario")), None)
    if played:
        scenes = {str(scene.id): scene for scene in played.scenes_in(asking.language)}
        slides = {id: f"scene-{id}" for id, scene in scenes.items() if len(scene.ways) > 1}
        for id, slide in slides.items():
            ways = tuple(
                Choice(way.text, next=scenes.get(way.target), slide=slides.get(way.target, "")) for way in scenes[id].ways
            )
            _, language = told_in(played.texts, id, asking.language)
            yield Vote(slide, language, scene=scenes[id], rehearsal=played, choices=ways, extra=True)


def _told(scene: Scene) -> tuple[str, ...]:
    """Return what a scene tells and what is said in it, each in a paragraph."""
    said = (line for message in scene.messages for line in ("", f"{message.sender} {message.text}"))
    return (*_lines_of(scene.told), *said)


def _lines_of(passages: Iterable[Passage]) -> Iterator[str]:
    return (line for passage in passages for line in ("", *passage.lines))


def _vote(id: str, question: Question, asking: Asking, moment: str = "", counted: bool = True, extra: bool = False) -> Vote:
    lettered = asking.form(asking.source(question)) == VOTED_FORM
    options = question.options if lettered else ()
    choices = tuple(Choice(option.text, option.right, option.reply) for option in options)
    return Vote(id, asking.said_in(question), question, None, None, choices, moment, counted and lettered, extra)
