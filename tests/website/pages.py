"""The pages of the kit under test, as its own catalogs list them."""

import json
import os
from pathlib import Path

from lessonkit.content.lesson import Lesson
from lessonkit.content.library import Library
from lessonkit.project import SOURCE_LANGUAGE
from lessonkit.website.sheets import PAPERS

DIST = Path(os.environ.get("LESSONKIT_UNDER_TEST", "."), "dist")
EVERYTHING = bool(os.environ.get("LESSONKIT_TEST_ALL"))


def rows(edition: str, dist: Path = DIST) -> list[dict]:
    """Return the rows of an edition's catalog."""
    catalog = dist / edition / "catalog.json"
    return json.loads(catalog.read_text(encoding="utf-8"))["pages"] if catalog.exists() else []


def every_page() -> list[str]:
    """Return all HTML files of the kit, relative to `dist/`."""
    return sorted(path.relative_to(DIST).as_posix() for path in DIST.rglob("*.html"))


def one_of_each() -> list[str]:
    """Return one page of every kind and language of the teacher's edition, and of what pupils open most.

    Bands differ in their look alone: of the lessons there is one of each band, in Vietnamese. So are papers, whose sheets
    are measured in both languages.
    """
    chosen: dict[tuple, str] = {}
    for edition in ("teacher", "pupil"):
        for row in rows(edition):
            if row["kind"] in PAPERS and row["lang"] != SOURCE_LANGUAGE:
                continue
            if edition == "teacher" or row["kind"] in ("cover", "lesson", "quiz", "help", "urgent", "after", "parents"):
                look = row["band"] if (row["kind"], row["lang"]) == ("lesson", SOURCE_LANGUAGE) else ""
                chosen.setdefault((edition, row["kind"], look, row["lang"]), f"{edition}/{row['path']}")
    return sorted(chosen.values())


def sample() -> list[str]:
    """Return the pages that a browser opens one by one: one of each, or with `test --all` every page."""
    return every_page() if EVERYTHING else one_of_each()


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
