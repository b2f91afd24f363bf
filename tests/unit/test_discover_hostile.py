"""Whatever a site answers, a reading ends: with pages, or with an error that is ours."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timezone

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.config import Settings
from checker.discover import Source, open_source, packages
from checker.discover.rest import NOT_SHOWN
from checker.errors import CheckerError
from checker.model import Fetched, FetchError, Page, Request

AT = datetime(2026, 1, 5, tzinfo=timezone.utc)
LEAF = st.none() | st.booleans() | st.integers(-3, 10**20) | st.floats() | st.text(max_size=5)
JSON = st.recursive(
    LEAF, lambda each: st.lists(each, max_size=4) | st.dictionaries(st.text(max_size=4), each, max_size=3)
)
KEYS = ("id", "name", "title", "organization", "owner_org", "type", "distribution", "@id", "@type", "@context")
NAMED = st.fixed_dictionaries({}, optional=dict.fromkeys(KEYS, JSON))
ROWS = st.lists(NAMED | JSON, max_size=4)
SEARCH = st.fixed_dictionaries(
    {"count": st.integers(0, 12) | LEAF, "results": ROWS | JSON}, optional={"search_facets": JSON}
)
#: What each action answers when it is nearly well.
RESULTS = {
    "status_show": st.fixed_dictionaries({"ckan_version": JSON, "extensions": JSON, "site_title": JSON}),
    "package_search": SEARCH,
    "package_list": st.lists(st.text(max_size=2) | LEAF, max_size=6),
    "package_show": NAMED,
    "organization_show": NAMED,
    "organization_list": st.lists(NAMED | st.text(max_size=4), max_size=4),
}
WRONG = JSON.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=20) | st.just(b'{"success": false}')
STATUS = st.sampled_from([200] * 20 + [204, 302, 400, 403, 404, 409, 429, 500, 503])
ERROR = st.sampled_from([None] * 60 + list(FetchError))
PASTED = st.sampled_from(["https://a.go.th", "https://a.go.th/data.json", "a.go.th/organization/x"])
DOCUMENT = st.one_of(
    st.builds(
        lambda key, rows: json.dumps({key: rows}).encode(), st.sampled_from(["dataset", "@graph", "result"]), ROWS
    ),
    SEARCH.map(lambda found: json.dumps({"success": True, "result": found}).encode()),
    NAMED.map(lambda found: json.dumps(found).encode()),
    ROWS.map(lambda rows: b"\n".join(json.dumps(row).encode() for row in rows)),
    ROWS.map(lambda rows: json.dumps(rows).encode()),
    WRONG,
)
NAMES = st.sampled_from(["a.json", "a.jsonl", "a.ttl", "a.rdf", "a.jsonld", "data.json"])
LENIENT = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def answered(data: st.DataObject, request: Request) -> Fetched:
    """An answer that is nearly well most of the time."""
    error = data.draw(ERROR)
    if error is not None:
        return Fetched(request=request, url=request.url, at=AT, error=error)
    action = request.url.split("/action/")[-1].split("?")[0]
    if data.draw(st.integers(0, 9)) == 0:
        body = data.draw(WRONG)
    else:
        body = json.dumps({"success": True, "result": data.draw(RESULTS.get(action, JSON))}).encode()
    return Fetched(request=request, url=request.url, at=AT, status=data.draw(STATUS), body=body)


def reconciled(source: Source, pages: list[Page]) -> None:
    """What the state says is what the pages hold."""
    state = source.state()
    assert state.held == sum(page.count for page in pages)
    told = tuple(problem for page in pages for problem in page.problems)
    assert state.unreadable[: len(told)] == told
    assert {why for _, why in state.unreadable[len(told) :]} <= {NOT_SHOWN}  # a saved answer counts more than it holds
    ids = {str(each.get("id") or each.get("name")) for page in pages for each in packages(page)}
    assert len(ids) == state.held
    msgspec.json.encode((source.found, state, [list(packages(page)) for page in pages]))


@given(data=st.data(), pasted=PASTED)
@LENIENT
def test_any_answers_end_in_pages_or_in_an_error_of_ours(data: st.DataObject, pasted: str) -> None:
    asked: list[Request] = []

    def fetch(request: Request) -> Fetched:
        asked.append(request)
        return answered(data, request)

    def fetch_many(requests: Iterable[Request]) -> Iterator[Fetched]:
        yield from data.draw(st.permutations([fetch(request) for request in requests]))

    with suppress(CheckerError):
        source = open_source(
            pasted, fetch=fetch, fetch_many=fetch_many, settings=Settings(page_size=3), clock=lambda: AT
        )
        reconciled(source, list(source.pages()))
    assert len(asked) < 500


@given(body=DOCUMENT, name=NAMES)
@LENIENT
def test_any_document_ends_in_pages_or_in_an_error_of_ours(body: bytes, name: str) -> None:
    def fetch(request: Request) -> Fetched:
        status, content = (200, body) if request.url.endswith(name) else (404, b"")
        return Fetched(request=request, url=request.url, at=AT, status=status, body=content)

    with suppress(CheckerError):
        source = open_source(f"https://a.go.th/{name}", fetch=fetch, settings=Settings(page_size=2), clock=lambda: AT)
        reconciled(source, list(source.pages()))
