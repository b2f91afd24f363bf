"""Clean tables that resemble printed ones, and printed ones of several kinds at once."""

from __future__ import annotations

from datetime import date

from tests.corpora.published_writers import (
    DISTRICTS,
    MONTHS,
    PROVINCES,
    RANDOM,
    Add,
    book_of,
    buddhist,
    csv_of,
    days,
    json_of,
    n,
)


def add(case: Add) -> None:
    RANDOM.seed(2568)
    # clean ones that resemble the signs
    case(
        "mixed_levels_long.csv",
        csv_of(
            [["ระดับ", "พื้นที่", "ปี", "จำนวน"]]
            + [
                [level, x, 2565, n(1, 99)]
                for level, x in (
                    ("ภาค", "ภาคเหนือ"),
                    ("จังหวัด", "เชียงใหม่"),
                    ("จังหวัด", "น่าน"),
                    ("จังหวัด", "แพร่"),
                    ("ภาค", "ภาคใต้"),
                    ("จังหวัด", "ตรัง"),
                    ("จังหวัด", "สตูล"),
                )
            ]
        ),
        "advanced",
        "year",
        1,
        "province",
    )
    case(
        "responsible_country.csv",
        csv_of(
            [["โครงการ", "พื้นที่ดำเนินการ", "งบ"]]
            + [
                [f"โครงการ {i}", x, n(1, 99)]
                for i, x in enumerate(["ทั่วประเทศ", "เชียงใหม่", "น่าน", "ทั่วประเทศ", "ภาคใต้", "ตรัง", "สงขลา", "แพร่"])
            ]
        ),
        "advanced",
        area="province",
    )
    case(
        "channels.csv",
        csv_of(
            [["ช่องทาง", "ผู้ใช้"]] + [[x, n(1, 99)] for x in ("เว็บไซต์", "ตู้ ATM ทั่วประเทศ", "สาขา", "โทรศัพท์", "แอปพลิเคชัน")]
        ),
        "advanced",
        area="|branch",
    )
    case(
        "names_bracket.csv",
        csv_of(
            [["ชื่อหน่วย", "อัตรากำลัง"]]
            + [
                [x, n(1, 99)]
                for x in ("กองกลาง (รวมสารบรรณ)", "กองคลัง (รวม)", "กองช่าง", "รวมพลัง (มูลนิธิ)", "ศูนย์ (ใหม่)", "กองแผน")
            ]
        ),
        "advanced",
        area="|branch",
    )
    case(
        "officers_roles.csv",
        csv_of(
            [["ตำแหน่ง", "จำนวนอัตรา", "ว่าง"]]
            + [
                [x, n(1, 99), n(0, 9)]
                for x in ("ผู้อำนวยการ", "นักวิชาการ", "เจ้าหน้าที่", "ลูกจ้าง", "ผู้ตรวจสอบภายใน", "ผู้รับรองมาตรฐาน")
            ]
        ),
        "advanced",
    )
    case(
        "statements_last_sparse.csv",
        csv_of([["รหัส", "รายการ", "หมายเหตุ"]] + [[f"A{i}", f"รายการ {i}", ""] for i in range(12)] + [["A99", "", "-"]]),
        "advanced",
    )
    case(
        "numbers_header_first_row.csv",
        csv_of([["a", "b", "c", "d"], [1, 2, 3, 4]] + [[n(1, 9), n(1, 9), n(1, 9), n(1, 9)] for _ in range(20)]),
        "advanced",
        why="a first row 1 2 3 4 above numbers is data",
    )
    case(
        "likert_text.csv",
        csv_of(
            [["ลำดับ", "ข้อ 1", "ข้อ 2", "ข้อ 3", "ข้อเสนอแนะ"], [1, 2, 3, 4, "ดี"]]
            + [[i, n(1, 5), n(1, 5), n(1, 5), RANDOM.choice(["ดี", "ไม่มี", "-"])] for i in range(2, 20)]
        ),
        "advanced",
    )
    case(
        "law_outline.csv",
        csv_of(
            [["ข้อ", "เนื้อหา", "หมวด"]]
            + [[f"{i}", f"ข้อความที่ {i}", "1. ทั่วไป" if i < 9 else "2. วิธีการ"] for i in range(1, 20)]
        ),
        "advanced",
    )
    case(
        "indicators_numbered.csv",
        csv_of([["ตัวชี้วัด", "เป้า", "ผล"]] + [[f"{i}. ตัวชี้วัดที่ {i}", n(50, 99), n(50, 99)] for i in range(1, 12)]),
        "advanced",
    )
    case(
        "indicators_outline_filled.csv",
        csv_of(
            [["ตัวชี้วัด", "เป้า", "ผล"]]
            + [
                [x, n(50, 99), n(50, 99)]
                for x in ("1. ด้านบริการ", "1.1 ความพึงพอใจ", "1.2 เวลา", "2. ด้านงบ", "2.1 เบิกจ่าย", "2.2 ลงทุน")
            ]
        ),
        "advanced",
        why="every row is filled: nothing says that it is for print",
    )
    case(
        "stats_measures.csv",
        csv_of(
            [["ค่าสถิติ", "อุณหภูมิ", "ความชื้น"]] + [[x, n(10, 40), n(50, 99)] for x in ("สูงสุด", "ต่ำสุด", "มัธยฐาน", "เฉลี่ย")]
        ),
        "advanced",
    )
    case(
        "mean_of_month_records.csv",
        csv_of([["ปี", "เดือน", "ประเภท", "ค่า"]] + [[2565, m, t, n(1, 99)] for m in MONTHS for t in ("สูงสุด", "เฉลี่ย")]),
        "advanced",
        "month",
        1,
    )
    case(
        "two_cols_mixed_free_text.csv",
        csv_of(
            [["ผู้ตอบ", "ความเห็น"]]
            + [
                [f"R{i}", RANDOM.choice(["ดีมาก", "5", "ควรปรับปรุง 12/3/2565", "ไม่มี", "ขอบคุณ", "บริการดี"])]
                for i in range(40)
            ]
        ),
        "advanced",
    )
    case(
        "fiscal_2digit_ids.csv",
        csv_of([["ปีงบประมาณ", "ลำดับ", "เลขคำขอ"]] + [[66, i, f"66-{i:04}"] for i in range(1, 20)]),
        "advanced",
        "year",
        1,
    )
    case(
        "academic_small.csv",
        csv_of([["ชั้นปี", "คณะ", "จำนวน"]] + [[y, f, n(10, 99)] for y in (1, 2, 3, 4) for f in ("วิทย์", "ศิลป์", "แพทย์")]),
        "advanced",
        why="years of study are no periods",
    )
    case(
        "questions_q12.csv",
        csv_of(
            [["respondent"] + [f"Q{i}" for i in range(1, 13)]] + [[i] + [n(1, 5) for _ in range(12)] for i in range(30)]
        ),
        "advanced",
    )
    case(
        "q1_q4_only_year.csv",
        csv_of([["ปี", "Q1", "Q2", "Q3", "Q4"]] + [[y] + [n(1, 99) for _ in range(4)] for y in range(2558, 2566)]),
        "advanced",
        "quarter",
        8,
    )
    case(
        "week_cols.csv",
        csv_of(
            [["โรค"] + [f"W{i}" for i in range(1, 53)]]
            + [[d] + [n(0, 99) for _ in range(52)] for d in ("ไข้เลือดออก", "หัด", "ตาแดง", "อุจจาระร่วง")]
        ),
        "advanced",
        "week",
        0,
    )
    case(
        "m1_m6_grades.csv",
        csv_of(
            [["โรงเรียน", "ม.1", "ม.2", "ม.3", "ม.4", "ม.5", "ม.6"]]
            + [[f"โรงเรียน {i}"] + [n(10, 99) for _ in range(6)] for i in range(9)]
        ),
        "advanced",
        area="|branch",
        why="ม.1 is a grade of school and no month",
    )
    case(
        "p1_p6.csv",
        csv_of(
            [["โรงเรียน", "ป.1", "ป.2", "ป.3", "ป.4", "ป.5", "ป.6"]]
            + [[f"โรงเรียน {i}"] + [n(10, 99) for _ in range(6)] for i in range(9)]
        ),
        "advanced",
        area="|branch",
    )
    case(
        "names_of_people_months.csv",
        csv_of(
            [["ประเภทดอกไม้", "ราคา"]] + [[x, n(1, 99)] for x in ("มีนา", "เมษา", "กุหลาบ", "มะลิ", "ดาวเรือง", "กล้วยไม้")]
        ),
        "advanced",
    )
    case(
        "street_addr.csv",
        csv_of(
            [["ร้าน", "ที่อยู่"]]
            + [[f"ร้าน {i}", f"{n(1, 99)}/{n(1, 9)} ถ.พหลโยธิน แขวงลาดยาว เขตจตุจักร กทม. 10900"] for i in range(12)]
            + [["ร้าน 99", "5 ถ.สีลม แขวงสีลม เขตบางรัก กทม. 10500"]]
        ),
        "advanced",
        area="subdistrict|point",
    )
    case(
        "th_codes_not_area.csv",
        csv_of([["ISIN", "ราคา"]] + [[f"TH{n(1000000000, 9999999999)}", n(1, 99)] for _ in range(20)]),
        "advanced",
    )
    case(
        "codes_th4.csv",
        csv_of([["รหัสสินค้า", "ราคา"]] + [[f"TH{n(6000, 9900)}", n(1, 99)] for _ in range(20)]),
        "advanced",
    )
    case(
        "units_by_name.csv",
        csv_of(
            [["รายการ", "หน่วยนับ", "จำนวน"]]
            + [[f"พัสดุ {i}", RANDOM.choice(["ไร่", "ตัน", "คู่", "เครื่อง"]), n(1, 99)] for i in range(20)]
        ),
        "advanced",
    )
    case(
        "utm_zone_north.csv",
        csv_of(
            [["สถานี", "North (m)", "East (m)"]] + [[f"S{i}", n(1500000, 2100000), n(480000, 680000)] for i in range(15)]
        ),
        "advanced",
        area="point",
    )
    case(
        "north_east_regions.csv",
        csv_of(
            [["ปี", "North", "Northeast", "Central", "South"]]
            + [[y] + [n(100, 900) for _ in range(4)] for y in range(2555, 2566)]
        ),
        "advanced",
        "year",
        11,
        "region",
    )
    case(
        "single_string_json.json",
        json_of([{"text": "[ประกาศ] เรื่องรับสมัคร"}, {"text": "[ด่วน] ปิดถนน"}, {"text": "ปกติ"}]),
        "advanced",
    )
    case(
        "columns_and_records.json",
        json_of({"columns": ["a", "b"], "rows": [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}, {"a": 3, "b": "z"}]}),
        "advanced",
    )
    case(
        "matrix_tags.json",
        json_of(
            {
                "tags": ["x", "y", "z"],
                "data": [["ปี", "จังหวัด", "ค่า"], [2564, "น่าน", 5], [2565, "แพร่", 6], [2565, "ตรัง", 7]],
            }
        ),
        "advanced",
        "year",
        2,
        "province",
        why="as many tags as columns: names stand in the first row",
    )
    case(
        "gapped_two_blocks.xlsx",
        book_of(
            [["ปี", "จังหวัด", "ค่า"]]
            + [[y, p, n(1, 9)] for y in (2563, 2564) for p in PROVINCES[:5]]
            + [[None, None, None]] * 3
        ),
        "advanced",
        "year",
        2,
        "province",
        why="blank rows at the end are none",
    )
    case(
        "report_then_district.xlsx",
        book_of(
            [["ตารางที่ 1 รายปี"], ["ปี", "คน"], [2564, 5], [2565, 6], [], ["ตารางที่ 2 รายอำเภอ"], ["อำเภอ", "คน"]]
            + [[d, n(1, 99)] for d in DISTRICTS]
        ),
        "basic",
        "year",
        2,
        "district",
        row=1,
    )
    case(
        "total_then_mean.csv",
        csv_of([["เดือน", "ฝน"]] + [[m, n(1, 99)] for m in MONTHS] + [["รวม", 600], ["เฉลี่ย", 50]]),
        "basic",
        "month",
        (0, 1),
        row=14,
    )
    case(
        "footer_source_en.csv",
        csv_of([["Year", "GDP"]] + [[y, n(1, 99)] for y in range(2012, 2023)] + [["Source: NESDC", ""]]),
        "basic",
        "year",
        11,
        row=13,
    )
    case(
        "subtot_label_col2.csv",
        csv_of(
            [["ลำดับ", "หน่วยงาน", "งบ"]]
            + [
                r
                for g in range(3)
                for r in [[i + 1 + 4 * g, f"กอง {g}{i}", n(1, 99)] for i in range(3)]
                + [["", "รวมสำนัก " + str(g), n(100, 300)]]
            ]
        ),
        "basic",
        row=5,
    )
    case(
        "merged_province.xlsx",
        book_of(
            [
                ["จังหวัด", "อำเภอ", "จำนวน"],
                ["เชียงใหม่", "แม่ริม", 5],
                [None, "หางดง", 6],
                ["ลำปาง", "เกาะคา", 7],
                [None, "งาว", 8],
            ],
            merged=["A2:A3", "A4:A5"],
        ),
        "basic",
        area="district",
        row=2,
    )
    case(
        "header_3_rows.xlsx",
        book_of(
            [
                ["อำเภอ", "ปี 2565", None, None, None],
                [None, "ชาย", None, "หญิง", None],
                [None, "คน", "ร้อยละ", "คน", "ร้อยละ"],
            ]
            + [[d, n(1, 9), n(1, 9), n(1, 9), n(1, 9)] for d in DISTRICTS],
            merged=["B1:E1", "B2:C2", "D2:E2", "A1:A3"],
        ),
        "basic",
        "|year",
        (0, 1),
        "district",
        row=1,
    )
    case(
        "hourly_wide_water.csv",
        csv_of(
            [["วันที่"] + [f"{h:02}:00" for h in range(24)]]
            + [[buddhist(d)] + [round(RANDOM.uniform(1, 4), 2) for _ in range(24)] for d in days(date(2022, 10, 1), 20)]
        ),
        "advanced",
        "hour|day",
        1,
        why="hours across",
    )
    case(
        "drought_dates_range.csv",
        csv_of(
            [["อำเภอ", "ช่วงเวลาที่ประกาศ"]] + [[d, f"1 มี.ค. 2566 - {10 + i} มี.ค. 2566"] for i, d in enumerate(DISTRICTS)]
        ),
        "advanced",
        "day|month|week|",
        (0, 1),
        "district",
    )
