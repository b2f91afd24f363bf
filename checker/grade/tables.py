"""``structure`` and ``granularity``: what the tables of a resource show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checker.content import Period, ProbeOutcome, Sign, TableProfile, probe_id
from checker.grade.rating import Case, Rating, best, of_probe, unseen
from checker.grade.seen import REACHED, Seen, kind_rules, may_be_interface, titles
from checker.model import CriterionGrade, Outcome, Parameters

KIND = "structured"
#: troubles that are of our bounds, and say nothing against the file
OUR_BOUNDS = frozenset({"too_large", "unsupported"})
YEAR = "year"


class Table(NamedTuple):
    """One table of a resource."""

    profile: TableProfile
    evidence_id: str | None = None  #: of the interface that answered it; ``None``: it stands in the file


def tables_of(each: Seen) -> list[Table]:
    """The tables of a resource that hold something: those of its file, then those that its interfaces answered.

    Hidden sheets count only where nothing else is in the file: nobody is meant to read them (assumed).
    """
    observation = each.observation
    if observation is None:
        return []
    own = [table for table in observation.content.tables if _holds(table)] if observation.content else []
    shown = [table for table in own if not table.hidden] or own
    answered = [
        Table(table, probe_id(probe.key))
        for probe in observation.probes or ()
        for table in probe.tables
        if _holds(table)
    ]
    return [*map(Table, shown), *answered]


def _holds(table: TableProfile) -> bool:
    return bool(table.rows or table.area)


def trouble_of(each: Seen) -> str | None:
    """Why the file could not be read; ``None``: it has not been tried."""
    content = each.observation.content if each.observation else None
    return None if content is None else content.trouble


def main_table(tables: Sequence[TableProfile]) -> TableProfile:
    """The table by which the layout is judged: the one with the most cells, a hidden sheet only where all are.

    A workbook that has a cover sheet, a legend or a list of codes beside its data is laid out as its data is (assumed:
    the source does not speak of workbooks with several sheets).
    """
    shown = [table for table in tables if not table.hidden] or list(tables)
    return max(shown, key=lambda table: table.rows * max(1, len(table.columns)))


def _main(tables: Sequence[Table]) -> Table:
    """The main table of the file. An interface answers well laid out whatever its file is like, and tells of the layout
    only where the file itself shows no table.
    """
    own = [table for table in tables if table.evidence_id is None] or tables
    profile = main_table([table.profile for table in own])
    return next(table for table in own if table.profile is profile)


# ---------------------------------------------------------------- structure


def structure(case: Case) -> CriterionGrade:
    """Basic: laid out for print. Middle: a database-like table. Advanced: and it opens in common software."""
    ratings = [_layout(case, each) if each.state is REACHED else _unseen_layout(case, each) for each in _mine(case)]
    return best(case, "structure", [each for each in ratings if each is not None])


def _mine(case: Case) -> list[Seen]:
    return [each for each in case.of_kind(KIND) if each.state is not REACHED or each.kind == KIND]


def _limit(case: Case, formats: Sequence[str]) -> int:
    ladder = case.ladder
    return ladder.middle if ladder.common_software.isdisjoint(formats) else ladder.top


def _unseen_layout(case: Case, each: Seen) -> Rating | None:
    return unseen(case, each, _limit(case, each.formats) if each.formats else case.ladder.top)


def _layout(case: Case, each: Seen) -> Rating:
    ladder = case.ladder
    tables = tables_of(each)
    if tables:
        return _table_layout(case, each, _main(tables))
    limit = _limit(case, each.formats)
    params: Parameters = {"format": titles(each.formats)}
    if not kind_rules().own_structure.isdisjoint(each.formats):
        return Rating(limit, limit, _told(case, limit, "structure_format"), each, params=params)
    trouble = trouble_of(each)
    if trouble is None:
        reason = "structure_untested" if limit == ladder.top else "structure_untested_format"
        return Rating(ladder.basic, limit, reason, each, Outcome.UNTESTED, params)
    return _unread(case, each, trouble, ladder.basic, limit)


def _unread(case: Case, each: Seen, trouble: str, rank: int, limit: int) -> Rating:
    """A file that could not be read: one that asks for a password is open to nobody, any other may be well."""
    if trouble == "encrypted":
        return Rating(case.ladder.none, case.ladder.none, "content_encrypted", each)
    params: Parameters = {"format": titles(each.formats), "trouble": trouble or "no_table"}
    return Rating(rank, limit, "content_unread", each, params=params)


def _told(case: Case, rank: int, reason: str) -> str:
    return reason if rank == case.ladder.top else f"{reason}_not_common"


def _table_layout(case: Case, each: Seen, main: Table) -> Rating:
    ladder, (table, evidence) = case.ladder, main
    printable = table.format not in kind_rules().own_structure  # records can be ragged, and yet are no page
    signs = tuple([sign for sign in table.signs if printable and sign.code in ladder.report_signs])
    formats = titles((table.format,))
    if signs:
        first = _first(signs)
        params: Parameters = {"format": formats, "sign": first.code, "signs": tuple([sign.code for sign in signs])}
        return Rating(
            ladder.basic,
            ladder.basic,
            "structure_report",
            each,
            params=params,
            at=first.at,
            signs=signs,
            evidence_id=evidence,
        )
    rank = _limit(case, (table.format,))
    params = {"format": formats, "rows": table.rows, "columns": len(table.columns)}
    return Rating(rank, rank, _told(case, rank, "structure_table"), each, params=params, evidence_id=evidence)


def _first(signs: Sequence[Sign]) -> Sign:
    """The sign that stands highest in the file: what a person sees first."""
    return min(signs, key=lambda sign: (sign.at.row or 1_000_000_000, sign.at.column))


# ---------------------------------------------------------------- granularity


def granularity(case: Case) -> CriterionGrade:
    """Basic: an overview. Middle: by month or province, or finer. Advanced: and connected, so that it is current."""
    ratings = [_detail(case, each) if each.state is REACHED else _unseen_detail(case, each) for each in _mine(case)]
    return best(case, "granularity", [each for each in ratings if each is not None])


def _unseen_detail(case: Case, each: Seen) -> Rating | None:
    return unseen(case, each, case.ladder.top if may_be_interface(each) else case.ladder.middle)


def _detail(case: Case, each: Seen) -> Rating:
    ladder = case.ladder
    tables = tables_of(each)
    found = next(filter(None, (_detailed(case, each, table) for table in tables)), None)
    if found is None and not kind_rules().coordinates.isdisjoint(each.formats):
        found = Rating(ladder.middle, ladder.middle, "granularity_map", each, params={"format": titles(each.formats)})
    if found is None and not any(table.profile.period or table.profile.area for table in tables):
        found = _declared(case, each) if _described(each, tables) else None
    if found is not None:
        return _connected(case, found)
    if tables:
        return _overview(case, each, tables)
    trouble = trouble_of(each)
    if trouble is None:
        return Rating(ladder.basic, ladder.top, "granularity_untested", each, Outcome.UNTESTED)
    return _unread(case, each, trouble, ladder.basic, ladder.middle)


def _detailed(case: Case, each: Seen, table: Table) -> Rating | None:
    ladder, rules = case.ladder, case.ladder.granularity
    middle, evidence = ladder.middle, table.evidence_id
    area, period = table.profile.area, table.profile.period
    if area is not None and area.finest in rules.detailed_areas:
        params: Parameters = {"area": area.finest, "areas": area.distinct}
        return Rating(middle, middle, "granularity_area", each, params=params, at=area.at, evidence_id=evidence)
    if period is not None and period.finest in rules.detailed_periods:
        params = {"period": period.finest, "years": period.years}
        return Rating(middle, middle, "granularity_period", each, params=params, at=period.at, evidence_id=evidence)
    return None


def _described(each: Seen, tables: Sequence[Table]) -> bool:
    """Whether metadata may speak for the file: where our own bounds kept us from reading it, or it tells nothing.

    Not where it has not been tried, where it is closed or broken, or is shown to hold no table.
    """
    trouble = trouble_of(each)
    if trouble is None or (trouble and trouble not in OUR_BOUNDS):
        return False
    return bool(tables or trouble or not kind_rules().own_structure.isdisjoint(each.formats))


def _declared(case: Case, each: Seen) -> Rating | None:
    """What the metadata say, where the table itself tells neither a period nor an area."""
    rules, middle = case.ladder.granularity, case.ladder.middle
    period, area, unit = (case.declared.get(name) for name in ("period", "area", "unit"))
    if area in rules.detailed_areas:
        return Rating(middle, middle, "granularity_declared_area", each, params={"area": area})
    if period in rules.detailed_periods:
        return Rating(middle, middle, "granularity_declared_period", each, params={"period": period})
    if unit is not None:
        return Rating(middle, middle, "granularity_declared_unit", each, params={"unit": unit})
    return None


def _connected(case: Case, detail: Rating) -> Rating:
    """The highest tier asks for a live interface of the same resource, and for data within one update interval."""
    top, observation = case.ladder.top, detail.of.observation
    probes = observation.probes if observation else None
    if probes is None:
        return detail._replace(possible=top, reason=f"{detail.reason}_untested", unsettled=Outcome.UNTESTED)
    live = next((probe for probe in probes if probe.outcome is ProbeOutcome.CONDITION), None)
    if live is None:
        open_one = next((probe for probe in probes if probe.outcome is ProbeOutcome.UNDECIDED), None)
        if open_one is None:
            return detail
        told = {**detail.params, **of_probe(open_one)}
        return detail._replace(possible=top, reason="granularity_interface_undecided", params=told)
    params: Parameters = {**detail.params, "interface": live.interface}
    current = case.current.get(detail.of.id)
    if current is None:
        return detail._replace(possible=top, reason="granularity_currency_unknown", params=params)
    if not current:
        return detail._replace(reason="granularity_not_current", params=params)
    return detail._replace(rank=top, possible=top, reason="granularity_live", params=params)


def _cut(case: Case, each: Seen, period: Period, evidence: str | None) -> Rating:
    """One date in the part that was read: the rest may go on by day as well as by year."""
    return Rating(case.ladder.basic, case.ladder.middle, "granularity_cut", each, at=period.at, evidence_id=evidence)


def _overview(case: Case, each: Seen, tables: Sequence[Table]) -> Rating:
    rank, few = case.ladder.basic, case.ladder.granularity.overview_years
    for table, evidence in tables:
        if table.period is not None:
            period = table.period
            if not table.complete and period.finest == YEAR and period.years == 1:
                return _cut(case, each, period, evidence)
            reason = "granularity_few_years" if period.years <= few else "granularity_overview_period"
            reason = reason if period.years else "granularity_overview_alone"
            params: Parameters = {"period": period.finest, "years": period.years}
            return Rating(rank, rank, reason, each, params=params, at=period.at, evidence_id=evidence)
    for table, evidence in tables:
        if table.area is not None:
            params = {"area": table.area.finest}
            at = table.area.at
            return Rating(rank, rank, "granularity_overview_area", each, params=params, at=at, evidence_id=evidence)
    return Rating(rank, rank, "granularity_no_detail", each)
