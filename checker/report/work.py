"""The worklist as a page shows it: one job for each fix, or for each package that counts only as a whole.

The order is the worklist's own: points at least for the effort. What would add nothing says so, and stands last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from markupsafe import Markup
from msgspec import Struct

from checker.report.charts import title
from checker.report.units import NOBODY, unit_key
from checker.report.words import both, clean, tell, words_of_gains
from checker.rounding import RESULT_PLACES, SCREEN_PLACES, shown
from checker.rubric import Text
from checker.worth import Fix, Gain

OPEN = 10  #: jobs that are seen at once; the others open with a click
JOBS = 300  #: jobs on one page; all stand with ``dgcheck worklist``
TEXT = 400  #: characters of one text that are shown


class Part(Struct, frozen=True, kw_only=True):
    """One thing to mend within a job."""

    what: Markup
    reason: Markup
    how: Markup  #: empty: nobody has written it down
    fields: Markup  #: what the fields are called that are to be filled in; empty: none
    resource: str  #: the file that it speaks of; empty: none, or the dataset has no other


class Job(Struct, frozen=True, kw_only=True):
    """One fix, or the fixes of one dataset that count only together."""

    parts: tuple[Part, ...]
    gain: Markup  #: ``+0.75``, ``+0.5 ถึง +1.2``, ``0``
    gains: bool  #: it may add points; else nothing is promised
    certain: Markup  #: whether the gain is exact, and why it is not
    effort: Markup
    title: str  #: of the dataset; empty: it is the whole agency's
    anchor: str  #: of the dataset on the page; empty: it is not there
    owner: str  #: the unit; empty: it is not known, or it is the agency's own
    assumed: tuple[Markup, ...]  #: what its gain takes for granted beside what all do


class Work(Struct, frozen=True, kw_only=True):
    """The worklist of a page."""

    jobs: tuple[Job, ...]  #: the first of them
    count: int  #: all of them
    assumed: tuple[Markup, ...]  #: what all of their gains take for granted
    open: int = OPEN  #: that are seen at once


def distinct(worklist: Iterable[Fix]) -> Sequence[tuple[Fix, ...]]:
    """The fixes that count alone, and those of one package together, in the order of the worklist."""
    found: dict[str, list[Fix]] = {}
    for fix in worklist:
        found.setdefault(f"package {fix.package.id}" if fix.package else f"fix {fix.id}", []).append(fix)
    whole = [tuple(fixes) for fixes in found.values()]
    return sorted(whole, key=lambda fixes: fixes[0].worth.maximum <= 0)


def work_of(worklist: Iterable[Fix], anchors: Mapping[str, str]) -> Work:
    """What the page shows of the worklist; ``anchors``: where each dataset stands on it, by id."""
    whole = distinct(worklist)
    common = set.intersection(*(_assumed(fixes) for fixes in whole)) if whole else set()
    return Work(
        jobs=tuple(_job(fixes, anchors, common) for fixes in whole[:JOBS]),
        count=len(whole),
        assumed=_told(common),
    )


def _assumed(fixes: Iterable[Fix]) -> set[str]:
    return {name for fix in fixes for name in fix.assumed}


def _told(assumed: set[str]) -> tuple[Markup, ...]:
    return tuple(title(words) for name, words in words_of_gains().items() if name in assumed)


def _job(fixes: Sequence[Fix], anchors: Mapping[str, str], common: set[str]) -> Job:
    first = fixes[0]
    return Job(
        parts=tuple(_part(fix) for fix in fixes),
        gain=gain_text(first.worth),
        gains=first.worth.maximum > 0,
        certain=_certain(first.worth),
        effort=title(max((fix.effort for fix in fixes), key=lambda effort: effort.weight).title),
        title=clean(first.title or first.code, 160) if first.dataset else "",
        anchor=anchors.get(first.dataset, ""),
        owner=_owner(first),
        assumed=_told(_assumed(fixes) - common),
    )


def _part(fix: Fix) -> Part:
    named = ", ".join(label.th for label in fix.labels), ", ".join(label.en for label in fix.labels)
    return Part(
        what=_safe(fix.what),
        reason=_safe(fix.reason),
        how=_safe(fix.how),
        fields=both(*named) if fix.labels and fix.kind != "item" else Markup(""),
        resource=clean(fix.resource_name, 120),
    )


def _safe(text: Text) -> Markup:
    return both(clean(text.th, TEXT), clean(text.en, TEXT))


def _owner(fix: Fix) -> str:
    return clean(fix.owner, 160) if fix.owner_from == "contact" and unit_key(fix.owner) != NOBODY else ""


def gain_text(gain: Gain) -> Markup:
    """Points with their sign: one figure where it is exact, else from and to."""
    least, most = signed(gain.minimum), signed(gain.maximum)
    return Markup(least) if least == most else tell("work.between", least=least, most=most)


def signed(points: Fraction) -> str:
    """``+0.75``, ``−0.5``, ``0``; of so many places that what is more than nothing never looks like nothing."""
    size = abs(points)
    places = next((n for n in range(SCREEN_PLACES, RESULT_PLACES + 1) if shown(size, n) != "0"), RESULT_PLACES)
    figure = shown(size, places)
    if figure == "0":
        return "0"
    return ("+" if points > 0 else "−") + figure


def _certain(gain: Gain) -> Markup:
    if gain.exact:
        return tell("work.exact") if gain.maximum > 0 else Markup("")
    if gain.least and gain.most:
        return tell("work.by_value", least=clean(gain.least, 80), most=clean(gain.most, 80))
    return tell("work.by_finding")


def total(worklist: Iterable[Fix]) -> Gain:
    """The points of all jobs, each as if it were done alone."""
    gains = [fixes[0].worth for fixes in distinct(worklist)]
    return Gain(
        minimum=sum((max(gain.minimum, Fraction(0)) for gain in gains), Fraction(0)),
        maximum=sum((max(gain.maximum, Fraction(0)) for gain in gains), Fraction(0)),
    )
