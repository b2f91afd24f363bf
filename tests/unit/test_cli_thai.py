"""A reader of Thai meets Thai: in the help, in what is said of a wrong command, and whatever the pipe's encoding is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from checker.cli import dgcheck, main
from checker.cli.helping import option_of, short_of
from checker.resources import load_yaml, schemas_dir
from tests.unit.plan_values import workbook
from tests.unit.test_template2 import TOURISM, form

THAI = re.compile("[\u0e01-\u0e5b]")


def commands(command: click.Command = dgcheck, path: str = "") -> Iterator[tuple[str, click.Command]]:
    yield path, command
    for name, inner in command.commands.items() if isinstance(command, click.Group) else ():
        yield from commands(inner, f"{path} {name}".strip())


def options() -> Iterator[tuple[str, click.Option]]:
    for path, command in commands():
        yield from ((path, option) for option in command.params if isinstance(option, click.Option))


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    out, err = capsys.readouterr()
    code = ended.value.code
    assert isinstance(code, int)
    return code, out + err


def test_every_command_and_every_option_has_its_help_in_thai() -> None:
    texts = [short_of(path) for path, _ in commands()]
    texts += [option_of(path, str(option.name)) for path, option in options()]
    assert [text for text in texts if not THAI.search(text)] == []


def test_no_thai_help_is_left_over() -> None:
    texts = load_yaml(schemas_dir() / "cli" / "help.yaml")
    names = {str(option.name) for _, option in options()}
    assert set(texts["command"]) == {path for path, _ in commands()}
    assert set(texts["option"]) - names == set()
    assert {(path, name) for path, inner in texts["of"].items() for name in inner} <= {
        (path, str(option.name)) for path, option in options()
    }


def test_options_that_mean_different_things_have_different_thai() -> None:
    english: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path, option in options():
        english[str(option.name), option_of(path, str(option.name))].add(str(option.help))
    assert {key: helps for key, helps in english.items() if len(helps) > 1} == {}


@pytest.mark.parametrize("path", [path for path, _ in commands()])
def test_help_is_shown_in_the_language_that_is_asked_for(
    path: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DGCHECK_LANG", raising=False)
    status, thai = said(capsys, *path.split(), "--help")
    assert (status, thai.startswith("วิธีใช้: dgcheck"), short_of(path) in thai) == (0, True, True)
    monkeypatch.setenv("DGCHECK_LANG", "en")
    status, english = said(capsys, *path.split(), "--help")
    assert (status, english.startswith("Usage: dgcheck")) == (0, True)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("worklist --by unit", "--by: ค่าที่ใส่ใช้ไม่ได้ ค่าที่ใช้ได้คือ dataset, item, owner, resource"),
        ("what-if --target 200", "--target: ค่าที่ใส่ใช้ไม่ได้ ต้องเป็นตัวเลขตั้งแต่ 0 ถึง 100"),
        ("scan x --confirm-wait -1", "--confirm-wait: ค่าที่ใส่ใช้ไม่ได้ ต้องเป็นตัวเลขตั้งแต่ 0 ขึ้นไป"),
        ("explain latest", "ต้องระบุ DATASET"),
        ("decide sign-off latest --name x", "ต้องระบุ --reason"),
        ("runs a b", "มีค่าที่ไม่รู้จักเกินมา: a b"),
        ("workbook check .", "FILE: ค่าที่ใส่ใช้ไม่ได้ ที่ระบุเป็นโฟลเดอร์ ต้องเป็นไฟล์"),
        ("workbook frob", "ไม่มีคำสั่ง frob"),
        ("scan x --organisation y", "ไม่มีตัวเลือก --organisation ใกล้เคียง: --organization"),
    ],
)
def test_what_was_typed_wrongly_is_told_in_thai(
    words: str, wrong: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DGCHECK_LANG", raising=False)
    status, text = said(capsys, *words.split())
    assert (status, text.splitlines()[-1]) == (2, f"คำสั่งไม่ถูกต้อง: {wrong}")


def test_what_the_system_says_of_a_file_is_told_in_thai(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DGCHECK_LANG", raising=False)
    missing = tmp_path / "none.xlsx"
    status, text = said(capsys, "workbook", "check", str(missing))
    assert (status, "ไม่พบไฟล์หรือโฟลเดอร์นี้" in text, "No such file" in text) == (2, True, False)


def test_a_pipe_that_has_no_sign_for_a_character_stops_nothing(tmp_path: Path) -> None:
    book = tmp_path / "w.xlsx"
    book.write_bytes(workbook(Temp2_Meta_Record=form("Temp2_Meta_Record", {**TOURISM, "maintainer_email": "x"})))
    ended = subprocess.run(
        [sys.executable, "-c", "from checker.cli import main; main()", "workbook", "check", str(book)],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp874"},
        check=False,
    )
    assert (ended.returncode, b"Traceback" in ended.stderr) == (1, False)
    assert "? F6 อีเมลผู้ติดต่อ".encode("cp874") in ended.stdout
