"""Editions: every language of an edition joined in one folder, built anew where something has changed.

An edition is what its files are: the pupil's has no guide, key or sheet anywhere, so nothing depends on what a
stylesheet hides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessonkit.checking.survey import Prints, Survey, take_prints
from lessonkit.content.library import WHOLE_KIT, Choice, Library
from lessonkit.content.outline import read_findings, write_findings
from lessonkit.findings import Failure, Finding
from lessonkit.kept import digest
from lessonkit.project import BANDS, Project
from lessonkit.website.catalog import make_catalog
from lessonkit.website.dist import gather, read_record, remove, sizes_of, take_place, write_record
from lessonkit.website.indexing import IndexJob, NotKept, write_index
from lessonkit.website.parts import Found, Keys, every_part, files_of, make_keys, share_out
from lessonkit.website.phone import FOLDER, Phone, make_phone_keys
from lessonkit.website.rendering import Entries, Job, PhoneJob, Sites, drop_kept_parts, open_sites, render, render_phones
from lessonkit.website.stick import STICK_PAGES, stick_key, write_stick
from lessonkit.workers import Workers, portions

FEWEST_PARTS, MOST_PARTS = 6, 20
"""How many lessons a worker renders at once: each time costs it a start, and the memory of their pages."""

FEWEST_PHONES, MOST_PHONES = 3, 12
"""How many phone files a worker makes at once."""

Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Target:
    """Where a kit is built to, where the record of the build is kept, and whether it is for an author's eyes."""

    folder: Path
    record: Path
    preview: bool = False


@dataclass(frozen=True)
class Built:
    """An edition, or the phone files, as it was built: where, how many files and pages, how many bytes."""

    edition: str
    folder: Path
    files: int
    pages: int
    size: int


@dataclass(frozen=True)
class Standing:
    """A kit that stands as it would be built, and what was found when it was."""

    built: tuple[Built, ...]
    findings: tuple[Finding, ...]


def dist_of(project: Project) -> Target:
    """Return where the kit of a project is built to."""
    return Target(project.dist, project.cache / "kit" / "dist.json")


def folder_of(project: Project, choice: Choice) -> Target:
    """Return where a kit of some choice is built to when only a stick wants it; the whole one stands in `dist/`."""
    if choice == WHOLE_KIT:
        return dist_of(project)
    name = digest(choice)[:16]
    return Target(project.cache / "kits" / name, project.cache / "kit" / f"{name}.json")


def standing_kit(prints: Prints, choice: Choice, target: Target) -> Standing | None:
    """Return the kit that stands there, if nothing that it is made from has changed, and nothing in it."""
    record = read_record(target.folder, target.record)
    if record.get("key") != _key(prints, choice, target):
        return None
    return Standing(tuple(_built(target, record["pages"])), tuple(read_findings(record["findings"])))


def build_kit(
    survey: Survey, choice: Choice, target: Target, workers: Workers, told: Told = lambda done, all: None
) -> tuple[Built, ...]:
    """Build all editions; whatever goes wrong, the kit that stood there stays as it was.

    What has not changed since the last build is not built again. `told` hears how many of the parts that have changed
    are built.

    Raises:
        Failure: there is no such place, or the disk refused something.
    """
    library = survey.library.chosen(choice)
    try:
        try:
            return _build(survey, library, target, workers, told, read_record(target.folder, target.record))
        except NotKept:
            return _build(survey, library, target, workers, told, {})
    except BrokenPipeError:  # whoever read what we say went away; that is no fault of the disk
        raise
    except OSError as fault:
        raise Failure("disk", reason=fault.strerror or str(fault)) from fault


def _build(
    survey: Survey, library: Library, target: Target, workers: Workers, told: Told, record: dict[str, Any]
) -> tuple[Built, ...]:
    new = target.folder.with_name(f"{target.folder.name}.new")
    remove(new)
    key = _key(survey.prints, library.choice, target)
    sites = open_sites(library, survey.prints.whole, target.preview)
    found = share_out(survey.findings, library) if target.preview else None
    keys = make_keys(survey, library, found)
    before = record.get("parts", {})
    changed = {part: key for part, key in keys.items() if before.get(part) != key}
    entries = _render(survey, sites, found, changed, new, workers, told)
    jobs = [
        IndexJob(target.record, record.get("key", ""), key, *of, tuple(keys), entries[of], new / of[0] / of[1]) for of in sites
    ]
    names = {path for written in workers.map(write_index, jobs) for path in written}
    phones = {} if target.preview else make_phone_keys(sites, keys)
    _make_phones(survey, library, phones, keys, record.get("phones", {}), new, workers)
    pages = {edition: list(_write_catalog(library, edition, sites, new)) for edition in library.choice.editions}
    own = {phone.path: phones[phone] for phone in phones}
    wanted = {*names, *_files(sites), *own, *(f"{edition}/catalog.json" for edition in pages)}
    stick = "" if target.preview else stick_key(survey.prints.shared, library)
    if stick:
        wanted |= {f"stick/{page.name}" for page in STICK_PAGES}
    if stick != record.get("stick", ""):
        write_stick(library, new / "stick")
    target.record.unlink(missing_ok=True)  # until all is in its place again, nothing is known of it
    gone = [path for path in record["files"] if path not in wanted] if record else None
    take_place(new, target.folder, gone)
    drop_kept_parts(library.project, [*keys, *(unit.id for unit in survey.library.units)])
    counted = {edition: len(listed) for edition, listed in pages.items()} | ({FOLDER: len(phones)} if phones else {})
    if take_prints(library.project, survey.prints.day) == survey.prints:  # else somebody saved a file meanwhile
        said = {"key": key, "parts": keys, "phones": own, "stick": stick, "pages": counted}
        said["findings"] = write_findings(survey.findings)
        write_record(target.folder, target.record, said)
    return tuple(_built(target, counted))


def _render(
    survey: Survey, sites: Sites, found: Found | None, changed: Keys, new: Path, workers: Workers, told: Told
) -> dict[tuple[str, str], Entries]:
    """Render the parts that have changed into `new`; return what the search should know of them, site by site."""
    library = next(iter(sites.values())).library
    for edition in library.choice.editions:
        (new / edition).mkdir(parents=True)
    same = {"root": library.project.root, "survey": survey.prints.whole, "choice": library.choice}
    jobs = [
        Job(
            **same,
            keys=dict(portion),
            into=new / f"job-{number}",
            found=found and {part: found.get(part, ()) for part, _ in portion},
        )
        for number, portion in enumerate(portions([*changed.items()], workers.number, FEWEST_PARTS, MOST_PARTS))
    ]
    entries: dict[tuple[str, str], Entries] = {of: {} for of in sites}
    done = 0
    told(done, len(changed))
    for rendered in workers.map(render, jobs):
        for of, of_parts in rendered.entries.items():
            gather(rendered.job.into / "-".join(of), new / of[0])
            entries[of] |= of_parts
        remove(rendered.job.into)
        done += len(rendered.job.keys)
        told(done, len(changed))
    return entries


def _make_phones(
    survey: Survey, library: Library, phones: dict[Phone, str], keys: Keys, before: dict[str, str], new: Path, workers: Workers
) -> None:
    """Make the phone files that have changed into `new`."""
    same = {"root": library.project.root, "survey": survey.prints.whole, "choice": library.choice, "into": new}
    changed = [phone for phone, key in phones.items() if before.get(phone.path) != key]
    units = {band.id: {unit.id: keys[unit.id] for unit in library.units if unit.band is band} for band in BANDS}
    jobs = [PhoneJob(phone=phone, keys=units.get(phone.band, {}), **same) for phone in changed]
    for _ in workers.map(render_phones, portions(jobs, workers.number, FEWEST_PHONES, MOST_PHONES)):
        pass


def _write_catalog(library: Library, edition: str, sites: Sites, new: Path) -> Iterator[str]:
    """Write the catalog of an edition, and yield the paths of the pages in it."""
    pages = [page for language in library.choice.languages for page in sites[edition, language].pages if page.listed]
    (new / edition / "catalog.json").write_text(make_catalog(library, edition, pages), encoding="utf-8", newline="\n")
    yield from (page.path for page in pages)


def _files(sites: Sites) -> Iterator[str]:
    """Yield the paths of all files of the kit that parts put there."""
    for (edition, _), site in sites.items():
        yield from (f"{edition}/{path}" for page in site.pages for path in (page.path, page.copy) if path)
        for part in every_part(site):
            yield from (f"{edition}/{path}" for path, _ in files_of(site, part))
        if edition == "teacher":
            yield from (f"teacher/data/{lesson.id}.json" for lesson in site.library.lessons)


def _key(prints: Prints, choice: Choice, target: Target) -> str:
    return digest(prints.whole, choice, target.preview)


def _built(target: Target, pages: dict[str, int]) -> Iterator[Built]:
    for edition in pages:
        folder = target.folder / edition
        sizes = sizes_of(folder)
        yield Built(edition, folder, len(sizes), pages[edition], sum(sizes))
