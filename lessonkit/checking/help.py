"""Checks of what ages: help channels, sources, editions that are recalled. Only here is the clock read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lessonkit.checking.front_matter import misspelt, suggest
from lessonkit.content.help import CHANNEL_KEYS, SLOTS
from lessonkit.content.library import Library
from lessonkit.content.recall import RECALL_KEYS
from lessonkit.content.sources import SOURCE_KEYS
from lessonkit.content.text import read_date
from lessonkit.findings import Finding, Place, Text, error
from lessonkit.project import BAND_BY_ID

PRINT = ("always", "dated")
LOCAL_KEYS = ("id", "vi", "en", "checked_on", "expires_on")
NEEDED_KEYS = ("id", "vi", "en", "bands", "print", "checked_on", "expires_on")


def check_channels(library: Library) -> Iterator[Finding]:
    """Every channel has its keys, dates that can be read, and bands that exist."""
    for path in library.written:
        if path == library.project.channels or path.parent == library.project.places:
            yield from check_keys(library, path, CHANNEL_KEYS, NEEDED_KEYS if path == library.project.channels else LOCAL_KEYS)
    for channel in library.every_channel:
        yield from _check_dates(channel.checked_on, channel.expires_on)
        for band in channel.bands:
            if band != "all" and band not in BAND_BY_ID:
                yield error(band.place, "band-unknown", band=str(band))
        if channel.print and channel.print not in PRINT:
            yield error(channel.print.place, "value-unknown", key="print", value=str(channel.print), known=", ".join(PRINT))
    for channels in library.places.values():
        for channel in channels:
            if channel.id and channel.id not in SLOTS:
                yield error(channel.id.place, "value-unknown", key="id", value=str(channel.id), known=", ".join(SLOTS))


def check_expiry(library: Library, today: date) -> Iterator[Finding]:
    """A channel or source past its date stops a release: a wrong number is worse than none."""
    for channel in library.every_channel:
        expires = read_date(channel.expires_on)
        if expires and expires < today:
            yield error(channel.expires_on.place, "channel-expired", id=str(channel.id), date=str(channel.expires_on))
    for entry in library.written[library.project.sources]:
        expires = entry.get("expires", "")
        if isinstance(expires, Text) and (ends := read_date(expires)) and ends < today:
            yield error(expires.place, "source-expired", id=str(entry.get("id", "")), date=str(expires))


def check_sources(library: Library) -> Iterator[Finding]:
    """Every citation leads to a source, and every source says what it must."""
    yield from check_keys(library, library.project.sources, SOURCE_KEYS, ("id", "title", "address", "seen", "mark"))
    for entry in library.written[library.project.sources]:
        yield from _check_dates(*(value for key in ("seen", "expires") if isinstance(value := entry.get(key), Text)))
    if library.told(library.project.sources.name):
        return  # a source that seems unknown may stand where the file could not be read
    known = tuple(library.sources)
    for document in library.documents:
        for cited in document.cited:
            if cited not in library.sources:
                yield error(cited.place, "source-unknown", id=str(cited), suggestion=suggest(cited, known))
    for channel in library.every_channel:
        if channel.source and channel.source not in library.sources:
            yield error(
                channel.source.place, "source-unknown", id=str(channel.source), suggestion=suggest(channel.source, known)
            )


def check_recalls(library: Library) -> Iterator[Finding]:
    """A recall names an older edition, and says why in every language."""
    yield from check_keys(library, library.project.recalled, RECALL_KEYS, RECALL_KEYS)
    for recall in library.recalls:
        yield from _check_dates(recall.date)
        if read_date(recall.date) and recall.date >= library.date:
            yield error(recall.date.place, "recall-not-older", date=str(recall.date), own=library.date)


def _check_dates(*values: Text) -> Iterator[Finding]:
    for value in values:
        if value and not read_date(value):
            yield error(value.place, "date-unreadable", value=str(value))


def check_keys(library: Library, path: Path, known: tuple[str, ...], needed: tuple[str, ...]) -> Iterator[Finding]:
    """The entries of a list have the keys that they need and no others, each of its kind, and an id of their own."""
    seen: dict[str, Place] = {}
    for entry in library.written[path]:
        place = next((value.place for value in entry.values() if isinstance(value, Text)), library.project.place(path))
        for key, value in entry.items():
            at = value.place if isinstance(value, Text) else value[0].place if value else place
            if key not in known:
                yield error(at, "key-unknown", key=key, suggestion=suggest(key, known))
            elif not isinstance(value, Text) and key not in ("bands", "codes"):
                yield error(at, "value-is-string", key=key)
        for key in needed:
            if not entry.get(key) and key not in misspelt(entry, known):
                yield error(place, "key-missing", key=key)
        id = entry.get("id")
        if isinstance(id, Text) and id in seen:
            yield error(id.place, "id-twice", id=str(id), first=seen[id].line)
        elif isinstance(id, Text) and id:
            seen[str(id)] = id.place
