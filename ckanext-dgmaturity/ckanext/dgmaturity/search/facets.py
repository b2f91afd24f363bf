"""The facets of the search page: by type, category, completeness, tier and stars, in the reader's language.

Figures are those of the datasets that the reader may see, as all facets of CKAN are: nobody's count a dataset that is
private to others. Reading: ``ckanext.dgmaturity.public_badge`` decides what pages show, not what is secret (whoever
reads a public dataset can count its items): with ``false``, completeness, tier and stars are facets for those alone
who may edit a dataset of some organization.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from ckan import authz
from ckan.plugins import toolkit as tk

from ckanext.dgmaturity import config
from ckanext.dgmaturity.language import said
from ckanext.dgmaturity.search.figures import COMPLETENESS, STARS, TIER, facets, label

_FIGURES = (COMPLETENESS, TIER, STARS)


def with_ours(titles: OrderedDict[str, Any]) -> OrderedDict[str, Any]:
    """The facets of a page of CKAN's, ours behind organization and groups and before all others."""
    mine = [(name, said(title)) for name, title in facets().titles.items() if name not in _FIGURES or _shown()]
    first = [name for name in ("organization", "groups") if name in titles]
    rest = [(name, title) for name, title in titles.items() if name not in first]
    return OrderedDict([*((name, titles[name]) for name in first), *mine, *rest])


def _shown() -> bool:
    if tk.asbool(tk.config.get("ckanext.dgmaturity.public_badge", True)):
        return True
    user = getattr(tk.g, "user", "")
    return bool(user) and (authz.is_sysadmin(user) or authz.has_user_permission_for_some_org(user, "update_dataset"))


def with_labels(results: dict[str, Any]) -> dict[str, Any]:
    """The answer of a search, values of our facets in words."""
    rubric = config.rubric()
    for name, facet in results.get("search_facets", {}).items():
        if name not in facets().titles:
            continue
        for each in facet["items"]:
            words = label(name, each["name"], rubric)
            if words is not None:
                each["display_name"] = said(words)
    return results
