"""The words of fixes, in Thai and English, from ``schemas/fix/texts.yaml``."""

from __future__ import annotations

from functools import cache

import msgspec

from checker.errors import Problem
from checker.resources import load_yaml, schemas_dir
from checker.rubric import Text

SHOWN = 80  #: characters of a wrong value that are shown

Texts = dict[str, dict[str, Text]]


@cache
def texts() -> Texts:
    """All texts by group and id."""
    return msgspec.convert(load_yaml(schemas_dir() / "fix" / "texts.yaml"), Texts)


def text(group: str, name: str) -> Text:
    """One text, with its places still open."""
    return texts()[group][name]


def problem(code: str, source: str, place: str, value: object = "", **params: object) -> Problem:
    """One problem of a file. Parameters ending in ``_th`` / ``_en`` differ by language."""
    found = text("problems", code)
    return Problem(
        source=source,
        place=place,
        value=str(value)[:SHOWN],
        code=code,
        th=found.th.format(**params),
        en=found.en.format(**params),
    )
