"""Listed datasets → catalog datasets: by code, by name, by title, then by likeness of titles (KPI, section 3).

A code is the catalog's ``name`` without regard to case. A title that is the same once spaces, case and equal
code points are folded is the same dataset; a title that is merely alike is taken only when it is very alike, alone
in being so, and no figure or Latin word differs ("ปี 2563" is not "ปี 2564"). All else is *unsure*: listed for a
person, never assumed. No catalog dataset is taken twice: two that claim the same one are both unsure.

What a person decided goes before all of these: it is the dataset that the plan names, or none, where it names none or
one that is not there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from heapq import nsmallest

from checker.model import Match, PlannedDataset
from checker.rubric import MatchingRules
from checker.text import arabic_digits, key

GRAM = 3  #: letters of a run by which titles are looked up
POSTINGS = 4_000  #: entries of the index that are read for one title, rarest runs first
SHORTLIST = 24  #: titles whose likeness is measured

_TELLING = re.compile(r"\d+|[a-z]{2,}")

DECIDED = "decided"  #: by a person

CatalogName = tuple[str, str, str]  #: id, name, title
Stage = tuple[str, Callable[[PlannedDataset], Iterable[str]], Mapping[str, list[str]]]


def match(
    planned: Sequence[PlannedDataset], datasets: Sequence[CatalogName], rules: MatchingRules
) -> tuple[Match, ...]:
    """One match for each planned dataset, in their order; the same whatever the order of ``datasets``."""
    found: dict[int, Match] = {}
    free = {identifier for identifier, _, _ in datasets}
    for how, keys, index in _stages(datasets):
        claims = {
            place: [identifier for one in keys(plan) if one for identifier in index.get(one, ()) if identifier in free]
            for place, plan in enumerate(planned)
            if place not in found and plan.decided is (how == DECIDED)
        }
        found.update(_settle(planned, claims, how, rules))
        free -= {each.dataset_id for each in found.values() if each.dataset_id is not None}
        found.update({place: _none(planned[place].code) for place in claims if how == DECIDED and place not in found})
    left = [place for place in range(len(planned)) if place not in found]
    found.update(_by_likeness(planned, left, [each for each in datasets if each[0] in free], rules))
    return tuple(found[place] for place in range(len(planned)))


def _stages(datasets: Sequence[CatalogName]) -> tuple[Stage, ...]:
    """The sure ways of being the same, surest first: what a listed dataset goes by, and where that is looked up."""
    names = _index((known, each) for each, name, _ in datasets for known in {key(name), key(each)})
    codes = _index((key(name), each) for each, name, _ in datasets)
    titles = _index((folded(title), each) for each, _, title in datasets)
    return (
        (DECIDED, lambda plan: [key(plan.name or "")], names),
        ("code", lambda plan: [key(plan.code)], codes),
        ("name", lambda plan: [key(plan.name or "")], names),
        ("title", lambda plan: [folded(plan.title)], titles),
    )


def _none(code: str) -> Match:
    return Match(code=code, dataset_id=None, how="none", confidence=0.0)


def folded(title: str) -> str:
    """A title as it is compared: equal code points, digits and case; no blanks, which Thai writes at will."""
    return arabic_digits(key(title))


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for written, identifier in pairs:
        if written:
            index[written].append(identifier)
    return index


def _settle(
    planned: Sequence[PlannedDataset], claims: Mapping[int, list[str]], how: str, rules: MatchingRules
) -> dict[int, Match]:
    """Claims on one free dataset that nobody else makes are matches; claims on several, or shared, are unsure."""
    claimed = Counter(identifier for wanted in claims.values() for identifier in wanted)
    found = {}
    for place, wanted in claims.items():
        if len(wanted) == 1 and claimed[wanted[0]] == 1:
            found[place] = Match(code=planned[place].code, dataset_id=wanted[0], how=how, confidence=1.0)
        elif wanted:
            found[place] = _unsure(planned[place].code, [(identifier, 1.0) for identifier in wanted], rules)
    return found


def _unsure(code: str, alike: Sequence[tuple[str, float]], rules: MatchingRules) -> Match:
    best = nsmallest(rules.candidates, alike, key=lambda each: (-each[1], each[0]))
    return Match(code=code, dataset_id=None, how="unsure", confidence=best[0][1], candidates=tuple(best))


def _by_likeness(
    planned: Sequence[PlannedDataset], places: Sequence[int], datasets: Sequence[CatalogName], rules: MatchingRules
) -> dict[int, Match]:
    titles = _Titles((identifier, folded(title)) for identifier, _, title in datasets)
    alike = {place: titles.like(folded(planned[place].title), rules) for place in places}
    sure = {place: one for place in places if (one := _one_sure(alike[place], rules)) is not None}
    claimed = Counter(sure.values())
    found = {}
    for place in places:
        code, best = planned[place].code, alike[place]
        if place in sure and claimed[sure[place]] == 1:
            found[place] = Match(code=code, dataset_id=sure[place], how="title", confidence=best[0][1])
        elif best:
            found[place] = _unsure(code, [(identifier, likeness) for identifier, likeness, _ in best], rules)
        else:
            found[place] = _none(code)
    return found


def _one_sure(alike: Sequence[tuple[str, float, bool]], rules: MatchingRules) -> str | None:
    """The one dataset that is alike enough, where no other one is near it and no telling word differs."""
    if not alike or alike[0][1] < rules.sure or not alike[0][2]:
        return None
    rivals = sum(1 for _, likeness, _ in alike if likeness >= rules.sure)
    return alike[0][0] if rivals == 1 else None


class _Titles:
    """Titles to look up by likeness: first by the rare runs of letters they share, then measured."""

    def __init__(self, titles: Iterable[tuple[str, str]]) -> None:
        self._titles = sorted((title, identifier) for identifier, title in titles if title)
        self._runs: dict[str, list[int]] = defaultdict(list)
        for place, (title, _) in enumerate(self._titles):
            for run in _runs(title):
                self._runs[run].append(place)

    def like(self, title: str, rules: MatchingRules) -> list[tuple[str, float, bool]]:
        """(dataset id, likeness, no telling word differs) of the most alike titles, best first.

        The likeness is measured only where its upper bound can still reach the best ones found so far.
        """
        found: list[tuple[str, float, bool]] = []
        least = rules.unsure
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(title)
        for place in self._shortlist(title):
            other, identifier = self._titles[place]
            matcher.set_seq1(other)
            if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
                continue
            likeness = round(matcher.ratio(), 4)
            if likeness >= least:
                found.append((identifier, likeness, _TELLING.findall(title) == _TELLING.findall(other)))
                found.sort(key=lambda each: (-each[1], each[0]))
                least = found[rules.candidates - 1][1] if len(found) >= rules.candidates else least
        return found

    def _shortlist(self, title: str) -> list[int]:
        votes: Counter[int] = Counter()
        read = 0
        for run in sorted(_runs(title), key=lambda run: (len(self._runs.get(run, ())), run)):
            postings = self._runs.get(run, ())
            read += len(postings)
            if read > POSTINGS and votes:
                break
            votes.update(postings)
        return nsmallest(SHORTLIST, votes, key=lambda place: (-votes[place], place))


def _runs(title: str) -> set[str]:
    return {title[start : start + GRAM] for start in range(max(1, len(title) - GRAM + 1))} if title else set()
