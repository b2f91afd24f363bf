"""What a proposal is about: one thing, of a dataset or the score, that is there to be decided."""

from __future__ import annotations

from collections.abc import Iterator

from checker.decided import Kind, Proposal, Subject
from checker.decisions.evidence import Ground, fingerprint
from checker.decisions.powers import can_be_whole
from checker.decisions.problems import problem
from checker.errors import Problem
from checker.rubric import Rubric

#: What each kind may be about, beside a dataset as such: a component, or one part of a dataset.
_PARTS: dict[Kind, tuple[str, ...]] = {
    Kind.ACCEPT: ("component", "items", "criterion", "resource"),
    Kind.OVERRULE: ("component", "check", "items", "criterion", "resource"),
    Kind.SET_KIND: (),
    Kind.WAIVE: (),
    Kind.OBJECT: ("component", "check", "items", "criterion", "resource"),
}
#: Kinds whose subject is a dataset as such.
_OF_DATASETS = frozenset({Kind.SET_KIND, Kind.WAIVE})


def _option(part: str) -> str:
    """How a part is said on the command line; a file of decisions calls it ``part`` itself."""
    return "--item NO" if part == "items" else f"--{part} ID"


def of_subject(proposal: Proposal, ground: Ground) -> Iterator[Problem]:
    subject, parts = proposal.subject, _PARTS[proposal.kind]
    given = [name for name in ("component", "check", "items", "criterion", "resource") if getattr(subject, name)]
    foreign = [name for name in given if name not in parts]
    needed = subject.dataset or subject.component
    if foreign or len(given) > 1 or (subject.component and subject.dataset):
        shown = [*(["dataset"] if subject.dataset and subject.component else []), *given]
        yield problem("two_subjects", "subject", given=", ".join(shown))
    elif not needed or (not given and proposal.kind in (Kind.ACCEPT, Kind.OVERRULE)):
        wanted = "DATASET" if proposal.kind in _OF_DATASETS else f"DATASET {' | '.join(map(_option, parts[1:]))}"
        wanted += "" if proposal.kind in _OF_DATASETS else " | --component ID"
        yield problem("no_subject", "subject", wanted=wanted)
    elif subject.component:
        yield from _of_component(proposal, ground.rubric)
    elif ground.seen(subject.dataset) is None:
        yield problem("no_dataset", "dataset", subject.dataset, dataset=subject.dataset, near_th="", near_en="")
    elif proposal.kind is Kind.SET_KIND and fingerprint(proposal.kind, subject, ground) is None:
        yield problem("not_on_catalog", "dataset", subject.title or subject.dataset)
    elif fingerprint(proposal.kind, subject, ground) is None or not _is_known(subject, ground.rubric):
        yield _not_there(subject, ground)


def _of_component(proposal: Proposal, rubric: Rubric) -> Iterator[Problem]:
    name, known = proposal.subject.component, [each.id for each in rubric.components]
    if name not in known:
        yield problem("no_component", "component", name, component=name, known=", ".join(known))
    elif proposal.kind is not Kind.OBJECT and not can_be_whole(name, rubric):
        yield problem("not_whole", "component", name, component=name)


def _is_known(subject: Subject, rubric: Rubric) -> bool:
    criteria = {each.id for each in rubric.openness.criteria}
    return not subject.criterion or subject.criterion in criteria


def _not_there(subject: Subject, ground: Ground) -> Problem:
    seen = ground.seen(subject.dataset)
    known: set[str] = set()
    if seen is not None and subject.check:
        known = {f"{each.check} {each.path}".strip() for each in seen.findings if each.check == subject.check}
        known = known or {each.check for each in seen.findings}
    elif seen is not None and subject.resource:
        known = set(seen.resources)
    elif subject.items:
        known = {item.no for item in ground.rubric.items}
    elif subject.criterion:
        known = {each.id for each in ground.rubric.openness.criteria}
    there = ", ".join(sorted(known, key=lambda name: (len(name), name) if name.isdigit() else (99, name)))
    near = {"near_th": f"; ที่มีคือ {there}", "near_en": f"; there are: {there}"} if there else {}
    return problem("not_there", "subject", subject=told(subject), **{"near_th": "", "near_en": "", **near})


def told(subject: Subject) -> str:
    """A subject's part in plain ids."""
    items = ", ".join(subject.items)
    part = subject.check or subject.criterion or subject.resource or subject.component or items
    return f"{part} {subject.path}".strip() or subject.title or subject.dataset
