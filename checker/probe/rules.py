"""``schemas/openness/probes.yaml``: how interfaces are asked, the words of fields and parameters, the reasons."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

import msgspec
from msgspec import Struct

from checker.content import ProbeOutcome
from checker.resources import load_yaml, schemas_dir
from checker.rubric import Text

_WORDS = re.compile(r"[a-z]+|[0-9]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Asking(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bounds of one conversation and of many."""

    requests: int
    rows: int
    few_rows: int
    answer_bytes: int
    kept_rows: int
    kept_fields: int
    excerpt: int
    conditions: int
    at_once: int
    per_interface: int
    examples: int
    operations: int
    camera_days: int
    future_days: int


class Reason(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a probe ended as it did."""

    outcome: ProbeOutcome
    th: str
    en: str
    fix: Text | None = None


class Parameters(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names of parameters that are no conditions, in lower case."""

    paging: frozenset[str]
    form: frozenset[str]
    key: frozenset[str]
    key_ends: tuple[str, ...]  #: and whatever ends so
    route: frozenset[str]
    identity: frozenset[str]


class Swaps(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rows of values that can stand for one another."""

    areas: tuple[tuple[str, ...], ...]
    area_codes: tuple[tuple[str, ...], ...]
    months: tuple[tuple[str, ...], ...]


class Rules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    asking: Asking
    area: frozenset[str]
    period: frozenset[str]
    not_newest: frozenset[str]
    parameters: Parameters
    camera: frozenset[str]
    swaps: Swaps
    nowhere: str
    days_between: int
    statuses: dict[int, str]
    errors: dict[str, str]
    needs_parameters: frozenset[int]
    key_words: tuple[str, ...]
    left_alone: frozenset[str]
    reasons: dict[str, Reason]


@cache
def rules() -> Rules:
    """The rules, loaded once."""
    raw: Any = load_yaml(schemas_dir() / "openness" / "probes.yaml")
    return msgspec.convert(raw, Rules)


def _names(name: str, words: frozenset[str]) -> bool:
    """Whether a name holds one of the words: Thai ones anywhere, others as a whole word of it."""
    low = name.lower()
    if low in words or any(word in low for word in words if not word.isascii()):
        return True
    return not words.isdisjoint(_WORDS.findall(_CAMEL.sub(" ", name).lower()))


@lru_cache(maxsize=4096)
def kind_of_name(name: str) -> str:
    """``area``, ``period`` or nothing, by the name of a field or parameter."""
    known = rules()
    if _names(name, known.period):
        return "period"
    return "area" if _names(name, known.area) else ""


@lru_cache(maxsize=4096)
def dates_a_record(name: str) -> bool:
    """Whether a date under this name may say when the record was made."""
    return not _names(name, rules().not_newest)
