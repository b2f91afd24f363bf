"""Units: whose datasets are whose, and what the file of each is called."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from report_sample import sample_report

from checker.report.units import NOBODY, NOBODY_SLUG, slug_of, slugs_of, unit_key, units

SAFE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("กลุ่มสถิติ", "klumsthiti-90589ea650"),
        ("สำนักงาน ก.พ.ร.", "samnakngank-ph-r-da269fb0ae"),
        ("กองยุทธศาสตร์และแผนงาน", "kongyuththsastlaeaphaenngan-a1909c740b"),
        ("IT Center", "itcenter-aa09b7ff14"),
        ("Département d'été", "departementd-ete-bb36f80417"),
        ("ฝ่าย ๒", "fay2-218b778960"),
        ("../../x", "x-9cdf6a5010"),
        ("..\\..\\windows\\system32", "windows-system32-7f02ac46f0"),
        ("/etc/passwd", "etc-passwd-74acf31844"),
        ("CON", "con-1143da2bc5"),
        ("index", "index-1bc04b5291"),
        ("no-contact", "no-contact-a2ec906cf6"),
        ("a\x00b", "ab-fb8e20fc2e"),
        ("รายงาน\u202egnp.exe", "rayngangnp-exe-bd20e604a2"),
        ("<script>x</script>", "script-x-script-4cd698ac54"),
        ("統計課", "unit-5a0b7d641e"),
        ("\ud800หน่วย", "hnwy-22fe221f45"),
        ("กอง" * 4000, "kongkongkongkongkongkongkongkongkongkong-bd1ff4c5c4"),
    ],
)
def test_a_unit_has_a_name_that_every_disk_takes(written: str, slug: str) -> None:
    assert slug_of(unit_key(written)) == slug
    assert SAFE.match(slug)
    assert len(slug) <= 51


@pytest.mark.parametrize("written", ["", " ", "-", "…", "ไม่ระบุ", "N/A", "\u200b", "😀", "ทดสอบ 2", "\u202e\u200f"])
def test_a_contact_that_says_nothing_is_nobody(written: str) -> None:
    assert unit_key(written) == NOBODY
    assert slug_of(unit_key(written)) == NOBODY_SLUG


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("กลุ่มสถิติ", " กลุ่ม สถิติ "),
        ("กลุ่มสถิติ", "กลุ่ม\u200bสถิติ"),
        ("สำนักงานสถิติ", "ส\u0e4d\u0e32นักงานสถิติ"),
        ("IT Center", "it  CENTER"),
        ("ＩＴ Center", "IT Center"),
        ("Straße", "STRASSE"),
        ("Été", "E\u0301te\u0301"),
    ],
)
def test_spellings_that_look_alike_are_one_unit(one: str, other: str) -> None:
    assert unit_key(one) == unit_key(other) != NOBODY


def test_units_stand_in_thai_order_with_nobody_last_and_the_spelling_of_most() -> None:
    contacts = ("สำนัก ข", "", "เกษตร", "it center", "IT Center", "IT Center", "กอง ก", "-")
    lines = sample_report(8).datasets
    found = units(structs.replace(line, contact=contact) for line, contact in zip(lines, contacts, strict=True))
    assert [(unit.name, [line.standing.id for line in unit.lines]) for unit in found] == [
        ("IT Center", ["d3", "d4", "d5"]),
        ("กอง ก", ["d6"]),
        ("เกษตร", ["d2"]),
        ("สำนัก ข", ["d0"]),
        ("", ["d1", "d7"]),
    ]


@given(st.lists(st.text(max_size=80), max_size=12))
def test_different_units_never_share_a_file(contacts: list[str]) -> None:
    keys = {unit_key(contact) for contact in contacts}
    slugs = slugs_of(keys)
    assert set(slugs) == keys
    assert len(set(slugs.values())) == len(keys)
    assert all(SAFE.match(slug) and slug != "index" for slug in slugs.values())
    assert slugs == slugs_of(sorted(keys, reverse=True))


@given(st.text("กขคงาิี่้abcXYZ 12", max_size=40), st.text(" \u00a0\u200b\t", max_size=3))
def test_case_and_blanks_never_make_another_unit(contact: str, blank: str) -> None:
    other = blank + contact.swapcase().replace(" ", f" {blank}") + blank
    assert unit_key(other) == unit_key(contact)
