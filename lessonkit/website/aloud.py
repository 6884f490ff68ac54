"""Reading aloud: which texts of a page can be heard, in which voices, and what the device's own voice is to say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from lessonkit.content.recordings import ALOUD, ALOUD_BAND, SOUND
from lessonkit.project import LANGUAGES
from lessonkit.website.addresses import Addresses
from lessonkit.website.plain import as_plain
from lessonkit.website.site import Site

_CITED = re.compile(r'<a class="cite".*?</a>')


@dataclass(frozen=True)
class Reading:
    """A text read in a language: the address of the recording, "" where the device is asked to speak."""

    voice: str
    address: str


@dataclass(frozen=True)
class Aloud:
    """What of a page is read aloud."""

    site: Site
    link: Addresses

    @property
    def offered(self) -> bool:
        """Whether the page is for those who cannot read yet, or for whoever needs help; phone files have no recordings."""
        page = self.link.page
        if self.link.prefix:
            return False
        return page.kind in ("lesson", "quiz") and page.band == ALOUD_BAND or page.kind in ("help", "urgent") and not page.band

    def readings(self, folder: Path, name: str, language: str) -> tuple[Reading, ...]:
        """Return how a text can be heard: in the language that it is shown in, then in others that somebody has recorded."""
        voices = self.site.recordings.get(folder, {}).get(name, ())
        others = (voice for voice in voices if voice not in LANGUAGES)
        return tuple(
            Reading(voice, self.link.to(recording_path(self.site, folder, name, voice)) if voice in voices else "")
            for voice in (language, *others)
        )

    @staticmethod
    def words(html: str) -> str:
        """Return what is to be said of some HTML."""
        return as_plain(_CITED.sub("", str(html)))


def recordings_of(site: Site, folder: Path) -> dict[str, Path]:
    """Return the recordings beside a document: where each stands in an edition, and its file."""
    return {
        recording_path(site, folder, name, voice): folder / ALOUD / voice / f"{name}{SOUND}"
        for name, voices in site.recordings.get(folder, {}).items()
        for voice in voices
    }


def recording_path(site: Site, folder: Path, name: str, voice: str) -> str:
    """Return where a recording stands in an edition; like all names on a stick it tells a bystander nothing."""
    return f"recordings/{_neutral(site, folder)}-{voice}/{name}{SOUND}"


def _neutral(site: Site, folder: Path) -> str:
    unit, kind = site.unit_in.get(folder, (None, ""))
    if unit:
        return f"{unit.name}-quiz" if kind == "quiz" else unit.name
    return next((case.name for case in site.library.urgent if case.texts.folder == folder), "help")
