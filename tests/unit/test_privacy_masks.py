"""What is shown, stored or logged of a text: every value that looks personal is masked."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.privacy import holds_personal, masked
from checker.privacy.patterns import digits
from tests.corpora.people import citizen, free_mail, full_name, juristic, mobile, on_card, thai_digits

ID = "1103700123458"  # made up, with a valid check digit
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")

MASKED = [
    (ID, "1-1037-xxxxx-xx-8"),
    ("1-1037-00123-45-8", "1-1037-xxxxx-xx-8"),
    ("1 1037 00123 45 8", "1-1037-xxxxx-xx-8"),
    ("1–1037–00123–45–8", "1-1037-xxxxx-xx-8"),
    ("๑-๑๐๓๗-๐๐๑๒๓-๔๕-๘", "1-1037-xxxxx-xx-8"),
    (ID.translate(WIDE), "1-1037-xxxxx-xx-8"),
    ("\u200b".join(ID), "1-1037-xxxxx-xx-8"),
    (f"cid{ID}x", "cid1-1037-xxxxx-xx-8x"),
    (f'{{"cid": {ID}, "n": 5}}', '{"cid": 1-1037-xxxxx-xx-8, "n": 5}'),
    ("5 1-1037-00123-45-8", "5 1-1037-xxxxx-xx-8"),
    ("เลข 1-1037-00123-45-9 พิมพ์ผิด", "เลข 1-1037-xxxxx-xx-9 พิมพ์ผิด"),
    ("0994000000006", "0-9940-xxxxx-xx-6"),
    ("081-234-5678", "08x-xxx-xx78"),
    ("0812345678,0898765432", "08x-xxx-xx78,08x-xxx-xx32"),
    ("โทร.๐๘๑ ๒๓๔ ๕๖๗๘", "โทร.08x-xxx-xx78"),
    ("+66 81 234 5678", "08x-xxx-xx78"),
    ("+66 (0) 81-234-5678", "08x-xxx-xx78"),
    ("66812345678", "08x-xxx-xx78"),
    ("(081) 234 5678", "08x-xxx-xx78"),
    ("0\u200b8\u200b1\u200b2345678", "08x-xxx-xx78"),
    ("karun.d99@gmail.com", "k…@g….com"),
    ("mailto:karun@dept.go.th", "mailto:k…@d….th"),
    ("karun (at) gmail.com", "k…@g….com"),
    ("karun%40gmail.com", "k…@g….com"),
    ("นายกรุนลัย มิลวงพา", "นาย ก… ม…"),
    ("นางสาวจุพา", "นางสาว จ…"),
    ("ออกให้แก่นายกรุนลัย มิลวงพา เมื่อ", "ออกให้แก่นาย ก… ม… เมื่อ"),
    ("น.ส กรุนลัย มิลวงพา", "น.ส ก… ม…"),
    ("นาย.กรุนลัย-มิลวงพา", "นาย. ก… ม…"),
    ("ชื่อ-สกุล: กรุนลัย มิลวงพา", "ชื่อ-สกุล: ก… ม…"),
    ('{"first_name": "Karun", "last_name": "Dalin"}', '{"first_name": "K…", "last_name": "D…"}'),
    ("0066 81 234 5678", "08x-xxx-xx78"),
    ("ไฟไหม้บ้านนายกรุนลัย มิลวงพา", "ไฟไหม้บ้านนาย ก… ม…"),
    ("ภาพนายกรุนลัย มิลวงพา", "ภาพนาย ก… ม…"),
    ("ว่าที่ ร.ต. ดมิล แก้วพัน", "ว่าที่ ร.ต. ด… แ…"),
    ("Mr. Karun Dalin came", "Mr. K… D… came"),
    ("นาย\u200b กรุน\u00a0 มิลวงพา", "นาย ก… ม…"),
    ("บ้านเลขที่ 12/3 ต.ดอน", "บ้านเลขที่ xx ต.ดอน"),
    ("99/12 หมู่ 4 ต.ดอน", "xx หมู่ 4 ต.ดอน"),
    (r'{"a": "\u0e19\u0e32\u0e22\u0e01\u0e23\u0e38\u0e19 \u0e21\u0e34\u0e25"}', '{"a": "นาย ก… ม…"}'),
    ("&#3609;&#3634;&#x0E22;&#3585;&#3619;&#3640;&#3609;", "นาย ก…"),
    ("?name=%E0%B8%99%E0%B8%B2%E0%B8%A2%E0%B8%81%E0%B8%A3%E0%B8%B8%E0%B8%99&n=1", "?name=นาย ก…&n=1"),
    ("Passport No. AA1234567", "Passport No. xxxxxxxx"),
]


@pytest.mark.parametrize("end", ["\n", "\r\n", " \n "])
def test_a_name_that_is_broken_over_lines_is_masked(end: str) -> None:
    assert masked(f"นายกรุนดมิล{end}พิกุนทองทวี") == "นาย ก… พ…"
    assert masked(f"นาย{end}กรุนดมิล{end}พิกุนทองทวี") == "นาย ก… พ…"
    assert masked(f"Mr.Karun{end}Lamut") == "Mr. K… L…"


@pytest.mark.parametrize(("text", "expected"), MASKED)
def test_a_value_is_masked_and_the_rest_stays(text: str, expected: str) -> None:
    assert masked(text) == expected


UNTOUCHED = [
    "",
    "1\n1014\n00123\n45\n6",
    "08\n12\n34\n56\n78",
    "จำนวนประชากร 2565 จังหวัดเชียงใหม่",
    "1103700123457",  # no check digit
    "1-1037-xxxxx-xx-8",
    "2565-01-02 10:00:00",
    "02-123-4567 ต่อ 12",
    "0.812345678",
    "13.756331, 100.501762",
    "1668998400123",
    "8768d091-3135-473f-bfa1-5ac0",
    "นายกเทศมนตรีตำบลหนองแก",
    "ที่ว่าการอำเภอนางรอง",
    "สำนักงานทนายความ",
    "ตำบลทุ่งนางโอก อำเภอเมืองยโสธร",
    "เกาะนางคำ ปากพะยูน",
    "นายทะเบียนท้องถิ่น",
    "https://data.example.go.th/dataset/1103700123457",
    "ข้อมูล @ 5 บาท",
    "user@localhost",
    r'{"a": "\u0e08\u0e31\u0e07\ud83d"}',
    "?area=%E0%B8%81%E0%B8%A3%E0%B8%B8%E0%B8%87%E0%B9%80%E0%B8%97%E0%B8%9E&n=1",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_no_value_stays(text: str) -> None:
    assert masked(text) == text
    assert not holds_personal(text)


R = random.Random(3)
HELD = [citizen(R), on_card(citizen(R)), thai_digits(citizen(R)), mobile(R), mobile(R, ""), free_mail(R), full_name(R)]
NOT_HELD = ["saraban@korat.go.th", juristic(R), on_card(juristic(R)), "บ้านเลขที่ 5", "นายกรุน", "02-123-4567"]


@pytest.mark.parametrize("value", HELD)
def test_a_body_with_a_value_of_a_person_holds_personal_data(value: str) -> None:
    assert holds_personal(value)
    assert holds_personal(f'{{"rows": [{{"a": "{value}"}}]}}')
    assert not holds_personal(masked(value))


@pytest.mark.parametrize("value", NOT_HELD)
def test_an_office_s_values_are_masked_at_most(value: str) -> None:
    assert not holds_personal(value)


PIECES = st.sampled_from(
    ["นาย", "นางสาว", " ", "0", "8", "1", "66", "+", "-", ".", "@", "(", "…", "x", "กข", "ณ", "หมู่", "12/3", "Mr.", "Ab",
     "gmail.com", "\u200b", "\n", "๘", "๐", "passport", "บ้านเลขที่", "081-234", "5678", "ดร."]
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=30).map("".join)))
def test_a_masked_text_masks_to_itself(text: str) -> None:
    once = masked(text)
    assert masked(once) == once


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=30), st.integers(0, 10**6), st.text(max_size=30))
def test_no_value_comes_through_whatever_stands_around_it(before: str, seed: int, after: str) -> None:
    r = random.Random(seed)
    before = before.rstrip("0123456789") if not before[-1:].isdecimal() else before + " "
    around = after if not after[:1].isdecimal() else " " + after
    for value in (citizen(r), mobile(r, ""), on_card(citizen(r))):
        if before and (before[-1].isdecimal() or unicodedata.category(before[-1]) == "Nd"):
            continue
        shown = masked(f"{before}; {value} {around}")
        assert value not in shown
        assert digits(value) not in shown


@pytest.mark.parametrize("piece", ["นาย", "1-", "0", "081", "a", "a.", "@", "a@", "นายกก ", "ณ ", "5/", "(", "Mr. "])
def test_a_long_hostile_text_is_gone_through(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    assert len(masked(text)) <= len(text) + 40
    assert holds_personal(text) in (True, False)
