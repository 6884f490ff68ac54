"""Talks: connections with phones, all in one thread. Each has a time limit; when there are too many, the longest silent goes.

Nobody is noted down: no address, no page, no time.
"""

from __future__ import annotations

import asyncio
import os
import socket
from http import HTTPStatus

from lessonkit.carrying.answers import Answer, make_answer, refuse
from lessonkit.carrying.shelf import Shelf

MOST_TALKS = 360
"""Connections at once: a class of 45 whose phones open six each, and some more."""
FILES_BESIDES = 64
"""Open files that the program itself may need."""
SILENT_SECONDS = 10
"""How long a phone may take for its next question, and to take in the next piece of an answer."""
CROWDED_SECONDS = 1
"""The same, while others wait at the door."""
LONGEST_HEAD = 16_384
PIECE = 65_536
"""Bytes that are sent before we look whether the phone can follow; more are not kept in memory for it."""


def allow_talks() -> None:
    """Ask the system for so many open files; macOS gives a program 256, less than a class needs."""
    if os.name != "nt":
        import resource

        given, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        needed = MOST_TALKS + FILES_BESIDES
        if resource.RLIM_INFINITY != given < needed and (most == resource.RLIM_INFINITY or most >= needed):
            resource.setrlimit(resource.RLIMIT_NOFILE, (needed, most))


async def welcome(door: socket.socket, shelf: Shelf) -> None:
    """Take in whoever comes and answer from the shelf, until cancelled."""
    loop = asyncio.get_running_loop()
    talks: dict[asyncio.Task, float] = {}
    while True:
        while len(talks) >= MOST_TALKS:
            silent, heard = next(iter(talks.items()))
            if loop.time() - heard > CROWDED_SECONDS:
                silent.cancel()
            await asyncio.sleep(0.02)
        try:
            visitor, _ = await loop.sock_accept(door)
        except OSError:
            await asyncio.sleep(0.1)  # gone again already, or no file left for it
            continue
        talk = loop.create_task(_talk(visitor, shelf, talks))
        talks[talk] = loop.time()
        talk.add_done_callback(talks.pop)


async def _talk(visitor: socket.socket, shelf: Shelf, talks: dict[asyncio.Task, float]) -> None:
    """Answer one question after the other until the phone, the time limit or a refusal ends it."""
    reader, writer = await asyncio.open_connection(sock=visitor, limit=LONGEST_HEAD)
    try:
        answer = Answer(b"")
        while not answer.last:
            answer = await _listen(reader, shelf)
            await _say(answer, writer, talks)
        writer.close()
        async with asyncio.timeout(SILENT_SECONDS):
            await writer.wait_closed()
    except (TimeoutError, EOFError, OSError):
        return  # too slow, gone away, or the file was cut short
    finally:
        writer.transport.abort()


async def _listen(reader: asyncio.StreamReader, shelf: Shelf) -> Answer:
    async with asyncio.timeout(SILENT_SECONDS):
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.LimitOverrunError:
            return refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
    return make_answer(head, shelf)


async def _say(answer: Answer, writer: asyncio.StreamWriter, talks: dict[asyncio.Task, float]) -> None:
    writer.transport.set_write_buffer_limits(PIECE)
    writer.write(answer.head)
    for start in range(0, len(answer.body), PIECE):
        await _send(answer.body[start : start + PIECE], writer, talks)
    if answer.source:
        with answer.source.open("rb") as file:
            for start in range(0, answer.size, PIECE):
                piece = await asyncio.to_thread(file.read, min(PIECE, answer.size - start))
                if not piece:
                    raise EOFError
                await _send(piece, writer, talks)
    await _send(b"", writer, talks)


async def _send(piece: bytes, writer: asyncio.StreamWriter, talks: dict[asyncio.Task, float]) -> None:
    writer.write(piece)
    async with asyncio.timeout(SILENT_SECONDS):
        await writer.drain()
    talk = asyncio.current_task()
    talks.pop(talk)
    talks[talk] = asyncio.get_running_loop().time()  # now the last of all to be silent
