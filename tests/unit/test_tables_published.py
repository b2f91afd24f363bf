"""Tables as offices publish them: a labelled corpus, and one rule each of what once was told wrong."""

from __future__ import annotations

import io
import json
from datetime import datetime

import openpyxl
import pytest

from checker.content import TableProfile
from checker.errors import Unreadable
from checker.tables import profile, sheets
from tests.corpora import tables_published as corpus

#: what is told wrong, and stays so for now
KNOWN = {
    ("filters_above_pivot.xlsx", "row of the first sign"),  # two filters look like a header of two columns
    ("numbers_header_first_row.csv", "structure"),  # 1, 2, 3, 4 right below the names numbers the columns elsewhere
    ("year_total_inline.csv", "structure"),  # behind a year a sum may be one of the categories
    ("odata.json", "format"),
    ("odata.json", "structure"),  # the rubric does not call OData common software
}


def test_the_labelled_files_are_told_as_they_are_labelled() -> None:
    found = [(case.name, *answer) for case in corpus.cases() for answer in corpus.answers(case)]
    wrong = {(name, question) for name, question, label, told in found if told is not None and told != label}
    unsure = {(name, question) for name, question, label, told in found if told is None and label}
    assert wrong <= KNOWN
    assert len(unsure) < 10
    assert len(corpus.cases()) > 300


def of_csv(text: str) -> TableProfile:
    (found,) = profile(sheets(text.encode(), "csv", complete=True))
    return found


def of_json(value: object) -> TableProfile:
    (found,) = profile(sheets(json.dumps(value, ensure_ascii=False).encode(), "json", complete=True))
    return found


def of_book(*rows: tuple[object, ...], merged: tuple[str, ...] = ()) -> TableProfile:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for span in merged:
        sheet.merge_cells(span)
    stream = io.BytesIO()
    book.save(stream)
    (found,) = profile(sheets(stream.getvalue(), "xlsx", complete=True))
    return found


def sign_rows(found: TableProfile) -> dict[str, int]:
    return {sign.code: sign.at.row for sign in found.signs}


@pytest.mark.parametrize("names", ["X,Y", "UTM_E,UTM_N", "พิกัด E,พิกัด N", "Easting,Northing"])
def test_metres_of_utm_are_points_under_their_usual_names(names: str) -> None:
    found = of_csv(f"รหัส,{names},ลึก\nA1,498000,2076000,30\nA2,499100,2077000,31\nA3,501500,2079000,44\n")
    assert found.area is not None
    assert found.area.finest == "point"


def test_questions_that_count_on_are_no_quarters() -> None:
    assert of_csv("id,q1,q2,q3,q4\n1,10,20,30,40\n2,11,21,31,41\n").period is not None
    assert of_csv("id,q1,q2,q3,q4,q5\n1,4,5,3,2,1\n2,5,5,4,4,3\n").period is None


def test_a_week_counts_for_the_year_that_it_is_called_by() -> None:
    found = of_csv("week,cases\n" + "".join(f"2022-W{week:02},{week}\n" for week in range(1, 53)))
    assert found.period is not None
    assert (found.period.finest, found.period.years) == ("week", 1)


def test_place_codes_of_the_united_nations_are_codes() -> None:
    found = of_csv("ADM3_PCODE,POP\n" + "".join(f"TH5001{number:02},{number * 900}\n" for number in range(1, 9)))
    assert found.area is not None
    assert found.area.finest == "subdistrict"


def test_a_number_with_its_unit_is_no_area_of_that_name() -> None:
    assert of_csv("รายการ,พื้นที่\nข้าว,490 ไร่\nอ้อย,120 ไร่\nยาง,75 ไร่\n").area is None


@pytest.mark.parametrize("name", ["ทั่วราชอาณาจักร", "ทั่วประเทศ", "Whole Kingdom"])
def test_the_whole_country_among_its_provinces_is_a_sum(name: str) -> None:
    rows = "เชียงใหม่,5\nลำปาง,7\nแพร่,9\nน่าน,8\n"
    assert sign_rows(of_csv(f"จังหวัด,คดี\n{name},29\n{rows}")) == {"subtotal_rows": 2}


def test_rows_that_all_are_of_the_whole_country_are_no_sums() -> None:
    assert sign_rows(of_csv("พื้นที่,ดัชนี\nทั่วประเทศ,101.5\nทั่วประเทศ,102.5\nทั่วประเทศ,99.1\n")) == {}


def test_a_sum_may_stand_below_the_years() -> None:
    found = of_book(("ปี", "เดือน", "รายรับ"), (2565, "มกราคม", 5), (2565, "มีนาคม", 7), ("รวมทั้งสิ้น", None, 12))
    assert sign_rows(found) == {"subtotal_rows": 4}


@pytest.mark.parametrize(("above", "signs"), [("พฤษภาคม", {"subtotal_rows": 7}), ("สูงสุด", {})])
def test_a_mean_below_its_rows_is_a_sum_and_one_of_some_measures_is_none(above: str, signs: dict[str, int]) -> None:
    rows = "มกราคม,5\nกุมภาพันธ์,7\nมีนาคม,9\nเมษายน,7\n"
    assert sign_rows(of_csv(f"เดือน,อุณหภูมิ\n{rows}{above},7\nเฉลี่ย,7\n")) == signs


def test_the_first_merged_cells_are_those_that_stand_highest() -> None:
    rows = [("อำเภอ", "ปี", "จำนวน"), *((f"อำเภอ {number}", 2564 + number % 2, number) for number in range(6))]
    assert sign_rows(of_book(*rows, merged=("A6:A7", "A2:A3", "A4:A5")))["merged_cells"] == 2


@pytest.mark.parametrize("numbers", [("(1)", "(2)", "(3)", "(4)"), (1, 2, 3, 4)])
def test_a_row_that_counts_the_columns_is_of_the_header(numbers: tuple[object, ...]) -> None:
    rows = [(number, f"อ่าง {number}", 10 + number, number / 3) for number in range(1, 9)]
    found = of_book(("ลำดับ", "ชื่ออ่าง", "ความจุ", "ปริมาตร"), numbers, *rows)
    assert sign_rows(found) == {"several_header_rows": 1}
    assert found.rows == 8


def test_names_and_values_below_each_other_mix_types() -> None:
    found = of_book(
        ("รายการ", "ค่า"), ("ชื่ออ่าง", "ห้วยตัวอย่าง"), ("ความจุ", 12.5), ("เริ่มเมื่อ", datetime(2020, 1, 5)), ("ครัวเรือน", 340)
    )
    assert "mixed_types" in sign_rows(found)


def test_a_second_table_on_the_sheet_tells_of_its_areas_too() -> None:
    found = of_book(
        ("ปี", "ชาย", "หญิง"), (2563, 5, 6), (2564, 7, 8), (2565, 9, 4), (),
        ("อำเภอ", "ชาย", "หญิง"), ("แม่ริม", 5, 6), ("หางดง", 7, 8), ("สารภี", 9, 4),
    )  # fmt: skip
    assert found.area is not None
    assert found.period is not None
    assert (found.period.finest, found.area.finest, found.area.at.row) == ("year", "district", 7)
    assert "several_tables" in sign_rows(found)


@pytest.mark.parametrize(("header", "finest"), [("ปีงบ", "year"), ("ปีการศึกษา", "year"), ("อายุ", None)])
def test_two_digits_are_a_year_under_a_fiscal_or_an_academic_one(header: str, finest: str | None) -> None:
    found = of_csv(f"{header},โครงการ,งบ\n65,ก,5\n65,ข,7\n66,ก,9\n66,ข,8\n")
    assert (found.period and found.period.finest) == finest
    assert found.period is None or found.period.years == 2


def test_rows_take_the_names_that_stand_apart_from_them() -> None:
    found = of_json({"columns": ["ปี", "รายได้", "รายจ่าย"], "rows": [[2564, 5, 6], [2565, 7, 8], [2566, 1, 2]]})
    assert [column.name for column in found.columns] == ["ปี", "รายได้", "รายจ่าย"]
    assert sign_rows(found) == {}
    assert sign_rows(of_json([[2564, 5, 6], [2565, 7, 8], [2566, 1, 2]])) == {"no_header": 1}


def test_codes_of_a_letter_and_a_number_are_no_numbers() -> None:
    assert of_csv("ประตู,ห้อง\nE1,5\nE2,7\nE3,9\n").columns[0].type == "text"


def test_a_region_among_its_provinces_is_a_sum() -> None:
    found = of_csv("พื้นที่,ค่า\nภาคเหนือ,24\nเชียงใหม่,7\nน่าน,9\nแพร่,8\nภาคใต้,9\nตรัง,4\nสตูล,5\nสงขลา,6\n")
    assert sign_rows(found) == {"subtotal_rows": 2}
    assert sign_rows(of_csv("พื้นที่,ค่า\nภาคเหนือ,24\nภาคใต้,15\nภาคกลาง,8\nกรุงเทพมหานคร,5\n")) == {}


@pytest.mark.parametrize(("name", "signs"), [("น่าน ผลรวม", {"subtotal_rows": 4}), ("ตลาด รวม", {})])
def test_a_sum_may_be_called_by_its_group(name: str, signs: dict[str, int]) -> None:
    assert sign_rows(of_csv(f"จังหวัด,ค่า\nน่าน,7\nน่าน,9\n{name},16\nแพร่,8\nแพร่,1\n")) == signs


def test_a_sum_may_carry_its_unit_and_what_it_counts() -> None:
    rows = "ก,1,2\nข,3,4\nค,5,6\nง,7,8\n"
    assert sign_rows(of_csv(f"หมวด,ชาย,หญิง\n{rows}รวมทั้งหมด (คน),16,20\n")) == {"subtotal_rows": 6}
    assert sign_rows(of_csv(f"หมวด,ชาย,หญิง\n{rows}จำนวนทั้งหมด 4 รายการ,,\n")) == {"notes_below": 6}
    assert sign_rows(of_csv(f"หมวด,ชาย,หญิง\n{rows},ลงชื่อ ........,\n")) == {"notes_below": 6}


def test_an_outline_with_its_headings_is_laid_out_for_print() -> None:
    found = of_csv("รายการ,จำนวน\n1. ครุภัณฑ์,\n1.1 โต๊ะ,5\n1.2 ตู้,9\n2. รถ,\n2.1 รถตู้,3\n2.2 รถบรรทุก,8\n")
    assert sign_rows(found) == {"section_rows": 2}


@pytest.mark.parametrize("cells", ["บ้านเดี่ยว บ้านแฝด บ้านแถว", "1 2 3"])
def test_a_category_is_no_village(cells: str) -> None:
    rows = "".join(f"แม่ริม,{cell},{len(cell)}\n" for cell in cells.split())
    found = of_csv(f"อำเภอ,หมวดหมู่,ค่า\n{rows}หางดง,{cells.split()[0]},4\n")
    assert found.area is not None
    assert found.area.finest == "district"


def test_a_time_stamp_needs_no_marks() -> None:
    found = of_csv("when,ค่า\n20220105T0700,5\n20220106T0700,6\n20220108T0700,9\n")
    assert found.period is not None
    assert found.period.finest == "day"


def test_a_table_may_stand_in_a_text_of_an_answer() -> None:
    inner = json.dumps([{"จังหวัด": name, "ค่า": 5} for name in ("น่าน", "แพร่", "ตรัง")], ensure_ascii=False)
    assert [column.name for column in of_json({"d": inner}).columns] == ["จังหวัด", "ค่า"]
    body = f'<?xml version="1.0"?>\n<string xmlns="http://tempuri.org/">{inner}</string>'.encode()
    (found,) = profile(sheets(body, "xml", complete=True))
    assert found.rows == 3
    assert of_json({"d": "[1, 2"}).rows == 1
    assert profile(sheets(b"<string>[1, 2</string>", "xml", complete=True)) == ()


def test_regions_do_not_hide_the_provinces_among_them() -> None:
    rows = "ภาค,ภาคเหนือ\nจังหวัด,น่าน\nจังหวัด,แพร่\nภาค,ภาคใต้\nจังหวัด,ตรัง\nจังหวัด,สตูล\nจังหวัด,สงขลา\n"
    found = of_csv(f"ระดับ,พื้นที่\n{rows}")
    assert found.area is not None
    assert found.area.finest == "province"
    assert sign_rows(found) == {}


def test_a_row_whose_words_stand_below_it_too_is_data() -> None:
    rows = "".join(f"{number},5,4,3,{('ดี', 'ไม่มี')[number % 2]}\n" for number in range(2, 12))
    assert sign_rows(of_csv(f"ลำดับ,ก,ข,ค,ความเห็น\n1,2,3,4,ดี\n{rows}")) == {}


def test_names_apart_are_not_taken_where_the_first_row_holds_them() -> None:
    found = of_json({"tags": ["x", "y"], "data": [["จังหวัด", "ค่า"], ["น่าน", 5], ["แพร่", 6], ["ตรัง", 7]]})
    assert [column.name for column in found.columns] == ["จังหวัด", "ค่า"]


def test_a_second_table_may_have_a_title_and_one_column_of_numbers() -> None:
    found = of_book(
        ("ตารางที่ 1 รายปี",), ("ปี", "คน"), (2564, 5), (2565, 6), (),
        ("ตารางที่ 2 รายอำเภอ",), ("อำเภอ", "คน"), ("แม่ริม", 5), ("หางดง", 7), ("สารภี", 9),
    )  # fmt: skip
    assert found.area is not None
    assert found.period is not None
    assert (found.period.finest, found.area.finest) == ("year", "district")


def of_page(table: str) -> TableProfile:
    page = f"<html><head><style>td {{color: red}}</style></head><body>{table}</body></html>"
    (found,) = profile(sheets(page.encode("cp874"), "xls", complete=True))
    return found


def test_a_page_saved_as_a_workbook_is_a_table() -> None:
    found = of_page(
        "<table border=1><tr><th>จังหวัด<th>ค่า</tr>"
        "<tr><td><b>น่าน</b></td><td>5</td></tr><TR><TD>แพร่&nbsp;</TD><TD>6</TD></TR><tr><td>ตรัง<td>7</table>"
    )
    assert [column.name for column in found.columns] == ["จังหวัด", "ค่า"]
    assert (found.rows, found.encoding, sign_rows(found)) == (3, "cp874", {"encoding_cp874": 0})
    assert found.area is not None
    assert (found.area.finest, found.area.distinct) == ("province", 3)


def test_spans_of_a_page_are_merged_cells_and_keep_the_columns() -> None:
    found = of_page(
        "<table><tr><td colspan=3>รายงาน</td></tr><tr><td>จังหวัด</td><td>ปี</td><td>ค่า</td></tr>"
        "<tr><td rowspan='2'>น่าน</td><td>2564</td><td>5</td></tr><tr><td>2565</td><td>6</td></tr>"
        "<tr><td rowspan=2>แพร่</td><td>2564</td><td>7</td></tr><tr><td>2565</td><td>8</td></tr></table>"
    )
    assert sign_rows(found) | {"encoding_cp874": 0} == {"merged_cells": 1, "title_rows": 1, "encoding_cp874": 0}
    assert found.period is not None
    assert (found.period.finest, found.period.years, found.rows) == ("year", 2, 4)


@pytest.mark.parametrize("page", ["<html>", "<table>", "<td>", "<table " * 10_000])
def test_a_page_without_a_table_is_not_read(page: str) -> None:
    with pytest.raises(Unreadable):
        sheets(page.encode(), "xls", complete=True)


def test_endless_spans_do_no_harm() -> None:
    page = "<table>" + "<tr><td colspan=9999 rowspan=9999>x" * 50
    (found,) = sheets(page.encode(), "xls", complete=True)
    assert (len(found.rows), max(map(len, found.rows))) == (50, 500)
    assert profile([found])[0].rows <= 50


def test_numbers_of_documents_are_no_months_and_mix_nothing() -> None:
    found = of_csv("เลขที่สัญญา,บาท\n" + "".join(f"{number}/2566,{number * 7}\n" for number in range(1, 20)))
    assert (found.columns[0].type, sign_rows(found)) == ("text", {})
    months = of_csv("เดือน,บาท\n" + "".join(f"{number}/2566,{number * 7}\n" for number in range(1, 13)))
    assert months.columns[0].type == "date"


def test_an_academic_year_may_be_shortened() -> None:
    found = of_csv("ACADYEAR,SEMESTER,STD\n2563,1,5\n2563,2,6\n2564,1,7\n2564,2,9\n")
    assert found.period is not None
    assert (found.period.finest, found.period.years) == ("half_year", 2)


def test_dates_of_mails_and_feeds_are_dates() -> None:
    days = ("Mon, 02 Jan", "Wed, 04 Jan", "Thu, 05 Jan")
    found = of_csv("pubDate;title\n" + "".join(f"{day} 2023 08:00:00 +0700;ข่าว\n" for day in days))
    assert found.period is not None
    assert (found.period.finest, found.period.years) == ("day", 1)


def test_marks_round_a_sum_and_brackets_round_a_unit_change_nothing() -> None:
    assert sign_rows(of_csv("อำเภอ,คน\nแม่ริม,5\nหางดง,6\nสารภี,7\n- รวม -,18\n")) == {"subtotal_rows": 5}
    assert sign_rows(of_csv("โครงการ,งบ\nก,5 (ล้านบาท)\nข,6 (ล้านบาท)\nค,7 (ล้านบาท)\n")) == {"numbers_with_units": 2}
