"""Silence as an MP3 file, made byte by byte: what tests put where a recording belongs."""

from math import ceil

HERTZ, SAMPLES = 16_000, 576
"""Of MPEG 2, layer III, one channel."""
_KBITS = (0, 8, 16, 24, 32, 40, 48, 56, 64)


def silence(seconds: float, kbits: int = 8) -> bytes:
    """Return an MP3 file that says nothing for so long."""
    frame = bytes((0xFF, 0xF3, _KBITS.index(kbits) << 4 | 2 << 2, 0xC0)).ljust(SAMPLES // 8 * kbits * 1000 // HERTZ, b"\0")
    return frame * ceil(seconds * HERTZ / SAMPLES)
