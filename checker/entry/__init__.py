"""What is taken as new input, and what a dataset lacks: the judgement of a form, an API call, an import. Pure.

A scan lets through what it finds and warns; here it is refused as long as it is new (``metadata.md`` section 1): "a
value outside a choice list is refused as new input in our own form; an old value that an edit leaves unchanged is
always accepted". Single values are read and refused by :mod:`checker.filled`; here are the rules across fields.
"""

from __future__ import annotations

from checker.entry.enforce import LEVELS, Decision, decide
from checker.entry.judge import Judgement, Problem, judge
from checker.entry.shape import Unfit, unfit, unstorable
from checker.entry.tags import TagProblem, tag_of, tags_of
from checker.entry.visibility import CATEGORY, category_of, closed_category

__all__ = [
    "CATEGORY", "LEVELS", "Decision", "Judgement", "Problem", "TagProblem", "Unfit", "category_of", "closed_category",
    "decide", "judge", "tag_of", "tags_of", "unfit", "unstorable",
]  # fmt: skip
