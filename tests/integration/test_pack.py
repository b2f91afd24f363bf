"""``dgcheck pack``: what the pack of a run holds, that it proves itself, and that it belongs to the run's score."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import shutil
import subprocess
import zipfile
from datetime import datetime, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

import frictionless
import pytest
from click.testing import CliRunner, Result

import checker
from checker.cli import dgcheck
from checker.errors import UsageError
from checker.report.tables import tables
from checker.testing import SiteAnswer, SiteRequest, a_package, a_resource, ckan_site, file_answer, serve
from checker.workbook.template2 import read_workbook
from tests.corpora.people import citizen, mobile

CUTOFF = datetime(2022, 9, 30, 16, 59, 59, tzinfo=timezone.utc)
QUICK: dict[str, Any] = {"allow_networks": ("127.0.0.0/8",), "host_interval": 0, "retries": 0, "timeout": 5,
                         "confirm_after": 0.001, "confirm_wait": 2}  # fmt: skip
HOSTILE = ("../../etc/passwd", "..\\..\\x", "/etc/cron.d/x", "a\r\nb", "CON", "<script>alert(1)</script>")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)?")


def plan_text(title: str = "บัญชีรายชื่อชุดข้อมูล") -> str:
    """A whole plan of three datasets, one of which is on no catalog."""
    return json.dumps(
        {
            "fiscal_year": 2565,
            "agency": {"title": "กรมตัวอย่าง", "type": "department", "ministry": "กระทรวงสมมติ"},
            "issues": [
                {
                    "focus_area": 9, "issue": title, "goal": "ใช้จริง", "expected_users": ["ประชาชน"],
                    "missions": [{"title": "ภารกิจ", "processes": [{"number": "1.1", "title": "กระบวนการ", "datasets": [
                        {"code": "dataset-0", "title": "ชุดข้อมูล 0", "category": "ข้อมูลสาธารณะ"},
                        {"code": "dataset-1", "title": "ชุดข้อมูล 1", "category": "ข้อมูลสาธารณะ"},
                        {"code": "dataset-9", "title": "ไม่อยู่บนระบบ <b>", "category": "ข้อมูลสาธารณะ"},
                    ]}]}],
                }
            ],
        },
        ensure_ascii=False,
    )  # fmt: skip


class People:
    """A table of made-up people, and what of it must be found nowhere."""

    def __init__(self) -> None:
        r = random.Random(5)
        self.rows = [(citizen(r), mobile(r, "")) for _ in range(40)]
        lines = "".join(f"{number},{phone},{2560 + place % 5}\n" for place, (number, phone) in enumerate(self.rows))
        self.body = f"เลขบัตรประชาชน,มือถือ,ปี\n{lines}".encode()


PEOPLE = People()


def package(number: int, **changes: Any) -> dict[str, Any]:
    resource = a_resource(id=f"r-{number}", name=f"ไฟล์ {number}", url="/people.csv" if number == 0 else "/gone.csv")
    named = {"id": f"id-{number}", "name": f"dataset-{number}", "title": f"ชุดข้อมูล {number}", "resources": [resource]}
    return a_package(**{**named, **changes})


def site(request: SiteRequest) -> SiteAnswer:
    if request.path == "/people.csv":
        return file_answer(request, PEOPLE.body, "text/csv")
    packages = [
        package(0),
        package(1, objective=None),
        *(package(2 + place, title=name, name=name) for place, name in enumerate(HOSTILE)),
    ]
    for each in packages:
        for resource in each["resources"]:
            resource["url"] = request.base + resource["url"]
    return ckan_site(packages)(request)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three runs over one site: two with the plan, each in a store of its own, and one without."""
    out = tmp_path_factory.mktemp("runs")
    (out / "plan.yaml").write_text(plan_text(), encoding="utf-8")
    with serve(site) as base:
        for name, plan in (("first", out / "plan.yaml"), ("again", out / "plan.yaml"), ("bare", None)):
            checker.scan(base, plan=plan, store=out / f"{name}.sqlite", cutoff=CUTOFF, **QUICK)
    return out


def run(*arguments: object) -> Result:
    return CliRunner().invoke(dgcheck, ["pack", *(str(each) for each in arguments)], standalone_mode=False)


def packed(folder: Path, out: Path, store: str = "first", *more: object) -> zipfile.ZipFile:
    """The pack of a run; the command must have ended well."""
    done = run("latest", "--store", folder / f"{store}.sqlite", "--out", out / f"{store}.zip", "-q", *more)
    assert done.exception is None, done.exception
    return zipfile.ZipFile(out / f"{store}.zip")


@pytest.fixture(scope="module")
def pack(folder: Path) -> zipfile.ZipFile:
    return packed(folder, folder)


def test_a_pack_holds_all_that_the_e_sar_asks_for(pack: zipfile.ZipFile) -> None:
    names = pack.namelist()
    assert [name for name in names if not name.startswith("tables/")] == [
        "README.txt",
        "score-sheet.th.html",
        "score-sheet.en.html",
        "templates/plan.yaml",
        "templates/workbook.xlsx",
        "urls.txt",
        "evidence-sha256.txt",
        "report/report.html",
        "report/report.xlsx",
        "report/report.json",
        "SHA256SUMS",
    ]
    assert {f"tables/{name}.csv" for name in tables()} | {"tables/datapackage.json"} < set(names)


def test_names_are_ours_whatever_catalogs_and_plans_are_called(pack: zipfile.ZipFile) -> None:
    assert [name for name in pack.namelist() if not NAME.fullmatch(name) or not name.isascii()] == []
    assert len({name.casefold() for name in pack.namelist()}) == len(pack.namelist())


def test_every_file_is_in_the_list_of_hashes_and_is_as_it_says(pack: zipfile.ZipFile, tmp_path: Path) -> None:
    listed = dict(reversed(line.split("  ", 1)) for line in pack.read("SHA256SUMS").decode().splitlines())
    assert set(listed) == set(pack.namelist()) - {"SHA256SUMS"}
    assert {name: sha256(pack.read(name)).hexdigest() for name in listed} == listed


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_sha256sum_checks_the_pack_and_sees_a_changed_file(pack: zipfile.ZipFile, tmp_path: Path) -> None:
    pack.extractall(tmp_path)
    check = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(check, cwd=tmp_path, check=False).returncode == 0
    (tmp_path / "urls.txt").write_text("https://other.example\n")
    assert subprocess.run(check, cwd=tmp_path, check=False, capture_output=True).returncode == 1


def test_templates_are_the_given_plan_and_the_workbook_of_what_was_read(pack: zipfile.ZipFile, folder: Path) -> None:
    assert pack.read("templates/plan.yaml") == (folder / "plan.yaml").read_bytes()
    book = read_workbook(pack.read("templates/workbook.xlsx"), "workbook.xlsx")
    assert {"ชุดข้อมูล 0", "ชุดข้อมูล 1"} <= {str(each.get("title")) for each in book.packages().values()}


def test_tables_are_a_valid_data_package(
    pack: zipfile.ZipFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack.extractall(tmp_path)
    monkeypatch.chdir(tmp_path / "tables")
    assert frictionless.validate("datapackage.json").flatten(["name", "type", "message"]) == []


def test_everything_that_was_asked_has_its_hash(pack: zipfile.ZipFile) -> None:
    report = json.loads(pack.read("report/report.json"))
    lines = pack.read("evidence-sha256.txt").decode().splitlines()
    assert lines[0] == f"# snapshot {report['run']['snapshot_sha256']}"
    told = {(row[1], row[0]) for row in csv.reader(lines[2:], delimiter="\t", quoting=csv.QUOTE_NONE)}
    assert told == {(each["id"], each["sha256"] or "-") for each in report["evidence"]}
    assert told
    urls = pack.read("urls.txt").decode().splitlines()
    assert urls == sorted(set(urls))
    assert {resource["url"] for each in report["datasets"] for resource in each["resources"]} < set(urls)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("th", ["กรมตัวอย่าง", "หัวหน้าหน่วยงานผู้ให้ความเห็นชอบ", "สำนักงาน ก.พ.ร.", "ชุดข้อมูล 1", "30 กันยายน 2565"]),
        ("en", ["กรมตัวอย่าง", "Approved by the head of the agency", "OPDC", "NSO", "DGA", "30 September 2022"]),
    ],
)
def test_the_score_sheet_says_whose_score_it_is_and_who_signs(
    pack: zipfile.ZipFile, folder: Path, lang: str, words: list[str]
) -> None:
    page = pack.read(f"score-sheet.{lang}.html").decode()
    assert [word for word in words if word not in page] == []
    score = json.loads(pack.read("report/report.json"))["score"]
    assert f"= {round(float(score['total']), 2):g}" in page
    assert "<script" not in page
    assert not re.search(r"""(src|href)\s*=|url\(|@import""", page)


def test_the_same_run_gives_the_same_bytes_and_so_does_another_over_the_same_answers(
    pack: zipfile.ZipFile, folder: Path, tmp_path: Path
) -> None:
    first = Path(str(pack.filename)).read_bytes()
    packed(folder, tmp_path)
    assert (tmp_path / "first.zip").read_bytes() == first
    again = packed(folder, tmp_path, "again")
    assert {name: again.read(name) for name in again.namelist()} == {name: pack.read(name) for name in pack.namelist()}
    assert (tmp_path / "again.zip").read_bytes() == first


def test_no_personal_data_of_the_files_is_in_it(pack: zipfile.ZipFile) -> None:
    report = json.loads(pack.read("report/report.json"))
    checks = {finding["check"] for each in report["datasets"] for finding in each["findings"]}
    assert "personal_data" in checks
    bodies = b"\n".join(whole(pack, name) for name in pack.namelist())
    raw = {value.encode() for row in PEOPLE.rows for value in row}
    assert [value for value in raw if value in bodies] == []


def whole(pack: zipfile.ZipFile, name: str) -> bytes:
    """A member, a workbook as what is inside it."""
    if not name.endswith(".xlsx"):
        return pack.read(name)
    with zipfile.ZipFile(io.BytesIO(pack.read(name))) as book:
        return b"\n".join(book.read(each) for each in book.namelist())


def test_the_plan_of_the_run_may_be_named_again(folder: Path, tmp_path: Path, pack: zipfile.ZipFile) -> None:
    named = packed(folder, tmp_path, "first", "--plan", folder / "plan.yaml")
    assert named.read("SHA256SUMS") == pack.read("SHA256SUMS")


def test_another_plan_than_that_of_the_score_is_refused(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(plan_text("ประเด็นอื่น"), encoding="utf-8")
    done = run("latest", "--store", folder / "first.sqlite", "--plan", other, "--out", tmp_path / "x.zip")
    assert isinstance(done.exception, UsageError)
    assert "a pack belongs to its score" in done.exception.text("en")
    assert "ชุดหลักฐานต้องตรงกับคะแนน" in done.exception.text("th")
    assert not (tmp_path / "x.zip").exists()


def test_a_run_without_a_plan_is_scored_with_the_one_that_is_given_for_the_pack_alone(
    folder: Path, tmp_path: Path
) -> None:
    bare = packed(folder, tmp_path, "bare")
    assert "templates/plan.yaml" not in bare.namelist()
    assert json.loads(bare.read("report/report.json"))["planned"] is False
    given = packed(folder, tmp_path, "bare", "--plan", folder / "plan.yaml", "--force")
    assert given.read("templates/plan.yaml") == (folder / "plan.yaml").read_bytes()
    report = json.loads(given.read("report/report.json"))
    assert (report["planned"], report["score"]["points"]["dataset_list"]) == (True, "50")
    after = packed(folder, tmp_path, "bare", "--force")
    assert after.read("report/report.json") == bare.read("report/report.json")


def test_a_workbook_that_the_run_was_not_given_counts_and_is_packed(
    folder: Path, tmp_path: Path, pack: zipfile.ZipFile
) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(pack.read("templates/workbook.xlsx"))
    found = packed(folder, tmp_path, "first", "--metadata", book)
    assert found.read("templates/metadata.xlsx") == book.read_bytes()


def test_a_pack_is_not_written_over_without_being_asked(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "e-sar.zip"
    out.write_bytes(b"mine")
    done = run("latest", "--store", folder / "first.sqlite", "--out", out)
    assert isinstance(done.exception, UsageError)
    assert out.read_bytes() == b"mine"
    assert run("latest", "--store", folder / "first.sqlite", "--out", out, "--force", "-q").exception is None
    assert zipfile.is_zipfile(out)


def test_a_machine_gets_one_json_value(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "p.zip"
    done = run("latest", "--store", folder / "first.sqlite", "--out", out, "--json")
    assert json.loads(done.output) == {
        "path": str(out),
        "sha256": sha256(out.read_bytes()).hexdigest(),
        "documents": ["templates/plan.yaml", "templates/workbook.xlsx"],
    }


def test_decisions_are_packed_with_the_hashes_that_prove_their_log(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "decided.sqlite"
    shutil.copy(folder / "first.sqlite", store)
    words = ["decide", "accept", "latest", "dataset-1", "--item", "8", "--body", "NSO", "--name", "ผู้ประเมิน ก",
             "--reason", "=เห็นเอกสารแล้ว <b>", "--store", str(store)]  # fmt: skip
    assert CliRunner().invoke(dgcheck, words, standalone_mode=False).exception is None
    found = packed(tmp_path, tmp_path, "decided")
    (entry,) = csv.DictReader(io.StringIO(found.read("tables/decisions.csv").decode("utf-8-sig"), newline=""))
    assert (entry["body"], entry["kind"], entry["reason"]) == ("NSO", "accept_evidence", "'=เห็นเอกสารแล้ว <b>")
    assert re.fullmatch("[0-9a-f]{64}", entry["hash"])
    page = found.read("score-sheet.th.html").decode()
    assert "=เห็นเอกสารแล้ว &lt;b&gt;" in page
    assert entry["hash"] in page
    packed(tmp_path, tmp_path / "again", "decided")
    assert (tmp_path / "again" / "decided.zip").read_bytes() == (tmp_path / "decided.zip").read_bytes()
