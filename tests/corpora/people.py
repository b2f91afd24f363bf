"""Made-up values of people and offices: names are random syllables, numbers are random behind a true form."""

from __future__ import annotations

import random

_SYLLABLES = ("กรุน", "ขวัม", "คเนศ", "จุพา", "ชลัต", "ดมิล", "ตวาย", "ทมุน", "ธนัว", "นพิก", "บวรา", "ปฤดา",
    "พะลัน", "ภูวิ", "มณัก", "รวิต", "ลดุม", "วิสัน", "ศรุพ", "สุมัต", "อรณ", "เกวิต", "เพณุ", "แสวิน", "โอฬัน")  # fmt: skip
_TAILS = ("ลักษ์", "วงพา", "สุรณ", "ดำรัช", "พิกุน", "เจริพา", "มั่งมุน", "ทองทวี", "แก้วพัน", "ศรีวุน", "บัวลัย",
    "คำแปร", "ไชยมุต", "รอดพิณ", "ใจมัน")  # fmt: skip
LATIN = ("Karun", "Thamun", "Phawit", "Suman", "Dalin", "Wisan", "Chalat", "Nopik", "Orana", "Lamut", "Pruda",
    "Khanet")  # fmt: skip
DISTRICTS = ("นางรอง", "นายูง", "เมืองสุรินทร์", "นางเลิ้ง", "บางบัวทอง", "ปากเกร็ด", "นาแก", "หนองนางแก้ว",
    "แม่สาย", "เกาะสมุย")  # fmt: skip
PROVINCES = ("บุรีรัมย์", "อุดรธานี", "สุรินทร์", "กรุงเทพมหานคร", "นนทบุรี", "นครพนม", "เชียงราย", "สุราษฎร์ธานี")  # fmt: skip


def given(r: random.Random) -> str:
    return r.choice(_SYLLABLES) + r.choice(["", *_SYLLABLES])


def surname(r: random.Random) -> str:
    return r.choice(_SYLLABLES) + r.choice(_TAILS)


def full_name(r: random.Random, prefixes: str = "นาย นาง นางสาว น.ส.", gap: str = "") -> str:
    return f"{r.choice(prefixes.split())}{gap}{given(r)} {surname(r)}"


def check_digit(front: str) -> str:
    """The thirteenth digit of a citizen or juristic id."""
    return str((11 - sum((13 - place) * int(digit) for place, digit in enumerate(front)) % 11) % 10)


def numbered(front: str) -> str:
    return front + check_digit(front)


def citizen(r: random.Random) -> str:
    office = r.choice(("1001", "1014", "1103", "3099", "3401", "4599", "5007", "6301", "7301", "8099", "9202"))
    return numbered(f"{r.choice('1133345678')}{office}{r.randrange(10**7):07d}")


def juristic(r: random.Random) -> str:
    return numbered(f"0{r.randrange(10, 97)}5{r.randrange(2535, 2568)}{r.randrange(10**4):04d}0"[:12].ljust(12, "3"))


def on_card(number: str, sign: str = "-") -> str:
    return sign.join((number[0], number[1:5], number[5:10], number[10:12], number[12]))


def mobile(r: random.Random, sign: str = "-") -> str:
    front = f"0{r.choice((61, 62, 63, 64, 65, 80, 81, 83, 85, 86, 87, 89, 90, 91, 92, 93, 95, 97, 98))}"
    return f"{front}{sign}{r.randrange(1000):03d}{sign}{r.randrange(10**4):04d}"


def office_phone(r: random.Random) -> str:
    return r.choice(
        [
            f"02-{r.randrange(100, 999)}-{r.randrange(10**4):04d}",
            f"0-2{r.randrange(100, 999)}-{r.randrange(10**4):04d}",
            f"0{r.choice('3457')}{r.randrange(2, 9)}-{r.randrange(10**6):06d}",
            f"0 {r.choice('3457')}{r.randrange(20, 90)} {r.randrange(10**5):05d} ต่อ {r.randrange(100, 999)}",
            f"0{r.choice('3457')}{r.randrange(2, 9)}{r.randrange(10**6):06d}-{r.randrange(10)}",
        ]
    )


def thai_digits(text: str) -> str:
    return text.translate({ord(digit): thai for digit, thai in zip("0123456789", "๐๑๒๓๔๕๖๗๘๙", strict=True)})


def free_mail(r: random.Random) -> str:
    first, last = r.choice(LATIN).lower(), r.choice(LATIN).lower()[:4]
    name = first + r.choice(["", ".", "_"]) + last + r.choice(["", "99", "2531"])
    return f"{name}@{r.choice(['gmail.com', 'hotmail.com', 'yahoo.com', 'outlook.co.th', 'icloud.com', 'yahoo.co.th'])}"


def home(r: random.Random) -> str:
    return r.choice(
        [
            f"{r.randrange(1, 300)}/{r.randrange(1, 90)} หมู่ {r.randrange(1, 15)} ต.หนองพลับ จ.{r.choice(PROVINCES)}",
            f"{r.randrange(1, 300)} หมู่ที่ {r.randrange(1, 15)} ตำบลบ้านใหม่ อำเภอเมือง",
            f"บ้านเลขที่ {r.randrange(1, 300)} ม.{r.randrange(1, 15)} ต.ดอนเมือง",
            f"{r.randrange(1, 300)}/{r.randrange(1, 90)} ซ.พัฒนา {r.randrange(1, 60)} ถ.พัฒนาการ แขวงสวนหลวง เขตสวนหลวง",
        ]
    )


def company(r: random.Random) -> str:
    return r.choice([f"บริษัท {given(r)}{given(r)} จำกัด", f"หจก. {given(r)}การช่าง", f"ร้าน {given(r)}พาณิชย์"])


def school(r: random.Random) -> str:
    return f"โรงเรียนบ้าน{given(r)}{given(r)}วิทยา"


def barcode(r: random.Random) -> str:
    front = f"885{r.randrange(10**9):09d}"
    return front + str(-sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(front)) % 10)
