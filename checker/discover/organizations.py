"""Which organization of a shared catalog is meant, from a name, a title or an id."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from checker.discover.api import Api
from checker.discover.facts import CkanFacts
from checker.discover.rows import folded, is_package
from checker.discover.trouble import printable
from checker.errors import UsageError

_NEAR = 5


class Organization(Struct, frozen=True, kw_only=True):
    """An organization of a catalog."""

    id: str
    name: str
    title: str = ""
    count: int = 0  #: datasets that the catalog says it has

    @property
    def wanted(self) -> tuple[str, ...]:
        """What its packages may call it, as :func:`checker.discover.rows.belongs` compares."""
        return tuple(dict.fromkeys(folded(each) for each in (self.id, self.name) if each))

    @property
    def query(self) -> str:
        """The filter of ``package_search``; nothing in a name can end the quotes."""
        quoted = self.name.replace("\\", "\\\\").replace('"', '\\"')
        return f'organization:"{quoted}"'


def organization_of(value: Any) -> Organization | None:
    """An organization as the Action API gives it."""
    if not is_package(value) or not (value.get("name") or value.get("id")):
        return None
    count = value.get("package_count", value.get("count"))
    return Organization(
        id=str(value.get("id") or ""),
        name=str(value.get("name") or value.get("id")),
        title=str(value.get("title") or value.get("display_name") or ""),
        count=count if isinstance(count, int) else 0,
    )


def find_organization(api: Api, written: str, facts: CkanFacts) -> Organization:
    """The organization that ``written`` names. Raises UsageError with near names where there is none.

    A catalog that tells nothing of its organizations is believed: its datasets are picked out by that name.
    """
    shown = organization_of(api.ask("organization_show", id=written, include_datasets="false", include_users="false"))
    if shown is not None:
        return shown
    known = tuple(_known(api, facts))
    if not known:
        return Organization(id="", name=written)
    return pick(written, known)


def _known(api: Api, facts: CkanFacts) -> Iterable[Organization]:
    """All organizations: those with datasets by one search, else the list of names."""
    facets: dict[str, str | int] = {"facet.field": '["organization"]', "facet.limit": facts.organizations}
    found = api.ask("package_search", rows=0, **facets)
    items = _facet_items(found)
    if not isinstance(items, list) or not items:
        items = [*_listed(api, facts, all_fields="true"), *_listed(api, facts)]
    known: dict[str, Organization] = {}
    for each in items:
        one = organization_of({"name": each} if isinstance(each, str) else each)
        if one is not None:
            known.setdefault(one.name, one)
    return known.values()


def _listed(api: Api, facts: CkanFacts, **more: str) -> list[Any]:
    """``organization_list``; with all fields a CKAN gives fewer of them at once, so both are asked."""
    found = api.ask("organization_list", limit=facts.organizations, **more)
    return found if isinstance(found, list) else []


def _facet_items(found: Any) -> Any:
    for key in ("search_facets", "organization", "items"):
        found = found.get(key) if is_package(found) else None
    return found


def pick(written: str, known: Sequence[Organization]) -> Organization:
    """The one of ``known`` that ``written`` names by name, id or title. Raises UsageError with near names."""
    wanted = folded(written)
    for each in known:
        if wanted in {folded(each.name), folded(each.id), folded(each.title)} - {""}:
            return each
    raise unknown_organization(written, known)


def unknown_organization(written: str, known: Sequence[Organization]) -> UsageError:
    """The error that names near organizations."""
    by_words = {folded(text): each for each in known for text in (each.title, each.name) if text}
    near = difflib.get_close_matches(folded(written), by_words, n=_NEAR, cutoff=0.5)
    holding = [key for key in by_words if folded(written) in key and key not in near]
    chosen = dict.fromkeys(by_words[key] for key in [*near, *holding][:_NEAR])
    names = ", ".join(
        f"{printable(each.name, 60)} ({printable(each.title, 60)})" if each.title else printable(each.name, 60)
        for each in chosen
    )
    hint_en = f"; did you mean {names}?" if names else f"; there are {len(known)} others"
    hint_th = f" หมายถึง {names} หรือไม่" if names else f" (มีองค์กรอื่น {len(known)} องค์กร)"
    return UsageError(
        f"no organization {written!r} on this catalog{hint_en}",
        f"ไม่มีองค์กร {written!r} ในบัญชีข้อมูลนี้{hint_th}",
        code="unknown_organization",
    )
