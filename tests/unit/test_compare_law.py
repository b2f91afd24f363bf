"""The law of attribution: the parts add up exactly, the way back is the way there turned round, equals give nothing."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from checker.compare import Comparison, compare_reports
from checker.compare.model import Change, Direction, Presence
from checker.model import Outcome, Verdict
from checker.report.model import DatasetLine, Report
from checker.rubric import Rubric
from tests.unit.compare_values import finding, link, one, report
from tests.unit.score_values import CATALOG, rubric

URLS = ["https://a.go.th/1", "https://a.go.th/2"]
TIERS = [tier.id for tier in rubric().openness.tiers]
outcomes = st.sampled_from(list(Outcome))
links = st.builds(
    link, st.sampled_from("rst"), st.sampled_from(URLS), st.sampled_from([Verdict.OK, Verdict.MISSING, None]),
    confirmed=st.booleans(),
)  # fmt: skip
findings = st.builds(
    finding, st.sampled_from(["maintainer", "notes"]), st.sampled_from(["blank", "short"]), outcomes,
    st.sampled_from(["", "resources/r/url", "resources/s/url"]),
)  # fmt: skip


@st.composite
def lines(draw: st.DrawFn, name: str) -> DatasetLine:
    made = one(
        name,
        missing=draw(st.integers(0, 2)),
        tiers=draw(st.tuples(*[st.sampled_from(TIERS)] * 3)),
        links=draw(st.lists(links, max_size=3, unique_by=lambda each: each.id)),
        findings=draw(st.lists(findings, max_size=3)),
        listed=draw(st.booleans()),
        on_catalog=draw(st.booleans()),
        public=draw(st.sampled_from([True, False, None])),
        items_outcome=draw(outcomes),
        informative=draw(st.integers(12, 14)),
        reachable=draw(outcomes),
        code=draw(st.sampled_from([None, "1", "2"])),
        name=draw(st.sampled_from([None, "n", "m", f"name-{name}"])),
    )
    bare = draw(st.booleans())
    return replace(made, standing=replace(made.standing, openness=None)) if bare else made


@st.composite
def rubrics(draw: st.DrawFn) -> Rubric:
    """The real rubric under every choice that it leaves."""
    universe = draw(st.sampled_from(["listed", "catalog", "union"]))
    verdict = draw(st.sampled_from(["formal", "informative"]))
    parameters = {"open_data": {"universe": universe}, "metadata_14": {"verdict": verdict}}
    held = rubric()
    parts = tuple(replace(each, parameters=parameters.get(each.id, each.parameters)) for each in held.components)
    return replace(held, components=parts, gated=draw(st.booleans()))


catalogs = st.builds(
    lambda outcome, unread, held: replace(
        CATALOG, outcome=outcome, held=held, declared=held + unread, unreadable=(("x", "y"),) * unread
    ),
    st.sampled_from([Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL]),
    st.integers(0, 2),
    st.integers(0, 3),
)


@st.composite
def reports(draw: st.DrawFn, run: str, rules: Rubric) -> Report:
    names = draw(st.lists(st.sampled_from("abcde"), unique=True, max_size=5))
    return report(*[draw(lines(name)) for name in names], run=run, rules=rules, catalog=draw(catalogs))


@st.composite
def two_reports(draw: st.DrawFn) -> tuple[Report, Report]:
    """Two runs under one rubric; the second often is the first with some of it changed."""
    rules = draw(rubrics())
    first, second = draw(reports("run-1", rules)), draw(reports("run-2", rules))
    return first, second


def explained(found: Comparison, component: str | None = None) -> Fraction:
    shares = [share for each in found.datasets for share in each.shares]
    return sum(
        (each.points for each in (*shares, *found.causes) if component in (None, each.component)), Fraction(0)
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(two_reports())
def test_what_datasets_and_causes_explain_is_exactly_the_difference(both: tuple[Report, Report]) -> None:
    found = compare_reports(*both)
    assert found.difference == both[1].score.total - both[0].score.total
    assert explained(found) == found.difference
    assert {part.id: explained(found, part.id) for part in found.components} == {
        part.id: part.difference for part in found.components
    }
    assert all(each.points == sum(share.points for share in each.shares) for each in found.datasets)


@settings(max_examples=150, deadline=None)
@given(two_reports())
def test_nothing_the_score_counts_is_left_unexplained(both: tuple[Report, Report]) -> None:
    assert "other" not in {cause.cause for cause in compare_reports(*both).causes}


@settings(max_examples=100, deadline=None)
@given(two_reports())
def test_an_unchanged_universe_has_no_line(both: tuple[Report, Report]) -> None:
    numbers = [
        {part.id: part.params.get("datasets") for part in each.score.components} for each in both
    ]  # fmt: skip
    for cause in compare_reports(*both).causes:
        if cause.cause == "universe":
            assert numbers[0][cause.component] != numbers[1][cause.component]


@settings(max_examples=100, deadline=None)
@given(rubrics().flatmap(lambda rules: reports("run-1", rules)))
def test_of_equal_reports_the_difference_is_empty(only: Report) -> None:
    found = compare_reports(only, replace(only, run=replace(only.run, id="run-2")))
    assert (found.datasets, found.causes, found.difference, found.unchanged) == ((), (), 0, len(only.datasets))


TURNED = {Direction.WORSE: Direction.BETTER, Direction.BETTER: Direction.WORSE, Direction.OTHER: Direction.OTHER}
PRESENCE = {Presence.NEW: Presence.GONE, Presence.GONE: Presence.NEW, Presence.BOTH: Presence.BOTH}


def turned(change: Change) -> Change:
    return replace(
        change, direction=TURNED[change.direction], before=change.after, after=change.before, was=change.now,
        now=change.was, old=change.new, new=change.old,
    )  # fmt: skip


def essence(found: Comparison, *, back: bool) -> Any:
    """All of a comparison that has no order and no side; turned round where it is the way back."""
    sign = -1 if back else 1

    def changes(each: Any) -> list[str]:
        # a place and a name are told as they stand in the later run, so they are left out
        shown = (replace(turned(one) if back else one, place="", name="") for one in each.changes)
        return sorted(map(repr, shown))

    return (
        sign * found.difference,
        {
            (each.component, each.cause): (sign * each.points, *((each.before, each.after)[::sign]))
            for each in found.causes
        },
        sorted(
            (
                str(each.after_id if back else each.before_id),
                str(each.before_id if back else each.after_id),
                (PRESENCE[each.presence] if back else each.presence).value,
                sign * each.points,
                sorted((share.component, sign * share.points) for share in each.shares),
                changes(each),
            )
            for each in found.datasets
        ),
        found.unchanged,
    )


@settings(max_examples=150, deadline=None)
@given(two_reports())
def test_the_way_back_is_the_way_there_turned_round(both: tuple[Report, Report]) -> None:
    there, back = compare_reports(*both), compare_reports(both[1], both[0])
    assert essence(there, back=False) == essence(back, back=True)


@settings(max_examples=100, deadline=None)
@given(two_reports(), st.randoms())
def test_the_order_of_datasets_in_a_report_changes_nothing(both: tuple[Report, Report], random: Any) -> None:
    shuffled = list(both[0].datasets)
    random.shuffle(shuffled)
    assert compare_reports(*both) == compare_reports(replace(both[0], datasets=tuple(shuffled)), both[1])
