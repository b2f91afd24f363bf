"""Datasets of types whose validators are not ours: of all rules, they are held to that of closed categories alone."""

from __future__ import annotations

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from checker.entry import CATEGORY, category_of, closed_category
from ckanext.dgmaturity.entering import packages, ticket
from ckanext.dgmaturity.logic.validators.entry import blanked, refusal
from ckanext.dgmaturity.model import Publication

FORM = "dataset"  #: the type of dataset that the form is of


def opened(context: Context, asked: DataDict, *, creates: bool) -> str:
    """The closed category that everybody is to see by a confirmation; nothing where there is none to be logged.

    Raises ValidationError where it is not confirmed, or where a closed category would get lost.
    """
    row = None if creates else _row(asked)
    if (row.type if row else asked.get("type") or FORM) == FORM:
        return ""
    if row is not None:
        tk.check_access("package_update", Context(**context), {"id": row.id})  # before anything is told of it
    held = closed_category(packages.of_row(row)) if row else None
    if held and not category_of(asked):
        raise tk.ValidationError({CATEGORY: [blanked()]})
    category = closed_category(asked)
    if category is None or _private(asked, row) or (held == category and _visible(row)):
        return ""
    if not ticket.confirms(asked):
        raise tk.ValidationError({"private": [refusal(category)]})
    return category


def log(context: Context, asked: DataDict, category: str) -> None:
    """Writes the confirmation down, once the dataset is stored."""
    row, user = _row(asked), model.User.get(context.get("user"))
    if row is None:
        return
    model.Session.add(
        Publication(
            package_id=row.id,
            package_name=row.name,
            organization_id=row.owner_org,
            user_id=user.id if user else "",
            category=category,
        )
    )
    if not context.get("defer_commit"):
        model.Session.commit()


def _row(asked: DataDict) -> model.Package | None:
    """The dataset that is stored: CKAN looks for it by the id, else by the name."""
    return model.Package.get(asked.get("id") or asked.get("name") or None)


def _visible(row: model.Package | None) -> bool:
    return row is not None and not row.private and row.state == "active"


def _private(asked: DataDict, row: model.Package | None) -> bool:
    """Whether it is to be private; what is not said stays as it is."""
    if asked.get("private") is None:
        return bool(row and row.private)
    return str(asked["private"]).lower() == "true"
