"""The commands that make something else out of a finished kit: the group export, a function for each."""

from __future__ import annotations

from pathlib import Path

import click

from lessonkit.cli.saying import short
from lessonkit.project import Project
from lessonkit.terminal import SpokenGroup, progress
from lessonkit.translation.catalogs import Words


def add_exporting(commands: click.Group, project: Project, words: Words) -> None:
    """Add the group to a group."""

    @commands.group(cls=SpokenGroup, words=words, help=words("cli.export.help"))
    def export() -> None:
        pass

    @export.command(help=words("cli.export.pictures.help"))
    @click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=project.exports / "pictures")
    @click.option("--browser", default="", metavar=words("cli.export.browser"), help=words("cli.export.browser.help"))
    def pictures(folder: Path, browser: str) -> None:
        from lessonkit.carrying.browser import find_browser
        from lessonkit.carrying.pictures import make_pictures

        with progress(words("export.pictures.making")) as told:
            made = make_pictures(project.dist / "teacher", folder, find_browser(browser), told)
        counted = {form: sum(path.suffix == f".{form}" for path in made) for form in ("png", "pdf")}
        click.echo(words("export.pictures.made", **counted, folder=short(folder)))
