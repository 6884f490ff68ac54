"""A view: what the template of one page may ask for. Templates hold markup, catalogs hold words, this holds the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup

from lessonkit.content.bilingual import Bilingual
from lessonkit.content.document import PLAIN, Document, Passage, Section
from lessonkit.content.lesson import PUPIL_BLOCKS, Lesson, minutes_of, subtitle_of
from lessonkit.content.sources import Source
from lessonkit.content.urgent import Urgent
from lessonkit.findings import Finding
from lessonkit.project import ADULT_BAND, BANDS, LANGUAGES, OLDER_BANDS, Band
from lessonkit.translation.catalogs import Words
from lessonkit.translation.pairing import META, MISSING, STALE, section_in, state_of, told_in
from lessonkit.website.asking import Asking
from lessonkit.website.desk import HelpDesk
from lessonkit.website.letters import terms_by_letter
from lessonkit.website.mending import findings_on
from lessonkit.website.pages import KIT_PAGES, Page, opens
from lessonkit.website.plan import make_plan
from lessonkit.website.progress import Progress
from lessonkit.website.sheets import PAPERS, SHEETED, Sheets, line_for, points_for
from lessonkit.website.site import Site
from lessonkit.website.slides import Deck
from lessonkit.website.voice import Voice


@dataclass(frozen=True)
class View:
    """One page's view of the site."""

    site: Site
    page: Page
    voice: Voice
    found: Sequence[Finding] = ()
    """What was found in the part that the page belongs to, while an author is looking."""

    @property
    def names(self) -> Mapping[str, object]:
        """What the template of the page may name: the view itself, its page, addresses, voice and words."""
        return {"view": self, "here": self.page, "link": self.voice.link, "voice": self.voice,
                "t": self.words, "many": self.words.many}  # fmt: skip

    @property
    def words(self) -> Words:
        return self.site.words

    @property
    def language(self) -> str:
        return self.site.words.language

    @property
    def languages(self) -> tuple[str, ...]:
        return self.site.library.choice.languages

    @property
    def other_language(self) -> str:
        return next(language for language in LANGUAGES if language != self.language)

    @property
    def twin(self) -> View:
        """The view of the same page in the other language, for papers that say both."""
        site, page = replace(self.site, words=self.site.other_words), replace(self.page, language=self.other_language)
        return View(site, page, Voice(site, self.voice.link))

    @property
    def teacher(self) -> bool:
        return self.site.edition == "teacher"

    @property
    def lesson(self) -> Lesson | None:
        return self.page.lesson

    @property
    def urgent(self) -> Urgent | None:
        return self.page.urgent

    @cached_property
    def texts(self) -> tuple[Bilingual, ...]:
        """What the page is made from; what it is chiefly made from stands first."""
        library, page = self.site.library, self.page
        if page.unit:
            return page.unit.every_text
        if page.kind in KIT_PAGES:
            return (library.kits[KIT_PAGES[page.kind]],)
        if single := {"glossary": library.glossary, "help": library.door}.get(page.kind):
            return (single,)
        return (page.urgent.texts,) if page.urgent else ()

    @cached_property
    def desk(self) -> HelpDesk:
        return HelpDesk(self.site.library, self.page)

    plan = cached_property(make_plan)
    glossary = cached_property(terms_by_letter)
    findings = cached_property(findings_on)

    @property
    def progress(self) -> Progress:
        return Progress(self.site, self.page)

    @cached_property
    def document(self) -> Document:
        """What the page is chiefly made from, in this language, or in the source where it has not been translated."""
        return self.texts[0].document(self.language)

    @property
    def tab_title(self) -> str:
        """The title in the browser's tab; of help and of a sensitive unit it tells a bystander nothing."""
        unit = self.page.unit
        if self.page.kind in ("cover", "help", "urgent", "after"):
            return self.words("kit.name")
        if unit and unit.sensitive:
            return f"{self.words(f'title.neutral.{unit.STEM}', number=unit.number)} · {self.words('kit.name')}"
        return f"{self.page.title} · {self.words('kit.name')}"

    def self_study(self, lesson: Lesson) -> str:
        """Return how much of a lesson a pupil may study alone: `yes`, `summary` or `no`."""
        return opens(lesson, "pupil")

    def opens(self, lesson: Lesson) -> str:
        """Return how much of a lesson this edition holds: `yes`, `summary` or `no`."""
        return opens(lesson, self.site.edition)

    @cached_property
    def steps(self) -> tuple[Section, ...]:
        """The steps that this edition shows."""
        return self.lesson.steps if self.opens(self.lesson) == "yes" else ()

    def grades(self, lesson: Lesson) -> str:
        """Return whom a lesson is for: its grades, or the people of a band that has none."""
        if lesson.band.id == ADULT_BAND:
            return self.words(f"band.{ADULT_BAND}.grades")
        return self.words("lesson.grades", grades=str(lesson.source.text("grades")).replace("-", "–"))

    @property
    def audience(self) -> str:
        """Return whom the page speaks to: `adult` for students and young workers, `young` for pupils."""
        return "adult" if self.page.band == ADULT_BAND else "young"

    @property
    def short_minutes(self) -> int:
        return sum(minutes_of(step, "short") for step in self.lesson.steps)

    @property
    def on_paper(self) -> bool:
        """Whether the page looks on a screen as it will on paper."""
        return self.page.kind in PAPERS

    @property
    def sheeted(self) -> bool:
        """Whether the page is cut into A4 sheets for the printer."""
        return self.page.kind in SHEETED

    def sheets(self, kind: str) -> Sheets:
        """Return empty A4 sheets for a kind of paper, in a size of type that its readers can read."""
        return Sheets(points_for(kind, self.page.band), line_for(kind))

    # Lists

    @property
    def bands(self) -> tuple[Band, ...]:
        return tuple(band for band in BANDS if band.id in self.site.library.choice.bands)

    @property
    def sources(self) -> Iterator[Source]:
        """The sources that the page has cited so far, in the order of their numbers."""
        return (self.site.library.sources[id] for id in self.voice.cited if id in self.site.library.sources)

    @cached_property
    def quiz(self) -> Asking:
        return Asking(self.lesson.quiz, self.language)

    @cached_property
    def deck(self) -> Deck:
        return Deck(self.lesson, self.language, self.voice, self.site.library.rehearsals)

    def key_words(self) -> Iterator[tuple[Section, Section]]:
        """Yield the key words of the lesson: the term in this language and in the other."""
        glossary = self.site.library.glossary
        for word in self.lesson.source.list("key-words") if glossary else ():
            here, there = section_in(glossary, word, self.language), section_in(glossary, word, self.other_language)
            if here and there:
                yield here, there

    # Passages

    def told(self, section: Section) -> Section:
        """Return a section of the source in this language, or itself where it has not been translated."""
        return section_in(self._texts_of(section), section.id, self.language) or section

    def state(self, section: Section | None = None) -> str:
        """Return how the translation of a section, or of the front matter, stands."""
        if section is None:
            return state_of(self.texts[0], META, self.language)
        return state_of(self._texts_of(section), section.id, self.language)

    def untranslated(self, section: Section | None = None) -> bool:
        return self.state(section) == MISSING

    def stale(self, section: Section | None = None) -> bool:
        """Only the teacher's edition says that a translation lags behind."""
        return self.teacher and self.state(section) == STALE

    def card(self, kit: str, id: str) -> tuple[Section, str] | None:
        """Return a section of a kit, and the language that it is said in."""
        return told_in(self.site.library.kits.get(kit), id, self.language)

    def passages(self, kind: str) -> tuple[tuple[Section, Passage], ...]:
        """Return all passages of a kind in this language, each with the step of the source that it stands in."""
        return tuple((step, passage) for step in self.lesson.steps for passage in self.told(step).of(kind))

    def pupil_passages(self, section: Section) -> tuple[Passage, ...]:
        return tuple(passage for passage in section.passages if passage.kind in PUPIL_BLOCKS)

    def minutes(self, section: Section, key: str = "minutes") -> int:
        """Return the minutes of a step; they are the source's in both languages."""
        return minutes_of(self.lesson.source.section(section.id) or section, key)

    def subtitle(self, section: Section) -> str:
        return subtitle_of(section)

    def explain(self, word: Section) -> Markup:
        """Return the explanation of a glossary word that fits the age of the band."""
        return self._aged(word, OLDER_BANDS)

    def advise(self, section: Section) -> Markup:
        """Return a section of a page of help, in the words for the readers of this page."""
        return self._aged(section, (ADULT_BAND,))

    def _aged(self, section: Section, older_bands: tuple[str, ...]) -> Markup:
        older = section.of("older")
        passages = older if older and self.page.band in older_bands else section.of(PLAIN)
        return Markup("").join(self.voice.show(passage) for passage in passages)

    def _texts_of(self, section: Section) -> Bilingual:
        """Return what a section stands in."""
        return self._papers[section.place.path]

    @cached_property
    def _papers(self) -> Mapping[str, Bilingual]:
        """What the page is made from, by the paths of its files."""
        return {document.place.path: texts for texts in self.texts for document in texts.documents.values()}
