"""What everything downstream reads of an edition: `catalog.json`, and `data/<id>.json` for exports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from lessonkit.content.document import Passage
from lessonkit.content.lesson import Lesson
from lessonkit.content.library import Library
from lessonkit.content.questions.question import Option, Question
from lessonkit.project import SOURCE_LANGUAGE
from lessonkit.website.addresses import Addresses
from lessonkit.website.pages import Page
from lessonkit.website.site import Site
from lessonkit.website.view import View
from lessonkit.website.voice import Voice

KIT_ID = "ba-lo-an-toan"


def make_catalog(library: Library, edition: str, pages: Iterable[Page]) -> str:
    """Return `catalog.json`: {kit: {id, edition, version, date, best_before, …}, pages: [{path, kind, id, …}]}."""
    rows = [
        {
            "path": page.path,
            "kind": page.kind,
            "id": page.id,
            "band": page.band,
            "lang": page.language,
            "title": page.title,
            "minutes": page.minutes,
        }
        for page in pages
    ]
    kit = {
        "id": KIT_ID,
        "edition": edition,
        "version": library.version,
        "date": library.date,
        "best_before": library.best_before,
        "languages": library.choice.languages,
        "recalled": [{"date": recall.date, **recall.reasons} for recall in library.recalls],
    }
    return _json({"kit": kit, "pages": rows})


def make_data(lesson: Lesson, texts: Mapping[str, Any]) -> str:
    """Return `data/<id>.json`: a lesson with its quiz; `texts` holds what `lesson_texts` gave for each language."""
    return _json(
        {
            "id": lesson.id,
            "number": int(lesson.number),
            "band": lesson.band.id,
            "grades": str(lesson.source.text("grades")),
            "minutes": lesson.minutes,
            "self-study": str(lesson.source.text("self-study")),
            "texts": texts,
        }
    )


def lesson_texts(site: Site, lesson: Lesson) -> dict[str, Any]:
    """Return what a lesson says in the language of a site; its addresses are paths of the edition."""
    page = next(page for page in site.pages_of[lesson.id] if page.kind == "lesson")
    at_root = replace(page, path="")
    view = View(site, at_root, Voice(site, Addresses(site, at_root)))
    document = view.document
    steps = [
        {
            "id": str(step.id),
            "minutes": view.minutes(step),
            "short": view.minutes(step, "short"),
            "title": str(view.told(step).title),
            "lang": view.language if not view.untranslated(step) else SOURCE_LANGUAGE,
            "passages": [_passage(view, passage) for passage in view.told(step).passages],
        }
        for step in lesson.steps
    ]
    return {
        "title": str(document.text("title")),
        "summary": str(document.text("summary")),
        "objectives": [str(objective) for objective in document.list("objectives")],
        "steps": steps,
        "questions": [_question(view, question) for question in view.quiz.questions],
    }


def _question(view: View, question: Question) -> dict[str, Any]:
    """Return a question: its options in the right order, those to be joined with their partners."""
    return {
        "id": str(question.id),
        "kind": view.quiz.kind(question),
        "flags": sorted(view.quiz.source(question).flags),
        "title": str(view.voice.line(question.title)),
        "story": [_passage(view, passage) for passage in question.story],
        "screens": [_screen(view, passage) for passage in question.screens],
        "heads": [str(view.voice.line(head)) for head in question.heads],
        "ignore": list(question.ignore),
        "options": [_option(view, option) for option in question.options],
        "reply": str(view.voice.lines(question.reply)),
    }


def _option(view: View, option: Option) -> dict[str, Any]:
    """Return an option; of a clue its id, of what is joined its partner, of what is typed its spellings."""
    said = {"html": str(view.voice.line(option.text)), "right": option.right, "reply": str(view.voice.lines(option.reply))}
    own = {"id": option.id, "partner": str(view.voice.line(option.partner)), "spellings": list(option.spellings)}
    return {**said, **{key: value for key, value in own.items() if value}}


def _screen(view: View, passage: Passage) -> dict[str, str]:
    """Return what is pretended, with its clues as links to their ids."""
    label, said = (_with_links(cut(passage)) for cut in (view.voice.clues_of_label, view.voice.clues))
    return {"kind": passage.kind, "label": label, "html": said}


def _with_links(pieces: Iterable[str]) -> str:
    first, *rest = map(str, pieces)
    told = iter(rest)
    return first + "".join(f'<a href="#{id}">{words}</a>{text}' for id, words, text in zip(told, told, told))


def _passage(view: View, passage: Passage) -> dict[str, str]:
    return {"kind": passage.kind, "label": str(passage.label), "html": str(view.voice.show(passage))}


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
