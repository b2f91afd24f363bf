"""Datasets, the plan's matches and the workbook → standings: each dataset as the score sees it.

Where the metadata is read (KPI, section 1): the catalog record; else the Template 2 workbook; else, for a
dataset whose listed category is not public, it cannot be seen from outside; for a public or unknown one, it failed.
Where both exist and differ, both are kept and the catalog counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from checker.errors import Problem
from checker.model import (
    CatalogState,
    Dataset,
    Match,
    Observation,
    Openness,
    Outcome,
    PlannedDataset,
    Role,
    Standing,
)
from checker.plan import Plan
from checker.rubric import Rubric
from checker.supposed import Supposed
from checker.vocabulary import vocabulary

CATEGORY = "data_category"
_WAITING = frozenset({Outcome.CANNOT_TELL, Outcome.UNTESTED})


class Assessed(Struct, frozen=True, kw_only=True, gc=False):
    """A dataset, of the catalog or of the workbook, with what was derived of it."""

    dataset: Dataset
    items: dict[str, Outcome]  #: item number of the rubric → formal outcome
    informative: int = 0
    openness: Openness | None = None
    reachable: Outcome = Outcome.UNTESTED


class _Rules(Struct, frozen=True, kw_only=True):
    """What decides about categories and about datasets that are not there."""

    public: frozenset[str]
    known: frozenset[str]
    best: int  #: points of the highest tier
    absent: str  #: why a planned dataset may be on the catalog all the same; empty: it is not


def standings(
    plan: Plan | None,
    matches: Sequence[Match],
    assessed: Sequence[Assessed],
    workbook: Mapping[str, Assessed],
    rubric: Rubric,
    catalog: CatalogState,
) -> tuple[Standing, ...]:
    """All listed datasets in the order of the list, then the catalog's others in its order.

    Without a plan every dataset of the agency is the list. ``workbook`` holds the Template 2 records by code.
    """
    rules = _rules(rubric, _why_unread(catalog))
    records = {code.casefold(): record for code, record in workbook.items()}
    if plan is None:
        return tuple(
            _held(each, None, records.get(each.dataset.name.casefold()), rules, listed=True) for each in assessed
        )
    by_id = {each.dataset.id: each for each in assessed}
    match_of = {match.code.casefold(): match for match in matches}
    taken: set[str] = set()
    rows: list[Standing] = []
    for planned in plan.planned():
        match = match_of.get(planned.code.casefold())
        record = records.get(planned.code.casefold())
        held = by_id.get(match.dataset_id) if match and match.dataset_id else None
        if held is None or held.dataset.id in taken:
            rows.append(_absent(planned, match, record, rules))
        else:
            taken.add(held.dataset.id)
            rows.append(_held(held, planned, record, rules, listed=True))
    rows.extend(_held(each, None, None, rules, listed=False) for each in assessed if each.dataset.id not in taken)
    return tuple(rows)


def as_supposed(row: Standing, supposed: Supposed, numbers: Sequence[str] = ()) -> Standing:
    """The standing with what is taken for true of it that no check can be asked for: items nobody saw, a waiver.

    ``numbers`` are the rubric's items: of a record that nobody saw, those that are not supposed stay as the whole was.
    """
    if supposed.items:
        unseen = {} if row.items else dict.fromkeys(numbers, row.items_outcome)
        items = {**unseen, **row.items, **supposed.items}
        row = replace(row, items=items, items_outcome=_all(items), items_reason="")
    if supposed.waived_in:
        row = replace(row, waived_in=tuple(sorted({*row.waived_in, *supposed.waived_in})))
    return replace(row, listed=False, public=None, waived=True) if supposed.waived else row


def is_public(dataset: Dataset, planned: PlannedDataset | None, rubric: Rubric) -> bool | None:
    """Whether a dataset of the catalog is public; ``None`` where neither its own category nor the plan's is known."""
    return _category(_rules(rubric, ""), dataset, "catalog", planned)[2]


def _rules(rubric: Rubric, absent: str) -> _Rules:
    return _Rules(
        public=frozenset(rubric.openness.public_categories),
        known=_categories(),
        best=max(tier.points for tier in rubric.openness.tiers),
        absent=absent,
    )


@cache
def _categories() -> frozenset[str]:
    return frozenset(choice.value for choice in vocabulary().choices(CATEGORY))


def reachable(dataset: Dataset, observations: Mapping[str, Observation]) -> Outcome:
    """Whether one data resource at least can be reached; failed once it is certain that none can.

    Companion documents and the portal's own bundles do not count: a dataset that has nothing else cannot be told, as
    its openness cannot (openness rules, section 1). ``observations`` are by distribution id.
    """
    outcomes = set()
    for distribution in dataset.distributions:
        if distribution.role is Role.DATA:
            seen = observations.get(distribution.id)
            outcome = Outcome.UNTESTED if seen is None else _of_look(seen)
            if outcome is Outcome.PASSED:
                return outcome
            outcomes.add(outcome)
    for outcome in (Outcome.CANNOT_TELL, Outcome.UNTESTED, Outcome.FAILED, Outcome.NOT_APPLICABLE):
        if outcome in outcomes:
            return outcome
    return Outcome.CANNOT_TELL if dataset.distributions else Outcome.FAILED


def _of_look(seen: Observation) -> Outcome:
    return Outcome.CANNOT_TELL if seen.outcome is Outcome.FAILED and not seen.confirmed else seen.outcome


def category_warnings(rows: Sequence[Standing], source: str) -> tuple[Problem, ...]:
    """One warning for all listed datasets whose category is unknown, so that they stand in no universe."""
    unknown = [row for row in rows if row.listed and row.public is None]
    if not unknown:
        return ()
    names = ", ".join(row.title or row.name or row.id for row in unknown[:5]) + (" …" if len(unknown) > 5 else "")
    return (
        Problem(
            source=source,
            place=CATEGORY,
            value="",
            code="category_unknown",
            severity="warning",
            th=f"ชุดข้อมูลในบัญชีรายชื่อ {len(unknown)} ชุดไม่มีหมวดหมู่ข้อมูลที่รู้จัก จึงไม่อยู่ในฐานการคิดคะแนนข้อมูลเปิด: {names}",
            en=f"{len(unknown)} listed datasets have no known category and so count in no open-data universe: {names}",
        ),
    )


def _why_unread(catalog: CatalogState) -> str:
    """Why a dataset that we do not hold may be on the catalog all the same."""
    if catalog.outcome in _WAITING and not catalog.held:
        return "catalog_unread"
    return "partly_unread" if catalog.held and catalog.unreadable else ""


def _held(
    assessed: Assessed, plan: PlannedDataset | None, record: Assessed | None, rules: _Rules, *, listed: bool
) -> Standing:
    """A dataset that stands on the catalog: its record there counts."""
    dataset = assessed.dataset
    category, source, public = _category(rules, dataset, "catalog", plan)
    return Standing(
        id=dataset.id,
        name=dataset.name or None,
        title=dataset.title or (plan.title if plan else ""),
        listed=listed,
        on_catalog=True,
        code=plan.code if plan else None,
        category=category,
        category_from=source,
        public=public,
        items=assessed.items,
        items_from="catalog",
        items_outcome=_all(assessed.items),
        items_elsewhere=record.items if record is not None and record.items != assessed.items else None,
        informative=assessed.informative,
        openness=assessed.openness,
        reachable=assessed.reachable,
    )


def _absent(plan: PlannedDataset, match: Match | None, record: Assessed | None, rules: _Rules) -> Standing:
    """A listed dataset that is not on the catalog, or not known to be."""
    category, source, public = _category(rules, record.dataset if record is not None else None, "workbook", plan)
    if not public and plan.category in rules.public:  # public by the plan and not there: still in the universe
        category, source, public = plan.category, "plan", True
    waiting = "unsure_match" if match is not None and match.how == "unsure" else rules.absent
    outcome, reason = Outcome.FAILED, "not_on_catalog"
    if record is not None:
        outcome, reason = _all(record.items), ""
    elif waiting or public is False:
        outcome, reason = Outcome.CANNOT_TELL, waiting or "not_visible"
    reached = Outcome.CANNOT_TELL if waiting else Outcome.NOT_APPLICABLE if public is False else Outcome.FAILED
    return Standing(
        id=f"plan:{plan.code}",
        name=None,
        title=plan.title,
        listed=True,
        on_catalog=False,
        code=plan.code,
        category=category,
        category_from=source,
        public=public,
        items=record.items if record is not None else {},
        items_from="workbook" if record is not None else "",
        items_outcome=outcome,
        items_reason=reason,
        informative=record.informative if record is not None else 0,
        openness=_absent_openness(plan, reached, waiting, rules),
        reachable=reached,
    )


def _absent_openness(plan: PlannedDataset, reached: Outcome, waiting: str, rules: _Rules) -> Openness:
    """Nothing is proven of a dataset that is not there; all is possible while it may be (KPI, section 1)."""
    if waiting:
        best = Fraction(rules.best)
        return Openness(outcome=reached, kind=plan.kind, reason=waiting, maximum=best, stars_reason="stars_not_settled")
    if reached is Outcome.NOT_APPLICABLE:
        return Openness(outcome=reached, kind=plan.kind, reason="not_visible", stars_reason="stars_not_settled")
    return Openness(
        outcome=reached,
        kind=plan.kind,
        reason="not_on_catalog",
        stars=0,
        stars_format=0,
        stars_reason="stars_not_reached",
    )


def _category(
    rules: _Rules, dataset: Dataset | None, where: str, plan: PlannedDataset | None
) -> tuple[str | None, str, bool | None]:
    """The category, where it was found, and whether it is public.

    Where the record's own is unknown or outside the vocabulary, the plan's decides; without that it is shown as
    found and the dataset stands in no universe.
    """
    written = dataset.fields.get(CATEGORY, "") if dataset is not None else ""
    own = written if isinstance(written, str) else ", ".join(written)
    for category, source in ((own, where), ((plan.category or "") if plan is not None else "", "plan")):
        if category in rules.known or category in rules.public:
            return category, source, category in rules.public
    return (own, where, None) if own else (None, "", None)


def _all(items: Mapping[str, Outcome]) -> Outcome:
    """Passed when every item is; failed when one is; else not to be told."""
    outcomes = set(items.values())
    if Outcome.FAILED in outcomes:
        return Outcome.FAILED
    if not outcomes or outcomes == {Outcome.UNTESTED}:
        return Outcome.UNTESTED
    return Outcome.PASSED if outcomes <= {Outcome.PASSED, Outcome.NOT_APPLICABLE} else Outcome.CANNOT_TELL
