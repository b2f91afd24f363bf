"""``dgcheck table``: one file, before it is published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec.structs import replace

from checker.cli import options
from checker.cli.console import Voice
from checker.cli.words import known, say
from checker.config import Settings
from checker.content import Column, Period, PersonalData, Sign, TableProfile
from checker.dates import show_date
from checker.report.places import place_text, sign_text, word_of
from checker.report.plain import SIGNS, grade_lines
from checker.report.words import clean
from checker.rubric import Rubric
from checker.run.rules import proved_rubric
from checker.run.table import Looked, look_at_table
from checker.tables.validation import Fault, Validation
from checker.vocabulary import vocabulary

COLUMNS = 30  #: columns of one table that are told
FAULTS = 50  #: faults that are told
DELIMITERS = {"\t": "TAB"}


@click.command()
@click.argument("source", metavar="FILE|URL")
@click.option(
    "--schema",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A Table Schema (JSON or YAML) to hold every row of the table against.",
)
@options.RUBRIC
@options.fetching
@options.speaking
def table(source: str, schema: Path | None, rubric: str, settings: Settings, token: str, voice: Voice) -> int:
    """Say how a table is laid out, what keeps it from the next tier, and whether it is as a schema says.

    FILE or URL is read as a scan reads it; personal data is never shown. Exit status: 1 when the table is not as the
    schema says, 3 when there is no table that can be read.

    \b
    Example: dgcheck table data.csv --schema table-schema.json
    """
    rules = proved_rubric(rubric)
    found = look_at_table(source, settings, rules, schema)
    if voice.json:
        voice.result(_value(found))
    else:
        for line in _lines(found, rules, settings, voice.lang):
            voice.line(line)
    return 0 if found.validation is None or found.validation.valid else 1


def _value(found: Looked) -> dict[str, Any]:
    """The result for a machine."""
    value: dict[str, Any] = msgspec.to_builtins(replace(found, grades=()))
    value["grades"] = [
        {
            "criterion": each.criterion,
            "tier": each.tier,
            "possible": each.possible,
            "reason": each.reason,
            "params": each.params,
        }
        for each in found.grades
    ]
    return value


def _lines(found: Looked, rules: Rubric, settings: Settings, lang: str) -> Iterator[str]:
    form = vocabulary().formats.get(found.sniffed.format or "")
    title = form.title if form else found.sniffed.format
    yield say("table.file", lang, source=found.source, format=title, bytes=f"{found.bytes_read:,}")
    if not found.whole:
        yield say("table.head", lang, limit=f"{settings.read_bytes:,}")
    if found.content.personal:
        yield f"! {say('table.personal', lang, count=len(found.content.personal))}"
        yield from (f"    {_personal(each, lang)}" for each in found.content.personal)
    for each in found.content.tables:
        yield ""
        yield from _table(each, rules, lang)
    yield ""
    yield f"{say('table.tiers', lang)}:"
    tiers = {tier.id: tier.title for tier in rules.openness.tiers}
    titles = {criterion.id: criterion.title for criterion in rules.openness.criteria}
    for grade in found.grades:
        yield f"{SIGNS[grade.outcome]} {titles[grade.criterion].get(lang)}: {tiers[grade.tier].get(lang)}"
        yield from grade_lines(rules, grade, lang)
    if found.validation is not None:
        yield ""
        yield from _validation(found.validation, lang)


def _personal(found: PersonalData, lang: str) -> str:
    return f"{found.kind}: {clean(place_text(found.at, lang))}"


def _table(table: TableProfile, rules: Rubric, lang: str) -> Iterator[str]:
    name = " / ".join(part for part in (table.member, table.sheet) if part)
    if name:
        yield say("table.one", lang, name=clean(name))
    yield "  " + " · ".join(_shape(table, lang))
    for column in table.columns[:COLUMNS]:
        yield f"    {_column(column, lang)}"
    if len(table.columns) > COLUMNS:
        yield f"    {say('table.more_columns', lang, count=len(table.columns) - COLUMNS)}"
    yield f"  {_period(table.period, lang)}"
    yield f"  {_area(table, lang)}"
    if table.rows_per_key is not None:
        yield f"  {say('table.key', lang, rows=f'{table.rows_per_key:g}')}"
    counted = frozenset(rules.openness.report_signs)
    against = [sign for sign in table.signs if sign.code in counted]
    notes = [sign for sign in table.signs if sign.code not in counted]
    for title, signs in (("table.against", against), ("table.notes", notes)):
        if signs:
            yield f"  {say(title, lang)}:"
            yield from (f"    - {_sign(sign, lang)}" for sign in signs)


def _shape(table: TableProfile, lang: str) -> Iterator[str]:
    key = "table.shape" if table.complete else "table.partly"
    yield say(key, lang, rows=f"{table.rows:,}", columns=len(table.columns))
    yield say("table.header", lang, row=table.header_row) if table.header_row else say("table.no_header", lang)
    if table.encoding:
        yield say("table.encoding", lang, encoding=table.encoding)
    if table.delimiter:
        yield say("table.delimiter", lang, delimiter=DELIMITERS.get(table.delimiter, table.delimiter))
    if table.hidden:
        yield say("table.hidden", lang)


def _column(column: Column, lang: str) -> str:
    kind = say(f"table.type.{column.type}", lang)
    if column.era:
        kind += f" {say(f'table.era.{column.era}', lang)}"
    name = clean(column.name) or say("table.unnamed", lang)
    return say("table.column", lang, number=column.number, name=name, type=kind, filled=f"{column.filled:,}")


def _period(period: Period | None, lang: str) -> str:
    if period is None:
        return say("table.no_period", lang)
    parts = [say("table.period", lang, finest=word_of("period", period.finest, lang))]
    if period.first is not None and period.last is not None:
        days = {"first": show_date(period.first, lang), "last": show_date(period.last, lang)}
        parts.append(say("table.years", lang, years=period.years, **days))
    if period.fiscal:
        parts.append(say("table.fiscal", lang))
    return f"{' · '.join(parts)} ({clean(place_text(period.at, lang))})"


def _area(table: TableProfile, lang: str) -> str:
    area = table.area
    if area is None:
        return say("table.no_area", lang)
    told = say("table.area", lang, finest=word_of("area", area.finest, lang), matched=area.matched, of=area.of)
    where = clean(place_text(area.at, lang))
    return f"{told} ({where})" if where else told


def _sign(sign: Sign, lang: str) -> str:
    return clean(sign_text(sign, lang))


def _validation(found: Validation, lang: str) -> Iterator[str]:
    if found.valid:
        yield f"✓ {say('table.valid', lang, rows=f'{found.rows:,}')}"
    else:
        key = "table.invalid_more" if found.more else "table.invalid"
        yield f"✗ {say(key, lang, count=len(found.faults), rows=f'{found.rows:,}')}"
    if not found.whole:
        yield f"  {say('table.only_read', lang)}"
    for fault in found.faults[:FAULTS]:
        yield f"  - {_fault(fault, lang)}"
    if len(found.faults) > FAULTS:
        yield f"  {say('table.more_faults', lang, count=len(found.faults) - FAULTS)}"


def _fault(fault: Fault, lang: str) -> str:
    """``row 3, column 2 “จำนวน”: the value is not of the type: "x" (type is "integer/default")``."""
    where = [say("table.at_row", lang, row=fault.row)] if fault.row else []
    if fault.column:
        where.append(say("table.at_column", lang, column=fault.column))
    if fault.field:
        where.append(say("table.named", lang, name=clean(fault.field)))
    what = known(f"table.fault.{fault.code}", lang) or fault.code
    value = f': "{clean(fault.value)}"' if fault.value else ""
    note = f" ({clean(fault.note)})" if fault.note else ""
    return f"{' '.join(where)}: {what}{value}{note}" if where else f"{what}{value}{note}"
