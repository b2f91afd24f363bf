"""Labelled columns that were written when the rules stood: what they are told as at first is how good the rules were.

The rules were mended by them afterwards, so that only a set written later still can say how good they are now.
"""

from __future__ import annotations

import random

from tests.corpora.columns import Labelled, count, number, of, some
from tests.corpora.people import (
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
)

#: first read: 184 of 188 (a surname beside its given name was not counted then)
SECOND: dict[str, tuple[Labelled, ...]] = {
    # with
    "scholarship": (
        Labelled("ที่", "", number),
        Labelled("ชื่อนักเรียน", "name", lambda r, i: full_name(r, "เด็กชาย เด็กหญิง นางสาว นาย")),
        Labelled("โรงเรียน", "", lambda r, i: school(r)),
        Labelled(
            "เลขที่บัญชี",
            "",
            lambda r, i: f"{r.randrange(100, 999)}-{r.randrange(9)}-{r.randrange(10**5):05d}-{r.randrange(9)}",
        ),
    ),
    "volunteers (อสม.)": (
        Labelled("ชื่อ - สกุล อสม.", "name", lambda r, i: f"{given(r)}  {surname(r)}"),
        Labelled("หมู่", "", lambda r, i: r.randrange(1, 12)),
        Labelled("เบอร์โทรศัพท์", "mobile", lambda r, i: mobile(r, "")),
    ),
    "licensed pharmacists": (
        Labelled("ผู้มีหน้าที่ปฏิบัติการ", "name", lambda r, i: full_name(r, "ภก. ภญ. เภสัชกร เภสัชกรหญิง", gap=" ")),
        Labelled("ชื่อร้านยา", "", lambda r, i: f"ร้านยา{given(r)}เภสัช"),
        Labelled("เลขที่ใบอนุญาต", "", lambda r, i: f"กท {i}/2561"),
    ),
    "farmers": (
        Labelled("farmer_name", "name", lambda r, i: full_name(r)),
        Labelled("farmer_tel", "mobile", lambda r, i: mobile(r)),
        Labelled("rai", "", count),
        Labelled("lat", "", lambda r, i: 14 + r.random()),
    ),
    "owner and plate": (
        Labelled("เจ้าของรถ", "name", some(0.8, lambda r, i: full_name(r), lambda r, i: company(r))),
        Labelled("ทะเบียน", "", lambda r, i: f"กข {r.randrange(9999)}"),
    ),
    "name and nickname": (
        Labelled("ชื่อ-นามสกุล (ชื่อเล่น)", "name", lambda r, i: f"{full_name(r)} ({given(r)})"),
        Labelled("แผนก", "", of("บัญชี", "พัสดุ")),
    ),
    "contact column": (
        Labelled("หน่วยงาน", "", of("กองช่าง", "กองคลัง")),
        Labelled("ผู้ประสานงาน/โทร", "mobile+name", lambda r, i: f"{full_name(r)} โทร. {mobile(r)}"),
    ),
    "line id": (
        Labelled("ชื่อ", "name", lambda r, i: full_name(r)),
        Labelled(
            "Line ID / E-mail", "email", some(0.6, lambda r, i: free_mail(r), lambda r, i: r.choice(LATIN).lower())
        ),
    ),
    "visitors": (
        Labelled(
            "Full Name",
            "name",
            lambda r, i: f"{r.choice(['MR.', 'MRS.', 'MISS'])} {r.choice(LATIN).upper()} {r.choice(LATIN).upper()}",
        ),
        Labelled("Nationality", "", of("LAO", "THA")),
        Labelled("Passport Number", "passport", lambda r, i: f"P{r.randrange(10**6):07d}"),
    ),
    "debtors json": (
        Labelled("id", "", number),
        Labelled("nationalId", "citizen_id", lambda r, i: citizen(r)),
        Labelled("firstName", "name", lambda r, i: given(r)),
        Labelled("lastName", "name", lambda r, i: surname(r)),
        Labelled("phoneNumber", "mobile", lambda r, i: mobile(r, "")),
        Labelled("homeAddress", "address", lambda r, i: home(r)),
    ),
    "committee": (
        Labelled("ลำดับที่", "", number),
        Labelled("รายนาม", "name", lambda r, i: full_name(r, "นาย นาง นางสาว พล.อ. ดร. รศ.ดร. นพ.")),
        Labelled("ตำแหน่ง", "", of("ประธานกรรมการ", "กรรมการ", "กรรมการและเลขานุการ")),
    ),
    "land": (
        Labelled("เลขโฉนด", "", lambda r, i: r.randrange(10**5)),
        Labelled("ผู้ถือกรรมสิทธิ์", "name", lambda r, i: f"{full_name(r)} และ{full_name(r)}"),
        Labelled("เนื้อที่", "", of("1-2-30", "0-1-20.5")),
    ),
    "covid": (
        Labelled("no", "", number),
        Labelled("sex", "", of("ชาย", "หญิง")),
        Labelled("age", "", count),
        Labelled("province_of_onset", "", of(*PROVINCES)),
        Labelled("announce_date", "", lambda r, i: f"2021-04-{1 + i % 28:02d}"),
    ),
    "vendor list": (
        Labelled("TIN", "citizen_id", some(0.3, lambda r, i: on_card(citizen(r)), lambda r, i: on_card(juristic(r)))),
        Labelled("ชื่อผู้ค้า", "name", some(0.4, lambda r, i: full_name(r), lambda r, i: company(r))),
        Labelled("วงเงิน", "", lambda r, i: f"{r.randrange(10**6):,}.00"),
    ),
    # without
    "temples": (
        Labelled("ชื่อวัด", "", lambda r, i: f"วัด{given(r)}{given(r)}ราม"),
        Labelled("เจ้าอาวาส", "", of("พระครูโสภณ ธรรมคุณ", "พระอธิการ", "-")),
        Labelled("โทรศัพท์วัด", "", lambda r, i: mobile(r)),
        Labelled("ที่ตั้ง", "", lambda r, i: home(r)),
    ),
    "health centres": (
        Labelled("รหัส รพ.สต.", "", lambda r, i: f"0{r.randrange(1000, 9999)}"),
        Labelled("ชื่อ", "", lambda r, i: f"รพ.สต.{given(r)}{given(r)}"),
        Labelled("โทร", "", lambda r, i: office_phone(r)),
        Labelled("email", "", lambda r, i: f"rpst.{r.choice(LATIN).lower()}@gmail.com"),
    ),
    "budget lines": (
        Labelled("รหัสงบประมาณ", "", lambda r, i: f"07003{r.randrange(10**8):08d}"),
        Labelled("รายการ", "", of("ค่าจ้างเหมา นายช่าง", "ค่าเช่า นางรอง บุรีรัมย์", "ค่าตอบแทน นายก", "ค่าใช้สอย")),
        Labelled("PO", "", lambda r, i: f"7{r.randrange(10**9):09d}"),
        Labelled("เลขที่โครงการ", "", lambda r, i: f"6{r.randrange(10**10):010d}"),
    ),
    "e-GP": (
        Labelled("project_id", "", lambda r, i: f"65{r.randrange(10**9):09d}"),
        Labelled("winner_tin", "", lambda r, i: juristic(r)),
        Labelled("winner", "", lambda r, i: company(r)),
        Labelled("contract_no", "", lambda r, i: f"{i}/2565"),
        Labelled("price", "", lambda r, i: f"{r.randrange(10**7)}.{r.randrange(100):02d}"),
    ),
    "sensors": (
        Labelled("device", "", lambda r, i: f"{r.randrange(16**12):012X}"),
        Labelled("ts", "", lambda r, i: str(1650000000000 + i * 300000)),
        Labelled("pm25", "", lambda r, i: f"{r.random() * 90:.2f}"),
        Labelled("rssi", "", lambda r, i: -r.randrange(90)),
        Labelled("seq", "", lambda r, i: 650000000 + i),
    ),
    "sms counts": (
        Labelled("เดือน", "", of("ม.ค. 65", "ก.พ. 65")),
        Labelled("จำนวนโทร", "", lambda r, i: r.randrange(800000000, 899999999)),
        Labelled("ผู้ให้บริการโทรศัพท์", "", of("AIS", "TRUE")),
    ),
    "parcels": (
        Labelled("เลขพัสดุ", "", lambda r, i: f"EX{r.randrange(10**9):09d}TH"),
        Labelled("รหัสไปรษณีย์", "", of("10400", "31110")),
        Labelled("เลขใบสั่งซื้อ", "", lambda r, i: f"{r.randrange(10**12, 10**13)}"),
    ),
    "cadastre codes": (
        Labelled("UTM", "", lambda r, i: f"5236 III {r.randrange(1000, 9999)}-{r.randrange(10)}"),
        Labelled("PARCEL", "", lambda r, i: f"{r.randrange(10**8, 10**9)}"),
        Labelled(
            "ระวาง",
            "",
            lambda r, i: (
                f"{r.randrange(1000, 9999)} {r.randrange(1000, 9999)} {r.randrange(10, 99)} {r.randrange(100, 999)}"
            ),
        ),
    ),
    "tourism shops": (
        Labelled("ชื่อร้าน", "", lambda r, i: f"ร้าน{given(r)}"),
        Labelled("โทรศัพท์", "*", lambda r, i: mobile(r)),
        Labelled("ที่อยู่", "", lambda r, i: home(r)),
    ),
    "roads": (
        Labelled("สายทาง", "", of("ถนนนายก - บ้านใหม่", "แยกนางรอง - นายูง", "สะพานนางแล", "ซอยนายทองคำ 3")),
        Labelled("ระยะทาง", "", lambda r, i: f"{r.random() * 9:.3f}"),
    ),
    "provincial contacts": (
        Labelled("จังหวัด", "", of(*PROVINCES)),
        Labelled("สำนักงาน", "", lambda r, i: f"สำนักงานแรงงานจังหวัด{r.choice(PROVINCES)}"),
        Labelled(
            "E-mail",
            "",
            lambda r, i: f"{r.choice(['brm', 'srn', 'nbi', 'cri'])}{r.choice(['', '@mol', '_mol'])[:0]}@mol.mail.go.th",
        ),
        Labelled(
            "เบอร์โทร",
            "",
            lambda r, i: f"0-{r.choice(['4461', '4451', '2591'])}-{r.randrange(10**4):04d} ต่อ {r.randrange(10, 99)}",
        ),
    ),
    "laws": (
        Labelled(
            "เรื่อง",
            "",
            of("ระเบียบสำนักนายกรัฐมนตรี ว่าด้วยงานสารบรรณ", "คำสั่งนายทะเบียน พรรคการเมือง", "ประกาศนายกเทศมนตรี เรื่อง วันหยุด"),
        ),
        Labelled("ผู้ลงนาม", "", of("นายกรัฐมนตรี", "ปลัดกระทรวง")),
        Labelled("เลขที่", "", lambda r, i: f"ที่ มท {r.randrange(1000, 9999)}/ว {i}"),
    ),
    "crops": (
        Labelled("ชนิด", "", of("ข้าวเจ้า", "มัน", "อ้อย")),
        Labelled("ชื่อวิทยาศาสตร์", "", of("Oryza sativa", "Musa Sapientum", "Mr Oryza")),
        Labelled("ราคา", "", lambda r, i: r.random() * 20),
    ),
    "hospital stats": (
        Labelled("รหัสโรงพยาบาล", "", lambda r, i: 10600 + i),
        Labelled("นายแพทย์", "", count),
        Labelled("พยาบาล", "", count),
        Labelled("นพ./พญ.", "", count),
        Labelled("ทันตแพทย์", "", count),
    ),
}


def dirty(r: random.Random, i: int) -> str:
    """A citizen id of which one in twelve is mistyped."""
    number = citizen(r)
    return number if r.random() > 0.08 else number[:-1] + str((int(number[-1]) + 1) % 10)


#: first read: 164 of 174
THIRD: dict[str, tuple[Labelled, ...]] = {
    # holding
    "applicants without prefixes": (
        Labelled("ชื่อผู้ขออนุญาต", "name", lambda r, i: f"{given(r)} {surname(r)}"),
        Labelled("ประเภท", "", of("ก่อสร้าง", "ดัดแปลง")),
    ),
    "scholars": (
        Labelled("ผู้รับทุน", "name", lambda r, i: full_name(r, "นาย นางสาว")),
        Labelled("จำนวนเงิน", "", lambda r, i: f"{r.randrange(10**5):,}"),
    ),
    "Name-Surname": (
        Labelled("Name-Surname", "name", lambda r, i: f"{r.choice(LATIN)} {r.choice(LATIN)}a"),
        Labelled("Dept", "", of("Finance", "HR")),
    ),
    "Thai and English names": (
        Labelled("ชื่อ-นามสกุล(ไทย)", "name", lambda r, i: full_name(r)),
        Labelled("ชื่อ-นามสกุล(อังกฤษ)", "name", lambda r, i: f"Mr. {r.choice(LATIN)} {r.choice(LATIN)}a"),
    ),
    "head of village": (
        Labelled("หมู่บ้าน", "", lambda r, i: f"บ้าน{given(r)}"),
        Labelled("ผู้นำ", "name", lambda r, i: full_name(r, "นาย นาง")),
        Labelled("เบอร์โทรผู้ใหญ่บ้าน", "mobile", lambda r, i: mobile(r)),
    ),
    "dirty ids": (
        Labelled("เลขประจำตัว 13 หลัก", "citizen_id", dirty),
        Labelled("วันเดือนปีเกิด", "", lambda r, i: f"{1 + i % 28}/{1 + i % 12}/25{r.randrange(10, 60)}"),
    ),
    "ids with tabs": (
        Labelled("ID Card No.", "citizen_id", lambda r, i: "\t" + citizen(r) + " "),
        Labelled("status", "", of("A", "B")),
    ),
    "ids in brackets": (Labelled("ผู้มีสิทธิ", "citizen_id+name", lambda r, i: f"{full_name(r)} ({on_card(citizen(r))})"),),
    "directors": (
        Labelled("บริษัท", "", lambda r, i: company(r)),
        Labelled("กรรมการ", "name", lambda r, i: f"{full_name(r)}, {full_name(r)}"),
    ),
    "split address": (
        Labelled("ชื่อ-สกุล", "name", lambda r, i: full_name(r)),
        Labelled("เลขที่", "*", lambda r, i: f"{r.randrange(300)}/{r.randrange(9)}"),
        Labelled("ซอย", "", of("", "พัฒนา 3")),
        Labelled("แขวง", "", of("สวนหลวง", "บางนา")),
    ),
    "two phones, two lines": (
        Labelled("ชื่อ", "name", lambda r, i: full_name(r)),
        Labelled("โทรศัพท์", "mobile", lambda r, i: f"{mobile(r)}\n{office_phone(r)}"),
    ),
    "coordinator mail": (
        Labelled("อีเมล์ผู้ประสานงาน", "email", lambda r, i: free_mail(r)),
        Labelled("โครงการ", "", lambda r, i: f"โครงการ {i}"),
    ),
    "elderly": (
        Labelled("ลำดับ", "", number),
        Labelled("คำนำหน้าชื่อ", "", of("นาย", "นาง")),
        Labelled("ชื่อ-สกุล", "name", lambda r, i: f"{given(r)} {surname(r)}"),
        Labelled("อายุ", "", lambda r, i: 60 + r.randrange(40)),
    ),
    "monks": (Labelled("ชื่อ - ฉายา", "*", lambda r, i: f"พระ{given(r)} {surname(r)}"), Labelled("พรรษา", "", count)),
    "teachers": (
        Labelled("ชื่อครู", "name", lambda r, i: full_name(r, "นาย นาง น.ส.")),
        Labelled("วิทยฐานะ", "", of("ชำนาญการ", "ชำนาญการพิเศษ")),
        Labelled(
            "email", "email", lambda r, i: f"{r.choice(LATIN).lower()}.{r.choice(LATIN).lower()[:2]}@school.ac.th"
        ),
    ),
    "suspects": (
        Labelled("ผู้ต้องหา", "name", lambda r, i: f"{full_name(r)} อายุ {r.randrange(20, 70)} ปี"),
        Labelled("ข้อหา", "", of("เมาแล้วขับ", "ไม่มีใบขับขี่")),
    ),
    "taxi drivers": (
        Labelled("ใบขับขี่", "*", lambda r, i: f"{r.randrange(10**8):08d}"),
        Labelled("Driver", "name", lambda r, i: f"MR {r.choice(LATIN).upper()} {r.choice(LATIN).upper()}A"),
        Labelled("Tel.", "mobile", lambda r, i: mobile(r, " ")),
    ),
    "hotel guests": (
        Labelled("guest", "*", lambda r, i: f"{r.choice(LATIN)} {r.choice(LATIN)}"),
        Labelled("passport_no", "passport", lambda r, i: f"{r.choice('EGN')}{r.randrange(10**7, 10**8)}"),
        Labelled("mobile", "mobile", lambda r, i: "+66" + mobile(r, "")[1:]),
    ),
    # not holding
    "hospital phones": (
        Labelled("รพ.", "", lambda r, i: f"รพ.{given(r)}"),
        Labelled("เบอร์ รพ.", "", lambda r, i: mobile(r)),
        Labelled("ห้องฉุกเฉิน", "", lambda r, i: office_phone(r)),
    ),
    "GPS of poles": (
        Labelled("PEA_NO", "", lambda r, i: f"0{r.randrange(10**9):09d}"),
        Labelled("X", "", lambda r, i: f"{r.randrange(600000, 699999)}.{r.randrange(999)}"),
        Labelled("Y", "", lambda r, i: f"1{r.randrange(500000, 999999)}"),
    ),
    "book numbers": (
        Labelled("เลขที่หนังสือ", "", lambda r, i: f"08{r.randrange(10**8):08d}"),
        Labelled("ลงวันที่", "", lambda r, i: f"{1 + i % 28} ม.ค. 2565"),
    ),
    "students": (
        Labelled("รหัสนักเรียน", "", lambda r, i: f"G{r.randrange(10**12, 10**13)}"),
        Labelled("GPA", "", lambda r, i: f"{r.random() * 4:.2f}"),
    ),
    "beauty": (
        Labelled("ปี", "", lambda r, i: 2540 + i % 20),
        Labelled("ตำแหน่ง", "", of("นางสาวไทย", "รองนางสาวไทย", "นางงามจักรวาล", "เทพีสงกรานต์")),
        Labelled("จังหวัด", "", of(*PROVINCES)),
    ),
    "villages": (
        Labelled("บ้าน", "", of("บ้านนางแล", "บ้านนายาง", "นางเลิ้ง ซอย 3", "หนองนางตะเคียน")),
        Labelled("หมู่ที่", "", lambda r, i: 1 + i % 12),
        Labelled("ครัวเรือน", "", count),
    ),
    "amulets": (
        Labelled("รายการ", "", of("พระนางพญา พิมพ์ใหญ่", "นางกวัก ไม้", "นางพญา วัดป่า")),
        Labelled("ราคา", "", count),
    ),
    "radio": (
        Labelled("สถานี", "", of("FM 97.5", "AM 819")),
        Labelled("ความถี่", "", lambda r, i: f"{r.randrange(87, 108)}.{r.randrange(10)}"),
        Labelled("โทร", "", lambda r, i: office_phone(r)),
    ),
    "long ids": (
        Labelled(
            "เลขที่อนุญาต อย.",
            "",
            lambda r, i: (
                f"{r.randrange(10, 97)}-1-{r.randrange(10**5):05d}-{r.randrange(1, 3)}-{r.randrange(10**4):04d}"
            ),
        ),
        Labelled("GTIN", "", lambda r, i: barcode(r)),
        Labelled("ชื่อผลิตภัณฑ์", "", of("น้ำพริก นางฟ้า", "ปลาร้า แม่นาย", "ขนม Mr. P Snack")),
    ),
    "electronics": (
        Labelled("MAC", "", lambda r, i: ":".join(f"{r.randrange(256):02x}" for _ in range(6))),
        Labelled("ICCID", "", lambda r, i: f"8966{r.randrange(10**15):015d}"),
        Labelled("ip", "", lambda r, i: f"10.{r.randrange(255)}.{r.randrange(255)}.{r.randrange(255)}"),
    ),
    "finance": (
        Labelled("เลขที่ใบสำคัญ", "", lambda r, i: f"36{r.randrange(10**8):08d}"),
        Labelled("รหัสบัญชี", "", lambda r, i: f"5{r.randrange(10**9):09d}"),
        Labelled("จำนวนเงิน", "", lambda r, i: f"{r.randrange(10**9)}.{r.randrange(100):02d}"),
        Labelled("Vendor", "", lambda r, i: f"V{r.randrange(10**7):07d}"),
    ),
    "support line": (
        Labelled("กลุ่มงาน", "", of("กลุ่มงานยุทธศาสตร์", "กลุ่มงานบริหาร")),
        Labelled("Call Center", "", lambda r, i: mobile(r)),
        Labelled("Line OA", "", of("@dep", "@dept")),
    ),
    "agencies and mail": (
        Labelled("ส่วนราชการ", "", of("กรมการปกครอง", "กรมที่ดิน")),
        Labelled(
            "ไปรษณีย์อิเล็กทรอนิกส์", "", of("saraban_dopa@dopa.go.th", "saraban_dol@dol.go.th", "e-saraban@dopa.mail.go.th")
        ),
        Labelled("โทรศัพท์/โทรสาร", "", lambda r, i: f"{office_phone(r)} / {office_phone(r)}"),
    ),
    "museum": (
        Labelled("พิพิธภัณฑ์", "", lambda r, i: f"พิพิธภัณฑ์{given(r)}"),
        Labelled("ที่ตั้ง", "", lambda r, i: home(r)),
        Labelled("เบอร์ติดต่อ", "", lambda r, i: office_phone(r)),
        Labelled("ผู้เข้าชม", "", count),
    ),
    "population": (
        Labelled(
            "rcode",
            "",
            lambda r, i: f"{r.randrange(10, 97)}{r.randrange(100):02d}{r.randrange(100):02d}{r.randrange(100):02d}",
        ),
        Labelled("male", "", count),
        Labelled("female", "", count),
        Labelled("house", "", count),
    ),
    "court cases": (
        Labelled("คดีหมายเลข", "", lambda r, i: f"อ {r.randrange(999)}/2565"),
        Labelled("โจทก์", "", of("พนักงานอัยการ", "ธนาคาร")),
        Labelled("จำเลย", "", of("นาย ก.", "นางสาว ข.", "บริษัท ค.")),
    ),
}

#: first read: 156 of 162
FOURTH: dict[str, tuple[Labelled, ...]] = {
    "welfare": (
        Labelled("เลขบัตร", "citizen_id", lambda r, i: on_card(citizen(r), " ")),
        Labelled("ชื่อผู้สูงอายุ", "name", lambda r, i: full_name(r, "นาย นาง")),
        Labelled("ธนาคาร", "", of("กรุงไทย", "ออมสิน")),
        Labelled("เลขบัญชี", "", lambda r, i: f"{r.randrange(10**9, 10**10)}"),
    ),
    "water users": (
        Labelled("CUSTOMER_NAME", "name", lambda r, i: full_name(r)),
        Labelled("CUST_ID", "", lambda r, i: f"{r.randrange(10**10, 10**11)}"),
        Labelled("CUSTOMER_TEL", "mobile", lambda r, i: mobile(r, "")),
    ),
    "court mediators": (
        Labelled("ชื่อ-ชื่อสกุล", "name", lambda r, i: full_name(r, "นาย นาง ดร.")),
        Labelled("ศาล", "", of("ศาลจังหวัดสุรินทร์", "ศาลแขวง")),
    ),
    "research": (
        Labelled("หัวหน้าโครงการ", "name", lambda r, i: full_name(r, "ดร. ผศ.ดร. รศ.ดร. นาย นางสาว")),
        Labelled("ชื่อโครงการ", "", of("การพัฒนาข้าว", "นวัตกรรมยาง")),
        Labelled("งบประมาณ", "", lambda r, i: f"{r.randrange(10**7):,}"),
        Labelled("Email", "email", lambda r, i: free_mail(r)),
    ),
    "army": (
        Labelled("ยศ", "", of("ร.ต.", "พ.อ.", "จ.ส.อ.")),
        Labelled("ชื่อ", "name", lambda r, i: given(r)),
        Labelled("สกุล", "name", lambda r, i: surname(r)),
        Labelled("สังกัด", "", of("กองพัน", "กรม")),
    ),
    "dead": (
        Labelled("ผู้เสียชีวิต", "name", lambda r, i: full_name(r, "นาย นาง ด.ช.")),
        Labelled("ที่เกิดเหตุ", "", lambda r, i: f"ถนนมิตรภาพ กม. {r.randrange(400)}"),
    ),
    "complainants": (
        Labelled("ผู้ร้องเรียน", "mobile+name", lambda r, i: f"{full_name(r)} {mobile(r)}"),
        Labelled("เรื่อง", "", of("น้ำท่วม", "ไฟดับ")),
    ),
    "csv export": (
        Labelled("email_address", "email", lambda r, i: free_mail(r)),
        Labelled("phone_number", "mobile", lambda r, i: mobile(r, "")),
        Labelled("created_at", "", lambda r, i: f"2022-01-{1 + i % 28:02d}T10:{i % 60:02d}:00Z"),
        Labelled("ip_address", "", lambda r, i: f"10.0.{r.randrange(255)}.{r.randrange(255)}"),
    ),
    "residents": (
        Labelled("cid", "citizen_id", lambda r, i: int(citizen(r))),
        Labelled("hno", "*", lambda r, i: f"{r.randrange(300)}"),
        Labelled("moo", "", lambda r, i: r.randrange(1, 15)),
        Labelled("ที่อยู่ปัจจุบัน", "address", lambda r, i: home(r)),
    ),
    "lottery": (
        Labelled("รางวัล", "", of("รางวัลที่ 1", "เลขท้าย")),
        Labelled("เลข", "", lambda r, i: f"{r.randrange(10**6):06d}"),
        Labelled("ผู้ถูกรางวัล", "name", lambda r, i: full_name(r)),
    ),
    "loan": (
        Labelled("ผู้กู้", "name", some(0.9, lambda r, i: full_name(r), of("-", ""))),
        Labelled("ผู้ค้ำ", "name", some(0.6, lambda r, i: full_name(r), of("-", ""))),
        Labelled("วงเงิน", "", count),
    ),
    "foreign workers": (
        Labelled(
            "ชื่อ", "name", lambda r, i: f"{r.choice(['MR.', 'MS.'])} {r.choice(LATIN).upper()} {r.choice(LATIN).upper()}"
        ),
        Labelled("เลขที่ Passport", "passport", lambda r, i: f"{r.choice(['MC', 'MD'])}{r.randrange(10**5, 10**6)}"),
        Labelled("นายจ้าง", "*", lambda r, i: company(r)),
    ),
    # none
    "museum objects": (
        Labelled("เลขวัตถุ", "", lambda r, i: f"{r.randrange(99)}/{r.randrange(999)}/2550"),
        Labelled("ชื่อวัตถุ", "", of("เศียรนางอัปสร", "หนังใหญ่ นางสีดา", "ตุ๊กตา นายทหาร")),
        Labelled("ผู้บริจาค", "*", lambda r, i: full_name(r)),
    ),
    "library": (
        Labelled(
            "ISBN13", "", lambda r, i: f"978-616-{r.randrange(1000, 9999)}-{r.randrange(10, 99)}-{r.randrange(10)}"
        ),
        Labelled("Title", "", of("นายขนมต้ม ยอดนักมวย", "นางสาวโพระดก", "นายผี อัศนี")),
        Labelled("เลขเรียก", "", lambda r, i: f"PL{r.randrange(1000)} ก{i}"),
    ),
    "offices": (
        Labelled("ชื่อหน่วยบริการ", "", lambda r, i: f"ศูนย์บริการ{given(r)}"),
        Labelled("ที่อยู่", "", lambda r, i: home(r)),
        Labelled("โทรศัพท์ 1", "", lambda r, i: office_phone(r)),
        Labelled("โทรศัพท์ 2", "", some(0.3, lambda r, i: mobile(r), of(""))),
        Labelled("Email", "", of("contact@service.go.th", "ict@service.go.th", "center.nk@service.go.th")),
    ),
    "shops": (
        Labelled("ชื่อสถานประกอบการ", "", lambda r, i: f"ร้าน{given(r)}"),
        Labelled("ชื่อผู้ประกอบการ", "name", lambda r, i: full_name(r)),
        Labelled("โทรศัพท์", "mobile", lambda r, i: mobile(r)),
        Labelled("ที่ตั้ง", "", lambda r, i: home(r)),
    ),
    "traffic": (
        Labelled("timestamp_ms", "", lambda r, i: 1700000000000 + i * 1000 * r.randrange(1, 60)),
        Labelled("camera_id", "", lambda r, i: f"CAM{r.randrange(10**6):06d}"),
        Labelled("speed", "", count),
        Labelled("plate", "", lambda r, i: f"{r.randrange(1, 9)}กข{r.randrange(10**4)}"),
    ),
    "contracts": (
        Labelled("เลขคุมสัญญา", "", lambda r, i: f"{r.randrange(630000000000, 650000000000)}"),
        Labelled("คู่สัญญา", "", lambda r, i: company(r)),
        Labelled("เลขประจำตัวผู้เสียภาษีอากร", "", lambda r, i: juristic(r)),
        Labelled("วันที่", "", lambda r, i: f"25650{1 + i % 9}{1 + i % 28:02d}"),
    ),
    "rivers": (
        Labelled("สถานี", "", of("X.44", "นางรอง (M.8)", "ห้วยนายาง")),
        Labelled("ระดับน้ำ", "", lambda r, i: f"{r.random() * 9:.2f}"),
        Labelled("ผู้ดูแลสถานี", "", of("ศูนย์อุทกฯ", "-")),
    ),
    "elections": (
        Labelled("เขต", "", number),
        Labelled("หน่วย", "", of("ศาลากลางบ้าน หมู่ 3", "เต็นท์หน้าบ้านเลขที่ 12 หมู่ 5 ต.ดอน")),
        Labelled("ผู้มีสิทธิ", "", count),
        Labelled("บัตรเสีย", "", count),
    ),
    "hotline": (
        Labelled("หน่วยงาน", "", of("กรมทางหลวง", "การไฟฟ้า")),
        Labelled("เบอร์สายด่วน", "", of("1586", "1129")),
        Labelled("มือถือ", "", some(0.3, lambda r, i: mobile(r), of("-", ""))),
    ),
    "pharmacy codes": (
        Labelled("TMT", "", lambda r, i: f"{r.randrange(10**6)}"),
        Labelled("std24", "", lambda r, i: f"{r.randrange(10**23, 10**24)}"),
        Labelled("GPUID", "", lambda r, i: f"{r.randrange(10**12, 10**13)}"),
        Labelled("ชื่อยา", "", of("Paracetamol 500 mg", "Dr. Choice Balm")),
    ),
    "geojson": (
        Labelled("osm_id", "", lambda r, i: r.randrange(10**9, 10**10)),
        Labelled("name", "", of("วัดนางชี", "โรงเรียนนายร้อย", "Mr. Bean Cafe", "สวนนางพญา")),
        Labelled("addr", "", lambda r, i: f"{r.randrange(300)} ถนนสุขุมวิท"),
    ),
    "statistics of names": (
        Labelled("ชื่อตัวยอดนิยม", "*", lambda r, i: given(r)),
        Labelled("จำนวน", "", count),
        Labelled("อันดับ", "", number),
    ),
    "positions 2": (
        Labelled("ตำแหน่ง", "", of("นายก", "รองนายก", "เลขานุการนายก", "ที่ปรึกษานายก อบจ.", "ปลัด")),
        Labelled("อัตราว่าง", "", count),
    ),
    "fuel": (
        Labelled("สถานีบริการ", "", of("ปตท. นางรอง", "บางจาก นายูง")),
        Labelled("เบอร์โทร", "*", lambda r, i: mobile(r)),
        Labelled("lat", "", lambda r, i: 13 + r.random()),
    ),
}
