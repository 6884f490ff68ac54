"""The commands that need browsers: test, screenshots, bench."""

from __future__ import annotations

import os
import subprocess
import sys

import click

from lessonkit.project import Project
from lessonkit.translation.catalogs import Words

FAILED = 1
"""How pytest ends when tests have failed, and nothing worse has happened."""

ALONE = ("--last-failed", "--last-failed-no-failures=none", "--exitfirst", "-n0", "-vv")
"""What makes pytest run the tests that failed, one after the other, by name, until one fails again."""


def add_testing(commands: click.Group, project: Project, words: Words, build: click.Command) -> None:
    """Add the commands to a group that has the command `build`."""

    @commands.command(help=words("cli.test.help"), context_settings={"ignore_unknown_options": True})
    @click.option("--all", "everything", is_flag=True, help=words("cli.test.all.help"))
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def test(everything: bool, arguments: tuple[str, ...]) -> None:
        environment = {**os.environ, "LESSONKIT_TEST_ALL": "1" if everything else ""}
        ended = _run_with_browsers(project, environment, "pytest", *arguments)
        if ended == FAILED and not arguments:
            click.echo(words("cli.test.again"))
            ended = _run(project, environment, "pytest", *ALONE)
        sys.exit(bool(ended))

    @commands.command(help=words("cli.screenshots.help"))
    @click.pass_context
    def screenshots(context: click.Context) -> None:
        context.invoke(build)
        sys.exit(bool(_run_with_browsers(project, dict(os.environ), "tests.equipment.screenshots")))

    @commands.command(help=words("cli.bench.help"), context_settings={"ignore_unknown_options": True})
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def bench(arguments: tuple[str, ...]) -> None:
        sys.exit(bool(_run_with_browsers(project, dict(os.environ), "benchmarks", *arguments)))


def _run_with_browsers(project: Project, environment: dict[str, str], module: str, *arguments: str) -> int:
    """Install what drives the browsers where it lacks, or end; then run a module and return as what that ended."""
    if _run(project, environment, "tests.equipment.install"):
        sys.exit(1)
    return _run(project, environment, module, *arguments)


def _run(project: Project, environment: dict[str, str], module: str, *arguments: str) -> int:
    return subprocess.run([sys.executable, "-m", module, *arguments], cwd=project.root, env=environment).returncode
