"""Status: how far every document's translation keeps up with its source, for tools and for people."""

from __future__ import annotations

from collections import Counter
from typing import Any

from lessonkit.content.library import Library
from lessonkit.translation.catalogs import Words
from lessonkit.translation.older import find_changes
from lessonkit.translation.pairing import MISSING, PAIRED_STATE, STALE, pairs

Row = dict[str, Any]


def read_status(library: Library) -> list[Row]:
    """Return a row for each document: {folder, title, review, sections: [{id, language, state, critical, place}]}."""
    return [
        {
            "folder": texts.folder.relative_to(library.project.root).as_posix(),
            "title": str(texts.source.text("title")),
            "review": str(texts.source.text("review")),
            "sections": [
                {
                    "id": pair.section,
                    "language": pair.language,
                    "state": pair.state,
                    "critical": pair.critical,
                    "place": str(pair.place),
                }
                for pair in pairs(texts)
            ],
        }
        for texts in library.texts
    ]


def lagging(library: Library) -> list[Row]:
    """Return the rows of the documents that lag behind, each with `titles` and the sections that lag alone.

    Each of these has `changes`: what has changed in the Vietnamese since, as far as the history knows it.
    """
    rows = []
    for texts, row in zip(library.texts, read_status(library)):
        behind = [section for section in row["sections"] if section["state"] != PAIRED_STATE]
        if behind:
            titles = {language: str(document.text("title")) for language, document in texts.documents.items()}
            changes = find_changes(texts, library)
            behind = [section | {"changes": changes.get(section["id"], ())} for section in behind]
            rows.append({"folder": row["folder"], "titles": titles, "sections": behind})
    return rows


def count_states(library: Library) -> dict[str, int]:
    """Return how many sections there are, and how many of them are in each state."""
    states = Counter(pair.state for texts in library.texts for pair in pairs(texts))
    return {"all": states.total(), **{state: states[state] for state in (PAIRED_STATE, STALE, MISSING)}}


def status_text(rows: list[Row], words: Words) -> str:
    """Return the status as lines: a document, what in it lags behind, and the sum."""
    lines = []
    for row in rows:
        paired = sum(section["state"] == PAIRED_STATE for section in row["sections"])
        title = f"{row['title']} ({row['folder']})"
        lines.append(words("status.head", title=title, paired=paired, all=len(row["sections"])))
        for section in row["sections"]:
            if section["state"] != PAIRED_STATE:
                state = words(f"state.{section['state']}")
                lines.append(words("status.section", state=state, section=section["id"], place=section["place"]))
        if row["review"] == "needed":
            lines.append(words("status.review"))
    states = Counter(section["state"] for row in rows for section in row["sections"])
    number = states.total()
    percent = 100 * states[PAIRED_STATE] // number if number else 100
    facts = {"paired": states[PAIRED_STATE], "all": number, "stale": states[STALE], "missing": states[MISSING]}
    return "\n".join([*lines, words("status.sum", percent=percent, **facts)])
