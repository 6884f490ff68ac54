"""The voice of a page: turns what authors wrote into HTML for it, and remembers what the page said and cited."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from markupsafe import Markup

from lessonkit.content.document import Passage
from lessonkit.content.questions.clue import CLUE
from lessonkit.findings import Place, Text
from lessonkit.website.addresses import Addresses, AuthorsAddresses
from lessonkit.website.aloud import Aloud
from lessonkit.website.brief import in_brief, in_one_line, parts_of, questions_in
from lessonkit.website.prose import Picture, Resolver
from lessonkit.website.site import Site

WITHOUT_SOURCES = (
    "plan", "sheet", "slip", "slip-both", "exit-slips", "bundle", "pocket", "run-sheet", "question-box", "cards",
    "large-cards", "slides", "speaker",
)  # fmt: skip
"""Papers and screens of a class carry no marks of sources, which stand in the guide on screen."""

_CLUE = re.compile(r'<a href="clue:([\w-]+)">(.*?)</a>', re.DOTALL)

_PICTURE = re.compile(r"<p>\s*<img[^>]*>\s*</p>\s*")

_TAG = re.compile(r"<[^>]+>")


@dataclass
class Voice:
    """One page's voice. What it said is read by the search, what it cited becomes the list of sources."""

    site: Site
    link: Addresses
    headings: list[str] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)
    _said: list[str] = field(default_factory=list)
    _shown: list[str] = field(default_factory=list)
    _resolvers: dict[str, AuthorsAddresses] = field(default_factory=dict)

    @cached_property
    def aloud(self) -> Aloud:
        """What of the page can be heard."""
        return Aloud(self.site, self.link)

    @property
    def said(self) -> list[str]:
        """What the page said, without any HTML."""
        return [*self._said, *(html.unescape(_TAG.sub(" ", text)) for text in self._shown)]

    def show(self, passage: Passage) -> Markup:
        """Return a passage as HTML."""
        return self._told(self.site.prose.html(passage.markdown, self._resolver(passage.place.path), self._cite()))

    def read_out(self, passages: Iterable[Passage]) -> Markup:
        """Return some passages as HTML without their pictures, for whoever reads them to a class."""
        return Markup(_PICTURE.sub("", "".join(self.show(passage) for passage in passages)))

    def in_brief(self, passages: Iterable[Passage], letters: int) -> Markup:
        """Return the first sentences of some passages, as many as have room in a number of letters."""
        return in_brief("".join(self._named(passage) for passage in passages), letters)

    def in_one_line(self, passage: Passage) -> Markup:
        """Return a passage as one paragraph."""
        return in_one_line(self.show(passage))

    def questions(self, passages: Iterable[Passage], most: int) -> list[Markup]:
        """Return the questions that some passages ask their readers."""
        return questions_in([self.show(passage) for passage in passages], most)

    def parts(self, passage: Passage) -> list[Markup]:
        """Return the parts in which a passage is told."""
        return parts_of(self.show(passage))

    def line(self, text: Text | str) -> Markup:
        """Return one line of an author's text as HTML."""
        path = text.place.path if isinstance(text, Text) else "."
        return self._told(self.site.prose.inline(text, self._resolver(path), self._cite()))

    def lines(self, text: Text) -> Markup:
        """Return an author's reply of one or more paragraphs as HTML."""
        return self._told(self.site.prose.html(text, self._resolver(text.place.path), self._cite()))

    def clues(self, passage: Passage) -> list[Markup]:
        """Return what is pretended as HTML, cut at its clues: text, the id of a clue, its words, text, …"""
        return self._cut(passage.markdown, passage.place, self.site.prose.html)

    def clues_of_label(self, passage: Passage) -> list[Markup]:
        """Return who or what is pretended, cut in the same way."""
        return self._cut(passage.label, passage.label.place, self.site.prose.inline)

    def _cut(self, markdown: str, place: Place, convert: Callable[[str, Resolver], str]) -> list[Markup]:
        marked = CLUE.sub(lambda clue: f"[{clue['text']}](#{clue['id']})", markdown)
        return [Markup(piece) for piece in _CLUE.split(self._told(convert(marked, _Clues(self._resolver(place.path)))))]

    def heading(self, text: str) -> str:
        """Return a heading, remembered for the search."""
        self.headings.append(str(text))
        return text

    def show_slide(self, passage: Passage) -> Markup:
        """Return a slide inside a page that has headings of its own: its heading becomes a strong line."""
        return Markup(re.sub(r"<(/?)h[1-4]>", r"<\1strong>", str(self.show(passage))))

    def say(self, key: str) -> str:
        """Return a message of the catalog that the search should find on this page."""
        return self.say_text(self.site.words(key))

    def say_text(self, text: str) -> str:
        self._said.append(str(text))
        return str(text)

    def _named(self, passage: Passage) -> str:
        """Return a passage that begins with its label, such as who sent a message."""
        name = f"<p><b>{self.line(passage.label)}:</b> " if passage.label else "<p>"
        return str(self.show(passage)).replace("<p>", name, 1)

    def _told(self, text: str) -> Markup:
        self._shown.append(text)
        return Markup(text)

    def _cite(self) -> Callable[[str], str] | None:
        """Return what makes the mark of a citation; pupils' pages and papers to hand out have none."""
        return self._mark if self.site.edition == "teacher" and self.link.page.kind not in WITHOUT_SOURCES else None

    def _mark(self, id: str) -> str:
        if id not in self.cited:
            self.cited.append(id)
        return str(self.cited.index(id) + 1)

    def _resolver(self, path: str) -> AuthorsAddresses:
        if path not in self._resolvers:
            self._resolvers[path] = AuthorsAddresses(self.link, PurePosixPath(path).parent)
        return self._resolvers[path]


@dataclass(frozen=True)
class _Clues:
    """Marks the clues among what would be links."""

    authors: AuthorsAddresses

    def link(self, address: str) -> str:
        return f"clue:{address[1:]}" if address.startswith("#") else self.authors.link(address)

    def picture(self, address: str) -> Picture:
        return self.authors.picture(address)
