"""The charts, as values: bars and strips that the templates draw as small SVGs inside tables of their numbers.

Own SVG and no charting library, chosen by looking at both. pygal cuts Thai labels off ("ประเภทข้อ…"), draws a
script, today's date and a random id into 25 KB for each chart, and shrinks to nothing on a phone; altair with
vl-convert weighs 84 MB. Neither can hold two languages in one picture. Here the labels are the page's own text in
a table, which wraps, prints, is read aloud and can be copied; each picture is some hundred bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from markupsafe import Markup
from msgspec import Struct

from checker.model import Outcome
from checker.report.model import Report
from checker.report.words import both, clean, names, tell
from checker.rounding import shown
from checker.rubric import Text

STRIP_LIMIT = 4000  #: datasets; more than a screen has pixels

#: how a cell of the strip is drawn: (top, height) of the unit cell, so that shape tells as colour does
_CELL = {
    Outcome.PASSED: ("0", "1"),
    Outcome.FAILED: ("0", "1"),
    Outcome.CANNOT_TELL: (".5", ".5"),
    Outcome.NOT_APPLICABLE: (".8", ".2"),
    Outcome.UNTESTED: (".65", ".35"),
}


class Slice(Struct, frozen=True):
    """One part of a bar."""

    kind: str  #: class that gives its colour and pattern
    count: int
    start: str  #: per cent of the whole, for SVG
    width: str


class Bar(Struct, frozen=True):
    """One row of a chart."""

    label: Markup
    slices: tuple[Slice, ...]
    total: int
    share: str  #: of the first slice, in per cent, whole
    strip: Markup = Markup("")

    def count(self, kind: str) -> int:
        """How many of one kind."""
        return sum(part.count for part in self.slices if part.kind == kind)


def bar(label: Markup, counts: Sequence[tuple[str, int]], whole: int | None = None) -> Bar:
    """A bar of so many of each kind; ``whole`` makes bars of one chart comparable."""
    total = sum(count for _, count in counts)
    scale = whole if whole is not None else total
    slices, start = [], 0
    for kind, count in counts:
        if count:
            slices.append(Slice(kind, count, percent(start, scale), percent(count, scale)))
        start += count
    first = counts[0][1] if counts else 0
    return Bar(label, tuple(slices), total, str((200 * first + total) // (2 * total)) if total else "0")


def percent(part: int | Fraction, whole: int | Fraction) -> str:
    """A share of the whole as SVG wants it, to two places."""
    return shown(Fraction(part) * 100 / whole) if whole else "0"


def item_bars(report: Report) -> tuple[Bar, ...]:
    """For each item, how many datasets pass it, and the strip of all of them, most complete first."""
    standings = [line.standing for line in report.datasets]
    ordered = sorted(standings, key=lambda one: -sum(outcome is Outcome.PASSED for outcome in one.items.values()))
    rows = []
    for item in report.rubric.items:
        outcomes = [one.items.get(item.no, one.items_outcome) for one in ordered]
        found = Counter(outcomes)
        label = Markup("<b>{}</b> {}").format(item.no, title(item.title))
        one = bar(label, [(outcome.value, found[outcome]) for outcome in Outcome])
        rows.append(Bar(one.label, one.slices, one.total, one.share, strip(outcomes)))
    return tuple(rows)


@lru_cache(maxsize=4096)
def title(text: Text) -> Markup:
    """A title of the rubric in both languages."""
    return both(text.th, text.en)


def strip(outcomes: Sequence[Outcome]) -> Markup:
    """One unit cell a dataset, neighbours of one outcome drawn as one: an SVG that stretches to its place."""
    if not 0 < len(outcomes) <= STRIP_LIMIT:
        return Markup("")
    paths: dict[Outcome, list[str]] = {}
    for outcome, start, length in _runs(outcomes):
        top, height = _CELL[outcome]
        paths.setdefault(outcome, []).append(f"M{start} {top}h{length}v{height}h-{length}z")
    drawn = "".join(
        f"<path class=f-{outcome.value} d='{''.join(paths[outcome])}'/>" for outcome in Outcome if outcome in paths
    )
    return Markup(
        f"<svg class=strip viewBox='0 0 {len(outcomes)} 1' preserveAspectRatio=none aria-hidden=true>{drawn}</svg>"
    )


def _runs(outcomes: Iterable[Outcome]) -> Iterator[tuple[Outcome, int, int]]:
    start, length, last = 0, 0, None
    for outcome in outcomes:
        if outcome is not last:
            if last is not None:
                yield last, start, length
            start, length, last = start + length, 0, outcome
        length += 1
    if last is not None:
        yield last, start, length


def verdict_bars(report: Report) -> tuple[Bar, ...]:
    """Links by verdict, in the order of the verdicts' list, coloured by what the rubric makes of them."""
    counts = report.totals.by_verdict
    whole = max(counts.values(), default=0)
    rules = report.rubric.links.verdicts
    return tuple(
        bar(tell(f"verdict.{name}"), [(rules[name].public.value if name in rules else "untested", counts[name])], whole)
        for name in (*names("verdict"), *sorted(set(counts) - set(names("verdict"))))
        if counts.get(name)
    )


def format_bars(report: Report, limit: int = 12) -> tuple[Bar, ...]:
    """Resources by the format found in them, most frequent first; the rest in one row."""
    counts = sorted(report.totals.by_format.items(), key=lambda pair: (pair[0] == "unknown", -pair[1], pair[0]))
    whole = max((count for _, count in counts), default=0)
    rows = [
        bar(_format(name), [("plain" if name != "unknown" else "untested", count)], whole) for name, count in counts
    ]
    if len(rows) > limit + 1:
        rest = sum(row.total for row in rows[limit:])
        rows = [*rows[:limit], bar(tell("report.more", count=len(rows) - limit), [("plain", rest)], max(whole, rest))]
    return tuple(rows)


def _format(name: str) -> Markup:
    return tell("chart.unknown") if name == "unknown" else Markup("{}").format(clean(name, 40).upper())


def tier_bars(report: Report) -> tuple[Bar, ...]:
    """For each criterion, how many datasets stand at each tier, the highest first."""
    named = {criterion.id: criterion.title for criterion in report.rubric.openness.criteria}
    tiers = [tier.id for tier in report.rubric.openness.tiers]
    counts: dict[str, Counter[str]] = {criterion: Counter() for criterion in named}
    for line in report.datasets:
        for grade in line.standing.openness.criteria if line.standing.openness else ():
            counts.setdefault(grade.criterion, Counter())[grade.tier] += 1
    return tuple(
        bar(title(named[criterion]), [(f"tier-{place}", found[tiers[place]]) for place in reversed(range(len(tiers)))])
        for criterion, found in counts.items()
        if found and criterion in named
    )


def tier_gains(report: Report) -> tuple[str, ...]:
    """Beside each row of :func:`tier_bars`: points of the whole score, if every dataset stood one tier higher there.

    Over the datasets that the mean is of; empty where nothing is to be won.
    """
    part = next((one for one in report.score.components if one.params.get("universe")), None)
    datasets = part.params.get("datasets") if part else None
    best = max((tier.points for tier in report.rubric.openness.tiers), default=0)
    gained: dict[str, Fraction] = {}
    for line in report.datasets:
        one = line.standing
        counts = one.public and (one.listed or (part is not None and part.params["universe"] != "listed"))
        for grade in one.openness.criteria if one.openness else ():
            gained[grade.criterion] = gained.get(grade.criterion, Fraction(0)) + (grade.gain if counts else 0)
    if part is None or not isinstance(datasets, int) or not datasets or not best:
        return tuple("" for _ in gained)
    scale = part.max / (best * datasets)
    named = [criterion.id for criterion in report.rubric.openness.criteria if criterion.id in gained]
    return tuple(f"+{shown(gained[name] * scale)}" if gained[name] else "" for name in named)


def star_bars(report: Report) -> tuple[Bar, ...]:
    """Graded datasets by stars: by format alone, and with the licence."""
    rows = []
    for label, attribute in (("chart.stars_format", "stars_format"), ("chart.stars_licence", "stars")):
        held = [getattr(line.standing.openness, attribute) for line in report.datasets if line.standing.openness]
        found = Counter(value for value in held if value is not None)
        if found:
            rows.append(bar(tell(label), [(f"star-{stars}", found[stars]) for stars in range(max(found), -1, -1)]))
    return tuple(rows)
