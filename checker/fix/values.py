"""One value as a person writes it → the value that the vocabulary stores, or why it is not taken as new input.

The reading is ``normalise``'s own, so that a fix and a scan never differ on what a value means. What is let through
when crawling is refused here (``metadata.md`` section 1): a value outside its list, an impossible date, อื่นๆ alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from checker.checks.mandatory import is_address
from checker.dates import DateProblem, read_date
from checker.model import Dataset, Distribution, FieldValue, Note
from checker.normalise import normalise
from checker.text import key
from checker.texts import perhaps
from checker.vocabulary import Field, vocabulary

#: Not metadata to be mended from a file: the address of the dataset and of its page.
NOT_FIXABLE = frozenset({"name"})
#: Without these a CKAN takes no dataset and no resource.
NEVER_EMPTY = {"dataset": frozenset({"title", "owner_org"}), "resource": frozenset({"url"})}
_ATTRIBUTES: Mapping[str, Callable[[Distribution], str]] = {
    "url": lambda each: each.url,
    "name": lambda each: each.name,
    "description": lambda each: each.description,
    "format": lambda each: each.declared,
    "resource_private": lambda each: "True" if each.private else "False",
}
_TAG = re.compile(r"[^,]{2,100}", re.DOTALL)
_WEB = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


class Reading(Struct, frozen=True, kw_only=True):
    """What a written value means."""

    value: FieldValue
    others: str = ""  #: the text that goes into the field of อื่นๆ
    notes: tuple[Note, ...] = ()  #: what was repaired on the way


class Refusal(Struct, frozen=True, kw_only=True):
    """Why a value is not taken: a text id of ``schemas/fix/texts.yaml`` with what it names."""

    code: str
    params: dict[str, str] = {}


def fields_of(level: str) -> Mapping[str, Field]:
    """The fields that a fix may name."""
    left_out = NOT_FIXABLE if level == "dataset" else frozenset()
    return {name: field for name, field in vocabulary().fields[level].items() if name not in left_out}


def read(field: Field, written: Any) -> Reading:
    """The value by the readers of a scan."""
    dataset = _alone(field, written)
    value: FieldValue
    if field.level == "dataset":
        value = dataset.fields.get(field.name, "")
        others = dataset.fields.get(field.other, "") if field.other else ""
    else:
        one = dataset.distributions[0]
        attribute = _ATTRIBUTES.get(field.name)
        value = attribute(one) if attribute else one.fields.get(field.name, "")
        others = one.fields.get(field.other, "") if field.other else ""
        if field.name == "format":
            value = _format_name(value, one.format)
    return Reading(value=value, others=others if isinstance(others, str) else "", notes=dataset.notes)


def _alone(field: Field, written: Any) -> Dataset:
    """A dataset with nothing in it but this field."""
    package: dict[str, Any] = {"id": "-"}
    if field.level == "dataset":
        package[field.name] = written
    else:
        package["resources"] = [{"id": "-", field.name: written}]
    return normalise(package)


def _format_name(declared: FieldValue, found: str | None) -> FieldValue:
    """The name of a format that the vocabulary knows by the whole text; any other text stays as it is."""
    words = vocabulary()
    if found is None or not isinstance(declared, str) or words.format_by_key(key(declared.strip(" ."))) != found:
        return declared
    return words.formats[found].title


def same(field: Field, one: Any, other: Any) -> bool:
    """Whether two raw values say the same; nothing, in whatever form, is the same as nothing."""
    return one == other or _bare(field, one) == _bare(field, other)


def _bare(field: Field, raw: Any) -> FieldValue:
    value = "" if empty(raw) else read(field, raw).value or ""
    return tuple(sorted(value)) if isinstance(value, tuple) else value  # sites sort keywords and choices as they like


def empty(raw: Any) -> bool:
    """Nothing stands there."""
    return raw is None or raw in ("", [], {}) or (isinstance(raw, str) and raw.strip() in ("", "[]", "{}"))


def refusal(field: Field, reading: Reading, *, others_allowed: bool = False) -> Refusal | None:
    """Why a value is no new input; ``None``: it is taken.

    ``others_allowed``: what is in no list becomes อื่นๆ with its text, as the official workbook has no other place
    for it.
    """
    if not reading.value:
        return Refusal(code="says_nothing")
    if any(note.code == "cut" for note in reading.notes):
        return Refusal(code="too_long")
    judge = _JUDGES.get(field.form)
    return judge(field, reading, others_allowed) if judge else None


def _choice(field: Field, reading: Reading, others_allowed: bool) -> Refusal | None:
    """A licence may also be one that the vocabulary recognises by its id: CKAN's own ids are in no list of thai_gdc."""
    if field.name == "license_id" and vocabulary().licence(str(reading.value)).id:
        return None
    return _listed(field, (str(reading.value),))


def _choices(field: Field, reading: Reading, others_allowed: bool) -> Refusal | None:
    if reading.others:
        return None if others_allowed else _not_listed(field, reading.others.splitlines()[0], "not_a_choice_but_other")
    return _listed(field, reading.value if isinstance(reading.value, tuple) else (reading.value,))


def _listed(field: Field, values: tuple[str, ...]) -> Refusal | None:
    known = {choice.value for choice in vocabulary().choices(field.name)}
    wrong = next((value for value in values if value not in known), None)
    return None if wrong is None else _not_listed(field, wrong, "not_a_choice")


def _not_listed(field: Field, wrong: str, code: str) -> Refusal:
    words = vocabulary()
    near = words.nearest(field.name, wrong)
    known = ", ".join(choice.value for choice in words.choices(field.name))
    return Refusal(
        code=code,
        params={
            "wrong": wrong[:80],
            **perhaps(near or ""),
            "known": known,
            "other": field.other,
        },
    )


def _flag(field: Field, reading: Reading, others_allowed: bool) -> Refusal | None:
    return None if reading.value in ("True", "False") else Refusal(code="not_a_flag")


def _date(field: Field, reading: Reading, others_allowed: bool) -> Refusal | None:
    found = read_date(str(reading.value))
    return Refusal(code=f"bad_date_{found.code}") if isinstance(found, DateProblem) else None


def _year(field: Field, reading: Reading, others_allowed: bool) -> Refusal | None:
    text = str(reading.value)
    right = len(text) == 4 and text.isdecimal() and "1500" <= text < "2400"
    return None if right else Refusal(code="bad_year")


def _number(field: Field, reading: Reading, others_allowed: bool) -> Refusal | None:
    text = str(reading.value)
    return None if text.isdecimal() and int(text) > 0 else Refusal(code="bad_number")


def _email(field: Field, reading: Reading, others_allowed: bool) -> Refusal | None:
    addresses = str(reading.value).split(", ")
    return None if all(map(is_address, addresses)) else Refusal(code="bad_email")


def _url(field: Field, reading: Reading, others_allowed: bool) -> Refusal | None:
    return None if _WEB.fullmatch(str(reading.value)) else Refusal(code="bad_url")


def _tags(field: Field, reading: Reading, others_allowed: bool) -> Refusal | None:
    wrong = next((tag for tag in reading.value if not _TAG.fullmatch(tag)), None)
    return None if wrong is None else Refusal(code="bad_tag", params={"wrong": wrong[:80]})


_JUDGES: Mapping[str, Callable[[Field, Reading, bool], Refusal | None]] = {
    "choice": _choice, "choices": _choices, "flag": _flag, "date": _date, "year": _year, "number": _number,
    "email": _email, "url": _url, "tags": _tags,
}  # fmt: skip
