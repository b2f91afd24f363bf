"""Tables: what is told of the 256 KB head of a CSV, against frictionless on the same files; the memory of a workbook.

Ours: the head is sniffed, read and profiled (encoding, delimiter, header, layout, types, periods, areas), each time
with no cell remembered, as in a scan of different files. frictionless: ``describe`` (it infers a schema from 100 rows)
and ``validate`` of the same file. Eight files of different kinds, UTF-8 and cp874; times are of the processor.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from benchmarks.machine import cpu_seconds, machine, run, spread, versions
from checker.sniff import sniff
from checker.tables import profile, sheets
from checker.tables.cells import _kind_of_text

HEAD, ROUNDS, ROWS = 256 * 1024, 9, 50_000
PROVINCES = ("กรุงเทพมหานคร", "เชียงใหม่", "ลำพูน", "ลำปาง", "แพร่", "น่าน", "พะเยา", "เชียงราย", "แม่ฮ่องสอน", "ขอนแก่น")


def monthly(some: random.Random, number: int) -> list[object]:
    return [2560 + number % 6, 1 + number % 12, 10 + number % 77, some.choice(PROVINCES), some.randint(0, 9999),
            round(some.random() * 1e5, 2), round(some.random() * 100, 2), ""]  # fmt: skip


def daily(some: random.Random, number: int) -> list[object]:
    day = f"{1 + number % 28:02}/{1 + number % 12:02}/{2563 + number % 3}"
    return [day, some.choice(PROVINCES), f"สถานี {number % 90}", some.randint(0, 400), round(some.random() * 30, 1)]


def directory(some: random.Random, number: int) -> list[object]:
    return [f"0{some.randint(10**8, 10**9)}", f"โรงเรียนบ้านตัวอย่าง {number}", f"{number % 200} หมู่ที่ {number % 12}",
            some.choice(PROVINCES), some.choice(("รัฐ", "เอกชน")), some.randint(10, 900)]  # fmt: skip


def wide(some: random.Random, number: int) -> list[object]:
    return [f"รายการ {number}", *(some.randint(0, 99_999) for _ in range(24))]


KINDS = {
    "monthly": (["ปี", "เดือน", "รหัสจังหวัด", "จังหวัด", "จำนวน", "มูลค่า", "ร้อยละ", "หมายเหตุ"], monthly),
    "daily": (["วันที่", "จังหวัด", "สถานี", "ฝน", "อุณหภูมิ"], daily),
    "directory": (["รหัส", "ชื่อ", "ที่อยู่", "จังหวัด", "สังกัด", "นักเรียน"], directory),
    "wide": (["รายการ", *map(str, range(2541, 2565))], wide),
}


def text_of(kind: str, encoding: str) -> bytes:
    """A file of somewhat over the head's size."""
    names, row = KINDS[kind]
    some = random.Random(f"{kind} {encoding}")
    lines = [",".join(names)]
    size, number = 0, 0
    while size < HEAD + 5_000:
        lines.append(",".join(map(str, row(some, number))))
        size, number = size + len(lines[-1].encode(encoding)) + 1, number + 1
    return ("\n".join(lines) + "\n").encode(encoding)


def ours(head: bytes) -> None:
    found = sniff(head, content_type="text/csv", url="", declared="csv", complete=False)
    profile(sheets(head, found.format or "", complete=False))


def heads(folder: Path) -> None:
    """Ours and frictionless, in turns."""
    from frictionless import Resource, describe

    files = {f"{kind}, {encoding}": text_of(kind, encoding) for kind in KINDS for encoding in ("utf-8", "cp874")}
    sides = f"{'ours, ms':>20} {'frictionless describe':>24} {'validate':>24}"
    print(f"{'256 KB head of a CSV':<20} {sides}  describe : ours")
    every: list[float] = []
    for name, body in files.items():
        encoding = name.rpartition(" ")[2]
        path = folder / f"{name.replace(', ', '-')}.csv"
        path.write_bytes(body[: body.rindex(b"\n", 0, HEAD) + 1])
        times: dict[str, list[float]] = {"ours": [], "describe": [], "validate": []}
        for _ in range(ROUNDS):
            _kind_of_text.cache_clear()
            times["ours"].append(cpu_seconds(lambda: ours(body[:HEAD])) * 1000)  # noqa: B023
            about = {"path": path.name, "basepath": str(folder), "encoding": encoding}
            times["describe"].append(cpu_seconds(lambda: describe(type="resource", **about)) * 1000)  # noqa: B023
            if len(times["validate"]) < 3:
                times["validate"].append(cpu_seconds(lambda: Resource(**about).validate()) * 1000)  # noqa: B023
        every += times["ours"]
        ratios = [theirs / mine for theirs, mine in zip(times["describe"], times["ours"], strict=True)]
        shown = {side: spread(figures, "{:.1f}") for side, figures in times.items()}
        sides = f"{shown['ours']:>20} {shown['describe']:>24} {shown['validate']:>24}"
        print(f"{name:<20} {sides}  {spread(ratios, '{:.1f}')}")
    print(f"all heads: {spread(every, '{:.1f}')} ms")


def workbook(path: Path) -> None:
    import xlsxwriter

    some = random.Random("workbook")
    names, row = KINDS["monthly"]
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("ข้อมูล")
        sheet.write_row(0, 0, names)
        for number in range(1, ROWS + 1):
            sheet.write_row(number, 0, row(some, number))


def read_workbook(path: str) -> None:
    """In a process of its own: its peak of memory is the figure."""
    (found,) = profile(sheets(Path(path).read_bytes(), "xlsx", complete=True))
    print(f"{found.rows:,} rows read, {len(found.columns)} columns")


def main() -> None:
    """Print the figures."""
    if len(sys.argv) > 1:
        read_workbook(sys.argv[1])
        return
    print(f"{machine()}; {versions('frictionless', 'chardet', 'python-calamine', 'openpyxl')}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        heads(folder)
        workbook(folder / "book.xlsx")
        used = run([sys.executable, "-m", "benchmarks.tables", str(folder / "book.xlsx")])
        size = f"{(folder / 'book.xlsx').stat().st_size / 1e6:.1f} MB"
        peak = f"{used.cpu:.1f} s, peak {used.megabytes:.0f} MB"
        print(f"XLSX of {ROWS:,} rows, {size}: {used.said.strip()}, {peak}")


if __name__ == "__main__":
    main()
