"""The score as people see it: ``50 + 20 + 13.4 = 83.4``, with a range while something is unsettled (KPI, section 1).

One rounding for the whole report: the components are rounded together by largest remainder, so that they add up
to the total shown; a step shows the sum of its components as shown. So every figure agrees with every other.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from checker.model import ComponentScore, Score
from checker.rounding import shown, shown_parts
from checker.rubric import Rubric, Step


class StepPoints(Struct, frozen=True, kw_only=True):
    """One step with its points as shown."""

    step: Step
    points: str
    max: str


class Headline(Struct, frozen=True, kw_only=True):
    """All figures of the score as shown."""

    steps: tuple[StepPoints, ...]
    parts: dict[str, str]  #: by component id; they add up to ``total``
    total: str
    minimum: str
    maximum: str
    max: str  #: what could be had
    whole: Fraction  #: the same, for drawing
    ranged: bool  #: something may still change the total: the range stands beside it

    @property
    def sum(self) -> str:
        """``50 + 20 + 13.4 = 83.4``."""
        return f"{' + '.join(step.points for step in self.steps)} = {self.total}"

    def figure(self, component: ComponentScore, points: Fraction) -> str:
        """Points beside those of a component: the same points are the same figure."""
        return self.parts[component.id] if points == component.points else shown(points)

    def range(self, component: ComponentScore) -> str:
        """``8.45–10.27``; empty where nothing is open."""
        if component.minimum == component.maximum:
            return ""
        return f"{self.figure(component, component.minimum)}–{self.figure(component, component.maximum)}"

    def lost(self, component: ComponentScore) -> str:
        """What is missing to the full points as they are shown."""
        return shown(component.max - Fraction(self.parts[component.id]))


def headline(rubric: Rubric, score: Score) -> Headline:
    """The figures of a score, rounded half up once."""
    parts, total = shown_parts([component.points for component in score.components])
    by_component = {component.id: part for component, part in zip(score.components, parts, strict=True)}
    steps = []
    for step in rubric.steps:
        mine = [component for component in score.components if component.step == step.id]
        points = sum((Decimal(by_component[component.id]) for component in mine), Decimal(0))
        most = sum((component.max for component in mine), Fraction(0))
        steps.append(StepPoints(step=step, points=_plain(points), max=shown(most)))
    whole = sum((component.max for component in score.components), Fraction(0))
    return Headline(
        steps=tuple(steps),
        parts=by_component,
        total=total,
        minimum=shown(score.minimum),
        maximum=shown(score.maximum),
        max=shown(whole),
        whole=whole,
        ranged=score.minimum != score.maximum,
    )


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
