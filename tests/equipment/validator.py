"""Asks html-validate whether pages are correct HTML."""

import glob
import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.equipment.install import Equipment
from tests.equipment.trouble import EquipmentError

RULES = Path(__file__).with_name("htmlvalidate.json")


class Fault(NamedTuple):
    """One rule that a page breaks, and where."""

    path: Path
    line: int
    """Counted from 1."""
    rule: str
    message: str


def validate(files: Sequence[Path], equipment: Equipment) -> list[Fault]:
    """
    Judge all *files* in one run of the validator, sorted by file and line.

    Raises:
        FileNotFoundError: a file is absent; the validator itself would pass over it.
        EquipmentError: the validator did not run.
    """
    if not files:
        return []
    paths = sorted({file.resolve(strict=True) for file in files})
    folder = Path(os.path.commonpath([path.parent for path in paths]))
    # Relative and escaped, because the validator takes names for patterns.
    names = [glob.escape(path.relative_to(folder).as_posix()) for path in paths]
    with tempfile.TemporaryDirectory() as scratch:
        # Into a file: what it writes to a pipe is cut off at the pipe's size when it exits.
        report = Path(scratch, "report.json")
        ended = subprocess.run(
            [equipment.node, equipment.html_validate, "--config", RULES, "--formatter", f"json={report}", *names],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if not report.exists():
            raise EquipmentError(f"html-validate did not run: {ended.stderr.strip() or ended.stdout.strip()}")
        judged = json.loads(report.read_text(encoding="utf-8"))
    return [
        Fault(folder / page["filePath"], message["line"], message["ruleId"], message["message"])
        for page in judged
        for message in page["messages"]
    ]
