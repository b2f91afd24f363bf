"""One conversation: what was asked so far, and how it ends."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from datetime import datetime

from checker.content import Probe, ProbeAnswer
from checker.grid import Cell, Row, Sheet
from checker.model import Fetched, Request
from checker.probe.conditions import Condition
from checker.probe.reading import Answer, read
from checker.probe.rules import rules
from checker.probe.target import Mask, Probed, Target

#: What most interfaces are asked for
JSON = {"Accept": "application/json, */*;q=0.5"}
MOST_COLUMNS = 300

Ask = Generator[Request, Fetched, Answer]


class Talk:
    """Counts the questions of one conversation and makes its end."""

    def __init__(self, target: Target, mask: Mask, interface: str = "") -> None:
        self.target = target
        self.mask = mask
        self.interface = interface or target.interface
        self.asked = 0
        self.period = False  #: a condition on the period was tried
        self.area = False

    @property
    def left(self) -> int:
        """Questions that may still be asked."""
        return rules().asking.requests - self.asked

    def ask(self, url: str, headers: Mapping[str, str] = JSON) -> Ask:
        """The answer to one question; over the bound it is ``our_limits``, unasked."""
        return read((yield from self.fetch(url, headers)), self.mask)

    def fetch(self, url: str, headers: Mapping[str, str] = JSON) -> Generator[Request, Fetched, Fetched]:
        """The same, as it came."""
        self.asked += 1
        most = rules().asking.answer_bytes
        return (yield Request(key=self.target.key, url=url, head_bytes=most, headers=dict(headers)))

    def tried(self, condition: Condition | None) -> None:
        """Remembers what a condition was about."""
        self.period |= condition is not None and condition.kind == "period"
        self.area |= condition is not None and condition.kind == "area"

    def end(
        self,
        reason: str,
        *,
        whole: Answer | None = None,
        part: Answer | None = None,
        condition: str = "",
        moment: datetime | None = None,
        newest: datetime | None = None,
        days_back: int = 0,
    ) -> Probed:
        """What it all showed. ``moment``: of the period that was asked for."""
        if moment is not None and part is not None:
            days_back = max(days_back, (part.evidence.at - moment).days)
        probe = Probe(
            key=self.target.key,
            interface=self.interface,
            outcome=rules().reasons[reason].outcome,
            reason=reason,
            condition=self.mask(condition)[:300],
            whole=_kept(whole),
            part=_kept(part),
            fields=tuple([self.mask(name)[:80] for name in _fields(whole or part)[: rules().asking.kept_fields]]),
            period=self.period,
            area=self.area,
            days_back=max(0, days_back),
            newest=newest,
        )
        return Probed(probe=probe, rows=sheet(whole, self.target.name))


def _kept(answer: Answer | None) -> ProbeAnswer | None:
    return None if answer is None else answer.evidence


def _fields(answer: Answer | None) -> list[str]:
    records = answer.records if answer and answer.records else ()
    return list(dict.fromkeys(str(name) for record in records[:100] for name in record))


def sheet(answer: Answer | None, name: str = "") -> Sheet | None:
    """The records as a table, the first of them; ``None`` where there are none."""
    if answer is None or not answer.records:
        return None
    most = rules().asking.kept_rows
    names = _fields(answer)[:MOST_COLUMNS]
    rows: list[Row] = [tuple(names)]
    rows += [tuple([_cell(record.get(each)) for each in names]) for record in answer.records[:most]]
    count = len(answer.records)
    complete = count <= most and answer.total is not None and answer.total <= count
    return Sheet(rows=rows, format="json", name=name[:80], complete=complete, records=True, geometry=answer.located)


def _cell(value: object) -> Cell:
    return value if isinstance(value, (str, int, float, bool)) else None
