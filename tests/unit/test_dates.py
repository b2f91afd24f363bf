"""Dates as Thai offices write them."""

from datetime import date, datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.dates import MONTHS_TH, SHORT_MONTHS_TH, DateProblem, parse_date, parse_moment, show_date

TENTH = date(2021, 9, 10)


@pytest.mark.parametrize(
    "written",
    [
        "2564-09-10",
        "2021-09-10",
        "2021-9-10",
        "2564/09/10",
        "10/09/2564",
        "10/9/2021",
        "10-09-2564",
        "10.9.2564",
        "๑๐/๐๙/๒๕๖๔",
        "10 ก.ย. 2564",
        "10 กย. 2564",
        "10 ก.ย 2564",
        "10ก.ย.2564",
        "10 กันยายน 2564",
        "๑๐ กันยายน ๒๕๖๔",
        "10 กันยายน พ.ศ. 2564",
        "วันที่ 10 กันยายน 2564",
        "วันศุกร์ที่ 10 กันยายน พ.ศ. 2564",
        "10-Sep-2021",
        "10-ก.ย.-2564",
        "10/กันยายน/2564",
        "10 September 2021",
        "10 Sep 2564",
        "Sep 10, 2021",
        "September 10 2021",
        "2021-09-10T05:59:39.473708",
        "2021-09-10 05:59",
        "10/09/2564 14:30 น.",
        " 10/09/2564 ",
        "<b>10/09/2564</b>",
        "\u200b2564-09-10",
    ],
)
def test_a_date_is_read_in_every_form(written: str) -> None:
    assert parse_date(written) == TENTH


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "blank"),
        (" ", "blank"),
        ("\u200b", "blank"),
        ("10/9/64", "two_digit_year"),
        ("10 ก.ย. 64", "two_digit_year"),
        ("10-Sep-21", "two_digit_year"),
        ("10-ก.ย.-64", "two_digit_year"),
        ("Sep 10, 64", "two_digit_year"),
        ("2564", "incomplete"),
        ("ก.ย. 2564", "incomplete"),
        ("09/2564", "incomplete"),
        ("2564-09", "incomplete"),
        ("2564-02-29", "impossible"),
        ("31/04/2564", "impossible"),
        ("13/13/2564", "impossible"),
        ("0000-01-01", "impossible"),
        ("9999-01-01", "impossible"),
        ("10 กก. 2564", "unreadable"),
        ("-", "unreadable"),
        ("เมื่อวาน", "unreadable"),
        ("20210910", "unreadable"),
        ("10/09/2564 และต่อไป", "unreadable"),
    ],
)
def test_what_is_no_date_says_why(written: str, code: str) -> None:
    assert parse_date(written) == DateProblem(code=code, written=written)


def test_a_leap_day_is_one_by_the_year_that_is_meant() -> None:
    assert parse_date("2563-02-29") == date(2020, 2, 29)
    assert parse_date(date(2564, 2, 28)) == date(2021, 2, 28)
    assert parse_date(datetime(2021, 9, 10, 8, 0)) == TENTH
    assert parse_date(None) == DateProblem(code="blank", written="")


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_is_read_back_from_every_form(day: date) -> None:
    era = day.year + 543
    forms = [
        day.isoformat(),
        f"{era:04}-{day.month:02}-{day.day:02}",
        f"{day.day}/{day.month}/{era}",
        show_date(day, "th"),
        show_date(day, "en"),
        f"{day.day} {SHORT_MONTHS_TH[day.month - 1]} {era}",
        f"{day.day} {MONTHS_TH[day.month - 1]} พ.ศ. {era}",
    ]
    assert {parse_date(form) for form in forms} == {day}


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_problem(written: str) -> None:
    assert isinstance(parse_date(written), (date, DateProblem))


def test_dates_are_shown_in_the_era_of_the_language() -> None:
    assert (show_date(TENTH, "th"), show_date(TENTH, "en")) == ("10 กันยายน 2564", "10 September 2021")


def test_a_moment_without_zone_is_utc() -> None:
    assert parse_moment("2021-10-31T05:59:39") == datetime(2021, 10, 31, 5, 59, 39, tzinfo=timezone.utc)
    assert parse_moment("0001-01-01T00:00:00+14:00") is None
    assert parse_moment("") is parse_moment(None) is parse_moment("x") is None
