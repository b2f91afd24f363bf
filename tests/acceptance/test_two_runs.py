"""What two scans of one catalog tell together: is it the same link, are they the same bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from checker.testing import SiteAnswer, SiteRequest, a_package, a_resource, ckan_site, serve
from tests.acceptance.line import QUICK, dgcheck, report

FIRST = "ปี,เดือน,จังหวัด,จำนวน\n2564,1,เชียงใหม่,5\n".encode()
SECOND = FIRST + "2564,2,ขอนแก่น,6\n".encode()


def scanned(url: str, folder: Path) -> dict[str, Any]:
    dgcheck("scan", url, "--store", folder / "s.sqlite", "--out", folder, "--format", "json", *QUICK)
    return report(folder)


def channel(found: dict[str, Any], name: str) -> str:
    dataset = next(each for each in found["datasets"] if each["name"] == name)
    grades = dataset["openness"]["grades"]
    return str(next(each["reason"] for each in grades if each["criterion"] == "channel"))


def freshness(found: dict[str, Any], name: str) -> str:
    dataset = next(each for each in found["datasets"] if each["name"] == name)
    return str(next(each["reason"] for each in dataset["findings"] if each["check"] == "freshness"))


def test_a_second_scan_knows_the_links_of_the_first(tmp_path: Path) -> None:
    now = {"stay": "/stay.csv", "move": "/old.csv", "anew": "/1.csv"}
    files = dict.fromkeys(("/stay.csv", "/old.csv", "/new.csv", "/1.csv", "/2.csv"), FIRST)

    def a_dataset(name: str, base: str) -> dict[str, Any]:
        identity = f"r-{name}-{now[name]}" if name == "anew" else f"r-{name}"
        resource = a_resource(id=identity, url=f"{base}{now[name]}", last_modified=None)
        fields = {"single_source_of_truth": "True", "update_frequency_unit": "วัน", "last_updated_date": ""}
        return a_package(id=f"id-{name}", name=name, title=f"ชุด {name}", resources=[resource], **fields)

    def site(request: SiteRequest) -> SiteAnswer:
        return ckan_site(lambda base: [a_dataset(name, base) for name in now], files=files)(request)

    with serve(site) as url:
        first = scanned(url, tmp_path)
        now["move"], now["anew"], files["/stay.csv"] = "/new.csv", "/2.csv", SECOND
        second = scanned(url, tmp_path)
        told = dgcheck("history", "latest", "stay", "--store", tmp_path / "s.sqlite", "--json").stdout
        moved = dgcheck("history", "latest", f"{url}/new.csv", "--store", tmp_path / "s.sqlite", "--lang", "en").stdout
    assert channel(first, "move").startswith("channel_middle")
    assert channel(second, "move").startswith("channel_not_stable")
    assert channel(second, "anew").startswith("channel_not_stable")  # taken down, and put up as a resource of its own
    assert channel(second, "stay").startswith("channel_middle")
    assert freshness(second, "stay") == "fresh_changed"
    (stay,) = json.loads(told)
    assert [(seen["bytes"], seen["moved"]) for seen in stay["seen"]] == [("first", False), ("changed", False)]
    assert f"new address: {url}/new.csv · same bytes as before" in moved
