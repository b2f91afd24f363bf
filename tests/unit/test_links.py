"""What came back → the verdict, each line of the rules a row."""

from __future__ import annotations

import pytest

from checker.links import judge
from checker.links.tables import akin, tables
from checker.model import Attempt, FetchError, Sniffed, Verdict
from checker.vocabulary import vocabulary
from tests.unit.link_values import CSV, ROWS, URL, broke, hop, html, look

LOGIN, FRONT = "https://data.a.go.th/user/login", "https://data.a.go.th/th/"


def told(name: str, how: str = "signature", **rest: object) -> Sniffed:
    return Sniffed(format=name, how=how, **rest)  # type: ignore[arg-type]


TABLE: list[tuple[str, Attempt, str | None, str, list[str]]] = [
    # (what, the look, declared format, rule, notes)
    ("the file came", look(), "csv", "ok", []),
    ("a part of it came, as asked", look(206), "csv", "ok", []),
    ("201 with the file", look(201), "csv", "ok", []),
    ("HEAD that answers", look(sniffed=None, method="HEAD"), "csv", "ok", ["head_only"]),
    # redirects
    ("301", look(hops=(hop(301),)), "csv", "moved", ["redirected"]),
    ("308", look(hops=(hop(308),)), "csv", "moved", ["redirected"]),
    ("302", look(hops=(hop(302),)), "csv", "ok", ["redirected"]),
    ("303", look(hops=(hop(303),)), "csv", "ok", ["redirected"]),
    ("307", look(hops=(hop(307),)), "csv", "ok", ["redirected"]),
    ("301 behind 302", look(hops=(hop(302), hop(301))), "csv", "moved", ["redirected"]),
    ("302 behind 301", look(hops=(hop(301), hop(302))), "csv", "moved", ["redirected"]),
    ("301 to a 404", look(404, html("error"), hops=(hop(301),)), "csv", "missing", ["http_status"]),
    (
        "302 to a login form",
        look(200, html("login"), hops=(hop(302),), final_url=LOGIN),
        "csv",
        "protected",
        ["login_page"],
    ),
    (
        "302 to a login address without a form",
        look(200, html(), hops=(hop(302),), final_url=LOGIN),
        "csv",
        "protected",
        ["login_page"],
    ),
    ("a page at a login address that nobody led to", look(200, html(), url=LOGIN), "html", "ok", []),
    (
        "302 of a file to the front page",
        look(200, html(), hops=(hop(302),), final_url=FRONT),
        "csv",
        "missing",
        ["redirected_to_front"],
    ),
    (
        "302 of a page to the front page",
        look(200, html(), hops=(hop(302),), final_url=FRONT),
        "html",
        "ok",
        ["redirected"],
    ),
    (
        "302 of an unknown thing to the front page",
        look(200, html(), hops=(hop(302),), final_url=FRONT),
        None,
        "ok",
        ["redirected"],
    ),
    ("302 of a file to an error page", look(200, html("error"), hops=(hop(302),)), "csv", "missing", ["error_page"]),
    (
        "302 of a file to the file elsewhere",
        look(hops=(hop(302),), final_url="https://cdn.example/x"),
        "csv",
        "ok",
        ["redirected"],
    ),
    ("a redirect loop", look(302, None, error=FetchError.REDIRECT), "csv", "redirect_error", ["redirect"]),
    ("300 without a choice", look(300, html()), "csv", "redirect_error", ["http_status"]),
    # stand-in pages with status 200
    ("login page for a file", look(200, html("login")), "csv", "protected", ["login_page"]),
    ("login page for a page", look(200, html("login")), "html", "protected", ["login_page"]),
    ("error page for a file", look(200, html("error")), "csv", "missing", ["error_page"]),
    ("error page for a page", look(200, html("error")), "html", "missing", ["error_page"]),
    ("error page for nothing declared", look(200, html("error")), None, "missing", ["error_page"]),
    ("error message as text", look(200, told("txt", "content", page="error")), "csv", "missing", ["error_page"]),
    ("failure told in JSON", look(200, told("json", "content", page="error")), "json", "missing", ["error_page"]),
    (
        "failure told by a service",
        look(200, told("json", "content", page="error")),
        "api",
        "refused_by_us",
        ["service_without_conditions"],
    ),  # fmt: skip
    ("block page for a file", look(200, html("block")), "csv", "throttled", ["block_page"]),
    ("page in between for a file", look(200, html("interstitial")), "csv", "mismatch", ["interstitial"]),
    ("page in between for a page", look(200, html("interstitial")), "html", "ok", ["interstitial"]),
    ("HTML for a file", look(200, html()), "csv", "mismatch", ["html_for_data"]),
    ("HTML for a PDF", look(200, html()), "pdf", "mismatch", ["html_for_data"]),
    ("HTML for XLS", look(200, html()), "xls", "mismatch", ["html_for_data"]),
    ("HTML declared as such", look(200, html()), "html", "ok", []),
    ("HTML where the format is a time stamp", look(200, html()), None, "ok", []),
    ("HTML for a service", look(200, html()), "api", "ok", ["service_page"]),
    # formats by family
    ("XLSX for XLS", look(sniffed=told("xlsx")), "xls", "ok", ["format_family"]),
    ("XLS for XLSX", look(sniffed=told("xls")), "xlsx", "ok", ["format_family"]),
    ("CSV for TXT", look(), "txt", "ok", ["format_family"]),
    (
        "CSV sent as text/html",
        look(headers=(("content-type", "text/html; charset=utf-8"),)),
        "csv",
        "ok",
        ["served_as_html"],
    ),
    ("GeoJSON for JSON", look(sniffed=told("geojson")), "json", "ok", ["format_family"]),
    ("JSON Lines for JSON", look(sniffed=told("jsonl")), "json", "ok", ["format_family"]),
    ("KML for XML", look(sniffed=told("kml", "content")), "xml", "ok", ["format_family"]),
    ("KMZ for KML", look(sniffed=told("kmz")), "kml", "ok", ["format_family"]),
    ("DOCX for DOC", look(sniffed=told("docx")), "doc", "ok", ["format_family"]),
    ("PNG for JPEG", look(sniffed=told("png")), "jpeg", "ok", ["format_family"]),
    ("GeoTIFF for TIFF", look(sniffed=told("geotiff")), "tiff", "ok", ["format_family"]),
    ("Turtle for RDF/XML", look(sniffed=told("turtle", "content")), "rdf_xml", "ok", ["format_family"]),
    ("anything for a link", look(sniffed=told("pdf")), "html", "ok", ["format_family"]),
    ("anything for a service", look(sniffed=told("json", "content")), "api", "ok", []),
    ("anything for nothing declared", look(sniffed=told("xlsx")), None, "ok", []),
    ("XLSX for CSV", look(sniffed=told("xlsx")), "csv", "mismatch", ["bytes_not_as_declared"]),
    ("PDF for CSV", look(sniffed=told("pdf")), "csv", "mismatch", ["bytes_not_as_declared"]),
    ("PDF for XLS", look(sniffed=told("pdf")), "xls", "mismatch", ["bytes_not_as_declared"]),
    ("text for XLSX", look(sniffed=told("txt", "content")), "xlsx", "mismatch", ["bytes_not_as_declared"]),
    ("bytes of nothing known for PDF", look(sniffed=Sniffed()), "pdf", "mismatch", ["bytes_not_as_declared"]),
    ("bytes of nothing known for nothing declared", look(sniffed=Sniffed()), None, "ok", []),
    ("bytes that show nothing for a format that shows nothing", look(sniffed=told("sas", "declared")), "sas", "ok", []),
    (
        "bytes that show nothing, served as something else",
        look(sniffed=told("dwg", "served")),
        "sas",
        "ok",
        ["bytes_unknown"],
    ),
    # archives
    ("ZIP of CSV for CSV", look(sniffed=told("zip", members=("csv",))), "csv", "ok", ["inside_archive"]),
    ("ZIP of XLSX for XLS", look(sniffed=told("zip", members=("pdf", "xlsx"))), "xls", "ok", ["inside_archive"]),
    ("ZIP of SHP for SHP", look(sniffed=told("zip", members=("shp",))), "shp", "ok", ["inside_archive"]),
    ("ZIP of PDF for CSV", look(sniffed=told("zip", members=("pdf",))), "csv", "mismatch", ["bytes_not_as_declared"]),
    ("ZIP for ZIP", look(sniffed=told("zip", members=("csv",))), "zip", "ok", ["inside_archive"]),
    ("RAR for ZIP", look(sniffed=told("rar")), "zip", "ok", ["format_family"]),
    ("RAR for CSV", look(sniffed=told("rar")), "csv", "ok", ["archive_not_listed"]),
    ("GZIP of CSV for CSV", look(sniffed=told("gzip", members=("csv",))), "csv", "ok", ["inside_archive"]),
    ("7z of PDF for XLSX", look(sniffed=told("7z", members=("pdf",))), "xlsx", "mismatch", ["bytes_not_as_declared"]),
    (
        "ZIP in a ZIP for CSV",
        look(sniffed=told("zip", members=("zip",))),
        "csv",
        "ok",
        ["archive_not_listed", "inside_archive"],
    ),
    (
        "the head of a ZIP that begins with a PDF, for CSV",
        look(sniffed=told("zip", members=("pdf",)), capped=True, headers=(("content-length", "9"),)),
        "csv",
        "ok",
        ["archive_not_listed", "inside_archive"],
    ),
    (
        "CSV for GZIP, unpacked on its way as its header says",
        look(headers=(("content-encoding", "gzip"),)),
        "gzip",
        "ok",
        ["format_family"],
    ),
    ("CSV for GZIP", look(), "gzip", "mismatch", ["bytes_not_as_declared"]),
    ("CSV for ZIP", look(), "zip", "mismatch", ["bytes_not_as_declared"]),
    ("ZIP of anything for a link", look(sniffed=told("zip", members=("csv",))), "html", "ok", ["format_family"]),
    # nothing
    ("zero bytes", look(sniffed=told("csv", "declared", empty=True)), "csv", "empty", ["empty"]),
    ("a header without rows", look(sniffed=told("csv", "content", empty=True)), "csv", "empty", ["empty"]),
    ("zero bytes of nothing declared", look(sniffed=Sniffed(empty=True)), None, "empty", ["empty"]),
    ("204", look(204, Sniffed(empty=True)), "csv", "empty", []),
    ("205", look(205, Sniffed(empty=True)), "csv", "empty", []),
    # error statuses
    ("404", look(404, html()), "csv", "missing", ["http_status"]),
    ("404 with a login form", look(404, html("login")), "csv", "missing", ["http_status"]),
    ("404 with the file", look(404), "csv", "missing", ["http_status"]),
    ("410", look(410, html()), "csv", "missing", ["http_status"]),
    ("401", look(401, html()), "csv", "protected", ["http_status"]),
    ("401 with a block page", look(401, html("block")), "csv", "protected", ["http_status"]),
    ("402", look(402, html()), "csv", "protected", ["http_status"]),
    ("403 with a login form", look(403, html("login")), "csv", "protected", ["login_page"]),
    ("403 with a block page", look(403, html("block")), "csv", "throttled", ["block_page"]),
    ("a bare 403", look(403, html()), "csv", "forbidden", ["forbidden"]),
    ("403 without a body", look(403, Sniffed(empty=True)), "csv", "forbidden", ["forbidden"]),
    ("451", look(451, html()), "csv", "forbidden", ["forbidden"]),
    ("429", look(429, html()), "csv", "throttled", ["http_status"]),
    ("418", look(418, html()), "csv", "throttled", ["http_status"]),
    ("408", look(408, html()), "csv", "timeout", ["http_status"]),
    ("400", look(400, html()), "csv", "missing", ["http_status"]),
    ("400 of a service", look(400, html()), "wms", "refused_by_us", ["service_without_conditions"]),
    ("405", look(405, html()), "csv", "missing", ["http_status"]),
    ("406", look(406, html()), "csv", "refused_by_us", ["our_request"]),
    ("416", look(416, html()), "csv", "refused_by_us", ["our_request"]),
    ("422", look(422, html()), "csv", "missing", ["http_status"]),
    ("431", look(431, html()), "csv", "refused_by_us", ["our_request"]),
    ("500", look(500, html()), "csv", "server_error", ["http_status"]),
    ("500 of a service", look(500, html()), "odata", "refused_by_us", ["service_without_conditions"]),
    ("502", look(502, html("error")), "csv", "server_error", ["http_status"]),
    ("503", look(503, html()), "csv", "server_error", ["http_status"]),
    ("503 with a block page", look(503, html("block")), "csv", "throttled", ["block_page"]),
    ("520", look(520, html()), "csv", "server_error", ["http_status"]),
    ("599 whose body broke", look(599, html(), error=FetchError.PARTIAL), "csv", "server_error", ["http_status"]),
    # the transport
    ("blank or no URL", broke(FetchError.INVALID_URL), "csv", "invalid_url", ["invalid_url"]),
    ("another scheme", broke(FetchError.SCHEME), "csv", "refused_by_us", ["scheme"]),
    ("an inner address", broke(FetchError.ADDRESS), "csv", "refused_by_us", ["address"]),
    ("a URL that smuggles", broke(FetchError.HEADER), "csv", "invalid_url", ["header"]),
    ("no such name", broke(FetchError.DNS), "csv", "dns_error", ["dns"]),
    ("refused or reset", broke(FetchError.CONNECT), "csv", "unreachable", ["connect"]),
    ("TLS", broke(FetchError.TLS), "csv", "tls_error", ["tls"]),
    ("too slow", broke(FetchError.TIMEOUT), "csv", "timeout", ["timeout"]),
    ("too slow in the body", look(200, CSV, error=FetchError.TIMEOUT), "csv", "timeout", ["timeout"]),
    ("too few bytes", look(200, CSV, error=FetchError.PARTIAL), "csv", "truncated", ["partial"]),
    (
        "too few bytes of a login page",
        look(200, html("login"), error=FetchError.PARTIAL),
        "csv",
        "protected",
        ["login_page"],
    ),
    ("a coding that lies", look(200, CSV, error=FetchError.DECODING), "csv", "mismatch", ["decoding"]),
    ("over our caps", look(200, None, error=FetchError.CAPPED), "csv", "refused_by_us", ["capped"]),
    ("our budget", broke(FetchError.BUDGET), "csv", "refused_by_us", ["our_failure"]),
    ("forbidden by robots.txt", broke(FetchError.ROBOTS), "csv", "refused_by_us", ["robots"]),
    ("our network", broke(FetchError.OURS), "csv", "refused_by_us", ["our_failure"]),
    ("nothing at all", look(None, None), "csv", "refused_by_us", ["our_failure"]),
    # cut, and certificates
    ("cut at the cap, length known", look(capped=True, headers=(("content-length", "9999999"),)), "csv", "ok", []),
    ("an endless body", look(capped=True, bytes_read=262_144), "csv", "ok", ["cut_without_end"]),
    ("an incomplete chain, data read", look(tls_detail="unable to get issuer"), "csv", "ok", ["tls_not_verified"]),
    (
        "an incomplete chain, moved",
        look(hops=(hop(301),), tls_detail="x"),
        "csv",
        "moved",
        ["redirected", "tls_not_verified"],
    ),
    ("an incomplete chain, 404", look(404, html(), tls_detail="x"), "csv", "missing", ["http_status"]),
]


@pytest.mark.parametrize(
    ("attempt", "declared", "rule", "codes"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_a_look_has_its_verdict(attempt: Attempt, declared: str | None, rule: str, codes: list[str]) -> None:
    judged = judge(attempt, declared)
    assert (judged.rule, [note.code for note in judged.notes]) == (rule, codes)
    assert judged.verdict is (Verdict.PROTECTED if rule == "forbidden" else Verdict(rule))


def test_no_login_and_no_page_in_between_is_a_direct_link() -> None:
    assert judge(look(hops=(hop(302),)), "csv").direct
    assert judge(look(sniffed=html()), "html").direct
    assert not judge(look(sniffed=html("interstitial")), "html").direct
    assert not judge(look(sniffed=html("login")), "csv").direct
    assert not judge(look(403, html()), "csv").direct


def test_notes_say_what_was_before_and_what_is_now() -> None:
    (note,) = judge(look(sniffed=told("xlsx")), "xls").notes
    assert (note.before, note.after) == ("xls", "xlsx")
    (note,) = judge(look(hops=(hop(301),), final_url="https://new.a.go.th/x.csv"), "csv").notes
    assert (note.before, note.after) == (URL, "https://new.a.go.th/x.csv")


def test_every_verdict_and_every_transport_error_stands_in_the_table() -> None:
    assert {row[3] for row in TABLE} == set(ROWS)
    assert {attempt.error for _, attempt, *_ in TABLE} - {None} == set(FetchError)
    assert tables().errors.keys() == {error.value for error in FetchError}


def test_the_tables_name_rules_and_formats_that_exist() -> None:
    known = tables()
    formats = vocabulary().formats
    named = {name for pair in known.umbrellas.items() for name in (pair[0], *pair[1])} | known.services
    assert {*known.statuses.values(), *known.errors.values()} <= set(ROWS)
    assert known.ours <= known.errors.keys()
    assert named <= formats.keys()


def test_every_format_is_akin_to_itself_and_to_its_family() -> None:
    formats = vocabulary().formats
    assert all(akin(name, name) for name in formats)
    assert akin("xls", "ods")
    assert not akin("csv", "pdf")


def test_every_status_has_a_verdict() -> None:
    assert {judge(look(status, html()), "csv").rule for status in range(100, 1000)} <= set(ROWS)
