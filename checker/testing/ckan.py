"""A fake CKAN as a site: the Action API v3 that a crawler reads, its pages, and its files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from checker.testing.site import Site, SiteAnswer, SiteRequest, file_answer, html_answer, json_answer

Package = Mapping[str, Any]
Params = Mapping[str, Any]
_ACTION = re.compile(r"/api/(?:3/)?action/(\w+)/?$")
_ORGANIZATION = re.compile(r"\b(?:organization|owner_org):\"?([\w-]+)")


class CkanSite(Struct, frozen=True, kw_only=True):
    """What the fake CKAN holds."""

    packages: tuple[Package, ...]
    title: str = "บัญชีข้อมูลทดสอบ"
    ckan_version: str = "2.10.7"
    thai_gdc_version: str = "2.2.4"
    organizations: tuple[Package, ...] = ()
    token: str = ""  #: with it in ``Authorization`` private packages are shown
    tables: Mapping[str, Sequence[Mapping[str, Any]]] = {}  #: DataStore rows by resource id

    def seen(self, private: bool) -> list[Package]:
        """The packages that the one who asks may see."""
        return [package for package in self.packages if private or not package.get("private")]


class _Refused(Exception):
    """An answer of the API that is not a success."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status, self.kind, self.message = status, kind, message


def ckan_site(
    packages: Sequence[Package] | Callable[[str], Sequence[Package]],
    *,
    files: Mapping[str, bytes | Site] = {},
    title: str = "บัญชีข้อมูลทดสอบ",
    ckan_version: str = "2.10.7",
    thai_gdc_version: str = "2.2.4",
    token: str = "",
    tables: Mapping[str, Sequence[Mapping[str, Any]]] = {},
    prefix: str = "",
) -> Site:
    """A site that answers as a CKAN with ``packages`` does, under the path ``prefix``.

    ``packages`` may be a function of the base URL (``http://127.0.0.1:port``), so that resources can name files of
    the same site; ``files`` gives for a path the bytes, or a site function of its own.
    """

    @lru_cache(maxsize=8)
    def held(base: str) -> CkanSite:
        found = tuple(packages(base) if callable(packages) else packages)
        return CkanSite(
            packages=found,
            title=title,
            ckan_version=ckan_version,
            thai_gdc_version=thai_gdc_version,
            organizations=_organizations(found),
            token=token,
            tables=tables,
        )

    def site(request: SiteRequest) -> SiteAnswer:
        file = files.get(request.path)
        if file is not None:
            return file_answer(request, file) if isinstance(file, bytes) else file(request)
        if not request.path.startswith(prefix):
            return _page_missing()
        path = request.path[len(prefix) :]
        action = _ACTION.match(path)
        return _act(held(request.base), action[1], request) if action else _page(held(request.base), path)

    return site


def _organizations(packages: Sequence[Package]) -> tuple[Package, ...]:
    """The organizations that the packages name, in the order of their first mention."""
    found: dict[str, dict[str, Any]] = {}
    for package in packages:
        held = package.get("organization")
        if isinstance(held, dict) and held.get("name"):
            first = {"id": str(uuid5(NAMESPACE_URL, held["name"])), "title": "", "state": "active", "package_count": 0}
            organization = found.setdefault(held["name"], {**first, **held, "type": "organization"})
            organization["package_count"] += 1
    return tuple(found.values())


def _act(site: CkanSite, name: str, request: SiteRequest) -> SiteAnswer:
    """The answer of one action, in CKAN's envelope."""
    help_url = f"{request.base}/api/3/action/help_show?name={name}"
    try:
        if name not in _ACTIONS:
            return json_answer(f"Bad request - Action name not known: {name}", status=400)
        params = _params(request)
        private = bool(site.token) and request.headers.get("authorization") == site.token
        result = _ACTIONS[name](site, {**params, "_private": private, "_base": request.base})
    except _Refused as refused:
        error = {"__type": refused.kind, "message": refused.message}
        return json_answer({"help": help_url, "success": False, "error": error}, status=refused.status)
    return json_answer({"help": help_url, "success": True, "result": result})


def _params(request: SiteRequest) -> Params:
    if not request.body:
        return request.query
    try:
        sent = json.loads(request.body)
    except ValueError as error:
        raise _Refused(400, "Bad Request", "JSON Error: Error decoding JSON data") from error
    return sent if isinstance(sent, dict) else {}


def _whole(params: Params, name: str, default: int) -> int:
    try:
        return max(0, int(params.get(name, default)))
    except (TypeError, ValueError) as error:
        raise _Refused(409, "Validation Error", f"{name}: Invalid integer") from error


def _status_show(site: CkanSite, params: Params) -> Any:
    status = {"ckan_version": site.ckan_version, "site_url": params["_base"], "site_title": site.title}
    gdc = {"thaigdc_version": site.thai_gdc_version} if site.thai_gdc_version else {}
    return {**status, **gdc, "locale_default": "th", "extensions": ["scheming_datasets", "thai_gdc"] if gdc else []}


def _package_search(site: CkanSite, params: Params) -> Any:
    found = site.seen(params["_private"] and str(params.get("include_private")).lower() == "true")
    wanted = set(_ORGANIZATION.findall(f"{params.get('fq', '')} {params.get('q', '')}"))
    if wanted:
        found = [package for package in found if {_organization(package), package.get("owner_org")} & wanted]
    key, _, direction = str(params.get("sort") or "metadata_modified desc").partition(" ")
    by = "name" if key in ("title_string", "score") else key
    found.sort(key=lambda package: (str(package.get(by) or ""), str(package.get("id"))), reverse="desc" in direction)
    start, rows = _whole(params, "start", 0), min(_whole(params, "rows", 10), 1000)
    return {"count": len(found), "facets": {}, "results": found[start : start + rows], "sort": f"{key}{_}{direction}"}


def _organization(package: Package) -> Any:
    return (package.get("organization") or {}).get("name")


def _package_list(site: CkanSite, params: Params) -> Any:
    names = sorted(str(package["name"]) for package in site.seen(False))
    offset = _whole(params, "offset", 0)
    return names[offset : offset + _whole(params, "limit", len(names))]


def _package_show(site: CkanSite, params: Params) -> Any:
    asked = params.get("id") or params.get("name_or_id")
    for package in site.packages:
        if asked in (package.get("name"), package.get("id")):
            if package.get("private") and not params["_private"]:
                raise _Refused(403, "Authorization Error", "Access denied")
            return package
    raise _Refused(404, "Not Found Error", "Not found")


def _organization_list(site: CkanSite, params: Params) -> Any:
    full = str(params.get("all_fields", "")).lower() in ("true", "1")
    return [held if full else held["name"] for held in site.organizations]


def _organization_show(site: CkanSite, params: Params) -> Any:
    for held in site.organizations:
        if params.get("id") in (held["name"], held["id"]):
            return held
    raise _Refused(404, "Not Found Error", "Not found: Group was not found.")


def _shown(row: Mapping[str, object], name: str) -> str:
    return str(row.get(name))


def _type_of(value: object) -> str:
    """The database's type of a column, by a value of it."""
    if isinstance(value, (int, float)):
        return "numeric"
    return "date" if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)) else "text"


def _datastore_search(site: CkanSite, params: Params) -> Any:
    rows = site.tables.get(str(params.get("resource_id") or params.get("id")))
    if rows is None:
        raise _Refused(404, "Not Found Error", "Not found: Resource was not found.")
    filters = params.get("filters") or {}
    try:
        wanted = json.loads(filters) if isinstance(filters, str) else filters
    except ValueError as error:
        raise _Refused(409, "Validation Error", "filters: Cannot parse JSON") from error
    found = [row for row in rows if all(str(row.get(name)) == str(value) for name, value in wanted.items())]
    start, limit = _whole(params, "offset", 0), _whole(params, "limit", 100)
    for part in reversed(str(params.get("sort") or "").split(",")):
        quoted, _, order = part.strip().partition(" ")
        name = quoted.strip('"')
        if rows and name in rows[0]:
            found = sorted(found, key=partial(_shown, name=name), reverse=order.startswith("desc"))
    fields = [{"id": name, "type": _type_of(value)} for name, value in (rows[0] if rows else {}).items()]
    return {"resource_id": params.get("resource_id"), "fields": fields, "total": len(found), "limit": limit,
            "records": found[start : start + limit]}  # fmt: skip


_ACTIONS: Mapping[str, Callable[[CkanSite, Params], Any]] = {
    "status_show": _status_show,
    "site_read": lambda site, params: True,
    "package_search": _package_search,
    "package_list": _package_list,
    "package_show": _package_show,
    "organization_list": _organization_list,
    "organization_show": _organization_show,
    "datastore_search": _datastore_search,
    "tag_list": lambda site, params: [],
}


def _page(site: CkanSite, path: str) -> SiteAnswer:
    """CKAN's pages for people, as far as they tell what they are."""
    parts = [part for part in path.split("/") if part and part not in ("th", "en")]
    generator = f'<meta name="generator" content="ckan {site.ckan_version}">'
    if not parts or parts in (["dataset"], ["organization"]):
        return html_answer(f"{generator}<h1>{site.title}</h1>", title=site.title)
    if len(parts) == 2 and parts[0] in ("dataset", "organization"):
        among = site.seen(False) if parts[0] == "dataset" else site.organizations
        for held in among:
            if parts[1] in (held.get("name"), held.get("id")):
                return html_answer(f"{generator}<h1>{held.get('title')}</h1>", title=str(held.get("title")))
    return _page_missing()


def _page_missing() -> SiteAnswer:
    return html_answer("<h1>404 Not Found</h1><p>ไม่พบหน้าที่คุณต้องการ</p>", status=404, title="404")
