"""What columns and headers say of periods: every written form, whole tables, and what only looks like a date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.content import Period, Place
from checker.dates import MONTHS_EN, MONTHS_TH, SHORT_MONTHS_TH, ReadDate, read_date
from checker.grid import Cell
from checker.tables.columns import ColumnCells
from checker.tables.periods import era_of, is_date, period_of, period_of_headers, together
from checker.tables.periods.written import SHAPES, UNITS, read, read_any
from tests.corpora import periods as corpus

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def columns(**cells: list[Cell]) -> list[ColumnCells]:
    """Columns of a table whose header is row 1; ``_`` in a name is a blank."""
    return corpus.columns_of({name.replace("_", " "): found for name, found in cells.items()})


# The labelled tables


@pytest.mark.parametrize(("what", "expected", "got"), [case[1:] for case in corpus.cases()])
def test_a_table_is_read_as_it_is_labelled(what: str, expected: str, got: str | None) -> None:
    assert got == expected, what


def test_there_are_enough_labelled_tables() -> None:
    labels = [expected for _, expected, _ in corpus.results()]
    assert len(labels) >= 120
    assert labels.count("none") >= 40
    assert {label.split()[0] for label in labels} == {*UNITS, "none"}


# Single cells


@pytest.mark.parametrize(
    ("text", "unit", "year", "part", "day"),
    [
        ("1 ม.ค. 2565", "day", 2565, 1, 1),
        ("๑ ก.พ. ๒๕๖๕", "day", 2565, 2, 1),
        ("01/02/2565", "day", 2565, 2, 1),
        ("2022-02-01T00:00:00", "day", 2022, 2, 1),
        ("1 มกราคม พ.ศ. 2565 เวลา 13.45 น.", "day", 2565, 1, 1),
        ("วันศุกร์ที่ 7 มกราคม 2565", "day", 2565, 1, 7),
        ("Feb 1, 2022", "day", 2022, 2, 1),
        ("1st February 2022", "day", 2022, 2, 1),
        ("ณ 31 ธ.ค. 2565", "day", 2565, 12, 31),
        ("ม.ค.-65", "month", 65, 1, 0),
        ("มค. 65", "month", 65, 1, 0),
        ("ประจำเดือนมกราคม 2565", "month", 2565, 1, 0),
        ("Jan-22", "month", 22, 1, 0),
        ("September", "month", 0, 9, 0),
        ("ไตรมาสที่ 1/2565", "quarter", 2565, 1, 0),
        ("Q1/65", "quarter", 65, 1, 0),
        ("2565Q4", "quarter", 2565, 4, 0),
        ("ครึ่งปีหลัง 2565", "half_year", 2565, 2, 0),
        ("ภาคเรียนที่ 1/2565", "half_year", 2565, 1, 0),
        ("สัปดาห์ที่ 5", "week", 0, 5, 0),
        ("2022-W05", "week", 2022, 5, 0),
        ("ปีงบประมาณ พ.ศ. 2565", "year", 2565, 0, 0),
        ("FY2022", "year", 2022, 0, 0),
        ("ปี 65", "year", 65, 0, 0),
    ],
)
def test_a_text_writes_a_period(text: str, unit: str, year: int, part: int, day: int) -> None:
    found = read(text)
    assert found is not None
    assert (found.unit, found.year, found.part, found.day) == (unit, year, part, day)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "กรุงเทพมหานคร", "ลูกค้า", "มคอ.3", "มหาวิทยาลัย", "12.5", "1,234", "99%", "10 ปี", "0-14 ปี", "15-59",
        "2001-2500", "13/13/2565", "32 ม.ค. 2565", "1/1/9999", "25:00", "12:75", "ไตรมาส 5/2565", "Q9", "สัปดาห์ที่ 60",
        "A1-1-65", "2-1", "บ้านเลขที่ 1/2", "พ.ร.บ. 2540", "1-1037-00000-00-9", "02-565-1234", "ม" * 70, "1" * 5000,
    ],
)  # fmt: skip
def test_a_text_writes_none(text: str) -> None:
    found = read(text)
    assert found is None or found.unit == "part"


def test_the_quick_look_refuses_nothing_that_can_be_read() -> None:
    families = (corpus.by_day, corpus.by_week, corpus.by_month, corpus.by_quarter, corpus.by_year, corpus.odd)
    tables = [table for family in families for _, _, table in family()]
    texts = [cell for table in tables for cells in table.values() for cell in cells if isinstance(cell, str)]
    assert [text for text in texts if read(text) != read_any(text)] == []


def test_every_shape_names_a_unit_and_a_role_for_each_value() -> None:
    for letters, (unit, roles) in SHAPES.items():
        assert unit in (*UNITS, "part")
        assert len(roles) == sum(letter in "ynMH" for letter in letters), letters
        assert len(set(roles)) == len(roles)


@given(st.dates(date(1957, 1, 1), date(2099, 12, 31)))
def test_metadata_and_tables_read_a_date_alike(day: date) -> None:
    year = day.year + 543
    for text in (
        f"{day.day} {MONTHS_TH[day.month - 1]} {year}",
        f"{day.day} {SHORT_MONTHS_TH[day.month - 1]} {year}",
        f"{day.day:02}/{day.month:02}/{year}",
        f"{year}-{day.month:02}-{day.day:02}",
        day.isoformat(),
        f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}",
        f"{day.day}-{MONTHS_EN[day.month - 1][:3]}-{day.year}",
    ):
        metadata, table = read_date(text), read(text)
        assert isinstance(metadata, ReadDate)
        assert table is not None
        of_table = (table.year - 543 if metadata.buddhist else table.year, table.part, table.day)
        assert of_table == (metadata.value.year, metadata.value.month, metadata.value.day)


# Round trips: dates written in a form are read as what they are

FORMS: dict[str, Callable[[date], str]] = {
    "short": lambda d: f"{d.day} {SHORT_MONTHS_TH[d.month - 1]} {d.year + 543}",
    "long": lambda d: f"วันที่ {d.day} {MONTHS_TH[d.month - 1]} พ.ศ. {d.year + 543}",
    "hyphens": lambda d: f"{d.day}-{SHORT_MONTHS_TH[d.month - 1]}-{d.year + 543}",
    "no dots": lambda d: f"{d.day} {SHORT_MONTHS_TH[d.month - 1].replace('.', '')} {d.year + 543}",
    "thai digits": lambda d: f"{d.day} {MONTHS_TH[d.month - 1]} {d.year + 543}".translate(THAI),
    "slashes": lambda d: f"{d.day}/{d.month}/{d.year + 543}",
    "padded": lambda d: f"{d.day:02}/{d.month:02}/{d.year + 543}",
    "Gregorian slashes": lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    "dots": lambda d: f"{d.day}.{d.month}.{d.year + 543}",
    "iso": date.isoformat,
    "iso in Buddhist Era": lambda d: f"{d.year + 543}-{d.month:02}-{d.day:02}",
    "year first": lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
    "midnight": lambda d: f"{d}T00:00:00",
    "midnight and zone": lambda d: f"{d} 00:00:00.000+07:00",
    "midnight in Thailand": lambda d: f"{d - timedelta(days=1)}T17:00:00Z",
    "compact": lambda d: f"{d:%Y%m%d}",
    "English": lambda d: f"{MONTHS_EN[d.month - 1]} {d.day}, {d.year}",
    "English short": lambda d: f"{d.day:02}-{MONTHS_EN[d.month - 1][:3].upper()}-{d.year}",
}


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=25)
@given(days=st.lists(st.dates(date(1990, 1, 2), date(2080, 12, 30)), min_size=2, max_size=12, unique=True))
def test_days_are_read_back(form: str, days: list[date]) -> None:
    found = period_of(columns(วันที่รับแจ้ง=[FORMS[form](day) for day in days]))
    assert found is not None
    assert (found.first, found.last) == (min(days), max(days))
    assert found.years == len({day.year for day in days})
    assert found.finest in ("day", "week", "month", "quarter", "half_year", "year")
    if any(day.day not in (1, 28, 29, 30, 31) for day in days) and len(days) < 4:
        assert found.finest == "day"


MONTH_FORMS: dict[str, Callable[[date], str]] = {
    "short": lambda d: f"{SHORT_MONTHS_TH[d.month - 1]} {d.year + 543}",
    "two digits": lambda d: f"{SHORT_MONTHS_TH[d.month - 1]}-{(d.year + 543) % 100:02}",
    "long": lambda d: f"เดือน{MONTHS_TH[d.month - 1]} พ.ศ. {d.year + 543}",
    "English": lambda d: f"{MONTHS_EN[d.month - 1][:3]}-{d.year % 100:02}",
    "iso": lambda d: f"{d:%Y-%m}",
    "Buddhist iso": lambda d: f"{d.year + 543}-{d.month:02}",
    "slash": lambda d: f"{d.month}/{d.year + 543}",
    "compact": lambda d: f"{d:%Y%m}",
    "year first": lambda d: f"{d.year + 543} {SHORT_MONTHS_TH[d.month - 1]}",
}


@pytest.mark.parametrize("form", MONTH_FORMS)
@settings(max_examples=25)
@given(days=st.lists(st.dates(date(2000, 1, 1), date(2035, 12, 31)), min_size=2, max_size=12,
                     unique_by=lambda day: (day.year, day.month)))  # fmt: skip
def test_months_are_read_back(form: str, days: list[date]) -> None:
    found = period_of(columns(เดือน=[MONTH_FORMS[form](day) for day in days]))
    assert found is not None
    if len({day.month for day in days}) == 1:  # the same month of each year is a figure a year
        assert found.finest == "year"
        return
    if found.finest == "year":  # 2011-12 is a year as well as a month
        assert form in ("iso", "Buddhist iso")
        assert all(day.month in ((day.year + 1) % 100, (day.year + 544) % 100) for day in days)
        return
    assert found.finest == "month"
    assert found.first == min(days).replace(day=1)
    assert found.last is not None
    assert (found.last.year, found.last.month) == (max(days).year, max(days).month)
    assert (found.last + timedelta(days=1)).day == 1


@settings(max_examples=50)
@given(years=st.lists(st.integers(2443, 2642), min_size=2, max_size=10, unique=True), fiscal=st.booleans())
def test_years_are_read_back(years: list[int], fiscal: bool) -> None:
    name = "ปีงบประมาณ" if fiscal else "ปี พ.ศ."
    found = period_of(corpus.columns_of({name: years}))
    low, high = min(years) - 543, max(years) - 543
    assert found == Period(
        finest="year", at=Place(row=2, column=1, header=name, value=str(years[0])),
        first=date(low - 1, 10, 1) if fiscal else date(low, 1, 1),
        last=date(high, 9, 30) if fiscal else date(high, 12, 31), years=len(years), era="buddhist", fiscal=fiscal,
    )  # fmt: skip


# Eras and centuries


def test_one_column_of_both_eras_is_mixed() -> None:
    found = period_of(columns(วันที่=["5/2/2565", "9/3/2022"]))
    assert found is not None
    assert (found.era, found.first, found.last, found.years) == ("mixed", date(2022, 2, 5), date(2022, 3, 9), 1)


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["ม.ค. 64", "ก.พ. 65"], date(2021, 1, 1)),
        (["ม.ค. 38", "ก.พ. 65"], date(1995, 1, 1)),
        (["ม.ค. 21", "ก.พ. 22"], date(2021, 1, 1)),
        (["Jan-64", "Feb-65"], date(2021, 1, 1)),
        (["Jan-21", "Feb-22"], date(2021, 1, 1)),
        (["1/2/64", "3/2/65"], date(2021, 2, 1)),
        (["Jan-98", "Feb-01"], None),
        (["1/2/98", "3/2/65"], None),
    ],
)
def test_two_digits_are_a_year_where_the_column_tells(cells: list[Cell], first: date | None) -> None:
    found = period_of(columns(งวด=cells))
    assert found is not None
    assert found.first == first
    assert found.years == 2


@pytest.mark.parametrize(
    ("cells", "era"),
    [
        (["1 ม.ค. 2565", "", None], "buddhist"),
        (["2022-01-01", date(2020, 1, 1)], "gregorian"),
        (["2022-01-01", "1/1/2565"], "mixed"),
        ([datetime(2565, 1, 1)], "buddhist"),
        ([2565, 2566], "buddhist"),
        (["ม.ค. 65"], "buddhist"),
        (["ม.ค.", "x", 5, True], ""),
        ([], ""),
    ],
)
def test_the_era_of_cells(cells: list[Cell], era: str) -> None:
    assert era_of(cells) == era


# Order of day and month


def test_the_column_decides_about_american_order() -> None:
    american = period_of(columns(date=["1/2/2022", "3/25/2022"]))
    thai = period_of(columns(date=["1/2/2022", "25/3/2022"]))
    assert american is not None
    assert thai is not None
    assert american.first == date(2022, 1, 2)
    assert thai.first == date(2022, 2, 1)


# Columns together


def test_the_fiscal_year_turns_in_october() -> None:
    found = period_of(columns(ปีงบประมาณ=[2565, 2565], เดือน=["ต.ค.", "ม.ค."]))
    assert found is not None
    assert (found.first, found.last, found.fiscal) == (date(2021, 10, 1), date(2022, 1, 31), True)


def test_a_year_that_stands_once_for_its_group_is_carried_down() -> None:
    found = period_of(columns(ปี=["2564", "", None, "2565"], เดือน=["พ.ย.", "ธ.ค.", "ธ.ค.", "ม.ค."]))
    assert found is not None
    assert (found.first, found.last, found.years) == (date(2021, 11, 1), date(2022, 1, 31), 2)


def test_columns_of_other_rows_are_joined_by_row() -> None:
    years = ColumnCells(number=1, name="ปี", rows=(2, 3, 4, 5), cells=("2564", "2564", "2565", "2565"))
    months = ColumnCells(number=2, name="เดือน", rows=(2, 5), cells=("พ.ย.", "ม.ค."))
    found = period_of([years, months])
    assert found is not None
    assert (found.first, found.last) == (date(2021, 11, 1), date(2022, 1, 31))


def test_a_constant_date_gives_the_span_and_not_the_granularity() -> None:
    found = period_of(columns(ข้อมูล_ณ_วันที่=["31 ธ.ค. 2565"] * 3, จังหวัด=["ตรัง", "สตูล", "พัทลุง"]))
    assert found == Period(
        finest="year", at=Place(row=2, column=1, header="ข้อมูล ณ วันที่", value="31 ธ.ค. 2565"),
        first=date(2022, 12, 31), last=date(2022, 12, 31), years=1, era="buddhist",
    )  # fmt: skip


def test_the_place_is_the_column_and_the_first_cell_that_decided() -> None:
    column = ColumnCells(number=3, name="วันที่รับแจ้ง", rows=(5, 6, 8), cells=("-", "3/2/2565", "9/2/2565"),
                         member="a.csv", sheet="แผ่น 1")  # fmt: skip
    found = period_of([column])
    assert found is not None
    assert found.at == Place(member="a.csv", sheet="แผ่น 1", row=6, column=3, header="วันที่รับแจ้ง", value="3/2/2565")


def test_rows_and_headers_together() -> None:
    rows = period_of(columns(เดือน=["มกราคม", "กุมภาพันธ์", "มีนาคม"]))
    headers = period_of_headers([(1, "เดือน"), (2, "ปี 2564"), (3, "ปี 2565")], 4)
    both = together(rows, headers)
    assert both is not None
    assert (both.finest, both.first, both.last, both.years) == ("month", date(2021, 1, 1), date(2022, 12, 31), 2)
    assert both.at.column == 1
    assert together(None, headers) == headers
    assert together(rows, None) == rows
    assert together(None, None) is None


def test_the_place_of_a_header_is_its_row() -> None:
    found = period_of_headers([(1, "จังหวัด"), (4, "ปี 2564"), (5, "ปี 2565")], 3)
    assert found is not None
    assert found.at == Place(row=3, column=4, header="ปี 2564", value="ปี 2564")


# Types of cells


@pytest.mark.parametrize(
    "cell",
    ["1 ม.ค. 2565", "2022-02-01", "01/02/2565", "ม.ค. 65", "๑ ก.พ. ๒๕๖๕", "Jan-22", "2565-01", " 1/2/2565",
     date(2022, 1, 1), datetime(2022, 1, 1, 9)],
)  # fmt: skip
def test_a_cell_is_a_date(cell: Cell) -> None:
    assert is_date(cell)


@pytest.mark.parametrize(
    "cell",
    ["", None, "2565", "20220131", 2565, 44562, True, 1.5, float("nan"), "12.5", "1,234", "มกราคม", "ไตรมาส 1", "1/2",
     "2565/66", "08:00", time(8), "กรุงเทพมหานคร", "มหาวิทยาลัยที่ 1", "Q1/2565", "ปี 2565", "May", "เมือง", "x" * 10_000],
)  # fmt: skip
def test_a_cell_is_no_date(cell: Cell) -> None:
    assert not is_date(cell)


# Hostile input

ANY_CELL = st.one_of(
    st.none(), st.booleans(), st.text(max_size=80), st.integers(), st.floats(), st.dates(), st.datetimes(), st.times(),
    st.text(alphabet="0123456789/-.: ๐๑๒ม.คพศQHWปไตรมาส", max_size=24),
)  # fmt: skip
ANY_NAME = st.one_of(
    st.sampled_from(["วันที่", "ปี", "เดือน", "ไตรมาส", "สัปดาห์", "เวลา", "date", "", "งวด", "ปีงบประมาณ"]),
    st.text(max_size=40),
)


@settings(max_examples=300)
@given(st.lists(st.tuples(ANY_NAME, st.lists(ANY_CELL, min_size=6, max_size=6)), max_size=4))
def test_no_table_raises(table: list[tuple[str, list[Cell]]]) -> None:
    made = [ColumnCells(number=number, name=name, rows=tuple(range(2, 8)), cells=tuple(cells))
            for number, (name, cells) in enumerate(table, start=1)]  # fmt: skip
    found = period_of(made)
    assert found is None or (found.finest in UNITS and (found.first is None) == (found.last is None))
    period_of_headers([(number, name) for number, (name, _) in enumerate(table, start=1)], 1)
    for column in made:
        era_of(column.cells)
        assert [is_date(cell) for cell in column.cells].count(True) <= 6


@settings(max_examples=200)
@given(st.lists(st.text(max_size=60), max_size=12))
def test_no_header_raises(names: list[str]) -> None:
    found = period_of_headers(list(enumerate(names, start=1)), 1)
    assert found is None or found.finest in UNITS


@pytest.mark.parametrize(
    "cells",
    [
        [9999, 10**30, -5, float("inf"), float("nan")],
        ["9999-12-31", "0001-01-01", "0000-00-00"],
        [date.max, date.min, datetime.max],
        ["31/12/2643", "31/12/9999"],
        ["ก" * 100_000, "1" * 100_000],
        ["1 ม.ค. " * 9, "-" * 60],
    ],
)
def test_dates_at_the_edge_of_time_do_no_harm(cells: list[Cell]) -> None:
    for name in ("วันที่", "ปี", "เดือน", "date"):
        period_of(corpus.columns_of({name: cells}))


def test_columns_without_rows_say_nothing() -> None:
    assert period_of([]) is None
    assert period_of(columns(วันที่=[], ปี=[])) is None
    assert period_of_headers([], 0) is None


def test_only_some_of_many_days_are_read_and_the_ends_are_kept() -> None:
    days = [date(1990, 1, 2) + timedelta(days=number) for number in range(9000)]
    shuffled = days[4500:] + days[:4500]
    for form in ("padded", "iso", "short", "slashes", "midnight"):
        found = period_of(columns(วันที่=[FORMS[form](day) for day in shuffled]))
        assert found is not None
        assert (found.finest, found.first, found.last, found.years) == ("day", days[0], days[-1], 25), form
    values: list[list[Cell]] = [list(shuffled), [datetime(day.year, day.month, day.day) for day in shuffled],
                                [(day - date(1899, 12, 30)).days for day in shuffled]]  # fmt: skip
    for cells in values:
        found = period_of(columns(วันที่=cells))
        assert found is not None
        assert (found.finest, found.first, found.last, found.years) == ("day", days[0], days[-1], 25)
