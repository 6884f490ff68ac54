"""One page in a browser: what a test may do with it, and what it tells afterwards."""

import json
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from tests.equipment.install import Equipment

BrowserName = Literal["chrome109", "chromium", "firefox"]

SETTLE_SECONDS = 0.15
"""How long records may trickle in after the page was last touched."""
POLL_SECONDS = 0.05
PATIENCE = 20.0
"""Seconds until waiting is given up: a busy machine is no failure."""


class ScriptFailed(RuntimeError):
    """An evaluated expression threw, or the page went away under it."""


@dataclass(frozen=True)
class Viewer:
    """How the person in front of the browser has set it up."""

    width: int = 1366
    """Of the page area, in CSS pixels, as is the height."""
    height: int = 768
    scripts: bool = True
    reduced_motion: bool = False
    dark: bool = False
    touch: bool = False
    """Whether the screen feels a finger."""
    profile: Path | None = None
    """A folder that keeps what pages store until the next start; None begins with nothing stored."""


class Browser(ABC):
    """
    One page of one browser, with a record of what went wrong on it and what it asked for.

    What each browser can and cannot see is said in `chromium.py` and `firefox.py`.
    """

    def __init__(self, name: BrowserName, equipment: Equipment, viewer: Viewer) -> None:
        self.name = name
        self.equipment = equipment
        self.viewer = viewer
        self._touched = time.monotonic()

    def visit(self, path: Path, fragment: str = "") -> None:
        """
        Open a file by its `file://` address, wait until it is loaded, and start the records anew.

        Args:
            fragment: what follows the `#`, without it.

        Raises:
            FileNotFoundError: there is no such file.
        """
        if not path.is_file():
            raise FileNotFoundError(path)
        # By way of an empty page: late messages of the last page fall away, and a new fragment loads too.
        self._open("about:blank")
        self._pause(POLL_SECONDS)
        self._start_records()
        self._open(path.absolute().as_uri() + (f"#{quote(fragment)}" if fragment else ""))
        self._touched = time.monotonic()

    def text(self, css: str) -> str:
        """
        Return the visible text of the first match.

        Raises:
            LookupError: nothing matches.
        """
        text: str | None = self.evaluate(f"(e => e ? e.innerText : null)({_find(css)})")
        if text is None:
            raise LookupError(f"nothing matches {css}")
        return text

    def wait_for(self, css: str, seconds: float = PATIENCE) -> None:
        """Wait until the first match is shown, or raise TimeoutError."""
        shown = "e.getClientRects().length > 0 && getComputedStyle(e).visibility === 'visible'"
        self.wait_until(f"(e => !!e && {shown})({_find(css)})", seconds)

    def wait_until(self, expression: str, seconds: float = PATIENCE) -> None:
        """Wait until a JavaScript expression is true, or raise TimeoutError; the page may change meanwhile."""
        end = time.monotonic() + seconds
        while True:
            try:
                if self.evaluate(expression):
                    return
                trouble = ""
            except ScriptFailed as error:
                trouble = f" ({error})"
            if time.monotonic() > end:
                raise TimeoutError(f"not true after {seconds} s on {self.url()}: {expression}{trouble}")
            self._pause(POLL_SECONDS)

    def click(self, css: str) -> None:
        """Click the first match with the mouse once it is shown; follow with `wait_until` if it leads elsewhere."""
        self.wait_for(css)
        self._click(css)
        self._touched = time.monotonic()

    def tap(self, css: str) -> None:
        """Touch the first match with a finger once it is shown; the viewer must have a touch screen."""
        self.wait_for(css)
        self._tap(css)
        self._touched = time.monotonic()

    def type(self, css: str, text: str) -> None:
        """Put the focus into the first match and type, after what stands there already."""
        self.wait_for(css)
        self._type(css, text)
        self._touched = time.monotonic()

    def press(self, *keys: str) -> None:
        """Press keys one after the other: "Tab", "Enter", "ArrowDown", "Space", "a"; "Shift+Tab" holds the first."""
        for key in keys:
            self._press(key)
        self._touched = time.monotonic()

    def errors(self) -> list[str]:
        """Return console errors, uncaught errors and broken rules of the CSP, since the visit."""
        self._settle()
        return self._errors()

    def requests(self) -> list[str]:
        """Return the URLs asked for since the visit, the page's own first; those the CSP stopped are among them."""
        self._settle()
        return self._requests()

    def failed(self) -> list[str]:
        """Return the URLs that did not arrive since the visit: missing files, blocked, no network."""
        self._settle()
        return self._failed()

    @abstractmethod
    def evaluate(self, expression: str) -> Any:
        """
        Return the JSON value of a JavaScript expression, or what its promise gives; the CSP does not stop it.

        With scripts off it still runs, but promises and timers do not.

        Raises:
            ScriptFailed: it threw, or the page changed under it.
        """

    @abstractmethod
    def url(self) -> str:
        """Return the address of the page, percent-encoded."""

    @abstractmethod
    def screenshot(self, path: Path, *, full_page: bool = False) -> None:
        """Write a PNG of the page area, or of the whole page."""

    @abstractmethod
    def forget(self) -> None:
        """
        Drop all that pages have stored in this browser, close what they have opened, and leave the page.

        Raises:
            ValueError: the browser was opened with a profile to keep.
        """

    @abstractmethod
    def _open(self, url: str) -> None: ...

    @abstractmethod
    def _pause(self, seconds: float) -> None: ...

    @abstractmethod
    def _start_records(self) -> None: ...

    @abstractmethod
    def _click(self, css: str) -> None: ...

    @abstractmethod
    def _tap(self, css: str) -> None: ...

    @abstractmethod
    def _type(self, css: str, text: str) -> None: ...

    @abstractmethod
    def _press(self, key: str) -> None: ...

    @abstractmethod
    def _errors(self) -> list[str]: ...

    @abstractmethod
    def _requests(self) -> list[str]: ...

    @abstractmethod
    def _failed(self) -> list[str]: ...

    def _settle(self) -> None:
        # Also when the time is long over: Playwright takes messages in only while it is asked for something.
        self._pause(max(0.01, self._touched + SETTLE_SECONDS - time.monotonic()))


def _find(css: str) -> str:
    return f"document.querySelector({json.dumps(css)})"
