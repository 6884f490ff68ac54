"""The interface's words: gettext catalogs `locales/<language>/LC_MESSAGES/site.po`, read through Babel.

A message is named (`quiz.try-again`), not quoted: templates, scripts and modules hold no words in any language. The
catalogs are read as they are written; nothing compiled is kept.
"""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from io import BytesIO, StringIO
from typing import Any

from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import Translations

from lessonkit.findings import Finding, Place, error
from lessonkit.project import LANGUAGES, SOURCE_LANGUAGE, Project


@dataclass(frozen=True)
class Words:
    """The words of one language: called with a key and facts they give a sentence, `many` one that counts."""

    language: str
    catalog: Catalog
    place: Place

    @cached_property
    def _translations(self) -> Translations:
        compiled = BytesIO()
        write_mo(compiled, self.catalog)
        compiled.seek(0)
        return Translations(compiled)

    def __call__(self, key: str, /, **facts: Any) -> str:
        """Return the message with its facts filled in; an unknown key is our own mistake and raises KeyError."""
        text = self._translations.gettext(key)
        if text == key:
            raise KeyError(f"{self.place.path} has no message {key}")
        return text.format(**facts) if facts else text

    def many(self, key: str, number: int, /, **facts: Any) -> str:
        """Return the message in the plural form that the number asks for."""
        return self._translations.ngettext(key, key, number).format(number=number, **facts)

    def date(self, iso: str) -> str:
        """Return an ISO date as people of this language write it; what is no date (a check tells) stays as it is."""
        return _date(iso, self("date.pattern"), self.language)

    def has(self, key: str) -> bool:
        return key in self.catalog


@lru_cache(maxsize=64)
def _date(iso: str, pattern: str, language: str) -> str:
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return format_date(day, pattern, locale=language)


def read_words(project: Project, language: str) -> Words:
    """Read the catalog of a language."""
    path = project.locales / language / "LC_MESSAGES" / "site.po"
    text = path.read_bytes().decode("utf-8-sig")
    return Words(language, read_po(StringIO(text), locale=language, abort_invalid=True), project.place(path))


def read_spoken(project: Project, language: str) -> Words:
    """Read the catalog to speak from: another language's where this one cannot be read, so that `check` can say so."""
    for spoken in (language, *LANGUAGES):
        try:
            return read_words(project, spoken)
        except (PoFileError, UnicodeDecodeError):
            continue
    return read_words(project, language)


def check_catalogs(project: Project) -> Iterator[Finding]:
    """Yield what a translator of the interface should mend: a missing, fuzzy or differently filled message."""
    catalogs = {}
    for language in LANGUAGES:
        path = project.locales / language / "LC_MESSAGES" / "site.po"
        try:
            catalogs[language] = read_words(project, language)
        except PoFileError as fault:
            yield error(project.place(path, fault.lineno + 1), "catalog-unreadable")
            return
        except UnicodeDecodeError as fault:
            yield error(project.place(path, fault.object[: fault.start].count(b"\n") + 1), "catalog-unreadable")
            return
    source = catalogs[SOURCE_LANGUAGE]
    for words in catalogs.values():
        for message in source.catalog:
            if message.id:
                yield from _check_message(message.id, source, words)
        for message in words.catalog:
            key = _key(message.id)
            if key and not source.has(key):
                yield error(_place(words, key), "message-unknown", key=key)


def _check_message(id: str | tuple[str, ...], source: Words, words: Words) -> Iterator[Finding]:
    key = _key(id)
    message = words.catalog.get(key)
    if not message or not all(_forms(message.string)):
        yield error(_place(words, key) if message else words.place, "message-missing", key=key)
    elif message.fuzzy:
        yield error(_place(words, key), "message-fuzzy", key=key)
    elif _fields(message.string) != _fields(source.catalog.get(key).string):
        yield error(_place(words, key), "message-fields-differ", key=key)


def _key(id: str | tuple[str, ...]) -> str:
    return id if isinstance(id, str) else id[0]


def _place(words: Words, key: str) -> Place:
    return Place(words.place.path, words.catalog.get(key).lineno or 1)


def _forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def _fields(text: str | tuple[str, ...]) -> set[str]:
    """Return the names in braces; a brace that has no partner makes a name that no other message has."""
    try:
        return {name for form in _forms(text) for _, name, _, _ in string.Formatter().parse(form) if name}
    except ValueError:
        return {"{"}
