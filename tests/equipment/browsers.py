"""One way to drive a real Chrome 109, a current Chromium and a current Firefox over `file://`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

from tests.equipment.browser import Browser, BrowserName, ScriptFailed, Viewer
from tests.equipment.chromium import open_chromium
from tests.equipment.firefox import open_firefox
from tests.equipment.install import Equipment

__all__ = ["BROWSER_NAMES", "Browser", "BrowserName", "ScriptFailed", "Viewer", "open_browser"]

BROWSER_NAMES: tuple[BrowserName, ...] = get_args(BrowserName)


@contextmanager
def open_browser(
    name: BrowserName,
    equipment: Equipment,
    *,
    width: int = 1366,
    height: int = 768,
    scripts: bool = True,
    reduced_motion: bool = False,
    dark: bool = False,
    touch: bool = False,
    profile: Path | None = None,
) -> Iterator[Browser]:
    """
    Start one browser, hand it over and close it again; `Viewer` describes the options.

    Raises:
        LookupError: this machine has no such browser.
    """
    viewer = Viewer(width, height, scripts, reduced_motion, dark, touch, profile)
    program = {"chrome109": equipment.chrome109, "chromium": equipment.chromium, "firefox": equipment.firefox}[name]
    if program is None:
        raise LookupError(f"{name} is not available on this platform")
    if name == "firefox":
        with open_firefox(equipment, viewer) as browser:
            yield browser
    else:
        with open_chromium(name, program, equipment, viewer) as browser:
            yield browser
