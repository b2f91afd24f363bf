"""Datasets that point at files or tables of another organization that are not for the public.

The checker reads what the site itself holds past CKAN's permissions. A dataset that names the address of another
organization's private file must not make it tell what is inside: it is checked apart from that file, so that its link
is asked over HTTP like any other link, and finds what a visitor finds.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import unquote

from ckan import model
from ckan.plugins import toolkit as tk

_ID = re.compile(r"[A-Za-z0-9_-]{7,100}")  #: as long as ids of resources can be


def among(ids: Collection[str]) -> set[str]:
    """Those of the datasets that name a resource of a private dataset in another organization."""
    private = _private()
    if not private:
        return set()
    query = model.Session.query(model.Resource.package_id, model.Package.owner_org, model.Resource.url).join(
        model.Package, model.Package.id == model.Resource.package_id
    )
    query = query.filter(model.Package.state == "active", model.Resource.state == "active")
    query = query.filter(model.Resource.url.contains(_host(), autoescape=True))
    named = set(ids)
    return {
        package
        for package, owner, url in query
        if package in named and any(private.get(word, owner) != owner for word in _ID.findall(unquote(url or "")))
    }


def _private() -> dict[str, str | None]:
    """The organization of each resource of a private dataset, by its id."""
    query = model.Session.query(model.Resource.id, model.Package.owner_org).join(
        model.Package, model.Package.id == model.Resource.package_id
    )
    return dict(query.filter(model.Package.private.is_(True), model.Package.state == "active").all())


def _host() -> str:
    return str(tk.config["ckan.site_url"]).split("://")[-1].rstrip("/")
