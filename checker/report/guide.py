"""What each finding and grade says and asks for: the same words are one advice, however many datasets share them."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from checker.model import CriterionGrade, Finding, Openness, Parameters
from checker.report.charts import title
from checker.report.words import Named, tell, told
from checker.rubric import CheckReason, Reason, Rubric, Text

_SHARED = ("criterion", "openness")  #: their parameters are formats, criteria, licences: few values for many datasets


class Advice(Struct, frozen=True, kw_only=True):
    """One reason, as told, and what to do about it."""

    anchor: str  #: the same for the same words
    subject: Markup  #: what it is about: the item, check or criterion
    reason: Markup
    fix: Markup  #: empty: nothing to do
    own: bool  #: the words are likely those of one dataset alone, so nothing is won by sharing them


class Guide:
    """Gathers the reasons of one report in the order in which they come up; the same words have the same anchor."""

    def __init__(self, rubric: Rubric, named: Named) -> None:
        self._rubric = rubric
        self._named = named
        self._subjects = _subjects(rubric)
        self._criteria = {criterion.id: criterion.title for criterion in rubric.openness.criteria}
        self._known: dict[tuple[object, ...], Advice] = {}

    def finding(self, finding: Finding, *, mends: bool = True) -> Advice:
        """What a finding says, and what it asks for, where it is to be mended."""
        rule = self._rubric.checks.get(finding.check)
        reason = rule.reasons.get(finding.reason) if rule else None
        if reason is not None and not mends:
            reason = replace(reason, fix=None)
        return self._advice(self._subject(finding.check), finding.check, finding.reason, reason, finding.params)

    def grade(self, grade: CriterionGrade) -> Advice:
        """Why a criterion has its tier, and the way up."""
        reason = self._rubric.openness_reasons.get(grade.reason)
        subject = self._criteria.get(grade.criterion) or Text(th=grade.criterion, en=grade.criterion)
        return self._advice(subject, "criterion", grade.reason, reason, grade.params)

    def openness(self, openness: Openness, reason: str) -> Advice | None:
        """Why a dataset has its openness or its stars; ``None`` where that has no words."""
        found = self._rubric.openness_reasons.get(reason)
        return self._advice(Text(th="", en=""), "openness", reason, found, openness.params) if found else None

    def _subject(self, check: str) -> Text:
        rule = self._rubric.checks.get(check)
        return self._subjects.get(check) or (rule.title if rule else Text(th=check, en=check))

    def _advice(
        self, subject: Text, group: str, name: str, reason: Reason | CheckReason | None, params: Parameters
    ) -> Advice:
        reason = reason or Reason(th=name, en=name)
        fix = reason.fix
        used = _used(reason.th, params) + (_used(fix.th, params) if fix else ())
        key = (group, subject.en, name, used, fix is None)
        if key not in self._known:
            self._known[key] = Advice(
                anchor=f"g{len(self._known) + 1}",
                subject=title(subject),
                reason=told(reason, params, self._named),
                fix=told(fix, params, self._named) if fix else Markup(""),
                own=bool(used) and group not in _SHARED,
            )
        return self._known[key]


def _used(template: str, params: Parameters) -> tuple[object, ...]:
    """The parameters that a text shows."""
    return tuple(value for name, value in params.items() if f"{{{name}}}" in template)


def _subjects(rubric: Rubric) -> Mapping[str, Text]:
    """For each check of an item, the item's number and title."""
    return {
        check: Text(th=f"{item.no} {item.title.th}", en=f"{item.no} {item.title.en}")
        for item in rubric.items
        for check in (*item.checks, *item.informative)
    }


def unread_items(reason: str) -> Advice:
    """Why the items of a dataset could not be read at all, and what to give."""
    return Advice(
        anchor=f"items {reason}",
        subject=tell("dataset.items"),
        reason=tell(f"items_reason.{reason}"),
        fix=Markup(""),
        own=False,
    )
