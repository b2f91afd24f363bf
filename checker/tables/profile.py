"""Sheets → what can be seen of them: columns, signs, periods, areas, and where each was seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct, structs

from checker.content import Area, Column, Period, Place, Sign, TableProfile
from checker.grid import Cell, Sheet
from checker.tables import areas, cells, periods
from checker.tables.bounds import ROWS
from checker.tables.cells import blank, kind_of, shown, thai_digits
from checker.tables.columns import ColumnCells
from checker.tables.layout import Layout, layout_of
from checker.tables.words import words
from checker.tables.workbooks import ADDRESS, column_number

SAMPLE = 240  #: rows whose cells are typed …
SAMPLE_CELLS = 6_000  #: … fewer in a wide table, so that they are no more cells than these
FIRST = 40  #: of them, the first ones of the table
STEP = 7_919  #: a prime: the others are spread without a rhythm that the table could have too


class Typed(Struct, frozen=True, kw_only=True):
    """A column with what its cells are."""

    cells: ColumnCells
    type: str
    filled: int
    units: bool = False  #: its numbers carry their unit


def profile_of(sheets: Sequence[Sheet]) -> tuple[TableProfile, ...]:
    """The profile of each table of one file. Several sheets are a sign of the first."""
    found = [_profile(sheet) for sheet in sheets[:ROWS]]
    seen = [sheet for sheet in sheets if sheet.name and not sheet.hidden and not sheet.member]
    if len(seen) > 1 and found:
        several = Sign(code="several_sheets", at=Place(sheet=seen[1].name), count=len(seen))
        found[0] = structs.replace(found[0], signs=(*found[0].signs, several))
    return tuple(found)


def _profile(sheet: Sheet) -> TableProfile:
    layout = layout_of(sheet)
    held = _columns(sheet, layout)
    places = _sample(len(layout.data), len(held))
    columns = [_typed(column, places) for column in held]
    header = layout.header[-1] + 1 if layout.header else 0
    period = periods.together(
        periods.period_of(held),
        _of_headers(sheet, held, header),
    )
    area = areas.area_of(held, geometry=sheet.geometry)
    eras = [periods.era_of(column.cells.cells) if column.type in ("date", "integer") else "" for column in columns]
    signs = [*_layout_signs(sheet, layout), *_column_signs(sheet, layout, columns, eras)]
    return TableProfile(
        format=sheet.format, member=sheet.member, sheet=sheet.name, hidden=sheet.hidden, encoding=sheet.encoding,
        delimiter=sheet.delimiter, header_row=layout.header[0] + 1 if layout.header else 0, rows=len(layout.data),
        complete=sheet.complete,
        columns=tuple(
            Column(number=column.cells.number, name=column.cells.name, type=column.type, filled=column.filled, era=era)
            for column, era in zip(columns, eras, strict=True)
        ),
        signs=tuple(signs), period=period, area=area,
        rows_per_key=_rows_per_key(held, period, area), formulas=sheet.formula_count, merged=len(layout.merged),
    )  # fmt: skip


def _of_headers(sheet: Sheet, columns: Sequence[ColumnCells], header: int) -> Period | None:
    """Periods across the header of a wide table."""
    found = periods.period_of_headers([(column.number, column.name) for column in columns if column.name], header)
    if found is None:
        return None
    return structs.replace(found, at=structs.replace(found.at, member=sheet.member, sheet=sheet.name))


def _columns(sheet: Sheet, layout: Layout) -> list[ColumnCells]:
    """The columns with a name or with data."""
    rows = tuple(number + 1 for number in layout.data)
    body = [sheet.rows[number] for number in layout.data]
    width = len(layout.names)
    if all(len(row) == width for row in body):
        held = list(zip(*body, strict=True)) if body else [()] * width
    else:
        held = [cell for cell, _ in zip(zip_longest(*body), range(width), strict=False)] if body else []
        held += [(None,) * len(body)] * (width - len(held))
    return [
        ColumnCells(number=number, name=name, rows=rows, cells=column, member=sheet.member, sheet=sheet.name)
        for number, (name, column) in enumerate(zip(layout.names, held, strict=True), start=1)
        if name or not all(map(blank, column))
    ]


def _sample(count: int, columns: int) -> Sequence[int]:
    """Places of the cells that are typed: the first ones and others all over the table."""
    size = min(SAMPLE, max(FIRST, SAMPLE_CELLS // max(1, columns)))
    if count <= size:
        return range(count)
    step = (count - FIRST) // max(1, size - FIRST) or 1
    spread = (start + start * STEP % step for start in range(FIRST, count, step))
    return [*range(FIRST), *(place for place in spread if place < count)]


def _typed(column: ColumnCells, places: Sequence[int]) -> Typed:
    sample = [column.cells[place] for place in places]
    filled = len(column.cells) - column.cells.count(None) - column.cells.count("")
    kinds = Counter(map(kind_of, sample))
    del kinds[cells.BLANK]
    return Typed(
        cells=column,
        type=_type(kinds, sample) if filled else "empty",
        filled=filled,
        units=_carries_units(kinds),
    )


def _type(kinds: Counter[str], sample: Sequence[Cell]) -> str:
    """The type of a column: ``mixed`` only where words stand among numbers or dates, and are no mark of their own."""
    count = kinds.total()
    numbers = kinds[cells.INTEGER] + kinds[cells.NUMBER] + kinds[cells.UNIT]
    if not count:
        return "text"
    if kinds[cells.BOOLEAN] == count:
        return "boolean"
    for some, name in ((numbers, "number"), (kinds[cells.DATE], "date")):
        if some == count:
            return "integer" if name == "number" and kinds[cells.INTEGER] == count else name
        if 2 * some >= count and (not kinds[cells.CODE] or name == "date"):
            return "mixed" if _mixes(count - some, count, sample, name) else name
    return "text"


def _mixes(others: int, count: int, sample: Sequence[Cell], name: str) -> bool:
    """Whether what is no number (no date) in a column is more than a slip, and more than one word for a missing one."""
    measures = words().measures
    if others < measures["mixed_share"] * count:
        return False
    own = (cells.INTEGER, cells.NUMBER, cells.UNIT) if name == "number" else (cells.DATE,)
    different = {cell for cell in sample if (kind := kind_of(cell)) and kind not in own}
    return len(different) >= measures["mixed_cells"]


def _carries_units(kinds: Counter[str]) -> bool:
    """Most of the cells that are numbers carry a unit, or all that is no bare number does."""
    if not kinds[cells.UNIT]:
        return False
    numbers = kinds[cells.INTEGER] + kinds[cells.NUMBER]
    if kinds[cells.UNIT] + numbers == kinds.total():
        return kinds[cells.UNIT] > 1 or kinds.total() == 1
    return kinds[cells.UNIT] >= words().measures["unit_share"] * kinds.total()


def _rows_sign(code: str, sheet: Sheet, rows: Sequence[int]) -> Iterator[Sign]:
    """A sign of whole rows, at the first of them; rows from 0."""
    if rows:
        row = sheet.rows[rows[0]]
        column, value = next(((at, cell) for at, cell in enumerate(row, 1) if not blank(cell)), (0, ""))
        place = Place(member=sheet.member, sheet=sheet.name, row=rows[0] + 1, column=column, value=shown(value))
        yield Sign(code=code, at=place, count=len(rows))


def _layout_signs(sheet: Sheet, layout: Layout) -> Iterator[Sign]:
    """What the rows show."""
    here = Place(member=sheet.member, sheet=sheet.name)
    if layout.merged:
        yield Sign(
            code="merged_cells", at=_at_address(sheet, layout.merged[0].partition(":")[0]), count=len(layout.merged)
        )
    yield from _rows_sign("title_rows", sheet, layout.titles)
    if len(layout.header) > 1:
        yield from _rows_sign("several_header_rows", sheet, layout.header)
    if not layout.header and len(layout.data) > 1:
        yield from (structs.replace(sign, count=1) for sign in _rows_sign("no_header", sheet, layout.data))
    for code, rows in (
        ("blank_rows", layout.blanks), ("section_rows", layout.sections), ("subtotal_rows", layout.subtotals),
        ("notes_below", layout.notes), ("ragged_rows", layout.ragged),
    ):  # fmt: skip
        yield from _rows_sign(code, sheet, rows)
    for sign in _rows_sign("several_tables", sheet, layout.tables):
        yield structs.replace(sign, count=sign.count + 1)
    if sheet.formula_count:
        yield Sign(code="formulas", at=_at_address(sheet, sheet.formulas[0] if sheet.formulas else ""),
                   count=sheet.formula_count)  # fmt: skip
    if sheet.hidden:
        yield Sign(code="hidden_sheet", at=here)
    if sheet.encoding == "cp874":
        yield Sign(code="encoding_cp874", at=here)


def _at_address(sheet: Sheet, address: str) -> Place:
    found = ADDRESS.fullmatch(address)
    row, column = (int(found[2]), column_number(found[1])) if found else (0, 0)
    line = sheet.rows[row - 1] if 0 < row <= len(sheet.rows) else ()
    value = shown(line[column - 1]) if 0 < column <= len(line) else ""
    return Place(member=sheet.member, sheet=sheet.name, row=row, column=column, value=value)


def _column_signs(sheet: Sheet, layout: Layout, columns: Sequence[Typed], eras: Sequence[str]) -> Iterator[Sign]:
    """What the columns show."""
    header = layout.header[-1] + 1 if layout.header else 0
    named = Counter(column.cells.name for column in columns if column.cells.name)
    seen: set[str] = set()
    again = [column for column in columns if column.cells.name in seen or seen.add(column.cells.name)]  # type: ignore[func-returns-value]
    groups: list[tuple[str, list[Typed]]] = [
        ("unnamed_columns", [column for column in columns if not column.cells.name and header]),
        ("repeated_columns", [column for column in again if named[column.cells.name] > 1]),
        ("mixed_types", [column for column in columns if column.type == "mixed"]),
        ("empty_columns", [column for column in columns if not column.filled and layout.data]),
        ("mixed_eras", [column for column, era in zip(columns, eras, strict=True) if era == "mixed"]),
    ]
    for code, found in groups:
        if found:
            yield Sign(code=code, at=_at_column(found[0], header, code), count=len(found))
    yield from _cell_signs("numbers_with_units", [column for column in columns if column.units], _with_unit)
    values = [column for column in columns if column.type in ("integer", "number", "date", "mixed")]
    yield from _cell_signs("thai_digits", values, thai_digits)


def _with_unit(cell: Cell) -> bool:
    return kind_of(cell) == cells.UNIT


def _at_column(column: Typed, header: int, code: str) -> Place:
    held = column.cells
    odd = 0
    if code == "mixed_types":
        own = Counter(map(_family, held.cells[:ROWS]))
        del own[""]
        usual = own.most_common(1)[0][0] if own else ""
        odd = next((at for at, cell in enumerate(held.cells) if _family(cell) not in ("", usual)), 0)
    row, value = (held.rows[odd], shown(held.cells[odd])) if code == "mixed_types" else (header, held.name)
    return Place(
        member=held.member, sheet=held.sheet, row=row, column=held.number, header=held.name[:80], value=value[:80]
    )


def _family(cell: Cell) -> str:
    kind = kind_of(cell)
    return "n" if kind in "inu" else kind and ("d" if kind == cells.DATE else "w")


def _cell_signs(code: str, columns: Sequence[Typed], shows: Callable[[Cell], bool]) -> Iterator[Sign]:
    """A sign of single cells, at the first, with all of them counted."""
    count, first = 0, None
    for column in columns:
        held = column.cells
        places = [at for at, cell in enumerate(held.cells) if isinstance(cell, str) and shows(cell)]
        count += len(places)
        if places and first is None:
            first = Place(member=held.member, sheet=held.sheet, row=held.rows[places[0]], column=held.number,
                          header=held.name[:80], value=shown(held.cells[places[0]]))  # fmt: skip
    if first is not None:
        yield Sign(code=code, at=first, count=count)


def _rows_per_key(columns: Sequence[ColumnCells], period: Period | None, area: Area | None) -> float | None:
    """Mean rows for each period and area: all columns that tell of either are the key."""
    if period is None and area is None:
        return None
    keys = [
        column.cells for column in columns
        if periods.period_of((column,)) is not None or areas.area_of((column,), geometry=False) is not None
    ]  # fmt: skip
    different = len(set(zip(*keys, strict=True))) if keys else 0
    return round(len(columns[0].cells) / different, 3) if different else None
