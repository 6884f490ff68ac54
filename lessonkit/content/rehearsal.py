"""A rehearsal: scenes on a pretend phone, choices that lead from one to the next, and endings that look back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lessonkit.content.document import PLAIN, Document, Passage, Section
from lessonkit.content.unit import Unit
from lessonkit.findings import Finding, Place, Text, error

SCREENS = ("chat", "call", "contacts", "post", "login", "payment", "family-chat")
"""What the pretend phone may show; each has a template part of its name."""

DEBRIEF = "debrief"
"""The block in which an ending looks back."""

WAY = re.compile(r"- \[(?P<text>.+)\]\(#(?P<target>[\w-]+)\)\{\s*#(?P<id>[\w-]+)(?P<flags>[^{}]*)\}")
_MESSAGE = re.compile(r">\s?(?P<sender>[^:]{1,40}):\s+(?P<text>.+)")

OPEN_REHEARSALS = 64
"""How many documents of scenes are held open at once."""


@dataclass(frozen=True)
class Way:
    """A choice: what one may do in a scene, and the id of the scene that it leads to."""

    id: Text
    text: Text
    target: str
    flags: frozenset[str]

    @property
    def unsafe(self) -> bool:
        return "unsafe" in self.flags

    @property
    def shared(self) -> tuple[str, str, frozenset[str]]:
        """What both languages share."""
        return str(self.id), self.target, self.flags


@dataclass(frozen=True)
class Message:
    """What somebody says on the pretend phone."""

    sender: Text
    text: Text


@dataclass(frozen=True)
class Scene:
    """A scene in one language: what is told, what the phone says, what one may do; `source` is the Vietnamese."""

    section: Section
    source: Section
    told: tuple[Passage, ...]
    messages: tuple[Message, ...]
    ways: tuple[Way, ...]

    @property
    def id(self) -> Text:
        return self.section.id

    @property
    def place(self) -> Place:
        return self.section.place

    @property
    def screen(self) -> str:
        return str(self.source.values.get("screen", ""))

    @property
    def shows(self) -> str:
        """What the page shows of the phone; what is not known (a check tells) looks like messages."""
        return self.screen if self.screen in SCREENS else SCREENS[0]

    @property
    def sender(self) -> Text:
        """Whom or what the phone names above the screen, in the words of this language."""
        return self.section.values.get("from", self.source.values.get("from", Text("", self.place)))

    @property
    def help(self) -> bool:
        """Whether somebody helps here, or is asked to."""
        return "help" in self.source.flags

    @property
    def ending(self) -> str:
        """How it ends, "" if it goes on."""
        return str(self.source.values.get("ending", ""))

    @property
    def debrief(self) -> tuple[Passage, ...]:
        return self.section.of(DEBRIEF)

    @property
    def words(self) -> int:
        """How many words stand on the screen, without the choices and the looking back."""
        said = [line for passage in self.told for line in passage.lines] + [message.text for message in self.messages]
        return sum(len(text.split()) for text in said)


@dataclass(frozen=True)
class Rehearsal(Unit):
    """A rehearsal in every language that has been written."""

    STEM = "rehearsal"

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """The scenes of the source, which alone says how they lead to each other; the first is where it begins."""
        return scenes_of(self.source, self.source)

    @property
    def numbers(self) -> dict[str, int]:
        """The number of every scene, by its id: that of its card."""
        return {str(scene.id): number for number, scene in enumerate(self.scenes, 1)}

    def scenes_in(self, language: str) -> tuple[Scene, ...]:
        """Return the scenes of the source in a language, each as it stands there or as the source has it."""
        document = self.texts.document(language)
        told = {scene.id: scene for scene in scenes_of(document, self.source)}
        return tuple(told.get(scene.id, scene) for scene in self.scenes)


@lru_cache(maxsize=OPEN_REHEARSALS)
def scenes_of(document: Document, source: Document) -> tuple[Scene, ...]:
    """Return the scenes of a rehearsal that has been read."""
    return read_scenes(document, source, [])


def read_scenes(document: Document, source: Document, found: list[Finding]) -> tuple[Scene, ...]:
    """Read every section of a rehearsal as a scene; a line that looks like a message or a choice and is none is told."""
    return tuple(_read_scene(section, source.section(section.id) or section, found) for section in document.sections)


def _read_scene(section: Section, source: Section, found: list[Finding]) -> Scene:
    told: list[Passage] = []
    messages: list[Message] = []
    ways: list[Way] = []
    for passage in section.of(PLAIN):
        rest: list[Text] = []
        for line in passage.lines:
            way, message = WAY.fullmatch(line.strip()), _MESSAGE.fullmatch(line.strip())
            if way:
                flags = frozenset(way["flags"].split())
                ways.append(Way(Text(way["id"], line.place), Text(way["text"], line.place), way["target"], flags))
            elif message:
                messages.append(Message(Text(message["sender"], line.place), Text(message["text"], line.place)))
            elif line.lstrip().startswith(("- ", "* ", "+ ")):
                found.append(error(line.place, "choice-unreadable", form="- […](#scene){#id}"))
            elif line.lstrip().startswith(">"):
                found.append(error(line.place, "message-unreadable"))
            else:
                rest.append(line)
        if any(line.strip() for line in rest):
            place = next(line.place for line in rest if line.strip())
            told.append(Passage(PLAIN, passage.label, tuple(rest), place))
    return Scene(section, source, tuple(told), tuple(messages), tuple(ways))
