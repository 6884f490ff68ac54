"""The parts that a kit is built from: each unit with all its pages, and what belongs to none.

A part has a key that changes whenever one of its files would: what has the key of the last build is not built again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from os.path import normpath
from pathlib import Path, PurePosixPath

from lessonkit.checking.survey import Survey
from lessonkit.content.bilingual import Bilingual
from lessonkit.content.library import Library
from lessonkit.content.outline import write_findings
from lessonkit.content.reading import unit_of
from lessonkit.content.unit import Unit
from lessonkit.findings import Finding
from lessonkit.kept import digest
from lessonkit.project import Project
from lessonkit.translation.pairing import META
from lessonkit.translation.status import count_states, lagging
from lessonkit.website.aloud import recordings_of
from lessonkit.website.assets import make_assets, picture_path
from lessonkit.website.pages import Page, opens
from lessonkit.website.progress import code_keys
from lessonkit.website.site import Site
from lessonkit.website.votes import unit_places

COMMON, LISTS, ASSETS = "common", "lists", "assets"
"""Parts that belong to no unit: pages that say the same whatever units there are, pages that list units, and the
files that all pages share."""

LISTING_KINDS = ("index", "band", "teachers", "dossier", "totals", "coverage", "status", "progress", "certificate")

Keys = Mapping[str, str]

Found = Mapping[str, Sequence[Finding]]
"""What was found, by the parts whose pages tell it."""


def part_of(page: Page) -> str:
    """Return the part that a page belongs to."""
    return page.unit.id if page.unit else LISTS if page.kind in LISTING_KINDS else COMMON


def share_out(findings: Iterable[Finding], library: Library) -> Found:
    """Return what each part of a preview tells: a unit what was found in its folders, pages that list units everything."""
    in_folder: dict[str, list[Finding]] = {}
    for finding in findings:
        for folder in PurePosixPath(finding.place.path).parents:
            in_folder.setdefault(str(folder), []).append(finding)

    def found_in(texts: Iterable[Bilingual]) -> list[Finding]:
        folders = dict.fromkeys(library.project.place(each.folder).path for each in texts)
        return [finding for folder in folders for finding in in_folder.get(folder, ())]

    units = {unit.id: found_in(unit.every_text) for unit in library.units}
    return {LISTS: in_folder.get(".", []), COMMON: found_in(library.shared.texts), **units}


def make_keys(survey: Survey, library: Library, found: Found | None) -> Keys:
    """Return the key of every part; `library` is the survey's as it was chosen for this kit, `found` is for a preview."""
    shared = digest(survey.prints.shared, library.choice, found is not None)
    told = {part: write_findings(findings) for part, findings in (found or {}).items()}
    common = digest(shared, list(_led_to(survey, library.shared.texts)), told.get(COMMON))
    places = unit_places(library)
    faces = [_face(unit) for unit in library.units]
    lists = digest(common, faces, code_keys(library), places, lagging(library), count_states(library), told.get(LISTS))
    keys = {ASSETS: shared, COMMON: common, LISTS: lists}
    for unit in library.units:
        texts = unit.every_text
        own = [survey.prints.units[unit_of(library.project, each.source.path)] for each in texts]
        keys[unit.id] = digest(shared, own, list(_led_to(survey, texts)), told.get(unit.id), places.get(unit.id))
    return keys


def every_part(site: Site) -> tuple[str, ...]:
    """Return all parts of a site."""
    return ASSETS, LISTS, COMMON, *site.unit_by_id


def pages_of(site: Site, part: str) -> Iterator[Page]:
    """Yield the pages of a part."""
    if part in (COMMON, LISTS):
        yield from (page for page in site.pages_of[""] if part_of(page) == part)
    else:
        yield from site.pages_of.get(part, ())


def files_of(site: Site, part: str) -> Iterator[tuple[str, Path | bytes]]:
    """Yield what else a part puts into an edition, the same for all languages: its path, and its bytes or its source."""
    project = site.library.project
    pictures: list[Path] = []
    if part == ASSETS:
        yield from make_assets(project, site.edition)
        for texts in (site.library.door, *(case.texts for case in site.library.urgent)):
            yield from recordings_of(site, texts.folder).items() if texts else ()
        pictures = [path for folder in site.pictures_in.values() for path in folder if not unit_of(project, path)]
    elif unit := site.unit_by_id.get(part):
        first, *others = unit.every_text
        if opens(unit, site.edition) == "yes":
            pictures += site.pictures_in.get(first.folder, ())
        for texts in others:
            pictures += site.pictures_in.get(texts.folder, ())
        for texts in unit.every_text:
            yield from recordings_of(site, texts.folder).items()
    yield from ((picture_path(site, path), path) for path in pictures)


def _face(unit: Unit) -> tuple[object, ...]:
    """Return what pages that list units may show of one: all but the text below its headings, and what that cites."""
    cited = [document.cited for texts in unit.every_text for document in texts.documents.values()]
    documents = [
        (language, document.meta, [(told.id, told.values, sorted(told.flags | told.kinds)) for told in document.sections])
        for language, document in unit.texts.documents.items()
    ]
    return unit.id, len(unit.every_text), documents, cited, unit.texts.paired.get(META)


def _led_to(survey: Survey, texts: Iterable[Bilingual]) -> Iterator[str]:
    """Yield the keys of the units that some texts lead to."""
    for unit in sorted(set(_targets(survey.library.project, texts))):
        yield survey.prints.units.get(unit, "")


def _targets(project: Project, texts: Iterable[Bilingual]) -> Iterator[str]:
    """Yield the units that some texts lead to."""
    for each in texts:
        for document in each.documents.values():
            for link in document.links:
                unit = unit_of(project, Path(normpath(document.path.parent / link.partition("#")[0])))
                if unit:
                    yield unit
            yield from (told.values["scenario"] for told in document.sections if "scenario" in told.values)
