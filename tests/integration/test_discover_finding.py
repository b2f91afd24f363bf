"""Finding a CKAN from what people paste, and saying what came back where there is none. Real sites on loopback."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Mapping
from typing import Any

import pytest
from discover_sites import QUICK, Seen, ids, opened, package, packages_of, refused, scripted, succeeded
from msgspec import structs

from checker.errors import CatalogError, UsageError
from checker.model import Found
from checker.testing import Site, SiteAnswer, SiteRequest, ckan_site, html_answer, json_answer, serve

THREE = packages_of(3)
TWO_ORGANIZATIONS = [package(0), package(1, "mot"), package(2, "moc"), package(3, "mot")]


@pytest.mark.parametrize(
    ("prefix", "pasted"),
    [
        ("", ""),
        ("", "/"),
        ("", "/th/dataset"),
        ("", "/th/dataset/"),
        ("", "/dataset/dataset-00001"),
        ("", "/api/3"),
        ("", "/api/3/action/package_search?rows=5"),
        ("/catalog", "/catalog"),
        ("/catalog", "/catalog/th/dataset"),
        ("/catalog", "/catalog/api/3/"),
        ("/catalog", ""),
        ("/ckan", "/th"),
        ("/open/data", "/open/data/en/group/x"),
        ("", "/about-us/news?id=4"),
    ],
)
def test_a_ckan_is_found_from_what_is_pasted(prefix: str, pasted: str) -> None:
    with opened(ckan_site(THREE, prefix=prefix), pasted) as source:
        base = source.found.source.removesuffix(pasted)
        assert source.found == Found(
            source=base + pasted,
            software="ckan",
            base_url=base + prefix,
            api_url=f"{base}{prefix}/api/3",
            title="บัญชีข้อมูลทดสอบ",
            ckan_version="2.10.7",
            thai_gdc_version="2.2.4",
            declared=3,
        )
        assert ids(list(source.pages())) == ["id-00000", "id-00001", "id-00002"]


def test_without_a_scheme_http_is_tried_after_https() -> None:
    with serve(ckan_site(THREE)) as base, opened(base.removeprefix("http://")) as source:
        assert (source.found.base_url, source.found.declared) == (base, 3)


@pytest.mark.parametrize("pasted", ["/organization/mot", "/th/organization/about/mot", "/dataset?organization=mot"])
def test_the_page_of_an_organization_gives_only_its_datasets(pasted: str) -> None:
    with opened(ckan_site(TWO_ORGANIZATIONS), pasted) as source:
        assert (source.found.organization, source.found.declared) == ("mot", 2)
        assert ids(list(source.pages())) == ["id-00001", "id-00003"]


def test_the_organization_that_is_asked_for_goes_before_that_of_the_page() -> None:
    with opened(ckan_site(TWO_ORGANIZATIONS), "/organization/mot", organization="moc") as source:
        assert source.found.organization == "moc"


@pytest.mark.parametrize("closed", [403, 404, 500])
def test_where_status_show_is_closed_search_tells_that_it_is_a_ckan(closed: int) -> None:
    def script(action: str, _query: Mapping[str, str]) -> SiteAnswer | None:
        return SiteAnswer(status=closed, body=b"no") if action == "status_show" else None

    with opened(scripted(ckan_site(THREE), script)) as source:
        assert (source.found.software, source.found.ckan_version, source.found.declared) == ("ckan", "", 3)


@pytest.mark.parametrize(
    ("status", "version"),
    [
        ({"thaigdc_version": "2.2.4"}, "2.2.4"),
        ({"extensions": ["stats", "thai_gdc==1.3"]}, "1.3"),
        ({"extensions": {"thai_gdc": "2.0"}}, "2.0"),
        ({"extensions": [{"name": "thai_gdc", "version": "2.1"}]}, "2.1"),
        ({"extensions": ["thai_gdc"]}, ""),
        ({"extensions": None}, ""),
        ({"thaigdc_version": ["x"], "extensions": [1, None]}, ""),
    ],
)
def test_the_version_of_thai_gdc_is_read_wherever_it_stands(status: dict[str, Any], version: str) -> None:
    def script(action: str, _query: Mapping[str, str]) -> SiteAnswer | None:
        return succeeded({"ckan_version": "2.9.5", **status}) if action == "status_show" else None

    with opened(scripted(ckan_site(THREE), script)) as source:
        assert (source.found.ckan_version, source.found.thai_gdc_version) == ("2.9.5", version)


def test_json_that_is_sent_as_a_page_is_read_all_the_same() -> None:
    inner = ckan_site(THREE)

    def site(request: SiteRequest) -> SiteAnswer:
        return structs.replace(inner(request), headers={"Content-Type": "text/html; charset=utf-8"})

    with opened(site) as source:
        assert len(ids(list(source.pages()))) == 3


def test_a_redirect_to_the_real_site_is_followed() -> None:
    with serve(ckan_site(THREE)) as base:

        def site(request: SiteRequest) -> SiteAnswer:
            return SiteAnswer(status=301, headers={"Location": base + request.target})

        with opened(site) as source:
            assert (source.found.base_url, len(ids(list(source.pages())))) == (base, 3)


LOGIN = html_answer('<form><input type="password" name="p"></form>', title="เข้าสู่ระบบ")


@pytest.mark.parametrize(
    ("site", "code", "said"),
    [
        (lambda _: html_answer("<h1>หน่วยงาน</h1>", title="หน้าแรก"), "html", "หน้าแรก"),
        (lambda _: LOGIN, "login", "เข้าสู่ระบบ"),
        (lambda _: html_answer("no", status=403), "forbidden", "403"),
        (lambda _: SiteAnswer(status=401), "login_required", "401"),
        (lambda _: SiteAnswer(status=404, body=b"no"), "missing", "404"),
        (lambda _: SiteAnswer(status=500, body=b"Internal Server Error"), "server_error", "500"),
        (lambda _: SiteAnswer(status=503), "server_error", "503"),
        (lambda _: SiteAnswer(status=429), "throttled", "429"),
        (lambda _: SiteAnswer(body=b""), "empty_body", "empty"),
        (lambda _: SiteAnswer(body=b'{"success": tru'), "json", "JSON"),
        (lambda _: SiteAnswer(body=b'{"success": true, "result": {"count"'), "truncated", "breaks off"),
        (lambda _: SiteAnswer(body=b'{"success": true', promised=9999), "truncated", "breaks off"),
        (lambda _: SiteAnswer(headers={"Content-Encoding": "gzip"}, body=b"no gzip"), "encoding", "unpacked"),
        (lambda _: SiteAnswer(headers={"Content-Encoding": "gzip"}, body=gzip.compress(b"{}")[:-9]), "", ""),
        (lambda _: json_answer({"hello": 1}), "not_a_catalog", "object with hello"),
        (lambda _: json_answer([1, 2]), "not_a_catalog", "list of 2"),
        (lambda _: refused("Access denied", 200, "Authorization Error"), "refused", "Access denied"),
        (lambda _: refused("solr is down", 500), "refused", "solr is down"),
        (lambda _: SiteAnswer(hang_up=True), "connect", ""),
        (lambda _: SiteAnswer(raw=b"SSH-2.0-OpenSSH\r\n"), "connect", ""),
        (lambda _: SiteAnswer(delay=5), "timeout", ""),
        (lambda r: SiteAnswer(status=302, headers={"Location": r.target}), "redirect", ""),
    ],
)
def test_what_is_no_catalog_is_told_with_its_url_and_a_way_out(site: Site, code: str, said: str) -> None:
    quick = structs.replace(QUICK, timeout=0.5, first_byte_timeout=0.5)
    with pytest.raises(CatalogError) as raised, opened(site, settings=quick):
        pass
    if code:
        assert raised.value.code == code
    assert "http://127.0.0.1:" in raised.value.en
    assert said in raised.value.en
    assert raised.value.exit_code == 3
    assert raised.value.th != raised.value.en


def test_a_host_that_is_not_there_and_a_port_that_is_closed_say_so() -> None:
    with pytest.raises(CatalogError) as raised, opened("https://no-such-host.invalid/dataset"):
        pass
    assert raised.value.code == "dns"
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        with pytest.raises(CatalogError) as raised, opened(f"http://127.0.0.1:{held.getsockname()[1]}"):
            pass
    assert raised.value.code == "connect"


def test_a_private_address_is_refused_and_the_flag_is_named() -> None:
    closed = structs.replace(QUICK, allow_networks=())
    with pytest.raises(CatalogError) as raised, opened(ckan_site(THREE), settings=closed):
        pass
    assert raised.value.code == "address"
    assert "--allow-network" in raised.value.en
    assert "--allow-network" in raised.value.th


def test_a_site_that_is_down_is_asked_once() -> None:
    seen = Seen(lambda _: SiteAnswer(hang_up=True))
    with pytest.raises(CatalogError), opened(seen, "/th/catalog/dataset"):
        pass
    assert len(seen.requests) == 1


def test_an_empty_catalog_is_no_error_of_reading() -> None:
    with opened(ckan_site([])) as source:
        assert (source.found.declared, list(source.pages())) == (0, [])
        assert (source.state().held, source.state().declared, source.state().unreadable) == (0, 0, ())


def test_an_unknown_organization_is_wrong_use_and_near_names_are_told() -> None:
    with pytest.raises(UsageError) as raised, opened(ckan_site(TWO_ORGANIZATIONS), organization="mott"):
        pass
    assert raised.value.code == "unknown_organization"
    assert "'mott'" in raised.value.en
    assert "mot" in raised.value.en.split("did you mean", 1)[1]


@pytest.mark.parametrize("written", ["mot", "MOT", "org-mot", "กระทรวง mot", " กระทรวง  MOT "])
def test_an_organization_is_known_by_name_id_or_title(written: str) -> None:
    with opened(ckan_site(TWO_ORGANIZATIONS), organization=written) as source:
        assert (source.found.organization, ids(list(source.pages()))) == ("mot", ["id-00001", "id-00003"])


def test_quotes_in_an_organization_cannot_leave_the_filter() -> None:
    seen = Seen(
        scripted(
            ckan_site(TWO_ORGANIZATIONS),
            lambda action, _: succeeded({"id": "x", "name": 'a" OR b:"\\'}) if action == "organization_show" else None,
        )
    )
    with opened(seen, organization="x") as source:
        list(source.pages())
    asked = {request.query["fq"] for request in seen.requests if "fq" in request.query}
    assert asked == {'organization:"a\\" OR b:\\"\\\\"'}


def test_where_the_site_cannot_filter_the_datasets_are_picked_out_after_reading() -> None:
    def script(action: str, query: Mapping[str, str]) -> SiteAnswer | None:
        return SiteAnswer(status=500) if action == "package_search" and "fq" in query else None

    with opened(scripted(ckan_site(TWO_ORGANIZATIONS), script), organization="mot") as source:
        pages = list(source.pages())
        assert ids(pages) == ["id-00001", "id-00003"]
        assert ([page.count for page in pages], source.found.declared) == ([2], 2)
        assert (source.state().held, source.state().declared, source.state().changed) == (2, 2, False)


def test_a_site_that_ignores_the_filter_does_not_lend_its_datasets() -> None:
    inner = ckan_site(TWO_ORGANIZATIONS)

    def site(request: SiteRequest) -> SiteAnswer:
        return inner(structs.replace(request, query={k: v for k, v in request.query.items() if k != "fq"}))

    with opened(site, organization="mot") as source:
        assert ids(list(source.pages())) == ["id-00001", "id-00003"]
        assert source.state().held == 2


PRIVATE = [*packages_of(2), package(2, private=True)]


def test_a_token_shows_private_datasets_and_is_kept_nowhere() -> None:
    token = "s3cret-token"
    with opened(ckan_site(PRIVATE, token=token), token=token) as source:
        pages = list(source.pages())
        assert len(ids(pages)) == 3
        assert token not in repr(source.found) + repr(pages) + repr(source.state()) + repr(vars(source))
    with opened(ckan_site(PRIVATE, token=token)) as source:
        assert len(ids(list(source.pages()))) == 2


def test_a_site_behind_a_login_is_read_with_a_token() -> None:
    inner = ckan_site(PRIVATE, token="t")

    def site(request: SiteRequest) -> SiteAnswer:
        return inner(request) if request.headers.get("authorization") == "t" else SiteAnswer(status=403)

    with opened(site, token="t") as source:
        assert len(ids(list(source.pages()))) == 3


def test_a_token_never_goes_to_another_site() -> None:
    stranger = Seen(ckan_site(PRIVATE, token="t"))
    with serve(stranger) as other:

        def site(request: SiteRequest) -> SiteAnswer:
            return SiteAnswer(status=302, headers={"Location": other + request.target})

        with pytest.raises(CatalogError) as raised, opened(site, token="t"):
            pass
    assert raised.value.code == "moved_away"
    assert other in raised.value.en
    assert [request for request in stranger.requests if "authorization" in request.headers] == []


def test_a_site_that_never_answers_is_not_asked_at_every_root() -> None:
    seen = Seen(lambda _: SiteAnswer(delay=5))
    quick = structs.replace(QUICK, timeout=0.2, first_byte_timeout=0.2)
    with pytest.raises(CatalogError) as raised, opened(seen, "/a/b/c/d", settings=quick):
        pass
    assert raised.value.code == "timeout"
    assert len(seen.requests) <= 3
