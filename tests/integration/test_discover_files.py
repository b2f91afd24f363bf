"""Files, folders and documents on the web as catalogs."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from discover_sites import QUICK, dumped, ids, opened, package, packages_of, with_page_size
from msgspec import structs
from rdflib import Graph

import checker
from checker.discover import SourceState, packages
from checker.errors import CatalogError, UsageError
from checker.model import Found
from checker.testing import Site, SiteAnswer, SiteRequest, file_answer, html_answer

FIVE = packages_of(5)
IDS = [each["id"] for each in FIVE]
DCAT = {
    "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
    "@type": "dcat:Catalog",
    "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
    "dataset": [{"identifier": each["id"], "title": each["title"]} for each in FIVE],
}
TURTLE = "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .\n" + "\n".join(
    f'<http://a/{each["id"]}> a dcat:Dataset ; dct:identifier "{each["id"]}" ; dct:title "{each["title"]}" .'
    for each in FIVE
)
WRITTEN_OUT = Graph().parse(data=TURTLE, format="turtle").serialize(format="json-ld", encoding="utf-8")
LINES = b"\n".join(dumped(each) for each in FIVE)


def _search(found: list[Any]) -> dict[str, Any]:
    return {"help": "x", "success": True, "result": {"count": len(found), "results": found, "facets": {}}}


SHAPES: dict[str, tuple[str, bytes, str]] = {
    "a saved package_search": ("a.json", dumped(_search(FIVE)), "dump"),
    "the same written for people": ("a.json", json.dumps(_search(FIVE), indent=2).encode(), "dump"),
    "the same with a byte order mark": ("a.json", b"\xef\xbb\xbf" + dumped(_search(FIVE)), "dump"),
    "the same in UTF-16": ("a.json", json.dumps(_search(FIVE)).encode("utf-16"), "dump"),
    "the same, packed": ("a.json.gz", gzip.compress(dumped(_search(FIVE))), "dump"),
    "the same without a name that says so": ("answer", dumped(_search(FIVE)), "dump"),
    "with NaN": ("a.json", b'{"x": NaN, "results": ' + dumped(FIVE) + b"}", "dump"),
    "a list": ("a.json", dumped(FIVE), "dump"),
    "a list within success": ("a.json", dumped({"success": True, "result": FIVE}), "dump"),
    "a list under packages": ("a.json", dumped({"packages": FIVE}), "dump"),
    "lines": ("a.jsonl", LINES, "dump"),
    "lines with an end": ("a.jsonl", LINES + b"\r\n\r\n", "dump"),
    "lines under another name": ("a.json", LINES, "dump"),
    "lines, packed": ("a.jsonl.gz", gzip.compress(LINES), "dump"),
    "lines, packed twice over": ("a.jsonl.gz", gzip.compress(LINES[:100]) + gzip.compress(LINES[100:]), "dump"),
    "lines with a byte order mark": ("a.jsonl", b"\xef\xbb\xbf" + LINES, "dump"),
    "lines of package_show": (
        "a.jsonl",
        b"\n".join(dumped({"success": True, "result": each}) for each in FIVE),
        "dump",
    ),
    "data.json": ("data.json", dumped(DCAT), "dcat"),
    "Turtle": ("a.ttl", TURTLE.encode(), "dcat"),
    "Turtle without a name": ("catalog", TURTLE.encode(), "dcat"),
    "JSON-LD written out": ("a.jsonld", WRITTEN_OUT, "dcat"),
    "JSON-LD written out as json": ("a.json", WRITTEN_OUT, "dcat"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_file_gives_the_same_datasets(shape: str, tmp_path: Path) -> None:
    name, body, software = SHAPES[shape]
    file = tmp_path / name
    file.write_bytes(body)
    with opened(str(file), settings=with_page_size(2)) as source:
        pages = list(source.pages())
    assert source.found == Found(source=str(file), software=software, declared=5)
    assert ids(pages) == IDS
    assert sum(page.count for page in pages) == 5
    assert source.state() == SourceState(declared=5, held=5)
    assert all(page.url == str(file) for page in pages)


@pytest.mark.parametrize("shape", SHAPES)
def test_reading_goes_on_behind_any_page(shape: str, tmp_path: Path) -> None:
    name, body, _ = SHAPES[shape]
    (tmp_path / name).write_bytes(body)
    with opened(str(tmp_path / name), settings=with_page_size(2)) as source:
        pages = list(source.pages())
        for place in range(len(pages)):
            assert list(source.pages(after=pages[place].cursor, held=pages[: place + 1])) == pages[place + 1 :]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_is_read_from_an_address(shape: str) -> None:
    name, body, software = SHAPES[shape]

    def site(request: SiteRequest) -> SiteAnswer:
        return file_answer(request, body) if request.path == f"/files/{name}" else SiteAnswer(status=404)

    with opened(site, f"/files/{name}") as source:
        assert (source.found.software, ids(list(source.pages()))) == (software, IDS)


def test_one_package_is_a_catalog_of_one(tmp_path: Path) -> None:
    for value in (package(1), {"success": True, "result": package(1)}):
        (tmp_path / "a.json").write_bytes(dumped(value))
        with opened(str(tmp_path / "a.json")) as source:
            assert ids(list(source.pages())) == ["id-00001"]


def test_an_empty_answer_is_no_error_of_reading(tmp_path: Path) -> None:
    for value in (_search([]), [], {**DCAT, "dataset": []}):
        (tmp_path / "a.json").write_bytes(dumped(value))
        with opened(str(tmp_path / "a.json")) as source:
            assert [page.count for page in source.pages()] in ([], [0])
            assert source.state().held == 0


def test_a_bad_line_costs_that_line_and_is_named_by_its_number(tmp_path: Path) -> None:
    lines = [dumped(each) for each in FIVE]
    bad = [b'{"id": "cut', b"", b"[" * 100_000, b"3", b'{"title": "no id"}', b'{"id": 1, "x": NaN}', b"\xff\xfe"]
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"\n".join([lines[0], *bad, *lines[1:]]))
    with opened(str(file), settings=with_page_size(3)) as source:
        pages = list(source.pages())
    assert ids(pages) == ["id-00000", "1", *IDS[1:]]
    assert [place for page in pages for place, _ in page.problems] == ["line 2", "line 4", "line 5", "line 6", "line 8"]
    assert [why.split(":")[0] for _, why in source.state().unreadable] == [
        "truncated",
        "deep",
        "not_a_catalog",
        "not_a_catalog",
        "json",
    ]
    assert (source.state().declared, source.state().held) == (11, 6)


def test_a_line_over_the_cap_costs_that_line(tmp_path: Path) -> None:
    lines = [dumped(each) for each in FIVE]
    lines[2] = dumped(package(2, notes="x" * 300_000))
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"\n".join(lines))
    with opened(str(file), settings=structs.replace(QUICK, max_bytes=100_000)) as source:
        assert len(ids(list(source.pages()))) == 4
        assert source.state().unreadable == (("line 3", "too_large"),)


def test_a_member_of_a_list_that_is_no_dataset_is_named_by_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(dumped([FIVE[0], None, FIVE[1], {"title": "x"}]))
    with opened(str(tmp_path / "a.json")) as source:
        assert ids(list(source.pages())) == IDS[:2]
    assert [place for place, _ in source.state().unreadable] == ["dataset 2", "dataset 4"]


def test_what_stands_twice_in_files_counts_once(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINES + b"\n" + LINES)
    with opened(str(tmp_path / "a.jsonl"), settings=with_page_size(3)) as source:
        assert sum(page.count for page in source.pages()) == 5
    assert (source.state().held, source.state().duplicates, source.state().changed) == (5, 5, False)


def test_a_folder_is_read_file_by_file_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_bytes(dumped(FIVE[2]) + b"\n" + dumped(FIVE[3]))
    (tmp_path / "a.json").write_bytes(dumped(_search(FIVE[:2])))
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(dumped(FIVE[4])))
    (tmp_path / "readme.txt").write_text("not for us")
    (tmp_path / "bb.json").write_bytes(b'{"cut')
    (tmp_path / "sub").mkdir()
    with opened(str(tmp_path), settings=with_page_size(1)) as source:
        pages = list(source.pages())
        assert ids(pages) == IDS
        assert [(Path(place).name, why.split(":")[0]) for place, why in source.state().unreadable] == [
            ("bb.json", "truncated")
        ]
        for place in range(len(pages)):
            assert list(source.pages(after=pages[place].cursor, held=pages[: place + 1])) == pages[place + 1 :]


def test_one_organization_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(dumped([package(0), package(1, "mot"), package(2), package(3, "mot")]))
    with opened(str(tmp_path / "a.json"), organization="กระทรวง MOT", settings=with_page_size(3)) as source:
        pages = list(source.pages())
    assert (source.found.organization, ids(pages), [page.count for page in pages]) == (
        "mot",
        ["id-00001", "id-00003"],
        [1, 1],
    )
    with pytest.raises(UsageError) as raised, opened(str(tmp_path / "a.json"), organization="moi"):
        pass
    assert raised.value.code == "unknown_organization"


PACKED = gzip.compress(dumped(_search(FIVE)))


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("a.json", b"", "truncated"),
        ("a.json", b"   ", "truncated"),
        ("a.json", b"hello", "json"),
        ("a.json", dumped(_search(FIVE))[:-40], "truncated"),
        ("a.json", b"{'a': 1}", "json"),
        ("a.json", b"[" * 100_000, "deep"),
        ("a.json", dumped({"hello": 1}), "not_a_catalog"),
        ("a.json", dumped({"success": True, "result": ["a", "b"]}), "not_a_catalog"),
        ("a.json", dumped([1, 2]), "not_a_catalog"),
        ("a.json", dumped({"success": False, "error": {"message": "no"}}), "refused"),
        ("a.json", b"<!DOCTYPE html><title>x</title>", "html"),
        ("a.json", b'<html><input type="password">', "login"),
        ("a.json", dumped({"@context": "https://evil.example/c", "@id": "x"}), "context"),
        ("a.json.gz", PACKED[:-20], "truncated"),
        ("a.json.gz", b"\x1f\x8b rubbish", "encoding"),
        ("a.jsonl.gz", gzip.compress(LINES)[:-12], "truncated"),
        ("a.jsonl.gz", gzip.compress(b'{"id": 1}\n' * 3_000_000), "too_large"),
        ("a.jsonl", b"no json\nat all", "json"),
        ("a.ttl", b"@prefix x: <y", "rdf"),
        ("a.ttl", b"hello", "rdf"),
        ("a.rdf", b"<!DOCTYPE r [<!ENTITY a 'b'>]><r/>", "entities"),
        ("a.xml", b"<catalog/>", "not_a_catalog"),
        ("a.json", b"[" + b"1," * 3_000_000 + b"1]", "too_large"),
    ],
)
def test_a_file_that_is_no_catalog_says_why_before_anything_is_written(
    name: str, body: bytes, code: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(body)
    settings = structs.replace(QUICK, max_bytes=5_000_000)
    with pytest.raises(CatalogError) as raised, opened(str(tmp_path / name), settings=settings):
        pass
    assert (raised.value.code, str(tmp_path / name) in raised.value.en) == (code, True)
    assert raised.value.exit_code == 3


def test_a_file_that_cannot_be_read_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised, opened(str(tmp_path / "missing.json")):
        pass
    assert raised.value.code == "no_such_file"
    with pytest.raises(UsageError) as raised, opened(str(tmp_path)):
        pass
    assert raised.value.code == "no_such_file"


def test_a_document_on_the_web_that_is_gone_is_told_by_its_own_address() -> None:
    with pytest.raises(CatalogError) as raised, opened(lambda _: SiteAnswer(status=404), "/data.json"):
        pass
    assert (raised.value.code, "/data.json" in raised.value.en) == ("missing", True)


def test_an_address_that_ends_as_a_document_but_is_a_page_of_a_ckan_is_a_ckan() -> None:
    from checker.testing import ckan_site

    inner = ckan_site(FIVE)

    def site(request: Any) -> SiteAnswer:
        return html_answer("x") if request.path == "/catalog.xml" else inner(request)

    with opened(site, "/catalog.xml") as source:
        assert (source.found.software, source.found.declared) == ("ckan", 5)


def test_nothing_outside_a_document_is_ever_asked() -> None:
    asked: list[str] = []
    body = dumped({"@context": "/context.jsonld", "@id": "x", "@type": "Dataset"})

    def site(request: Any) -> SiteAnswer:
        asked.append(request.path)
        return file_answer(request, body) if request.path == "/a.jsonld" else SiteAnswer(status=404)

    with pytest.raises(CatalogError) as raised, opened(site, "/a.jsonld"):
        pass
    assert raised.value.code == "context"
    assert "/context.jsonld" not in asked


def test_packages_of_a_page_of_one_organization_are_only_its_own() -> None:
    site: Site = lambda request: file_answer(request, dumped([package(0), package(1, "mot")]))  # noqa: E731
    with opened(site, "/a.json", organization="mot") as source:
        (page,) = source.pages()
    assert [each["id"] for each in packages(page)] == ["id-00001"]


def _hydra(base: str, number: int, last: int) -> bytes:
    following = f"<{base}/catalog.ttl?page={number + 1}>" if number < last else ""
    link = f"<{base}/catalog.ttl> <http://www.w3.org/ns/hydra/core#next> {following} ." if following else ""
    dataset = f'<{base}/d/{number}> a dcat:Dataset ; dct:title "{number}" .'
    return "\n".join([TURTLE.split("\n")[0], link, dataset]).encode()


def test_a_catalog_in_rdf_that_is_given_in_pages_is_read_to_its_last_page() -> None:
    def site(request: SiteRequest) -> SiteAnswer:
        if request.path != "/catalog.ttl":
            return SiteAnswer(status=404)
        return file_answer(request, _hydra(request.base, int(request.query.get("page", 1)), 4))

    with opened(site, "/catalog.ttl") as source:
        pages = list(source.pages())
        assert [each.rsplit("/", 1)[1] for each in ids(pages)] == ["1", "2", "3", "4"]
        assert (source.found.declared, source.found.software, len(pages)) == (4, "dcat", 4)
        assert [list(source.pages(after=page.cursor)) == pages[page.number :] for page in pages] == [True] * 4


def test_pages_of_another_site_are_not_followed_and_a_loop_ends() -> None:
    def site(request: SiteRequest) -> SiteAnswer:
        following = "https://evil.example/p2" if "away" in request.path else f"{request.base}{request.path}"
        body = f"{TURTLE}\n<x:c> <http://www.w3.org/ns/hydra/core#next> <{following}> ."
        return file_answer(request, body.encode())

    for path in ("/away.ttl", "/loop.ttl"):
        with opened(site, path) as source:
            assert ids(list(source.pages())) == IDS


def test_a_fetched_document_has_a_base_and_a_file_has_none(tmp_path: Path) -> None:
    with opened(lambda request: file_answer(request, TURTLE.encode()), "/a.ttl") as source:
        assert source.found.base_url == source.found.source
    (tmp_path / "a.ttl").write_text(TURTLE)
    with opened(str(tmp_path / "a.ttl")) as source:
        assert source.found.base_url == ""


def test_a_saved_search_that_was_cut_says_how_many_are_not_in_it(tmp_path: Path) -> None:
    saved = tmp_path / "page.json"
    some = [{"id": str(number), "name": f"n{number}", "title": "ก"} for number in range(3)]
    saved.write_text(json.dumps({"success": True, "result": {"count": 30, "results": some}}))
    run = checker.scan(str(saved), store=tmp_path / "runs.sqlite")
    report = checker.score(run)
    assert (report.catalog.declared, report.catalog.held) == (30, 3)
    assert report.catalog.unreadable == (("27 datasets", "counted by the site, but in none of its answers"),)
    assert report.totals.unreconciled == 0
