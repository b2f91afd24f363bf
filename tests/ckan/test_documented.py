"""The pages on commands and actions say what CKAN is given."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import click
import pytest
from ckanext.dgmaturity.cli import dgmaturity
from ckanext.dgmaturity.logic import action

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_on_commands_is_what_the_commands_say(generate: ModuleType) -> None:
    for name, page in generate.pages_inside().items():
        assert (DOCS / name).read_text(encoding="utf-8") == page, "write it again with the Python of a CKAN"


def test_every_action_has_its_line() -> None:
    told = re.findall(
        r"^\| \[?`([a-z_]+)`(?:\]\(#\1\))? \| ", (DOCS / "actions.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert set(action.get_actions()) - set(told) == set()


@pytest.mark.parametrize("name", sorted(dgmaturity.commands))
def test_every_command_has_an_example_and_names_no_other_program(name: str) -> None:
    command = dgmaturity.commands[name]
    assert isinstance(command, click.Command)
    assert f"ckan dgmaturity {name} " in f"{command.help} ".replace("\n", " ")
    assert "dgcheck" not in str(command.help)
