"""A catalog whose records are made to harm, scanned as anyone would: the good ones are judged, and nothing acts."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from checker.cli import dgcheck
from checker.testing import Site, SiteAnswer, SiteRequest, json_answer, serve
from tests.corpora.bombs import packed

ACTS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
EVIL = "=1+1<script>alert(1)</script>\\u001b[31m\\u009b31m\\u0000\\u202egpj.exe\\ud83d {{7*7}} {0} %s"
CSV = "ปี,จังหวัด,จำนวน\n2564,น่าน,1\n2565,แพร่,2\n".encode()


def record(name: str, extra: str = "", url: str = "{base}/good.csv") -> str:
    """A package as JSON text, so that it may hold what no encoder would write."""
    resource = f'{{"id": "r-{name}", "name": "{EVIL}", "format": "CSV", "url": "{url}"}}'
    said = f'"title": "{name} {EVIL}", "notes": "{EVIL}", "maintainer": "{EVIL}", "author": "{EVIL}"'
    return f'{{"id": "id-{name}", "name": "{name}", {said}, "resources": [{resource}]{extra and ", "}{extra}}}'


RECORDS = {
    "good": record("good"),
    "long-notes": record("long-notes", f'"notes": "{"ก" * 5_000_000}"'),
    "many-tags": record("many-tags", f'"tags": [{", ".join(f"""{{"name": "t{n}"}}""" for n in range(100_000))}]'),
    "deep": record("deep", f'"extras": {"[" * 10_000}{"]" * 10_000}'),
    "number": record("number", f'"extras": [{{"key": "a", "value": {"9" * 5_000}}}], "version": {"9" * 4_400}'),
    "twice": record("twice", '"title": "ก", "title": "ข", "id": "id-other", "id": "id-twice"'),
    "types": record("types", '"title": {"a": [[[1]]]}, "notes": 7, "tags": {"x": 1}, "license_id": [null]'),
    "address": record("address", url="javascript:alert(1)"),
    "inside": record("inside", url="http://169.254.169.254/latest/meta-data/"),
    "smuggler": record("smuggler", url="{base}/a\\r\\nX-Evil: 1"),
    "turned": record("turned", url="{base}/\\u202egpj.exe"),
}  # fmt: skip


def catalog(asked: list[SiteRequest], records: Sequence[str], rules: bytes = b"") -> Site:
    """A CKAN that gives these records, page by page."""

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request)
        if request.path == "/good.csv":
            return SiteAnswer(headers={"Content-Type": "text/csv"}, body=CSV)
        if request.path == "/robots.txt" and rules:
            return SiteAnswer(body=rules)
        if request.path.endswith("status_show"):
            return json_answer({"success": True, "result": {"ckan_version": "2.10.7", "site_title": "<b>\x1b[31m"}})
        if not request.path.endswith("package_search"):
            return SiteAnswer(status=404)
        given: dict[str, Any] = {**request.query, **(json.loads(request.body) if request.body else {})}
        first, rows = int(given.get("start", 0)), int(given.get("rows", 10))
        found = ", ".join(records[first : first + rows]).replace("{base}", request.base)
        body = f'{{"success": true, "result": {{"count": {len(records)}, "results": [{found}]}}}}'
        return SiteAnswer(headers={"Content-Type": "application/json"}, body=body.encode())

    return site


def run(*arguments: object) -> str:
    done = CliRunner().invoke(dgcheck, [str(each) for each in arguments], prog_name="dgcheck")
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[SiteRequest], str]:
    folder = tmp_path_factory.mktemp("hostile")
    asked: list[SiteRequest] = []
    with serve(catalog(asked, list(RECORDS.values()))) as base:
        said = run(
            "scan", base, "--store", folder / "s.sqlite", "--out", folder, "--allow-network", "127.0.0.0/8",
            "--set", "host_interval=0", "--set", "confirm=later", "--cutoff", "2022-09-30", "--lang", "en",
        )  # fmt: skip
    return folder, asked, said


Scanned = tuple[Path, list[SiteRequest], str]


def test_every_record_but_the_one_that_cannot_be_read_is_judged(scanned: Scanned) -> None:
    report = json.loads((scanned[0] / "report.json").read_text())
    assert {each["name"] for each in report["datasets"]} == set(RECORDS) - {"deep"}
    (good,) = (each for each in report["datasets"] if each["name"] == "good")
    assert [each["verdict"] for each in good["resources"]] == ["ok"]
    assert len(report["catalog"]["unreadable"]) == 1
    (twice,) = (each for each in report["datasets"] if each["name"] == "twice")
    assert (twice["id"], twice["title"]) == ("id-twice", "ข")


def test_what_is_cut_is_warned_of(scanned: Scanned) -> None:
    report = json.loads((scanned[0] / "report.json").read_text())
    (warning,) = (each for each in report["warnings"] if each["code"] == "cut_off")
    for words in ("notes: 100000 / 5000000", "tag_string: 1000 / 100000"):
        assert words in warning["en"]


def test_what_leads_nowhere_good_is_not_asked_for(scanned: Scanned) -> None:
    report = json.loads((scanned[0] / "report.json").read_text())
    verdicts = {each["name"]: each["resources"][0]["verdict"] for each in report["datasets"] if each["resources"]}
    told = {name: verdicts[name] for name in ("address", "inside", "smuggler", "turned")}
    assert set(told.values()) <= {"refused_by_us", "invalid_url"}
    assert not [
        request for request in scanned[1] if "evil" in "".join(request.headers).lower() or "gpj" in request.path
    ]


def test_no_report_of_it_acts(scanned: Scanned) -> None:
    folder = scanned[0]
    assert ACTS.search((folder / "report.json").read_text()) is None
    page = (folder / "report.html").read_text()
    assert ACTS.search(page) is None
    assert not re.search(r"<(script|img|iframe|base|object)\b", page)
    book = openpyxl.load_workbook(BytesIO((folder / "report.xlsx").read_bytes()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [cell.coordinate for cell in cells if ACTS.search(str(cell.value))]


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("as_json", [False, True])
def test_no_command_says_of_it_what_a_terminal_obeys(scanned: Scanned, lang: str, as_json: bool) -> None:
    store = ("--store", scanned[0] / "s.sqlite", "--lang", lang, *(["--json"] if as_json else []))
    assert ACTS.search(scanned[2]) is None
    for name in ("good", "turned"):
        assert ACTS.search(run("explain", "latest", f"id-{name}", *store)) is None
    for command in ("score", "history"):
        assert ACTS.search(run(command, "latest", *(["good"] if command == "history" else []), *store)) is None
    assert ACTS.search(run("runs", *store)) is None


@pytest.mark.parametrize("extra", [(), ("--json",)])
def test_a_table_of_hostile_words_says_nothing_that_a_terminal_obeys(tmp_path: Path, extra: tuple[str, ...]) -> None:
    evil = json.loads(f'"{EVIL}"').encode("utf-8", "replace").decode().replace("\x00", "")  # NUL: no text at all
    rows = [f"{evil}{column},ปี {evil},จังหวัด" for column in range(3)] + [f"{evil},2565,น่าน"] * 30
    (tmp_path / "a.csv").write_text("\n".join(rows))
    (tmp_path / "a.zip").write_bytes(packed(("\x1b[31m\u202eก.csv", "\n".join(rows))))
    for name in ("a.csv", "a.zip"):
        done = CliRunner().invoke(dgcheck, ["table", str(tmp_path / name), *extra], prog_name="dgcheck")
        assert done.exception is None or isinstance(done.exception, SystemExit)
        assert done.output
        assert ACTS.search(done.output) is None


def test_declared_links_heed_robots_txt_only_where_the_setting_says_so(tmp_path: Path) -> None:
    asked: list[SiteRequest] = []
    settings = ("--allow-network", "127.0.0.0/8", "--set", "host_interval=0", "--set", "confirm=later")
    told = {}
    with serve(catalog(asked, [RECORDS["good"]], b"User-agent: *\nDisallow: /good.csv\n")) as base:
        for robots in ("pages", "all"):
            asked.clear()
            out = tmp_path / robots
            run("scan", base, "--store", out / "s.sqlite", "--out", out, *settings, "--set", f"robots={robots}")
            report = json.loads((out / "report.json").read_text())
            (good,) = (each for each in report["datasets"] if each["name"] == "good")
            (resource,) = good["resources"]
            paths = {request.path for request in asked}
            told[robots] = (resource["verdict"], resource["outcome"], "/good.csv" in paths, "/robots.txt" in paths)
    assert told == {
        "pages": ("ok", "passed", True, False),
        "all": ("refused_by_us", "cannot_tell", False, True),
    }
