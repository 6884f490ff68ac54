"""The command that builds, and what other commands ask of it: a kit that stands as it was chosen."""

from __future__ import annotations

import sys
import time
from datetime import date
from typing import TYPE_CHECKING

import click

from lessonkit.checking.checks import stops
from lessonkit.checking.survey import survey_project, take_prints
from lessonkit.cli.saying import number_of, say_findings, short
from lessonkit.content.library import Choice
from lessonkit.findings import ERROR
from lessonkit.kept import drop_kept
from lessonkit.project import BANDS, EDITIONS, LANGUAGES, Project
from lessonkit.terminal import progress
from lessonkit.translation.catalogs import Words
from lessonkit.workers import Workers

if TYPE_CHECKING:  # the site's engine takes longer to import than most commands to run
    from lessonkit.website.editions import Built, Target


def add_building(commands: click.Group, project: Project, words: Words) -> click.Command:
    """Add the command to a group, and return it."""

    @commands.command(help=words("cli.build.help"))
    @click.option("--place", default="", metavar=words("cli.build.place"), help=words("cli.build.place.help"))
    @parts_of_a_kit(words)
    @click.option("--clean", is_flag=True, help=words("cli.build.clean.help"))
    def build(place: str, clean: bool, **parts) -> None:
        from lessonkit.website.editions import dist_of

        started = time.monotonic()
        if clean:
            drop_kept(project.cache)
        built = stand(project, words, chosen(place=place, **parts), dist_of(project))
        for made in built:
            facts = {"pages": made.pages, "files": made.files, "size": -(-made.size // 1000), "folder": short(made.folder)}
            if made.edition == "phone":
                click.echo(words("build.phone", **facts))
            else:
                click.echo(words("build.edition", edition=words(f"edition.{made.edition}"), **facts))
        seconds = f"{time.monotonic() - started:.1f}"
        click.echo(words("build.done", seconds=seconds, file=short(built[0].folder / "index.html")))

    return build


def parts_of_a_kit(words: Words):
    """Return a decorator that gives a command the options that say what a kit is to hold."""
    options = (
        click.option("--reviewed-only", is_flag=True, help=words("cli.build.reviewed-only.help")),
        click.option("--edition", type=click.Choice(EDITIONS), help=words("cli.build.edition.help")),
        click.option(
            "--band", "bands", type=click.Choice([band.id for band in BANDS]), multiple=True, help=words("cli.build.band.help")
        ),
        click.option(
            "--language", "languages", type=click.Choice(LANGUAGES), multiple=True, help=words("cli.build.language.help")
        ),
    )

    def decorate(command):
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def chosen(place: str = "", reviewed_only: bool = False, edition: str | None = None, bands=(), languages=()) -> Choice:
    """Return the choice that options make; what is not said is not left out."""
    editions = (edition,) if edition else EDITIONS
    said_bands = tuple(band.id for band in BANDS if not bands or band.id in bands)
    said_languages = tuple(language for language in LANGUAGES if not languages or language in languages)
    return Choice(place, reviewed_only, editions, said_bands, said_languages)


def stand(project: Project, words: Words, choice: Choice, target: Target) -> tuple[Built, ...]:
    """Return a kit that stands as it was chosen, building what has changed; end with 1 on errors among the findings."""
    from lessonkit.website.editions import build_kit, standing_kit

    click.echo(words("build.checking"))
    prints = take_prints(project, date.today())
    standing = standing_kit(prints, choice, target)
    if standing:
        say_findings(standing.findings, words)
        click.echo(words("build.standing"))
        return standing.built
    with Workers() as workers:
        with progress(words("build.reading")) as told:
            survey = survey_project(project, prints, workers, told)
        say_findings(survey.findings, words)
        if stops(survey.findings):
            click.echo(words.many("build.stopped", number_of(survey.findings, ERROR)), err=True)
            sys.exit(1)
        click.echo(words("build.building"))
        with progress(words("build.rendering")) as told:
            return build_kit(survey, choice, target, workers, told)
