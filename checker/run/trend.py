"""What the runs of one agency came to, round by round: from stored scores alone, so that a hundred are read at once.

Runs count as for the history of a link (``checker.run.history``): of the same source and organization, finished before
the one that is asked for began. So the trend of an old run shows the runs up to it, whatever came later.

A round is a fiscal year (KPI, section 1), told by the cut-off; the last run of a round is the round's figure. A run
that was not counted under the rubric that is asked for is left out and named: counting it again costs time, and is
done where somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from checker.model import RunHead
from checker.report.model import TrendPoint
from checker.rubric import Rubric
from checker.run.history import earlier_runs
from checker.store import Store
from checker.store.derived import Counted

ALL = 1_000_000  #: runs; a trend looks back as far as there are any


def runs_up_to(store: Store, head: RunHead) -> tuple[RunHead, ...]:
    """The runs of the same source and organization up to this one, which is the last; the oldest first."""
    return (*reversed(tuple(earlier_runs(store, head, ALL))), head)


def trend_points(store: Store, head: RunHead, rubric: Rubric, own: Counted) -> tuple[TrendPoint, ...]:
    """The trend up to a run that was just counted to be ``own``; runs that were not counted are left out.

    Of runs with one cut-off the last alone stands in it: a scan that was done again shows what the first one showed,
    and the same answers make the same report (KPI, section 6).
    """
    earlier = counted_runs(store, runs_up_to(store, head)[:-1], rubric)
    newest = {run.cutoff: _point(run, rubric, found) for run, found in earlier}
    newest[head.cutoff] = _point(head, rubric, own)
    return in_rounds(tuple(newest.values()))


def stored_trend(store: Store, head: RunHead, rubric: Rubric) -> tuple[tuple[TrendPoint, ...], tuple[RunHead, ...]]:
    """The trend up to a run as it is stored, and the runs that are left out: not counted under the rubric."""
    runs = runs_up_to(store, head)
    found = tuple(counted_runs(store, runs, rubric))
    there = {run.id for run, _ in found}
    points = in_rounds([_point(run, rubric, each) for run, each in found])
    return points, tuple(run for run in runs if run.id not in there)


def counted_runs(store: Store, runs: Sequence[RunHead], rubric: Rubric) -> Iterator[tuple[RunHead, Counted]]:
    """Those of the runs that were counted under the rubric, with their scores."""
    for run in runs:
        found = store.counted(run.id, rubric.id)
        if found is not None:
            yield run, found


def in_rounds(points: Sequence[TrendPoint]) -> tuple[TrendPoint, ...]:
    """The points by round, then by cut-off, then in the order of the runs; the last of each round is marked."""
    placed = sorted(points, key=lambda point: point.cutoff)  # rounds follow the cut-off; equals keep their order
    last = {point.fiscal_year: place for place, point in enumerate(placed)}
    return tuple(replace(point, last=last[point.fiscal_year] == place) for place, point in enumerate(placed))


def fiscal_year(at: datetime, rubric: Rubric) -> int:
    """The fiscal year (B.E.) that a moment lies in: as long as the rubric's own period, and beginning on its day."""
    day, start = at.astimezone(ZoneInfo(rubric.time_zone)).date(), rubric.period.start
    begun = (day.month, day.day) >= (start.month, start.day)
    return rubric.fiscal_year + day.year - start.year - (not begun)


def _point(run: RunHead, rubric: Rubric, found: Counted) -> TrendPoint:
    score = found.score
    return TrendPoint(
        run=run.id,
        cutoff=run.cutoff,
        fiscal_year=fiscal_year(run.cutoff, rubric),
        last=False,
        total=score.total,
        minimum=score.minimum,
        maximum=score.maximum,
        final=score.final,
        points=tuple((part.id, part.points) for part in score.components),
        datasets=found.datasets,
        rubric_id=rubric.id,
        rubric_version=found.version,
    )
