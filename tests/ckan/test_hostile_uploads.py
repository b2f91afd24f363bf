"""Files that are none, or that blow up: they are refused in words and in time, and nothing of them stays."""

from __future__ import annotations

import base64
import io
import time
import zipfile
from functools import cache

import pytest
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckanext.dgmaturity.checking.own import Own
from ckanext.dgmaturity.telling.webhooks import deliver
from desk_values import Office, upload, value
from rules_values import call, created

from checker.config import Settings
from checker.model import Request
from checker.testing import a_record, a_workbook

pytestmark = [pytest.mark.permuted, pytest.mark.usefixtures("extension", "ckan_config")]
ALIASES = "a: &a [ก,ก,ก,ก,ก,ก,ก,ก,ก]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefghi", "bcdefghij", strict=True)
)
ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData>&a;</sheetData></worksheet>'


def packed(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return stream.getvalue()


def bomb(body):
    """The workbook with its first sheet in this text."""
    source = zipfile.ZipFile(io.BytesIO(a_workbook(a_record("bomb"))))
    parts = {name: source.read(name) for name in source.namelist()}
    return packed({**parts, "xl/worksheets/sheet2.xml": body})


FILES = {
    "zeros": lambda: bomb(b"<worksheet><sheetData>" + b" " * 200_000_000),
    "entities": lambda: bomb(ENTITIES),
    "an entity from outside": lambda: bomb(OUTSIDE),
    "a zip in a zip": lambda: packed({"a.zip": packed({"b": b"0" * 10_000_000})}),
    "paths that lead out": lambda: packed({"../../../../tmp/hostile.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}),
    "a page": lambda: b"<html><script>alert(1)</script></html>",
    "a program": lambda: b"MZ\x90\x00" + b"\x00" * 500,
    "aliases": lambda: ALIASES.encode(),
    "an object of Python": lambda: b"!!python/object/apply:os.system ['touch /tmp/hostile']",
    "depth": lambda: b"[" * 100_000,
    "nothing": lambda: b"",
    "spaces": lambda: b" \n" * 1000,
    "half a letter": lambda: b"\xed\xa0\x80: \xff",
}


@cache
def body_of(kind):
    return FILES[kind]()


@pytest.fixture(scope="module")
def office(extension):
    return Office()


@pytest.mark.parametrize("name", ["x.xlsx", "../../x.yml", "<script>"])
@pytest.mark.parametrize("kind", FILES)
def test_a_plan_that_is_none_is_refused_in_time(office, kind, name):
    body, started = body_of(kind), time.monotonic()
    with pytest.raises(tk.ValidationError) as refused:
        office.call("plan_create", upload=upload(body, name))
    assert "root:" not in str(refused.value.error_dict)
    assert time.monotonic() - started < 30
    assert office.call("plan_list") == []


@pytest.mark.parametrize("name", ["x.xlsx", "x.ods"])
@pytest.mark.parametrize("kind", FILES)
def test_a_workbook_that_is_none_is_refused_or_told_in_time(office, kind, name):
    body, started = body_of(kind), time.monotonic()
    try:
        told = office.call("workbook_check", user=office.editor, upload=upload(body, name))
    except tk.ValidationError as error:
        told = {"state": "failed", "error": error.error_dict}
    assert told["state"] == "failed" or not [each for each in told["datasets"] if each["kind"] == "new"]
    assert "root:" not in str(told)
    assert time.monotonic() - started < 30


@pytest.mark.parametrize("depth", [100, 900, 5_000])
def test_a_plan_without_end_is_refused(office, depth):
    plan = value(("A", "ก"))
    for _ in range(depth):
        plan = {"issues": [plan]}
    with pytest.raises(tk.ValidationError):
        office.call("plan_create", plan=plan)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/x", "http://169.254.169.254/latest", "http://[::1]/", "http://0/",
                                 "http://localhost/", "http://10.0.0.1/", "file:///etc/passwd", "http://2130706433/",
                                 "gopher://127.0.0.1/", "http://[::ffff:127.0.0.1]/"])  # fmt: skip
def test_no_message_goes_to_a_private_address(url):
    assert deliver(url, {"event": "x"}, waits=()) is False


@pytest.mark.parametrize("more", ["&id={other}", "&id={other}&limit=1", "&resource_id={other}", "&records_format=csv"])
def test_a_link_to_a_table_of_its_own_does_not_read_another(site, more):
    site_url = tk.config["ckan.site_url"]
    dataset = created()
    mine, other = (
        call("datastore_create", resource={"package_id": each["id"]}, records=[{"a": "ก"}])["resource_id"]
        for each in (dataset, created())
    )
    package = call("package_show", id=dataset["id"])
    own = Own([package], site_url, Settings())
    address = f"{site_url}/api/3/action/datastore_search?resource_id={mine}"
    assert own.knows(Request(key="a", url=address))
    assert not own.knows(Request(key="a", url=address + more.format(other=other)))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a\r\nSet-Cookie: x=1.xlsx", "aSet-Cookie: x=1"),
        ("../../รายงาน.xlsx", "รายงาน"),
        ("C:\\x\\a\u202excod.xlsx", "axcod"),
        ("/", "workbook"),
    ],
)
def test_a_name_of_a_file_is_shown_and_breaks_no_download(app, name, kept):
    user = factories.UserWithToken()
    group = factories.Organization(users=[{"name": user["name"], "capacity": "editor"}])
    content = base64.b64encode(a_workbook(a_record("x"))).decode()
    asked = {"organization_id": group["id"], "name": name, "content": content}
    token = {"Authorization": user["token"]}
    batch = app.post("/api/3/action/dgmaturity_workbook_check", json=asked, headers=token).json["result"]
    assert batch["name"] == f"{kept}.xlsx"
    page = f"/organization/{group['name']}/dgmaturity/workbook/{batch['id']}/coloured.xlsx"
    assert app.get(page, headers=token).status_code == 200
