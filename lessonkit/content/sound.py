"""Sound: how long an MP3 file lasts and how many bits a second it takes, read from the heads of its frames."""

from __future__ import annotations

from dataclasses import dataclass

_KBITS = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Of layer III, for MPEG 1 and for its slower kin."""

_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
"""Samples a second, by the version in the head of a frame: MPEG 1, 2 and 2.5."""


@dataclass(frozen=True)
class Sound:
    """An MP3 file: `seconds` of sound, at `kbits` kilobits a second on the average."""

    seconds: float
    kbits: float


def read_sound(content: bytes) -> Sound | None:
    """Return what an MP3 file says of itself, None for anything else."""
    place = _start(content)
    seconds, size = 0.0, 0
    while frame := _frame(content[place : place + 4]):
        length, lasts = frame
        place, size, seconds = place + length, size + length, seconds + lasts
    rest = content[place:]
    if not seconds or rest.strip(b"\0") and not rest.startswith((b"TAG", b"APETAG")) and len(rest) > 4096:
        return None
    return Sound(seconds, size * 8 / seconds / 1000)


def _start(content: bytes) -> int:
    """Return where the first frame begins: behind the names that a recorder may have put first."""
    if not content.startswith(b"ID3") or len(content) < 10:
        return 0
    first, second, third, fourth = content[6:10]
    return 10 + (first << 21 | second << 14 | third << 7 | fourth)


def _frame(head: bytes) -> tuple[int, float] | None:
    """Return the bytes and the seconds of the frame with this head, None if it is not the head of one."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version, kbits, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or kbits in (0, 15) or rate == 3:
        return None
    first = version == 3
    samples, hertz = 1152 if first else 576, _RATES[version][rate]
    return samples // 8 * _KBITS[first][kbits] * 1000 // hertz + (head[2] >> 1 & 1), samples / hertz
