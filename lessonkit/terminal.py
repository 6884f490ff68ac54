"""Commands whose help pages speak the language of the catalogs; click's own headings are English only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import click

from lessonkit.translation.catalogs import Words

FEW = 3
"""So many lessons are read, or rendered, in about a second: nobody needs to see how far that is."""


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how much of how much is done; on a terminal a bar shows it, elsewhere nothing does."""
    with ExitStack() as stack:
        bars = []

        def told(done: int, all: int) -> None:
            if not bars and all > FEW and sys.stderr.isatty():
                bars.append(stack.enter_context(click.progressbar(length=all, label=label, file=sys.stderr)))
            for bar in bars:
                bar.update(done - bar.pos)

        yield told


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
