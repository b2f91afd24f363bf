"""CSV files: tables as a database gives them, tables as a report prints them, in both encodings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from checker.demo.files.figures import DISTRICTS, MONTHS, PERMITS, days, figure, months, thai_digits

Row = Sequence[object]


def _csv(header: Sequence[str], rows: Iterable[Row], *, encoding: str = "utf-8", lines: str = "\r\n") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=lines)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def permits_rows() -> list[dict[str, object]]:
    """Permits a day, by district and kind, over five months: the rows of the file and of its data interface."""
    header = ("วันที่", "เขต", "ประเภทใบอนุญาต", "จำนวนคำขอ")
    return [
        dict(zip(header, (day.isoformat(), district, permit, figure(0, 40, day, district, permit)), strict=True))
        for day in days(date(2021, 11, 1), 150)
        for district in DISTRICTS
        for permit in PERMITS
    ]


def permits_daily() -> bytes:
    """A database table: daily, by district, UTF-8 with a byte order mark as Excel writes it."""
    rows = permits_rows()
    return _csv(list(rows[0]), (list(row.values()) for row in rows), encoding="utf-8-sig")


def permits_dictionary() -> bytes:
    """The data dictionary that goes with it."""
    rows = [
        ("วันที่", "date", "วันที่รับคำขอ (ค.ศ.)"),
        ("เขต", "text", "เขตที่ตั้งจุดบริการ"),
        ("ประเภทใบอนุญาต", "text", "ประเภทของใบอนุญาตที่ขอ"),
        ("จำนวนคำขอ", "integer", "จำนวนคำขอที่รับไว้ในวันนั้น"),
    ]
    return _csv(("ชื่อคอลัมน์", "ชนิดข้อมูล", "คำอธิบาย"), rows)


def online_permits_quarterly() -> bytes:
    """Quarterly totals, fiscal years of the Buddhist Era."""
    rows = [
        (year, quarter, permit, figure(800, 2600, year, quarter, permit))
        for year in (2563, 2564, 2565)
        for quarter in range(1, 5)
        for permit in PERMITS
    ]
    return _csv(("ปีงบประมาณ", "ไตรมาส", "ประเภทใบอนุญาต", "จำนวนใบอนุญาต"), rows)


def satisfaction() -> bytes:
    """A tidy table in cp874, as older Excel in Thailand saves it."""
    rows = [
        (f"{year + 543}-{month:02}", place, figure(60, 180, month, place), figure(320, 480, year, month, place) / 100)
        for year, month in months(2021, 12)
        for place in DISTRICTS
    ]
    return _csv(("เดือน", "จุดบริการ", "จำนวนผู้ตอบ", "คะแนนเฉลี่ย"), rows, encoding="cp874")


def budget_report() -> bytes:
    """A table laid out for print: titles above, two header rows, Thai digits, a subtotal, notes below."""
    lines: list[Row] = [
        ("ตารางที่ ๑ งบประมาณและผลการเบิกจ่าย", "", "", ""),
        ("กรมตัวอย่าง ประจำปีงบประมาณ พ.ศ. ๒๕๖๕", "", "", ""),
        ("", "", "", ""),
        ("เดือน", "งบประมาณ", "ผลการเบิกจ่าย", ""),
        ("", "(ล้านบาท)", "ล้านบาท", "ร้อยละ"),
    ]
    planned = spent = 0.0
    for position in range(12):
        month, year = MONTHS[(position + 9) % 12], 2564 if position < 3 else 2565
        budget, paid = 12.5, figure(60, 125, "budget", position) / 10
        planned, spent = planned + budget, spent + paid
        share = f"{paid / budget * 100:.1f}%"
        lines.append((f"{month} {thai_digits(year)}", thai_digits(budget), thai_digits(paid), thai_digits(share)))
    lines += [
        ("รวมทั้งปี", thai_digits(f"{planned:.1f}"), thai_digits(f"{spent:.1f}"), thai_digits(f"{spent / planned:.1%}")),
        ("", "", "", ""),
        ("หมายเหตุ: ข้อมูลสมมติ ณ วันที่ ๓๑ มีนาคม ๒๕๖๕", "", "", ""),
    ]
    return _csv(lines[0], lines[1:])  # type: ignore[arg-type]


def header_only() -> bytes:
    """A header without a row."""
    return _csv(("ประกาศเมื่อ", "ประเภทใบอนุญาต", "อัตราเดิม", "อัตราใหม่"), ())


def water_level() -> bytes:
    """Daily readings of three stations."""
    rows = [
        (day.isoformat(), f"ST{station:02}", figure(80, 420, day, station) / 100)
        for day in days(date(2021, 10, 1), 150)
        for station in (1, 2, 3)
    ]
    return _csv(("date", "station", "level_m"), rows, lines="\n")


def participants() -> bytes:
    """Yearly totals separated by semicolons."""
    rows = [(year, figure(200, 900, year)) for year in range(2560, 2566)]
    return _csv(("ปี", "จำนวนผู้เข้าอบรม (คน)"), rows).replace(b",", b";")


def archive_list() -> bytes:
    """The list that belongs to an archive that is gone."""
    rows = [(number, f"เอกสารเลขที่ {number}/2552") for number in range(1, 31)]
    return _csv(("ลำดับ", "ชื่อเอกสาร"), rows)
