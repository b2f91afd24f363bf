"""Two runs side by side: what changed of a dataset, which dataset is which, who explains how many points."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from checker.compare import Comparison, Facts, compare, compare_reports, side_of
from checker.compare.model import Cause, Change, DatasetChange, Direction, Presence, Share, Subject
from checker.compare.shares import REACHED
from checker.model import Outcome, Verdict
from checker.rubric import Rubric
from checker.score import METHODS
from tests.unit.compare_values import CUTOFF, finding, link, one, report
from tests.unit.score_values import CATALOG, rubric

A, B, C = "https://a.go.th/a.csv", "https://a.go.th/b.csv", "https://a.go.th/c.csv"
WORSE, BETTER, OTHER = Direction.WORSE, Direction.BETTER, Direction.OTHER


def compared(before: Any, after: Any) -> Comparison:
    return compare_reports(report(*before), report(*after, run="run-2"))


def changed(before: Any, after: Any) -> tuple[Change, ...]:
    """The changes of the one dataset that changed."""
    (found,) = compared([before], [after]).datasets
    return found.changes


def told(*, subject: Subject, direction: Direction, before: str, after: str, **more: Any) -> Change:
    return Change(subject=subject, direction=direction, before=before, after=after, **more)


def test_of_equal_reports_nothing_is_said() -> None:
    found = compared([one("a"), one("b", missing=2)], [one("a"), one("b", missing=2)])
    assert (found.datasets, found.causes, found.difference, found.unchanged) == ((), (), 0, 2)
    assert {part.difference for part in found.components} == {0}


def test_an_item_that_was_lost_costs_what_the_dataset_was_worth() -> None:
    found = compared([one("a"), one("b"), one("c")], [one("a", missing=1), one("b"), one("c")])
    assert found.difference == -5
    assert found.causes == ()
    assert found.datasets == (
        DatasetChange(
            presence=Presence.BOTH,
            before_id="a",
            after_id="a",
            matched="id",
            title="ชุด a",
            name="name-a",
            code="code-a",
            listed=True,
            points=Fraction(-5),
            shares=(Share(component="metadata_14", points=Fraction(-5)),),
            changes=(told(subject=Subject.ITEM, direction=WORSE, before="passed", after="failed", name="14"),),
        ),
    )


@pytest.mark.parametrize(
    ("was", "now", "direction"),
    [
        (Outcome.PASSED, Outcome.FAILED, WORSE),
        (Outcome.PASSED, Outcome.CANNOT_TELL, WORSE),
        (Outcome.FAILED, Outcome.PASSED, BETTER),
        (Outcome.UNTESTED, Outcome.PASSED, BETTER),
        (Outcome.FAILED, Outcome.CANNOT_TELL, OTHER),
        (Outcome.CANNOT_TELL, Outcome.FAILED, OTHER),
        (Outcome.PASSED, Outcome.NOT_APPLICABLE, OTHER),
    ],
)
def test_an_item_is_gained_or_lost_by_whether_it_passes(was: Outcome, now: Outcome, direction: Direction) -> None:
    before, after = ({**one("a").standing.items, "3": outcome} for outcome in (was, now))
    assert changed(one("a", items=before), one("a", items=after)) == (
        told(subject=Subject.ITEM, direction=direction, before=was.value, after=now.value, name="3"),
    )


def test_tiers_go_up_and_down() -> None:
    before, after = one("a", tiers=("none", "middle", "advanced")), one("a", tiers=("basic", "middle", "basic"))
    assert changed(before, after) == (
        told(subject=Subject.CRITERION, direction=BETTER, before="none", after="basic", name="channel"),
        told(subject=Subject.CRITERION, direction=WORSE, before="advanced", after="basic", name="structure"),
    )


LINKS = [
    (link("r", A), link("r", A, Verdict.MISSING), WORSE, "works", "broken", "ok", "missing"),
    (link("r", A, Verdict.MISSING), link("r", A), BETTER, "broken", "works", "missing", "ok"),
    (link("r", A), link("r", A, Verdict.TIMEOUT, confirmed=False), WORSE, "works", "unsure", "ok", "timeout"),
    (link("r", A), link("r", A, None), OTHER, "works", "unseen", "ok", ""),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "direction", "state", "now", "was", "is_now"), LINKS)
def test_links_break_and_mend(
    before: Any, after: Any, direction: Direction, state: str, now: str, was: str, is_now: str
) -> None:
    assert changed(one("a", links=[before]), one("a", links=[after])) == (
        told(
            subject=Subject.LINK, direction=direction, before=state, after=now,
            name="ไฟล์ r", place="r", was=was, now=is_now,
        ),
    )  # fmt: skip


def test_a_link_has_a_new_address_and_still_is_the_same_link() -> None:
    (found,) = changed(one("a", links=[link("r", A)]), one("a", links=[link("r", B)]))
    assert found == told(subject=Subject.ADDRESS, direction=OTHER, before=A, after=B, name="ไฟล์ r", place="r")


def test_a_resource_that_was_taken_down_and_put_up_again_at_its_address_is_the_same() -> None:
    before = one("a", links=[link("old", A)], findings=[finding("resource_url", "missing", path="resources/old/url")])
    after = one("a", links=[link("new", A)], findings=[finding("resource_url", "missing", path="resources/new/url")])
    assert compared([before], [after]).datasets == ()


def test_links_that_are_new_and_gone_are_told() -> None:
    before, after = one("a", links=[link("r1", A), link("r2", B)]), one("a", links=[link("r1", A), link("r3", C)])
    assert [(each.before, each.after, each.place) for each in changed(before, after)] == [
        ("works", "", "r2"),
        ("", "works", "r3"),
    ]


def test_findings_come_go_and_say_something_else() -> None:
    gone, stays, came = finding("maintainer", "blank"), finding("notes", "short"), finding("tags", "blank")
    was, now = finding("freshness", "overdue"), finding("freshness", "unknown", Outcome.CANNOT_TELL)
    before, after = one("a", findings=[gone, stays, was]), one("a", findings=[stays, came, now])
    assert changed(before, after) == (
        told(subject=Subject.FINDING, direction=OTHER, before="overdue", after="unknown", name="freshness",
             old=was, new=now),
        told(subject=Subject.FINDING, direction=BETTER, before="blank", after="", name="maintainer", old=gone),
        told(subject=Subject.FINDING, direction=WORSE, before="", after="blank", name="tags", new=came),
    )  # fmt: skip


def test_what_differs_in_its_figures_alone_is_the_same_finding() -> None:
    before = one("a", findings=[finding("freshness", "overdue", days="40")])
    after = one("a", findings=[finding("freshness", "overdue", days="41")])
    assert compared([before], [after]).datasets == ()


PLAIN = [
    ({"listed": False}, Subject.LISTED, OTHER, "yes", "no"),
    ({"category": "ข้อมูลใช้ภายใน"}, Subject.CATEGORY, OTHER, "ข้อมูลสาธารณะ", "ข้อมูลใช้ภายใน"),
    ({"public": None}, Subject.PUBLIC, OTHER, "yes", "unknown"),
    ({"on_catalog": False}, Subject.CATALOG, WORSE, "yes", "no"),
    ({"waived": True}, Subject.WAIVED, OTHER, "no", "yes"),
    ({"title": "ชื่อใหม่"}, Subject.TITLE, OTHER, "ชุด a", "ชื่อใหม่"),
    ({"name": "other"}, Subject.NAME, OTHER, "name-a", "other"),
    ({"reachable": Outcome.CANNOT_TELL}, Subject.REACHABLE, WORSE, "passed", "cannot_tell"),
]


@pytest.mark.parametrize(("more", "subject", "direction", "before", "after"), PLAIN)
def test_what_stands_for_itself_is_told(
    more: dict[str, Any], subject: Subject, direction: Direction, before: str, after: str
) -> None:
    assert changed(one("a"), one("a", **more)) == (
        told(subject=subject, direction=direction, before=before, after=after),
    )


def test_every_subject_is_told_in_some_test_here() -> None:
    elsewhere = {Subject.ITEM, Subject.CRITERION, Subject.LINK, Subject.ADDRESS, Subject.FINDING, Subject.STARS,
                 Subject.KIND, Subject.IDENTITY}  # fmt: skip
    assert {row[1] for row in PLAIN} | elsewhere == set(Subject)


def test_stars_and_the_kind_of_data_are_told() -> None:
    held = one("a").standing.openness
    assert held is not None
    before, after = (
        one("a", openness=replace(held, stars=2)),
        one("a", openness=replace(held, stars=3, kind="document")),
    )
    assert changed(before, after) == (
        told(subject=Subject.KIND, direction=OTHER, before="structured", after="document"),
        told(subject=Subject.STARS, direction=BETTER, before="2", after="3"),
    )


def test_a_dataset_whose_id_changed_is_known_by_its_code_then_by_its_name() -> None:
    before = [one("a"), one("b", code=None)]
    after = [one("x", code="CODE-A", title="ชุด a", name="name-a"), one("y", code=None, name="NAME-B", title="ชุด b")]
    found = compared(before, after)
    assert [(each.before_id, each.after_id, each.matched) for each in found.datasets] == [
        ("a", "x", "code"),
        ("b", "y", "name"),
    ]
    assert found.datasets[0].changes == (told(subject=Subject.IDENTITY, direction=OTHER, before="a", after="x"),)


def test_a_listed_dataset_that_comes_onto_the_catalog_is_the_same_dataset() -> None:
    absent = one("plan:a", code="code-a", name=None, on_catalog=False, items={}, items_outcome=Outcome.FAILED,
                 openness=None, reachable=Outcome.FAILED)  # fmt: skip
    (found,) = compared([absent], [one("a")]).datasets
    assert (found.matched, found.presence, found.points) == ("code", Presence.BOTH, 35)
    gained = [each.name for each in found.changes if each.subject is Subject.ITEM and each.direction is BETTER]
    assert len(gained) == 14


def test_of_two_that_share_a_name_nobody_can_tell_which_went_on() -> None:
    before = [one("a", code=None, name="same"), one("b", code=None, name="same")]
    found = compared(before, [one("x", code=None, name="same")])
    assert sorted((each.presence.value, each.before_id or each.after_id) for each in found.datasets) == [
        ("gone", "a"),
        ("gone", "b"),
        ("new", "x"),
    ]


def test_a_new_dataset_brings_its_share_and_the_rest_weigh_less() -> None:
    found = compared([one("a"), one("b", missing=1)], [one("a"), one("b", missing=1), one("c")])
    (new,) = found.datasets
    assert new.presence is Presence.NEW
    assert new.shares == (
        Share(component="metadata_14", points=Fraction(5)),
        Share(component="open_data", points=Fraction(20, 3)),
    )
    assert found.causes == (
        Cause(component="metadata_14", cause="universe", points=Fraction(-5, 2), before=2, after=3),
        Cause(component="open_data", cause="universe", points=Fraction(-20, 3), before=2, after=3),
    )
    assert found.difference == Fraction(5, 2)


def test_a_dataset_that_went_takes_its_share_and_the_rest_weigh_more() -> None:
    found = compared([one("a"), one("b")], [one("a")])
    (gone,) = found.datasets
    assert (gone.presence, gone.points) == (Presence.GONE, Fraction(-35, 2))
    assert sum(cause.points for cause in found.causes) == Fraction(35, 2)
    assert found.difference == 0


def test_a_part_that_is_not_counted_by_datasets_has_one_line() -> None:
    silent = replace(CATALOG, outcome=Outcome.FAILED, reason="unreachable")
    found = compare_reports(report(one("a")), report(one("a"), run="run-2", catalog=silent))
    assert found.causes == (Cause(component="agency_catalog", cause="whole", points=Fraction(-10)),)
    assert found.datasets == ()


def test_a_part_that_was_decided_as_a_whole_has_one_line() -> None:
    first = report(one("a", missing=1))
    parts = tuple(
        replace(part, points=part.max, reason="decided", params={}) if part.id == "metadata_14" else part
        for part in first.score.components
    )
    score = replace(first.score, components=parts, total=first.score.total + 15)
    found = compare_reports(first, replace(first, score=score, run=replace(first.run, id="run-2")))
    assert found.causes == (Cause(component="metadata_14", cause="decided", points=Fraction(15)),)


def test_a_part_that_a_gate_holds_back_has_one_line_for_that() -> None:
    gated = msgspec.structs.replace(rubric(), gated=True)
    found = compare_reports(report(one("a")), report(one("a"), run="run-2", rules=gated))
    assert [(cause.component, cause.cause, cause.points) for cause in found.causes] == [
        ("metadata_14", "gate", -15),
        ("agency_catalog", "gate", -10),
        ("open_data", "gate", -20),
    ]


def test_the_worst_loss_comes_first_and_wrong_before_right_where_points_are_the_same() -> None:
    before = [one("a"), one("b"), one("c", missing=1), one("d"), one("e", findings=[finding("notes", "short")])]
    after = [
        one("a", missing=1),
        one("b", tiers=("none",) * 3),
        one("c"),
        one("d", findings=[finding("x", "y")]),
        one("e"),
    ]
    assert [(each.title, each.points) for each in compared(before, after).datasets] == [
        ("ชุด b", -4),
        ("ชุด a", -3),
        ("ชุด d", 0),
        ("ชุด e", 0),
        ("ชุด c", 3),
    ]


def test_a_mean_over_datasets_is_one_of_the_methods_of_the_score() -> None:
    assert set(REACHED) <= set(METHODS)


def codes(before: Facts, after: Facts, *, first: Any = None, second: Any = None) -> list[tuple[str, str]]:
    sides = (
        side_of(first or report(one("a")), before),
        side_of(second or report(one("a"), run="run-2"), after),
    )
    return [(problem.code, problem.severity) for problem in compare(*sides).warnings]


FACTS = Facts(
    source="https://a.go.th", own_rubric="r", given=(("plan", "1"),), scored=(("data-catalog-kpi-2565", "1.0"),)
)
NOT_FINAL = [("not_final", "warning"), ("not_final", "warning")]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"organization": "other"}, "other_organization"),
        ({"own_rubric": "s"}, "rubric_differs"),
        ({"given": ()}, "plan_differs"),
        ({"given": (("plan", "2"),)}, "plan_differs"),
        ({"given": (("metadata", "1"), ("plan", "1"))}, "metadata_differs"),
        ({"given": (("plan", "1"), ("previous", "1"))}, "previous_differs"),
        ({"content": False}, "content_differs"),
        ({"scored": (("data-catalog-kpi-2565", "0.9"),)}, "version_differs"),
        ({"finished": False}, "unfinished"),
    ],
)
def test_what_is_not_like_for_like_is_said(change: dict[str, Any], code: str) -> None:
    assert sorted(codes(FACTS, replace(FACTS, **change))) == sorted([(code, "warning"), *NOT_FINAL])


def test_decisions_that_are_counted_in_are_told() -> None:
    first, second = side_of(report(one("a")), FACTS), side_of(report(one("a"), run="run-2"), FACTS)
    found = compare(first, replace(second, run=replace(second.run, decisions=2)))
    assert [problem.code for problem in found.warnings] == ["decided", "not_final", "not_final"]
    assert found.warnings[0].en.startswith("Decisions are counted in (entries before: 0, after: 2)")


def test_another_version_of_another_rubric_says_nothing_here() -> None:
    assert codes(FACTS, replace(FACTS, scored=(("other", "0.9"),))) == NOT_FINAL


def test_a_catalog_that_was_read_by_another_address_is_the_same_catalog() -> None:
    assert codes(FACTS, replace(FACTS, source="https://a.go.th/dataset")) == NOT_FINAL
    elsewhere = report(one("a"), run="run-2", catalog=replace(CATALOG, url="https://b.go.th"))
    assert codes(FACTS, replace(FACTS, source="https://b.go.th"), second=elsewhere)[0] == ("other_catalog", "warning")


def test_two_runs_in_the_wrong_order_and_of_different_tools_are_told() -> None:
    first = report(one("a"))
    run = replace(first.run, id="run-2", started=CUTOFF - timedelta(days=1), tool_version="0.0.9")
    found = codes(FACTS, FACTS, first=first, second=replace(first, run=run))
    assert found == [("backwards", "warning"), ("tool_differs", "warning"), *NOT_FINAL]


def test_reports_under_different_rubrics_are_said_not_to_be_like_for_like() -> None:
    other: Rubric = replace(rubric(), version="2.0")
    found = codes(FACTS, FACTS, second=report(one("a"), run="run-2", rules=other))
    assert ("rubric_mixed", "warning") in found


def test_a_run_compared_with_itself_says_so_and_nothing_else() -> None:
    same = side_of(report(one("a")), replace(FACTS, finished=False))
    assert [problem.code for problem in compare(same, same).warnings] == ["same_run"]
