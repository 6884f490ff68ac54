"""Reading: everything below the folders that authors write in, made into one library."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lessonkit.content.bilingual import Bilingual, Numbered
from lessonkit.content.coverage import read_codes, read_planned
from lessonkit.content.frontmatter import read_mapping
from lessonkit.content.help import read_channels
from lessonkit.content.lesson import Lesson, Quiz
from lessonkit.content.library import PAIRED, Library
from lessonkit.content.manuscript import read_document
from lessonkit.content.outline import Outline, read_outline, write_outline
from lessonkit.content.quiz import read_questions
from lessonkit.content.recall import read_recalls
from lessonkit.content.rehearsal import Rehearsal, read_scenes
from lessonkit.content.room import Room
from lessonkit.content.sources import read_sources
from lessonkit.content.text import read_date, read_lines
from lessonkit.content.unit import band_of
from lessonkit.content.urgent import Urgent
from lessonkit.findings import Finding, Text, error
from lessonkit.project import LANGUAGES, SOURCE_LANGUAGE, Band, Project

_LARGEST_IDS = 8 << 20
"""Bytes of `ids.txt`: a line for every id, half a megabyte for a thousand lessons."""

_RELEASE = re.compile(r"## \[(?P<version>\d+\.\d+\.\d+)\] - (?P<date>\d{4}-\d{2}-\d{2})\s*$")


@dataclass(frozen=True)
class Shelf:
    """Outlines of folders of units, by their path: those that may be used instead of reading again.

    `used` collects the outlines of what has been read or taken.
    """

    outlines: Mapping[str, Outline]
    used: dict[str, Outline] = field(default_factory=dict)


def read_library(project: Project, shelf: Shelf | None = None, only: Collection[str] | None = None) -> Library:
    """Read all content; it never fails on what an author wrote: what cannot be read becomes a finding.

    With a shelf, folders are taken from it where it has their outlines. With `only`, of all units those of
    these ids are read and no others.
    """
    found: list[Finding] = []
    files = dict.fromkeys(path for path in _files(project, found) if _is_wanted(project, path, only))
    folders = _folders(files)
    quizzes = {texts.id: texts for texts in _read_all(project, folders, project.quizzes, found, shelf)}
    lessons, rehearsals, rooms = [], [], []
    for texts in _read_all(project, folders, project.lessons, found, shelf):
        quiz = quizzes.pop(texts.id, None)
        if band := _band(texts, found):
            lessons.append(Lesson(texts, band, Quiz(quiz) if quiz else None))
    for texts in _read_all(project, folders, project.scenarios, found, shelf):
        if band := _band(texts, found):
            rehearsals.append(Rehearsal(texts, band))
    for texts in _read_all(project, folders, project.rooms, found, shelf):
        if band := _band(texts, found):
            rooms.append(Room(texts, band))
    channels, written_channels = read_channels(project, project.channels, found)
    sources, written_sources = read_sources(project, found)
    recalls, written_recalls = read_recalls(project, found)
    written = {project.channels: written_channels, project.sources: written_sources, project.recalled: written_recalls}
    codes, written[project.frameworks] = read_codes(project, found)
    planned, written[project.planned] = read_planned(project, found)
    places = {}
    for path in files:
        if path.parent == project.places and path.suffix == ".yml":
            places[path.stem], written[path] = read_channels(project, path, found)
    urgent = {texts.folder: texts for texts in _read_all(project, folders, project.urgent, found)}
    door = urgent.pop(project.urgent, None)
    version, released = _newest_release(project, found)
    return Library(
        project=project,
        lessons=tuple(sorted(lessons, key=_by_number)),
        stray_quizzes=tuple(quizzes.values()),
        rehearsals=tuple(sorted(rehearsals, key=_by_number)),
        rooms=tuple(sorted(rooms, key=_by_number)),
        kits={texts.id: texts for texts in _read_all(project, folders, project.kits, found)},
        glossary=next(iter(_read_all(project, folders, project.glossary, found)), None),
        channels=channels,
        places=places,
        door=door,
        urgent=tuple(sorted(map(Urgent, urgent.values()), key=_by_number)),
        sources=sources,
        recalls=recalls,
        codes=codes,
        planned=planned,
        written=written,
        ids=_read_ids(project, found),
        files=files,
        version=version,
        date=max([released, *(str(channel.checked_on) for channel in channels if read_date(channel.checked_on))]),
        findings=tuple(found),
    )


def unit_of(project: Project, path: Path) -> str:
    """Return the band and folder of the unit that a file stands in, "" for any other file."""
    for room in project.units:
        if path.is_relative_to(room):
            return "/".join(path.parent.relative_to(room).parts[:2]) or "."
    return ""


def written_files(project: Project) -> tuple[Path, ...]:
    """Return every file below the folders that authors write in, in their order."""
    return tuple(_files(project, []))


def _is_wanted(project: Project, path: Path, only: Collection[str] | None) -> bool:
    return only is None or not (unit := unit_of(project, path)) or unit in only


def _band(texts: Bilingual, found: list[Finding]) -> Band | None:
    """Return the band of a unit; without one it has no place in the kit."""
    band = band_of(texts.folder)
    if not band:
        found.append(error(texts.place, "band-unknown", band=texts.folder.parent.name))
    return band


def _by_number(numbered: Numbered) -> tuple[int, str, str]:
    return len(numbered.number), numbered.number, numbered.id


def _files(project: Project, found: list[Finding]) -> Iterator[Path]:
    """Yield the files of the authors' folders, sorted; a symbolic link is told and not followed."""
    for room in project.written:
        for folder, names, files in os.walk(room):
            names.sort()
            for name in sorted([*names, *files]):
                path = Path(folder, name)
                if path.is_symlink():
                    found.append(error(project.place(path), "symlink"))
                    if name in names:
                        names.remove(name)
                elif name in files and not name.startswith("."):
                    yield path


def _folders(files: Collection[Path]) -> Mapping[Path, Mapping[str, Path]]:
    """Return the documents of every folder by their language."""
    folders: dict[Path, dict[str, Path]] = {}
    for path in files:
        if path.suffix == ".md" and path.stem in LANGUAGES:
            folders.setdefault(path.parent, {})[path.stem] = path
    return folders


def _read_all(
    project: Project,
    folders: Mapping[Path, Mapping[str, Path]],
    room: Path,
    found: list[Finding],
    shelf: Shelf | None = None,
) -> Iterator[Bilingual]:
    """Read every folder below a room that holds the source language; one that holds only a translation is told."""
    for folder, paths in folders.items():
        if not folder.is_relative_to(room):
            continue
        if SOURCE_LANGUAGE not in paths:
            if not (folder / f"{SOURCE_LANGUAGE}.md").is_symlink():
                found.append(error(project.place(next(iter(paths.values()))), "source-missing", language=SOURCE_LANGUAGE))
            continue
        id, where = folder.relative_to(room).as_posix(), project.place(folder).path
        if not shelf:
            yield _read_texts(project, id, folder, paths, found)
            continue
        here: list[Finding] = []
        if where in shelf.outlines:
            texts, here = read_outline(project, id, folder, shelf.outlines[where])
            shelf.used[where] = shelf.outlines[where]
        else:
            texts = _read_texts(project, id, folder, paths, here)
            shelf.used[where] = write_outline(texts, here)
        found += here
        yield texts


def _read_texts(project: Project, id: str, folder: Path, paths: Mapping[str, Path], found: list[Finding]) -> Bilingual:
    documents = {language: read_document(project, paths[language], found) for language in LANGUAGES if language in paths}
    if folder.is_relative_to(project.quizzes):
        for document in documents.values():
            read_questions(document, documents[SOURCE_LANGUAGE], found)
    if folder.is_relative_to(project.scenarios):
        for document in documents.values():
            read_scenes(document, documents[SOURCE_LANGUAGE], found)
    pairing = folder / PAIRED
    paired = {}
    if pairing.is_file() and not pairing.is_symlink():
        paired = read_mapping(read_lines(project, pairing, found), found)
    hashes = {section: hash for section, hash in paired.items() if isinstance(hash, Text)}
    return Bilingual(id, folder, documents, hashes)


def _read_ids(project: Project, found: list[Finding]) -> tuple[Text, ...]:
    if not project.ids.exists():
        return ()
    lines = read_lines(project, project.ids, found, _LARGEST_IDS)
    return tuple(Text(line.strip(), line.place) for line in lines if line.strip())


def _newest_release(project: Project, found: list[Finding]) -> tuple[str, str]:
    """Return the version and date of the newest release in CHANGELOG.md, which stands first."""
    told = len(found)
    for line in read_lines(project, project.changelog, found) if project.changelog.exists() else ():
        release = _RELEASE.match(line)
        if release and read_date(release["date"]):
            return release["version"], release["date"]
        if release:
            found.append(error(line.place, "date-unreadable", value=release["date"]))
    if len(found) == told:
        found.append(error(project.place(project.changelog), "no-release"))
    return "0.0.0", "1970-01-01"
