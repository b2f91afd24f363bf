"""What assessors decide, and what came of it: the entries of a run's log and their standing now. Values alone.

A decision is made by a person in the name of a body, on evidence. The log only grows: each entry holds the hash of the
one before it, and of what it was decided on, so that a changed log and a changed evidence are both seen.
"""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from msgspec import Struct

from checker.model import Word

AGENCY = "agency"  #: in whose name an objection is recorded: the agency that is assessed is no body of the rubric


class Kind(Word):
    """What an entry does."""

    ACCEPT = "accept_evidence"  #: evidence that no machine saw is taken for good
    OVERRULE = "overrule"  #: what the machine found is put aside
    SET_KIND = "set_kind"  #: of openness
    WAIVE = "waive"  #: the dataset counts in none of the body's components
    SIGN_OFF = "sign_off"
    OBJECT = "object"
    ANSWER = "answer"  #: to an objection
    WITHDRAW = "withdraw"


#: Kinds that can move points; the others are said, and counted nowhere.
DECIDING = frozenset({Kind.ACCEPT, Kind.OVERRULE, Kind.SET_KIND, Kind.WAIVE})


class State(Word):
    """What an entry is worth now."""

    COUNTS = "counts"
    STALE = "stale"  #: the evidence that it was made on is no longer the same
    SUPERSEDED = "superseded"  #: a later decision speaks of the same thing
    WITHDRAWN = "withdrawn"
    VOID = "void"  #: not the body's to decide under this rubric; of a signature: its body decided again afterwards
    BROKEN = "broken"  #: the log was changed here or before
    SIGNED = "signed"
    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    NOTED = "noted"  #: answers and withdrawals


class Subject(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an entry is about: a dataset or a part of it, or a component as a whole."""

    dataset: str = ""  #: the standing's id: the dataset's, or ``plan:<code>``
    title: str = ""  #: of the dataset, for the reader
    items: tuple[str, ...] = ()  #: item numbers of the rubric
    check: str = ""
    path: str = ""  #: of the finding; empty: wherever the check found something
    resource: str = ""  #: distribution id
    criterion: str = ""
    component: str = ""


class Attachment(Struct, frozen=True, kw_only=True):
    """A file that the decision rests on; only its name and hash are kept."""

    name: str
    sha256: str


class Proposal(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a person asks to record."""

    body: str
    kind: Kind
    name: str  #: who decides, as typed
    time: datetime
    reason: str
    subject: Subject = Subject()
    value: str = ""  #: tier, ``passed`` or ``failed``, kind of openness, ``accepted`` or ``refused``: by the kind
    refers: int | None = None  #: number of the entry that is answered or withdrawn
    attachment: Attachment | None = None
    evidence: str = ""  #: of an entry that comes from another log: what it was made on; empty: on what is there now
    number: int | None = None  #: in that other log


class Entry(Struct, frozen=True, kw_only=True):
    """One entry of the log."""

    number: int  #: 1, 2, …
    run: str
    body: str
    kind: Kind
    subject: Subject
    value: str
    refers: int | None
    name: str
    time: datetime
    reason: str
    attachment: Attachment | None
    components: tuple[str, ...]  #: that it bears on and that are its body's, when it was recorded
    evidence: str  #: SHA-256 of what it was made on
    previous: str  #: SHA-256 of the entry before; of the first, of the run's id
    hash: str = ""  #: SHA-256 of all of this


class DecisionLine(Struct, frozen=True, kw_only=True):
    """An entry with what it is worth now.

    ``effect`` is the score with all decisions that count, less the score with all of them but this one. Two decisions
    that only earn together each show what they earn, so effects need not add up to the difference of the two scores.
    """

    entry: Entry
    state: State
    by: int | None = None  #: number of the entry that superseded, withdrew or answered it, or made the signature void
    effect: Fraction = Fraction(0)  #: proven points of the total
    parts: dict[str, Fraction] = {}  #: the same by component, where it is not 0
    bounds: tuple[Fraction, Fraction] = (Fraction(0), Fraction(0))  #: the same of the least and the most points


class Signature(Struct, frozen=True, kw_only=True):
    """Whether a body has signed its part."""

    body: str
    state: State | None  #: ``signed``, ``stale``, ``void``, ``withdrawn``, ``broken``; ``None``: never signed
    number: int | None = None  #: of its last sign-off
    by: int | None = None  #: of the entry that made it void or withdrew it


class Log(Struct, frozen=True, kw_only=True):
    """A run's log as it was read."""

    entries: tuple[Entry, ...] = ()
    broken: int | None = None  #: from this entry on it cannot be trusted
    head: str = ""  #: hash of the last entry

    def whole(self) -> tuple[Entry, ...]:
        """The entries that can be trusted."""
        return self.entries if self.broken is None else tuple([e for e in self.entries if e.number < self.broken])


def is_locked(signatures: tuple[Signature, ...]) -> bool:
    """Whether every body has signed, and every signature still stands."""
    return bool(signatures) and all(each.state is State.SIGNED for each in signatures)
