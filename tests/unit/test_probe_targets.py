"""Which interfaces a distribution has, from evidence alone."""

from __future__ import annotations

import pytest

from checker.model import Dataset, Distribution, Observation, Outcome, Role, Sniffed, Verdict
from checker.probe import Target, rules, targets

API = "https://catalog.example/api/3/action"
RESOURCE = "956e15f9-cd50-40c9-b52b-ae50140a8245"


def of(*distributions: Distribution, seen: dict[str, Observation] | None = None, camera: bool = False) -> list[Target]:
    return list(targets(Dataset(id="d", distributions=distributions), seen or {}, api_url=API, camera=camera))


def interfaces(url: str, format_: str | None = None, declared: str = "", **more: object) -> list[tuple[str, str, str]]:
    resource = Distribution(id="r", url=url, format=format_, declared=declared, **more)  # type: ignore[arg-type]
    return [(each.interface, each.url, each.name) for each in of(resource)]


def seen(format_: str | None, *, verdict: Verdict = Verdict.OK, outcome: Outcome = Outcome.PASSED) -> Observation:
    sniffed = Sniffed(format=format_, how="content")
    return Observation(distribution="r", url="", verdict=verdict, outcome=outcome, confirmed=True, sniffed=sniffed)


SITE = "https://site.example"
SHAPES = [
    ("/arcgis/rest/services/a/FeatureServer/0", "arcgis"),
    ("/arcgis/rest/services/a/MapServer", "arcgis"),
    ("/arcgis/rest/services/a/FeatureServer/0/query?where=1%3D1&f=json", "arcgis"),
    ("/geoserver/ows?service=WFS&version=1.0.0&request=GetFeature&typeName=a:b", "wfs"),
    ("/geoserver/wfs", "wfs"),
    ("/ogc/collections/roads/items", "ogc_features"),
    ("/ogc/collections/roads", "ogc_features"),
    ("/odata/v4/Rains", "odata"),
    ("/service.svc/Rains", "odata"),
    ("/sdmx/v2/data/dataflow/TH/RAIN/1.0", "sdmx"),
    ("/rest/data/TH,RAIN,1.0/all?startPeriod=2020", "sdmx"),
    ("/v3/api-docs", "openapi"),
    ("/docs/swagger.json", "openapi"),
    ("/openapi.yaml", "openapi"),
]
FILES = [
    "/data.csv", "/data.json", "/download.php?id=12", "/ewt_dl_link.php?nid=50271", "/view.aspx?page=2&limit=10",
    "/data.json?v=20220101", "/data.json?token=abc", "/geoserver/wms?service=WMS&request=GetMap&layers=a&bbox=1,2,3,4",
]  # fmt: skip


@pytest.mark.parametrize(("path", "interface"), SHAPES)
def test_an_address_tells_its_interface_by_its_shape(path: str, interface: str) -> None:
    assert interfaces(SITE + path) == [(interface, SITE + path, "")]


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("format_", ["csv", "json", None])
def test_a_file_is_no_interface(path: str, format_: str | None) -> None:
    assert interfaces(SITE + path, format_) == []


@pytest.mark.parametrize(
    ("url", "base", "name"),
    [
        (f"{API}/datastore_search?resource_id={RESOURCE}&limit=5", API, RESOURCE),
        ("https://o.example/en/api/action/datastore_search?id=abcdefgh", "https://o.example/en/api/action", "abcdefgh"),
        (f"{SITE}/th/datastore/dump/{RESOURCE}?bom=True", f"{SITE}/th/api/3/action", RESOURCE),
        (f'{API}/datastore_search_sql?sql=SELECT%20*%20from%20"{RESOURCE}"%20LIMIT%205', API, RESOURCE),
    ],
)
def test_a_link_into_a_datastore_is_that_datastore_wherever_it_stands(url: str, base: str, name: str) -> None:
    assert interfaces(url, "json") == [("ckan_datastore", base, name)]


def test_what_the_catalog_says_of_its_datastore_counts_beside_the_file() -> None:
    resource = Distribution(id=RESOURCE, url=f"{SITE}/a.csv", format="csv", datastore_active=True)
    dumped = Distribution(id=RESOURCE, url=f"{SITE}/th/datastore/dump/{RESOURCE}", format="csv", datastore_active=True)
    assert of(dumped) == of(resource)
    (found,) = of(resource)
    assert found == Target(
        key=f"ckan_datastore:{API}#{RESOURCE}",
        distribution=RESOURCE,
        interface="ckan_datastore",
        url=API,
        name=RESOURCE,
        declared=True,
    )


@pytest.mark.parametrize(
    ("format_", "declared", "interface"),
    [("api", "REST API", "service"), ("api", "Swagger", "openapi"), ("odata", "OData", "odata"), ("wfs", "WFS", "wfs"),
     ("sdmx", "SDMX", "sdmx"), ("arcgis_rest", "ESRI REST", "arcgis"), ("ogc_api", "OGC API", "ogc_features")],
)  # fmt: skip
def test_a_declared_interface_is_one_whatever_its_address(format_: str, declared: str, interface: str) -> None:
    assert interfaces(f"{SITE}/x", format_, declared) == [(interface, f"{SITE}/x", "")]


@pytest.mark.parametrize(
    ("query", "format_"),
    [("?province=กรุงเทพมหานคร", "json"), ("?year=2565&format=json", "json"), ("?keyword=ข้าว", "json"),
     ("?ปี=2565", "csv"), ("?start_date=2022-01-01&end_date=2022-01-31", "xml")],
)  # fmt: skip
def test_a_link_with_a_condition_in_it_is_an_example(query: str, format_: str) -> None:
    assert interfaces(f"{SITE}/get{query}", format_) == [("declared", f"{SITE}/get{query}", "")]


def test_bytes_that_are_a_file_are_no_interface_whatever_is_declared() -> None:
    resource = Distribution(id="r", url=f"{SITE}/x?year=2565", format="api", declared="API")
    for name in ("xlsx", "zip", "pdf"):
        assert of(resource, seen={"r": seen(name)}) == []
    assert [each.interface for each in of(resource, seen={"r": seen("json")})] == ["service"]
    assert [each.interface for each in of(resource, seen={"r": seen("odata")})] == ["odata"]
    assert [each.interface for each in of(resource, seen={"r": seen("wfs")})] == ["wfs"]


def test_an_address_that_is_lost_is_not_asked_and_one_that_cannot_be_told_is() -> None:
    resource = Distribution(id="r", url=f"{SITE}/x", format="api")
    lost = seen(None, verdict=Verdict.MISSING, outcome=Outcome.FAILED)
    unsure = seen(None, verdict=Verdict.REFUSED_BY_US, outcome=Outcome.CANNOT_TELL)
    assert of(resource, seen={"r": lost}) == []
    assert [each.interface for each in of(resource, seen={"r": unsure})] == ["service"]


def test_links_in_the_description_are_examples_too() -> None:
    text = (
        f"ตัวอย่าง: {SITE}/api/rain?province=เชียงใหม่ และ {SITE}/api/rain?year=2565&format=json) "
        f"คู่มือ {SITE}/manual.html เพิ่มเติม {SITE}/more?year=1"
    )
    assert interfaces(f"{SITE}/a.csv", "csv", description=text) == [
        ("declared", f"{SITE}/api/rain?province=เชียงใหม่", ""),
        ("declared", f"{SITE}/api/rain?year=2565&format=json", ""),
    ]


def test_a_dictionary_has_no_interface_and_neither_has_what_is_no_address() -> None:
    assert of(Distribution(id="r", url=f"{SITE}/x", format="api", role=Role.DICTIONARY, datastore_active=True)) == []
    for url in (
        "",
        "x",
        "ftp://a.example/FeatureServer/0",
        "http://[/FeatureServer/0",
        "javascript:alert(1)",
        "https://",
    ):
        assert interfaces(url, "api") == []


def test_of_many_resources_of_one_kind_the_first_are_asked() -> None:
    most = rules().asking.per_interface
    many = [Distribution(id=f"{number:08}", url="", datastore_active=True) for number in range(most + 5)]
    service = Distribution(id="z", url=f"{SITE}/x/FeatureServer/1", format="api")
    assert [each.distribution for each in of(*many, service)] == [*(each.id for each in many[:most]), "z"]


def test_one_interface_of_two_resources_has_one_key() -> None:
    resources = [Distribution(id=name, url=f"{SITE}/wfs", format="wfs") for name in "ab"]
    assert {(each.key, each.distribution) for each in of(*resources)} == {
        (f"wfs:{SITE}/wfs", "a"),
        (f"wfs:{SITE}/wfs", "b"),
    }


def test_pictures_are_asked_for_only_where_they_are_of_cameras() -> None:
    resource = Distribution(id="r", url=f"{SITE}/picture?camera=12", format="jpeg")
    assert of(resource) == []
    (found,) = of(resource, camera=True)
    assert not found.declared
    assert (found.interface, found.camera) == ("declared", True)


def test_a_link_to_somewhere_else_in_the_description_is_no_example() -> None:
    text = "https://maps.example/?q=13.7,100.5 https://video.example/watch?v=abc&list=x https://api.other.example/v1?tambon=1"
    found = interfaces(f"{SITE}/a.csv", "csv", description=text)
    assert found == [("declared", "https://api.other.example/v1?tambon=1", "")]
