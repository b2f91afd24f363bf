"""What the last check found: of a dataset, of an organization, of the site; and a check that is asked for."""

from __future__ import annotations

from typing import Any

from ckan import model
from ckan.logic import validate
from ckan.plugins import toolkit as tk
from ckan.types import ActionResult, Context, DataDict

from ckanext.dgmaturity import jobs
from ckanext.dgmaturity.checking import answers
from ckanext.dgmaturity.logic.schema import verdict as schema

__all__ = [
    "dgmaturity_check",
    "dgmaturity_dataset_show",
    "dgmaturity_organization_show",
    "dgmaturity_site_show",
]


@tk.side_effect_free
@validate(schema.one)
def dgmaturity_dataset_show(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """The last verdict of a dataset. A dataset that was not checked yet has the verdict of its metadata alone.

    :param id: id or name of the dataset
    :type id: string

    :returns: ``id``, ``name``, ``title``, ``checked_at`` (null: not yet), ``late`` (the dataset was changed since),
      ``passed`` of ``required`` items, ``informative``, ``public`` (by its category; null: it cannot be told),
      ``points``, ``tier``, ``stars``, ``reachable``, ``broken``, ``waiting``; ``items`` with ``no``, ``title``,
      ``fields``, ``outcome``, ``weak``, ``cost``, ``remarks``; ``openness`` (null: not graded) with its ``criteria``;
      ``links``; ``remarks`` that belong to no item. Texts are in the language of the request.
    :rtype: dictionary
    """
    package = _package(context, data_dict)
    tk.check_access("dgmaturity_dataset_show", context, {"id": package.id})
    return answers.dataset(package)


@tk.side_effect_free
@validate(schema.organization)
def dgmaturity_organization_show(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """The last score of an organization, and the datasets that lack most.

    :param id: id or name of the organization
    :type id: string
    :param limit: how many datasets are told, 100 at most (optional, default: 20)
    :type limit: integer

    :returns: ``id``, ``name``, ``title``; ``datasets``, ``checked``, ``complete``, ``late``, ``broken``: counts,
      private datasets among them; ``score`` (null: not counted yet) with ``at``, ``rubric``, ``total``, ``range``,
      ``final``, ``datasets`` and all of its ``body``; ``worst``: datasets with ``id``, ``name``, ``title``,
      ``private``, ``passed``, ``required``, ``informative``, ``points``, ``tier``, ``stars``, ``broken``, ``late``
    :rtype: dictionary
    """
    group = model.Group.get(data_dict["id"])
    if group is None or not group.is_organization or group.state != "active":
        raise tk.ObjectNotFound(tk._("Organization not found"))
    tk.check_access("dgmaturity_organization_show", context, {"id": group.id})
    return {
        "id": group.id,
        "name": group.name,
        "title": group.title or group.name,
        **answers.scored(group.id, data_dict["limit"]),
    }


@tk.side_effect_free
@validate(schema.site)
def dgmaturity_site_show(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """The last score of the whole site, as ``dgmaturity_organization_show``, and that of each organization.

    :param limit: how many datasets are told, 100 at most (optional, default: 20)
    :type limit: integer

    :returns: counts, ``score`` and ``worst`` as of an organization; ``organizations`` with ``id``, ``name``, ``title``,
      ``at``, ``total``, ``range``, ``final``, ``datasets``
    :rtype: dictionary
    """
    tk.check_access("dgmaturity_site_show", context, data_dict)
    return {**answers.scored(None, data_dict["limit"]), "organizations": answers.organizations()}


@validate(schema.one)
def dgmaturity_check(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """Queues a check of a dataset; one that waits already is not queued twice.

    :param id: id or name of the dataset
    :type id: string

    :returns: ``id``, and ``queued``: whether a check was put into the queue now
    :rtype: dictionary
    """
    package = _package(context, data_dict)
    tk.check_access("dgmaturity_check", context, {"id": package.id})
    if package.state != "active":
        raise tk.ValidationError({"id": [tk._("Only a dataset that is not a draft is checked")]})
    return {"id": package.id, "queued": jobs.enqueue_check(package.id)}


def _package(context: Context, data_dict: DataDict) -> Any:
    found = model.Package.get(data_dict["id"])
    if found is None or found.state == "deleted":
        raise tk.ObjectNotFound(tk._("Dataset not found"))
    return found
