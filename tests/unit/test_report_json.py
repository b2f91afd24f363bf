"""report.json: the contract, the canonical form, what hostile texts do to it."""

from __future__ import annotations

import json
from datetime import timedelta

import jsonschema
import msgspec
import pytest
from report_sample import sample_report

from checker.report.json import json_chunks, to_json
from checker.resources import schemas_dir

SCHEMA = json.loads((schemas_dir() / "report.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("canonical", [False, True])
def test_a_report_keeps_the_contract(canonical: bool) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(to_json(sample_report(), canonical=canonical)))


def test_the_schema_refuses_a_report_without_its_range() -> None:
    found = json.loads(to_json(sample_report(2)))
    del found["score"]["range"]
    with pytest.raises(jsonschema.ValidationError, match="'range' is a required property"):
        jsonschema.validate(found, SCHEMA)


def test_an_empty_report_keeps_the_contract() -> None:
    found = json.loads(to_json(sample_report(0)))
    jsonschema.validate(found, SCHEMA)
    assert found["datasets"] == []


def test_points_are_strings_of_the_exact_fraction() -> None:
    score = json.loads(to_json(sample_report()))["score"]
    assert score["points"] == {
        "dataset_list": "50", "metadata_14": "10", "agency_catalog": "10", "open_data": "13.4", "utilisation": "0"
    }  # fmt: skip
    assert (score["total"], score["range"], score["final"]) == ("83.4", {"max": "91.257143", "min": "83.4"}, False)


def test_the_canonical_form_of_two_runs_over_the_same_answers_is_the_same() -> None:
    first = sample_report()
    run = msgspec.structs.replace(
        first.run, id="other", started=first.run.started + timedelta(days=3), finished=None
    )  # fmt: skip
    evidence = tuple(
        msgspec.structs.replace(line, at=line.at + timedelta(days=3), attempts=line.attempts + 1)
        for line in first.evidence
    )
    lines = tuple(
        msgspec.structs.replace(
            line,
            resources=tuple(
                msgspec.structs.replace(
                    part,
                    observation=part.observation
                    and msgspec.structs.replace(part.observation, attempts=part.observation.attempts + 1),
                )
                for part in line.resources
            ),
        )
        for line in first.datasets
    )
    second = msgspec.structs.replace(first, run=run, evidence=evidence, datasets=lines)
    assert to_json(first, canonical=True) == to_json(second, canonical=True)
    assert to_json(first) != to_json(second)


def test_keys_are_sorted_whatever_order_they_were_counted_in() -> None:
    report = sample_report(3)
    turned = msgspec.structs.replace(
        report.totals, by_outcome=dict(reversed(report.totals.by_outcome.items()))
    )  # fmt: skip
    assert to_json(report) == to_json(msgspec.structs.replace(report, totals=turned))
    found = json.loads(to_json(report))
    assert list(found) == sorted(found)


def test_half_a_surrogate_pair_in_a_title_stops_nothing() -> None:
    report = sample_report(1)
    line = report.datasets[0]
    broken = msgspec.structs.replace(line, standing=msgspec.structs.replace(line.standing, title="ข้อมูล\ud83d"))
    found = json.loads(to_json(msgspec.structs.replace(report, datasets=(broken,))))
    assert found["datasets"][0]["title"] == "ข้อมูล?"


def test_the_pieces_are_the_whole() -> None:
    report = sample_report(3)
    assert b"".join(json_chunks(report)) == to_json(report)
