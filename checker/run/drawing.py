"""One proposal on its way to an entry: who and what it names resolved, held against the log, sealed."""

from __future__ import annotations

from msgspec.structs import replace

from checker.decided import DECIDING, Entry, Kind, Log, Proposal, State
from checker.decisions.evidence import referred_to, signed_on
from checker.decisions.file import Placed
from checker.decisions.judging import Worth, counting
from checker.decisions.log import sealed
from checker.decisions.problems import problem
from checker.decisions.proposing import Desk, recorded_components, refusals
from checker.errors import Problem
from checker.run.case import Case, Settled

SHOWN = 5  #: datasets of one name that a message names


class Drawing:
    """One proposal on its way to an entry."""

    def __init__(
        self, case: Case, log: Log, placed: Placed, source: str, reopen: bool, numbers: dict[int, int]
    ) -> None:
        self.case, self.log, self.place, self.source, self.reopen = case, log, placed.place, source, reopen
        self.numbers, self.timed = numbers, placed.timed
        self.proposal = _with_body(placed.proposal, case)
        self.faults: list[Problem] = []
        self.skipped: list[Problem] = []

    def entry(self) -> Entry | None:
        """The entry; ``None``: it is wrong, or not taken over."""
        proposal = self._resolved()
        if proposal is None:
            return None
        settled = self.case.settle(self.log, effects=False)
        there = next((each for each in self.log.entries if self._is_there(each, proposal, settled)), None)
        if there is not None:
            if proposal.number is not None:
                self.numbers[proposal.number] = there.number
            self._skip("there_already")
            return None
        if proposal.evidence and not self._as_it_was(proposal):
            self._skip("stale")
            return None
        desk = self._desk(proposal, settled)
        self.faults += [self._placed(each) for each in refusals(proposal, desk)]
        if self.faults:
            return None
        return sealed(
            proposal,
            log=self.log,
            run=self.case.run,
            components=recorded_components(proposal, desk),
            evidence=self._evidence(proposal, settled),
        )

    def _resolved(self) -> Proposal | None:
        """With the id of the dataset and the number of the entry that it names."""
        proposal = self.proposal
        if proposal.number is not None and proposal.evidence:
            if proposal.kind is Kind.SIGN_OFF and not any(_same(each, proposal) for each in self.log.entries):
                self._skip("no_signatures")
                return None
            if proposal.refers is not None and proposal.refers not in self.numbers:
                self._skip("refers_to_none")
                return None
        if proposal.refers is not None:
            proposal = replace(proposal, refers=self.numbers.get(proposal.refers, proposal.refers))
        name = proposal.subject.dataset
        if not name:
            return proposal
        found = self.case.named(name)
        if len(found) == 1:
            subject = replace(proposal.subject, dataset=found[0], title=self.case.title(found[0]))
            return replace(proposal, subject=subject)
        if proposal.evidence:
            self._skip("stale")
            return None
        self.faults.append(self._placed(_not_one(name, found, self.case)))
        return None

    def _is_there(self, entry: Entry, proposal: Proposal, settled: Settled) -> bool:
        """Whether the log has what a file says already, so that a file can be read again.

        A decision that has gone stale, and a signature that no longer stands, are made anew, unless the file says on
        what they were made.
        """
        if not self.place or not _same(entry, proposal, timed=self.timed):
            return False
        if proposal.evidence:
            return True
        if proposal.kind is Kind.SIGN_OFF:
            return settled.states()[entry.number] is State.SIGNED
        return proposal.kind not in DECIDING or entry.evidence == self.case.now(entry, self.log)

    def _as_it_was(self, proposal: Proposal) -> bool:
        if proposal.kind in (Kind.ANSWER, Kind.WITHDRAW, Kind.SIGN_OFF):
            return True
        return self.case.fingerprint(proposal.kind, proposal.subject) == proposal.evidence

    def _desk(self, proposal: Proposal, settled: Settled) -> Desk:
        name = proposal.subject.dataset
        openness = {row.id: row.openness for row in settled.variant.rows if row.id == name}
        return Desk(
            ground=self.case.ground,
            log=self.log,
            signatures=settled.signatures,
            openness=openness,
            states=settled.states(),
            reopen=self.reopen,
        )

    def _evidence(self, proposal: Proposal, settled: Settled) -> str:
        if proposal.kind is Kind.SIGN_OFF:
            worth = {number: Worth(state=state) for number, state in settled.states().items()}
            counted = counting(self.log.entries, worth)
            return signed_on(proposal.body, settled.variant.score, counted, self.case.ground)
        if proposal.kind in (Kind.ANSWER, Kind.WITHDRAW):
            return referred_to(proposal.refers, self.log) or ""
        return self.case.fingerprint(proposal.kind, proposal.subject) or ""

    def _skip(self, code: str) -> None:
        proposal = self.proposal
        what = f"{proposal.number or ''} {proposal.body} {proposal.kind.value} {proposal.subject.dataset}"
        self.skipped.append(problem(code, self.place, " ".join(what.split()), source=self.source))

    def _placed(self, found: Problem) -> Problem:
        return replace(found, source=self.source, place=self.place or found.place)


def _whole(text: str) -> str:
    """The text as UTF-8 can hold it: bytes of a command line that were none become a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _with_body(proposal: Proposal, case: Case) -> Proposal:
    """The body as the rubric writes it, however the person did; ``passed`` where there is nothing else to accept."""
    attachment = proposal.attachment and replace(proposal.attachment, name=_whole(proposal.attachment.name))
    subject = replace(
        proposal.subject,
        **{name: _whole(getattr(proposal.subject, name)) for name in ("dataset", "title", "check", "path", "resource")},
    )
    proposal = replace(
        proposal,
        name=_whole(proposal.name),
        reason=_whole(proposal.reason),
        body=_whole(proposal.body),
        value=_whole(proposal.value),
        attachment=attachment,
        subject=subject,
    )
    body = {each.id.casefold(): each.id for each in case.rubric.bodies}.get(proposal.body.strip().casefold())
    if proposal.kind is Kind.ACCEPT and not proposal.value and not proposal.subject.criterion:
        proposal = replace(proposal, value="passed")
    return replace(proposal, body=body or proposal.body.strip())


def _same(entry: Entry, proposal: Proposal, *, timed: bool = True) -> bool:
    """Whether an entry says what a proposal does: who, when (where it is said), of what, and why."""
    told = ("body", "kind", "value", "refers", "name", "reason", "attachment", *(("time",) if timed else ()))
    return all(getattr(entry, name) == getattr(proposal, name) for name in told) and replace(
        entry.subject, title=""
    ) == replace(proposal.subject, title="")


def _not_one(name: str, found: tuple[str, ...], case: Case) -> Problem:
    if found:
        ids = ", ".join(found[:SHOWN])
        return problem("several_datasets", "dataset", name, dataset=name, ids=ids)
    near = ", ".join(case.near(name))
    texts = {"near_th": f" ใกล้เคียง: {near}", "near_en": f"; near: {near}"} if near else {}
    return problem("no_dataset", "dataset", name, dataset=name, **{"near_th": "", "near_en": "", **texts})
