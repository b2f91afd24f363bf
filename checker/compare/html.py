"""``diff.html``: a comparison as one page in both languages, without a script, made as ``report.html`` is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup
from msgspec import Struct

from checker.compare.model import ZERO, Cause, Change, Comparison, DatasetChange, RunLine
from checker.compare.telling import GROUPS, Telling, counts, figures, members, signed
from checker.dates import show_date
from checker.report.charts import percent
from checker.report.html import pieces
from checker.report.labels import Labels
from checker.report.words import LANGUAGES, both, clean, say, tell
from checker.rounding import shown

DATASETS = 400  #: under each heading
CHANGES = 40  #: of one dataset
SHIFTS = 14  #: rows that show where the difference comes from
OPEN = 12  #: datasets; up to so many stand open


class RunView(Struct, frozen=True, kw_only=True):
    """One of the two runs as shown."""

    run: RunLine
    day: Markup
    range: Markup  #: empty where it is settled


class PartRow(Struct, frozen=True, kw_only=True):
    """One part of the score."""

    title: Markup
    max: str
    before: str
    after: str
    difference: str
    way: str


class ShiftRow(Struct, frozen=True, kw_only=True):
    """One bar: what a dataset or a cause explains. Places in per cent of the width, the middle being 0."""

    label: Markup
    anchor: str
    points: str
    way: str
    start: str
    width: str


class ChangeRow(Struct, frozen=True, kw_only=True):
    """One change of a dataset."""

    text: Markup
    way: str


class DatasetRow(Struct, frozen=True, kw_only=True):
    """One dataset."""

    anchor: str
    title: str
    code: str
    matched: Markup
    points: str
    way: str
    shares: tuple[tuple[Markup, str], ...]
    changes: tuple[ChangeRow, ...]
    more: int


class GroupRow(Struct, frozen=True, kw_only=True):
    """The datasets under one heading."""

    id: str
    count: int
    rows: tuple[DatasetRow, ...]


def to_html(comparison: Comparison, *, lang: str = "th") -> bytes:
    """The whole page, opening in ``lang``."""
    return b"".join(html_chunks(comparison, lang=lang))


def html_chunks(comparison: Comparison, *, lang: str = "th") -> Iterator[bytes]:
    """The bytes of :func:`to_html` piece by piece."""
    return pieces("diff.html.j2", _Page(comparison).context(lang))


def way(points: Fraction) -> str:
    """The word for a sign, by which a page colours it."""
    return "other" if not points else "better" if points > 0 else "worse"


class _Page:
    def __init__(self, comparison: Comparison) -> None:
        self._all = comparison
        self._told = {lang: Telling(comparison, lang) for lang in LANGUAGES}
        self._anchors = {id(change): f"c{place}" for place, change in enumerate(comparison.datasets, start=1)}

    def context(self, lang: str) -> dict[str, Any]:
        """All that the template shows."""
        found = self._all
        name = found.after.agency or found.after.catalog_title or found.after.catalog or found.after.source
        shifts, more, rest = self._shifts()
        return {
            "lang": lang,
            "rubric": found.rubric,
            "labels": Labels(shared=False),
            "page_title": f"{clean(name, 90)} – {say('compare.title', lang)}",
            "name": name,
            "before": self._run(found.before),
            "after": self._run(found.after),
            "warnings": found.warnings,
            "figures": figures(found),
            "way": way(found.difference),
            "parts": tuple(self._parts()),
            "shifts": shifts,
            "shifts_more": more,
            "shifts_rest": rest,
            "groups": tuple(self._groups()),
            "opened": len(found.datasets) <= OPEN,
            "unchanged": found.unchanged,
        }

    def _both(self, told: Callable[[Telling], str]) -> Markup:
        return both(*(told(self._told[lang]) for lang in LANGUAGES))

    def _run(self, run: RunLine) -> RunView:
        score, day = run.score, run.cutoff.astimezone(ZoneInfo(self._all.rubric.time_zone)).date()
        ranged = score.minimum != score.maximum
        return RunView(
            run=run,
            day=both(*(show_date(day, lang) for lang in LANGUAGES)),
            range=tell("compare.range", min=shown(score.minimum), max=shown(score.maximum)) if ranged else Markup(""),
        )

    def _parts(self) -> Iterator[PartRow]:
        shown_as = figures(self._all)
        rows = zip(self._all.components, shown_as.before, shown_as.after, shown_as.difference, strict=True)
        for part, before, after, difference in rows:
            yield PartRow(
                title=self._part(part.id),
                max=shown(part.max),
                before=before,
                after=after,
                difference=difference,
                way=way(part.difference),
            )

    def _part(self, name: str) -> Markup:
        return self._both(lambda telling: telling.component(name))

    def _shifts(self) -> tuple[tuple[ShiftRow, ...], int, str]:
        """The largest contributions, how many more there are, and the points of those."""
        found = self._all
        told: list[DatasetChange | Cause] = [*(each for each in found.datasets if each.points), *found.causes]
        largest = sorted(told, key=lambda each: -abs(each.points))
        first = sorted(largest[:SHIFTS], key=lambda each: each.points)
        scale = max((abs(each.points) for each in first), default=ZERO)
        rest = sum((each.points for each in largest[SHIFTS:]), ZERO)
        return tuple(self._shift(each, scale) for each in first), len(largest[SHIFTS:]), signed(rest)

    def _shift(self, each: DatasetChange | Cause, scale: Fraction) -> ShiftRow:
        half = abs(each.points) / scale / 2
        if isinstance(each, Cause):
            anchor = ""
            label = self._both(lambda telling: f"{telling.component(each.component)}: {telling.cause(each)}")
        else:
            anchor = self._anchors[id(each)]
            label = both(*(self._told[lang].name(each) for lang in LANGUAGES))
        return ShiftRow(
            label=label,
            anchor=anchor,
            points=signed(each.points),
            way=way(each.points),
            start=percent(Fraction(1, 2) - (half if each.points < 0 else 0), 1),
            width=percent(half, 1),
        )

    def _groups(self) -> Iterator[GroupRow]:
        found = counts(self._all)
        for group in GROUPS:
            rows = tuple(self._dataset(each) for each in members(self._all, group)[:DATASETS])
            yield GroupRow(id=group, count=found[group], rows=rows)

    def _dataset(self, change: DatasetChange) -> DatasetRow:
        matched = tell(f"compare.matched_{change.matched}") if change.matched in ("code", "name") else Markup("")
        shares = tuple((self._part(each.component), signed(each.points)) for each in change.shares)
        return DatasetRow(
            anchor=self._anchors[id(change)],
            title=self._told["th"].name(change),
            code=clean(change.code, 60),
            matched=matched,
            points=signed(change.points),
            way=way(change.points),
            shares=shares,
            changes=tuple(self._change(each) for each in change.changes[:CHANGES]),
            more=max(0, len(change.changes) - CHANGES),
        )

    def _change(self, change: Change) -> ChangeRow:
        return ChangeRow(text=self._both(lambda telling: telling.change(change)), way=change.direction.value)
