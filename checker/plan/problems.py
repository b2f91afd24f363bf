"""What is wrong with a plan or a workbook, in words from ``schemas/metadata/problems.yaml``."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from typing import Any

from checker.errors import Problem
from checker.resources import load_yaml, schemas_dir
from checker.texts import perhaps

SHOWN = 80  #: characters of a wrong value that are shown


@cache
def _texts() -> dict[str, dict[str, Any]]:
    texts: dict[str, dict[str, Any]] = load_yaml(schemas_dir() / "metadata" / "problems.yaml")
    return texts


def problem(
    code: str, source: str, place: str, value: object = "", *, warning: bool = False, **params: object
) -> Problem:
    """One problem, named in both languages. Parameters ending in ``_th`` / ``_en`` differ by language."""
    text = _texts()[code]
    return Problem(
        source=source,
        place=place,
        value=str(value)[:SHOWN],
        code=code,
        th=text["th"].format(**params),
        en=text["en"].format(**params),
        severity="warning" if warning else "error",
    )


def nearest(written: str, known: Iterable[str]) -> dict[str, Any]:
    """The parameters ``near_th`` and ``near_en``: what was perhaps meant, or nothing."""
    folded = {each.casefold(): each for each in known}
    found = get_close_matches(written.casefold(), folded, n=1)
    return perhaps(folded[found[0]] if found else "")


def fix_of(code: str) -> dict[str, str]:
    """What to do about it, in both languages; blank where the reason says it."""
    return {"th": "", "en": "", **_texts().get(code, {}).get("fix", {})}


def level_of(code: str, severity: str) -> str:
    """How much it matters: ``violation``, ``warning`` or ``info``; by its ``severity`` where nothing more is said."""
    return str(_texts().get(code, {}).get("level") or ("violation" if severity == "error" else "warning"))


def graded(code: str) -> bool:
    """Whether ``problems.yaml`` says how much it matters."""
    return "level" in _texts().get(code, {})
