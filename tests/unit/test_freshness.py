"""How current a dataset is: signs of life, intervals, states."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.checks.freshness import REASONS, freshness_finding
from checker.content import Content, Period, Place, Probe, ProbeAnswer, ProbeOutcome, TableProfile
from checker.freshness import EVIDENCE, NEVER, UNKNOWN, currency, freshness
from checker.freshness.interval import Interval, interval_of, workdays
from checker.model import (
    Dataset,
    Distribution,
    Finding,
    Freshness,
    Observation,
    Outcome,
    Past,
    Role,
    Severity,
    Sniffed,
    State,
    Verdict,
)
from checker.rubric import load
from checker.texts import finding_fix, finding_text
from checker.vocabulary import vocabulary
from tests.corpora import freshness as corpus

BANGKOK = timezone(timedelta(hours=7))
CUTOFF = datetime(2022, 9, 30, 23, 59, 59, tzinfo=BANGKOK)
LOOK = datetime(2022, 9, 30, 10, 0, tzinfo=BANGKOK)
RULE = load("data-catalog-kpi-2565").checks["freshness"]


def ago(days: float) -> datetime:
    return LOOK - timedelta(days=days)


def resource(name: str = "r1", **rest: Any) -> Distribution:
    return Distribution(id=name, url=f"https://a.go.th/{name}.csv", format="csv", **rest)


def dataset(unit: str = "เดือน", number: str = "1", *resources: Distribution, **fields: str) -> Dataset:
    return Dataset(
        id="d",
        fields={"update_frequency_unit": unit, "update_frequency_interval": number, **fields},
        distributions=resources or (resource(),),
    )


def seen(name: str = "r1", **rest: Any) -> Observation:
    given = {
        "url": f"https://a.go.th/{name}.csv",
        "verdict": Verdict.OK,
        "outcome": Outcome.PASSED,
        "confirmed": True,
        "sniffed": Sniffed(format="csv"),
        "at": LOOK,
    }
    return Observation(distribution=name, **{**given, **rest})


def lost(name: str = "r1", outcome: Outcome = Outcome.FAILED) -> Observation:
    return seen(name, verdict=Verdict.MISSING, outcome=outcome, confirmed=outcome is Outcome.FAILED)


def table(last: date | None, finest: str = "month", **rest: Any) -> TableProfile:
    return TableProfile(format="csv", period=Period(finest=finest, at=Place(), last=last), **rest)


def content(*tables: TableProfile, **rest: Any) -> Content:
    return Content(format="csv", tables=tables, **rest)


def probe(newest: datetime | None, *tables: TableProfile, outcome: ProbeOutcome = ProbeOutcome.CONDITION) -> Probe:
    answer = ProbeAnswer(url="https://a.go.th/api", at=LOOK, status=200)
    return Probe(
        key="k", interface="ckan_datastore", outcome=outcome, reason="x", whole=answer, newest=newest, tables=tables
    )


def judged(given: Dataset, *observations: Observation, **past: Past) -> Freshness:
    return freshness(given, {each.distribution: each for each in observations}, past, CUTOFF)


def said(given: Dataset, *observations: Observation, **past: Past) -> tuple[str, str | None, bool]:
    found = judged(given, *observations, **past)
    assert found.state.value == found.reason.partition("_")[0] or found.reason in (*UNKNOWN, NEVER)
    return found.reason, found.distribution, found.current


def current(given: Dataset, *observations: Observation, **past: Past) -> bool | None:
    return currency(given, {each.distribution: each for each in observations}, past, CUTOFF)["r1"]


def past(**rest: Any) -> Past:
    return Past(**{"url": "https://a.go.th/r1.csv", "since": ago(400), "runs": 3, **rest})


# The declared interval


@pytest.mark.parametrize(
    ("unit", "number", "expected"),
    [
        ("เดือน", "1", ("1 เดือน", 30, 45)),
        ("เดือน", "", ("1 เดือน", 30, 45)),
        ("เดือน", "2", ("2 เดือน", 60, 90)),
        ("ปี", "5", ("5 ปี", 1825, 2250)),
        ("ไตรมาส", "1", ("1 ไตรมาส", 91, 120)),
        ("ครึ่งปี", "1", ("1 ครึ่งปี", 182, 240)),
        ("สัปดาห์", "2", ("2 สัปดาห์", 14, 20)),
        ("วัน", "15", ("15 วัน", 15, 45)),
        ("วันทำการ", "1", ("1 วันทำการ", 1, 3)),
        ("นาที", "15", ("15 นาที", 1, 1)),
        ("ชั่วโมง", "48", ("48 ชั่วโมง", 2, 2)),
        ("ตามเวลาจริง", "", ("ตามเวลาจริง", 1, 1)),
        ("ตามเวลาจริง", "7", ("ตามเวลาจริง", 1, 1)),
        ("", "1", "no_frequency"),
        ("ไม่ทราบ", "", "frequency_unknown"),
        ("อื่นๆ", "2", "frequency_unknown"),
        ("ตามรอบการประชุม", "", "frequency_unknown"),
        ("ไม่มีการปรับปรุงหลังจากการจัดเก็บข้อมูล", "", NEVER),
        ("เดือน", "0", "number_unclear"),
        ("เดือน", "-1", "number_unclear"),
        ("เดือน", "1-2", "number_unclear"),
        ("เดือน", "0.5", "number_unclear"),
        ("เดือน", "²", "number_unclear"),
        ("ปี", "2565", "number_unclear"),
        ("ปี", "9" * 5000, "number_unclear"),
    ],
)
def test_a_frequency_is_so_many_days(unit: str, number: str, expected: object) -> None:
    found = interval_of(dataset(unit, number))
    if isinstance(found, Interval):
        assert (found.written, found.whole_days, found.allowed) == expected
    else:
        assert found == expected


def test_no_unit_of_the_vocabulary_is_overdue_before_its_interval_has_gone_by() -> None:
    for value in vocabulary().frequencies:
        for number in ("1", "3", "12"):
            found = interval_of(dataset(value, number))
            assert isinstance(found, str) or found.allowed >= found.whole_days


def test_weekends_are_no_working_days() -> None:
    friday, monday = date(2022, 9, 23), date(2022, 9, 26)
    assert workdays(friday, monday) == 1
    assert workdays(friday, friday) == 0
    assert workdays(monday, friday) == -3
    assert workdays(friday, monday + timedelta(days=7)) == 6


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_working_days_are_the_weekdays_one_by_one(then: date, days: int) -> None:
    each = [then + timedelta(days=number) for number in range(1, days + 1)]
    assert workdays(then, then + timedelta(days=days)) == sum(day.weekday() < 5 for day in each)


# States by the newest sign


@pytest.mark.parametrize(("days", "state"), [(0.01, "fresh"), (30, "fresh"), (31, "due"), (45, "due"), (46, "overdue")])
def test_a_state_follows_from_the_age_in_days(days: float, state: str) -> None:
    assert said(dataset(), seen(last_modified=ago(days))) == (f"{state}_last_modified", "r1", state == "fresh")


def test_the_whole_value() -> None:
    assert judged(dataset("เดือน", "2"), seen(last_modified=ago(100))) == Freshness(
        state=State.OVERDUE,
        reason="overdue_last_modified",
        params={"newest": "2022-06-22", "age": 100, "declared": "2 เดือน", "every": 60, "allowed": 90},
        newest=ago(100),
        evidence="last_modified",
        distribution="r1",
        current=False,
    )


def test_an_age_is_counted_by_the_calendar_of_the_cutoff_and_to_the_look() -> None:
    evening_utc = datetime(2022, 9, 28, 18, 0, tzinfo=timezone.utc)  # 01:00 of the 29th in Bangkok
    assert said(dataset("วัน"), seen(last_modified=evening_utc))[0] == "fresh_last_modified"
    early = seen(last_modified=ago(60), at=ago(55))
    assert judged(dataset(), early).params["age"] == 5  # nobody looked after that


def test_looks_behind_the_cutoff_say_nothing_of_before() -> None:
    later = CUTOFF + timedelta(days=30)
    assert said(dataset(), seen(at=later, last_modified=later - timedelta(days=2))) == ("no_sign", None, False)
    assert said(dataset(), seen(at=later, last_modified=ago(50)))[0] == "overdue_last_modified"


def test_the_newest_resource_decides_and_is_named() -> None:
    given = dataset("เดือน", "1", resource("r2"), resource("r1"), resource("r3"))
    found = said(given, seen("r1", last_modified=ago(80)), seen("r2", last_modified=ago(3)), seen("r3"))
    assert found == ("fresh_last_modified", "r2", True)


def test_of_equals_the_first_decides() -> None:
    given = dataset("เดือน", "1", resource("r2"), resource("r1"))
    assert said(given, seen("r2", last_modified=ago(3)), seen("r1", last_modified=ago(3)))[1] == "r1"


def test_companions_and_bundles_are_no_sign_of_life() -> None:
    given = dataset("เดือน", "1", resource("r1"), resource("r2", role=Role.DICTIONARY))
    assert (
        said(given, seen("r1", last_modified=ago(80)), seen("r2", last_modified=ago(1)))[0] == "overdue_last_modified"
    )
    assert said(dataset("เดือน", "1", resource(role=Role.BUNDLE)), seen(last_modified=ago(1)))[0] == "no_resource"
    assert freshness(Dataset(id="d"), {}, {}, CUTOFF).reason == "no_resource"


# Last-Modified


@pytest.mark.parametrize(
    "stamp",
    [
        datetime(1970, 1, 1, tzinfo=timezone.utc),
        datetime(1980, 1, 1, tzinfo=timezone.utc),
        datetime(1990, 1, 1, tzinfo=timezone.utc),
        datetime(1, 1, 1, tzinfo=timezone.utc),
        datetime(9999, 12, 31, 23, 59, tzinfo=timezone.utc),
        datetime(2029, 1, 1, tzinfo=timezone.utc),
        LOOK,
        LOOK - timedelta(seconds=59),
        LOOK + timedelta(minutes=3),
    ],
)
def test_a_clock_that_was_never_set_the_future_and_the_moment_of_the_answer_are_no_dates_of_a_file(
    stamp: datetime,
) -> None:
    assert said(dataset("ปี"), seen(last_modified=stamp)) == ("no_sign", None, False)


# Rows and periods


@pytest.mark.parametrize(
    ("unit", "last", "finest", "reason"),
    [
        ("เดือน", date(2022, 8, 31), "month", "fresh_newest_period"),
        ("เดือน", date(2022, 7, 31), "month", "not_clear"),  # it may have come out at the end of August
        ("เดือน", date(2022, 6, 30), "month", "overdue_newest_period"),
        ("เดือน", date(2022, 9, 30), "month", "fresh_newest_period"),  # the month under way
        ("ปี", date(2021, 12, 31), "year", "fresh_newest_period"),
        ("ปี", date(2020, 12, 31), "year", "not_clear"),
        ("ปี", date(2019, 12, 31), "year", "overdue_newest_period"),
        ("ปี", date(2022, 9, 30), "year", "fresh_newest_period"),  # fiscal year 2565
        ("ปี", date(2023, 9, 30), "year", "fresh_newest_period"),  # 2566 begins tomorrow: it was put in already
        ("ไตรมาส", date(2022, 12, 31), "year", "not_clear"),  # the year under way: some time since January
        ("ปี", date(2022, 12, 31), "year", "fresh_newest_period"),
        ("เดือน", date(2021, 12, 31), "year", "not_clear"),  # data by years may well lack the year under way
        ("เดือน", date(2019, 12, 31), "year", "overdue_newest_period"),
        ("ปี", date(2040, 12, 31), "year", "no_sign"),  # a projection
        ("วัน", date(2022, 9, 30), "day", "fresh_newest_period"),
        ("วัน", date(2022, 10, 20), "day", "no_sign"),
        ("สัปดาห์", date(2022, 9, 25), "week", "fresh_newest_period"),
        ("ปี", date.min, "week", "overdue_newest_period"),
        ("ปี", date.max, "year", "no_sign"),
        ("ปี", date.min, "year", "overdue_newest_period"),
    ],
)
def test_the_end_of_the_newest_period_is_what_counts(unit: str, last: date, finest: str, reason: str) -> None:
    assert said(dataset(unit), seen(content=content(table(last, finest))))[0] == reason


def test_the_period_itself_is_shown_and_not_the_room_that_it_is_given() -> None:
    found = judged(dataset(), seen(content=content(table(date(2022, 5, 31)))))
    assert found.params == {"newest": "2022-05-31", "age": 122, "declared": "1 เดือน", "every": 30, "allowed": 45}
    assert found.newest == datetime(2022, 5, 31, 23, 59, 59, 999999, tzinfo=BANGKOK)


def test_publishers_of_all_manners_are_seldom_wronged() -> None:
    told = [(manner, label, answer) for manner, label, answer in corpus.results() if answer is not None]
    wrong = Counter((manner, label) for manner, label, answer in told if answer != label)
    assert len(told) > 2_500
    # figures of a period that came out later than one period behind it
    assert set(wrong) <= {("table whole: overdue", "no"), ("table whole: current", "yes")}
    assert wrong["table whole: overdue", "no"] <= 0.01 * corpus.CASES
    assert wrong["table whole: current", "yes"] <= 0.05 * corpus.CASES


@pytest.mark.parametrize(
    "unfinished",
    [
        content(table(date(2020, 1, 31)), head=True),
        content(table(date(2020, 1, 31), complete=False)),
        content(table(date(2020, 1, 31)), trouble="damaged"),
        content(table(date(2020, 1, 31)), table(date(2050, 12, 31), "year")),
        content(table(date(2020, 1, 31)), table(None, complete=False)),
    ],
)
def test_what_was_not_read_to_its_end_proves_nothing_overdue(unfinished: Content) -> None:
    assert said(dataset(), seen(content=unfinished))[0] == "not_clear"
    assert said(dataset("ปี", "3"), seen(content=unfinished))[0] == "fresh_newest_period"


def test_hidden_sheets_are_not_published() -> None:
    assert said(dataset(), seen(content=content(table(date(2022, 8, 31), hidden=True))))[0] == "no_sign"


def test_the_newest_table_of_a_file_counts() -> None:
    both = content(table(date(2019, 12, 31)), table(date(2022, 8, 31)))
    assert said(dataset(), seen(content=both))[0] == "fresh_newest_period"


@pytest.mark.parametrize(
    ("unit", "newest", "finest", "reason"),
    [
        ("วัน", ago(1), "day", "fresh_newest_row"),
        ("วัน", ago(3), "day", "due_newest_row"),
        ("วัน", ago(4), "day", "not_clear"),
        ("วัน", ago(5), "day", "overdue_newest_row"),
        ("ตามเวลาจริง", ago(0.1), "day", "fresh_newest_row"),
        ("เดือน", datetime(2022, 8, 1, tzinfo=BANGKOK), "month", "fresh_newest_row"),  # all of August
        ("เดือน", datetime(2022, 8, 1, tzinfo=BANGKOK), "day", "overdue_newest_row"),
        ("ปี", datetime(2021, 1, 1, tzinfo=BANGKOK), "year", "fresh_newest_row"),
        ("ปี", datetime(2020, 10, 1, tzinfo=BANGKOK), "year", "fresh_newest_row"),  # fiscal year 2564
        ("ปี", datetime(2019, 1, 1, tzinfo=BANGKOK), "year", "overdue_newest_row"),
        ("ปี", datetime(2030, 1, 1, tzinfo=BANGKOK), "year", "no_sign"),
        ("ปี", datetime.max.replace(tzinfo=timezone.utc), "year", "no_sign"),
        ("ปี", datetime.min.replace(tzinfo=timezone.utc), "year", "overdue_newest_row"),
        ("ปี", datetime(2022, 5, 5), "day", "fresh_newest_row"),
    ],
)
def test_the_newest_row_of_an_interface_is_a_sign_of_life(
    unit: str, newest: datetime, finest: str, reason: str
) -> None:
    assert said(dataset(unit), seen(probes=(probe(newest, table(date(2019, 1, 31), finest)),)))[0] == reason


def test_a_sample_of_rows_may_prove_fresh_and_never_overdue() -> None:
    assert said(dataset(), seen(probes=(probe(None, table(date(2022, 8, 31))),)))[0] == "fresh_newest_row"
    assert said(dataset(), seen(probes=(probe(None, table(date(2021, 8, 31))),)))[0] == "not_clear"


def test_new_rows_behind_an_old_file_are_fresh() -> None:
    assert said(dataset("วัน"), seen(last_modified=ago(900), probes=(probe(ago(1)),))) == (
        "fresh_newest_row",
        "r1",
        True,
    )


def test_a_file_touched_lately_with_old_periods_is_fresh_by_the_file() -> None:
    given = seen(last_modified=ago(2), content=content(table(date(2020, 1, 31))))
    assert said(dataset(), given)[0] == "fresh_last_modified"


def test_periods_newer_than_the_stamp_of_the_file_count() -> None:
    given = seen(last_modified=ago(900), content=content(table(date(2022, 8, 31))))
    assert said(dataset(), given)[0] == "fresh_newest_period"


# What changed between runs


def test_a_changed_hash_is_a_sign_of_life() -> None:
    assert said(dataset(), seen(), r1=past(changed_after=ago(20))) == ("fresh_changed", "r1", True)
    # changed some time in the last 40 days: due at the least, never overdue
    assert said(dataset(), seen(), r1=past(changed_after=ago(40)))[0] == "due_changed"
    assert said(dataset(), seen(), r1=past(changed_after=ago(90)))[0] == "not_clear"
    assert said(dataset(), seen(), r1=past(changed_after=ago(90), unchanged_since=ago(60)))[0] == "overdue_changed"


def test_the_same_bytes_for_too_long_are_overdue_whatever_the_host_stamps() -> None:
    still = past(unchanged_since=ago(60))
    assert said(dataset(), seen(), r1=still) == ("overdue_unchanged", "r1", False)
    assert said(dataset(), seen(last_modified=ago(1)), r1=still)[0] == "overdue_last_modified"
    assert said(dataset("ปี"), seen(), r1=still)[0] == "not_clear"


@pytest.mark.parametrize("given", [{"sniffed": Sniffed(format="html")}, {"sniffed": Sniffed(format="json")}])
def test_pages_and_services_change_with_every_look_and_may_be_newer_than_they_say(given: dict[str, Any]) -> None:
    service = Distribution(id="r1", url="u", format="api", last_modified=ago(300))
    asked = dataset("เดือน", "1", service)
    assert said(asked, seen(**given), r1=past(changed_after=ago(20)))[0] == "not_clear"
    assert said(asked, seen(**given), r1=past(unchanged_since=ago(100)))[0] == "not_clear"
    assert said(asked, seen(last_modified=ago(100), **given))[0] == "not_clear"
    assert said(asked, seen(last_modified=ago(3), **given))[0] == "fresh_last_modified"
    assert current(asked, seen(last_modified=ago(100), **given)) is None


def test_another_picture_is_a_new_one() -> None:
    camera = seen(sniffed=Sniffed(format="jpeg"))
    assert said(dataset("วัน"), camera, r1=past(changed_after=ago(1)))[0] == "fresh_changed"


def test_bytes_made_anew_for_each_answer_are_no_change_where_the_host_says_so() -> None:
    given = seen(last_modified=ago(90))
    assert said(dataset(), given, r1=past(changed_after=ago(20)))[0] == "overdue_last_modified"


def test_a_first_run_and_a_resource_without_hashes_say_nothing() -> None:
    assert said(dataset(), seen(), r1=past())[0] == "no_sign"


# What the catalog and its people say


def test_the_stamp_of_the_catalog_is_a_sign_and_what_people_typed_the_weakest() -> None:
    assert said(dataset("เดือน", "1", resource(last_modified=ago(3))), seen()) == ("fresh_catalog", "r1", True)
    assert said(dataset("เดือน", "1", resource(updated=date(2022, 9, 20))), seen()) == ("fresh_declared", "r1", False)
    by_dataset = dataset("เดือน", "1", resource(), last_updated_date="2565-08-20")
    assert said(by_dataset, seen()) == ("due_declared", None, False)


def test_what_is_said_does_not_outdo_what_was_seen() -> None:
    given = dataset("เดือน", "1", resource(updated=date(2022, 9, 20)))
    assert said(given, seen(last_modified=ago(90)))[0] == "overdue_last_modified"


def test_overdue_by_its_own_word_alone_where_nothing_was_seen() -> None:
    old = resource("r1", updated=date(2020, 1, 1))
    assert said(dataset("เดือน", "1", old), seen())[0] == "overdue_declared"
    assert said(dataset("เดือน", "1", old))[0] == "overdue_declared"  # links were not looked at
    assert said(dataset("เดือน", "1", old, resource("r2")))[0] == "waiting"  # the other one may be newer
    assert said(dataset("เดือน", "1", resource(last_modified=ago(400))))[0] == "overdue_catalog"
    assert said(dataset("สัปดาห์", "1", old), seen())[0] == "not_clear"  # nobody types a date every week
    assert said(dataset("สัปดาห์", "4", old), seen())[0] == "overdue_declared"
    assert said(dataset("เดือน", "1", resource(last_modified=ago(400))), seen(content=content(table(date(2020, 1, 1)))),
                )[0] == "overdue_newest_period"  # fmt: skip


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(2022, 12, 1), date(2200, 1, 1)])
def test_typed_dates_of_the_future_and_of_unset_clocks_are_none(day: date) -> None:
    assert said(dataset("เดือน", "1", resource(updated=day)), seen())[0] == "no_sign"


# What cannot be told


def test_without_a_frequency_the_newest_sign_is_still_shown() -> None:
    found = judged(dataset("ไม่ทราบ"), seen(last_modified=ago(3)))
    assert (found.state, found.reason, found.evidence) == (State.UNKNOWN, "frequency_unknown", "last_modified")
    assert found.params == {"newest": "2022-09-27", "age": 3}
    assert not found.current


def test_data_that_is_never_updated_is_fresh_and_has_no_interval_to_be_current_in() -> None:
    never = dataset("ไม่มีการปรับปรุงหลังจากการจัดเก็บข้อมูล", "")
    assert said(never, seen(last_modified=ago(3000))) == (NEVER, "r1", False)
    assert judged(never, lost()).state is State.FRESH
    assert current(never, seen(last_modified=ago(1))) is False


def test_what_cannot_be_reached_has_no_life() -> None:
    old = resource(last_modified=ago(3))
    assert said(dataset("เดือน", "1", old), lost()) == ("nothing_reached", None, False)
    assert said(dataset("เดือน", "1", old), lost(outcome=Outcome.NOT_APPLICABLE))[0] == "nothing_reached"


def test_a_link_that_waits_may_be_the_newest() -> None:
    given = dataset("เดือน", "1", resource("r1"), resource("r2"))
    old = seen("r1", last_modified=ago(90))
    assert said(given, old)[0] == "waiting"
    assert said(given, old, lost("r2", Outcome.CANNOT_TELL))[0] == "waiting"
    assert said(given, old, lost("r2"))[0] == "overdue_last_modified"
    assert said(given, seen("r1", last_modified=ago(3)))[0] == "fresh_last_modified"


def test_a_resource_that_does_not_tell_its_age_may_be_the_newest() -> None:
    given = dataset("เดือน", "1", resource("r1"), resource("r2"))
    assert said(given, seen("r1", last_modified=ago(90)), seen("r2"))[0] == "not_clear"


# Currency of one resource


def test_currency_is_told_of_each_resource() -> None:
    given = dataset("เดือน", "1", *(resource(f"r{number}") for number in range(1, 6)))
    looks = [
        seen("r1", last_modified=ago(3)),
        seen("r2", last_modified=ago(40)),
        seen("r3"),
        lost("r4"),
    ]
    assert currency(given, {each.distribution: each for each in looks}, {}, CUTOFF) == {
        "r1": True,
        "r2": False,
        "r3": None,
        "r4": False,
        "r5": None,
    }


def test_an_interface_that_hides_its_newest_row_may_be_newer_than_its_file() -> None:
    assert current(dataset(), seen(last_modified=ago(90), probes=(probe(None),))) is None
    assert current(dataset(), seen(last_modified=ago(90), probes=(probe(ago(90)),))) is False
    assert current(dataset(), seen(last_modified=ago(90), probes=())) is False


def test_currency_is_not_typed() -> None:
    assert current(dataset("เดือน", "1", resource(updated=date(2022, 9, 20))), seen()) is None
    assert current(dataset("เดือน", "1", resource(last_modified=ago(1))), seen()) is True
    assert current(dataset("ไม่ทราบ"), seen(last_modified=ago(1))) is None


# Any values


MOMENTS = st.datetimes(timezones=st.just(timezone.utc))
PASTS = st.lists(MOMENTS, max_size=2).map(
    lambda moments: past(**dict(zip(("changed_after", "unchanged_since"), sorted(moments), strict=False)))
)
TABLES = st.builds(table, st.none() | st.dates(), st.sampled_from(["day", "week", "month", "quarter", "year", "x"]))
LOOKS = st.builds(
    seen,
    at=st.none() | MOMENTS,
    last_modified=st.none() | MOMENTS,
    content=st.none() | st.builds(content, TABLES, TABLES, head=st.booleans()),
    probes=st.none() | st.tuples(st.builds(probe, st.none() | MOMENTS | st.datetimes(), TABLES)),
)
GIVEN = st.builds(
    dataset,
    st.sampled_from([*vocabulary().frequencies, "", "x"]),
    st.sampled_from(["", "1", "2", "0", "99", "x"]),
    st.builds(resource, last_modified=st.none() | MOMENTS, updated=st.none() | st.dates()),
    last_updated_date=st.sampled_from(["", "2565-01-01", "x"]),
)


@given(GIVEN, LOOKS, PASTS)
def test_any_values_have_a_state_with_its_words(given_dataset: Dataset, look: Observation, before: Past) -> None:
    pasts = {"r1": before}
    found = freshness(given_dataset, {"r1": look}, pasts, CUTOFF)
    assert found.reason in REASONS
    assert found.newest is None or found.newest <= CUTOFF
    age = found.params.get("age", 0)
    assert isinstance(age, int)
    assert age >= 0
    assert not (found.current and found.state is not State.FRESH)
    is_current = currency(given_dataset, {"r1": look}, pasts, CUTOFF)["r1"]
    assert not found.current or is_current is True


# The finding


def test_the_finding_says_it_in_both_languages() -> None:
    found = freshness_finding("d", judged(dataset(), seen(last_modified=ago(90))), RULE)
    rubric = load("data-catalog-kpi-2565")
    assert found == Finding(
        check="freshness",
        outcome=Outcome.FAILED,
        severity=Severity.WARNING,
        reason="overdue_last_modified",
        subject="d",
        path="update_frequency_unit",
        params={"newest": "2022-07-02", "age": 90, "declared": "1 เดือน", "every": 30, "allowed": 45},
    )
    assert finding_text(found, rubric, "th") == (
        "เลยกำหนด: เครื่องแม่ข่ายบอกว่าไฟล์เปลี่ยนล่าสุดเมื่อ 2 กรกฎาคม 2565 (Last-Modified) (90 วันก่อน) "
        "ความถี่ที่ประกาศ “1 เดือน” ยอมให้ไม่เกิน 45 วัน"
    )
    assert finding_text(found, rubric, "en") == (
        "Overdue: the host says that the file last changed on 2 July 2022 (Last-Modified) (90 days ago); "
        "declared “1 เดือน”, 45 days allowed"
    )
    assert (
        finding_fix(found, rubric, "en") == "Update the data as often as declared, or declare how often it is updated"
    )


def test_every_reason_that_can_come_has_its_words_and_the_other_way_round() -> None:
    moments = [evidence for evidence in EVIDENCE if evidence != "unchanged"]
    can = {f"{state}_{evidence}" for state in ("fresh", "due") for evidence in moments}
    can |= {f"overdue_{evidence}" for evidence in EVIDENCE} | {*UNKNOWN, NEVER}
    assert can == set(REASONS) == set(RULE.reasons)


def test_overdue_warns_and_nothing_else_fails() -> None:
    failed = {name for name, reason in RULE.reasons.items() if reason.outcome is Outcome.FAILED}
    assert failed == {name for name in REASONS if name.startswith("overdue_")}
    assert {RULE.reasons[name].severity for name in failed} == {Severity.WARNING}
    assert RULE.severity is Severity.INFO


@pytest.mark.parametrize("name", REASONS)
def test_a_reason_has_words_in_both_languages_and_a_fix_where_something_is_wrong(name: str) -> None:
    told = RULE.reasons[name]
    thai, place = re.compile("[\u0e01-\u0e5b]"), re.compile(r"\{([a-z_]+)\}")
    for text in (told, *([told.fix] if told.fix else [])):
        assert thai.search(text.th)
        assert not thai.search(text.en)
        assert set(place.findall(text.th)) == set(place.findall(text.en))
        assert set(place.findall(text.th)) <= {"newest", "age", "declared", "every", "allowed"}
    assert told.fix is not None or told.outcome is not Outcome.FAILED
