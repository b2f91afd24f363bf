"""The resources of a package, and which of them a file means."""

from __future__ import annotations

from checker.fix.model import AskedResource
from checker.fix.places import Package
from checker.text import key


def resources_of(package: Package) -> list[Package]:
    """The resources that can be written to: those with an id."""
    found = package.get("resources")
    return [
        each
        for each in (found if isinstance(found, list) else ())
        if isinstance(each, dict) and isinstance(each.get("id"), str)
    ]


def resource_of(package: Package, identity: str) -> Package:
    return next((each for each in resources_of(package) if each.get("id") == identity), {})


def resources_like(asked: AskedResource, package: Package) -> list[Package]:
    """By id, else by name, else by address; a name that is there twice is settled by the address."""
    resources = resources_of(package)
    by_id = [each for each in resources if each.get("id") == asked.key]
    if by_id:
        return by_id
    by_name = [each for each in resources if key(str(each.get("name") or "")) == key(asked.key)]
    by_url = [each for each in resources if asked.url and str(each.get("url") or "").strip() == asked.url]
    if len(by_name) > 1 and asked.url:
        return [each for each in by_name if each in by_url] or by_name
    return by_name or by_url


def resource_names(package: Package) -> str:
    return ", ".join(str(each.get("name") or each.get("id"))[:60] for each in resources_of(package)[:10]) or "-"
