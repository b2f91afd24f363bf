"""Each command names the next one, and what it names can be typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from checker.cli import dgcheck
from checker.cli.words import beside
from checker.errors import UsageError
from checker.resources import load_yaml, schemas_dir
from tests.unit.plan_values import workbook
from tests.unit.test_template2 import form
from tests.unit.test_workbook_check import DICTIONARY, FILE, GOOD

NAMED = re.compile(r"dgcheck ((?:[^\s·)(;,]+ ?)+)")


def texts(found: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(found, dict):
        for name, inner in found.items():
            yield from texts(inner, f"{key}.{name}")
    elif isinstance(found, str):
        yield key, found


def named() -> list[tuple[str, str]]:
    """(key of the text, command without ``dgcheck``) of every command that the command line's own texts name."""
    every = texts(load_yaml(schemas_dir() / "cli" / "texts.yaml"))
    return [
        (key, command.strip()) for key, text in every for command in NAMED.findall(text) if "{path}" not in command[:6]
    ]


@pytest.mark.parametrize(("key", "command"), named())
def test_every_command_that_a_text_names_is_there_with_its_options(key: str, command: str) -> None:
    found: click.Command = dgcheck
    words = command.split()
    while words and isinstance(found, click.Group) and words[0] in found.commands:
        found = found.commands[words.pop(0)]
    assert found is not dgcheck, command
    known = {option for param in found.params for option in param.opts}
    assert [word for word in words if word.startswith("--") and word not in known] == []


def last(*words: object) -> str:
    """The last line that a person is told, at the side of the result."""
    return CliRunner().invoke(dgcheck, [str(word) for word in words]).stderr.splitlines()[-1]


def test_the_workbook_leads_from_the_empty_form_to_the_catalog(tmp_path: Path) -> None:
    empty, good, bad = tmp_path / "แบบ ฟอร์ม.xlsx", tmp_path / "good.xlsx", tmp_path / "bad.xlsx"
    files = form("Temp3_Resource_Record", FILE, DICTIONARY)
    good.write_bytes(workbook(Temp2_Meta_Record=form("Temp2_Meta_Record", GOOD), Temp3_Resource_Record=files))
    bad.write_bytes(workbook(Temp2_Meta_Record=form("Temp2_Meta_Record", {**GOOD, "notes": None})))
    out = tmp_path / "datasets.jsonl"
    assert f"dgcheck workbook check '{empty}' --colour" in last("workbook", "template", "--out", empty)
    assert f"dgcheck workbook check {bad} --colour" in last("workbook", "check", bad)
    assert last("workbook", "check", bad, "--colour", tmp_path / "c.xlsx").endswith(f"check {tmp_path / 'c.xlsx'}")
    assert f"dgcheck fix latest --from {good}" in last("workbook", "check", good)
    assert str(out) in last("workbook", "import", good, "--out", out)


@pytest.mark.parametrize("words", [("workbook", "template", "--quiet"), ("workbook", "template", "--json")])
def test_quiet_and_machines_are_told_no_next_step(words: tuple[str, ...], tmp_path: Path) -> None:
    assert CliRunner().invoke(dgcheck, [*words, "--out", str(tmp_path / "t.xlsx")]).stderr == ""


def test_a_store_of_another_name_stands_in_the_next_command() -> None:
    assert (beside(Path("dgcheck.sqlite")), beside(Path("a b.sqlite"))) == ("", " --store 'a b.sqlite'")


def listed(store: Path) -> list[str]:
    return CliRunner().invoke(dgcheck, ["runs", "--store", str(store)]).output.splitlines()


@pytest.mark.parametrize("source", ["none.json", "ftp://x.example"])
def test_a_scan_of_what_is_not_there_is_no_run(source: str, tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    done = CliRunner().invoke(dgcheck, ["scan", source, "--store", str(store)])
    assert isinstance(done.exception, UsageError)
    assert listed(store) == [f"ยังไม่มีรอบตรวจใน {store}"]


def test_runs_are_listed_newest_first_with_their_day_and_state(tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    for name in ("first", "second"):
        (tmp_path / f"{name}.json").write_text("[]", encoding="utf-8")
        command = ["scan", str(tmp_path / f"{name}.json"), "--store", str(store), "--out", str(tmp_path / "r")]
        CliRunner().invoke(dgcheck, command)
    told = [re.fullmatch(r"\S+  .* น\.  เสร็จแล้ว  \S+/(\w+)\.json", line) for line in listed(store)]
    assert [each and each[1] for each in told] == ["second", "first"]


def test_a_file_that_is_no_workbook_is_not_called_damaged(tmp_path: Path) -> None:
    other = tmp_path / "datasets.jsonl"
    other.write_text("{}", encoding="utf-8")
    done = CliRunner().invoke(dgcheck, ["workbook", "check", str(other)])
    assert isinstance(done.exception, UsageError)
    assert done.exception.text("th") == f"{other}: ใช้แฟ้มนี้ไม่ได้: ไม่ใช่ไฟล์ Excel (.xlsx, .xls, .ods)"
