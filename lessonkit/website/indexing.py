"""Indexing: the search of each site, from what is known of its pages; those that were not built again are remembered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lessonkit.kept import read_kept, write_kept
from lessonkit.website.search import Entry, make_index


class NotKept(Exception):
    """What was known of the pages of the last build is gone: all must be built again."""


@dataclass(frozen=True)
class IndexJob:
    """What is to be indexed: the pages of a site, those of `entries` new, the others as the record of a build has them."""

    record: Path
    before: str
    """The key of the build that the record is of, "" if nothing is known of any."""
    key: str
    edition: str
    language: str
    parts: tuple[str, ...]
    entries: dict[str, list[Entry]]
    into: Path


def write_index(job: IndexJob) -> list[str]:
    """Write the search of a site, and return the paths of its files."""
    path = job.record.with_name(f"{job.record.stem}-{job.edition}-{job.language}.json")
    known = _read_entries(path, job.before) | job.entries
    entries = {part: known.get(part, []) for part in job.parts}
    kept = {part: [entry.row for entry in here] for part, here in entries.items()}
    write_kept(path, {"key": job.key, "entries": kept})
    names = []
    for name, text in make_index(entry for here in entries.values() for entry in here):
        job.into.mkdir(parents=True, exist_ok=True)
        (job.into / name).write_text(text, encoding="utf-8", newline="\n")
        names.append(f"{job.edition}/{job.language}/{name}")
    return names


def _read_entries(path: Path, key: str) -> dict[str, list[Entry]]:
    if not key:
        return {}
    kept = read_kept(path)
    if kept.get("key") != key:
        raise NotKept
    return {part: [Entry.of(row) for row in here] for part, here in kept["entries"].items()}
