"""Suggestions: repairs that change no meaning, and nothing else; what is written is read again as it was meant."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.fix.asked import read_fixes
from checker.fix.calls import applied
from checker.fix.places import Customs
from checker.fix.propose import Ground, propose
from checker.fix.suggest import RULES, Suggested, suggest
from checker.fix.words import texts
from checker.fix.written import written
from checker.normalise import normalise


def suggested(package: dict[str, Any]) -> dict[str, Any]:
    """Field → (new value, rules); those of resources under their id."""
    found = suggest({"id": "d", "name": "d", **package})
    if found is None:
        return {}
    fields: dict[str, Any] = {each.field: (each.new, *each.rules) for each in found.fields}
    return fields | {
        identity: {each.field: (each.new, *each.rules) for each in those} for identity, _, those in found.resources
    }


SAFE: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"title": "จํานวน"}, {"title": ("จำนวน", "unicode")}),
    ({"title": "จำนวน\u200bนักเรียน"}, {"title": ("จำนวนนักเรียน", "unicode")}),
    ({"title": "<b>จำนวน</b> นักเรียน"}, {"title": ("จำนวน นักเรียน", "html")}),
    ({"notes": "จํานวน <b>x</b>\n\nสอง"}, {"notes": ("จำนวน <b>x</b>\n\nสอง", "unicode")}),
    ({"maintainer_email": " mailto:a@b.example"}, {"maintainer_email": ("a@b.example", "email")}),
    ({"update_frequency_unit": "รายปี"}, {"update_frequency_unit": ("ปี", "synonym")}),
    ({"data_format": '["csv", "XLS"]'}, {"data_format": (("CSV", "XLS"), "synonym")}),
    ({"data_format": ["csv"]}, {"data_format": (("CSV",), "synonym")}),
    ({"last_updated_date": "2564-09-10"}, {"last_updated_date": ("2021-09-10", "buddhist_era")}),
    ({"first_year_of_data": "2560"}, {"first_year_of_data": ("2017", "buddhist_era")}),
    ({"extras": [{"key": "update_frequency_unit", "value": "รายปี"}]}, {"update_frequency_unit": ("ปี", "synonym")}),
    ({"url": " http://a.example/ "}, {"url": ("http://a.example/", "url")}),
    ({"tags": [{"name": "จํานวน"}, {"name": "ปี"}]}, {"tag_string": (("จำนวน", "ปี"), "unicode")}),
    (
        {"resources": [{"id": "r", "format": "XSL", "url": "http://a.example/b.xls"}]},
        {"r": {"format": ("XLS", "format")}},
    ),
    (
        {"resources": [{"id": "r", "format": "XSL", "url": "http://a.example/b.xlsx"}]},
        {"r": {"format": ("XLSX", "format")}},
    ),
    ({"resources": [{"id": "r", "format": "text/csv; charset=utf-8"}]}, {"r": {"format": ("CSV", "format")}}),
    ({"resources": [{"id": "r", "name": "จํานวน"}]}, {"r": {"name": ("จำนวน", "unicode")}}),
    (
        {"resources": [{"id": "r", "resource_data_collect": "person"}]},
        {"r": {"resource_data_collect": ("บุคคล", "synonym")}},
    ),
    (
        {"resources": [{"id": "r", "resource_created_date": "2564-09-10"}]},
        {"r": {"resource_created_date": ("2021-09-10", "buddhist_era")}},
    ),
]


@pytest.mark.parametrize(("package", "found"), SAFE)
def test_a_repair_without_a_change_of_meaning_is_suggested(package: dict[str, Any], found: dict[str, Any]) -> None:
    assert suggested(package) == found


UNSAFE: list[dict[str, Any]] = [
    {"title": "จำนวนนักเรียน", "notes": "<p>ย่อหน้า</p> &amp; อื่น"},
    {"geo_coverage": "ทั่วประเทศไทย"},
    {"objective": "- เพื่อรายงาน"},
    {"data_format": ["CSV", "SPSS"]},
    {"update_frequency_interval": "2 ปี"},
    {"last_updated_date": "10/9/64"},
    {"last_updated_date": "31 ก.พ. 2564"},
    {"license_id": "Open Data Commons"},
    {"license_id": "cc-by"},
    {"maintainer_email": "กองข้อมูล"},
    {"title": None, "notes": "", "maintainer": "-"},
    {"notes": "ก" * 200_000},
    {"resources": [{"id": "r", "format": "MAP", "url": "http://a.example/b.kml"}]},
    {"resources": [{"id": "r", "format": "XSL", "url": "http://a.example/b.xml"}]},
    {"resources": [{"id": "r", "format": "CSV, XLS"}]},
    {"resources": [{"id": "r", "format": "ไฟล์"}]},
    {"resources": [{"id": "r", "format": "CSV", "url": "http://a.example/b.xls"}]},
    {"resources": [{"id": "r", "format": "csv"}, {"id": "s", "format": "xlsx"}]},
    {"resources": [{"name": "จํานวน"}]},
    {"title": 7, "extras": "x", "tags": "y", "resources": "z"},
]


@pytest.mark.parametrize("package", UNSAFE)
def test_what_would_be_a_guess_is_left_to_a_person(package: dict[str, Any]) -> None:
    assert suggested(package) == {}


def text_of(found: list[Suggested], lang: str = "th") -> str:
    return "\n".join(written(found, "20260101-000000-abcdef", lang)) + "\n"


def test_the_file_tells_the_old_value_and_the_rule_beside_each_new_one() -> None:
    package = {
        "id": "d-1",
        "name": "dataset_11_01",
        "title": "จํานวน\u200b # นักเรียน\n",
        "data_format": ["csv"],
        "resources": [{"id": "r: 1", "name": "a # b", "format": "XSL"}],
    }
    found = suggest(package)
    assert found is not None
    assert text_of([found], "en") == (
        "# Suggestions from run 20260101-000000-abcdef, for a person to confirm; none changes a meaning.\n"
        "# Delete what you do not want, then see what would change: dgcheck fix 20260101-000000-abcdef --from FILE\n"
        "datasets:\n"
        '  "dataset_11_01":  # จํานวน<U+200B> # นักเรียน⏎\n'
        "    # Title: code points in normal form (NFC, invisible characters, sara am)\n"
        "    # as it is: จํานวน<U+200B> # นักเรียน⏎\n"
        '    title: "จำนวน # นักเรียน"\n'
        "    # Storage format: a synonym to the word of the list of choices\n"
        '    # as it is: ["csv"]\n'
        '    data_format: ["CSV"]\n'
        "    resources:\n"
        '      "r: 1":  # a # b\n'
        "        # File format: the usual name of the file format\n"
        "        # as it is: XSL\n"
        '        format: "XLS"\n'
    )


def test_a_file_without_suggestions_asks_for_nothing() -> None:
    assert read_fixes(text_of([]).encode(), "fixes.yaml").datasets == ()


PIECES = st.sampled_from(
    ["จํานวน", "จำนวน", "\u200b", "<b>", "</b>", "&amp;", " ", "\n", "#", ": ", '"', "\\", "'", "\u202e", "2564-09-10",
     "รายปี", "csv", "- ", "{", "}", "[", "]", "\x07", "\u2028", "\ue000", "é", "e\u0301", "😀", "a@b.example", "null"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=6).map("".join)


@st.composite
def packages(draw: st.DrawFn) -> dict[str, Any]:
    names = ("title", "notes", "maintainer", "maintainer_email", "update_frequency_unit", "data_format",
             "last_updated_date", "data_source", "url")  # fmt: skip
    resource = {name: draw(TEXTS) for name in ("name", "description", "format", "resource_data_collect")}
    extras = [{"key": "accessible_condition", "value": draw(TEXTS)}, {"key": "objective", "value": draw(TEXTS)}]
    return {
        **{name: draw(TEXTS) for name in names},
        "id": "d-1",
        "name": "d",
        "extras": extras,
        "resources": [{**resource, "id": "r-1", "url": "http://a.example/"}],
    }


@settings(max_examples=150)
@given(package=packages())
def test_the_file_is_read_as_it_was_meant_and_a_scan_sees_the_same_dataset_after_it(package: dict[str, Any]) -> None:
    found = suggest(package)
    if found is None:
        return
    text = text_of([found])
    assert yaml.safe_load(text) is not None
    asking = read_fixes(text.encode(), "fixes.yaml")
    assert asking.problems == ()
    [asked] = asking.datasets
    proposed = propose(asked, Ground(now=package, then=package, customs=Customs(), organization={}.get))
    assert (proposed.problems, proposed.stale) == ((), ())
    assert len(proposed.changes) == len(found.fields) + sum(len(those) for _, _, those in found.resources)
    after = applied(package, proposed.changes)
    before = normalise(package)
    again = normalise(after)
    assert again.fields == before.fields
    assert [each.fields for each in again.distributions] == [each.fields for each in before.distributions]
    assert [each.format for each in again.distributions] == [each.format for each in before.distributions]
    assert suggest(after) is None


def test_every_rule_has_its_words() -> None:
    assert set(RULES.values()) | {"format"} == set(texts()["suggestions"])
