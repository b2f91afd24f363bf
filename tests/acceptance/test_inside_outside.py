"""The same site checked from the inside and scanned from outside: of every public dataset the same is found.

The site is a real CKAN with the extension. It holds real records, the demo's datasets (links of every kind of trouble),
uploads, a table of the DataStore, Thai keywords, private datasets.

What may differ, and is left out here: the entity tag, the content type and the time stamps that a server sends with an
upload (nothing is graded by them), and with them the hash of the evidence of the link. On plain storage a file that is
gone is an error of the server from outside (CKAN 2.12's own answer is 500) and ``missing`` from the inside.
"""

from __future__ import annotations

import io
import json
import os
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ckanapi import RemoteCKAN, ValidationError

from checker.demo import DemoSite
from checker.demo.catalog import catalog
from checker.testing import serve
from tests.acceptance import real_records
from tests.acceptance.line import dgcheck
from tests.stack import Stack
from tests.stack.demo import _flat as as_form
from tests.stack.sites import Site, prepared, serving

pytestmark = [pytest.mark.stack, pytest.mark.slow]

OPTIONS = {
    "ckanext.dgmaturity.enforcement": "report",
    "ckanext.dgmaturity.allow_networks": "127.0.0.0/8",
    "ckanext.dgmaturity.confirm_after": "1",
    "ckan.max_resource_size": "20",
}
SCAN = ("--allow-network", "127.0.0.0/8", "--confirm-after", "1", "--confirm-wait", "30", "--set", "connections=16")
TABLE = "รหัส,จังหวัด,เดือน,จำนวน\n" + "".join(f"{n},เชียงใหม่,2564-{n % 12 + 1:02},{n * 7}\n" for n in range(1, 90))
OWN = {
    "title": "สถิติผู้รับบริการรายเดือน", "notes": "จำนวนผู้รับบริการรายเดือนของทุกสำนักงานในจังหวัด",
    "data_type": "ข้อมูลสถิติ", "maintainer": "กองสถิติ", "maintainer_email": "stat@agency.example",
    "tag_string": "ผู้รับบริการ,สถิติ", "objective": ["พันธกิจหน่วยงาน"], "update_frequency_unit": "เดือน",
    "update_frequency_interval": "1", "geo_coverage": "จังหวัด", "data_source": "ระบบบริการ", "data_format": ["CSV"],
    "data_category": "ข้อมูลสาธารณะ", "license_id": "Open Data Common",
}  # fmt: skip
Outcome = dict[str, Any]


def zipped(name: str, body: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(name, body)
    return held.getvalue()


UPLOADS = {
    "uploaded-csv": ("services.csv", "CSV", TABLE.encode()),
    "uploaded-cp874": ("services.csv", "CSV", TABLE.encode("cp874")),
    "uploaded-large": ("long.csv", "CSV", TABLE.encode() * 200),
    "uploaded-zip": ("packed.zip", "ZIP", zipped("services.csv", TABLE.encode())),
    "uploaded-wrong": ("picture.csv", "CSV", b"\x89PNG\r\n\x1a\n" + bytes(300)),
    "uploaded-empty": ("empty.csv", "CSV", b"a,b\n"),
    "uploaded-json": ("rows.json", "JSON", json.dumps([{"ปี": 2564, "จำนวน": n} for n in range(30)]).encode()),
}


def upload(api: RemoteCKAN, package: str, name: str, form: str, body: bytes) -> Outcome:
    return api.call_action(
        "resource_create", {"package_id": package, "name": name, "format": form}, files={"upload": (name, body)}
    )


def create(api: RemoteCKAN, package: Outcome) -> None:
    """A dataset as far as the form takes it: new input that it refuses is left out."""
    try:
        api.call_action("package_create", package)
    except ValidationError as error:
        refused = error.error_dict.keys()
        api.call_action("package_create", {key: value for key, value in package.items() if key not in refused})


def fill(api: RemoteCKAN, demo: DemoSite, records_url: str) -> None:
    """Everything that the site holds."""
    for package in catalog(demo.base_url):
        name = package["organization"]["name"]
        if name not in api.action.organization_list():
            api.action.organization_create(name=name, title=package["organization"]["title"])
        create(api, as_form(package))
    for record in real_records.records(real_records.KEPT)[:20]:
        package = real_records.as_package(record, records_url)
        organization = package.pop("organization")
        if organization["name"] not in api.action.organization_list():
            api.action.organization_create(**organization)
        create(api, package)
    owner = api.action.organization_create(name="own", title="สำนักงานสถิติ")["id"]
    for name, (file, form, body) in UPLOADS.items():
        api.action.package_create(name=name, owner_org=owner, **OWN)
        upload(api, name, file, form, body)
    with_table(api, owner)
    private = api.action.package_create(name="kept-private", owner_org=owner, private=True, **OWN)
    upload(api, private["id"], "services.csv", "CSV", TABLE.encode())


def with_table(api: RemoteCKAN, owner: str) -> None:
    api.action.package_create(name="in-datastore", owner_org=owner, **OWN, single_source_of_truth="True")
    resource = upload(api, "in-datastore", "services.csv", "CSV", TABLE.encode())
    rows = [{"month": f"2564-{n % 12 + 1:02}", "province": "เชียงใหม่" if n % 2 else "ลำพูน", "n": n} for n in range(60)]
    api.action.datastore_create(resource_id=resource["id"], force=True, records=rows)


class Checked:
    """What both sides found."""

    def __init__(
        self, inside: Outcome, outside: Outcome, told: dict[str, Outcome], forms: dict[str, Outcome], private: set[str]
    ) -> None:
        self.inside = {each["id"]: each for each in inside["datasets"]}
        self.outside = {each["id"]: each for each in outside["datasets"]}
        self.told, self.forms, self.private = told, forms, private


@pytest.fixture(scope="module")
def checked(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checked]:
    folder = tmp_path_factory.mktemp("both")
    site = prepared(stack, "both", options=OPTIONS)
    token = site.administrator()
    records = real_records.site(real_records.records(real_records.KEPT))
    with DemoSite() as demo, serve(records) as records_url, serving(site), RemoteCKAN(site.url, apikey=token) as api:
        fill(api, demo, records_url)
        _age(_storage(site))
        site.ckan("dgmaturity", "check", "--all", "--quiet")
        yield Checked(_inside(site, folder), _outside(site, folder), *_told(api))


def _age(storage: Path) -> None:
    """The uploads are of yesterday: a file that is as new as the look at it tells nothing of its age."""
    day_before = time.time() - 86_400
    for file in (storage / "resources").rglob("*"):
        if file.is_file():
            os.utime(file, (day_before, day_before))


def _storage(site: Site) -> Path:
    found = re.search(r"^ckan.storage_path = (.*)$", site.ini.read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None
    return Path(found[1])


def _inside(site: Site, folder: Path) -> Outcome:
    site.ckan("dgmaturity", "report", "--format", "json", "--canonical", "--out", str(folder / "in"))
    found: Outcome = json.loads((folder / "in" / "report.json").read_bytes())
    return found


def _outside(site: Site, folder: Path) -> Outcome:
    dgcheck("scan", site.url, "--store", folder / "out.sqlite", "--out", folder / "scan", "--format", "json", "--quiet",
            *SCAN, seconds=300)  # fmt: skip
    dgcheck("report", "latest", "--store", folder / "out.sqlite", "--format", "json", "--canonical", "--out",
            folder / "out", "--quiet")  # fmt: skip
    found: Outcome = json.loads((folder / "out" / "report.json").read_bytes())
    return found


def _told(api: RemoteCKAN) -> tuple[dict[str, Outcome], dict[str, Outcome], set[str]]:
    held = api.action.package_search(include_private=True, rows=500)["results"]
    shown = {each["name"]: api.action.dgmaturity_dataset_show(id=each["id"]) for each in held}
    private = {each["name"] for each in held if each["private"]}
    forms = {}
    for name, each in shown.items():
        package = api.action.package_show(id=name)
        fields = {key: value for key, value in package.items() if isinstance(value, str)}
        fields |= {key: package[key] for key in ("objective", "data_format") if package.get(key)}
        forms[each["id"]] = api.call_action("dgmaturity_form_verdict", {**fields, "id": each["id"]})
    return {each["id"]: each for each in shown.values()}, forms, private


def told_apart(one: Outcome, other: Outcome) -> list[str]:
    """The names of what differs."""
    return [key for key in sorted(one.keys() | other.keys()) if one.get(key) != other.get(key)]


def test_the_scan_sees_every_public_dataset_and_no_other(checked: Checked) -> None:
    hidden = {checked.inside[name]["name"] for name in checked.inside.keys() - checked.outside.keys()}
    assert hidden == checked.private
    assert "kept-private" in hidden
    assert checked.outside.keys() <= checked.inside.keys()
    assert len(checked.outside) > 35


def test_every_public_dataset_has_the_same_line_on_both_sides(checked: Checked) -> None:
    differing = {
        each["name"]: told_apart(each, checked.inside[name])
        for name, each in checked.outside.items()
        if each != checked.inside[name]
    }
    assert differing == {}


def test_the_line_is_the_same_byte_for_byte(checked: Checked) -> None:
    for name, each in checked.outside.items():
        mine, theirs = (json.dumps(side, sort_keys=True) for side in (checked.inside[name], each))
        assert mine == theirs


def test_both_sides_hold_every_kind_of_trouble(checked: Checked) -> None:
    verdicts = {resource["verdict"] for each in checked.outside.values() for resource in each["resources"]}
    assert {"ok", "moved", "missing", "mismatch", "empty", "server_error"} <= verdicts
    tiers = {tier for each in checked.outside.values() for tier in each["openness"]["criteria"].values()}
    assert {"none", "basic", "middle", "advanced"} <= tiers


def test_what_the_action_tells_is_what_the_scan_finds(checked: Checked) -> None:
    for name, each in checked.outside.items():
        told = checked.told[name]
        assert {item["no"]: item["outcome"] for item in told["items"]} == each["items"]
        assert told["openness"]["points"] == each["openness"]["points"]
        assert {one["id"]: one["tier"] for one in told["openness"]["criteria"]} == each["openness"]["criteria"]
        assert [one["verdict"] for one in told["links"]] == [one["verdict"] for one in each["resources"]]
        assert told["stars"] == each["stars"]
        assert not told["late"]


def test_what_the_form_says_is_what_the_check_found(checked: Checked) -> None:
    for name, form in checked.forms.items():
        told = checked.told[name]
        assert {each["no"]: each["outcome"] for each in form["items"]} == {
            each["no"]: each["outcome"] for each in told["items"]
        }
        assert (form["passed"], form["informative"]) == (told["passed"], told["informative"])
