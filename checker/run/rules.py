"""The rubric, held against the code once: every id has a function, every function an id."""

from __future__ import annotations

from functools import cache

from checker.checks import coded_reasons
from checker.grade import CRITERIA, KINDS
from checker.rubric import Rubric, load, prove
from checker.score import METHODS


@cache
def proved_rubric(name: str) -> Rubric:
    """The rubric with this id or in this file; an error names whatever lacks its counterpart."""
    rubric = load(name)
    prove(rubric, methods=METHODS, checks=coded_reasons(), kinds=KINDS, criteria=CRITERIA)
    return rubric
