"""Phone files: all that the pupil's edition has for a band, or for families, in one language, as one file without neighbours.

A phone that is given a folder opens one file of it and nothing beside that. So all is inside: screens instead of pages,
one shown at a time where scripts run, all of them in their order where they do not (the preview of an iPhone runs none).
Nothing is stored; what has been finished is known while the file is open, and leaves and comes as a resume code.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path, PurePosixPath

from jinja2 import Environment
from markupsafe import Markup

from lessonkit.kept import digest
from lessonkit.project import ADULT_BAND, BANDS, OLDER_BANDS
from lessonkit.website.addresses import Addresses
from lessonkit.website.assets import data_address, licences, phone_script, phone_style
from lessonkit.website.catalog import KIT_ID
from lessonkit.website.pages import Page
from lessonkit.website.parts import COMMON, Keys, part_of
from lessonkit.website.progress import code_keys
from lessonkit.website.prose import without_indents
from lessonkit.website.search import Entry, make_entries, make_index
from lessonkit.website.site import Site
from lessonkit.website.view import View
from lessonkit.website.voice import Voice

FOLDER = "phone"
"""Where the files stand in `dist/`, beside the editions."""

EDITION = "pupil"

FAMILY, FAMILY_KIND = "gia-dinh", "parents"
"""Instead of a band: what is written for families, and the kind of its page."""

HELP_KINDS = ("help", "urgent", "after")
PROGRESS_KIND = "progress"
GLOSSARY_KIND = "glossary"
SCREEN_KINDS = ("band", "lesson", "quiz", "scenario", "room", PROGRESS_KIND, GLOSSARY_KIND, *HELP_KINDS)
"""Kinds of pages that become screens; the page of the band is the table of contents."""

_ID = re.compile(r'\sid="([^"]+)"')
_LINK = re.compile(r' href="#([^"]*)"')


@dataclass(frozen=True)
class Phone:
    """One phone file: a band, or `FAMILY`, in a language."""

    band: str
    language: str

    @property
    def path(self) -> str:
        """Where the file stands in `dist/`."""
        return f"{FOLDER}/{KIT_ID}-{self.band}-{self.language}.html"


@dataclass(frozen=True)
class Screens:
    """Screens of a phone file that follow each other, and what its search knows of them."""

    html: str
    entries: tuple[Entry, ...]


Recall = Callable[[str, Callable[[], Screens]], Screens]
"""Returns the screens of a part of the kit as the last build has left them, or else makes them."""


@dataclass(frozen=True)
class PhoneAddresses(Addresses):
    """The addresses that a screen may need, all inside the file; "" stands for what is not in it."""

    @property
    def prefix(self) -> str:
        return f"{_anchor(self.page)}-"

    def to(self, path: str) -> str:
        page = self.site.page_at.get(path)
        return f"#{_anchor(page)}" if page else ""

    def section(self, page: str, id: str) -> str:
        return f"{page}-{id}" if page else f"#{self.prefix}{id}"

    def picture(self, path: Path) -> str:
        """Return the picture itself."""
        return data_address(path)


def make_phone_keys(sites: Mapping[tuple[str, str], Site], keys: Keys) -> dict[Phone, str]:
    """Return the key of every phone file of a kit; `sites` are by edition and language, `keys` those of the parts."""
    phones = {}
    for (edition, language), site in sites.items():
        for band in BANDS if edition == EDITION else ():
            if units := [unit for unit in site.library.units if unit.band is band]:
                own = [(unit.id, keys[unit.id]) for unit in units]
                phones[Phone(band.id, language)] = digest(keys[COMMON], own, code_keys(site.library)[band.id])
        if edition == EDITION and any(page.kind == FAMILY_KIND for page in site.pages):
            phones[Phone(FAMILY, language)] = digest(keys[COMMON])
    return phones


def phone_site(site: Site, band: str) -> Site:
    """Return the site of a band or of families whose pages are screens, in the order of the phone file."""
    pages = (replace(page, path=f"{page.language}/{_anchor(page)}.html") for page in site.pages if _is_for(page, band))
    last = sorted(pages, key=lambda page: (page.kind in HELP_KINDS, page.kind in (PROGRESS_KIND, GLOSSARY_KIND)))
    return replace(site, pages=tuple(last), frame="screen.html")


def make_phone_file(own: Site, templates: Environment, recall: Recall) -> str:
    """Return the phone file of a site of screens."""
    parts = groupby(own.pages, part_of)
    shown = [recall(part, partial(make_screens, own, list(pages), templates)) for part, pages in parts]
    project = own.library.project
    style, script = phone_style(project), phone_script(project) + _index(entry for part in shown for entry in part.entries)
    return templates.get_template("phone.html").render(
        _view_of(own, own.pages[0]).names,
        screens=Markup(_mend_links("\n".join(part.html for part in shown))),
        style=Markup(style),
        style_hash=_hash(style),
        script=Markup(script),
        script_hash=_hash(script),
        icon=data_address(project.overrides / "assets" / "icon.svg"),
        licences=Markup(licences()),
    )


def make_screens(site: Site, pages: Iterable[Page], templates: Environment) -> Screens:
    """Return some screens of a site of them."""
    html, entries = [], []
    for page in pages:
        view = _view_of(site, page)
        html.append(without_indents(templates.get_template(page.template).render(view.names)))
        entries += make_entries(view)
    return Screens("\n".join(html), tuple(entries))


def _view_of(site: Site, page: Page) -> View:
    return View(site, page, Voice(site, PhoneAddresses(site, page)))


def _is_for(page: Page, band: str) -> bool:
    """Say whether a page becomes a screen; of help there is what speaks to the readers of the band."""
    if band == FAMILY:
        return page.kind in (FAMILY_KIND, *HELP_KINDS) and not page.band
    speaks_to = {PROGRESS_KIND: "", GLOSSARY_KIND: band if band in OLDER_BANDS else ""}
    speaks_to |= dict.fromkeys(HELP_KINDS, ADULT_BAND if band == ADULT_BAND else "")
    return page.kind in SCREEN_KINDS and page.band == speaks_to.get(page.kind, band)


def _anchor(page: Page) -> str:
    """Return the id of a page's screen, as neutral as the page's name on a stick; the first screen is `index`."""
    if page.kind == FAMILY_KIND:
        return "index"
    return f"{page.kind}-{page.unit.number}" if page.unit else PurePosixPath(page.path).stem


def _index(entries: Iterable[Entry]) -> str:
    """Return the index for the search, as a script; its first file comes before its shards, if it has any."""
    own = [replace(entry, path=_inside(entry.path)) for entry in entries]
    return "".join(text for _, text in reversed(list(make_index(own)))).replace("<", "\\u003c")


def _inside(path: str) -> str:
    """Return the id of a screen, or of a place on it, by its path."""
    page, _, id = path.partition("#")
    return "-".join(filter(None, (PurePosixPath(page).stem, id)))


def _mend_links(html: str) -> str:
    """Let a link to a section that its page does not show lead to the page; without that page it keeps its words alone."""
    ids = set(_ID.findall(html))

    def mend(link: re.Match[str]) -> str:
        words = link[1].split("-")
        near = ("-".join(words[:end]) for end in range(len(words), 0, -1))
        found = next((id for id in near if id in ids), "")
        return f' href="#{found}"' if found else ""

    return _LINK.sub(mend, html)


def _hash(text: str) -> str:
    """Return what a Content-Security-Policy calls a text inside the page."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
