"""A catalog that does not answer: cannot tell at first, failed when confirmed, read when it comes back."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
import yaml

import checker
from checker.config import Settings
from checker.errors import CatalogError
from checker.model import Outcome, Verdict
from checker.resources import schemas_dir
from checker.run import Run, confirm
from checker.store import Store
from checker.testing import SiteAnswer, SiteRequest, ckan_site, serve

LOOPBACK = {"allow_networks": ("127.0.0.0/8",), "host_interval": 0.0, "retries": 0, "timeout": 3.0}
AGENCY = {"id": "o", "name": "o", "title": "กรมตัวอย่าง"}
PACKAGE = {"id": "d_1", "name": "d_1", "title": "หนึ่ง", "owner_org": "o", "organization": AGENCY, "resources": []}
PLAN = """\
fiscal_year: 2565
agency: {title: กรมตัวอย่าง, type: department, catalog_url: "URL", reported_on: 2565-01-15}
issues:
- focus_area: 9
  issue: a
  goal: b
  expected_users: [c]
  missions:
  - title: m
    processes:
    - {number: "1.1", title: p, datasets: [{code: D_1, title: หนึ่ง, category: ข้อมูลสาธารณะ}]}
"""


@pytest.fixture
def dead_url() -> str:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    return f"http://127.0.0.1:{port}"


@pytest.fixture
def plan(tmp_path: Path, dead_url: str) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN.replace("URL", dead_url), encoding="utf-8")
    return path


def component(report, name):
    return next(each for each in report.score.components if each.id == name)


def kept_run(store: Path) -> Run:
    with Store.open(store) as opened:
        return Run(id=opened.resolve("latest").id, store=store)


def test_one_look_cannot_tell_and_two_looks_apart_fail(plan: Path, tmp_path: Path) -> None:
    store = tmp_path / "runs.sqlite"
    with pytest.raises(CatalogError):
        checker.scan(plan=plan, store=store, confirm_after=0.0, **LOOPBACK)
    run = kept_run(store)
    first = component(checker.score(run), "agency_catalog")
    assert (first.outcome, first.reason, first.minimum, first.maximum) == (Outcome.CANNOT_TELL, "unconfirmed", 0, 10)
    assert component(checker.score(run), "dataset_list").points == 50
    assert component(checker.score(run), "metadata_14").outcome is Outcome.CANNOT_TELL
    confirm(run.id, store, Settings(**LOOPBACK))
    second = component(checker.score(run), "agency_catalog")
    assert (second.outcome, second.reason, second.maximum) == (Outcome.FAILED, "unreachable", 0)


def test_two_looks_at_once_confirm_nothing(plan: Path, tmp_path: Path) -> None:
    store = tmp_path / "runs.sqlite"
    with pytest.raises(CatalogError):
        checker.scan(plan=plan, store=store, **LOOPBACK)
    run = kept_run(store)
    confirm(run.id, store, Settings(**LOOPBACK))
    assert component(checker.score(run), "agency_catalog").outcome is Outcome.CANNOT_TELL


def test_a_catalog_that_is_back_is_read(plan: Path, dead_url: str, tmp_path: Path) -> None:
    store = tmp_path / "runs.sqlite"
    with pytest.raises(CatalogError):
        checker.scan(plan=plan, store=store, **LOOPBACK)
    run = kept_run(store)
    with serve(ckan_site([PACKAGE], files={}, title="กลับมาแล้ว"), port=int(dead_url.rpartition(":")[2])):
        confirm(run.id, store, Settings(**LOOPBACK))
    report = checker.score(run)
    assert component(report, "agency_catalog").outcome is Outcome.PASSED
    assert [line.standing.on_catalog for line in report.datasets] == [True]


def _verdicts(folder: Path, *urls: str) -> set[tuple[Verdict, Outcome]]:
    saved = folder / "saved.json"
    resources = [{"id": f"r{place}", "name": "r", "url": url, "format": "CSV"} for place, url in enumerate(urls)]
    saved.write_text(json.dumps([{**PACKAGE, "resources": resources}]))
    run = checker.scan(str(saved), store=folder / "runs.sqlite", confirm_after=0.0, **LOOPBACK)
    seen = [resource.observation for resource in checker.score(run).datasets[0].resources]
    return {(each.verdict, each.outcome) for each in seen if each is not None}


def test_without_any_answer_from_anywhere_no_link_is_called_broken(tmp_path: Path) -> None:
    found = _verdicts(tmp_path, "http://a.invalid/a.csv", "http://b.invalid/b.csv")
    assert found == {(Verdict.REFUSED_BY_US, Outcome.CANNOT_TELL)}


def test_one_silent_host_is_its_own_failure(tmp_path: Path) -> None:
    found = _verdicts(tmp_path, "http://a.invalid/a.csv", "http://a.invalid/b.csv")
    assert found == {(Verdict.DNS_ERROR, Outcome.FAILED)}


def test_a_refused_connection_is_an_answer(tmp_path: Path, dead_url: str) -> None:
    assert _verdicts(tmp_path, f"{dead_url}/a.csv") == {(Verdict.UNREACHABLE, Outcome.FAILED)}


def test_head_first_asks_again_where_head_is_not_believed(tmp_path: Path) -> None:
    asked: list[tuple[str, str]] = []
    body = "ปี,จำนวน\n2564,10\n2565,12\n".encode()

    def files(name: str, *, refuses_head: bool):
        def answer(request: SiteRequest) -> SiteAnswer:
            asked.append((request.method, name))
            if request.method == "HEAD" and refuses_head:
                return SiteAnswer(status=405)
            return SiteAnswer(status=200, headers={"Content-Type": "text/csv"}, body=body)

        return answer

    rubric = yaml.safe_load((schemas_dir() / "rubric" / "data-catalog-kpi-2565.yaml").read_text(encoding="utf-8"))
    rubric["links"]["head_first"] = True
    path = tmp_path / "head.yaml"
    path.write_text(yaml.safe_dump(rubric, allow_unicode=True), encoding="utf-8")
    package = {
        **PACKAGE,
        "resources": [
            {"id": name, "name": name, "url": f"BASE/{name}.csv", "format": "CSV"} for name in ("good", "bad")
        ],
    }

    def packages(base_url: str):
        return [
            {
                **package,
                "resources": [{**each, "url": each["url"].replace("BASE", base_url)} for each in package["resources"]],
            }
        ]

    site = ckan_site(
        packages,
        files={"/good.csv": files("good", refuses_head=False), "/bad.csv": files("bad", refuses_head=True)},
        title="t",
    )
    with serve(site) as url:
        run = checker.scan(url, store=tmp_path / "runs.sqlite", rubric=str(path), **LOOPBACK)
    assert set(asked) == {("HEAD", "good"), ("HEAD", "bad"), ("GET", "bad")}
    assert [each.observation.outcome for each in checker.score(run).datasets[0].resources] == [
        Outcome.PASSED,
        Outcome.PASSED,
    ]


def test_a_catalog_that_shuts_us_out_is_never_called_down_from_one_place(tmp_path: Path) -> None:
    def wall(request: SiteRequest) -> SiteAnswer:
        return SiteAnswer(status=403, headers={"Content-Type": "text/plain"}, body=b"no")

    store = tmp_path / "runs.sqlite"
    with serve(wall) as url:
        plan = tmp_path / "plan.yaml"
        plan.write_text(PLAN.replace("URL", url), encoding="utf-8")
        with pytest.raises(CatalogError):
            checker.scan(plan=plan, store=store, confirm_after=0.0, **LOOPBACK)
        run = kept_run(store)
        confirm(run.id, store, Settings(**LOOPBACK))
        assert component(checker.score(run), "agency_catalog").outcome is Outcome.CANNOT_TELL
        confirm(run.id, store, Settings(vantage="elsewhere", **LOOPBACK))
        assert component(checker.score(run), "agency_catalog").outcome is Outcome.FAILED
