"""Editions: every language of an edition joined in one folder, both editions in `dist/`, the old kit whole until then.

An edition is what its files are: the pupil's has no guide, key or sheet anywhere, so nothing depends on what a
stylesheet hides.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from lessonkit.content.library import WHOLE_KIT, Choice, Library
from lessonkit.content.reading import read_library
from lessonkit.findings import Failure
from lessonkit.project import EDITIONS, LANGUAGES, Project
from lessonkit.translation.catalogs import read_words
from lessonkit.website.catalog import lesson_texts, make_catalog, make_data
from lessonkit.website.engine import build_site
from lessonkit.website.pages import list_pages


@dataclass(frozen=True)
class Built:
    """An edition as it was built: where, how many files and pages, how many bytes."""

    edition: str
    folder: Path
    files: int
    pages: int
    size: int


def build_kit(
    library: Library, choice: Choice = WHOLE_KIT, done: Callable[[str], None] = lambda language: None
) -> tuple[Built, ...]:
    """Build all editions into `dist/`; whatever goes wrong, the kit that stood there stays as it was.

    The languages are built side by side in processes of their own. `done` is told each language that is finished.

    Raises:
        Failure: there is no such place, or the disk refused something.
    """
    library = library.chosen(choice)
    project = library.project
    beside = project.dist.with_name("dist.new")
    try:
        _remove(beside)
        for edition in EDITIONS:
            (beside / edition).mkdir(parents=True)
        with ProcessPoolExecutor(len(LANGUAGES), mp_context=get_context("spawn")) as workers:
            texts = {}
            asked = [(project.root, choice, language) for language in LANGUAGES]
            for language, said in zip(LANGUAGES, workers.map(_build_language, asked)):
                texts[language] = said
                done(language)
        built = []
        for edition in EDITIONS:
            for language in LANGUAGES:
                part = beside / f"{edition}-{language}"
                shutil.copytree(part, beside / edition, dirs_exist_ok=True)
                _remove(part)
            built.append(_finish(library, edition, beside / edition, texts))
        _swap(beside, project.dist)
    except BrokenPipeError:  # whoever read what we say went away; that is no fault of the disk
        raise
    except OSError as fault:
        raise Failure("disk", reason=fault.strerror or str(fault)) from fault
    return tuple(replace(edition, folder=project.dist / edition.edition) for edition in built)


def build_preview(project: Project, into: Path) -> Library:
    """Build all editions for an author's eyes: with what `check` found, and whatever can be shown in spite of it."""
    library = read_library(project)
    for edition in EDITIONS:
        for language in LANGUAGES:
            part = into / f"{edition}-{language}"
            build_site(library, edition, language, part, preview=True)
            shutil.copytree(part, into / edition, dirs_exist_ok=True)
            _remove(part)
    return library


def _build_language(asked: tuple[Path, Choice, str]) -> dict[str, Any]:
    """Build both editions of a language in a process of its own, and return what its lessons say, for exports."""
    root, choice, language = asked
    project = Project(root)
    library = read_library(project).chosen(choice)
    sites = {
        edition: build_site(library, edition, language, project.dist.with_name("dist.new") / f"{edition}-{language}")
        for edition in EDITIONS
    }
    return lesson_texts(sites["teacher"])


def _finish(library: Library, edition: str, folder: Path, texts: dict[str, dict[str, Any]]) -> Built:
    """Write what stands once for all languages, and count the edition."""
    words = [read_words(library.project, language) for language in LANGUAGES]
    pages = [page for spoken in words for page in list_pages(library, edition, spoken) if page.listed]
    _write(folder / "catalog.json", make_catalog(library, edition, pages))
    if edition == "teacher":
        for lesson in library.lessons:
            said = {language: texts[language][lesson.id] for language in LANGUAGES}
            _write(folder / "data" / f"{lesson.id}.json", make_data(lesson, said))
    files = [path for path in folder.rglob("*") if path.is_file()]
    return Built(edition, folder, len(files), len(pages), sum(path.stat().st_size for path in files))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _swap(new: Path, old: Path) -> None:
    aside = old.with_name("dist.old")
    _remove(aside)
    if old.exists():
        old.rename(aside)
    new.rename(old)
    _remove(aside)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
