"""No raw value of a person reaches the store, a report, the terminal or a temporary file, whatever file it stood in."""

from __future__ import annotations

import csv
import io
import json
import random
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from checker.testing import SiteAnswer, a_package, a_resource, ckan_site, serve
from tests.acceptance.line import DAY, QUICK, dgcheck, report
from tests.corpora.people import citizen, free_mail, given, mobile, on_card, surname, thai_digits

HEADER = ("ลำดับ", "เลขบัตรประชาชน", "ชื่อ-สกุล", "ชื่อ", "นามสกุล", "มือถือ", "อีเมล", "ภูมิลำเนา", "จังหวัด", "ปี")
PUBLIC = {"data_category": "ข้อมูลสาธารณะ"}


class People:
    """Rows of made-up people, and what of them must be found nowhere."""

    def __init__(self, rows: int) -> None:
        r = random.Random(11)
        self.rows: list[tuple[Any, ...]] = []
        self.raw: set[str] = set()
        for number in range(rows):
            first, last = given(r) + given(r), surname(r)
            one = (citizen(r), f"นาย{first} {last}", first, last, mobile(r, ""), free_mail(r))
            house = f"{r.randrange(1000, 9000)}/{r.randrange(100, 900)}"
            self.rows.append((number, *one, f"{house} หมู่ 4 ต.ดอน", "เชียงใหม่", 2560 + number % 6))
            mailbox = one[5].partition("@")[0]
            self.raw |= {one[0], on_card(one[0]), thai_digits(one[0]), first, last, one[4], one[4][1:], house}
            self.raw |= {mailbox} if len(mailbox) > 8 else set()

    def csv(self, encoding: str = "utf-8", repeat: int = 1) -> bytes:
        stream = io.StringIO()
        csv.writer(stream).writerows([HEADER, *self.rows * repeat])
        return stream.getvalue().encode(encoding)

    def bare(self) -> bytes:
        """Without a header, ids in Thai digits and as on the card."""
        stream = io.StringIO()
        rows = [(thai_digits(row[1]), on_card(row[1]), row[2], *row[5:]) for row in self.rows]
        csv.writer(stream).writerows(rows)
        return stream.getvalue().encode()

    def xlsx(self) -> bytes:
        """Numbers as numbers: the phones lost their zero."""
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(("รายชื่อผู้มีสิทธิ์",))
        sheet.append(HEADER)
        for row in self.rows:
            sheet.append((row[0], int(row[1]), *row[2:5], int(row[5]), *row[6:]))
        sheet.merge_cells("A1:D1")
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def json(self) -> bytes:
        return json.dumps([dict(zip(HEADER, row, strict=True)) for row in self.rows]).encode()

    def xml(self) -> bytes:
        rows = "".join(f"<row><cid>{row[1]}</cid><ชื่อ>{row[2]}</ชื่อ><tel>{row[5]}</tel></row>" for row in self.rows)
        return f'<?xml version="1.0" encoding="UTF-8"?><rows>{rows}</rows>'.encode()

    def zip(self) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("people.csv", self.csv())
        return stream.getvalue()

    def page(self) -> bytes:
        rows = "".join(f"<tr><td>{row[1]}<td>{row[2]}<td>{row[5]}" for row in self.rows)
        return f"<html><head><title>{self.rows[0][2]}</title></head><body><table>{rows}</table></body></html>".encode()


def files(people: People) -> dict[str, tuple[str, Any]]:
    """Path → format as declared, and the answer."""
    return {
        "/utf8.csv": ("CSV", people.csv()),
        "/cp874.csv": ("CSV", people.csv("cp874")),
        "/long.csv": ("CSV", people.csv(repeat=60)),
        "/bare.csv": ("CSV", people.bare()),
        "/book.xlsx": ("XLSX", people.xlsx()),
        "/rows.json": ("JSON", people.json()),
        "/rows.xml": ("XML", people.xml()),
        "/packed.zip": ("ZIP", people.zip()),
        "/page.html": ("HTML", people.page()),
        "/wrong.pdf": ("PDF", people.csv()),
        "/error.csv": ("CSV", lambda request: SiteAnswer(status=500, body=people.page())),
        "/notes.txt": ("TXT", "\n".join(f"{row[2]} {row[1]} {row[5]}" for row in people.rows).encode()),
    }


def packages(base: str, held: dict[str, tuple[str, Any]]) -> list[dict[str, Any]]:
    resources = [
        a_resource(id=f"r{number}", name=f"ไฟล์ {number}", url=base + path, format=declared)
        for number, (path, (declared, _)) in enumerate(held.items())
    ]
    stored = a_resource(id="rds", name="ตาราง", url=f"{base}/utf8.csv", format="CSV", datastore_active=True)
    return [
        a_package(id="d1", name="people", title="ผู้มีสิทธิ์", resources=resources, **PUBLIC),
        a_package(id="d2", name="stored", title="ผู้มีสิทธิ์ในตาราง", resources=[stored], **PUBLIC),
    ]


@pytest.fixture(scope="module")
def people() -> People:
    return People(40)


@pytest.fixture(scope="module")
def scanned(people: People, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a scan with all reports and its temporary files, and all that was printed."""
    folder = tmp_path_factory.mktemp("privacy")
    (folder / "tmp").mkdir()
    held = files(people)
    site = ckan_site(
        lambda base: packages(base, held),
        files={path: body for path, (_, body) in held.items()},
        tables={"rds": [dict(zip(HEADER, row, strict=True)) for row in people.rows]},
    )
    store = folder / "s.sqlite"
    with serve(site) as url:
        printed = [
            dgcheck("scan", url, "--store", store, "--out", folder, "--format", "json,html,xlsx",
                    *DAY, *QUICK, TMPDIR=str(folder / "tmp"))
        ]  # fmt: skip
    for name in ("people", "stored"):
        printed.append(dgcheck("explain", "latest", name, "--store", store))
    return folder, "".join(each.stdout + each.stderr for each in printed)


def every_text(folder: Path) -> Iterator[tuple[str, str]]:
    """All bytes of all files, and of whatever is packed in them, as texts by where they stand."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        body = path.read_bytes()
        yield from decoded(path.name, body)
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    yield from decoded(f"{path.name}/{name}", archive.read(name))
    with sqlite3.connect(folder / "s.sqlite") as store:
        for (table,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in store.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    if isinstance(value, bytes):
                        yield from decoded(table, value)
                        yield from decoded(f"{table}, unpacked", unpacked(value))
                    elif isinstance(value, str):
                        yield table, value


def decoded(where: str, body: bytes) -> Iterator[tuple[str, str]]:
    for encoding in ("utf-8", "utf-16-le", "cp874"):
        yield f"{where} as {encoding}", body.decode(encoding, errors="ignore")
    text = body.decode("utf-8", errors="ignore")
    if "\\u0e" in text:
        yield f"{where}, unescaped", text.encode("ascii", errors="ignore").decode("unicode_escape", errors="ignore")


def unpacked(body: bytes) -> bytes:
    try:
        return zlib.decompress(body)
    except zlib.error:
        return b""


def test_no_raw_value_is_anywhere(scanned: tuple[Path, str], people: People) -> None:
    folder, printed = scanned
    leaks = {
        (where, value)
        for where, text in (*every_text(folder), ("terminal", printed))
        for value in people.raw
        if value in text
    }
    assert leaks == set()


def test_the_search_for_leaks_would_find_one(people: People, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "s.sqlite") as store:
        store.execute("CREATE TABLE page (body BLOB)")
        store.execute("INSERT INTO page VALUES (?)", (zlib.compress(people.csv("cp874")),))
    found = {where for where, text in every_text(tmp_path) if people.rows[0][1] in text}
    assert found == {"page, unpacked as utf-8", "page, unpacked as cp874"}


def test_nothing_of_it_is_left_in_temporary_files(scanned: tuple[Path, str]) -> None:
    folder, _ = scanned
    assert list((folder / "tmp").rglob("*")) == []


def test_the_personal_data_is_told_of_every_table(scanned: tuple[Path, str]) -> None:
    folder, _ = scanned
    datasets = {dataset["name"]: dataset for dataset in report(folder)["datasets"]}
    told: dict[str, set[str]] = {}
    for finding in datasets["people"]["findings"]:
        if finding["check"] == "personal_data":
            told.setdefault(finding["path"].split("/")[1], set()).add(finding["params"]["kind"])
            assert finding["severity"] == "warning"
    whole = {"citizen_id", "name", "mobile", "email", "address"}
    assert {name: told.get(f"r{number}") for number, name in enumerate(("utf8", "cp874", "long"))} == {
        "utf8": whole, "cp874": whole, "long": whole
    }  # fmt: skip
    assert {"citizen_id", "name", "mobile", "email"} <= told["r3"]
    assert told["r4"] == whole
    assert told["r5"] == whole
    assert {"citizen_id", "name", "mobile"} <= told["r6"]
    assert told["r7"] == whole
