"""Serving: from an author's save to the renewed page, ours beside `mkdocs serve` of the stock stack."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.builds import edit_lesson
from lessonkit.project import Project

PORT = 8790
PATIENCE = 3600


def serve_both(kit: Project, folder: Path, stock_too: bool) -> list[str]:
    """Return the rows of a table: seconds from the start to the first page, and from a save to the renewed page."""
    rows = ["| preview | first page s | save to renewed page s |", "|---|---|---|"]
    lesson = min(kit.lessons.glob("*/*/vi.md"))
    number = re.search(r"^number: (\d+)$", lesson.read_text(encoding="utf-8"), re.MULTILINE)
    page = f"teacher/vi/{lesson.parent.parent.name}/lesson-{int(number[1]):02}/lesson.html"
    first, again = _serve([sys.executable, "-m", "lessonkit", "serve", "--port", str(PORT)], kit.root, page, lesson)
    rows.append(f"| ours | {first:.1f} | {again:.1f} |")
    if stock_too:
        site = folder / "stock"
        lesson = min((site / "docs" / "vi").glob("*/lesson-*.md"))
        page = min((site / "site").glob("??-??/lesson-*.html")).relative_to(site / "site").as_posix()
        command = [Path(sys.executable).parent / "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{PORT}"]
        first, again = _serve(command, site, page, lesson)
        rows.append(f"| stock | {first:.1f} | {again:.1f} |")
    return rows


def _serve(command: list[str | Path], folder: Path, page: str, source: Path) -> tuple[float, float]:
    settings = {**os.environ, "PYTHONPATH": str(folder), "NO_MKDOCS_2_WARNING": "1"}
    started = time.perf_counter()
    server = subprocess.Popen(
        [str(part) for part in command], cwd=folder, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(page, "</html>")
        first = time.perf_counter() - started
        time.sleep(3)  # so that the watcher is at rest
        written = source.read_text(encoding="utf-8")
        saved = time.perf_counter()
        if "{#opening" in written:
            edit_lesson(source, "Vừalưuxong")
        else:
            source.write_text(f"{written}\n\nVừalưuxong\n", encoding="utf-8")
        _wait_for(page, "Vừalưuxong")
        return first, time.perf_counter() - saved
    finally:
        server.terminate()
        server.wait()


def _wait_for(page: str, text: str) -> None:
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/{page}", timeout=PATIENCE) as answer:
                if text in answer.read().decode("utf-8"):
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.05)
    raise TimeoutError(f"{page} was not renewed")
