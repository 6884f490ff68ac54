"""Checks of what ages: help channels and sources. Only here is the clock read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lessonkit.checking.lessons import suggest
from lessonkit.content.help import CHANNEL_KEYS
from lessonkit.content.library import Library
from lessonkit.content.sources import SOURCE_KEYS, citations
from lessonkit.findings import Finding, Place, Text, error
from lessonkit.project import BAND_BY_ID

PRINT = ("always", "dated")


def check_channels(library: Library) -> Iterator[Finding]:
    """Every channel has its keys, dates that can be read, and bands that exist."""
    yield from _check_keys(library, "channels", CHANNEL_KEYS, ("id", "vi", "en", "bands", "print", "checked_on", "expires_on"))
    for channel in library.channels:
        for value in (channel.checked_on, channel.expires_on):
            if value and not _date(value):
                yield error(value.place, "date-unreadable", value=str(value))
        for band in channel.bands:
            if band != "all" and band not in BAND_BY_ID:
                yield error(band.place, "band-unknown", band=str(band))
        if channel.print and channel.print not in PRINT:
            yield error(channel.print.place, "value-unknown", key="print", value=str(channel.print), known=", ".join(PRINT))


def check_expiry(library: Library, today: date) -> Iterator[Finding]:
    """A channel or source past its date stops a release: a wrong number is worse than none."""
    for channel in library.channels:
        expires = _date(channel.expires_on)
        if expires and expires < today:
            yield error(channel.expires_on.place, "channel-expired", id=str(channel.id), date=str(channel.expires_on))
    for entry in library.written["sources"]:
        expires = entry.get("expires", "")
        if isinstance(expires, Text) and (ends := _date(expires)) and ends < today:
            yield error(expires.place, "source-expired", id=str(entry.get("id", "")), date=str(expires))


def check_sources(library: Library) -> Iterator[Finding]:
    """Every citation leads to a source, and every source says what it must."""
    yield from _check_keys(library, "sources", SOURCE_KEYS, ("id", "title", "address", "seen", "mark"))
    known = tuple(library.sources)
    for document in library.documents:
        for passage in document.markdown_passages:
            for cited in citations(passage):
                if cited not in library.sources:
                    yield error(cited.place, "source-unknown", id=str(cited), suggestion=suggest(cited, known))
    for channel in library.channels:
        if channel.source and channel.source not in library.sources:
            yield error(
                channel.source.place, "source-unknown", id=str(channel.source), suggestion=suggest(channel.source, known)
            )


def _check_keys(library: Library, written: str, known: tuple[str, ...], needed: tuple[str, ...]) -> Iterator[Finding]:
    path = library.project.channels if written == "channels" else library.project.sources
    seen: set[str] = set()
    for entry in library.written[written]:
        place = next((value.place for value in entry.values() if isinstance(value, Text)), library.project.place(path))
        for key, value in entry.items():
            if key not in known:
                at = value.place if isinstance(value, Text) else place
                yield error(at, "key-unknown", key=key, suggestion=suggest(key, known))
        for key in needed:
            if not entry.get(key):
                yield error(place, "key-missing", key=key)
        id = str(entry.get("id", ""))
        if id in seen:
            yield error(place, "id-twice", id=id, first=_first(library, written, id).line)
        seen.add(id)


def _first(library: Library, written: str, id: str) -> Place:
    return next(entry["id"].place for entry in library.written[written] if entry.get("id") == id)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
