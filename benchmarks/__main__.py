"""`python3 build.py bench`: builds, pages and previews of generated kits, side by side with the stock stack, as tables.

What it prints are ratios of one run on one computer; `docs/benchmarks.md` keeps such a run with what it means.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from subprocess import CalledProcessError

from benchmarks.builds import build_all, prepare, report
from benchmarks.hotspot import PHONES, serve_a_class
from benchmarks.reading import practise_all, read_all
from benchmarks.serving import serve_both
from benchmarks.sticks import measure_sticks
from lessonkit.project import Project


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(prog="build.py bench", description=__doc__)
    parser.add_argument("--sizes", default="50,200", help="lessons of each kit, such as 50,200,1000")
    parser.add_argument("--rounds", type=int, default=3, help="how often each build is measured")
    parser.add_argument("--no-pages", action="store_true", help="leave out what needs a browser")
    parser.add_argument("--no-serve", action="store_true", help="leave out the previews")
    parser.add_argument("--no-stock-serve", action="store_true", help="leave out the preview of the stock stack")
    parser.add_argument("--folder", type=Path, help="where to make the kits (and leave them); a temporary folder if not said")
    parser.add_argument("--hotspot", action="store_true", help="measure only the class network, with the kit in dist/")
    parser.add_argument("--sticks", type=int, metavar="CUTS", help="measure only sticks: so many power cuts, room and time")
    asked = parser.parse_args()
    if asked.sticks:
        with tempfile.TemporaryDirectory() as temporary:
            for title, rows in measure_sticks(Project(Path.cwd()), Path(temporary), asked.sticks):
                _print(title, rows)
        return
    if asked.hotspot:
        rows = serve_a_class(Project(Path.cwd()), asked.rounds)
        _print(f"{PHONES} phones at the same moment, medians of {asked.rounds}", rows)
        return
    for size in map(int, asked.sizes.split(",")):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(asked.folder or temporary, str(size))
            folder.mkdir(parents=True)
            try:
                _measure(Project(Path.cwd()), size, folder, asked)
            except CalledProcessError as failed:
                sys.exit(f"{failed}\n{failed.output.decode(errors='replace')}")


def _measure(project: Project, size: int, folder: Path, asked: argparse.Namespace) -> None:
    kit = prepare(project, size, folder)
    costs = build_all(kit, folder, asked.rounds, lambda line: print(f"{size} lessons: {line}", file=sys.stderr, flush=True))
    _print(f"{size} lessons: builds, medians of {asked.rounds}", report(costs, kit, folder))
    if not asked.no_pages:
        _print(f"{size} lessons: a lesson's page in Chromium at a quarter of the speed, ms", read_all(kit, folder))
        _print(f"{size} lessons: the first answer in Chromium at a sixth of the speed, ms", practise_all(kit, folder))
    if not asked.no_serve:
        _print(f"{size} lessons: previews", serve_both(kit, folder, not asked.no_stock_serve))


def _print(title: str, rows: list[str]) -> None:
    print(f"\n### {title}\n", *rows, sep="\n", flush=True)


if __name__ == "__main__":
    main()
