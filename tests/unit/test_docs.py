"""The documentation says what the code does."""

from __future__ import annotations

import importlib.util
import re
import shlex
from datetime import datetime, timezone
from pathlib import Path
from types import ModuleType

import click
import pytest

from checker.cli import dgcheck
from checker.decisions.file import read_file
from checker.fix.asked import read_fixes

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_pages_are_what_the_code_says(generate: ModuleType) -> None:
    old = [
        name for name, page in generate.pages().items() if (ROOT / "docs" / name).read_text(encoding="utf-8") != page
    ]
    assert old == [], "write them again: python docs/generate.py"


def documented_commands() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [line.split("#")[0].strip() for block in blocks for line in block.splitlines() if line.startswith("dgcheck")]


@pytest.mark.parametrize("line", documented_commands())
def test_a_command_of_the_readme_is_one(line: str) -> None:
    words = shlex.split(line)[1:]
    command: click.Command = dgcheck
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    command.make_context("dgcheck", words)


@pytest.mark.parametrize("target", ["demo", "test"])
def test_the_two_commands_of_the_first_screen_exist(target: str) -> None:
    first_screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:25]
    assert any(line.startswith(f"make {target}") for line in first_screen)
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_command_has_an_example() -> None:
    def without(path: str, command: click.Command) -> list[str]:
        if isinstance(command, click.Group):
            return [name for inner, each in command.commands.items() for name in without(f"{path} {inner}", each)]
        return [] if "Example:" in (command.help or "") else [path]

    assert without("dgcheck", dgcheck) == []


def example(page: str) -> bytes:
    return (ROOT / "docs" / page).read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0].encode()


def test_the_files_that_the_pages_show_are_read_as_they_say() -> None:
    now = datetime(2022, 9, 30, tzinfo=timezone.utc)
    (decided,) = read_file(example("decisions.md"), "decisions.md", zone="Asia/Bangkok", now=now)
    assert (decided.proposal.body, decided.proposal.subject.items) == ("NSO", ("5",))
    assert decided.proposal.time.isoformat() == "2022-04-01T10:30:00+07:00"
    asked = read_fixes(example("fixes.md"), "fixes.md")
    assert asked.problems == ()
    assert [(each.key, len(each.fields), len(each.resources)) for each in asked.datasets] == [("dataset_11_01", 5, 1)]


LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md"), key=str), ids=lambda page: page.name)
def test_pictures_and_pages_that_are_linked_are_there(page: Path) -> None:
    missing = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
    assert missing == []
