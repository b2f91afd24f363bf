"""``dgcheck worklist`` and ``dgcheck what-if`` as a person calls them, over a stored run and without its site."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from click.testing import CliRunner, Result

from checker.cli import dgcheck
from checker.errors import CheckerError
from checker.resources import schemas_dir
from checker.rubric import load
from checker.worklist.rules import worklist_rules
from tests.unit.worklist_runs import Catalog, a_catalog, scanned

Command = Callable[..., Result]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("worklist")
    catalog = a_catalog(1)
    catalog.packages[0]["title"] = '=HYPERLINK("https://evil.example","กด")'
    with scanned(Catalog(catalog.packages), folder):
        pass
    return folder / "run.sqlite"


@pytest.fixture
def command(store: Path) -> Command:
    def run(name: str, *arguments: object) -> Result:
        words = [name, "latest", "--store", str(store), "--quiet", *map(str, arguments)]
        return CliRunner().invoke(dgcheck, words)

    return run


def value(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_json_is_as_its_schema_says(command: Command) -> None:
    schema = json.loads((schemas_dir() / "worklist.schema.json").read_text(encoding="utf-8"))
    whole = json.loads((schemas_dir() / "report.schema.json").read_text(encoding="utf-8"))
    assert {name: whole["$defs"][name] for name in schema["$defs"]} == schema["$defs"]
    for by in ((), ("--by", "item"), ("--by", "owner"), ("--by", "dataset"), ("--by", "resource")):
        found = value(command("worklist", "--json", *by))
        jsonschema.validate(found, schema)
        assert found["fixes"]


def test_the_list_is_told_in_thai_first_and_in_english(command: Command) -> None:
    thai, english = command("worklist").output, command("worklist", "--lang", "en").output
    assert "ผู้รับผิดชอบ: กองสถิติพยากรณ์" in thai
    assert "Who: กองสถิติพยากรณ์" in english
    assert "List of datasets" in english


def test_a_limit_says_how_many_are_left(command: Command) -> None:
    everything = value(command("worklist", "--json"))["fixes"]
    few = value(command("worklist", "--json", "--limit", "2"))
    assert few["fixes"] == everything[:2]
    assert few["left"] == len(everything) - 2


def test_a_spreadsheet_holds_no_formula(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "worklist.xlsx"
    assert command("worklist", "--format", "xlsx", "--out", path).exit_code == 0
    sheet = openpyxl.load_workbook(BytesIO(path.read_bytes())).active
    assert sheet.title == "งานที่ควรทำ"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref
    titles = [str(row[5].value) for row in sheet.iter_rows(min_row=2)]
    assert any(title.startswith("=HYPERLINK") for title in titles)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    file = tmp_path / "worklist.csv"
    assert command("worklist", "--format", "csv", "--out", file).exit_code == 0
    text = file.read_bytes().decode("utf-8-sig")
    table = list(csv.reader(StringIO(text)))
    assert not any(cell.startswith(("=", "+", "@")) for row in table for cell in row)
    assert len(table) == sheet.max_row


def test_a_workbook_needs_a_file(command: Command) -> None:
    refused = command("worklist", "--format", "xlsx").exception
    assert isinstance(refused, CheckerError)
    assert refused.exit_code == 2


def test_what_if_shows_the_new_score_beside_the_old(command: Command) -> None:
    fix = next(each for each in value(command("worklist", "--json"))["fixes"]
               if each["kind"] == "tier" and each["gain"]["exact"])  # fmt: skip
    found = value(command("what-if", "--json", "--fix", f"{fix['dataset']}:{fix['check']}={fix['next']}"))
    gained = float(found["after"]["least"]["total"]) - float(found["before"]["total"])
    assert found["exact"]
    assert gained == pytest.approx(float(fix["gain"]["min"]), abs=1e-5)
    assert found["touched"] == [fix["dataset"]]


def test_the_values_of_a_file_are_what_they_are_one_by_one(command: Command, tmp_path: Path) -> None:
    fixes = tmp_path / "fixes.yaml"
    fixes.write_text(
        "datasets:\n  dataset-1:\n    maintainer: กองข้อมูล\n    geo_coverage: ประเทศ\n  nowhere:\n    notes: ก\n",
        encoding="utf-8",
    )
    told = command("what-if", "--json", "--from", fixes)
    one = command("what-if", "--json", "--fix", "dataset-1:maintainer=กองข้อมูล", "--fix", "dataset-1:10=ประเทศ")
    found = value(told)
    assert [(each["place"], each["code"], each["value"]) for each in found.pop("problems")] == [
        ("line 5", "unknown_dataset", "nowhere")
    ]
    assert found == {name: each for name, each in value(one).items() if name != "problems"}


def test_what_a_file_asks_for_and_a_fix_would_not_write_is_told_and_changes_nothing(
    command: Command, tmp_path: Path
) -> None:
    fixes = tmp_path / "fixes.yaml"
    fixes.write_text(
        "datasets:\n  dataset-1:\n    geo_coverage: ที่ไหนสักแห่ง\n    resources:\n      ไม่มีไฟล์นี้:\n        format: CSV\n",
        encoding="utf-8",
    )
    found = value(command("what-if", "--json", "--from", fixes))
    assert {each["code"] for each in found["problems"]} == {"not_a_choice", "unknown_resource"}
    assert found["after"]["least"] == found["after"]["most"] == found["before"]
    told = command("what-if", "--from", fixes, "--lang", "en").output
    assert "the dataset has no such resource" in told
    assert "ไม่มีไฟล์นี้" in told


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (("--fix", "dataset-1"), "DATASET:ITEM"),
        (("--fix", "dataset-l:8"), "near: dataset-"),
        (("--fix", "dataset-1:objectiv"), "objective"),
        (("--fix", "dataset-1:13=สาธารณ"), "ข้อมูลสาธารณะ"),
        (("--fix", "dataset-1:channel=mid"), "middle"),
        (("--fix", "dataset-1:link_reachable=ไฟล์ 1"), "ไฟล์ 1.0"),
        (("--fix-all", "99"), "no item"),
        (("--drop", "dataset-99"), "dataset-"),
        (("--target", "90", "--drop", "dataset-1"), "--target"),
        ((), "--fix"),
    ],
)
def test_wrong_words_are_told_with_near_ones(command: Command, arguments: tuple[str, ...], near: str) -> None:
    refused = command("what-if", *arguments).exception
    assert isinstance(refused, CheckerError)
    assert refused.exit_code == 2
    assert near in refused.en
    assert refused.th != refused.en


def test_a_target_is_told_with_its_proof(command: Command) -> None:
    before = float(value(command("worklist", "--json"))["score"]["total"])
    found = value(command("what-if", "--json", "--target", str(before + 1)))
    assert found["reachable"]
    assert [way["by"] for way in found["ways"]] == ["count", "effort"]
    assert all(float(way["total"]) >= before + 1 for way in found["ways"])
    assert "proven" in command("what-if", "--target", str(before + 1), "--lang", "en").output


def test_every_effort_and_every_text_that_is_named_exists() -> None:
    rules, rubric = worklist_rules(), load("data-catalog-kpi-2565")
    efforts = {effort.id for effort in rules.efforts}
    named = {*rules.checks.values(), *rules.links.values(), *rules.kinds.values()}
    named |= {name for table in (*rules.tiers.values(), *rules.components.values()) for name in table.values()}
    assert named == efforts
    assert set(rules.checks) - {"default"} <= set(rubric.checks)
    assert set(rules.tiers) - {"default"} == {criterion.id for criterion in rubric.openness.criteria}
    assert rules.not_seen <= set(rubric.openness_reasons)
    assert set(rules.components) == {component.method for component in rubric.components}


def test_what_is_shown_of_the_way_to_a_target_adds_up(command: Command) -> None:
    before = Fraction(value(command("worklist", "--json"))["score"]["total"])
    told = command("what-if", "--target", str(float(before) + 2), "--lang", "en").output.splitlines()
    now = Fraction(told[0].split("The score is ")[1].split(",")[0])
    ways = [number for number, line in enumerate(told) if " give " in line]
    assert len(ways) == 2
    for number, end in zip(ways, (*ways[1:], len(told) - 1), strict=False):
        reached = Fraction(told[number].split(" give ")[1].split()[0])
        gains = [Fraction(line.split()[0]) for line in told[number + 1 : end]]
        assert gains
        assert now + sum(gains) == reached
    assert told[-1] == "The effort is an estimate; the sources say nothing of it"


def test_the_parts_that_are_shown_beside_the_score_add_up_to_it(command: Command) -> None:
    *parts, total = command("what-if", "--fix-all", "13", "--lang", "en", "-q").output.splitlines()[:6]
    shown = [line.rpartition(": ")[2].split(" / ")[0].split(" → ") for line in parts]
    before, after = total.removeprefix("Total: ").split(" (")[0].split(" → ")
    assert sum(Fraction(was) for was, _ in shown) == Fraction(before)
    for end in (0, -1):
        assert sum(Fraction(now.split("–")[end]) for _, now in shown) == Fraction(after.split("–")[end])


def test_what_a_gain_takes_for_granted_is_told_below_the_list(command: Command) -> None:
    told = command("worklist", "--lang", "en").output.splitlines()
    assert "* The effort is an estimate; the sources say nothing of it" in told
    assert any(line.strip().startswith("least with “") for line in told)


def test_a_file_is_written_in_the_form_of_its_name_and_never_over_one_that_is_there(
    command: Command, tmp_path: Path
) -> None:
    out = tmp_path / "งาน.csv"
    assert command("worklist", "--out", out).exit_code == 0
    body = out.read_bytes()
    assert body.startswith(b"\xef\xbb\xbf")
    assert isinstance(command("worklist", "--out", out).exception, CheckerError)
    assert (out.read_bytes(), command("worklist", "--out", out, "--force").exit_code) == (body, 0)
    assert isinstance(command("worklist", "--out", tmp_path / "work.txt").exception, CheckerError)


def test_a_limit_of_none_is_all(command: Command) -> None:
    everything = value(command("worklist", "--json"))["fixes"]
    assert value(command("worklist", "--json", "--limit", "0"))["fixes"] == everything
    told = command("worklist", "--limit", "0").output
    assert (told.count("    → ") > 30 or len(everything) <= 30, "dgcheck worklist" in told) == (True, False)
    assert "--limit 0" not in told
