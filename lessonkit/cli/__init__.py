"""The command line: each command is one function; every sentence it says stands in the catalogs."""

from __future__ import annotations

import locale
import os
import sys
from pathlib import Path

import click

from lessonkit.cli.authoring import add_authoring
from lessonkit.cli.building import add_building
from lessonkit.cli.carrying import add_carrying
from lessonkit.cli.exporting import add_exporting
from lessonkit.cli.saying import tell
from lessonkit.cli.testing import add_testing
from lessonkit.findings import Failure
from lessonkit.project import LANGUAGES, SOURCE_LANGUAGE, Project
from lessonkit.terminal import SpokenGroup
from lessonkit.translation.catalogs import Words, read_spoken


def main() -> None:
    """Run the command line of this process and exit with 0, 1 (errors found, or a failure) or 2 (wrong usage)."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    project = Project(Path(__file__).resolve().parent.parent.parent)
    language, arguments = choose_language(sys.argv[1:], os.environ)
    words = read_spoken(project, language)
    try:
        make_commands(project, words).main(arguments, prog_name="build.py", standalone_mode=True)
    except Failure as failure:
        click.echo(tell(failure, words), err=True)
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

    build = add_building(commands, project, words)
    add_authoring(commands, project, words)
    add_carrying(commands, project, words)
    add_exporting(commands, project, words)
    add_testing(commands, project, words, build)
    return commands
