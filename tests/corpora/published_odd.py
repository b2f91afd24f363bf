"""Sums of groups, ways to write periods, numbers and names that are neither, tables inside of others."""

from __future__ import annotations

import json
from datetime import date, datetime

from tests.corpora.published_writers import (
    DISTRICTS,
    MONTHS,
    PROVINCES,
    RANDOM,
    SHORT_MONTHS,
    SUBDISTRICTS,
    Add,
    book_of,
    buddhist,
    csv_of,
    days,
    json_of,
    n,
    records,
)


def add(case: Add) -> None:
    RANDOM.seed(2567)
    # sums and groups
    case(
        "nso_hierarchy.csv",
        csv_of(
            [["ภาคและจังหวัด", "ชาย", "หญิง"]]
            + [
                [x, n(1000, 9000), n(1000, 9000)]
                for x in (
                    "ทั่วราชอาณาจักร",
                    "กรุงเทพมหานคร",
                    "ภาคกลาง",
                    "สมุทรปราการ",
                    "นนทบุรี",
                    "ปทุมธานี",
                    "ชลบุรี",
                    "ภาคเหนือ",
                    "เชียงใหม่",
                    "ลำพูน",
                    "ลำปาง",
                    "ภาคใต้",
                    "สงขลา",
                    "ภูเก็ต",
                    "ตรัง",
                )
            ]
        ),
        "basic",
        area="province",
        row=2,
    )
    case(
        "regions_among_provinces.csv",
        csv_of(
            [["พื้นที่", "ปี", "ผลผลิต"]]
            + [
                [x, 2565, n(1000, 9000)]
                for x in (
                    "ภาคเหนือ",
                    "เชียงใหม่",
                    "ลำพูน",
                    "ลำปาง",
                    "น่าน",
                    "แพร่",
                    "ภาคใต้",
                    "สงขลา",
                    "ภูเก็ต",
                    "ตรัง",
                    "พัทลุง",
                    "สตูล",
                )
            ]
        ),
        "basic",
        "year",
        1,
        "province",
        row=2,
        why="a region among its provinces is their sum",
    )
    case(
        "excel_subtotal.xlsx",
        book_of(
            [["จังหวัด", "อำเภอ", "จำนวน"]]
            + [
                r
                for p, ds in (("เชียงใหม่", DISTRICTS[:3]), ("ลำปาง", ["เกาะคา", "งาว", "แม่เมาะ"]))
                for r in [[p, d, n(1, 99)] for d in ds] + [[f"{p} ผลรวม", None, n(100, 200)]]
            ]
            + [["ผลรวมทั้งหมด", None, 300]]
        ),
        "basic",
        area="district",
        row=5,
    )
    case(
        "excel_subtotal_en.csv",
        csv_of(
            [["Province", "Year", "Value"]]
            + [
                r
                for p in ("Chiang Mai", "Lampang", "Nan")
                for r in [[p, y, n(1, 99)] for y in (2019, 2020, 2021)] + [[f"{p} Total", "", n(100, 200)]]
            ]
        ),
        "basic",
        "year",
        3,
        "province",
        row=5,
    )
    case(
        "sum_years.csv",
        csv_of(
            [["รายการ", "2563", "2564", "2565"]]
            + [[f"หมวด {i}", n(1, 99), n(1, 99), n(1, 99)] for i in range(1, 7)]
            + [["รวมทั้งหมด (ล้านบาท)", 99, 99, 99]]
        ),
        "basic",
        "year",
        3,
        row=8,
    )
    case(
        "records_count_last.csv",
        csv_of(
            [["ลำดับ", "ร้าน", "ประเภท"]]
            + [[i, f"ร้าน {i}", "อาหาร"] for i in range(1, 13)]
            + [["จำนวนทั้งหมด 12 รายการ", "", ""]]
        ),
        "basic",
        row=14,
    )
    case(
        "sql_rows_affected.csv",
        csv_of([["id", "name", "amt"]] + [[i, f"n{i}", n(1, 9)] for i in range(20)]) + b"\r\n(20 rows affected)\r\n",
        "basic",
        row=(22, 23),
    )
    case(
        "star_note.csv",
        csv_of(
            [["ปี", "มูลค่า", "สัดส่วน"]]
            + [[y, n(1, 99), n(1, 99)] for y in range(2555, 2566)]
            + [["** ข้อมูล 9 เดือน", "", ""]]
        ),
        "basic",
        "year",
        11,
        row=13,
    )
    case(
        "title_short_line.csv",
        "ตารางแสดงจำนวนนักท่องเที่ยว ปี 2565\r\n".encode()
        + csv_of([["เดือน", "ไทย", "ต่างชาติ"]] + [[m, n(1, 99), n(1, 99)] for m in MONTHS]),
        "basic",
        "month",
        (0, 1),
        row=1,
    )
    case(
        "header_two_lines_units.csv",
        csv_of(
            [["สินค้า", "ปริมาณ", "มูลค่า"], ["", "(ตัน)", "(ล้านบาท)"]]
            + [[f"สินค้า {i}", n(1, 99), n(1, 99)] for i in range(12)]
        ),
        "basic",
        row=(1, 2),
    )
    case(
        "group_header_numbers.csv",
        csv_of(
            [
                ["ประเภท/รายการ", "จำนวน"],
                ["1. ครุภัณฑ์", ""],
                ["1.1 โต๊ะ", 5],
                ["1.2 เก้าอี้", 9],
                ["1.3 ตู้", 4],
                ["2. ยานพาหนะ", ""],
                ["2.1 รถยนต์", 3],
                ["2.2 รถจักรยานยนต์", 8],
                ["2.3 เรือ", 1],
            ]
        ),
        "basic",
        row=2,
        why="group rows",
    )
    case(
        "pandas_index.csv",
        csv_of([["", "จังหวัด", "ค่า"]] + [[i, p, n(1, 9)] for i, p in enumerate(PROVINCES)]),
        "basic",
        area="province",
        row=1,
    )
    case(
        "blank_after_header.xlsx",
        book_of([["ปี", "จำนวน", "มูลค่า"], []] + [[y, n(1, 9), n(1, 9)] for y in range(2555, 2566)]),
        "basic",
        "year",
        11,
        row=2,
    )
    case(
        "note_far_right.xlsx",
        book_of(
            [["ปี", "จำนวน", None, None], [2555, 5, None, None], [2556, 6, None, "หมายเหตุ: ปรับปรุงวิธีเก็บข้อมูล"]]
            + [[y, n(1, 9)] for y in range(2557, 2566)]
        ),
        "basic",
        "year",
        11,
        row=(1, 3),
    )
    case(
        "signature_dates.csv",
        csv_of(
            [["ที่", "รายการ", "บาท"]]
            + [[i, f"ค่า {i}", n(1, 99)] for i in range(1, 9)]
            + [["", "ลงชื่อ ............... ผู้ตรวจ", ""], ["", "(...............)", ""]]
        ),
        "basic",
        row=10,
    )
    case(
        "bullet_notes_col2.csv",
        csv_of([["ที่", "รายการ", "บาท"]] + [[i, f"ค่า {i}", n(1, 99)] for i in range(1, 9)] + [["", "ที่มา : กองคลัง", ""]]),
        "basic",
        row=10,
    )
    case(
        "currency_sign.csv",
        csv_of([["รายการ", "ราคา"]] + [[f"สินค้า {i}", f"฿{n(1, 9)},{n(100, 999)}"] for i in range(12)]),
        "basic|advanced",
        row=(0, 2),
        why="a currency sign is a unit: open",
    )
    case(
        "unit_per_rai.csv",
        csv_of([["พืช", "ต้นทุน"]] + [[f"พืช {i}", f"{n(1, 9)},{n(100, 999)} บาท/ไร่"] for i in range(12)]),
        "basic",
        row=2,
    )
    case(
        "mixed_words_numbers.csv",
        csv_of(
            [["สถานี", "ค่า BOD"]]
            + [[f"สถานี {i}", n(1, 9) if i % 3 else RANDOM.choice(["แห้ง", "ปิดปรับปรุง", "เครื่องเสีย"])] for i in range(30)]
        ),
        "basic",
        area="|branch|point",
        row=(2,),
    )
    case(
        "less_than.csv",
        csv_of(
            [["จุดเก็บ", "ตะกั่ว (mg/l)"]]
            + [[f"จุด {i}", "<0.01" if i % 4 == 0 else round(RANDOM.uniform(0.01, 1), 3)] for i in range(30)]
        ),
        "advanced|basic",
        row=(0, 2),
        area="|point",
        why="below the limit of detection: open",
    )

    # periods: forms
    def per(name, head, cells, period, years, **k):
        case(name, csv_of([[head, "ค่า"]] + [[c, n(1, 99)] for c in cells]), "advanced", period, years, **k)

    D = days(date(2022, 1, 5), 30)
    per("d_iso_be.csv", "วันที่", [f"{d.year + 543}-{d.month:02}-{d.day:02}" for d in D], "day", 1)
    per("d_dash_abbr.csv", "วันที่", [buddhist(d, "{d}-{mab}-") + str(d.year + 543)[2:] for d in D], "day", 1)
    per("d_nospace.csv", "วันที่รายงาน", [buddhist(d, "{d}{mab}") + str(d.year + 543)[2:] for d in D], "day", 1)
    per("d_slash_ymd.csv", "date", [f"{d.year}/{d.month}/{d.day}" for d in D], "day", 1)
    per("d_compact_time.csv", "datetime", [d.strftime("%Y%m%d") + "T0700" for d in D], "day", 1)
    per("d_oracle.csv", "TXN_DT", [d.strftime("%d-%b-%y").upper() for d in D], "day", 1)
    per(
        "d_weekday.csv",
        "วันที่",
        [
            f"วัน{'จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์'.split()[d.weekday()]}ที่ "  # noqa: SIM905
            f"{buddhist(d, '{d} {mon} {y}')}"
            for d in D
        ],
        "day",
        1,
    )
    per("m_nodots.csv", "เดือน", [f"{m.replace('.', '')}{y}" for y in (64, 65) for m in SHORT_MONTHS], "month", 2)
    per(
        "m_janyyyy.csv",
        "MONTH_YEAR",
        [d.strftime("%b%Y").upper() for d in [date(2021 + i // 12, 1 + i % 12, 1) for i in range(24)]],
        "month",
        2,
    )
    per("m_slash.csv", "เดือน/ปี", [f"{m}/{y}" for y in (2564, 2565) for m in range(1, 13)], "month", 2)
    per("m_iso.csv", "month", [f"{y}-{m:02}" for y in (2020, 2021) for m in range(1, 13)], "month", 2)
    per("y_end_dates.csv", "ณ วันที่", [f"31/12/{y}" for y in range(2558, 2566)], "year", 8)
    per("y_30sep.csv", "สิ้นปีงบประมาณ", [f"30 ก.ย. {y}" for y in range(60, 66)], "year", 6)
    per("y_por_sor.csv", "พ.ศ.", [f"พ.ศ. {y}" for y in range(2558, 2566)], "year", 8)
    per("y_range.csv", "แผนพัฒนา", ["2545-2549", "2550-2554", "2555-2559", "2560-2564"], "year", (4, 8, 20))
    per("q_thai_short.csv", "ไตรมาส", [f"Q{q}/{y}" for y in (64, 65) for q in (1, 2, 3, 4)], "quarter", 2)
    per(
        "q_months.csv",
        "ช่วงเวลา",
        [
            f"{a}-{b} {y}"
            for y in (2564, 2565)
            for a, b in (("ม.ค.", "มี.ค."), ("เม.ย.", "มิ.ย."), ("ก.ค.", "ก.ย."), ("ต.ค.", "ธ.ค."))
        ],
        "quarter",
        2,
    )

    # not periods
    def non(name, head, cells, **k):
        case(
            name,
            csv_of([["ลำดับ", head, "ค่า"]] + [[i, c, n(1000, 2000)] for i, c in enumerate(cells, 1)]),
            "advanced",
            "",
            0,
            **k,
        )

    non("x_house_no.csv", "บ้านเลขที่", [f"{n(1, 200)}/{n(1, 12)}" for _ in range(20)])
    non("x_order_no.csv", "เลขที่คำสั่ง", [f"{n(1, 200)}/2565" for _ in range(20)])
    non("x_meeting.csv", "ครั้งที่ประชุม", [f"ครั้งที่ {i}/2565" for i in range(1, 13)])
    non("x_course_no.csv", "รุ่นที่อบรม", [f"{i}/2565" for i in range(1, 7)])
    non("x_ratio.csv", "อัตราส่วนครูต่อนักเรียน", [f"1:{n(10, 30)}" for _ in range(20)])
    non("x_score.csv", "ผลการแข่งขัน", [f"{n(0, 5)}-{n(0, 5)}" for _ in range(20)])
    non("x_ip.csv", "IP", [f"10.{n(1, 9)}.{n(1, 9)}.{n(1, 200)}" for _ in range(20)])
    non("x_duration_months.csv", "ระยะเวลา (เดือน)", [n(1, 12) for _ in range(20)])
    non("x_age.csv", "อายุ (ปี)", [n(18, 60) for _ in range(20)])
    non("x_numbering.csv", "ข้อ", [f"{1 + i // 5}.{1 + i % 5}" for i in range(20)])
    non("x_price_2500.csv", "ราคา", [n(2400, 2600) for _ in range(20)])
    non("x_model_year.csv", "รุ่นปี", [n(2000, 2020) for _ in range(20)])
    non("x_room.csv", "ห้อง", [f"{n(1, 9)}0{n(1, 9)}/{n(1, 4)}" for _ in range(20)])
    # not areas
    case(
        "a_category_moo.csv",
        csv_of([["ตำบล", "หมวดหมู่", "ค่า"]] + [[s, 1 + i % 5, n(1, 9)] for i, s in enumerate(SUBDISTRICTS * 2)]),
        "advanced",
        area="subdistrict",
    )
    case(
        "a_house_types.csv",
        csv_of([["หมวดหมู่", "จำนวน"]] + [[x, n(1, 9)] for x in ("บ้านเดี่ยว", "บ้านแฝด", "บ้านแถว", "บ้านไม้", "บ้านครึ่งตึก")]),
        "advanced",
    )
    case("a_blood.csv", csv_of([["หมู่โลหิต", "จำนวนถุง"]] + [[x, n(1, 9)] for x in ("A", "B", "AB", "O")]), "advanced")
    case(
        "a_gdp_sector.csv",
        csv_of(
            [["สาขา", "ปี", "มูลค่า"]]
            + [
                [x, y, n(1, 9)]
                for x in ("เกษตรกรรม", "การผลิต", "ก่อสร้าง", "ขนส่ง", "การศึกษา")
                for y in (2562, 2563, 2564, 2565)
            ]
        ),
        "advanced",
        "year",
        4,
    )
    case(
        "a_sector.csv",
        csv_of(
            [["ภาค", "หนี้ครัวเรือน"]]
            + [[x, n(1, 9)] for x in ("ภาคเกษตร", "ภาคอุตสาหกรรม", "ภาคบริการ", "ภาครัฐ", "ภาคเอกชน")]
        ),
        "advanced",
    )
    case(
        "a_constituency.csv",
        csv_of([["เขตเลือกตั้ง", "ผู้มีสิทธิ", "มาใช้สิทธิ"]] + [[i, n(1000, 9000), n(1000, 9000)] for i in range(1, 11)]),
        "advanced",
    )
    case(
        "a_trees.csv",
        csv_of(
            [["ชื่อ", "จำนวนต้น"]]
            + [[x, n(1, 9)] for x in ("ยาง", "ไผ่", "โพธิ์", "มะขาม", "มะตูม", "หว้า", "สัก", "ตาล", "ไทร", "จาน")]
        ),
        "advanced",
        why="trees whose names are those of subdistricts",
    )
    case(
        "a_edu_area.csv",
        csv_of(
            [["เขตพื้นที่การศึกษา", "โรงเรียน"]] + [[f"สพป.{p} เขต {i}", n(1, 99)] for p in PROVINCES[:5] for i in (1, 2)]
        ),
        "advanced",
        area="|province|branch|district",
    )
    case(
        "a_origin_const.csv",
        csv_of([["จังหวัด", "ปี", "ผู้ป่วย"]] + [["ลำปาง", y, n(1, 99)] for y in range(2555, 2566)]),
        "advanced",
        "year",
        11,
        "|province",
        why="one province: by year",
    )
    case(
        "a_sukhumvit.csv",
        csv_of(
            [["สายทาง", "ระยะทาง (กม.)"]]
            + [[f"ถนน{x}", n(1, 99)] for x in ("สุขุมวิท", "พหลโยธิน", "เพชรเกษม", "มิตรภาพ", "รามคำแหง", "ลาดพร้าว")]
        ),
        "advanced",
    )

    # wide forms
    def wide(name, heads, period, years, **k):
        case(
            name,
            csv_of([["รายการ", *heads]] + [[f"หมวด {i}"] + [n(1, 99) for _ in heads] for i in range(8)]),
            "advanced",
            period,
            years,
            **k,
        )

    wide("w_por_sor.csv", [f"พ.ศ.{y}" for y in range(2561, 2566)], "year", 5)
    wide("w_unit.csv", [f"{y} (คน)" for y in range(2561, 2566)], "year", 5)
    wide("w_y.csv", [f"Y{y}" for y in range(2018, 2023)], "year", 5)
    wide("w_fy.csv", [f"FY{y}" for y in range(2561, 2566)], "year", 5)
    wide("w_2digit.csv", [f"ปี{y}" for y in range(61, 66)], "year", 5)
    wide("w_balance.csv", [f"31 ธ.ค. {y}" for y in range(61, 66)], "year", 5)
    wide("w_days.csv", [f"{d}/1/2565" for d in range(1, 15)], "day", 1)
    wide("w_with_total.csv", [*SHORT_MONTHS, "รวม"], "month", 0)
    wide("w_hours.csv", [f"{h:02}:00-{h + 1:02}:00" for h in range(24)], "|hour", 0)
    # containers
    rows = [["ReportDate", "Province", "Value"]] + [
        [f"2023-01-{d:02}", p, n(1, 9)] for d in range(1, 20) for p in PROVINCES[:3]
    ]
    case(
        "asmx_d.json",
        json_of({"d": json.dumps(records(rows), ensure_ascii=False)}),
        "advanced",
        "day",
        1,
        "province",
        why="a table in a text of JSON, as ASP.NET answers",
    )
    case(
        "asmx_string.xml",
        (
            '<?xml version="1.0" encoding="utf-8"?>\r\n<string xmlns="http://tempuri.org/">'
            + json.dumps(records(rows), ensure_ascii=False)
            + "</string>"
        ).encode(),
        "advanced",
        "day",
        1,
        "province",
        why="the same in XML",
    )
    case("province_map.json", json_of({p: n(1, 99) for p in PROVINCES}), "advanced", area="province")
    case("list_of_one.json", json_of([{"ปีงบประมาณ": 2566, "งบประมาณ": 5, "เบิกจ่าย": 4}]), "advanced", "year", 1)
    case(
        "meta_and_data.json",
        json_of(
            {
                "metadata": [{"field": "ปี", "desc": "ปี พ.ศ."}, {"field": "ค่า", "desc": "x"}],
                "data": [{"ปี": y, "จังหวัด": p, "ค่า": n(1, 9)} for y in (2563, 2564, 2565) for p in PROVINCES],
            }
        ),
        "advanced",
        "year",
        3,
        "province",
    )
    case(
        "text_in.xls",
        csv_of(rows, delimiter="\t"),
        "advanced",
        "day",
        1,
        "province",
        format="tsv|csv",
        encoding="utf-8",
    )
    case(
        "html_in.xls",
        (
            "<html><head><meta charset='utf-8'></head><body><table border=1>"
            + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in rows)
            + "</table></body></html>"
        ).encode(),
        "advanced|middle|basic|cannot tell|not graded as a table",
        "day|",
        (0, 1, None),
        "province|",
        format="html|xls",
        row=(0, 1),
        why="an HTML table called XLS: open",
    )
    case(
        "dates_mixed_kinds.xlsx",
        book_of(
            [["วันที่", "จำนวน"]] + [[datetime(2022, 3, d) if d % 2 else f"{d:02}/03/2565", n(1, 9)] for d in range(1, 29)]
        ),
        "advanced",
        "day",
        1,
    )
    case(
        "offset_table.xlsx",
        book_of([[], [], [None, None, "ปี", "จำนวน"]] + [[None, None, y, n(1, 9)] for y in range(2555, 2566)]),
        "advanced|basic",
        "year",
        11,
        row=(0, 1, 2, 3),
    )
    case(
        "utf16le_nobom.csv",
        csv_of([["ปี", "จังหวัด", "ค่า"]] + [[y, p, n(1, 9)] for y in (2563, 2564, 2565) for p in PROVINCES], "utf-16-le"),
        "advanced",
        "year",
        3,
        "province",
        encoding="utf-16",
    )
    case(
        "bom_tab.csv",
        csv_of(
            [["ปี", "จังหวัด", "ค่า"]] + [[y, p, n(1, 9)] for y in (2563, 2564, 2565) for p in PROVINCES], "utf-8-sig", "\t"
        ),
        "advanced",
        "year",
        3,
        "province",
        format="tsv|csv",
    )
