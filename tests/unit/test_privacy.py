"""Personal data in columns: what is found, where, and what only looks like it."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, time

import pytest

from checker.content import PersonalData, Place
from checker.grid import Cell, Row, Sheet
from checker.privacy import personal
from checker.privacy.patterns import check_digit_holds, plausible
from checker.privacy.words import words
from tests.corpora import personal_published
from tests.corpora.people import citizen, free_mail, full_name, home, juristic, mobile, on_card
from tests.corpora.personal import cases, everything

R = random.Random(7)
#: 1-2345-67890-12-1 is what every form and textbook shows
PRINTED = "1234567890121"


def found(*rows: Row, **rest: object) -> tuple[PersonalData, ...]:
    return personal([Sheet(rows=list(rows), format="csv", **rest)])  # type: ignore[arg-type]


def kinds(*rows: Row) -> list[tuple[int, str]]:
    return [(each.at.column, each.kind) for each in found(*rows)]


def column(header: str, cells: list[Cell]) -> list[str]:
    return [each.kind for each in found((header,), *((cell,) for cell in cells))]


def test_the_labelled_columns_are_told_right() -> None:
    told: Counter[str] = Counter()
    for _, label, said in cases():
        told["columns"] += 1
        told["right" if label == said else "falsely" if said else "missed"] += 1
    assert told["columns"] >= 200
    assert told["falsely"] <= 0.005 * told["columns"]
    assert told["missed"] <= 0.02 * told["columns"]


def test_no_finding_shows_a_value() -> None:
    for table, told in everything():
        shown = repr(told)
        for row in table.sheet.rows[5:]:
            raw = {str(cell) for cell, label in zip(row, table.labels, strict=False) if label} - {*table.headers}
            assert not [each for each in raw if len(each) > 5 and each in shown]


def test_the_whole_finding() -> None:
    ids = [citizen(R) for _ in range(5)]
    sheet = Sheet(
        rows=[("รายชื่อ",), (), ("ที่", "เลขบัตร\nประชาชน"), *((i, number) for i, number in enumerate(ids, 1)), ()],
        format="xlsx",
        member="a.xlsx",
        name="แผ่น 1",
    )
    place = Place(
        member="a.xlsx",
        sheet="แผ่น 1",
        row=4,
        column=2,
        header="เลขบัตร ประชาชน",
        value=f"{ids[0][0]}-{ids[0][1:5]}-xxxxx-xx-{ids[0][12]}",
    )
    assert personal([sheet]) == (PersonalData(kind="citizen_id", at=place, rows=5, sample=5),)


def test_rows_are_counted_in_the_sample_and_named_by_the_file() -> None:
    rows: list[Row] = [("ลำดับ", "อีเมล")] + [(i, "-" if i < 900 else free_mail(R)) for i in range(2000)]
    (told,) = found(*rows)
    most = words().limits.rows
    assert told.sample == 500 <= most
    assert 270 <= told.rows <= 280
    assert rows[told.at.row - 1][1] != "-"
    assert rows[told.at.row - 5][1] == "-"


CHECK_DIGITS = [("1234567890121", True), ("1234567890122", False), ("0994000000006", True), ("3101200550015", False)]


@pytest.mark.parametrize(("digits", "holds"), CHECK_DIGITS)
def test_the_check_digit(digits: str, holds: bool) -> None:
    assert check_digit_holds(digits) is holds


def test_every_generated_citizen_id_is_plausible_and_no_juristic_one() -> None:
    assert all(plausible(number) and check_digit_holds(number) for number in (citizen(R) for _ in range(500)))
    assert not any(plausible(number) for number in (juristic(R) for _ in range(500)))
    assert not any(map(plausible, ("9110100000000", "1280100000000", "1100000000000", "1980100000000")))


def test_two_valid_numbers_that_nobody_named_are_an_accident_and_three_are_not() -> None:
    assert column("รหัส", [citizen(R), citizen(R)]) == []
    assert column("รหัส", [citizen(R), citizen(R), citizen(R)]) == ["citizen_id"]
    assert column("เลขประจำตัวประชาชน", [citizen(R)]) == ["citizen_id"]
    assert column("รหัส", [on_card(citizen(R))]) == ["citizen_id"]


def test_one_number_repeated_is_one_number() -> None:
    assert column("รหัส", [citizen(R)] * 50) == []


def test_the_number_that_every_form_prints_is_nobodys() -> None:
    assert column("เลขประจำตัวประชาชน", [PRINTED] * 5) == []


def test_a_share_of_valid_numbers_below_the_threshold_is_a_column_of_codes() -> None:
    codes: list[Cell] = [str(number) for number in range(1103700000000, 1103700000040)]
    assert column("รหัส", [citizen(R) for _ in range(20)] + codes) == []
    assert column("รหัส", [citizen(R) for _ in range(300)] + codes) == ["citizen_id"]


def test_mobile_numbers_of_a_directory_of_fixed_lines_are_found_beside_names() -> None:
    lines = ["02-123-4567"] * 6 + [mobile(R), mobile(R)]
    assert column("โทรศัพท์", list(lines)) == []
    named = [(line, full_name(R)) for line in lines]
    assert kinds(("โทรศัพท์", "ผู้ประสานงาน"), *named) == [(1, "mobile"), (2, "name")]


def test_the_column_of_an_organisation_is_its_own_even_beside_names() -> None:
    rows = [(mobile(R), free_mail(R), full_name(R)) for _ in range(6)]
    assert kinds(("เบอร์ติดต่อหน่วยงาน", "อีเมลหน่วยงาน", "ผู้ประสานงาน"), *rows) == [(3, "name")]


def test_an_address_is_a_persons_where_the_table_says_so() -> None:
    homes = [home(R) for _ in range(6)]
    assert kinds(("ที่อยู่",), *((each,) for each in homes)) == []
    assert kinds(("ภูมิลำเนา",), *((each,) for each in homes)) == [(1, "address")]
    beside = [(full_name(R), each) for each in homes]
    assert kinds(("ชื่อ-สกุล", "ที่อยู่"), *beside) == [(1, "name"), (2, "address")]
    offices = [(full_name(R), each, "กองคลัง") for each in homes]
    assert kinds(("ชื่อ-สกุล", "ที่อยู่", "หน่วยงาน"), *offices) == [(1, "name")]


def test_an_office_mailbox_is_nobodys_and_a_free_one_is_somebodys() -> None:
    assert column("อีเมล", ["saraban@korat.go.th", "info@dep.go.th", "webmaster@gmail.com"] * 3) == []
    assert column("อีเมล", ["saraban@korat.go.th", "karun.k99@gmail.com", "nopik@hotmail.com"]) == ["email"]


NOT_NAMES = ["นายกเทศมนตรี ตำบลหนองแก", "นายอำเภอ เมืองสุรินทร์", "นางรอง บุรีรัมย์", "นายูง อุดรธานี", "นางเลิ้ง กรุงเทพมหานคร",
             "นายทะเบียน ท้องถิ่น", "ทนายความ อาสา", "นายแพทย์ ชำนาญการ พิเศษ", "นายช่าง โยธา", "อำเภอนางรอง จังหวัดบุรีรัมย์",
             "หัวหน้า นาย", "นายก อบต. ดอน", "นาย จ้าง", "พ.ศ. สองพัน ห้าร้อย"]  # fmt: skip


@pytest.mark.parametrize("text", NOT_NAMES)
def test_what_begins_as_a_prefix_is_not_always_a_name(text: str) -> None:
    assert column("ผู้ดำเนินการ", [text] * 10) == []


NAMES = ["นายกรุนลัย มิลวงพา", "นางบุญคเนศ สุรณ", "นางสาว จุพา ณ ดมิล", "พล.ต.อ.ชลัต ใจมัน", "ว่าที่ ร.ต. ดมิล แก้วพัน",
         "ศ.ดร. ภูวิ รอดพิณ", "1. นายวงศรุพ คำแปร", "Mr. Karun Dalin", "MISS THAMUN ORANA", "น.ส.เพณุ ทองทวี",
         "ผศ. นพ. รวิต บัวลัย",         "นาย\u200bทมุน\u00a0 ศรีวุน", "นายแพทย์ชลัต ไชยมุต"]  # fmt: skip


@pytest.mark.parametrize("text", NAMES)
def test_names_as_they_are_written(text: str) -> None:
    assert column("ผู้ดำเนินการ ชื่อผู้รับ", [text] * 3) == ["name"]


HOSTILE: list[list[Row]] = [
    [],
    [()],
    [(), (), ()],
    [("ชื่อ",)],
    [("a",), (None,), ("",), (True,), (float("nan"),), (float("inf"),), (10**5000,), (date(2022, 1, 1),), (time(1),)],
    [("อีเมล",), ("\ud800@gmail.com",), ("\x00\x00",), ("a\x00info@gmail.com",)],
    [("x" * 100_000,), ("0" * 100_000,), ("@" * 100_000,), ("นาย" * 50_000,), ("081-" * 50_000,)],
    [tuple("c" * 3000), *[("1",) * 3000] * 40],
    [("ก", "ข"), ("1",), ("1", "2", "3", "4"), ()],
    [("๑" * 13,), ("١" * 13,), ("𝟎𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖",), ("²" * 13,)],
    [(f"{number}",) for number in range(20_000)],
]


@pytest.mark.parametrize("rows", HOSTILE, ids=range(len(HOSTILE)))
def test_odd_tables_hold_nothing_and_break_nothing(rows: list[Row]) -> None:
    assert personal([Sheet(rows=rows, format="csv")]) == ()
    assert personal([Sheet(rows=rows, format="json", records=True)]) == ()


def test_findings_of_one_file_have_a_limit() -> None:
    wide = ("ชื่อ-สกุล",) * 290
    sheet = Sheet(rows=[wide, *[tuple(full_name(R) for _ in wide)] * 5], format="csv")
    assert len(personal([sheet, sheet])) == words().limits.findings


def test_a_phone_in_one_complaint_of_fifty_is_found() -> None:
    told = [("รายละเอียด",), *(("ถนนเป็นหลุม ขอให้ซ่อม",) for _ in range(150))]
    for row in (20, 70, 120):
        told[row] = (f"น้ำไม่ไหล โทรกลับ {mobile(R, '')} ครับ",)
    assert kinds(*told) == [(1, "mobile")]
    assert kinds(*told[:100]) == []


def test_firms_that_are_called_after_people_are_none() -> None:
    firms = [
        "Mr. Karun Trading Co., Ltd.",
        "Mrs. Bakery Ltd.",
        "Dr. Suman Clinic",
        "Miss Dalin Coffee",
        "Mr. Wisan Lamut",
    ]
    assert column("Name", [*firms * 4, "Mr. Chalat Nopik"]) == []
    assert column("Name", ["Mr. Karun Lamut", "Mrs. Dalin Orana", "Dr. Suman Wisan", "Miss Pruda Khanet"]) == ["name"]


def test_names_that_narrow_cells_break_are_found() -> None:
    assert column("ชื่อ - สกุล\nผู้ขอ", [full_name(R).replace(" ", "\n") for _ in range(9)]) == ["name"]


def test_columns_as_agencies_publish_them_are_told_right() -> None:
    assert [told for told in personal_published.results() if told[1] != told[2]] == []
