"""Bad input gets a message that names file, place, value and reason, and the right exit status."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.testing import SiteAnswer, SiteRequest, ckan_site, serve
from tests.acceptance.line import QUICK, dgcheck

AGENCY = {"id": "o", "name": "o", "title": "กรม"}
PACKAGE = {"id": "a", "name": "a", "title": "ก", "owner_org": "o", "organization": AGENCY, "resources": []}

DOUBTFUL_PLAN = """\
fiscal_year: 2565
agency: {title: กรมตัวอย่าง, type: department}
issues:
- focus_area: 11
  issue: a
  goal: b
  expected_users: [c]
  missions:
  - title: m
    processes:
    - number: '1.1'
      title: p
      datasets:
      - {code: D_1, title: one}
      - {code: d_1, title: two}
"""


@pytest.fixture(scope="module")
def catalog() -> Iterator[str]:
    with serve(ckan_site([PACKAGE], files={}, title="ตัวอย่าง")) as url:
        yield url


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--rubric", "no-such"), "unknown rubric 'no-such'"),
        (("--set", "page_sice=3"), "unknown setting 'page_sice'; did you mean 'page_size'?"),
        (("--set", "page_size=many"), "settings:"),
        (("--set", "page_size"), "write KEY=VALUE"),
        (("--config", "missing.yaml"), "missing.yaml"),
        (("--plan", "missing.yaml"), "missing.yaml"),
        (("--metadata", "missing.xlsx"), "missing.xlsx"),
        (("--organization", "nobody"), "nobody"),
        (("--cutoff", "31/2/2565"), "--cutoff '31/2/2565'"),
        (("--format", "pdf"), "--format 'pdf'"),
        (("--api-token-env", "NOT_SET_HERE"), "--api-token-env NOT_SET_HERE"),
        (("--no-such-flag",), "No such option"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what(
    catalog: str, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = dgcheck("scan", catalog, *QUICK, "--lang", "en", *arguments, cwd=tmp_path, status=2)
    assert said in done.stderr
    assert not (tmp_path / "dgcheck-report").exists()


def test_an_unknown_run_or_dataset_is_named(catalog: str, tmp_path: Path) -> None:
    dgcheck("scan", catalog, *QUICK, "--quiet", cwd=tmp_path)
    assert "no-such-run" in dgcheck("score", "no-such-run", "--lang", "en", cwd=tmp_path, status=2).stderr
    done = dgcheck("explain", "latest", "no-such-dataset", "--lang", "en", cwd=tmp_path, status=2)
    assert "no dataset 'no-such-dataset'" in done.stderr


def test_a_plan_with_duplicate_codes_and_an_unknown_area_names_both_lines(catalog: str, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(DOUBTFUL_PLAN, encoding="utf-8")
    done = dgcheck("scan", catalog, "--plan", plan, *QUICK, "--lang", "en", cwd=tmp_path, status=2)
    assert "line 4" in done.stderr
    assert "line 15" in done.stderr


def test_a_workbook_that_is_none_is_named(catalog: str, tmp_path: Path) -> None:
    plan = tmp_path / "plan.xlsx"
    plan.write_text("<html><body>login</body></html>")
    assert "plan.xlsx" in dgcheck("scan", catalog, "--plan", plan, *QUICK, cwd=tmp_path, status=2).stderr


def test_a_store_that_is_no_database_is_named_and_left_alone(catalog: str, tmp_path: Path) -> None:
    store = tmp_path / "notes.txt"
    store.write_text("not a database at all, but long enough to be looked at" * 30)
    done = dgcheck("scan", catalog, "--store", store, *QUICK, cwd=tmp_path, status=3)
    assert "notes.txt" in done.stderr
    assert store.read_text().startswith("not a database")


def test_a_store_of_a_newer_version_is_refused(catalog: str, tmp_path: Path) -> None:
    dgcheck("scan", catalog, *QUICK, "--quiet", cwd=tmp_path)
    with sqlite3.connect(tmp_path / "dgcheck.sqlite") as database:
        database.execute("PRAGMA user_version = 9999")
    database.close()
    assert "newer" in dgcheck("runs", "--lang", "en", cwd=tmp_path, status=3).stderr


def test_a_site_that_is_no_catalog_ends_with_3_and_writes_no_report(tmp_path: Path) -> None:
    def page(request: SiteRequest) -> SiteAnswer:
        return SiteAnswer(status=200, headers={"Content-Type": "text/html"}, body=b"<html><body>hello</body></html>")

    with serve(page) as url:
        done = dgcheck("scan", url, *QUICK, "--lang", "en", cwd=tmp_path, status=3)
    assert url.removeprefix("http://") in done.stderr
    assert not (tmp_path / "dgcheck-report").exists()


def test_loopback_is_not_fetched_unless_allowed(catalog: str, tmp_path: Path) -> None:
    done = dgcheck("scan", catalog, "--lang", "en", cwd=tmp_path, status=3)
    assert "--allow-network" in done.stderr


def test_a_folder_that_cannot_be_written_is_named(catalog: str, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    done = dgcheck("scan", catalog, "--out", tmp_path / "taken", *QUICK, "--lang", "en", cwd=tmp_path, status=2)
    assert "taken" in done.stderr


def test_a_score_under_the_limit_ends_with_1(catalog: str, tmp_path: Path) -> None:
    done = dgcheck("scan", catalog, "--fail-under", "90", *QUICK, "--lang", "en", cwd=tmp_path, status=1)
    assert "under the limit 90" in done.stderr


def test_the_token_is_in_no_output_and_no_store(catalog: str, tmp_path: Path) -> None:
    done = dgcheck(
        "scan", catalog, "--api-token-env", "SECRET_TOKEN", *QUICK, cwd=tmp_path, SECRET_TOKEN="s3cr3t-t0k3n"
    )
    assert "s3cr3t-t0k3n" not in done.stdout + done.stderr
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert b"s3cr3t-t0k3n" not in path.read_bytes(), path


def test_a_catalog_that_counts_datasets_and_shows_none_ends_with_3(tmp_path: Path) -> None:
    def site(request: SiteRequest) -> SiteAnswer:
        told = {"ckan_version": "2.10.7"} if request.path.endswith("status_show") else {"count": 3, "results": "no"}
        body = json.dumps({"success": True, "result": told}).encode()
        return SiteAnswer(headers={"Content-Type": "application/json"}, body=body)

    with serve(site) as url:
        done = dgcheck("scan", url, *QUICK, "--lang", "en", cwd=tmp_path, status=3)
    assert "3 datasets, but none of them could be read" in done.stderr
    assert not (tmp_path / "dgcheck-report").exists()
