"""Datasets for the official workbook, generated and by hand, and what of a dataset the workbook has to give back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from checker.model import Dataset, Distribution
from checker.normalise import normalise
from checker.plan import Issue, Plan
from checker.vocabulary import vocabulary
from checker.workbook.official.book import Written, write_workbook
from checker.workbook.official.codes import Codes
from checker.workbook.template2 import read_workbook
from tests.unit.test_normalise_properties import PACKAGE

NO_PLAN = Plan(issues=(Issue(),))


def told(dataset: Dataset) -> dict[str, Any]:
    """All that a dataset says, without ids and stamps of the catalog's own; a blank field is none."""
    fields = {name: value for name, value in dataset.fields.items() if value}
    return {
        **fields,
        "publisher": dataset.publisher,
        "private": dataset.private,
        "title": dataset.title,
        "resources": [_told_of_file(each) for each in dataset.distributions],
    }


def _told_of_file(each: Distribution) -> dict[str, Any]:
    own = ("name", "url", "description", "declared", "format", "role", "created", "updated", "private")
    return {**each.fields, **{name: getattr(each, name) for name in own}}


def through_the_workbook(
    datasets: Sequence[Dataset], path: Path, *, generation: int = 2, lang: str = "th"
) -> tuple[list[Dataset], Written]:
    """The datasets as importing the written workbook gives them, in their order."""
    written = write_workbook(datasets, NO_PLAN, path, generation=generation, lang=lang)
    records = read_workbook(path.read_bytes(), str(path)).datasets if datasets else ()
    found = {record.code: normalise(record.package) for record in records}
    codes = Codes()
    return [found[codes.of(one)] for one in datasets], written


THAI = st.text(alphabet="กขคงจฉชทนปผมยรลวสหอะาิีุูเแโไ่้๊๋์ๆฯ๐๑๒ abcXYZ019", max_size=30)
ODD = st.sampled_from(
    ["=1+1", '=HYPERLINK("http://x")', "+66 2 123", "-", "@cmd", "_x0041_", "_x000D_", "a_x005F_b", "\u200bก\u200b",
     "ก\nข", "ก \n ข", "a\tb", "a  b", 'เขา"ว่า"', "'ก", "[1]", '"x"', "{a,b}", "a, b", "a;b/c", "CSV, XLS", "DOC/DOCX",
     "เทศบาล/อบต.", "อื่นๆ", "ไม่ทราบ", "2564-09-10", "2021-09-10", "10 ก.ย. 2564", "31/02/2564", "2564", "ปีละครั้ง",
     "True", "ใช่", "<b>x</b>", "a&b", "\ufffe", "\U0001f600", "é", "*", "null", "ข้อมูลระเบียน", "1e5", "007", "1.0"]
)  # fmt: skip
TEXT = st.one_of(THAI, ODD, st.text(max_size=15))


def _value(name: str) -> st.SearchStrategy[Any]:
    choices = [each.value for each in vocabulary().choices(name)]
    if not choices:
        return TEXT
    some = st.lists(st.one_of(st.sampled_from(choices), TEXT), max_size=4)
    return st.one_of(st.sampled_from(choices), some, TEXT)


def _fields(level: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={name: _value(name) for name in vocabulary().fields[level]})


@st.composite
def _package(draw: st.DrawFn) -> dict[str, Any]:
    package = draw(_fields("dataset"))
    package["resources"] = draw(st.lists(_fields("resource"), max_size=3))
    package["tags"] = draw(st.lists(TEXT, max_size=4))
    package["private"] = draw(st.booleans())
    owner = draw(st.sampled_from([None, {"id": "1", "name": "nso", "title": "สำนักงาน"}, {"title": "สำนักงาน"}, {}]))
    return {**package, "id": draw(st.uuids()).hex, **({} if owner is None else {"organization": owner})}


DATASETS = st.lists(st.builds(normalise, st.one_of(_package(), PACKAGE)), max_size=4).map(
    lambda found: list({each.id: each for each in found}.values())
)
