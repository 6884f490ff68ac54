"""A site: what all pages of one edition in one language share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lessonkit.content.coverage import Planned
from lessonkit.content.library import PICTURES, Library
from lessonkit.content.recordings import recordings_in
from lessonkit.content.unit import Unit
from lessonkit.project import LANGUAGES
from lessonkit.translation.catalogs import Words, read_words
from lessonkit.translation.status import Row as StatusRow
from lessonkit.translation.status import count_states, lagging
from lessonkit.website.coverage import Group, make_coverage, planned_lessons
from lessonkit.website.pages import Page, opens
from lessonkit.website.prose import Prose
from lessonkit.website.timetable import Row, make_timetable
from lessonkit.website.votes import unit_places


@dataclass(frozen=True)
class Site:
    """One edition in one language."""

    library: Library
    edition: str
    words: Words
    pages: tuple[Page, ...]
    prose: Prose
    preview: bool = False
    """Whether an author is looking: the pages then show what `check` found."""
    frame: str = "base.html"
    """The template that stands round what a page says."""

    @cached_property
    def other_words(self) -> Words:
        """The words of the other language, for papers that say both."""
        other = next(language for language in LANGUAGES if language != self.words.language)
        return read_words(self.library.project, other)

    @cached_property
    def page_at(self) -> Mapping[str, Page]:
        """Every page by its path."""
        return {page.path: page for page in self.pages}

    @cached_property
    def pages_of(self) -> Mapping[str, tuple[Page, ...]]:
        """The pages of each unit by its id; under "" those that belong to no unit."""
        sorted_out: dict[str, list[Page]] = {"": []}
        for page in self.pages:
            sorted_out.setdefault(page.unit.id if page.unit else "", []).append(page)
        return {id: tuple(pages) for id, pages in sorted_out.items()}

    @cached_property
    def unit_in(self) -> Mapping[Path, tuple[Unit, str]]:
        """For each folder of a unit, the unit, and the kind of page that its document becomes."""
        library = self.library
        found: dict[Path, tuple[Unit, str]] = {lesson.texts.folder: (lesson, "lesson") for lesson in library.lessons}
        found |= {lesson.quiz.texts.folder: (lesson, "quiz") for lesson in library.lessons if lesson.quiz}
        found |= {rehearsal.texts.folder: (rehearsal, "scenario") for rehearsal in library.rehearsals}
        return found | {room.texts.folder: (room, "room") for room in library.rooms}

    @cached_property
    def unit_by_id(self) -> Mapping[str, Unit]:
        return {unit.id: unit for unit in self.library.units}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of every unit, by its id: by it a code of totals names a lesson."""
        return unit_places(self.library)

    @cached_property
    def timetable(self) -> tuple[Row, ...]:
        """With which lesson a teacher of each grade begins."""
        return make_timetable(self.library)

    @cached_property
    def coverage(self) -> tuple[Group, ...]:
        """Which lesson serves what, and what is planned."""
        return make_coverage(self.library)

    @property
    def planned(self) -> tuple[Planned, ...]:
        """The lessons that are planned and not written."""
        return planned_lessons(self.library)

    @property
    def lagging(self) -> list[StatusRow]:
        """The documents whose translation lags behind."""
        return lagging(self.library)

    @property
    def states(self) -> Mapping[str, int]:
        """How many sections are paired, stale, missing."""
        return count_states(self.library)

    @cached_property
    def recordings(self) -> Mapping[Path, Mapping[str, tuple[str, ...]]]:
        """For each folder of a document that this edition holds, for each text, the voices that it has been recorded in."""
        closed = {lesson.texts.folder for lesson in self.library.lessons if opens(lesson, self.edition) != "yes"}
        closed |= {
            lesson.quiz.texts.folder for lesson in self.library.lessons if lesson.quiz and opens(lesson, self.edition) == "no"
        }
        return {folder: texts for folder, texts in recordings_in(self.library).items() if folder not in closed}

    @cached_property
    def pictures_in(self) -> Mapping[Path, tuple[Path, ...]]:
        """The pictures of each folder."""
        sorted_out: dict[Path, list[Path]] = {}
        for path in self.library.files:
            if path.suffix in PICTURES:
                sorted_out.setdefault(path.parent, []).append(path)
        return {folder: tuple(pictures) for folder, pictures in sorted_out.items()}
