"""XLSX files: one as a database gives it, one laid out for print."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import xlsxwriter

from checker.demo.files.figures import DISTRICTS, PERMITS, figure, months

_MADE = datetime(2022, 3, 1)  # noqa: DTZ001  a workbook's own stamp has no zone; fixed, so that the bytes are


@contextmanager
def _workbook(out: io.BytesIO, sheet: str) -> Iterator[tuple[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet]]:
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    workbook.set_properties({"created": _MADE, "author": "กรมตัวอย่าง"})
    yield workbook, workbook.add_worksheet(sheet)
    workbook.close()


def processing_time_monthly() -> bytes:
    """A tidy sheet: one header row, a row a month and kind."""
    out = io.BytesIO()
    with _workbook(out, "data") as (_, sheet):
        sheet.write_row(0, 0, ("ปี", "เดือน", "ประเภทใบอนุญาต", "จำนวนวันเฉลี่ย"))
        rows = [(year + 543, month, permit) for year, month in months(2020, 26) for permit in PERMITS]
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, (*row, figure(20, 90, row) / 10))
    return out.getvalue()


def annual_report() -> bytes:
    """A sheet for a printed report: merged titles, two header rows, subtotals, a blank row, notes."""
    out = io.BytesIO()
    with _workbook(out, "ตารางที่ 1") as (workbook, sheet):
        bold = workbook.add_format({"bold": True, "align": "center", "border": 1})
        sheet.merge_range("A1:G1", "ตารางที่ 1 สถิติการให้บริการ จำแนกตามเขตและประเภทใบอนุญาต", bold)
        sheet.merge_range("A2:G2", "กรมตัวอย่าง ปีงบประมาณ พ.ศ. 2564 (ข้อมูลสมมติ)", bold)
        sheet.merge_range("A4:A5", "เขต", bold)
        for position, permit in enumerate(PERMITS):
            first = 1 + position * 2
            sheet.merge_range(3, first, 3, first + 1, permit, bold)
            sheet.write_row(4, first, ("คำขอ (ราย)", "อนุญาต (ราย)"), bold)
        for number, district in enumerate(DISTRICTS, start=5):
            asked = [figure(400, 900, district, permit) for permit in PERMITS]
            cells = [cell for count in asked for cell in (f"{count:,} ราย", f"{count * 9 // 10:,} ราย")]
            sheet.write_row(number, 0, (district, *cells))
        last = 5 + len(DISTRICTS)
        sheet.write(last, 0, "รวม", bold)
        sheet.merge_range(last + 2, 0, last + 2, 6, "หมายเหตุ: รวมคำขอที่โอนมาจากปีก่อน")
    return out.getvalue()


def grants() -> bytes:
    """Grants a year and field, tidy."""
    out = io.BytesIO()
    with _workbook(out, "grants") as (_, sheet):
        sheet.write_row(0, 0, ("ปีงบประมาณ", "สาขา", "จำนวนทุน", "วงเงิน (บาท)"))
        rows = [(year, field) for year in range(2560, 2566) for field in ("สุขภาพ", "เกษตร", "พลังงาน", "การศึกษา")]
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, (*row, figure(3, 30, row), figure(10, 90, row) * 100_000))
    return out.getvalue()
