"""Text files: read as UTF-8, LF and NFC, whatever an editor made of them, with what cannot be read told by line."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

from lessonkit.findings import Finding, Place, Text, error
from lessonkit.project import Project

LARGEST_FILE = 512 * 1024
"""Bytes of the largest text file that is read; a lesson has about ten thousand."""

DEEPEST_NESTING = 20
"""How deep brackets, quotes and lists may stand in each other before a Markdown reader becomes slow."""

LONGEST_LINE = 20_000
"""Characters of the longest line that is read."""

INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Characters nobody sees: zero-width, direction marks, soft hyphen, control characters, other line ends than ours."""

_BRACKET = re.compile(r"[\[\]()]")
_MARKS = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d+\.[ \t])*+")
"""What a line starts with: indentation, quotes, list items, as many as stand in each other."""

Lines = tuple[Text, ...]


def read_lines(project: Project, path: Path, found: list[Finding], largest: int = LARGEST_FILE) -> Lines:
    """Read a text file of at most `largest` bytes into lines that know their place; what stands in the way is added to `found`.

    A byte order mark, Windows line ends and decomposed letters are made right silently. A file that cannot be read
    gives no lines and one finding.
    """
    place = project.place(path)
    if path.stat().st_size > largest:
        found.append(error(place, "file-too-large", size=path.stat().st_size // 1024, limit=largest // 1024))
        return ()
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        found.append(error(project.place(path, line), "not-utf-8", guess=_guess_encoding(raw)))
        return ()
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = tuple(Text(line, Place(place.path, number)) for number, line in enumerate(text.split("\n"), 1))
    if not INVISIBLE.search(text) and max(map(len, lines)) <= LONGEST_LINE:
        return lines
    return tuple(_without_hidden(line, found) for line in lines)


def _without_hidden(line: Text, found: list[Finding]) -> Text:
    """Report and take out what the eye cannot see, and what would keep a Markdown reader busy for minutes."""
    if len(line) > LONGEST_LINE:
        found.append(error(line.place, "line-too-long", length=len(line), limit=LONGEST_LINE))
        return Text("", line.place)
    hidden = INVISIBLE.search(line)
    if hidden:
        found.append(error(line.place, "hidden-character", code=f"U+{ord(hidden[0]):04X}", column=hidden.start() + 1))
        line = Text(INVISIBLE.sub("", line), line.place)
    return line


def check_nesting(lines: Lines, found: list[Finding]) -> bool:
    """Say whether a Markdown reader can be trusted with these lines; the first place that is nested too deep is told.

    Brackets are counted over a whole paragraph, since that is how far a Markdown reader looks for their partner.
    """
    depth = opened = 0
    for line in lines:
        if not line.strip():
            depth = opened = 0
            continue
        for sign in _BRACKET.findall(line):
            if sign in "[(":
                depth += 1
                opened += 1
            else:
                depth = max(0, depth - 1)
        marks = _MARKS.match(line)[0]
        steps = len(re.findall(r"[>*+.-]", marks)) + marks.replace("\t", "    ").count(" ") // 4
        if depth > DEEPEST_NESTING or opened > 20 * DEEPEST_NESTING or steps > DEEPEST_NESTING:
            found.append(error(line.place, "nested-too-deep", limit=DEEPEST_NESTING))
            return False
    return True


def read_date(text: str) -> date | None:
    """Return a date that is written as year-month-day, or None."""
    try:
        read = date.fromisoformat(text)
    except ValueError:
        return None
    return read if read.isoformat() == text else None


def _guess_encoding(raw: bytes) -> str:
    """Guess the encoding of a file, or return "?" (never used to convert: an author decides that)."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        text = unicodedata.normalize("NFC", raw.decode("cp1258"))
    except UnicodeDecodeError:
        return "?"
    vietnamese = sum(letter in "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ" for letter in text.lower())
    return "windows-1258" if vietnamese * 100 > len(text) else "?"
