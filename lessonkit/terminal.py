"""Commands whose help pages speak the language of the catalogs; click's own headings are English only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from lessonkit.translation.catalogs import Words

PATIENCE = 1.0
"""Seconds after which somebody at a terminal wants to see that work goes on."""


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how much of how much is done; on a terminal a bar shows it, elsewhere nothing does."""
    started = time.monotonic()
    bar = None

    def told(done: int, all: int) -> None:
        nonlocal bar
        if bar is None and time.monotonic() - started > PATIENCE and sys.stderr.isatty():
            bar = click.progressbar(length=all, label=label, file=sys.stderr)
            bar.__enter__()
        if bar is not None:
            bar.update(done - bar.pos)

    try:
        yield told
    finally:
        if bar is not None:
            bar.render_finish()


class _Spoken:
    """What a command and a group of commands have in common: their help page."""

    words: Words

    def get_help_option(self, context: click.Context) -> click.Option:
        option = super().get_help_option(context)
        option.help = self.words("cli.help-option.help")
        return option

    def format_usage(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(context))
        formatter.write_usage(context.command_path, pieces, self.words("cli.usage"))

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        records = [parameter.get_help_record(context) for parameter in self.get_params(context)]
        with formatter.section(self.words("cli.options")):
            formatter.write_dl([record for record in records if record])


class SpokenCommand(_Spoken, click.Command):
    """A command that explains itself in the language of its words."""

    def __init__(self, *arguments, words: Words, **settings) -> None:
        super().__init__(*arguments, **settings)
        self.words = words


class SpokenGroup(_Spoken, click.Group):
    """A group of such commands."""

    def __init__(self, *arguments, words: Words, **settings) -> None:
        super().__init__(*arguments, **settings)
        self.words = words

    def command(self, *arguments, **settings) -> Callable:
        return super().command(*arguments, cls=SpokenCommand, words=self.words, **settings)

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(context, formatter)
        rows = [(name, self.commands[name].get_short_help_str(200)) for name in self.list_commands(context)]
        with formatter.section(self.words("cli.commands")):
            formatter.write_dl(rows)
