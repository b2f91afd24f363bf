"""``dgcheck workbook diff``: two workbooks held against each other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli import options
from checker.cli.console import Voice
from checker.cli.visible import visible
from checker.cli.words import say

if TYPE_CHECKING:
    from checker.errors import Problem
    from checker.workbook.difference import Change, DatasetChange, Difference, FileChange

SHOWN = 300  #: characters of a value
PIPE_WIDTH = 200  #: columns where there is no terminal
_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@options.speaking
def diff(old: Path, new: Path, voice: Voice) -> None:
    """Say what changed from the workbook OLD to the workbook NEW: datasets new, gone, changed, cell by cell.

    Rows may stand in any order and on any sheet: datasets are the same by their code.

    \b
    Example: dgcheck workbook diff last-year.xlsx this-year.xlsx --lang en
    """
    from checker.workbook.difference import difference  # here: it loads a workbook library
    from checker.workbook.template2 import read_file, read_workbook

    books = [read_workbook(file.body, file.source) for file in map(read_file, (old, new))]
    found = difference(*books)
    problems = [problem for book in books for problem in book.problems]
    if voice.json:
        voice.result({"difference": found, "problems": problems})
        return
    _tell(found, problems, voice)


def _tell(found: Difference, problems: list[Problem], voice: Voice) -> None:
    counts = {kind: found.count(kind) for kind in _SIGNS}
    voice.line(say("workbook_diff.counts", voice.lang, **counts, same=found.same))
    rows = [row for dataset in found.datasets for row in _rows(dataset, voice.lang)]
    if rows:
        _table(rows, voice.lang)
    if problems:
        voice.say("workbook_diff.problems", count=len(problems))


def _rows(dataset: DatasetChange, lang: str) -> Iterator[tuple[str, ...]]:
    place = " → ".join(filter(None, (dataset.old_place, dataset.new_place)))
    yield _SIGNS[dataset.kind], dataset.code, dataset.title, "", "", place
    for change in dataset.changes:
        yield _change(change, change.label.get(lang))
    for file in dataset.files:
        yield from _file(file, lang)


def _file(file: FileChange, lang: str) -> Iterator[tuple[str, ...]]:
    shown = say("workbook_diff.file", lang, name=file.name or file.url)
    place = " → ".join(filter(None, (file.old_place, file.new_place)))
    if file.kind == "changed":
        for change in file.changes:
            yield _change(change, f"{shown}: {change.label.get(lang)}")
    else:
        old, new = ("", file.url) if file.kind == "added" else (file.url, "")
        yield "", "", f"{_SIGNS[file.kind]} {shown}", old, new, place


def _change(change: Change, label: str) -> tuple[str, ...]:
    return "", "", label, change.old[:SHOWN], change.new[:SHOWN], f"{change.old_place} → {change.new_place}"


def _table(rows: list[tuple[str, ...]], lang: str) -> None:
    from rich.console import Console  # here: other commands need no tables
    from rich.table import Table
    from rich.text import Text

    width = shutil.get_terminal_size((PIPE_WIDTH, 0)).columns
    table = Table(box=None, pad_edge=False)
    for name in ("sign", "code", "field", "old", "new", "place"):
        table.add_column(say(f"workbook_diff.columns.{name}", lang), overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    console = Console(width=width, highlight=False)
    with console.capture() as captured:
        console.print(table)
    for line in captured.get().splitlines():
        click.echo(line.rstrip())
