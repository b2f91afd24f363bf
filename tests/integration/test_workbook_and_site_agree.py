"""The same records typed into the official workbook and published on a site: the engine says the same of both.

The site is scanned by the command over HTTP; the workbook is checked by the code behind ``dgcheck workbook check``.
What is compared is every finding of every check of metadata, the outcome of all 14 items and how many say something.
Three things differ by nature and are told apart here: a field that a site does not have is *missing*, a cell that is
empty is *blank*; a workbook does not say to whom a catalog shows a dataset; ids of resources are the catalog's.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checker.checks import check_dataset
from checker.checks.items import item_outcomes
from checker.cli import dgcheck
from checker.model import Dataset, Finding
from checker.normalise import normalise
from checker.run.rules import proved_rubric
from checker.run.stored import datasets
from checker.store import Store
from checker.testing import ckan_site, serve
from checker.vocabulary import vocabulary
from checker.workbook.checking import context_of
from checker.workbook.created import created
from checker.workbook.template2 import read_workbook
from tests.acceptance.real_records import as_package, records
from tests.unit.workbook_values import sheets_of, workbook_bytes

RUBRIC = proved_rubric("data-catalog-kpi-2565")
CONTEXT = context_of(RUBRIC, date(2022, 9, 30))
TYPES = tuple(choice.value for choice in vocabulary().choices("data_type"))
OF_CATALOGS = "category_visibility"
Said = tuple[dict[str, str], int, list[tuple[str, ...]]]


def scanned(packages: Sequence[dict[str, Any]], folder: Path) -> list[Dataset]:
    """The datasets as a scan of a site that holds the packages reads them."""
    with serve(ckan_site(packages)) as base:
        arguments = ["scan", base, "--store", str(folder / "s.sqlite"), "--out", str(folder), "--format", "json",
                     "--allow-network", "127.0.0.0/8", "--set", "host_interval=0", "--set", "confirm=later",
                     "--set", "content=false", "--set", "retries=0", "--quiet"]  # fmt: skip
        done = CliRunner().invoke(dgcheck, arguments, prog_name="dgcheck")
        assert done.exit_code == 0, done.output
    with Store.open(folder / "s.sqlite", create=False) as store:
        return list(datasets(store, store.resolve("latest")))


def typed(packages: Sequence[dict[str, Any]]) -> dict[str, Dataset]:
    """The datasets by code, as the workbook that holds the packages is read."""
    book = read_workbook(workbook_bytes(sheets_of(packages)), "w.xlsx")
    return {record.code: normalise(record.package) for record in book.datasets}


def said(dataset: Dataset) -> Said:
    """All that the checks of metadata say of a dataset, in one form for both."""
    findings = check_dataset(dataset, CONTEXT)
    items, informative = item_outcomes(findings, RUBRIC)
    numbers = {each.id: str(number) for number, each in enumerate(dataset.distributions, 1)}
    told = [_told(each, numbers) for each in findings if each.check != OF_CATALOGS]
    return {number: outcome.value for number, outcome in items.items()}, informative, sorted(told)


def _told(each: Finding, numbers: dict[str, str]) -> tuple[str, ...]:
    path = each.path.split("/")
    where = (
        "/".join([path[0], numbers[path[1]], path[2]]) if len(path) == len(("resources", "id", "name")) else each.path
    )
    reason = "blank" if each.reason == "missing" else each.reason
    return each.check, each.outcome.value, each.severity.value, reason, where, str(sorted(each.params.items()))


def real(base: str = "http://127.0.0.1:9") -> list[dict[str, Any]]:
    """The real records with a data type, which the sheet says in a workbook, and links that answer nothing."""
    held = [as_package(record, base) for record in records()]
    for number, package in enumerate(held):
        package["data_type"] = TYPES[number % len(TYPES)]
        package["name"] = f"real-{number}"
    return held


MANNERS = {
    "title": ("จำนวนนักท่องเที่ยวรายจังหวัด", "-", "ทดสอบ", "x"),
    "maintainer": ("กองสถิติพยากรณ์", "ไม่ระบุ", "", "n/a"),
    "maintainer_email": ("a@example.org", "mailto:a@example.org", "a@example.org, b@example.org", "-", "ไม่มี", ""),
    "notes": ("ข้อมูลจำนวนนักท่องเที่ยวจำแนกรายจังหวัดและสัญชาติ", "สั้น", ".", "", "จำนวนนักท่องเที่ยวรายจังหวัด"),
    "data_source": ("รายงานประจำปี (กรมตัวอย่าง)", "-", ""),
    "update_frequency_interval": ("1", "๒", "2 ปี", "0", "-1", "ทุกปี", "", "1.0", "1.5"),
    "reference_url_catalog": ("", "https://gdcatalog.go.th/x"),
    "resource_last_updated_date": ("2021-09-10", "2564-09-10", "10/9/2564", "10/9/64", "๑๐ ก.ย. ๒๕๖๔", "2564",
                                   "31/02/2564", "2590-01-01", "เมื่อวาน", ""),
}  # fmt: skip
TAGS = ("แรงงาน", "-", "จำนวนนักท่องเที่ยวรายจังหวัด")
ONE = ("update_frequency_unit", "geo_coverage", "data_category", "data_classification", "license_id")
MANY = ("objective", "data_format")


def generated(count: int) -> list[dict[str, Any]]:
    """Datasets whose fields are written in all manners: stored, synonyms, labels, outside the lists, fillers, blank."""
    some = random.Random("workbook")
    return [_dataset(some, number) for number in range(count)]


def _dataset(some: random.Random, number: int) -> dict[str, Any]:
    package: dict[str, Any] = {name: some.choice(MANNERS[name]) for name in (
        "title", "maintainer", "maintainer_email", "notes", "data_source", "update_frequency_interval")}  # fmt: skip
    package |= {name: _choice(some, name) for name in ONE}
    package |= {name: [_choice(some, name) for _ in range(some.randint(0, 3))] for name in MANY}
    return package | {
        "id": f"id-{number}",
        "name": f"made-{number}",
        "data_type": some.choice(TYPES),
        "organization": {"id": "o", "name": "o", "title": "กรมตัวอย่าง"},
        "owner_org": "o",
        "tags": [{"name": tag} for tag in some.sample(TAGS, some.randint(0, len(TAGS)))],
        "resources": [_resource(some, number, place) for place in range(some.randint(0, 3))],
    }  # fmt: skip


def _choice(some: random.Random, name: str) -> str:
    choices = [each for each in vocabulary().choices(name) if "," not in each.label.en]
    chosen = some.choice(choices)
    known = [each for each in (chosen.value, chosen.label.th, chosen.label.en, *chosen.synonyms) if "," not in each]
    return some.choice((*known, chosen.value, "SPSS", "ลุ่มน้ำ", "-", "", chosen.value[:-1]))


def _resource(some: random.Random, number: int, place: int) -> dict[str, Any]:
    return {
        "id": f"r-{number}-{place}",
        "name": some.choice(("ไฟล์", "พจนานุกรมข้อมูล", "-", "")) or f"ไฟล์ {place}",
        "url": some.choice(("http://127.0.0.1:9/a.csv", "ftp://x/a", "ไม่มี", "")),
        "format": some.choice(("CSV", "XSL", "Excel", "MAP", "อะไรสักอย่าง", "")),
        "resource_last_updated_date": some.choice(MANNERS["resource_last_updated_date"]),
    }


@pytest.mark.parametrize("make", [real, lambda: generated(300)], ids=["real records", "generated records"])
def test_a_workbook_and_a_site_of_the_same_records_are_judged_the_same(make: Any, tmp_path: Path) -> None:
    packages = make()
    on_site = {dataset.name: said(dataset) for dataset in scanned(packages, tmp_path)}
    in_workbook = {code: said(dataset) for code, dataset in typed(packages).items()}
    differing = {
        name: (on_site[name], in_workbook.get(name)) for name in on_site if on_site[name] != in_workbook.get(name)
    }
    assert differing == {}
    assert len(in_workbook) == len(packages)


def test_what_is_imported_from_a_workbook_scans_as_the_workbook_was_checked(tmp_path: Path) -> None:
    """But for choices in no list, which import stores as อื่นๆ with their text; no item changes by it."""
    book = read_workbook(workbook_bytes(sheets_of([*real(), *generated(300)])), "w.xlsx")
    for record in book.datasets:
        checked, imported = said(normalise(record.package)), said(normalise(created(record)))
        assert imported[0] == checked[0], record.code
