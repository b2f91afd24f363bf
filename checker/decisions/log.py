"""The log as a chain: every entry sealed with its own hash, which holds the hash of the one before it.

A changed, removed or moved entry breaks the chain there. The chain alone cannot tell that the last entries were cut
off: the hash of the last one, which reports print, can.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import msgspec
from msgspec.structs import replace

from checker.decided import Entry, Log, Proposal

_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder(Entry, strict=True)


def digest(value: Any) -> str:
    """SHA-256, hex, of a value as sorted JSON."""
    return sha256(_ENCODER.encode(value)).hexdigest()


def start(run: str) -> str:
    """What the first entry of a run holds in place of an entry before it: no log can be put under another run."""
    return digest(["run", run])


def sealed(proposal: Proposal, *, log: Log, run: str, components: tuple[str, ...], evidence: str) -> Entry:
    """The next entry of the log."""
    entry = Entry(
        number=len(log.entries) + 1,
        run=run,
        body=proposal.body,
        kind=proposal.kind,
        subject=proposal.subject,
        value=proposal.value,
        refers=proposal.refers,
        name=proposal.name,
        time=proposal.time,
        reason=proposal.reason,
        attachment=proposal.attachment,
        components=components,
        evidence=evidence,
        previous=log.head,
    )
    return replace(entry, hash=digest(entry))


def grown(log: Log, entry: Entry) -> Log:
    """The log with one more entry."""
    return Log(entries=(*log.entries, entry), broken=log.broken, head=entry.hash)


def written(entry: Entry) -> bytes:
    """An entry as it is kept."""
    return _ENCODER.encode(entry)


def read_log(run: str, rows: Iterable[bytes]) -> Log:
    """The log of a run from what was kept; what comes behind the first broken entry is not trusted."""
    entries: list[Entry] = []
    broken: int | None = None
    head = start(run)
    for number, row in enumerate(rows, 1):
        try:
            entry = _DECODER.decode(row)
        except msgspec.DecodeError:
            return Log(entries=tuple(entries), broken=broken or number, head=head)
        right = digest(replace(entry, hash="")) == entry.hash
        if broken is None and not (right and entry.previous == head and entry.number == number and entry.run == run):
            broken = number
        entries.append(entry)
        head = entry.hash
    return Log(entries=tuple(entries), broken=broken, head=head)
