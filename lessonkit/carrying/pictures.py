"""Pictures: papers for families as PNG, to be read on a phone, and as PDF, to be printed; people open those from a chat.

A picture is as high and wide as a phone, in large type, with the numbers to call at its foot. The page of the edition is
laid out anew for it in a copy: the sheets of paper become one text, which the browser breaks into columns, and every
column is a picture. When the copy is printed, it gives the sheets as they were.
"""

from __future__ import annotations

import html
import json
import os
import re
import tempfile
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessonkit.carrying.browser import Browser
from lessonkit.carrying.kit import CATALOG, read_file
from lessonkit.findings import Failure

PICTURED = ("parents", "slip", "help", "urgent")
"""Kinds of pages that go to families or to a class."""

WIDTH, HEIGHT, SCALE = 540, 960, 2
"""Of a picture, in CSS pixels, and pixels of the picture for each: 1080 × 1920, as a phone shows it."""

MARGIN = 30
"""Free space around the text."""

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_COUNTED = re.compile(r'data-pictures="(\d+)"')

STYLE = f"""
@media screen {{
  html, body {{ margin: 0; overflow: hidden; background: var(--paper); }}
  body > :not(.picture) {{ display: none !important; }}
  .picture {{ position: absolute; inset: 0 auto auto 0; width: {WIDTH}px; height: {HEIGHT}px; overflow: hidden;
    background: var(--paper); font-size: 20px; line-height: 1.45; }}
  .picture .flow {{ position: absolute; left: {MARGIN}px; top: {MARGIN}px; width: {WIDTH - 2 * MARGIN}px;
    column-width: {WIDTH - 2 * MARGIN}px; column-gap: {2 * MARGIN}px; column-fill: auto; }}
  .flow > * {{ margin-top: 0; max-width: none; }}
  .flow > .remember, .flow > .lines {{ margin-top: 18px; }}
  .flow .aside {{ border: 0; padding: 0; margin: 0; background: none; }}
  .flow .aside:not(.more):not(:first-child) {{ break-before: column; }}
  .flow h1, .flow h2 {{ margin: 0 0 .5em; font-size: 30px; line-height: 1.3; break-after: avoid; }}
  .flow h1 small {{ display: block; font-size: .62em; }}
  .flow h1 ~ h2, .flow h1 ~ section h2 {{ margin-top: .7em; font-size: 24px; }}
  .flow .label {{ break-after: avoid; }}
  .flow p, .flow li, .flow .remember, .flow .urgent-say {{ break-inside: avoid; }}
  .flow .channels, .flow .near {{ display: block; }}
  .flow .channels li, .flow .near li {{ margin: 0 0 10px; }}
  .flow .urgent-now .prose li {{ font-size: 1em; }}
  .flow .channels .number {{ min-width: 74px; }}
  .picture footer {{ position: absolute; left: {MARGIN}px; right: {MARGIN}px; bottom: 22px; margin: 0; padding: 12px 0 0;
    display: block; border-top: 2px solid var(--line); font-size: 15px; line-height: 1.4; color: var(--ink-soft); }}
  .picture footer p {{ display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 16px; margin: 0;
    font-size: 13px; }}
  .picture footer p:first-child {{ justify-content: flex-start; gap: 4px 16px; margin-bottom: 6px; font-size: 15px; }}
  .picture footer p:first-child b {{ margin-right: 6px; padding: 0 12px; border-radius: 10px; background: var(--ink);
    color: var(--paper); font-size: 19px; }}
}}
@media print {{ .picture {{ display: none; }} }}
"""

SCRIPT = f"""
addEventListener("load", async () => {{
  const sheets = [...document.querySelectorAll(".a4")], flow = document.createElement("div");
  flow.className = "flow";
  for (const sheet of sheets) flow.append(...sheet.cloneNode(true).children);
  for (const left of flow.querySelectorAll(".folio, .sources, .screen-only, .cite, .tear-off")) left.remove();
  const foot = sheets[0].querySelector(".folio").cloneNode(true), picture = document.createElement("div");
  picture.className = "picture";
  picture.append(flow, foot);
  for (const blank of picture.querySelectorAll("[data-local]:not(.filled)")) blank.parentElement.remove();
  for (const list of flow.querySelectorAll(".near")) {{
    if (!list.children.length) list.previousElementSibling.remove();
  }}
  document.body.append(picture);
  flow.getBoundingClientRect();  // from here on the fonts are asked for
  await document.fonts.ready;
  flow.style.height = foot.offsetTop - {2 * MARGIN} + "px";
  const lines = [...flow.querySelectorAll("h1, h2, h3, p, li, td, img")].flatMap((line) => [...line.getClientRects()]);
  const farthest = Math.max(...lines.filter((line) => line.height > 1).map((line) => line.left));
  const number = Number(location.hash.slice(1)) || 1, all = 1 + Math.floor(farthest / {WIDTH}), numbers = [number, all];
  const counter = foot.querySelector("p:last-child b");
  counter.textContent = counter.textContent.replace(/\\d+/g, () => numbers.shift());
  flow.style.transform = "translateX(" + (1 - number) * {WIDTH} + "px)";
  document.documentElement.dataset.pictures = all;
}});
"""


@dataclass(frozen=True)
class _Paper:
    """A page of the edition, and what its files are called: the folder of its language, and a name that tells nothing."""

    page: Path
    language: str
    name: str


def make_pictures(
    edition: Path, folder: Path, browser: Browser, told: Callable[[int, int], None] = lambda done, all: None
) -> tuple[Path, ...]:
    """Write the papers of the teacher's edition into a folder, and return the files; what is there already is replaced.

    `told` hears how many of the papers are done.

    Raises:
        Failure: there is no edition, the browser fails, or the disk refuses something.
    """
    papers, folder = _read_papers(edition), folder.absolute()
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Browsers in a box of their own see the folder that was asked for, but no folder for temporary files.
        with tempfile.TemporaryDirectory(prefix="part-", dir=folder) as work, ThreadPoolExecutor(_at_once()) as hands:
            jobs = [hands.submit(_make, paper, folder, Path(work), browser) for paper in papers]
            try:
                for done, job in enumerate(as_completed(jobs), 1):
                    written += job.result()
                    told(done, len(jobs))
            except BaseException:
                hands.shutdown(cancel_futures=True)
                raise
    except OSError as fault:
        raise Failure("disk", reason=fault.strerror or str(fault)) from fault
    return tuple(sorted(written))


def _read_papers(edition: Path) -> list[_Paper]:
    path = edition / CATALOG
    if not path.is_file():
        raise Failure("kit-missing", folder=str(edition))
    try:
        rows: list[dict[str, Any]] = json.loads(read_file(path))["pages"]
    except (ValueError, KeyError) as fault:
        raise Failure("kit-broken", file=str(path)) from fault
    papers = []
    for row in rows:
        if row["kind"] in PICTURED:
            parts = row["path"].removesuffix(".html").split("/")[1:]
            papers.append(_Paper(edition / row["path"], row["lang"], "-".join(parts)))
    return papers


def _make(paper: _Paper, folder: Path, work: Path, browser: Browser) -> list[Path]:
    """Make the PDF and the pictures of a paper; only whole files come into the folder."""
    here = work / f"{paper.language}-{paper.name}"
    here.mkdir()
    copy = here / "page.html"
    copy.write_text(_laid_out(paper.page), encoding="utf-8")
    profile = work / f"profile-{threading.get_ident()}"
    made = _shoot(copy, paper.name, profile, browser) or _shoot(copy, paper.name, profile, browser)
    if not made:
        raise Failure("browser-failed", program=str(browser.program), reason=paper.page.name)
    kept = folder / paper.language
    kept.mkdir(exist_ok=True)
    for old in kept.glob(f"{paper.name}-[0-9]*of*.png"):
        old.unlink()
    return [file.replace(kept / name) for name, file in made.items()]


def _shoot(page: Path, name: str, profile: Path, browser: Browser) -> Mapping[str, Path]:
    """Return the files of a page that a browser has made, by their names; nothing if it was too slow for one of them."""
    here = page.parent
    made = {f"{name}.pdf": here / "paper.pdf"}
    screen = (f"--window-size={WIDTH},{HEIGHT}", f"--force-device-scale-factor={SCALE}")
    on_paper = ("--no-pdf-header-footer", "--print-to-pdf-no-header", f"--print-to-pdf={here / 'paper.pdf'}")
    first = f"--screenshot={here / '1.png'}"
    counted = _COUNTED.search(browser.open(page.as_uri(), profile, *screen, "--dump-dom", first, *on_paper))
    if not counted:
        return {}
    if not (here / "paper.pdf").exists():  # old browsers do one thing at a time
        browser.open(page.as_uri(), profile, *on_paper)
    for number in range(1, int(counted[1]) + 1):
        picture = made[f"{name}-{number:0{len(str(counted[1]))}}of{counted[1]}.png"] = here / f"{number}.png"
        if not picture.exists():
            browser.open(f"{page.as_uri()}#{number}", profile, *screen, f"--screenshot={picture}")
    return made if all(file.exists() for file in made.values()) else {}


def _laid_out(page: Path) -> str:
    """Return a page that shows one picture on a screen, and gives its sheets when it is printed."""
    text = _POLICY.sub("", page.read_text(encoding="utf-8"))
    base = html.escape(page.parent.absolute().as_uri())
    text = text.replace("<head>", f'<head>\n<base href="{base}/">', 1)
    return text.replace("</head>", f"<style>{STYLE}</style>\n<script>{SCRIPT}</script>\n</head>", 1)


def _at_once() -> int:
    """Return how many browsers may work at the same time."""
    return max(1, min(4, os.cpu_count() or 1))
