"""The pages of the form and of a dataset: what stands in them in both languages, and what an edit of them keeps."""

from __future__ import annotations

import pytest
from ckan import model
from ckan.tests import factories
from form_values import call, extension, full, older  # noqa: F401
from lxml import html

pytestmark = pytest.mark.usefixtures("extension")


@pytest.fixture
def officer(app):
    """Somebody who may edit, logged in by a token."""
    user = factories.SysadminWithToken()
    return {"Authorization": user["token"]}


def read(answer):
    return html.fromstring(answer.body)


def page(app, address, officer=None):
    answer = app.get(address, headers=officer or {})
    assert answer.status_code == 200
    return read(answer)


def text(node):
    return " ".join(" ".join(node.itertext()).split())


def typed(tree, form="dataset-edit"):
    """What a browser would send for a form that nobody touched."""
    found = []
    for each in tree.xpath(f"//*[@id='{form}']//*[@name]"):
        if each.tag == "select":
            taken = each.xpath("option[@selected]") or each.xpath("option")[:1]
            found += [(each.get("name"), option.get("value")) for option in taken]
        elif each.tag == "textarea":
            found.append((each.get("name"), (each.text or "").removeprefix("\n")))
        elif each.get("type") in ("checkbox", "radio"):
            found += [(each.get("name"), each.get("value"))] if each.get("checked") is not None else []
        elif each.tag == "input" and each.get("type") not in ("submit", "file"):
            found.append((each.get("name"), each.get("value") or ""))
    return found


def sent(app, address, officer, pairs):
    data = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    return app.post(address, data=data, headers=officer, follow_redirects=False)


def with_(pairs, **values):
    """The same, some fields changed."""
    left = [pair for pair in pairs if pair[0] not in values]
    lists = {name: value if isinstance(value, list) else [value] for name, value in values.items()}
    return left + [(name, each) for name, value in lists.items() for each in value]


def complaint(answer):
    """What a page says is wrong."""
    return [text(each) for each in read(answer).xpath("//*[contains(@class, 'error-explanation')]")]


def shown(tree):
    """The rows of a page's tables by their label."""
    return {text(row.xpath("th")[0]): text(row.xpath("td")[0]) for row in tree.xpath("//table//tr[th and td]")}


@pytest.mark.parametrize(("address", "label"), [("/th/dataset/new", "ประเภทข้อมูล"), ("/dataset/new", "Data type")])
def test_every_field_of_the_form_has_a_label_help_and_error_that_belong_to_it(app, officer, address, label):
    tree = page(app, address, officer)
    form = tree.find_class("dgm-form")[0]
    labels = {each.get("for"): text(each) for each in form.iter("label")}
    assert label in labels["field-data_type"]
    inputs = [each for each in form.xpath(".//input | .//select | .//textarea") if each.get("type") != "hidden"]
    assert [each.get("id") for each in inputs if not labels.get(each.get("id"))] == []
    told = {told for each in form.iter() for told in (each.get("aria-describedby") or "").split()}
    identifiers = [each.get("id") for each in tree.iter() if each.get("id")]
    assert told - set(identifiers) == set()
    assert [each for each in set(identifiers) if identifiers.count(each) > 1] == []
    boxes = [each for each in inputs if each.get("type") == "checkbox"]
    assert [each for each in boxes if not each.xpath("ancestor::fieldset/legend")] == []


def test_the_mandatory_items_are_marked_for_eyes_and_for_screen_readers(app, officer):
    form = page(app, "/th/dataset/new", officer).get_element_by_id("dgm-group-mandatory")
    starred = [each.xpath("ancestor::*[@data-dgm-field]")[-1].get("data-dgm-field")
               for each in form.find_class("control-required")]  # fmt: skip
    items = [each for each in starred if not each.endswith("_other")]
    assert items == ["data_type", "title", "owner_org", "maintainer", "maintainer_email", "tag_string", "notes",
                     "objective", "update_frequency_unit", "geo_coverage", "data_source", "data_format",
                     "data_category", "license_id"]  # fmt: skip
    assert set(starred) - set(items) == {f"{each}_other" for each in (
        "data_type", "objective", "update_frequency_unit", "geo_coverage", "data_format", "license_id")}
    assert form.get_element_by_id("field-title").get("aria-required") == "true"


def test_an_edit_that_changes_nothing_loses_nothing(app, officer):
    package = call("package_create", **full(
        last_updated_date="2021-09-10", first_year_of_data="2012", data_format=["CSV", "อื่นๆ"],
        data_format_other="SPSS", disaggregate=["เพศ"], allow_harvest="True", data_collect="บุคคล",
        extras=[{"key": "access_detail", "value": "ขอเป็นหนังสือ"}, {"key": "height_value_dataset", "value": "1"}],
        notes="บรรทัดแรกของคำอธิบาย\n\nบรรทัดที่สอง",
    ))  # fmt: skip
    package = older(package, geo_coverage="ทั่วราชอาณาจักรเดิม", data_release_calendar="ปลายปี", license_id="สัญญาเก่า",
                    data_language='["ไทย", "ขอม"]')  # fmt: skip
    address = f"/th/dataset/edit/{package['name']}"
    answer = sent(app, address, officer, typed(page(app, address, officer)) + [("save", "")])
    assert answer.status_code == 302, complaint(answer)
    after = call("package_show", id=package["id"])
    told = {key: value for key, value in package.items() if key not in ("metadata_modified", "extras")}
    blank = {key: value for key, value in after.items() if key not in package}
    assert {key: after[key] for key in told} == told
    assert set(map(str, blank.values())) <= {"", "[]", "None"}
    assert {each["key"]: each["value"] for each in after["extras"]} == {
        "access_detail": "ขอเป็นหนังสือ", "height_value_dataset": "1",
    }  # fmt: skip


@pytest.mark.parametrize(("lang", "date", "year"), [("th", "10 กันยายน 2564", "2555"),
                                                    ("en", "10 September 2021", "2012")])  # fmt: skip
def test_dates_and_years_stand_in_the_readers_era(app, officer, lang, date, year):
    package = call("package_create", **full(last_updated_date="2021-09-10", first_year_of_data="2012"))
    tree = page(app, f"/{lang}/dataset/edit/{package['name']}", officer)
    assert tree.get_element_by_id("field-last_updated_date").get("value") == date
    assert tree.get_element_by_id("field-first_year_of_data").get("value") == year
    rows = shown(page(app, f"/{lang}/dataset/{package['name']}"))
    assert date in rows.values()
    assert year in rows.values()


def test_what_was_typed_stays_where_it_is_refused(app, officer):
    package = call("package_create", **full())
    address = f"/th/dataset/edit/{package['name']}"
    pairs = with_(typed(page(app, address, officer)), last_updated_date="31/02/2564", maintainer="กองใหม่", save="",
                  data_language=["ไทย"])  # fmt: skip
    answer = sent(app, address, officer, pairs)
    tree = read(answer)
    field = tree.get_element_by_id("field-last_updated_date")
    assert field.get("value") == "31/02/2564"
    assert field.get("aria-invalid") == "true"
    assert text(tree.get_element_by_id("field-last_updated_date-error")) == "ไม่มีวันที่นี้ในปฏิทิน"
    assert complaint(answer) == ["แบบฟอร์มมีข้อมูลที่ต้องแก้ไข: วันที่ปรับปรุงข้อมูลล่าสุด : ไม่มีวันที่นี้ในปฏิทิน"]
    assert tree.xpath("//*[contains(@class, 'error-explanation')]//a/@href") == ["#field-last_updated_date"]
    assert tree.get_element_by_id("field-maintainer").get("value") == "กองใหม่"
    assert tree.xpath("//*[@id='field-data_language']//input[@checked]/@value") == ["ไทย"]


def test_a_dataset_is_made_through_the_form_with_dates_of_the_buddhist_era(app, officer):
    owner = factories.Organization()["id"]
    tree = page(app, "/th/dataset/new", officer)
    values = {key: value for key, value in full(owner_org=owner).items() if key != "tags"}
    pairs = with_(typed(tree), **values, tag_string="tourism,province", last_updated_date="๑๐ ก.ย. ๒๕๖๔",
                  last_year_of_data="2564", save="")  # fmt: skip
    answer = sent(app, "/th/dataset/new", officer, pairs)
    assert answer.status_code == 302, complaint(answer)
    after = call("package_show", id=values["name"])
    assert (after["last_updated_date"], after["last_year_of_data"]) == ("2021-09-10", "2021")
    assert after["data_format"] == ["CSV", "XLS"]
    assert sorted(each["name"] for each in after["tags"]) == ["province", "tourism"]


@pytest.mark.parametrize(
    ("lang", "rows"),
    [
        ("th", {"รูปแบบการเก็บข้อมูล": "CSV XLS/XLSX", "หน่วยความถี่ของการปรับปรุงข้อมูล": "ปี",
                "ยินยอมให้นำชื่อชุดข้อมูลไปใช้ที่ GD-Catalog": "ไม่ยินยอม", "ประเภทข้อมูล": "ข้อมูลสถิติ"}),
        ("en", {"Storage format": "CSV XLS/XLSX", "Unit of update frequency": "Year",
                "May be listed on GD Catalog": "Not agreed", "Data type": "Statistics"}),
    ],
)  # fmt: skip
def test_the_page_of_a_dataset_shows_what_is_filled_in_words(app, lang, rows):
    package = call("package_create", **full(allow_harvest="False", created_date=""))
    found = shown(page(app, f"/{lang}/dataset/{package['name']}"))
    assert {label: found.get(label) for label in rows} == rows
    assert not {"วันที่เริ่มต้นสร้าง", "Date of first creation", "ภาษาที่ใช้", "Language"} & set(found)


def test_what_catalogs_hold_is_shown_as_text_and_never_runs(app, officer):
    bad = "ก <script>alert(1)</script>"
    package = call("package_create", **full(data_source=bad, unit_of_measure=bad, extras=[{"key": bad, "value": bad}]))
    package = older(package, reference_url_catalog="javascript:alert(1)", geo_coverage=bad, last_updated_date=bad,
                    data_format='["<img src=x onerror=alert(1)>"]')  # fmt: skip
    for address in (f"/th/dataset/{package['name']}", f"/th/dataset/edit/{package['name']}"):
        tree = page(app, address, officer)
        assert tree.xpath("//script[contains(., 'alert(1)')] | //img[@onerror]") == []
        assert tree.xpath("//a[starts-with(@href, 'javascript:alert')]") == []


@pytest.mark.parametrize(("data_type", "there", "letter"), [("ข้อมูลสถิติ", "resource_disaggregate", "S"),
                                                            ("ข้อมูลระเบียน", "resource_data_collect", "R")])  # fmt: skip
def test_the_form_of_a_resource_follows_the_type_of_its_dataset(app, officer, data_type, there, letter):
    package = call("package_create", **full(data_type=data_type))
    tree = page(app, f"/th/dataset/{package['name']}/resource/new", officer)
    assert tree.find_class("dgm-form")[0].get("data-dgm-letter") == letter
    assert tree.xpath(f"//*[@data-dgm-field='{there}' and contains(@class, 'dgm-for-{letter}')]")


def test_an_edit_of_a_resource_keeps_what_no_field_shows(app, officer):
    package = call("package_create", **full())
    resource = call("resource_create", package_id=package["id"], url="https://agency.example/a.csv", name="แฟ้ม",
                    format="CSV", resource_last_updated_date="2021-09-10", resource_disaggregate=["เพศ", "อื่นๆ"],
                    resource_disaggregate_other="สัญชาติ", resource_private="False", old_key="เก็บไว้")  # fmt: skip
    address = f"/th/dataset/{package['name']}/resource/{resource['id']}/edit"
    pairs = typed(page(app, address, officer), "resource-edit")
    answer = sent(app, address, officer, with_(pairs, description="คำอธิบายใหม่", save="go-metadata"))
    assert answer.status_code == 302, complaint(answer)
    after = model.Resource.get(resource["id"])
    assert after.description == "คำอธิบายใหม่"
    kept = call("resource_show", id=resource["id"])
    for key in ("old_key", "resource_last_updated_date", "resource_disaggregate", "resource_disaggregate_other",
                "resource_private", "format", "name", "url"):  # fmt: skip
        assert kept[key] == resource[key], key


def test_the_page_of_a_resource_shows_what_is_filled_in_words(app):
    package = call("package_create", **full())
    resource = call("resource_create", package_id=package["id"], url="https://agency.example/a.csv", name="แฟ้ม",
                    format="CSV", resource_last_updated_date="2021-09-10", resource_disaggregate=["เพศ"],
                    resource_first_year_of_data="2012", resource_official_statistics="True")  # fmt: skip
    rows = shown(page(app, f"/th/dataset/{package['name']}/resource/{resource['id']}"))
    assert rows["วันที่ปรับปรุงข้อมูลล่าสุด"] == "10 กันยายน 2564"
    assert rows["การจัดจำแนก"] == "เพศ"
    assert rows["ปีข้อมูลที่เริ่มต้นจัดทำ"] == "2555"
    assert rows["สถิติทางการ"] == "ใช่"
    assert "วันที่เริ่มต้นสร้าง" not in rows


def test_what_ckan_says_in_english_alone_is_said_in_thai_too(app, officer):
    pairs = with_(typed(page(app, "/th/dataset/new", officer)), title="ชื่อชุดข้อมูล", name=f"x{'y' * 8}", save="")
    assert "ต้องเลือกองค์กร" in complaint(sent(app, "/th/dataset/new", officer, pairs))[0]


def test_making_a_closed_category_public_asks_for_a_confirmation(app, officer):
    package = call("package_create", **full(data_category="ข้อมูลใช้ภายใน", license_id="License not specified"))
    address = f"/th/dataset/edit/{package['name']}"
    refused = sent(app, address, officer, with_(typed(page(app, address, officer)), private="False", save=""))
    tree = read(refused)
    assert tree.get_element_by_id("field-private").get("aria-describedby") == "field-private-error"
    assert tree.get_element_by_id("field-dgmaturity_confirm_publication").get("checked") is None
    assert "#field-private" in tree.xpath("//*[contains(@class, 'error-explanation')]//a/@href")
    again = with_(typed(tree), dgmaturity_confirm_publication="True", save="")
    assert sent(app, address, officer, again).status_code == 302
    assert call("package_show", id=package["id"])["private"] is False


def test_a_keyword_that_is_refused_is_told_at_the_field_of_keywords(app, officer):
    package = call("package_create", **full())
    address = f"/th/dataset/edit/{package['name']}"
    answer = sent(app, address, officer, with_(typed(page(app, address, officer)), tag_string="ดี,ก", save=""))
    tree = read(answer)
    assert tree.get_element_by_id("field-tag_string").get("value") == "ดี,ก"
    assert "ก" in text(tree.get_element_by_id("field-tag_string-error"))
    assert tree.xpath("//*[contains(@class, 'error-explanation')]//a/@href") == ["#field-tag_string"]


def test_a_resource_that_is_refused_keeps_what_was_typed(app, officer):
    package = call("package_create", **full())
    address = f"/th/dataset/{package['name']}/resource/new"
    pairs = with_(typed(page(app, address, officer), "resource-edit"), url="https://agency.example/a.csv", name="แฟ้ม",
                  format="CSV", resource_last_updated_date="31/02/2564", resource_disaggregate=["เพศ"],
                  save="again")  # fmt: skip
    tree = read(sent(app, address, officer, pairs))
    assert tree.get_element_by_id("field-resource_last_updated_date").get("value") == "31/02/2564"
    assert text(tree.get_element_by_id("field-resource_last_updated_date-error")) == "ไม่มีวันที่นี้ในปฏิทิน"
    assert tree.xpath("//*[@id='field-resource_disaggregate']//input[@checked]/@value") == ["เพศ"]
