"""A real CKAN 2.12, filled with real records through its API, scanned over HTTP."""

from __future__ import annotations

import json

import pytest

import checker
from checker.testing import serve
from tests.acceptance.filling import fill
from tests.acceptance.real_records import KEPT, records, site
from tests.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.slow]


@pytest.fixture(scope="module")
def scanned(stack: Stack, tmp_path_factory) -> tuple[list[str], dict]:
    """The names that were put in, and ``report.json``."""
    folder = tmp_path_factory.mktemp("ckan")
    held = records(KEPT)
    with serve(site(held)) as files_url:
        names = fill(stack.ckan_url, stack.token, held, files_url)
        run = checker.scan(
            stack.ckan_url, store=folder / "dgcheck.sqlite", allow_networks=("127.0.0.1/32",), host_interval=0.0
        )
    checker.report(checker.score(run), folder, formats=("html", "xlsx", "json"))
    return names, json.loads((folder / "report.json").read_text(encoding="utf-8"))


def test_it_is_known_as_what_it_is(scanned, stack: Stack):
    catalog = scanned[1]["catalog"]
    assert (catalog["software"], catalog["ckan_version"], catalog["outcome"]) == ("ckan", "2.12.0", "passed")


def test_every_dataset_is_accounted_for(scanned):
    names, report = scanned
    assert len(names) >= 50
    assert sorted(held["name"] for held in report["datasets"]) == sorted(names)
    assert (report["catalog"]["declared"], report["catalog"]["held"]) == (len(names), len(names))
    assert report["catalog"]["unreadable"] == []
    assert report["totals"]["unreconciled"] == 0


def test_every_link_has_a_verdict(scanned):
    links = [link for held in scanned[1]["datasets"] for link in held["resources"]]
    assert len(links) == sum(len(record["resources_list"]) for record in records(KEPT))
    odd = {
        (link["url"].rpartition(".")[2], link["declared"], link["verdict"]) for link in links if link["verdict"] != "ok"
    }
    assert odd == {("", "", "invalid_url"), ("", "XML", "invalid_url"), ("ods", "DOC", "mismatch")}


def test_none_has_all_items_because_plain_ckan_has_no_place_for_them(scanned):
    assert all(held["items_complete"]["passed"] < 14 for held in scanned[1]["datasets"])
