"""Tables in text as offices publish them: databases with traps in them, and printed layouts."""

from __future__ import annotations

import csv
from datetime import date

from tests.corpora.published_writers import (
    DISTRICTS,
    MONTHS,
    PROVINCES,
    RANDOM,
    SHORT_MONTHS,
    SUBDISTRICTS,
    Add,
    buddhist,
    csv_of,
    days,
    n,
    thai,
)


def add(case: Add) -> None:
    RANDOM.seed(2565)
    # --- clean, with traps -----------------------------------------------------
    case(
        "hospitals_founded.csv",
        csv_of(
            [["รหัสหน่วยบริการ", "ชื่อโรงพยาบาล", "จำนวนเตียง", "ปีที่ก่อตั้ง", "โทรศัพท์", "หมายเหตุ"]]
            + [
                [
                    f"{10660 + i:05}",
                    f"โรงพยาบาลรวมแพทย์ {x}",
                    n(30, 900),
                    n(2490, 2555),
                    f"0{n(32, 77)}-{n(200, 999)}{n(100, 999)}",
                    "-" if i % 3 else "อยู่ระหว่างปรับปรุงอาคาร",
                ]
                for i, x in enumerate(PROVINCES)
            ],
            "utf-8-sig",
        ),
        "advanced",
        area="|branch",
        why="ปีที่ก่อตั้ง is an attribute",
    )
    case(
        "budget_2500.csv",
        csv_of(
            [["รหัสโครงการ", "ชื่อโครงการ", "งบประมาณ (บาท)", "เบิกจ่าย (บาท)"]]
            + [[f"P{i:03}", f"จัดซื้อวัสดุสำนักงาน งวดที่ {i}", n(2500, 2600), n(2500, 2600)] for i in range(1, 25)]
        ),
        "advanced",
        why="amounts between 2,500 and 2,600 are not years",
    )
    case(
        "budget_comma.csv",
        csv_of(
            [["ปีงบประมาณ", "หน่วยงาน", "งบประมาณ", "เบิกจ่าย"]]
            + [
                [
                    2562 + i % 4,
                    f"กองคลัง {i // 4}",
                    f"{n(1, 99)},{n(100, 999)},{n(100, 999)}.00",
                    f"{n(1, 9)},{n(100, 999)},{n(100, 999)}.50",
                ]
                for i in range(20)
            ]
        ),
        "advanced",
        "year",
        4,
        why="quoted numbers with commas",
    )
    case(
        "company_register.csv",
        csv_of(
            [["เลขทะเบียน", "ชื่อนิติบุคคล", "วันที่จดทะเบียน", "ทุนจดทะเบียน", "จังหวัด"]]
            + [
                [
                    f"01055{n(10000000, 99999999)}",
                    f"บริษัท รวมทรัพย์ {i} จำกัด",
                    buddhist(date(2022, n(1, 12), n(1, 28))),
                    n(1, 50) * 100000,
                    PROVINCES[i % 12],
                ]
                for i in range(40)
            ]
        ),
        "advanced",
        "day",
        1,
        "province",
    )
    case(
        "court_cases.csv",
        csv_of(
            [["ปี พ.ศ.", "ศาล", "คดีรับใหม่", "คดีแล้วเสร็จ", "คดีค้าง"]]
            + [
                [y, f"ศาลจังหวัด{p}", n(500, 4000), n(500, 4000), n(10, 900)]
                for y in range(2560, 2566)
                for p in PROVINCES[:5]
            ],
            "cp874",
        ),
        "advanced",
        "year",
        6,
        "province||branch",
        encoding="cp874",
    )
    case(
        "pm25_hourly.csv",
        csv_of(
            [["datetime", "สถานี", "PM2.5 (µg/m3)"]]
            + [
                [f"2023-02-{1 + h // 24:02} {h % 24:02}:00", s, n(10, 140)]
                for h in range(96)
                for s in ("ริมถนนดินแดง เขตดินแดง", "แขวงพญาไท เขตพญาไท", "ต.ศรีภูมิ อ.เมือง จ.เชียงใหม่")
            ]
        ),
        "advanced",
        "hour",
        1,
        "|branch|subdistrict|district|point",
    )
    case(
        "water_0700.csv",
        csv_of(
            [["วันที่", "เวลา", "สถานี", "ระดับน้ำ (ม.รทก.)", "ปริมาณน้ำ (ลบ.ม./วิ)"]]
            + [
                [buddhist(d), "07:00", s, round(RANDOM.uniform(1, 9), 2), n(10, 900)]
                for d in days(date(2021, 8, 1), 40)
                for s in ("C.13", "C.29A", "S.26")
            ]
        ),
        "advanced",
        "day|hour",
        1,
        "|branch|point",
        why="one reading a day at seven",
    )
    case(
        "villages.csv",
        csv_of(
            [["จังหวัด", "อำเภอ", "ตำบล", "หมู่ที่", "ชื่อหมู่บ้าน", "ครัวเรือน", "ประชากร"]]
            + [
                [
                    "เชียงใหม่",
                    "แม่ริม",
                    ["ริมใต้", "ริมเหนือ", "สันโป่ง"][i % 3],
                    1 + i // 3,
                    f"บ้าน{['สันป่าตึง', 'ท่าข้าม', 'ดอนแก้ว', 'หนองบัว'][i % 4]}",
                    n(80, 400),
                    n(200, 1500),
                ]
                for i in range(36)
            ]
        ),
        "advanced",
        area="village",
    )
    case(
        "sao_list.csv",
        csv_of(
            [["ลำดับ", "ชื่อ อปท.", "อำเภอ", "จังหวัด", "โทรศัพท์", "เว็บไซต์"]]
            + [
                [i + 1, f"อบต.{s}", "เมืองเชียงใหม่", "เชียงใหม่", f"053-{n(200000, 999999)}", f"www.sao{i}.go.th"]
                for i, s in enumerate(SUBDISTRICTS)
            ]
        ),
        "advanced",
        area="district|subdistrict|branch",
    )
    case(
        "branches.csv",
        csv_of(
            [["รหัสสาขา", "ชื่อสาขา", "ที่อยู่", "รหัสไปรษณีย์", "เวลาทำการ"]]
            + [
                [f"{i:04}", f"สาขา{p}", f"{n(1, 300)}/{n(1, 9)} ถนนสุขุมวิท จังหวัด{p}", n(10000, 96000), "08:30-16:30"]
                for i, p in enumerate(PROVINCES)
            ]
        ),
        "advanced",
        area="branch|province",
    )
    case(
        "latlong_one_cell.csv",
        csv_of(
            [["ชื่อจุดบริการ", "พิกัด"]]
            + [[f"จุดบริการ {i}", f"{13 + RANDOM.random():.5f}, {100 + RANDOM.random():.5f}"] for i in range(30)]
        ),
        "advanced",
        area="point",
    )
    case(
        "utm.csv",
        csv_of(
            [["รหัสบ่อ", "X", "Y", "zone", "ความลึก (เมตร)"]]
            + [[f"MW{i:03}", n(480000, 680000), n(1500000, 2100000), 47, n(20, 180)] for i in range(30)]
        ),
        "advanced",
        area="point",
    )
    case(
        "utm_named.csv",
        csv_of(
            [["รหัสบ่อ", "UTM_E", "UTM_N", "ตำบล", "ความลึก"]]
            + [
                [f"MW{i:03}", n(480000, 680000), n(1500000, 2100000), SUBDISTRICTS[i % 10], n(20, 180)]
                for i in range(30)
            ]
        ),
        "advanced",
        area="point",
    )
    case(
        "wide_years.csv",
        csv_of(
            [["จังหวัด"] + [str(y) for y in range(2556, 2566)]]
            + [[p] + [n(1000, 90000) for _ in range(10)] for p in PROVINCES]
        ),
        "advanced",
        "year",
        10,
        "province",
        why="one header row, unique names",
    )
    case(
        "wide_years_prefixed.csv",
        csv_of(
            [["ประเภทคดี"] + [f"ปี {y}" for y in range(2561, 2566)]]
            + [
                [c] + [n(100, 9000) for _ in range(5)]
                for c in ("ลักทรัพย์", "ยาเสพติด", "ฉ้อโกง", "ทำร้ายร่างกาย", "การพนัน", "จราจร")
            ]
        ),
        "advanced",
        "year",
        5,
    )
    case(
        "pivot_months.csv",
        csv_of(
            [["ประเทศ"] + MONTHS]
            + [
                [c] + [n(1000, 90000) for _ in MONTHS]
                for c in ("จีน", "ญี่ปุ่น", "เกาหลีใต้", "มาเลเซีย", "ลาว", "อินเดีย", "รัสเซีย")
            ]
        ),
        "advanced",
        "month",
        0,
    )
    case(
        "pivot_months_year.csv",
        csv_of(
            [["ชนิดพืช"] + [f"{m}65" for m in SHORT_MONTHS]]
            + [
                [c] + [n(10, 900) for _ in SHORT_MONTHS]
                for c in ("ข้าว", "ยางพารา", "มันสำปะหลัง", "อ้อย", "ลำไย", "ทุเรียน")
            ]
        ),
        "advanced",
        "month",
        1,
    )
    case(
        "semicolon.csv",
        csv_of(
            [["ปี", "เดือน", "ด่าน", "มูลค่านำเข้า", "มูลค่าส่งออก"]]
            + [
                [2565, m, d, f"{n(1, 99)},{n(10, 99)}", f"{n(1, 99)},{n(10, 99)}"]
                for m in range(1, 13)
                for d in ("แม่สาย", "แม่สอด", "เบตง")
            ],
            delimiter=";",
        ),
        "advanced",
        "month",
        1,
        "|branch|district",
    )
    case(
        "tabs.tsv",
        csv_of(
            [["year", "quarter", "sector", "gdp"]]
            + [
                [y, f"Q{q}", s, n(100, 900)]
                for y in range(2018, 2023)
                for q in (1, 2, 3, 4)
                for s in ("agri", "industry", "service")
            ],
            delimiter="\t",
        ),
        "advanced",
        "quarter",
        5,
    )
    case(
        "utf16.csv",
        csv_of(
            [["ลำดับ", "หลักสูตร", "คณะ", "จำนวนรับ", "ปีการศึกษา"]]
            + [[i + 1, f"วิทยาศาสตรบัณฑิต {i}", "วิทยาศาสตร์", n(20, 90), 2566] for i in range(20)],
            "utf-16",
            delimiter="\t",
        ),
        "advanced",
        "year",
        1,
        encoding="utf-16",
        format="tsv",
    )
    case(
        "utf16_comma.csv",
        csv_of(
            [["รหัส", "ชื่อสินค้า", "ราคากลาง"]] + [[f"{i:04}", f"ปุ๋ยสูตร {i}", n(300, 1200)] for i in range(20)], "utf-16"
        ),
        "advanced",
        encoding="utf-16",
    )
    case(
        "longtext.csv",
        csv_of(
            [["เลขคำร้อง", "วันที่รับ", "รายละเอียด", "ผลดำเนินการ"]]
            + [
                [
                    f"R{i:04}",
                    f"2023-{1 + i % 12:02}-{1 + i % 28:02}",
                    'ผู้ร้องแจ้งว่า "ถนนชำรุด",\nบริเวณหน้าตลาด\n\nขอให้ซ่อมแซม รวมถึงไฟทาง; ด่วน',
                    "ดำเนินการแล้ว\nแจ้งผลแล้ว",
                ]
                for i in range(30)
            ]
        ),
        "advanced",
        "day",
        1,
    )
    case(
        "thai_digit_codes.csv",
        csv_of(
            [["เลขที่หนังสือ", "เรื่อง", "ที่อยู่", "จำนวนหน้า"]]
            + [
                [
                    f"มท ๐๘๐๘.๒/ว {thai(n(1000, 9999))}",
                    f"ซักซ้อมแนวทางปฏิบัติ ครั้งที่ {thai(i)}",
                    f"เลขที่ {thai(n(1, 300))} หมู่ที่ {thai(n(1, 9))}",
                    n(1, 20),
                ]
                for i in range(1, 20)
            ]
        ),
        "advanced|basic",
        row=(0, 2),
        why="digits in codes and addresses are text; the spec counts Thai digits, of numbers",
    )
    case("single_column.csv", csv_of([["ชื่อหน่วยงาน"]] + [[f"สำนักงานคณะกรรมการที่ {i}"] for i in range(30)]), "advanced")
    case(
        "one_row.csv",
        csv_of([["ปีงบประมาณ", "รายได้รวม", "รายจ่ายรวม", "คงเหลือ"], [2566, 124500000, 120100000, 4400000]]),
        "advanced",
        "year",
        1,
    )
    case(
        "survey300.csv",
        csv_of([["id"] + [f"q{i}" for i in range(1, 300)]] + [[i] + [n(1, 5) for _ in range(299)] for i in range(40)]),
        "advanced",
    )
    case(
        "survey_text.csv",
        csv_of(
            [["ประทับเวลา", "เพศ", "อายุ", "1. ท่านพึงพอใจต่อการให้บริการเพียงใด", "2. ข้อเสนอแนะ"]]
            + [
                [
                    f"{1 + i % 28}/{1 + i % 6}/2023, {n(8, 16)}:{n(10, 59)}:{n(10, 59)}",
                    RANDOM.choice(["ชาย", "หญิง"]),
                    n(18, 70),
                    n(1, 5),
                    RANDOM.choice(["", "-", "ดีมาก", "ไม่มี", "ควรเพิ่มที่จอดรถ"]),
                ]
                for i in range(50)
            ],
            "utf-8-sig",
        ),
        "advanced",
        "minute|day|hour",
        1,
    )
    case(
        "birth_years.csv",
        csv_of(
            [["รหัสเกษตรกร", "ปีเกิด", "พื้นที่ปลูก (ไร่)", "พืช"]]
            + [[f"A{i:05}", n(2480, 2545), n(1, 60), RANDOM.choice(["ข้าว", "อ้อย", "ยาง"])] for i in range(40)]
        ),
        "advanced",
        why="year of birth is an attribute",
    )
    case(
        "blank_cells.csv",
        csv_of(
            [["อำเภอ", "ปี", "ผู้ป่วย", "เสียชีวิต"]]
            + [
                [d, y, n(1, 90) if n(0, 3) else "", "" if n(0, 2) else n(0, 3)]
                for d in DISTRICTS
                for y in (2563, 2564, 2565)
            ]
        ),
        "advanced",
        "year",
        3,
        "district",
    )
    case(
        "dash_cells.csv",
        csv_of(
            [["อำเภอ", "ปี", "ผู้ป่วย", "เสียชีวิต"]]
            + [
                [d, y, n(1, 90) if n(0, 3) else "-", "-" if n(0, 2) else n(0, 3)]
                for d in DISTRICTS
                for y in (2563, 2564, 2565)
            ]
        ),
        "advanced",
        "year",
        3,
        "district",
    )
    case(
        "roomname_total.csv",
        csv_of(
            [["ชื่ออาคาร", "ผู้ดูแล", "พื้นที่ (ตร.ม.)"]]
            + [
                [x, "ฝ่ายอาคาร", n(100, 4000)]
                for x in (
                    "อาคารเรียนรวม 1",
                    "อาคารเรียนรวม 2",
                    "หอประชุมรวมใจ",
                    "ศูนย์รวมบริการ",
                    "โรงอาหาร",
                    "หอสมุด",
                    "อาคารปฏิบัติการรวม",
                    "ยอดนิยม",
                )
            ]
        ),
        "advanced",
        area="|branch",
    )
    case(
        "dusit_total.csv",
        csv_of(
            [["ศูนย์บริการ", "จำนวนผู้รับบริการ", "ร้อยละ"]]
            + [
                [x, n(10, 900), round(RANDOM.uniform(1, 40), 2)]
                for x in ("ทั้งหมดใจคลินิก", "รวมใจ", "บ้านรวมไทย", "ตลาดรวมยาง", "คลองเตย", "บางซื่อ")
            ]
        ),
        "advanced",
        area="|branch",
    )
    case(
        "phones.csv",
        csv_of(
            [["หน่วยงาน", "โทรศัพท์", "โทรสาร", "อีเมล"]]
            + [
                [
                    f"สำนักงานขนส่งจังหวัด{p}",
                    f"0{n(32, 77)}{n(200000, 999999)}",
                    f"0 {n(3200, 7799)} {n(1000, 9999)}-{n(1, 9)}",
                    f"office{i}@example.go.th",
                ]
                for i, p in enumerate(PROVINCES)
            ]
        ),
        "advanced",
        area="province|branch|",
    )
    case(
        "weekly_epi.csv",
        csv_of(
            [["ปี", "สัปดาห์ที่", "โรค", "จำนวนผู้ป่วย"]]
            + [[2566, w, d, n(0, 400)] for w in range(1, 53) for d in ("ไข้เลือดออก", "ไข้หวัดใหญ่", "มือเท้าปาก")]
        ),
        "advanced",
        "week",
        1,
    )
    case(
        "weekly_iso.csv",
        csv_of(
            [["epi_week", "province", "dengue"]]
            + [[f"2022-W{w:02}", p, n(0, 40)] for w in range(1, 53) for p in PROVINCES[:3]]
        ),
        "advanced",
        "week",
        1,
        "province",
    )
    case(
        "academic.csv",
        csv_of(
            [["ปีการศึกษา", "ภาคเรียนที่", "ระดับชั้น", "ชาย", "หญิง"]]
            + [
                [y, t, g, n(10, 400), n(10, 400)]
                for y in range(2562, 2566)
                for t in (1, 2)
                for g in ("ม.1", "ม.2", "ม.3", "ม.4")
            ]
        ),
        "advanced",
        "half_year|year",
        4,
    )
    case(
        "academic_slash.csv",
        csv_of(
            [["ภาค/ปีการศึกษา", "คณะ", "นิสิตใหม่"]]
            + [
                [f"{t}/{y}", f, n(10, 900)]
                for y in (2563, 2564, 2565)
                for t in (1, 2)
                for f in ("วิศวกรรมศาสตร์", "แพทยศาสตร์", "อักษรศาสตร์")
            ]
        ),
        "advanced",
        "half_year|year",
        3,
    )
    case(
        "quarter_thai.csv",
        csv_of(
            [["ปีงบประมาณ", "ไตรมาส", "แผนงาน", "ผลเบิกจ่าย (ล้านบาท)"]]
            + [
                [y, q, p, round(RANDOM.uniform(1, 90), 2)]
                for y in (2564, 2565)
                for q in (1, 2, 3, 4)
                for p in ("บุคลากร", "ลงทุน", "ดำเนินงาน")
            ]
        ),
        "advanced",
        "quarter",
        2,
    )
    case(
        "quarter_text.csv",
        csv_of(
            [["งวด", "ดัชนีราคาที่ดิน", "เปลี่ยนแปลง (ร้อยละ)"]]
            + [
                [f"ไตรมาส {q}/{y}", round(RANDOM.uniform(90, 140), 1), round(RANDOM.uniform(-3, 5), 1)]
                for y in range(2560, 2566)
                for q in (1, 2, 3, 4)
            ]
        ),
        "advanced",
        "quarter",
        6,
    )
    case(
        "month_text_be.csv",
        csv_of(
            [["เดือน", "ราคายางแผ่นดิบ", "ราคาน้ำยางสด"]]
            + [
                [f"{m} {y}", round(RANDOM.uniform(40, 70), 2), round(RANDOM.uniform(40, 70), 2)]
                for y in (2563, 2564, 2565)
                for m in MONTHS
            ]
        ),
        "advanced",
        "month",
        3,
    )
    case(
        "month_abbr.csv",
        csv_of(
            [["เดือน/ปี", "จำนวนนักท่องเที่ยว", "รายได้ (ล้านบาท)"]]
            + [[f"{m}-{y}", n(1000, 90000), n(10, 900)] for y in (64, 65) for m in SHORT_MONTHS],
            "cp874",
        ),
        "advanced",
        "month",
        2,
        encoding="cp874",
    )
    case(
        "month_number_cols.csv",
        csv_of(
            [["YEAR", "MONTH", "REGION", "KWH"]]
            + [
                [y, m, r, n(10000, 99999)]
                for y in (2019, 2020, 2021, 2022)
                for m in range(1, 13)
                for r in ("ภาคเหนือ", "ภาคกลาง", "ภาคใต้")
            ]
        ),
        "advanced",
        "month",
        4,
        "region",
    )
    case(
        "yyyymm.csv",
        csv_of(
            [["PERIOD", "TARIFF", "VALUE_THB"]]
            + [
                [f"{y}{m:02}", f"{n(1000, 9900)}{n(1000, 9000)}", n(10000, 999999)]
                for y in (2021, 2022)
                for m in range(1, 13)
            ]
        ),
        "advanced",
        "month",
        2,
    )
    case(
        "yyyymmdd.csv",
        csv_of(
            [["TRANS_DATE", "ROUTE", "PASSENGER"]]
            + [[d.strftime("%Y%m%d"), f"สาย {n(1, 150)}", n(100, 9000)] for d in days(date(2023, 1, 1), 60)]
        ),
        "advanced",
        "day",
        1,
    )
    case(
        "mixed_era.csv",
        csv_of(
            [["วันที่", "จำนวนเที่ยวบิน"]]
            + [
                [d.strftime("%d/%m/%Y") if i % 2 else buddhist(d), n(100, 900)]
                for i, d in enumerate(days(date(2021, 1, 1), 60))
            ]
        ),
        "advanced",
        "day",
        1,
        why="mixed eras",
    )
    case(
        "accidents.csv",
        csv_of(
            [["วันที่เกิดเหตุ", "เวลา", "สายทาง", "จังหวัด", "LATITUDE", "LONGITUDE", "ผู้บาดเจ็บ"]]
            + [
                [
                    buddhist(date(2021, n(1, 12), n(1, 28))),
                    f"{n(0, 23):02}:{n(0, 59):02}",
                    f"ทล.{n(1, 4000)}",
                    RANDOM.choice(PROVINCES),
                    round(RANDOM.uniform(6, 19), 5),
                    round(RANDOM.uniform(98, 105), 5),
                    n(0, 6),
                ]
                for _ in range(60)
            ]
        ),
        "advanced",
        "minute|day|hour",
        1,
        "point",
    )
    case(
        "procurement.csv",
        csv_of(
            [["เลขที่โครงการ", "ชื่อโครงการ", "วิธีจัดซื้อจัดจ้าง", "วงเงินงบประมาณ", "วันที่ลงนามสัญญา", "สถานะ"]]
            + [
                [
                    f"65{n(10000000, 99999999)}",
                    f"จ้างก่อสร้างถนน คสล. หมู่ที่ {n(1, 12)} บ้านใหม่ รวมระยะทาง {n(100, 900)} เมตร",
                    RANDOM.choice(["e-bidding", "เฉพาะเจาะจง"]),
                    n(100, 9000) * 1000,
                    buddhist(date(2022, n(1, 9), n(1, 28)), "{d} {mab} {y}"),
                    "สิ้นสุดสัญญา",
                ]
                for _ in range(30)
            ]
        ),
        "advanced",
        "day",
        1,
    )
    case(
        "elec_codes.csv",
        csv_of(
            [["รหัสจังหวัด", "รหัสอำเภอ", "รหัสตำบล", "ผู้ใช้ไฟ"]] + [[50, 5001, 500101 + i, n(100, 9000)] for i in range(10)]
        ),
        "advanced",
        area="subdistrict",
    )
    case(
        "dopa_code_only.csv",
        csv_of([["ADM3_PCODE", "POP"]] + [[f"TH5001{i:02}", n(1000, 20000)] for i in range(1, 17)]),
        "advanced",
        area="subdistrict",
    )
    case(
        "en_province.csv",
        csv_of(
            [["Province", "Rainfall_mm", "Year"]]
            + [
                [p, round(RANDOM.uniform(500, 3000), 1), y]
                for p in ("Chiang Mai", "Khon Kaen", "Phuket", "Songkhla", "Rayong", "Nan")
                for y in range(2015, 2021)
            ]
        ),
        "advanced",
        "year",
        6,
        "province",
    )
    case(
        "country_year.csv",
        csv_of(
            [["ปี", "อัตราเงินเฟ้อ", "อัตราว่างงาน"]]
            + [[y, round(RANDOM.uniform(-1, 5), 2), round(RANDOM.uniform(0.5, 2), 2)] for y in range(2550, 2566)]
        ),
        "advanced",
        "year",
        16,
    )
    case(
        "code_list.csv",
        csv_of([["code", "name_th", "name_en"]] + [[f"{i:02}", f"ประเภท {i}", f"Type {i}"] for i in range(1, 30)]),
        "advanced",
    )
    case(
        "numbers_text.csv",
        csv_of(
            [["ปี", "ประเภท", "จำนวน"]]
            + [[str(y), t, f"{n(100, 999)}"] for y in (2561, 2562, 2563, 2564) for t in ("ก", "ข", "ค")],
            quoting=csv.QUOTE_ALL,
        ),
        "advanced",
        "year",
        4,
    )
    case(
        "percent_col.csv",
        csv_of(
            [["ไตรมาส", "ปี", "ร้อยละความสำเร็จ"]]
            + [[q, y, f"{n(50, 99)}.{n(10, 99)}"] for y in (2563, 2564, 2565) for q in ("Q1", "Q2", "Q3", "Q4")]
        ),
        "advanced",
        "quarter",
        3,
    )
    case(
        "remark_long.csv",
        csv_of(
            [["ลำดับที่", "รายการภาษี", "อัตรา", "หมายเหตุ"]]
            + [
                [
                    i,
                    f"ภาษีประเภทที่ {i}",
                    round(RANDOM.uniform(0, 10), 2),
                    "หมายเหตุ: รวมทั้งหมดตามประกาศ พ.ศ. 2560 ที่มา: กรมสรรพากร" if i % 4 == 0 else "",
                ]
                for i in range(1, 30)
            ]
        ),
        "advanced",
        why="remarks of each row, not notes below",
    )
    case(
        "quoted_headers.csv",
        csv_of(
            [["จำนวน (คน)", "มูลค่า (บาท)", "วันที่ (วว/ดด/ปปปป)"]]
            + [[n(1, 99), n(1000, 9999), buddhist(d)] for d in days(date(2022, 3, 1), 30)],
            quoting=csv.QUOTE_ALL,
        ),
        "advanced",
        "day",
        1,
    )
    case(
        "parcel.csv",
        csv_of(
            [["เลขโฉนด", "ระวาง", "ไร่", "งาน", "ตารางวา", "ราคาประเมิน (บาท/ตร.ว.)", "ตำบล", "อำเภอ"]]
            + [
                [
                    n(1000, 99999),
                    f"4746 II {n(1000, 9999)}-{n(1, 20):02}",
                    n(0, 30),
                    n(0, 3),
                    n(0, 99),
                    n(200, 9000),
                    RANDOM.choice(SUBDISTRICTS),
                    "เมืองเชียงใหม่",
                ]
                for _ in range(40)
            ]
        ),
        "advanced",
        area="subdistrict",
    )
    case(
        "labour_wage.csv",
        csv_of([["มีผลตั้งแต่", "จังหวัด", "ค่าจ้างขั้นต่ำ (บาท/วัน)"]] + [["1 ตุลาคม 2565", p, n(328, 354)] for p in PROVINCES]),
        "advanced",
        "day|year||month",
        (0, 1),
        "province",
    )
    case(
        "busstops.csv",
        csv_of(
            [["stop_id", "stop_name", "lat", "lon"]]
            + [
                [i, f"ป้ายหน้าวัด {i}", round(RANDOM.uniform(13.5, 14), 6), round(RANDOM.uniform(100.3, 100.9), 6)]
                for i in range(60)
            ]
        ),
        "advanced",
        area="point",
    )
    case(
        "bkk_khet.csv",
        csv_of(
            [["สำนักงานเขต", "ปี", "ขยะ (ตัน/วัน)"]]
            + [
                [k, y, n(80, 400)]
                for k in ("เขตพระนคร", "เขตดุสิต", "เขตบางรัก", "เขตปทุมวัน", "เขตจตุจักร", "เขตบางกะปิ")
                for y in (2562, 2563, 2564)
            ]
        ),
        "advanced",
        "year",
        3,
        "district",
    )
    case(
        "bkk_khwaeng.csv",
        csv_of(
            [["เขต", "แขวง", "ผู้สูงอายุ"]]
            + [
                [k, a, n(500, 4000)]
                for k, a in (
                    ("พระนคร", "วังบูรพาภิรมย์"),
                    ("พระนคร", "ตลาดยอด"),
                    ("ดุสิต", "วชิรพยาบาล"),
                    ("บางรัก", "สีลม"),
                    ("บางรัก", "สี่พระยา"),
                    ("ปทุมวัน", "ลุมพินี"),
                    ("จตุจักร", "ลาดยาว"),
                )
            ]
        ),
        "advanced",
        area="subdistrict",
    )
    case(
        "school_list.csv",
        csv_of(
            [["รหัสโรงเรียน", "ชื่อโรงเรียน", "ตำบล", "อำเภอ", "จังหวัด", "นักเรียน", "ครู"]]
            + [
                [f"5001{i:04}", f"โรงเรียนบ้าน{s}", s, "เมืองเชียงใหม่", "เชียงใหม่", n(30, 900), n(3, 60)]
                for i, s in enumerate(SUBDISTRICTS)
            ]
        ),
        "advanced",
        area="subdistrict|branch",
    )
    case(
        "hotel_licences.csv",
        csv_of(
            [["ลำดับ", "ชื่อโรงแรม", "เลขที่ใบอนุญาต", "วันหมดอายุ", "จำนวนห้อง", "อำเภอ"]]
            + [
                [
                    i + 1,
                    f"โรงแรมรวมสุข {i}",
                    f"{n(1, 99)}/{n(2560, 2565)}",
                    buddhist(date(2027, n(1, 12), n(1, 28))),
                    n(8, 300),
                    DISTRICTS[i % 10],
                ]
                for i in range(30)
            ]
        ),
        "advanced",
        "|day",
        (0, 1),
        "district|branch",
    )
    case(
        "no_province_word.csv",
        csv_of([["ชื่อ", "ปริมาณ"]] + [[p, n(10, 99)] for p in PROVINCES]),
        "advanced",
        area="province",
    )
    case(
        "energy_daily_header_en.csv",
        csv_of(
            [["Date", "Peak (MW)", "Energy (GWh)"]]
            + [[d.strftime("%-d-%b-%y"), n(20000, 32000), n(400, 640)] for d in days(date(2022, 4, 1), 61)]
        ),
        "advanced",
        "day",
        1,
    )
    case(
        "us_dates.csv",
        csv_of(
            [["Date", "Gold buy", "Gold sell"]]
            + [[d.strftime("%m/%d/%Y"), n(28000, 32000), n(28000, 32000)] for d in days(date(2022, 1, 3), 200)]
        ),
        "advanced",
        "day",
        1,
    )
    case(
        "iso_dt.csv",
        csv_of(
            [["timestamp", "sensor", "value"]]
            + [
                [f"2023-05-{1 + i // 48:02}T{i // 2 % 24:02}:{30 * (i % 2):02}:00+07:00", "S01", n(1, 99)]
                for i in range(200)
            ]
        ),
        "advanced",
        "minute|hour",
        1,
    )
    case(
        "epoch.csv",
        csv_of(
            [["device_id", "ts", "temp"]]
            + [["D1", 1672531200 + i * 600, round(RANDOM.uniform(20, 38), 1)] for i in range(100)]
        ),
        "advanced",
        "minute|hour|day|",
        (0, 1, 2),
    )
    case(
        "thai_long_date.csv",
        csv_of(
            [["วันที่ประกาศ", "ราคาขายปลีกดีเซล"]]
            + [
                [f"{d.day} {MONTHS[d.month - 1]} พ.ศ. {d.year + 543}", round(RANDOM.uniform(29, 35), 2)]
                for d in days(date(2022, 6, 1), 40)
            ]
        ),
        "advanced",
        "day",
        1,
    )
    case(
        "fire_hotspot.csv",
        csv_of(
            [["ACQ_DATE", "ACQ_TIME", "ตำบล", "อำเภอ", "จังหวัด", "LAT", "LON"]]
            + [
                [
                    f"2023-03-{n(1, 31):02}",
                    f"{n(0, 23):02}{n(0, 59):02}",
                    "สุเทพ",
                    "เมืองเชียงใหม่",
                    "เชียงใหม่",
                    round(RANDOM.uniform(18, 19), 5),
                    round(RANDOM.uniform(98, 99), 5),
                ]
                for _ in range(50)
            ]
        ),
        "advanced",
        "day|minute|hour",
        1,
        "point",
    )
    case(
        "rice_prices.csv",
        csv_of(
            [["วันที่", "ตลาด", "ข้าวหอมมะลิ", "ข้าวเหนียว"]]
            + [
                [buddhist(d, "{d} {mab}{y}"), "ตลาดไท", n(12000, 15000), n(9000, 12000)]
                for d in days(date(2022, 11, 1), 30)
            ]
        ),
        "advanced",
        "day",
        1,
    )
    case(
        "empty_tail_cols.csv",
        csv_of(
            [["ปี", "ประเภท", "จำนวน"]] + [[y, t, n(1, 99)] for y in (2561, 2562, 2563, 2564) for t in ("ก", "ข", "ค")]
        ).replace(b"\r\n", b",,\r\n"),
        "advanced|basic",
        "year",
        4,
        row=(0, 1),
        why="columns without a name and without a cell are none",
    )
    case(
        "trailing_blank_rows.csv",
        csv_of(
            [["ปี", "ประเภท", "จำนวน"]] + [[y, t, n(1, 99)] for y in (2561, 2562, 2563, 2564) for t in ("ก", "ข", "ค")]
        )
        + b",,\r\n" * 40,
        "advanced",
        "year",
        4,
        why="empty rows at the end are no separators",
    )
    case(
        "dup_headers.csv",
        csv_of([["จังหวัด", "ชาย", "หญิง", "ชาย", "หญิง"]] + [[p, n(1, 9), n(1, 9), n(1, 9), n(1, 9)] for p in PROVINCES]),
        "basic",
        area="province",
        row=(1,),
        why="names must be unique",
    )
    case(
        "ragged.csv",
        csv_of(
            [["รหัส", "ชื่อ", "ราคา"]]
            + [[i, f"สินค้า {i}", n(1, 99)] + (["เพิ่ม"] if i in (7, 12) else []) for i in range(1, 20)]
        ),
        "basic",
        row=(8,),
        why="rows must be rectangular",
    )
    # --- report layouts ---------------------------------------------------------
    case(
        "title_rows.csv",
        csv_of(
            [["ตารางที่ 1 จำนวนผู้ประกันตน ปี 2560 - 2565", "", ""], ["", "", ""], ["ปี", "มาตรา 33", "มาตรา 39"]]
            + [[y, n(1000, 9000), n(100, 900)] for y in range(2560, 2566)]
        ),
        "basic",
        "year",
        6,
        row=1,
    )
    case(
        "total_row.csv",
        csv_of(
            [["จังหวัด", "ชาย", "หญิง", "รวม"]]
            + [[p, a := n(1, 99), b := n(1, 99), a + b] for p in PROVINCES]
            + [["รวม", 900, 800, 1700]]
        ),
        "basic",
        area="province",
        row=14,
    )
    case(
        "total_first.csv",
        csv_of([["จังหวัด", "จำนวนคดี"], ["ทั่วราชอาณาจักร", 99999]] + [[p, n(100, 900)] for p in PROVINCES]),
        "basic",
        area="province",
        row=2,
        why="total of the country among provinces",
    )
    case(
        "subtotals_region.csv",
        csv_of(
            [["ภาค/จังหวัด", "ปี", "จำนวน"]]
            + [
                r
                for reg, ps in (("ภาคเหนือ", ["เชียงใหม่", "ลำปาง", "พิษณุโลก"]), ("ภาคใต้", ["สงขลา", "ภูเก็ต", "สุราษฎร์ธานี"]))
                for r in [[x, 2565, n(1, 99)] for x in ps] + [[f"รวม{reg}", 2565, n(100, 300)]]
            ]
        ),
        "basic",
        "year",
        1,
        "province",
        row=5,
    )
    case(
        "notes_below.csv",
        csv_of(
            [["ปี", "มูลค่าส่งออก", "มูลค่านำเข้า"]]
            + [[y, n(1000, 9000), n(1000, 9000)] for y in range(2556, 2566)]
            + [["หมายเหตุ: ข้อมูลเบื้องต้น", "", ""], ["ที่มา: กรมศุลกากร", "", ""]]
        ),
        "basic",
        "year",
        10,
        row=12,
    )
    case(
        "units_in_cells.csv",
        csv_of(
            [["รายการ", "พื้นที่", "ผลผลิต"]]
            + [
                [c, f"{n(10, 900)} ไร่", f"{n(10, 900)} ตัน"]
                for c in ("ข้าว", "ยาง", "อ้อย", "มัน", "ลำไย", "ทุเรียน", "เงาะ", "มังคุด")
            ]
        ),
        "basic",
        row=2,
    )
    case(
        "thai_digits.csv",
        csv_of([["ลำดับ", "หน่วยงาน", "จำนวน"]] + [[thai(i), f"กอง {thai(i)}", thai(n(10, 999))] for i in range(1, 15)]),
        "basic",
        row=2,
    )
    case(
        "blank_sep.csv",
        csv_of(
            [["อำเภอ", "เพศ", "จำนวน"]]
            + [r for d in DISTRICTS[:5] for r in [[d, "ชาย", n(1, 99)], [d, "หญิง", n(1, 99)], ["", "", ""]]]
        ),
        "basic",
        area="district",
        row=4,
    )
    case(
        "two_headers.csv",
        csv_of(
            [["จังหวัด", "2564", "", "2565", ""], ["", "ชาย", "หญิง", "ชาย", "หญิง"]]
            + [[p, n(1, 9), n(1, 9), n(1, 9), n(1, 9)] for p in PROVINCES]
        ),
        "basic",
        "year",
        2,
        "province",
        row=(1, 2),
    )
    case(
        "group_blank_below.csv",
        csv_of(
            [["จังหวัด", "อำเภอ", "จำนวน"]]
            + [[("เชียงใหม่" if i == 0 else ""), d, n(1, 99)] for i, d in enumerate(DISTRICTS)]
        ),
        "basic|advanced",
        area="district",
        row=(0, 1, 2, 3),
        why="group named once: as merged cells, saved as CSV",
    )
    case(
        "cover_title_cp874.csv",
        csv_of(
            [
                ["รายงานสถิติการจดทะเบียนรถ", "", "", ""],
                ["ณ วันที่ 31 ธันวาคม 2565", "", "", ""],
                ["ลำดับ", "ประเภทรถ", "จำนวน", "ร้อยละ"],
            ]
            + [[i, f"รย.{i}", n(100, 9000), round(RANDOM.uniform(0, 30), 2)] for i in range(1, 18)]
            + [["", "รวม", 99999, 100]],
            "cp874",
        ),
        "basic",
        "|day|year",
        (0, 1),
        row=1,
        encoding="cp874",
    )
    case(
        "keyvalue.csv",
        csv_of(
            [
                ["ชื่อหน่วยงาน", "เทศบาลนครลำปาง"],
                ["ปีงบประมาณ", "2565"],
                ["ผู้บริหาร", "นายกเทศมนตรี"],
                ["จำนวนประชากร", "52,000 คน"],
                ["พื้นที่", "22.17 ตร.กม."],
                ["จำนวนชุมชน", "43 ชุมชน"],
            ]
        ),
        "basic",
        "|year",
        (0, 1),
        "|province",
        row=(1, 2, 3, 4, 5),
        why="a form, no header",
    )
    case(
        "no_header.csv",
        csv_of([[i, f"ศูนย์บริการ {i}", n(100, 999), buddhist(d)] for i, d in enumerate(days(date(2022, 1, 1), 30), 1)]),
        "basic",
        "day",
        1,
        row=(0, 1),
        why="no header row",
    )
