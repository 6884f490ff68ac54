"""Fences: code between lines of backticks or tildes, which is shown as it stands and holds nothing of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessonkit.content.text import Lines
from lessonkit.findings import Text

_FENCE = re.compile(r"(?P<fence>```+|~~~+) *[\w#.+-]*$")


def outside_fences(lines: Lines, keep: list[Text] | None = None) -> Iterator[tuple[int, Text]]:
    """Yield the numbered lines that stand in no code fence; those inside go to `keep`, in their order.

    As for the Markdown reader of the site, a fence ends with the very line it started with; one that does not is none.
    """
    last = {line.rstrip(): number for number, line in enumerate(lines) if line.startswith(("```", "~~~"))}
    if not last:
        yield from enumerate(lines)
        return
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line.rstrip())
        if not fence and not (mark and last.get(mark["fence"], 0) > number):
            yield number, line
            continue
        if keep is not None:
            keep.append(line)
        if not fence:
            fence = mark["fence"]
        elif line.rstrip() == fence:
            fence = ""
