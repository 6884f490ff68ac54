"""The library: everything that authors wrote, read once, handed to checks and pages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lessonkit.content.bilingual import Bilingual, Numbered
from lessonkit.content.document import Document, read_document
from lessonkit.content.frontmatter import FrontMatter, read_mapping
from lessonkit.content.help import Channel, read_channels
from lessonkit.content.lesson import Lesson, Quiz, band_of
from lessonkit.content.quiz import read_questions
from lessonkit.content.sources import Source, read_sources
from lessonkit.content.text import read_date, read_lines
from lessonkit.content.urgent import Urgent
from lessonkit.findings import Failure, Finding, Text, error
from lessonkit.project import LANGUAGES, SOURCE_LANGUAGE, Project

PAIRED = "paired.yml"
PICTURES = (".svg", ".png", ".jpg", ".webp")

_RELEASE = re.compile(r"## \[(?P<version>\d+\.\d+\.\d+)\] - (?P<date>\d{4}-\d{2}-\d{2})\s*$")


@dataclass(frozen=True)
class Choice:
    """What whoever builds a kit may choose: for which place, and whether lessons that await review are left out."""

    place: str = ""
    reviewed_only: bool = False


WHOLE_KIT = Choice()


@dataclass(frozen=True)
class Library:
    """All content of a project, and what was found while reading it."""

    project: Project
    lessons: tuple[Lesson, ...]
    """By their numbers."""
    stray_quizzes: tuple[Bilingual, ...]
    """Quizzes that no lesson of the same id owns."""
    kits: Mapping[str, Bilingual]
    glossary: Bilingual | None
    channels: tuple[Channel, ...]
    places: Mapping[str, tuple[Channel, ...]]
    """A school's own channels, by the name of its file in `help/local/`."""
    door: Bilingual | None
    """What stands above the urgent cases."""
    urgent: tuple[Urgent, ...]
    """By their numbers."""
    sources: Mapping[str, Source]
    written: Mapping[Path, tuple[FrontMatter, ...]]
    """The entries of the files of channels and sources as they were written, for the checks of their keys."""
    ids: tuple[Text, ...]
    """All ids ever used, in the order of `ids.txt`."""
    files: tuple[Path, ...]
    """Every file below the folders that authors write in."""
    version: str
    date: str
    """Of the newest dated change (ISO): a release in CHANGELOG.md or a check of a help channel; never of the clock."""
    findings: tuple[Finding, ...]
    choice: Choice = WHOLE_KIT

    @property
    def texts(self) -> Iterator[Bilingual]:
        """Everything that is written in two languages."""
        for lesson in self.lessons:
            yield lesson.texts
            if lesson.quiz:
                yield lesson.quiz.texts
        yield from self.stray_quizzes
        yield from self.kits.values()
        if self.glossary:
            yield self.glossary
        if self.door:
            yield self.door
        for case in self.urgent:
            yield case.texts

    @property
    def documents(self) -> Iterator[Document]:
        for texts in self.texts:
            yield from texts.documents.values()

    @property
    def every_channel(self) -> Iterator[Channel]:
        yield from self.channels
        for channels in self.places.values():
            yield from channels

    @property
    def local(self) -> tuple[Channel, ...]:
        """The channels of the place that this kit is for."""
        return self.places.get(self.choice.place, ())

    def told(self, start: str, *rules: str) -> bool:
        """Say whether reading has told of a file, or of a folder's files; with rules, only whether it told one of them."""
        return any(
            (finding.place.path == start or finding.place.path.startswith(f"{start}/")) and (not rules or finding.rule in rules)
            for finding in self.findings
        )

    def lessons_of(self, band: str) -> tuple[Lesson, ...]:
        return tuple(lesson for lesson in self.lessons if lesson.band.id == band)

    def chosen(self, choice: Choice) -> Library:
        """Return the library as one kit holds it.

        Raises:
            Failure: there is no such place.
        """
        if choice.place and choice.place not in self.places:
            raise Failure("place-unknown", place=choice.place, known=", ".join(self.places) or "–")
        lessons = tuple(lesson for lesson in self.lessons if not (choice.reviewed_only and lesson.awaits_review))
        return replace(self, choice=choice, lessons=lessons)


def read_library(project: Project) -> Library:
    """Read all content; it never fails on what an author wrote: what cannot be read becomes a finding."""
    found: list[Finding] = []
    files = tuple(_files(project, found))
    quizzes = {texts.id: texts for texts in _read_all(project, files, project.quizzes, found)}
    lessons = []
    for texts in _read_all(project, files, project.lessons, found):
        band = band_of(texts.folder)
        quiz = quizzes.pop(texts.id, None)
        if band:
            lessons.append(Lesson(texts, band, _quiz(quiz, found) if quiz else None))
        else:
            found.append(error(texts.place, "band-unknown", band=texts.folder.parent.name))
    channels, written_channels = read_channels(project, project.channels, found)
    sources, written_sources = read_sources(project, found)
    written = {project.channels: written_channels, project.sources: written_sources}
    places = {}
    for path in files:
        if path.parent == project.places and path.suffix == ".yml":
            places[path.stem], written[path] = read_channels(project, path, found)
    urgent = {texts.folder: texts for texts in _read_all(project, files, project.urgent, found)}
    door = urgent.pop(project.urgent, None)
    version, released = _newest_release(project, found)
    return Library(
        project=project,
        lessons=tuple(sorted(lessons, key=_by_number)),
        stray_quizzes=tuple(quizzes.values()),
        kits={texts.id: texts for texts in _read_all(project, files, project.kits, found)},
        glossary=next(iter(_read_all(project, files, project.glossary, found)), None),
        channels=channels,
        places=places,
        door=door,
        urgent=tuple(sorted(map(Urgent, urgent.values()), key=_by_number)),
        sources=sources,
        written=written,
        ids=_read_ids(project, found),
        files=files,
        version=version,
        date=max([released, *(str(channel.checked_on) for channel in channels if read_date(channel.checked_on))]),
        findings=tuple(found),
    )


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


def _read_all(project: Project, files: tuple[Path, ...], room: Path, found: list[Finding]) -> Iterator[Bilingual]:
    """Read every folder below a room that holds the source language; one that holds only a translation is told."""
    folders: dict[Path, dict[str, Path]] = {}
    for path in files:
        if path.is_relative_to(room) and path.suffix == ".md" and path.stem in LANGUAGES:
            folders.setdefault(path.parent, {})[path.stem] = path
    for folder, paths in folders.items():
        if SOURCE_LANGUAGE not in paths:
            if not (folder / f"{SOURCE_LANGUAGE}.md").is_symlink():
                found.append(error(project.place(next(iter(paths.values()))), "source-missing", language=SOURCE_LANGUAGE))
            continue
        documents = {language: read_document(project, paths[language], found) for language in LANGUAGES if language in paths}
        pairing = folder / PAIRED
        paired = read_mapping(read_lines(project, pairing, found), found) if pairing in files else {}
        hashes = {section: hash for section, hash in paired.items() if isinstance(hash, Text)}
        yield Bilingual(folder.relative_to(room).as_posix(), folder, documents, hashes)


def _quiz(texts: Bilingual, found: list[Finding]) -> Quiz:
    return Quiz(texts, {language: read_questions(document, found) for language, document in texts.documents.items()})


def _read_ids(project: Project, found: list[Finding]) -> tuple[Text, ...]:
    if not project.ids.exists():
        return ()
    lines = read_lines(project, project.ids, found)
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
