"""``dgcheck diff`` and ``dgcheck trend``: runs side by side, and one after the other. From the store alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
import msgspec

from checker.cli import options
from checker.cli.console import Voice
from checker.compare import Comparison
from checker.errors import UsageError
from checker.report.json import harmless
from checker.report.trend import Trend
from checker.report.words import say
from checker.rounding import shown
from checker.run.comparing import compare_runs, trend_of
from checker.run.writing import write_whole

Command = Callable[..., Any]
TEXT = "text"  #: what is said on standard output; every other format is a file
RUBRIC = click.option("--rubric", metavar="ID|FILE", help="Another KPI year (default: that of the newest run).")


def _formats(*known: str) -> Callable[[Command], Command]:
    """``--format`` with these choices, and ``--out`` for those that are files."""

    def chosen(context: click.Context, option: click.Parameter, text: str) -> tuple[str, ...]:
        formats = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
        unknown = [part for part in formats if part not in known]
        if unknown or not formats:
            raise UsageError(
                f"--format {text!r}: unknown {', '.join(unknown) or 'empty list'}; there are: {', '.join(known)}",
                f"--format {text!r}: ไม่รู้จัก {', '.join(unknown) or '(ว่าง)'}; ที่มีคือ {', '.join(known)}",
            )
        return formats

    named = f"{TEXT} is said here, the others are files: {', '.join(known[1:])}."
    option = click.option("--format", "formats", default=TEXT, show_default=True, metavar="LIST", callback=chosen,
                          help=f"What to give; {named}")  # fmt: skip
    return lambda command: option(options.OUT(command))


@click.command()
@click.argument("before", metavar="RUN1")
@click.argument("after", metavar="RUN2")
@options.STORE
@RUBRIC
@_formats(TEXT, "json", "html")
@click.option("--fail-on-worse", is_flag=True, help="Exit with 1 when the proven total of RUN2 is lower.")
@options.speaking
def diff(
    before: str,
    after: str,
    store: Path,
    rubric: str | None,
    formats: tuple[str, ...],
    out: Path,
    fail_on_worse: bool,
    voice: Voice,
) -> int:
    """Say what changed from RUN1 to RUN2: better, worse, new, gone, and the points of each dataset.

    Both runs are counted again under one rubric, offline, so that they are like for like.

    \b
    Example: dgcheck diff 20220401 latest --format text,html --lang en
    """
    from checker.compare import html, json, plain  # here: other commands need not load them

    with voice.progress() as watch:
        found = compare_runs(store, before, after, rubric=rubric, watch=watch)
    files: dict[str, Callable[[], Iterable[bytes]]] = {
        "json": lambda: json.chunks(found),
        "html": lambda: html.html_chunks(found, lang=voice.lang),
    }
    written = _written("diff", {name: files[name] for name in formats if name != TEXT}, out)
    if voice.json:
        voice.result({**json.value(found), "written": written})
    elif TEXT in formats:
        for line in plain.lines(found, voice.lang):
            voice.line(line)
    for path in written:
        voice.say("written", path=path)
    return _status(found, fail_on_worse, voice)


def _status(found: Comparison, fail_on_worse: bool, voice: Voice) -> int:
    """1 when asked for and the proven total fell, else 0."""
    if not fail_on_worse or found.difference >= 0:
        return 0
    if not voice.quiet:
        click.echo(say("compare.fell", voice.lang, points=shown(-found.difference)), err=True)
    return 1


@click.command()
@click.argument("run", default="latest")
@options.STORE
@RUBRIC
@click.option("--rescore", is_flag=True, help="Count every run anew first: exact, offline, and slower.")
@_formats(TEXT, "json", "html", "csv")
@options.speaking
def trend(
    run: str, store: Path, rubric: str | None, rescore: bool, formats: tuple[str, ...], out: Path, voice: Voice
) -> None:
    """Say what all runs of RUN's agency came to, up to RUN, by fiscal year.

    The last run of a fiscal year is the year's figure. Runs that were not counted by the rubric are left out and named.

    \b
    Example: dgcheck trend latest --format text,html,csv --lang en
    """
    from checker.report import trend_page  # here: other commands need not load it

    with voice.progress() as watch:
        found = trend_of(store, run, rubric=rubric, again=rescore, watch=watch)
    files: dict[str, Callable[[], Iterable[bytes]]] = {
        "json": lambda: (_json(found),),
        "html": lambda: trend_page.html_chunks(found, lang=voice.lang),
        "csv": lambda: (trend_page.to_csv(found),),
    }
    written = _written("trend", {name: files[name] for name in formats if name != TEXT}, out)
    if voice.json:
        voice.result({**trend_page.value(found), "written": written})
    elif TEXT in formats:
        for line in trend_page.lines(found, voice.lang):
            voice.line(line)
    for path in written:
        voice.say("written", path=path)


def _json(found: Trend) -> bytes:
    from checker.report.trend_page import value

    encoded = msgspec.json.encode(value(found), order="sorted")
    return harmless(msgspec.json.format(encoded, indent=1)) + b"\n"


def _written(name: str, files: dict[str, Callable[[], Iterable[bytes]]], out: Path) -> list[str]:
    """Writes ``<name>.<format>`` for each format; gives the paths."""

    def write(kind: str, made: Callable[[], Iterable[bytes]]) -> Path:
        return write_whole(out / f"{name}.{kind}", lambda stream: stream.writelines(made()))

    return [str(write(kind, made)) for kind, made in files.items()]
