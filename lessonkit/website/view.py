"""A view: what the template of one page may ask for. Templates hold markup, catalogs hold words, this holds the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from lessonkit.checking.printer import counsel, message
from lessonkit.content.document import PLAIN, Document, Passage, Section
from lessonkit.content.help import Channel
from lessonkit.content.lesson import PUPIL_BLOCKS, Bilingual, Lesson, minutes_of
from lessonkit.content.quiz import KINDS, Option, Question
from lessonkit.content.sources import Source
from lessonkit.findings import Finding
from lessonkit.project import BANDS, LANGUAGES, SOURCE_LANGUAGE, Band
from lessonkit.translation.catalogs import Words
from lessonkit.translation.pairing import META, MISSING, STALE, section_in, state_of
from lessonkit.website.pages import Page, opens
from lessonkit.website.site import Site
from lessonkit.website.voice import Voice


@dataclass(frozen=True)
class View:
    """One page's view of the site."""

    site: Site
    page: Page
    voice: Voice

    @property
    def words(self) -> Words:
        return self.site.words

    @property
    def language(self) -> str:
        return self.site.words.language

    @property
    def languages(self) -> tuple[str, ...]:
        return LANGUAGES

    @property
    def teacher(self) -> bool:
        return self.site.edition == "teacher"

    @property
    def lesson(self) -> Lesson | None:
        return self.page.lesson

    @property
    def document(self) -> Document:
        """The lesson's document in this language, or the source where it has not been translated."""
        return self.page.lesson.texts.document(self.language)

    @property
    def tab_title(self) -> str:
        """The title in the browser's tab; of a sensitive lesson it tells a bystander nothing."""
        lesson = self.page.lesson
        if not lesson:
            return self.page.title
        if lesson.sensitive:
            return self.words("title.neutral", number=lesson.number)
        return self.page.title

    def opens(self, lesson: Lesson) -> str:
        """Return how much of a lesson this edition holds: `yes`, `summary` or `no`."""
        return opens(lesson, self.site.edition)

    @property
    def steps(self) -> tuple[Section, ...]:
        """The steps that this edition shows."""
        return self.lesson.steps if self.opens(self.lesson) == "yes" else ()

    @property
    def audience(self) -> str:
        """Return whom the page speaks to: `adult` for students and young workers, `young` for pupils."""
        return "adult" if self.page.band == "18-24" else "young"

    @property
    def short_minutes(self) -> int:
        return sum(minutes_of(step, "short") for step in self.lesson.steps)

    # Lists

    @property
    def bands(self) -> tuple[Band, ...]:
        return BANDS

    def lessons_of(self, band: str) -> tuple[Lesson, ...]:
        return self.site.library.lessons_of(band)

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The help channels for the band of this page."""
        return tuple(channel for channel in self.site.library.channels if channel.serves(self.page.band))

    @property
    def sources(self) -> Iterator[Source]:
        """The sources that the page has cited so far, in the order of their numbers."""
        return (self.site.library.sources[id] for id in self.voice.cited if id in self.site.library.sources)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions in the order of the source, each in this language where it is translated."""
        quiz = self.page.lesson.quiz
        return tuple(quiz.question(question.id, self.language) or question for question in quiz.source) if quiz else ()

    def question(self, id: str) -> Question | None:
        return next((question for question in self.questions if question.id == id), None)

    def source_question(self, question: Question) -> Question:
        """Return a question as the source has it: its kind and flags stand there alone."""
        return self.lesson.quiz.question(question.id, SOURCE_LANGUAGE)

    def kind(self, question: Question) -> str:
        """Return the kind of a question; one that is not known (a check tells) is asked like the first."""
        kind = str(self.source_question(question).kind)
        return kind if kind in KINDS else KINDS[0]

    def exit_questions(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.id in [q.id for q in self.lesson.quiz.flagged("exit")])

    def key_words(self) -> Iterator[tuple[Section, Section]]:
        """Yield the key words of the lesson: the term in this language and in the other."""
        glossary = self.site.library.glossary
        other = next(language for language in LANGUAGES if language != self.language)
        for word in self.lesson.source.list("key-words") if glossary else ():
            here, there = section_in(glossary, word, self.language), section_in(glossary, word, other)
            if here and there:
                yield here, there

    # Passages

    def told(self, section: Section) -> Section:
        """Return a section of the source in this language, or itself where it has not been translated."""
        return section_in(self._texts_of(section), section.id, self.language) or section

    def state(self, section: Section | None = None) -> str:
        """Return how the translation of a section, or of the front matter, stands."""
        if section is None:
            return state_of(self.lesson.texts, META, self.language)
        return state_of(self._texts_of(section), section.id, self.language)

    def untranslated(self, section: Section | None = None) -> bool:
        return self.state(section) == MISSING

    def stale(self, section: Section | None = None) -> bool:
        """Only the teacher's edition says that a translation lags behind."""
        return self.teacher and self.state(section) == STALE

    def kit_section(self, kit: str, id: str) -> Section | None:
        texts = self.site.library.kits.get(kit)
        return section_in(texts, id, self.language) if texts else None

    def pupil_passages(self, section: Section) -> tuple[Passage, ...]:
        return tuple(passage for passage in section.passages if passage.kind in PUPIL_BLOCKS)

    def minutes(self, section: Section, key: str = "minutes") -> int:
        """Return the minutes of a step; they are the source's in both languages."""
        return minutes_of(self.lesson.source.section(section.id) or section, key)

    def subtitle(self, section: Section) -> str:
        """Return what a step's heading says behind its name: «Mở đầu: an toàn hay chưa?»."""
        _, colon, rest = section.title.partition(":")
        rest = rest.strip()
        return rest[:1].upper() + rest[1:] if colon else ""

    def explain(self, word: Section) -> Markup:
        """Return the explanation of a glossary word that fits the age of the band."""
        older = word.of("older")
        passages = older if older and self.page.band in ("15-17", "18-24") else word.of(PLAIN)
        return Markup("").join(self.voice.show(passage) for passage in passages)

    def tell(self, finding: Finding) -> str:
        """Return a finding's message and counsel."""
        return f"{message(finding, self.words)} {counsel(finding, self.words)}"

    @staticmethod
    def letter(number: int) -> str:
        """Return the letter of an option: 0 is A."""
        return chr(ord("A") + number)

    @staticmethod
    def right_letters(options: tuple[Option, ...]) -> str:
        return ", ".join(View.letter(number) for number, option in enumerate(options) if option.right)

    def findings_here(self) -> tuple[Finding, ...]:
        """Return what an author should mend on this page, while previewing."""
        if not self.site.preview:
            return ()
        folders = [texts.folder for texts in self._texts()]
        roots = [folder.relative_to(self.site.library.project.root).as_posix() for folder in folders]
        return tuple(finding for finding in self.site.findings if any(finding.place.path.startswith(root) for root in roots))

    def _texts(self) -> tuple[Bilingual, ...]:
        lesson = self.page.lesson
        if not lesson:
            return tuple(self.site.library.texts)
        return (lesson.texts, lesson.quiz.texts) if lesson.quiz else (lesson.texts,)

    def _texts_of(self, section: Section) -> Bilingual:
        quiz = self.lesson.quiz
        papers = [document.place.path for document in quiz.texts.documents.values()] if quiz else []
        return quiz.texts if section.place.path in papers else self.lesson.texts
