"""Makes the bundled files again: ``python checker/demo/bundled/make.py``, see README.md beside it.

Needs Chromium, a Thai font, and the packages Pillow and xlwt; the demo itself needs none of them.
"""

# mypy: ignore-errors

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
STYLE = "<style>body{font:15px/1.7 Loma,Garuda,sans-serif;margin:48px}h1{font-size:20px}</style>"
MANUAL = [
    ("คู่มือสำหรับประชาชน: การขอใบอนุญาต", "กรมตัวอย่าง (หน่วยงานสมมติ) ฉบับปรับปรุง มีนาคม 2565"),
    ("1. ใครขอได้บ้าง", "บุคคลธรรมดาและนิติบุคคลที่ประสงค์จะประกอบกิจการในพื้นที่รับผิดชอบของกรมตัวอย่าง"),
    ("2. เอกสารที่ต้องใช้", "แบบคำขอ สำเนาหนังสือรับรองนิติบุคคล และแผนผังสถานที่ประกอบกิจการ"),
    ("3. ระยะเวลา", "พิจารณาให้แล้วเสร็จภายในสิบห้าวันทำการนับแต่วันที่ได้รับเอกสารครบถ้วน"),
    ("4. ช่องทางติดต่อ", "จุดบริการประชาชนทุกแห่ง หรือระบบบริการใบอนุญาตออนไลน์ตลอดยี่สิบสี่ชั่วโมง"),
]
ORDER = [
    ("คำสั่งกรมตัวอย่าง ที่ 12/2565", "เรื่อง แต่งตั้งคณะทำงานปรับปรุงการให้บริการใบอนุญาต"),
    ("", "เพื่อให้การให้บริการใบอนุญาตเป็นไปด้วยความสะดวกและรวดเร็ว จึงแต่งตั้งคณะทำงานประกอบด้วยผู้แทนทุกกอง"),
    ("", "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป สั่ง ณ วันที่ 1 มีนาคม พ.ศ. 2565 (เอกสารสมมติ)"),
]


def page(parts: list[tuple[str, str]]) -> str:
    """The parts as an HTML page."""
    body = "".join(f"{f'<h1>{head}</h1>' if head else ''}<p>{text}</p>" for head, text in parts)
    return f'<!DOCTYPE html><html lang="th"><head><meta charset="utf-8">{STYLE}</head><body>{body}</body></html>'


def searchable_pdf(source: Path, target: Path) -> None:
    """A PDF with a text layer, printed by Chromium."""
    subprocess.run([*CHROMIUM, "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()], check=True)


def scanned_pdf(source: Path, picture: Path, target: Path) -> None:
    """A PDF that holds one picture of a page, a little askew, and no text."""
    from PIL import Image

    subprocess.run([*CHROMIUM, "--window-size=827,1170", f"--screenshot={picture}", source.as_uri()], check=True)
    with Image.open(picture) as shot:
        askew = shot.convert("L").rotate(0.8, fillcolor=238, resample=Image.Resampling.BILINEAR)
        askew.save(target, "PDF", resolution=100.0, quality=30)


def old_workbook(target: Path) -> None:
    """A BIFF8 workbook laid out for print."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("ตารางที่ 1")
    sheet.write_merge(0, 0, 0, 2, "ตารางที่ 1 สถิติการให้บริการ ปีงบประมาณ พ.ศ. 2563 (ข้อมูลสมมติ)")
    for column, head in enumerate(("เขต", "คำขอ (ราย)", "อนุญาต (ราย)")):
        sheet.write(2, column, head)
    rows = [("เขตพระนคร", 512, 460), ("เขตดุสิต", 433, 390), ("เขตบางรัก", 871, 783), ("รวม", 1816, 1633)]
    for number, row in enumerate(rows, start=3):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    book.save(str(target))


def main() -> None:
    """Writes the three files beside this one."""
    with tempfile.TemporaryDirectory() as folder:
        manual, order = Path(folder, "manual.html"), Path(folder, "order.html")
        manual.write_text(page(MANUAL), encoding="utf-8")
        order.write_text(page(ORDER), encoding="utf-8")
        searchable_pdf(manual, HERE / "service-manual.pdf")
        scanned_pdf(order, Path(folder, "order.png"), HERE / "order-scanned.pdf")
    old_workbook(HERE / "annual-report.xls")


if __name__ == "__main__":
    main()
