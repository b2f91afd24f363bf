"""Thai text as people paste it."""

from __future__ import annotations

import time

import pytest

from checker.text import arabic_digits, blank, clean, filler, key, one_line, plain, repair, thai_order
from checker.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("written", "repaired"),
    [
        ("จำนวน", "จำนวน"),
        ("จ\u0e4dานวน", "จำนวน"),  # nikhahit and sara aa
        ("น\u0e4d\u0e49า", "น้ำ"),
        ("น\u0e49\u0e4dา", "น้ำ"),
        ("นำ\u0e49", "น้ำ"),  # the tone behind sara am
        ("ท\u0e48\u0e35", "ที่"),  # the tone before the vowel
        ("ท\u0e35\u0e35\u0e48\u0e48", "ที่"),  # both twice
        ("เเม่น้ำ", "แม่น้ำ"),  # two sara e
        ("สิทธิ์ ก็ อยู่ ปฏิรูป", "สิทธิ์ ก็ อยู่ ปฏิรูป"),
        ("ภาษา\u200bไทย\ufeff", "ภาษาไทย"),
        ("a\u0301", "á"),
        ("ทดสอบ\x00\x1b[31m", "ทดสอบ[31m"),
        ("ปลา\u202eกลับ", "ปลากลับ"),
        ("\uf70aก\uf710", "่กั"),  # glyphs of old fonts
        ("ก\ud800", "ก\ufffd"),
        ("line\nline\ttab", "line\nline\ttab"),
    ],
)
def test_text_is_brought_to_its_normal_form(written: str, repaired: str) -> None:
    assert repair(written) == repaired


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<b>รายได้</b>", "รายได้"),
        ("<p>หนึ่ง</p><p>สอง</p>", "\nหนึ่ง\n\nสอง\n"),
        ("ก<br/>ข", "ก\nข"),
        ("<script>alert(1)</script>ก", "ก"),
        ("<STYLE>p{}</style >ก", "ก"),
        ("<!-- <b> -->ก", "ก"),
        ("<img src=x onerror=alert(1)>ก", "ก"),
        ("R&amp;D &lt;b&gt;x&lt;/b&gt;", "R&D x"),
        ("5 < 6 และ 7 > 6", "5 < 6 และ 7 > 6"),
        ("<ชื่อ>", "<ชื่อ>"),
        ("ไม่มีแท็ก", "ไม่มีแท็ก"),
    ],
)
def test_markup_goes_and_what_is_no_markup_stays(written: str, shown: str) -> None:
    assert plain(written) == shown


def test_markup_nested_in_entities_on_purpose_leaves_nothing_that_a_browser_would_obey() -> None:
    text = "<script>"
    for _ in range(8):
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert "<" not in clean(text)
    assert "&" not in clean(text)


@pytest.mark.parametrize(
    "written", ["", " ", "\u00a0", "\u200b\ufeff", "<p>&nbsp;</p>", "<br>", "\t\n", "<!-- x -->", "\u3000"]
)
def test_what_nobody_sees_is_blank(written: str) -> None:
    assert blank(written)


@pytest.mark.parametrize("written", ["ก", "-", "<b>0</b>", "เ", "&lt;"])
def test_what_somebody_sees_is_not_blank(written: str) -> None:
    assert not blank(written)


@pytest.mark.parametrize(
    "written",
    [
        "-",
        ".",
        "...",
        "—",
        "N/A",
        "n.a.",
        "ไม่มี",
        "ไม่ ระบุ",
        "test",
        "TEST1",
        "ทดสอบ",
        "ทดสอบ 2",
        "(-)",
        "null",
        "xxx",
        "* * *",
        "-" * 500,
    ],
)
def test_a_filler_says_nothing(written: str) -> None:
    assert filler(written, vocabulary().fillers)


@pytest.mark.parametrize("written", ["ก", "0", "2565", "ผลการทดสอบ", "ไม่มีหนี้", "testament", "กองแผนงาน", "มี" * 300])
def test_a_word_that_says_something_is_no_filler(written: str) -> None:
    assert not filler(written, vocabulary().fillers)


def test_comparison_ignores_case_blanks_and_code_points() -> None:
    assert key("จ\u0e4dานวน  NET\u00a0income") == key("จำนวนnetINCOME") == key("จำนวน ＮＥＴ income")
    assert key("ก" * 300 + " ข") == key("ก" * 300 + "ข")


def test_thai_digits_become_arabic_ones() -> None:
    assert arabic_digits("ปี ๒๕๖๔") == "ปี 2564"


def test_lists_sort_in_thai_dictionary_order() -> None:
    names = ["ใจ", "ฤดู", "เขา", "ไก่", "กา", "โขน", "ก้าน", "แก้ว", "ขาว", "เกม"]
    assert sorted(names, key=thai_order) == ["กา", "ก้าน", "เกม", "แก้ว", "ไก่", "ขาว", "เขา", "โขน", "ใจ", "ฤดู"]


def test_one_line_has_single_spaces() -> None:
    assert one_line("จำนวน\r\n  โรงเรียน") == "จำนวน โรงเรียน"


@pytest.mark.parametrize("unit", ["<", "&amp;", "<!--", "<script>", "่้", "ำ่", "\u0e4d", "เ", "<a ", "&#x", "\u0301"])
def test_cleaning_is_linear_work(unit: str) -> None:
    started = time.process_time()
    clean(unit * (100_000 // len(unit)))
    assert time.process_time() - started < 2
