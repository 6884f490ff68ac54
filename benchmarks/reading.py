"""Reading: what a page costs a slow computer, and how long its search takes, ours beside the stock stack's.

Ours is opened from a folder, as from a stick. The stock site is served over HTTP, since its search does not work from a
folder unless a script is fetched from the internet: that is to its advantage.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page, sync_playwright

from lessonkit.project import Project
from lessonkit.website.assets import OWN_SCRIPTS
from tests.equipment.chromium import SWITCHES
from tests.equipment.install import PROJECT, install

THROTTLE, ROUNDS = 4, 5
PRACTICE_THROTTLE = 6
QUERY = "duong link"

PRACTICE = {
    "*/lesson-*/quiz.html": ("kit-question input", "kit-question button[type=submit]", ".verdict .reply"),
    "*/rehearsal-*/scenario.html": (".scene.shown .way", "", ".scene.shown:not(:first-of-type)"),
    "*/room-*/room.html": ("kit-room .spot", "kit-room .judge button", "kit-room .verdict:not(:empty)"),
}
"""Pages that one does something on: what is pressed first, what then, and what must stand there as the answer."""

ACT = """addEventListener("DOMContentLoaded", () => {
    for (const pressed of %s) if (pressed) document.querySelector(pressed).click();
    window.answered = document.querySelector(%s) ? performance.now() : -1;
})"""
"""Does the first thing as soon as the page's scripts have run."""


def read_all(kit: Project, folder: Path) -> list[str]:
    """Return the rows of a table: medians in milliseconds, at a quarter of this computer's speed."""
    lesson = min((kit.dist / "pupil" / "vi").glob("*/*/lesson.html"))
    stock = min((folder / "stock" / "site").glob("??-??/lesson-*.html"))  # the first language stands at the root
    rows = ["| page | load | main thread | script | first result of a search | page bytes |", "|---|---|---|---|---|---|"]
    with sync_playwright() as playwright, _served(folder / "stock" / "site") as address:
        chromium = playwright.chromium.launch(executable_path=str(install(PROJECT).chromium), args=SWITCHES[:-1])
        for name, url, box, result in (
            ("ours", lesson.as_uri(), "input[name=q]", ".search-results a"),
            ("stock", address + stock.relative_to(folder / "stock" / "site").as_posix(), ".md-search__input",
             ".md-search-result__item"),
        ):  # fmt: skip
            loads = [_load(chromium.new_page(), url) for _ in range(ROUNDS)]
            searches = [_search(chromium.new_page(), url, box, result) for _ in range(3)]
            figures = [f"{median(load[figure] for load in loads):.0f}" for figure in ("load", "tasks", "script", "bytes")]
            row = [name, *figures[:3], f"{median(searches):.0f}", figures[3]]
            rows.append(f"| {' | '.join(row)} |")
        chromium.close()
    return rows


def practise_all(kit: Project, folder: Path) -> list[str]:
    """Return the rows of a table: when the first thing done on a page is answered, in ms, at a sixth of this computer's speed.

    The stock page's own load, on which nothing can be done, stands beside it.
    """
    stock = min((folder / "stock" / "site").glob("??-??/lesson-*.html"))
    rows = ["| page | first answer | own script and style, kB |", "|---|---|---|"]
    with sync_playwright() as playwright, _served(folder / "stock" / "site") as address:
        chromium = playwright.chromium.launch(executable_path=str(install(PROJECT).chromium), args=SWITCHES[:-1])
        for pattern, (*pressed, answer) in PRACTICE.items():
            path = min((kit.dist / "pupil" / "vi").glob(pattern))
            times = [_practise(chromium.new_page(), path.as_uri(), ACT % (pressed, repr(answer))) for _ in range(ROUNDS)]
            own = sum((kit.dist / "pupil" / "assets" / name).stat().st_size for name in ("kit.css", "kit.js", "sheets.css"))
            for script in OWN_SCRIPTS:
                own += (kit.dist / "pupil" / "assets" / f"{script}.js").stat().st_size if script in pattern else 0
            rows.append(f"| {path.stem} | {median(times):.0f} | {own / 1000:.0f} |")
        url = address + stock.relative_to(folder / "stock" / "site").as_posix()
        loads = [_load(chromium.new_page(), url, PRACTICE_THROTTLE)["load"] for _ in range(ROUNDS)]
        rows.append(f"| stock, its load | {median(loads):.0f} | |")
        chromium.close()
    return rows


def _practise(page: Page, url: str, act: str) -> float:
    _slow(page, PRACTICE_THROTTLE)
    page.add_init_script(act)
    page.goto(url, wait_until="load")
    answered = page.evaluate("window.answered")
    page.close()
    if answered < 0:
        raise RuntimeError(f"Nothing answered on {url}")
    return answered


def _load(page: Page, url: str, throttle: int = THROTTLE) -> dict[str, float]:
    session = _slow(page, throttle)
    page.goto(url, wait_until="load")
    page.wait_for_timeout(500)
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    load = page.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart")
    size = page.evaluate("new TextEncoder().encode(document.documentElement.outerHTML).length")
    page.close()
    return {"load": load, "tasks": 1000 * metrics["TaskDuration"], "script": 1000 * metrics["ScriptDuration"], "bytes": size}


def _search(page: Page, url: str, box: str, result: str) -> float:
    _slow(page)
    page.goto(url, wait_until="load")
    page.wait_for_timeout(500)
    started = page.evaluate("performance.now()")
    page.locator(box).first.fill(QUERY, force=True)
    page.wait_for_selector(result, state="attached", timeout=240_000)
    ended = page.evaluate("performance.now()")
    page.close()
    return ended - started


def _slow(page: Page, throttle: int = THROTTLE) -> Any:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
    return session


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing of requests."""
