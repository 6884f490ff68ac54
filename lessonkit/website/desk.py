"""The help desk of a page: whom its readers can reach, what only a school knows, what is said first."""

from __future__ import annotations

from dataclasses import dataclass

from lessonkit.content.document import Section
from lessonkit.content.help import SLOTS, Channel
from lessonkit.content.library import Library
from lessonkit.findings import Text
from lessonkit.translation.pairing import told_in
from lessonkit.website.pages import Page


@dataclass(frozen=True)
class HelpDesk:
    """The help that a page shows, for the band and in the language of its readers."""

    library: Library
    page: Page

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The help channels for the band of this page."""
        return tuple(channel for channel in self.library.channels if channel.serves(self.page.band))

    @property
    def slots(self) -> tuple[str, ...]:
        """What only a school or a reader can know."""
        return SLOTS

    def local(self, slot: str) -> str:
        """Return who stands in a blank in the kit's place, or "" for a blank to write on."""
        channels = (channel for channel in self.library.local if channel.id == slot)
        return next((f"{channel.names[self.page.language]} {channel.number}".strip() for channel in channels), "")

    @property
    def first(self) -> tuple[Section, str] | None:
        """What is said first to whoever needs help, and the language that it is said in."""
        return told_in(self.library.door, "first", self.page.language)

    @property
    def title(self) -> str:
        return self._at_the_door("title")

    @property
    def summary(self) -> str:
        return self._at_the_door("summary")

    @property
    def distress(self) -> tuple[Text, ...]:
        """What somebody types who needs this page of help now."""
        texts = self.page.urgent.texts if self.page.urgent else self.library.door if self.page.kind == "help" else None
        return texts.document(self.page.language).list("words") if texts else ()

    def _at_the_door(self, key: str) -> str:
        return str(self.library.door.document(self.page.language).text(key)) if self.library.door else ""
