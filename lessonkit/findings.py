"""Findings: what an author should mend, and where; failures: what the surroundings refused us.

A finding is plain data. Its words stand in the catalogs under `rule.<rule>` and `advice.<rule>`, so that this module
knows no language. A failure is the one exception of the project that a user ever sees, as one sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

ERROR = "error"
ADVICE = "advice"


class Place(NamedTuple):
    """A line of a file of the project; `path` is relative to the root, with forward slashes, `line` counts from 1.

    Every line that is read has one: a tuple is made four times as fast as a frozen dataclass.
    """

    path: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"

    def down(self, lines: int) -> Place:
        """Return the place so many lines further down."""
        return Place(self.path, self.line + lines)


class Text(str):
    """A string that an author wrote, and the place where it stands."""

    place: Place

    def __new__(cls, text: str, place: Place) -> Text:
        written = str.__new__(cls, text)
        written.place = place
        return written

    def __getnewargs__(self) -> tuple[str, Place]:
        return str(self), self.place


@dataclass(frozen=True)
class Finding:
    """One thing to mend: where, which rule, how grave (`error` or `advice`), and the facts its sentence needs."""

    place: Place
    rule: str
    severity: str = ERROR
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def order(self) -> tuple[Place, str, str]:
        return self.place, self.rule, repr(sorted(self.facts.items()))


def error(place: Place, rule: str, /, **facts: Any) -> Finding:
    """Make a finding that stops a build."""
    return Finding(place, rule, ERROR, MappingProxyType(facts))


def advice(place: Place, rule: str, /, **facts: Any) -> Finding:
    """Make a finding that only advises."""
    return Finding(place, rule, ADVICE, MappingProxyType(facts))


class Failure(Exception):
    """The surroundings refused something; told as the sentence `failure.<name>` of the catalogs."""

    def __init__(self, name: str, /, **facts: Any) -> None:
        super().__init__(name)
        self.name = name
        self.facts = facts
