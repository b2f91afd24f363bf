"""Whether a proposal may be recorded. What is wrong with it is told; a proposal that is wrong leaves no trace.

An agency may object; a body may decide, answer, withdraw what it said, and sign. Whoever a body is, it decides on its
own components alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from checker.decided import AGENCY, DECIDING, Entry, Kind, Log, Proposal, Signature, State, Subject, is_locked
from checker.decisions.evidence import Ground
from checker.decisions.powers import (
    CRITERION,
    bears_on,
    may_answer,
    may_decide,
    of_body,
    part_of,
)
from checker.decisions.problems import problem
from checker.decisions.subjects import of_subject, told
from checker.decisions.values import ANSWERS, values_of
from checker.errors import Problem
from checker.model import Openness
from checker.rubric import Rubric
from checker.text import blank

NAME_LIMIT = 200  #: characters
REASON_LIMIT = 4_000


class Desk(Struct, frozen=True, kw_only=True):
    """What a proposal is held against."""

    ground: Ground
    log: Log
    signatures: tuple[Signature, ...]
    openness: dict[str, Openness | None]  #: of the datasets spoken of, as they stand with all decisions
    states: dict[int, State]  #: of the entries of the log
    reopen: bool = False  #: the person said that the score, which is locked, is to be opened again


def refusals(proposal: Proposal, desk: Desk) -> tuple[Problem, ...]:
    """Everything that keeps a proposal from being recorded; what is wrong with its subject only once it has one."""
    rubric = desk.ground.rubric
    found = [*_of_form(proposal), *_of_body(proposal, rubric)]
    if desk.log.broken is not None:
        found.append(problem("broken", "log", number=desk.log.broken))
    if not found:
        found += _of_kind(proposal, desk)
    if not found:
        found += _of_lock(proposal, desk)
    return tuple(found)


def recorded_components(proposal: Proposal, desk: Desk) -> tuple[str, ...]:
    """The components that a proposal bears on, as its entry keeps them."""
    rubric = desk.ground.rubric
    if proposal.kind is Kind.SIGN_OFF:
        return of_body(proposal.body, rubric)
    if proposal.kind is Kind.OBJECT:
        return bears_on(proposal.kind, proposal.subject, rubric)
    if proposal.kind in DECIDING:
        return may_decide(proposal.body, proposal.kind, proposal.subject, rubric)
    found = _referred(proposal, desk.log)
    return found.components if found else ()


def _of_form(proposal: Proposal) -> Iterator[Problem]:
    for place, text, limit in (("name", proposal.name, NAME_LIMIT), ("reason", proposal.reason, REASON_LIMIT)):
        if blank(text):
            yield problem(f"blank_{place}", place)
        elif len(text) > limit:
            yield problem("too_long", place, text, limit=limit)
    if proposal.time.tzinfo is None:
        yield problem("bad_time", "time", proposal.time)
    attachment = proposal.attachment
    if attachment is not None and not (
        len(attachment.sha256) == 64 and set(attachment.sha256) <= set("0123456789abcdef")
    ):
        yield problem("bad_hash", "attachment", attachment.sha256)


def _of_body(proposal: Proposal, rubric: Rubric) -> Iterator[Problem]:
    bodies = [body.id for body in rubric.bodies]
    if proposal.kind is Kind.OBJECT:
        if proposal.body != AGENCY:
            yield problem("only_agency", "body", proposal.body, agency=AGENCY)
    elif proposal.body not in bodies and not (proposal.kind is Kind.WITHDRAW and proposal.body == AGENCY):
        yield problem("no_body", "body", proposal.body, body=proposal.body, known=_known(rubric, "th"),
                      known_en=_known(rubric, "en"))  # fmt: skip


def _known(rubric: Rubric, lang: str) -> str:
    """The bodies with the names that people know them by, where those are others than their ids."""
    names = [(body.id, body.title.get(lang)) for body in rubric.bodies]
    return ", ".join(known if known == title else f"{known} ({title})" for known, title in names)


def _of_kind(proposal: Proposal, desk: Desk) -> Iterator[Problem]:
    if proposal.kind is Kind.SIGN_OFF:
        yield from _of_signing(proposal, desk)
    elif proposal.kind is Kind.ANSWER:
        yield from _of_answer(proposal, desk)
    elif proposal.kind is Kind.WITHDRAW:
        yield from _of_withdrawal(proposal, desk)
    else:
        found = [*of_subject(proposal, desk.ground)]
        found = found or [*_of_power(proposal, desk.ground.rubric)]
        yield from found or _of_value(proposal, desk)


def _of_signing(proposal: Proposal, desk: Desk) -> Iterator[Problem]:
    if not of_body(proposal.body, desk.ground.rubric):
        yield problem("nothing_to_sign", "body", proposal.body, body=proposal.body)
    for each in desk.signatures:
        if each.body == proposal.body and each.state is State.SIGNED:
            yield problem("already_signed", "body", proposal.body, body=proposal.body, number=each.number)


def _of_answer(proposal: Proposal, desk: Desk) -> Iterator[Problem]:
    found = _referred(proposal, desk.log)
    if proposal.value not in ANSWERS:
        yield problem("bad_value", "value", proposal.value, given=proposal.value or "-", known=", ".join(ANSWERS))
    if found is None:
        yield problem("no_entry", "refers", proposal.refers or "", number=proposal.refers)
    elif found.kind is not Kind.OBJECT or desk.states[found.number] is not State.OPEN:
        yield problem("no_objection", "refers", found.number, number=found.number)
    elif not may_answer(proposal.body, found, desk.ground.rubric):
        yield _not_yours(proposal.body, found.components, desk.ground.rubric)


def _of_withdrawal(proposal: Proposal, desk: Desk) -> Iterator[Problem]:
    found = _referred(proposal, desk.log)
    if found is None:
        yield problem("no_entry", "refers", proposal.refers or "", number=proposal.refers)
    elif found.kind in (Kind.ANSWER, Kind.WITHDRAW) or desk.states[found.number] is State.WITHDRAWN:
        yield problem("not_withdrawable", "refers", found.number, number=found.number)
    elif found.body != proposal.body:
        yield problem("not_own", "refers", found.number, number=found.number, owner=found.body)


def _of_power(proposal: Proposal, rubric: Rubric) -> Iterator[Problem]:
    on = bears_on(proposal.kind, proposal.subject, rubric)
    if proposal.kind is Kind.OBJECT:
        return
    if not on:
        yield problem("not_scored", "subject", subject=told(proposal.subject))
    elif not may_decide(proposal.body, proposal.kind, proposal.subject, rubric):
        yield _not_yours(proposal.body, on, rubric)


def _not_yours(body: str, on: tuple[str, ...], rubric: Rubric) -> Problem:
    parts = [each for each in rubric.components if each.id in on]
    owners = dict.fromkeys(owner for each in parts for owner in each.bodies)
    return problem("not_yours", "body", body, body=body, components=", ".join(on), owners=", ".join(owners))


def _of_value(proposal: Proposal, desk: Desk) -> Iterator[Problem]:
    rubric, subject, kind = desk.ground.rubric, proposal.subject, proposal.kind
    known = values_of(kind, subject, rubric)
    if kind in (Kind.ACCEPT, Kind.OVERRULE) and part_of(kind, subject, rubric) == CRITERION:
        yield from _of_grade(subject, desk)
    if proposal.value not in known:
        told_values = ", ".join(known) or "-"
        yield problem("bad_value", "value", proposal.value, given=proposal.value or "-", known=told_values)


def _of_grade(subject: Subject, desk: Desk) -> Iterator[Problem]:
    """A criterion that is not graded cannot be given a tier: it would count nowhere."""
    openness = desk.openness.get(subject.dataset)
    graded = [each.criterion for each in openness.criteria] if openness else []
    if subject.criterion not in graded:
        yield problem(
            "not_graded",
            "criterion",
            subject.criterion,
            criterion=subject.criterion,
            kind=(openness.kind if openness else None) or "-",
            known=", ".join(graded) or "-",
        )


def _of_lock(proposal: Proposal, desk: Desk) -> Iterator[Problem]:
    """Once all have signed, what can move points says expressly that it opens the score again."""
    found = _referred(proposal, desk.log)
    objects = proposal.kind in (Kind.OBJECT, Kind.ANSWER) or (found is not None and found.kind is Kind.OBJECT)
    if is_locked(desk.signatures) and not desk.reopen and not objects:
        bodies = ", ".join(each.body for each in desk.signatures)
        yield problem("locked", "log", bodies=bodies, body=proposal.body)


def _referred(proposal: Proposal, log: Log) -> Entry | None:
    return next((each for each in log.entries if each.number == proposal.refers), None)
