"""A disk that fails: one call of one kind, the Nth that touches a folder, is refused as a real disk would."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

BY_PATH = ("open", "replace", "unlink", "mkdir", "rmdir", "scandir")
BY_FILE = ("write", "fsync", "read", "close")
CALLS = (*BY_PATH, *BY_FILE)


@dataclass
class Calls:
    """The calls that have touched a folder; `name` and `number` say which of them is refused, with which error."""

    folder: Path
    name: str = ""
    number: int = -1
    error: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CALLS, 0))
    files: set[int] = field(default_factory=set)
    """The descriptors that are open below the folder."""
    refused: bool = False

    def refuses(self, name: str, path: object = None) -> None:
        """Count a call, and refuse it if it is the one."""
        number = self.counts[name]
        self.counts[name] = number + 1
        if (name, number) == (self.name, self.number):
            self.refused = True
            raise OSError(self.error, os.strerror(self.error), str(path) if path else None)


@contextmanager
def calls_below(folder: Path, name: str = "", number: int = -1, error: int = 0) -> Iterator[Calls]:
    """Watch the calls that touch a folder, and refuse one of them."""
    calls = Calls(folder, name, number, error)
    real = {call: getattr(os, call) for call in CALLS}

    def below(path: object) -> bool:
        return isinstance(path, str | os.PathLike) and str(os.fspath(path)).startswith(str(folder))

    def by_path(call: str):
        def watched(path, *arguments, **named):
            if below(path):
                calls.refuses(call, path)
            done = real[call](path, *arguments, **named)
            if call == "open" and below(path):
                calls.files.add(done)
            return done

        return watched

    def by_file(call: str):
        def watched(file, *arguments):
            ours = file in calls.files
            if call == "close":  # what is refused is the news that all was written; the file is closed all the same
                calls.files.discard(file)
                real[call](file)
            if ours:
                calls.refuses(call)
            return None if call == "close" else real[call](file, *arguments)

        return watched

    with mock.patch.multiple(os, **{call: by_path(call) for call in BY_PATH}, **{call: by_file(call) for call in BY_FILE}):
        yield calls
