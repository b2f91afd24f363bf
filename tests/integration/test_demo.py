"""The demo catalog: what it holds, and what its site answers."""

from __future__ import annotations

import http.client
import json
import re
import socket
import threading
from collections import Counter
from urllib.parse import urlsplit

import pytest

from checker.config import load
from checker.demo import DemoSite, catalog
from checker.demo.answers import ANSWERS
from checker.demo.catalog import written
from checker.demo.files import FILES, content_type

THAI = re.compile("[\u0e01-\u0e5b]")
GIVES_THE_FILE = {"well", "moved", "found", "slow", "busy_once", "error_once", "truncated"}


def get(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=5)
    try:
        connection.request("GET", f"{parts.path}?{parts.query}", headers=headers)
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
    finally:
        connection.close()


@pytest.fixture(scope="module")
def demo():
    with DemoSite() as running:
        yield running


@pytest.fixture(scope="module")
def links(demo) -> dict[str, str]:
    """Resource name → URL."""
    found = json.loads(get(f"{demo.base_url}/api/3/action/package_search?rows=100")[2])["result"]["results"]
    return {resource["name"]: resource["url"] for package in found for resource in package["resources"]}


def test_three_agencies_hold_some_thirty_datasets():
    packages = catalog("http://127.0.0.1:1")
    assert Counter(package["organization"]["title"] for package in packages) == {
        "กรมตัวอย่าง": 17,
        "สำนักงานสาธิตข้อมูล (องค์การมหาชน)": 8,
        "สำนักงานนโยบายทดลอง": 7,
    }
    assert len({package["name"] for package in packages}) == len({package["id"] for package in packages}) == 32
    assert [package["name"] for package in packages if package["private"]] == ["dataset_111_02"]


def test_the_catalog_is_the_same_each_time():
    assert catalog("http://127.0.0.1:1") == catalog("http://127.0.0.1:1")


def test_every_file_and_answer_is_used_and_exists():
    resources = [resource for dataset in written().datasets for resource in dataset.resources]
    given = {resource.file for resource in resources if resource.file and resource.answer in GIVES_THE_FILE}
    assert given - set(FILES) - {"courses-old.xml"} == set()
    assert set(FILES) <= {resource.file for resource in resources}
    assert {resource.answer for resource in resources} == set(ANSWERS)


@pytest.mark.parametrize("name", FILES)
def test_a_file_has_a_type_and_the_same_bytes_each_time(name):
    assert FILES[name]() == FILES[name]()
    assert content_type(name) != "application/octet-stream"


def test_files_are_what_their_names_say():
    signatures = {
        "xlsx": b"PK",
        "zip": b"PK",
        "docx": b"PK",
        "pdf": b"%PDF",
        "png": b"\x89PNG",
        "xls": b"\xd0\xcf\x11\xe0",
    }
    for name, make in FILES.items():
        assert make().startswith(signatures.get(name.rpartition(".")[2], b"")), name
    assert FILES["satisfaction.csv"]().decode("cp874").startswith("เดือน,จุดบริการ")
    assert FILES["permits-daily.csv"]().decode("utf-8-sig").startswith("วันที่,เขต")


def test_the_site_is_a_catalog(demo):
    status = json.loads(get(f"{demo.base_url}/api/3/action/status_show")[2])["result"]
    assert (status["site_title"], status["thaigdc_version"]) == ("ระบบบัญชีข้อมูลสาธิต", "2.2.4")
    found = json.loads(get(f"{demo.base_url}/api/3/action/package_search?fq=organization:{demo.organization}")[2])
    assert found["result"]["count"] == 16
    assert get(demo.catalog_url)[0] == 200


TROUBLES = {
    "คำขอใบอนุญาตรายวัน": 200,
    "ระยะเวลาพิจารณาเฉลี่ย": 301,
    "ใบอนุญาตออนไลน์รายไตรมาส": 302,
    "เรื่องร้องเรียน ปี 2565": 404,
    "เรื่องร้องเรียน ปี 2564": 200,
    "แบบฟอร์มคำขอ": 200,
    "ทำเนียบบุคลากร": 401,
    "ตัวชี้วัดนโยบาย": 403,
    "คลังเอกสาร": 410,
    "งบประมาณตามแผนงาน": 500,
    "เอกสารเชิงนโยบาย ฉบับที่ 1": 302,
}


@pytest.mark.parametrize("name", TROUBLES)
def test_a_link_answers_with_its_trouble(links, name):
    assert get(links[name])[0] == TROUBLES[name]


@pytest.mark.parametrize("name", ["ระยะเวลาพิจารณาเฉลี่ย", "ใบอนุญาตออนไลน์รายไตรมาส"])
def test_a_redirect_leads_to_the_file(demo, links, name):
    location = get(links[name])[1]["location"]
    assert get(f"{demo.base_url}{location}")[0] == 200


def test_a_loop_leads_back(demo, links):
    first = get(links["เอกสารเชิงนโยบาย ฉบับที่ 1"])[1]["location"]
    second = get(f"{demo.base_url}{first}")[1]["location"]
    assert get(f"{demo.base_url}{second}")[1]["location"] == first


@pytest.mark.parametrize("name", ["เรื่องร้องเรียน ปี 2564", "แบบฟอร์มคำขอ", "อัตราค่าธรรมเนียม"])
def test_a_page_stands_where_a_file_should(links, name):
    status, headers, body = get(links[name])
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert THAI.search(body.decode())


@pytest.mark.parametrize(("name", "status"), [("วันหยุดของจุดบริการ", 429), ("ระดับน้ำรายวัน", 500)])
def test_a_passing_trouble_passes(name, status):
    with DemoSite() as fresh:
        url = next(r["url"] for p in catalog(fresh.base_url) for r in p["resources"] if r["name"] == name)
        assert [get(url)[0] for _ in range(3)] == [status, 200, 200]


def test_a_truncated_file_promises_more_than_it_sends(links):
    with pytest.raises(http.client.IncompleteRead):
        get(links["ทุนสนับสนุนนวัตกรรม (สำเนา)"])


def test_nothing_listens_on_the_dead_port(links):
    with pytest.raises(ConnectionRefusedError):
        get(links["หลักสูตรอบรม (ระบบเดิม)"])


def test_the_data_interface_takes_conditions(demo):
    target = f"{demo.base_url}/api/3/action/datastore_search?resource_id="
    permits = next(r for p in catalog(demo.base_url) for r in p["resources"] if r["datastore_active"])
    whole = json.loads(get(f"{target}{permits['id']}&limit=1")[2])["result"]
    part = json.loads(get(f'{target}{permits["id"]}&limit=1&filters=%7B"%E0%B9%80%E0%B8%82%E0%B8%95":"x"%7D')[2])[
        "result"
    ]
    assert (whole["total"], part["total"]) == (2700, 0)


def test_the_plan_names_the_running_site(demo):
    text = demo.plan.decode()
    assert f"catalog_url: {demo.catalog_url}\n" in text
    assert "http://127.0.0.1/" not in text


def test_the_settings_of_a_demo_run_let_loopback_in_and_nothing_else(demo):
    settings = load(None, {}, demo.settings)
    assert (settings.allow_networks, settings.confirm_after) == (("127.0.0.1/32",), 1.0)


def test_the_remark_says_in_both_languages_that_it_is_fictitious(demo):
    thai, english = demo.remark
    assert "สมมติ" in thai
    assert "fictitious" in english


def test_nothing_is_left_running_():
    before = threading.active_count()
    with DemoSite() as demo:
        assert get(demo.base_url)[0] == 200
    assert threading.active_count() == before
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", urlsplit(demo.base_url).port)):
        pass
