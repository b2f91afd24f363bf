"""``dgcheck table`` as a data officer runs it: files in folders with Thai names, schemas, workbooks, a URL."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from checker.cli import dgcheck
from checker.errors import CheckerError, RunError, UsageError
from checker.testing import SiteAnswer, SiteRequest, file_answer, serve

TABLE = "จังหวัด,ปี,จำนวน\nเชียงใหม่,2565,12\nลำพูน,2565,7\nแพร่,2564,9\n"
SCHEMA = {
    "fields": [
        {"name": "จังหวัด", "type": "string", "constraints": {"required": True}},
        {"name": "ปี", "type": "integer", "constraints": {"minimum": 2400}},
        {"name": "จำนวน", "type": "integer"},
    ]
}


def table(*arguments: str) -> Result:
    return CliRunner().invoke(dgcheck, ["table", *arguments], standalone_mode=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "ข้อมูล เปิด 2565"
    made.mkdir()
    (made / "schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    return made


def written(folder: Path, text: str, name: str = "ตาราง ที่ 1.csv", encoding: str = "utf-8") -> str:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return str(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
def test_a_table_as_its_schema_says_passes(folder: Path, encoding: str) -> None:
    found = table(written(folder, TABLE, encoding=encoding), "--schema", str(folder / "schema.json"), "--lang", "en")
    assert found.return_value == 0
    assert "All 3 rows are as the schema says" in found.output


def test_it_works_from_the_file_s_folder_and_from_another(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(folder, TABLE)
    monkeypatch.chdir(folder)
    assert table("ตาราง ที่ 1.csv", "--schema", "schema.json").return_value == 0
    monkeypatch.chdir(folder.parent)
    assert table(f"{folder.name}/ตาราง ที่ 1.csv", "--schema", f"{folder.name}/schema.json").return_value == 0


def test_each_fault_names_row_column_value_and_reason(folder: Path) -> None:
    path = written(folder, "จังหวัด,ปี,จำนวน\nเชียงใหม่,2565,12\n,2565,7\nแพร่,64,มาก\n")
    found = table(path, "--schema", str(folder / "schema.json"), "--json")
    assert found.return_value == 1
    faults = json.loads(found.output)["validation"]["faults"]
    assert [(each["code"], each["row"], each["column"], each["field"], each["value"]) for each in faults] == [
        ("constraint-error", 3, 1, "จังหวัด", ""),
        ("constraint-error", 4, 2, "ปี", "64"),
        ("type-error", 4, 3, "จำนวน", "มาก"),
    ]
    thai = table(path, "--schema", str(folder / "schema.json"))
    assert '- แถว 4 คอลัมน์ 3 “จำนวน”: ค่าไม่ใช่ชนิดที่กำหนด: "มาก"' in thai.output


def test_a_header_below_titles_keeps_its_row_numbers(folder: Path) -> None:
    path = written(folder, "ตารางที่ 1 จำนวน,,\nหน่วย: แห่ง,,\n" + TABLE + "น่าน,2565,ไม่เข้าเกณฑ์\n")
    found = table(path, "--schema", str(folder / "schema.json"), "--json")
    assert [(each["code"], each["row"]) for each in json.loads(found.output)["validation"]["faults"]] == [
        ("type-error", 7)
    ]


def test_a_workbook_is_validated_by_its_main_sheet(folder: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "ปก"
    book.active.append(["คำอธิบาย"])
    sheet = book.create_sheet("ข้อมูล")
    for row in (["จังหวัด", "ปี", "จำนวน"], ["เชียงใหม่", 2565, 12], ["ลำพูน", 2565, "มาก"], ["แพร่", 2565, 1.0]):
        sheet.append(row)
    book.save(folder / "สมุดงาน.xlsx")
    found = table(str(folder / "สมุดงาน.xlsx"), "--schema", str(folder / "schema.json"), "--json")
    faults = json.loads(found.output)["validation"]["faults"]
    assert [(each["code"], each["row"], each["value"]) for each in faults] == [("type-error", 3, "มาก")]


def test_it_says_what_keeps_a_table_from_the_next_tier(folder: Path) -> None:
    path = written(folder, "ตารางที่ 1 จำนวน,,\n" + TABLE + "รวม,,28\n")
    thai, english = table(path), table(path, "--lang", "en")
    assert thai.return_value == english.return_value == 0
    assert "- มีแถวชื่อเรื่องเหนือหัวตาราง (แถว 1 คอลัมน์ 1 ค่า “ตารางที่ 1 จำนวน”)" in thai.output
    assert "- มีแถวผลรวมปนกับข้อมูล (แถว 6 คอลัมน์ 1 ค่า “รวม”)" in thai.output
    assert "✓ structure: basic" in english.output
    assert "The next tier needs: A database-like table (machine readable)" in english.output


def test_personal_data_is_told_and_never_shown(folder: Path) -> None:
    rows = "".join(f"{made_id(number)},นายสมชาย ใจดี,x\n" for number in range(30))
    path = written(folder, f"เลขประจำตัวประชาชน,ชื่อ,จำนวน\n{rows}")
    schema = folder / "ids.json"
    names = ("เลขประจำตัวประชาชน", "ชื่อ", "จำนวน")
    schema.write_text(json.dumps({"fields": [{"name": name, "type": "date"} for name in names]}), encoding="utf-8")
    for way in ((), ("--json",)):
        found = table(path, "--schema", str(schema), *way)
        assert found.return_value == 1
        assert not any(made_id(number) in found.output for number in range(30))
        assert "สมชาย" not in found.output
    assert "ระวัง: พบข้อมูลที่ดูเหมือนข้อมูลส่วนบุคคล" in table(path).output


def made_id(number: int) -> str:
    """A citizen id with a valid check digit, of nobody: its first digit is 0."""
    digits = f"00000{number:07}"
    check = (11 - sum(int(digit) * (13 - at) for at, digit in enumerate(digits)) % 11) % 10
    return f"{digits}{check}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "not a Table Schema: no JSON or YAML"),
        ('{"columns": []}', 'it has no list "fields"'),
        ('{"fields": [{"name": "a", "type": "whole"}]}', 'field type "whole" is not supported'),
        ("[1]", 'it has no list "fields"'),
    ],
)
def test_a_bad_schema_is_wrong_use(folder: Path, text: str, says: str) -> None:
    (folder / "schema.json").write_text(text)
    found = table(written(folder, TABLE), "--schema", str(folder / "schema.json"))
    assert isinstance(found.exception, UsageError)
    assert says in str(found.exception)


def test_a_file_that_is_not_there_is_wrong_use(folder: Path) -> None:
    assert isinstance(table(str(folder / "ไม่มี.csv")).exception, UsageError)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.xlsx", b"PK\x03\x04 broken"),
        ("a.pdf", b"%PDF-1.4\n%%EOF"),
        ("a.csv", b""),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
    ],
)
def test_what_holds_no_table_cannot_be_done(folder: Path, name: str, body: bytes) -> None:
    (folder / name).write_bytes(body)
    found = table(str(folder / name))
    assert isinstance(found.exception, RunError)
    assert found.exception.exit_code == 3


def test_a_folder_cannot_be_read(folder: Path) -> None:
    found = table(str(folder))
    assert isinstance(found.exception, CheckerError)
    assert found.exception.exit_code == 3


def site(request: SiteRequest) -> SiteAnswer:
    if request.path == "/ตาราง.csv":
        return file_answer(request, TABLE.encode(), "text/csv")
    return SiteAnswer(status=404)


def test_a_url_is_fetched_where_it_may_be(folder: Path) -> None:
    schema = str(folder / "schema.json")
    with serve(site) as url:
        refused = table(f"{url}/ตาราง.csv")
        assert isinstance(refused.exception, RunError)
        missing = table(f"{url}/อื่น.csv", "--allow-network", "127.0.0.0/8")
        assert isinstance(missing.exception, RunError)
        found = table(f"{url}/ตาราง.csv", "--allow-network", "127.0.0.0/8", "--schema", schema, "--json")
    assert found.return_value == 0
    value = json.loads(found.output)
    assert value["validation"] == {"valid": True, "rows": 3, "faults": [], "more": False, "whole": True}
    assert [(each["criterion"], each["tier"]) for each in value["grades"]] == [
        ("granularity", "middle"),
        ("structure", "advanced"),
    ]
