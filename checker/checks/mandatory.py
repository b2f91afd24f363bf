"""The 14 mandatory items, formally: is the item filled (``metadata.md`` section 1, as NSO counts 14 of 14).

Fillers pass here and are told apart by :mod:`checker.checks.informative`; item 5 is the exception, as a filler is no
address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checker.checks.context import Check, CheckContext, CheckFunction, finding, noted, text_of
from checker.model import Dataset, Finding, Parameters

ABSENT = ("missing", "blank")
_ADDRESS = re.compile(
    r"[^\s@,;:<>()\[\]\"\\]{1,64}@(?=.{4,253}$)[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*\.([^\W\d_][\w-]*[^\W_])"
)
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")  #: Thai marks, which are no word characters


def filled(name: str) -> CheckFunction:
    """A check that a field is there and not blank."""

    def check(dataset: Dataset, context: CheckContext) -> Iterator[Finding]:
        yield finding(name, absence(dataset, name) or "ok", dataset, context, name)

    return check


def absence(dataset: Dataset, name: str) -> str | None:
    """``missing``, ``blank``, or ``None`` where there is something."""
    value = dataset.fields.get(name)
    if value:
        return None
    return "missing" if value is None else "blank"


def data_type(dataset: Dataset, context: CheckContext) -> Iterator[Finding]:
    """Item 1: chosen; ข้อมูลประเภทอื่นๆ needs its text."""
    reason = absence(dataset, "data_type") or "ok"
    if reason == "ok" and dataset.fields["data_type"] == "ข้อมูลประเภทอื่นๆ" and not dataset.fields.get("data_type_other"):
        reason = "other_without_text"
    yield finding("data_type", reason, dataset, context, "data_type")


def owner_org(dataset: Dataset, context: CheckContext) -> Iterator[Finding]:
    """Item 3: set, and the organization exists."""
    publisher, known = dataset.publisher, context.organizations
    written = text_of(dataset, "owner_org")
    if publisher is None:
        reason = "no_organization" if written else absence(dataset, "owner_org") or "blank"
    elif known is not None and not known & {publisher.id, publisher.name, publisher.title}:
        reason = "no_organization"
    elif publisher.name or publisher.title or not context.vocabulary.filler(publisher.id):
        reason = "ok"
    else:
        reason = "no_organization"
    params: Parameters = {"value": written} if reason == "no_organization" else {}
    yield finding("owner_org", reason, dataset, context, "owner_org", params)


@lru_cache(maxsize=8192)
def is_address(text: str) -> bool:
    """Whether a text is one e-mail address; Thai and other international domains are."""
    if len(text) > 320 or ".." in text or not text or text[0] == "." or ".@" in text:
        return False
    return _ADDRESS.fullmatch(text if text.isascii() else _MARKS.sub("", text)) is not None


def maintainer_email(dataset: Dataset, context: CheckContext) -> Iterator[Finding]:
    """Item 5: a valid address. Several, ``mailto:`` or blanks around one: passed, saying so. A filler: failed."""
    reason, params = _email(dataset, context)
    yield finding("maintainer_email", reason, dataset, context, "maintainer_email", params)


def _email(dataset: Dataset, context: CheckContext) -> tuple[str, Parameters]:
    absent = absence(dataset, "maintainer_email")
    if absent:
        return absent, {}
    text = text_of(dataset, "maintainer_email")
    if is_address(text):
        tidied = noted(dataset, "email_tidied", "maintainer_email")
        return ("tidied", {"value": text}) if tidied else ("ok", {})
    valid = sum(map(is_address, text.split(", ")[:100])) if "," in text else 0
    if valid:
        return "several", {"value": text[:200], "count": valid}
    return "filler" if context.vocabulary.filler(text) else "invalid", {"value": text[:200]}


def update_frequency_interval(dataset: Dataset, context: CheckContext) -> Iterator[Finding]:
    """Item 9.2: blank or a positive whole number. Where the unit is missing, that alone fails item 9."""
    name = "update_frequency_interval"
    text, unit = text_of(dataset, name), text_of(dataset, "update_frequency_unit")
    reason = "unit_missing" if not unit else _interval(dataset, context, text, unit) if text else "ok"
    params: Parameters = {} if reason in ("ok", "unit_missing") else {"value": text[:80], "unit": unit[:80]}
    yield finding(name, reason, dataset, context, name, params)


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


def _plain(name: str) -> Check:
    return Check(id=name, reasons=("ok", *ABSENT), function=filled(name))


CHECKS: tuple[Check, ...] = (
    Check(id="data_type", reasons=("ok", *ABSENT, "other_without_text"), function=data_type),
    _plain("title"),
    Check(id="owner_org", reasons=("ok", *ABSENT, "no_organization"), function=owner_org),
    _plain("maintainer"),
    Check(
        id="maintainer_email",
        reasons=("ok", "tidied", "several", *ABSENT, "filler", "invalid"),
        function=maintainer_email,
    ),
    _plain("tag_string"),
    _plain("notes"),
    _plain("objective"),
    _plain("update_frequency_unit"),
    Check(
        id="update_frequency_interval",
        reasons=("ok", "unit_removed", "not_needed", "not_a_number", "not_positive", "unit_missing"),
        function=update_frequency_interval,
    ),
    _plain("geo_coverage"),
    _plain("data_source"),
    _plain("data_format"),
    _plain("data_category"),
    _plain("license_id"),
)
