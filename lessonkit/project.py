"""The project on disk: where its rooms stand, and the few facts that the whole kit agrees on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lessonkit.findings import Place

LANGUAGES = ("vi", "en")
SOURCE_LANGUAGE = "vi"
EDITIONS = ("teacher", "pupil")

SHORT_MINUTES = 15
"""The length of the cut for a flag ceremony or a tutor's slot, in minutes."""

STEPS = ("opening", "explore", "practise", "situation", "apply", "close")
"""The steps of a period, in their order; their names stand in the catalogs under `step.<id>`."""


@dataclass(frozen=True)
class Band:
    """An age band: the folder its lessons stand in and the length of its period in minutes."""

    id: str
    minutes: int


BANDS = (Band("06-08", 35), Band("09-11", 35), Band("12-14", 45), Band("15-17", 45), Band("18-24", 45))
ADULT_BAND = "18-24"
OLDER_BANDS = ("15-17", ADULT_BAND)
"""Who reads the explanations of the glossary for 15 and older."""
"""Students and young workers: spoken to as *bạn*, and helped by other people than pupils are."""

BAND_BY_ID = {band.id: band for band in BANDS}

OPTIONAL_STEPS = {"06-08": ("situation",)}
"""Steps that the lessons of a band may leave out."""


@dataclass(frozen=True)
class Project:
    """A checkout of the project."""

    root: Path

    @property
    def lessons(self) -> Path:
        return self.root / "lessons"

    @property
    def quizzes(self) -> Path:
        return self.root / "quizzes"

    @property
    def scenarios(self) -> Path:
        """Rehearsals."""
        return self.root / "scenarios"

    @property
    def rooms(self) -> Path:
        """Rooms to look round in."""
        return self.root / "rooms"

    @property
    def units(self) -> tuple[Path, ...]:
        """The folders in which each band has a folder, and each unit one in that."""
        return self.lessons, self.quizzes, self.scenarios, self.rooms

    @property
    def kits(self) -> Path:
        return self.root / "kits"

    @property
    def after(self) -> Path:
        """What helps afterwards, when it is over and still weighs on somebody."""
        return self.kits / "after"

    @property
    def open_kits(self) -> tuple[Path, ...]:
        """The kits that pupils and families read: a text may lead there in every edition."""
        return self.after, self.kits / "family", self.kits / "leaving-home"

    @property
    def glossary(self) -> Path:
        return self.root / "glossary"

    @property
    def two_ages(self) -> tuple[Path, ...]:
        """The folders of texts that say the same once more to older readers."""
        return self.glossary, self.urgent, self.after

    @property
    def written(self) -> tuple[Path, ...]:
        """The folders that authors write in."""
        return *self.units, self.kits, self.glossary, self.channels.parent

    @property
    def channels(self) -> Path:
        return self.root / "help" / "channels.yml"

    @property
    def places(self) -> Path:
        """A school's own numbers: one file for each place."""
        return self.root / "help" / "local"

    @property
    def urgent(self) -> Path:
        """What to do now: the door's own text, and a folder for each case."""
        return self.root / "help" / "urgent"

    @property
    def sources(self) -> Path:
        return self.root / "sources.yml"

    @property
    def frameworks(self) -> Path:
        """The codes that lessons may serve."""
        return self.root / "frameworks.yml"

    @property
    def planned(self) -> Path:
        """Lessons that are planned and not written yet."""
        return self.root / "planned.yml"

    @property
    def recalled(self) -> Path:
        """Editions that must no longer be used."""
        return self.root / "recalled.yml"

    @property
    def ids(self) -> Path:
        return self.root / "ids.txt"

    @property
    def changelog(self) -> Path:
        return self.root / "CHANGELOG.md"

    @property
    def locales(self) -> Path:
        return self.root / "locales"

    @property
    def overrides(self) -> Path:
        return self.root / "site_overrides"

    @property
    def mkdocs_config(self) -> Path:
        return self.root / "mkdocs.yml"

    @property
    def dist(self) -> Path:
        return self.root / "dist"

    @property
    def exports(self) -> Path:
        """What is made out of a finished kit: a folder for each kind."""
        return self.root / "export"

    @property
    def cache(self) -> Path:
        """Things that can be made again at any time (subset fonts)."""
        return self.root / ".cache"

    def place(self, path: Path, line: int = 1) -> Place:
        """Return the place of a line of one of our files."""
        return Place(path.relative_to(self.root).as_posix(), line)
