"""Two workbooks held against each other: by code, cell by cell, in whatever order their rows stand."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from checker.model import Dataset
from checker.testing.build import a_dataset, a_resource
from checker.workbook.difference import Difference, difference
from checker.workbook.official.book import write_workbook
from checker.workbook.template2 import read_workbook
from tests.unit.export_values import DATASETS, NO_PLAN

FILES = [a_resource(id=str(n), name=f"ไฟล์ {n}", url=f"https://example.org/{n}.csv") for n in (1, 2)]


def compared(folder: Path, old: list[Dataset], new: list[Dataset]) -> Difference:
    books = []
    for name, datasets in (("old.xlsx", old), ("new.xlsx", new)):
        write_workbook(datasets, NO_PLAN, folder / name, generation=2, lang="th")
        books.append(read_workbook((folder / name).read_bytes(), name))
    return difference(books[0], books[1])


def changes(found: Difference) -> list[tuple[str, ...]]:
    """(field, old, new, cells) of the one dataset that changed."""
    (dataset,) = found.datasets
    return [(each.field, each.old, each.new, each.old_place, each.new_place) for each in dataset.changes]


def test_datasets_are_new_gone_or_as_they_were(tmp_path: Path) -> None:
    a, b, c = (a_dataset(name=name, title=f"ชุด {name}") for name in "abc")
    found = compared(tmp_path, [a, b], [c, a])
    assert [(each.kind, each.code, each.title, each.old_place, each.new_place) for each in found.datasets] == [
        ("removed", "b", "ชุด b", "Temp2_Meta_Stat!A7", ""),
        ("added", "c", "ชุด c", "", "Temp2_Meta_Stat!A6"),
    ]
    assert (found.same, found.count("changed")) == (1, 0)


def test_a_code_in_other_letters_is_the_same_dataset(tmp_path: Path) -> None:
    found = compared(tmp_path, [a_dataset(name="DataSet_11_01")], [a_dataset(name="dataset_11_01")])
    assert (found.same, found.datasets) == (1, ())


@pytest.mark.parametrize(
    ("field", "old", "new", "shown"),
    [
        ("title", "เดิม", "ใหม่", ("เดิม", "ใหม่", "C6")),
        ("notes", "รายละเอียด", None, ("รายละเอียด", "", "H6")),
        ("data_format", ["CSV"], ["CSV", "XLS"], ("CSV", "CSV, XLS", "N6")),
        ("last_updated_date", "2021-09-10", "2022-09-10", ("2564-09-10", "2565-09-10", "V6")),
        ("maintainer_email", None, "a@example.org", ("", "a@example.org", "F6")),
    ],
)
def test_a_field_is_told_with_both_values_and_both_cells(
    tmp_path: Path, field: str, old: Any, new: Any, shown: tuple[str, str, str]
) -> None:
    found = compared(tmp_path, [a_dataset(**{field: old})], [a_dataset(name="first"), a_dataset(**{field: new})])
    changed = next(each for each in found.datasets if each.kind == "changed")
    cell = f"Temp2_Meta_Stat!{shown[2]}"
    assert [(each.field, each.old, each.new, each.old_place, each.new_place) for each in changed.changes] == [
        (field, *shown[:2], cell, cell.replace("6", "7"))]  # fmt: skip


def test_a_field_without_a_column_is_found_on_the_sheet_of_extra_fields(tmp_path: Path) -> None:
    found = compared(tmp_path, [a_dataset(allow_harvest="True")], [a_dataset(allow_harvest="False")])
    assert changes(found) == [("allow_harvest", "True", "False", "Extra_Fields", "Extra_Fields")]


def test_a_dataset_that_moved_to_another_sheet_has_another_type(tmp_path: Path) -> None:
    found = compared(tmp_path, [a_dataset()], [a_dataset(data_type="ข้อมูลระเบียน")])
    assert changes(found) == [
        ("data_type", "ข้อมูลสถิติ", "ข้อมูลระเบียน", "Temp2_Meta_Stat!B6", "Temp2_Meta_Record!B6")]  # fmt: skip


def test_another_spelling_or_order_is_no_change(tmp_path: Path) -> None:
    old = a_dataset(
        tags=["ก", "ข"], data_format=["CSV", "XLS"], update_frequency_unit="ปี", last_updated_date="2021-09-10"
    )
    path = tmp_path / "w.xlsx"
    write_workbook([old], NO_PLAN, path, generation=2, lang="th")
    book = openpyxl.load_workbook(path)
    cells = {"G6": "ข, ก", "N6": "xls;csv", "J6": "รายปี", "V6": "10 ก.ย. 2564"}
    for place, text in cells.items():
        assert book["Temp2_Meta_Stat"][place].value not in (None, text)
        book["Temp2_Meta_Stat"][place].value = text
    book.save(tmp_path / "again.xlsx")
    before, after = (read_workbook(each.read_bytes(), each.name) for each in (path, tmp_path / "again.xlsx"))
    assert difference(before, after).datasets == ()


def test_files_are_new_gone_or_changed(tmp_path: Path) -> None:
    first, second = FILES
    moved = {**second, "url": "https://example.org/moved.csv"}
    new = a_resource(id="3", name="ไฟล์ 3", url="https://example.org/3.csv")
    found = compared(tmp_path, [a_dataset(resources=[first, second])], [a_dataset(resources=[new, moved])])
    (dataset,) = found.datasets
    assert [(each.kind, each.name, each.old_place, each.new_place) for each in dataset.files] == [
        ("changed", "ไฟล์ 2", "Temp3_Resource_Stat!A7", "Temp3_Resource_Stat!A7"),
        ("removed", "ไฟล์ 1", "Temp3_Resource_Stat!A6", ""),
        ("added", "ไฟล์ 3", "", "Temp3_Resource_Stat!A6"),
    ]
    assert [(each.field, each.new, each.new_place) for each in dataset.files[0].changes] == [
        ("url", "https://example.org/moved.csv", "Temp3_Resource_Stat!C7")]  # fmt: skip


def test_files_of_one_name_and_address_are_told_apart_by_their_order(tmp_path: Path) -> None:
    twins = [a_resource(id=str(n), description=text) for n, text in enumerate(("ก", "ข"))]
    found = compared(
        tmp_path, [a_dataset(resources=twins)], [a_dataset(resources=[twins[0], {**twins[1], "description": "ค"}])]
    )
    (dataset,) = found.datasets
    assert [(change.old, change.new) for file in dataset.files for change in file.changes] == [("ข", "ค")]


@settings(
    max_examples=15, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
@given(DATASETS, st.randoms())
def test_a_workbook_does_not_differ_from_itself_in_another_order(
    tmp_path: Path, datasets: list[Dataset], random: Any
) -> None:
    datasets = [replace(each, id=f"d{n}", name=f"d{n}") for n, each in enumerate(datasets)] or [a_dataset()]
    shuffled = random.sample(datasets, len(datasets))
    found = compared(tmp_path, datasets, shuffled)
    assert (found.datasets, found.same) == ((), len(datasets))
    back = compared(tmp_path, shuffled, datasets[:1])
    assert back.count("removed") == len(datasets) - 1
