"""Whatever the disk refuses while a kit is copied: nothing is called whole that is not, and the same command goes on."""

import errno
import itertools
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lessonkit.carrying.pack import pack
from lessonkit.carrying.verify import SAME, verify_stick
from lessonkit.findings import Failure
from tests.carrying.faults import CALLS, calls_below
from tests.carrying.kits import hashes, holds, load
from tests.conftest import ROOT
from tests.website.pages import EVERYTHING

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.ENAMETOOLONG)
EVERY = 20
"""Which of the calls are refused, with one of the errors; with `--all` every one of them, with each of the errors."""

KILLS = 100 if EVERYTHING else 3


def carried(root: Path, kits: tuple[Path, Path], update: bool) -> tuple[Path, Path]:
    """Make an empty stick, or one with the older edition and a school's own numbers; return it and the kit to pack."""
    root.mkdir()
    (root / "Giáo án.docx").write_text("của cô Lan", encoding="utf-8")
    if update:
        pack(load(kits[0]), root, b"window.kitLocal = {};")
    return root, kits[1] if update else kits[0]


def numbers_of_calls(folder: Path, kits: tuple[Path, Path], update: bool) -> dict[str, int]:
    root, kit = carried(folder, kits, update)
    cargo = load(kit)
    with calls_below(root) as calls:
        assert SAME == pack(cargo, root).verdict
    return calls.counts


@pytest.mark.parametrize("update", [False, True], ids=["an empty stick", "an update"])
def test_a_refused_call_never_makes_a_whole_stick_of_half_a_copy(tmp_path: Path, kits: tuple[Path, Path], update: bool):
    sources = [hashes(kit) for kit in kits]
    counts = numbers_of_calls(tmp_path / "count", kits, update)
    points = [(name, number) for name in CALLS for number in range(counts[name])]
    chosen = list(itertools.product(points, ERRORS)) if EVERYTHING else list(zip(points[::EVERY], itertools.cycle(ERRORS)))
    assert len(chosen) >= 20
    for index, ((name, number), error) in enumerate(chosen):
        root, kit = carried(tmp_path / str(index), kits, update)
        cargo, told = load(kit), ""
        with calls_below(root, name, number, error) as calls:
            try:
                verdict = pack(cargo, root).verdict
            except Failure as failure:
                verdict, told = "failed", failure.name
        at = f"{name} {number} {errno.errorcode[error]} {told}"
        assert calls.refused, at
        if verdict == SAME or verify_stick(root).verdict == SAME:
            assert holds(root, cargo) or (update and holds(root, load(kits[0]))), at
        assert SAME == pack(cargo, root).verdict, at
        assert holds(root, cargo), at
        assert "của cô Lan" == (root / "Giáo án.docx").read_text(encoding="utf-8"), at
        if update:
            assert [b"window.kitLocal = {};"] * 2 == [(root / path).read_bytes() for path in sorted(cargo.local)], at
    assert sources == [hashes(kit) for kit in kits]


def test_a_killed_copy_is_known_as_unfinished_and_goes_on(tmp_path: Path, kits: tuple[Path, Path]):
    chance = random.Random(5)
    script = (
        "import sys; from pathlib import Path; from tests.carrying.kits import load; from lessonkit.carrying.pack import pack\n"
    )
    script += "cargo = load(Path(sys.argv[1])); print('ready', flush=True); pack(cargo, Path(sys.argv[2]))"
    for index in range(KILLS):
        root, kit = carried(tmp_path / str(index), kits, update=True)
        command = [sys.executable, "-c", script, str(kit), str(root)]
        with subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE
        ) as process:
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.03))
            process.send_signal(signal.SIGKILL)
        cargo = load(kit)
        if verify_stick(root).verdict == SAME:
            assert holds(root, cargo) or holds(root, load(kits[0]))
        assert SAME == pack(cargo, root).verdict
        assert holds(root, cargo)
