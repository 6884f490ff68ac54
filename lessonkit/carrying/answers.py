"""Answers: from the head of a phone's request to what is sent back. Only reading is answered, and only from the shelf."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from lessonkit.carrying.shelf import Copy, Shelf

MISSING = "404.html"
"""The name of the page for whoever asks for something that is not there."""
LONGEST_TARGET = 2048

_REQUEST = re.compile(rb"([A-Z]{1,20}) ([!-~]+) HTTP/1\.([01])")
_HEADER = re.compile(rb"([!#$%&'*+.^_`|~\w-]+):[ \t]*([^\0\r\n]*?)[ \t]*")
_GZIP = re.compile(r"(?:^|,)\s*gzip\s*(?:;\s*q=(\d(?:\.\d*)?))?\s*(?:,|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """What is sent: a head, then bytes, or so many bytes of a file that is too large for the memory."""

    head: bytes
    body: bytes = b""
    source: Path | None = None
    size: int = 0
    last: bool = False
    """Whether the connection ends with it."""


@dataclass(frozen=True)
class _Request:
    target: str
    headers: dict[str, str]
    whole: bool
    """GET wants the whole, HEAD only what stands above it."""
    last: bool


def make_answer(head: bytes, shelf: Shelf) -> Answer:
    """Answer a request, given its lines up to the empty one."""
    first, *lines = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    request = _REQUEST.fullmatch(first)
    if not request:
        return refuse(HTTPStatus.BAD_REQUEST)
    method, target, minor = request[1], request[2].decode("ascii"), request[3]
    if method not in (b"GET", b"HEAD"):
        return refuse(HTTPStatus.METHOD_NOT_ALLOWED, ("Allow", "GET, HEAD"))
    if len(target) > LONGEST_TARGET:
        return refuse(HTTPStatus.REQUEST_URI_TOO_LONG)
    headers = _read_headers(lines)
    if headers is None or not target.startswith("/") or "#" in target or _has_body(headers):
        return refuse(HTTPStatus.BAD_REQUEST)
    if minor == b"1" and "host" not in headers:
        return refuse(HTTPStatus.BAD_REQUEST)
    last = minor == b"0" or "close" in headers.get("connection", "").lower()
    return _answer(_Request(target, headers, method == b"GET", last), shelf)


def refuse(status: HTTPStatus, *headers: tuple[str, str]) -> Answer:
    """Answer with a bare status, and end the connection: what follows on it could not be told apart."""
    return Answer(_head(status, (*headers, ("Content-Length", "0")), True), last=True)


def _answer(request: _Request, shelf: Shelf) -> Answer:
    try:
        path = unquote_to_bytes(request.target.partition("?")[0]).decode("utf-8")
    except UnicodeDecodeError:
        return refuse(HTTPStatus.BAD_REQUEST)
    name = shelf.find(path.removeprefix("/"))
    if name and name.endswith("/"):
        headers = ("Location", f"/{quote(name)}"), ("Content-Length", "0")
        return Answer(_head(HTTPStatus.MOVED_PERMANENTLY, headers, request.last), last=request.last)
    accepted = _GZIP.search(request.headers.get("accept-encoding", ""))
    zipped = bool(accepted) and float(accepted[1] or 1) > 0
    copy = shelf.take(name, zipped) if name else None
    if copy:
        return _hand_out(copy, HTTPStatus.OK, request)
    return _hand_out(shelf.take(MISSING, zipped), HTTPStatus.NOT_FOUND, request)


def _hand_out(copy: Copy, status: HTTPStatus, request: _Request) -> Answer:
    known = re.findall(r'"([^"]*)"|(\*)', request.headers.get("if-none-match", ""))
    unchanged = status is HTTPStatus.OK and any(star or tag == copy.tag for tag, star in known)
    keeping = f"max-age={copy.seconds}" if copy.seconds else "no-cache"
    headers = [("ETag", f'"{copy.tag}"'), ("Cache-Control", keeping)]
    if copy.varies:
        headers.append(("Vary", "Accept-Encoding"))
    if unchanged:
        return Answer(_head(HTTPStatus.NOT_MODIFIED, headers, request.last), last=request.last)
    headers += [("Content-Type", copy.type), ("Content-Length", str(copy.size))]
    if copy.zipped:
        headers.append(("Content-Encoding", "gzip"))
    head = _head(status, headers, request.last)
    if not request.whole:
        return Answer(head, last=request.last)
    return Answer(head, copy.data, copy.source, copy.size, request.last)


def _read_headers(lines: list[bytes]) -> dict[str, str] | None:
    """Return the headers by their names in small letters, or None where a line is none."""
    headers = [_HEADER.fullmatch(line) for line in lines]
    if not all(headers):
        return None
    return {header[1].decode("ascii").lower(): header[2].decode("latin-1") for header in headers}


def _has_body(headers: dict[str, str]) -> bool:
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


def _head(status: HTTPStatus, headers: list[tuple[str, str]] | tuple[tuple[str, str], ...], last: bool) -> bytes:
    always = ("Date", formatdate(usegmt=True)), ("X-Content-Type-Options", "nosniff")
    ending = (("Connection", "close"),) if last else ()
    lines = [f"{name}: {value}" for name, value in (*always, *headers, *ending)]
    return "\r\n".join((f"HTTP/1.1 {status.value} {status.phrase}", *lines, "", "")).encode("ascii")
