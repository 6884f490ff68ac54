"""Workers share long work, do short work at home, and leave when whoever started them is gone."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lessonkit.workers import Workers, portions
from tests.conftest import ROOT

STARTS_TWO = """
import os, time
from lessonkit.workers import Workers

def say_who(path):
    open(path, "w").write(str(os.getpid()))
    time.sleep(60)

if __name__ == "__main__":
    import sys
    with Workers(2) as workers:
        list(workers.map(say_who, sys.argv[1:]))
"""


def where_and(number: int) -> tuple[int, int]:
    return os.getpid(), number


def test_every_task_has_its_result():
    with Workers(2) as workers:
        assert set(range(9)) == {number for _, number in workers.map(where_and, range(9))}


@pytest.mark.parametrize(("number", "tasks"), ((1, 5), (2, 1)))
def test_short_work_is_done_in_this_process(number: int, tasks: int):
    with Workers(number) as workers:
        assert {os.getpid()} == {pid for pid, _ in workers.map(where_and, range(tasks))}


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_workers_end_with_the_process_that_started_them_even_if_it_is_killed(tmp_path: Path):
    program, notes = tmp_path / "starts_two.py", [tmp_path / "one", tmp_path / "two"]
    program.write_text(STARTS_TWO)
    parent = subprocess.Popen([sys.executable, program, *notes], env={**os.environ, "PYTHONPATH": str(ROOT)})
    until(lambda: all(note.exists() and note.read_text() for note in notes))
    parent.send_signal(signal.SIGKILL)
    parent.wait()

    until(lambda: not any(alive(int(note.read_text())) for note in notes))


@pytest.mark.parametrize(
    ("things", "workers", "sizes"),
    ((0, 2, []), (5, 2, [5]), (13, 2, [7, 6]), (24, 2, [12, 12]), (100, 2, [25] * 4), (100, 8, [13] * 7 + [9])),
)
def test_portions_are_neither_too_small_nor_too_large_and_as_many_for_each_worker(things: int, workers: int, sizes: list[int]):
    cut = portions(range(things), workers, smallest=6, largest=40)

    assert sizes == [len(portion) for portion in cut]
    assert list(range(things)) == [thing for portion in cut for thing in portion]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2:3] if Path(f"/proc/{pid}").exists() else True


def until(true) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
