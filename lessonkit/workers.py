"""Workers: processes that share a long piece of work; a short one is done here and now, without waiting for any."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context, parent_process
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

MOST_WORKERS = 8
"""More would wait for the disk and fill the memory of a small computer."""

ALLOCATIONS = 20_000
"""After how many new objects Python looks for circles among them: at its own 700, a twelfth of a build is this search."""


class Workers:
    """As many processes as the computer has processors, started when first needed.

    They are spawned, not forked: the same on Windows, macOS and Linux. What they are given must be importable.
    """

    def __init__(self, number: int | None = None) -> None:
        self.number = number or min(os.cpu_count() or 1, MOST_WORKERS)
        self._pool: ProcessPoolExecutor | None = None
        _search_less()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *fault: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def map(self, work: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
        """Yield the result of every task as soon as it is there, in any order; one task alone is done in this process."""
        if self.number == 1 or len(tasks) < 2:
            yield from map(work, tasks)
            return
        if not self._pool:
            self._pool = ProcessPoolExecutor(self.number, mp_context=get_context("spawn"), initializer=_begin)
        for done in as_completed([self._pool.submit(work, task) for task in tasks]):
            yield done.result()


def _begin() -> None:
    """Prepare a process that has just been started."""
    _search_less()
    _leave_with_parent()


def _search_less() -> None:
    gc.set_threshold(ALLOCATIONS, *gc.get_threshold()[1:])


def _leave_with_parent() -> None:
    """Let a worker end with the process that started it, however that ends: alone it would wait for work for ever."""

    def wait() -> None:
        parent_process().join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def portions(things: Sequence[Any], workers: int, smallest: int, largest: int) -> list[Sequence[Any]]:
    """Cut a list into portions: as many for each worker, but none so small that starting costs more than it brings."""
    rounds = max(1, -(-len(things) // (workers * largest)))
    size = max(smallest, -(-len(things) // (workers * rounds)))
    return [things[start : start + size] for start in range(0, len(things), size)]
