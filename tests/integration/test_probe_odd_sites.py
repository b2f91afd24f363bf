"""Interfaces as offices publish them: readings that change by the second, pages before an interface, traps."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest
from msgspec import structs
from wild import QUICK

from checker.content import Probe
from checker.fetch import Fetcher
from checker.model import Dataset, Distribution
from checker.probe import converse_all, targets
from checker.testing import Site, SiteAnswer, SiteRequest, html_answer, json_answer, serve
from tests.corpora.interface_sites import ROWS, Table, own

ONCE = structs.replace(QUICK, retries=0)
_tick = itertools.count()


def probed(site: Callable[[SiteRequest], SiteAnswer], path: str, format_: str = "api", **more: Any) -> list[Probe]:
    with serve(site) as base, Fetcher(ONCE) as fetcher:
        described = {name: value.replace("{base}", base) for name, value in more.items()}
        resource = Distribution(id="r", url=base + path, format=format_, declared=format_, **described)
        found = targets(Dataset(id="d", distributions=(resource,)), {})
        return [each.probe for each in converse_all(found, fetcher.run, mask=lambda text: text)]


def one(site: Callable[[SiteRequest], SiteAnswer], path: str, format_: str = "api") -> Probe:
    (found,) = probed(site, path, format_)
    return found


def live(request: SiteRequest) -> SiteAnswer:
    """Readings of stations, each time others."""
    wanted = request.query.get("province")
    rows = [{"province": row["จังหวัด"], "value": next(_tick)} for row in ROWS]
    return json_answer({"time": next(_tick), "data": [row for row in rows if wanted in (None, row["province"])]})


def test_readings_that_change_by_the_second_are_a_condition_where_the_field_itself_stays() -> None:
    assert one(live, "/api?province=น่าน").reason == "condition"
    assert one(live, "/api?station=5").reason == "nothing_to_choose"
    assert one(live, "/api?year=2565").reason == "unstable"


def single(request: SiteRequest) -> SiteAnswer:
    """One object for a province."""
    numbers = {"เชียงใหม่": 1_790_000, "กรุงเทพมหานคร": 5_490_000}
    found = numbers.get(request.query.get("province", ""))
    return (
        json_answer({"message": "province is required"}, status=400)
        if found is None
        else json_answer({"population": found})
    )


def test_one_object_for_each_area_is_a_condition_too() -> None:
    probe = one(single, "/api/population?province=เชียงใหม่")
    assert (probe.reason, probe.condition, probe.area) == ("condition", "province=กรุงเทพมหานคร", True)


def echo(request: SiteRequest) -> SiteAnswer:
    """The same number, whatever is asked for, with an echo of it."""
    return json_answer({"asked": dict(request.query), "population": 66_000_000})


def test_an_echo_of_the_question_is_no_answer_to_it() -> None:
    assert one(echo, "/api?province=เชียงใหม่").reason == "ignored"


def needs_all(request: SiteRequest) -> SiteAnswer:
    """It answers to nothing but complete questions."""
    return own(request, Table()) if request.query.get("year") else json_answer({"error": "missing year"}, status=422)


def test_an_interface_without_an_example_says_that_it_needs_one() -> None:
    assert one(needs_all, "/api/rain").reason == "needs_parameters"
    first, second = probed(needs_all, "/api/rain", description="เช่น {base}/api/rain?year=2562")
    assert (first.reason, second.reason, second.condition) == ("needs_parameters", "condition", "year=2561")


def test_an_interface_of_which_nothing_is_told_is_tried_by_the_names_of_its_fields() -> None:
    shown = one(lambda request: own(request, Table()), "/api/rain")
    ignored = one(lambda request: own(request, Table(mode="ignores")), "/api/rain")
    assert (shown.outcome.value, shown.reason, shown.condition) == ("condition", "condition", "จังหวัด=เชียงใหม่")
    assert (ignored.outcome.value, ignored.reason) == ("undecided", "no_condition")


def a_file_a_year(request: SiteRequest) -> SiteAnswer:
    """One table for each year, and the latest without one."""
    year = int(request.query.get("year", "2565"))
    text = "\n".join(["name,value", *(f"row {number},{number * year}" for number in range(20))])
    return SiteAnswer(headers={"Content-Type": "text/csv"}, body=text.encode())


def test_a_file_for_each_year_is_no_interface_unless_the_catalog_calls_it_one() -> None:
    assert one(a_file_a_year, "/get.php?year=2564", "csv").reason == "other_file"
    assert one(a_file_a_year, "/get.php?year=2564").reason == "condition"


def only_one_province(request: SiteRequest) -> SiteAnswer:
    """Filters well, and has data of one province."""
    rows = [{"province": "น่าน", "n": number} for number in range(9)]
    return json_answer([row for row in rows if request.query.get("province") in (None, "น่าน")])


def test_a_condition_that_all_of_the_data_meets_is_not_taken_for_ignored() -> None:
    probe = one(only_one_province, "/api?province=น่าน", "json")
    assert (probe.outcome.value, probe.reason) == ("undecided", "nothing_found")


def documented(get: dict[str, Any], **more: Any) -> Site:
    """``own`` with a document, and a page that shows it."""
    document = {"openapi": "3.0.0", "paths": {"/rain": {"get": get}}, "servers": [{"url": "{where}", **more}]}

    def site(request: SiteRequest) -> SiteAnswer:
        if request.path == "/docs":
            return html_answer("<script>SwaggerUIBundle({url: '/v1/openapi.json', dom_id: '#a'})</script>")
        text = json.dumps(document).replace("{where}", "{version}" if "variables" in more else "../api")
        return json_answer(json.loads(text)) if request.path == "/v1/openapi.json" else own(request, Table())

    return site


YEAR = {"name": "year", "in": "query", "schema": {"type": "integer"}}


def test_a_page_that_shows_a_document_leads_to_it_and_names_without_values_are_filled_from_the_data() -> None:
    probe = one(documented({"parameters": [YEAR]}), "/docs")
    assert (probe.interface, probe.reason, probe.condition, probe.period) == ("openapi", "condition", "year=2560", True)


def test_a_server_of_a_document_may_be_written_with_variables() -> None:
    site = documented({"parameters": [{**YEAR, "example": 2561}]}, variables={"version": {"default": "/api"}})
    assert one(site, "/v1/openapi.json").condition == "year=2561"


def test_a_document_without_anything_to_try_says_so() -> None:
    assert one(documented({"parameters": []}), "/v1/openapi.json").reason == "nothing_to_try"
    assert (
        one(documented({"parameters": [{**YEAR, "in": "header", "required": True}]}), "/docs").reason
        == "nothing_to_try"
    )


def test_an_old_catalog_that_cannot_sort_nulls_is_asked_again_without() -> None:
    rows = [
        {"_id": number, "kind": "ab"[number % 2], "วันที่": f"2022-01-{1 + number % 28:02}T00:00:00"}
        for number in range(500)
    ]

    def site(request: SiteRequest) -> SiteAnswer:
        wanted = json.loads(request.query.get("filters", "{}"))
        found = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
        sort = request.query.get("sort", "")
        if "nulls" in sort:
            return json_answer({"success": False, "error": {"__type": "Validation Error"}}, status=409)
        if sort:
            found = sorted(found, key=lambda row: str(row["วันที่"]), reverse=True)
        fields = [{"id": "วันที่", "type": "timestamp"}]
        held = {"records": found[: int(request.query["limit"])], "total": len(found), "fields": fields}
        return json_answer({"success": True, "result": held})

    probe = one(site, "/api/3/action/datastore_search?resource_id=5f0f3f6c-0001")
    assert probe.newest is not None
    assert (probe.reason, probe.newest.isoformat()) == ("condition", "2022-01-28T00:00:00+07:00")


@pytest.mark.parametrize(
    "where", ["http://127.0.0.1:1/x", "http://169.254.169.254/latest", "file:///etc/passwd", "//[", "javascript:x"]
)
def test_a_document_that_points_elsewhere_is_asked_there_by_the_fetcher_alone(where: str) -> None:
    document = {
        "openapi": "3.0.0",
        "servers": [{"url": where}],
        "paths": {"/x": {"get": {"parameters": [{**YEAR, "example": 1}]}}},
    }
    probe = one(lambda request: json_answer(document), "/openapi.json")
    assert probe.reason in ("unreachable", "our_limits", "nothing_to_try")
