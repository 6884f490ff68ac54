"""The preview: both languages and editions at one address, renewed on save; no mistake of an author stops it."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from lessonkit.checking.survey import Survey, survey_project, take_prints
from lessonkit.content.library import WHOLE_KIT, Choice
from lessonkit.findings import Failure, Finding
from lessonkit.project import Project
from lessonkit.website.editions import Target, build_kit
from lessonkit.website.engine import serve_folder
from lessonkit.workers import Workers

Told = Callable[[tuple[Finding, ...]], None]


def serve_kit(
    project: Project, port: int, ready: Callable[[str], None], told: Told, failed: Callable[[Failure], None]
) -> None:
    """Serve until interrupted. `ready` is told the address, `told` what was found at every build, or `failed` why not."""
    if _taken(port):
        raise Failure("port", port=port, other=port + 1)
    with tempfile.TemporaryDirectory() as folder, Workers() as workers:
        shown = Target(Path(folder, "kit"), Path(folder, "record.json"), preview=True)

        def rebuild() -> None:
            try:
                told(build_preview(project, shown, workers).findings)
            except Failure as failure:
                failed(failure)

        rebuild()
        ready(f"http://127.0.0.1:{port}/teacher/index.html")
        serve_folder(project, shown.folder, rebuild, port)


def build_preview(project: Project, shown: Target, workers: Workers, choice: Choice = WHOLE_KIT) -> Survey:
    """Build a kit for an author's eyes: with what `check` found, and whatever can be shown in spite of it."""
    survey = survey_project(project, take_prints(project, date.today()), workers)
    build_kit(survey, choice, shown, workers)
    return survey


def _taken(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0
