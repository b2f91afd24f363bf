"""Files of every format by their real writers, whole and damaged: none is taken for another."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timezone

import pytest

from checker.links import judge
from checker.model import Attempt, Verdict
from checker.sniff import sniff
from checker.vocabulary import vocabulary
from tests.corpora.formats import LESS, cases
from tests.corpora.writers import FILES

ALWAYS_TOLD = ("whole", "wrong type, format and name", "byte order mark", "UTF-16", "UTF-16LE", "UTF-16BE", "cp874")
#: what the issue names: each has a file in the corpus
ASKED = {
    "csv", "tsv", "xls", "xlsx", "xlsm", "ods", "doc", "docx", "odt", "ppt", "pptx", "pdf", "txt", "json",
    "jsonl", "geojson", "topojson", "xml", "kml", "kmz", "gml", "gpx", "shp", "gpkg", "geotiff", "tiff", "png",
    "jpeg", "rdf_xml", "turtle", "ntriples", "jsonld", "rss", "atom", "html", "ical", "parquet", "sqlite",
    "zip", "7z", "rar", "gzip", "tar", "wms", "wfs", "sdmx", "px", "spss", "stata", "mp4", "mp3",
}  # fmt: skip
ERROR_PAGE = (
    b"<!doctype html><html><head><title>404 Not Found</title></head><body><h1>Not Found</h1>"
    b"<p>The requested URL was not found on this server.</p></body></html>"
)
DECLARED = sorted(name for name in vocabulary().formats if name != "html")


@pytest.mark.parametrize("what", sorted({case.what for case in cases()}))
def test_no_file_is_taken_for_another(what: str) -> None:
    wrong = []
    for case in cases():
        found = case.told().format if case.what == what else None
        if found not in (None, case.expected) and (case.complete or found not in LESS.get(case.expected, ())):
            wrong.append((case.name, found))
    assert wrong == []


@pytest.mark.parametrize("what", ALWAYS_TOLD)
def test_a_whole_file_is_always_told(what: str) -> None:
    untold = [case.name for case in cases() if case.what == what and case.told().format != case.expected]
    assert untold == []


def test_most_cut_heads_are_told_and_the_rest_as_less() -> None:
    counted = Counter(case.told().format == case.expected for case in cases() if case.what == "cut")
    assert counted[True] > 3 * counted[False]


def test_every_format_that_is_asked_for_has_a_file() -> None:
    assert ASKED <= FILES.keys() <= vocabulary().formats.keys()


def _judged(body: bytes, declared: str, *, complete: bool = True) -> Verdict:
    url = f"https://data.example.go.th/a.{declared}"
    mimetypes = vocabulary().formats[declared].mimetypes
    found = sniff(body, content_type=(*mimetypes, "")[0], url=url, declared=declared, complete=complete)
    at = datetime(2026, 1, 1, tzinfo=timezone.utc)
    looked = Attempt(url=url, final_url=url, number=1, at=at, status=200, bytes_read=len(body), sniffed=found)
    return judge(looked, declared).verdict


@pytest.mark.parametrize("declared", DECLARED)
def test_an_error_page_is_missing_under_every_declared_format(declared: str) -> None:
    assert _judged(ERROR_PAGE, declared) is Verdict.MISSING


@pytest.mark.parametrize("declared", DECLARED)
def test_no_bytes_are_empty_under_every_declared_format(declared: str) -> None:
    assert _judged(b"", declared) is Verdict.EMPTY
    assert _judged(b"\0" * 5_000, declared) is Verdict.EMPTY


@pytest.mark.parametrize("declared", DECLARED)
def test_an_ordinary_page_is_no_file(declared: str) -> None:
    page = b"<!doctype html><html><head><title>Report</title></head><body>" + b"<p>Of the year.</p>" * 90 + b"</body>"
    verdict = _judged(page, declared)
    assert verdict in (Verdict.MISMATCH, Verdict.OK)
    service = vocabulary().formats[declared].family in ("api", "ogc") or declared == "sdmx"
    assert (verdict is Verdict.OK) == service


def test_every_file_under_its_own_name_is_well() -> None:
    for case in cases():
        if case.what == "whole":
            assert _judged(case.body, case.expected) is Verdict.OK, case.name
