"""What the site tells everybody of its rules."""

from __future__ import annotations

from typing import Any

from ckan.plugins import toolkit as tk
from ckan.types import ActionResult, Context, DataDict

from checker.run.rules import proved_rubric
from checker.version import VERSION
from ckanext.dgmaturity import config
from ckanext.dgmaturity.checking import answers

__all__ = ["dgmaturity_status"]


@tk.side_effect_free
def dgmaturity_status(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """The rules that this catalog holds its datasets to, for those who check it from outside.

    :returns: ``version`` of the extension, ``rubric`` id and ``rubric_version``, ``enforcement`` of the site,
      ``datasets``: of those that everybody may see, how many there are, ``checked``, ``complete``, ``late`` (changed
      since they were checked), and how many links of theirs are ``broken``
    :rtype: dictionary
    """
    tk.check_access("dgmaturity_status", context, data_dict)
    found: dict[str, Any] = {
        "version": VERSION,
        "rubric": config.rubric(),
        "rubric_version": proved_rubric(config.rubric()).version,
        "enforcement": config.enforcement(),
        "datasets": answers.counts(None, public=True),
    }
    return found
