"""Workbooks with notes, answers of interfaces, sums under odd names, numbers of documents."""

from __future__ import annotations

import csv
from datetime import datetime

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
    xls_of,
)


def add(case: Add) -> None:
    RANDOM.seed(2569)
    case(
        "wb_many_months.xlsx",
        book_of(
            {
                m: [["วันที่", "ยอดขาย (บาท)"]] + [[datetime(2022, i, d), n(100, 900)] for d in range(1, 20)]
                for i, m in enumerate(SHORT_MONTHS[:6], 1)
            }
        ),
        "advanced",
        "day",
        1,
    )
    case(
        "wb_notes_first.xlsx",
        book_of(
            {
                "README": [["ชื่อชุดข้อมูล", "สถิติผู้ป่วย"], ["หน่วยงาน", "สสจ."], ["ปรับปรุง", "รายเดือน"]],
                "ข้อมูล": [["ปี", "เดือน", "อำเภอ", "ผู้ป่วย"]]
                + [[2565, m, d, n(1, 99)] for m in range(1, 13) for d in DISTRICTS],
            }
        ),
        "advanced",
        "month",
        1,
        "district",
    )
    case(
        "freeze_header_row3.xlsx",
        book_of(
            [["กรมอุตุนิยมวิทยา"], ["สถิติฝนรายเดือน (มม.)"], ["สถานี", *SHORT_MONTHS, "รวม"]]
            + [[s] + [n(0, 300) for _ in range(13)] for s in ("แม่ฮ่องสอน", "เชียงราย", "พะเยา", "น่าน", "แพร่")]
        ),
        "basic",
        "month",
        (0, 1),
        "province|branch|point",
        row=1,
    )
    case(
        "bank_branches.xlsx",
        book_of(
            [["ธนาคาร", "สาขา", "จังหวัด", "วันที่เปิด"]]
            + [["ธ.ก.ส.", f"สาขา{p}", p, datetime(2000 + i, 1 + i % 12, 5)] for i, p in enumerate(PROVINCES)]
        ),
        "advanced",
        "|day",
        (0, 12),
        "branch",
    )
    case(
        "contract_list.xlsx",
        book_of(
            [["เลขที่สัญญา", "คู่สัญญา", "วันที่ลงนาม", "วันสิ้นสุด", "มูลค่า"]]
            + [
                [
                    f"{i}/2566",
                    f"หจก.รวมโชค {i}",
                    datetime(2022, 10 + i % 3, 1 + i),
                    datetime(2023, 9, 30),
                    n(10, 99) * 1000,
                ]
                for i in range(1, 20)
            ]
        ),
        "advanced",
        "day",
        1,
    )
    case(
        "text_years_spaces.xlsx",
        book_of([[" ปี ", "  จำนวน  "]] + [[f" {y} ", n(1, 99)] for y in range(2555, 2566)]),
        "advanced",
        "year",
        11,
    )
    case(
        "pct_formats.xlsx",
        book_of([["จังหวัด", "ร้อยละ"]] + [[p, n(1, 99) / 100] for p in PROVINCES], formats={"B": "0.00%"}),
        "advanced",
        area="province",
    )
    case(
        "comment_row_top_hash.csv",
        "# ข้อมูล ณ 31 มกราคม 2566\r\n".encode()
        + csv_of([["จังหวัด", "ค่า", "หน่วย"]] + [[p, n(1, 99), "คน"] for p in PROVINCES]),
        "basic",
        "|day|year",
        (0, 1),
        "province",
        row=1,
    )
    case(
        "census_blocks.csv",
        csv_of([["CWT", "AMP", "TAM", "EA", "POP"]] + [[50, 1, 1 + i, i % 9, n(100, 900)] for i in range(40)]),
        "advanced",
        area="province|district|subdistrict|",
        why="codes in parts",
    )
    case(
        "cwt_name.csv",
        csv_of([["CWT_NAME", "AMP_NAME", "TOTAL"]] + [["เชียงใหม่", d, n(1, 99)] for d in DISTRICTS]),
        "advanced",
        area="district",
    )
    case(
        "school_year_term.csv",
        csv_of(
            [["ACADYEAR", "SEMESTER", "SCHOOL_ID", "STD_NUM"]]
            + [
                [y, t, f"{n(10000000, 99999999)}", n(10, 999)]
                for y in (2563, 2564, 2565)
                for t in (1, 2)
                for _ in range(5)
            ]
        ),
        "advanced",
        "half_year|year",
        3,
    )
    case(
        "rain_10min.csv",
        csv_of(
            [["station", "time", "rain"]]
            + [
                ["TH01", f"2023-08-01 {h:02}:{m:02}", round(RANDOM.random(), 1)]
                for h in range(4)
                for m in range(0, 60, 10)
            ]
        ),
        "advanced",
        "minute",
        1,
    )
    case(
        "monthly_be_slash.csv",
        csv_of([["งวดข้อมูล", "หนี้คงค้าง"]] + [[f"{m:02}/{y}", n(1, 99)] for y in (2564, 2565) for m in range(1, 13)]),
        "advanced",
        "month",
        2,
    )
    case(
        "fuel_station_addr.csv",
        csv_of(
            [["ชื่อสถานี", "ตำบล/แขวง", "อำเภอ/เขต", "จังหวัด", "ละติจูด,ลองจิจูด"]]
            + [
                [f"ปั๊ม {i}", s, "เมืองเชียงใหม่", "เชียงใหม่", f"{18 + RANDOM.random():.6f},{98 + RANDOM.random():.6f}"]
                for i, s in enumerate(SUBDISTRICTS)
            ]
        ),
        "advanced",
        area="point",
    )
    case(
        "covid_open_api.json",
        json_of(
            [
                {
                    "txn_date": f"2021-08-{d:02}",
                    "province": p,
                    "new_case": n(1, 99),
                    "update_date": "2021-09-01 07:30:00",
                }
                for d in range(1, 20)
                for p in PROVINCES[:3]
            ]
        ),
        "advanced",
        "day",
        1,
        "province",
    )
    case(
        "geo_district.geojson",
        json_of(
            {
                "type": "FeatureCollection",
                "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
                "features": [
                    {
                        "type": "Feature",
                        "properties": {"AMPHOE_T": d, "AREA": n(10, 900)},
                        "geometry": {
                            "type": "MultiPolygon",
                            "coordinates": [[[[98, 18], [98.1, 18], [98.1, 18.1], [98, 18]]]],
                        },
                    }
                    for d in DISTRICTS
                ],
            }
        ),
        "advanced",
        area="district|point",
    )
    case(
        "graph_dict.json",
        json_of(
            {
                "labels": MONTHS,
                "datasets": [
                    {"label": "2565", "data": [n(1, 9) for _ in MONTHS]},
                    {"label": "2566", "data": [n(1, 9) for _ in MONTHS]},
                ],
            }
        ),
        "advanced|basic",
        "|month|year",
        (0, 1, 2),
        "",
        row=(0, 1),
        why="the data of a chart: reading open",
    )
    case(
        "results_pages.json",
        json_of(
            {
                "page": 1,
                "total": 3,
                "results": [{"id": i, "attributes": {"year": 2560 + i, "budget": n(1, 99)}} for i in range(6)],
            }
        ),
        "advanced",
        "year",
        6,
    )
    case(
        "rss_news.xml",
        (
            '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>ข่าว</title>'
            + "".join(
                f"<item><title>ประกาศ {i}</title><pubDate>Mon, {1 + i:02} Jan 2023 08:00:00 +0700</pubDate></item>"
                for i in range(10)
            )
            + "</channel></rss>"
        ).encode(),
        "middle|advanced",
        "day|minute|hour|week",
        1,
        "",
        format="rss",
        why="RSS is not named in the list",
    )
    case(
        "wrong_decimal.csv",
        csv_of([["ปี", "อัตรา"]] + [[y, f"{n(1, 9)},{n(10, 99)}"] for y in range(2555, 2566)], delimiter=";"),
        "advanced",
        "year",
        11,
    )
    case(
        "tab_in_quotes.csv",
        csv_of(
            [["รหัส", "คำถาม", "คำตอบ"]] + [[i, f"ถาม\tข้อ {i}", f"ตอบ, ข้อ {i}\nบรรทัดสอง"] for i in range(20)],
            quoting=csv.QUOTE_ALL,
        ),
        "advanced",
    )
    case(
        "police_cases_wide_groups.csv",
        csv_of(
            [["บก.", "กลุ่ม1_รับแจ้ง", "กลุ่ม1_จับ", "กลุ่ม2_รับแจ้ง", "กลุ่ม2_จับ"]]
            + [[f"ภ.จว.{p}", n(1, 9), n(1, 9), n(1, 9), n(1, 9)] for p in PROVINCES]
        ),
        "advanced",
        area="|province|branch",
    )
    case(
        "hospital_types_total_mid.csv",
        csv_of(
            [["ประเภท", "แห่ง", "เตียง"]]
            + [["รพศ.", 34, 9], ["รพท.", 90, 8], ["รวมโรงพยาบาลใหญ่", 124, 17], ["รพช.", 775, 7], ["รวมทั้งสิ้น", 899, 24]]
        ),
        "basic",
        row=(4, 6),
        why="the first sum is called freely",
    )
    case(
        "moph_header_code_row.csv",
        csv_of([["จังหวัด", "ประชากร", "ผู้ป่วย"], ["B1", "B2", "B3"]] + [[p, n(1, 99), n(1, 99)] for p in PROVINCES]),
        "basic",
        area="province",
        row=(1, 2),
    )
    case(
        "dash_total_ends.csv",
        csv_of([["อำเภอ", "คน"]] + [[d, n(1, 99)] for d in DISTRICTS] + [["- รวม -", 500]]),
        "basic",
        area="district",
        row=12,
    )
    case(
        "year_total_inline.csv",
        csv_of(
            [["ปี", "เดือน", "ตัน"]]
            + [r for y in (2564, 2565) for r in [[y, m, n(1, 9)] for m in SHORT_MONTHS] + [[y, "รวม", 60]]]
        ),
        "basic",
        "month",
        2,
        row=14,
    )
    case(
        "thai_units_paren_values.csv",
        csv_of([["โครงการ", "งบ"]] + [[f"โครงการ {i}", f"{n(1, 99)} (ล้านบาท)"] for i in range(10)]),
        "basic",
        row=2,
    )
    case(
        "merged_footer_note.xlsx",
        book_of(
            [["ปี", "ราย", "บาท"]]
            + [[y, n(1, 9), n(1, 9)] for y in range(2555, 2566)]
            + [["ที่มา: กรมสรรพากร", None, None]],
            merged=["A13:C13"],
        ),
        "basic",
        "year",
        11,
        row=13,
    )
    case(
        "currency_year_cols.xlsx",
        book_of(
            [["ประเภทภาษี"] + [f"ปีงบประมาณ {y}" for y in range(2561, 2566)]]
            + [[f"ภาษี {i}"] + [n(1, 99) for _ in range(5)] for i in range(7)]
        ),
        "advanced",
        "year",
        5,
    )
    case(
        "station_dates_text_be.xls",
        xls_of([["วันที่", "สถานี", "ระดับน้ำ"]] + [[f"{d} ต.ค. 2565", "P.1", 1.5 + d / 10] for d in range(1, 28)]),
        "middle",
        "day",
        1,
        "|point|branch",
    )
