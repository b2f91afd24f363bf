"""CKAN's own actions that save datasets, with what the rules add before and after. The rules are validators; here is
what validators cannot do: look at shapes before CKAN reads them, and tell in the reply what is lacking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.dgmaturity.entering import moves, others, shape, telling, ticket

__all__ = [
    "bulk_update_public", "package_create", "package_owner_org_update", "package_patch", "package_revise",
    "package_update", "resource_create", "resource_delete", "resource_patch", "resource_update",
]  # fmt: skip

Action = Callable[[Context, DataDict], Any]


@tk.chained_action
def package_create(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Creates a dataset by the rules. ``name`` may be left out: it is made of the title.

    A dataset of a closed category is created private, whatever ``private`` says.

    :returns: as CKAN's, with ``dgmaturity_warnings`` where the dataset lacks something and is stored all the same:
        texts by field, in the shape of CKAN's errors
    """
    return _saved(original, context, data_dict, creates=True)


@tk.chained_action
def package_update(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Updates a dataset by the rules.

    :param dgmaturity_confirm_publication: that a dataset of a closed category may be seen by everybody; it counts for
        this call alone, and is logged
    :type dgmaturity_confirm_publication: boolean
    :returns: as CKAN's, with ``dgmaturity_warnings`` as of :py:func:`package_create`
    """
    return _saved(original, context, data_dict)


@tk.chained_action
def package_patch(original: Action, context: Context, data_dict: DataDict) -> Any:
    """As CKAN's, with what ``package_update`` takes and returns here."""
    return original(context, shape.storable(shape.named(data_dict)))


@tk.chained_action
def package_revise(original: Action, context: Context, data_dict: DataDict) -> Any:
    """As CKAN's, with what ``package_update`` takes (under ``update``) and returns here."""
    return original(context, shape.revision(data_dict))


@tk.chained_action
def resource_create(original: Action, context: Context, data_dict: DataDict) -> Any:
    """As CKAN's, by the rules."""
    return original(context, shape.resource(data_dict))


@tk.chained_action
def resource_update(original: Action, context: Context, data_dict: DataDict) -> Any:
    """As CKAN's, by the rules."""
    return original(context, shape.resource(data_dict))


@tk.chained_action
def resource_patch(original: Action, context: Context, data_dict: DataDict) -> Any:
    """As CKAN's, by the rules."""
    return original(context, shape.resource(data_dict))


@tk.chained_action
def resource_delete(original: Action, context: Context, data_dict: DataDict) -> Any:
    """As CKAN's. To take a file away is never refused, whatever its dataset lacks: nothing is entered."""
    context[ticket.AS_STORED] = True  # type: ignore[literal-required]
    try:
        return original(context, shape.storable(data_dict))
    finally:
        context.pop(ticket.AS_STORED, None)  # type: ignore[misc]


@tk.chained_action
def bulk_update_public(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Makes datasets of an organization public, each by the rules: CKAN's own writes past every validator.

    Nothing is changed where one of them is refused; on CKAN's page the others are made public.

    :param dgmaturity_confirm_publication: as of :py:func:`package_update`, for all of them
    :type dgmaturity_confirm_publication: boolean
    """
    tk.check_access("bulk_update_public", context, shape.storable(data_dict))
    moves.publish(context, data_dict)


@tk.chained_action
def package_owner_org_update(original: Action, context: Context, data_dict: DataDict) -> Any:
    """As CKAN's; to an organization whose rules refuse the dataset it is not moved."""
    if context.get("ignore_auth") and context.get("defer_commit"):  # a part of saving a dataset that was judged
        return original(context, data_dict)
    package = model.Package.get(shape.storable(data_dict).get("id") or "")
    if package is not None and package.owner_org != data_dict.get("organization_id"):
        tk.check_access("package_owner_org_update", context, data_dict)
        moves.check_owner(package, data_dict.get("organization_id"))
    return original(context, data_dict)


def _saved(original: Action, context: Context, data_dict: DataDict, *, creates: bool = False) -> Any:
    asked = shape.package(data_dict)
    opened = others.opened(context, asked, creates=creates)
    stored = context.get(ticket.AS_STORED) is True
    note = ticket.Ticket(
        confirmed=ticket.confirms(asked), form=ticket.in_form(), as_stored=stored, resources=asked.get("resources")
    )
    context[ticket.KEY] = note  # type: ignore[literal-required]
    try:
        kept = {name: value for name, value in asked.items() if name not in (ticket.CONFIRM, ticket.WARNINGS)}
        result = original(context, kept if len(kept) < len(asked) else data_dict)
    finally:
        context.pop(ticket.KEY, None)  # type: ignore[misc]
    if opened:
        others.log(context, asked, opened)
    return telling.told(result, note)
