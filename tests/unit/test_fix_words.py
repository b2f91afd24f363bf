"""Every reason has its words, every word its use, in both languages with the same places to fill."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import checker
from checker.fix.model import Change, Ending, Fixed, Held, Reason
from checker.fix.told import lines, value
from checker.fix.words import texts

ROOT = Path(checker.__file__).parent
CODE = "".join(
    path.read_text(encoding="utf-8")
    for path in [*(ROOT / "fix").glob("*.py"), *(ROOT / "publish").glob("*.py"), *(ROOT / "run").glob("fix*.py")]
)
EACH = [(group, name) for group, rows in texts().items() for name in rows]


def held(raw: str) -> Held:
    return Held(there=True, raw=raw)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(("group", "name"), [each for each in EACH if each[0] != "ckan"])
def test_every_text_is_used(group: str, name: str) -> None:
    assert f'"{name}"' in CODE or name.startswith("bad_date_")


@pytest.mark.parametrize(("group", "name"), EACH)
def test_both_languages_say_the_same_places(group: str, name: str) -> None:
    found = texts()[group][name]
    assert {re.sub("_th$", "", each) for each in places(found.th)} == {
        re.sub("_en$", "", each) for each in places(found.en)
    }
    if group != "ckan":
        assert re.search("[ก-๙]", found.th)
        assert not re.search("[ก-๙]", found.en.replace("อื่นๆ", ""))


def test_every_code_of_a_declined_call_has_its_words() -> None:
    codes = set(re.findall(r'code="(\w+)"', (ROOT / "publish" / "client.py").read_text(encoding="utf-8")))
    codes |= {"denied", "missing", "busy", "server", "redirect", "not_ckan", "tls", "too_large", "timeout", "network"}
    assert codes <= set(texts()["reasons"])


ENDING = Ending(
    id="id-1",
    name="d",
    title="ชุด\u202e\x1b[31m",
    outcome="failed",
    changes=(
        Change(field="title", where="top", key="title", old=held("จํานวน"), new=held("จำนวน")),
        Change(field="objective", where="extras", key="objective", old=Held(), new=held('["ไม่ทราบ"]')),
        Change(field="format", resource="r", where="top", key="format", old=held("XSL"), new=held("XLS")),
    ),
    reasons=(
        Reason(code="invalid", fields=(("title", "Missing value"), ("odd", "Odd thing"))),
        Reason(code="unsure", params={"why": "timeout"}),
        Reason(code="changed", params={"fields": "title"}),
    ),
)  # fmt: skip
FIXED = Fixed(run="r", catalog="http://c.example/api/3", applied=True, journal="j", datasets=(ENDING,))


def test_an_ending_is_told_in_thai() -> None:
    assert list(lines(FIXED, "th")) == [
        "✗ ชุด<U+202E><U+001B>[31m (d): แก้ไม่สำเร็จ",
        "    ชื่อชุดข้อมูล (title): “จํานวน” → “จำนวน” (มองเห็นเหมือนกัน ต่างกันที่รหัสอักขระ)",
        '    วัตถุประสงค์ (objective): (ไม่มี) → “["ไม่ทราบ"]”',
        "    ทรัพยากร r:",
        "      นามสกุลของไฟล์ (format): “XSL” → “XLS”",
        "    ! ระบบบัญชีข้อมูลไม่รับค่า",
        "    !   title: ต้องกรอก",
        "    !   odd: Odd thing",
        "    ! ไม่รู้ว่าเขียนสำเร็จหรือไม่ (ระบบบัญชีข้อมูลไม่ตอบภายในเวลาที่กำหนด) สั่งคำสั่งเดิมอีกครั้งเพื่อให้ตรวจกับบัญชีข้อมูล",
        "    ! มีผู้แก้ไขในบัญชีข้อมูลหลังรอบตรวจนี้: title จึงไม่เขียนทับ ให้ตรวจ (scan) ใหม่แล้วดูอีกครั้ง",
    ]


def test_an_ending_is_told_to_a_machine_in_both_languages() -> None:
    told = value(FIXED)
    assert (told["complete"], told["totals"]["failed"]) == (False, 1)
    [dataset] = told["datasets"]
    names = ("field", "resource", "old", "new", "added")
    assert [tuple(each[name] for name in names) for each in dataset["changes"]] == [
        ("title", None, "จํานวน", "จำนวน", False),
        ("objective", None, None, '["ไม่ทราบ"]', True),
        ("format", "r", "XSL", "XLS", False),
    ]
    assert dataset["reasons"][0] == {
        "code": "invalid",
        "th": "ระบบบัญชีข้อมูลไม่รับค่า",
        "en": "the catalog does not take the values",
        "fields": [
            {"field": "title", "message": "Missing value", "th": "ต้องกรอก"},
            {"field": "odd", "message": "Odd thing", "th": "Odd thing"},
        ],
    }


@pytest.mark.parametrize(
    "said",
    [
        'Tag "การศึกษา" can only contain alphanumeric characters, spaces (" "), hyphens ("-"), underscores ("_") '
        'or dots (".")',
        'Tag "การศึกษา" must be alphanumeric characters or symbols: -_.',
    ],
    ids=["CKAN 2.11 and 2.12", "CKAN 2.9"],
)
def test_thai_keywords_that_a_plain_ckan_refuses_are_told_in_plain_words(said: str) -> None:
    ending = Ending(
        id="i", name="d", title="ชุด", outcome="failed", reasons=(Reason(code="invalid", fields=(("tags", said),)),)
    )
    fixed = Fixed(run="r", catalog="http://c.example/api/3", applied=True, datasets=(ending,))
    for lang, words in (("th", "ระบบบัญชีข้อมูลนี้ไม่รับคำสำคัญ “การศึกษา”"), ("en", "does not take the keyword “การศึกษา”")):
        assert words in list(lines(fixed, lang))[-1]
        assert "alphanumeric" not in list(lines(fixed, lang))[-1]
