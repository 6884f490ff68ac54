"""Rendering: some parts of the kit in all editions and languages, in a process of its own.

Nothing is handed over but names: the process reads what the survey kept, opens the lessons that it is to show, and
leaves their files in a folder, and their conversions where the next build finds them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from lessonkit.checking.survey import kept_survey, shelf_of
from lessonkit.content.library import Choice, Library
from lessonkit.content.reading import read_library
from lessonkit.kept import read_kept, write_kept
from lessonkit.project import LANGUAGES, Project
from lessonkit.translation.catalogs import read_words
from lessonkit.website.catalog import lesson_texts, make_data
from lessonkit.website.conversion import Converter
from lessonkit.website.engine import build_site, make_converter, open_templates
from lessonkit.website.pages import list_pages
from lessonkit.website.parts import Found
from lessonkit.website.phone import EDITION, Phone, Screens, make_phone_file, make_screens, phone_site
from lessonkit.website.prose import Prose
from lessonkit.website.search import Entry
from lessonkit.website.site import Site

Sites = Mapping[tuple[str, str], Site]
"""By edition and language."""

Entries = dict[str, list[Entry]]
"""What the search knows of the pages of each part."""

_open: dict[tuple[str, Choice, bool], Sites] = {}
"""The sites that this process holds open, by the survey that they come from, and whether they are a preview's."""


_open_phones: dict[Phone, Site] = {}
"""The sites of screens that this process has made of them."""


@dataclass(frozen=True)
class Job:
    """What is to be rendered: parts of the kit that a choice makes of the surveyed library, into a folder."""

    root: Path
    survey: str
    """The survey's hash: another means that the library must be read again."""
    choice: Choice
    keys: Mapping[str, str]
    """Of the parts."""
    into: Path
    found: Found | None = None
    """What the pages of a preview tell of each part; without it this is none."""


@dataclass(frozen=True)
class PhoneJob:
    """A phone file that is to be made of the surveyed library, and below which folder; the keys are of its units."""

    root: Path
    survey: str
    choice: Choice
    phone: Phone
    keys: Mapping[str, str]
    into: Path


@dataclass(frozen=True)
class Rendered:
    """What a job has left in its folder, and what the search should know of it: by edition and language, by part."""

    job: Job
    entries: Mapping[tuple[str, str], Entries]


def render(job: Job) -> Rendered:
    """Render a job: the files of each site lie in `into/<edition>-<language>/` then."""
    project = Project(job.root)
    converter = _converter(project)
    converter.empty()
    for part in job.keys:
        converter.turn_to(part).kept = _read_conversions(project, converter, part)
    preview = job.found is not None
    sites = _sites(job, preview)
    entries = {of: build_site(site, job.keys, job.into / "-".join(of), job.found or {}) for of, site in sites.items()}
    for part, key in job.keys.items():
        if not preview:
            _write_lesson_data(sites, part, job.into)
            _keep_screens(job, sites, part, key)
        _write_conversions(project, converter, part)
    return Rendered(job, entries)


def render_phones(jobs: Sequence[PhoneJob]) -> None:
    """Make some phone files; those who rendered the pages have left the screens, and the conversions for others."""
    for job in jobs:
        project = Project(job.root)
        _converter(project).empty()
        own = _phone_site(_sites(job), job.phone)
        text = make_phone_file(own, open_templates(project), partial(_recall_screens, job))
        path = job.into / job.phone.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def open_sites(library: Library, survey: str, preview: bool) -> Sites:
    """Make all sites of a library as it was chosen, and hold them open for the jobs of this process."""
    prose = Prose(_converter(library.project))
    words = {language: read_words(library.project, language) for language in library.choice.languages}
    sites = {
        (edition, language): Site(library, edition, each, list_pages(library, edition, each), prose, preview)
        for edition in library.choice.editions
        for language, each in words.items()
    }
    _open.clear()
    _open_phones.clear()
    open_templates(library.project).cache.clear()
    _open[survey, library.choice, preview] = sites
    return sites


def _sites(job: Job | PhoneJob, preview: bool = False) -> Sites:
    """Return the sites of a job; a process that has them not open reads what the survey kept."""
    if (job.survey, job.choice, preview) not in _open:
        project = Project(job.root)
        library = read_library(project, shelf_of(read_kept(kept_survey(project)))).chosen(job.choice)
        open_sites(library, job.survey, preview)
    return _open[job.survey, job.choice, preview]


@lru_cache(maxsize=1)
def _converter(project: Project) -> Converter:
    return make_converter(project)


def _phone_site(sites: Sites, phone: Phone) -> Site:
    if phone not in _open_phones:
        _open_phones[phone] = phone_site(sites[EDITION, phone.language], phone.band)
    return _open_phones[phone]


def _keep_screens(job: Job, sites: Sites, part: str, key: str) -> None:
    """Make the screens of a unit while its documents are open, and keep them for its phone files."""
    project = Project(job.root)
    for (edition, language), site in sites.items():
        if edition == EDITION and (unit := site.unit_by_id.get(part)):
            own = _phone_site(sites, Phone(unit.band.id, language))
            _converter(project).turn_to(part)
            screens = make_screens(own, own.pages_of.get(part, ()), open_templates(project))
            kept = {"key": key, "html": screens.html, "entries": [entry.row for entry in screens.entries]}
            write_kept(_kept(project, "screens", f"{part}-{language}"), kept)


def _recall_screens(job: PhoneJob, part: str, make: Callable[[], Screens]) -> Screens:
    """Return the screens of a unit as they were kept; those of other parts are few, and made."""
    project, key = Project(job.root), job.keys.get(part)
    kept = read_kept(_kept(project, "screens", f"{part}-{job.phone.language}")) if key else {}
    if key and kept.get("key") == key:
        return Screens(kept["html"], tuple(Entry.of(row) for row in kept["entries"]))
    converter = _converter(project)
    drawer = converter.turn_to(part)
    drawer.kept = drawer.kept or _read_conversions(project, converter, part)
    return make()


def _write_lesson_data(sites: Sites, part: str, into: Path) -> None:
    """Write what exports read of a lesson; it is the same for all languages, and stands in the teacher's edition."""
    site = next((site for (edition, _), site in sites.items() if edition == "teacher"), None)
    lesson = next((lesson for lesson in site.library.lessons if lesson.id == part), None) if site else None
    if lesson:
        site.prose.converter.turn_to(part)
        texts = {language: lesson_texts(sites["teacher", language], lesson) for language in site.library.choice.languages}
        path = into / f"teacher-{site.words.language}" / "data" / f"{part}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make_data(lesson, texts), encoding="utf-8", newline="\n")


def _kept(project: Project, what: str, name: str) -> Path:
    """Return where something of a part is kept: its conversions in `prose`, of each language its screens in `screens`."""
    return project.cache / "kit" / what / f"{name}.json"


def drop_kept_parts(project: Project, parts: Collection[str]) -> None:
    """Drop what is kept of parts that are no more."""
    wanted = {_kept(project, "prose", part) for part in parts}
    wanted |= {_kept(project, "screens", f"{part}-{language}") for part in parts for language in LANGUAGES}
    for what in ("prose", "screens"):
        for path in (project.cache / "kit" / what).rglob("*.json"):
            if path not in wanted:
                path.unlink()


def _read_conversions(project: Project, converter: Converter, part: str) -> Mapping[str, str]:
    kept = read_kept(_kept(project, "prose", part))
    return kept["html"] if kept.get("key") == converter.key else {}


def _write_conversions(project: Project, converter: Converter, part: str) -> None:
    drawer = converter.turn_to(part)
    if drawer.used and drawer.used != drawer.kept:
        write_kept(_kept(project, "prose", part), {"key": converter.key, "html": drawer.used})
