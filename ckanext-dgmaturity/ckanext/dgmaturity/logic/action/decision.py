"""The log of decisions and objections of an organization."""

from __future__ import annotations

from datetime import datetime, timezone

from ckan import model
from ckan.logic import validate
from ckan.plugins import toolkit as tk
from ckan.types import ActionResult, Context, DataDict

from checker.decided import AGENCY, Kind, Proposal, Subject
from checker.errors import Problem, UsageError
from ckanext.dgmaturity import language
from ckanext.dgmaturity.desk import log, powers, told
from ckanext.dgmaturity.logic.schema import desk as schema

__all__ = ["dgmaturity_decision_create", "dgmaturity_decision_list"]

_PARTS = ("dataset", "check", "path", "resource", "criterion", "component")


@tk.side_effect_free
@validate(schema.of_organization)
def dgmaturity_decision_list(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """The log, each entry with what it is worth by the evidence of today. For editors of the organization, assessors.

    :param organization_id: id or name of the organization
    :type organization_id: string

    :returns: ``entries``, oldest first, each with ``number``, ``body``, ``body_title``, ``kind``, ``what``,
      ``subject``, ``dataset``, ``value``, ``refers``, ``name``, ``at``, ``reason``, ``state``, ``state_text``, ``by``,
      ``effect`` (points of the total, as a text; empty: it moves none), ``components``, ``evidence``, ``previous``,
      ``hash``; ``head`` (hash of the last entry), ``broken`` (from this entry on the log was changed; null: it is
      whole), ``signatures`` (``body``, ``title``, ``state``, ``state_text``), ``locked``, ``total`` and ``undecided``
      (points with and without the decisions; null where nothing was decided)
    :rtype: dictionary
    """
    tk.check_access("dgmaturity_decision_list", context, data_dict)
    organization = model.Group.get(powers.organization_id(data_dict["organization_id"]))
    return told.listed(organization)


@validate(schema.decision_create)
def dgmaturity_decision_create(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """Add an entry to the log. Assessors decide in the name of their body; administrators of the organization object.

    :param organization_id: id or name of the organization
    :type organization_id: string
    :param kind: ``accept_evidence``, ``overrule``, ``set_kind``, ``waive``, ``sign_off``, ``object``, ``answer`` or
      ``withdraw``
    :type kind: string
    :param body: a body of the rubric; ``agency`` (so too where none is given) for an objection
    :type body: string
    :param name: who decides: a role or a unit
    :type name: string
    :param reason: why
    :type reason: string
    :param dataset: what it is about: id, name, code or title of a dataset, and one part of it
    :type dataset: string
    :param item: numbers of mandatory items, between commas
    :type item: string
    :param check: id of a check, with ``path`` where it found several things
    :type check: string
    :param resource: id of a resource
    :type resource: string
    :param criterion: id of a criterion of openness
    :type criterion: string
    :param component: id of a component of the score, instead of a dataset
    :type component: string
    :param value: ``passed`` or ``failed``, a tier, a kind of openness, ``accepted`` or ``refused``: by the kind
    :type value: string
    :param refers: number of the entry that is answered or withdrawn
    :type refers: integer
    :param reopen: the score is locked, and is to be opened again
    :type reopen: boolean

    :returns: the entry, as in ``dgmaturity_decision_list``
    :rtype: dictionary
    """
    tk.check_access("dgmaturity_decision_create", context, data_dict)
    organization = model.Group.get(powers.organization_id(data_dict["organization_id"]))
    proposal = _proposal(data_dict)
    try:
        entries = log.record(organization, proposal, powers.user_id(context["user"]), reopen=data_dict["reopen"])
    except UsageError as error:
        raise tk.ValidationError(_fields(error)) from error
    except log.Crowded as error:
        raise tk.ValidationError({"reason": [tk._("Others are writing to the log: try again")]}) from error
    numbers = {each.number for each in entries}
    return next(each for each in told.listed(organization)["entries"] if each["number"] in numbers)


def _proposal(data: DataDict) -> Proposal:
    """What is asked to be recorded. Raises ValidationError."""
    errors: dict[str, list[str]] = {}
    kinds = [each.value for each in Kind]
    if data["kind"] not in kinds:
        errors["kind"] = [tk._("Has to be one of: {known}").format(known=", ".join(kinds))]
    if not (data.get("name") or "").strip():
        errors["name"] = [tk._("Say who decides: a role or a unit")]
    if not (data.get("reason") or "").strip():
        errors["reason"] = [tk._("Give a reason: every point has to be explained")]
    if errors:
        raise tk.ValidationError(errors)
    items = tuple([part.strip() for part in (data.get("item") or "").split(",") if part.strip()])
    return Proposal(
        body=data.get("body") or AGENCY,
        kind=Kind(data["kind"]),
        name=data["name"].strip(),
        time=datetime.now(timezone.utc),
        reason=data["reason"].strip(),
        subject=Subject(items=items, **{part: (data.get(part) or "").strip() for part in _PARTS}),
        value=(data.get("value") or "").strip(),
        refers=data.get("refers"),
    )


def _fields(error: UsageError) -> dict[str, list[str]]:
    """What the engine refuses, by the field that it is about."""
    found: dict[str, list[str]] = {}
    for each in error.problems:
        field = {"subject": "dataset", "log": "reopen", "items": "item"}.get(each.place, each.place)
        found.setdefault(field, []).append(_worded(each))
    return found or {"kind": [error.th if language.lang() == "th" else error.en]}


def _worded(problem: Problem) -> str:
    """A problem in words for pages: those of the engine speak of what is typed on its command line at times."""
    ours = {
        "no_subject": tk._("Say what it is about: a dataset with one part of it, or a component of the score"),
        "only_agency": tk._("An objection is raised in the name of the agency"),
        "locked": tk._("The score is locked, for all bodies have signed: say that it is to be opened again"),
    }
    return str(ours.get(problem.code) or (problem.th if language.lang() == "th" else problem.en))
