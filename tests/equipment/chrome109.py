"""Unpacks the real Chrome 109 out of the npm package `@sparticuz/chromium`."""

import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path

from tests.equipment.commands import run_command
from tests.equipment.trouble import EquipmentError

CHUNK_BYTES = 1 << 20


def unpack_chrome109(modules: Path, cache: Path, say: Callable[[str], None]) -> Path | None:
    """
    Return the program of Chrome 109 in *cache*, or None where the package has none for this platform.

    The package also carries system libraries and a software WebGL for bare cloud machines. Neither is
    needed: the libraries come with the machine's own Chromium, and no page uses WebGL.

    Raises:
        EquipmentError: the package is damaged, or the program does not start.
    """
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return None
    program = cache / "chrome-109" / "headless_shell"
    if program.is_file():
        return program
    say("Unpacking Chrome 109 ...")
    program.parent.mkdir(parents=True, exist_ok=True)
    unfinished = program.with_name(f"{program.name}.{os.getpid()}")
    try:
        _decompress(modules / "@sparticuz" / "chromium" / "bin" / "chromium.br", unfinished)
        unfinished.chmod(0o755)
        run_command([unfinished, "--no-sandbox", "--disable-gpu", "--version"], "Chrome 109 does not start")
        unfinished.replace(program)
    finally:
        unfinished.unlink(missing_ok=True)
    return program


def _decompress(packed: Path, target: Path) -> None:
    import brotli  # compiled; the machines that have no Chrome 109 can do without it

    decompressor = brotli.Decompressor()
    try:
        with packed.open("rb") as source, target.open("wb") as sink:
            while chunk := source.read(CHUNK_BYTES):
                sink.write(decompressor.process(chunk))
    except brotli.error as error:
        raise EquipmentError(f"{packed.name} is damaged; delete node_modules and run again.") from error
    if not decompressor.is_finished():
        raise EquipmentError(f"{packed.name} is cut short; delete node_modules and run again.")
