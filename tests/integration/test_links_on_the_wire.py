"""Real answers over real sockets → fetched, sniffed, judged: links that work in odd ways, and links that do not."""

from __future__ import annotations

import gzip

import pytest
from wild import QUICK

from checker.fetch import Fetcher
from checker.links import attempt_of, judge, whole
from checker.model import Request
from checker.sniff import sniff
from checker.testing import SiteAnswer, SiteRequest, file_answer, serve
from tests.unit.file_corpus import BINARIES, TEXTS, THAI_CSV, workbook
from tests.unit.test_pages import ORDINARY, STAND_INS

CSV = THAI_CSV.encode()
LONG = b"a,b\n" + b"1,2\n" * 200_000
NAME = "attachment; filename*=UTF-8''%E0%B8%82%E0%B9%89%E0%B8%AD%E0%B8%A1%E0%B8%B9%E0%B8%A5.csv"


def page(text: str, status: int = 200) -> SiteAnswer:
    return SiteAnswer(status=status, headers={"Content-Type": "text/html; charset=utf-8"}, body=text.encode())


def typed(body: bytes, content_type: str = "text/csv", **headers: str) -> SiteAnswer:
    return SiteAnswer(headers={"Content-Type": content_type, **headers}, body=body)


def away(target: str, status: int = 302) -> SiteAnswer:
    return SiteAnswer(status=status, headers={"Location": target})


def needs_session(request: SiteRequest) -> SiteAnswer:
    if "sid=1" in request.headers.get("cookie", ""):
        return typed(CSV)
    return SiteAnswer(status=302, headers={"Location": request.path, "Set-Cookie": "sid=1; Path=/"})


#: path → (answer, declared format, rule)
WORKING = {
    "/plain.csv": (lambda r: typed(CSV), "csv", "ok"),
    "/ranged.csv": (lambda r: file_answer(r, CSV, "text/csv"), "csv", "ok"),
    "/ranged-long.csv": (lambda r: file_answer(r, LONG, "text/csv"), "csv", "ok"),
    "/range-ignored-long.csv": (lambda r: typed(LONG), "csv", "ok"),
    "/as-html.csv": (lambda r: typed(CSV, "text/html"), "csv", "ok"),
    "/no-type.csv": (lambda r: SiteAnswer(body=CSV), "csv", "ok"),
    "/octets": (lambda r: typed(workbook(), "application/octet-stream"), "xlsx", "ok"),
    "/thai-name": (lambda r: typed(CSV, **{"Content-Disposition": NAME}), "csv", "ok"),
    "/case": (lambda r: SiteAnswer(headers={"CONTENT-TYPE": "TEXT/CSV"}, body=CSV), "csv", "ok"),
    "/cp874.csv": (lambda r: typed(THAI_CSV.encode("cp874")), "csv", "ok"),
    "/utf16.csv": (lambda r: typed(THAI_CSV.encode("utf-16")), "csv", "ok"),
    "/xlsx-as-xls": (lambda r: typed(workbook(), "application/vnd.ms-excel"), "xls", "ok"),
    "/csv-as-txt": (lambda r: typed(CSV, "text/plain"), "txt", "ok"),
    "/stamp": (lambda r: typed(CSV), None, "ok"),
    "/zip": (lambda r: typed(BINARIES["zip"](None), "application/zip"), "csv", "ok"),  # type: ignore[arg-type]
    "/gz": (lambda r: typed(gzip.compress(CSV), "application/gzip"), "csv", "ok"),
    "/302": (lambda r: away("/plain.csv"), "csv", "ok"),
    "/303": (lambda r: away("/plain.csv", 303), "csv", "ok"),
    "/307": (lambda r: away("/plain.csv", 307), "csv", "ok"),
    "/301": (lambda r: away("/plain.csv", 301), "csv", "moved"),
    "/308": (lambda r: away("/plain.csv", 308), "csv", "moved"),
    "/session": (needs_session, "csv", "ok"),
    "/geo": (lambda r: typed(TEXTS["geojson"].encode(), "application/json"), "json", "ok"),
    "/page": (lambda r: page(ORDINARY[0]), "html", "ok"),
    "/login-link": (lambda r: page(ORDINARY[1]), "html", "ok"),
    "/api-docs": (lambda r: page(ORDINARY[0]), "api", "ok"),
}
BROKEN = {
    "/gone": (lambda r: page("x", 404), "csv", "missing"),
    "/soft-404": (lambda r: page(STAND_INS["error"][1]), "csv", "missing"),
    "/to-front": (lambda r: away("/"), "csv", "missing"),
    "/to-login": (lambda r: away("/user/login"), "csv", "protected"),
    "/login": (lambda r: page(STAND_INS["login"][1]), "xlsx", "protected"),
    "/401": (lambda r: page("x", 401), "csv", "protected"),
    "/403": (lambda r: page("x", 403), "csv", "forbidden"),
    "/403-block": (lambda r: page(STAND_INS["block"][0], 403), "csv", "throttled"),
    "/block": (lambda r: page(STAND_INS["block"][1]), "csv", "throttled"),
    "/html": (lambda r: page(ORDINARY[0]), "csv", "mismatch"),
    "/pdf": (lambda r: typed(BINARIES["pdf"](None), "text/csv"), "csv", "mismatch"),  # type: ignore[arg-type]
    "/empty.csv": (lambda r: typed(b""), "csv", "empty"),
    "/header.csv": (lambda r: file_answer(r, "รหัส,ชื่อ\n".encode(), "text/csv"), "csv", "empty"),
    "/204": (lambda r: SiteAnswer(status=204), "csv", "empty"),
    "/400": (lambda r: page("x", 400), "csv", "missing"),
    "/loop": (lambda r: away("/loop"), "csv", "redirect_error"),
    "/no-target": (lambda r: SiteAnswer(status=302), "csv", "redirect_error"),
}
SITE = {**WORKING, **BROKEN}


def site(request: SiteRequest) -> SiteAnswer:
    if request.path == "/":
        return page(ORDINARY[0])
    if request.path == "/user/login":
        return page(STAND_INS["login"][0])
    return SITE[request.path.partition("?")[0]][0](request)


@pytest.fixture(scope="module")
def verdicts() -> dict[str, str]:
    """The rule of every path of the site, all asked in one go."""
    found: dict[str, str] = {}
    with serve(site) as base, Fetcher(QUICK) as fetcher:
        requests = [Request(key=path, url=base + path, head_bytes=262_144) for path in SITE]
        for fetched in fetcher.run(requests):
            declared = SITE[fetched.request.key][1]
            sniffed = sniff(
                fetched.body,
                content_type=fetched.header("content-type"),
                url=fetched.url,
                declared=declared,
                complete=whole(fetched),
            )
            found[fetched.request.key] = judge(attempt_of(fetched, 1, "local", sniffed), declared).rule
    return found


@pytest.mark.parametrize("path", WORKING)
def test_a_link_that_works_in_an_odd_way_is_not_called_broken(path: str, verdicts: dict[str, str]) -> None:
    assert verdicts[path] == SITE[path][2]


@pytest.mark.parametrize("path", BROKEN)
def test_a_link_that_does_not_work_has_its_verdict(path: str, verdicts: dict[str, str]) -> None:
    assert verdicts[path] == SITE[path][2]
