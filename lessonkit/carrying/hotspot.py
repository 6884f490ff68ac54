"""The class network: this machine hands out the built kit, and every phone on the same Wi-Fi can read it."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Callable, Sequence
from dataclasses import replace

from lessonkit.carrying.answers import MISSING
from lessonkit.carrying.invitation import PROJECTOR, Invitation, Say, make_page
from lessonkit.carrying.network import EVERYWHERE, list_addresses, open_door
from lessonkit.carrying.shelf import Shelf, list_files
from lessonkit.carrying.talks import allow_talks, welcome
from lessonkit.findings import Failure
from lessonkit.project import Project

TAKE_HOME = "phone/index.html"
STYLES = "lan.css"


def serve_class(
    project: Project,
    edition: str,
    port: int,
    voices: Sequence[Say],
    ready: Callable[[Invitation], None],
    host: str = EVERYWHERE,
) -> None:
    """Serve an edition of the built kit until interrupted; `ready` is told once how phones get there.

    Raises:
        Failure: the kit is not built, or the port cannot be had.
    """
    shelf = stock_shelf(project, edition, port, voices)
    try:
        door = open_door(host, port)
    except OSError as fault:
        name = "port" if fault.errno == errno.EADDRINUSE else "port-refused"
        raise Failure(name, port=port, other=port + 1, reason=fault.strerror or str(fault)) from fault
    allow_talks()
    with door:
        ready(Invitation(edition, port, list_addresses()))
        try:
            asyncio.run(welcome(door, shelf))
        except KeyboardInterrupt:
            return


def stock_shelf(project: Project, edition: str, port: int, voices: Sequence[Say]) -> Shelf:
    """Return all that phones may ask for: an edition, the files to take home, and the pages that lead to them.

    Raises:
        Failure: the kit is not built.
    """
    folder, phone = project.dist / edition, project.dist / "phone"
    if not (folder / "index.html").is_file():
        raise Failure("not-built", edition=edition)
    for_phones = list_files(phone)
    here = Invitation(edition, port, (), tuple(for_phones))

    def page(template: str, invited: Callable[[], Invitation]) -> Callable[[], bytes]:
        return lambda: make_page(project, template, voices, invited())

    # Made when asked for: meanwhile this machine may have joined another network.
    pages = {PROJECTOR: page("projector.html", lambda: replace(here, hosts=list_addresses()))}
    pages[MISSING] = page("not-here.html", lambda: here)
    if for_phones:
        pages[TAKE_HOME] = page("take-home.html", lambda: here)
    files = {STYLES: project.overrides / "assets" / STYLES}
    files |= {f"phone/{name}": path for name, path in for_phones.items()}
    return Shelf(files | list_files(folder), pages)
