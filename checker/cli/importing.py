"""``dgcheck workbook check`` and ``import``: the official workbook as it comes in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from shlex import quote
from typing import Any
from zoneinfo import ZoneInfo

import click
import msgspec

from checker.cli import options
from checker.cli.console import Voice
from checker.cli.files import FORCE, refuse_existing, write
from checker.cli.words import say
from checker.errors import Problem, UsageError
from checker.model import Outcome
from checker.rubric import Rubric
from checker.run.rules import proved_rubric
from checker.workbook.checking import check_import, check_workbook
from checker.workbook.created import created
from checker.workbook.plans import ListedCode, has_plan, read_listed
from checker.workbook.record import File, Workbook
from checker.workbook.remarks import LEVELS, Checked, Remark
from checker.workbook.template2 import read_file, read_workbook

SIGNS = {"violation": "✗", "warning": "!", "info": "·"}
LINES = 100  #: remarks of a sheet that a person is shown
VALUE = 60  #: characters of a value in a line

FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
RESOURCES = click.option(
    "--resources",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Template 3 (resources) where it is in a file of its own.",
)


@click.command()
@FILE
@RESOURCES
@click.option(
    "--plan",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Template 1, the list of datasets (default: the sheet Temp1_Dataset of FILE).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="For people, or for machines (as --json).",
)
@click.option(
    "--colour",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OUT.xlsx",
    help="Write a copy of FILE with each cell coloured and commented, to be mended in place.",
)
@FORCE
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=LINES,
    show_default=True,
    help="Show so many remarks of a sheet (0: all).",
)
@options.RUBRIC
@options.speaking
def check(
    file: Path,
    resources: Path | None,
    plan: Path | None,
    form: str,
    colour: Path | None,
    force: bool,
    limit: int,
    rubric: str,
    voice: Voice,
) -> int:
    """Check the metadata in FILE (.xlsx, .xls, .ods) as a scan checks a catalog, and say what is wrong with which cell.

    Exits with 0 when nothing has to be mended, with 1 when something has (✗ and most of !; remarks · alone leave 0).

    \b
    Example: dgcheck workbook check workbook.xlsx --colour to-mend.xlsx
    """
    if colour is not None and colour.suffix.lower() != ".xlsx":
        raise UsageError(say("workbook_in.not_xlsx", "en", path=colour), say("workbook_in.not_xlsx", "th", path=colour))
    refuse_existing(colour, force)
    rules = proved_rubric(rubric)
    opened = read_file(file)
    book = _book(opened, resources)
    checked = _checked(book, opened, plan, rules)
    if voice.json or form == "json":
        voice.result(_value(checked))
    else:
        for line in _lines(checked, limit or len(checked.remarks), voice.lang):
            voice.line(line)
    if colour is not None:
        _colour(opened, checked, colour, voice)
    elif checked.failed and form != "json":
        voice.say("next.colour", path=quote(str(file)))
    if not checked.failed and form != "json":
        voice.say("next.checked", path=quote(str(file)))
    return int(checked.failed)


@click.command("import")
@FILE
@RESOURCES
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("datasets.jsonl"),
    show_default=True,
    help="Where to write the datasets, a line each, as CKAN's package_create takes them.",
)
@FORCE
@options.RUBRIC
@options.speaking
def import_(file: Path, resources: Path | None, out: Path, force: bool, rubric: str, voice: Voice) -> int:
    """Turn the metadata in FILE (.xlsx, .xls, .ods) into datasets as a CKAN with thai_gdc takes them.

    All that is right is written, and all that is wrong is told with its cell. What is written can be scanned. Exits
    with 0 when everything could be read and nothing that such a CKAN asks for is missing, with 1 otherwise.

    \b
    Example: dgcheck workbook import workbook.xlsx --out datasets.jsonl
    """
    refuse_existing(out, force, sources=(file, resources))
    book = _book(read_file(file), resources)
    rules = proved_rubric(rubric)
    checked = check_import(book, rules, _today(rules))
    write(out, b"".join(msgspec.json.encode(created(record)) + b"\n" for record in book.datasets))
    if voice.json:
        voice.result({**_value(checked), "written": str(out)})
    else:
        for line in _groups(checked, len(checked.remarks), voice.lang):
            voice.line(line)
        voice.line(say("workbook_in.imported", voice.lang, path=out, datasets=len(book.datasets),
                       resources=checked.resources))  # fmt: skip
    voice.say("next.imported", path=quote(str(out)))
    return int(checked.failed)


def _book(opened: File, resources: Path | None) -> Workbook:
    return read_workbook(opened.body, opened.source, read_file(resources) if resources is not None else None)


def _checked(book: Workbook, opened: File, plan: Path | None, rules: Rubric) -> Checked:
    listed: tuple[ListedCode, ...] | None = None
    problems: tuple[Problem, ...] = ()
    if plan is not None or has_plan(book.sheets):
        given = read_file(plan) if plan is not None else opened
        listed, problems = read_listed(given.body, given.source)
    return check_workbook(book, rules, _today(rules), listed=listed, problems=problems)


def _today(rules: Rubric) -> date:
    return datetime.now(ZoneInfo(rules.time_zone)).date()


def _colour(opened: File, checked: Checked, out: Path, voice: Voice) -> None:
    from checker.workbook.colouring import coloured  # here: it loads a workbook library

    write(out, coloured(opened.body, checked, voice.lang))
    voice.say("workbook_in.coloured", path=quote(str(out)))


def _lines(checked: Checked, limit: int, lang: str) -> Iterator[str]:
    yield from _groups(checked, limit, lang)
    datasets = len(checked.verdicts)
    yield say("workbook_in.summary", lang, datasets=datasets, complete=checked.complete, resources=checked.resources,
              items=checked.items)  # fmt: skip
    if checked.listed is not None:
        yield say("workbook_in.listed", lang, listed=checked.listed)
    counts = {level: checked.count(level) for level in LEVELS}
    yield say("workbook_in.counts" if any(counts.values()) else "workbook_in.nothing", lang, **counts)


def _groups(checked: Checked, limit: int, lang: str) -> Iterator[str]:
    """What is told of each sheet: within the limit the gravest, in the order of the sheet."""
    for (source, sheet), group in groupby(checked.remarks, key=lambda remark: (remark.source, remark.sheet)):
        remarks = list(group)
        yield f"{source} › {sheet}" if source != checked.source else sheet or source
        kept = sorted(range(len(remarks)), key=lambda place: (LEVELS.index(remarks[place].level), place))[:limit]
        for place in sorted(kept):
            yield from _remark(remarks[place], lang)
        if len(kept) < len(remarks):
            yield f"  {say('workbook_in.more', lang, count=len(remarks) - len(kept))}"
        yield ""


def _remark(remark: Remark, lang: str) -> Iterator[str]:
    where = " ".join(filter(None, (remark.cell, _one_line(remark.field.get(lang)))))
    value = f" “{_one_line(remark.value)[:VALUE]}”" if remark.value else ""
    many = f" ({say('workbook_in.datasets', lang, count=remark.count)})" if remark.count > 1 else ""
    said = _one_line(remark.text.get(lang))
    yield (
        f"  {SIGNS[remark.level]} {where}{value}: {said}{many}"
        if where or value
        else (f"  {SIGNS[remark.level]} {said}{many}")
    )
    if remark.fix.get(lang):
        yield f"      → {_one_line(remark.fix.get(lang))}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _value(checked: Checked) -> dict[str, Any]:
    """The result for a machine."""
    items: dict[str, int] = {}
    for verdict in checked.verdicts:
        for number, outcome in verdict.items.items():
            items[number] = items.get(number, 0) + (outcome is Outcome.PASSED)
    return {
        "source": checked.source,
        "failed": checked.failed,
        "datasets": len(checked.verdicts),
        "complete": checked.complete,
        "resources": checked.resources,
        "listed": checked.listed,
        "items": items,
        "counts": {level: checked.count(level) for level in LEVELS},
        "remarks": [_remark_value(remark) for remark in checked.remarks],
        "verdicts": [{**msgspec.structs.asdict(each), "complete": each.complete} for each in checked.verdicts],
    }


def _remark_value(remark: Remark) -> dict[str, Any]:
    texts = {"text": remark.text, "fix": remark.fix, "field": remark.field}
    flat = {name: value for name, value in msgspec.structs.asdict(remark).items() if name not in texts}
    return flat | {f"{name}_{lang}": text.get(lang) for name, text in texts.items() for lang in ("th", "en")}
