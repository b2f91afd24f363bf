"""Finds where a CKAN answers, from the roots that an address can mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from msgspec import Struct

from checker.discover.address import same_site, site_of
from checker.discover.api import Api, Fetch, FetchMany, result_of
from checker.discover.rows import is_package
from checker.discover.trouble import OF_THE_SITE, Trouble, catalog_error
from checker.model import Fetched, Request

#: What is asked of a root, the friendliest first: some sites close one and leave the other open.
QUESTIONS = (("status_show", "", ("ckan_version", "site_title", "site_url")), ("package_search", "?rows=0", ("count",)))
#: Answers after which the same question is asked once more with the token.
CLOSED = frozenset({"login_required", "forbidden", "refused", "login", "html"})


class Site(Struct, frozen=True, kw_only=True):
    """A CKAN that answers."""

    api: Api
    root: str  #: address of the site, no slash at the end
    status: Mapping[str, Any] = {}  #: ``status_show``, as far as it is open


def find_site(
    roots: Sequence[str], *, fetch: Fetch, fetch_many: FetchMany | None, token: str | None
) -> Site | tuple[Trouble, ...]:
    """The first root at which a CKAN answers, or what came back from each."""
    troubles: list[Trouble] = []
    closed: set[tuple[str, str, int]] = set()
    slow: set[tuple[str, str, int]] = set()
    for root in roots:
        if site_of(root) in closed:
            continue
        for action, query, keys in QUESTIONS:
            answer = _asked(f"{root}/api/3/action/{action}{query}", fetch, token)
            if isinstance(answer, Trouble):
                troubles.append(answer)
                if answer.code in OF_THE_SITE or (answer.code == "timeout" and site_of(root) in slow):
                    closed.add(site_of(root))
                    break
                slow |= {site_of(root)} if answer.code == "timeout" else set()
                continue
            fetched, result = answer
            if is_package(result) and any(key in result for key in keys):
                api = Api(url=_api_url(fetched.url, action), fetch=fetch, fetch_many=fetch_many, token=token)
                status = result if action == "status_show" else {}
                return Site(api=api, root=api.url.removesuffix("/api/3"), status=status)
            asked = fetched.request.url
            troubles.append(Trouble(code="not_a_catalog", url=asked, status=fetched.status, detail=action))
    return tuple(troubles)


def _asked(url: str, fetch: Fetch, token: str | None) -> tuple[Fetched, Any] | Trouble:
    """The answer to a question, asked without the token first: it is shown only where it is asked for."""
    fetched = fetch(Request(key=url, url=url, headers={"Accept": "application/json"}))
    result = result_of(fetched)
    if token and not same_site(url, fetched.url):
        return Trouble(code="moved_away", url=url, status=fetched.status, detail=fetched.url)
    if token and isinstance(result, Trouble) and result.code in CLOSED:
        headers = {"Accept": "application/json", "Authorization": token}
        fetched = fetch(Request(key=url, url=url, headers=headers))
        result = result_of(fetched)
    return result if isinstance(result, Trouble) else (fetched, result)


def _api_url(answered: str, action: str) -> str:
    """The API's address out of that of an answer, after redirects."""
    parts = urlsplit(answered)
    head = parts.path.split(f"/action/{action}")[0]
    return urlunsplit((parts.scheme, parts.netloc, head, "", ""))


def version_of_thai_gdc(status: Mapping[str, Any]) -> str:
    """``thaigdc_version``, at the top or among the extensions, whichever way the site writes it."""
    for key in ("thaigdc_version", "thai_gdc_version"):
        if isinstance(status.get(key), (str, int, float)):
            return str(status[key])
    extensions = status.get("extensions")
    if isinstance(extensions, Mapping):
        extensions = [f"{name} {value}" for name, value in extensions.items()]
    for each in extensions if isinstance(extensions, list) else ():
        if is_package(each):
            each = f"{each.get('name', '')} {each.get('version', '')}"
        text = str(each).replace("==", " ").replace("@", " ").replace(":", " ").split()
        if text and text[0].replace("-", "_") in ("thai_gdc", "thaigdc_version", "ckanext_thai_gdc"):
            return text[1] if len(text) > 1 else ""
    return ""


def raise_moved(troubles: Sequence[Trouble]) -> None:
    """A token that would have to go to another site stops the search: nothing is asked of a stranger."""
    for trouble in troubles:
        if trouble.code == "moved_away":
            raise catalog_error(trouble)
