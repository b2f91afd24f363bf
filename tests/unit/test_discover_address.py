"""What people paste, and what it can mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.discover.address import Address, parse, same_site
from checker.errors import UsageError

SITE = "https://data.example.go.th"


@pytest.mark.parametrize(
    ("pasted", "root", "organization"),
    [
        (SITE, SITE, ""),
        (f"{SITE}/", SITE, ""),
        (f"  <{SITE}/>  ", SITE, ""),
        (f"{SITE}/th/dataset", SITE, ""),
        (f"{SITE}/en/dataset/", SITE, ""),
        (f"{SITE}/zh_Hans_CN/dataset", SITE, ""),
        (f"{SITE}/th", SITE, ""),
        (f"{SITE}/dataset/rice-price-2565?activity_id=1#x", SITE, ""),
        (f"{SITE}/dataset/rice/resource/9c1-2", SITE, ""),
        (f"{SITE}/api/3", SITE, ""),
        (f"{SITE}/api/3/action/package_search?rows=10&q=x", SITE, ""),
        (f"{SITE}/catalog/api/3", f"{SITE}/catalog", ""),
        (f"{SITE}/catalog/api/action/package_list", f"{SITE}/catalog", ""),
        (f"{SITE}/catalog/th/dataset", f"{SITE}/catalog", ""),
        (f"{SITE}/th/catalog/dataset", f"{SITE}/catalog", ""),
        (f"{SITE}/ckan/organization/moc", f"{SITE}/ckan", "moc"),
        (f"{SITE}/th/organization/moc/", SITE, "moc"),
        (f"{SITE}/organization/about/moc", SITE, "moc"),
        (f"{SITE}/organization", SITE, ""),
        (f"{SITE}/organization/%E0%B8%81", SITE, "ก"),
        (f"{SITE}/dataset?organization=moc&tags=x", SITE, "moc"),
        (f'{SITE}/api/3/action/package_search?fq=organization:"moc"', SITE, "moc"),
        (f"{SITE}/api/3/action/organization_show?id=moc", SITE, ""),
        (f"{SITE}/catalog.ttl", SITE, ""),
        ("HTTPS://Data.Example.go.th:8443/Dataset", "https://data.example.go.th:8443/Dataset", ""),
        ("http://127.0.0.1:5000/dataset", "http://127.0.0.1:5000", ""),
        ("http://[::1]:5000/dataset", "http://[::1]:5000", ""),
        ("https://ข้อมูล.ไทย/dataset", "https://xn--22c6dm4a2dze.xn--o3cw4h", ""),
    ],
)  # fmt: skip
def test_the_likeliest_root_and_the_organization_are_seen_in_what_is_pasted(
    pasted: str, root: str, organization: str
) -> None:
    found = parse(pasted)
    assert (found.roots[0], found.organization, found.path) == (root, organization, None)


def test_a_language_and_shorter_roots_are_tried_too() -> None:
    assert parse(f"{SITE}/th/catalog/dataset").roots == (f"{SITE}/catalog", f"{SITE}/th/catalog", SITE)
    assert parse(SITE).roots == (SITE, f"{SITE}/catalog", f"{SITE}/ckan")


def test_without_a_scheme_https_comes_first_and_then_http() -> None:
    found = parse("data.go.th/dataset")
    assert found.roots[0] == "https://data.go.th"
    assert "http://data.go.th" in found.roots
    assert found.urls == ("https://data.go.th/dataset", "http://data.go.th/dataset")
    assert parse("localhost:5000").roots[0] == "https://localhost:5000"


def test_a_path_that_ends_as_a_document_is_one() -> None:
    assert parse(f"{SITE}/data.json").document
    assert parse(f"{SITE}/dump.jsonl.gz?x=1").document
    assert not parse(f"{SITE}/dataset").document


def test_a_file_that_exists_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "data.go.th"
    file.write_bytes(b"{}")
    assert parse(str(file)) == Address(source=str(file), path=file)
    assert parse(str(tmp_path)).path == tmp_path


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        ("", ""),
        ("   ", ""),
        ("no-such-file", "no_such_file"),
        ("missing.json", "no_such_file"),
        ("missing.jsonl.gz", "no_such_file"),
        ("./dir/missing", "no_such_file"),
        ("/var/missing.ttl", "no_such_file"),
        ("x" * 5000, "no_such_file"),
        ("a\0b", "no_such_file"),
        ("ftp://data.go.th", "invalid_url"),
        ("file:///etc/passwd", "invalid_url"),
        ("javascript:alert(1)", "invalid_url"),
        ("https://", "invalid_url"),
        ("https:///x", "invalid_url"),
        ("https://data.go.th:99999", "invalid_url"),
        ("https://[::1", "invalid_url"),
        (f"https://{'a' * 70}.ไทย", "invalid_url"),
        ("https://me:secret@data.go.th", "credentials"),
    ],
)
def test_what_is_neither_file_nor_address_is_wrong_use(pasted: str, code: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse(pasted)
    assert raised.value.code == code
    assert raised.value.exit_code == 2
    assert "secret" not in f"{raised.value.en}{raised.value.th}"
    assert raised.value.th != raised.value.en


@pytest.mark.parametrize(
    ("asked", "answered", "same"),
    [
        ("https://a.go.th/x", "https://a.go.th/y", True),
        ("http://a.go.th/x", "https://a.go.th/x", True),
        ("https://a.go.th/x", "http://a.go.th/x", False),
        ("http://a.go.th:8080/", "https://a.go.th/", False),
        ("https://a.go.th/", "https://www.a.go.th/", False),
        ("https://a.go.th/", "https://a.go.th:443/", True),
    ],
)
def test_a_site_is_its_origin_or_the_same_host_grown_to_https(asked: str, answered: str, same: bool) -> None:
    assert same_site(asked, answered) is same
