"""What all commands say alike: findings, failures, and how long a path is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from lessonkit.checking.printer import FORMATS
from lessonkit.findings import Failure, Finding
from lessonkit.translation.catalogs import Words


def say_findings(findings: Iterable[Finding], words: Words, form: str = "text") -> None:
    """Print findings in a form."""
    text = FORMATS[form](tuple(findings), words)
    if text:
        click.echo(text)


def tell(failure: Failure, words: Words) -> str:
    """Return a failure as one sentence."""
    return words(f"failure.{failure.name}", **failure.facts)


def number_of(findings: Iterable[Finding], severity: str) -> int:
    """Return how many findings are so grave."""
    return sum(finding.severity == severity for finding in findings)


def short(path: Path) -> str:
    """Return a path as one would type it from here."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)
