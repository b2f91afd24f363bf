"""The rows of a table: titles, header, data, blank rows, subtotals, notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from msgspec import Struct

from checker.grid import Cell, Row, Sheet
from checker.tables import cells
from checker.tables.areas.gazetteer import BITS, levels
from checker.tables.cells import blank, kind_of, shown
from checker.tables.header import Header, header_of, is_title, names_columns, usual_width
from checker.tables.words import plain, words
from checker.tables.workbooks import ADDRESS, column_number

LOOKED_AT = 15  #: rows at either end whose cells are looked at one by one for blanks
EVERY_OTHER = 0.8  #: blank rows for each row of data from which they are line ends written twice
TABLES = 50  #: gaps in a sheet behind which another table is looked for
NOTES = 40  #: rows at the end that may be notes
LABELS = 4  #: columns of words, from the left, that a subtotal is named in
REGION = "ภาค"  #: how the name of a region begins
AREAS = 500  #: different names among which regions are looked for
MEASURES = 3  #: rows up to which a mean is one of some measures, and not of the rows above it
SPAN = 100_000  #: cells of a merged range that are looked at

_UNIT_BEHIND = re.compile(r"\([^()]*\)\s*$")
_NUMBERED = re.compile(r"\s*([0-9๐-๙]{1,3})[.)]?\s")

Range = tuple[int, int, int, int]  #: top, left, bottom, right, from 0


class Layout(Struct, frozen=True, kw_only=True):
    """Rows and columns count from 0 here."""

    header: tuple[int, ...] = ()
    titles: tuple[int, ...] = ()
    data: Sequence[int] = ()
    blanks: Sequence[int] = ()  #: between rows of data
    subtotals: Sequence[int] = ()
    sections: Sequence[int] = ()  #: rows that only name the group of those below
    notes: Sequence[int] = ()
    tables: Sequence[int] = ()  #: where a further table, or the same header again, begins
    ragged: Sequence[int] = ()
    names: tuple[str, ...] = ()  #: of the columns, from the first of the sheet
    merged: tuple[str, ...] = ()  #: ranges within what is used


def layout_of(sheet: Sheet) -> Layout:
    """The layout of a sheet."""
    rows = sheet.rows
    filled = _filled(rows, bool(sheet.delimiter))
    if sheet.records:
        first = (0,) if rows else ()
        data = _present(filled, 1)
        return Layout(header=first, data=data, names=_names(rows, first, _width(sheet, data)))
    spans = [(span, text) for text in sheet.merged if (span := _span(text)) is not None and _holds(rows, span)]
    header = header_of(rows, filled, [span for span, _ in spans])
    return _below_header(sheet, filled, header, tuple(text for _, text in sorted(spans)))


def _below_header(sheet: Sheet, filled: list[int], header: Header, merged: tuple[str, ...]) -> Layout:
    rows = sheet.rows
    start = max((*header.rows, *header.titles), default=-1) + 1
    present = _present(filled, start)
    notes = _notes(sheet, filled, present)
    if notes:
        del present[-len(notes) :]
    blanks = _blanks(sheet, filled, start if header.rows else min(present, default=start), present)
    again = _repeated_header(rows, header, present)
    others = _other_tables(rows, filled, header, present)
    if others:
        present = [number for number in present if number < others[0]]
    subtotals = [*_subtotals(rows, present, header.below.texts), *_mean(sheet, present, header.below.texts)]
    sections = _sections(rows, filled, present)
    aside = {*subtotals, *sections, *again}
    data = [number for number in present if number not in aside] if aside else present
    even = bool(data) and len(set(map(len, rows))) == 1
    width = len(rows[0]) if even else _width(sheet, data)
    return Layout(
        header=header.rows, titles=header.titles, data=data, blanks=blanks, subtotals=subtotals, sections=sections,
        notes=notes, tables=sorted({*again, *others}), ragged=[] if even else _ragged(sheet, data, width),
        names=_names(rows, header.rows, width), merged=merged,
    )  # fmt: skip


def _filled(rows: list[Row], text: bool) -> list[int]:
    """How many cells of each row hold something. Blanks of white space are looked for at both ends and in thin rows."""
    found = [len(row) - row.count("") for row in rows]
    if not text:
        found = [count - row.count(None) for count, row in zip(found, rows, strict=True)]
    ends = {*range(min(LOOKED_AT, len(rows))), *range(max(0, len(rows) - LOOKED_AT), len(rows))}
    thin = [number for number, count in enumerate(found) if 0 < count < 3] if min(found, default=3) < 3 else []
    for number in ends.union(thin):
        found[number] = sum(not blank(cell) for cell in rows[number])
    return found


def _present(filled: list[int], start: int) -> list[int]:
    """The rows from ``start`` that hold something."""
    rows = range(start, len(filled))
    return [number for number in rows if filled[number]] if 0 in filled else list(rows)


def _span(text: str) -> Range | None:
    """``A1:C2`` as numbers; ``None``: no range of more than one cell."""
    first, _, last = text.partition(":")
    start, end = ADDRESS.fullmatch(first), ADDRESS.fullmatch(last)
    if start is None or end is None:
        return None
    span = (int(start[2]) - 1, column_number(start[1]) - 1, int(end[2]) - 1, column_number(end[1]) - 1)
    return span if span[0] <= span[2] and span[1] <= span[3] and span[:2] != span[2:] else None


def _holds(rows: Sequence[Row], span: Range) -> bool:
    """Whether something stands in a merged range; blank ones are decoration, and are often left by templates."""
    top, left, bottom, right = span
    looked_at = islice((cell for row in rows[top : bottom + 1] for cell in row[left : right + 1]), SPAN)
    return any(not blank(cell) for cell in looked_at)


def _notes(sheet: Sheet, filled: Sequence[int], present: Sequence[int]) -> list[int]:
    """The last rows, when they hold a text or two and begin with a word of notes, or stand apart as one text."""
    if not sheet.complete or len(present) < 2:
        return []
    usual = usual_width([filled[number] for number in present])
    last = [*present[-NOTES:]]
    thin = len(last)
    while thin and _may_be_note(sheet.rows[last[thin - 1]], filled[last[thin - 1]], usual):
        thin -= 1
    for place in range(max(thin, 1 if len(last) == len(present) else 0), len(last)):
        number = last[place]
        text = _first(sheet.rows[number])
        apart = not filled[number - 1] and filled[number] == 1 and usual > 2
        if apart or (isinstance(text, str) and text.lstrip(" ([").casefold().startswith(words().notes)):
            return last[place:]
    return []


def _may_be_note(row: Row, count: int, usual: int) -> bool:
    first = _first(row)
    text = isinstance(first, str) and kind_of(first) not in cells.NUMERIC and not is_total(first)
    return text and (count == 1 or (count == 2 and usual > 3) or count <= usual // 3)


def _first(row: Row) -> Cell:
    return next((cell for cell in row if not blank(cell)), None)


def _repeated_header(rows: list[Row], header: Header, present: Sequence[int]) -> list[int]:
    if not header.rows or len(rows[header.rows[-1]]) < 2:
        return []
    named = rows[header.rows[-1]]
    if not 1 < rows.count(named) <= len(present) / 2:
        return []
    return [number for number in present if rows[number] == named]


def _other_tables(rows: Sequence[Row], filled: Sequence[int], header: Header, present: Sequence[int]) -> list[int]:
    """Rows behind a gap that name columns anew."""
    if not header.rows:
        return []
    if 0 not in filled:
        return []
    found = []
    for number in [number for number in present if not filled[number - 1]][:TABLES]:
        titled = filled[number] == 1 and is_title(rows[number])
        for each in range(number, min(number + 3, len(rows))):  # a title may stand before it
            named = filled[each] > titled and names_columns(rows[each], header.below, titled=titled)
            if named and number > header.rows[-1] + 2:
                found.append(number)
                break
    return found


def _blanks(sheet: Sheet, filled: Sequence[int], start: int, present: Sequence[int]) -> list[int]:
    """Blank rows between the header and the last row of data."""
    if not present or 0 not in filled:
        return []
    found = [number for number in range(start, present[-1]) if not filled[number]]
    twice = bool(sheet.delimiter) and len(present) > 3 and len(found) >= EVERY_OTHER * (len(present) - 1)
    return [] if twice else found


def is_total(cell: Cell) -> bool:
    """Whether a cell says that its row sums up others."""
    if not isinstance(cell, str) or len(cell) > 80:
        return False
    known = words()
    text = plain(_UNIT_BEHIND.sub("", cell)).strip(":.-–*")
    return text in known.totals or cell.strip().casefold().startswith(known.total_beginnings)


def _totals(different: set[Cell]) -> set[Cell]:
    """Those of the cells that are named as totals. One look at all of them together is enough for most columns."""
    joined = "\n".join([cell for cell in different if isinstance(cell, str)])
    if not any(stem in joined for stem in words().total_stems):
        return set()
    texts = [cell for cell in different if isinstance(cell, str)]
    return {cell for cell in texts if is_total(cell) or _of_group(cell, different)}


def _of_group(cell: str, different: set[Cell]) -> bool:
    text = cell.strip()
    ends = [end for end in words().group_totals if text.casefold().endswith(end)]
    return any(text[: -len(end)].strip() in different for end in ends)


def _regions(different: set[Cell]) -> set[Cell]:
    """Those of the cells that name a region, where most of the others name provinces."""
    texts = [cell for cell in different if isinstance(cell, str)]
    regions: set[Cell] = {text for text in texts if text.lstrip().startswith(REGION) and levels(text) & BITS["region"]}
    provinces = sum(levels(text) & BITS["province"] > 0 for text in texts) if regions else 0
    return regions if provinces > len(different) / 2 and provinces > len(regions) else set()


def _subtotals(rows: Sequence[Row], present: Sequence[int], texts: Sequence[int]) -> list[int]:
    """Rows that are named as totals, with nothing in the columns that would say of what they are one record."""
    held = [rows[number] for number in present]
    first = min(
        (next((at for at, cell in enumerate(row) if not blank(cell)), 0) for row in held[:LOOKED_AT]), default=0
    )
    found: set[int] = set()
    for column in dict.fromkeys((first, *texts[:LABELS])):
        different = {row[column] for row in held if column < len(row)}
        totals = _totals(different) | (_regions(different) if len(different) < AREAS else set())
        if totals:
            sums = [
                n for n in present
                if column < len(rows[n]) and rows[n][column] in totals and _sums_up(rows[n], column, texts)
            ]  # fmt: skip
            found.update(sums if 2 * len(sums) <= len(present) else ())  # most rows are no sums of the others
    return sorted(found)


def _mean(sheet: Sheet, present: Sequence[int], texts: Sequence[int]) -> list[int]:
    """The last row, where it is named as the mean of those above it."""
    if not sheet.complete or len(present) <= MEASURES:
        return []
    row, above = (sheet.rows[number] for number in (present[-1], present[-2]))
    column = next((at for at, cell in enumerate(row) if not blank(cell)), 0)
    name, beside = ("".join(plain(cell) for cell in line[column : column + 1] if isinstance(cell, str))
                    for line in (row, above))  # fmt: skip
    mean = name in words().means and beside not in words().measures_beside and _sums_up(row, column, texts)
    return [present[-1]] if mean else []


def _sums_up(row: Row, column: int, texts: Sequence[int]) -> bool:
    others = [row[other] for other in texts if other != column and other < len(row)]
    if not all(kind_of(cell) == cells.BLANK or is_total(cell) for cell in others):
        return False
    if not all(kind_of(cell) == cells.BLANK for cell in row[:column] if not is_total(cell)):
        return False
    return any(kind_of(cell) in cells.NUMERIC for cell in row[column + 1 :])


def _sections(rows: Sequence[Row], filled: list[int], present: Sequence[int]) -> list[int]:
    """Rows with a word in the first column alone, which all other rows leave blank."""
    if filled.count(1) < 2:
        return []
    found = [number for number in present if filled[number] == 1]
    outline = _outline(rows, found, present)
    if outline:
        return outline
    if len(found) < 2 or len(found) > len(present) / 2:
        return []
    column = next((at for at, cell in enumerate(rows[found[0]]) if not blank(cell)), 0)
    held = {number for number in present if column < len(rows[number]) and not blank(rows[number][column])}
    return found if held == set(found) and all(kind_of(rows[n][column]) == cells.WORDS for n in found) else []


def _outline(rows: Sequence[Row], alone: Sequence[int], present: Sequence[int]) -> list[int]:
    """Rows of a number and a name alone, ``1. …``, above rows ``1.1 …``; one of them alone may be a row left blank."""
    following = dict(zip(present, present[1:], strict=False))
    found = []
    for number in alone:
        group, below = (str(_first(rows[each])) for each in (number, following.get(number, number)))
        named = _NUMBERED.match(group)
        if named is not None and below.lstrip().startswith(tuple(f"{named[1]}.{digit}" for digit in "1๑")):
            found.append(number)
    return found if len(found) > 1 else []


def _width(sheet: Sheet, data: Sequence[int]) -> int:
    """Columns of the table: of a text the usual number of cells in a row, else all that hold anything."""
    if not data:
        return 0
    lengths = Counter(map(len, [sheet.rows[number] for number in data]))
    return max(lengths.items(), key=lambda pair: (pair[1], pair[0]))[0] if sheet.delimiter else max(lengths)


def _ragged(sheet: Sheet, data: Sequence[int], width: int) -> list[int]:
    if not sheet.delimiter or width < 2:
        return []
    rows = sheet.rows
    odd = [number for number in data if len(rows[number]) != width]
    return [n for n in odd if len(rows[n]) < width or any(not blank(cell) for cell in rows[n][width:])]


def _names(rows: Sequence[Row], header: Sequence[int], width: int) -> tuple[str, ...]:
    """The name of each column: what stands above it in every row of the header, a group's name over all it spans."""
    width = max((width, *(len(_trimmed(rows[number])) for number in header)))
    parts: list[list[str]] = [[] for _ in range(width)]
    for number in header:
        group = ""
        for column in range(width):
            cell = rows[number][column] if column < len(rows[number]) else None
            text = shown(cell)
            group = text or (group if number != header[-1] and _named_below(rows, header, number, column) else "")
            if group and group not in parts[column]:
                parts[column].append(group)
    return tuple(" ".join(part) for part in parts)


def _named_below(rows: Sequence[Row], header: Sequence[int], number: int, column: int) -> bool:
    below = (rows[other] for other in header if other > number)
    return any(column < len(row) and not blank(row[column]) for row in below)


def _trimmed(row: Row) -> Row:
    end = len(row)
    while end and blank(row[end - 1]):
        end -= 1
    return row[:end]
