"""The 14 mandatory items, formally: is the item filled (``metadata.md`` section 1, as NSO counts 14 of 14).

Fillers pass here and are told apart by :mod:`checker.checks.informative`; item 5 is the exception, as a filler is no
address.
"""

from __future__ import annotations

import re
from functools import lru_cache

from checker.checks.context import NOTHING, OK, Check, CheckContext, Judge, Said, noted, text_of
from checker.model import Dataset
from checker.vocabulary import OTHER_TYPE

ABSENT = ("missing", "blank")
MISSING: Said = ("missing", NOTHING)
BLANK: Said = ("blank", NOTHING)
_ADDRESS = re.compile(
    r"[^\s@,;:<>()\[\]\"\\]{1,64}@(?=.{4,253}$)[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*\.([^\W\d_][\w-]*[^\W_])"
)
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")  #: Thai marks, which are no word characters


def filled(name: str) -> Judge:
    """A judge of whether a field is there and not blank."""

    def judge(dataset: Dataset, context: CheckContext) -> Said:
        value = dataset.fields.get(name)
        return OK if value else MISSING if value is None else BLANK

    return judge


def absence(dataset: Dataset, name: str) -> Said | None:
    """``missing``, ``blank``, or ``None`` where there is something."""
    value = dataset.fields.get(name)
    if value:
        return None
    return MISSING if value is None else BLANK


def data_type(dataset: Dataset, context: CheckContext) -> Said:
    """Item 1: chosen; ข้อมูลประเภทอื่นๆ needs its text."""
    said = absence(dataset, "data_type") or OK
    if said is OK and dataset.fields["data_type"] == OTHER_TYPE and not dataset.fields.get("data_type_other"):
        return "other_without_text", NOTHING
    return said


def owner_org(dataset: Dataset, context: CheckContext) -> Said:
    """Item 3: set, and the organization exists."""
    publisher, known = dataset.publisher, context.organizations
    written = text_of(dataset, "owner_org")
    nobody: Said = ("no_organization", {"value": written})
    if publisher is None:
        return nobody if written else absence(dataset, "owner_org") or BLANK
    if known is not None and not known & {publisher.id, publisher.name, publisher.title}:
        return nobody
    if publisher.name or publisher.title or not context.vocabulary.filler(publisher.id):
        return OK
    return nobody


@lru_cache(maxsize=8192)
def is_address(text: str) -> bool:
    """Whether a text is one e-mail address; Thai and other international domains are."""
    if len(text) > 320 or ".." in text or not text or text[0] == "." or ".@" in text:
        return False
    return _ADDRESS.fullmatch(text if text.isascii() else _MARKS.sub("", text)) is not None


def maintainer_email(dataset: Dataset, context: CheckContext) -> Said:
    """Item 5: a valid address. Several, ``mailto:`` or blanks around one: passed, saying so. A filler: failed."""
    absent = absence(dataset, "maintainer_email")
    if absent:
        return absent
    text = text_of(dataset, "maintainer_email")
    if is_address(text):
        return ("tidied", {"value": text}) if noted(dataset, "email_tidied", "maintainer_email") else OK
    valid = sum(map(is_address, text.split(", ")[:100])) if "," in text else 0
    if valid:
        return "several", {"value": text[:200], "count": valid}
    return "filler" if context.vocabulary.filler(text) else "invalid", {"value": text[:200]}


def update_frequency_interval(dataset: Dataset, context: CheckContext) -> Said:
    """Item 9.2: blank or a positive whole number. Where the unit is missing, that alone fails item 9."""
    text, unit = text_of(dataset, "update_frequency_interval"), text_of(dataset, "update_frequency_unit")
    if not unit:
        return "unit_missing", NOTHING
    reason = _interval(dataset, context, text, unit) if text else "ok"
    return OK if reason == "ok" else (reason, {"value": text[:80], "unit": unit[:80]})


def _interval(dataset: Dataset, context: CheckContext, text: str, unit: str) -> str:
    if not text.lstrip("+-").isdecimal() or not text.isascii():
        return "not_a_number"
    if text.startswith("-") or not text.strip("+0"):
        return "not_positive"
    frequency = context.vocabulary.frequencies.get(unit)
    if frequency is not None and not frequency.interval:
        return "not_needed"
    if noted(dataset, "unit_removed", "update_frequency_interval"):
        return "unit_removed"
    return "ok"


def _check(name: str, judge: Judge, *reasons: str) -> Check:
    return Check(id=name, reasons=("ok", *reasons), judge=judge, field=name)


def _plain(name: str) -> Check:
    return _check(name, filled(name), *ABSENT)


CHECKS: tuple[Check, ...] = (
    _check("data_type", data_type, *ABSENT, "other_without_text"),
    _plain("title"),
    _check("owner_org", owner_org, *ABSENT, "no_organization"),
    _plain("maintainer"),
    _check("maintainer_email", maintainer_email, "tidied", "several", *ABSENT, "filler", "invalid"),
    _plain("tag_string"),
    _plain("notes"),
    _plain("objective"),
    _plain("update_frequency_unit"),
    _check(
        "update_frequency_interval",
        update_frequency_interval,
        "unit_removed",
        "not_needed",
        "not_a_number",
        "not_positive",
        "unit_missing",
    ),
    _plain("geo_coverage"),
    _plain("data_source"),
    _plain("data_format"),
    _plain("data_category"),
    _plain("license_id"),
)
