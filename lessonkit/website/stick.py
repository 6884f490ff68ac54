"""The stick: the pages for its root, in both languages. Each is one whole file, since a root has no neighbours to lend.

What only whoever packs a stick knows stays open in them: `[[folder]]` and `[[fingerprint]]`, and the lines between
`<!--if NAME-->` and `<!--end-->`, which are kept where NAME was packed.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from lessonkit.content.help import SLOTS
from lessonkit.content.library import Library
from lessonkit.kept import digest
from lessonkit.project import BANDS, EDITIONS, LANGUAGES, Band, Project
from lessonkit.translation.catalogs import Words, read_words


@dataclass(frozen=True)
class StickPage:
    """A page for the root of a stick: the file's name, its template, and the styles and scripts that it carries."""

    name: str
    template: str
    styles: tuple[str, ...] = ("stick",)
    scripts: tuple[str, ...] = ()


STICK_PAGES = (
    StickPage("BAT-DAU.html", "start"),
    StickPage("GIAO-VIEN.html", "teacher"),
    StickPage("HOC-SINH.html", "pupil"),
    StickPage("KIEM-TRA.html", "check", ("stick", "tools"), ("verdict", "comparison", "reading", "check")),
    StickPage("DIEN-THONG-TIN.html", "numbers", ("stick", "tools", "sheet", "card"), ("numbers", "filling")),
    StickPage("HUONG-DAN.html", "guide", ("stick", "sheet", "papers")),
    StickPage("BAN-GIAO.html", "handover", ("stick", "sheet", "papers")),
    StickPage("NHAN.html", "labels", ("stick", "sheet", "labels")),
    StickPage("THU-HOI.html", "recall", ("stick", "sheet", "papers")),
)


@dataclass(frozen=True)
class Said:
    """A message in both languages, ready for a page."""

    vi: Markup
    en: Markup


def make_stick(library: Library) -> Iterator[tuple[str, str]]:
    """Yield the name and the HTML of every page for the root of a stick."""
    spoken = {language: read_words(library.project, language) for language in LANGUAGES}
    templates = Environment(
        loader=FileSystemLoader(library.project.overrides),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    shared = {
        "t": lambda key, **facts: _say(spoken, key, **facts),
        "slot": lambda name: Markup('<b data-fill="{}"></b>').format(name),
        "date": Said(*(escape(spoken[language].date(library.date)) for language in LANGUAGES)),
        "library": library,
        "bands": _bands(library),
        "editions": EDITIONS,
        "languages": LANGUAGES,
        "slots": SLOTS,
        "channels": [channel for channel in library.channels if channel.print == "always" and channel.number],
        "mark": Markup(_asset(library.project, "icon.svg").replace(' xmlns="http://www.w3.org/2000/svg"', "")),
        "numbers_form": _asset(library.project, "local-numbers.js"),
    }
    for page in STICK_PAGES:
        style = _join(library.project, page.styles, "css")
        script = _join(library.project, page.scripts, "js")
        facts = {"page": page, "style": Markup(style), "script": Markup(script), "policy": Markup(_policy(style, script))}
        yield page.name, templates.get_template(f"stick/{page.template}.html").render(shared | facts)


def write_stick(library: Library, into: Path) -> None:
    """Write the pages for the root of a stick into a new folder."""
    into.mkdir(parents=True)
    for name, text in make_stick(library):
        (into / name).write_text(text, encoding="utf-8", newline="\n")


def stick_key(shared: str, library: Library) -> str:
    """Return the key of these pages; `shared` is the hash of what all lessons share."""
    return digest(shared, [band.id for band in _bands(library)])


def _bands(library: Library) -> list[Band]:
    """Return the bands that have lessons in this kit: doors lead to no other."""
    return [band for band in BANDS if library.lessons_of(band.id)]


def _say(spoken: Mapping[str, Words], key: str, **facts: Any) -> Said:
    """Return a message in both languages; a fact may be markup, or itself in both languages."""

    def in_language(language: str) -> Markup:
        own = {name: getattr(fact, language) if isinstance(fact, Said) else fact for name, fact in facts.items()}
        text = escape(spoken[language](key))
        return text.format(**own) if own else text

    return Said(*map(in_language, LANGUAGES))


def _policy(style: str, script: str) -> str:
    """Return the page's Content-Security-Policy: its own style and script by their hashes, and nothing else."""
    allowed = f"default-src 'none'; style-src {_source(style)}; img-src data:; base-uri 'none'; form-action 'none'"
    return f"{allowed}; script-src {_source(script)}" if script else allowed


def _source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _join(project: Project, names: tuple[str, ...], suffix: str) -> str:
    return "\n".join(_asset(project, f"stick/{name}.{suffix}") for name in names)


def _asset(project: Project, name: str) -> str:
    return (project.overrides / "assets" / name).read_text(encoding="utf-8")
