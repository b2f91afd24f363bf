"""What each unit has in a report: its datasets, its fixes and what they would add."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup
from msgspec import Struct

from checker.model import Outcome
from checker.report.first import NAMED
from checker.report.model import Report
from checker.report.rows import DatasetRow, state_of, urgency
from checker.report.todo import added
from checker.report.units import Unit, units
from checker.report.work import gain_text
from checker.worth import Fix


class Share(Struct, frozen=True, kw_only=True):
    """One unit's part of a report."""

    unit: Unit
    fixes: tuple[Fix, ...]  #: of its datasets, as far as the report holds them, in the order of the worklist
    rows: tuple[DatasetRow, ...]  #: the first of its datasets that the page shows
    count: int  #: datasets
    complete: int  #: those with every item
    to_mend: int  #: those of which something failed
    jobs: int  #: fixes, those that count only together as one, whether the report holds them or not
    gain: Markup  #: of all of them
    counted: bool = True  #: else the report does not know how much there is to do


def shares(report: Report, rows: Mapping[str, DatasetRow]) -> tuple[Share, ...]:
    """Each unit's share, in the order of the units; ``rows``: what the page shows of each dataset, by id."""
    every = units(report.datasets)
    fixes = _by_unit(report.worklist, every)
    known = counted(report)
    return tuple(_share(unit, tuple(fixes[unit.key]), rows, known) for unit in every)


def counted(report: Report) -> bool:
    """Whether the report knows all that there is to do, and not the best of it alone."""
    return any(line.todo for line in report.datasets) or not any(fix.dataset for fix in report.worklist)


def agency_wide(worklist: Iterable[Fix]) -> tuple[Fix, ...]:
    """The fixes that are no dataset's, and so no unit's."""
    return tuple(fix for fix in worklist if not fix.dataset)


def jobs_in(report: Report) -> int:
    """How much there is to do in all, whether the report holds it or not."""
    return sum(line.todo.jobs for line in report.datasets if line.todo) + len(agency_wide(report.worklist))


def _by_unit(worklist: Iterable[Fix], every: Iterable[Unit]) -> dict[str, list[Fix]]:
    """A dataset's fixes are those of the unit that it names, whoever the worklist would ask."""
    owner = {line.standing.id: unit.key for unit in every for line in unit.lines}
    found: dict[str, list[Fix]] = {unit: [] for unit in owner.values()}
    for fix in worklist:
        if fix.dataset in owner:
            found[owner[fix.dataset]].append(fix)
    return found


def _share(unit: Unit, fixes: tuple[Fix, ...], rows: Mapping[str, DatasetRow], known: bool) -> Share:
    held = [line.standing.id for line in sorted(unit.lines, key=urgency)]
    todos = [line.todo for line in unit.lines if line.todo]
    return Share(
        unit=unit,
        fixes=fixes,
        rows=tuple(rows[one] for one in held[:NAMED] if one in rows),
        count=len(held),
        complete=sum(line.standing.items_outcome is Outcome.PASSED for line in unit.lines),
        to_mend=sum(state_of(line) == "mend" for line in unit.lines),
        jobs=sum(todo.jobs for todo in todos),
        gain=gain_text(added(todo.gain for todo in todos)),
        counted=known,
    )
