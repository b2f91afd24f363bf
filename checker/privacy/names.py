"""Columns of names: behind a prefix in one cell, with the prefix in a column of its own, or below a header of names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.privacy import masks, patterns
from checker.privacy.columns import Column
from checker.privacy.kinds import Hits, prefixes
from checker.privacy.words import Enough, words


def names(columns: Sequence[Column]) -> list[Hits]:
    """The columns that hold names of people, each once."""
    found: list[Hits] = []
    for place, column in enumerate(columns):
        hits = _full_names(column) or _without_prefix(column) or _in_parts(columns, place)
        if hits is not None:
            found.append(hits)
    return found


def _full_names(column: Column) -> Hits | None:
    """Prefix, given name and surname in one cell."""
    if not column.filled or not prefixes(column):
        return None
    pattern = patterns.full_name()
    found = [(index, match) for index, cell in enumerate(column.cells) if cell and (match := pattern.search(cell))]
    rules = words().thresholds.name
    distinct = {match[0] for _, match in found}
    levels: tuple[Enough, ...]
    if column.named("name"):
        levels = (rules.with_header, rules.in_text)
    else:
        levels = (rules.latin,) if found and found[0][1][4] else (rules.without_header, rules.in_text)
    if not any(_enough(level, column, len(found), len(distinct)) for level in levels):
        return None
    prefix, *parts = found[0][1].groups()
    return _hits(column, [index for index, _ in found], masks.masked_name(prefix, *filter(None, parts)))


def _without_prefix(column: Column) -> Hits | None:
    """Two words below a header that says name and surname."""
    if column.own not in words().full_name_headers:
        return None
    found = [
        (index, match)
        for index, cell in enumerate(column.cells)
        if (match := patterns.TWO_NAMES.fullmatch(cell.strip()))
    ]
    if not found or len(found) < words().thresholds.name.parts_share * column.filled:
        return None
    parts = filter(None, found[0][1].groups())
    return _hits(column, [index for index, _ in found], masks.masked_name("", *parts))


def _in_parts(columns: Sequence[Column], place: int) -> Hits | None:
    """A given name, with the surname in the next column; the finding is the given name's."""
    column, after = columns[place], columns[place + 1] if place + 1 < len(columns) else None
    before = columns[place - 1] if place else None
    if after is None or not column.filled:
        return None
    named = column.own in words().given_headers and after.own in words().surname_headers
    led = before is not None and _mostly(before, patterns.bare_prefix())
    if not named and not led:
        return None
    if led and not named and _mostly(column, patterns.TWO_NAMES):
        return _parts(column, None, before)
    if not (_mostly(column, patterns.ONE_NAME) or _mostly(column, patterns.prefix_and_name())):
        return None
    return _parts(column, after, before if led else None) if _mostly(after, patterns.ONE_NAME) else None


def _parts(column: Column, surname: Column | None, prefix: Column | None) -> Hits | None:
    rows = [
        index
        for index, cell in enumerate(column.cells)
        if cell.strip() and (surname is None or surname.cells[index].strip())
    ]
    if not rows:
        return None
    first = rows[0]
    cells = [each.cells[first].strip() for each in (column, surname) if each is not None]
    together = patterns.prefix_and_name().fullmatch(cells[0])
    lead = together[1] if together else prefix.cells[first] if prefix else ""
    given = together[2] if together else cells[0]
    return _hits(column, rows, masks.masked_name(lead, *given.split(), *cells[1:]))


def _mostly(column: Column, pattern: re.Pattern[str]) -> bool:
    """Whether most filled cells are what the pattern says."""
    if not column.filled:
        return False
    rules = words().thresholds.name
    head = [cell.strip() for cell in column.cells[:20] if cell]
    if head and sum(1 for cell in head if pattern.fullmatch(cell)) < rules.parts_share * len(head) / 2:
        return False
    held = sum(1 for cell in column.cells if cell and pattern.fullmatch(cell.strip()))
    return held >= rules.parts_share * column.filled


def _enough(enough: Enough, column: Column, rows: int, distinct: int) -> bool:
    return rows >= enough.rows and distinct >= enough.distinct and rows >= enough.share * max(column.filled, 1)


def _hits(column: Column, rows: list[int], example: str) -> Hits:
    return Hits(kind="name", column=column, rows=rows, example=example)
