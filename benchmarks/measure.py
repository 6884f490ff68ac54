"""Measuring: what a command costs as a whole, with all processes that it starts."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

SAMPLES_A_SECOND = 20


@dataclass(frozen=True)
class Cost:
    """What a run of a command cost: wall and processor seconds, and the largest memory of its processes together."""

    wall: float
    cpu: float
    memory: float
    """Megabytes of resident memory; pages that processes share are counted in each of them."""


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end and return what it cost.

    Raises:
        CalledProcessError: it failed; what it said is in the error.
    """
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **(environment or {})}
    started = time.perf_counter()
    with subprocess.Popen(
        [str(part) for part in command], cwd=folder, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        watch = _Watch(process.pid)
        said = process.stdout.read()
        process.wait()
        wall = time.perf_counter() - started
    watch.stop()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, said)
    return Cost(wall, watch.cpu, watch.memory)


def weigh(folder: Path) -> tuple[int, float]:
    """Return how many files a folder holds, and their megabytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes) / 1e6


class _Watch(threading.Thread):
    """Looks at a process and its children until it is stopped: processor time of each, memory of all together."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process(pid)
        self._seconds: dict[int, float] = {}
        self._stopped = threading.Event()
        self.memory = 0.0
        self.start()

    @property
    def cpu(self) -> float:
        return sum(self._seconds.values())

    def run(self) -> None:
        while not self._stopped.wait(1 / SAMPLES_A_SECOND):
            self._look()

    def stop(self) -> None:
        self._stopped.set()
        self.join()

    def _look(self) -> None:
        memory = 0
        try:
            for process in (self._process, *self._process.children(recursive=True)):
                with process.oneshot():
                    memory += process.memory_info().rss
                    spent = process.cpu_times()
                    self._seconds[process.pid] = spent.user + spent.system
        except psutil.Error:
            return  # one of them has just ended
        self.memory = max(self.memory, memory / 1e6)
