"""Finds a current Chromium and Firefox on this machine, or fetches them."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.equipment.commands import run_command
from tests.equipment.trouble import EquipmentError

CHROMIUM_NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome", "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)  # fmt: skip
FIREFOX_NAMES = (
    "firefox-esr",
    "firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    "C:/Program Files/Mozilla Firefox/firefox.exe",
)


def find_or_fetch_browsers(say: Callable[[str], None]) -> tuple[Path, Path]:
    """
    Return the programs of Chromium (or Chrome, or Edge) and Firefox, fetching what is missing.

    Raises:
        EquipmentError: a browser is missing and could not be fetched.
    """
    if not _both() and _may_use_apt():
        _fetch_by_apt(say)
    if not _both():
        _fetch_by_playwright(say)
    chromium, firefox = _first(CHROMIUM_NAMES), _first(FIREFOX_NAMES)
    if chromium and firefox:
        return chromium, firefox
    fetched_chromium, fetched_firefox = _playwright_browsers()
    return chromium or fetched_chromium, firefox or fetched_firefox


def _both() -> bool:
    return bool(_first(CHROMIUM_NAMES) and _first(FIREFOX_NAMES))


def _first(names: Iterable[str]) -> Path | None:
    return next((Path(found) for name in names if (found := shutil.which(name))), None)


def _may_use_apt() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _fetch_by_apt(say: Callable[[str], None]) -> None:
    missing = [
        package for package, names in (("chromium", CHROMIUM_NAMES), ("firefox-esr", FIREFOX_NAMES)) if not _first(names)
    ]
    say(f"Installing {' and '.join(missing)} with apt ...")
    run_command(["apt-get", "update"], "apt could not read the list of Debian packages")
    run_command(
        ["apt-get", "install", "--yes", "--no-install-recommends", *missing],
        f"apt could not install {' and '.join(missing)}",
    )


def _fetch_by_playwright(say: Callable[[str], None]) -> None:
    say("Fetching Chromium and Firefox with Playwright ...")
    run_command(
        [sys.executable, "-m", "playwright", "install", "chromium", "firefox"],
        "Chromium or Firefox is missing; install both (as root: apt-get install chromium firefox-esr), "
        "because Playwright could not fetch them either",
    )


def _playwright_browsers() -> tuple[Path, Path]:
    from playwright.sync_api import sync_playwright  # starting its driver is needed on this branch only

    with sync_playwright() as playwright:
        programs = Path(playwright.chromium.executable_path), Path(playwright.firefox.executable_path)
    for program in programs:
        if not program.is_file():
            raise EquipmentError(f"Playwright said that it fetched a browser, but {program} is not there.")
    return programs
