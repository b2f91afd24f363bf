"""The extension beside what agencies load with it: activity, DataStore, DCAT, hierarchies, harvesting."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import ckanapi
import pytest
import rdflib
import requests

from tests.stack import Stack
from tests.stack.scheming import scheming_site
from tests.stack.sites import Site, prepared, serving

pytestmark = [pytest.mark.stack, pytest.mark.slow]

OURS = "dgmaturity scheming_datasets"
#: before us and behind us; only scheming has its place, behind dgmaturity
ORDERS = {
    "ours first": f"{OURS} activity datastore dcat dcat_rdf_harvester structured_data hierarchy_display hierarchy_form "
    "harvest ckan_harvester",
    "ours last": "ckan_harvester harvest hierarchy_form hierarchy_display structured_data dcat_rdf_harvester dcat "
    f"datastore activity {OURS}",
}
COMPLETE: dict[str, Any] = {
    "title": "รายชื่อสถานศึกษา ปี 2564",
    "data_type": "ข้อมูลระเบียน",
    "maintainer": "สำนักแผนงาน",
    "maintainer_email": "plan@agency.example",
    "notes": "ทะเบียนของสถานศึกษาทุกแห่งในสังกัด ปรับปรุงทุกปีการศึกษา",
    "objective": ["เพื่อการให้บริการประชาชน", "พันธกิจหน่วยงาน"],
    "update_frequency_unit": "ปี",
    "update_frequency_interval": "1",
    "geo_coverage": "ประเทศ",
    "data_source": "ทะเบียนสถานศึกษา",
    "data_format": ["CSV", "XLS"],
    "data_category": "ข้อมูลสาธารณะ",
    "license_id": "Open Data Common",
    "tag_string": "สถานศึกษา,ทะเบียน",
}
#: ckanext-hierarchy 1.2 imports what CKAN 2.12 no longer has
NO_HIERARCHY = ("2.12",)
PLACES = [("2.12", "ours first"), ("2.12", "ours last"), ("2.11", "ours first"), ("2.10", "ours last")]


class Running:
    """A site that runs with all of the plugins, and its administrator."""

    def __init__(self, site: Site) -> None:
        self.site = site
        token = site.administrator()
        self.api = ckanapi.RemoteCKAN(site.url, apikey=token)
        self.organization = self.api.action.organization_create(name="agency", title="หน่วยงานตัวอย่าง")
        made = {**COMPLETE, "name": "schools", "owner_org": self.organization["id"]}
        self.dataset = self.api.action.package_create(**made)


@pytest.fixture(scope="module", params=PLACES, ids=lambda place: " ".join(place).replace(" ", "-"))
def running(stack: Stack, request: pytest.FixtureRequest) -> Iterator[Running]:
    version, order = request.param
    options = {"ckanext.dgmaturity.enforcement": "strict", "ckan.harvest.log_level": "error"}
    plugins = ORDERS[order].split()
    if version in NO_HIERARCHY:
        plugins = [each for each in plugins if not each.startswith("hierarchy")]
    name = f"beside_{order[-5:].strip()}"
    site = prepared(stack, name, version=version, plugins=" ".join(plugins), options=options)
    with serving(site):
        yield Running(site)


def test_a_dataset_is_made_through_the_api_and_keeps_what_it_was_given(running: Running) -> None:
    names = [name for name in COMPLETE if name != "tag_string"]
    assert {name: running.dataset[name] for name in names} == {name: COMPLETE[name] for name in names}
    assert {tag["name"] for tag in running.dataset["tags"]} == {"สถานศึกษา", "ทะเบียน"}


def test_an_incomplete_one_is_refused(running: Running) -> None:
    with pytest.raises(ckanapi.ValidationError) as refused:
        running.api.action.package_create(name=f"d-{uuid4()}", title="x", owner_org=running.organization["id"])
    assert "data_source" in refused.value.error_dict


def test_the_search_page_the_dataset_and_the_organization_are_shown(running: Running) -> None:
    for path in ("/th/dataset/?q=สถานศึกษา", "/th/dataset/schools", "/th/organization/agency", "/organization/"):
        page = requests.get(running.site.url + path, timeout=120)
        assert page.status_code == 200, path
    page = requests.get(f"{running.site.url}/th/dataset/?q=สถานศึกษา", timeout=120)
    assert "รายชื่อสถานศึกษา ปี 2564" in page.text
    assert "ความครบถ้วนของรายการบังคับ" in page.text


@pytest.mark.parametrize(("ending", "form"), [("ttl", "turtle"), ("rdf", "xml")])
def test_dcat_gives_the_dataset_and_the_catalog(running: Running, ending: str, form: str) -> None:
    for path in (f"/dataset/schools.{ending}", f"/catalog.{ending}"):
        answer = requests.get(running.site.url + path, timeout=120)
        assert answer.status_code == 200, path
        graph = rdflib.Graph().parse(data=answer.content, format=form)
        titles = {str(each) for each in graph.objects(None, rdflib.DCTERMS.title)}
        assert "รายชื่อสถานศึกษา ปี 2564" in titles
        assert {str(each) for each in graph.objects(None, rdflib.DCAT.keyword)} == {"สถานศึกษา", "ทะเบียน"}


def test_a_dataset_is_made_through_the_form(running: Running) -> None:
    with requests.Session() as session:
        post(session, f"{running.site.url}/user/login", {"login": "admin", "password": "only-for-tests"})
        name = f"form-{uuid4()}"
        given = {**COMPLETE, "name": name, "owner_org": running.organization["id"], "_ckan_phase": "1", "save": "",
                 "private": "True"}  # fmt: skip
        post(session, f"{running.site.url}/dataset/new", given)
    made = running.api.action.package_show(id=name)
    assert made["objective"] == COMPLETE["objective"]
    assert made["data_category"] == "ข้อมูลสาธารณะ"


def post(session: requests.Session, url: str, given: dict[str, Any]) -> requests.Response:
    """Fills in a form of CKAN's with its token; the page that comes then."""
    page = session.get(url, timeout=120)
    found = re.search(r'<input[^>]*name="_csrf_token"[^>]*value="([^"]+)"', page.text)
    assert found, page.text[:2000]
    answer = session.post(url, data={**given, "_csrf_token": found[1]}, headers={"Referer": url}, timeout=120)
    assert answer.status_code == 200, answer.text[:2000]
    return answer


def test_an_organization_can_stand_under_another(running: Running) -> None:
    if running.site.version in NO_HIERARCHY:
        pytest.skip("ckanext-hierarchy does not load on this CKAN")
    made = running.api.action.organization_create(
        name=f"bureau-{uuid4()}", title="สำนัก", groups=[{"name": "agency", "capacity": "public"}]
    )
    assert [each["name"] for each in made["groups"]] == ["agency"]
    page = requests.get(f"{running.site.url}/th/organization/{made['name']}", timeout=120)
    assert page.status_code == 200


def test_harvesting_goes_through_the_rules_and_lists_what_is_refused(stack: Stack, running: Running) -> None:
    """Under ``strict``: the complete dataset comes in, the other is an error of its harvest object and not saved."""
    origin = f"origin-{uuid4()}"
    with scheming_site(stack) as url:
        there = ckanapi.RemoteCKAN(url, apikey=stack.token)
        owner = there.action.organization_create(name=origin, title="ต้นทาง")
        plain = {"name": f"whole-{origin}", "owner_org": owner["id"], "tag_string": "schools"}  # it takes no Thai one
        whole = {**COMPLETE, **plain}
        there.action.package_create(**whole)
        there.action.package_create(**{**whole, "name": f"lacking-{origin}", "data_source": "", "geo_coverage": ""})
        config = json.dumps({"organizations_filter_include": [origin]})
        source = running.api.action.harvest_source_create(
            name=origin, title="ต้นทาง", url=url, source_type="ckan", owner_org=running.organization["id"], config=config
        )
        running.site.ckan("harvester", "run-test", source["id"])
    assert running.api.action.package_show(id=f"whole-{origin}")["objective"] == COMPLETE["objective"]
    with pytest.raises(ckanapi.NotFound):
        running.api.action.package_show(id=f"lacking-{origin}")
    (job,) = running.api.action.harvest_job_list(source_id=source["id"])
    errors = running.api.action.harvest_job_report(id=job["id"])["object_errors"]
    (told,) = [error["message"] for each in errors.values() for error in each["errors"]]
    assert "data_source" in told or "Source" in told or "แหล่งที่มา" in told
