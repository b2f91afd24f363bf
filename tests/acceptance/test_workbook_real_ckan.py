"""What is imported from the official workbook is what a real CKAN with a form of agencies takes, as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from ckanapi import NotFound, RemoteCKAN

from checker.normalise import normalise
from checker.vocabulary import vocabulary
from checker.workbook.created import created
from checker.workbook.template2 import read_workbook
from tests.stack import Stack
from tests.stack.scheming import scheming_site
from tests.unit.plan_values import workbook
from tests.unit.test_template2 import TOURISM, form

pytestmark = [pytest.mark.stack, pytest.mark.slow]

AGENCY = "workbook-agency"
FILE = {"dataset_name": "Workbook_1", "name": "รายได้", "url": "https://files.example/1.csv", "format": "CSV",
        "resource_data_collect": "รายบุคคล", "resource_created_date": "10/9/2564"}  # fmt: skip
#: Written in every manner; the keywords are Latin, as stock CKAN refuses Thai ones.
ROWS = (
    {"name": "Workbook_1", "tag_string": "income, tourism", "last_updated_date": "๑๐ ก.ย. ๒๕๖๔",
     "high_value_dataset": "ใช่"},
    {"name": "Workbook_2", "tag_string": "labour", "data_format": "Database, XLS, text, SPSS",
     "objective": "มติ ครม./กฎหมาย"},
    {"name": "Workbook_3", "tag_string": "forms", "data_category": "ความลับทางราชการ", "last_updated_date": "10/9/64",
     "high_value_dataset": "บางส่วน", "update_frequency_unit": "ตามเวลาจริง"},
)  # fmt: skip
NAMES = ("data_type", "maintainer_email", "objective", "objective_other", "update_frequency_unit", "geo_coverage",
         "data_format", "data_format_other", "data_category", "last_updated_date", "high_value_dataset")  # fmt: skip


@pytest.fixture(scope="module")
def ckan(stack: Stack) -> Iterator[RemoteCKAN]:
    with scheming_site(stack) as url, RemoteCKAN(url, apikey=stack.token) as site:
        with suppress(NotFound):
            site.action.organization_purge(id=AGENCY)
        site.action.organization_create(name=AGENCY, title="หน่วยงานที่กรอกแบบฟอร์ม")
        yield site
        site.action.organization_purge(id=AGENCY)


def test_every_dataset_is_taken_and_comes_back_as_the_workbook_was_read(ckan: RemoteCKAN) -> None:
    rows = [{**TOURISM, "owner_org": AGENCY, **row} for row in ROWS]
    sheets = {"Temp2_Meta_Record": form("Temp2_Meta_Record", *rows),
              "Temp3_Resource_Record": form("Temp3_Resource_Record", FILE)}  # fmt: skip
    book = read_workbook(workbook(**sheets), "w.xlsx")
    for record in book.datasets:
        with suppress(NotFound):
            ckan.action.dataset_purge(id=record.name)
        package = created(record)
        ckan.action.package_create(**package)
        shown, wanted = normalise(ckan.action.package_show(id=record.name)), normalise(package)
        assert {name: _set(shown.fields.get(name)) for name in NAMES} == {
            name: _set(wanted.fields.get(name)) for name in NAMES
        }
        assert (shown.title, _set(shown.fields["tag_string"]), shown.private) == (
            wanted.title, _set(wanted.fields["tag_string"]), wanted.private)  # fmt: skip
        assert [(each.name, each.url, each.format, each.fields) for each in shown.distributions] == [
            (each.name, each.url, each.format, each.fields) for each in wanted.distributions]  # fmt: skip
        ckan.action.dataset_purge(id=record.name)


def test_every_choice_that_is_imported_is_one_that_the_form_has(ckan: RemoteCKAN) -> None:
    rows = [{**TOURISM, "owner_org": AGENCY, "name": f"Workbook_{place}", "tag_string": "labour",
             "geo_coverage": each.synonyms[0] if each.synonyms else each.value}
            for place, each in enumerate(vocabulary().choices("geo_coverage"))]  # fmt: skip
    kept = []
    for record in read_workbook(workbook(Temp2_Meta_Record=form("Temp2_Meta_Record", *rows)), "w").datasets:
        with suppress(NotFound):
            ckan.action.dataset_purge(id=record.name)
        kept.append(ckan.action.package_create(**created(record))["geo_coverage"])
        ckan.action.dataset_purge(id=record.name)
    assert kept == [each.value for each in vocabulary().choices("geo_coverage")]


def _set(value: object) -> object:
    """Lists in no order: a CKAN sorts them."""
    return sorted(value) if isinstance(value, tuple) else value
