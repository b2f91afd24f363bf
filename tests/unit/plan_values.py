"""The two filled forms of Template 1 that the source prints, as Excel sheets."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import openpyxl
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

COLUMNS = ("ภารกิจหลักที่เกี่ยวข้องกับประเด็นดำเนินการ", "กระบวนการทำงานหลัก", "กระบวนการทำงานย่อย (ถ้ามี)", "ชุดข้อมูล")
ISSUE = "การขับเคลื่อน e-Service ในภาครัฐ"
GOAL = "นำไปวางแผนการดำเนินงานเพื่อขับเคลื่อนเป้าหมายการเป็นรัฐบาลดิจิทัล"
USERS = ("สำนักงาน ก.พ.ร.", "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)")
DRIVE = "ขับเคลื่อนการให้บริการภาครัฐกิจและภาคประชาชนด้วยระบบดิจิทัลอย่างเต็มรูปแบบ"
SUPPORT = "สนับสนุนการขับเคลื่อนรัฐบาลดิจิทัลในการเพิ่มขีดความสามารถเชิงดิจิทัลภาครัฐ ในการบริหารจัดการด้านบูรณาการข้อมูลภาครัฐ"
DEVELOP = "พัฒนาส่วนราชการ จังหวัด และองค์การมหาชน ให้มีขีดสมรรถนะสูง (High Performance Organization)"
ASSESS = "การประเมินผลสัมฤทธิ์ของการปฏิบัติราชการของส่วนราชการ จังหวัด และองค์การมหาชน"
BIZ = "• แผนการดำเนินงานขับเคลื่อน Biz Portal\n• ผลการดำเนินงานตามแผนขับเคลื่อน Biz Portal"
CITIZEN = "• แผนการดำเนินงานขับเคลื่อน Citizen Portal\n• ผลการดำเนินงานตามแผนขับเคลื่อน Citizen Portal"
PMQA = "• ผลการประเมินส่วนราชการตามเกณฑ์ PMQA 4.0"
E_SERVICE = "• ผลการประเมินส่วนราชการตามตัวชี้วัด e-Service"
AREAS = (
    "ด้านเศรษฐกิจ อุตสาหกรรม SME", "ด้านการเกษตร", "ด้านท่องเที่ยว", "ด้านการมีรายได้และการมีงานทำ",
    "ด้านความเหลื่อมล้ำทางสิทธิสวัสดิการประชาชน", "ด้านสุขภาพและการสาธารณสุข", "ด้านการศึกษา", "ด้านสิ่งแวดล้อม",
    "ด้านการบริหารจัดการภาครัฐ", "ด้านความมั่นคง",
)  # fmt: skip

SHORT_HEAD = (
    ("1. Focus Area ที่เกี่ยวข้อง ด้านการบริหารจัดการภาครัฐ",),
    (f"2. ประเด็นการดำเนินงานภายใต้ Focus Area {ISSUE}",),
    (f"3. เป้าหมายการนำชุดข้อมูลไปใช้ประโยชน์ {GOAL}",),
    (f"4. หน่วยงานที่คาดว่าจะนำชุดข้อมูลไปใช้ประโยชน์ (1) {USERS[0]} (2) {USERS[1]}",),
)
SHORT_TABLE = (
    COLUMNS,
    ("1. ภารกิจด้านพัฒนาการให้บริการประชาชน", f"1.1 {DRIVE}", "1.1.1 Biz Portal", BIZ),
    (None, f"1.2 {SUPPORT}", "1.2.1 Citizen Portal", CITIZEN),
    ("2. ภารกิจเพิ่มประสิทธิภาพการบริหารจัดการ", f"2.1 {DEVELOP}", "2.1.1 PMQA 4.0", PMQA),
    (None, f"2.2 {ASSESS}", "2.2.1 การประเมินส่วนราชการ", E_SERVICE),
)
FULL_HEAD = (
    ("10 Focus Areas",),
    *((f"{number}) {area}",) for number, area in enumerate(AREAS, 1)),
    ("ระบุรายละเอียด",),
    ("1. ประเด็นการดำเนินงานภายใต้ Focus Area",),
    (ISSUE,),
    ("2. เป้าหมายการนำชุดข้อมูลไปใช้ประโยชน์",),
    (GOAL,),
    ("3. หน่วยงานที่คาดว่าจะนำชุดข้อมูลไปใช้ประโยชน์",),
    (f"- {USERS[0]}",),
    (f"- {USERS[1]}",),
)
FULL_TABLE = (
    ("ภารกิจของหน่วยงาน", *COLUMNS[1:]),
    ("1. ภารกิจด้านนโยบาย การพัฒนาระบบราชการ", "-", "-", "-"),
    ("2. ภารกิจด้านพัฒนาการ ให้บริการประชาชน", f"2.1 {DRIVE}", "2.1.1 Biz Portal", BIZ),
    (None, f"2.2 {SUPPORT}", "2.2.1 Citizen Portal", CITIZEN),
    ("3. ภารกิจปรับบทบาท ภารกิจ โครงสร้างหน่วยงานภาครัฐ", "-", "-", "-"),
    ("4. ภารกิจเพิ่มประสิทธิภาพ การบริหารจัดการ", f"4.1 {DEVELOP}", "4.1.1 PMQA 4.0", PMQA),
    (None, f"4.2 {ASSESS}", "4.2.1 การประเมินส่วนราชการ", E_SERVICE),
)

Rows = Sequence[Sequence[object]]


def fill(sheet: Worksheet, rows: Rows, *, bold: Sequence[str] = ()) -> None:
    """Writes rows below what the sheet holds; texts in ``bold`` are set so."""
    for row in rows:
        sheet.append([None if value is None else value for value in row])
        first = sheet.cell(sheet.max_row, 1)
        if first.value in bold:
            first.font = Font(bold=True)


def workbook(**sheets: Rows) -> bytes:
    """A workbook of such sheets; ``__`` in a name stands for a blank."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        fill(book.create_sheet(name.replace("__", " ")), rows)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def short_form() -> bytes:
    """The short form: values in the cells of their labels."""
    return workbook(Temp1_Dataset=(*SHORT_HEAD, (), *SHORT_TABLE))


def full_form() -> bytes:
    """The full form with missions 1 to 4: the list of areas with one in bold, values below their labels."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Temp1_Dataset"
    fill(sheet, (*FULL_HEAD, (), *FULL_TABLE), bold=["9) ด้านการบริหารจัดการภาครัฐ"])
    sheet.merge_cells("A1:D1")
    sheet.merge_cells(start_row=23, end_row=24, start_column=1, end_column=1)
    return saved(book)
