"""Builds: how long it takes to build kits of several sizes, side by side with the stock stack and Hugo in one run."""

from __future__ import annotations

import shutil
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.kits import make_kit
from benchmarks.measure import Cost, run, weigh
from benchmarks.stock import make_hugo, make_stock
from lessonkit.content.reading import read_library
from lessonkit.project import Project

PUPIL, BOTH, UNCONVERTED = "pupil's edition", "both editions", "both, conversions kept"
EDITED, UNCHANGED = "one lesson edited", "nothing changed"
STOCK_PUPIL, STOCK, HUGO = "stock, pupil's text", "stock, whole text", "hugo, whole text"

Costs = dict[str, list[Cost]]


def prepare(project: Project, size: int, folder: Path) -> Project:
    """Write a kit of a size, and the same text for the stock stack and for Hugo, beside each other."""
    kit = make_kit(project, size, folder / "kit")
    library = read_library(kit)
    for name, make, whole in (("stock-pupil", make_stock, False), ("stock", make_stock, True), ("hugo", make_hugo, True)):
        (folder / name).mkdir()
        make(library, whole, folder / name)
    return kit


def build_all(kit: Project, folder: Path, rounds: int, told: Callable[[str], None]) -> Costs:
    """Build everything in turn, as often as there are rounds."""
    costs: Costs = defaultdict(list)
    programs = Path(sys.executable).parent
    for round in range(rounds):
        for name, command, where, clear in (
            (PUPIL, _ours("--edition", "pupil"), kit.root, _all_kept),
            (STOCK_PUPIL, [programs / "mkdocs", "build", "-q"], folder / "stock-pupil", _site),
            (BOTH, _ours(), kit.root, _all_kept),
            (UNCHANGED, _ours(), kit.root, _nothing),
            (EDITED, _ours(), kit.root, _edit),
            (UNCONVERTED, _ours(), kit.root, _all_but_conversions),
            (STOCK, [programs / "mkdocs", "build", "-q"], folder / "stock", _site),
            (HUGO, [programs / "hugo", "--quiet", "-d", "site"], folder / "hugo", _site),
        ):
            clear(where)
            costs[name].append(run(command, where, {"PYTHONPATH": str(where)}))
            told(f"{name}, round {round + 1}: {costs[name][-1].wall:.1f} s")
    return costs


def report(costs: Costs, kit: Project, folder: Path) -> list[str]:
    """Return the rows of a table: medians, and ratios taken inside each round."""
    rows = ["| build | wall s | CPU s | memory MB | stock's wall / its own | files | MB |", "|---|---|---|---|---|---|---|"]
    sites = {
        PUPIL: kit.dist / "pupil", BOTH: kit.dist, STOCK_PUPIL: folder / "stock-pupil/site", STOCK: folder / "stock/site",
        HUGO: folder / "hugo/site",
    }  # fmt: skip
    for name, runs in costs.items():
        against = STOCK_PUPIL if name == PUPIL else STOCK
        ratio = median(stock.wall / own.wall for stock, own in zip(costs[against], runs))
        files, size = weigh(sites[name]) if name in sites else (0, 0.0)
        figures = [f"{median(getattr(cost, figure) for cost in runs):.1f}" for figure in ("wall", "cpu")]
        memory = f"{median(cost.memory for cost in runs):.0f}"
        rows.append(f"| {name} | {figures[0]} | {figures[1]} | {memory} | {ratio:.2f} | {files or ''} | {size or '':.4} |")
    return rows


def _ours(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "lessonkit", "build", *arguments]


def _all_kept(kit: Path) -> None:
    for folder in (kit / "dist", kit / ".cache" / "kit"):
        shutil.rmtree(folder, ignore_errors=True)


def _all_but_conversions(kit: Path) -> None:
    shutil.rmtree(kit / "dist", ignore_errors=True)
    for path in (kit / ".cache" / "kit").glob("*.json"):
        path.unlink()


def _site(folder: Path) -> None:
    shutil.rmtree(folder / "site", ignore_errors=True)


def _nothing(_: Path) -> None:
    pass


def _edit(kit: Path) -> None:
    edit_lesson(sorted((kit / "lessons").glob("*/*/vi.md"))[0], "đã sửa")


def edit_lesson(path: Path, word: str) -> None:
    """Add a word to the first paragraph of a lesson."""
    head, heading, body = path.read_text(encoding="utf-8").partition("{#opening")
    line, _, rest = body.partition("\n\n")
    path.write_text(f"{head}{heading}{line}\n\n{word} {rest}", encoding="utf-8", newline="\n")
