"""A browser that is installed on this machine, driven from its command line without a window."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lessonkit.findings import Failure

NAMES = (
    "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable", "chromium", "chromium-browser",
    "coccoc-browser", "chrome", "msedge",
)  # fmt: skip
"""What the programs are called where they stand on the search path."""

WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
"""Variables that name the folders in which Windows has its programs."""

WINDOWS_PLACES = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "CocCoc/Browser/Application/browser.exe",
    "Chromium/Application/chrome.exe",
)
MAC_PLACES = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "CocCoc.app/Contents/MacOS/CocCoc",
    "Chromium.app/Contents/MacOS/Chromium",
)

SWITCHES = (
    "--headless", "--disable-gpu", "--hide-scrollbars", "--mute-audio", "--no-first-run", "--no-default-browser-check",
    "--disable-extensions", "--disable-sync", "--disable-background-networking", "--disable-component-update",
    "--disable-breakpad", "--virtual-time-budget=5000",
)  # fmt: skip
"""Without a window, without a word to the network; the time of a page runs on by itself until nothing is awaited."""

PATIENCE = 30
"""Seconds that a browser may take for one page, before it has another try."""


@dataclass(frozen=True)
class Browser:
    """A program of the family of Chrome."""

    program: Path

    def open(self, address: str, profile: Path, *switches: str) -> str:
        """Open a page with a profile of its own, and return what the browser prints; no process of it stays behind.

        A browser that gets stuck, as old ones do now and then, has another try with a new profile.

        Raises:
            Failure: it does not start, or is not done in time.
        """
        rooted = ("--no-sandbox",) if sys.platform == "linux" and os.geteuid() == 0 else ()
        for folder in (profile, profile.with_name(f"{profile.name}-again")):
            printed = self._run([*SWITCHES, *rooted, f"--user-data-dir={folder}", *switches, address])
            if printed is not None:
                return printed
        raise Failure("browser-failed", program=str(self.program), reason=f"{PATIENCE} s")

    def _run(self, arguments: list[str]) -> str | None:
        """Return what the browser prints, nothing if it has not ended in time."""
        command = [str(self.program), *arguments]
        try:
            started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
        except OSError as fault:
            raise Failure("browser-failed", program=str(self.program), reason=fault.strerror or str(fault)) from fault
        try:
            printed, _ = started.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            return None
        finally:
            _end(started)
        return printed.decode("utf-8", errors="replace")


def find_browser(asked: str = "") -> Browser:
    """Return the browser that was asked for by its path, or the first that is installed.

    Raises:
        Failure: there is none.
    """
    found = shutil.which(asked) if asked else next(filter(None, map(shutil.which, _candidates())), None)
    if not found:
        raise Failure("browser-missing", path=asked) if asked else Failure("no-browser")
    return Browser(Path(found).absolute())


def _candidates() -> Iterator[str]:
    """Yield where a browser may be: names for the search path, and the usual places of this system."""
    if sys.platform == "win32":
        folders = [os.environ[name] for name in WINDOWS_FOLDERS if name in os.environ]
        yield from (str(Path(folder, place)) for place in WINDOWS_PLACES for folder in folders)
    elif sys.platform == "darwin":
        folders = ["/Applications", str(Path.home() / "Applications")]
        yield from (str(Path(folder, place)) for place in MAC_PLACES for folder in folders)
    yield from NAMES


def _end(started: subprocess.Popen) -> None:
    """End a browser and all processes that it has started."""
    if sys.platform == "win32":
        if started.poll() is None:
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(started.pid)], capture_output=True)
    else:
        with suppress(ProcessLookupError):  # it has left nothing
            os.killpg(started.pid, signal.SIGKILL)
    started.wait()
    started.stdout.close()
