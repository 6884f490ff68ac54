"""The command line: each command is one function; every sentence it says stands in the catalogs."""

from __future__ import annotations

import json
import locale
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import click

from lessonkit.checking.checks import check_library, stops
from lessonkit.checking.printer import FORMATS
from lessonkit.checking.survey import survey_project, take_prints
from lessonkit.content.library import Choice, Library
from lessonkit.content.reading import read_library
from lessonkit.findings import ERROR, Failure, Finding
from lessonkit.kept import drop_kept
from lessonkit.project import EDITIONS, LANGUAGES, SOURCE_LANGUAGE, Project
from lessonkit.scaffold import make_lesson
from lessonkit.terminal import SpokenGroup, progress
from lessonkit.translation.catalogs import Words, read_spoken, read_words
from lessonkit.translation.pairing import pairs, record_ids, record_pairing
from lessonkit.translation.status import read_status, status_text
from lessonkit.workers import Workers


def main() -> None:
    """Run the command line of this process and exit with 0, 1 (errors found, or a failure) or 2 (wrong usage)."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    project = Project(Path(__file__).resolve().parent.parent)
    language, arguments = choose_language(sys.argv[1:], os.environ)
    words = read_spoken(project, language)
    try:
        make_commands(project, words).main(arguments, prog_name="build.py", standalone_mode=True)
    except Failure as failure:
        click.echo(_tell(failure, words), err=True)
        sys.exit(1)


def choose_language(arguments: list[str], environment: dict[str, str]) -> tuple[str, list[str]]:
    """Return the language to speak and the arguments without `--lang`: as asked, else the machine's, else Vietnamese."""
    for number, argument in enumerate(arguments):
        flag, equals, asked = argument.partition("=")
        if flag != "--lang":
            continue
        behind = number + (1 if equals else 2)
        asked = asked or "".join(arguments[number + 1 : behind])
        if asked in LANGUAGES:
            return asked, arguments[:number] + arguments[behind:]
        if asked:
            return SOURCE_LANGUAGE, arguments
    spoken = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    spoken = spoken or (locale.getlocale()[0] or "")
    return next((language for language in LANGUAGES if spoken.lower().startswith(language)), SOURCE_LANGUAGE), arguments


def make_commands(project: Project, words: Words) -> click.Group:
    """Return the commands, speaking the language of the words."""

    @click.group(cls=SpokenGroup, words=words, invoke_without_command=True, help=words("cli.help"))
    @click.option("--lang", type=click.Choice(LANGUAGES), help=words("cli.lang.help"))
    @click.pass_context
    def commands(context: click.Context, lang: str | None) -> None:  # `lang` was read by choose_language
        if context.invoked_subcommand is None:
            context.invoke(build)

    form = click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="text", help=words("cli.format.help"))

    @commands.command(help=words("cli.build.help"))
    @click.option("--place", default="", metavar=words("cli.build.place"), help=words("cli.build.place.help"))
    @click.option("--reviewed-only", is_flag=True, help=words("cli.build.reviewed-only.help"))
    @click.option("--clean", is_flag=True, help=words("cli.build.clean.help"))
    @click.option("--edition", type=click.Choice(EDITIONS), help=words("cli.build.edition.help"))
    def build(place: str, reviewed_only: bool, clean: bool, edition: str | None) -> None:
        from lessonkit.website.editions import build_kit, dist_of, standing_kit

        started = time.monotonic()
        choice = Choice(place, reviewed_only, (edition,) if edition else EDITIONS)
        if clean:
            drop_kept(project.cache)
        click.echo(words("build.checking"))
        prints = take_prints(project, date.today())
        standing = standing_kit(prints, choice, dist_of(project))
        if standing:
            _print(standing.findings, words, "text")
            click.echo(words("build.standing"))
            built = standing.built
        else:
            with Workers() as workers:
                with progress(words("build.reading")) as told:
                    survey = survey_project(project, prints, workers, told)
                _print(survey.findings, words, "text")
                if stops(survey.findings):
                    click.echo(words.many("build.stopped", _number(survey.findings, ERROR)), err=True)
                    sys.exit(1)
                click.echo(words("build.building"))
                with progress(words("build.rendering")) as told:
                    built = build_kit(survey, choice, dist_of(project), workers, told)
        for made in built:
            facts = {"pages": made.pages, "files": made.files, "size": -(-made.size // 1000), "folder": _short(made.folder)}
            if made.edition == "phone":
                click.echo(words("build.phone", **facts))
            else:
                click.echo(words("build.edition", edition=words(f"edition.{made.edition}"), **facts))
        seconds = f"{time.monotonic() - started:.1f}"
        click.echo(words("build.done", seconds=seconds, file=_short(built[0].folder / "index.html")))

    @commands.command(help=words("cli.check.help"))
    @form
    def check(form: str) -> None:
        library, findings = _checked(project)
        _print(findings, words, form)
        if form == "text":
            click.echo(_sum(library, findings, words))
        sys.exit(1 if stops(findings) else 0)

    @commands.command(help=words("cli.status.help"))
    @click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help=words("cli.format.help"))
    def status(form: str) -> None:
        rows = read_status(read_library(project))
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2) if form == "json" else status_text(rows, words))

    @commands.command(help=words("cli.translated.help"))
    @click.argument("folder")
    @click.argument("sections", nargs=-1)
    def translated(folder: str, sections: tuple[str, ...]) -> None:
        library = read_library(project)
        asked = Path(folder).resolve()
        texts = next((texts for texts in library.texts if texts.folder.resolve() == asked), None)
        if not texts:
            raise Failure("not-a-folder", folder=folder)
        known = [pair.section for pair in pairs(texts)]
        for section in sections:
            if section not in known:
                raise Failure("section-unknown", section=section, known=", ".join(known))
        recorded = record_pairing(texts, sections)
        if recorded:
            click.echo(words.many("translated.recorded", len(recorded), sections=", ".join(recorded)))
        else:
            click.echo(words("translated.nothing"))
        added = record_ids(read_library(project))
        if added:
            click.echo(words.many("translated.ids", len(added)))

    @commands.command(help=words("cli.new.help"))
    @click.argument("name")
    @click.option("--number", type=click.IntRange(1, 9999), required=True, help=words("cli.new.number.help"))
    def new(name: str, number: int) -> None:
        files = make_lesson(project, name, number, {language: read_words(project, language) for language in LANGUAGES})
        click.echo(words("cli.new.done", files=", ".join(project.place(path).path for path in files)))

    @commands.command(help=words("cli.serve.help"))
    @click.option("--port", default=8000, show_default=True, help=words("cli.serve.port.help"))
    def serve(port: int) -> None:
        from lessonkit.website.serving import serve_kit

        def told(findings: tuple[Finding, ...]) -> None:
            _print(findings, words, "text")
            errors = _number(findings, ERROR)
            click.echo(words("serve.rebuilt", errors=errors, advices=len(findings) - errors))

        def failed(failure: Failure) -> None:
            click.echo(_tell(failure, words), err=True)

        def ready(address: str) -> None:
            click.echo(words("serve.ready", address=address))

        serve_kit(project, port, ready, told, failed)

    @commands.command(help=words("cli.test.help"), context_settings={"ignore_unknown_options": True})
    @click.option("--all", "everything", is_flag=True, help=words("cli.test.all.help"))
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def test(everything: bool, arguments: tuple[str, ...]) -> None:
        environment = {**os.environ, "LESSONKIT_TEST_ALL": "1" if everything else ""}
        _run_with_browsers(project, environment, "pytest", *arguments)

    @commands.command(help=words("cli.screenshots.help"))
    @click.pass_context
    def screenshots(context: click.Context) -> None:
        context.invoke(build)
        _run_with_browsers(project, dict(os.environ), "tests.equipment.screenshots")

    @commands.command(help=words("cli.bench.help"), context_settings={"ignore_unknown_options": True})
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def bench(arguments: tuple[str, ...]) -> None:
        _run_with_browsers(project, dict(os.environ), "benchmarks", *arguments)

    return commands


def _run_with_browsers(project: Project, environment: dict[str, str], module: str, *arguments: str) -> None:
    """Install what drives the browsers where it lacks, run a module with it, and end as that ended."""
    for command in (["tests.equipment.install"], [module, *arguments]):
        done = subprocess.run([sys.executable, "-m", *command], cwd=project.root, env=environment)
        if done.returncode:
            sys.exit(1)


def _checked(project: Project) -> tuple[Library, tuple[Finding, ...]]:
    library = read_library(project)
    return library, check_library(library, date.today())


def _print(findings: tuple[Finding, ...], words: Words, form: str) -> None:
    text = FORMATS[form](findings, words)
    if text:
        click.echo(text)


def _tell(failure: Failure, words: Words) -> str:
    return words(f"failure.{failure.name}", **failure.facts)


def _number(findings: tuple[Finding, ...], severity: str) -> int:
    return sum(finding.severity == severity for finding in findings)


def _sum(library: Library, findings: tuple[Finding, ...], words: Words) -> str:
    if not findings:
        return words("check.clean", lessons=len(library.lessons), documents=len(list(library.documents)))
    errors = _number(findings, ERROR)
    return words("check.sum", errors=errors, advices=len(findings) - errors)


def _short(path: Path) -> str:
    """Return a path as one would type it from here."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)
