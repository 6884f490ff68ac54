"""Scaffolds: the files of a new lesson, with its steps, minutes and three exit questions, to be filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from lessonkit.content.lesson import EXPERT_READING
from lessonkit.findings import Failure
from lessonkit.project import BAND_BY_ID, LANGUAGES, SOURCE_LANGUAGE, STEPS, Band, Project
from lessonkit.translation.catalogs import Words

USUAL_MINUTES = {35: (5, 7, 8, 7, 4, 4), 45: (6, 8, 10, 10, 6, 5)}
"""How the minutes of a period are usually split over its steps."""

USUAL_SHORT = {"opening": 3, "explore": 5, "practise": 4, "close": 3}

_EXIT = (("recognise", "one exit class"), ("act", "one exit class"), ("tell", "one exit friend"))


def make_lesson(project: Project, name: str, number: int, words: Mapping[str, Words]) -> tuple[Path, ...]:
    """Write a lesson and its quiz in all languages; `name` is `<band>/<folder>`. Nothing is ever overwritten."""
    band = BAND_BY_ID.get(name.partition("/")[0])
    if not band or not re.fullmatch(r"[\d-]+/[a-z0-9]+(-[a-z0-9]+)*", name):
        raise Failure("name", name=name)
    texts = {}
    for language in LANGUAGES:
        texts[project.lessons / name / f"{language}.md"] = _lesson(band, number, words[language])
        texts[project.quizzes / name / f"{language}.md"] = _quiz(number, words[language])
    for path in texts:
        if path.exists():
            raise Failure("exists", path=project.place(path).path)
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return tuple(texts)


def _lesson(band: Band, number: int, words: Words) -> str:
    source = words.language == SOURCE_LANGUAGE
    lines = ["---"]
    if source:
        lines += [f"number: {number}"]
    lines += [f'title: "{words("new.title")}"', f'summary: "{words("new.summary")}"']
    if source:
        lines += [f"grades: {words('new.grades.' + band.id)}", "self-study: yes"]
        lines += ["review: needed"] * (str(number) in EXPERT_READING)
    lines += ["objectives:", f'  - "{words("new.objective")}"']
    if source:
        lines += ["key-words: []", "threads: [help-seeking]", "frameworks: []"]
    lines += ["---", ""]
    for step, minutes in zip(STEPS, USUAL_MINUTES[band.minutes]):
        short = f" short={USUAL_SHORT[step]}" if step in USUAL_SHORT else ""
        before = " before=recognise" if step == "opening" else ""
        idea = " idea" if step == "explore" else ""
        attributes = f"#{step} minutes={minutes}{short}{before}{idea}" if source else f"#{step}"
        lines += [f"## {words('step.' + step)}: {words('new.heading')} {{{attributes}}}", "", words(f"new.step.{step}"), ""]
    return "\n".join(lines)


def _quiz(number: int, words: Words) -> str:
    lines = ["---", f"title: {words('new.quiz', number=number)}", "---", ""]
    for turn, (id, attributes) in enumerate(_EXIT):
        kind = f" kind={attributes}" if words.language == SOURCE_LANGUAGE else ""
        lines += [f"## {words('new.question.' + id)} {{#{id}{kind}}}", ""]
        options = ((" ", "wrong"), ("x", "right"))
        for mark, option in reversed(options) if turn == 1 else options:  # nobody guesses by the place
            lines += [f"- [{mark}] {words('new.option.' + option)}", f"    > {words('new.reply.' + option)}"]
        lines += [""]
    return "\n".join(lines)
