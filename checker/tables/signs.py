"""What a layout and its columns show that a rubric may count against a table, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from msgspec import structs

from checker.content import Place, Sign
from checker.grid import Cell, Sheet
from checker.tables import cells
from checker.tables.cells import blank, kind_of, shown, thai_digits
from checker.tables.layout import Layout
from checker.tables.typed import Typed
from checker.tables.workbooks import ADDRESS, column_number


def _rows_sign(code: str, sheet: Sheet, rows: Sequence[int]) -> Iterator[Sign]:
    """A sign of whole rows, at the first of them; rows from 0."""
    if rows:
        row = sheet.rows[rows[0]]
        column, value = next(((at, cell) for at, cell in enumerate(row, 1) if not blank(cell)), (0, ""))
        place = Place(member=sheet.member, sheet=sheet.name, row=rows[0] + 1, column=column, value=shown(value))
        yield Sign(code=code, at=place, count=len(rows))


def layout_signs(sheet: Sheet, layout: Layout) -> Iterator[Sign]:
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


def column_signs(sheet: Sheet, layout: Layout, columns: Sequence[Typed], eras: Sequence[str]) -> Iterator[Sign]:
    """What the columns show."""
    header = layout.header[-1] + 1 if layout.header else 0
    named = Counter(column.cells.name for column in columns if column.cells.name)
    seen: set[str] = set()
    again = [column for column in columns if column.cells.name in seen or seen.add(column.cells.name)]  # type: ignore[func-returns-value]
    groups: list[tuple[str, list[Typed]]] = [
        ("unnamed_columns", [column for column in columns if not column.cells.name and header]),
        ("repeated_columns", [column for column in again if named[column.cells.name] > 1]),
        ("mixed_types", [column for column in columns if column.type == "mixed"] or _form(columns)),
        ("empty_columns", [column for column in columns if not column.filled and layout.data]),
        ("mixed_eras", [column for column, era in zip(columns, eras, strict=True) if era == "mixed"]),
    ]
    for code, found in groups:
        if found:
            yield Sign(code=code, at=_at_column(found[0], header, code), count=len(found))
    yield from _cell_signs("numbers_with_units", [column for column in columns if column.units], _with_unit)
    values = [column for column in columns if column.thai and column.type in ("integer", "number", "date", "mixed")]
    yield from _cell_signs("thai_digits", values, thai_digits)


def _form(columns: Sequence[Typed]) -> list[Typed]:
    """The second of two columns, where numbers, dates and words stand below each other: names and their values."""
    if len(columns) != 2:
        return []
    families = {_family(cell) for cell in columns[1].sample.cells}
    return [*columns[1:]] if families >= {"n", "d", "w"} else []


def _with_unit(cell: Cell) -> bool:
    return kind_of(cell) == cells.UNIT


def _at_column(column: Typed, header: int, code: str) -> Place:
    held = column.cells
    odd = 0
    if code == "mixed_types":
        own = Counter(map(_family, held.cells))
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
