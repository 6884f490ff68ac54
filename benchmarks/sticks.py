"""Sticks: what they hold after the power was cut, and how much room a kit takes on them, on real exFAT and FAT32.

Needs Linux, root, loop devices, FUSE and Debian's packages exfatprogs, exfat-fuse, dosfstools and mtools. A cut is a
copy of the image's file at a moment of the copying: what had reached the medium by then.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.stock import make_stock
from lessonkit.carrying.cargo import Cargo, load_cargo
from lessonkit.carrying.kit import read_kit
from lessonkit.carrying.pack import pack, room_needed
from lessonkit.carrying.verify import SAME, verify_stick
from lessonkit.content.reading import read_library
from lessonkit.project import Project
from tests.carrying.kits import holds, renew_kit

SIZE = 256 << 20
"""Of an image, in bytes."""

TOOLS = ("mkfs.exfat", "fsck.exfat", "mount.exfat-fuse", "losetup", "mkfs.vfat", "mcopy")

_PACK = (
    "import sys; from pathlib import Path; from lessonkit.carrying.cargo import load_cargo; "
    "from lessonkit.carrying.kit import read_kit; from lessonkit.carrying.pack import pack; "
    "cargo = load_cargo(read_kit(Path(sys.argv[1]))); print('ready', flush=True); pack(cargo, Path(sys.argv[2]))"
)


def measure_sticks(project: Project, folder: Path, cuts: int) -> Iterator[tuple[str, list[str]]]:
    """Yield tables, each with its title: power cuts, and the room that a kit takes beside the stock stack's site."""
    lacking = [tool for tool in TOOLS if not shutil.which(tool)]
    if lacking or os.geteuid():
        sys.exit(f"needs root and {', '.join(lacking) or 'nothing else'}")
    kit = project.dist
    yield f"{cuts} power cuts on exFAT", cut_power(kit, folder, cuts)
    yield "room and time on exFAT, and on FAT32", weigh_sticks(project, folder)


def cut_power(kit: Path, folder: Path, cuts: int) -> list[str]:
    """Copy an edition over an older one, cut the power at random moments, look at what is there, and go on."""
    chance = random.Random(11)
    later = renew_kit(kit, folder / "later")
    cargos = [load_cargo(read_kit(each)) for each in (kit, later)]
    image = _make_image(folder / "before.img", 32768)
    with _mounted(image, folder / "stick") as root:
        assert SAME == pack(cargos[0], root).verdict
    whole = _time_of(image, folder, later)
    counts: Counter[str] = Counter()
    for number in range(cuts):
        snapshot = _cut(image, folder, later, chance.uniform(0, whole * 1.1))
        subprocess.run(["fsck.exfat", "-y", snapshot], capture_output=True)
        with _mounted(snapshot, folder / "stick") as root:
            verdict = verify_stick(root).verdict
            counts[verdict] += 1
            counts["called whole, but is not"] += verdict == SAME and not any(holds(root, cargo) for cargo in cargos)
            counts["gone on to the end"] += SAME == pack(cargos[1], root).verdict and holds(root, cargos[1])
        snapshot.unlink()
        print(f"cut {number + 1}: {verdict}", file=sys.stderr, flush=True)
    return ["| after the cut | times |", "|---|---|", *(f"| {said} | {times} |" for said, times in sorted(counts.items()))]


def weigh_sticks(project: Project, folder: Path) -> list[str]:
    """Copy the kit, and the stock stack's site of the same text by a plain copy, to sticks with several clusters."""
    cargo = load_cargo(read_kit(project.dist))
    stock = _stock_site(project, folder / "stock")
    rows = ["| clusters | what | files | MB used | MB planned | s |", "|---|---|---|---|---|---|"]
    for cluster in (4096, 32768, 131072):
        for name, files, copy in (
            ("kit, packed", len(cargo.sums), lambda root: pack(cargo, root)),
            ("stock site, plain copy, then sync", _count(stock), lambda root: _plain(stock, root)),
        ):
            image = _make_image(folder / "weigh.img", cluster)
            with _mounted(image, folder / "stick") as root:
                used, seconds = _measure(root, copy)
            planned = f"{room_needed(cargo, cargo.sums, cluster) / 1e6:.1f}" if name.startswith("kit") else ""
            rows.append(f"| exFAT {cluster // 1024} KiB | {name} | {files} | {used:.1f} | {planned} | {seconds:.1f} |")
    return [*rows, _fat(cargo, folder)]


def _fat(cargo: Cargo, folder: Path) -> str:
    """Copy a packed folder to a FAT32 image with mtools and back, and say what came of it."""
    packed, back, image = folder / "packed", folder / "back", folder / "fat.img"
    packed.mkdir()
    pack(cargo, packed)
    image.write_bytes(b"")
    os.truncate(image, 4 * SIZE)  # with fewer clusters it would be FAT16
    subprocess.run(["mkfs.vfat", "-F", "32", "-s", "8", image], check=True, capture_output=True)
    subprocess.run(["mcopy", "-s", "-i", image, *sorted(packed.iterdir()), "::"], check=True)
    back.mkdir()
    subprocess.run(["mcopy", "-s", "-n", "-i", image, "::*", back], check=True)
    return f"| FAT32 4 KiB | kit, through mtools and back: {verify_stick(back).verdict} | {len(cargo.sums)} | | | |"


def _stock_site(project: Project, folder: Path) -> Path:
    folder.mkdir()
    make_stock(read_library(project), True, folder)
    subprocess.run([Path(sys.executable).parent / "mkdocs", "build", "-q"], cwd=folder, check=True)
    return folder / "site"


def _count(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def _plain(site: Path, root: Path) -> None:
    shutil.copytree(site, root / "site")
    subprocess.run(["sync", "-f", root], check=True)


def _measure(root: Path, copy: Callable[[Path], object]) -> tuple[float, float]:
    """Return the megabytes that a copy takes of a disk, and its seconds."""
    before, started = shutil.disk_usage(root).used, time.perf_counter()
    copy(root)
    seconds = time.perf_counter() - started
    return (shutil.disk_usage(root).used - before) / 1e6, seconds


def _time_of(image: Path, folder: Path, kit: Path) -> float:
    """Return the seconds that the copy takes when nobody cuts it."""
    copy = Path(shutil.copy(image, folder / "time.img"))
    with _mounted(copy, folder / "stick") as root, _packing(kit, root) as process:
        started = time.perf_counter()
        process.wait()
        return time.perf_counter() - started


def _cut(image: Path, folder: Path, kit: Path, after: float) -> Path:
    """Return what had reached the medium at a moment of a copy."""
    medium = Path(shutil.copy(image, folder / "medium.img"))
    with _mounted(medium, folder / "stick") as root, _packing(kit, root) as process:
        time.sleep(after)
        snapshot = Path(shutil.copy(medium, folder / "snapshot.img"))
        process.kill()
    return snapshot


@contextmanager
def _packing(kit: Path, root: Path) -> Iterator[subprocess.Popen]:
    with subprocess.Popen([sys.executable, "-c", _PACK, kit, root], stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        yield process


def _make_image(path: Path, cluster: int) -> Path:
    path.write_bytes(b"")
    os.truncate(path, SIZE)
    subprocess.run(["mkfs.exfat", "-c", str(cluster), path], check=True, capture_output=True)
    return path


@contextmanager
def _mounted(image: Path, root: Path) -> Iterator[Path]:
    root.mkdir(exist_ok=True)
    found = subprocess.run(["losetup", "--find", "--show", image], check=True, capture_output=True, text=True)
    device = found.stdout.strip()
    try:
        subprocess.run(["mount.exfat-fuse", device, root], check=True, capture_output=True)
        try:
            yield root
        finally:
            subprocess.run(["umount", root], check=True)
    finally:
        subprocess.run(["losetup", "-d", device], check=True)
