"""The profile of a table shows no cell of a column that holds personal data."""

from __future__ import annotations

from datetime import datetime, timezone

from checker.content import Area, Column, PersonalData, Place, Probe, ProbeAnswer, ProbeOutcome, Sign, TableProfile
from checker.privacy import hidden, hidden_records

NAMED = PersonalData(kind="name", at=Place(column=2, header="ชื่อ", value="ก…"), rows=9, sample=9)
BARE = PersonalData(kind="mobile", at=Place(column=3, value="08x-xxx-xx12"), rows=9, sample=9)
TABLE = TableProfile(
    format="csv",
    columns=(
        Column(number=1, name="จังหวัด", type="text"),
        Column(number=2, name="ชื่อ", type="text"),
        Column(number=3, name="812345678", type="integer"),
    ),
    signs=(
        Sign(code="thai_digits", at=Place(row=4, column=2, header="ชื่อ", value="กรุน")),
        Sign(code="mixed_types", at=Place(row=5, column=3, header="812345678", value="898765432")),
        Sign(code="title_rows", at=Place(row=1, column=1, value="ตาราง")),
    ),
    area=Area(finest="province", at=Place(row=2, column=1, header="จังหวัด", value="เชียงใหม่")),
)
NOW = datetime(2022, 9, 30, tzinfo=timezone.utc)
BASE = "https://example.org/api?filters="


def probe(condition: str, *found: PersonalData) -> Probe:
    answers = (ProbeAnswer(url=BASE + each, at=NOW, rows=5, excerpt='[{"ชื่อ": "กรุน"}]') for each in ("", condition))
    whole, part = answers
    return Probe(
        key="k", interface="ckan_datastore", outcome=ProbeOutcome.CONDITION, reason="condition", condition=condition,
        whole=whole, part=part, personal=found,
    )  # fmt: skip


def test_cells_of_such_columns_are_not_shown_and_the_rest_is() -> None:
    shown = hidden(TABLE, [NAMED, BARE])
    assert [column.name for column in shown.columns] == ["จังหวัด", "ชื่อ", "…"]
    assert [(sign.at.header, sign.at.value) for sign in shown.signs] == [("ชื่อ", "…"), ("…", "…"), ("", "ตาราง")]
    assert shown.area == TABLE.area


def test_another_sheet_and_a_table_without_personal_data_stay() -> None:
    other = PersonalData(kind="name", at=Place(sheet="แผ่น 2", column=1), rows=9, sample=9)
    assert hidden(TABLE, [other]) == TABLE
    assert hidden(TABLE, []) == TABLE


def test_an_answer_of_personal_records_leaves_no_excerpt() -> None:
    shown = hidden_records(probe('{"จังหวัด":"เชียงใหม่"}', NAMED))
    assert shown.whole is not None
    assert shown.part is not None
    assert (shown.whole.excerpt, shown.part.excerpt, shown.part.rows) == ("", "", 5)
    assert shown.condition == '{"จังหวัด":"เชียงใหม่"}'
    assert shown.part.url.endswith('เชียงใหม่"}')


def test_a_condition_upon_such_a_column_is_not_shown() -> None:
    for condition in ('{"ชื่อ":"กรุน"}', "%7B%22%E0%B8%8A%E0%B8%B7%E0%B9%88%E0%B8%AD%22:1%7D"):
        shown = hidden_records(probe(condition, NAMED))
        assert shown.condition == "…"
        assert shown.part is not None
        assert shown.part.url == "https://example.org/api"


def test_a_probe_without_personal_data_stays() -> None:
    assert hidden_records(probe("x=1")) == probe("x=1")
