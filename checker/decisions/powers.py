"""Who may decide what: a decision bears on components, and counts only where all of them are its body's.

Which component a subject bears on follows from how the component is counted (its ``method``), never from its id.
A waiver alone can bear on components of several bodies: it counts on those of its own body.
"""

from __future__ import annotations

from checker.decided import DECIDING, Entry, Kind, Subject
from checker.rubric import Component, Rubric

LINK = "link_reachable"  #: the check that a resource can be reached: overruling it settles the link's verdict

#: What a subject can be; ``check`` is one that no component counts.
ITEMS, CHECK, CRITERION, KIND = "items", "check", "criterion", "kind"
RESOURCE, WAIVER, WHOLE, DATASET = "resource", "waiver", "whole", "dataset"

#: What each method counts from, as far as a person can decide it. ``whole``: the component passes or fails at once.
COUNTED: dict[str, frozenset[str]] = {
    "complete_plan": frozenset({WHOLE}),
    "mean_of_complete": frozenset({ITEMS, WAIVER, DATASET}),
    "observed_catalog": frozenset({WHOLE}),
    "mean_openness": frozenset({CRITERION, KIND, RESOURCE, WAIVER, DATASET}),
    "evidenced_use": frozenset({WHOLE, WAIVER}),
}


def part_of(kind: Kind, subject: Subject, rubric: Rubric) -> str:
    """What of a dataset, or of the score, an entry speaks of."""
    if kind is Kind.WAIVE:
        return WAIVER
    if kind is Kind.SET_KIND:
        return KIND
    if subject.component:
        return WHOLE
    if subject.criterion:
        return CRITERION
    if subject.items:
        return ITEMS
    if subject.resource or subject.check == LINK:
        return RESOURCE
    if subject.check:
        return ITEMS if any(subject.check in _checks(each, rubric) for each in rubric.components) else CHECK
    return DATASET


def bears_on(kind: Kind, subject: Subject, rubric: Rubric) -> tuple[str, ...]:
    """The components whose points an entry can move (of an objection: that it speaks of), in the rubric's order."""
    part = part_of(kind, subject, rubric)
    found = []
    for component in rubric.components:
        if part not in COUNTED[component.method] or (part == WHOLE and component.id != subject.component):
            continue
        if part == ITEMS and subject.check and subject.check not in _checks(component, rubric):
            continue
        found.append(component.id)
    return tuple(found)


def of_body(body: str, rubric: Rubric) -> tuple[str, ...]:
    """The components that a body decides."""
    return tuple([each.id for each in rubric.components if body in each.bodies])


def may_decide(body: str, kind: Kind, subject: Subject, rubric: Rubric) -> tuple[str, ...]:
    """The components on which a decision of this body counts; empty: it is not the body's to decide."""
    on, mine = bears_on(kind, subject, rubric), of_body(body, rubric)
    if kind is Kind.WAIVE:
        return tuple([each for each in on if each in mine])
    return on if kind in DECIDING and set(on) <= set(mine) else ()


def may_answer(body: str, objection: Entry, rubric: Rubric) -> bool:
    """Whether an objection is this body's to answer; one that bears on no component is any body's."""
    on = bears_on(objection.kind, objection.subject, rubric)
    return not on or bool(set(on) & set(of_body(body, rubric)))


def can_be_whole(component: str, rubric: Rubric) -> bool:
    """Whether a component can be decided at once; else its datasets are decided one by one."""
    return any(each.id == component and WHOLE in COUNTED[each.method] for each in rubric.components)


def _checks(component: Component, rubric: Rubric) -> frozenset[str]:
    """The checks that a component counts from."""
    if ITEMS not in COUNTED[component.method]:
        return frozenset()
    informative = component.parameters.get("verdict") == "informative"
    return frozenset(
        check for item in rubric.items for check in (*item.checks, *(item.informative if informative else ()))
    )
