"""Changes that CKAN makes without validating: many datasets made public at once, a dataset given to another owner."""

from __future__ import annotations

from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict
from flask import has_request_context

from checker.entry import Decision, closed_category, decide, judge
from ckanext.dgmaturity import config, judging
from ckanext.dgmaturity.entering import packages, settings, ticket
from ckanext.dgmaturity.language import said
from ckanext.dgmaturity.logic.validators.entry import refusal

MOST = 1000  #: datasets of one call
TYPE = "dataset"  #: which our form is for; others are held to the closed category alone


def publish(context: Context, data_dict: DataDict) -> None:
    """Makes the datasets public; raises ValidationError, naming each that may not be, and changes none then.

    On CKAN's page, which has no place for such an error, the others are made public and these are told.
    """
    rows = _asked(data_dict)
    confirmed = ticket.confirms(data_dict)
    wrong = {row.id: text for row in rows if (text := _barred(row, confirmed))}
    texts = [f"{row.title or row.name}: {wrong[row.id]}" for row in rows if row.id in wrong]
    if texts and not _on_page():
        raise tk.ValidationError({"datasets": texts})
    for text in texts:
        tk.h.flash_error(text)
    for row in rows:
        if row.id not in wrong:
            call = Context(user=context.get("user", ""), ignore_auth=bool(context.get("ignore_auth")))
            tk.get_action("package_patch")(call, {"id": row.id, "private": False, ticket.CONFIRM: confirmed})


def _asked(data_dict: DataDict) -> list[model.Package]:
    identities = data_dict.get("datasets")
    if not isinstance(identities, list) or not all(isinstance(each, str) for each in identities):
        raise tk.ValidationError({"datasets": [tk._("Must be a list of texts")]})
    if len(identities) > MOST:
        raise tk.ValidationError({"datasets": [tk._("Too many datasets at once")]})
    _check_there(identities)
    organization = model.Group.get(data_dict.get("org_id") or "")
    found = model.Session.query(model.Package).filter(
        model.Package.id.in_(identities),
        model.Package.owner_org == (organization.id if organization else None),
        model.Package.state == "active",
    )
    return list(found)


def _check_there(identities: list[str]) -> None:
    """Raises ValidationError for what is no dataset: the activity of CKAN 2.10 fails on it after all is written."""
    there = {name for (name,) in model.Session.query(model.Package.id).filter(model.Package.id.in_(identities))}
    unknown = [each for each in identities if each not in there]
    if unknown:
        raise tk.ValidationError({"datasets": [f"{tk._('Dataset not found')}: {unknown[0][:100]}"]})


def _barred(row: model.Package, confirmed: bool) -> str:
    """Why a dataset may not be public; nothing where it may, or is."""
    if not row.private:
        return ""
    before = packages.of_row(row)
    category = closed_category(before)
    if category is not None and not confirmed:
        return refusal(category)
    if row.type != TYPE:
        return ""
    return _texts(_decision(before, before["owner_org"], visible=True, was_visible=False))


def check_owner(row: model.Package, organization_id: Any) -> None:
    """Raises ValidationError where the rules of the new owner refuse the dataset."""
    before = packages.of_row(row)
    after = packages.with_organization({**before, "owner_org": organization_id})
    owner = (after["organization"] or {}).get("id")
    if owner is None and row.private:
        raise tk.ValidationError({"organization_id": [tk._("Datasets with no organization can't be private.")]})
    if row.type != TYPE:
        return
    visible = not row.private and row.state == "active"
    texts = _texts(_decision(after, owner, visible=visible, was_visible=visible, before=before))
    if texts:
        raise tk.ValidationError({"organization_id": [texts]})


def _decision(
    package: packages.Package, owner: str | None, *, visible: bool, was_visible: bool, before: Any = None
) -> Decision:
    judgement = judge(package, before or package, today=judging.today(), rubric=config.rubric())
    return decide(judgement, settings.enforcement_of(owner), visible=visible, was_visible=was_visible)


def _texts(decision: Decision) -> str:
    return " ".join(dict.fromkeys(said(each.text) for each in decision.refused))


def _on_page() -> bool:
    return has_request_context() and (tk.request.endpoint or "").endswith(".bulk_process")
