"""A scan that comes back to what failed reads the files and tries the interfaces that are well by then."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from checker.testing import Site, SiteAnswer, SiteRequest, a_package, a_resource, ckan_site, file_answer, serve
from tests.acceptance.line import QUICK, dgcheck, report
from tests.acceptance.test_file_contents import (
    DAILY,
    dataset,
    grades,
    large_workbook,
    package,
    scanned,
    workbook,
)

PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
ROWS = [{"จังหวัด": name, "จำนวน": count} for count, name in enumerate(("เชียงใหม่", "ขอนแก่น", "ภูเก็ต") * 4)]


def in_turn(*answers: bytes | int | Site, asked: Counter[str] | None = None) -> Site:
    """Each answer once, the last one for ever; a number is a status."""
    count = Counter[str]() if asked is None else asked

    def site(request: SiteRequest) -> SiteAnswer:
        count[request.path] += 1
        answer = answers[min(count[request.path], len(answers)) - 1]
        if isinstance(answer, int):
            return SiteAnswer(status=answer, headers={"Content-Type": "text/html"}, body=b"<html>error</html>")
        return file_answer(request, answer) if isinstance(answer, bytes) else answer(request)

    return site


def rows(request: SiteRequest) -> SiteAnswer:
    """An interface that selects by any of its fields."""
    asked = dict(parse_qsl(request.target.partition("?")[2]))
    found = [row for row in ROWS if all(str(row[name]) == value for name, value in asked.items() if name in row)]
    return SiteAnswer(headers={"Content-Type": "application/json"}, body=json.dumps(found, ensure_ascii=False).encode())


def reasons(found: dict[str, Any], names: Sequence[str], criterion: str) -> dict[str, str]:
    return {name: grades(found, name)[criterion][2] for name in names}


def test_what_is_found_at_the_second_look_is_what_counts(tmp_path: Path) -> None:
    head = workbook(("ปี", "จังหวัด", "จำนวน"))
    clean = workbook(("ปี", "จังหวัด", "จำนวน"), (2564, "เชียงใหม่", 5), (2565, "ขอนแก่น", 6), (2565, "ภูเก็ต", 7))
    files: dict[str, bytes | Site] = {
        "/filled.xlsx": in_turn(head, clean),
        "/mended.csv": in_turn(PICTURE, DAILY.encode()),
        "/back.csv": in_turn(404, DAILY.encode()),
        "/large.xlsx": in_turn(404, large_workbook()),
    }
    names = ("filled", "mended", "back", "large")
    ends = ("xlsx", "csv", "csv", "xlsx")
    site = ckan_site(
        lambda base: [package(name, f"{name}.{end}", base=base) for name, end in zip(names, ends, strict=True)],
        files=files,
    )
    with serve(site) as url:
        found = scanned(url, tmp_path)
    assert reasons(found, names, "structure") == dict.fromkeys(names, "structure_table")


def test_a_file_that_did_not_come_whole_is_fetched_again_at_the_end_and_later(tmp_path: Path) -> None:
    large, late = large_workbook(), Counter[str]()
    files: dict[str, bytes | Site] = {
        "/soon.xlsx": in_turn(large, 500, 500, large),
        "/late.xlsx": in_turn(large, *[500] * 4, large, asked=late),
    }
    site = ckan_site(lambda base: [package(n, f"{n}.xlsx", base=base) for n in ("soon", "late")], files=files)
    with serve(site) as url:
        found = scanned(url, tmp_path)
        assert reasons(found, ("soon", "late"), "structure") == {"soon": "structure_table", "late": "content_unread"}
        dgcheck("confirm", "latest", "--store", tmp_path / "s.sqlite", "--out", tmp_path, "--format", "json", *QUICK)
        assert reasons(report(tmp_path), ("soon", "late"), "structure")["late"] == "structure_table"
        asked = late["/late.xlsx"]
        dgcheck("confirm", "latest", "--store", tmp_path / "s.sqlite", "--out", tmp_path, "--format", "json", *QUICK)
    assert late["/late.xlsx"] == asked


def test_an_interface_that_did_not_answer_is_asked_again_and_an_error_says_nothing_of_its_kind(tmp_path: Path) -> None:
    def packages(base: str) -> list[dict[str, Any]]:
        address = f"{base}/api/rows?จังหวัด=เชียงใหม่"
        resource = a_resource(id="r", name="บริการ", url=address, format="API")
        return [a_package(id="id-api", name="api", title="บริการข้อมูล", resources=[resource])]

    for failing in (3, 5):  # the look, both tries of it, and more: over the end of the first round of conversations
        folder = tmp_path / str(failing)
        with serve(ckan_site(packages, files={"/api/rows": in_turn(*[500] * failing, rows)})) as url:
            found = scanned(url, folder)
        assert dataset(found, "api")["openness"]["kind"] == "structured"
        assert grades(found, "api")["channel"] == ("passed", "advanced", "channel_interface_undeclared")


def test_cameras_are_asked_as_cameras(tmp_path: Path) -> None:
    def camera(request: SiteRequest) -> SiteAnswer:
        asked = dict(parse_qsl(request.target.partition("?")[2]))
        if asked.get("cam") not in ("1", "2"):
            return SiteAnswer(status=404, headers={"Content-Type": "text/plain"}, body=b"no such camera")
        picture = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + request.target.encode() * 20 + b"\xff\xd9"
        return SiteAnswer(headers={"Content-Type": "image/jpeg"}, body=picture)

    def packages(base: str) -> list[dict[str, Any]]:
        resource = a_resource(id="r", name="ภาพ", url=f"{base}/cam.jpg?cam=1", format="JPEG")
        return [a_package(id="id-cam", name="cam", title="ภาพกล้อง CCTV จราจร", resources=[resource])]

    with serve(ckan_site(packages, files={"/cam.jpg": camera})) as url:
        found = scanned(url, tmp_path)
    assert dataset(found, "cam")["openness"]["criteria"] == {"cctv": "middle"}
