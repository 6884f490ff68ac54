"""The invitation: what brings phones to the kit. A code to scan, and pages for a projector and for lost pupils."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any, Protocol

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lessonkit.project import Project

PROJECTOR = "projector"
"""The address of the page for the projector, below that of the kit."""

_FILE_FOR_PHONES = re.compile(r"(?P<name>.*?-(?P<band>\d\d-\d\d|gia-dinh)-(?P<language>[a-z]{2})\.html)")


class Say(Protocol):
    """The words of a language: called with a name, they give the sentence."""

    language: str

    def __call__(self, key: str, /, **facts: Any) -> str: ...


@dataclass(frozen=True)
class Invitation:
    """Where an edition can be read: the addresses of this machine, the likeliest first, and the port."""

    edition: str
    port: int
    hosts: tuple[str, ...]
    for_phones: tuple[str, ...] = ()
    """Names of files that hold all of a band and can be taken home."""

    @property
    def addresses(self) -> tuple[str, ...]:
        return tuple(_address(host, self.port) for host in self.hosts)

    @property
    def projector(self) -> str:
        """Where the teacher opens the page for the projector, on this machine."""
        return _address("127.0.0.1", self.port) + PROJECTOR

    @property
    def parcels(self) -> tuple[Mapping[str, str], ...]:
        """The files for phones: name, band and language of each."""
        return tuple(found.groupdict() for name in self.for_phones if (found := _FILE_FOR_PHONES.fullmatch(name)))

    @property
    def code(self) -> Markup:
        """The first address as a drawing to scan."""
        return Markup(
            segno.make(self.addresses[0], micro=False).svg_inline(omitsize=True, border=3, dark="#1f2233", light="#ffffff")
        )


def invite(invitation: Invitation, words: Say) -> str:
    """Return the invitation as a terminal shows it: the addresses, a code to scan, the page for the projector."""
    lines = [words(f"lan.ready.{invitation.edition}")]
    if invitation.addresses:
        drawn = StringIO()
        segno.make(invitation.addresses[0], micro=False).terminal(drawn, border=2, compact=True)
        lines += [*(f"  {address}" for address in invitation.addresses), "", drawn.getvalue()]
    else:
        lines.append(words("lan.no-network"))
    return "\n".join((*lines, words("lan.projector", address=invitation.projector), words("lan.stop")))


def make_page(project: Project, template: str, voices: Sequence[Say], invitation: Invitation) -> bytes:
    """Return a page that says the same in every language, the first before the others."""
    return _drawer(project.overrides).get_template(template).render(voices=voices, invitation=invitation).encode()


@cache
def _drawer(folder: Path) -> Environment:
    loader = FileSystemLoader(folder)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _address(host: str, port: int) -> str:
    return f"http://{host}/" if port == 80 else f"http://{host}:{port}/"
