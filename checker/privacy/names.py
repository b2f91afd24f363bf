"""Columns of names: behind a prefix in one cell, with the prefix in a column of its own, or below a header of names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.privacy import masks, patterns
from checker.privacy.columns import Column
from checker.privacy.filters import prefixes
from checker.privacy.kinds import Hits
from checker.privacy.words import Enough, words


def names(columns: Sequence[Column]) -> list[Hits]:
    """The columns that hold names of people, each once."""
    found: dict[int, Hits] = {}
    for place, column in enumerate(columns):
        whole = _full_names(column) or _without_prefix(column)
        for hits in (whole,) if whole else _in_parts(columns, place):
            found.setdefault(hits.column.number, hits)
    return list(found.values())


def _full_names(column: Column) -> Hits | None:
    """Prefix, given name and surname in one cell."""
    if not column.filled or words().headers["name"].refused_by(column.key) or not prefixes(column):
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
    if not column.own.startswith(words().full_name_headers) or column.own.startswith(words().not_full_names):
        return None
    cells = ((index, cell.strip()) for index, cell in enumerate(column.cells))
    found = [
        (index, match)
        for index, cell in cells
        if (match := patterns.TWO_NAMES.fullmatch(cell)) and not cell.startswith(words().organisation)
    ]
    if not found or len(found) < words().thresholds.name.parts_share * column.filled:
        return None
    parts = filter(None, found[0][1].groups())
    return _hits(column, [index for index, _ in found], masks.masked_name("", *parts))


def _in_parts(columns: Sequence[Column], place: int) -> tuple[Hits, ...]:
    """A given name and, in the next column, the surname: below headers that say so, or behind a column of prefixes."""
    column, after = columns[place], columns[place + 1] if place + 1 < len(columns) else None
    before = columns[place - 1] if place else None
    if not column.filled:
        return ()
    named = after is not None and column.own in words().given_headers and after.own in words().surname_headers
    led = before is not None and _mostly(before, patterns.bare_prefix())
    if not named and not led:
        return ()
    if led and _mostly(column, patterns.TWO_NAMES):
        return (_parts(column),)
    given = _mostly(column, patterns.ONE_NAME) or _mostly(column, patterns.prefix_and_name())
    return (_parts(column), _parts(after)) if given and after and _mostly(after, patterns.ONE_NAME) else ()


def _parts(column: Column) -> Hits:
    rows = [index for index, cell in enumerate(column.cells) if cell.strip()]
    first = column.cells[rows[0]].strip()
    together = patterns.prefix_and_name().fullmatch(first)
    lead, name = (together[1], together[2]) if together else ("", first)
    return _hits(column, rows, masks.masked_name(lead, *name.split()))


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
