"""One value that is typed into a form → what is stored, or why it is refused, in words; and a stored one as it is read.

The readers and the refusals are those of a fix (:mod:`checker.fix.values`): the same spelling means the same whether
it comes from a file, a scan or a form.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from checker.dates import BUDDHIST_OFFSET, BUDDHIST_YEARS, ReadDate, read_date, show_date
from checker.fix.values import Reading, Refusal, read, refusal
from checker.fix.words import text
from checker.model import FieldValue
from checker.rubric import Text
from checker.vocabulary import Field, vocabulary


class Settled(Struct, frozen=True, kw_only=True):
    """What becomes of a typed value."""

    value: FieldValue
    problem: Text | None = None  #: why it is refused


def settle(field: Field, written: Any) -> Settled:
    """The stored value of what is written; nothing to read is the blank value."""
    reading = read(field, written)
    if not reading.value and not reading.others:
        return Settled(value=() if field.form == "choices" else "")
    why = refusal(field, reading)
    return Settled(value=reading.value, problem=None if why is None else _said(field, why))


def settle_many(field: Field, written: Sequence[str], kept: Sequence[str]) -> Settled:
    """The stored values of a list, in the order of the form; ``kept`` are old ones outside of it that may stay."""
    stay = [each for each in written if each in kept]
    found = settle(field, [each for each in written if each not in kept])
    if found.problem is not None:
        return found
    chosen = {*(found.value if isinstance(found.value, tuple) else (found.value,)), *stay}
    order = [each.value for each in vocabulary().choices(field.name)]
    beside = dict.fromkeys(each for each in stay if each not in order)
    return Settled(value=(*(each for each in order if each in chosen), *beside))


def _said(field: Field, why: Refusal) -> Text:
    return Text(th=_worded(field, why, "th"), en=_worded(field, why, "en"))


def _worded(field: Field, why: Refusal, lang: str) -> str:
    """With the names that the form shows, not those that are stored."""
    other = vocabulary().fields[field.level].get(field.other)
    shown = {
        "field": field.label.get(lang),
        "known": ", ".join(each.label.get(lang) for each in vocabulary().choices(field.name)),
        "other": other.label.get(lang) if other else "",
    }
    return text("problems", why.code).get(lang).format(**{**why.params, **shown})


def shown(form: str, value: str, lang: str) -> str:
    """A stored date or year in the reader's era: Buddhist in Thai, Gregorian in English; any other text as it is.

    A year whose Buddhist number would be read back as another one stays Gregorian: before 1857, and from 2157 on.
    """
    if form == "date":
        found = read_date(value)
        told = isinstance(found, ReadDate) and (lang != "th" or found.value.year + BUDDHIST_OFFSET in BUDDHIST_YEARS)
        return show_date(found.value, lang) if told and isinstance(found, ReadDate) else value
    if form == "year" and lang == "th" and value.isascii() and len(value) == 4 and value.isdecimal():
        year = int(value) + BUDDHIST_OFFSET
        return str(year) if year in BUDDHIST_YEARS else value
    return value


__all__ = ["Reading", "Settled", "settle", "settle_many", "shown"]
