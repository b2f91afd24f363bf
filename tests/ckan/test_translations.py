"""No text of ours lacks Thai, and the compiled files are what the texts are."""

from __future__ import annotations

import importlib.util
import io
import re
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "tools" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_has_thai(tool: ModuleType) -> None:
    assert tool.missing(tool.thai(tool.gathered())) == []


def test_the_tool_finds_the_texts_of_templates_scripts_and_code(tool: ModuleType) -> None:
    texts = {str(each.id) for each in tool.gathered() if each.id}
    assert {"Send me no more mails", "Organization not found"} <= texts
    assert len(texts) > 300


@pytest.mark.parametrize("lang", ["th", "en"])
def test_what_is_compiled_says_what_is_written(tool: ModuleType, lang: str) -> None:
    compiled = read_mo(io.BytesIO(tool.place(lang, "mo").read_bytes()))
    written = tool.held(lang)
    assert said(compiled) == said(written)


def said(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Text → what it is in the language, in all its forms."""
    return {
        one(each.id): (each.string,) if isinstance(each.string, str) else tuple(each.string)
        for each in catalog
        if each.id
    }


def one(text: str | tuple[str, ...] | list[str]) -> str:
    """The singular."""
    return text if isinstance(text, str) else text[0]


def test_places_for_values_are_the_same_in_thai(tool: ModuleType) -> None:
    place = re.compile(r"\{[a-z_]*\}|%\([a-z_]+\)s")
    wrong = [
        str(each.id)
        for each in tool.held("th")
        if each.id and not set(place.findall(str(each.string))) <= set(place.findall(str(each.id)))
    ]
    assert wrong == []
