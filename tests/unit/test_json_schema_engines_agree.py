"""jsonschema (best messages, for what people write) and jsonschema-rs (quick, for crawls) find the same."""

from __future__ import annotations

import copy
import json
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.demo.catalog import catalog
from checker.resources import schemas_dir
from checker.vocabulary import vocabulary

SCHEMA: dict[str, Any] = json.loads((schemas_dir() / "metadata" / "dataset.schema.json").read_bytes())
SLOW = jsonschema.Draft202012Validator(SCHEMA)
QUICK = jsonschema_rs.Draft202012Validator(SCHEMA)
DEMO = [json.loads(json.dumps(package)) for package in catalog("http://127.0.0.1:9")]

Found = list[tuple[str, str]]


def found_by_jsonschema(package: Any) -> Found:
    """(path in the record, keyword of the schema) of every error, in order."""
    return sorted((json.dumps(list(error.absolute_path)), str(error.validator)) for error in SLOW.iter_errors(package))


def found_by_jsonschema_rs(package: Any) -> Found:
    """The same."""
    return sorted((json.dumps(error.instance_path), str(error.schema_path[-1])) for error in QUICK.iter_errors(package))


def a_whole_package() -> dict[str, Any]:
    """A dataset with nothing left to mend."""
    return copy.deepcopy(next(package for package in DEMO if not found_by_jsonschema(package)))


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_some_of_the_demo_has_nothing_left_to_mend_and_some_has() -> None:
    errors = [bool(found_by_jsonschema(package)) for package in DEMO]
    assert {True, False} == set(errors)


def test_both_engines_find_the_same_in_every_dataset_of_the_demo() -> None:
    for package in DEMO:
        assert found_by_jsonschema_rs(package) == found_by_jsonschema(package), package["name"]


@pytest.mark.parametrize("field", SCHEMA["required"])
def test_both_engines_miss_each_required_field(field: str) -> None:
    package = a_whole_package()
    del package[field]
    assert found_by_jsonschema_rs(package) == found_by_jsonschema(package) == [("[]", "required")]


@pytest.mark.parametrize("package", [None, [], "package", 14, {}, {"resources": None}, {"resources": [None, 1, {}]}])
def test_both_engines_find_the_same_in_what_is_no_package(package: Any) -> None:
    assert found_by_jsonschema_rs(package) == found_by_jsonschema(package) != []


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(SCHEMA["properties"])), ANYTHING, max_size=6))
def test_both_engines_find_the_same_whatever_stands_in_a_field(changed: dict[str, Any]) -> None:
    package = {**a_whole_package(), **changed}
    assert found_by_jsonschema_rs(package) == found_by_jsonschema(package)


def choices_of(property_: dict[str, Any]) -> list[str] | None:
    return property_.get("enum") or property_.get("items", {}).get("enum")


@pytest.mark.parametrize(
    "field", [field for field, property_ in SCHEMA["properties"].items() if choices_of(property_) is not None]
)
def test_the_choices_of_the_schema_are_those_of_the_vocabulary(field: str) -> None:
    assert choices_of(SCHEMA["properties"][field]) == [choice.value for choice in vocabulary().choices(field)]
