"""Scripted catalogs on loopback, and a quick way to read them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime, timezone
from typing import Any
from urllib.parse import parse_qs, urlsplit

from msgspec import structs

from checker.config import Settings
from checker.discover import Source, open_source, packages
from checker.fetch import Fetcher
from checker.model import Page
from checker.testing import Site, SiteAnswer, SiteRequest, json_answer, serve

QUICK = Settings(
    allow_networks=("127.0.0.0/8",), host_interval=0, retries=0, backoff=0.01, timeout=3, first_byte_timeout=3,
    connect_timeout=3, robots="never",
)  # fmt: skip
AT = datetime(2026, 1, 5, 3, 0, tzinfo=timezone.utc)


def package(number: int, organization: str = "moc", **more: Any) -> dict[str, Any]:
    """A small package; its numbers run in the order of its creation."""
    held = {"id": f"org-{organization}", "name": organization, "title": f"กระทรวง {organization}"}
    return {
        "id": f"id-{number:05}", "name": f"dataset-{number:05}", "title": f"ชุดข้อมูล {number}", "organization": held,
        "owner_org": held["id"], "metadata_created": f"2025-01-01T00:00:00.{number:06}", "resources": [], **more,
    }  # fmt: skip


def packages_of(count: int, **more: Any) -> list[dict[str, Any]]:
    return [package(number, **more) for number in range(count)]


def refused(message: str, status: int = 409, kind: str = "Search Error") -> SiteAnswer:
    return json_answer({"success": False, "error": {"__type": kind, "message": message}}, status=status)


def succeeded(result: Any) -> SiteAnswer:
    return json_answer({"help": "", "success": True, "result": result})


#: One action of the API, scripted: the answer, or ``None`` to answer as a CKAN does.
Script = Callable[[str, Mapping[str, str]], SiteAnswer | None]


def scripted(inner: Site, script: Script) -> Site:
    """A CKAN whose actions are answered by ``script`` first."""

    def site(request: SiteRequest) -> SiteAnswer:
        action = request.path.rsplit("/action/", 1)[-1] if "/action/" in request.path else ""
        answer = script(action, request.query) if action else None
        return inner(request) if answer is None else answer

    return site


class Seen:
    """A site that keeps what it was asked."""

    def __init__(self, inner: Site) -> None:
        self.inner = inner
        self.requests: list[SiteRequest] = []

    def __call__(self, request: SiteRequest) -> SiteAnswer:
        self.requests.append(request)
        return self.inner(request)

    def searches(self) -> list[tuple[int, int]]:
        """(start, rows) of the pages that were asked."""
        asked = [request.query for request in self.requests if request.path.endswith("/package_search")]
        return [(int(query["start"]), int(query["rows"])) for query in asked if "start" in query]


@contextmanager
def opened(
    site: Site | str, path: str = "", *, settings: Settings = QUICK, parallel: bool = True, **more: Any
) -> Iterator[Source]:
    """The source at a site on loopback (or at a file), through the real fetcher."""
    with Fetcher(settings) as fetcher, ExitStack() as stack:
        address = site if isinstance(site, str) else stack.enter_context(serve(site)) + path
        many = fetcher.run if parallel else None
        yield open_source(address, fetch=fetcher.get, fetch_many=many, settings=settings, clock=lambda: AT, **more)


def ids(pages: Sequence[Page]) -> list[str]:
    """Ids of all packages of the pages, each once, in their order."""
    return list(dict.fromkeys(str(each["id"]) for page in pages for each in packages(page)))


def with_page_size(size: int, **more: Any) -> Settings:
    return structs.replace(QUICK, page_size=size, **more)


def query_of(url: str) -> dict[str, str]:
    return {key: values[-1] for key, values in parse_qs(urlsplit(url).query).items()}


def dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
