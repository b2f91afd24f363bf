"""Tables as Thai agencies publish them, for computers and for print, in every format and encoding.

What each shows is known because each is written here: a base of tables for computers with all that such tables hold
and that looks odd (codes, missing values, totals as a category, years across the header), and layouts of reports.
Provinces are real, persons and figures are made up.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from checker.content import TableProfile
from checker.resources import load_yaml, schemas_dir
from checker.tables import profile, sheets

PROVINCES = (
    "กรุงเทพมหานคร",
    "เชียงใหม่",
    "ลำพูน",
    "ลำปาง",
    "แพร่",
    "น่าน",
    "ขอนแก่น",
    "อุดรธานี",
    "สงขลา",
    "ภูเก็ต",
    "ตาก",
    "เลย",
)
DISTRICTS = ("เมือง", "แม่ริม", "สันทราย", "หางดง", "บ้านธิ", "ลี้", "แม่สอด", "พบพระ", "ห้างฉัตร", "เด่นชัย", "ปัว", "ภูเวียง")
MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")

Rows = list[list[Any]]


class Drawn(NamedTuple):
    """A table before it is written: its rows, where its header stands (from 1; 0: none), what it shows, its merges."""

    rows: Rows
    header: int = 1
    signs: frozenset[str] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()  #: top, left, bottom, right, from 1
    text_only: bool = False  #: only a delimited text can show it


class Case(NamedTuple):
    """A file with its labels."""

    name: str
    body: bytes
    format: str
    encoding: str
    delimiter: str
    header: int
    signs: frozenset[str]


def rng(name: str) -> random.Random:
    return random.Random(f"tables {name}")


def figures(some: random.Random, count: int, top: int = 90_000) -> list[int]:
    return [some.randint(3, top) for _ in range(count)]


# --- tables for computers


def by_year(n: int) -> Drawn:
    some = rng("by_year")
    return Drawn(
        [["ปี", "จังหวัด", "จำนวน"], *([2560 + i % 6, PROVINCES[i % 12], some.randint(1, 9999)] for i in range(n))]
    )


def codes(n: int) -> Drawn:
    some = rng("codes")
    head = ["รหัสสถานศึกษา", "ชื่อ", "รหัสไปรษณีย์", "โทรศัพท์", "บ้านเลขที่", "จำนวนนักเรียน"]
    rows = [
        [f"0{some.randint(10**6, 10**7)}", f"โรงเรียนบ้าน{DISTRICTS[i % 12]}", some.choice(["50000", "51000"]),
         some.choice(["053-211-000", "02 123 4567", "0-5321-1000"]), some.choice(["12", "45/1", "9 หมู่ 3", "-"]),
         some.randint(10, 900)]
        for i in range(n)
    ]  # fmt: skip
    return Drawn([head, *rows])


def dates(n: int) -> Drawn:
    some = rng("dates")
    rows = [[f"{1 + i % 28}/{1 + i % 12}/{2563 + i % 3}", PROVINCES[i % 12], some.randint(0, 400)] for i in range(n)]
    return Drawn([["วันที่", "จังหวัด", "ผู้ป่วยรายใหม่"], *rows])


def totals_as_category(n: int) -> Drawn:
    some = rng("category")
    rows = [
        [PROVINCES[i // 3 % 12], ("ชาย", "หญิง", "รวม")[i % 3], 2560 + i // 36, some.randint(1, 9999)] for i in range(n)
    ]
    return Drawn([["จังหวัด", "เพศ", "ปี", "ประชากร"], *rows])


def totals_behind_years(n: int) -> Drawn:
    some = rng("behind")
    rows = [[2555 + i // 3, ("ชาย", "หญิง", "รวม")[i % 3], some.randint(1, 9999)] for i in range(n)]
    return Drawn([["ปี", "เพศ", "ประชากร"], *rows])


def missing(n: int) -> Drawn:
    some = rng("missing")
    marks = ["-", "n/a", "..", "", "ไม่มีข้อมูล"]
    rows = [
        [PROVINCES[i % 12], *(some.choice(marks) if some.random() < 0.3 else value for value in figures(some, 3))]
        for i in range(n)
    ]
    rows[0][1:3] = ["-", "n/a"]
    return Drawn([["จังหวัด", "ไตรมาส1", "ไตรมาส2", "ไตรมาส3"], *rows])


def written_numbers(n: int) -> Drawn:
    some = rng("written")
    rows = [
        [
            PROVINCES[i % 12],
            f"{value:,}",
            f"({value:,})" if i % 3 else f"{value:,}",
            f"{value % 100}.5%",
            f"{value:,}.25",
        ]
        for i, value in enumerate(figures(some, n))
    ]
    return Drawn([["จังหวัด", "รายได้ (บาท)", "กำไร (ขาดทุน)", "ร้อยละ", "ต้นทุน"], *rows])


def wide_years(n: int) -> Drawn:
    some = rng("wide")
    return Drawn([["จังหวัด", *range(2556, 2566)], *([f"{PROVINCES[i % 12]} {i}", *figures(some, 10)] for i in range(n))])


def wide_months(n: int) -> Drawn:
    some = rng("months")
    return Drawn([["สถานี", *MONTHS], *([f"สถานี {DISTRICTS[i % 12]}", *figures(some, 12, 400)] for i in range(n))])


def wide_ages(n: int) -> Drawn:
    some = rng("ages")
    head = ["ตำบล", *(f"{low}-{low + 4}" for low in range(0, 50, 5)), "50 ปีขึ้นไป"]
    return Drawn([head, *([f"{DISTRICTS[i % 12]}{i}", *figures(some, 11, 900)] for i in range(n))])


def directory(n: int) -> Drawn:
    some = rng("directory")
    rows = [
        [f"วัด{DISTRICTS[i % 12]}{i}", some.choice(["มหานิกาย", "ธรรมยุต"]),
         f"หมู่ที่ {'๐๑๒๓๔๕๖๗๘๙'[i % 10]} ต.{DISTRICTS[i % 12]}",
         PROVINCES[i % 12], some.choice(["", "อยู่ระหว่างบูรณะ", "มีโรงเรียนพระปริยัติธรรม"])]
        for i in range(n)
    ]  # fmt: skip
    return Drawn([["ชื่อวัด", "นิกาย", "ที่ตั้ง", "จังหวัด", "หมายเหตุ"], *rows])


def laws(n: int) -> Drawn:
    rows = [
        [i, f"พระราชบัญญัติข้อมูลฉบับที่ {i} พ.ศ. {'๒๕๖' + '๐๑๒๓๔๕๖๗๘๙'[i % 10]}", f"{i % 28 + 1} มกราคม {2550 + i % 15}"]
        for i in range(1, n + 1)
    ]
    return Drawn([["ลำดับ", "ชื่อกฎหมาย", "วันที่ประกาศ"], *rows])


def sparse(n: int) -> Drawn:
    some = rng("sparse")
    head = ["แบบสอบถามที่", *(f"ข้อ {number}" for number in range(1, 21))]
    rows = [[i, *(some.randint(1, 5) if some.random() < 0.35 else "" for _ in range(20))] for i in range(1, n + 1)]
    return Drawn([head, *rows])


def coordinates(n: int) -> Drawn:
    some = rng("coordinates")
    rows = [
        [f"กล้อง {i}", round(18 + some.random(), 6), round(98 + some.random(), 6), some.choice(["ใช้งาน", "ชำรุด"])]
        for i in range(n)
    ]
    return Drawn([["ชื่อจุด", "latitude", "longitude", "สถานะ"], *rows])


def english(n: int) -> Drawn:
    some = rng("english")
    rows = [
        [f"TH-{i % 77 + 10}", 2015 + i % 8, round(some.random() * 1000, 2), some.choice(["A", "B", "x1"])]
        for i in range(n)
    ]
    return Drawn([["province_code", "year", "value", "flag"], *rows])


def villages(n: int) -> Drawn:
    names = ("รวมไทยพัฒนา", "รวมใจ", "บ้านรวมมิตร", "รวมพลัง", "ทรัพย์รวม")
    some = rng("villages")
    return Drawn([["ตำบล", "ครัวเรือน", "ประชากร"], *([names[i % 5], *figures(some, 2, 999)] for i in range(n))])


def single_column(n: int) -> Drawn:
    return Drawn([["ชื่อหน่วยงาน"], *([f"สำนักงานสาขา{DISTRICTS[i % 12]} {i}"] for i in range(n))])


def two_columns(n: int) -> Drawn:
    some = rng("two")
    return Drawn(
        [["จังหวัด", "จำนวนกล้อง"], *([f"{PROVINCES[i % 12]} {i}", value] for i, value in enumerate(figures(some, n)))]
    )


def yes_no(n: int) -> Drawn:
    some = rng("yes")
    rows = [
        [
            f"อาคาร {i}",
            some.choice(["ใช่", "ไม่ใช่"]),
            some.choice(["Y", "N"]),
            f"{8 + i % 9:02}:30",
            some.choice(["15-24 ปี", "60 ปีขึ้นไป"]),
        ]
        for i in range(n)
    ]
    return Drawn([["อาคาร", "มีลิฟต์", "ผ่านเกณฑ์", "เวลาเปิด", "กลุ่มอายุ"], *rows])


def dictionary(n: int) -> Drawn:
    kinds = ("ตัวเลข", "ข้อความ", "วันที่")
    rows = [[f"field_{i}", f"คำอธิบายของข้อมูลที่ {i}", kinds[i % 3], i % 50 + 1] for i in range(n)]
    return Drawn([["ชื่อฟิลด์", "คำอธิบาย", "ชนิดข้อมูล", "ความยาว"], *rows])


def quoted(n: int) -> Drawn:
    some = rng("quoted")
    rows = [
        [f'ร้าน "{DISTRICTS[i % 12]}" {i}', f"เลขที่ {i}, ถนนสายหลัก\nตำบล{DISTRICTS[i % 12]}", some.randint(1, 99)]
        for i in range(n)
    ]
    return Drawn([["ร้าน", "ที่อยู่", "คะแนน"], *rows])


def slips(n: int) -> Drawn:
    """A table of numbers in which one cell of many is a word."""
    some = rng("slips")
    rows = [[PROVINCES[i % 12], *figures(some, 3)] for i in range(max(n, 40))]
    rows[30][2] = "รอตรวจสอบ"
    return Drawn([["จังหวัด", "รับ", "จ่าย", "คงเหลือ"], *rows])


def measures(n: int) -> Drawn:
    some = rng("measures")
    rows = [
        [("ตารางเมตร", "รายงานการประชุม", "หน่วย: ชุด", "ที่มาของน้ำ")[i % 4], f"รายการ {i}", some.randint(1, 99)]
        for i in range(n)
    ]
    return Drawn([["ประเภท", "รายการ", "จำนวน"], *rows])


def padded(n: int) -> Drawn:
    """Blank rows and columns behind the table, as spreadsheets leave them."""
    drawn = by_year(n)
    rows = [[*row, "", ""] for row in drawn.rows] + [["", "", "", "", ""]] * 4
    return Drawn(rows)


def one_row(_: int) -> Drawn:
    return Drawn([["จังหวัด", "ปี", "จำนวน"], ["เชียงใหม่", 2565, 1200]])


# --- tables for print


def titled(n: int) -> Drawn:
    rows = by_year(n).rows
    return Drawn([["ตารางที่ 1 จำนวนผู้ใช้บริการ พ.ศ. 2560 - 2565", "", ""], *rows], 2, frozenset({"title_rows"}))


def titled_with_unit(n: int) -> Drawn:
    rows = written_numbers(n).rows
    above: Rows = [["รายได้ของหน่วยงาน", "", "", "", ""], ["", "", "", "", "หน่วย: บาท"], [""] * 5]
    return Drawn([*above, *rows], 4, frozenset({"title_rows"}))


def titled_with_facts(n: int) -> Drawn:
    rows = wide_months(n).rows
    above: Rows = [["หน่วยงาน", "กรมตัวอย่าง", *[""] * 11], ["ปีงบประมาณ", 2565, *[""] * 11]]
    return Drawn([*above, *rows], 3, frozenset({"title_rows"}))


def two_level(n: int) -> Drawn:
    some = rng("two_level")
    head: Rows = [["จังหวัด", "2563", "", "2564", ""], ["", "ชาย", "หญิง", "ชาย", "หญิง"]]
    merged = ((1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5))
    rows = [[f"{PROVINCES[i % 12]} {i}", *figures(some, 4)] for i in range(n)]
    return Drawn([*head, *rows], 1, frozenset({"several_header_rows"}), merged)


def three_level(n: int) -> Drawn:
    some = rng("three")
    head: Rows = [
        ["ลำดับ", "จังหวัด", "จำนวนประชากร (คน)", "", "", ""],
        ["", "", "ในเขต", "", "นอกเขต", ""],
        ["", "", "ชาย", "หญิง", "ชาย", "หญิง"],
    ]
    merged = ((1, 1, 3, 1), (1, 2, 3, 2), (1, 3, 1, 6), (2, 3, 2, 4), (2, 5, 2, 6))
    rows = [[i + 1, PROVINCES[i % 12], *figures(some, 4)] for i in range(n)]
    return Drawn([*head, *rows], 1, frozenset({"several_header_rows"}), merged)


def two_languages(n: int) -> Drawn:
    some = rng("languages")
    rows = [[PROVINCES[i % 12], *figures(some, 2)] for i in range(n)]
    head: Rows = [["จังหวัด", "รายรับ", "รายจ่าย"], ["province", "income", "expense"]]
    return Drawn([*head, *rows], 1, frozenset({"several_header_rows"}))


def unit_row(n: int) -> Drawn:
    some = rng("unit_row")
    rows = [[PROVINCES[i % 12], *figures(some, 3)] for i in range(n)]
    head: Rows = [["จังหวัด", "พื้นที่", "ผลผลิต", "มูลค่า"], ["", "(ไร่)", "(ตัน)", "(บาท)"]]
    return Drawn([*head, *rows], 1, frozenset({"several_header_rows"}))


def numbered(n: int) -> Drawn:
    some = rng("numbered")
    rows = [[PROVINCES[i % 12], *figures(some, 4)] for i in range(n)]
    head: Rows = [["จังหวัด", "ก", "ข", "ค", "ง"], ["(1)", "(2)", "(3)", "(4)", "(5)"]]
    return Drawn([*head, *rows], 1, frozenset({"several_header_rows"}))


def grand_total(n: int) -> Drawn:
    some = rng("total")
    rows = [[PROVINCES[i % 12], *figures(some, 2)] for i in range(n)]
    rows.append([some.choice(["รวม", "รวมทั้งสิ้น", "Total"]), *(sum(row[c] for row in rows) for c in (1, 2))])
    return Drawn([["จังหวัด", "ชาย", "หญิง"], *rows], 1, frozenset({"subtotal_rows"}))


def group_totals(n: int) -> Drawn:
    some = rng("groups")
    rows: Rows = []
    for group in ("ภาคเหนือ", "ภาคใต้", "ภาคกลาง"):
        part = [[group, PROVINCES[i % 12], *figures(some, 2)] for i in range(max(3, n // 3))]
        rows += [*part, [f"รวม{group}", "", *(sum(row[c] for row in part) for c in (2, 3))]]
    return Drawn([["ภาค", "จังหวัด", "ชาย", "หญิง"], *rows], 1, frozenset({"subtotal_rows"}))


def total_by_number(n: int) -> Drawn:
    some = rng("by_number")
    rows = [[i + 1, PROVINCES[i % 12], *figures(some, 2)] for i in range(n)]
    rows.append(["", "รวมทั้งหมด", 1, 2])
    return Drawn([["ลำดับ", "จังหวัด", "ชาย", "หญิง"], *rows], 1, frozenset({"subtotal_rows"}))


def noted(n: int) -> Drawn:
    rows = by_year(n).rows
    return Drawn([*rows, ["หมายเหตุ: ข้อมูลเบื้องต้น", "", ""], ["ที่มา: กรมตัวอย่าง", "", ""]], 1, frozenset({"notes_below"}))


def noted_apart(n: int) -> Drawn:
    rows = wide_months(n).rows
    blank = [""] * 13
    return Drawn([*rows, blank, ["ข้อมูลจากระบบรายงานประจำวันของหน่วยงาน", *blank[1:]]], 1, frozenset({"notes_below"}))


def with_gaps(n: int) -> Drawn:
    head, *rows = written_numbers(max(n, 9)).rows
    third = len(rows) // 3
    blank = [""] * 5
    return Drawn(
        [head, *rows[:third], blank, *rows[third : 2 * third], blank, *rows[2 * third :]], 1, frozenset({"blank_rows"})
    )


def with_units(n: int) -> Drawn:
    some = rng("units")
    rows = [
        [PROVINCES[i % 12], f"{value:,} บาท", some.choice(["12 คน", "3 คน", "150 คน"])]
        for i, value in enumerate(figures(some, n))
    ]
    return Drawn([["จังหวัด", "งบประมาณ", "ผู้เข้าร่วม"], *rows], 1, frozenset({"numbers_with_units"}))


def some_units(n: int) -> Drawn:
    some = rng("some_units")
    rows = [
        [PROVINCES[i % 12], f"{value} ไร่" if i % 3 == 0 else value] for i, value in enumerate(figures(some, max(n, 6)))
    ]
    return Drawn([["จังหวัด", "พื้นที่"], *rows], 1, frozenset({"numbers_with_units"}))


def thai(value: object) -> str:
    return str(value).translate({ord(str(digit)): "๐๑๒๓๔๕๖๗๘๙"[digit] for digit in range(10)})


def thai_numbers(n: int) -> Drawn:
    head, *rows = by_year(n).rows
    return Drawn(
        [head, *([thai(year), where, thai(f"{count:,}")] for year, where, count in rows)], 1, frozenset({"thai_digits"})
    )


def thai_dates(n: int) -> Drawn:
    some = rng("thai_dates")
    rows = [[thai(f"{1 + i % 28} ม.ค. 256{i % 6}"), PROVINCES[i % 12], some.randint(1, 99)] for i in range(n)]
    return Drawn([["วันที่", "จังหวัด", "จำนวน"], *rows], 1, frozenset({"thai_digits"}))


def headless(n: int) -> Drawn:
    return Drawn(by_year(max(n, 4)).rows[1:], 0, frozenset({"no_header"}))


def headless_words(n: int) -> Drawn:
    some = rng("headless")
    kinds = ("รัฐ", "เอกชน")
    rows = [[kinds[i % 2], PROVINCES[i % 3], some.choice(["เปิด", "ปิด"])] for i in range(max(n, 12))]
    return Drawn(rows, 0, frozenset({"no_header"}))


def index_column(n: int) -> Drawn:
    head, *rows = by_year(n).rows
    return Drawn([["", *head], *([i, *row] for i, row in enumerate(rows))], 1, frozenset({"unnamed_columns"}))


def repeated_names(n: int) -> Drawn:
    some = rng("repeated")
    rows = [[PROVINCES[i % 12], *figures(some, 4)] for i in range(n)]
    return Drawn([["จังหวัด", "ชาย", "หญิง", "ชาย", "หญิง"], *rows], 1, frozenset({"repeated_columns"}))


def ragged(n: int) -> Drawn:
    head, *rows = by_year(max(n, 10)).rows
    rows[4] = [*rows[4], 500]
    rows[7] = rows[7][:2]
    return Drawn([head, *rows], 1, frozenset({"ragged_rows"}), text_only=True)


def mixed(n: int) -> Drawn:
    some = rng("mixed")
    rows = [[PROVINCES[i % 12], some.randint(1, 999)] for i in range(max(n, 12))]
    for number, word in ((2, "ปิดปรับปรุง"), (5, "ย้ายสำนักงาน"), (9, "รอผลตรวจสอบ")):
        for at in range(number, len(rows), 12):
            rows[at][1] = word
    return Drawn([["สาขา", "จำนวน"], *rows], 1, frozenset({"mixed_types"}))


def grouped(n: int) -> Drawn:
    some = rng("grouped")
    rows: Rows = []
    for group in ("ภาคเหนือ", "ภาคใต้", "ภาคกลาง"):
        rows.append([group, "", "", ""])
        rows += [["", PROVINCES[i % 12], *figures(some, 2)] for i in range(max(2, n // 3))]
    return Drawn([["ภาค", "จังหวัด", "ชาย", "หญิง"], *rows], 1, frozenset({"section_rows"}))


def printed(n: int) -> Drawn:
    """The whole of a printed report."""
    head, *rows = two_level(n).rows[0], *two_level(n).rows[1:]
    body = rows[1:]
    total = ["รวม", *(sum(row[c] for row in body) for c in range(1, 5))]
    above: Rows = [["ตารางที่ 5 ประชากรจำแนกตามเพศ", "", "", "", ""], ["หน่วย: คน", "", "", "", ""]]
    below: Rows = [[""] * 5, ["ที่มา: กรมตัวอย่าง", "", "", "", ""]]
    merged = ((1, 1, 1, 5), (3, 1, 4, 1), (3, 2, 3, 3), (3, 4, 3, 5))
    signs = frozenset({"title_rows", "several_header_rows", "subtotal_rows", "notes_below"})
    return Drawn([*above, head, rows[0], *body, total, *below], 3, signs, merged)


def two_tables(n: int) -> Drawn:
    first, second = by_year(n).rows, by_year(n).rows
    return Drawn([*first, ["", "", ""], *second], 1, frozenset({"blank_rows", "several_tables"}))


COMPUTERS: tuple[Callable[[int], Drawn], ...] = (
    by_year, codes, dates, totals_as_category, totals_behind_years, missing, written_numbers, wide_years, wide_months,
    wide_ages, directory, laws, sparse, coordinates, english, villages, single_column, two_columns, yes_no, dictionary,
    quoted, slips, measures, padded, one_row,
)  # fmt: skip
PRINT: tuple[Callable[[int], Drawn], ...] = (
    titled, titled_with_unit, titled_with_facts, two_level, three_level, two_languages, unit_row, numbered, grand_total,
    group_totals, total_by_number, noted, noted_apart, with_gaps, with_units, some_units, thai_numbers, thai_dates,
    headless, headless_words, index_column, repeated_names, ragged, mixed, grouped, printed, two_tables,
)  # fmt: skip

#: how each in turn is written: format, encoding, delimiter
WRITINGS = (
    ("csv", "utf-8", ","), ("csv", "cp874", ","), ("xlsx", "", ""), ("csv", "utf-8-sig", ","), ("csv", "utf-8", ";"),
    ("xls", "", ""), ("tsv", "utf-8", "\t"), ("csv", "utf-16", ","), ("ods", "", ""), ("csv", "cp874", "|"),
)  # fmt: skip
SIZES = (6, 45, 400)


def text(drawn: Drawn, encoding: str, delimiter: str) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(drawn.rows)
    return stream.getvalue().encode(encoding)


def xlsx(drawn: Drawn) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in drawn.rows:
        sheet.append([None if cell == "" else cell for cell in row])
    for top, left, bottom, right in drawn.merged:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xls(drawn: Drawn) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    covered = {
        (r, c)
        for top, left, bottom, right in drawn.merged
        for r in range(top, bottom + 1)
        for c in range(left, right + 1)
    } - {(top, left) for top, left, _, _ in drawn.merged}
    for top, left, bottom, right in drawn.merged:
        sheet.write_merge(top - 1, bottom - 1, left - 1, right - 1, drawn.rows[top - 1][left - 1])
    firsts = {(top, left) for top, left, _, _ in drawn.merged}
    for number, row in enumerate(drawn.rows, 1):
        for column, cell in enumerate(row, 1):
            if cell != "" and (number, column) not in covered | firsts:
                sheet.write(number - 1, column - 1, cell)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(drawn: Drawn) -> bytes:
    book = OpenDocumentSpreadsheet()
    table = Table(name="Sheet1")
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in drawn.merged}
    covered = {
        (r, c)
        for top, left, bottom, right in drawn.merged
        for r in range(top, bottom + 1)
        for c in range(left, right + 1)
    } - set(spans)
    for number, row in enumerate(drawn.rows, 1):
        line = TableRow()
        for column, cell in enumerate(row, 1):
            line.addElement(
                CoveredTableCell() if (number, column) in covered else _ods_cell(cell, spans.get((number, column)))
            )
        table.addElement(line)
    book.spreadsheet.addElement(table)
    stream = io.BytesIO()
    book.write(stream)
    return stream.getvalue()


def _ods_cell(cell: object, span: tuple[int, int] | None) -> TableCell:
    about: dict[str, Any] = {"numberrowsspanned": span[0], "numbercolumnsspanned": span[1]} if span else {}
    if isinstance(cell, int | float):
        about |= {"valuetype": "float", "value": cell}
    elif isinstance(cell, date):
        about |= {"valuetype": "date", "datevalue": cell.isoformat()}
    elif cell != "":
        about |= {"valuetype": "string"}
    made = TableCell(**about)
    if cell != "":
        made.addElement(P(text=str(cell)))
    return made


_BOOKS: dict[str, Callable[[Drawn], bytes]] = {"xlsx": xlsx, "xls": xls, "ods": ods}


@cache
def cases() -> tuple[Case, ...]:
    """Every table in several writings and sizes."""
    return tuple(_cases())


def _cases() -> Iterator[Case]:
    turn = 0
    for draw in (*COMPUTERS, *PRINT):
        for size in SIZES:
            drawn = draw(size)
            for _ in range(2):
                format, encoding, delimiter = WRITINGS[turn % len(WRITINGS)]
                turn += 1
                if format in _BOOKS and drawn.text_only:
                    format, encoding, delimiter = "csv", "utf-8", ","
                signs = drawn.signs | ({"merged_cells"} if drawn.merged and format in _BOOKS else set())
                body = _BOOKS[format](drawn) if format in _BOOKS else text(drawn, encoding, delimiter)
                if len(drawn.rows[0]) == 1:
                    delimiter = "," if delimiter and format == "csv" else delimiter
                if encoding == "cp874" and body.isascii():
                    encoding = "utf-8"  # the same bytes in both
                yield Case(f"{draw.__name__} {size} {format} {encoding} {delimiter!r}", body, format, encoding,
                           delimiter, drawn.header, frozenset(signs))  # fmt: skip


@cache
def report_signs() -> frozenset[str]:
    """The signs that the rubric counts."""
    counted = load_yaml(schemas_dir() / "rubric" / "data-catalog-kpi-2565.yaml")["openness"]["report_signs"]
    return frozenset(counted)


def told(case: Case) -> TableProfile | None:
    found = profile(sheets(case.body, case.format, complete=True))
    return found[0] if found else None


def seen_signs(found: TableProfile) -> frozenset[str]:
    return frozenset(sign.code for sign in found.signs) & report_signs()


def results() -> Iterator[tuple[str, str, str | None]]:
    yield from results_of(cases())


def results_of(labelled: Iterable[Case]) -> Iterator[tuple[str, str, str | None]]:
    """What is told of these files, beside their labels."""
    for case in labelled:
        found = told(case)
        if case.encoding:
            yield "encoding", case.encoding, found and found.encoding
            yield "delimiter", case.delimiter, found and found.delimiter
        yield "header row", str(case.header), None if found is None else str(found.header_row)
        signs = None if found is None else seen_signs(found)
        kind = "a table for computers" if not case.signs else "a table for print"
        yield kind, "print" if case.signs else "computers", None if signs is None else "print" if signs else "computers"
        yield "signs", " ".join(sorted(case.signs)), None if signs is None else " ".join(sorted(signs))
