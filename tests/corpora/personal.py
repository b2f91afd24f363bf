"""Tables with and without personal data, each column labelled. All of it is made up: names are random syllables.

A label is a kind of personal data, empty (none), or ``*`` where both readings hold (the mobile number of a shop).
The tables without are what looks like personal data and is not: juristic ids, barcodes, time stamps, directories of
offices, districts and offices whose names begin as a prefix does. Each table is made twice, short and long.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from checker.content import PersonalData
from checker.grid import Row, Sheet
from checker.privacy import personal
from tests.corpora.columns import AGENCY, AMOUNT, DISTRICT, NAMES, NO, PROVINCE, Labelled, count, number, of, some
from tests.corpora.people import (
    DISTRICTS,
    LATIN,
    PROVINCES,
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
from tests.corpora.personal_later import FOURTH, SECOND, THIRD

SEED = 20260101
SIZES = (12, 240)


class Made(NamedTuple):
    """A table with the label of each column."""

    name: str
    sheet: Sheet
    headers: tuple[str, ...]
    labels: tuple[str, ...]


PERSONAL: dict[str, tuple[Labelled, ...]] = {
    "register of citizens": (
        NO,
        Labelled("เลขประจำตัวประชาชน", "citizen_id", lambda r, i: citizen(r)),
        NAMES,
        Labelled("ที่อยู่", "address", lambda r, i: home(r)),
        Labelled("เบอร์โทรศัพท์", "mobile", lambda r, i: mobile(r)),
    ),
    "ids as on the card": (NO, Labelled("เลขบัตร ปชช.", "citizen_id", lambda r, i: on_card(citizen(r))), PROVINCE),
    "ids with blanks": (NO, Labelled("หมายเลขบัตรประชาชน", "citizen_id", lambda r, i: on_card(citizen(r), " "))),
    "ids as numbers": (NO, Labelled("CID", "citizen_id", lambda r, i: int(citizen(r))), AMOUNT),
    "ids as fractions": (NO, Labelled("pid", "citizen_id", lambda r, i: float(citizen(r))), AMOUNT),
    "ids in Thai digits": (NO, Labelled("เลขประชาชน", "citizen_id", lambda r, i: thai_digits(citizen(r)))),
    "ids that nobody named": (Labelled("รหัส", "citizen_id", lambda r, i: citizen(r)), PROVINCE, AMOUNT),
    "ids with zero-width spaces": (NO, Labelled("รหัส", "citizen_id", lambda r, i: "\u200b" + citizen(r) + "\u200b")),
    "ids in quotes": (NO, Labelled("รหัส", "citizen_id", lambda r, i: "'" + citizen(r))),
    "ids with a fraction": (NO, Labelled("ID", "citizen_id", lambda r, i: citizen(r) + ".0"), AMOUNT),
    "ids among tax ids": (
        NO,
        Labelled("เลขประจำตัวผู้เสียภาษี", "citizen_id", some(0.4, lambda r, i: citizen(r), lambda r, i: juristic(r))),
        AMOUNT,
    ),
    "ids in a text": (
        NO,
        Labelled("รายละเอียด", "citizen_id", lambda r, i: f"จ่ายเงินช่วยเหลือ (เลขบัตร {citizen(r)}) แล้ว"),
    ),
    "ids with gaps": (NO, Labelled("เลขบัตรประชาชน", "citizen_id", some(0.5, lambda r, i: citizen(r), of("-", "")))),
    "name and prefix apart": (
        NO,
        Labelled("คำนำหน้า", "", of("นาย", "นาง", "นางสาว")),
        Labelled("ชื่อ", "name", lambda r, i: given(r)),
        Labelled("นามสกุล", "name", lambda r, i: surname(r)),
    ),
    "name in two columns": (
        NO,
        Labelled("ชื่อ", "name", lambda r, i: given(r)),
        Labelled("สกุล", "name", lambda r, i: surname(r)),
    ),
    "prefix with the given name": (
        NO,
        Labelled("ชื่อ", "name", lambda r, i: f"นาย{given(r)}"),
        Labelled("นามสกุล", "name", lambda r, i: surname(r)),
    ),
    "name without a prefix": (NO, Labelled("ชื่อ - สกุล", "name", lambda r, i: f"{given(r)} {surname(r)}"), AMOUNT),
    "pupils": (
        Labelled("เลขประจำตัวนักเรียน", "", lambda r, i: 10200 + i),
        Labelled("ชื่อ - นามสกุล", "name", lambda r, i: full_name(r, "ด.ช. ด.ญ. เด็กชาย เด็กหญิง")),
        Labelled("ชั้น", "", of("ป.1", "ป.2", "ม.3/1")),
        Labelled("คะแนน", "", count),
    ),
    "police": (NO, Labelled("ผู้บังคับบัญชา", "name", lambda r, i: full_name(r, "พ.ต.อ. พ.ต.ท. ร.ต.อ. ด.ต. พล.ต.ต."))),
    "soldiers": (NO, Labelled("รายนาม", "name", lambda r, i: full_name(r, "พันเอก ร้อยตรี จ่าสิบเอก พล.อ."))),
    "lecturers": (
        NO,
        Labelled("อาจารย์ผู้สอน", "name", lambda r, i: full_name(r, "ดร. ผศ.ดร. รศ. ศ.ดร. ผศ.")),
        Labelled("e-mail", "email", lambda r, i: f"{r.choice(LATIN).lower()}.{r.choice('abcdefgk')}@univ.ac.th"),
    ),
    "doctors": (NO, Labelled("แพทย์ผู้รับผิดชอบ", "name", lambda r, i: full_name(r, "นพ. พญ. ทพญ. ภก. นายแพทย์ แพทย์หญิง"))),
    "names with a gap": (NO, Labelled("ผู้เช่า", "name", lambda r, i: full_name(r, gap=" ")), AMOUNT),
    "English names": (
        Labelled("No.", "", number),
        Labelled("Name", "name", lambda r, i: f"{r.choice(['Mr.', 'Miss'])} {r.choice(LATIN)} {r.choice(LATIN)}a"),
        Labelled("Passport No.", "passport", lambda r, i: f"{r.choice(['AA', 'AB', 'C'])}{r.randrange(10**6, 10**7)}"),
    ),
    "mayors": (
        Labelled("เทศบาล", "", lambda r, i: f"เทศบาลตำบล{given(r)}"),
        Labelled("ชื่อนายกเทศมนตรี", "name", lambda r, i: full_name(r)),
        Labelled("โทรศัพท์", "", lambda r, i: office_phone(r)),
    ),
    "village heads": (
        DISTRICT,
        Labelled("ผู้ใหญ่บ้าน", "name", lambda r, i: full_name(r)),
        Labelled("โทรศัพท์มือถือ", "mobile", lambda r, i: mobile(r, "")),
    ),
    "winners, people and companies": (
        NO,
        Labelled("ผู้ชนะการเสนอราคา", "name", some(0.5, lambda r, i: full_name(r), lambda r, i: company(r))),
        AMOUNT,
    ),
    "names in a text": (NO, Labelled("หมายเหตุ", "name", lambda r, i: f"อนุมัติให้ {full_name(r)} ใช้ที่ดิน {i} ไร่")),
    "phones of people": (
        NO,
        Labelled("ชื่อผู้ประสานงาน", "name", lambda r, i: full_name(r)),
        Labelled("เบอร์ติดต่อ", "mobile", some(0.4, lambda r, i: mobile(r), lambda r, i: office_phone(r))),
        Labelled("E-mail", "email", some(0.5, lambda r, i: free_mail(r), of("saraban@example.go.th"))),
    ),
    "phones that lost the zero": (
        NO,
        Labelled("มือถือ", "mobile", lambda r, i: int(mobile(r, ""))),
        Labelled("Tel", "mobile", lambda r, i: str(int(mobile(r, "")))),
    ),
    "phones in Thai digits": (NO, Labelled("เบอร์โทร", "mobile", lambda r, i: thai_digits(mobile(r)))),
    "phones of the world": (NO, Labelled("Mobile", "mobile", lambda r, i: "+66 " + mobile(r, " ")[1:])),
    "phones in brackets": (NO, Labelled("phone", "mobile", lambda r, i: f"({mobile(r)[:3]}) {mobile(r)[4:]}")),
    "two phones in a cell": (NO, Labelled("โทร.", "mobile", lambda r, i: f"{mobile(r, '')}, {mobile(r)}"), PROVINCE),
    "phones that nobody named": (NO, Labelled("ข้อมูล 1", "mobile", lambda r, i: mobile(r, "")), AMOUNT),
    "phones in a text": (NO, Labelled("หมายเหตุ", "mobile", lambda r, i: f"ผู้ร้องแจ้งว่าน้ำไม่ไหล โทรกลับ {mobile(r)}")),
    "mailboxes": (NO, Labelled("อีเมล", "email", lambda r, i: free_mail(r)), AMOUNT),
    "mailboxes that nobody named": (NO, Labelled("ข้อมูล", "email", lambda r, i: free_mail(r).upper()), AMOUNT),
    "mailboxes in a text": (NO, Labelled("ความเห็น", "email", lambda r, i: f"ขอข้อมูลเพิ่ม ตอบที่ {free_mail(r)} ครับ")),
    "mailboxes of officers": (
        NO,
        Labelled("email", "email", lambda r, i: f"{r.choice(LATIN).lower()}.{r.choice('abdkmpst')}@agency.go.th"),
    ),
    "patients": (
        Labelled("HN", "", lambda r, i: 600000 + i),
        NAMES,
        Labelled("ภูมิลำเนา", "address", lambda r, i: home(r)),
        Labelled("อายุ", "", count),
    ),
    "houses of people": (
        Labelled("ชื่อ-นามสกุล", "name", lambda r, i: full_name(r)),
        Labelled("บ้านเลขที่", "address", lambda r, i: f"{r.randrange(1, 400)}/{r.randrange(1, 30)}"),
        Labelled("หมู่ที่", "", lambda r, i: r.randrange(1, 15)),
        Labelled("ตำบล", "", of("นางรอง", "หนองพลับ", "บ้านใหม่")),
    ),
    "home addresses": (NO, Labelled("ที่อยู่ตามทะเบียนบ้าน", "address", lambda r, i: home(r)), AMOUNT),
    "travellers": (
        NO,
        Labelled("เลขที่หนังสือเดินทาง", "passport", lambda r, i: f"{r.choice('ABC')}{r.randrange(10**6, 10**7)}"),
        Labelled("สัญชาติ", "", of("ลาว", "พม่า", "กัมพูชา")),
    ),
}

PUBLIC: dict[str, tuple[Labelled, ...]] = {
    "companies": (
        NO,
        Labelled("เลขทะเบียนนิติบุคคล", "", lambda r, i: juristic(r)),
        Labelled("ชื่อนิติบุคคล", "", lambda r, i: company(r)),
        Labelled("ที่ตั้งสำนักงานใหญ่", "", lambda r, i: home(r)),
        Labelled("โทรศัพท์", "", lambda r, i: office_phone(r)),
    ),
    "tax ids": (NO, Labelled("เลขผู้เสียภาษี 13 หลัก", "", lambda r, i: on_card(juristic(r))), AMOUNT),
    "barcodes": (NO, Labelled("บาร์โค้ด", "", lambda r, i: barcode(r)), Labelled("ราคา", "", count)),
    "books": (NO, Labelled("ISBN", "", lambda r, i: f"978{r.randrange(10**10):010d}"), AMOUNT),
    "time stamps": (
        Labelled("timestamp", "", lambda r, i: 1668998400000 + i * 60000 + r.randrange(60000)),
        Labelled("epoch", "", lambda r, i: str(1600000000000 + i * 1000 + r.randrange(1000))),
        Labelled("วันที่และเวลา", "", lambda r, i: f"2565-{1 + i % 12:02d}-{1 + i % 28:02d} 10:{i % 60:02d}:00"),
        AMOUNT,
    ),
    "13-digit codes": (
        Labelled("รหัสครุภัณฑ์", "", lambda r, i: str(r.randrange(10**12, 10**13))),
        Labelled("รหัสสินค้า", "", lambda r, i: str(1103700000000 + i)),
        Labelled("รหัสโครงการ", "", lambda r, i: "3101200550015"),
        Labelled("เลขคุมสัญญา", "", lambda r, i: f"65{r.randrange(10**10):010d}9"),
    ),
    "13-digit codes by chance": (Labelled("เลขที่", "", lambda r, i: str(r.randrange(10**12, 8 * 10**12))), AMOUNT),
    "sums": (
        Labelled("งบประมาณ", "", lambda r, i: f"{r.randrange(10**12, 10**13):,}"),
        Labelled("รายได้", "", lambda r, i: r.randrange(10**12, 10**13)),
        Labelled("ร้อยละ", "", lambda r, i: r.random() * 100),
        Labelled("มูลค่า", "", lambda r, i: f"{r.randrange(10**9):,}.{r.randrange(100):02d}"),
    ),
    "hidden ids": (
        Labelled("เลขบัตรประชาชน", "", lambda r, i: f"1-1037-xxxxx-xx-{r.randrange(10)}"),
        Labelled("หมายเลขบัตร", "", lambda r, i: f"xxxxxxxxx{r.randrange(10**4):04d}"),
        Labelled("โทรศัพท์", "", lambda r, i: f"08x-xxx-{r.randrange(10**4):04d}"),
    ),
    "counts of cards": (
        PROVINCE,
        Labelled("จำนวนผู้ทำบัตรประชาชน", "", count),
        Labelled("จำนวนหนังสือเดินทางที่ออก", "", count),
        Labelled("จำนวนผู้ใช้โทรศัพท์มือถือ", "", lambda r, i: r.randrange(600_000_000, 999_999_999)),
        Labelled("จำนวนอีเมลที่ตอบ", "", count),
    ),
    "directory of offices": (
        NO,
        AGENCY,
        Labelled("ที่อยู่", "", lambda r, i: home(r)),
        Labelled("เบอร์โทร", "", lambda r, i: office_phone(r)),
        Labelled("โทรสาร", "", lambda r, i: office_phone(r)),
        Labelled("อีเมล", "", of("saraban@opm.go.th", "info@dept.go.th", "surin@nso.go.th", "moph.nma@moph.go.th")),
    ),
    "directory with some mobiles": (
        NO,
        AGENCY,
        Labelled("โทรศัพท์", "", some(0.25, lambda r, i: mobile(r), lambda r, i: office_phone(r))),
    ),
    "mobiles of offices": (
        NO,
        Labelled("เบอร์ติดต่อหน่วยงาน", "", lambda r, i: mobile(r)),
        Labelled("อีเมลหน่วยงาน", "", lambda r, i: free_mail(r)),
    ),
    "hotlines": (NO, Labelled("สายด่วน", "", of("1111", "1669", "191")), Labelled("โทร", "", of("1111", "1300"))),
    "10-digit codes": (
        Labelled("รหัสสถานศึกษา", "", lambda r, i: str(1010720000 + i)),
        Labelled("รหัสสินค้า", "", lambda r, i: f"08{12000000 + i}"),
        Labelled("เลขที่บัญชี", "", lambda r, i: f"{r.randrange(10**9, 10**10)}"),
        Labelled("เลขมิเตอร์", "", lambda r, i: f"0{r.randrange(10**9):09d}"),
    ),
    "long codes": (
        Labelled("IMEI", "", lambda r, i: f"{r.randrange(10**14, 10**15)}"),
        Labelled("uuid", "", lambda r, i: f"{r.randrange(16**8):08x}-08{r.randrange(10):d}a-{r.randrange(10**9):09d}"),
        Labelled("OBJECTID", "", number),
        Labelled("global id", "", lambda r, i: f"TH{r.randrange(10**13):013d}"),
        Labelled("url", "", lambda r, i: f"https://data.example.go.th/file/{r.randrange(10**12, 10**13)}.csv"),
    ),
    "two phones glued": (NO, Labelled("โทร", "", lambda r, i: office_phone(r).replace("-", "")[:9] + "053112233")),
    "places": (
        PROVINCE,
        DISTRICT,
        Labelled("ตำบล", "", of("นางรอง", "นายูง", "นางแล", "นายางกลัก", "นางบวช", "นางลือ")),
        Labelled("ที่ตั้ง", "", lambda r, i: f"{r.choice(DISTRICTS)} {r.choice(PROVINCES)}"),
        Labelled("ละติจูด", "", lambda r, i: 13 + r.random()),
        Labelled("ลองจิจูด", "", lambda r, i: f"100.{r.randrange(10**9):09d}"),
    ),
    "positions": (
        NO,
        Labelled("ตำแหน่ง", "", of("นายกเทศมนตรี", "นายอำเภอนางรอง จังหวัดบุรีรัมย์", "นายช่างโยธา ปฏิบัติงาน",
                                   "นายทะเบียนท้องถิ่น เทศบาลเมือง", "นายแพทย์ ชำนาญการพิเศษ", "นายก อบต. หนองแก",
                                   "นายกองค์การบริหารส่วนตำบล ดอนเมือง")),
        Labelled("ผู้ลงนาม", "", of("นายกรัฐมนตรี", "นายอำเภอเมือง ปฏิบัติราชการแทน", "นายทะเบียน", "ผู้ว่าราชการจังหวัด")),
        Labelled("อาชีพ", "", of("ทนายความ ทั่วไป", "นางพยาบาล วิชาชีพ", "นายหน้า ประกันภัย", "นายจ้าง รายวัน",
                                 "ครู", "นางแบบ โฆษณา")),
    ),
    "professions": (
        NO,
        Labelled("ชื่อตำแหน่ง", "", of("นายแพทย์เชี่ยวชาญ ด้านเวชกรรม", "นายสัตวแพทย์ปฏิบัติการ กลุ่มสุขภาพสัตว์", "นายช่างไฟฟ้า ชำนาญงาน",
                                       "เภสัชกร ปฏิบัติการ กลุ่มงาน", "นายตรวจสรรพสามิต อาวุโส",
                                       "ทันตแพทย์ ชำนาญการ งานทันตกรรม")),
        Labelled("อัตรากำลัง", "", count),
    ),
    "things with names": (
        Labelled("ชื่อ", "", of("ข้าวหอมมะลิ ดอกพะยอม", "มะม่วง น้ำดอกไม้", "ส้มโอ ขาวแตงกวา", "กล้วย เล็บมือนาง")),
        Labelled("ชื่อพันธุ์ปลา", "", of("ปลานิล จิตรลดา", "ปลานวลจันทร์ ทะเล", "ปลาดุก อุย")),
        Labelled("ชื่อภาพยนตร์", "", of("นางนาก พระโขนง", "นางฟ้า อสูร", "นายร้อย สอยดาว", "นางเอก ขายาว")),
        Labelled("ชื่อถนน", "", of("ถนนนางลิ้นจี่", "ถนนนายูง พัฒนา", "สะพานนายกองทอง")),
    ),
    "brands": (
        Labelled("Store", "", of("Mr. DIY Rama", "Dr. Feed Shop", "Miss Grand Thailand", "Central World Branch")),
        Labelled("Brand", "", of("Mister Donut Siam", "Mrs Balls", "Prof Clean Wash", "Uncle Bob Steak")),
        AMOUNT,
    ),
    "schools": (
        NO,
        Labelled("ชื่อโรงเรียน", "", lambda r, i: school(r)),
        Labelled("โทรศัพท์โรงเรียน", "", lambda r, i: mobile(r)),
        Labelled("อีเมลโรงเรียน", "", lambda r, i: free_mail(r)),
        Labelled("ที่อยู่", "", lambda r, i: home(r)),
    ),
    "hotels": (
        Labelled("ชื่อที่พัก", "", lambda r, i: f"{given(r)} รีสอร์ท"),
        Labelled("ที่อยู่", "", lambda r, i: home(r)),
        Labelled("ติดต่อที่พัก", "", lambda r, i: mobile(r)),
        Labelled("email", "", of("info@resort.com", "booking@hotel.co.th", "reservation@inn.com", "contact@stay.com")),
    ),
    "offices with officers": (
        AGENCY,
        NAMES,
        Labelled("ที่อยู่หน่วยงาน", "", lambda r, i: f"ศาลากลางจังหวัด ชั้น 2 {home(r)}"),
        Labelled("โทรศัพท์", "", lambda r, i: office_phone(r)),
        Labelled("อีเมล", "", of("saraban@opm.go.th", "admin@dept.go.th", "korat_office@gmail.com")),
    ),
    "houses without people": (
        Labelled("บ้านเลขที่", "", lambda r, i: f"{r.randrange(1, 400)}/{r.randrange(1, 30)}"),
        Labelled("ที่อยู่", "", lambda r, i: home(r)),
        Labelled("ประเภทอาคาร", "", of("บ้านเดี่ยว", "ทาวน์เฮาส์")),
    ),
    "plates and codes": (
        Labelled("ทะเบียนรถ", "", lambda r, i: f"{r.choice(['กข', 'ฮท'])} {r.randrange(10**4)}"),
        Labelled("รหัสสินค้า", "", lambda r, i: f"AB{r.randrange(10**6, 10**7)}"),
        Labelled("Serial No.", "", lambda r, i: f"{r.choice('ABC')}{r.randrange(10**6, 10**7)}"),
    ),
    "one contact in a note": (
        PROVINCE,
        AMOUNT,
        Labelled("หมายเหตุ", "", lambda r, i: f"สอบถาม {mobile(r)} หรือ {free_mail(r)}" if i == 3 else "ข้อมูลเบื้องต้น"),
        Labelled("ที่มา", "", lambda r, i: f"แก้ไขโดย {full_name(r)}" if i == 5 else "กองแผนงาน"),
    ),
    "data dictionary": (
        Labelled("ชื่อฟิลด์", "", of("cid", "fullname", "mobile", "email", "address", "hn")),
        Labelled("คำอธิบาย", "", of("เลขประจำตัวประชาชน", "ชื่อ-สกุล", "เบอร์โทรศัพท์", "อีเมล", "ที่อยู่")),
        Labelled("ตัวอย่าง", "", of("1234567890121", "08x-xxx-xxxx", "name@example.com", "นาย ก.", "99/9 หมู่ 9")),
    ),
    "mailboxes of a ministry": (
        AGENCY,
        Labelled("email", "", of("surin.m@m-society.go.th", "korat.office@dsd.go.th", "trang.plan@moi.go.th")),
        Labelled("เว็บไซต์", "", lambda r, i: f"http://www.{r.choice(LATIN).lower()}.go.th"),
    ),
    "role mailboxes": (NO, Labelled("E-mail", "", of("tambon.ban@gmail.com", "obt_ban@live.com", "school9@live.com"))),
    "statistics": (
        Labelled("ปี", "", lambda r, i: 2550 + i % 15),
        Labelled("ชาย", "", count),
        Labelled("หญิง", "", count),
        Labelled("นาย", "", count),
        Labelled("รวม", "", lambda r, i: r.randrange(10**9, 10**10)),
        Labelled("วันที่", "", lambda r, i: date(2022, 1 + i % 12, 1 + i % 28)),
    ),
    "complaints": (
        Labelled("เรื่อง", "", of("น้ำประปาไม่ไหล หมู่ 4", "ไฟทางดับ ซอย 12", "ถนนชำรุด หน้าโรงเรียน", "ขอความช่วยเหลือ")),
        Labelled("เลขรับ", "", lambda r, i: f"กท {r.randrange(1000, 9999)}/{r.randrange(1, 9999)}"),
        Labelled("ผู้ร้อง", "", of("ไม่ประสงค์ออกนาม", "นาย ก.", "นาง ข. (ปกปิด)", "ประชาชนในพื้นที่")),
    ),
}  # fmt: skip


def tables() -> Iterator[Made]:
    """Every table, short and long."""
    for group in (PERSONAL, PUBLIC, SECOND, THIRD, FOURTH):
        for name, columns in group.items():
            for rows in SIZES:
                yield made(name, columns, rows)
    yield from _laid_out()
    yield _rare()


def made(name: str, columns: tuple[Labelled, ...], rows: int, above: tuple[Row, ...] = (), bare: bool = False) -> Made:
    """A table of so many rows, below what stands ``above`` it; ``bare``: without its header."""
    r = random.Random(f"{SEED} {name} {rows}")
    headers = tuple(column.header for column in columns)
    body: list[Row] = [tuple(column.make(r, i) for column in columns) for i in range(rows)]
    sheet = Sheet(rows=[*above, *(() if bare else (headers,)), *body], format="csv")
    return Made(f"{name}, {rows} rows", sheet, headers, tuple(column.label for column in columns))


def _laid_out() -> Iterator[Made]:
    """Headers that stand elsewhere, or nowhere."""
    titles = (("รายชื่อผู้มีสิทธิ์รับเงิน ประจำปี 2565",), (), ("ข้อมูล ณ วันที่ 1 มกราคม 2565", "", ""))
    groups = (("", "ข้อมูลบุคคล", "", "", "การติดต่อ"),)
    for name in ("register of citizens", "phones of people", "name without a prefix", "name and prefix apart"):
        yield made(f"{name}, titles above", PERSONAL[name], 30, titles)
        yield made(f"{name}, two header rows", PERSONAL[name], 30, titles + groups)
    for name in ("register of citizens", "mailboxes", "police"):
        yield made(f"{name}, no header", PERSONAL[name], 30, bare=True)
    for name in ("companies", "directory of offices", "places", "positions", "time stamps"):
        yield made(f"{name}, titles above", PUBLIC[name], 30, titles)
        if name != "directory of offices":  # nothing would say that the addresses are an office's
            yield made(f"{name}, no header", PUBLIC[name], 30, bare=True)


def _rare() -> Made:
    """One number in 5,000 that happens to be a citizen id and one that happens to be a phone."""
    r = random.Random(SEED)
    chance = Labelled("รหัส", "", lambda r, i: citizen(r) if i == 77 else str(r.randrange(10**7)))
    phone = Labelled("เลขที่", "", lambda r, i: mobile(r, "") if i == 99 else str(r.randrange(10**6)))
    return made(f"rare {r.randrange(9)}", (chance, phone, AMOUNT), 5000)


@cache
def everything() -> tuple[tuple[Made, tuple[PersonalData, ...]], ...]:
    """Each table, and what is found in it."""
    return tuple((table, personal([table.sheet])) for table in tables())


def told(table: Made, found: Iterable[PersonalData]) -> list[str]:
    """What is found in each column: kinds joined by ``+``, or nothing."""
    kinds: dict[int, list[str]] = {}
    for each in found:
        kinds.setdefault(each.at.column, []).append(each.kind)
    return ["+".join(sorted(kinds.get(place, ()))) for place in range(1, len(table.labels) + 1)]


def cases() -> Iterator[tuple[str, str, str]]:
    """For each labelled column: where it stands, its label, what is told."""
    for table, found in everything():
        for header, label, said in zip(table.headers, table.labels, told(table, found), strict=True):
            if label != "*":
                yield f"{table.name}: {header}", label, said


def results() -> Iterable[tuple[str, str, str | None]]:
    """What, label, what is told (``none``: no personal data)."""
    for _, label, said in cases():
        yield label or "no personal data", label or "none", said or "none"
