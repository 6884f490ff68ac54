"""What a screen reader says at every step of every kind of question is what docs/screen-reader.md says it is."""

import re
from collections.abc import Iterator

import pytest

from lessonkit.content.library import Library
from lessonkit.content.questions.kinds import KINDS, kind_of
from lessonkit.content.questions.question import Question
from lessonkit.project import LANGUAGES
from lessonkit.website.asking import Asking
from tests.conftest import ROOT
from tests.equipment.chromium import Chromium
from tests.equipment.screen_reader import ROLES, ScreenReader
from tests.website.pages import lesson_of, lesson_page
from tests.website.test_access import plain

DOCUMENT = (ROOT / "docs" / "screen-reader.md").read_text(encoding="utf-8")
WALK = re.compile(
    r"^### [^\n]*\(`(?P<kind>[\w-]+)`\)\n[^|]*lesson-(?P<lesson>\d+)/quiz\.html#(?P<id>[\w-]+)`[^|]*"
    r"\|[^\n]*\n\|[-|]*\n(?P<rows>(?:\|[^\n]*\n)+)",
    re.MULTILINE,
)
PRESS = {"↓": "ArrowDown", "↑": "ArrowUp", "Ctrl+A": "Control+a"}
NAMES = {"vi": ("câu hỏi", "lời đáp"), "en": ("question", "reply")}


def walks() -> dict[str, re.Match[str]]:
    """Return the walks of the document by the kind of their question."""
    return {walk["kind"]: walk for walk in WALK.finditer(DOCUMENT)}


def test_every_kind_of_question_has_a_walk():
    assert sorted(KINDS) == sorted(walks())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_is_told_as_the_document_says(chromium: Chromium, library: Library, language: str):
    for kind, walk in walks().items():
        lesson = lesson_of(library, int(walk["lesson"]))
        question = lesson.quiz.question(walk["id"], language)
        number = [each.id for each in lesson.quiz.source].index(walk["id"]) + 1
        chromium.visit(lesson_page(int(walk["lesson"]), "quiz", language, "pupil"), walk["id"])
        chromium.wait_until("!!customElements.get('kit-question')")
        chromium.evaluate(f"document.querySelectorAll('kit-question:not(#{question.id})').forEach(other => other.remove())")
        reader = ScreenReader(chromium, language)

        assert kind == question.kind
        assert f"{plain(question.title)}, {ROLES[language]['heading']}" in reader.headings()

        reader.hear()
        for keys, *told in cells(walk["rows"]):
            for key in pressed(keys):
                chromium.press(key)
            assert told[LANGUAGES.index(language)] == named(reader.hear(), question, number, language), f"{kind}: {keys}"


def cells(rows: str) -> Iterator[list[str]]:
    yield from ([cell.strip() for cell in row.strip("|").split(" | ")] for row in rows.splitlines())


def pressed(keys: str) -> Iterator[str]:
    """Yield the keys of a step: `Tab` ×3 is one key three times, `113` is typed."""
    for key, times in re.findall(r"`([^`]+)`(?: ×(\d+))?", keys):
        yield from key if key.isdigit() else [PRESS.get(key, key)] * int(times or 1)


def named(said: str, question: Question, number: int, language: str) -> str:
    """Return what was said with names in brackets for the author's words: the document holds for every question."""
    asked, reply = NAMES[language]
    form = kind_of(question.kind).form
    names = {f"{number} {plain(question.title)}": f"[{asked}]", plain(question.reply or ""): f"[{reply}]"}
    for place, option in enumerate(question.options):
        name = Asking.letter(place) if form == "choice" else str(place + 1)
        names[f"{name} {plain(option.text)}" if form == "choice" else plain(option.text)] = f"[{name}]"
        names[plain(option.reply)] = f"[{reply} {name}]"
    for place, partner in enumerate(Asking.partners(question)):
        names[f"{Asking.letter(place)}. {plain(partner)}"] = f"[{Asking.letter(place)}]"
    for words in sorted(filter(None, names), key=len, reverse=True):
        said = said.replace(words, names[words])
    return said
