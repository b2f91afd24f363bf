"""Signatures: each body signs its part; once all stand, the score is locked and changes only by a new decision.

Reading: after the lock a body may still record a decision, when it says expressly that it reopens the score. That makes
its own signature void: the score is signed by one body fewer until it signs anew. Another body's signature stands as
long as what it signed is the same: the points of its components, the decisions that count on them, the evidence.
An objection or an answer moves no points, so it touches no signature.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checker.decided import DECIDING, Entry, Kind, Log, Signature, State
from checker.decisions.judging import Worth
from checker.decisions.powers import of_body
from checker.rubric import Rubric


def signatures(
    log: Log, rubric: Rubric, worth: Mapping[int, Worth], now: Callable[[str], str]
) -> tuple[Signature, ...]:
    """The signature of every body that decides a component. ``now`` gives the hash of what it would sign today."""
    bodies = [body.id for body in rubric.bodies if of_body(body.id, rubric)]
    return tuple([_signature(body, log, worth, now) for body in bodies])


def _signature(body: str, log: Log, worth: Mapping[int, Worth], now: Callable[[str], str]) -> Signature:
    mine = [each for each in log.entries if each.kind is Kind.SIGN_OFF and each.body == body]
    if not mine:
        return Signature(body=body, state=None)
    last = mine[-1]
    held = worth[last.number]
    if held.state in (State.BROKEN, State.WITHDRAWN):
        return Signature(body=body, state=held.state, number=last.number, by=held.by)
    later = next((each for each in log.whole() if each.number > last.number and _reopens(each, body, log)), None)
    if later is not None:
        return Signature(body=body, state=State.VOID, number=last.number, by=later.number)
    state = State.SIGNED if now(body) == last.evidence else State.STALE
    return Signature(body=body, state=state, number=last.number)


def _reopens(entry: Entry, body: str, log: Log) -> bool:
    """Whether an entry is a decision of this body, or takes one back."""
    if entry.body != body:
        return False
    withdrawn = next((each for each in log.entries if each.number == entry.refers), None)
    taken_back = entry.kind is Kind.WITHDRAW and withdrawn is not None and withdrawn.kind in DECIDING
    return entry.kind in DECIDING or taken_back
