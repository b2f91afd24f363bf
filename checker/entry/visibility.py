"""Which datasets are not for the anonymous public."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.form import RUBRIC
from checker.normalise import normalise
from checker.run.rules import proved_rubric
from checker.vocabulary import vocabulary

CATEGORY = "data_category"
NAMES = ("extras", CATEGORY)


def category_of(package: Mapping[str, Any]) -> str:
    """The category as the vocabulary has it, or as it is written; a synonym or a value in extras is the same one."""
    written = normalise({name: package[name] for name in NAMES if name in package}).fields.get(CATEGORY)
    return (vocabulary().match(CATEGORY, written) or written) if isinstance(written, str) and written else ""


def closed_category(package: Mapping[str, Any], rubric: str = RUBRIC) -> str | None:
    """The package's category where that is one that is not public; ``None``: it is public, or says nothing.

    Reading: a category that no list has (a misspelling of old data) is closed, for it may be meant for any of them.
    """
    found = category_of(package)
    public = proved_rubric(rubric).checks["category_visibility"].parameters["public"]
    return None if not found or found in public or vocabulary().filler(found) else found
