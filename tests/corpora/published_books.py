"""Workbooks, JSON, XML, maps and archives as offices publish them."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta

from tests.corpora.published_writers import (
    DISTRICTS,
    MONTHS,
    PROVINCES,
    RANDOM,
    SHORT_MONTHS,
    SUBDISTRICTS,
    Add,
    book_of,
    csv_of,
    json_of,
    n,
    ods_of,
    records,
    thai,
    written_book,
    xls_of,
    xml_of,
    zip_of,
)


def add(case: Add) -> None:
    RANDOM.seed(25651)
    # --- spreadsheets ----------------------------------------------------------
    case(
        "clean_dates.xlsx",
        book_of(
            [["วันที่", "สถานี", "ปริมาณฝน (มม.)"]]
            + [
                [datetime(2022, 5, 1) + timedelta(days=i), s, round(RANDOM.uniform(0, 80), 1)]
                for i in range(40)
                for s in ("แม่ฮ่องสอน", "ดอยอ่างขาง")
            ],
            formats={"A": "dd/mm/yyyy"},
        ),
        "advanced",
        "day",
        1,
        "|province|branch",
    )
    case(
        "be_real_dates.xlsx",
        book_of(
            [["วันที่รับแจ้ง", "ประเภทเหตุ", "จำนวน"]]
            + [[datetime(2565, 1 + i % 12, 1 + i % 28), "ไฟฟ้าดับ", n(1, 20)] for i in range(60)],
            formats={"A": "dd/mm/yyyy"},
        ),
        "advanced",
        "day",
        1,
        why="Buddhist years in real dates",
    )
    case(
        "serial_dates.xlsx",
        book_of([["วันที่", "ยอดขายสลาก"]] + [[44562 + i * 15, n(1000, 9000)] for i in range(24)]),
        "advanced",
        "day",
        1,
        why="dates as serials without a number format",
    )
    case(
        "merged_title.xlsx",
        book_of(
            [["สถิติผู้ป่วยนอก โรงพยาบาลในสังกัด", None, None, None], ["โรงพยาบาล", "2563", "2564", "2565"]]
            + [[f"รพ.{p}", n(1, 9), n(1, 9), n(1, 9)] for p in PROVINCES],
            merged=["A1:D1"],
        ),
        "basic",
        "year",
        3,
        "|province|branch",
        row=1,
    )
    case(
        "merged_two_headers.xlsx",
        book_of(
            [["จังหวัด", "ประชากร", None, "ครัวเรือน", None], [None, "ชาย", "หญิง", "เจ้าบ้าน", "ผู้อาศัย"]]
            + [[p, n(1, 9), n(1, 9), n(1, 9), n(1, 9)] for p in PROVINCES],
            merged=["A1:A2", "B1:C1", "D1:E1"],
        ),
        "basic",
        area="province",
        row=(1, 2),
    )
    case(
        "merged_groups.xlsx",
        book_of(
            [["อำเภอ", "ปี", "จำนวน"]]
            + [[DISTRICTS[i // 3] if i % 3 == 0 else None, 2563 + i % 3, n(1, 99)] for i in range(30)],
            merged=[f"A{2 + 3 * i}:A{4 + 3 * i}" for i in range(10)],
        ),
        "basic",
        "year",
        3,
        "district",
        row=2,
    )
    case(
        "formulas.xlsx",
        written_book(
            [["ปี", "เดือน", "รายรับ", "รายจ่าย", "สุทธิ"]]
            + [[2565, m, n(100, 900), n(100, 900), None] for m in range(1, 13)],
            lambda b, w: [w["Sheet1"].write_formula(i, 4, f"=C{i + 1}-D{i + 1}", None, n(1, 99)) for i in range(1, 13)],
        ),
        "advanced",
        "month",
        1,
    )
    case(
        "formula_total.xlsx",
        written_book(
            [["ปี", "เดือน", "รายรับ"]] + [[2565, m, n(100, 900)] for m in MONTHS] + [["รวมทั้งสิ้น", "", None]],
            lambda b, w: w["Sheet1"].write_formula(13, 2, "=SUM(C2:C13)", None, 4567),
        ),
        "basic",
        "month",
        1,
        row=14,
    )
    case(
        "cover_data_codes.xlsx",
        book_of(
            {
                "ปก": [["ชุดข้อมูลสถิติแรงงาน"], ["จัดทำโดย สำนักงานสถิติ"], ["ปรับปรุง 30 กันยายน 2565"]],
                "Data": [["year", "quarter", "province_code", "employed", "unemployed"]]
                + [
                    [y, q, c, n(1000, 90000), n(10, 900)]
                    for y in (2562, 2563, 2564, 2565)
                    for q in (1, 2, 3, 4)
                    for c in (50, 52, 40, 30)
                ],
                "Codes": [
                    ["province_code", "province"],
                    [50, "เชียงใหม่"],
                    [52, "ลำปาง"],
                    [40, "ขอนแก่น"],
                    [30, "นครราชสีมา"],
                ],
            }
        ),
        "advanced|basic",
        "quarter",
        4,
        "province",
        row=(0, 1),
    )
    case(
        "hidden_sheet.xlsx",
        book_of(
            {
                "ข้อมูล": [["วันที่", "ด่าน", "จำนวนรถ"]]
                + [[datetime(2023, 1, 1) + timedelta(days=i), "ด่านบางปะอิน", n(1000, 9000)] for i in range(31)],
                "คำนวณ": [["ร่างตัวเลข", None], [None, None], ["รวม", 123]],
            },
            hidden=["คำนวณ"],
        ),
        "advanced",
        "day",
        1,
        "|branch",
    )

    def chart(b, w):
        c = b.add_chart({"type": "column"})
        c.add_series({"values": "=data!$B$2:$B$13"})
        b.add_chartsheet("กราฟ").set_chart(c)

    case(
        "chart_sheet.xlsx",
        written_book({"data": [["เดือน", "จำนวนนักท่องเที่ยว"]] + [[f"{m} 2566", n(1000, 9000)] for m in MONTHS]}, chart),
        "advanced",
        "month",
        1,
    )

    def chart2(b, w):
        c = b.add_chart({"type": "line"})
        c.add_series({"values": "=data!$B$2:$B$9"})
        w["แผนภูมิ"].insert_chart("B2", c)

    case(
        "chart_only_sheet.xlsx",
        written_book({"แผนภูมิ": [], "data": [["ปี", "จำนวน"]] + [[y, n(1, 99)] for y in range(2558, 2566)]}, chart2),
        "advanced",
        "year",
        8,
    )
    case(
        "multi_years_sheets.xlsx",
        book_of(
            {
                f"ปี{y}": [["อำเภอ", "จำนวนเกษตรกร", "พื้นที่ (ไร่)"]] + [[d, n(1, 99), n(100, 900)] for d in DISTRICTS]
                for y in (2563, 2564, 2565)
            }
        ),
        "advanced",
        "|year",
        (0, 1, 3),
        "district",
    )
    case(
        "multi_sheet_reports.xlsx",
        book_of(
            {
                m: [[f"รายงานอุบัติเหตุ เดือน{m} 2565", None, None], ["อำเภอ", "ครั้ง", "บาดเจ็บ"]]
                + [[d, n(0, 9), n(0, 9)] for d in DISTRICTS]
                + [["รวม", 40, 30]]
                for m in MONTHS[:4]
            }
        ),
        "basic",
        "month|",
        (0, 1),
        "district",
        row=1,
    )
    case(
        "autofilter_styles.xlsx",
        book_of(
            [["รหัส", "ชื่อสถานศึกษา", "ตำบล", "จำนวนนักเรียน"]]
            + [[f"{1050130000 + i}", f"โรงเรียนวัด{s}", s, n(20, 900)] for i, s in enumerate(SUBDISTRICTS)],
            after=lambda b: (setattr(b.active.auto_filter, "ref", "A1:D11"), setattr(b.active, "freeze_panes", "A2")),
        ),
        "advanced",
        area="subdistrict",
    )
    case(
        "thai_digit_numbers.xlsx",
        book_of([["ลำดับที่", "ตำแหน่ง", "อัตรา"]] + [[thai(i), "นักวิชาการ", thai(n(1, 30))] for i in range(1, 12)]),
        "basic",
        row=2,
    )
    case(
        "units.xlsx",
        book_of(
            [["สถานี", "ระดับน้ำ", "ความจุ"]]
            + [[f"อ่างเก็บน้ำ {i}", f"{n(1, 9)}.{n(10, 99)} ม.", f"{n(10, 900)} ล้าน ลบ.ม."] for i in range(12)]
        ),
        "basic",
        area="|branch",
        row=2,
    )
    case(
        "numbers_as_text.xlsx",
        book_of(
            [["ปีงบประมาณ", "ประเภทรายได้", "จำนวนเงิน"]]
            + [
                [str(y), t, f"{n(1, 99)},{n(100, 999)},{n(100, 999)}.{n(10, 99)}"]
                for y in (2563, 2564, 2565)
                for t in ("ภาษีบำรุงท้องที่", "ค่าธรรมเนียม", "เงินอุดหนุน")
            ]
        ),
        "advanced|basic",
        "year",
        3,
        row=(0, 2),
    )
    case(
        "water_wide_days.xlsx",
        book_of(
            [["สถานี"] + [datetime(2022, 9, d) for d in range(1, 16)]]
            + [
                [s] + [round(RANDOM.uniform(1, 9), 2) for _ in range(15)]
                for s in ("P.1", "P.67", "W.4A", "Y.14", "N.67")
            ]
        ),
        "advanced",
        "day",
        1,
        "|branch|point",
    )
    case(
        "days_wide_report.xlsx",
        book_of(
            [["ปริมาณน้ำรายวัน เดือนกันยายน 2565"] + [None] * 15, ["สถานี"] + list(range(1, 16))]
            + [
                [s] + [round(RANDOM.uniform(1, 9), 2) for _ in range(15)]
                for s in ("P.1", "P.67", "W.4A", "Y.14", "N.67")
            ],
            merged=["A1:P1"],
        ),
        "basic",
        "day|month|",
        (0, 1),
        "|branch|point",
        row=1,
    )
    case(
        "signature_block.xlsx",
        book_of(
            [["ลำดับ", "รายการ", "จำนวนเงิน"]]
            + [[i, f"ค่าใช้สอย {i}", n(100, 9000)] for i in range(1, 20)]
            + [
                [None, None, None],
                [None, "ผู้จัดทำ", "........................."],
                [None, "ผู้ตรวจสอบ", "........................."],
            ]
        ),
        "basic",
        row=(21, 22),
    )
    case(
        "procurement_sor1.xlsx",
        book_of(
            [
                ["แบบ สขร.1", None, None, None, None],
                ["สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน มกราคม 2566", None, None, None, None],
                ["เทศบาลตำบลหนองหอย", None, None, None, None],
                ["ลำดับที่", "งานที่จัดซื้อจัดจ้าง", "วงเงิน (บาท)", "ราคากลาง", "วิธีซื้อ/จ้าง"],
            ]
            + [[i, f"ซื้อวัสดุสำนักงาน {i}", n(500, 9000), n(500, 9000), "เฉพาะเจาะจง"] for i in range(1, 15)],
            merged=["A1:E1", "A2:E2", "A3:E3"],
        ),
        "basic",
        "|month",
        (0, 1),
        "|subdistrict|district|branch",
        row=1,
    )
    case(
        "oldxls_clean.xls",
        xls_of(
            [["ปี", "เดือน", "จังหวัด", "จำนวนรถจดทะเบียน"]]
            + [[2564, m, p, n(10, 999)] for m in range(1, 13) for p in PROVINCES[:4]]
        ),
        "middle",
        "month",
        1,
        "province",
    )
    case(
        "oldxls_dates.xls",
        xls_of(
            [["วันที่", "ราคาทองแท่ง", "ราคาทองรูปพรรณ"]]
            + [[date(2022, 1, 1) + timedelta(days=i), n(28000, 31000), n(28000, 31000)] for i in range(50)]
        ),
        "middle",
        "day",
        1,
    )
    case(
        "oldxls_report.xls",
        xls_of(
            [["ตาราง 7 จำนวนนักเรียน", None, None], ["อำเภอ", "ชาย", "หญิง"]]
            + [[d, n(1, 99), n(1, 99)] for d in DISTRICTS]
            + [["รวม", 500, 500], ["ที่มา: สพป.", None, None]],
            merged=[(0, 0, 0, 2)],
        ),
        "basic",
        area="district",
        row=1,
    )
    case(
        "oldxls_wide.xls",
        xls_of(
            [["รายการ"] + [float(y) for y in range(2555, 2566)]]
            + [[f"หมวด {i}"] + [n(1, 99) for _ in range(11)] for i in range(8)]
        ),
        "middle",
        "year",
        11,
    )
    case(
        "ods_clean.ods",
        ods_of(
            [["วันที่", "จังหวัด", "ราคาสุกร"]]
            + [[date(2023, 2, 1) + timedelta(days=i), p, n(60, 99)] for i in range(20) for p in PROVINCES[:2]]
        ),
        "advanced",
        "day",
        1,
        "province",
    )
    case(
        "ods_notes.ods",
        ods_of([["ปี", "ไฟป่า (ครั้ง)"]] + [[y, n(1, 99)] for y in range(2556, 2566)] + [[], ["หมายเหตุ ข้อมูลถึงเดือนธันวาคม"]]),
        "basic",
        "year",
        10,
        row=(12, 13),
    )
    case(
        "ods_branch.ods",
        ods_of(
            [["รหัส", "สาขา", "จังหวัด", "วงเงินสินเชื่อ"]] + [[i, f"สาขา{p}", p, n(10, 900)] for i, p in enumerate(PROVINCES)]
        ),
        "advanced",
        area="branch",
    )
    case(
        "year_as_date_1jan.xlsx",
        book_of(
            [["ปี", "GPP (ล้านบาท)", "จังหวัด"]]
            + [[datetime(y, 1, 1), n(1000, 9000), p] for y in range(2012, 2021) for p in PROVINCES[:3]],
            formats={"A": "yyyy"},
        ),
        "advanced",
        "year",
        9,
        "province",
        why="the first of January of each year, shown as years",
    )
    case(
        "month_firsts.xlsx",
        book_of(
            [["เดือน", "ดัชนีราคาผู้บริโภค"]]
            + [[datetime(2020 + i // 12, 1 + i % 12, 1), round(RANDOM.uniform(95, 110), 1)] for i in range(36)],
            formats={"A": "mmm yyyy"},
        ),
        "advanced",
        "month",
        3,
    )
    case(
        "blank_first_col.xlsx",
        book_of([[None, "จังหวัด", "จำนวน"]] + [[None, p, n(1, 99)] for p in PROVINCES]),
        "basic|advanced",
        area="province",
        row=(0, 1),
        why="an unnamed, empty first column",
    )
    case(
        "blank_rows_top.xlsx",
        book_of([[], [], ["ปี", "จำนวนผู้เสียภาษี", "ภาษี (ล้านบาท)"]] + [[y, n(1, 99), n(1, 99)] for y in range(2556, 2566)]),
        "basic|advanced",
        "year",
        10,
        row=(0, 1, 2, 3),
    )
    case(
        "checklist_mixed.xlsx",
        book_of(
            [["ปี", "จำนวนผู้ป่วย", "อัตราตาย"]]
            + [[y, n(100, 900) if y != 2563 else "ไม่มีข้อมูล", n(1, 9) if y % 3 else "N/A"] for y in range(2556, 2566)]
        ),
        "advanced|basic",
        "year",
        10,
        row=(0, 3, 4, 5, 6, 7, 8, 9),
    )
    case(
        "types_mixed.xlsx",
        book_of(
            [
                ["รายการ", "ค่า"],
                ["ชื่อโครงการ", "อ่างเก็บน้ำห้วยลาน"],
                ["ความจุ", 12.5],
                ["วันที่เริ่ม", datetime(2020, 1, 5)],
                ["พิกัด", "18.7, 99.1"],
                ["จำนวนครัวเรือน", 340],
                ["ผู้รับผิดชอบ", "กรมชลประทาน"],
            ],
        ),
        "basic",
        "|day",
        (0, 1),
        "|point",
        row=(1, 2, 3, 4),
        why="key and value pairs: many types in a column",
    )
    case(
        "unit_row.xlsx",
        book_of(
            [["อำเภอ", "พื้นที่ปลูก", "ผลผลิต", "ราคา"], [None, "(ไร่)", "(ตัน)", "(บาท/กก.)"]]
            + [[d, n(100, 900), n(100, 900), n(5, 20)] for d in DISTRICTS]
        ),
        "basic",
        area="district",
        row=(1, 2),
    )
    case(
        "en_header_below.xlsx",
        book_of(
            [["ปี", "รายได้", "ค่าใช้จ่าย"], ["Year", "Income", "Expense"]]
            + [[y, n(100, 900), n(100, 900)] for y in range(2556, 2566)]
        ),
        "basic",
        "year",
        10,
        row=(1, 2),
        why="two header rows",
    )
    case(
        "column_numbers_row.xlsx",
        book_of(
            [["ลำดับ", "ชื่ออ่าง", "ความจุ", "ปริมาตร"], ["(1)", "(2)", "(3)", "(4)"]]
            + [[i, f"อ่าง {i}", n(10, 99), n(1, 9)] for i in range(1, 15)]
        ),
        "basic",
        row=(1, 2),
    )
    case(
        "side_by_side.xlsx",
        book_of(
            [["อำเภอ", "จำนวน", None, "โรค", "จำนวน"]]
            + [[d, n(1, 99), None, f"โรค {i}", n(1, 99)] for i, d in enumerate(DISTRICTS)]
        ),
        "basic",
        area="district",
        row=(1,),
        why="two tables beside each other",
    )
    case(
        "two_tables_stacked.xlsx",
        book_of(
            [["ปี", "ชาย", "หญิง"]]
            + [[y, n(1, 99), n(1, 99)] for y in (2563, 2564, 2565)]
            + [[], ["อำเภอ", "ชาย", "หญิง"]]
            + [[d, n(1, 99), n(1, 99)] for d in DISTRICTS]
        ),
        "basic",
        "year",
        3,
        "district",
        row=(5, 6),
    )
    case(
        "indent_groups.xlsx",
        book_of(
            [["รายการ", "2564", "2565"]]
            + [
                r
                for g in ("ภาษีทางตรง", "ภาษีทางอ้อม", "รายได้อื่น")
                for r in [[g, None, None]] + [[f"   {g} {i}", n(1, 99), n(1, 99)] for i in range(1, 4)]
            ]
        ),
        "basic|advanced",
        "year",
        2,
        row=(0, 2),
        why="group rows among data",
    )
    case(
        "big_clean.xlsx",
        book_of(
            [["TRX_DATE", "STATION", "DIRECTION", "COUNT"]]
            + [
                [datetime(2022, 1, 1) + timedelta(hours=h), f"ST{h % 7}", RANDOM.choice("NS"), n(1, 999)]
                for h in range(3000)
            ]
        ),
        "advanced",
        "hour",
        1,
    )
    case(
        "fiscal_short.xlsx",
        book_of(
            [["ปีงบ", "หน่วยงาน", "ตัวชี้วัด", "เป้าหมาย", "ผล"]]
            + [[f"{y}", f"กอง {i}", f"KPI {i}", n(60, 90), n(50, 99)] for y in (65, 66) for i in range(8)]
        ),
        "advanced",
        "year",
        2,
        why="two-digit Buddhist fiscal years",
    )
    case(
        "fiscal_text.xlsx",
        book_of(
            [["ปีงบประมาณ", "โครงการ", "งบประมาณ"]]
            + [[f"ปีงบประมาณ พ.ศ. {y}", f"โครงการ {i}", n(1000, 9000)] for y in (2564, 2565, 2566) for i in range(5)]
        ),
        "advanced",
        "year",
        3,
    )
    case(
        "month_names_only.xlsx",
        book_of([["เดือน", "ห้องพัก", "อัตราเข้าพัก"]] + [[m, n(100, 900), n(30, 90)] for m in MONTHS]),
        "advanced",
        "month",
        (0, 1),
    )
    case(
        "oct_sep_fiscal.xlsx",
        book_of(
            [["ปีงบประมาณ 2565", "รับเรื่อง", "แล้วเสร็จ"]]
            + [
                [f"{m} {2564 if m in SHORT_MONTHS[9:] else 2565}", n(1, 99), n(1, 99)]
                for m in SHORT_MONTHS[9:] + SHORT_MONTHS[:9]
            ]
        ),
        "advanced",
        "month",
        2,
    )
    case(
        "time_cells.xlsx",
        book_of(
            [["วันที่", "เวลา", "สถานี", "อุณหภูมิ"]]
            + [
                [
                    datetime(2023, 4, 1) + timedelta(days=i // 8),
                    time(i % 8 * 3, 0),
                    "48327",
                    round(RANDOM.uniform(24, 41), 1),
                ]
                for i in range(80)
            ]
        ),
        "advanced",
        "hour|minute",
        1,
        "|point|branch",
    )
    case(
        "police_stations.xlsx",
        book_of(
            [["ลำดับ", "สถานีตำรวจ", "ละติจูด", "ลองจิจูด"]]
            + [
                [i, f"สภ.{d}", round(RANDOM.uniform(18, 19), 6), round(RANDOM.uniform(98, 99), 6)]
                for i, d in enumerate(DISTRICTS, 1)
            ]
        ),
        "advanced",
        area="point",
    )
    case(
        "village_text.xlsx",
        book_of(
            [["ชื่อหมู่บ้าน", "หมู่ที่", "ตำบล", "จำนวนสระน้ำ"]]
            + [
                [f"บ้าน{x}", f"หมู่ที่ {1 + i}", "ริมใต้", n(0, 9)]
                for i, x in enumerate(["ท่าข้าม", "ป่าคา", "ห้วยน้ำริน", "ดอนแก้ว", "สันเหนือ", "ป่าลาน", "น้ำริน", "หัวดง"])
            ]
        ),
        "advanced",
        area="village",
    )
    case(
        "address_full.xlsx",
        book_of(
            [["ร้าน", "ที่อยู่"]]
            + [
                [f"ร้านธงฟ้า {i}", f"{n(1, 300)} หมู่ {n(1, 9)} ต.{s} อ.เมืองเชียงใหม่ จ.เชียงใหม่ 50000"]
                for i, s in enumerate(SUBDISTRICTS * 2)
            ]
        ),
        "advanced",
        area="village|subdistrict|point",
    )
    case(
        "list_with_year_in_name.xlsx",
        book_of(
            [["ลำดับ", "ชื่อกฎหมาย", "ผู้รักษาการ"]]
            + [[i, f"พระราชบัญญัติฉบับที่ {i} พ.ศ. {n(2480, 2565)}", "กระทรวงมหาดไทย"] for i in range(1, 30)]
        ),
        "advanced",
        "|year",
        None,
        why="years in names of laws",
    )
    case(
        "age_groups.xlsx",
        book_of([["กลุ่มอายุ", "ชาย", "หญิง"]] + [[f"{a}-{a + 4} ปี", n(100, 900), n(100, 900)] for a in range(0, 85, 5)]),
        "advanced",
        why="groups of age are no periods",
    )
    case(
        "date_range.xlsx",
        book_of(
            [["โครงการ", "วันที่เริ่มต้น", "วันที่สิ้นสุด", "งบประมาณ"]]
            + [
                [f"อบรม {i}", datetime(2022, n(1, 6), n(1, 28)), datetime(2022, n(7, 12), n(1, 28)), n(1000, 9000)]
                for i in range(20)
            ],
            formats={"B": "dd/mm/yyyy", "C": "dd/mm/yyyy"},
        ),
        "advanced",
        "day",
        1,
    )
    # --- JSON, XML, GeoJSON, KML, ZIP -------------------------------------------
    T1 = [["date", "province", "new_case", "total_case"]] + [
        [f"2021-07-{1 + i:02}", p, n(1, 999), n(1000, 9999)] for i in range(20) for p in PROVINCES[:5]
    ]
    case("records.json", json_of(records(T1)), "advanced", "day", 1, "province")
    case(
        "ckan_result.json",
        json_of({"help": "x", "success": True, "result": {"records": records(T1), "total": 100}}),
        "advanced",
        "day",
        1,
        "province",
    )
    case(
        "nested.json",
        json_of(
            [
                {
                    "id": i,
                    "station": {
                        "name": f"สถานี {i}",
                        "lat": round(RANDOM.uniform(13, 14), 5),
                        "lon": round(RANDOM.uniform(100, 101), 5),
                    },
                    "readings": {"time": f"2023-01-01T{i % 24:02}:00:00", "pm25": n(1, 90)},
                }
                for i in range(40)
            ]
        ),
        "advanced",
        "hour",
        1,
        "point",
    )
    case(
        "nested_list.json",
        json_of(
            {
                "data": [
                    {
                        "province": p,
                        "districts": [{"name": f"อำเภอ {i}", "population": n(1000, 9000)} for i in range(3)],
                    }
                    for p in PROVINCES
                ]
            }
        ),
        "advanced",
        area="province|district",
    )
    case(
        "array_rows.json",
        json_of({"columns": ["ปี", "รายได้", "รายจ่าย"], "rows": [[y, n(1, 99), n(1, 99)] for y in range(2555, 2566)]}),
        "advanced",
        "year",
        11,
    )
    case(
        "rows_header_first.json",
        json_of([["ปี", "เดือน", "จำนวน"]] + [[2565, m, n(1, 99)] for m in range(1, 13)]),
        "advanced",
        "month",
        1,
    )
    case(
        "json_lines.json",
        "\n".join(json.dumps(r, ensure_ascii=False) for r in records(T1)).encode(),
        "middle",
        "day",
        1,
        "province",
        format="jsonl|json|ndjson",
    )
    case(
        "bom.json",
        b"\xef\xbb\xbf" + json_of([{"ปีงบประมาณ": 2560 + i, "งบประมาณ": n(1, 99)} for i in range(6)]),
        "advanced",
        "year",
        6,
    )
    case(
        "column_oriented.json",
        json_of({"year": {str(i): 2555 + i for i in range(10)}, "value": {str(i): n(1, 99) for i in range(10)}}),
        "advanced",
        "year",
        10,
        why="pandas to_json",
    )
    case(
        "single_object.json",
        json_of({"ชื่อ": "อุทยานแห่งชาติดอยอินทนนท์", "พื้นที่": 301184, "ปีประกาศ": 2515, "lat": 18.58, "lon": 98.48}),
        "advanced|basic",
        "|year",
        (0, 1),
        "point|",
        row=(0, 1),
    )
    case(
        "points.geojson",
        json_of(
            {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "properties": {"name": f"โรงเรียน {i}", "students": n(10, 900)},
                        "geometry": {"type": "Point", "coordinates": [100 + RANDOM.random(), 14 + RANDOM.random()]},
                    }
                    for i in range(30)
                ],
            }
        ),
        "advanced",
        area="point",
    )
    case(
        "provinces.geojson",
        json_of(
            {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "properties": {"PROV_NAMT": p, "PROV_CODE": 50 + i},
                        "geometry": {
                            "type": "Polygon",
                            "coordinates": [
                                [[98 + i * 0.1, 18], [98.1 + i * 0.1, 18], [98.1 + i * 0.1, 18.1], [98 + i * 0.1, 18]]
                            ],
                        },
                    }
                    for i, p in enumerate(PROVINCES)
                ],
            }
        ),
        "advanced",
        area="province|point",
    )
    case(
        "roads.geojson",
        json_of(
            {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "properties": {"road": f"ทล.{i}", "year": 2565, "length_km": n(1, 90)},
                        "geometry": {"type": "LineString", "coordinates": [[98 + i * 0.1, 18], [98.1 + i * 0.1, 18]]},
                    }
                    for i in range(20)
                ],
            }
        ),
        "advanced",
        "year",
        1,
        "point",
    )
    case(
        "geo_in_json.json",
        json_of(
            {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "properties": {"name": f"จุด {i}"},
                        "geometry": {"type": "Point", "coordinates": [100 + RANDOM.random(), 14]},
                    }
                    for i in range(10)
                ],
            }
        ),
        "advanced",
        area="point",
        format="geojson|json",
    )
    case(
        "records.xml",
        xml_of(
            [["YEAR", "MONTH", "PROVINCE", "VALUE"]]
            + [[2564, m, p, n(1, 99)] for m in range(1, 13) for p in PROVINCES[:4]]
        ),
        "advanced",
        "month",
        1,
        "province",
    )
    case(
        "thai_tags.xml",
        xml_of(
            [["ปี", "จังหวัด", "จำนวน"]] + [[y, p, n(1, 99)] for y in (2563, 2564, 2565) for p in PROVINCES[:4]],
            "รายการทั้งหมด",
            "รายการ",
        ),
        "advanced",
        "year",
        3,
        "province",
    )
    case(
        "attributes.xml",
        (
            '<?xml version="1.0"?><stations>'
            + "".join(
                f'<station id="{i}" lat="{13 + i / 50}" lon="{100 + i / 50}" name="สถานี {i}"/>' for i in range(20)
            )
            + "</stations>"
        ).encode(),
        "advanced",
        area="point",
    )
    case(
        "weather_nested.xml",
        (
            '<?xml version="1.0" encoding="utf-8"?><WeatherToday><header><title>WeatherToday</title></header><Stations>'
            + "".join(
                f"<Station><WmoStationNumber>483{i:02}</WmoStationNumber><StationNameThai>สถานี {i}</StationNameThai>"
                f"<Province>{PROVINCES[i % 12]}</Province><Latitude>{13 + i / 50}</Latitude>"
                f"<Longitude>{100 + i / 50}</Longitude><Observation><DateTime>01/05/2023 07:00:00</DateTime>"
                f"<Temperature>{n(20, 39)}</Temperature></Observation></Station>"
                for i in range(20)
            )
            + "</Stations></WeatherToday>"
        ).encode(),
        "advanced",
        "day|hour|year",
        1,
        "point",
    )
    case(
        "temples.kml",
        (
            '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
            + "".join(
                f"<Placemark><name>วัด {i}</name><Point>"
                f"<coordinates>{100 + i / 50},{13 + i / 50},0</coordinates></Point></Placemark>"
                for i in range(20)
            )
            + "</Document></kml>"
        ).encode(),
        "middle|advanced",
        area="point",
        why="KML is not among the common-software formats named; the list is rubric data",
    )
    case(
        "csv_notes.zip",
        zip_of(data__csv=csv_of(T1), README__txt="ชุดข้อมูลผู้ติดเชื้อรายวัน\nจัดทำโดยกรมควบคุมโรค".encode()),
        "advanced",
        "day",
        1,
        "province",
        format="zip",
    )
    case(
        "two_csv.zip",
        zip_of(
            a2564__csv=csv_of([["อำเภอ", "จำนวน"]] + [[d, n(1, 9)] for d in DISTRICTS]),
            a2565__csv=csv_of([["อำเภอ", "จำนวน"]] + [[d, n(1, 9)] for d in DISTRICTS]),
        ),
        "advanced",
        "",
        (0,),
        "district",
        format="zip",
    )
    case(
        "xlsx_in_zip.zip",
        zip_of(x__xlsx=book_of([["ปี", "จำนวน"]] + [[y, n(1, 9)] for y in range(2556, 2566)])),
        "advanced",
        "year",
        10,
        format="zip",
    )
    case(
        "names_with_ruam.xlsx",
        book_of(
            [["ลำดับ", "ชื่อสหกรณ์", "ปีที่จดทะเบียน", "สมาชิก"]]
            + [
                [i, x, n(2510, 2560), n(50, 900)]
                for i, x in enumerate(
                    ["สหกรณ์รวมใจพัฒนา", "รวมพลังชาวสวน", "สหกรณ์รวมทรัพย์", "รวมมิตรออมทรัพย์", "สหกรณ์เกษตรรวม", "รวมไทยพัฒนา"],
                    1,
                )
            ]
        ),
        "advanced",
        "|year",
        None,
        why="names that begin with the word for total",
    )
    case(
        "district_total_col.csv",
        csv_of([["อำเภอ", "ชาย", "หญิง", "รวม", "หมายเหตุ"]] + [[d, n(1, 9), n(1, 9), n(2, 18), ""] for d in DISTRICTS]),
        "advanced",
        area="district",
    )
    case(
        "hours_ranges.csv",
        csv_of([["ช่วงเวลา", "จำนวนอุบัติเหตุ"]] + [[f"{h:02}.00-{h + 2:02}.59", n(1, 90)] for h in range(0, 24, 3)]),
        "advanced",
        "|hour",
        0,
        why="hours of the day over all days: reading open",
    )
    case(
        "half_year.csv",
        csv_of(
            [["ครึ่งปี", "ปี", "ยอดสินเชื่อ"]]
            + [[h, y, n(100, 900)] for y in range(2560, 2566) for h in ("ครึ่งปีแรก", "ครึ่งปีหลัง")]
        ),
        "advanced",
        "half_year",
        6,
    )
    case(
        "countries.csv",
        csv_of(
            [["ประเทศ", "ปี", "มูลค่าส่งออก"]]
            + [[c, y, n(10, 900)] for c in ("จีน", "ญี่ปุ่น", "ลาว", "เวียดนาม") for y in (2561, 2562, 2563, 2564, 2565)]
        ),
        "advanced",
        "year",
        5,
        "|country",
    )
    case(
        "regions.csv",
        csv_of(
            [["ภาค", "ปี", "ผู้มีงานทำ"]]
            + [
                [c, y, n(10, 900)]
                for c in ("กรุงเทพมหานคร", "ภาคกลาง", "ภาคเหนือ", "ภาคใต้", "ภาคตะวันออกเฉียงเหนือ")
                for y in (2561, 2562, 2563, 2564, 2565)
            ]
        ),
        "advanced",
        "year",
        5,
        "region",
    )
    case(
        "health_zone.csv",
        csv_of(
            [["เขตสุขภาพ", "ปีงบประมาณ", "ผู้ป่วย"]]
            + [[f"เขตสุขภาพที่ {z}", y, n(100, 900)] for z in range(1, 14) for y in (2564, 2565)]
        ),
        "advanced",
        "year",
        2,
        "region|",
    )
    case(
        "tsv_txt.txt",
        csv_of([["รหัส", "วันที่", "ราคา"]] + [[i, f"2022-01-{i:02}", n(1, 99)] for i in range(1, 28)], delimiter="\t"),
        "advanced|middle",
        "day",
        1,
        format="tsv|txt|csv",
    )
    case(
        "pipe.csv",
        csv_of(
            [["hn", "visit_date", "clinic", "cost"]]
            + [[f"{i:07}", f"2565{1 + i % 12:02}{1 + i % 28:02}", "OPD", n(100, 900)] for i in range(40)],
            delimiter="|",
        ),
        "advanced",
        "day",
        1,
        why="Buddhist days without separators",
    )
