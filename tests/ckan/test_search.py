"""What is found, and what the facets count, on the real Solr of the site."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from ckan import model
from ckan.lib import search as ckan_search
from ckan.lib.search import common
from ckan.plugins import toolkit as tk
from ckan.tests import factories, helpers
from ckanext.dgmaturity.model import Verdict
from ckanext.dgmaturity.search import following, reindex
from ckanext.dgmaturity.search.index import with_fields

pytestmark = pytest.mark.usefixtures("extension", "ckan_config")

FULL = {
    "data_type": "ข้อมูลระเบียน",
    "maintainer": "สำนักแผนงาน",
    "maintainer_email": "plan@agency.example",
    "notes": "ทะเบียนของสถานศึกษาในสังกัด ปรับปรุงทุกปีการศึกษา",
    "objective": ["พันธกิจหน่วยงาน", "เพื่อการให้บริการประชาชน"],
    "update_frequency_unit": "ปี",
    "update_frequency_interval": "1",
    "geo_coverage": "ประเทศ",
    "data_source": "ทะเบียนสถานศึกษา",
    "data_format": ["CSV", "XLS"],
    "data_category": "ข้อมูลสาธารณะ",
    "license_id": "Open Data Common",
    "tag_string": "registry,schools",
}


@pytest.fixture(scope="module")
def admin(extension) -> str:
    name: str = factories.Sysadmin()["name"]
    return name


@pytest.fixture
def organization() -> dict[str, Any]:
    return factories.Organization()


def dataset(organization: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A complete dataset of the organization, but for ``fields``."""
    given = {**FULL, "name": f"d-{uuid4()}", "title": "รายชื่อสถานศึกษา ปี 2564", "owner_org": organization["id"]}
    user = factories.Sysadmin()["name"]
    return helpers.call_action("package_create", {"user": user, "ignore_auth": True}, **{**given, **fields})


def found(organization: dict[str, Any], user: str = "", **asked: Any) -> dict[str, Any]:
    """The search in one organization; as nobody unless a user is named."""
    context = {"user": user, "ignore_auth": False, "auth_user_obj": model.User.get(user) if user else None}
    return tk.get_action("package_search")(
        context, {"fq": f"organization:{organization['name']}", "include_private": True, **asked}
    )


def counts(organization: dict[str, Any], field: str, user: str = "") -> dict[str, int]:
    answer = found(organization, user, **{"facet.field": [field]})
    return {each["name"]: each["count"] for each in answer["search_facets"][field]["items"]}


@pytest.mark.parametrize(
    "words",
    ["สถานศึกษา", "รายชื่อ", "ศึกษา 2564", "๒๕๖๔", "รายชื่อสถานศึกษา", "สังกัด", "พันธกิจ", "สำนักแผนงาน", "registry"],
)
def test_a_thai_word_inside_a_text_is_found(organization, words):
    dataset(organization)
    assert found(organization, q=words)["count"] == 1


@pytest.mark.parametrize("words", ["โรงพยาบาล", "2565", "สถานพยาบาล", "ทะเบียนโรงพยาบาล"])
def test_a_word_that_is_not_there_is_not_found(organization, words):
    dataset(organization)
    assert found(organization, q=words)["count"] == 0


@pytest.mark.parametrize(
    "words", ["เทศบาล/อบต.", "สถานศึกษา (2564)", "สถานศึกษา [*", "~สถานศึกษา^", '"ศึกษา ปี"', "{!สถาน", "ศึกษา\\"]
)
def test_signs_in_a_search_are_text(organization, words):
    dataset(organization, notes="ของเทศบาล/อบต. ทุกแห่ง")
    assert found(organization, q=words)["count"] == 1


def test_a_minus_and_quotes_mean_what_they_meant(organization):
    dataset(organization)
    assert found(organization, q="สถานศึกษา -2564")["count"] == 0
    assert found(organization, q='"ศึกษา สถาน"')["count"] == 0


@pytest.mark.parametrize("words", ["e-Service", "CKAN2.12", "ckan2.12", "บริการ e-service", "GDCatalog"])
def test_english_inside_thai_is_found(organization, words):
    dataset(organization, title="บริการe-Serviceบน CKAN2.12 ของGDCatalogภาครัฐ")
    assert found(organization, q=words)["count"] == 1


def test_facets_count_by_category_type_and_completeness(organization, admin):
    dataset(organization)
    dataset(organization, data_type="ข้อมูลสถิติ")
    dataset(organization, data_category="ข้อมูลใช้ภายใน", license_id="อื่นๆ", license_id_other="ตามระเบียบ", private=True)
    assert counts(organization, "data_type", admin) == {"ข้อมูลระเบียน": 2, "ข้อมูลสถิติ": 1}
    assert counts(organization, "data_category", admin) == {"ข้อมูลสาธารณะ": 2, "ข้อมูลใช้ภายใน": 1}
    assert counts(organization, "dgmaturity_completeness", admin) == {"complete": 3}


def test_an_incomplete_dataset_stands_in_its_band(organization, admin):
    dataset(organization, private=True, data_source="", data_type="")
    assert counts(organization, "dgmaturity_completeness", admin) == {"nearly": 1}


def test_an_anonymous_reader_sees_no_figure_of_a_private_dataset(organization):
    dataset(organization, private=True)
    for field in ("data_category", "data_type", "dgmaturity_completeness", "dgmaturity_tier", "dgmaturity_stars"):
        assert counts(organization, field) == {}
    outsider = factories.User()["name"]
    assert counts(organization, "dgmaturity_completeness", outsider) == {}


def test_each_member_of_a_list_is_a_value_of_its_own(organization):
    dataset(organization)
    assert counts(organization, "vocab_dgmaturity_objective") == {"พันธกิจหน่วยงาน": 1, "เพื่อการให้บริการประชาชน": 1}
    assert counts(organization, "vocab_dgmaturity_data_format") == {"CSV": 1, "XLS": 1}


def verdict_of(package: dict[str, Any], **columns: Any) -> None:
    values = {"rubric": "data-catalog-kpi-2565", "passed": 14, "required": 14, "informative": 14, "body": {}, **columns}
    model.Session.merge(Verdict(package_id=package["id"], **values))
    model.Session.commit()


def test_tier_and_stars_are_those_of_the_last_verdict(organization):
    package = dataset(organization)
    verdict_of(package, tier="middle", stars=3)
    assert reindex(package["id"])
    assert counts(organization, "dgmaturity_tier") == {"middle": 1}
    assert counts(organization, "dgmaturity_stars") == {"3": 1}
    verdict_of(package, tier="advanced", stars=4)
    assert reindex(package["id"])
    assert counts(organization, "dgmaturity_tier") == {"advanced": 1}


def test_a_check_tells_the_index_of_another_tier(organization):
    package = dataset(organization)
    verdict_of(package, tier="basic", stars=1)
    reindex(package["id"])
    before = following.figures([package["id"]])
    verdict_of(package, tier="middle", stars=1)
    following.follow(before, [package["id"]])
    assert counts(organization, "dgmaturity_tier") == {"middle": 1}


def test_a_rebuild_of_the_index_keeps_tier_and_stars(organization):
    package = dataset(organization)
    verdict_of(package, tier="basic", stars=2)
    ckan_search.rebuild(package["id"])
    assert counts(organization, "dgmaturity_stars") == {"2": 1}
    assert counts(organization, "dgmaturity_tier") == {"basic": 1}


def test_values_of_facets_are_shown_in_words(organization):
    package = dataset(organization)
    verdict_of(package, tier="middle", stars=3)
    reindex(package["id"])
    fields = ["dgmaturity_tier", "dgmaturity_stars", "dgmaturity_completeness", "data_category"]
    facets = found(organization, **{"facet.field": fields})["search_facets"]
    shown = {name: [each["display_name"] for each in facet["items"]] for name, facet in facets.items()}
    assert shown["dgmaturity_tier"] == ["middle"]
    assert shown["dgmaturity_stars"] == ["★★★ (3)"]
    assert shown["dgmaturity_completeness"] == ["All items"]
    assert shown["data_category"] == ["Public"]


@pytest.mark.parametrize(("language", "title", "value"), [
    ("th", "ความครบถ้วนของรายการบังคับ", "ครบทุกรายการ"), ("en", "Completeness", "All items"),
])  # fmt: skip
def test_the_search_page_has_our_facets_in_the_readers_language(site, organization, language, title, value):
    dataset(organization)
    page = site.get(f"/{language}/dataset/").body
    assert title in page
    assert value in page
    assert title in site.get(f"/{language}/organization/{organization['name']}").body


@pytest.mark.ckan_config("ckanext.dgmaturity.public_badge", False)
def test_without_the_public_badge_figures_are_facets_for_editors_alone(site, organization, admin):
    dataset(organization)
    assert "Completeness" not in site.get("/dataset/").body
    editor = factories.UserWithToken()
    helpers.call_action(
        "member_create", id=organization["id"], object=editor["id"], object_type="user", capacity="editor"
    )
    assert "Completeness" in site.get("/dataset/", headers={"Authorization": editor["token"]}).body


def test_a_facet_narrows_the_search(organization):
    package = dataset(organization)
    dataset(organization, data_type="ข้อมูลสถิติ")
    answer = found(organization, fq=f'organization:{organization["name"]} data_type:"ข้อมูลระเบียน"')
    assert [each["id"] for each in answer["results"]] == [package["id"]]


def test_results_can_be_sorted_by_what_is_complete(organization, admin):
    whole = dataset(organization, private=True)
    lacking = dataset(organization, private=True, data_source="")
    answer = found(organization, admin, sort="dgmaturity_passed asc")
    assert [each["id"] for each in answer["results"]] == [lacking["id"], whole["id"]]


def test_texts_too_long_for_one_word_of_solr_are_cut_and_others_are_not():
    package = {"id": "x", "title": "ก" * 20_000, "data_source": "ก" * 20_000}
    document = {**package, "title_string": package["title"], "extras_data_source": package["data_source"]}
    made = with_fields({**document, "dataset_type": "dataset", "data_dict": json.dumps(package)})
    assert {name: len(made[name]) for name in ("title_string", "data_source", "extras_data_source", "title")} == {
        "title_string": 8_000, "data_source": 8_000, "extras_data_source": 20_000, "title": 20_000,
    }  # fmt: skip


def test_a_dataset_of_another_type_is_indexed_as_it_is():
    document = {"id": "x", "dataset_type": "harvest", "data_dict": "{}", "objective": "[]"}
    assert with_fields(document) == document


def test_a_dataset_that_is_gone_is_no_error():
    assert reindex(str(uuid4())) is False


@pytest.fixture
def no_solr(ckan_config):
    """A way to take Solr away: nothing listens where it should be, until the test ends."""
    url = ckan_config["solr_url"]

    def pointed(address: str) -> None:
        ckan_config["solr_url"] = address
        if hasattr(common, "SolrSettings"):  # before 2.12
            common.SolrSettings.init(address)

    yield lambda: pointed("http://127.0.0.1:9/solr/none")
    pointed(url)


def test_without_solr_the_index_is_late_and_the_verdict_stays(organization, no_solr):
    package = dataset(organization)
    no_solr()
    verdict_of(package, tier="middle", stars=3)
    assert reindex(package["id"]) is False
    assert model.Session.get(Verdict, package["id"]).tier == "middle"


def test_without_solr_a_dataset_is_read_through_the_api(site, organization, no_solr):
    package = dataset(organization)
    no_solr()
    assert site.get(f"/api/3/action/package_show?id={package['id']}").json["result"]["title"] == package["title"]
