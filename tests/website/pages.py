"""The pages of the kit under test, as its own catalogs list them."""

import json
import os
from pathlib import Path

from lessonkit.content.lesson import Lesson
from lessonkit.content.library import Library

DIST = Path(os.environ.get("LESSONKIT_UNDER_TEST", "."), "dist")
EVERYTHING = bool(os.environ.get("LESSONKIT_TEST_ALL"))


def rows(edition: str) -> list[dict]:
    """Return the rows of an edition's catalog."""
    catalog = DIST / edition / "catalog.json"
    return json.loads(catalog.read_text(encoding="utf-8"))["pages"] if catalog.exists() else []


def every_page() -> list[str]:
    """Return all HTML files of both editions, relative to `dist/`."""
    return sorted(path.relative_to(DIST).as_posix() for path in DIST.rglob("*.html"))


def one_of_each() -> list[str]:
    """Return one page of every kind and band and language of the teacher's edition, and of what pupils open most."""
    chosen: dict[tuple, str] = {}
    for edition in ("teacher", "pupil"):
        for row in rows(edition):
            if edition == "teacher" or row["kind"] in ("cover", "lesson", "quiz", "help", "urgent", "parents"):
                chosen.setdefault((edition, row["kind"], row["band"], row["lang"]), f"{edition}/{row['path']}")
    return sorted(chosen.values())


def lesson_page(number: int, kind: str, language: str, edition: str = "teacher") -> Path:
    """Return the file of a lesson's page."""
    return next(
        DIST / edition / row["path"]
        for row in rows(edition)
        if (row["kind"], row["lang"]) == (kind, language) and f"/lesson-{number}/" in row["path"]
    )


def lesson_of(library: Library, number: int) -> Lesson:
    """Return a lesson by the number on its cover."""
    return next(lesson for lesson in library.lessons if lesson.number == str(number))
