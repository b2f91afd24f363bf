"""Tables by every area, as Thai offices lay them out, and tables that only look so; with what each should be read as.

A label is the finest area, or ``none``. Names of areas are official ones; everything else is made up.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence

from checker.content import Area
from checker.grid import Cell
from checker.resources import schemas_dir
from checker.tables.areas import area_of, area_of_headers
from checker.tables.columns import ColumnCells

Columns = dict[str, Sequence[Cell]]

_ROWS = [
    line.split(",")
    for line in (schemas_dir() / "vocabulary" / "areas.csv").read_text(encoding="utf-8").splitlines()[1:]
]
_NOW = [(code, thai, english) for code, thai, english, until in _ROWS if code.isdecimal() and not until]
PROVINCES = [row for row in _NOW if len(row[0]) == 2]
DISTRICTS = [row for row in _NOW if len(row[0]) == 4]
SUBDISTRICTS = [row for row in _NOW if len(row[0]) == 6]
TRANG = [row for row in DISTRICTS if row[0][:2] == "92"]
TRANG_SUB = [row for row in SUBDISTRICTS if row[0][:2] == "92"]
BANGKOK = [row for row in DISTRICTS if row[0][:2] == "10"]
BANGKOK_SUB = [row for row in SUBDISTRICTS if row[0][:2] == "10"]
NAMES = {row[0]: row[1] for row in _NOW}
_random = random.Random(2565)
SOME_DISTRICTS = _random.sample(DISTRICTS, 120)
SOME_SUBDISTRICTS = _random.sample(SUBDISTRICTS, 200)


def thai(rows: Sequence[tuple[str, str, str]], prefix: str = "") -> list[str]:
    """Thai names behind a prefix."""
    return [prefix + row[1] for row in rows]


def some(count: int) -> list[int]:
    """Counts, some of which look like codes."""
    return [10 + (number * 37) % 900 for number in range(count)]


def things(count: int, word: str = "รายการที่") -> list[str]:
    """Names of things."""
    return [f"{word} {number + 1}" for number in range(count)]


def by_province() -> Iterator[tuple[str, str, Columns]]:
    """What the table is, its label, its columns."""
    names = thai(PROVINCES)
    yield "จังหวัด", "province", {"จังหวัด": names, "จำนวน": some(77)}
    yield "จังหวัดมีคำนำหน้า", "province", {"จังหวัด": thai(PROVINCES, "จังหวัด"), "จำนวน": some(77)}
    yield "จ. นำหน้า", "province", {"พื้นที่": thai(PROVINCES, "จ."), "จำนวน": some(77)}
    yield "จ. เว้นวรรค", "province", {"พื้นที่": thai(PROVINCES, "จ. "), "จำนวน": some(77)}
    yield "กทม. และชื่อย่อ", "province", {"จังหวัด": ["กทม.", "อยุธยา", "นนทบุรี", "โคราช"], "จำนวน": some(4)}
    yield "กรุงเทพฯ", "province", {"จังหวัด": ["กรุงเทพฯ", "นนทบุรี", "ปทุมธานี"], "จำนวน": some(3)}
    yield "จังหวัดและแถวรวม", "province", {"จังหวัด": ["รวมทั้งประเทศ", *names, "ไม่ระบุ"], "จำนวน": some(79)}
    yield (
        "ภาคและจังหวัดคอลัมน์เดียว",
        "province",
        {"ภาคและจังหวัด": ["ภาคใต้", "ตรัง", "กระบี่", "พังงา", "สตูล", "ภาคเหนือ", "น่าน", "แพร่", "ลำปาง"]},
    )
    yield "ไม่มีคำว่าจังหวัดในหัว", "province", {"รายการ": names, "ค่า": some(77)}
    yield "หัวว่าง", "province", {"": names, " ": some(77)}
    yield "province อังกฤษ", "province", {"Province": [row[2] for row in PROVINCES], "value": some(77)}
    yield "province อังกฤษติดกัน", "province", {"PROVINCE_EN": [row[2].replace(" ", "") for row in PROVINCES]}
    yield "province ตัวใหญ่", "province", {"prov_name": [row[2].upper() for row in PROVINCES]}
    yield "Changwat", "province", {"area": [f"{row[2]} Province" for row in PROVINCES]}
    yield "รหัสจังหวัด", "province", {"รหัสจังหวัด": [int(row[0]) for row in PROVINCES], "n": some(77)}
    yield "รหัสจังหวัดเป็นข้อความ", "province", {"province_code": [row[0] for row in PROVINCES], "n": some(77)}
    yield "TH-10", "province", {"province": [f"TH-{row[0]}" for row in PROVINCES], "n": some(77)}
    yield "รหัสทศนิยม", "province", {"PROV_CODE": [float(row[0]) for row in PROVINCES], "n": some(77)}
    yield "ลำดับนำหน้าชื่อ", "province", {"จังหวัด": [f"{n}. {name}" for n, name in enumerate(names, 1)]}
    yield "รหัสนำหน้าชื่อ", "province", {"จังหวัด": [f"{row[0]} {row[1]}" for row in PROVINCES]}
    yield "มีช่องว่างแปลก", "province", {"จังหวัด": [f" {name[:3]}{name[3:]}\u200b " for name in names]}
    yield "สำนักงานจังหวัด", "province", {"หน่วยงาน": [f"สำนักงานสถิติจังหวัด{name}" for name in names[1:]], "n": some(76)}
    yield "อบจ.", "province", {"หน่วยงาน": [f"องค์การบริหารส่วนจังหวัด{name}" for name in names[1:]], "n": some(76)}
    yield (
        "จังหวัดกับภาค",
        "province",
        {"ภาค": ["ใต้"] * 3 + ["เหนือ"] * 3, "จังหวัด": ["ตรัง", "สตูล", "สงขลา", "น่าน", "แพร่", "ตาก"]},
    )
    yield "จังหวัดซ้ำหลายปี", "province", {"ปี": [2564] * 77 + [2565] * 77, "จังหวัด": names * 2, "n": some(154)}
    yield "สะกดผิดบ้าง", "province", {"จังหวัด": [*names[:70], "ตรังง", "กระบี", "เลยย"], "n": some(73)}
    yield "ว่างบ้าง", "province", {"จังหวัด": [x for name in names for x in (name, "", None)], "n": some(231)}
    yield "สาขาวิชาและจังหวัด", "province", {"สาขาวิชา": things(77, "วิชา"), "จังหวัด": names}
    yield "จังหวัดที่เกิดเหตุ", "province", {"จังหวัดที่เกิดเหตุ": names, "n": some(77)}
    yield "บึงกาฬ", "province", {"จังหวัด": ["บึงกาฬ", "หนองคาย", "เลย"], "n": some(3)}


def by_district() -> Iterator[tuple[str, str, Columns]]:
    """Districts."""
    yield "อำเภอในจังหวัดเดียว", "district", {"จังหวัด": ["ตรัง"] * len(TRANG), "อำเภอ": thai(TRANG), "n": some(len(TRANG))}
    yield "อำเภอมีคำนำหน้า", "district", {"พื้นที่": thai(TRANG, "อำเภอ"), "n": some(len(TRANG))}
    yield "อ. นำหน้า", "district", {"พื้นที่": thai(TRANG, "อ."), "n": some(len(TRANG))}
    yield "อำเภอ เมือง", "district", {"อำเภอ": ["เมือง", "กันตัง", "ย่านตาขาว", "ห้วยยอด"], "n": some(4)}
    yield "เขตของกรุงเทพ", "district", {"เขต": thai(BANGKOK), "จำนวนร้องเรียน": some(50)}
    yield "สำนักงานเขต", "district", {"สำนักงานเขต": thai(BANGKOK), "n": some(50)}
    yield "เขตมีคำนำหน้า", "district", {"หน่วยงาน": thai(BANGKOK, "สำนักงานเขต"), "n": some(50)}
    yield (
        "อำเภอทั้งประเทศ",
        "district",
        {"จังหวัด": [NAMES[row[0][:2]] for row in SOME_DISTRICTS], "อำเภอ": thai(SOME_DISTRICTS), "ประชากร": some(120)},
    )
    yield "Amphoe", "district", {"amphoe": [row[2] for row in SOME_DISTRICTS], "n": some(120)}
    yield "District อังกฤษ", "district", {"District": [row[2] for row in BANGKOK], "n": some(50)}
    yield "รหัสอำเภอ", "district", {"รหัสอำเภอ": [int(row[0]) for row in SOME_DISTRICTS], "n": some(120)}
    yield "amphoe_code", "district", {"AMPHOE_CODE": [row[0] for row in SOME_DISTRICTS], "n": some(120)}
    yield (
        "อำเภอ และจังหวัดในเซลล์",
        "district",
        {"พื้นที่": [f"อ.{row[1]} จ.{NAMES[row[0][:2]]}" for row in SOME_DISTRICTS], "n": some(120)},
    )
    yield "กิ่งอำเภอ", "district", {"อำเภอ/กิ่งอำเภอ": ["เมืองตรัง", "กันตัง", "กิ่งอำเภอหาดสำราญ"], "n": some(3)}
    yield "อำเภอ ไม่มีหัวบอก", "district", {"รายการ": thai(TRANG), "n": some(len(TRANG))}
    yield "อำเภอและแถวรวม", "district", {"อำเภอ": ["รวม", *thai(TRANG)], "n": some(len(TRANG) + 1)}
    yield "เขต/อำเภอ", "district", {"เขต/อำเภอ": thai(SOME_DISTRICTS), "n": some(120)}
    yield "ที่ว่าการอำเภอ", "district", {"หน่วยงาน": thai(TRANG, "ที่ว่าการอำเภอ"), "n": some(len(TRANG))}
    yield "อำเภอสะกดเก่า", "district", {"อำเภอ": ["จตุรพักตร์พิมาน", "เสลภูมิ", "โพนทอง"], "n": some(3)}
    yield "DISTRICT_NAME_TH", "district", {"DISTRICT_NAME_TH": thai(SOME_DISTRICTS), "n": some(120)}
    yield "อำเภอกับตำบลเดียว", "district", {"อำเภอ": thai(TRANG), "ตำบล": ["ในเมือง"] * len(TRANG)}
    yield "อำเภอเว้นวรรค", "district", {"อำเภอ": thai(TRANG, "อำเภอ "), "n": some(len(TRANG))}


def by_subdistrict() -> Iterator[tuple[str, str, Columns]]:
    """Subdistricts."""
    yield "ตำบลในอำเภอ", "subdistrict", {"ตำบล": thai(TRANG_SUB), "n": some(len(TRANG_SUB))}
    yield (
        "ตำบลทั้งประเทศ",
        "subdistrict",
        {
            "จังหวัด": [NAMES[row[0][:2]] for row in SOME_SUBDISTRICTS],
            "อำเภอ": [NAMES[row[0][:4]] for row in SOME_SUBDISTRICTS],
            "ตำบล": thai(SOME_SUBDISTRICTS),
            "n": some(200),
        },
    )
    yield "ต. นำหน้า", "subdistrict", {"พื้นที่": thai(TRANG_SUB, "ต."), "n": some(len(TRANG_SUB))}
    yield "แขวง", "subdistrict", {"แขวง": thai(BANGKOK_SUB), "n": some(len(BANGKOK_SUB))}
    yield "แขวงมีคำนำหน้า", "subdistrict", {"พื้นที่": thai(BANGKOK_SUB, "แขวง"), "n": some(len(BANGKOK_SUB))}
    yield (
        "ตำบล อำเภอ จังหวัดในเซลล์",
        "subdistrict",
        {
            "ที่ตั้ง": [f"ต.{row[1]} อ.{NAMES[row[0][:4]]} จ.{NAMES[row[0][:2]]}" for row in SOME_SUBDISTRICTS],
            "n": some(200),
        },
    )
    yield (
        "ตำบลเต็มคำในเซลล์",
        "subdistrict",
        {"สถานที่": [f"ตำบล{row[1]} อำเภอ{NAMES[row[0][:4]]} จังหวัด{NAMES[row[0][:2]]}" for row in SOME_SUBDISTRICTS]},
    )
    yield "Tambon", "subdistrict", {"Tambon": [row[2] for row in SOME_SUBDISTRICTS], "n": some(200)}
    yield "sub_district", "subdistrict", {"sub_district": thai(SOME_SUBDISTRICTS), "n": some(200)}
    yield "รหัสตำบล", "subdistrict", {"รหัสตำบล": [int(row[0]) for row in SOME_SUBDISTRICTS], "n": some(200)}
    yield "รหัสตำบลหัวไม่บอก", "subdistrict", {"CCAATT": [row[0] for row in SOME_SUBDISTRICTS], "n": some(200)}
    yield "TAM_CODE", "subdistrict", {"TAM_CODE": [float(row[0]) for row in SOME_SUBDISTRICTS], "n": some(200)}
    yield "อบต.", "subdistrict", {"อปท.": thai(TRANG_SUB, "อบต."), "n": some(len(TRANG_SUB))}
    yield (
        "องค์การบริหารส่วนตำบล",
        "subdistrict",
        {"ชื่อหน่วยงาน": thai(TRANG_SUB, "องค์การบริหารส่วนตำบล"), "n": some(len(TRANG_SUB))},
    )
    yield "เทศบาลตำบล", "subdistrict", {"หน่วยงาน": thai(TRANG_SUB, "เทศบาลตำบล"), "n": some(len(TRANG_SUB))}
    yield "ตำบล/แขวง", "subdistrict", {"ตำบล/แขวง": thai(SOME_SUBDISTRICTS), "n": some(200)}
    yield "ตำบลที่ถูกยุบ", "subdistrict", {"แขวง": ["บางนา", "บางบอน", "ประเวศ", "หนองบอน"], "n": some(4)}
    yield "ตำบลมีช่องว่างหลังคำนำหน้า", "subdistrict", {"ตำบล": thai(TRANG_SUB, "ต. "), "n": some(len(TRANG_SUB))}


def finer() -> Iterator[tuple[str, str, Columns]]:
    """Villages, branches, points."""
    yield (
        "หมู่บ้าน",
        "village",
        {"ตำบล": ["ในเมือง"] * 6, "หมู่บ้าน": ["บ้านนา", "บ้านหนองบัว", "บ้านไร่", "บ้านดอน", "บ้านเหนือ", "บ้านใต้"]},
    )
    yield (
        "หมู่ที่เป็นเลขกับตำบล",
        "village",
        {"ตำบล": ["ในเมือง"] * 5 + ["นาตาล่วง"] * 5, "หมู่ที่": [1, 2, 3, 4, 5] * 2, "n": some(10)},
    )
    yield "หมู่ที่ 1", "village", {"ตำบล": ["บางรัก"] * 5, "หมู่ที่": [f"หมู่ที่ {n}" for n in range(1, 6)], "n": some(5)}
    yield "ม.1", "village", {"ตำบล": thai(TRANG_SUB)[:5], "หมู่": [f"ม.{n}" for n in range(1, 6)], "n": some(5)}
    yield "ชื่อหมู่บ้าน", "village", {"ชื่อหมู่บ้าน": things(9, "บ้านหนอง"), "ครัวเรือน": some(9)}
    yield "ชุมชน", "village", {"ชุมชน": [f"ชุมชนวัด{n}" for n in "กขคงจ"], "ประชากร": some(5)}
    yield (
        "รหัสหมู่บ้าน 8 หลัก",
        "village",
        {"รหัสหมู่บ้าน": [f"{row[0]}{n:02}" for n, row in enumerate(SOME_SUBDISTRICTS[:60], 1)], "n": some(60)},
    )
    yield "VILLAGE_CODE", "village", {"VILL_CODE": [int(f"{row[0]}01") for row in SOME_SUBDISTRICTS], "n": some(200)}
    yield (
        "mooban",
        "village",
        {"tambon": thai(SOME_SUBDISTRICTS)[:20], "moo": [n % 12 + 1 for n in range(20)], "n": some(20)},
    )
    yield "สาขา กปภ.", "branch", {"หน่วยงาน": [f"กปภ.สาขา{name}" for name in thai(SOME_DISTRICTS)], "n": some(120)}
    yield (
        "สำนักงานที่ดินสาขา",
        "branch",
        {"สำนักงาน": [f"สำนักงานที่ดินจังหวัดตรัง สาขา{name}" for name in thai(TRANG)], "n": some(len(TRANG))},
    )
    yield "สาขาเป็นชื่อพื้นที่", "branch", {"สาขา": [f"สาขา{name}" for name in thai(TRANG)], "ยอดขาย": some(len(TRANG))}
    yield "branch", "branch", {"branch_name": [f"{row[2]} Branch" for row in SOME_DISTRICTS], "n": some(120)}
    yield (
        "หน่วยบริการ",
        "branch",
        {"หน่วยบริการ": [f"รพ.สต.บ้าน{name}" for name in thai(TRANG_SUB)], "n": some(len(TRANG_SUB))},
    )
    yield "ศูนย์บริการ", "branch", {"ศูนย์บริการสาธารณสุข": [f"ศูนย์บริการสาธารณสุข {n}" for n in range(1, 60)], "n": some(59)}
    yield "หน่วยเลือกตั้ง", "branch", {"หน่วยเลือกตั้ง": [f"เต็นท์หน้าวัด {n}" for n in range(9)], "n": some(9)}
    lats = [round(13.5 + n / 97, 5) for n in range(40)]
    longs = [round(100.3 + n / 89, 5) for n in range(40)]
    yield "ละติจูด ลองจิจูด", "point", {"ชื่อ": things(40), "ละติจูด": lats, "ลองจิจูด": longs}
    yield "lat long เป็นข้อความ", "point", {"lat": [str(x) for x in lats], "long": [str(x) for x in longs]}
    yield "LATITUDE LONGITUDE สลับลำดับ", "point", {"LONGITUDE": longs, "LATITUDE": lats, "จังหวัด": ["ตรัง"] * 40}
    yield "x y เป็นองศา", "point", {"X": longs, "Y": lats}
    yield (
        "UTM",
        "point",
        {"พิกัด X": [665000 + n * 31 for n in range(40)], "พิกัด Y": [1520000 + n * 17 for n in range(40)]},
    )
    yield "พิกัดในเซลล์เดียว", "point", {"พิกัด": [f"{a}, {b}" for a, b in zip(lats, longs, strict=True)]}
    yield "WKT", "point", {"geom": [f"POINT ({b} {a})" for a, b in zip(lats, longs, strict=True)]}
    yield (
        "WKT หลายเหลี่ยม",
        "point",
        {"ชื่อ": things(2), "the_geom": [f"MULTIPOLYGON(((10{n}.1 13.1,100.2 13.2)))" for n in (0, 1)]},
    )
    yield (
        "GeoJSON ในเซลล์",
        "point",
        {"geometry": [f'{{"type":"Point","coordinates":[100.{n},13.7]}}' for n in range(9)]},
    )
    yield (
        "องศา ลิปดา",
        "point",
        {"ละติจูด": [f"13°{n}'20\"N" for n in range(9)], "ลองจิจูด": [f"100°{n}'20\"E" for n in range(9)]},
    )
    yield "ลองติจูดสะกดผิด", "point", {"ละติจุด": lats, "ลองติจูด": longs, "อำเภอ": thai(TRANG)[:1] * 40}
    yield (
        "พิกัดบางแถวว่างหรือศูนย์",
        "point",
        {"lat": [x for a in lats for x in (a, 0, None)], "lng": [x for b in longs for x in (b, 0, None)]},
    )


def by_region() -> Iterator[tuple[str, str, Columns]]:
    """Regions."""
    yield "ภาค", "region", {"ภาค": ["ภาคเหนือ", "ภาคกลาง", "ภาคใต้", "ภาคตะวันออกเฉียงเหนือ"], "n": some(4)}
    yield (
        "ภาค ไม่มีคำว่าภาคในเซลล์",
        "region",
        {"ภาค": ["เหนือ", "กลาง", "ใต้", "ตะวันออกเฉียงเหนือ", "กรุงเทพมหานคร"], "n": some(5)},
    )
    yield (
        "ภาคใต้รายการ",
        "region",
        {"รายการ": ["ทั่วราชอาณาจักร", "กรุงเทพมหานคร", "ภาคกลาง", "ภาคเหนือ", "ภาคใต้", "ภาคตะวันออก"], "n": some(6)},
    )
    yield "Region", "region", {"Region": ["North", "Central", "South", "Northeast"], "n": some(4)}
    yield (
        "Region เต็ม",
        "region",
        {"region": ["Northern Region", "Central Region", "Southern Region", "Northeastern Region"], "n": some(4)},
    )
    yield "เขตสุขภาพ", "region", {"เขตสุขภาพ": [f"เขตสุขภาพที่ {n}" for n in range(1, 14)], "n": some(13)}
    yield "ภูมิภาค", "region", {"ภูมิภาค": ["ภาคเหนือตอนบน", "ภาคเหนือตอนล่าง", "ภาคกลาง", "ภาคใต้"], "n": some(4)}
    yield "กลุ่มจังหวัด", "region", {"กลุ่มจังหวัด": ["กลุ่มจังหวัดภาคเหนือตอนบน 1", "กลุ่มจังหวัดภาคใต้ฝั่งอันดามัน"], "n": some(2)}


def without() -> Iterator[tuple[str, str, Columns]]:
    """Tables without an area, or with one alone."""
    yield "จังหวัดเดียวทุกแถว", "none", {"จังหวัด": ["ตรัง"] * 20, "รายการ": things(20)}
    yield "จังหวัด อำเภอ เดียวทุกแถว", "none", {"จังหวัด": ["ตรัง"] * 9, "อำเภอ": ["กันตัง"] * 9, "รายการ": things(9)}
    yield "ทั้งประเทศ", "none", {"พื้นที่": ["ทั้งประเทศ"] * 5, "ปี": [2561, 2562, 2563, 2564, 2565]}
    yield "จำนวนที่เหมือนรหัสจังหวัด", "none", {"รายการ": things(77), "จำนวน": [int(row[0]) for row in PROVINCES]}
    yield "จำนวนที่เหมือนรหัสอำเภอ", "none", {"รายการ": things(50), "จำนวน": [int(row[0]) for row in BANGKOK]}
    yield "ปี ค.ศ. ที่เหมือนรหัสอำเภอ", "none", {"ปี": list(range(2001, 2012)), "n": some(11)}
    yield "จำนวนจังหวัด", "none", {"จำนวนจังหวัด": [10, 11, 12, 13, 14], "ภารกิจ": things(5)}
    yield "จำนวนหมู่บ้าน", "none", {"โครงการ": things(5), "จำนวนหมู่บ้าน": [1, 2, 3, 4, 5]}
    yield "รหัสไปรษณีย์", "none", {"รหัสไปรษณีย์": ["10200", "92000", "92110"], "n": some(3)}
    yield "สาขาวิชา", "none", {"สาขาวิชา": ["บัญชี", "การตลาด", "วิศวกรรมโยธา"], "n": some(3)}
    yield "สาขาอาชีพ", "none", {"สาขาอาชีพ": ["ช่างไม้", "ช่างไฟ", "ช่างปูน"], "n": some(3)}
    yield "สาขาการผลิต", "none", {"สาขาการผลิต": ["เกษตรกรรม", "อุตสาหกรรม", "บริการ"], "n": some(3)}
    yield "สาขา เฉย ๆ เป็นวิชา", "none", {"สาขา": ["การพยาบาล", "แพทยศาสตร์", "เภสัชศาสตร์"], "n": some(3)}
    yield "จำนวนสาขา", "none", {"ธนาคาร": things(3, "ธนาคาร"), "จำนวนสาขา": [120, 300, 45]}
    yield "ประเทศคู่ค้า", "none", {"ประเทศ": ["จีน", "ญี่ปุ่น", "สหรัฐอเมริกา"], "มูลค่า": some(3)}
    yield "ชื่อสินค้า", "none", {"สินค้า": ["ข้าว", "ยางพารา", "ปาล์มน้ำมัน", "มันสำปะหลัง"], "n": some(4)}
    yield "ชื่อคน", "none", {"ชื่อ": ["สมชาย ใจดี", "สมหญิง รักเรียน", "ทดสอบ ระบบ"], "n": some(3)}
    yield "x y เป็นจำนวน", "none", {"x": [1, 2, 3, 4], "y": [10, 20, 30, 40]}
    yield "x y เป็นทศนิยมของกราฟ", "none", {"x": [0.1, 0.2, 0.3], "y": [1.5, 2.5, 3.5]}
    yield "พิกัดเดียวทุกแถว", "none", {"lat": [13.75] * 9, "long": [100.5] * 9, "ค่า": some(9)}
    yield "long เป็นความยาว", "none", {"long": [12.5, 13.5, 14.5], "wide": [1.5, 2.5, 3.5]}
    yield "หมู่เลือด", "none", {"หมู่เลือด": ["A", "B", "O", "AB"], "n": some(4)}
    yield "หมวดหมู่", "none", {"หมวดหมู่": [1, 2, 3, 4], "รายการ": things(4)}
    yield "เขตเศรษฐกิจ ประเภท", "none", {"เขตการค้าเสรี": ["อาเซียน", "อาเซียน-จีน", "ไทย-ออสเตรเลีย"], "n": some(3)}
    yield "หน่วยงานส่วนกลาง", "none", {"หน่วยงาน": ["กรมที่ดิน", "กรมการปกครอง", "กรมป่าไม้"], "n": some(3)}
    yield "ภาคการศึกษา", "none", {"ภาคการศึกษา": ["1", "2", "ฤดูร้อน"], "n": some(3)}
    yield "ภาคส่วน", "none", {"ภาคส่วน": ["ภาครัฐ", "ภาคเอกชน", "ภาคประชาสังคม"], "n": some(3)}
    yield "ภาคการผลิต", "none", {"ภาค": ["ภาคเกษตร", "ภาคอุตสาหกรรม", "ภาคบริการ"], "n": some(3)}
    yield "ทิศ", "none", {"ทิศทางลม": ["เหนือ", "ใต้", "ตะวันออก", "ตะวันตก"], "n": some(4)}
    yield "North South ใต้หัวอื่น", "none", {"direction": ["North", "South", "East", "West"], "n": some(4)}
    yield "ศูนย์เป็นจำนวน", "none", {"จำนวนศูนย์เรียนรู้": [1, 2, 3], "กรม": things(3, "กรม")}
    yield "ว่างทั้งหมด", "none", {"จังหวัด": [None] * 4, "อำเภอ": [""] * 4}
    yield "ไม่มีแถว", "none", {"จังหวัด": [], "lat": [], "long": []}
    yield "รหัสสินค้า 6 หลัก", "none", {"รหัสสินค้า": [100000 + n * 7919 % 800000 for n in range(80)], "n": some(80)}
    yield "หน่วยเป็นบาท", "none", {"หน่วย": ["บาท", "คน", "ไร่"], "n": some(3)}
    yield "โรงเรียน", "none", {"โรงเรียน": [f"โรงเรียนบ้าน{name}" for name in thai(TRANG_SUB)], "n": some(len(TRANG_SUB))}
    yield "ชื่อวัด", "none", {"ชื่อวัด": [f"วัด{name}" for name in thai(TRANG_SUB)], "n": some(len(TRANG_SUB))}
    yield (
        "นามสกุลที่เหมือนตำบล",
        "none",
        {"ผู้ประกอบการ": ["บางรัก", "ในเมือง", "หนองบัว", "ทุ่งนา", "ร้านดี", "รวมโชค"], "n": some(6)},
    )
    yield (
        "ชื่อพันธุ์ข้าวมีชื่อจังหวัด",
        "none",
        {"พันธุ์": ["ข้าวเจ้าหอมพิษณุโลก 1", "ชัยนาท 1", "สุพรรณบุรี 60", "ปทุมธานี 80", "กข 6", "กข 15"]},
    )


def odd() -> Iterator[tuple[str, str, Columns]]:
    """What is found now and then, and what only looks like it."""
    lats, longs = [round(13.5 + n / 97, 5) for n in range(40)], [round(100.3 + n / 89, 5) for n in range(40)]
    full = [f"{n}/{n + 3} หมู่ {n % 9 + 1} ต.{row[1]} อ.{NAMES[row[0][:4]]} จ.{NAMES[row[0][:2]]} {row[0][:2]}000"
            for n, row in enumerate(SOME_SUBDISTRICTS)]  # fmt: skip
    yield "ที่อยู่เต็ม", "subdistrict", {"ชื่อโรงงาน": things(200, "โรงงาน"), "ที่อยู่": full}
    yield (
        "โครงการมีชื่อตำบล",
        "subdistrict",
        {
            "ชื่อโครงการ": [f"ก่อสร้างถนน คสล. ต.{row[1]} อ.{NAMES[row[0][:4]]}" for row in SOME_SUBDISTRICTS],
            "งบ": some(200),
        },
    )
    yield (
        "แขวง เขต กทม.",
        "subdistrict",
        {"ที่ตั้ง": [f"แขวง{row[1]} เขต{NAMES[row[0][:4]]} กรุงเทพฯ" for row in BANGKOK_SUB], "n": some(len(BANGKOK_SUB))},
    )
    yield "เขตพื้นที่การศึกษา", "none", {"เขตพื้นที่การศึกษา": [f"สพป.ตรัง เขต {n}" for n in range(1, 5)], "n": some(4)}
    yield "เขตเลือกตั้งเป็นเลข", "none", {"เขตเลือกตั้ง": list(range(1, 9)), "n": some(8)}
    yield "ศาลากลาง", "province", {"หน่วยงาน": [f"ศาลากลางจังหวัด{name}" for name in thai(PROVINCES)[1:]]}
    yield "โรงพยาบาลประจำจังหวัด", "none", {"โรงพยาบาล": [f"โรงพยาบาล{name}" for name in thai(PROVINCES)], "n": some(77)}
    yield "ละติจูดกับลองจิจูดสลับกัน", "point", {"ละติจูด": longs, "ลองจิจูด": lats}
    yield "รหัสจังหวัด 1 ถึง 77", "none", {"province_id": list(range(1, 78)), "n": some(77)}
    yield (
        "หมู่บ้านไม่มีคำว่าบ้าน",
        "village",
        {"ตำบล": ["บางรัก"] * 5, "หมู่บ้าน": ["หนองบัว", "ดอนแก้ว", "ป่าตัน", "ทุ่งใหญ่", "เหนือวัง"], "n": some(5)},
    )
    yield "village_name", "village", {"village_name": ["Nong Bua", "Don Kaeo", "Pa Tan", "Thung Yai"], "n": some(4)}
    yield "ศูนย์ต้นทุน", "none", {"ศูนย์ต้นทุน": ["ฝ่ายบริหาร", "ฝ่ายผลิต", "ฝ่ายขาย"], "n": some(3)}
    yield "เส้นผ่านศูนย์กลาง", "none", {"เส้นผ่านศูนย์กลาง": ["10 ซม.", "20 ซม.", "30 ซม."], "n": some(3)}
    yield "ศูนย์พัฒนาเด็กเล็ก", "branch", {"ชื่อศูนย์": [f"ศูนย์พัฒนาเด็กเล็กบ้าน{name}" for name in thai(TRANG_SUB)]}
    yield "อำเภอมีวงเล็บ", "district", {"อำเภอ": [f"{row[1]} ({row[2]})" for row in TRANG], "n": some(len(TRANG))}
    yield "จังหวัดมีวงเล็บ", "province", {"จังหวัด": [f"{row[1]} ({row[2]})" for row in PROVINCES], "n": some(77)}
    yield "จังหวัดอังกฤษมีคำว่า Province", "province", {"Name": [f"{row[2]} province" for row in PROVINCES], "n": some(77)}
    yield (
        "จังหวัด สะกดอังกฤษเก่า",
        "province",
        {"Province": ["Ayudhya", "Korat", "Nakorn Pathom", "Chonburi", "Burirum", "Srisaket"], "n": some(6)},
    )
    yield "Amphoe Mueang", "district", {"amphur": ["Muang Trang", "Mueang Krabi", "Muang", "Kantang"], "n": some(4)}
    yield (
        "สองจังหวัดต้นทางปลายทาง",
        "province",
        {"ต้นทาง": thai(PROVINCES), "ปลายทาง": thai(PROVINCES)[::-1], "เที่ยว": some(77)},
    )
    yield "ทะเบียนรถ", "none", {"ทะเบียน": [f"กข {n} ตรัง" for n in range(1000, 1040)], "n": some(40)}
    yield "อำเภอที่เหมือนคำทั่วไป", "none", {"ประเภท": ["เมือง", "ชนบท", "ชายแดน", "ชายฝั่ง"], "n": some(4)}
    yield "เขตเมืองชนบท", "none", {"เขตการปกครอง": ["ในเขตเทศบาล", "นอกเขตเทศบาล"], "n": some(2)}
    yield "พื้นที่ปลูกพืช", "none", {"พืช": ["ข้าว", "มะพร้าว", "ปาล์ม"], "พื้นที่": [1030, 1040, 1001]}
    yield "คะแนนรายจังหวัดเดียวแต่หลายตำบล", "subdistrict", {"จังหวัด": ["ตรัง"] * 30, "ตำบล": thai(TRANG_SUB)[:30]}
    yield "Location เป็นชื่อสถานที่", "none", {"location": ["ชั้น 1", "ชั้น 2", "อาคาร 9"], "n": some(3)}
    yield "North เป็นคะแนนทิศ", "none", {"north": [1.5, 2.5], "east": [3.5, 4.5]}
    yield (
        "lat lon ทั่วโลก",
        "point",
        {"country": ["Japan", "France", "Brazil"], "Lat": [36.2, 46.3, -14.2], "Long": [138.3, 2.2, -51.9]},
    )
    yield "จังหวัดสองค่า", "province", {"จังหวัด": ["ตรัง", "สตูล"] * 5, "n": some(10)}
    yield "หมู่ที่ไม่มีตำบล", "none", {"หมู่ที่": [1, 2, 3, 4], "n": some(4)}
    yield "ภาคเรียนที่", "none", {"ภาคเรียน": ["ภาคต้น", "ภาคปลาย", "ภาคฤดูร้อน"], "n": some(3)}
    yield (
        "ตำบลสะกดต่างบ้าง",
        "subdistrict",
        {"ตำบล": [*thai(TRANG_SUB)[:30], "นาตาลวง", "บางหมากก", "ควนปริง1"], "n": some(33)},
    )
    yield "รหัสจังหวัดติดชื่อ", "province", {"จังหวัด": [f"{row[0]}-{row[1]}" for row in PROVINCES], "n": some(77)}
    yield "สถานี", "none", {"สถานีตรวจวัด": ["สถานี ก", "สถานี ข"], "n": some(2)}
    yield "สำนักงานใหญ่และสาขา", "branch", {"ชื่อสาขา": ["สำนักงานใหญ่", "สาขาตรัง", "สาขาห้วยยอด", "สาขากันตัง"], "n": some(4)}
    yield "อปท. คละประเภท", "subdistrict", {"อปท.": ["อบต.บางรัก", "ทต.นาโยงเหนือ", "ทน.ตรัง", "ทม.กันตัง"], "n": some(4)}
    yield "เทศบาลคละประเภท", "none", {"ประเภท": ["เทศบาลนคร", "เทศบาลเมือง", "เทศบาลตำบล", "อบต."], "จำนวน": some(4)}


def layers() -> Iterator[tuple[str, str, Columns]]:
    """Map layers: rows with a shape beside their columns."""
    yield "ขอบเขตจังหวัด", "province", {"PROV_NAMT": thai(PROVINCES), "AREA": some(77)}
    yield "ขอบเขตตำบล", "subdistrict", {"TAM_CODE": [row[0] for row in SOME_SUBDISTRICTS]}
    yield "ตำแหน่งโรงพยาบาล", "point", {"name": things(40, "โรงพยาบาล"), "จังหวัด": ["ตรัง", "สตูล"] * 20}
    yield "ชั้นข้อมูลไม่มีคอลัมน์พื้นที่", "point", {"name": things(4), "value": some(4)}
    yield "ชั้นข้อมูลไม่มีคอลัมน์", "point", {}


def wide() -> Iterator[tuple[str, str, Sequence[str]]]:
    """Tables whose headers are the areas."""
    yield "จังหวัดเป็นหัว", "province", ["ปี", *thai(PROVINCES)]
    yield "จ. เป็นหัว", "province", ["ปี", "จ.ตรัง", "จ.สตูล", "จ.สงขลา"]
    yield "อำเภอเป็นหัว", "district", ["รายการ", *thai(TRANG, "อ.")]
    yield "ภาคเป็นหัว", "region", ["ปี", "กรุงเทพมหานคร", "ภาคกลาง", "ภาคเหนือ", "ภาคใต้", "ภาคตะวันออกเฉียงเหนือ"]
    yield "ตำบลเป็นหัว", "subdistrict", ["ปี", *thai(TRANG_SUB, "ตำบล")[:8]]
    yield "หัวธรรมดา", "none", ["ปี", "จังหวัด", "อำเภอ", "ตำบล", "จำนวน"]
    yield "ชื่อคอลัมน์ที่เหมือนตำบล", "none", ["รายการ", "ท่าเรือ", "โรงช้าง", "ในเมือง", "บ้านใหม่"]
    yield "หัวอังกฤษ", "province", ["year", "Bangkok", "Nonthaburi", "Chon Buri"]


def columns_of(table: Columns) -> list[ColumnCells]:
    """The columns as a table reader gives them."""
    return [ColumnCells(number=number, name=name, rows=tuple(range(2, 2 + len(cells))), cells=tuple(cells))
            for number, (name, cells) in enumerate(table.items(), start=1)]  # fmt: skip


def label(area: Area | None, expected: str) -> str | None:
    """An area in the words of its label; ``None``: it cannot be told, though it is there."""
    if area is None:
        return "none" if expected == "none" else None
    return area.finest


def cases() -> Iterator[tuple[str, str, str, str | None]]:
    """Family, what the table is, its label, and what it was read as."""
    for family in (by_province, by_district, by_subdistrict, finer, by_region, without, odd):
        for what, expected, table in family():
            yield family.__name__, what, expected, label(area_of(columns_of(table), geometry=False), expected)
    for what, expected, table in layers():
        yield "layers", what, expected, label(area_of(columns_of(table), geometry=True), expected)
    for what, expected, headers in wide():
        yield "wide", what, expected, label(area_of_headers(list(enumerate(headers, start=1)), 1), expected)


def results() -> Iterable[tuple[str, str, str | None]]:
    """Family of the table, its label, and what it was read as."""
    for family, _, expected, got in cases():
        yield family.replace("_", " "), expected, got
