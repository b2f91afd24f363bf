"""Why a decision is not recorded, in words from ``schemas/decisions/problems.yaml``."""

from __future__ import annotations

from functools import cache

from checker.errors import Problem
from checker.resources import load_yaml, schemas_dir

SHOWN = 80  #: characters of a wrong value that are shown


@cache
def _texts() -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = load_yaml(schemas_dir() / "decisions" / "problems.yaml")
    return texts


def problem(code: str, place: str, value: object = "", *, source: str = "decide", **params: object) -> Problem:
    """One reason, in both languages. Parameters ending in ``_th`` / ``_en`` differ by language."""
    text = _texts()[code]
    return Problem(
        source=source,
        place=place,
        value=str(value)[:SHOWN],
        code=code,
        th=text["th"].format(**params),
        en=text["en"].format(**params),
    )
