"""Kits to carry: the kit under test, and a small cut of it that can be carried a thousand times."""

import hashlib
import json
import shutil
from pathlib import Path

from lessonkit.carrying.cargo import Cargo, load_cargo
from lessonkit.carrying.kit import read_kit

LATER = "2027-01-05"


def cut_kit(dist: Path, into: Path) -> Path:
    """Cut a kit of a few files out of a finished one; return its folder."""
    for edition, pages in (("teacher", ("vi/teachers.html", "vi/help.html")), ("pupil", ("en/help.html",))):
        for path in ("index.html", "catalog.json", "local.js", "assets/icon.svg", *pages):
            (into / edition / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(dist / edition / path, into / edition / path)
    shutil.copytree(dist / "stick", into / "stick")
    return into


def renew_kit(kit: Path, into: Path) -> Path:
    """Make a later edition of a kit: one page changed, one gone, one new."""
    shutil.copytree(kit, into)
    for edition in ("teacher", "pupil"):
        catalog = json.loads((into / edition / "catalog.json").read_text(encoding="utf-8"))
        catalog["kit"]["date"] = LATER
        (into / edition / "catalog.json").write_text(json.dumps(catalog, ensure_ascii=False), encoding="utf-8")
    (into / "pupil/index.html").write_text("<p>Trang đầu mới</p>", encoding="utf-8")
    (into / "teacher/vi/help.html").rename(into / "teacher/vi/help-1.html")
    return into


def load(kit: Path, **named) -> Cargo:
    """Load the cargo of a kit's folder."""
    return load_cargo(read_kit(kit), **named)


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder by its path."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def holds(root: Path, cargo: Cargo) -> bool:
    """Say whether a stick holds a cargo: every file as it should be, none of ours too many, nothing half done.

    This knows nothing of the verdict on the stick, which it is to be held against.
    """
    found = hashes(root)
    below = {path for path in found if path.startswith("bo/")} - set(cargo.local)
    wanted = dict(cargo.sums)
    return {path: found.get(path) for path in wanted} == wanted and below == {path for path in wanted if path.startswith("bo/")}
