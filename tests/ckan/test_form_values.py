"""What the form's fields take, keep and refuse, through the API."""

from __future__ import annotations

import json

import pytest
from ckan import model
from ckan.lib.search import rebuild
from ckan.plugins import toolkit as tk
from form_values import call, extension, full, older  # noqa: F401

pytestmark = pytest.mark.usefixtures("extension")


def made(**other):
    return call("package_create", **full(**other))


def refused(**other):
    with pytest.raises(tk.ValidationError) as caught:
        made(**other)
    return caught.value.error_dict


def changed(package, **fields):
    return call("package_patch", id=package["id"], **fields)


def answer(**other):
    """What is said of each field; nothing where it is saved."""
    try:
        made(**other)
    except tk.ValidationError as caught:
        return caught.error_dict
    return {}


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("2564-09-10", "2021-09-10"),
        ("2021-09-10", "2021-09-10"),
        ("10/09/2564", "2021-09-10"),
        ("๑๐/๐๙/๒๕๖๔", "2021-09-10"),
        ("10 ก.ย. 2564", "2021-09-10"),
        ("10 กันยายน พ.ศ. 2564", "2021-09-10"),
        ("10 September 2021", "2021-09-10"),
        ("", ""),
    ],
)
def test_a_date_in_any_writing_is_stored_gregorian(written, stored):
    assert made(last_updated_date=written)["last_updated_date"] == stored


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("10/9/64", "a year of two figures could be of either era; write four, for example 2565-01-15"),
        ("2564-02-30", "there is no such day"),
        ("กันยายน 2564", "a date needs day, month and year, for example 2565-01-15"),
        ("เร็ว ๆ นี้", "not a date; write for example 2565-01-15 or 15 Jan 2022"),
    ],
)
def test_what_is_no_date_is_refused_in_the_engines_words(written, said):
    assert refused(last_updated_date=written) == {"last_updated_date": [said]}


@pytest.mark.parametrize(("written", "stored"), [("2564", "2021"), ("๒๕๖๔", "2021"), ("2021", "2021"), ("", "")])
def test_a_year_of_either_era_is_stored_gregorian(written, stored):
    assert made(last_year_of_data=written)["last_year_of_data"] == stored


@pytest.mark.parametrize("written", ["64", "ปีที่แล้ว", "25644", "0"])
def test_what_is_no_year_is_refused(written):
    assert refused(first_year_of_data=written) == {
        "first_year_of_data": ["must be a year of four figures, for example 2565 or 2022"]
    }


@pytest.mark.parametrize(
    ("field", "written", "stored"),
    [
        ("update_frequency_unit", "รายปี", "ปี"),
        ("data_type", "statistics", "ข้อมูลสถิติ"),
        ("geo_coverage", " จังหวัด ", "จังหวัด"),
        ("license_id", "open data common", "Open Data Common"),
        ("allow_harvest", True, "True"),
        ("allow_harvest", "false", "False"),
        ("high_value_dataset", 1, "True"),
        ("single_source_of_truth", "", ""),
        ("update_frequency_interval", "๒", "2"),
        ("update_frequency_interval", 3, "3"),
    ],
)
def test_a_value_in_another_spelling_is_stored_as_agencies_store_it(field, written, stored):
    assert made(**{field: written})[field] == stored


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        (["XLS", "CSV"], ["CSV", "XLS"]),
        ("CSV", ["CSV"]),
        ("csv, xlsx", ["CSV", "XLS"]),
        ('["CSV", "XLS"]', ["CSV", "XLS"]),
        (["CSV", "CSV"], ["CSV"]),
        (["DOC/DOCX", "Arc/Info Coverage"], ["DOC/DOCX", "Arc/Info Coverage"]),
    ],
)
def test_many_choices_are_stored_as_a_list_in_the_order_of_the_form(written, stored):
    package = made(data_format=written)
    assert package["data_format"] == stored
    kept = model.Package.get(package["id"]).extras["data_format"]
    assert json.loads(kept) == stored


@pytest.mark.parametrize(
    ("field", "written"),
    [("data_type", "ไม่รู้จัก"), ("data_category", "ลับสุดยอด"), ("allow_harvest", "อาจจะ"), ("equivalent_scale", "1:7")],
)
def test_a_value_outside_its_list_is_no_new_input(field, written):
    assert list(refused(**{field: written})) == [field]


def test_a_wrong_choice_is_told_with_the_names_of_the_form():
    said = refused(data_format=["CSV", "SPSS"])["data_format"]
    assert said == [
        "“SPSS” is not in the list of Storage format; where no choice fits, choose อื่นๆ and write the text in "
        "Other storage format. There are: Database, CSV, XML, Image, Video, Audio, Text, JSON, HTML, DOC/DOCX, "
        "XLS/XLSX, PDF, RDF, NoSQL, Arc/Info Coverage, Shapefile, GeoTIFF, GML, Unknown, Other"
    ]


@pytest.mark.parametrize("field", ["data_type", "data_format", "last_updated_date", "first_year_of_data", "objective",
                                   "allow_harvest", "reference_url_catalog", "title", "notes"])  # fmt: skip
@pytest.mark.parametrize("odd", [{"a": 1}, [["x"]], [{"a": 1}], "x" * 300_000, "\x00ก\x07", 10**400], ids=range(6))
def test_whatever_is_written_is_an_answer_and_no_crash(field, odd):
    """Saved or refused at a field; never an error of the server."""
    told = answer(**{field: odd})
    assert set(told) <= {field, "name", "__junk"}



@pytest.mark.parametrize(
    ("field", "kept"),
    [
        ("data_type", "ข้อมูลเก่า"),
        ("last_updated_date", "ปลายปี 64"),
        ("first_year_of_data", "64"),
        ("license_id", "สัญญาเก่า"),
        ("allow_harvest", "ยังไม่แน่"),
        ("reference_url_catalog", "ดูที่เว็บ"),
    ],
)
def test_an_old_value_that_an_edit_leaves_alone_stays(field, kept):
    package = older(made(), **{field: kept})
    after = call("package_update", **{**package, "data_source": "แหล่งใหม่ของหน่วยงาน"})
    assert after[field] == kept
    assert after["data_source"] == "แหล่งใหม่ของหน่วยงาน"


def test_an_old_choice_outside_the_list_stays_beside_new_ones():
    package = older(made(), data_format='["CSV", "SPSS"]')
    assert changed(package, data_format=["PDF", "SPSS"])["data_format"] == ["PDF", "SPSS"]
    assert changed(package, data_format=["PDF"])["data_format"] == ["PDF"]
    with pytest.raises(tk.ValidationError):
        changed(package, data_format=["PDF", "SPSS"])


def test_a_wrong_date_of_a_resource_stands_at_its_field():
    package = made()
    with pytest.raises(tk.ValidationError) as caught:
        call("resource_create", package_id=package["id"], url="https://agency.example/a.csv", name="ก",
                    format="CSV", resource_created_date="31/02/2564")  # fmt: skip
    assert caught.value.error_dict == {"resource_created_date": ["there is no such day"]}


def test_dates_choices_and_years_of_a_resource_are_stored_as_those_of_a_dataset():
    package = made()
    resource = call(
        "resource_create", package_id=package["id"], url="https://agency.example/a.csv", name="ก", format="CSV",
        resource_last_updated_date="10 ก.ย. 2564", resource_first_year_of_data="2560",
        resource_disaggregate=["เพศ"], resource_private="True", resource_data_collect="บุคคล",
    )  # fmt: skip
    assert resource["resource_last_updated_date"] == "2021-09-10"
    assert resource["resource_first_year_of_data"] == "2017"
    assert resource["resource_disaggregate"] == ["เพศ"]
    assert resource["resource_private"] == "True"
    stored = model.Resource.get(resource["id"]).extras["resource_disaggregate"]
    assert json.loads(stored) == ["เพศ"]


def test_an_old_value_of_a_resource_stays_when_another_field_changes():
    package = made()
    resource = call("resource_create", package_id=package["id"], url="https://agency.example/a.csv", name="ก",
                           format="CSV")  # fmt: skip
    stored = model.Resource.get(resource["id"])
    stored.extras = {**stored.extras, "resource_created_date": "ปี 64", "resource_data_collect": "ราย"}
    model.Session.commit()
    rebuild(package["id"])
    after = call("resource_patch", id=resource["id"], description="คำอธิบายใหม่ของแฟ้มนี้")
    assert (after["resource_created_date"], after["resource_data_collect"]) == ("ปี 64", "ราย")


def test_everybody_can_read_the_form_with_its_choices(app):
    answer = app.get("/api/3/action/scheming_dataset_schema_show?type=dataset").json["result"]
    fields = {each["field_name"]: each for each in answer["dataset_fields"]}
    assert fields["data_format"]["choices"][10] == {"value": "XLS", "label": {"th": "XLS/XLSX", "en": "XLS/XLSX"}}
    assert fields["data_type"]["mandatory"] is True
    assert fields["disaggregate"]["shown_for"] == "S"
