"""Whatever JSON object comes in, a dataset comes out, and normalising it again changes nothing."""

import json
import time
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.checks import CHECKS, CheckContext, check_dataset
from checker.checks.items import item_outcomes
from checker.model import Dataset, Finding
from checker.normalise import as_package, normalise
from checker.rubric import load
from checker.text import clean, repair
from checker.texts import finding_fix, finding_text
from checker.vocabulary import vocabulary

RUBRIC = load("data-catalog-kpi-2565")
CONTEXT = CheckContext(vocabulary=vocabulary(), rules=RUBRIC.checks, today=date(2022, 9, 30))
BASE = "https://catalog.example.go.th"

THAI = st.text(alphabet=st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B), max_size=12)
ODD = st.sampled_from(
    [
        "",
        " ",
        "-",
        "\u200b",
        "<b>ก</b>",
        "&nbsp;",
        "&amp;lt;",
        "<!--",
        "<script>",
        "True",
        "1",
        "1.0",
        "๒",
        "2 ปี",
        "2564-09-10",
        "10/9/64",
        "Database, XLS, text, SPSS",
        "DOC/DOCX, เทศบาล/อบต.",
        '["CSV","XLS"]',
        "{CSV,XLS}",
        '["CSV"',
        "{}",
        "อื่นๆ",
        "ไม่ทราบ",
        "รายปี",
        "ข้อมูลสาธารณะ",
        "a@b.go.th",
        " mailto:a@b.go.th ",
        "a@b.go.th; c@d.go.th",
        "XSL",
        "MAP",
        "All resource data",
        "พจนานุกรมข้อมูล",
        "http://x/y.csv",
        "\ud800",
        "น\u0e49\u0e4dา",
        "ท\u0e48\u0e35",
        "\uf70a",
        "เเม\u0e48",
    ]
)
TEXT = st.one_of(THAI, ODD, st.text(max_size=20))
SCALAR = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXT)
ANYTHING = st.recursive(
    SCALAR,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXT, inner, max_size=4)),
    max_leaves=6,
)
NAMES = [
    *vocabulary().fields["dataset"],
    "id",
    "tags",
    "private",
    "organization",
    "metadata_modified",
    "license_title",
    "contact_person",
    "contact_email",
    "data_class_level",
    "disclosure",
    "height_value_dataset",
    "access_detail",
]
RESOURCE_NAMES = [*vocabulary().fields["resource"], "id", "mimetype", "last_modified", "datastore_active"]
RESOURCE = st.one_of(ANYTHING, st.dictionaries(st.sampled_from(RESOURCE_NAMES), ANYTHING, max_size=6))
EXTRAS = st.one_of(
    ANYTHING,
    st.lists(st.fixed_dictionaries({"key": st.sampled_from(NAMES), "value": ANYTHING}), max_size=5),
    st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=5),
)
PACKAGE = st.builds(
    lambda fields, resources, extras: {**fields, **resources, **extras},
    st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=12),
    st.one_of(
        st.just({}), st.builds(lambda found: {"resources": found}, st.one_of(ANYTHING, st.lists(RESOURCE, max_size=3)))
    ),
    st.one_of(st.just({}), st.builds(lambda found: {"extras": found}, EXTRAS)),
)


def without_notes(dataset: Dataset) -> Dataset:
    return msgspec.structs.replace(dataset, notes=())


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PACKAGE)
def test_any_json_object_becomes_a_dataset_that_can_be_stored_checked_and_told(package: dict[str, Any]) -> None:
    dataset = normalise(package, base_url=BASE)
    assert msgspec.json.decode(msgspec.json.encode(dataset), type=Dataset) == dataset
    findings = check_dataset(dataset, CONTEXT)
    assert msgspec.json.decode(msgspec.json.encode(findings), type=tuple[Finding, ...]) == findings
    assert set(item_outcomes(findings, RUBRIC)[0]) == {item.no for item in RUBRIC.items}
    resource_checks = {name for name in CHECKS if name.startswith("resource_") and name != "resource_present"}
    assert set(CHECKS) - resource_checks <= {finding.check for finding in findings}
    for finding in findings:
        assert finding.reason in CHECKS[finding.check].reasons
        for lang in ("th", "en"):
            assert "{" not in finding_text(finding, RUBRIC, lang) or "{" in str(finding.params)
            finding_fix(finding, RUBRIC, lang)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PACKAGE)
def test_normalising_a_normalised_dataset_changes_nothing(package: dict[str, Any]) -> None:
    once = normalise(package, base_url=BASE)
    again = normalise(as_package(once), base_url=BASE)
    assert without_notes(again) == without_notes(once)
    through_json = normalise(json.loads(json.dumps(as_package(once))), base_url=BASE)
    assert through_json == again
    assert normalise(as_package(again), base_url=BASE) == normalise(as_package(once), base_url=BASE)


@settings(max_examples=1000, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(
            st.characters(min_codepoint=0x0E30, max_codepoint=0x0E4E), st.sampled_from("กน\u0301\u200b<>&;ab\uf70a")
        )
    )
)
def test_repairing_a_repaired_text_changes_nothing(text: str) -> None:
    assert repair(repair(text)) == repair(text)
    assert clean(clean(text)) == clean(text)


HOSTILE = "=1+1\ud800\x00\x1b[2J\u202e<script>alert(1)</script>\U000e0041ก"


@pytest.mark.parametrize("place", ["fields", "resources", "extras", "tags", "organization"])
def test_nothing_that_cannot_be_stored_gets_through_anywhere(place: str) -> None:
    fields = dict.fromkeys((*NAMES, "name"), HOSTILE)
    package: dict[str, Any] = {
        "fields": fields,
        "resources": {"id": "d", "resources": [dict.fromkeys(RESOURCE_NAMES, HOSTILE)]},
        "extras": {"id": "d", "extras": [{"key": name, "value": HOSTILE} for name in NAMES]},
        "tags": {"id": "d", "tags": [{"name": HOSTILE, "display_name": HOSTILE}, HOSTILE]},
        "organization": {"id": "d", "organization": {"id": HOSTILE, "name": HOSTILE, "title": HOSTILE}},
    }[place]
    dataset = normalise(package, base_url=BASE)
    stored = msgspec.json.encode((dataset, check_dataset(dataset, CONTEXT))).decode()
    shown = {field: text for field, text in dataset.fields.items() if field not in ("url", "reference_url_catalog")}
    assert not any(char in str(shown) + dataset.title + dataset.name for char in "\x00\x1b\u202e")
    assert "<script>" not in str(shown)
    assert stored


def test_five_megabytes_of_notes_and_a_hundred_thousand_tags_are_bounded_work() -> None:
    package = {
        "id": "big",
        "title": "<" * 100_000,
        "notes": "<script><!--&amp;" * 300_000,
        "tags": [{"name": f"คำ{number}"} for number in range(100_000)],
        "objective": "เพื่อ,การ;/" * 500_000,
        "maintainer_email": "a@" * 1_000_000,
        "data_format": ["x" * 1000] * 50_000,
        "extras": [{"key": f"k{number}", "value": "v"} for number in range(100_000)],
        "resources": [{"name": "&amp;" * 200_000, "url": "http://x/" + "a" * 1_000_000, "format": "." * 1_000_000}] * 5,
    }
    started = time.process_time()
    dataset = normalise(package)
    findings = check_dataset(dataset, CONTEXT)
    assert time.process_time() - started < 5
    assert len(dataset.fields["tag_string"]) == 1_000
    assert len(str(dataset.fields.get("notes", ""))) <= 100_000
    assert len(msgspec.json.encode(dataset)) < 4_000_000
    assert len(msgspec.json.encode(findings)) < 100_000
    assert {note.code for note in dataset.notes} >= {"cut"}


def test_a_million_resources_are_cut_with_a_note() -> None:
    dataset = normalise({"id": "many", "resources": [{}] * 1_000_000})
    assert len(dataset.distributions) == 10_000
    assert [(note.code, note.path, note.before) for note in dataset.notes] == [("cut", "resources", "1000000")]
