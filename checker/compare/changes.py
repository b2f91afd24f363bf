"""What of one dataset is not as it was. Turned round, every change is the same with its direction turned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from checker.compare.model import Change, Direction, Subject
from checker.compare.pairs import link_pairs
from checker.compare.side import Link, One
from checker.model import Finding, Outcome
from checker.rubric import Rubric

#: How good an outcome is: an item that cannot be told any more is lost, one that failed and cannot be told is neither.
_RANK = {
    Outcome.PASSED: 2,
    Outcome.NOT_APPLICABLE: 2,
    Outcome.CANNOT_TELL: 1,
    Outcome.UNTESTED: 1,
    Outcome.FAILED: 0,
}
#: The same of a link. One that was not looked at says nothing.
_LINK_RANK = {"works": 2, "exempt": 2, "unsure": 1, "broken": 0}
_FINDING_RANK = {Outcome.FAILED: 0, Outcome.CANNOT_TELL: 1, Outcome.UNTESTED: 1}
_PLACE = "resources/"


def changes(before: One, after: One, rubric: Rubric) -> tuple[Change, ...]:
    """Everything that changed of one dataset, in a set order."""
    if _same(before, after):
        return ()
    links = tuple(link_pairs(before.links, after.links))
    found = (
        *_plain(before, after),
        *_items(before, after, rubric),
        *_criteria(before, after, rubric),
        *_reachable(before, after),
        *_links(links),
        *_findings(before, after, [(old.id, new.id) for old, new in links if old is not None and new is not None]),
    )
    return tuple(sorted(found, key=_order))


def _same(before: One, after: One) -> bool:
    """Whether nothing at all changed: most datasets, told at once."""
    return before == after


def _order(change: Change) -> tuple[object, ...]:
    place = _SUBJECTS[change.subject]
    number = int(change.name) if change.subject is Subject.ITEM and change.name.isdecimal() else 0
    return place, number, change.name, change.place, change.before, change.after


_SUBJECTS = {subject: place for place, subject in enumerate(Subject)}


def _way(before: int, after: int) -> Direction:
    if before == after:
        return Direction.OTHER
    return Direction.BETTER if after > before else Direction.WORSE


def _yes(value: bool | None) -> str:
    return "unknown" if value is None else "yes" if value else "no"


def _plain(before: One, after: One) -> Iterator[Change]:
    """What stands for itself: a word before, a word after."""
    catalog = _way(before.on_catalog, after.on_catalog)
    stars = Direction.OTHER
    if before.stars is not None and after.stars is not None:
        stars = _way(before.stars, after.stars)
    told = (
        (Subject.LISTED, _yes(before.listed), _yes(after.listed), Direction.OTHER),
        (Subject.CATALOG, _yes(before.on_catalog), _yes(after.on_catalog), catalog),
        (Subject.PUBLIC, _yes(before.public), _yes(after.public), Direction.OTHER),
        (Subject.WAIVED, _yes(before.waived), _yes(after.waived), Direction.OTHER),
        (Subject.CATEGORY, before.category, after.category, Direction.OTHER),
        (Subject.KIND, before.kind, after.kind, Direction.OTHER),
        (Subject.STARS, _number(before.stars), _number(after.stars), stars),
        (Subject.TITLE, before.title, after.title, Direction.OTHER),
        (Subject.NAME, before.name, after.name, Direction.OTHER),
        (Subject.IDENTITY, before.id, after.id, Direction.OTHER),
    )
    for subject, was, now, direction in told:
        if was != now:
            yield Change(subject=subject, direction=direction, before=was, after=now)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _items(before: One, after: One, rubric: Rubric) -> Iterator[Change]:
    """Gained: it passes now. Lost: it does not pass any more, be it failed or only not to be told."""
    for item, was, now in zip(rubric.items, before.items, after.items, strict=True):
        if was is not now:
            passed = (_RANK[was] == 2, _RANK[now] == 2)
            yield Change(subject=Subject.ITEM, direction=_way(*passed), before=was.value, after=now.value, name=item.no)


def _criteria(before: One, after: One, rubric: Rubric) -> Iterator[Change]:
    rank = {tier.id: place for place, tier in enumerate(rubric.openness.tiers)}
    old, new = dict(before.tiers), dict(after.tiers)
    for criterion in dict.fromkeys([*old, *new]):
        was, now = old.get(criterion, ""), new.get(criterion, "")
        if was != now:
            both = was in rank and now in rank
            way = _way(rank[was], rank[now]) if both else Direction.OTHER
            yield Change(subject=Subject.CRITERION, direction=way, before=was, after=now, name=criterion)


def _reachable(before: One, after: One) -> Iterator[Change]:
    was, now = before.reachable, after.reachable
    if was is not now:
        way = _way(_RANK[was], _RANK[now])
        yield Change(subject=Subject.REACHABLE, direction=way, before=was.value, after=now.value)


def _links(links: Iterable[tuple[Link | None, Link | None]]) -> Iterator[Change]:
    for before, after in links:
        shown = after or before
        was, now = before.state if before else "", after.state if after else ""
        if shown is None or (was == now and before is not None and after is not None and before.url == after.url):
            continue
        if before is not None and after is not None and before.url != after.url:
            yield Change(
                subject=Subject.ADDRESS,
                direction=Direction.OTHER,
                before=before.url,
                after=after.url,
                name=shown.name,
                place=shown.id,
            )
        if was != now:
            yield Change(
                subject=Subject.LINK,
                direction=_way(_LINK_RANK[was], _LINK_RANK[now]) if {was, now} <= set(_LINK_RANK) else Direction.OTHER,
                before=was,
                after=now,
                name=shown.name or shown.url,
                place=shown.id,
                was=before.verdict if before else "",
                now=after.verdict if after else "",
            )


def _findings(before: One, after: One, same: Sequence[tuple[str, str]]) -> Iterator[Change]:
    """Those that came, went, or say something else: the same check, place and reason is the same finding.

    ``same`` are the ids, before and after, of each resource that is in both.
    """
    old = _by_key(before.findings, {identity: place for place, (identity, _) in enumerate(same)})
    new = _by_key(after.findings, {identity: place for place, (_, identity) in enumerate(same)})
    went = _by_place(old, new)
    came = _by_place(new, old)
    for place in sorted(went.keys() | came.keys()):
        for was, now in zip_longest(went.get(place, ()), came.get(place, ())):
            yield _finding(was, now)


def _by_place(
    these: Mapping[tuple[str, str, str], Finding], those: Mapping[tuple[str, str, str], Finding]
) -> dict[tuple[str, str], list[Finding]]:
    """Those of ``these`` that are not among ``those``, by check and place, in the order of their reasons."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for key in sorted(these.keys() - those.keys()):
        found.setdefault(key[:2], []).append(these[key])
    return found


def _finding(old: Finding | None, new: Finding | None) -> Change:
    """Only what fails is bad: a remark that came or went is neither, nor is what cannot be told."""
    ranks = [2 if each is None else _FINDING_RANK.get(each.outcome, 2) for each in (old, new)]
    shown = new or old
    assert shown is not None
    return Change(
        subject=Subject.FINDING,
        direction=Direction.OTHER if 1 in ranks else _way(*ranks),
        before=old.reason if old else "",
        after=new.reason if new else "",
        name=shown.check,
        place=shown.path,
        old=old,
        new=new,
    )


def _by_key(findings: Sequence[Finding], both: Mapping[str, int]) -> dict[tuple[str, str, str], Finding]:
    """The first of each check, place and reason."""
    return {(each.check, _place(each.path, both), each.reason): each for each in reversed(findings)}


def _place(path: str, both: Mapping[str, int]) -> str:
    """A finding's path, in which a resource that is in both runs stands by its number and not by its id."""
    if not path.startswith(_PLACE):
        return path
    identity, slash, field = path[len(_PLACE) :].rpartition("/")
    return f"{_PLACE}{both[identity]}//{field}" if slash and identity in both else path
