"""Checks of teaching: one idea, one line to act on, one name for a trick, and an end that says whom to tell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from lessonkit.content.document import LOST, Document, Passage
from lessonkit.content.lesson import PUPIL_BLOCKS, Lesson
from lessonkit.content.library import Library
from lessonkit.content.unit import Unit
from lessonkit.findings import Finding, Place, Text, advice, error
from lessonkit.project import BANDS

_DASH = r"\s*[–-]\s*"


def _line(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_DASH.join(words)}\b", re.IGNORECASE)


_YOUNG = (_line("Dừng lại", "Rời đi", "Kể ngay"), _line("Stop", "Leave", "Tell"))
_MIDDLE = (_line("Dừng", "Kể", "Chặn"), _line("Stop", "Tell", "Block"))
_GROWN = (_line("Dừng", "Kiểm tra", "Kể", "Giữ", "Báo"), _line("Stop", "Check", "Tell", "Keep", "Report"))
_LINES = (_YOUNG, _MIDDLE, _GROWN)
_LINE_OF = dict(zip((band.id for band in BANDS), (_YOUNG, _YOUNG, _MIDDLE, _GROWN, _GROWN), strict=True))
"""The line to act on of each band, as a pattern for each language: one rhyme is remembered, three are none."""

_NEAR = r"[^.!?]{0,60}?"
_SLOGANS = {
    "3 Không – 3 Phải": re.compile(rf"\b(?:3|ba) không{_NEAR}(?:3|ba) phải", re.IGNORECASE),
    "dọa cho sợ – dụ cho tin – ép làm theo": re.compile(rf"dọa cho sợ{_NEAR}dụ cho tin{_NEAR}ép làm theo", re.IGNORECASE),
    "dọa – cô lập – tống tiền": re.compile(rf"dọa{_NEAR}cô lập{_NEAR}tống tiền", re.IGNORECASE),
}
"""Systems of names for what a wrongdoer does, by the name that a finding calls them."""

_PRIVATE_PICTURES = re.compile(r"ảnh riêng tư|private (?:pictures|images|photos)", re.IGNORECASE)
_WHOM_TO_TELL = re.compile(r"\b111\b")

FEWEST_COMPARED = 3
"""From how many questions on a habit shows in where the right option stands, or how long it is."""


def check_idea(library: Library) -> Iterator[Finding]:
    """A lesson has one new idea, and says in which step: who is taught two at once takes neither home."""
    for lesson in library.lessons:
        ideas = [section for section in lesson.source.sections if "idea" in section.flags]
        if len(ideas) != 1 and not library.told(lesson.source.place.path, *LOST):
            place = ideas[1].place if ideas else lesson.source.place
            yield error(place, "one-idea", number=len(ideas))


def check_help_line(library: Library) -> Iterator[Finding]:
    """The last step tells pupils whom to turn to; whoever needs it has waited for it all period."""
    for lesson in library.lessons:
        for document in lesson.texts.documents.values():
            close = document.section("close")
            told = _joined(passage for passage in close.passages if passage.kind in PUPIL_BLOCKS) if close else "111"
            if not _WHOM_TO_TELL.search(told):
                yield error(close.place, "help-line-missing")


def check_slogans(library: Library) -> Iterator[Finding]:
    """A unit has the action line of its band and no other, and names what a wrongdoer does by one system at most."""
    for unit in library.units:
        for texts in unit.every_text:
            for document in texts.documents.values():
                yield from _check_action_lines(document, unit)
        yield from _check_systems(unit)


def check_kept_evidence(library: Library) -> Iterator[Finding]:
    """Where a reader is told to keep what was sent, it stands beside it that private pictures are never kept or sent."""
    for unit in library.units:
        for texts in unit.every_text:
            for document in texts.documents.values():
                for passage in document.markdown_passages:
                    kept = next((line for line in passage.lines if _said_in(line, _GROWN)), None)
                    if kept is not None and not _PRIVATE_PICTURES.search(_joined([passage])):
                        yield error(kept.place, "keep-without-private-pictures")


def check_habits_of_a_quiz(library: Library) -> Iterator[Finding]:
    """Nobody guesses the right option by its length or its place; and one question is about helping a friend."""
    for lesson in library.lessons:
        if not lesson.quiz or not lesson.quiz.source or library.told(lesson.quiz.texts.place.path, *LOST):
            continue
        if not lesson.quiz.flagged("friend"):
            yield error(lesson.quiz.texts.place, "friend-question-missing")
        for language in lesson.quiz.texts.documents:
            yield from _check_habits(lesson, language)


def _check_habits(lesson: Lesson, language: str) -> Iterator[Finding]:
    asked = [one for one in lesson.quiz.questions[language] if sum(one.right) == 1 and one.kind == "one"]
    if len(asked) < FEWEST_COMPARED:
        return
    places = {question.right.index(True) for question in asked}
    longest = all(
        len(option.text) == max(len(other.text) for other in question.options)
        for question in asked
        for option in question.options
        if option.right
    )
    if longest:
        yield advice(asked[0].place, "right-option-longest", number=len(asked))
    if len(places) == 1 and language == lesson.quiz.texts.source.language:
        yield advice(asked[0].place, "right-option-same-place", number=len(asked))


def _check_action_lines(document: Document, unit: Unit) -> Iterator[Finding]:
    own = _LINE_OF[unit.band.id]
    for text in _written(document):
        for line in _LINES:
            if line is not own and (found := _said_in(text, line)):
                yield error(text.place, "action-line-of-another-band", line=found[0], band=unit.band.id)


def _said_in(text: str, line: tuple[re.Pattern[str], ...]) -> re.Match[str] | None:
    """Return where a text says a line to act on in any language; without a dash it says none."""
    if "–" not in text and "-" not in text:
        return None
    return next(filter(None, (pattern.search(text) for pattern in line)), None)


def _check_systems(unit: Unit) -> Iterator[Finding]:
    """Only the Vietnamese is asked: a translation says the same."""
    seen: dict[str, Place] = {}
    for texts in unit.every_text:
        for passage in texts.source.markdown_passages:
            told = _joined([passage])
            for name, pattern in _SLOGANS.items():
                if pattern.search(told):
                    seen.setdefault(name, passage.place)
    if len(seen) > 1:
        yield error(list(seen.values())[1], "slogans-mixed", names=", ".join(seen))


def _written(document: Document) -> Iterator[Text]:
    for section in document.sections:
        yield section.title
        for passage in section.passages:
            yield from passage.lines


def _joined(passages: Iterable[Passage]) -> str:
    """Return passages as one text without marks of lists and emphasis, so that a system is found in a list, too."""
    text = " ".join(line for passage in passages for line in passage.lines)
    return unicodedata.normalize("NFC", re.sub(r"[*_`#>]|(?<!\w)\d[.)]\s", "", text))
