"""Sheets → what can be seen of them: columns, signs, periods, areas, and where each was seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import TypeVar

from msgspec import structs

from checker.content import Area, Column, Period, Place, Sign, TableProfile
from checker.grid import Sheet
from checker.tables import areas, periods
from checker.tables.cells import blank
from checker.tables.columns import ColumnCells
from checker.tables.layout import Layout, layout_of
from checker.tables.signs import column_signs, layout_signs
from checker.tables.typed import Typed, sample_of, typed

KEY_ROWS = 2_000  #: rows by which the rows for each key are counted
FURTHER = 8  #: tables below each other on one sheet that are looked at
KEY_SAMPLE = 12  #: cells that say whether a column is one of periods or areas

Found = TypeVar("Found", Period, Area)


def profile_of(sheets: Sequence[Sheet]) -> tuple[TableProfile, ...]:
    """The profile of each table of one file. Several sheets are a sign of the first."""
    found = [_profile(sheet) for sheet in sheets]
    seen = [sheet for sheet in sheets if sheet.name and not sheet.hidden and not sheet.member]
    if len(seen) > 1 and found:
        several = Sign(code="several_sheets", at=Place(sheet=seen[1].name), count=len(seen))
        found[0] = structs.replace(found[0], signs=(*found[0].signs, several))
    return tuple(found)


def _profile(sheet: Sheet, deep: int = 0) -> TableProfile:
    layout = layout_of(sheet)
    held = _columns(sheet, layout)
    places = sample_of(len(layout.data), len(held))
    rows = tuple([layout.data[place] + 1 for place in places])
    blanks = ("",) if sheet.delimiter else ("", None)
    columns = [
        typed(
            column,
            len(column.cells) - sum(map(column.cells.count, blanks)),
            tuple([column.cells[place] for place in places]),
            rows,
        )
        for column in held
    ]
    header = layout.header[-1] + 1 if layout.header else 0
    period = periods.together(
        periods.period_of([column.cells if column.dated or column.yearly else column.sample for column in columns]),
        _across(periods.period_of_headers, sheet, held, header),
    )
    area = areas.area_of([column.sample for column in columns], geometry=sheet.geometry) or _across(
        areas.area_of_headers, sheet, held, header
    )
    further = _further(sheet, layout, deep)
    if further is not None:
        period = periods.together(period, further.period)
        area = areas.finer(area, further.area)
    eras = [periods.era_of(column.sample.cells) if column.type == "date" or column.yearly else "" for column in columns]
    signs = [*layout_signs(sheet, layout), *column_signs(sheet, layout, columns, eras)]
    return TableProfile(
        format=sheet.format, member=sheet.member, sheet=sheet.name, hidden=sheet.hidden, encoding=sheet.encoding,
        delimiter=sheet.delimiter, header_row=layout.header[0] + 1 if layout.header else 0, rows=len(layout.data),
        complete=sheet.complete,
        columns=tuple(
            Column(number=column.cells.number, name=column.cells.name, type=column.type, filled=column.filled, era=era)
            for column, era in zip(columns, eras, strict=True)
        ),
        signs=tuple(signs), period=period, area=area,
        rows_per_key=_rows_per_key(columns, period, area), formulas=sheet.formula_count, merged=len(layout.merged),
    )  # fmt: skip


def _further(sheet: Sheet, layout: Layout, deep: int) -> TableProfile | None:
    """The table that stands below the first one on its sheet, for what it says of periods and areas."""
    last = layout.data[-1] if layout.data else -1
    start = next((number for number in layout.tables if number > last), None)
    if start is None or deep == FURTHER:
        return None
    return _profile(structs.replace(sheet, rows=[*((),) * start, *sheet.rows[start:]]), deep + 1)


def _across(
    read: Callable[[Sequence[tuple[int, str]], int], Found | None],
    sheet: Sheet,
    columns: Sequence[ColumnCells],
    header: int,
) -> Found | None:
    """Periods or areas across the header of a wide table."""
    found = read([(column.number, column.name) for column in columns if column.name], header)
    if found is None:
        return None
    return structs.replace(found, at=structs.replace(found.at, member=sheet.member, sheet=sheet.name))


def _columns(sheet: Sheet, layout: Layout) -> list[ColumnCells]:
    """The columns with a name or with data."""
    rows = tuple(number + 1 for number in layout.data)
    body = [sheet.rows[number] for number in layout.data]
    width = len(layout.names)
    if set(map(len, body)) <= {width}:
        held = list(zip(*body, strict=True)) if body else [()] * width
    else:
        held = [cell for cell, _ in zip(zip_longest(*body), range(width), strict=False)] if body else []
        held += [(None,) * len(body)] * (width - len(held))
    return [
        ColumnCells(number=number, name=name, rows=rows, cells=column, member=sheet.member, sheet=sheet.name)
        for number, (name, column) in enumerate(zip(layout.names, held, strict=True), start=1)
        if name or not all(map(blank, column))
    ]


def _is_key(column: Typed) -> bool:
    """Whether a column tells of periods or areas, by a few of its cells."""
    if column.type in ("number", "boolean", "empty"):
        return False
    sample = column.sample
    step = len(sample.cells) // KEY_SAMPLE + 1
    some = structs.replace(sample, cells=sample.cells[::step], rows=sample.rows[::step])
    return periods.period_of((some,)) is not None or areas.area_of((some,), geometry=False) is not None


def _rows_per_key(columns: Sequence[Typed], period: Period | None, area: Area | None) -> float | None:
    """Mean rows for each period and area: all columns that tell of either are the key."""
    if period is None and area is None:
        return None
    deciding = {found.at.column for found in (period, area) if found is not None}
    keys = [column.cells.cells[:KEY_ROWS] for column in columns if column.cells.number in deciding or _is_key(column)]
    different = len(set(zip(*keys, strict=True))) if keys else 0
    return round(min(KEY_ROWS, len(columns[0].cells.rows)) / different, 3) if different else None
