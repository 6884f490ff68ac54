"""Recordings: checks of what was read aloud, and the list of what still lacks a recording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from lessonkit.content.library import Library
from lessonkit.content.recordings import ALOUD, SOUND, VOICES, recordings_in, slots_of
from lessonkit.content.sound import read_sound
from lessonkit.findings import Finding, error
from lessonkit.project import LANGUAGES
from lessonkit.translation.catalogs import Words

MOST_KBITS = 32
"""Kilobits a second: enough for a voice, and small enough for a stick."""

LARGEST_RECORDING = 240 * 1024
"""Bytes: a minute at 32 kbit/s. What takes longer is too long for a first-grader."""

LARGEST_VOICE = 3 * 1024 * 1024
"""Bytes that one voice may take for one lesson with its questions, or for one page of help: the budget of a unit."""

LONGEST_LINE = 70
"""Letters of a text that the list of what is missing shows."""


def check_recordings(library: Library) -> Iterator[Finding]:
    """Each recording belongs to a text, is an MP3 for a voice that the kit knows, and is not too large."""
    names: dict[str, dict[Path, list[str]]] = {}
    sizes: dict[tuple[Path, str], int] = defaultdict(int)
    for path in (path for path in library.files if path.suffix == SOUND):
        place, voice, folder = library.project.place(path), path.parent.name, path.parent.parent.parent
        if path.parent.parent.name != ALOUD:
            yield error(place, "recording-misplaced")
            continue
        if voice not in VOICES:
            yield error(place, "recording-voice-unknown", voice=voice, known=", ".join(VOICES))
            continue
        if voice not in names:
            names[voice] = defaultdict(list)
            for slot in slots_of(library, voice):
                names[voice][slot.texts.folder].append(slot.name)
        known = names[voice][folder]
        if path.stem not in known:
            near = get_close_matches(path.stem, known, 1) or known[:1] or ["–"]
            yield error(place, "recording-without-text", name=path.stem, near=near[0])
        sizes[folder, voice] += path.stat().st_size
        yield from _check_sound(path, library)
    for (folder, voice), size in _by_unit(library, sizes).items():
        if size > LARGEST_VOICE:
            place = library.project.place(folder / ALOUD / voice)
            yield error(place, "recordings-over-budget", size=size // 1024, limit=LARGEST_VOICE // 1024)


def _check_sound(path: Path, library: Library) -> Iterator[Finding]:
    place, size = library.project.place(path), path.stat().st_size
    if size > LARGEST_RECORDING:
        yield error(place, "recording-too-large", size=size // 1024, limit=LARGEST_RECORDING // 1024)
        return
    sound = read_sound(path.read_bytes())
    if not sound:
        yield error(place, "recording-not-mp3")
    elif sound.kbits > MOST_KBITS + 0.5:
        yield error(place, "recording-bit-rate", kbits=round(sound.kbits), limit=MOST_KBITS)


def _by_unit(library: Library, sizes: dict[tuple[Path, str], int]) -> dict[tuple[Path, str], int]:
    """Add what a quiz has been recorded with to its lesson."""
    summed: dict[tuple[Path, str], int] = defaultdict(int)
    quizzes = {lesson.quiz.texts.folder: lesson.texts.folder for lesson in library.lessons if lesson.quiz}
    for (folder, voice), size in sizes.items():
        summed[quizzes.get(folder, folder), voice] += size
    return summed


def read_recordings(library: Library) -> list[dict[str, Any]]:
    """Return a row for each document and voice: {folder, voice, recorded, all, missing: [{file, text}]}.

    The kit's own languages are listed always, others where somebody has begun.
    """
    done = recordings_in(library)
    begun = {voice for texts in done.values() for voices in texts.values() for voice in voices}
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for voice in (voice for voice in VOICES if voice in LANGUAGES or voice in begun):
        for slot in slots_of(library, voice):
            folder = library.project.place(slot.texts.folder).path
            empty = {"folder": folder, "voice": voice, "recorded": 0, "all": 0, "missing": []}
            row = rows.setdefault((folder, voice), empty)
            row["all"] += 1
            if voice in done.get(slot.texts.folder, {}).get(slot.name, ()):
                row["recorded"] += 1
            else:
                row["missing"].append({"file": library.project.place(slot.path(voice)).path, "text": slot.text})
    return [rows[key] for key in sorted(rows)]


def recordings_text(rows: list[dict[str, Any]], words: Words) -> str:
    """Return the list of what lacks a recording as lines: a document in a voice, its missing files, and the sum."""
    lines = []
    for row in rows:
        lines.append(words("status.recordings", **{key: row[key] for key in ("folder", "voice", "recorded", "all")}))
        for missing in row["missing"]:
            text = " ".join(missing["text"].split())
            lines.append(f"  {missing['file']}: {text[:LONGEST_LINE]}{'…' if len(text) > LONGEST_LINE else ''}")
    return "\n".join([*lines, recordings_sum(rows, words)])


def recordings_sum(rows: list[dict[str, Any]], words: Words) -> str:
    """Return how many of all texts have been recorded, voice by voice."""
    told = []
    for voice in dict.fromkeys(row["voice"] for row in rows):
        own = [row for row in rows if row["voice"] == voice]
        recorded, every = sum(row["recorded"] for row in own), sum(row["all"] for row in own)
        told.append(f"{voice} {recorded}/{every}")
    return words("status.recordings.sum", voices=", ".join(sorted(told, key=lambda each: VOICES.index(each.split()[0]))))
