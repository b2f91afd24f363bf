"""Personal data in files that are declared public: found in columns, masked in texts (openness rules, section 6).

A finding is a warning and never scored. No value leaves this room but masked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.content import PersonalData, Place
from checker.grid import Sheet
from checker.privacy import kinds
from checker.privacy.columns import Table, table
from checker.privacy.filters import long_numbers
from checker.privacy.hiding import hidden, hidden_records
from checker.privacy.masks import holds_personal, masked
from checker.privacy.names import names
from checker.privacy.words import words

__all__ = ["hidden", "hidden_records", "holds_personal", "masked", "personal"]

_SHOWN = 80  #: characters of a header


def personal(sheets: Sequence[Sheet]) -> tuple[PersonalData, ...]:
    """The personal data of a file's tables, by column and kind; a sample of the rows is looked at, spread evenly."""
    found: list[PersonalData] = []
    for sheet in sheets:
        seen = table(sheet)
        if seen is not None:
            found.extend(_told(sheet, seen, hits) for hits in _hits(seen))
        if len(found) >= words().limits.findings:
            break
    return tuple(found[: words().limits.findings])


def _hits(seen: Table) -> Iterator[kinds.Hits]:
    found = names(seen.columns)
    numbers = [(column, *long_numbers(column)) for column in seen.columns]
    found += filter(None, (kinds.citizen_ids(column) for column, ids, _ in numbers if ids))
    found += filter(None, map(kinds.passports, seen.columns))
    setting = kinds.setting(seen, found)
    found += filter(None, (kinds.mobiles(column, setting) for column, _, phones in numbers if phones))
    found += filter(None, (kinds.emails(column, setting) for column in seen.columns if "@" in column.joined))
    found += filter(None, (kinds.addresses(column, setting) for column in seen.columns if column.filled))
    yield from sorted(found, key=lambda hits: (hits.column.number, _ORDER.index(hits.kind)))


_ORDER = ("citizen_id", "passport", "name", "mobile", "email", "address")


def _told(sheet: Sheet, seen: Table, hits: kinds.Hits) -> PersonalData:
    place = Place(
        member=sheet.member,
        sheet=sheet.name,
        row=seen.row(hits.rows[0]),
        column=hits.column.number,
        header=masked(" ".join(hits.column.header[: 4 * _SHOWN].split()))[:_SHOWN],
        value=hits.example,
    )
    return PersonalData(kind=hits.kind, at=place, rows=len(hits.rows), sample=seen.sample)
