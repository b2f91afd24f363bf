"""``dgcheck diff``: two runs side by side. From the store alone, no network."""

from __future__ import annotations

from pathlib import Path

import click

from checker.cli import options
from checker.cli.console import Voice
from checker.compare import Comparison
from checker.compare.plain import lines
from checker.report.words import say
from checker.rounding import shown
from checker.run.comparing import compare_runs


@click.command()
@click.argument("before", metavar="RUN1")
@click.argument("after", metavar="RUN2")
@options.STORE
@click.option("--rubric", metavar="ID|FILE", help="Count both runs by this KPI year (default: that of the newer run).")
@click.option("--fail-on-worse", is_flag=True, help="Exit with 1 when the proven total of RUN2 is lower.")
@options.speaking
def diff(before: str, after: str, store: Path, rubric: str | None, fail_on_worse: bool, voice: Voice) -> int:
    """Say what changed from RUN1 to RUN2: better, worse, new, gone, and the points of each dataset.

    Both runs are counted again under one rubric, offline, so that they are like for like.

    \b
    Example: dgcheck diff 20220401 latest --lang en
    """
    with voice.progress() as watch:
        found = compare_runs(store, before, after, rubric=rubric, watch=watch)
    for line in lines(found, voice.lang):
        voice.line(line)
    return _status(found, fail_on_worse, voice)


def _status(found: Comparison, fail_on_worse: bool, voice: Voice) -> int:
    """1 when asked for and the proven total fell, else 0."""
    if not fail_on_worse or found.difference >= 0:
        return 0
    if not voice.quiet:
        click.echo(say("compare.fell", voice.lang, points=shown(-found.difference)), err=True)
    return 1
