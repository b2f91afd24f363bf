"""Every criterion that a rubric may name."""

from __future__ import annotations

from collections.abc import Callable

from checker.grade.cctv import cctv
from checker.grade.channel import channel
from checker.grade.documents import document_structure
from checker.grade.rating import Case
from checker.grade.tables import granularity, structure
from checker.model import CriterionGrade

CRITERIA: dict[str, Callable[[Case], CriterionGrade]] = {
    "channel": channel,
    "granularity": granularity,
    "structure": structure,
    "document_structure": document_structure,
    "cctv": cctv,
}
