"""The log of decisions of an organization: the engine's own chain of entries, kept in our table.

The engine keeps a log for each run, and takes a decision over to another run where the evidence that it was made on is
the same there. A living catalog has no runs that end, so an organization has one log, under one run that never ends
(its id): every check is held against the same log. The engine itself then says of each entry whether the evidence it
was made on (the hash in the entry) is what the check sees today: if so it counts, else it is stale, counts nowhere and
waits for a body to look again; should the evidence be as it was once more, it counts again. Nothing is re-dated, copied
or carried on by anybody. A signature is stale as soon as anything changed that it was given on.

The log only grows: no action changes or deletes an entry, and the number is the key, so that of two that write at once
the second is held against what the first has written. It goes when its organization is purged.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timezone

import msgspec
from ckan import model
from sqlalchemy.exc import IntegrityError

from checker.decided import Entry, Log, Proposal
from checker.decisions.file import Placed
from checker.decisions.log import read_log, written
from checker.run.deciding import Judged, decide, judged
from checker.store import KeptDecision
from ckanext.dgmaturity import model as tables

TRIES = 5  #: times that a proposal is held against a log that has grown meanwhile


class Crowded(Exception):
    """Others wrote to the log each time that something was to be added."""


def run_of(organization_id: str) -> str:
    """The id of the run that the log belongs to, which its first entry is chained to."""
    return organization_id


def kept(organization_id: str) -> tuple[KeptDecision, ...]:
    """The entries as they are kept, in order."""
    query = model.Session.query(tables.Decision).filter(tables.Decision.organization_id == organization_id)
    return tuple(
        [
            KeptDecision(number=row.number, hash=row.hash, body=msgspec.json.encode(row.body))
            for row in query.order_by(tables.Decision.number)
        ]
    )


def log_of(organization_id: str) -> Log:
    """The log, read as a chain: where it was changed is told by ``broken``."""
    return read_log(run_of(organization_id), [each.body for each in kept(organization_id)])


def judged_log(organization: model.Group) -> Judged:
    """What every entry is worth by the evidence of today."""
    from ckanext.dgmaturity.checking.policy import Mode  # here: checking reads what is given, this log too
    from ckanext.dgmaturity.checking.run import organization_copy

    with organization_copy(organization, Mode.NONE) as copy:
        return judged(copy.run)


def record(organization: model.Group, proposal: Proposal, user_id: str, *, reopen: bool = False) -> Sequence[Entry]:
    """Puts a proposal at the end of the log. Raises UsageError that names what is wrong with it, Crowded."""
    from ckanext.dgmaturity.checking.policy import Mode
    from ckanext.dgmaturity.checking.run import organization_copy

    for _ in range(TRIES):
        with organization_copy(organization, Mode.NONE) as copy:
            entries = decide(copy.run, [Placed(proposal=proposal, place="")], reopen=reopen).entries
        if _put(organization.id, entries, user_id):
            return entries
    raise Crowded(organization.name)


def _put(organization_id: str, entries: Sequence[Entry], user_id: str) -> bool:
    """Keeps entries, all or none; ``False``: the log has grown meanwhile."""
    for each in entries:
        model.Session.add(
            tables.Decision(
                organization_id=organization_id,
                number=each.number,
                at=datetime.now(timezone.utc),
                user_id=user_id,
                hash=each.hash,
                body=json.loads(written(each)),
            )
        )
    try:
        model.Session.commit()
    except IntegrityError:
        model.Session.rollback()
        return False
    return True
