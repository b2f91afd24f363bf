"""Packages of a size that no honest catalog has are read as any other, as far as anyone looks at them."""

from __future__ import annotations

import json
import tracemalloc
from datetime import datetime, timezone
from typing import Any

import pytest

from checker.discover import packages
from checker.discover.large import LARGE, MOST_MEMBERS
from checker.model import CatalogState, Note, Page
from checker.normalise import normalise
from checker.run.warnings import cut_off, cut_warnings

AT = datetime(2026, 1, 5, tzinfo=timezone.utc)


def page(kind: str, body: bytes) -> Page:
    return Page(number=1, kind=kind, url="https://a.go.th/", at=AT, count=1, body=body, sha256="", cursor="")


def search(*found: Any) -> bytes:
    return json.dumps({"success": True, "result": {"count": len(found), "results": found}}).encode()


def resources(count: int) -> list[dict[str, str]]:
    return [{"id": f"r{number}", "url": f"https://a.go.th/{number}.csv"} for number in range(count)]


SMALL = {"id": "s", "name": "small", "title": "เล็ก", "notes": "ก" * 5000, "extras": [{"key": "k", "value": "v"}]}
BIG = {"id": "b", "name": "big", "title": "ใหญ่", "tags": [{"name": f"t{n}"} for n in range(20_000)]}
BIG = {**BIG, "resources": resources(100_000), "private": False}


@pytest.mark.parametrize("kind", ["ckan_search", "ckan_show"])
def test_a_large_package_is_what_it_would_be_read_in_one_piece(kind: str) -> None:
    body = search(BIG, SMALL) if kind == "ckan_search" else json.dumps({"success": True, "result": BIG}).encode()
    assert len(body) > LARGE
    found = list(packages(page(kind, body)))
    assert [each["name"] for each in found] == (["big", "small"] if kind == "ckan_search" else ["big"])
    assert normalise(found[0]) == normalise(BIG)
    assert found[1:] == ([SMALL] if kind == "ckan_search" else [])
    assert (len(found[0]["resources"]), found[0]["resources"][:MOST_MEMBERS]) == (100_000, resources(MOST_MEMBERS))


def test_a_million_resources_take_no_more_memory_than_what_is_read_of_them() -> None:
    body = search({"id": "b", "name": "big", "resources": [{"url": "a"}] * 1_000_000})
    tracemalloc.start()
    (found,) = packages(page("ckan_search", body))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 150_000_000
    dataset = normalise(found)
    assert len(dataset.distributions) == 10_000
    assert Note(code="cut", path="resources", before="1000000", after="10000") in dataset.notes


def test_what_is_cut_is_warned_of_with_its_numbers() -> None:
    cut = cut_off(normalise(BIG))
    assert cut == ["big (tag_string: 1000 / 20000)", "big (resources: 10000 / 100000)"]
    (warning,) = cut_warnings(cut * 4, CatalogState(url="https://a.go.th"))
    assert (warning.code, warning.severity) == ("cut_off", "warning")
    assert "big (resources: 10000 / 100000)" in warning.en
    assert warning.en.endswith(" …")
    assert list(cut_warnings(cut_off(normalise(SMALL)), CatalogState(url=""))) == []


@pytest.mark.parametrize(
    "value",
    ["[" * 100_000, '"half \\ud83d a pair"', '"\x00\x1b"', "9" * 5000, "NaN", '"' + "ก" * 3_000_000 + '"', "{", "nul"],
)
def test_whatever_stands_in_a_large_package_the_others_are_read(value: str) -> None:
    filler = json.dumps({"id": "f", "name": "filler", "notes": "x" * LARGE})
    body = f'{{"success": true, "result": {{"count": 2, "results": [{filler}, {{"id": "e", "extras": {value}}}]}}}}'
    for found in packages(page("ckan_search", body.encode())):
        normalise(found)


def test_two_keys_of_one_name_say_what_the_last_says() -> None:
    body = search(SMALL).replace(b'"title":', b'"title": "first", "title":')
    assert [each["title"] for each in packages(page("ckan_search", body))] == ["เล็ก"]
