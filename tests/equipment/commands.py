"""Runs another program for the installer and turns its failure into one sentence."""

import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.equipment.trouble import EquipmentError


def run_command(command: Sequence[str | Path], failure: str, folder: Path | None = None) -> str:
    """
    Run a program to its end and return what it wrote to standard output.

    Raises:
        EquipmentError: it could not be started or ended with an error; the message is
            *failure* followed by what the program complained of.
    """
    try:
        ended = subprocess.run(
            command,
            cwd=folder,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise EquipmentError(f"{failure}: {error}") from error
    if ended.returncode:
        raise EquipmentError(f"{failure}: {_complaint(ended.stderr or ended.stdout) or f'exit status {ended.returncode}'}")
    return ended.stdout


def _complaint(said: str) -> str:
    """Return the first line that speaks of an error, else the last."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return next((line for line in lines if re.search(r"\berror|^E:", line, re.IGNORECASE)), lines[-1] if lines else "")
