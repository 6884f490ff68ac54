"""The commands that carry a finished kit: pack, verify, keys."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lessonkit.cli.building import chosen, parts_of_a_kit, stand
from lessonkit.cli.saying import tell
from lessonkit.content.library import Choice
from lessonkit.content.reading import read_library
from lessonkit.findings import Failure
from lessonkit.project import Project
from lessonkit.terminal import SpokenGroup, progress
from lessonkit.translation.catalogs import Words

if TYPE_CHECKING:  # cryptography and the like are imported by the commands that need them
    from lessonkit.carrying.compare import Comparison
    from lessonkit.carrying.verify import Verdict

FORM = ("text", "json")


def add_carrying(commands: click.Group, project: Project, words: Words) -> None:
    """Add the commands to a group."""
    file = click.Path(path_type=Path)

    @commands.command(help=words("cli.pack.help"))
    @click.argument("destinations", nargs=-1, required=True, type=file)
    @parts_of_a_kit(words)
    @click.option("--place", default="", metavar=words("cli.build.place"), help=words("cli.pack.place.help"))
    @click.option("--from", "kit", type=file, help=words("cli.pack.from.help"))
    @click.option("--sign", type=file, help=words("cli.pack.sign.help"))
    @click.option("--replace", is_flag=True, help=words("cli.pack.replace.help"))
    @click.option("--delta-from", type=file, help=words("cli.pack.delta-from.help"))
    @click.option("--apply", "delta", type=file, help=words("cli.pack.apply.help"))
    @click.option("--labels", type=file, help=words("cli.pack.labels.help"))
    def pack(destinations, place, kit, sign, replace, delta_from, delta, labels, **parts) -> None:
        from lessonkit.carrying.archive import load_delta, read_archive, write_archive
        from lessonkit.carrying.cargo import fill_page, load_cargo
        from lessonkit.carrying.compare import read_older
        from lessonkit.carrying.destination import check_destination
        from lessonkit.carrying.kit import read_kit
        from lessonkit.carrying.pack import pack as pack_stick
        from lessonkit.carrying.signature import read_key
        from lessonkit.carrying.stick import read_stick

        numbers = _numbers(project, place)

        def copy(root: Path, source: Path, load: Callable):
            root = check_destination(root, source)
            with progress(words("pack.copying", folder=str(root))) as told:
                return pack_stick(load(root), root, numbers, replace, told)

        if delta:
            archive = read_archive(delta)

            def update(root: Path) -> int:
                return _judge(copy(root, delta, lambda root: load_delta(archive, read_stick(root))), root, words)

            sys.exit(_carry_all(destinations, update, words))

        choice = chosen(**parts)
        source = kit or _built(project, words, choice)
        finished = read_kit(source, choice.editions)
        key = read_key(sign) if sign else None
        older = read_older(delta_from) if delta_from else None
        cargo = load_cargo(finished, key, older)
        if labels:
            _write(labels, fill_page(finished, "NHAN.html", cargo.folder, key))
            click.echo(words("pack.labels", file=str(labels)))

        def carry(root: Path) -> int:
            if root.suffix != ".zip":
                return _judge(copy(root, source, lambda root: cargo), root, words)
            size = write_archive(cargo, root, older.sums if older else None)
            click.echo(words("pack.archive", file=str(root), size=-(-size // 1000)))
            return 0

        sys.exit(_carry_all(destinations, carry, words))

    @commands.command(help=words("cli.verify.help"))
    @click.argument("folder", type=file)
    @click.argument("other", type=file, required=False)
    @click.option(
        "--fingerprint", default="", metavar=words("cli.verify.fingerprint"), help=words("cli.verify.fingerprint.help")
    )
    @click.option("--format", "form", type=click.Choice(FORM), default="text", help=words("cli.format.help"))
    def verify(folder: Path, other: Path | None, fingerprint: str, form: str) -> None:
        from lessonkit.carrying.compare import compare, read_older
        from lessonkit.carrying.verify import verify_stick

        if other:
            comparison = compare(read_older(folder), read_older(other))
            click.echo(_json(asdict(comparison)) if form == "json" else _compared(comparison, words))
            return
        if not folder.is_dir():
            raise Failure("destination-missing", folder=str(folder))
        with progress(words("verify.reading")) as told:
            verdict = verify_stick(folder, told, fingerprint)
        click.echo(_json(verdict.as_json()) if form == "json" else _judged(verdict, words))
        sys.exit(0 if verdict.verdict == "same" else 1)

    @commands.group(cls=SpokenGroup, words=words, help=words("cli.keys.help"))
    def keys() -> None:
        pass

    @keys.command(help=words("cli.keys.new.help"))
    @click.argument("path", type=file)
    def new(path: Path) -> None:
        from lessonkit.carrying.signature import make_key

        click.echo(words("keys.made", file=str(path), fingerprint=make_key(path)))

    @keys.command(help=words("cli.keys.show.help"))
    @click.argument("path", type=file)
    def show(path: Path) -> None:
        from lessonkit.carrying.signature import fingerprint_of, read_key

        click.echo(fingerprint_of(read_key(path)))


def _built(project: Project, words: Words, choice: Choice) -> Path:
    """Return the folder of a kit that stands as it was chosen."""
    from lessonkit.website.editions import folder_of

    target = folder_of(project, choice)
    stand(project, words, choice, target)
    return target.folder


def _numbers(project: Project, place: str) -> bytes:
    """Return `local.js` for a place, nothing if none is said."""
    from lessonkit.website.assets import make_local

    return make_local(read_library(project).chosen(Choice(place)).local) if place else b""


def _carry_all(destinations: tuple[Path, ...], carry: Callable[[Path], int], words: Words) -> int:
    """Carry to one destination after the other; one that fails does not keep the others from theirs."""
    rows, ended = [], 0
    for root in dict.fromkeys(destinations):
        try:
            well = carry(root) == 0
            rows.append((root, words("pack.row.done") if well else words("pack.row.differs")))
        except Failure as failure:
            click.echo(tell(failure, words), err=True)
            rows.append((root, words("pack.row.failed")))
            well = False
        ended = ended if well else 1
    if len(rows) > 1:
        width = max(len(str(root)) for root, _ in rows)
        click.echo("\n".join(f"{root!s:{width}}  {said}" for root, said in rows))
    return ended


def _judge(verdict: Verdict, root: Path, words: Words) -> int:
    """Say what was found on a stick that was packed, and return how that ends."""
    click.echo(_judged(verdict, words))
    well = verdict.verdict == "same"
    click.echo(words("pack.done", folder=str(root)) if well else words("pack.strangers", folder=str(root)))
    return 0 if well else 1


def _judged(verdict: Verdict, words: Words) -> str:
    """Return a verdict as sentences, with every file that is named in it."""
    lines = [words(f"verify.verdict.{verdict.verdict}")]
    if verdict.catalog:
        editions = ", ".join(words(f"edition.{edition}") for edition in verdict.catalog.get("editions", ()))
        lines.append(words("verify.kit", date=verdict.catalog["date"], version=verdict.catalog["version"], editions=editions))
    if verdict.verdict in ("same", "differs", "unfinished"):
        lines.append(words(f"verify.signature.{verdict.signature}", fingerprint=verdict.fingerprint or "–"))
    for kind in ("changed", "missing", "added", "intruder", "leftover", "local"):
        lines += [words(f"verify.{kind}", file=path) for path in getattr(verdict, kind)]
    if verdict.own:
        lines.append(words.many("verify.own", verdict.own))
    return "\n".join(lines)


def _compared(comparison: Comparison, words: Words) -> str:
    lines = [words(f"compare.{comparison.newer}", first=comparison.dates[0] or "–", second=comparison.dates[1] or "–")]
    lines += [words("compare.recalled", date=entry["date"], why=entry.get(words.language, "")) for entry in comparison.recalled]
    for kind, paths in (
        ("differing", comparison.differing), ("only-first", comparison.only_first), ("only-second", comparison.only_second),
    ):  # fmt: skip
        lines += [words(f"compare.{kind}", file=path) for path in paths]
    return "\n".join(lines)


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as fault:
        raise Failure("disk", reason=fault.strerror or str(fault)) from fault


def _json(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, indent=2)
