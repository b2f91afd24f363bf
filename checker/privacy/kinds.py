"""Which kinds of personal data a column holds: one judge each. What is enough stands in ``personal.yaml``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from msgspec import Struct

from checker.privacy import masks, patterns
from checker.privacy.columns import BETWEEN, Column, Table
from checker.privacy.emails import free_provider, person_like, role_mailbox
from checker.privacy.words import Enough, words


class Hits(Struct, frozen=True, kw_only=True, gc=False):
    """What one column holds of one kind."""

    kind: str
    column: Column
    rows: list[int]  #: rows of the sample, by index
    example: str  #: masked


class Setting(Struct, frozen=True, kw_only=True, gc=False):
    """What the rest of the table says."""

    persons: bool  #: another column holds names or ids of people
    organisations: bool  #: a header names an organisation


# ---- ids


_HOPELESS = 100  #: numbers that are no citizen ids, after which a column of codes is left


def citizen_ids(column: Column) -> Hits | None:
    """Numbers of 13 digits of which nearly all are citizen ids: product codes and time stamps pass one time in ten."""
    rules = words().thresholds.citizen_id
    told = column.named("citizen_id")
    rows: list[int] = []
    valid: dict[str, bool] = {}
    wrong: set[str] = set()
    for index, cell in _cells(column, 13):
        held = False
        for number, card in patterns.citizen_numbers(cell):
            if number[0] not in "12345678" or number in words().example_ids:
                continue
            if patterns.plausible(number) and patterns.check_digit_holds(number):
                valid[number] = valid.get(number, False) or card
                held = True
            else:
                wrong.add(number)
        if held:
            rows.append(index)
        elif len(wrong) > _HOPELESS and len(wrong) > len(valid):
            return None
    if len(valid) < rules.valid_share * (len(valid) + len(wrong)) or not valid:
        return None
    enough = rules.with_header if told else rules.as_on_card if any(valid.values()) else rules.without_header
    if not _enough(enough, column, rows, valid):
        return None
    return Hits(kind="citizen_id", column=column, rows=rows, example=masks.masked_citizen(next(iter(valid))))


def passports(column: Column) -> Hits | None:
    """Codes of one or two letters and six or seven digits below a header that says passport."""
    if not column.named("passport"):
        return None
    found = [(index, match[0]) for index, cell in _cells(column, 7) if (match := patterns.PASSPORT.search(cell))]
    rows = [index for index, _ in found]
    if not _enough(words().thresholds.passport.with_header, column, rows, {code for _, code in found}):
        return None
    return Hits(kind="passport", column=column, rows=rows, example=masks.masked_passport(found[0][1]))


# ---- phones


class _Phones(Struct, kw_only=True):
    """The phones of one column."""

    rows: list[int]
    numbers: dict[str, None]  #: in order
    whole: int = 0  #: cells that are a mobile number and nothing else
    written: set[str]  #: numbers in groups, or behind a word of phones
    office: int = 0  #: cells with a fixed line


_WHOLE = 14  #: characters of the longest cell that is one mobile number, at most two more than 081-234-5678
_CALLED = re.compile(r"(?:โทร|มือถือ|เบอร์|ติดต่อ|tel|phone|mobile)[^\d]{0,20}\+?\d", re.IGNORECASE)


def mobiles(column: Column, setting: Setting) -> Hits | None:
    """Mobile numbers of people: not an organisation's column, and not a directory of fixed lines."""
    rules = words().thresholds.mobile
    if offices_own(column, setting):
        return None
    told = column.named("mobile")
    phones = _phones(column, told)
    mobile_only = len(phones.rows)
    if not setting.persons and mobile_only < rules.mobile_share * (mobile_only + phones.office):
        return None
    if told:
        enough = _enough(rules.with_header, column, phones.rows, phones.numbers)
    else:
        enough = _bare_mobiles(column, phones) or (
            len(phones.written) >= rules.in_text.distinct
            and _enough(rules.in_text, column, phones.rows, phones.written)
        )
    if not enough:
        return None
    return Hits(kind="mobile", column=column, rows=phones.rows, example=masks.masked_mobile(next(iter(phones.numbers))))


def _phones(column: Column, told: bool) -> _Phones:
    found = _Phones(rows=[], numbers={}, written=set())
    for index, cell in _cells(column, 9):
        numbers = list(patterns.mobiles(cell))
        if not numbers and told and patterns.NINE_DIGITS.fullmatch(cell.strip()):
            numbers = [("0" + cell.strip(), False)]  # a spreadsheet took the zero for no digit
        if patterns.FIXED_LINE.search(cell):
            found.office += 1
        if not numbers:
            continue
        found.rows.append(index)
        found.whole += len(cell.strip()) <= _WHOLE
        called = _CALLED.search(cell) is not None
        for number, grouped in numbers:
            found.numbers[number] = None
            if grouped or called:
                found.written.add(number)
    return found


def _bare_mobiles(column: Column, phones: _Phones) -> bool:
    """A column of mobile numbers and nothing else, which nobody named: codes that count upwards share their front."""
    rules = words().thresholds.mobile
    fronts = {number[:2] for number in phones.numbers}
    return (
        not words().headers["mobile"].refused_by(column.key)
        and phones.whole >= rules.without_header.share * max(column.filled, 1)
        and len(fronts) >= rules.fronts
        and _enough(rules.without_header, column, phones.rows, phones.numbers)
    )


# ---- mailboxes


class _Mails(Struct, kw_only=True):
    """The mailboxes of one column, in order, and the rows that hold them."""

    free: dict[str, None]  #: at a free provider
    likely: dict[str, None]  #: made as mailboxes of people at an office are
    others: set[str]
    free_rows: set[int]
    likely_rows: set[int]


def emails(column: Column, setting: Setting) -> Hits | None:
    """Mailboxes of people: at a free provider, or of a person's name at an office."""
    rules = words().thresholds.email
    if offices_own(column, setting):
        return None
    mails = _mails(column)
    every = len(mails.free) + len(mails.likely) + len(mails.others)
    held, rows = mails.free, mails.free_rows
    likely = rules.person_like
    if _enough(likely, column, mails.likely_rows, mails.likely) and len(mails.likely) >= likely.share * every:
        held, rows = {**held, **mails.likely}, rows | mails.likely_rows
    if not held or (not setting.persons and len(held) < rules.personal_share * every):
        return None
    if not _enough(rules.with_header if column.named("email") else rules.without_header, column, rows, held):
        return None
    return Hits(kind="email", column=column, rows=sorted(rows), example=masks.masked_email(next(iter(held))))


def _mails(column: Column) -> _Mails:
    found = _Mails(free={}, likely={}, others=set(), free_rows=set(), likely_rows=set())
    for index, cell in enumerate(column.cells):
        for mail in patterns.EMAIL.finditer(cell) if "@" in cell else ():
            if role_mailbox(mail[1]):
                found.others.add(mail[0])
            elif free_provider(mail[2]):
                found.free[mail[0]] = None
                found.free_rows.add(index)
            elif person_like(mail[1]):
                found.likely[mail[0]] = None
                found.likely_rows.add(index)
            else:
                found.others.add(mail[0])
    return found


# ---- addresses


def addresses(column: Column, setting: Setting) -> Hits | None:
    """Addresses with the number of a house, where they are a person's."""
    rules = words().thresholds.address
    told = column.named("address")
    beside = setting.persons and not setting.organisations
    if not (told or beside) or names_organisation(column):
        return None
    own = _is(column, words().house_headers)
    rows = [
        index
        for index, cell in enumerate(column.cells)
        if cell and (patterns.house_number(patterns.arabic(cell)) or (own and _HOUSE_CELL.fullmatch(cell.strip())))
    ]
    distinct = {column.cells[index] for index in rows}
    if not rows or not _enough(rules.with_header if told else rules.without_header, column, rows, distinct):
        return None
    example = "xx" if own else masks.masked_address(column.cells[rows[0]])
    return Hits(kind="address", column=column, rows=rows, example=example)


_HOUSE_CELL = re.compile(r"\d{1,5}(?:[/-]\d{1,5}){0,2}")


# ---- what judges share


def _cells(column: Column, digits: int) -> Iterable[tuple[int, str]]:
    """The cells that are long enough to hold so many digits, with their places; digits as 0 to 9."""
    joined = patterns.arabic(column.joined)
    cells = column.cells if joined is column.joined else joined.split(BETWEEN)
    return ((index, cell) for index, cell in enumerate(cells) if len(cell) >= digits)


def _enough(enough: Enough, column: Column, rows: Collection[int], distinct: Iterable[object]) -> bool:
    different = len(set(distinct))
    return (
        len(rows) >= enough.rows and different >= enough.distinct and len(rows) >= enough.share * max(column.filled, 1)
    )


def _is(column: Column, headers: tuple[str, ...]) -> bool:
    return column.own in headers


def names_organisation(column: Column) -> bool:
    """Whether the header speaks of an organisation."""
    header = column.key.replace("จังหวัด", "")  # which ends as วัด, a temple, does
    return any(word in header for word in words().organisation)


def offices_own(column: Column, setting: Setting) -> bool:
    """Whether phones and mailboxes are an organisation's: by the header, or in a table of organisations alone."""
    if names_organisation(column):
        return True
    alone = setting.organisations and not setting.persons
    return alone and not any(word in column.key for word in words().of_person)


def setting(table: Table, found: list[Hits]) -> Setting:
    """What the table says as a whole, once names and ids are looked for."""
    return Setting(persons=bool(found), organisations=any(map(names_organisation, table.columns)))
