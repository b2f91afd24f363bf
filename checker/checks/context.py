"""What a check is handed beside the dataset, and how it says what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from msgspec import Struct

from checker.model import Dataset, Distribution, Finding, Outcome, Parameters, Severity
from checker.rubric import CheckRule
from checker.vocabulary import Vocabulary

NOTHING: Parameters = {}
Said = tuple[str, Parameters]  #: reason and parameters
OK: Said = ("ok", NOTHING)


class CheckContext(Struct, frozen=True, kw_only=True, dict=True):
    """The words, the rules and the day that checks are held against. Nothing in it can fetch."""

    vocabulary: Vocabulary
    rules: Mapping[str, CheckRule]  #: ``schemas/checks`` by check id
    today: date
    organizations: frozenset[str] | None = None  #: ids, names and titles of the catalog's; ``None``: not known

    def parameter(self, check: str, name: str) -> Any:
        """A number or a list of the check's data."""
        return self.rules[check].parameters[name]

    @cached_property
    def told(self) -> dict[str, dict[str, tuple[Outcome, Severity]]]:
        """Check id → reason → the outcome and severity that ``schemas/checks`` gives it: one look-up a finding."""
        return {
            check: {name: (told.outcome, told.severity or rule.severity) for name, told in rule.reasons.items()}
            for check, rule in self.rules.items()
        }


CheckFunction = Callable[[Dataset, CheckContext], Iterator[Finding]]
Judge = Callable[[Dataset, CheckContext], Said]
ResourceJudge = Callable[[Distribution, Dataset, CheckContext], Said]


class Check(Struct, frozen=True, kw_only=True):
    """One check as code: its id, all the reasons that it can give, and one of three kinds of function."""

    id: str
    reasons: tuple[str, ...]
    function: CheckFunction | None = None  #: yields findings
    judge: Judge | None = None  #: says one thing of ``field``
    judge_each: ResourceJudge | None = None  #: says one thing of ``field`` of every resource that is no bundle
    field: str = ""


def finding(
    check: str, reason: str, dataset: Dataset, context: CheckContext, path: str, params: Parameters = NOTHING
) -> Finding:
    """The finding; outcome and severity are what ``schemas/checks`` says of the reason."""
    outcome, severity = context.told[check][reason]
    return Finding(check=check, outcome=outcome, severity=severity, reason=reason, subject=dataset.id, path=path,
                   params=params)  # fmt: skip


def noted(dataset: Dataset, code: str, path: str) -> bool:
    """Whether a repair was noted at a place while the dataset was read."""
    return any(note.code == code and note.path == path for note in dataset.notes)


def text_of(dataset: Dataset, name: str) -> str:
    """The field as one text; blank where it is not there."""
    value = dataset.fields.get(name, "")
    return value if isinstance(value, str) else ", ".join(value)
