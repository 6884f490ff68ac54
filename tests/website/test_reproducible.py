"""The same sources give the same bytes: on another day, in another place, with another clock, locale and hash seed."""

import hashlib
import shutil
from pathlib import Path

from lessonkit.project import Project
from tests.conftest import build, copy_small_project

OTHER_DAY = '''"""Makes every process of a build believe that it is another day."""
import datetime, time

_real = time.time
time.time = lambda: _real() + 40 * 86400


class _Date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())


datetime.date = _Date
'''


def digests(folder: Path) -> dict[str, str]:
    """Return the hash of every file of a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_another_day_place_zone_locale_and_seed_give_the_same_bytes(tmp_path: Path, small: Project):
    elsewhere = tmp_path / "another place"
    project = copy_small_project(elsewhere)
    for made in (project.dist, project.cache / "kit"):
        shutil.rmtree(made)
    (elsewhere / "sitecustomize.py").write_text(OTHER_DAY)
    built = build(project, "build", environment={"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4711"})

    assert 0 == built.returncode, built.stderr
    assert digests(small.dist) == digests(project.dist)
    assert len(digests(small.dist)) > 40


def test_building_twice_gives_the_same_bytes_and_leaves_nothing_behind(tmp_path: Path):
    project = copy_small_project(tmp_path)
    first = digests(project.dist)
    (project.dist / "teacher" / "stray.html").write_text("left by somebody")
    build(project, "build")

    assert first == digests(project.dist)
    assert [] == list(tmp_path.glob("dist.*"))
