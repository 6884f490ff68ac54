"""The class network: forty-five phones read a lesson and its quiz at the same moment, from us and from nginx.

All on this machine's loopback; the phones share its processors with the server, so only the two beside each other say
something. A phone is a browser without a screen: six connections, what a page names, what it already has asked for again.
"""

from __future__ import annotations

import asyncio
import gzip
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lessonkit.project import LANGUAGES, Project

if TYPE_CHECKING:  # tests ask this module what a phone reads, and have no such package
    import psutil

PHONES = 45
CONNECTIONS = 6
"""So many a browser opens to one address."""
PORT = 8791
PATIENCE = 60
"""Seconds for a whole class; nobody waits longer for a lesson."""

OURS = """
import sys
from pathlib import Path
from lessonkit.carrying.hotspot import serve_class
from lessonkit.project import LANGUAGES, Project
from lessonkit.translation.catalogs import read_words
project = Project(Path(sys.argv[1]))
serve_class(project, "pupil", int(sys.argv[2]), [read_words(project, l) for l in LANGUAGES], lambda _: None, "127.0.0.1")
"""
SNIPPET = re.compile(r"```nginx\n(.*?)```", re.DOTALL)
"""What `docs/carrying.md` tells others to write is what is measured here."""


Server = Callable[[Project, Path], list[str | Path]]
"""The command that starts one: given the project and a folder for what it writes."""


@dataclass(frozen=True)
class Visit:
    """A page, and what a browser asks for when it opens it."""

    page: str
    parts: tuple[str, ...]


@dataclass
class Tally:
    """What one round came to, of all phones together."""

    seconds: list[float] = field(default_factory=list)
    """Of each answer."""
    lessons: list[float] = field(default_factory=list)
    """Of each phone: from the first question until lesson and quiz stood there whole."""
    errors: int = 0
    cpu: float = 0
    memory: float = 0


def serve_a_class(project: Project, rounds: int) -> list[str]:
    """Return the rows of a table; our server and nginx, where it is installed, take turns, so that others disturb both."""
    if not (project.dist / "pupil" / "index.html").is_file():
        sys.exit("There is no kit in dist/pupil: run python3 build.py first.")
    visits = list_visits(project.dist / "pupil")
    servers = {"ours": _ours}
    if shutil.which("nginx"):
        servers["nginx"] = _nginx
    tallies: dict[str, list[Tally]] = {name: [] for name in servers}
    for _ in range(rounds):
        for name, server in servers.items():
            tallies[name].append(_measure(server, project, visits))
    rows = ["| server | answers | errors | p50 ms | p95 ms | longest ms | lesson and quiz s | the last phone s | CPU s | MB |"]
    rows.append("|---" * 10 + "|")
    return rows + [_row(name, found) for name, found in tallies.items()]


def list_visits(edition: Path) -> list[tuple[Visit, Visit]]:
    """Return for each lesson and language what a phone asks for: the lesson, then its quiz."""
    lessons = [page for language in LANGUAGES for page in sorted((edition / language).glob("*/*/lesson.html"))]
    return [(_visit(edition, page), _visit(edition, page.with_name("quiz.html"))) for page in lessons]


def _visit(edition: Path, page: Path) -> Visit:
    address = "/" + page.relative_to(edition).as_posix()
    named = re.findall(r"<(?:link|script|img)\b[^>]*?\b(?:href|src)=\"([^\"#:]+)\"", page.read_text(encoding="utf-8"))
    parts = [urljoin(address, name) for name in named]
    for sheet in [part for part in parts if part.endswith(".css")]:
        text = edition.joinpath(sheet[1:]).read_text(encoding="utf-8")
        parts += [urljoin(sheet, name) for name in re.findall(r"url\(\"([^\"#:]+)\"\)", text)]
    search = f"/{address.split('/')[1]}/search.js"
    return Visit(address, tuple(dict.fromkeys((*parts, search))))


def _measure(server: Server, project: Project, visits: list[tuple[Visit, Visit]]) -> Tally:
    with tempfile.TemporaryDirectory() as folder, _serving(server(project, Path(folder))) as process:
        before = process.cpu_times()
        tally = asyncio.run(_teach(project.dist / "pupil", visits))
        after = process.cpu_times()
        tally.cpu = after.user + after.system - before.user - before.system
        tally.memory = process.memory_info().rss / 1e6
    return tally


async def _teach(edition: Path, visits: list[tuple[Visit, Visit]]) -> Tally:
    tally = Tally()
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(*(_Phone(edition, tally).read(*visits[number % len(visits)]) for number in range(PHONES)))
    return tally


class _Phone:
    def __init__(self, edition: Path, tally: Tally) -> None:
        self._edition = edition
        self._tally = tally
        self._known: dict[str, tuple[str, bool]] = {}
        """Of each address: its tag, and whether it may be used without asking again."""
        self._free: asyncio.LifoQueue = asyncio.LifoQueue()
        for _ in range(CONNECTIONS):
            self._free.put_nowait(None)

    async def read(self, *visits: Visit) -> None:
        started = time.perf_counter()
        for visit in visits:
            await self._fetch(visit.page)
            await asyncio.gather(*map(self._fetch, visit.parts))
        self._tally.lessons.append(time.perf_counter() - started)
        while not self._free.empty():
            if line := self._free.get_nowait():
                line[1].close()

    async def _fetch(self, address: str) -> None:
        tag, lasting = self._known.get(address, ("", False))
        if lasting:
            return
        line = await self._free.get()
        started = time.perf_counter()
        try:
            line = line or await asyncio.open_connection("127.0.0.1", PORT)
            status, headers, body = await _ask(line, address, tag)
            self._tally.seconds.append(time.perf_counter() - started)
        except (OSError, EOFError):
            self._tally.errors += 1
            self._free.put_nowait(None)
            return
        self._free.put_nowait(line)
        plain = gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body
        whole = status == 304 if tag else plain == (self._edition / address[1:]).read_bytes()
        self._tally.errors += not whole
        self._known[address] = headers.get("etag", ""), "max-age" in headers.get("cache-control", "")


async def _ask(
    line: tuple[asyncio.StreamReader, asyncio.StreamWriter], address: str, tag: str
) -> tuple[int, dict[str, str], bytes]:
    reader, writer = line
    condition = f"If-None-Match: {tag}\r\n" if tag else ""
    writer.write(f"GET {address} HTTP/1.1\r\nHost: kit\r\nAccept-Encoding: gzip\r\n{condition}\r\n".encode())
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    if headers.get("transfer-encoding") == "chunked":
        return int(first.split()[1]), headers, b"".join([piece async for piece in _chunks(reader)])
    return int(first.split()[1]), headers, await reader.readexactly(int(headers.get("content-length", 0)))


async def _chunks(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    while size := int(await reader.readline(), 16):
        yield await reader.readexactly(size)
        await reader.readline()
    await reader.readline()


def _ours(project: Project, _: Path) -> list[str | Path]:
    return [sys.executable, "-c", OURS, project.root, str(PORT)]


def _nginx(project: Project, folder: Path) -> list[str | Path]:
    """Return the command of an nginx as documented, one process that writes nowhere but into the folder."""
    server = SNIPPET.search((project.root / "docs" / "carrying.md").read_text(encoding="utf-8"))[1]
    server = server.replace("listen 8000", f"listen 127.0.0.1:{PORT}").replace(
        "/srv/ba-lo-an-toan/pupil", str(project.dist / "pupil")
    )
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    head = f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/errors; events {{ worker_connections 1024; }}"
    (folder / "nginx.conf").write_text(f"{head}\nhttp {{\n{temporary}{server}}}\n", encoding="utf-8")
    return ["nginx", "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "errors"]


@contextmanager
def _serving(command: Sequence[str | Path]) -> Iterator[psutil.Process]:
    import psutil

    with subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL) as server:
        try:
            asyncio.run(_wait_for_it())
            yield psutil.Process(server.pid)
        finally:
            server.terminate()


async def _wait_for_it() -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", PORT)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return


def _row(name: str, tallies: list[Tally]) -> str:
    """Return the medians of all rounds."""

    middle: Callable[[Iterable[float]], float] = statistics.median
    ranks = [sorted(tally.seconds) for tally in tallies]
    milliseconds = [middle(rank[int(len(rank) * part)] for rank in ranks) * 1000 for part in (0.5, 0.95)]
    milliseconds.append(middle(rank[-1] for rank in ranks) * 1000)
    lessons = [middle(statistics.median(tally.lessons) for tally in tallies), middle(max(tally.lessons) for tally in tallies)]
    costs = [middle(tally.cpu for tally in tallies), middle(tally.memory for tally in tallies)]
    figures = [f"{figure:.0f}" for figure in milliseconds] + [f"{figure:.2f}" for figure in (*lessons, costs[0])]
    errors = sum(tally.errors for tally in tallies)
    return " | ".join((f"| {name}", str(len(ranks[0])), str(errors), *figures, f"{costs[1]:.0f} |"))
