"""The library: everything that authors wrote, handed to checks and pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lessonkit.content.bilingual import Bilingual
from lessonkit.content.coverage import Code, Planned
from lessonkit.content.document import Document
from lessonkit.content.frontmatter import FrontMatter
from lessonkit.content.help import Channel
from lessonkit.content.lesson import Lesson
from lessonkit.content.recall import Recall
from lessonkit.content.rehearsal import Rehearsal
from lessonkit.content.room import Room
from lessonkit.content.sources import Source
from lessonkit.content.text import read_date
from lessonkit.content.unit import Unit
from lessonkit.content.urgent import Urgent
from lessonkit.findings import Failure, Finding, Text
from lessonkit.project import BANDS, EDITIONS, LANGUAGES, Project

PAIRED = "paired.yml"
PICTURES = (".svg", ".png", ".jpg", ".webp")


@dataclass(frozen=True)
class Choice:
    """What whoever builds a kit may choose.

    For which place, without units that await review, which editions, bands and languages (in our order).
    """

    place: str = ""
    reviewed_only: bool = False
    editions: tuple[str, ...] = EDITIONS
    bands: tuple[str, ...] = tuple(band.id for band in BANDS)
    languages: tuple[str, ...] = LANGUAGES


WHOLE_KIT = Choice()


@dataclass(frozen=True)
class Library:
    """All content of a project, and what was found while reading it."""

    project: Project
    lessons: tuple[Lesson, ...]
    """By their numbers."""
    stray_quizzes: tuple[Bilingual, ...]
    """Quizzes that no lesson of the same id owns."""
    rehearsals: tuple[Rehearsal, ...]
    rooms: tuple[Room, ...]
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
    recalls: tuple[Recall, ...]
    """Editions that must no longer be used, the newest first."""
    codes: Mapping[str, Code]
    """What lessons may serve, by its code, in the order of the file."""
    planned: tuple[Planned, ...]
    """Lessons that are not written yet."""
    written: Mapping[Path, tuple[FrontMatter, ...]]
    """The entries of all lists (numbers, sources, recalls, codes, plans) as they were written, for the checks of their keys."""
    ids: tuple[Text, ...]
    """All ids ever used, in the order of `ids.txt`."""
    files: Collection[Path]
    """Every file below the folders that authors write in, in their order."""
    version: str
    date: str
    """Of the newest dated change (ISO): a release in CHANGELOG.md or a check of a help channel; never of the clock."""
    findings: tuple[Finding, ...]
    choice: Choice = WHOLE_KIT

    @property
    def units(self) -> tuple[Unit, ...]:
        """All that has a band and pages of its own."""
        return *self.lessons, *self.rehearsals, *self.rooms

    @property
    def texts(self) -> Iterator[Bilingual]:
        """Everything that is written in two languages."""
        for unit in self.units:
            yield from unit.every_text
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

    @property
    def best_before(self) -> str:
        """The last day (ISO) on which neither a number that this kit shows nor a source has expired, "" if none ever does."""
        days = [channel.expires_on for channel in (*self.channels, *self.local)]
        days += [source.expires for source in self.sources.values()]
        return min((str(day) for day in days if read_date(day)), default="")

    @property
    def cited(self) -> tuple[Source, ...]:
        """The sources that this kit cites, in the order of their file."""
        ids = {id for document in self.documents for id in document.cited}
        ids |= {channel.source for channel in (*self.channels, *self.local)}
        return tuple(source for id, source in self.sources.items() if id in ids)

    def told(self, start: str, *rules: str) -> bool:
        """Say whether reading has told of a file, or of a folder's files; with rules, only whether it told one of them."""
        return any(
            (finding.place.path == start or finding.place.path.startswith(f"{start}/")) and (not rules or finding.rule in rules)
            for finding in self.findings
        )

    @property
    def shared(self) -> Library:
        """The library without its units."""
        files = [path for path in self.files if not any(path.is_relative_to(room) for room in self.project.units)]
        return replace(self, lessons=(), stray_quizzes=(), rehearsals=(), rooms=(), files=files)

    def lessons_of(self, band: str) -> tuple[Lesson, ...]:
        return tuple(lesson for lesson in self.lessons if lesson.band.id == band)

    def chosen(self, choice: Choice) -> Library:
        """Return the library as one kit holds it.

        Raises:
            Failure: there is no such place.
        """
        if choice.place and choice.place not in self.places:
            raise Failure("place-unknown", place=choice.place, known=", ".join(self.places) or "–")

        def held(unit: Unit) -> bool:
            return unit.band.id in choice.bands and not (choice.reviewed_only and unit.awaits_review)

        lessons, rehearsals, rooms = (tuple(filter(held, units)) for units in (self.lessons, self.rehearsals, self.rooms))
        return replace(self, choice=choice, lessons=lessons, rehearsals=rehearsals, rooms=rooms)
