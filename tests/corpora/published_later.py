"""Tables of all formats, written down when the rules had been held to the first ones."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

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
    ods_of,
    thai,
    xls_of,
    zip_of,
)


def add(case: Add) -> None:
    RANDOM.seed(2566)
    case(
        "dam_daily_en.csv",
        csv_of(
            [["DAM_NAME", "DMD_DATE", "DMD_INFLOW", "DMD_OUTFLOW", "DMD_QPER"]]
            + [
                [
                    x,
                    buddhist(d, "{d}/{m}/{y}"),
                    round(RANDOM.uniform(0, 9), 2),
                    round(RANDOM.uniform(0, 9), 2),
                    n(20, 99),
                ]
                for d in days(date(2022, 8, 1), 20)
                for x in ("ภูมิพล", "สิริกิติ์", "อุบลรัตน์")
            ]
        ),
        "advanced",
        "day",
        1,
        "|branch|point|district",
    )
    case(
        "tourist_month_cols_en.csv",
        csv_of(
            [["Nationality", "Jan-22", "Feb-22", "Mar-22", "Apr-22", "May-22", "Jun-22"]]
            + [[x] + [n(10, 9000) for _ in range(6)] for x in ("China", "Japan", "Korea", "Laos", "India", "Russia")]
        ),
        "advanced",
        "month",
        1,
    )
    case(
        "budget_pivot_quarter.csv",
        csv_of(
            [["หน่วยงาน", "ไตรมาส 1/2565", "ไตรมาส 2/2565", "ไตรมาส 3/2565", "ไตรมาส 4/2565"]]
            + [[f"สำนัก {i}"] + [n(10, 900) for _ in range(4)] for i in range(9)]
        ),
        "advanced",
        "quarter",
        1,
    )
    case(
        "students_year_sex_cols.csv",
        csv_of(
            [["จังหวัด"] + [f"{s}_{y}" for y in (2562, 2563, 2564) for s in ("ชาย", "หญิง")]]
            + [[p] + [n(100, 9000) for _ in range(6)] for p in PROVINCES]
        ),
        "advanced",
        "year",
        3,
        "province",
    )
    case(
        "labour_region_quarter.csv",
        csv_of(
            [["TIME", "REGION", "SEX", "STATUS", "VALUE"]]
            + [
                [f"{y}-Q{q}", r, s, "Employed", n(100, 9999)]
                for y in (2020, 2021, 2022)
                for q in (1, 2, 3, 4)
                for r in ("North", "South", "Central")
                for s in ("M", "F")
            ]
        ),
        "advanced",
        "quarter",
        3,
        "region",
    )
    case(
        "inspection_semantic_total.csv",
        csv_of(
            [["สถานประกอบการ", "ผลตรวจ", "วันที่ตรวจ"]]
            + [
                [x, RANDOM.choice(["ผ่าน", "ไม่ผ่าน"]), buddhist(date(2023, n(1, 6), n(1, 28)))]
                for x in (
                    "รวมโชคการยาง",
                    "รวมช่างอะไหล่",
                    "ร้านรวมมิตร",
                    "รวมชัยค้าไม้",
                    "ห้างสรรพสินค้า",
                    "โรงน้ำแข็งรวมใจ",
                    "ยอดรวมพล",
                    "รวม",
                )
                * 2
            ]
        ),
        "advanced",
        "day",
        1,
        why="one shop is called as the word for total is",
    )
    case(
        "budget_items_money_words.csv",
        csv_of(
            [["ลำดับ", "รายการ", "จำนวนหน่วย", "ราคาต่อหน่วย", "รวมเงิน"]]
            + [
                [i, f"คอมพิวเตอร์แบบที่ {i}", n(1, 50), f"{n(10, 60)},000.00", f"{n(100, 600)},000.00"]
                for i in range(1, 20)
            ]
        ),
        "advanced",
    )
    case(
        "census_year_gap.csv",
        csv_of(
            [["ปีสำมะโน", "ครัวเรือนเกษตร", "พื้นที่ถือครอง"]]
            + [[y, n(4000000, 6000000), n(100000000, 120000000)] for y in (2521, 2536, 2546, 2556, 2566)]
        ),
        "advanced",
        "year",
        5,
    )
    case(
        "foundation_and_year.csv",
        csv_of(
            [["ชื่อวัด", "ปีที่สร้าง", "ปีสำรวจ", "จำนวนพระ"]]
            + [[f"วัดป่า {i}", n(2300, 2540), 2560 + i % 5, n(1, 40)] for i in range(30)]
        ),
        "advanced",
        "year",
        5,
    )
    case(
        "vaccine_weeks_range.csv",
        csv_of(
            [["สัปดาห์", "ช่วงวันที่", "เข็ม 1", "เข็ม 2"]]
            + [
                [
                    f"สัปดาห์ที่ {w}",
                    f"{d.day} {SHORT_MONTHS[d.month - 1]} - {e.day} {SHORT_MONTHS[e.month - 1]} {e.year + 543}",
                    n(100, 900),
                    n(100, 900),
                ]
                for w, (d, e) in enumerate(
                    [
                        (date(2021, 6, 7) + timedelta(days=7 * i), date(2021, 6, 13) + timedelta(days=7 * i))
                        for i in range(20)
                    ],
                    23,
                )
            ]
        ),
        "advanced",
        "week",
        1,
    )
    case(
        "pm10_wide_stations.csv",
        csv_of(
            [["วันที่", "35t", "36t", "37t", "38t"]]
            + [[d.strftime("%d/%m/%Y"), n(10, 90), n(10, 90), "", n(10, 90)] for d in days(date(2022, 12, 15), 40)]
        ),
        "advanced",
        "day",
        2,
    )
    case(
        "time_hhmm_number.csv",
        csv_of(
            [["STN", "DATE", "HHMM", "WL"]]
            + [
                ["X.44", f"2023{m:02}{d:02}", f"{h:02}00", round(RANDOM.uniform(1, 5), 2)]
                for m in (10, 11)
                for d in (1, 2, 3)
                for h in range(24)
            ]
        ),
        "advanced",
        "hour|minute|day",
        1,
        "|point",
    )
    case(
        "hours_1_24.csv",
        csv_of(
            [["วันที่", "ชั่วโมง", "ปริมาณรถ"]]
            + [[buddhist(d), h, n(10, 900)] for d in days(date(2022, 4, 10), 7) for h in range(1, 25)]
        ),
        "advanced",
        "hour",
        1,
    )
    case(
        "crops_season.csv",
        csv_of(
            [["ปีเพาะปลูก", "ชนิดข้าว", "ผลผลิต (ตัน)"]]
            + [[f"{y}/{(y + 1) % 100}", k, n(100, 9000)] for y in range(2560, 2566) for k in ("นาปี", "นาปรัง")]
        ),
        "advanced",
        "year",
        6,
    )
    case(
        "thai_be_2digit_dates.csv",
        csv_of(
            [["ว.ด.ป.", "เลขที่ใบเสร็จ", "จำนวนเงิน"]]
            + [
                [f"{d.day}/{d.month}/{(d.year + 543) % 100}", f"{n(1, 99)}/{n(1, 50)}", n(20, 5000)]
                for d in days(date(2022, 1, 14), 40)
            ]
        ),
        "advanced",
        "day",
        1,
    )
    case(
        "month_then_blank_year.csv",
        csv_of(
            [["ปี", "เดือน", "คดี"]]
            + [[(y if m == 1 else ""), MONTHS[m - 1], n(1, 90)] for y in (2564, 2565) for m in range(1, 13)]
        ),
        "advanced|basic",
        "month",
        2,
        row=(0, 1, 2, 3),
    )
    case(
        "parenthesised_notes.csv",
        csv_of(
            [["ที่", "ปี", "จำนวนนักโทษ"]]
            + [[i, 2550 + i, n(1000, 9000)] for i in range(1, 15)]
            + [["(ข้อมูล ณ 31 ธ.ค. ของทุกปี)", "", ""]]
        ),
        "basic",
        "year",
        14,
        row=16,
    )
    case(
        "source_top.csv",
        csv_of(
            [["แหล่งข้อมูล: กรมการจัดหางาน", "", "", ""], ["จังหวัด", "ตำแหน่งงานว่าง", "ผู้สมัคร", "บรรจุ"]]
            + [[p, n(1, 99), n(1, 99), n(1, 99)] for p in PROVINCES]
        ),
        "basic",
        area="province",
        row=1,
    )
    case(
        "unit_line_top.csv",
        csv_of(
            [["", "", "หน่วย : ล้านบาท"], ["ปี", "รายได้", "รายจ่าย"]] + [[y, n(1, 99), n(1, 99)] for y in range(2555, 2566)]
        ),
        "basic",
        "year",
        11,
        row=1,
    )
    case(
        "average_row.csv",
        csv_of([["เดือน", "อุณหภูมิสูงสุด", "ต่ำสุด"]] + [[m, n(30, 42), n(12, 28)] for m in MONTHS] + [["เฉลี่ย", 35, 20]]),
        "basic",
        "month",
        (0, 1),
        row=14,
        why="a row of means is a sum row",
    )
    case(
        "total_en_last.csv",
        csv_of(
            [["Port", "Import", "Export"]]
            + [[p, n(1, 99), n(1, 99)] for p in ("Bangkok", "Laem Chabang", "Songkhla", "Ranong", "Map Ta Phut")]
            + [["TOTAL", 300, 280]]
        ),
        "basic",
        area="|province|branch|district",
        row=7,
    )
    case(
        "pairs_units.csv",
        csv_of(
            [["ตัวชี้วัด", "ค่าเป้าหมาย", "ผลการดำเนินงาน"]]
            + [[f"ตัวชี้วัดที่ {i}", f"ร้อยละ {n(60, 95)}", f"ร้อยละ {n(60, 95)}.{n(10, 99)}"] for i in range(1, 14)]
        ),
        "basic|advanced",
        row=(0, 2),
        why="a word before the number; spec speaks of numbers with units",
    )
    case(
        "percent_sign.csv",
        csv_of(
            [["เขื่อน", "ความจุ (ล้าน ลบ.ม.)", "ร้อยละ"]] + [[f"เขื่อน {i}", n(100, 9000), f"{n(10, 99)}%"] for i in range(12)]
        ),
        "advanced",
        area="|branch",
        why="a percent sign is read as a number",
    )
    case(
        "thai_numeral_dates.csv",
        csv_of(
            [["วันที่", "เรื่อง"]]
            + [
                [thai(buddhist(d, "{d} {mab} {y}")), f"ประกาศจัดซื้อ {i}"]
                for i, d in enumerate(days(date(2022, 5, 1), 20))
            ]
        ),
        "basic",
        "day",
        1,
        row=2,
    )
    case(
        "gap_then_more.csv",
        csv_of(
            [["ปี", "จำนวนเรือ"]]
            + [[y, n(1, 99)] for y in range(2550, 2557)]
            + [["", ""]]
            + [[y, n(1, 99)] for y in range(2557, 2566)]
        ),
        "basic",
        "year",
        16,
        row=9,
    )
    case(
        "moo_list.csv",
        csv_of(
            [["ที่", "ตำบล", "หมู่", "ชื่อบ้าน", "ผู้ใช้น้ำ (ราย)"]]
            + [
                [i, "สันโป่ง", i, f"บ้าน{x}", n(20, 300)]
                for i, x in enumerate(["ปางไม้แดง", "หนองไคร้", "ทุ่งหัวช้าง", "สันโป่ง", "ต้นแก้ว", "โรงวัว"], 1)
            ],
            "cp874",
        ),
        "advanced",
        area="village",
        encoding="cp874",
    )
    case(
        "community_list.csv",
        csv_of(
            [["ชื่อชุมชน", "ประธานชุมชน", "ครัวเรือน"]]
            + [[f"ชุมชน{x}", "-", n(50, 400)] for x in ("ป่าห้า", "ฟ้าใหม่", "ทิพเนตร", "หัวฝาย", "ระแกง", "กำแพงงาม")]
        ),
        "advanced",
        area="village",
    )
    case(
        "municipalities.csv",
        csv_of(
            [["อปท.", "รายได้", "รายจ่าย"]]
            + [
                [x, n(10, 99), n(10, 99)]
                for x in (
                    "เทศบาลนครเชียงใหม่",
                    "เทศบาลเมืองแม่โจ้",
                    "เทศบาลตำบลสันทรายหลวง",
                    "เทศบาลตำบลแม่ริม",
                    "องค์การบริหารส่วนตำบลสะลวง",
                    "องค์การบริหารส่วนตำบลดอนแก้ว",
                )
            ]
        ),
        "advanced",
        area="subdistrict|district|branch",
    )
    case(
        "district_with_prefix.csv",
        csv_of(
            [["หน่วยงาน", "เบิกจ่าย"]]
            + [[f"ที่ว่าการอำเภอ{d}" if i % 2 else f"สำนักงานสาธารณสุขอำเภอ{d}", n(10, 99)] for i, d in enumerate(DISTRICTS)]
        ),
        "advanced",
        area="district|branch",
    )
    case(
        "en_amphoe.csv",
        csv_of(
            [["amphoe", "tambon", "lat", "long"]]
            + [["Mae Rim", t, "", ""] for t in ("Rim Tai", "Rim Nuea", "San Pong", "Khilek", "Saluang", "Don Kaeo")]
        ),
        "advanced",
        area="subdistrict",
    )
    case(
        "zip_codes.csv",
        csv_of(
            [["รหัสไปรษณีย์", "ที่ทำการ", "โทร"]]
            + [[50000 + 10 * i, f"ปณ.{d}", f"053{n(200000, 999999)}"] for i, d in enumerate(DISTRICTS)]
        ),
        "advanced",
        area="|district|branch",
    )
    case(
        "health_service.csv",
        csv_of(
            [["hcode", "ชื่อหน่วยบริการ", "ประชากร UC"]]
            + [[f"{6200 + i:05}", f"รพ.สต.บ้าน{s}", n(900, 9000)] for i, s in enumerate(SUBDISTRICTS)]
        ),
        "advanced",
        area="branch|subdistrict",
    )
    case(
        "wkt.csv",
        csv_of(
            [["gid", "name", "geom"]]
            + [
                [
                    i,
                    f"แปลง {i}",
                    f"POLYGON(({98 + i / 10} 18,{98.1 + i / 10} 18,{98.1 + i / 10} 18.1,{98 + i / 10} 18))",
                ]
                for i in range(15)
            ]
        ),
        "advanced",
        area="point",
    )
    case(
        "dms.csv",
        csv_of(
            [["สถานี", "ละติจูด", "ลองจิจูด"]]
            + [[f"สถานี {i}", f"18° {i} ' 20\" N", f"98° {i + 3} ' 11\" E"] for i in range(15)]
        ),
        "advanced",
        area="point",
    )
    case(
        "gmaps_link.csv",
        csv_of(
            [["ชื่อร้าน", "ลิงก์แผนที่"]]
            + [
                [f"ร้าน {i}", f"https://www.google.com/maps?q={13 + RANDOM.random():.6f},{100 + RANDOM.random():.6f}"]
                for i in range(15)
            ]
        ),
        "advanced",
        area="point|",
        why="coordinates within a link: reading open",
    )
    case(
        "country_codes.csv",
        csv_of(
            [["ISO3", "Country", "Year", "Export (USD)"]]
            + [
                [c, m, y, n(100, 9000)]
                for c, m in (("CHN", "China"), ("JPN", "Japan"), ("LAO", "Lao PDR"))
                for y in range(2015, 2023)
            ]
        ),
        "advanced",
        "year",
        8,
        "|country",
    )
    case(
        "exchange_rates.xlsx",
        book_of(
            [["งวด", "สกุลเงิน", "ซื้อ", "ขาย"]]
            + [
                [d.strftime("%Y-%m-%d"), "USD", round(RANDOM.uniform(32, 37), 4), round(RANDOM.uniform(32, 37), 4)]
                for d in days(date(2022, 10, 3), 30)
            ]
        ),
        "advanced",
        "day",
        1,
    )
    case(
        "be_dates_text_time.xlsx",
        book_of(
            [["วันเวลาที่แจ้ง", "ช่องทาง", "เขต"]]
            + [
                [f"{1 + i % 28:02}/01/2566 {8 + i % 9:02}:{10 + i % 50:02} น.", "1555", x]
                for i, x in enumerate(("บางรัก", "ดุสิต", "จตุจักร", "พระนคร", "ปทุมวัน") * 6)
            ]
        ),
        "advanced",
        "minute|hour",
        1,
        "district",
    )
    case(
        "leading_serial_merged_bottom.xlsx",
        book_of(
            [["ลำดับ", "ครุภัณฑ์", "จำนวน"]]
            + [[i, f"โต๊ะแบบ {i}", n(1, 9)] for i in range(1, 12)]
            + [["รวมทั้งสิ้น", None, 66]],
            merged=["A13:B13"],
        ),
        "basic",
        row=13,
    )
    case(
        "pivot_export.xlsx",
        book_of([["Row Labels", "Sum of จำนวน"]] + [[p, n(10, 99)] for p in PROVINCES] + [["Grand Total", 700]]),
        "basic",
        area="province",
        row=14,
    )
    case(
        "filters_above_pivot.xlsx",
        book_of(
            [["ปี", "(All)"], [], ["ป้ายชื่อแถว", "ผลรวมของ จำนวน"]]
            + [[p, n(10, 99)] for p in PROVINCES]
            + [["ผลรวมทั้งหมด", 700]]
        ),
        "basic",
        area="province",
        row=1,
    )
    case(
        "thai_form_102.xlsx",
        book_of(
            [
                ["แบบรายงานผลการปฏิบัติงาน", None, None, None],
                ["หน่วยงาน", "สำนักงานปศุสัตว์", None, None],
                ["ประจำเดือน", "ตุลาคม 2565", None, None],
                [],
                ["กิจกรรม", "เป้าหมาย", "ผล", "ร้อยละ"],
            ]
            + [[f"กิจกรรม {i}", n(10, 99), n(10, 99), n(1, 99)] for i in range(8)]
        ),
        "basic",
        "|month",
        (0, 1),
        row=1,
    )
    case(
        "wide_two_level_no_merge.xlsx",
        book_of(
            [["เดือน", "ปี 2564", None, "ปี 2565", None], [None, "คน", "บาท", "คน", "บาท"]]
            + [[m, n(1, 9), n(1, 9), n(1, 9), n(1, 9)] for m in MONTHS]
        ),
        "basic",
        "month",
        2,
        row=(1, 2),
    )
    case(
        "years_as_float.xlsx",
        book_of([["ปี", "มูลค่า"]] + [[float(y), round(RANDOM.uniform(1, 99), 2)] for y in range(2550, 2566)]),
        "advanced",
        "year",
        16,
    )
    case(
        "true_bool.xlsx",
        book_of(
            [["รหัสสถานี", "เปิดใช้งาน", "วันที่ตรวจล่าสุด"]]
            + [[f"ST{i:03}", bool(i % 3), datetime(2023, 1 + i % 6, 1 + i % 20)] for i in range(30)],
            formats={"C": "yyyy-mm-dd"},
        ),
        "advanced",
        "|day",
        (0, 1),
        "|point",
    )
    case(
        "codes_sheet_second.xlsx",
        book_of(
            {
                "data": [["yr", "mth", "prov_code", "amt"]]
                + [[2565, m, c, n(1, 99)] for m in range(1, 13) for c in (50, 51, 52)],
                "คำอธิบาย": [
                    ["ชื่อฟิลด์", "คำอธิบาย"],
                    ["yr", "ปี พ.ศ."],
                    ["mth", "เดือน"],
                    ["prov_code", "รหัสจังหวัด"],
                    ["amt", "มูลค่า"],
                ],
            }
        ),
        "advanced",
        "month",
        1,
        "province",
    )
    case(
        "years_stacked_sheets_report.xls",
        xls_of(
            {
                "2564": [["สถิติคดี ปี 2564", None, None], ["ศาล", "รับใหม่", "เสร็จ"]]
                + [[f"ศาล {i}", n(1, 99), n(1, 99)] for i in range(8)],
                "2565": [["สถิติคดี ปี 2565", None, None], ["ศาล", "รับใหม่", "เสร็จ"]]
                + [[f"ศาล {i}", n(1, 99), n(1, 99)] for i in range(8)],
            }
        ),
        "basic",
        "|year",
        (0, 1, 2),
        "|branch",
        row=1,
    )
    case(
        "ods_wide.ods",
        ods_of(
            [["ดัชนี"] + [f"{m} 65" for m in SHORT_MONTHS]]
            + [[f"หมวด {i}"] + [n(90, 120) for _ in SHORT_MONTHS] for i in range(6)]
        ),
        "advanced",
        "month",
        1,
    )
    case(
        "ods_units.ods",
        ods_of([["รายการ", "ระยะทาง"]] + [[f"ถนนสาย {i}", f"{n(1, 90)}.{n(100, 999)} กม."] for i in range(12)]),
        "basic",
        row=2,
    )
    case(
        "datastore_search.json",
        json_of(
            {
                "help": "",
                "success": True,
                "result": {
                    "fields": [
                        {"id": "_id", "type": "int"},
                        {"id": "ปี", "type": "text"},
                        {"id": "อำเภอ", "type": "text"},
                        {"id": "จำนวน", "type": "numeric"},
                    ],
                    "records": [
                        {"_id": i + 1, "ปี": "2565", "อำเภอ": d, "จำนวน": str(n(1, 99))} for i, d in enumerate(DISTRICTS)
                    ],
                    "total": 10,
                },
            }
        ),
        "advanced",
        "|year",
        1,
        "district",
    )
    case(
        "odata.json",
        json_of(
            {
                "@odata.context": "x",
                "value": [
                    {
                        "ReportDate": f"2023-0{m}-01T00:00:00",
                        "RegionName": "ภาคเหนือ" if m % 2 else "ภาคใต้",
                        "Cases": n(1, 99),
                    }
                    for m in range(1, 9)
                ],
            }
        ),
        "advanced",
        "month",
        1,
        "region",
    )
    case(
        "fields_rows.json",
        json_of(
            {"fields": ["วันที่", "สถานี", "ฝน"], "data": [[f"2023-06-{d:02}", "48300", n(0, 90)] for d in range(1, 28)]}
        ),
        "advanced",
        "day",
        1,
    )
    case(
        "deep_nested.json",
        json_of(
            {
                "province": [
                    {
                        "name": p,
                        "amphoe": [
                            {"name": d, "tambon": [{"name": s, "pop": n(1, 9)} for s in SUBDISTRICTS[:2]]}
                            for d in DISTRICTS[:2]
                        ],
                    }
                    for p in PROVINCES[:4]
                ]
            }
        ),
        "advanced",
        area="province|district|subdistrict",
    )
    case(
        "thai_unicode_escaped.json",
        json.dumps([{"ปี": y, "จังหวัด": p, "ค่า": n(1, 9)} for y in (2563, 2564, 2565) for p in PROVINCES[:4]]).encode(),
        "advanced",
        "year",
        3,
        "province",
    )
    case(
        "utf16.json",
        json_of([{"ปี": y, "ค่า": n(1, 9)} for y in range(2555, 2566)], "utf-16"),
        "advanced",
        "year",
        11,
        encoding="utf-16",
    )
    case(
        "soap_like.xml",
        (
            '<?xml version="1.0" encoding="utf-8"?><DataSet xmlns="http://tempuri.org/">'
            '<diffgr:diffgram xmlns:diffgr="urn:x"><NewDataSet>'
            + "".join(
                f"<Table><REPORT_DATE>2023-07-{1 + i % 28:02}T07:00:00+07:00</REPORT_DATE>"
                f"<STATION>C.{i}</STATION><WL>{RANDOM.uniform(1, 9):.2f}</WL></Table>"
                for i in range(40)
            )
            + "</NewDataSet></diffgr:diffgram></DataSet>"
        ).encode(),
        "advanced",
        "day",
        1,
        "|point|branch",
    )
    case(
        "tis620.xml",
        (
            '<?xml version="1.0" encoding="TIS-620"?><ข้อมูล>'.replace("ข้อมูล", "rows")
            + "".join(
                f"<row><province>{p}</province><y>{y}</y><v>{n(1, 9)}</v></row>"
                for p in PROVINCES[:4]
                for y in (2563, 2564)
            )
            + "</rows>"
        ).encode("cp874"),
        "advanced",
        "|year",
        (0, 2),
        "province",
        encoding="cp874",
    )
    case(
        "cp874_semicolon.csv",
        csv_of(
            [["ปีงบประมาณ", "เดือน", "ประเภทภาษี", "จัดเก็บ (บาท)"]]
            + [
                [2566, m, t, f"{n(1, 99)},{n(100, 999)},{n(100, 999)}.{n(10, 99)}"]
                for m in SHORT_MONTHS[9:] + SHORT_MONTHS[:9]
                for t in ("ภ.ง.ด.1", "ภ.พ.30")
            ],
            "cp874",
            ";",
        ),
        "advanced",
        "month",
        1,
        encoding="cp874",
    )
    case(
        "nested_dir.zip",
        zip_of(
            **{
                "2565/01/data.csv": csv_of([["วันที่", "ค่า"]] + [[f"2022-01-{d:02}", n(1, 9)] for d in range(1, 29)]),
                "__MACOSX/._data.csv": b"\x00\x05\x16\x07",
                "2565/อ่านก่อน.txt": "คำอธิบาย".encode(),
            }
        ),
        "advanced",
        "day",
        1,
        format="zip",
    )
    case(
        "csv_excel_sep.csv",
        b"\xef\xbb\xbfsep=;\r\n"
        + csv_of(
            [["ปี", "จังหวัด", "ค่า"]] + [[y, p, n(1, 9)] for y in (2563, 2564, 2565) for p in PROVINCES[:4]], delimiter=";"
        ),
        "advanced|basic",
        "year",
        3,
        "province",
        row=(0, 1),
    )
    case(
        "crlf_in_header.csv",
        csv_of([["ปี\nงบประมาณ", "จำนวน\n(คน)", "ร้อยละ"]] + [[y, n(1, 99), n(1, 99)] for y in range(2556, 2566)]),
        "advanced",
        "year",
        10,
    )
    case(
        "trailing_note_col.csv",
        csv_of(
            [["ปี", "ผลผลิต", "หมายเหตุ"]]
            + [[y, n(1, 99), "p = ตัวเลขเบื้องต้น" if y == 2565 else ""] for y in range(2550, 2566)]
        ),
        "advanced",
        "year",
        16,
    )
    case(
        "prelim_years.csv",
        csv_of(
            [["ปี", "GDP", "เพิ่มขึ้น (%)"]]
            + [
                [
                    f"{y}{'p' if y == 2565 else 'r' if y == 2564 else ''}",
                    n(10000, 18000),
                    round(RANDOM.uniform(-6, 5), 1),
                ]
                for y in range(2550, 2566)
            ]
        ),
        "advanced",
        "year",
        16,
    )
    case(
        "only_missing_col.csv",
        csv_of([["รหัส", "ชื่อ", "โทรสาร", "อีเมล"]] + [[i, f"โรงงาน {i}", "", "-"] for i in range(1, 20)]),
        "advanced",
    )
    case(
        "duplicate_rows_header_case.csv",
        csv_of([["Name", "name", "NAME"]] + [[f"a{i}", f"b{i}", n(1, 9)] for i in range(12)]),
        "advanced|basic",
        row=(0, 1),
        why="names that differ in case alone",
    )
