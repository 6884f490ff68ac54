"""Broken samples: what is written into a sound kit, and the findings expected beside the very lines that are wrong.

A sample is a small text file. A line that starts with `#` says what is wrong, `@ path` opens a file of the sound kit
(`@ path new` a new one, `@ path gone` takes one away), `- line` takes a line out, `= line` names one that stays, and
`+ line` adds one there. `  ⟸ rule` at the end of a line that stays or is added is a finding expected at that line.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lessonkit.checking.checks import check_library
from lessonkit.content.reading import read_library
from lessonkit.findings import Finding
from lessonkit.project import Project

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests" / "samples"
TODAY = date(2026, 3, 2)
"""The day on which the sound kit is checked; its channels and sources are valid then."""

_HEAD = re.compile(r"(.+?)(?: (new|gone))?")
_MARK = "  ⟸ "

Told = tuple[str, int, str]
"""What a finding comes to: the path, the line and the rule."""


@dataclass(frozen=True)
class Sample:
    """Files to be written into the sound kit (None takes one away), and what must be found then."""

    sentence: str
    files: Mapping[str, str | None]
    expected: frozenset[Told]


def one_of_each_rule() -> list[Path]:
    """Return the first sample of every rule; the others, `rule-variant.sample`, break the same rule in another way."""
    files = sorted(SAMPLES.glob("*.sample"))
    rules = {file.stem for file in files}
    return [file for file in files if not any(file.stem.startswith(f"{rule}-") for rule in rules)]


def make_sound_kit(folder: Path) -> Project:
    """Copy the sound kit, and the project's own catalogs, into a folder that is not there yet."""
    shutil.copytree(SAMPLES / "kit", folder)
    shutil.copytree(ROOT / "locales", folder / "locales")
    return Project(folder)


def check(project: Project) -> tuple[Finding, ...]:
    """Return all that is found in a kit on the fixed day."""
    return check_library(read_library(project), TODAY)


def told(findings: Iterable[Finding]) -> set[Told]:
    return {(finding.place.path, finding.place.line, finding.rule) for finding in findings}


def write_sample(sample: Sample, project: Project) -> None:
    for path, text in sample.files.items():
        if text is None:
            (project.root / path).unlink()
        else:
            (project.root / path).parent.mkdir(parents=True, exist_ok=True)
            (project.root / path).write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def broken(sample: Sample, project: Project) -> Iterator[None]:
    """Have a kit broken by a sample for a while."""
    before = {path: path.read_bytes() for path in (project.root / path for path in sample.files) if path.is_file()}
    write_sample(sample, project)
    yield
    for path in (project.root / path for path in sample.files):
        if path in before:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(before[path])
        else:
            path.unlink()
    for folder in {(project.root / path).parent for path in sample.files}:
        if not any(folder.iterdir()):
            folder.rmdir()


def read_sample(sample: Path, project: Project) -> Sample:
    """Read a sample against the kit that it breaks."""
    sentences: list[str] = []
    edits: dict[str, list[str]] = {}
    for line in sample.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            sentences.append(line[2:])
        elif line.startswith("@"):
            edit = edits.setdefault(line[2:], [])
        elif line:
            edit.append(line)
    files: dict[str, str | None] = {}
    expected: set[Told] = set()
    for head, lines in edits.items():
        path, fate = _HEAD.fullmatch(head).groups()
        written = [] if fate == "new" else (project.root / path).read_text(encoding="utf-8").splitlines()
        files[path] = None if fate == "gone" else _edit(path, written, lines, expected)
    return Sample(" ".join(sentences), files, frozenset(expected))


def _edit(path: str, below: list[str], edits: list[str], expected: set[Told]) -> str:
    """Return the text after the edits; the marks on them are added to `expected`."""
    above: list[str] = []
    for edit in edits:
        sign, (line, _, rules) = edit[0], edit[2:].partition(_MARK)
        if sign in "-=":
            assert line in below, f"{path} has no such line from here on: {line}"
            number = below.index(line)
            above, below = above + below[:number], below[number + 1 :]
        if sign in "+=":
            above.append(line)
            expected |= {(path, len(above), rule) for rule in rules.split()}
    return "\n".join([*above, *below]) + "\n"
