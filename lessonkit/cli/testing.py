"""The commands that need browsers: test, screenshots, bench."""

from __future__ import annotations

import os
import subprocess
import sys

import click

from lessonkit.project import Project
from lessonkit.translation.catalogs import Words


def add_testing(commands: click.Group, project: Project, words: Words, build: click.Command) -> None:
    """Add the commands to a group that has the command `build`."""

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


def _run_with_browsers(project: Project, environment: dict[str, str], module: str, *arguments: str) -> None:
    """Install what drives the browsers where it lacks, run a module with it, and end as that ended."""
    for command in (["tests.equipment.install"], [module, *arguments]):
        done = subprocess.run([sys.executable, "-m", *command], cwd=project.root, env=environment)
        if done.returncode:
            sys.exit(1)
