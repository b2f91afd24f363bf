"""The worklist as a page shows it: what is the same for several datasets stands once, with the datasets beneath.

A package, which counts only as a whole, is one job. The order is the worklist's own: points at least for the effort.
What would add nothing says so, and stands last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from markupsafe import Markup
from msgspec import Struct

from checker.report.charts import title
from checker.report.todo import Together, distinct
from checker.report.units import NOBODY, unit_key
from checker.report.words import both, clean, tell, words_of_gains
from checker.rounding import RESULT_PLACES, SCREEN_PLACES, shown
from checker.rubric import Text
from checker.worth import Fix, Gain

OPEN = 10  #: jobs that are seen at once; the others open with a click
JOBS = 300  #: jobs on one page; all stand with ``dgcheck worklist``
PLACES = 12  #: datasets of one job that are seen at once
TEXT = 400  #: characters of one text that are shown


class Part(Struct, frozen=True, kw_only=True):
    """One thing to mend within a job."""

    what: Markup
    reason: Markup
    how: Markup  #: empty: nobody has written it down
    fields: Markup  #: what the fields are called that are to be filled in; empty: it says so already


class Place(Struct, frozen=True, kw_only=True):
    """One dataset in which a job is to be done."""

    title: str
    anchor: str  #: on the page; empty: it is not there
    owner: str  #: the unit; empty: nobody is named
    resource: str  #: the file that it is about; empty: none, or the job names it


class Job(Struct, frozen=True, kw_only=True):
    """One thing to do, in one dataset or in several that each gain the same."""

    parts: tuple[Part, ...]  #: more than one count only together
    gain: Markup  #: in each place: ``+0.75``, ``+0.5 ถึง +1.2``, ``0``
    gains: bool  #: it may add points; else nothing is promised
    sure: bool  #: it adds points at the least
    certain: Markup  #: whether the gain is exact, and why it is not
    effort: Markup
    places: tuple[Place, ...]  #: empty: it is the whole agency's
    assumed: tuple[Markup, ...]  #: what its gain takes for granted beside what all do

    @property
    def owner(self) -> str | None:
        """The one unit of all its places; ``None`` where they are several's."""
        owners = {place.owner for place in self.places}
        return owners.pop() if len(owners) == 1 else None


class Work(Struct, frozen=True, kw_only=True):
    """The worklist of a page."""

    jobs: tuple[Job, ...]  #: the first of them
    count: int  #: all of them, each dataset's own
    more: int  #: jobs that the page does not show
    assumed: tuple[Markup, ...]  #: what all of their gains take for granted
    open: int = OPEN  #: that are seen at once
    seen: int = PLACES  #: datasets of each that are seen at once


def work_of(worklist: Iterable[Fix], anchors: Mapping[str, str], there_are: int = 0) -> Work:
    """What the page shows of the worklist.

    ``anchors``: where each dataset stands on it, by id; ``there_are``: jobs in all, where the worklist holds but the
    best of them.
    """
    whole = distinct(worklist)
    alike: dict[object, list[Together]] = {}
    for fixes in whole:
        alike.setdefault(_likeness(fixes), []).append(fixes)
    groups = list(alike.values())
    common = set.intersection(*(_taken(fixes) for fixes in whole)) if whole else set()
    count = max(len(whole), there_are)
    return Work(
        jobs=tuple(_job(group, anchors, common) for group in groups[:JOBS]),
        count=count,
        more=count - sum(len(group) for group in groups[:JOBS]),
        assumed=_told(common),
    )


def _likeness(fixes: Together) -> object:
    """Equal for jobs that are told by the same words and gain the same."""
    first = fixes[0]
    told = tuple((fix.what, fix.reason, fix.how, fix.labels, fix.effort, fix.assumed) for fix in fixes)
    return (told, first.worth, first.weight, bool(first.dataset) or first.id)


def _job(group: Sequence[Together], anchors: Mapping[str, str], common: set[str]) -> Job:
    fixes = group[0]
    gain = fixes[0].worth
    return Job(
        parts=tuple(_part(fix) for fix in fixes),
        gain=gain_text(gain),
        gains=gain.maximum > 0,
        sure=gain.minimum > 0,
        certain=_certain(gain),
        effort=title(max((fix.effort for fix in fixes), key=lambda effort: effort.weight).title),
        places=tuple(_place(each[0], anchors) for each in group if each[0].dataset),
        assumed=_told(_taken(fixes) - common),
    )


def _part(fix: Fix) -> Part:
    named = ", ".join(label.th for label in fix.labels), ", ".join(label.en for label in fix.labels)
    said = all(label.th in fix.what.th + fix.how.th for label in fix.labels)
    return Part(
        what=_safe(fix.what),
        reason=_safe(fix.reason),
        how=_safe(fix.how),
        fields=both(*named) if fix.labels and not said else Markup(""),
    )


def _place(fix: Fix, anchors: Mapping[str, str]) -> Place:
    said = not fix.resource_name or fix.resource_name in fix.what.th
    return Place(
        title=clean(fix.title or fix.code or fix.dataset, 90),
        anchor=anchors.get(fix.dataset, ""),
        owner=clean(fix.owner, 160) if fix.owner_from == "contact" and unit_key(fix.owner) != NOBODY else "",
        resource="" if said or fix.resource_name == fix.title else clean(fix.resource_name, 90),
    )


def _safe(text: Text) -> Markup:
    return both(clean(text.th, TEXT), clean(text.en, TEXT))


def _taken(fixes: Together) -> set[str]:
    return {name for fix in fixes for name in fix.assumed}


def _told(assumed: set[str]) -> tuple[Markup, ...]:
    return tuple(title(words) for name, words in words_of_gains().items() if name in assumed)


def all_done(before: Fraction, gain: Gain | None) -> tuple[str, Markup] | None:
    """The score now, and once all is done; ``None`` where that was not counted or is the same."""
    if gain is None or gain.maximum <= 0:
        return None
    least, most = shown(before + gain.minimum), shown(before + gain.maximum)
    return shown(before), Markup(least) if least == most else tell("work.between", least=least, most=most)


def gain_text(gain: Gain) -> Markup:
    """Points with their sign: one figure where it is exact, else from and to."""
    least, most = signed(gain.minimum), signed(gain.maximum)
    return Markup(least) if least == most else tell("work.between", least=least, most=most)


def signed(points: Fraction) -> str:
    """``+0.75``, ``−0.5``, ``0``; of so many places that what is more than nothing never looks like nothing."""
    size = abs(points)
    told = next((places for places in range(1, RESULT_PLACES) if size * 10**places >= 1), RESULT_PLACES)
    figure = shown(size, SCREEN_PLACES if told <= SCREEN_PLACES else min(told + 1, RESULT_PLACES))
    if figure == "0":
        return "0"
    return ("+" if points > 0 else "−") + figure


def _certain(gain: Gain) -> Markup:
    if gain.exact:
        return tell("work.exact") if gain.maximum > 0 else Markup("")
    if gain.least and gain.most:
        return tell("work.by_value", least=clean(gain.least, 80), most=clean(gain.most, 80))
    return tell("work.by_finding")
