"""The preview: both languages and editions at one address, renewed on save; no mistake of an author stops it."""

from __future__ import annotations

import shutil
import socket
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from lessonkit.checking.checks import check_library
from lessonkit.content.library import Library
from lessonkit.findings import Failure, Finding
from lessonkit.project import Project
from lessonkit.website.editions import build_preview
from lessonkit.website.engine import serve_folder

Told = Callable[[Library, tuple[Finding, ...]], None]


def serve_kit(project: Project, port: int, ready: Callable[[str], None], told: Told) -> None:
    """Serve until interrupted. `ready` is told the address, `told` what was found at every build."""
    if _taken(port):
        raise Failure("port", port=port, other=port + 1)
    with tempfile.TemporaryDirectory() as folder:
        shown = Path(folder, "kit")

        def rebuild() -> None:
            beside = Path(folder, "next")
            shutil.rmtree(beside, ignore_errors=True)
            library = build_preview(project, beside)
            shutil.copytree(beside, shown, dirs_exist_ok=True)
            told(library, check_library(library, date.today()))

        rebuild()
        ready(f"http://127.0.0.1:{port}/teacher/index.html")
        serve_folder(project, shown, rebuild, port)


def _taken(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0
