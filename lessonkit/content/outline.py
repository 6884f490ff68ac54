"""Outlines: what is kept of a document between builds, so that what has not changed need not be read again.

An outline holds all of a document but the text below its headings, which is read from the file when somebody asks for
it. It is plain JSON: whatever it may hold, reading it runs nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from lessonkit.content.bilingual import Bilingual
from lessonkit.content.document import Body, Document, Section
from lessonkit.content.manuscript import read_document
from lessonkit.findings import Failure, Finding, Place, Text
from lessonkit.project import Project

Outline = dict[str, Any]

OPEN_DOCUMENTS = 128
"""How many documents whose outline was kept are held open at once."""


def fingerprint(path: Path) -> str:
    """Return a hash of the bytes of a file."""
    return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()


def write_outline(texts: Bilingual, findings: Iterable[Finding]) -> Outline:
    """Return the outline of what stands in one folder, and what was found while reading it."""
    return {
        "documents": {language: _write_document(document) for language, document in texts.documents.items()},
        "paired": {section: _write_text(hash) for section, hash in texts.paired.items()},
        "findings": write_findings(findings),
    }


def read_outline(project: Project, id: str, folder: Path, outline: Outline) -> tuple[Bilingual, list[Finding]]:
    """Return what `write_outline` was given."""
    documents = {
        language: _read_document(project, folder / f"{language}.md", written)
        for language, written in outline["documents"].items()
    }
    place = project.place(folder).path
    paired = {section: _read_text(written, f"{place}/paired.yml") for section, written in outline["paired"].items()}
    return Bilingual(id, folder, documents, paired), read_findings(outline["findings"])


def write_findings(findings: Iterable[Finding]) -> list[Any]:
    """Return findings as plain lists."""
    return [[found.place.path, found.place.line, found.rule, found.severity, dict(found.facts)] for found in findings]


def read_findings(written: Iterable[Any]) -> list[Finding]:
    """Return what `write_findings` was given."""
    return [Finding(Place(path, line), rule, severity, facts) for path, line, rule, severity, facts in written]


def _write_document(document: Document) -> Outline:
    return {
        "digest": fingerprint(document.path),
        "meta": {
            key: _write_text(value) if isinstance(value, Text) else [_write_text(item) for item in value]
            for key, value in document.meta.items()
        },
        "lists": [key for key, value in document.meta.items() if not isinstance(value, Text)],
        "sections": [_write_section(section) for section in document.sections],
        "links": [_write_text(link) for link in document.links],
        "cited": [_write_text(id) for id in document.cited],
    }


def _read_document(project: Project, path: Path, outline: Outline) -> Document:
    place = project.place(path)
    meta = {
        key: tuple(_read_text(item, place.path) for item in value) if key in outline["lists"] else _read_text(value, place.path)
        for key, value in outline["meta"].items()
    }
    sections = tuple(_read_section(project, path, place.path, outline["digest"], told) for told in outline["sections"])
    links, cited = (tuple(_read_text(text, place.path) for text in outline[key]) for key in ("links", "cited"))
    return Document(path, place, path.stem, meta, sections, links, cited)


def _write_section(section: Section) -> list[Any]:
    values = {key: str(value) for key, value in section.values.items()}
    facts = [sorted(section.flags), sorted(section.kinds), section.digest]
    return [str(section.id), str(section.title), section.place.line, values, *facts]


def _read_section(project: Project, path: Path, where: str, digest: str, written: list[Any]) -> Section:
    id, title, line, values, flags, kinds, source = written
    place = Place(where, line)
    told = {key: Text(value, place) for key, value in values.items()}
    body = partial(_body, project, path, digest, id)
    return Section(Text(id, place), Text(title, place), told, frozenset(flags), frozenset(kinds), source, body)


def _body(project: Project, path: Path, digest: str, id: str) -> Body:
    return _bodies(project, path, digest)[id]


@lru_cache(maxsize=OPEN_DOCUMENTS)
def _bodies(project: Project, path: Path, digest: str) -> Mapping[str, Body]:
    """Read a document whose outline was kept, and return the text of its sections.

    Raises:
        Failure: somebody saved the file since this build looked at it.
    """
    if fingerprint(path) != digest:
        raise Failure("changed-meanwhile", file=project.place(path).path)
    return {str(section.id): section.body() for section in read_document(project, path, []).sections}


def _write_text(text: Text) -> list[Any]:
    return [str(text), text.place.line]


def _read_text(written: list[Any], path: str) -> Text:
    text, line = written
    return Text(text, Place(path, line))
