"""How the command line speaks: a bar on a terminal, plain lines in a pipe, one JSON value for machines."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click
import msgspec

from checker.cli.visible import visible
from checker.cli.words import say
from checker.report.json import harmless
from checker.run.progress import Progress, Watch, silent

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

PLAIN_SECONDS = 5.0  #: between two plain progress lines


class Voice:
    """Where and how one command speaks. Results go to standard output, progress and remarks to standard error."""

    def __init__(self, *, lang: str, quiet: bool = False, json: bool = False) -> None:
        self.lang = lang
        self.quiet = quiet or json
        self.json = json

    def say(self, key: str, **values: object) -> None:
        """A remark for a person, on standard error; silent where asked."""
        if not self.quiet:
            click.echo(visible(say(key, self.lang, **values)), err=True)

    def line(self, text: str = "") -> None:
        """A line of the result, with nothing in it that a terminal would obey."""
        click.echo(visible(text))

    def result(self, value: Any) -> None:
        """The result for a machine, as one JSON value."""
        click.echo(harmless(msgspec.json.format(msgspec.json.encode(value), indent=1)))  # bytes: UTF-8 in every pipe

    @contextmanager
    def progress(self) -> Iterator[Watch]:
        """Shows a stage's progress: bars with rate and remaining time on a terminal, plain lines elsewhere."""
        if self.quiet:
            yield silent
        elif sys.stderr.isatty():
            with _bars() as bars:
                yield _on_bars(bars, self.lang)
        else:
            yield _plain(self.lang)


def _bars() -> Bars:
    from rich.console import Console  # here: a pipe needs no bars
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def _on_bars(bars: Bars, lang: str) -> Watch:
    tasks: dict[str, Any] = {}

    def watch(progress: Progress) -> None:
        if progress.stage not in tasks:
            tasks[progress.stage] = bars.add_task(say(f"stage.{progress.stage}", lang), total=progress.total, rate="")
        task = bars.tasks[bars.task_ids.index(tasks[progress.stage])]
        rate = f"{task.speed:,.0f}/s" if task.speed else ""
        bars.update(tasks[progress.stage], completed=progress.done, total=progress.total, rate=rate)

    return watch


def _plain(lang: str) -> Watch:
    told: dict[str, float] = {}

    def watch(progress: Progress) -> None:
        now = time.monotonic()
        finished = progress.done == progress.total
        if not finished and now - told.get(progress.stage, float("-inf")) < PLAIN_SECONDS:
            return
        told[progress.stage] = now
        total = "" if progress.total is None else f"/{progress.total}"
        click.echo(f"{say(f'stage.{progress.stage}', lang)} {progress.done}{total}", err=True)

    return watch
