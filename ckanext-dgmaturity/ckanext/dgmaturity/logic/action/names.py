"""The URL name that a title would have."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import ActionResult, Context, DataDict

from ckanext.dgmaturity import names
from ckanext.dgmaturity.logic.action.validation import validated
from ckanext.dgmaturity.logic.schema import rules as schema

__all__ = ["dgmaturity_name_suggest"]


@tk.side_effect_free
def dgmaturity_name_suggest(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """A URL name for a title, Thai too: within CKAN's limits, and free at this moment.

    :param title: at most 500 characters count
    :type title: string

    :returns: ``name``
    :rtype: dictionary
    """
    tk.check_access("dgmaturity_name_suggest", context, data_dict)
    asked = validated(context, data_dict, schema.name_suggest())
    return {"name": names.suggested(asked["title"])}
