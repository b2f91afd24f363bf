"""A verdict in the words of the request's language: what actions answer and panels show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckan.plugins.toolkit import _, ungettext

from checker.checks.mandatory import ABSENT
from checker.form import Cost, FormVerdict, ItemVerdict, Remark
from checker.model import Outcome
from checker.rounding import points_text, shown
from ckanext.dgmaturity.language import said


def verdict_shown(verdict: FormVerdict, cost: Cost | None) -> dict[str, Any]:
    """The whole verdict: items, figures, what is missing costs, and remarks across fields."""
    return {
        "items": [item_shown(each, cost) for each in verdict.items],
        "passed": verdict.passed,
        "required": verdict.required,
        "informative": verdict.informative,
        "complete": verdict.complete,
        "summary": _("{passed} of {required} items").format(passed=verdict.passed, required=verdict.required),
        "cost": cost_shown(cost) if cost else None,
        "remarks": [_besides(each, verdict) for each in verdict.remarks],
    }


def _besides(remark: Remark, verdict: FormVerdict) -> dict[str, str]:
    """A remark that belongs to no item; ``resource`` is the id of the one that it is about, which it names."""
    told = remark_shown(remark)
    about = next(
        (each for each in verdict.dataset.distributions if remark.finding.path.startswith(f"resources/{each.id}/")),
        None,
    )
    if about is None:
        return {**told, "resource": ""}
    return {"text": f"{about.name or about.url}: {told['text']}", "fix": told["fix"], "resource": about.id}


def item_shown(item: ItemVerdict, cost: Cost | None) -> dict[str, Any]:
    """One item; ``state`` is ``passed``, ``weak`` or ``failed``, ``word`` says it."""
    state = "weak" if item.weak else "passed" if item.outcome is Outcome.PASSED else "failed"
    keeps = cost if state == "failed" else None
    return {
        "no": item.no,
        "title": said(item.title),
        "fields": list(item.fields),
        "field": _field(item),
        "outcome": item.outcome.value,
        "weak": item.weak,
        "state": state,
        "word": words()[state],
        "empty": bool(item.remarks) and all(each.finding.reason in ABSENT for each in item.remarks),
        "cost": points_text(keeps.points) if keeps else None,
        "cost_text": _item_cost(keeps) if keeps and keeps.listed else "",
        "remarks": [remark_shown(each) for each in item.remarks],
    }


def words() -> Mapping[str, str]:
    """The states of an item."""
    return {"passed": _("Complete"), "weak": _("Says too little"), "failed": _("Missing")}


def remark_shown(remark: Remark) -> dict[str, str]:
    """What is wrong, and how to mend it."""
    return {"text": said(remark.text), "fix": said(remark.fix) if remark.fix else ""}


def cost_shown(cost: Cost) -> dict[str, Any]:
    """What the missing items keep away together, and where the number is from."""
    points = shown(cost.points)
    if cost.listed:
        text = _(
            "What is missing keeps {points} points away, all of it together: a dataset counts only when it is complete."
        )
    else:
        text = _("What is missing keeps no points away: the plan of the organization does not list this dataset.")
    if not cost.listed:
        basis = _("By the plan at the last check.")
    elif cost.derived:
        basis = _("Derived from the organization's last score, which counted {datasets} datasets.")
    else:
        basis = _("Assumed: there is no score yet, so this is counted as the organization's only dataset.")
    return {
        "points": points_text(cost.points),
        "missing": cost.missing,
        "basis": "derived" if cost.derived else "assumed",
        "text": text.format(points=points),
        "basis_text": basis.format(datasets=cost.datasets),
    }


def _item_cost(cost: Cost) -> str:
    points = shown(cost.points)
    if cost.missing == 1:
        return str(_("{points} points").format(points=points))
    others = cost.missing - 1
    text = ungettext("{points} points with {others} other item", "{points} points with {others} other items", others)
    return str(text).format(points=points, others=others)


def _field(item: ItemVerdict) -> str:
    """The field to jump to: the one that the first remark is about, where it is one of the item's."""
    about = [each.finding.path for each in item.remarks if each.finding.outcome is not Outcome.PASSED]
    return next((path for path in about if path in item.fields), item.fields[0])
