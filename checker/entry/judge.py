"""A package as it would be stored, beside the one that is stored: what is wrong with what is new, what is lacking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from checker.entry.rules import Rule, by_check
from checker.entry.shape import other_without_text
from checker.fix.values import empty, same
from checker.form import RUBRIC, FormVerdict, form_verdict
from checker.model import Finding, Outcome
from checker.rubric import Text
from checker.run.rules import proved_rubric
from checker.texts import finding_text
from checker.vocabulary import OTHER, vocabulary

Raw = Mapping[str, Any]
#: what CKAN's DataStore writes as the address of a table without a file; before 2.12 at first without a ``url_type``
TABLE = "_datastore_only_resource"


class Problem(Struct, frozen=True, kw_only=True):
    """One thing to mend, at its field."""

    field: str
    code: str  #: id of the check; of a refused value, the id of its text
    text: Text
    index: int | None = None  #: place of the resource; ``None``: the dataset's own field


class Judgement(Struct, frozen=True, kw_only=True):
    """What is said of a package beside the one that is stored."""

    verdict: FormVerdict
    refused: tuple[Problem, ...]  #: wrong, and new: never taken
    lacking: tuple[Problem, ...]  #: of the mandatory items, and of resources what Template 3 asks
    fresh: tuple[Problem, ...]  #: of these, what the stored package does not lack


def judge(package: Raw, before: Raw | None, *, today: date, rubric: str = RUBRIC) -> Judgement:
    """The judgement of a raw CKAN package; ``before`` is the one that is stored, ``None`` where there is none.

    Resources are told by their place in ``package``; one of ``before`` is the same where it has the same id. A file
    that the catalog holds itself (``url_type``) has no address before it is stored, and needs none.
    """
    told = _Told(package, before, form_verdict(_placed(package), today=today, rubric=rubric), rubric)
    lacking = told.lacking()
    fresh = lacking
    if before is not None and lacking:
        fresh = told.fresh(lacking, form_verdict(_placed(before), today=today, rubric=rubric))
    return Judgement(
        verdict=told.verdict, refused=tuple(told.refused()), lacking=tuple(each for each, _ in lacking),
        fresh=tuple(each for each, _ in fresh),
    )  # fmt: skip


def _placed(package: Raw) -> dict[str, Any]:
    """The package with the place of each resource as its id."""
    return {**package, "resources": [_resource(place, each) for place, each in enumerate(resources_of(package))]}


def _resource(place: int, raw: Raw) -> dict[str, Any]:
    found = {**raw, "id": str(place)}
    table = raw.get("url_type") == "datastore" or raw.get("url") == TABLE
    if table or not empty(raw.get("url_type")):
        found["url"] = f"https://catalog.invalid/{place}"
        if table:  # a table without a file: neither is asked of it
            found |= {"name": raw.get("name") or f"{place}", "format": raw.get("format") or "CSV"}
    return found


def resources_of(package: Raw) -> list[Raw]:
    """The resources that are any."""
    found = package.get("resources")
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, (list, tuple)) else []


Lacking = list[tuple[Problem, str]]  #: each with the number of its item; of resources, none


class _Told:
    def __init__(self, package: Raw, before: Raw | None, verdict: FormVerdict, rubric: str) -> None:
        self.package, self.verdict, self.rubric = package, verdict, rubric
        self.before: Raw = before or {}
        self.resources = resources_of(package)
        self.stored = {each.get("id"): each for each in resources_of(self.before)}

    def lacking(self) -> Lacking:
        """Items that are not passed, then what resources lack."""
        rules = proved_rubric(self.rubric)
        item_of = {check: item.no for item in rules.items for check in item.checks}
        resources = by_check(self.rubric, "lacking")
        found: Lacking = []
        for each in self.verdict.findings:
            if each.outcome is Outcome.FAILED:
                if each.check in item_of:
                    found.append((self._problem(each, each.path), item_of[each.check]))
                elif each.check in resources and each.reason in resources[each.check].reasons:
                    found.append((self._problem(each, resources[each.check].fields[0]), ""))
        return found

    def fresh(self, lacking: Lacking, before: FormVerdict) -> Lacking:
        """What the stored package does not lack."""
        old = {item.no for item in before.items if item.outcome is Outcome.FAILED}
        return [(each, item) for each, item in lacking if (item not in old if item else self._new(each))]

    def _new(self, problem: Problem) -> bool:
        assert problem.index is not None
        old = self.stored.get(self.resources[problem.index].get("id"))
        return old is None or not empty(old.get(problem.field))

    def refused(self) -> Iterator[Problem]:
        """What is wrong with what is new; one problem a field."""
        seen: set[tuple[int | None, str]] = set()
        for problem in (*self._by_rule(), *self._by_other()):
            place = (problem.index, problem.field)
            if place not in seen:
                seen.add(place)
                yield problem

    def _by_rule(self) -> Iterator[Problem]:
        rules = by_check(self.rubric, "refused")
        for each in self.verdict.findings:
            rule = rules.get(each.check)
            if rule is not None and each.reason in rule.reasons and self._is_new(each, rule):
                yield self._problem(each, each.path.rpartition("/")[2])

    def _is_new(self, finding: Finding, rule: Rule) -> bool:
        index = _index(finding)
        level = "dataset" if index is None else "resource"
        new, old = self._sides(index)
        fields = vocabulary().fields[level]
        return any(not same(fields[name], new.get(name), old.get(name)) for name in rule.fields)

    def _sides(self, index: int | None) -> tuple[Raw, Raw]:
        if index is None:
            return self.package, self.before
        new = self.resources[index]
        return new, self.stored.get(new.get("id"), {})

    def _by_other(self) -> Iterator[Problem]:
        """อื่นๆ without its text, in whatever field."""
        for index in (None, *range(len(self.resources))):
            new, old = self._sides(index)
            for field in vocabulary().fields["dataset" if index is None else "resource"].values():
                if field.other and _asks_text(new.get(field.name)) and empty(new.get(field.other)):
                    if empty(old.get(field.other)) and same(field, new.get(field.name), old.get(field.name)):
                        continue
                    found = other_without_text(field)
                    yield Problem(field=field.name, index=index, code=found.code, text=found.text)

    def _problem(self, finding: Finding, field: str) -> Problem:
        rules = proved_rubric(self.rubric)
        text = Text(th=finding_text(finding, rules, "th"), en=finding_text(finding, rules, "en"))
        return Problem(field=field, index=_index(finding), code=finding.check, text=text)


def _index(finding: Finding) -> int | None:
    parts = finding.path.split("/")
    return int(parts[1]) if len(parts) == 3 else None


def _asks_text(raw: Any) -> bool:
    return raw == OTHER or (isinstance(raw, (list, tuple)) and OTHER in raw) or (
        isinstance(raw, str) and raw.startswith("[") and f'"{OTHER}"' in raw
    )  # fmt: skip
