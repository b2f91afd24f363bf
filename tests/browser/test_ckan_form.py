"""The form of a dataset in a real browser: Thai and English, wide and narrow, with script and without."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from ckanapi import RemoteCKAN
from playwright.sync_api import Browser, Page, sync_playwright

from tests.stack.sites import Site, prepared, serving
from tests.stack.stack import Stack

sys.path.insert(0, str(Path(__file__).parent))

from ckan_axe import CHROMIUM, QUIET, grave, signed_in

pytestmark = pytest.mark.browser

PASSWORD = "only-for-tests"
LOOKS = [("th", 390), ("en", 1200)]
#: how far an element goes beyond the screen, or what is in it beyond the element
SIDEWAYS = "each => Math.max(each.getBoundingClientRect().right - innerWidth, each.scrollWidth - each.clientWidth)"
#: where select2 takes what is typed, in the versions that CKAN brings
TAGS = "[data-dgm-field=tag_string] :is(.select2-search__field, .select2-input)"
WORDS = {"th": {"date": "10 กันยายน 2564", "year": "2555"}, "en": {"date": "10 September 2021", "year": "2012"}}
COMPLETE: dict[str, Any] = {
    "title": "จำนวนนักท่องเที่ยวรายจังหวัด", "data_type": "ข้อมูลสถิติ", "maintainer": "กองสถิติพยากรณ์",
    "maintainer_email": "unit@agency.example", "tags": [{"name": "การท่องเที่ยว"}],
    "notes": "จำนวนนักท่องเที่ยวของทุกจังหวัดเป็นรายปี ใช้วางแผนการท่องเที่ยว", "objective": ["ยุทธศาสตร์ชาติ"],
    "update_frequency_unit": "ปี", "update_frequency_interval": "1", "geo_coverage": "จังหวัด",
    "data_source": "แบบสำรวจของหน่วยงาน", "data_format": ["CSV"], "data_category": "ข้อมูลสาธารณะ",
    "license_id": "Open Data Common",
}  # fmt: skip


@pytest.fixture(scope="module")
def site(stack: Stack) -> Iterator[Site]:
    made = prepared(stack, "form-pages")
    with serving(made):
        yield made


@pytest.fixture(scope="module")
def api(site: Site) -> Iterator[RemoteCKAN]:
    token = site.administrator(PASSWORD)
    with RemoteCKAN(site.url, apikey=token) as found:
        found.call_action("organization_create", {"name": "department", "title": "กรมตัวอย่าง"})
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def dataset(api: RemoteCKAN) -> dict[str, Any]:
    """A complete dataset with a file, its dates and years stored Gregorian."""
    name = f"tourists-{uuid4().hex[:8]}"
    more = {"last_updated_date": "2021-09-10", "first_year_of_data": "2012", "name": name, "owner_org": "department"}
    found: dict[str, Any] = api.call_action("package_create", {**COMPLETE, **more})
    address = {"url": "https://agency.example/a.csv", "name": "แฟ้ม", "format": "CSV", "package_id": found["id"]}
    api.call_action("resource_create", {**address, "resource_last_updated_date": "2021-09-10"})
    shown: dict[str, Any] = api.call_action("package_show", {"id": name})
    return shown


def opened(browser: Browser, site: Site, address: str, *, width: int = 1200, script: bool = True) -> Page:
    """A page with the administrator signed in."""
    page = signed_in(browser, site.url, "admin", PASSWORD, width=width)
    if not script:
        kept = page.context.storage_state()
        page.context.close()
        page = browser.new_context(
            viewport={"width": width, "height": 900}, storage_state=kept, java_script_enabled=False
        ).new_page()
    page.goto(f"{site.url}{address}")
    return page


def asked(page: Page) -> set[str]:
    """The fields of which anything can be seen, those in a folded group left out."""
    found = page.locator("[data-dgm-field]:visible")
    return {str(found.nth(number).get_attribute("data-dgm-field")) for number in range(found.count())}


TYPES = {
    "ข้อมูลระเบียน": ({"data_collect", "data_support", "created_date"}, {"disaggregate", "equivalent_scale"}),
    "ข้อมูลสถิติ": ({"disaggregate", "first_year_of_data", "data_release_calendar"}, {"data_collect", "equivalent_scale"}),
    "ข้อมูลภูมิสารสนเทศเชิงพื้นที่": ({"equivalent_scale", "west_bound_longitude"}, {"data_collect", "disaggregate"}),
    "ข้อมูลหลากหลายประเภท": ({"data_collect", "reference_data"}, {"disaggregate", "equivalent_scale"}),
    "ข้อมูลประเภทอื่นๆ": ({"data_type_other", "data_collect"}, {"disaggregate", "equivalent_scale"}),
    "": ({"last_updated_date", "data_classification"}, {"data_collect", "disaggregate", "equivalent_scale"}),
}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_type_of_data_steers_what_is_asked(site: Site, api: RemoteCKAN, browser: Browser, script: bool) -> None:
    page = opened(browser, site, "/th/dataset/new", script=script)
    for chosen, (there, not_there) in TYPES.items():
        page.select_option("#field-data_type", chosen)
        found = asked(page)
        assert there <= found, chosen
        assert not not_there & found, chosen


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_other_asks_for_its_text_only_when_it_is_taken(
    site: Site, api: RemoteCKAN, browser: Browser, script: bool
) -> None:
    page = opened(browser, site, "/th/dataset/new", script=script)
    for field in ("objective", "data_format"):
        text = page.locator(f"#field-{field}_other")
        assert not text.is_visible()
        box = page.locator(f"[name={field}][data-dgm-other]")
        box.check()
        assert text.is_visible()
        text.fill("ข้อความ")
        box.uncheck()
        assert not text.is_visible()
        assert text.input_value() == "ข้อความ"
    page.select_option("#field-license_id", "อื่นๆ")
    assert page.locator("#field-license_id_other").is_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_edit_keeps_what_is_hidden(site: Site, api: RemoteCKAN, browser: Browser, script: bool) -> None:
    given = {**COMPLETE, "owner_org": "department", "disaggregate": ["เพศ"], "objective_other": "ข้อความที่ซ่อน"}
    made = api.call_action("package_create", {**given, "name": f"kept-{uuid4().hex[:8]}"})
    page = opened(browser, site, f"/th/dataset/edit/{made['name']}", script=script)
    page.select_option("#field-data_type", "ข้อมูลระเบียน")
    assert page.locator("#field-disaggregate").is_visible()
    assert not page.locator("#field-objective_other").is_visible()
    page.click("button.btn-primary[name=save]")
    page.wait_for_url(f"**/dataset/{made['name']}*")
    after = api.call_action("package_show", {"id": made["id"]})
    assert (after["data_type"], after["disaggregate"]) == ("ข้อมูลระเบียน", ["เพศ"])
    assert after["objective_other"] == "ข้อความที่ซ่อน"


@pytest.mark.parametrize(("lang", "width"), LOOKS)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_dataset_is_made_from_nothing(
    site: Site, api: RemoteCKAN, browser: Browser, lang: str, width: int, script: bool
) -> None:
    name = f"made-{uuid4().hex[:10]}"
    page = opened(browser, site, f"/{lang}/dataset/new", width=width, script=script)
    page.select_option("#field-data_type", "ข้อมูลสถิติ")
    page.fill("#field-title", "จำนวนนักเรียนรายโรงเรียน ปี ๒๕๖๔")
    page.fill("#field-name", name)
    department = api.call_action("organization_show", {"id": "department"})["id"]
    page.select_option("#field-organizations", department, force=True)
    page.fill("#field-maintainer", "กองสถิติ")
    page.fill("#field-maintainer_email", "unit@agency.example")
    if script:
        tags = page.locator(TAGS).first
        for tag in ("การศึกษา", "นักเรียนชั้น ป.1"):
            tags.click()
            page.keyboard.type(tag)
            page.keyboard.press(",")
            page.wait_for_timeout(100)
    else:
        page.fill("#field-tag_string", "การศึกษา, นักเรียนชั้น ป.1")
    page.fill("#field-notes", "จำนวนนักเรียนของทุกโรงเรียนเป็นรายปี ใช้จัดสรรงบประมาณ")
    page.check("#field-objective-1")
    page.select_option("#field-update_frequency_unit", "ปี")
    page.fill("#field-update_frequency_interval", "๑")
    page.select_option("#field-geo_coverage", "จังหวัด")
    page.fill("#field-data_source", "ทะเบียนโรงเรียน")
    page.check("[name=data_format][value=CSV]")
    page.select_option("#field-data_category", "ข้อมูลสาธารณะ")
    page.select_option("#field-license_id", "Open Data Common")
    page.fill("#field-last_updated_date", "10/9/2564")
    page.fill("#field-last_year_of_data", "๒๕๖๔")
    page.click("button.btn-primary[name=save]")
    page.wait_for_url(f"**/dataset/{name}/resource/new")
    made = api.call_action("package_show", {"id": name})
    assert made["last_updated_date"] == "2021-09-10"
    assert made["last_year_of_data"] == "2021"
    assert made["update_frequency_interval"] == "1"
    assert sorted(each["name"] for each in made["tags"]) == ["การศึกษา", "นักเรียนชั้น ป.1"]


@pytest.mark.parametrize(("lang", "width"), LOOKS)
def test_the_pages_keep_nobody_out_and_fit_their_width(
    site: Site, api: RemoteCKAN, browser: Browser, dataset: dict[str, Any], lang: str, width: int
) -> None:
    page = opened(browser, site, f"/{lang}/about", width=width)
    name, resource = dataset["name"], dataset["resources"][0]["id"]
    for address, inside in (
        ("/dataset/new", ".dgm-form"),
        (f"/dataset/edit/{name}", ".dgm-form"),
        (f"/dataset/{name}", ".additional-info"),
        (f"/dataset/{name}/resource/new", ".dgm-form"),
        (f"/dataset/{name}/resource/{resource}/edit", ".dgm-form"),
        (f"/dataset/{name}/resource/{resource}", ".module-content:has(> table)"),
    ):
        page.goto(f"{site.url}/{lang}{address}")
        page.wait_for_load_state("networkidle")
        assert page.locator(inside).first.evaluate(SIDEWAYS) <= 1, address
        assert grave(page, inside=inside) == [], address


@pytest.mark.parametrize(("lang", "width"), LOOKS)
def test_a_bad_date_is_told_at_its_field_and_what_was_typed_stays(
    site: Site, api: RemoteCKAN, browser: Browser, dataset: dict[str, Any], lang: str, width: int
) -> None:
    page = opened(browser, site, f"/{lang}/dataset/edit/{dataset['name']}", width=width)
    field = page.locator("#field-last_updated_date")
    assert field.input_value() == WORDS[lang]["date"]
    assert page.locator("#field-first_year_of_data").input_value() == WORDS[lang]["year"]
    field.fill("31/02/2564")
    page.click("button.btn-primary[name=save]")
    page.wait_for_selector(".error-explanation")
    page.wait_for_load_state("networkidle")
    assert field.input_value() == "31/02/2564"
    assert page.locator("#field-last_updated_date-error").is_visible()
    assert grave(page, inside=".primary") == []
    page.click(".error-explanation a")
    assert page.evaluate("location.hash") == "#field-last_updated_date"


def test_a_day_is_picked_and_written_in_the_readers_era(
    site: Site, api: RemoteCKAN, browser: Browser, dataset: dict[str, Any]
) -> None:
    page = opened(browser, site, f"/th/dataset/edit/{dataset['name']}")
    button = page.locator("[data-dgm-field=last_updated_date] button")
    assert button.get_attribute("aria-label") == "เลือกวันที่จากปฏิทิน: วันที่ปรับปรุงข้อมูลล่าสุด"
    page.locator("[data-dgm-field=last_updated_date] input[type=date]").evaluate(
        "each => { each.value = '2022-02-28'; each.dispatchEvent(new Event('change')); }"
    )
    assert page.locator("#field-last_updated_date").input_value() == "28 กุมภาพันธ์ 2565"


def test_a_name_is_proposed_for_a_thai_title_until_somebody_types_one(
    site: Site, api: RemoteCKAN, browser: Browser
) -> None:
    page = opened(browser, site, "/th/dataset/new")
    page.fill("#field-title", "จำนวนนักเรียน")
    page.wait_for_function("document.getElementById('field-name').value !== ''")
    proposed = page.locator("#field-name").input_value()
    assert proposed.isascii()
    page.fill("#field-name", "my-own-name")
    page.fill("#field-title", "จำนวนนักเรียนและครู")
    page.wait_for_timeout(1200)
    assert page.locator("#field-name").input_value() == "my-own-name"


def test_thai_keywords_are_offered_while_they_are_typed(
    site: Site, api: RemoteCKAN, browser: Browser, dataset: dict[str, Any]
) -> None:
    page = opened(browser, site, "/th/dataset/new")
    page.locator(TAGS).first.click()
    page.keyboard.type("การท่อง")
    page.wait_for_selector(".select2-results :text('การท่องเที่ยว')")


def test_making_a_closed_category_public_asks_for_a_confirmation(
    site: Site, api: RemoteCKAN, browser: Browser
) -> None:
    closed = {"data_category": "ข้อมูลใช้ภายใน", "license_id": "License not specified", "owner_org": "department"}
    made = api.call_action("package_create", {**COMPLETE, **closed, "name": f"closed-{uuid4().hex[:8]}"})
    assert made["private"] is True
    page = opened(browser, site, f"/th/dataset/edit/{made['name']}")
    page.select_option("#field-private", "False")
    page.click("button.btn-primary[name=save]")
    page.wait_for_selector("#field-private-error")
    page.check("#field-dgmaturity_confirm_publication")
    page.click("button.btn-primary[name=save]")
    page.wait_for_url(f"**/dataset/{made['name']}*")
    assert api.call_action("package_show", {"id": made["id"]})["private"] is False
