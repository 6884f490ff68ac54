"""The commands of whoever writes: check, status, translated, new, serve."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from lessonkit.checking.checks import check_library, stops
from lessonkit.checking.printer import FORMATS
from lessonkit.checking.recordings import read_recordings, recordings_sum, recordings_text
from lessonkit.cli.saying import number_of, say_findings, tell
from lessonkit.content.library import Library
from lessonkit.content.reading import read_library
from lessonkit.findings import ERROR, Failure, Finding
from lessonkit.project import EDITIONS, LANGUAGES, Project
from lessonkit.scaffold import make_lesson
from lessonkit.translation.catalogs import Words, read_words
from lessonkit.translation.graph import graphs_text
from lessonkit.translation.older import changes_text
from lessonkit.translation.pairing import pairs, record_ids, record_pairing
from lessonkit.translation.status import read_status, status_text


def add_authoring(commands: click.Group, project: Project, words: Words) -> None:
    """Add the commands to a group."""
    form = click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="text", help=words("cli.format.help"))

    @commands.command(help=words("cli.check.help"))
    @form
    def check(form: str) -> None:
        library, findings = _checked(project)
        say_findings(findings, words, form)
        if form == "text":
            click.echo(_sum(library, findings, words))
        sys.exit(1 if stops(findings) else 0)

    @commands.command(help=words("cli.status.help"))
    @click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help=words("cli.format.help"))
    @click.option("--graph", is_flag=True, help=words("cli.status.graph.help"))
    @click.option("--changes", is_flag=True, help=words("cli.status.changes.help"))
    @click.option("--recordings", is_flag=True, help=words("cli.status.recordings.help"))
    def status(form: str, graph: bool, changes: bool, recordings: bool) -> None:
        library = read_library(project)
        if graph:
            click.echo(graphs_text(library))
            return
        if changes:
            click.echo(changes_text(library, words))
            return
        recorded = read_recordings(library)
        rows = recorded if recordings else read_status(library)
        if form == "json":
            click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        elif recordings:
            click.echo(recordings_text(recorded, words))
        else:
            click.echo(status_text(rows, words))
            click.echo(recordings_sum(recorded, words))

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
    @click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help=words("cli.serve.port.help"))
    @click.option("--lan", is_flag=True, help=words("cli.serve.lan.help"))
    @click.option("--edition", type=click.Choice(EDITIONS), help=words("cli.serve.edition.help"))
    def serve(port: int, lan: bool, edition: str | None) -> None:
        from lessonkit.carrying.hotspot import serve_class
        from lessonkit.carrying.invitation import invite
        from lessonkit.website.serving import serve_kit

        if edition and not lan:
            raise click.UsageError(words("serve.edition-without-lan"))
        if lan:
            voices = [read_words(project, language) for language in LANGUAGES]
            serve_class(project, edition or "pupil", port, voices, lambda invitation: click.echo(invite(invitation, words)))
            return

        def told(findings: tuple[Finding, ...]) -> None:
            say_findings(findings, words, "text")
            errors = number_of(findings, ERROR)
            click.echo(words("serve.rebuilt", errors=errors, advices=len(findings) - errors))

        def failed(failure: Failure) -> None:
            click.echo(tell(failure, words), err=True)

        def ready(address: str) -> None:
            click.echo(words("serve.ready", address=address))

        serve_kit(project, port, ready, told, failed)


def _checked(project: Project) -> tuple[Library, tuple[Finding, ...]]:
    library = read_library(project)
    return library, check_library(library, date.today())


def _sum(library: Library, findings: tuple[Finding, ...], words: Words) -> str:
    if not findings:
        return words("check.clean", lessons=len(library.lessons), documents=len(list(library.documents)))
    errors = number_of(findings, ERROR)
    return words("check.sum", errors=errors, advices=len(findings) - errors)
