"""What a scan reads inside files, in this process and in others: in ``report.json``, by the command line."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from checker.config import Settings
from checker.content import Content
from checker.read import Job
from checker.run.inside import Desk
from checker.store import Store
from checker.testing import Site, SiteAnswer, SiteRequest, a_package, a_resource, ckan_site, file_answer, serve
from tests.acceptance.line import DAY, QUICK, canonical, dgcheck, report

DAILY = "วันที่,อำเภอ,จำนวนคำขอ\n" + "".join(f"2022-0{m}-1{d},เมืองเชียงใหม่,{m * d}\n" for m in (1, 2, 3) for d in range(9))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(*rows: tuple[object, ...], merged: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def large_workbook() -> bytes:
    """Over one ranged read, and told by its end alone."""
    rows = [(f"2022-01-{1 + number % 28:02}", f"รหัส {number * 7919 % 100_003}", number) for number in range(30_000)]
    return workbook(("วันที่", "รหัสรายการ", "จำนวน"), *rows)


def bomb() -> bytes:
    """An XLSX whose sheet unpacks to a gigabyte of nothing."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(1024):
                sheet.write(b" " * 1_048_576)
    return whole.getvalue()


def package(name: str, *files: str, base: str) -> dict[str, Any]:
    resources = [
        a_resource(id=f"{name}-{number}", name=file, url=f"{base}/{file}", format=file.rpartition(".")[2].upper())
        for number, file in enumerate(files)
    ]
    return a_package(id=f"id-{name}", name=name, title=f"ชุด {name}", resources=resources)


def scanned(url: str, folder: Path, *extra: object) -> dict[str, Any]:
    dgcheck("scan", url, "--store", folder / "s.sqlite", "--out", folder, "--format", "json", *DAY, *QUICK, *extra)
    return report(folder)


def dataset(found: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in found["datasets"] if each["name"] == name)


def grades(found: dict[str, Any], name: str) -> dict[str, tuple[str, str, str]]:
    told = dataset(found, name)["openness"]["grades"]
    return {each["criterion"]: (each["outcome"], each["tier"], each["reason"]) for each in told}


def counted(asked: Counter[str], body: bytes, content_type: str = "application/octet-stream") -> Site:
    def site(request: SiteRequest) -> SiteAnswer:
        asked[request.target] += 1
        return file_answer(request, body, content_type)

    return site


def test_tables_are_read_wherever_their_bytes_tell_and_each_is_fetched_no_more_than_it_must(tmp_path: Path) -> None:
    asked: Counter[str] = Counter()
    clean = workbook(("ปี", "จังหวัด", "จำนวน"), (2564, "เชียงใหม่", 5), (2565, "ขอนแก่น", 6), (2565, "ภูเก็ต", 7))
    files = {
        "/daily.csv": counted(asked, DAILY.encode(), "text/csv"),
        "/clean.xlsx": counted(asked, clean, XLSX),
        "/large.xlsx": counted(asked, large_workbook(), XLSX),
    }
    site = ckan_site(
        lambda base: [package(name, f"{name}.{end}", base=base) for name, end in
                      (("daily", "csv"), ("clean", "xlsx"), ("large", "xlsx"))],
        files=files,
    )  # fmt: skip
    with serve(site) as url:
        found = scanned(url, tmp_path)
    assert grades(found, "daily")["granularity"] == ("passed", "middle", "granularity_period")
    assert grades(found, "daily")["structure"] == ("passed", "advanced", "structure_table")
    assert grades(found, "clean")["structure"] == ("passed", "advanced", "structure_table")
    assert grades(found, "large")["granularity"] == ("passed", "middle", "granularity_period")
    assert asked == {"/daily.csv": 1, "/clean.xlsx": 1, "/large.xlsx": 2}
    kinds = Counter(each["kind"] for each in found["evidence"])
    assert kinds["file"] >= 1
    with Store.open(tmp_path / "s.sqlite") as store:
        whole = {url.rpartition("/")[2]: each.whole for url, each in store.readings(store.runs()[0].id)}
    assert whole == {"daily.csv": True, "clean.xlsx": True, "large.xlsx": True}


def test_a_workbook_without_a_row_of_data_is_empty_once_seen_twice(tmp_path: Path) -> None:
    files = {"/head.xlsx": workbook(("ปี", "จังหวัด", "จำนวน"))}
    with serve(ckan_site(lambda base: [package("head", "head.xlsx", base=base)], files=files)) as url:
        found = scanned(url, tmp_path)
    (resource,) = dataset(found, "head")["resources"]
    assert (resource["verdict"], resource["outcome"], resource["confirmed"]) == ("empty", "failed", True)


def test_a_file_that_harms_its_reader_cannot_be_told_and_the_scan_goes_on(tmp_path: Path) -> None:
    good = workbook(("ปี", "จังหวัด", "จำนวน"), (2564, "เชียงใหม่", 5), (2565, "ขอนแก่น", 6), (2565, "ภูเก็ต", 7))
    damaged = good[: len(good) // 2]
    files = {"/bomb.xlsx": bomb(), "/damaged.xlsx": damaged, "/good.xlsx": good}
    with serve(
        ckan_site(
            lambda base: [package(each, f"{each}.xlsx", base=base) for each in ("bomb", "damaged", "good")], files=files
        )
    ) as url:
        found = scanned(url, tmp_path)
    assert grades(found, "bomb")["structure"] == ("cannot_tell", "basic", "content_unread")
    assert grades(found, "damaged")["structure"] == ("cannot_tell", "basic", "content_unread")
    assert grades(found, "good")["structure"] == ("passed", "advanced", "structure_table")
    told = dataset(found, "bomb")["openness"]["grades"]
    assert next(each for each in told if each["criterion"] == "structure")["params"]["trouble"] in (
        "bomb",
        "out_of_memory",
    )


def test_a_file_over_the_cap_is_not_fetched_whole(tmp_path: Path) -> None:
    asked: Counter[str] = Counter()
    files = {"/large.xlsx": counted(asked, large_workbook(), XLSX)}
    with serve(ckan_site(lambda base: [package("large", "large.xlsx", base=base)], files=files)) as url:
        found = scanned(url, tmp_path, "--set", "read_bytes=300000")
    assert asked == {"/large.xlsx": 1}
    assert grades(found, "large")["structure"] == ("cannot_tell", "basic", "content_unread")


def test_without_contents_a_scan_looks_at_links_alone_and_says_so(tmp_path: Path) -> None:
    asked: Counter[str] = Counter()
    files = {"/large.xlsx": counted(asked, large_workbook(), XLSX)}
    with serve(ckan_site(lambda base: [package("large", "large.xlsx", base=base)], files=files)) as url:
        found = scanned(url, tmp_path, "--set", "content=false")
    assert asked == {"/large.xlsx": 1}
    assert {outcome for outcome, _, _ in grades(found, "large").values()} == {"untested"}


def test_scoring_again_needs_no_network_and_gives_the_same_bytes(tmp_path: Path) -> None:
    files = {"/daily.csv": DAILY.encode(), "/large.xlsx": large_workbook()}
    names = (("daily", "csv"), ("large", "xlsx"))
    with serve(ckan_site(lambda base: [package(n, f"{n}.{e}", base=base) for n, e in names], files=files)) as url:
        scanned(url, tmp_path)
    store = tmp_path / "s.sqlite"
    first = canonical(store, tmp_path / "a")
    dgcheck("score", "latest", "--store", store)
    assert canonical(store, tmp_path / "b") == first
    told = dgcheck("explain", "latest", "daily", "--store", store, "--lang", "en").stdout
    assert "row" in told
    assert "structure" in json.loads(first)["datasets"][0]["openness"]["criteria"]


def test_personal_data_that_an_interface_answers_is_warned_of_where_the_file_could_not_be_read(tmp_path: Path) -> None:
    mails = [{"จำนวน": n, "อีเมลส่วนตัว": f"somchai.jaidee{n * 37}@gmail.com", "จังหวัด": "เชียงใหม่"} for n in range(40)]

    def packages(base: str) -> list[dict[str, Any]]:
        resource = a_resource(id="r", name="ตาราง", url=f"{base}/large.xlsx", format="XLSX", datastore_active=True)
        return [a_package(id="id-p", name="p", title="ชุด p", resources=[resource], data_category="ข้อมูลสาธารณะ")]

    site = ckan_site(packages, files={"/large.xlsx": large_workbook()}, tables={"r": mails})
    with serve(site) as url:
        found = scanned(url, tmp_path, "--set", "read_bytes=300000")
    warned = [each for each in dataset(found, "p")["findings"] if each["check"] == "personal_data"]
    assert [(each["reason"], each["evidence_id"][:6]) for each in warned] == [("email", "probe-")]


def test_a_reader_that_fails_in_a_way_nobody_foresaw_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object, **named: object) -> None:
        raise ZeroDivisionError("a value of the file")

    monkeypatch.setattr("checker.run.inside.read", broken)
    with Desk[Content](Settings()) as desk:
        (content,) = desk.take(Job(key="a", body=b"a,b\n1,2\n", format="csv", complete=True), lambda content: content)
    assert (content.trouble, content.detail) == ("crashed", "ZeroDivisionError")
