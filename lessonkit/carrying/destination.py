"""Where a kit may be copied to: a stick, or a folder that is nobody's system."""

from __future__ import annotations

import os
from pathlib import Path

from lessonkit.carrying.cargo import Cargo
from lessonkit.carrying.disk import hash_of, read
from lessonkit.carrying.stick import ROOM, Stick, root_entries, spelled
from lessonkit.findings import Failure

_SYSTEM = ("/", "/home", "/media", "/mnt", "/opt", "/private", "/root", "/run", "/srv", "/tmp", "/Users", "/var", "/Volumes")
"""Folders that are the system's, though those below them may be somebody's."""
_SYSTEM_BELOW = (
    *("/bin", "/boot", "/dev", "/etc", "/lib", "/lib32", "/lib64", "/proc", "/sbin", "/sys", "/usr"),
    *("/Applications", "/Library", "/System"),
)
"""Folders that are the system's with everything in them."""
_SYSTEM_NAMES = ("SYSTEMROOT", "PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMDATA")
"""Of the variables that name such folders on Windows."""


def check_destination(root: Path, kit: Path) -> Path:
    """Return the folder that is meant, without links.

    Raises:
        Failure: there is none, or it is a system's, somebody's home, or inside the kit.
    """
    if not root.is_dir():
        raise Failure("destination-missing", folder=str(root))
    folder = root.resolve()
    if folder.is_relative_to(kit.resolve()) or kit.resolve().is_relative_to(folder / ROOM):
        raise Failure("destination-inside", folder=str(root), kit=str(kit))
    system = [Path(name) for name in _SYSTEM]
    below = [Path(name) for name in _SYSTEM_BELOW]
    if os.name == "nt":
        below = [Path(os.environ[name]).resolve() for name in _SYSTEM_NAMES if name in os.environ]
        system = [Path(os.environ.get("SYSTEMDRIVE", "C:") + "\\")]
    if folder in (*system, Path.home()) or any(folder.is_relative_to(each) for each in below):
        raise Failure("destination-system", folder=str(root))
    return folder


def check_names(stick: Stick, cargo: Cargo) -> None:
    """Make sure that no name of ours on a stick is taken by somebody else's file.

    Raises:
        Failure: one is; nothing has been changed.
    """
    ours = {name for name in cargo.names if "/" not in name} | {ROOM}
    by_spelling = {spelled(name): name for name in ours}
    for name, is_folder in root_entries(stick.root).items():
        meant = by_spelling.get(spelled(name))
        if not meant:
            continue
        free = name == meant and (
            stick.is_ours and is_folder if name == ROOM else not is_folder and _is_ours(stick, cargo, name)
        )
        if not free:
            raise Failure("name-taken", file=str(stick.root / name))


def _is_ours(stick: Stick, cargo: Cargo, name: str) -> bool:
    """Say whether a file at the root is ours to replace: written by us, or the same already."""
    if stick.is_ours and (name in stick.written_by_us or name not in cargo.sums):
        return True
    try:
        return hash_of(read(stick.root / name)) == cargo.sums.get(name)
    except FileNotFoundError:
        return False
