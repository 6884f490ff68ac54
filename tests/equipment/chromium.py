"""Drives Chrome 109 and a current Chromium through Playwright, which still speaks the old one's protocol.

Seen: console errors, uncaught errors and promise rejections, broken CSP rules, every request of the page
and of its frames and popups, also those that the CSP stopped. Not seen: the page's icon (a headless
Chromium fetches none), `preconnect` and `dns-prefetch`, and web sockets (but the CSP's refusal of them is).
Chrome 109 is a build without windows: no popup blocker, no full screen, no WebGL, no speech.

Once one of them was opened, `asyncio.run` fails in the same thread until the process ends.
"""

import atexit
import functools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Request,
    WebError,
    sync_playwright,
)

from tests.equipment.browser import Browser, BrowserName, ScriptFailed, Viewer
from tests.equipment.install import Equipment

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    # A proxy that is not there: offline, as in the classroom, wherever the tests run (but 127.0.0.1 is reached).
    "--proxy-server=http://127.0.0.1:9",
]
# Playwright opens every popup; a reader's browser does not.
REFUSED_SWITCHES = ["--disable-popup-blocking"]
WAIT_MILLISECONDS = 10_000


@contextmanager
def open_chromium(name: BrowserName, program: Path, equipment: Equipment, viewer: Viewer) -> Iterator["Chromium"]:
    """Start one of the two, hand it over and close it again."""
    launcher = _playwright(equipment.node).chromium
    start: dict[str, Any] = {
        "executable_path": program,
        "args": SWITCHES,
        "ignore_default_args": REFUSED_SWITCHES,
    }
    setup: dict[str, Any] = {
        "viewport": {"width": viewer.width, "height": viewer.height},
        "java_script_enabled": viewer.scripts,
        "reduced_motion": "reduce" if viewer.reduced_motion else "no-preference",
        "color_scheme": "dark" if viewer.dark else "light",
        "has_touch": viewer.touch,
    }
    if viewer.profile:
        context = launcher.launch_persistent_context(viewer.profile, **start, **setup)
        try:
            yield Chromium(name, equipment, viewer, context)
        finally:
            context.close()
    else:
        browser = launcher.launch(**start)
        try:
            yield Chromium(name, equipment, viewer, browser.new_context(**setup))
        finally:
            browser.close()


class Chromium(Browser):
    """One page in Chrome 109 or a current Chromium; it can also print and measure."""

    page: Page
    """Playwright's own page, for what this class does not offer."""

    def __init__(self, name: BrowserName, equipment: Equipment, viewer: Viewer, context: BrowserContext) -> None:
        super().__init__(name, equipment, viewer)
        self._context = context
        self._start_records()
        context.set_default_timeout(WAIT_MILLISECONDS)
        context.on("console", self._hear_console)
        context.on("weberror", self._hear_uncaught)
        context.on("request", lambda request: self._asked.append(request.url))
        context.on("requestfailed", self._hear_failure)
        self._take_page(context.pages[0] if context.pages else context.new_page())

    def evaluate(self, expression: str) -> Any:
        try:
            return self.page.evaluate(f"() => (\n{expression}\n)")
        except Error as error:
            raise ScriptFailed(error.message.splitlines()[0]) from error

    def url(self) -> str:
        return self.page.url

    def screenshot(self, path: Path, *, full_page: bool = False) -> None:
        self.page.screenshot(path=path, full_page=full_page)

    def forget(self) -> None:
        if self.viewer.profile:
            raise ValueError("a browser with a kept profile does not forget; delete the folder instead")
        # A new page in the old window: a new window would take Chromium two to three times as long.
        left = self._context.pages
        self._take_page(self._context.new_page())
        for page in left:
            page.close()
        self._devtools.send("Storage.clearDataForOrigin", {"origin": "file:///", "storageTypes": "all"})
        self._start_records()

    def pdf(self, path: Path, **options: Any) -> None:
        """Print the page; *options* are those of Playwright's `Page.pdf`, such as `format="A4"`."""
        self.page.pdf(path=path, **options)

    def throttle(self, factor: float) -> None:
        """Make the processor *factor* times slower for this page, until 1 is given or the browser forgets."""
        self._devtools.send("Emulation.setCPUThrottlingRate", {"rate": factor})

    def metrics(self) -> dict[str, float]:
        """Return Chromium's own counters by name: seconds for `…Duration`, bytes for `…Size`, else a number."""
        return {metric["name"]: metric["value"] for metric in self._devtools.send("Performance.getMetrics")["metrics"]}

    def _take_page(self, page: Page) -> None:
        self.page = page
        self._devtools = self._context.new_cdp_session(page)
        self._devtools.send("Performance.enable")

    def _hear_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "assert"):
            place = message.location
            self._wrong.append(f"{message.text} ({place['url']}:{place['lineNumber'] + 1})")

    def _hear_uncaught(self, uncaught: WebError) -> None:
        self._wrong.append(f"Uncaught {uncaught.error}")

    def _hear_failure(self, request: Request) -> None:
        # A page that is left behind breaks off its loading; the reader misses nothing.
        if request.failure != "net::ERR_ABORTED":
            self._missing.append(request.url)

    def _start_records(self) -> None:
        self._wrong: list[str] = []
        self._asked: list[str] = []
        self._missing: list[str] = []

    def _open(self, url: str) -> None:
        self.page.goto(url, wait_until="load")

    def _pause(self, seconds: float) -> None:
        self.page.wait_for_timeout(seconds * 1000)

    def _click(self, css: str) -> None:
        self.page.click(css)

    def _tap(self, css: str) -> None:
        self.page.tap(css)

    def _type(self, css: str, text: str) -> None:
        self.page.type(css, text)

    def _press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def _errors(self) -> list[str]:
        return list(self._wrong)

    def _requests(self) -> list[str]:
        return list(dict.fromkeys(self._asked))

    def _failed(self) -> list[str]:
        return list(dict.fromkeys(self._missing))


@functools.cache
def _playwright(node: Path) -> Playwright:
    # One for the whole process: Playwright refuses a second one beside the first.
    # Playwright's own Node.js does not start on a bare Debian, which has no libatomic.
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node))
    playwright = sync_playwright().start()
    atexit.register(playwright.stop)
    return playwright
