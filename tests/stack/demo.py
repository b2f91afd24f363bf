"""The demo's agencies and datasets in a running site of the extension, to look at in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ckanapi import RemoteCKAN, ValidationError

from checker.demo import DemoSite
from checker.demo.catalog import catalog, written
from tests.stack.sites import Site

#: links of the demo lead to loopback; what is incomplete shall be there to be mended
OPTIONS = {
    "ckanext.dgmaturity.enforcement": "report",
    "ckanext.dgmaturity.allow_networks": "127.0.0.0/8",
    "ckan.locale_default": "th",
}
PASSWORD = "only-for-tests"
#: who may log in beside the administrator → role in every agency
USERS = {"officer": "editor", "chief": "admin"}


@contextmanager
def filled(site: Site, token: str) -> Iterator[list[str]]:
    """The site with the demo's datasets, checked; the links work while the context lasts. What could not be made."""
    with DemoSite() as files, RemoteCKAN(site.url, apikey=token) as api:
        _people(api)
        refused = list(_datasets(api, files.base_url))
        site.ckan("dgmaturity", "check", "--all")
        site.ckan("dgmaturity", "score")
        yield refused


def _people(api: RemoteCKAN) -> None:
    for name in USERS:
        api.call_action("user_create", {"name": name, "email": f"{name}@catalog.example", "password": PASSWORD})
    for name, agency in written().agencies.items():
        users = [{"name": user, "capacity": capacity} for user, capacity in USERS.items()]
        api.call_action("organization_create", {"name": name, "title": agency.title, "users": users})


def _datasets(api: RemoteCKAN, base_url: str) -> Iterator[str]:
    for package in catalog(base_url):
        try:
            api.call_action("package_create", _flat(package))
        except ValidationError as error:
            yield f"{package['name']}: {error.error_dict}"


def _flat(package: dict[str, Any]) -> dict[str, Any]:
    """As a form with our fields takes it: nothing in extras, ids left to CKAN."""
    made = {key: value for key, value in package.items() if key not in ("id", "organization", "extras", "isopen")}
    for extra in package["extras"]:
        made.setdefault(extra["key"], extra["value"])
    made["owner_org"] = package["organization"]["name"]
    made["tags"] = [{"name": tag["name"]} for tag in package["tags"]]
    keys = ("name", "url", "format", "description", "resource_created_date", "resource_last_updated_date")
    made["resources"] = [{key: each[key] for key in keys if each.get(key)} for each in package["resources"]]
    return made
