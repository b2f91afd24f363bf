"""A catalog whose datasets mix what agencies publish, scanned end to end; labelled by the openness rules.

Asked of each dataset: its kind, the verdict on its first link, and tier or outcome of its criteria; ``no tier`` where
nothing may be earned. First read: 120 of 131 right, 11 wrong.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import xlwt

from checker.testing import Site, SiteAnswer, a_package, a_resource, ckan_site, html_answer, json_answer, serve
from tests.acceptance.line import DAY, QUICK, dgcheck, report
from tests.corpora.documents import THAI, mixed, picture, scanned, word, written

HEADER = ("เดือน", "ปี", "อำเภอ", "จำนวน")
ROWS = [(m, y, a, m * 7 + y % 100) for y in (2564, 2565) for m in range(1, 13) for a in ("แม่ริม", "หางดง", "สันทราย")]
MONTHLY = "".join(f"{','.join(map(str, row))}\n" for row in (HEADER, *ROWS)).encode()
YEARLY = "".join(f"{row}\n" for row in ("ปี,จำนวน", *(f"{year},{year * 3}" for year in range(2563, 2566)))).encode()
FIELDS = ("month", "year", "district", "number")


class Published(NamedTuple):
    """One dataset: (format, name, file) of its resources, its own fields, and what it should be told as."""

    resources: tuple[tuple[str, str, bytes | Site], ...]
    expected: Mapping[str, str]
    fields: Mapping[str, Any] = {}
    title: str = ""


def workbook(*rows: tuple[Any, ...], merged: str = "") -> bytes:
    book, target = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    book.save(target)
    return target.getvalue()


def old_workbook() -> bytes:
    book, target = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("ข้อมูล")
    for number, row in enumerate((HEADER, *ROWS)):
        for place, value in enumerate(row):
            sheet.write(number, place, value)
    book.save(target)
    return target.getvalue()


def zipped(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name.replace("__", "."), body)
    return target.getvalue()


def page(body: str, title: str = "") -> Site:
    return lambda request: html_answer(body, title=title)


def typed(body: bytes, content_type: str) -> Site:
    return lambda request: SiteAnswer(headers={"Content-Type": content_type}, body=body)


def to(path: str, status: int) -> Site:
    return lambda request: SiteAnswer(status=status, headers={"Location": path})


def records(**wanted: str) -> list[dict[str, Any]]:
    rows = [dict(zip(FIELDS, row, strict=True)) for row in ROWS]
    return [row for row in rows if all(str(row[name]) == value for name, value in wanted.items() if name in row)]


def camera(number: str) -> SiteAnswer:
    if not number.startswith("C"):
        return json_answer({"message": "ไม่พบภาพ"}, status=404)
    return SiteAnswer(headers={"Content-Type": "image/jpeg"}, body=b"\xff\xd8\xff\xe0" + number.encode() * 60)


def shown() -> bytes:
    target = io.BytesIO()
    picture().resize((300, 425)).save(target, "JPEG")
    return target.getvalue()


TEXT, SCAN, XLSX = mixed(written, written), mixed(scanned, scanned), workbook(HEADER, *ROWS)
DICTIONARY = workbook(("ชื่อฟิลด์", "คำอธิบาย"), ("year", "ปี"), ("amount", "จำนวน"))
REPORT = workbook(("ตารางที่ 1 ผู้มารับบริการ",), (), HEADER, *ROWS[:20], ("รวม", None, None, 999), merged="A1:D1")
LOGIN = page(
    '<form><h1>Sign in</h1><input name="user"><input type="password" name="p"></form>', "Sign in to your account"
)
VIRUS = page(
    "<p>Google Drive can't scan this file for viruses.</p><p>a.pdf (120M) is too large to be scanned for viruses. "
    'Would you still like to download this file?</p><form action="/d"><input type="submit" value="Download"></form>',
    "Google Drive - Virus scan warning",
)
SHEET = page('<script>var z = 0;</script><div id="docs-chrome">Sheet1 ไฟล์ แก้ไข ดู</div>', "ข้อมูล - Google ชีต")
BOARD = page('<div id="loading">Loading</div><script src="/embed.js"></script>', "Power BI")
SWAGGER = page('<div id="swagger-ui"></div><script src="swagger-ui-bundle.js"></script>', "Swagger UI")
MANUAL = page("<h1>คู่มือ API</h1>" + "<p>เรียกข้อมูลด้วยคำสั่ง GET พร้อมระบุเงื่อนไขปีและจังหวัดตามตัวอย่างด้านล่าง</p>" * 8)
LANDING = page("".join(f'<li><a href="/{n}.csv">ดาวน์โหลดข้อมูลปี {2560 + n} รายอำเภอ</a></li>' for n in range(9)))
ARTICLE = page("".join(f"<p>{line}</p>" for line in THAI), "ประกาศ")
NOTHING = page("<h1>404</h1><p>ไม่พบหน้าที่ท่านต้องการ</p>", "ไม่พบหน้า")
LIVE = page('<h1>กล้องจราจร</h1><img src="/1.jpg"><img src="/2.jpg">', "CCTV")
CAMERAS = "ภาพกล้อง CCTV จราจร"

TABLE = {"kind": "structured", "verdict": "ok", "structure": "advanced", "granularity": "middle"}
SEARCHED = {"kind": "document", "verdict": "ok", "document_structure": "advanced"}
UNSEARCHED = {"kind": "document", "document_structure": "failed"}
UNTOLD = {"kind": "document", "document_structure": "cannot_tell"}


def nothing(verdict: str) -> dict[str, str]:
    return {"verdict": verdict, "earned": "no tier"}


def one(declared: str, body: bytes | Site, expected: Mapping[str, str], **fields: Any) -> Published:
    title = fields.pop("title", "")
    return Published(((declared, "ข้อมูล", body),), expected, fields, title)


DATASETS: dict[str, Published] = {
    "table and text": Published((("CSV", "ข้อมูล", MONTHLY), ("PDF", "ประกาศ", TEXT)), {**TABLE, "channel": "basic"}),
    "scan and table": Published((("PDF", "ประกาศ", SCAN), ("XLSX", "ข้อมูล", XLSX)), TABLE),
    "scan and text": Published((("PDF", "ก", SCAN), ("PDF", "ข", TEXT)), SEARCHED),
    "companions alone": Published((("XLSX", "Data Dictionary", DICTIONARY), ("PDF", "readme", TEXT)), {"kind": "none"}),
    "dictionary by a short name": Published((("XLSX", "data-dic.xlsx", DICTIONARY), ("PDF", "ประกาศ", TEXT)), SEARCHED),
    "dictionary by one word": Published((("XLSX", "พจนานุกรม", DICTIONARY), ("PDF", "ประกาศ", TEXT)), SEARCHED),
    "dictionary with text": Published((("PDF", "ประกาศ", SCAN), ("PDF", "พจนานุกรมข้อมูล", TEXT)), UNSEARCHED),
    "the portal's bundle": Published(
        (("ZIP", "All resource data", zipped(a__pdf=TEXT)), ("PDF", "ก", SCAN)), UNSEARCHED
    ),
    "texts in a zip": one("ZIP", zipped(a__pdf=TEXT, b__docx=word()), SEARCHED),
    "scans in a zip": one("ZIP", zipped(a__pdf=SCAN, b__pdf=SCAN), UNSEARCHED),
    "tables in a zip": one("ZIP", zipped(a__csv=MONTHLY, b__pdf=TEXT), TABLE),
    "pictures in a zip": one("ZIP", zipped(a__jpg=shown()), {"kind": "none"}),
    "a picture": one("JPEG", shown(), {"kind": "none"}),
    "xlsx as xsl": one("XSL", XLSX, TABLE),
    "xls": one("XLS", old_workbook(), {**TABLE, "structure": "middle"}),
    "report": one("XLSX", REPORT, {**TABLE, "structure": "basic"}),
    "years": one("CSV", YEARLY, {**TABLE, "granularity": "basic"}, geo_coverage="ประเทศ", update_frequency_unit="ปี"),
    "cp874": one("CSV", MONTHLY.decode().encode("cp874"), TABLE),
    "csv as page": one("CSV", typed(MONTHLY, "text/html"), TABLE),
    "source": one("CSV", MONTHLY, {**TABLE, "channel": "middle"}, single_source_of_truth="True"),
    "no source": one("CSV", MONTHLY, {**TABLE, "channel": "basic"}, single_source_of_truth="False"),
    "datastore": Published((("CSV", "datastore", MONTHLY),), {**TABLE, "channel": "advanced"}),
    "service with a condition": one(
        "API",
        lambda request: json_answer(records(**request.query)),
        {**TABLE, "channel": "advanced"},
        query="?year=2565",
    ),
    "service with a key": one(
        "API", lambda request: json_answer({"message": "API key"}, status=401), nothing("protected")
    ),
    "page about a service": one("API", MANUAL, {"kind": "structured", "structure": "cannot_tell"}),
    "page that shows a service": one("API", SWAGGER, {"kind": "structured", "structure": "cannot_tell"}),
    "export of a sheet": one("CSV", to("/monthly.csv", 307), {**TABLE, "channel": "basic"}),
    "moved": one("CSV", to("/monthly.csv", 301), {**TABLE, "verdict": "moved"}),
    "editor of a sheet": one("XLSX", SHEET, nothing("mismatch")),
    "editor as a page": one("HTML", SHEET, UNTOLD),
    "dashboard": one("HTML", BOARD, UNTOLD),
    "warning of a drive": one("PDF", VIRUS, nothing("mismatch")),
    "login": one("XLSX", LOGIN, nothing("protected")),
    "landing page for a file": one("CSV", LANDING, nothing("mismatch")),
    "no page": one("CSV", NOTHING, nothing("missing")),
    "header alone": one("CSV", "ปี,จังหวัด,จำนวน\n".encode(), nothing("empty")),
    "workbook without a cell": one("XLSX", workbook(), {"kind": "structured", "granularity": "cannot_tell"}),
    "article": one("HTML", ARTICLE, SEARCHED),
    "text without a format": one("", TEXT, SEARCHED),
    "text as page": one("PDF", typed(TEXT, "text/html"), SEARCHED),
    "live cameras": one("HTML", LIVE, {"kind": "cctv", "cctv": "untested"}, title=CAMERAS),
    "one camera": one(
        "API",
        lambda request: camera(request.query.get("id", "")),
        {"kind": "cctv", "cctv": "middle"},
        title=CAMERAS,
        query="?id=C1",
    ),
    "table of cameras": one("CSV", MONTHLY, TABLE, title=f"สถิติ{CAMERAS}"),
    "rules on cameras": one("PDF", TEXT, SEARCHED, title="ระเบียบการใช้กล้อง CCTV จราจร"),
}


def _package(number: int, dataset: Published, base: str) -> dict[str, Any]:
    fields = {"data_type": None, "data_format": None, "last_updated_date": None, **dataset.fields}
    query = fields.pop("query", "")
    resources = [
        a_resource(
            id=f"r{number}-{place}",
            name=name,
            format=declared or None,
            url=f"{base}/{number}/{place}{'.pdf' if not declared else ''}{query}",
            datastore_active=name == "datastore",
            resource_last_updated_date=None,
        )
        for place, (declared, name, _) in enumerate(dataset.resources)
    ]
    title = dataset.title or f"ชุดข้อมูลที่ {number}"
    return a_package(id=f"id{number}", name=f"d{number}", title=title, resources=resources, **fields)


def site() -> Site:
    """The catalog and its files."""
    files: dict[str, bytes | Site] = {"/monthly.csv": MONTHLY}
    tables = {}
    for number, dataset in enumerate(DATASETS.values()):
        for place, (declared, name, body) in enumerate(dataset.resources):
            files[f"/{number}/{place}{'.pdf' if not declared else ''}"] = body
            if name == "datastore":
                tables[f"r{number}-{place}"] = records()
    return ckan_site(
        lambda base: [_package(number, dataset, base) for number, dataset in enumerate(DATASETS.values())],
        files=files,
        tables=tables,
    )


def _told(dataset: Mapping[str, Any], question: str) -> str:
    openness = dataset["openness"]
    grades = {each["criterion"]: each for each in openness["grades"]}
    if question == "kind":
        return str(openness["kind"] or "none")
    if question == "verdict":
        return str(dataset["resources"][0]["verdict"])
    if question == "earned":
        return "no tier" if all(each["outcome"] != "passed" for each in grades.values()) else "a tier"
    if question not in grades:
        return "not asked"
    grade = grades[question]
    return str(
        grade["tier"] if grade["outcome"] == "passed" or grade["tier"] not in ("none", "basic") else grade["outcome"]
    )


def scanned_datasets() -> dict[str, Mapping[str, Any]]:
    """What a scan tells of each dataset."""
    with tempfile.TemporaryDirectory() as folder, serve(site()) as url:
        out = Path(folder)
        dgcheck("scan", url, "--store", out / "s.sqlite", "--out", out, "--format", "json", *DAY, *QUICK)
        found = report(out)
    by_name = {each["name"]: each for each in found["datasets"]}
    return {name: by_name[f"d{number}"] for number, name in enumerate(DATASETS)}


def cases() -> Iterator[tuple[str, str, str, str]]:
    """Dataset, question, label, what is told."""
    told = scanned_datasets()
    for name, dataset in DATASETS.items():
        for question, label in dataset.expected.items():
            yield name, question, label, _told(told[name], question)


def results() -> Iterator[tuple[str, str, str | None]]:
    """Question, label, what is told; ``cannot_tell`` where something should be told is ``None``."""
    for _, question, label, said in cases():
        yield question, label, None if said == "cannot_tell" != label else said
