"""What each entry of a log is worth now, and what those that count make the engine take for true.

Readings, where the rules are silent:

- Of two decisions on the same thing that both match the evidence, the later counts, whichever body made it (two bodies
  decide on the list of datasets); the earlier is superseded. Where the later one is withdrawn or goes stale, the
  earlier counts again.
- Decisions on different things do not depend on each other: the score is the same in whatever order they were made.
- Accepting an objection moves no points: the body says by a decision of its own what follows from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from checker.decided import DECIDING, Entry, Kind, Log, State
from checker.decisions.evidence import resource_of
from checker.decisions.powers import CRITERION, ITEMS, KIND, RESOURCE, WAIVER, may_answer, may_decide, part_of
from checker.decisions.values import ANSWERS, values_of
from checker.model import Outcome, Verdict
from checker.rubric import Rubric
from checker.supposed import Overruled, Supposed, Suppositions

Slot = tuple[str, ...]  #: one thing that can be decided
#: what a link is taken for
_VERDICTS = {Outcome.PASSED: Verdict.OK, Outcome.FAILED: Verdict.MISSING}


class Worth(Struct, frozen=True, kw_only=True):
    """What an entry is worth; ``by``: the entry that made it so."""

    state: State
    by: int | None = None


def worths(log: Log, rubric: Rubric, now: Callable[[Entry], str | None]) -> dict[int, Worth]:
    """The worth of every entry but signatures, by number. ``now`` gives the hash of what it would be made on today."""
    trusted = log.whole()
    named = {each.number: each for each in trusted}
    withdrawn = {each.refers: each.number for each in trusted if _withdraws(each, named.get(each.refers or 0))}
    found = {each.number: Worth(state=State.BROKEN) for each in log.entries}
    standing: list[Entry] = []
    for entry in trusted:
        if entry.number in withdrawn:
            found[entry.number] = Worth(state=State.WITHDRAWN, by=withdrawn[entry.number])
        elif entry.kind in DECIDING:
            worth = _decision(entry, rubric, now)
            found[entry.number] = worth
            if worth.state is State.COUNTS:
                standing.append(entry)
        elif entry.kind is Kind.OBJECT:
            found[entry.number] = _objection(entry, trusted, rubric)
        else:
            found[entry.number] = _reference(entry, named.get(entry.refers or 0), rubric)
    found.update(_superseded(standing, rubric))
    return found


def _decision(entry: Entry, rubric: Rubric, now: Callable[[Entry], str | None]) -> Worth:
    """A log can come from anywhere, and its rubric can change: what could not be recorded today counts nowhere."""
    known = values_of(entry.kind, entry.subject, rubric)
    if entry.value not in known or not may_decide(entry.body, entry.kind, entry.subject, rubric):
        return Worth(state=State.VOID)
    return Worth(state=State.COUNTS if now(entry) == entry.evidence else State.STALE)


def _withdraws(entry: Entry, found: Entry | None) -> bool:
    """Whether an entry takes back an earlier one of its own body."""
    if entry.kind is not Kind.WITHDRAW or found is None or found.kind in (Kind.ANSWER, Kind.WITHDRAW):
        return False
    return found.number < entry.number and found.body == entry.body


def _answers(entry: Entry, found: Entry | None, rubric: Rubric) -> bool:
    """Whether an entry answers an earlier objection, in the name of a body that may."""
    if entry.kind is not Kind.ANSWER or found is None or found.kind is not Kind.OBJECT:
        return False
    known = any(body.id == entry.body for body in rubric.bodies) and entry.value in ANSWERS
    return known and found.number < entry.number and may_answer(entry.body, found, rubric)


def _reference(entry: Entry, found: Entry | None, rubric: Rubric) -> Worth:
    """An answer or a withdrawal; a signature is judged by itself."""
    right = entry.kind is Kind.SIGN_OFF or _withdraws(entry, found) or _answers(entry, found, rubric)
    return Worth(state=State.NOTED if right else State.VOID)


def _objection(entry: Entry, trusted: Iterable[Entry], rubric: Rubric) -> Worth:
    """Open until it is answered, whatever becomes of the evidence: nobody's objection is lost by a second look."""
    answers = [each for each in trusted if each.refers == entry.number and _answers(each, entry, rubric)]
    if answers:
        return Worth(state=State(answers[-1].value), by=answers[-1].number)
    return Worth(state=State.OPEN)


def _superseded(standing: Iterable[Entry], rubric: Rubric) -> dict[int, Worth]:
    """Entries all of whose things later ones speak of."""
    last: dict[Slot, int] = {}
    slots: dict[int, tuple[Slot, ...]] = {}
    for entry in standing:
        slots[entry.number] = tuple(slots_of(entry, rubric))
        last.update(dict.fromkeys(slots[entry.number], entry.number))
    return {
        number: Worth(state=State.SUPERSEDED, by=max(last[slot] for slot in mine))
        for number, mine in slots.items()
        if all(last[slot] != number for slot in mine)
    }


def slots_of(entry: Entry, rubric: Rubric) -> Iterable[Slot]:
    """What an entry decides, one by one."""
    subject = entry.subject
    part = part_of(entry.kind, subject, rubric)
    if part == ITEMS and not subject.check:
        return [(subject.dataset, part, number) for number in subject.items]
    own = {
        ITEMS: (subject.check, subject.path),
        CRITERION: (subject.criterion,),
        RESOURCE: (resource_of(subject),),
        WAIVER: (entry.body,),
    }
    return [(subject.dataset, part, subject.component, *own.get(part, ()))]


def suppositions(counting: Iterable[Entry], rubric: Rubric) -> Suppositions:
    """What is taken for true by decisions that count, the later over the earlier."""
    datasets: dict[str, Supposed] = {}
    components: dict[str, Outcome] = {}
    for entry in counting:
        if entry.subject.component:
            components[entry.subject.component] = Outcome(entry.value)
        else:
            name = entry.subject.dataset
            datasets[name] = _with(datasets.get(name, Supposed()), entry, rubric)
    return Suppositions(datasets=datasets, components=components)


def _with(held: Supposed, entry: Entry, rubric: Rubric) -> Supposed:
    subject, value = entry.subject, entry.value
    overruled, verdicts, kind = held.overruled, held.verdicts, held.kind
    tiers, items, waived = held.tiers, held.items, held.waived_in
    part = part_of(entry.kind, subject, rubric)
    if part == WAIVER:
        waived = waived | frozenset(may_decide(entry.body, entry.kind, subject, rubric))
    elif part == KIND:
        kind = value
    elif part == CRITERION:
        tiers = {**tiers, subject.criterion: value}
    elif part == RESOURCE:
        verdicts = {**verdicts, resource_of(subject): _VERDICTS[Outcome(value)]}
    elif subject.check:
        one = Overruled(check=subject.check, outcome=Outcome(value), path=subject.path or None)
        overruled = (*overruled, one)
    else:
        items = {**items, **dict.fromkeys(subject.items, Outcome(value))}
    return Supposed(overruled=overruled, verdicts=verdicts, kind=kind, tiers=tiers, items=items, waived_in=waived)


def counting(entries: Iterable[Entry], worth: Mapping[int, Worth]) -> tuple[Entry, ...]:
    """The decisions that count, in their order."""
    return tuple([each for each in entries if worth[each.number].state is State.COUNTS])
