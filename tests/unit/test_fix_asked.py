"""``fixes.yaml`` as people write it, and everything in it that is no fix, with its line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from checker.errors import PlanError
from checker.fix.asked import LISTS, read_fixes
from checker.fix.model import Asked, AskedDataset, AskedResource
from checker.fix.values import fields_of
from checker.resources import schemas_dir

SCHEMA = json.loads((schemas_dir() / "metadata" / "fixes.schema.json").read_text(encoding="utf-8"))


def read(text: str) -> tuple[tuple[AskedDataset, ...], list[tuple[str, str, str]]]:
    asking = read_fixes(text.encode(), "fixes.yaml")
    return asking.datasets, [(each.place, each.value, each.code) for each in asking.problems]


def test_a_file_is_read_with_the_line_of_every_value() -> None:
    datasets, problems = read(
        "datasets:\n"
        "  dataset_11_01:\n"
        "    title: จำนวนนักเรียน\n"
        "    data_format: [CSV, XLS]\n"
        "    update_frequency_interval: 02\n"
        "    high_value_dataset: yes\n"
        "    created_date: 2564-09-10\n"
        "    geo_coverage: null\n"
        "    resources:\n"
        "      a.csv: {format: CSV}\n"
    )
    assert problems == []
    assert datasets == (
        AskedDataset(
            key="dataset_11_01",
            place="line 2",
            source="fixes.yaml",
            fields=(
                Asked(field="title", written="จำนวนนักเรียน", place="line 3"),
                Asked(field="data_format", written=["CSV", "XLS"], place="line 4"),
                Asked(field="update_frequency_interval", written="02", place="line 5"),
                Asked(field="high_value_dataset", written="yes", place="line 6"),
                Asked(field="created_date", written="2564-09-10", place="line 7"),
                Asked(field="geo_coverage", written=None, place="line 8"),
            ),
            resources=(
                AskedResource(
                    key="a.csv", place="line 10", fields=(Asked(field="format", written="CSV", place="line 10"),)
                ),
            ),
        ),
    )


NOTHING_ASKED = ["", "datasets:\n", "datasets: {}\n", "# only a comment\n", "datasets:\n  a:\n"]


@pytest.mark.parametrize("text", NOTHING_ASKED)
def test_a_file_that_asks_for_nothing_is_no_error(text: str) -> None:
    datasets, problems = read(text)
    assert ([each.fields for each in datasets if each.fields], problems) == ([], [])


WRONG = [
    ("sets: {}\n", [("line 1", "sets", "unknown_key")]),
    ("datasets: [a]\n", [("line 1", "", "no_group")]),
    ("datasets:\n  a: text\n", [("line 2", "text", "no_group")]),
    ("datasets:\n  a: {titel: x}\n", [("line 2", "titel", "unknown_field")]),
    ("datasets:\n  a: {name: other}\n", [("line 2", "name", "not_fixable")]),
    ("datasets:\n  a: {id: other}\n", [("line 2", "id", "unknown_field")]),
    ("datasets:\n  a: {private: true}\n", [("line 2", "private", "unknown_field")]),
    ("datasets:\n  a:\n    title:\n", [("line 3", "", "blank_value")]),
    ("datasets:\n  a:\n    title: ' '\n", [("line 3", "", "blank_value")]),
    ("datasets:\n  a: {title: [x]}\n", [("line 2", "", "one_value")]),
    ("datasets:\n  a: {title: {th: x}}\n", [("line 2", "", "no_value")]),
    ("datasets:\n  a: {objective: []}\n", [("line 2", "", "blank_value")]),
    ("datasets:\n  a: {objective: [ไม่ทราบ, '']}\n", [("line 2", "", "blank_value")]),
    ("datasets:\n  a: {objective: [[ไม่ทราบ]]}\n", [("line 2", "", "blank_value")]),
    ("datasets:\n  a: {resources: [b]}\n", [("line 2", "", "no_group")]),
    ("datasets:\n  a: {resources: {b: {size: 1}}}\n", [("line 2", "size", "unknown_field")]),
    ("datasets:\n  a: {title: x}\n  a: {title: y}\n", [("line 3", "a", "duplicate_key")]),
    ("datasets:\n  a:\n    title: x\n    title: y\n", [("line 4", "title", "duplicate_key")]),
]


@pytest.mark.parametrize(("text", "told"), WRONG)
def test_what_is_no_fix_is_told_with_its_line(text: str, told: list[tuple[str, str, str]]) -> None:
    assert read(text)[1] == told


def test_a_misspelt_field_names_the_one_that_was_perhaps_meant() -> None:
    [problem] = read_fixes(b"datasets:\n  a: {titel: x}\n", "fixes.yaml").problems
    assert problem.text("th") == "fixes.yaml: line 2 'titel': ไม่มีฟิลด์นี้ (หมายถึง title หรือไม่)"
    assert problem.text("en") == "fixes.yaml: line 2 'titel': there is no such field (did you mean title?)"


NO_FILE = ["- a\n", "text\n", "a: [\n", "a: &x [*x]\n", "\x00"]


@pytest.mark.parametrize("text", NO_FILE)
def test_what_cannot_be_read_is_refused_in_the_words_of_fixes(text: str) -> None:
    with pytest.raises(PlanError, match="file of fixes"):
        read_fixes(text.encode(), "fixes.yaml")


def test_aliases_that_grow_without_bounds_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    with pytest.raises(PlanError, match="far more"):
        read_fixes("\n".join(lines).encode(), "fixes.yaml")


@pytest.mark.parametrize("level", ["dataset", "resource"])
def test_the_schema_names_the_fields_of_the_vocabulary(level: str) -> None:
    properties = dict(SCHEMA["$defs"][level]["properties"])
    properties.pop("resources", None)
    assert {name: (row["$ref"], row["title"], row["description"]) for name, row in properties.items()} == {
        name: ("#/$defs/texts" if field.form in LISTS else "#/$defs/text", field.label.th, field.label.en)
        for name, field in fields_of(level).items()
    }


RIGHT = [
    "datasets: {a: {title: x, objective: [ไม่ทราบ], data_format: CSV, geo_coverage: null, created_date: 2564}}",
    "datasets: {a: {high_value_dataset: true, update_frequency_interval: 2, resources: {b: {format: CSV}, c: }}, d: }",
]


@pytest.mark.parametrize("text", [*RIGHT, *NOTHING_ASKED])
def test_what_is_read_without_a_problem_is_valid_by_the_schema(text: str) -> None:
    assert read(text)[1] == []
    jsonschema.validate(yaml.safe_load(text) or {}, SCHEMA)


#: What YAML itself takes away before a schema sees it: a key that is there twice, and that an empty value is no null.
UNSEEN = re.compile(r"title:\n|(?s:a: \{title.*a: \{)|title: x\n    title")


@pytest.mark.parametrize("text", [text for text, _ in WRONG if not UNSEEN.search(text)])
def test_what_is_told_as_wrong_is_not_valid_by_the_schema(text: str) -> None:
    value: Any = yaml.safe_load(text)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(value, SCHEMA)


def test_the_example_of_the_docs_is_read_without_a_problem() -> None:
    page = (Path(__file__).parents[2] / "docs" / "fixes.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    datasets, problems = read(example)
    assert (problems, [len(each.fields) for each in datasets]) == ([], [5])
    jsonschema.validate(yaml.safe_load(example), SCHEMA)
