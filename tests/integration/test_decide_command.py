"""``dgcheck decide`` as a person uses it: files, several at once, kills, and texts that are made to harm."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import time
from datetime import date, timedelta
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from checker.decided import AGENCY, Kind
from checker.decisions.log import read_log
from checker.report.excel import to_xlsx
from checker.report.html import to_html
from checker.report.json import to_json
from checker.run import Run, score
from checker.store import Store
from tests.acceptance.line import command, dgcheck
from tests.integration.decided_runs import HOSTILE, proposal, record, scanned, served

WHO = ("--name", "ผู้ประเมิน A", "--reason", "ตรวจหลักฐานแล้ว", "--time", "2565-10-05T10:00")
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\u061c\ufeff]")


@pytest.fixture(scope="module")
def scan_of(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A store with one run, as bytes."""
    path = tmp_path_factory.mktemp("decide") / "s.sqlite"
    with served() as url:
        scanned(url, path)
    with Store.open(path) as store:
        store._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.read_bytes()


@pytest.fixture
def run(scan_of: bytes, tmp_path: Path) -> Run:
    path = tmp_path / "s.sqlite"
    path.write_bytes(scan_of)
    with Store.open(path) as store:
        return Run(id=store.resolve("latest").id, store=path)


def decided(run: Run, *words: object, status: int | None = 0) -> subprocess.CompletedProcess[str]:
    return dgcheck("decide", *words, "--store", run.store, "--quiet", status=status)


def told(run: Run, *words: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(decided(run, *words, "--json").stdout)
    return found


def test_a_decision_is_recorded_told_and_listed(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "หนังสือ.pdf"
    letter.write_bytes(b"letter")
    asked = ("overrule", "latest", "D_2", "--check", "maintainer_email", "--as", "passed", "--body", "nso", *WHO)
    dry = decided(run, *asked, "--dry-run", "--lang", "en").stdout
    assert dry.splitlines() == [
        "1. NSO · finding overruled: passed · อีเมลไม่ถูกต้อง · check Contact e-mail",
        "    counts · Effect +3",
        "    ผู้ประเมิน A · 5 October 2022 10:00",
        "    ตรวจหลักฐานแล้ว",
        "score 72.33 → 75.33",
        "Signed by 0 of 3 bodies",
        "tried only; nothing was recorded",
    ]
    assert "ยังไม่มีคำตัดสิน" in decided(run, "latest").stdout
    wet = decided(run, *asked, "--attachment", letter).stdout
    assert wet.splitlines()[0] == "บันทึกแล้ว รายการที่ 1"
    assert f"หนังสือ.pdf · {sha256(b'letter').hexdigest()}" in wet
    (entry,) = told(run, "latest")["entries"]
    assert (entry["state"], entry["effect"]["points"], entry["time"]) == ("counts", "3", "2022-10-05T10:00:00+07:00")
    assert entry["attachment"]["name"] == "หนังสือ.pdf"
    assert len(entry["attachment"]["sha256"]) == 64
    assert run.store.read_bytes().find(b"letter") == -1


def test_the_run_may_stand_before_the_word(run: Run) -> None:
    decided(run, "latest", "waive", "D_3", "--body", "DGA", *WHO)
    assert [entry["kind"] for entry in told(run, "latest")["entries"]] == ["waive"]


def test_wrong_use_ends_with_two_and_records_nothing(run: Run) -> None:
    done = decided(run, "waive", "latest", "D_3", "--body", "OPDC", *WHO, status=2)
    assert "OPDC ตัดสินเรื่องนี้ไม่ได้" in done.stderr
    done = decided(run, "waive", "latest", "D_3", "--body", "DGA", "--name", "A", "--reason", " ", status=2)
    assert "ต้องให้เหตุผล" in done.stderr
    done = decided(run, "waive", "latest", "D_3", "--body", "DGA", *WHO[:4], "--time", "เมื่อวาน", status=2)
    assert "เวลาเขียนเป็น 2565-09-30" in done.stderr
    assert told(run, "latest")["entries"] == []


def test_a_file_is_taken_whole_or_not_at_all_and_every_wrong_line_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_text(
        """\
decisions:
- {body: NSO, kind: waive, dataset: D_5, name: ผู้ประเมิน A, reason: ยกเว้น}
- body: NSO
  kind: wave
  dataset: D_2
  name: ผู้ประเมิน A
- body: DGA
  kind: waive
  colour: red
  dataset: D_2
  name: ผู้ประเมิน A
  reason: ยกเว้น
""",
        encoding="utf-8",
    )
    done = decided(run, "latest", "--file", path, "--lang", "en", status=2)
    assert [line.removeprefix(f"  {path}: ").split(":")[0] for line in done.stderr.splitlines()[1:]] == [
        "line 3",
        "line 4 'wave'",
        "line 9 'colour'",
    ]
    path.write_text(path.read_text(encoding="utf-8").split("- body: NSO")[0], encoding="utf-8")
    assert "score 72.33 → 73.83" in decided(run, "latest", "--file", path, "--lang", "en").stdout
    assert "มีอยู่ในบันทึกแล้ว" in decided(run, "latest", "--file", path).stdout
    assert len(told(run, "latest")["entries"]) == 1
    path.write_text("decisions:\n- {body: OPDC, kind: waive, dataset: D_9, name: A, reason: b}\n", encoding="utf-8")
    done = decided(run, "latest", "--file", path, status=2)
    assert f"{path}: line 2 'D_9': ไม่พบชุดข้อมูล D_9 ในรอบตรวจนี้" in done.stderr


@pytest.mark.parametrize(
    "content",
    [b"", b"- a\n", b"decisions: 5\n", b"decisions: [5]\n", b"\xff\xfe", b"a: &a [*a]\n", b"decisions: [{kind: }]"],
)
def test_a_file_that_is_none_is_refused_in_words(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_bytes(content)
    done = decided(run, "latest", "--file", path, status=2)
    assert done.stderr.startswith("dgcheck: ")
    assert "Traceback" not in done.stderr


def test_an_exported_log_is_read_again_as_it_was(run: Run, tmp_path: Path) -> None:
    for number, payload in enumerate(HOSTILE):
        record(run, proposal(Kind.OBJECT, AGENCY, "D_1", reason=f"{number} {payload}", name=f"A {payload}"[:200]))
    decided(run, "latest", "--export", tmp_path / "log.yaml")
    again = told(run, "latest", "--file", tmp_path / "log.yaml")
    assert {each["code"] for each in again["skipped"]} == {"there_already"}
    assert len(again["skipped"]) == len(HOSTILE)


class _Tags(HTMLParser):
    """The tags of a page, and what of their attributes would act."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.addresses: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        for name, value in attrs:
            if name.startswith("on") or (
                name in ("href", "src") and not (value or "").startswith(("#", "http://127.0.0.1"))
            ):
                self.addresses.append((name, value))


def test_texts_that_are_made_to_harm_are_shown_and_do_nothing(run: Run) -> None:
    for payload in HOSTILE:
        name = f"A {payload}"[:200]
        record(
            run,
            proposal(Kind.OVERRULE, "NSO", "D_2", "passed", check="maintainer_email", reason=payload + "!", name=name),
        )
    for words in (("latest",), ("latest", "--lang", "en")):
        assert OBEYED.search(decided(run, *words).stdout) is None
    explained = dgcheck("explain", "latest", "D_2", "--store", run.store).stdout
    assert OBEYED.search(explained) is None
    report = score(run)
    page = _Tags(to_html(report).decode())
    assert page.found & {"script", "img", "base", "iframe", "object"} == set()
    assert page.addresses == []
    for sheet in openpyxl.load_workbook(BytesIO(to_xlsx(report))).worksheets:
        assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert json.loads(to_json(report))["decisions"]["entries"][-1]["state"] == "counts"


def test_processes_that_record_at_once_lose_nothing(run: Run) -> None:
    started = [
        subprocess.Popen(
            command(
                "decide", "object", run.id, "D_1", "--store", run.store, "-q", "--name", "A", "--reason", f"{number}"
            ),
            stdout=subprocess.DEVNULL,
        )
        for number in range(4)
    ]
    assert [each.wait(60) for each in started] == [0, 0, 0, 0]
    with Store.open(run.store) as store:
        log = read_log(run.id, store.decisions(run.id))
    assert log.broken is None
    assert sorted(entry.reason for entry in log.entries) == ["0", "1", "2", "3"]


def test_what_is_stored_counts_every_decision_however_many_record_at_once(run: Run) -> None:
    """The last to write may not be the one that saw the whole log; a score taken meanwhile has seen less still."""
    tiers = [
        ("decide", "accept", run.id, "D_1", "--criterion", "channel", "--tier", tier) for tier in ("basic", "middle")
    ]
    waivers = [("decide", "waive", run.id, code) for code in ("D_2", "D_3", "D_5")]
    who = ("--body", "DGA", "--name", "A", "--reason", "ข")
    started = [
        subprocess.Popen(command(*words, *who, "--store", run.store, "-q"), stdout=subprocess.DEVNULL)
        for words in (*tiers, *waivers)
    ]
    while any(each.poll() is None for each in started):
        score(run)
    assert [each.returncode for each in started] == [0] * 5
    with Store.open(run.store) as store:
        held = json.loads(store.score_json(run.id, "data-catalog-kpi-2565"))
    wanted = score(run)
    assert wanted.decided is not None
    assert len(wanted.decided.lines) == 5
    assert held["total"] == str(wanted.score.total)


def test_a_process_that_is_killed_leaves_all_of_a_file_or_nothing(run: Run, tmp_path: Path) -> None:
    count = 150
    path = tmp_path / "decisions.yaml"
    lines = [f"- {{body: agency, kind: object, dataset: D_1, name: A, reason: ข้อ {each}}}\n" for each in range(count)]
    path.write_text("decisions:\n" + "".join(lines), encoding="utf-8")
    for step in range(12):
        process = subprocess.Popen(
            command("decide", run.id, "--file", path, "--store", run.store, "-q"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(0.5 + step * 0.15)
        process.kill()
        process.wait()
        with Store.open(run.store) as store:
            log = read_log(run.id, store.decisions(run.id))
        assert log.broken is None
        assert len(log.entries) in (0, count)
    decided(run, run.id, "--file", path)
    assert len(told(run, run.id)["entries"]) == count


@pytest.mark.parametrize(
    "word", ["accept", "overrule", "set-kind", "waive", "sign-off", "object", "answer", "withdraw", "log"]
)
def test_every_word_has_help_with_an_example(word: str) -> None:
    """The line of use, and another that can be typed."""
    told = dgcheck("decide", word, "--help").stdout
    assert re.search("[ก-๙]", told)
    assert len(re.findall("^.*dgcheck decide ", told, re.MULTILINE)) == 2


def test_a_log_that_lost_its_last_entries_no_longer_holds_what_a_report_printed(run: Run) -> None:
    for number in (1, 2, 3):
        decided(run, "object", run.id, "D_1", "--name", "A", "--reason", f"{number}")
    head = told(run, run.id)["head"]
    assert told(run, run.id, "--holds", head.upper()) == {"hash": head, "holds": True, "number": 3, "head": head}
    database = sqlite3.connect(run.store)
    database.executescript("DROP TRIGGER decision_goes_only_with_its_run; DELETE FROM decision WHERE number = 3")
    database.close()
    done = decided(run, run.id, "--holds", head, "--lang", "en", status=1)
    assert done.stdout.strip() == (
        f"the log (2 entries) does not hold an entry with {head}: it was cut off or changed, or is of another run"
    )


@pytest.mark.parametrize("words", [("--file",), ("object", "D_1", "--name", "A", "--reason", "ข", "--attachment")])
def test_a_pipe_in_place_of_a_file_is_refused_and_not_waited_for(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    place = 1 if words[0] == "object" else 0
    done = decided(run, *words[:place], run.id, *words[place:], pipe, "--lang", "en", status=2)
    assert "it is not a file" in done.stderr


def test_a_decision_of_tomorrow_is_refused(run: Run) -> None:
    words = ("object", run.id, "D_1", "--name", "A", "--reason", "ข", "--lang", "en", "--time")
    assert "has not come yet" in decided(run, *words, f"{date.today() + timedelta(days=3)}", status=2).stderr


def test_a_decision_that_is_not_recorded_says_what_there_is(run: Run) -> None:
    def refused(*words: object) -> str:
        return decided(run, "accept", "latest", *words, *WHO, status=2).stderr

    assert "ที่มีคือ OPDC (สำนักงาน ก.พ.ร.), NSO (สำนักงานสถิติแห่งชาติ (สสช.)), DGA" in refused(
        "D_1", "--item", 5, "--body", "ก.พ."
    )
    assert "there are: OPDC, NSO, DGA" in refused("D_1", "--item", 5, "--body", "XXX", "--lang", "en")
    wanted = "ต้องบอกว่าตัดสินเรื่องใด: DATASET --item NO | --criterion ID | --resource ID | --component ID"
    assert wanted in refused("D_1", "--body", "NSO")
    items = ", ".join(str(number) for number in range(1, 15))
    assert f"ที่มีคือ {items}" in refused("D_1", "--item", 99, "--body", "NSO")
