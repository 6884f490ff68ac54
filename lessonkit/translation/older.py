"""What a translation still says: the Vietnamese as it stood when it was translated, found in the history by its hash.

`paired.yml` holds hashes, not words, so the kit carries no second copy of any text. Where the repository's history is at
hand, the older words are found there; it is asked only when something is stale.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory

from lessonkit.content.bilingual import Bilingual
from lessonkit.content.library import Library
from lessonkit.content.manuscript import read_document
from lessonkit.project import SOURCE_LANGUAGE, Project
from lessonkit.translation.catalogs import Words
from lessonkit.translation.pairing import STALE, hash_of, pairs, words_of

MOST_VERSIONS = 200
"""How many versions of a file are looked at, the newest first."""


def find_changes(texts: Bilingual, library: Library) -> Mapping[str, tuple[str, ...]]:
    """Return, for each stale section of a document, the lines that have gone (`-`) and come (`+`) since it was translated.

    A section whose older words are not in the history has none.
    """
    stale = dict.fromkeys(pair.section for pair in pairs(texts) if pair.state == STALE)
    olds = _older_versions(library.project, texts) if stale else iter(())
    seen: list[Bilingual] = []
    found = {}
    for section in stale:
        old = _version_of(section, texts, seen, olds)
        before, after = (words_of(version, section).splitlines() for version in (old or texts, texts))
        found[section] = tuple(unified_diff(before, after, lineterm="", n=1))[2:]
    return found


def changes_text(library: Library, words: Words) -> str:
    """Return, for each stale section, what has changed in the Vietnamese since it was translated."""
    lines = []
    for texts in library.texts:
        for section, changes in find_changes(texts, library).items():
            place = f"{library.project.place(texts.source.path).path} #{section}"
            lines.append(place if changes else words("status.changes.unknown", place=place))
            lines += [f"    {line}" for line in changes]
    return "\n".join(lines) or words("status.changes.none")


def _version_of(section: str, texts: Bilingual, seen: list[Bilingual], olds: Iterator[Bilingual]) -> Bilingual | None:
    """Return the version in which a section has the hash that was recorded; `seen` keeps what has been read on the way."""
    for old in seen:
        if hash_of(old, section) == texts.paired.get(section):
            return old
    for old in olds:
        seen.append(old)
        if hash_of(old, section) == texts.paired.get(section):
            return old
    return None


def _older_versions(project: Project, texts: Bilingual) -> Iterator[Bilingual]:
    """Yield the Vietnamese of a document as it stood before, the newest first; nothing where there is no history."""
    path = project.place(texts.source.path).path
    with TemporaryDirectory() as folder:
        for version in _git(project, "log", f"--max-count={MOST_VERSIONS}", "--format=%H", "--", path).split():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(_git(project, "show", f"{version}:./{path}"), encoding="utf-8", newline="\n")
            document = read_document(Project(Path(folder)), file, [])
            yield replace(texts, documents={SOURCE_LANGUAGE: document}, paired={})


def _git(project: Project, *arguments: str) -> str:
    try:
        said = subprocess.run(["git", *arguments], cwd=project.root, capture_output=True, encoding="utf-8", errors="replace")
    except FileNotFoundError:  # there need not be a git
        return ""
    return said.stdout if said.returncode == 0 else ""
