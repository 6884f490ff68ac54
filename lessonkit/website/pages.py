"""Which pages an edition has in a language: their kinds, paths and titles. What a page shows is in its template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lessonkit.content.lesson import Lesson
from lessonkit.content.library import Library
from lessonkit.content.rehearsal import Rehearsal
from lessonkit.content.room import Room
from lessonkit.content.unit import Unit
from lessonkit.content.urgent import Urgent
from lessonkit.project import ADULT_BAND, BANDS, OLDER_BANDS
from lessonkit.translation.catalogs import Words

KIT_PAGES = {
    "parents": "family", "leaving-home": "leaving-home", "teachers": "teachers", "plans": "plans", "law": "law",
    "after": "after",
}  # fmt: skip
"""Pages made from a whole kit, by their kind."""

PUPIL_KINDS = ("parents", "leaving-home", "after")

TWICE = ("after",)
"""Pages of a kit that are there twice, as help is: for everybody up to 17, and for students and young workers."""

TEACHER_KINDS = ("dossier", "totals", "coverage", "status", "vote-cards", "question-box", "first-time")
"""Pages for all lessons that only the teacher's edition has."""

CARDS = ("cards", "large-cards")
"""Papers of a rehearsal."""

COPIED_KINDS = {"quiz": "txt", "scenario": "txt", "plan": "docx", "coverage": "csv"}
"""Kinds of pages with a copy beside them, of words alone, for Word or for a spreadsheet, and how its name ends."""


@dataclass(frozen=True)
class Page:
    """A page of a site: `path` relative to the edition, `id` the same in both languages, `minutes` 0 if it has none."""

    path: str
    kind: str
    id: str
    band: str
    language: str
    title: str
    minutes: int
    lesson: Lesson | None = None
    rehearsal: Rehearsal | None = None
    room: Room | None = None
    urgent: Urgent | None = None

    @property
    def unit(self) -> Unit | None:
        """The unit that the page is one of, if it is one's."""
        return self.lesson or self.rehearsal or self.room

    @property
    def listed(self) -> bool:
        """Whether the page stands in the catalog and the search; the quick exit's page and the hidden store do not."""
        return self.kind not in ("table", "store")

    @property
    def projected(self) -> bool:
        """Whether the page stands on a projector or drives one: such a page is light, since classrooms are."""
        return self.kind in ("slides", "speaker")

    @property
    def template(self) -> str:
        return f"{self.kind}.html"

    @property
    def copy(self) -> str:
        """The path of its copy, "" if it has none."""
        ending = COPIED_KINDS.get(self.kind)
        return f"{self.path.removesuffix('.html')}.{ending}" if ending else ""

    def in_language(self, language: str) -> str:
        """Return the path of the same page in another language."""
        return self.path if self.kind in ("cover", "store") else "/".join([language, *self.path.split("/")[1:]])


def list_pages(library: Library, edition: str, words: Words) -> tuple[Page, ...]:
    """Return the pages of an edition in the language of the words; the cover stands in the first language only."""
    return tuple(_pages(library, edition, words))


def _pages(library: Library, edition: str, words: Words) -> Iterator[Page]:
    language = words.language
    if language == library.choice.languages[0]:
        yield Page("index.html", "cover", "cover", "", language, words("kit.name"), 0)
        yield Page("store.html", "store", "store", "", language, words("kit.name"), 0)
    for kind in ("index", "about", "table", "progress", "certificate", *(TEACHER_KINDS if edition == "teacher" else ())):
        yield Page(f"{language}/{kind}.html", kind, kind, "", language, words(f"title.{kind}"), 0)
    for kind, kit in KIT_PAGES.items():
        if kit in library.kits and (kind in PUPIL_KINDS or edition == "teacher"):
            title = str(library.kits[kit].document(language).text("title"))
            for band in ("", f"{ADULT_BAND}/") if kind in TWICE else ("",):
                path, id = f"{language}/{band}{kind}.html", f"{band}{kit}"
                yield Page(path, kind, id, band.rstrip("/"), language, title, 0)
    yield from _glossary_pages(library, words)
    for band in ("", ADULT_BAND):
        yield from _help_pages(library, band, words)
    for band in BANDS:
        if any(unit.band is band for unit in library.units):
            path = f"{language}/{band.id}/index.html"
            yield Page(path, "band", band.id, band.id, language, words(f"band.{band.id}"), 0)
    for lesson in library.lessons:
        for kind in _kinds(lesson, edition, library.choice.languages):
            path = f"{language}/{lesson.band.id}/{lesson.name}/{kind}.html"
            title = lesson.texts.document(language).text("title")
            if kind != "lesson":
                title = words(f"title.{kind}", lesson=title)
            minutes = lesson.minutes if kind in ("lesson", "guide") else 0
            yield Page(path, kind, lesson.id, lesson.band.id, language, str(title), minutes, lesson)
    for rehearsal in library.rehearsals:
        if opens(rehearsal, edition) == "yes":
            yield (page := _page_of(rehearsal, "scenario", words, rehearsal=rehearsal))
            if edition == "teacher":
                for kind in CARDS:
                    path = page.path.replace("scenario.html", f"{kind}.html")
                    yield replace(page, path=path, kind=kind, title=words(f"title.{kind}", title=page.title))
    for room in library.rooms:
        if opens(room, edition) == "yes":
            yield _page_of(room, "room", words, room=room)


def _page_of(unit: Unit, kind: str, words: Words, **made_from: Unit) -> Page:
    """Return a page of a unit by its kind, beside its other pages."""
    path = f"{words.language}/{unit.band.id}/{unit.name}/{kind}.html"
    title = str(unit.texts.document(words.language).text("title"))
    return Page(path, kind, unit.id, unit.band.id, words.language, title, 0, **made_from)


def _glossary_pages(library: Library, words: Words) -> Iterator[Page]:
    """Yield the glossary for everybody up to 14, and for each of the bands that read the explanations for older readers."""
    language = words.language
    title = str(library.glossary.document(language).text("title")) if library.glossary else ""
    for band in ("", *OLDER_BANDS) if library.glossary else ():
        below = f"{band}/" if band else ""
        if not band or band in library.choice.bands:
            yield Page(f"{language}/{below}glossary.html", "glossary", f"{below}glossary", band, language, title, 0)


def _help_pages(library: Library, band: str, words: Words) -> Iterator[Page]:
    """Yield the door to help and its cases, in the words of a band; "" is for everyone up to 17."""
    language = words.language
    path, id = (f"{language}/{band}", f"{band}/") if band else (language, "")
    title = str(library.door.document(language).text("title")) if library.door else words("title.help")
    yield Page(f"{path}/help.html", "help", f"{id}help", band, language, title, 0)
    for case in library.urgent:
        title = str(case.texts.document(language).text("title"))
        yield Page(f"{path}/{case.name}.html", "urgent", f"{id}{case.id}", band, language, title, 0, urgent=case)


def opens(unit: Unit, edition: str) -> str:
    """Return how much of a unit an edition holds: `yes` all, `summary` summary and quiz, `no` the title.

    A word that is none of these (an author is told) opens nothing.
    """
    said = "yes" if edition == "teacher" else str(unit.source.text("self-study"))
    return said if said in ("yes", "summary") else "no"


def _kinds(lesson: Lesson, edition: str, languages: Sequence[str]) -> Iterator[str]:
    yield "lesson"
    if lesson.quiz and opens(lesson, edition) != "no":
        yield "quiz"
    if edition == "teacher":
        yield from ("guide", "plan", "slides", "speaker", "pocket")
        if lesson.slots:
            yield "run-sheet"
        if lesson.holds("sheet"):
            yield "sheet"
        if lesson.quiz:
            yield "key"
            yield "large"
            if lesson.quiz.flagged("exit"):
                yield "exit-slips"
        if lesson.holds("family"):
            yield "slip"
            if len(languages) > 1:
                yield "slip-both"
        yield "bundle"
