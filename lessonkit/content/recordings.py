"""Recordings: what is read aloud to those who cannot read yet, a file for each text and a folder for each voice.

`aloud/<voice>/<text>.mp3` stands beside the document whose texts it reads; its name follows from step, question, option.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lessonkit.content.bilingual import Bilingual
from lessonkit.content.document import PLAIN, Document
from lessonkit.content.lesson import PUPIL_BLOCKS, Lesson
from lessonkit.content.library import Library
from lessonkit.content.questions.kinds import kind_of
from lessonkit.content.questions.question import Question
from lessonkit.content.urgent import URGENT_SECTIONS
from lessonkit.project import LANGUAGES, STEPS

ALOUD = "aloud"
"""The folder of recordings beside a document."""

ALOUD_BAND = "06-08"
"""The band whose texts are read aloud, and with them the help for everybody up to 17."""

SOUND = ".mp3"

VOICES = (*LANGUAGES, "hmn", "tyz", "km", "mtq", "nut", "blt", "rad", "jra", "cjm")
"""The languages that may be heard, by their codes: the kit's own, then Hmong, Tày, Khmer, Mường, Nùng, Thái, Ê Đê, Gia Rai
and Chăm. Each has a name in the catalogs."""

OPTION_FORMS = ("choice", "order", "match")
"""The forms of questions whose options are read one by one; what is typed or ticked in a sentence is not."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Slot:
    """A text that has a place for a recording: `name` is that of the file."""

    texts: Bilingual
    name: str
    text: str
    """As its author wrote it."""

    def path(self, voice: str) -> Path:
        return self.texts.folder / ALOUD / voice / f"{self.name}{SOUND}"


def slots_of(library: Library, voice: str) -> Iterator[Slot]:
    """Yield every slot of the library for a voice; what is not written in its language has none.

    A voice that the kit is not written in reads what the source says.
    """
    for lesson in library.lessons_of(ALOUD_BAND):
        yield from _slots_of_lesson(lesson, voice)
    for texts in (library.door, *(case.texts for case in library.urgent)):
        if texts and (document := _document(texts, voice)):
            own = ("first",) if texts is library.door else URGENT_SECTIONS
            if texts is not library.door:
                yield Slot(texts, "title", _face(document))
            for section in document.sections:
                if section.id in own:
                    yield Slot(texts, str(section.id), "\n".join(passage.markdown for passage in section.of(PLAIN)))


def recordings_in(library: Library) -> Mapping[Path, Mapping[str, tuple[str, ...]]]:
    """Return what has been recorded: for each folder of a document, for each text, the voices that read it."""
    found: dict[Path, dict[str, tuple[str, ...]]] = {}
    for path in library.files:
        if path.suffix == SOUND and path.parent.parent.name == ALOUD and path.parent.name in VOICES:
            texts = found.setdefault(path.parent.parent.parent, {})
            texts[path.stem] = tuple(sorted((*texts.get(path.stem, ()), path.parent.name), key=VOICES.index))
    return found


def option_slot(question: Question, place: int) -> str:
    """Return the name of an option's recording, by its place in the source: `first-move-a`."""
    return f"{question.id}-{LETTERS[place % len(LETTERS)]}"


def _slots_of_lesson(lesson: Lesson, voice: str) -> Iterator[Slot]:
    if document := _document(lesson.texts, voice):
        yield Slot(lesson.texts, "title", _face(document))
        for section in filter(None, map(document.section, STEPS)):
            passages = (passage for passage in section.passages if passage.kind in PUPIL_BLOCKS)
            for number, passage in enumerate(passages, 1):
                yield Slot(lesson.texts, f"{section.id}-{number}", passage.markdown)
    if lesson.quiz and _document(lesson.quiz.texts, voice):
        for question in lesson.quiz.questions[voice if voice in LANGUAGES else lesson.texts.source.language]:
            for name, text in _texts_of(question):
                yield Slot(lesson.quiz.texts, name, text)


def _texts_of(question: Question) -> Iterator[tuple[str, str]]:
    shown = (*question.story, *question.screens)
    yield str(question.id), "\n".join((question.title, *(passage.markdown for passage in shown)))
    for place, option in enumerate(question.options):
        if kind_of(question.kind).form in OPTION_FORMS:
            yield option_slot(question, place), option.text
        if option.partner:
            yield f"{option_slot(question, place)}-to", option.partner
        if option.reply:
            yield f"{option_slot(question, place)}-reply", option.reply
    if question.reply:
        yield f"{question.id}-reply", question.reply


def _document(texts: Bilingual, voice: str) -> Document | None:
    return texts.documents.get(voice) if voice in LANGUAGES else texts.source


def _face(document: Document) -> str:
    return "\n".join(filter(None, (document.text("title"), document.text("summary"))))
