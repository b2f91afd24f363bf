"""The conversion of the real records, and the site that serves them."""

from __future__ import annotations

import http.client
import json
from collections import Counter
from urllib.parse import urlsplit

import checker
from checker.testing import serve
from tests.acceptance.made_files import MAKERS
from tests.acceptance.real_records import KEPT, as_package, loopback, made_format, records, site


def get(base_url: str, target: str) -> tuple[int, str, bytes]:
    parts = urlsplit(base_url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    try:
        connection.request("GET", target)
        response = connection.getresponse()
        return response.status, response.headers["Content-Type"], response.read()
    finally:
        connection.close()


def test_the_kept_part_holds_sixty_datasets():
    assert len(records(KEPT)) == 60


def test_a_record_becomes_a_package_without_what_it_does_not_hold():
    record = records(KEPT)[0]
    package = as_package(record, "http://127.0.0.1:1")
    assert package["title"] == record["title"]
    assert package["organization"]["title"] == record["org"]
    assert [tag["name"] for tag in package["tags"]] == record["tags"]
    assert {"maintainer", "maintainer_email", "data_type", "objective", "extras"} & set(package) == set()
    assert len(package["resources"]) == len(record["resources_list"])


def test_a_link_keeps_its_host_as_a_path():
    assert loopback("https://data.go.th/a/b.csv?x=1", "http://h:1") == "http://h:1/data.go.th/a/b.csv?x=1"
    assert loopback("", "http://h:1") == ""


def test_the_file_is_of_the_format_that_the_url_ends_in_else_of_the_declared_one():
    assert made_format("https://x/a.xls", "XSL") == "xls"
    assert made_format("https://x/a.gml", "MAP") == "gml"
    assert made_format("https://x/dl.php?nid=1", "MAP") == "kml"
    assert made_format("https://x/dl.php?nid=1", None) == "csv"


def test_every_record_and_every_link_is_answered():
    held = records()
    with serve(site(held)) as base:
        status, _, body = get(base, "/api/3/action/package_search?rows=1000")
        packages = json.loads(body)["result"]["results"]
        assert (status, len(packages), len({package["id"] for package in packages})) == (200, len(held), len(held))
        urls = {resource["url"] for package in packages for resource in package["resources"]}
        for url in urls - {""}:
            parts = urlsplit(url)
            status, content_type, body = get(base, f"{parts.path}?{parts.query}")
            assert (url, status, bool(body)) == (url, 200, True)
            assert content_type in {made for made, _ in MAKERS.values()}


def test_a_scan_accounts_for_every_record_and_link(tmp_path):
    held = records()
    with serve(site(held)) as base:
        run = checker.scan(base, store=tmp_path / "dgcheck.sqlite", allow_networks=("127.0.0.1/32",), host_interval=0.0)
    checker.report(checker.score(run), tmp_path, formats=("html", "xlsx", "json"))
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert Counter(dataset["name"] for dataset in report["datasets"]) == Counter(record["id"] for record in held)
    assert report["totals"]["resources"] == sum(len(record["resources_list"]) for record in held)
    assert report["totals"]["unreconciled"] == 0
    assert {verdict for verdict, count in report["totals"]["by_verdict"].items() if count} == {
        "ok",
        "mismatch",
        "invalid_url",
    }
    assert all(dataset["items_complete"]["passed"] <= 5 for dataset in report["datasets"])
    assert "ไฟล์ที่ปลายลิงก์สร้างขึ้น" in report["catalog"]["title"]
    grades = [(each, dataset) for dataset in report["datasets"] for each in dataset["openness"]["grades"]]
    assert {each["outcome"] for each, _ in grades} <= {"passed", "failed", "cannot_tell"}
    evidence = {line["id"] for line in report["evidence"]}
    for each, dataset in grades:
        if each["distribution"] is not None:
            assert each["evidence_id"] in evidence, (each, dataset["name"])
        if each["reason"] in ("structure_report", "granularity_period", "granularity_area", "document_scan"):
            whole_layer = each["params"].get("area") == "point"  # its geometry tells, and no cell
            assert each["at"]["row"] or each["at"]["page"] or whole_layer, (each, dataset["name"])
    reasons = Counter(each["reason"] for each, _ in grades)
    assert {"structure_report", "structure_table", "granularity_period", "granularity_area"} <= reasons.keys()
