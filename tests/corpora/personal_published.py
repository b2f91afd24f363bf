"""Columns as agencies publish them, labelled by the openness rules (section 6).

A label names the kinds joined by ``+``; empty: no personal data. What the rules leave open (mailboxes of offices, names
of monks, phones of shops) is not here, nor are addresses beside which nobody is named: they are told nowhere. First
read: 105 of 107 right, one missed, one falsely told.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from checker.grid import Row, Sheet
from checker.privacy import personal
from tests.corpora.columns import Labelled, Make, count, number, of
from tests.corpora.people import (
    LATIN,
    barcode,
    citizen,
    company,
    free_mail,
    full_name,
    given,
    home,
    juristic,
    mobile,
    office_phone,
    on_card,
    school,
    surname,
    thai_digits,
)

ROWS, SEED = 40, "published"


def latin(*prefixes: str, gap: str = " ", upper: bool = False) -> Make:
    def make(r: random.Random, _: int) -> str:
        name = f"{r.choice(prefixes)}{gap}{r.choice(LATIN)} {r.choice(LATIN)}"
        return name.upper() if upper else name

    return make


def now_and_then(every: int, make: Make, other: str) -> Make:
    return lambda r, i: make(r, i) if i % every == 0 else other


def numbers(start: int, end: int) -> Make:
    return lambda r, i: str(r.randrange(start, end))


def person(r: random.Random, _: int) -> str:
    return full_name(r)


def card(r: random.Random, _: int) -> str:
    return citizen(r)


ID, NAME, MOBILE, EMAIL, ADDRESS, NONE = "citizen_id", "name", "mobile", "email", "address", ""

#: each in a table of its own, beside numbers
ALONE: tuple[tuple[str, str, Make], ...] = (
    *((ID, header, card) for header in (
        "เลขประจำตัวประชาชน", "เลขบัตร ปชช.", "CID", "cid", "PID", "เลข 13 หลัก", "IDCARD", "รหัสประชาชน", "id_card_no",
        "เลขที่บัตรประชาชน", "เลขประจำตัวผู้เสียภาษี", "")),
    (ID, "เลขบัตร", lambda r, i: on_card(citizen(r))),
    (ID, "เลขบัตร", lambda r, i: on_card(citizen(r), " ")),
    (ID, "เลขบัตร", lambda r, i: thai_digits(on_card(citizen(r)))),
    (ID, "เลขบัตร", lambda r, i: "'" + citizen(r)),
    (ID, "เลขบัตร", lambda r, i: int(citizen(r))),
    (ID, "cid", lambda r, i: citizen(r) + ".0"),
    (ID, "เลขบัตร", now_and_then(10, card, "")),
    (ID, "หมายเหตุ", now_and_then(33, lambda r, i: f"ผู้ยื่น {on_card(citizen(r))} เอกสารครบ", "เอกสารครบ")),
    (ID, "เลขผู้เสียภาษี", lambda r, i: juristic(r) if i % 4 else citizen(r)),
    (f"{ID}+passport", "เลขบัตร/หนังสือเดินทาง", lambda r, i: citizen(r) if i % 2 else f"AB{r.randrange(10**6, 10**7)}"),
    ("passport", "Passport No.", lambda r, i: f"AA{r.randrange(10**6, 10**7)}"),
    (f"{ID}+{NAME}", "ข้อมูลผู้ยื่น", lambda r, i: f"{full_name(r)} ({citizen(r)})"),
    *((MOBILE, header, lambda r, i: mobile(r, "-" if i % 2 else "")) for header in (
        "เบอร์โทร", "โทรศัพท์", "โทร.", "มือถือ", "Tel", "เบอร์ติดต่อ", "phone", "LINE ID", "")),
    (MOBILE, "โทร", lambda r, i: "+66" + mobile(r, "")[1:]),
    (MOBILE, "มือถือ", lambda r, i: int(mobile(r, ""))),
    (MOBILE, "โทร", lambda r, i: thai_digits(mobile(r))),
    (MOBILE, "โทร", lambda r, i: f"{mobile(r)}, {mobile(r)}"),
    (MOBILE, "รายละเอียด", now_and_then(8, lambda r, i: f"ไฟดับ ติดต่อกลับ {mobile(r, '')} ด่วน", "ถนนเป็นหลุม")),
    (MOBILE, "รายละเอียด", now_and_then(13, lambda r, i: f"น้ำไม่ไหล โทร {mobile(r)}", "ถนนเป็นหลุม ขอให้ซ่อม")),
    (EMAIL, "อีเมล", lambda r, i: free_mail(r)),
    (EMAIL, "", lambda r, i: free_mail(r)),
    (EMAIL, "E-Mail", lambda r, i: free_mail(r).upper()),
    (EMAIL, "ติดต่อ", lambda r, i: f"mailto:{free_mail(r)}"),
    *((NAME, header, person) for header in (
        "ชื่อ-สกุล", "ชื่อ - นามสกุล", "รายชื่อ", "ผู้ประกอบการ", "ชื่อผู้รับผิดชอบ", "name", "เจ้าของ", "ผู้สมัคร", "ผู้อำนวยการ", "")),
    (NAME, "ชื่อ - สกุล\nผู้ขอ", lambda r, i: full_name(r).replace(" ", "\n")),
    (NAME, "ชื่อ", lambda r, i: full_name(r, "น.ส. นส. ด.ช. ด.ญ. นาย", gap=" ")),
    (NAME, "ผู้ประสบภัย", lambda r, i: f"{full_name(r)} อายุ {20 + i} ปี"),
    (NAME, "ชื่อ-สกุล (ชื่อเล่น)", lambda r, i: f"{full_name(r)} (เอ)"),
    (NAME, "NAME", latin("MR.", "MRS.", "MISS ", gap="", upper=True)),
    (NAME, "Full Name", latin("Mr.", "Mrs.", "Ms.")),
    (NAME, "ผู้ชนะการเสนอราคา", lambda r, i: company(r) if i % 3 else full_name(r)),
    (f"{NAME}+{MOBILE}", "ผู้ประสานงาน", lambda r, i: f"{full_name(r)} โทร. {mobile(r)}"),
    (NONE, "เลขทะเบียนนิติบุคคล", lambda r, i: juristic(r)),
    (NONE, "", lambda r, i: juristic(r)),
    (NONE, "บาร์โค้ด", lambda r, i: barcode(r)),
    (NONE, "", lambda r, i: barcode(r)),
    (NONE, "timestamp", lambda r, i: 1640000000000 + i * 60000 + r.randrange(999)),
    (NONE, "รหัส", lambda r, i: 1100000000000 + i),
    (NONE, "งบประมาณ", lambda r, i: r.randrange(10**12, 8 * 10**12)),
    (NONE, "รหัสแปลง", numbers(10**12, 9 * 10**12)),
    (NONE, "รหัสประจำบ้าน", numbers(50 * 10**9, 51 * 10**9)),
    (NONE, "เลขบัตร", lambda r, i: f"{r.randrange(1, 9)}-xxxx-xxxxx-{r.randrange(10, 99)}-{r.randrange(9)}"),
    (NONE, "เลขที่โครงการ", numbers(65 * 10**9, 66 * 10**9)),
    (NONE, "โทรศัพท์", lambda r, i: office_phone(r)),
    (NONE, "สายด่วน", numbers(1100, 1799)),
    (NONE, "มูลค่า", lambda r, i: r.randrange(600000000, 999999999)),
    (NONE, "รหัสผู้ใช้น้ำ", lambda r, i: f"08{10000000 + i}"),
    (NONE, "รหัสสินค้า", lambda r, i: f"AB{r.randrange(10**6, 10**7)}"),
    (NONE, "ทะเบียนรถ", lambda r, i: f"{r.randrange(1, 9)}กข {r.randrange(10**4)}"),
    (NONE, "รหัสนักศึกษา", numbers(630000000, 640000000)),
    (NONE, "เลขที่บัญชี", lambda r, i: f"{r.randrange(100, 999)}-{r.randrange(9)}-{r.randrange(10**5):05d}-4"),
    (NONE, "เว็บ", lambda r, i: f"https://maps.example/@18.7{r.randrange(999)},98.9{r.randrange(999)},15z"),
    (NONE, "ตำแหน่ง", of("นายช่างโยธา ชำนาญงาน", "นายแพทย์ ชำนาญการพิเศษ", "นายกเทศมนตรี ตำบลดอนแก้ว", "นายตรวจ สรรพสามิต")),
    (NONE, "อาชีพ", of("นายหน้า ค้าที่ดิน", "นางแบบ อิสระ", "นายท้ายเรือ ชั้นสอง", "นายจ้าง ภาคเอกชน")),
    (NONE, "สถานที่", of("นายายอาม นายายอาม", "นางรอง นางรอง", "นางแล เมืองเชียงราย", "นายูง นายูง")),
    (NONE, "ชื่อไทย", of("นางนวล ธรรมดา", "นางแอ่น บ้าน", "นางเขียว ท้องเหลือง", "นางพญา เสือโคร่ง")),
    (NONE, "คำนำหน้า", of("นาย", "นาง", "นางสาว")),
    (NONE, "คู่ความ", of("นาย ก. กับพวก", "นาง ข.", "นาย ค. กับพวก 3 คน")),
    (NONE, "Name", of("Mr. Karun Trading Co., Ltd.", "Mrs. Bakery Ltd.", "Missana Co., Ltd.", "Dr. Suman Clinic")),
    (NONE, "พื้นที่", lambda r, i: f"หมู่ {i % 9 + 1} ต.ดอนแก้ว อ.แม่ริม จ.เชียงใหม่"),
    (NONE, "โครงการ", lambda r, i: f"ก่อสร้างถนน คสล. หมู่ที่ {i % 9 + 1} ตำบลดอน กว้าง 4 เมตร ยาว {r.randrange(900)} เมตร"),
)  # fmt: skip

TABLES: dict[str, tuple[Labelled, ...]] = {
    "voters": (
        Labelled("เลขประจำตัวประชาชน", ID, card),
        Labelled("ชื่อตัว - ชื่อสกุล", NAME, person),
        Labelled("บ้านเลขที่", ADDRESS, numbers(1, 400)),
    ),
    "pupils": (
        Labelled("คำนำหน้า", NONE, of("เด็กชาย", "ด.ญ.")),
        Labelled("ชื่อ", NAME, lambda r, i: given(r)),
        Labelled("นามสกุล", NAME, lambda r, i: surname(r)),
        Labelled("ชั้น", NONE, of("ป.1", "ป.2")),
    ),
    "farmers": (
        Labelled("ชื่อเกษตรกร", NAME, person),
        Labelled("บัตรประชาชน", ID, card),
        Labelled("ที่อยู่", ADDRESS, lambda r, i: home(r)),
        Labelled("เบอร์โทร", MOBILE, lambda r, i: mobile(r)),
    ),
    "hotels": (
        Labelled("ชื่อที่พัก", NONE, lambda r, i: f"โรงแรม{given(r)}"),
        Labelled("ที่อยู่", NONE, lambda r, i: home(r)),
        Labelled("จำนวนห้อง", NONE, count),
    ),
    "schools": (
        Labelled("โรงเรียน", NONE, lambda r, i: school(r)),
        Labelled("ชื่อครู", NAME, person),
        Labelled("โทร", MOBILE, lambda r, i: mobile(r, "")),
    ),
}


def tables() -> Iterator[tuple[Labelled, ...]]:
    """The columns of each table."""
    for label, header, make in ALONE:
        beside = Labelled("จำนวน" if header else "", NONE, count)
        yield (Labelled(header and "ลำดับ", NONE, number), Labelled(header, label, make), beside)
    yield from TABLES.values()


def results() -> Iterator[tuple[str, str, str | None]]:
    """Label, label, what is told of each column that is not there only to stand beside another."""
    for place, columns in enumerate(tables()):
        r = random.Random(f"{SEED} {place}")
        header = [tuple(column.header for column in columns)] if any(column.header for column in columns) else []
        rows: list[Row] = [tuple(column.make(r, i) for column in columns) for i in range(ROWS)]
        told = personal([Sheet(rows=[*header, *rows], format="csv")])
        for at, column in enumerate(columns, 1):
            kinds = sorted({each.kind for each in told if each.at.column == at})
            label = "+".join(sorted(filter(None, column.label.split("+"))))
            if place >= len(ALONE) or at == 2 or kinds:
                yield label or "no personal data", label or "none", "+".join(kinds) or "none"
