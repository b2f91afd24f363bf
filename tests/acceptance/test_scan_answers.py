"""What a scan tells of small catalogs that answer in telling ways: in ``report.json``, by the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checker.store import Store
from checker.testing import SiteAnswer, SiteRequest, a_package, a_resource, ckan_site, file_answer, json_answer, serve
from tests.acceptance.line import DAY, QUICK, dgcheck, report

CSV = "ปี,เดือน,จังหวัด,จำนวน\n2564,1,เชียงใหม่,5\n2564,2,ขอนแก่น,6\n".encode()
PLAN = """
fiscal_year: 2565
agency: {{title: กรมทดสอบ, type: department, catalog_url: "{url}", reported_on: 2565-01-15}}
issues:
  - focus_area: 9
    issue: ประเด็น
    goal: เป้าหมาย
    expected_users: [ประชาชน]
    missions:
      - title: ภารกิจ
        processes:
          - {{number: "1.1", title: กระบวนการ, datasets: [{datasets}]}}
"""


def package(name: str, url: str, **changes: Any) -> dict[str, Any]:
    resource = a_resource(id=f"r-{name}", url=url)
    return a_package(**{"id": f"id-{name}", "name": name, "title": f"ชุด {name}", "resources": [resource], **changes})


def scanned(url: str, folder: Path, *extra: object) -> dict[str, Any]:
    dgcheck("scan", url, "--store", folder / "s.sqlite", "--out", folder, "--format", "json", *DAY, *QUICK, *extra)
    return report(folder)


def link_of(found: dict[str, Any], name: str) -> tuple[str, str, bool]:
    (resource,) = next(dataset for dataset in found["datasets"] if dataset["name"] == name)["resources"]
    return resource["verdict"], resource["outcome"], resource["confirmed"]


def moved(target: str) -> SiteAnswer:
    return SiteAnswer(status=301, headers={"Location": target})


def test_what_passed_with_a_remark_is_told_with_its_fix(tmp_path: Path) -> None:
    files = {"/a.csv": CSV, "/old.csv": lambda request: moved("/a.csv")}
    mails = "mailto:a@example.org"
    packages = ckan_site(lambda base: [package("one", f"{base}/old.csv", maintainer_email=mails)], files=files)
    with serve(packages) as url:
        found = scanned(url, tmp_path)
        told = dgcheck("explain", "latest", "one", "--lang", "en", "--store", tmp_path / "s.sqlite").stdout
    (dataset,) = found["datasets"]
    remarks = {(each["check"], each["reason"], each["outcome"]) for each in dataset["findings"]}
    assert {("link_reachable", "moved", "passed"), ("maintainer_email", "tidied", "passed")} <= remarks
    assert "Write the address alone" in told


def test_second_looks_that_were_put_off_are_left_to_confirm(tmp_path: Path) -> None:
    with serve(ckan_site(lambda base: [package("gone", f"{base}/gone.csv")])) as url:
        found = scanned(url, tmp_path, "--confirm-after", "0", "--set", "confirm=later")
        assert link_of(found, "gone") == ("missing", "cannot_tell", False)
        out = ("--store", tmp_path / "s.sqlite", "--out", tmp_path, "--format", "json")
        dgcheck("confirm", "latest", *out, *QUICK)
    assert link_of(report(tmp_path), "gone") == ("missing", "failed", True)


def test_an_answer_without_a_body_is_no_file_of_the_declared_format(tmp_path: Path) -> None:
    files = {"/closed.csv": lambda request: SiteAnswer(status=401), "/empty.csv": b""}
    both = ckan_site(lambda base: [package(name, f"{base}/{name}.csv") for name in ("closed", "empty")], files=files)
    with serve(both) as url:
        found = scanned(url, tmp_path)
    assert [dataset["resources"][0]["sniffed"] for dataset in found["datasets"]] == [None, None]


def test_a_page_in_between_is_not_the_file_and_neither_is_a_failure_told_in_json(tmp_path: Path) -> None:
    wait = b'<html><head><meta http-equiv="refresh" content="0;url=/a.csv"></head><body>wait</body></html>'
    files = {
        "/wait.csv": lambda request: file_answer(request, wait, "text/html"),
        "/no.json": lambda request: file_answer(request, b'{"success": false, "error": "x"}', "application/json"),
    }

    def packages(base: str) -> list[dict[str, Any]]:
        failure = a_resource(id="r-no", url=f"{base}/no.json", format="JSON")
        return [package("wait", f"{base}/wait.csv"), package("no", "", resources=[failure])]

    with serve(ckan_site(packages, files=files)) as url:
        found = scanned(url, tmp_path)
    assert link_of(found, "wait") == ("mismatch", "failed", True)
    assert link_of(found, "no") == ("missing", "failed", True)


def test_a_listed_dataset_that_is_not_on_the_catalog_says_so_in_its_openness(tmp_path: Path) -> None:
    entries = (
        "{code: A1, title: ชุดที่ไม่มีที่ใดเลย, category: ข้อมูลสาธารณะ}, "
        "{code: A2, title: ลับเฉพาะ, category: ข้อมูลความลับทางราชการ}"
    )
    with serve(ckan_site(lambda base: [package("one", f"{base}/a.csv")], files={"/a.csv": CSV})) as url:
        plan = tmp_path / "plan.yaml"
        plan.write_text(PLAN.format(url=url, datasets=entries), encoding="utf-8")
        found = scanned(url, tmp_path, "--plan", plan)
    told = [(each["code"], each["openness"]["outcome"], each["openness"]["reason"]) for each in found["datasets"]]
    assert told == [("A1", "failed", "not_on_catalog"), ("A2", "not_applicable", "not_visible"), (None, *told[2][1:])]


def test_the_cutoff_may_be_written_in_buddhist_era(tmp_path: Path) -> None:
    with serve(ckan_site(lambda base: [package("one", f"{base}/a.csv")], files={"/a.csv": CSV})) as url:
        found = scanned(url, tmp_path, "--cutoff", "2565-09-30")
        refused = dgcheck("scan", url, "--store", tmp_path / "s.sqlite", "--cutoff", "30/9/65", status=2)
    assert found["run"]["cutoff"] == "2022-09-30T23:59:59+07:00"
    assert "2565-09-30" in refused.stderr


@pytest.mark.parametrize("setting", ["confirm=never", "robots=maybe", "lang=fr"])
def test_a_setting_with_an_unknown_value_is_wrong_use(setting: str, tmp_path: Path) -> None:
    refused = dgcheck("scan", "https://a.example", "--store", tmp_path / "s", "--set", setting, status=2)
    assert setting.partition("=")[2] in refused.stderr


def test_a_bare_403_is_settled_by_a_look_from_another_place(tmp_path: Path) -> None:
    closed = ckan_site(
        lambda base: [package("no", f"{base}/no.csv")], files={"/no.csv": lambda request: SiteAnswer(status=403)}
    )
    with serve(closed) as url:
        found = scanned(url, tmp_path)
        assert link_of(found, "no") == ("protected", "cannot_tell", False)
        again = ("confirm", "latest", "--store", tmp_path / "s.sqlite", "--out", tmp_path, "--format", "json", *QUICK)
        dgcheck(*again)
        assert link_of(report(tmp_path), "no") == ("protected", "cannot_tell", False)
        dgcheck(*again, "--vantage", "bangkok")
    assert link_of(report(tmp_path), "no") == ("protected", "failed", True)


def test_evidence_shows_the_way_that_was_followed(tmp_path: Path) -> None:
    files = {"/a.csv": CSV, "/old.csv": lambda request: moved("/a.csv")}
    with serve(ckan_site(lambda base: [package("one", f"{base}/old.csv")], files=files)) as url:
        found = scanned(url, tmp_path)
    (resource,) = found["datasets"][0]["resources"]
    (evidence,) = [each for each in found["evidence"] if each["id"] == resource["evidence_id"]]
    assert (evidence["method"], evidence["final_url"], evidence["error"]) == ("GET", f"{url}/a.csv", "")
    assert evidence["hops"] == [{"url": f"{url}/old.csv", "status": 301, "location": "/a.csv"}]


@pytest.mark.parametrize(("with_interface", "tier"), [(False, "basic"), (True, "advanced")])
def test_a_plan_that_contradicts_the_published_single_source_of_truth_is_warned_of(
    tmp_path: Path, with_interface: bool, tier: str
) -> None:
    entry = "{code: A1, title: ชุด one, category: ข้อมูลสาธารณะ, authoritative: true}"
    published = ckan_site(
        lambda base: [
            {
                **package("one", "", single_source_of_truth="False"),
                "resources": [a_resource(id="r-one", url=f"{base}/a.csv", datastore_active=with_interface)],
            }
        ],
        files={"/a.csv": CSV},
        tables={"r-one": [{"a": number % 3} for number in range(9)]} if with_interface else {},
    )
    with serve(published) as url:
        plan = tmp_path / "plan.yaml"
        plan.write_text(PLAN.format(url=url, datasets=entry), encoding="utf-8")
        found = scanned(url, tmp_path, "--plan", plan)
    assert [each["severity"] for each in found["warnings"] if each["code"] == "authority_differs"] == ["warning"]
    assert found["datasets"][0]["openness"]["criteria"]["channel"] == tier


def test_datasets_that_a_site_counts_and_never_shows_are_waited_for_and_reconciled(tmp_path: Path) -> None:
    shown = [package("one", "")]
    inner = ckan_site(shown)

    def site(request: SiteRequest) -> SiteAnswer:
        if not request.path.endswith("package_search"):
            return inner(request)
        results = shown if request.query.get("start", "0") == "0" else []
        return json_answer({"success": True, "result": {"count": 4, "results": results}})

    with serve(site) as url:
        found = scanned(url, tmp_path)
    assert (found["catalog"]["declared"], found["catalog"]["held"], found["totals"]["unreconciled"]) == (4, 1, 0)
    metadata = next(each for each in found["score"]["components"] if each["id"] == "metadata_14")
    assert (metadata["points"], metadata["range"]["max"], metadata["params"]["unsettled"]) == ("3.75", "15", 3)


def test_a_token_that_a_site_sends_back_is_neither_stored_nor_printed(tmp_path: Path) -> None:
    token = "T0KEN-5b0f7c1e"
    inner = ckan_site([], token=token)

    def site(request: SiteRequest) -> SiteAnswer:
        if not request.path.endswith("package_search"):
            return inner(request)
        told = package("one", "", title=f"sent {request.headers.get('authorization')}")
        return json_answer({"success": True, "result": {"count": 1, "results": [told]}})

    with serve(site) as url:
        arguments = ("scan", url, "--store", tmp_path / "s.sqlite", "--out", tmp_path, "--format", "json", *DAY, *QUICK)
        done = dgcheck(*arguments, "--api-token-env", "TOKEN_OF_TEST", TOKEN_OF_TEST=token)
    assert report(tmp_path)["datasets"][0]["title"] == "sent [token]"
    assert token not in done.stdout + done.stderr
    with Store.open(tmp_path / "s.sqlite", create=False) as store:
        assert all(token.encode() not in page.body for page in store.pages(store.resolve("latest").id))


def test_explain_says_why_a_dataset_that_is_nowhere_has_no_metadata(tmp_path: Path) -> None:
    entry = "{code: A1, title: ชุดที่ไม่มีที่ใดเลย, category: ข้อมูลสาธารณะ}"
    with serve(ckan_site(lambda base: [package("one", f"{base}/a.csv")], files={"/a.csv": CSV})) as url:
        plan = tmp_path / "plan.yaml"
        plan.write_text(PLAN.format(url=url, datasets=entry), encoding="utf-8")
        scanned(url, tmp_path, "--plan", plan)
    told = dgcheck("explain", "latest", "A1", "--lang", "en", "--store", tmp_path / "s.sqlite").stdout
    assert told.count("✗ ") == 14
    assert "→ Put the dataset on the catalog" in told


def test_a_link_that_two_resources_declare_differently_is_settled_for_both(tmp_path: Path) -> None:
    def packages(base: str) -> list[dict[str, Any]]:
        wrong = a_resource(id="r-two", url=f"{base}/a.csv", format="PDF")
        return [package("one", f"{base}/a.csv"), package("two", "", resources=[wrong])]

    with serve(ckan_site(packages, files={"/a.csv": CSV})) as url:
        found = scanned(url, tmp_path)
    assert link_of(found, "one") == ("ok", "passed", True)
    assert link_of(found, "two") == ("mismatch", "failed", True)
