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


def closed_category(package: Mapping[str, Any], rubric: str = RUBRIC) -> str | None:
    """The package's category where that is one that is not public; ``None``: it is public, or says nothing known.

    Written as a synonym or kept in extras, it is the same category.
    """
    written = normalise({name: package[name] for name in NAMES if name in package}).fields.get(CATEGORY)
    if not isinstance(written, str) or not written:
        return None
    found = vocabulary().match(CATEGORY, written)
    public = proved_rubric(rubric).checks["category_visibility"].parameters["public"]
    return None if found is None or found in public else found
