"""Fixes against a CKAN on loopback that takes them: what it holds afterwards, and what it was sent."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from msgspec.structs import replace

import checker
from checker.config import Settings
from checker.errors import CatalogError, StoreError, UsageError
from checker.fix.model import Fixed, Proposal
from checker.fix.told import lines, value
from checker.run.fix_asked import read_asking
from checker.run.fixes import Way, fix, undo
from checker.run.from_file import proposals
from checker.store import Store
from checker.testing.site import SiteAnswer, html_answer
from tests.integration.writable_ckan import TOKEN, WritableCkan, package, refused, succeeded

LOOPBACK = ("127.0.0.1/32",)
QUICK = Settings(allow_networks=LOOPBACK, host_interval=0.0, backoff=0.01, retries=1, first_byte_timeout=2.0, timeout=5)


class Desk:
    """A scanned catalog and the folder of the person at work on it."""

    def __init__(self, site: WritableCkan, url: str, folder: Path) -> None:
        self.site, self.url, self.folder = site, url, folder
        self.store = folder / "dgcheck.sqlite"

    def scan(self, plan: Path | None = None) -> None:
        """A new run."""
        checker.scan(self.url, plan=plan, store=self.store, allow_networks=LOOPBACK, content=False, host_interval=0.0,
                     confirm="later")  # fmt: skip

    def fixes(self, text: str) -> Path:
        """The file of fixes with these datasets."""
        path = self.folder / "fixes.yaml"
        path.write_text("datasets:\n" + text, encoding="utf-8")
        return path

    def fix(self, text: str, **way: Any) -> Fixed:
        """Written, unless the way says otherwise."""
        return fix(
            "latest", self.store, self.fixes(text), Way(**{"settings": QUICK, "token": TOKEN, "apply": True, **way})
        )

    def undo(self, journal: str = "latest", **way: Any) -> Fixed:
        """The old values put back."""
        return undo("latest", self.store, journal, Way(**{"settings": QUICK, "token": TOKEN, "apply": True, **way}))

    def held(self, number: int = 1) -> dict[str, Any]:
        """What the catalog holds of a dataset."""
        return deepcopy(self.site.packages[f"id-{number}"])

    def extras(self, number: int = 1) -> dict[str, Any]:
        return {each["key"]: each["value"] for each in self.held(number)["extras"]}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    site = WritableCkan(package(1), package(2), package(3))
    with site.served() as url:
        desk = Desk(site, url, tmp_path)
        desk.scan()
        site.calls.clear()
        site.headers.clear()
        yield desk


def outcomes(fixed: Fixed) -> list[tuple[str, str, list[str]]]:
    return [(each.name, each.outcome, [reason.code for reason in each.reasons]) for each in fixed.datasets]


def without_stamp(package: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in package.items() if name != "metadata_modified"}


FIX = "  dataset_11_01: {update_frequency_unit: ปี, objective: [พันธกิจหน่วยงาน]}\n"
THREE = "".join(f"  dataset_11_0{number}: {{notes: ใหม่ {number}}}\n" for number in (1, 2, 3))


def test_nothing_is_written_without_apply(desk: Desk) -> None:
    before = desk.held()
    fixed = desk.fix(FIX, apply=False, token="")
    assert outcomes(fixed) == [("dataset_11_01", "proposed", [])]
    assert [(each.field, each.old.raw, each.new.raw) for each in fixed.datasets[0].changes] == [
        ("update_frequency_unit", "รายปี", "ปี"),
        ("objective", None, '["พันธกิจหน่วยงาน"]'),
    ]
    assert (desk.held(), desk.site.writes) == (before, [])


def test_only_what_changes_is_written_and_every_other_extra_stays(desk: Desk) -> None:
    fixed = desk.fix(FIX)
    assert (outcomes(fixed), fixed.whole) == ([("dataset_11_01", "done", [])], True)
    assert desk.extras() == {
        "data_type": "ข้อมูลระเบียน",
        "update_frequency_unit": "ปี",
        "objective": '["พันธกิจหน่วยงาน"]',
        "data_format": '["csv", "XLS"]',
        "ของหน่วยงาน": "คงไว้",
    }
    [(action, data)] = desk.site.writes
    assert (action, set(data)) == ("package_patch", {"id", "extras"})


def test_a_resource_is_patched_by_itself(desk: Desk) -> None:
    fixed = desk.fix("  dataset_11_01: {resources: {b.xls: {format: xls, resource_created_date: 10 ก.ย. 2564}}}\n")
    assert fixed.whole
    assert desk.site.writes == [
        ("resource_patch", {"id": "res-1-2", "format": "XLS", "resource_created_date": "2021-09-10"})
    ]
    assert desk.held()["resources"][0] == package(1)["resources"][0]


def test_the_token_is_in_one_header_and_in_no_other_place(desk: Desk) -> None:
    fixed = desk.fix(FIX)
    for headers in desk.site.headers:
        assert [name for name, value in headers.items() if TOKEN in value] == ["authorization"]
    assert TOKEN not in msgspec.json.encode(fixed).decode()
    for path in desk.folder.iterdir():
        assert TOKEN.encode() not in path.read_bytes()


def test_undoing_brings_back_what_was_there_key_by_key(desk: Desk) -> None:
    before = [desk.held(number) for number in (1, 2, 3)]
    desk.fix(
        "  dataset_11_01:\n    title: จำนวนนักเรียนใหม่\n    objective: [ไม่ทราบ]\n    maintainer_email: a@b.example\n"
        "    data_type: null\n    tag_string: [school, งบประมาณ]\n    resources:\n"
        "      res-1-1: {resource_data_collect: บุคคล, description: ใหม่}\n"
        "  dataset_11_02: {notes: ใหม่}\n"
    )
    assert [desk.held(number) for number in (1, 2)] != before[:2]
    undone = desk.undo()
    assert outcomes(undone) == [("dataset_11_01", "done", []), ("dataset_11_02", "done", [])]
    assert [without_stamp(desk.held(number)) for number in (1, 2, 3)] == [without_stamp(each) for each in before]


def test_undoing_is_shown_first_too(desk: Desk) -> None:
    desk.fix(FIX)
    held = desk.held()
    assert outcomes(desk.undo(apply=False)) == [("dataset_11_01", "proposed", [])]
    assert desk.held() == held


def test_undoing_leaves_later_work_of_others_alone(desk: Desk) -> None:
    desk.fix("  dataset_11_01: {title: ของเรา, notes: ของเราด้วย}\n")
    desk.site.packages["id-1"] |= {"title": "ของคนอื่น", "maintainer": "กองอื่น"}
    undone = desk.undo()
    assert outcomes(undone) == [("dataset_11_01", "done", ["changed_after"])]
    assert not undone.whole
    held = desk.held()
    assert (held["title"], held["notes"], held["maintainer"]) == ("ของคนอื่น", package(1)["notes"], "กองอื่น")


def test_an_undoing_can_be_undone_by_its_name(desk: Desk) -> None:
    desk.fix(FIX)
    after = without_stamp(desk.held())
    undone = desk.undo()
    desk.undo(undone.journal)
    assert without_stamp(desk.held()) == after


def test_the_latest_journal_is_the_one_before_once_the_last_is_undone(desk: Desk) -> None:
    before = without_stamp(desk.held())
    desk.fix("  dataset_11_01: {title: หนึ่ง}\n")
    desk.fix("  dataset_11_01: {title: สอง}\n")
    desk.undo()
    assert desk.held()["title"] == "หนึ่ง"
    desk.undo()
    assert without_stamp(desk.held()) == before
    with pytest.raises(UsageError, match="left to undo"):
        desk.undo()


def test_what_somebody_changed_since_the_run_is_not_written_over(desk: Desk) -> None:
    desk.site.packages["id-1"]["title"] = "ของคนอื่น"
    fixed = desk.fix("  dataset_11_01: {title: ของเรา}\n  dataset_11_02: {title: ของเรา}\n")
    assert outcomes(fixed) == [("dataset_11_01", "refused", ["changed"]), ("dataset_11_02", "done", [])]
    assert (desk.held(1)["title"], desk.held(2)["title"]) == ("ของคนอื่น", "ของเรา")


def test_a_change_elsewhere_in_the_dataset_is_no_hindrance_and_stays(desk: Desk) -> None:
    desk.site.packages["id-1"]["extras"].append({"key": "geo_coverage", "value": "ประเทศ"})
    assert desk.fix(FIX).whole
    assert desk.extras()["geo_coverage"] == "ประเทศ"


def test_what_we_wrote_ourselves_is_no_strangers_change(desk: Desk) -> None:
    desk.fix("  dataset_11_01: {title: หนึ่ง}\n")
    assert outcomes(desk.fix("  dataset_11_01: {title: สอง}\n")) == [("dataset_11_01", "done", [])]


def test_a_change_between_the_comparison_and_the_writing_is_seen(desk: Desk) -> None:
    shown = 0

    def before(action: str, data: dict[str, Any]) -> None:
        nonlocal shown
        shown += action == "package_show"
        if shown == 2:
            desk.site.packages["id-1"]["title"] = "ของคนอื่น"

    desk.site.before = before
    fixed = desk.fix("  dataset_11_01: {title: ของเรา}\n")
    assert outcomes(fixed) == [("dataset_11_01", "refused", ["changed_meanwhile"])]
    assert desk.held()["title"] == "ของคนอื่น"


def only_first(number: str, answer: SiteAnswer) -> Any:
    """This answer to writing calls for one dataset."""
    return lambda action, data: answer if action != "package_show" and number in data["id"] else None


FAILING = [
    (refused(403, "Authorization Error", message="Access denied"), "denied", "failed"),
    (refused(404, "Not Found Error", message="Not found"), "missing", "failed"),
    (refused(409, "Validation Error", notes=["Missing value"]), "invalid", "failed"),
    (SiteAnswer(status=500, body=b"boom"), "server", "failed"),
    (html_answer("<h1>Request blocked</h1>"), "not_ckan", "failed"),
    (html_answer("<h1>Bad gateway</h1>", status=502), "server", "failed"),
    (SiteAnswer(status=302, headers={"Location": "http://127.0.0.1:9/"}), "redirect", "failed"),
    (SiteAnswer(status=429, headers={"Retry-After": "0"}), "busy", "failed"),
    (SiteAnswer(status=503, headers={"Retry-After": "86400"}), "busy", "failed"),
    (SiteAnswer(hang_up=True), "unsure", "failed"),
    (SiteAnswer(delay=4.0), "unsure", "failed"),
    (SiteAnswer(raw=b"\x00\x01 not http"), "unsure", "failed"),
]


@pytest.mark.parametrize(("answer", "code", "outcome"), FAILING, ids=lambda each: each if isinstance(each, str) else "")
def test_a_failure_is_told_and_the_other_datasets_go_on(
    desk: Desk, answer: SiteAnswer, code: str, outcome: str
) -> None:
    desk.site.before = only_first("id-1", answer)
    fixed = desk.fix(THREE)
    others = [("dataset_11_02", "done", []), ("dataset_11_03", "done", [])]
    assert outcomes(fixed) == [("dataset_11_01", outcome, [code]), *others]
    assert not fixed.whole
    assert [desk.held(number)["notes"] for number in (1, 2, 3)] == [package(1)["notes"], "ใหม่ 2", "ใหม่ 3"]
    desk.site.before = lambda action, data: None
    assert desk.fix(THREE).whole
    assert desk.held(1)["notes"] == "ใหม่ 1"
    desk.undo()
    assert [desk.held(number)["notes"] for number in (1, 2, 3)] == [package(1)["notes"]] * 3


def test_what_ckan_says_of_a_field_is_told_in_both_languages(desk: Desk) -> None:
    said = {"notes": ["Missing value"], "extras": [{"value": ["Odd"]}]}
    desk.site.before = only_first("id-1", refused(409, "Validation Error", **said))
    fixed = desk.fix(THREE)
    assert fixed.datasets[0].reasons[0].fields == (("notes", "Missing value"), ("extras/1/value", "Odd"))


def test_a_call_that_was_carried_out_though_its_answer_was_lost_is_done(desk: Desk) -> None:
    desk.site.after = lambda action, data: SiteAnswer(hang_up=True) if action == "package_patch" else None
    fixed = desk.fix("  dataset_11_01: {notes: ใหม่}\n")
    assert (outcomes(fixed), len(desk.site.writes)) == ([("dataset_11_01", "done", [])], 1)


def test_a_value_that_the_catalog_takes_and_does_not_keep_is_told(desk: Desk) -> None:
    def keep_no_notes(action: str, data: dict[str, Any]) -> None:
        if action == "package_patch":
            desk.site.packages["id-1"]["notes"] = package(1)["notes"]

    desk.site.after = keep_no_notes
    fixed = desk.fix("  dataset_11_01: {title: ใหม่, notes: ใหม่}\n")
    assert outcomes(fixed) == [("dataset_11_01", "failed", ["not_kept"])]
    assert fixed.datasets[0].reasons[0].params == {"fields": "notes"}
    assert [each.field for each in fixed.datasets[0].changes] == ["title"]


def test_a_busy_catalog_is_waited_for(desk: Desk) -> None:
    asked: set[str] = set()

    def before(action: str, data: dict[str, Any]) -> SiteAnswer | None:
        first = f"{action} {data['id']}" not in asked
        asked.add(f"{action} {data['id']}")
        return SiteAnswer(status=429, headers={"Retry-After": "0"}) if first else None

    desk.site.before = before
    assert desk.fix(THREE).whole
    assert len(desk.site.writes) == 6


def test_what_somebody_writes_while_a_busy_catalog_is_waited_for_stays(desk: Desk) -> None:
    def before(action: str, data: dict[str, Any]) -> SiteAnswer | None:
        if action != "package_patch":
            return None
        desk.site.packages["id-1"]["notes"] = "ของคนอื่น"
        return SiteAnswer(status=429, headers={"Retry-After": "0"})

    desk.site.before = before
    fixed = desk.fix("  dataset_11_01: {notes: ใหม่}\n", settings=replace(QUICK, retries=3))
    assert outcomes(fixed) == [("dataset_11_01", "refused", ["changed_meanwhile"])]
    assert (desk.held()["notes"], len(desk.site.writes)) == ("ของคนอื่น", 1)


def test_a_catalog_that_cannot_be_reached_is_not_asked_for_every_dataset(desk: Desk) -> None:
    desk.site.before = lambda action, data: SiteAnswer(hang_up=True)
    fixed = desk.fix(THREE)
    assert (outcomes(fixed), fixed.left) == (
        [("dataset_11_01", "failed", ["network"]), ("dataset_11_02", "failed", ["network"])],
        1,
    )


def test_no_private_address_is_talked_to_unless_it_is_allowed(desk: Desk) -> None:
    with pytest.raises(CatalogError, match="loopback"):
        desk.fix(FIX, settings=Settings(host_interval=0.0))
    assert desk.site.calls == []


def test_a_problem_leaves_its_field_and_the_others_are_written(desk: Desk) -> None:
    fixed = desk.fix(
        "  dataset_11_01:\n    update_frequency_unit: ทุกศุกร์\n    last_updated_date: 31 ก.พ. 2564\n    notes: ใหม่\n"
    )
    assert [(each.place, each.value, each.code) for each in fixed.datasets[0].problems] == [
        ("line 3", "ทุกศุกร์", "not_a_choice"),
        ("line 4", "31 ก.พ. 2564", "bad_date_impossible"),
    ]
    assert (desk.held()["notes"], desk.extras()["update_frequency_unit"]) == ("ใหม่", "รายปี")
    assert not fixed.whole


def test_an_organization_is_found_by_its_title_or_name_and_sent_by_its_id(desk: Desk) -> None:
    second = {"id": "org-2", "name": "agency-two", "title": "หน่วยงานที่สอง"}
    desk.site.packages["id-2"] |= {"owner_org": "org-2", "organization": second}
    desk.scan()
    fixed = desk.fix("  dataset_11_01: {owner_org: หน่วยงานที่สอง}\n  dataset_11_03: {owner_org: ไม่มีหน่วยงานนี้}\n")
    assert desk.held(1)["owner_org"] == "org-2"
    assert [each.code for each in fixed.datasets[1].problems] == ["unknown_organization"]


def test_what_a_file_would_bring_is_told_from_the_run_alone(desk: Desk) -> None:
    path = desk.fixes(
        "  dataset_11_01: {update_frequency_unit: รายเดือน, geo_coverage: null, resources: {b.xls: {format: xls}}}\n"
    )
    with Store.open(desk.store, create=False) as store:
        found, problems = proposals(read_asking(path)[0], store, store.resolve("latest"))
    assert found == (
        Proposal(dataset="id-1", fields={"update_frequency_unit": "เดือน"}, resources={"res-1-2": {"format": "XLS"}}),
    )
    assert (problems, desk.site.calls) == ((), [])


def test_only_the_datasets_that_are_named_are_written(desk: Desk) -> None:
    fixed = desk.fix(THREE, only=("dataset_11_02",))
    assert outcomes(fixed) == [("dataset_11_02", "done", [])]
    assert [desk.held(number)["notes"] for number in (1, 3)] == [package(1)["notes"], package(3)["notes"]]
    with pytest.raises(UsageError, match="--only dataset_x"):
        desk.fix(THREE, only=("dataset_x",))


def command(desk: Desk, *words: str) -> list[str]:
    return [
        *(sys.executable, "-c", "from checker.cli import main; main()", "fix", "latest", "--store", str(desk.store)),
        *(
            "--allow-network",
            "127.0.0.1/32",
            "--set",
            "host_interval=0",
            "--api-token-env",
            "T",
            "--lang",
            "en",
            *words,
        ),
    ]


def run(desk: Desk, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "T": TOKEN}
    return subprocess.run(command(desk, *words), env=environment, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    "carried_out", [False, True], ids=["before it reached the catalog", "after it was carried out"]
)
def test_a_process_killed_in_the_middle_of_a_call_is_gone_on_with(desk: Desk, carried_out: bool) -> None:
    """kill -9 while the call for the second dataset is under way; the same command then ends the work."""
    reached = threading.Event()
    hung: list[str] = []

    def hang(action: str, data: dict[str, Any]) -> SiteAnswer | None:
        if action != "package_patch" or data["id"] != "id-2" or hung:
            return None
        hung.append(data["id"])
        reached.set()
        return SiteAnswer(delay=20.0, hang_up=True)

    setattr(desk.site, "after" if carried_out else "before", hang)
    path = desk.fixes(THREE)
    process = subprocess.Popen(command(desk, "--from", str(path), "--apply"), env={**os.environ, "T": TOKEN})
    assert reached.wait(30)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(10)
    assert [desk.held(n)["notes"] for n in (1, 2)] == ["ใหม่ 1", "ใหม่ 2" if carried_out else package(2)["notes"]]
    with Store.open(desk.store, create=False) as store:
        [journal] = store.journals(f"{desk.url}/api/3")
        assert [each.state for each in store.writings(journal.id)] == ["done", "intended"]

    again = run(desk, "--from", str(path), "--apply", "--json")
    assert again.returncode == 0, again.stderr
    told = msgspec.json.decode(again.stdout)
    assert (told["journal"], told["resumed"]) == (journal.id, True)
    assert [each["outcome"] for each in told["datasets"]] == ["done", "done", "done"]
    assert [desk.held(n)["notes"] for n in (1, 2, 3)] == ["ใหม่ 1", "ใหม่ 2", "ใหม่ 3"]
    assert [data["id"] for _, data in desk.site.writes] == (
        ["id-1", "id-2", "id-3"] if carried_out else ["id-1", "id-2", "id-2", "id-3"]
    )
    desk.undo()
    assert [desk.held(n)["notes"] for n in (1, 2, 3)] == [package(n)["notes"] for n in (1, 2, 3)]


def test_an_undoing_that_was_cut_short_is_gone_on_with(desk: Desk) -> None:
    desk.fix(THREE)
    desk.site.before = only_first("id-2", SiteAnswer(delay=4.0))
    first = desk.undo()
    assert outcomes(first)[1] == ("dataset_11_02", "failed", ["unsure"])
    desk.site.before = lambda action, data: None
    second = desk.undo()
    assert (second.journal, second.resumed, second.undoes, second.whole) == (first.journal, True, first.undoes, True)
    assert [desk.held(n)["notes"] for n in (1, 2, 3)] == [package(n)["notes"] for n in (1, 2, 3)]


def test_one_dataset_alone_is_undone_where_it_is_named(desk: Desk) -> None:
    desk.fix(THREE)
    assert outcomes(desk.undo(only=("dataset_11_02",))) == [("dataset_11_02", "done", [])]
    assert [desk.held(n)["notes"] for n in (1, 2, 3)] == ["ใหม่ 1", package(2)["notes"], "ใหม่ 3"]


def test_two_at_once_do_not_write_for_one_run(desk: Desk) -> None:
    with Store.open(desk.store, create=False) as store, store.hold(store.resolve("latest").id):
        with pytest.raises(StoreError, match="another dgcheck"):
            desk.fix(FIX)
        assert desk.fix(FIX, apply=False).whole
    assert desk.site.writes == []


def test_two_at_once_do_not_write_to_one_catalog_by_two_runs(desk: Desk) -> None:
    """CKAN replaces extras as a whole: of two writers of other fields one would lose what it wrote."""
    with Store.open(desk.store, create=False) as store:
        first = store.resolve("latest").id
    desk.scan()
    reached, go_on = threading.Event(), threading.Event()

    def hang(action: str, data: dict[str, Any]) -> SiteAnswer | None:
        if action == "package_patch":
            reached.set()
            go_on.wait(20)
        return None

    desk.site.before = hang
    path = desk.fixes(FIX)
    words = ["--from", str(path), "--apply"]
    one = subprocess.Popen(command(desk, *words), env={**os.environ, "T": TOKEN}, stdout=subprocess.DEVNULL)
    assert reached.wait(30)
    other = command(desk, *words)
    other[other.index("latest")] = first
    second = subprocess.run(other, env={**os.environ, "T": TOKEN}, capture_output=True, text=True, timeout=60)
    go_on.set()
    assert one.wait(30) == 0
    assert (second.returncode, f"another dgcheck is writing to {desk.url}/api/3" in second.stderr) == (3, True)
    assert len(desk.site.writes) == 1


def test_what_was_written_into_a_resource_that_is_gone_is_told_when_it_is_undone(desk: Desk) -> None:
    desk.fix("  dataset_11_01: {resources: {a.csv: {description: ก}}}\n")
    desk.site.packages["id-1"]["resources"].pop(0)
    assert outcomes(desk.undo()) == [("dataset_11_01", "refused", ["changed_after"])]


def test_a_catalog_that_says_the_token_back_is_not_quoted(desk: Desk) -> None:
    desk.site.before = lambda action, data: (
        refused(409, "Validation Error", notes=[f"token {TOKEN}"], **{TOKEN: ["no"]})
        if action == "package_patch"
        else None
    )
    fixed = desk.fix("  dataset_11_01: {notes: ใหม่}\n")
    assert fixed.datasets[0].reasons[0].fields == (("notes", "token …"), ("…", "no"))
    assert TOKEN not in "".join(lines(fixed, "en")) + str(value(fixed))


def test_a_dataset_is_found_by_the_code_of_the_plan(desk: Desk) -> None:
    plan = desk.folder / "plan.yaml"
    plan.write_text(
        "fiscal_year: 2565\nissues:\n  - missions:\n      - processes:\n          - number: '1.1'\n"
        "            datasets: [{code: DS-7, title: จำนวนนักเรียน 2, name: dataset_11_02}]\n",
        encoding="utf-8",
    )
    desk.scan(plan=plan)
    fixed = desk.fix("  DS-7: {notes: ใหม่}\n  dataset_11_02: {title: ใหม่}\n  dataset_11_9: {title: ใหม่}\n")
    assert outcomes(fixed) == [("dataset_11_02", "done", [])]
    assert [(each.place, each.value, each.code) for each in fixed.problems] == [
        ("line 3", "dataset_11_02", "same_dataset"),
        ("line 4", "dataset_11_9", "unknown_dataset"),
    ]
    assert "did you mean dataset_11_0" in fixed.problems[1].en


def test_what_somebody_wrote_while_the_killed_process_was_away_stays(desk: Desk) -> None:
    desk.site.before = only_first("id-1", SiteAnswer(delay=4.0))
    desk.fix(THREE)
    desk.site.before = lambda action, data: None
    desk.site.packages["id-1"]["notes"] = "ของคนอื่น"
    assert outcomes(desk.fix(THREE))[0] == ("dataset_11_01", "refused", ["changed"])
    assert desk.held(1)["notes"] == "ของคนอื่น"


def test_suggestions_are_taken_as_they_are_written(desk: Desk) -> None:
    out = desk.folder / "suggested.yaml"
    assert run(desk, "--suggest", "--out", str(out)).returncode == 0
    done = run(desk, "--from", str(out), "--apply")
    assert done.returncode == 0, done.stdout
    assert desk.extras() | {"format": desk.held()["resources"][1]["format"]} == {
        "data_type": "ข้อมูลระเบียน",
        "update_frequency_unit": "ปี",
        "data_format": '["CSV", "XLS"]',
        "ของหน่วยงาน": "คงไว้",
        "format": "XLS",
    }


WRONG_USE = [
    ((), "one of --from"),
    (("--suggest", "--undo", "latest"), "one of --from"),
    (("--suggest", "--apply"), "--suggest writes nothing"),
    (("--undo", "nothing-like-this"), "no such journal"),
    (("--from", "not-there.yaml"), "cannot be read"),
]


@pytest.mark.parametrize(("words", "said"), WRONG_USE)
def test_wrong_use_is_told_with_status_2(desk: Desk, words: tuple[str, ...], said: str) -> None:
    done = run(desk, *words)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_a_run_of_a_file_has_no_catalog_to_write_to(desk: Desk, tmp_path: Path) -> None:
    dump = tmp_path / "dump.jsonl"
    dump.write_bytes(msgspec.json.encode(package(1)) + b"\n")
    checker.scan(str(dump), store=desk.store, content=False, confirm="later", allow_networks=LOOPBACK)
    with pytest.raises(UsageError, match="did not read a CKAN"):
        desk.fix(FIX)


ODD = {
    "data_type": "ข้อมูลระเบียน",
    "update_frequency_unit": "รายปี",
    "data_format": '["csv", "XLS"]',
    "last_updated_date": "2564-09-10",
    "objective": "- เพื่อรายงาน\n- เพื่อดู",
    "geo_coverage": "ทั่วประเทศ",
    "high_value_dataset": "ใช่",
    "ของหน่วยงาน": "คงไว้",
}


def exported(desk: Desk) -> Path:
    """The run as the official workbook."""
    path = desk.folder / "workbook.xlsx"
    words = ("from checker.cli import main; main()", "workbook", "export", "latest", "--store", str(desk.store))
    subprocess.run([sys.executable, "-c", *words, "--out", str(path), "--quiet"], check=True, capture_output=True)
    return path


def test_a_workbook_that_was_exported_and_not_touched_changes_nothing(desk: Desk) -> None:
    extras = [{"key": key, "value": value} for key, value in ODD.items()]
    desk.site.packages = {f"id-{n}": package(n, extras=extras) for n in (1, 2)}
    desk.scan()
    fixed = fix("latest", desk.store, exported(desk), Way(settings=QUICK))
    assert outcomes(fixed) == [("dataset_11_01", "unchanged", []), ("dataset_11_02", "unchanged", [])]
    assert fixed.whole


def test_what_was_edited_in_the_workbook_is_written_and_an_emptied_cell_is_not(desk: Desk) -> None:
    path = exported(desk)
    book = openpyxl.load_workbook(path)
    sheet = book["Temp2_Meta_Record"]
    row = next(row for row in sheet.iter_rows(min_row=6) if row[0].value == "dataset_11_02")
    for column, text in ((5, None), (8, "รายละเอียดใหม่"), (12, "ทุกแห่ง"), (13, "ทะเบียนโรงเรียน")):
        row[column - 1].value = text
    files = book["Temp3_Resource_Record"]
    wanted = ["dataset_11_02", "b.xls"]
    second = next(row for row in files.iter_rows(min_row=6) if [each.value for each in row[:2]] == wanted)
    second[3].value = "ตารางรายอำเภอ"
    book.save(path)
    fixed = fix("latest", desk.store, path, Way(settings=QUICK, token=TOKEN, apply=True))
    assert outcomes(fixed) == [
        ("dataset_11_01", "unchanged", []),
        ("dataset_11_02", "done", []),
        ("dataset_11_03", "unchanged", []),
    ]
    [problem] = fixed.datasets[1].problems
    assert (problem.place, problem.value, problem.code) == (f"Temp2_Meta_Record!L{row[0].row}", "ทุกแห่ง", "not_a_choice")
    held = desk.held(2)
    assert (held["maintainer"], held["notes"], held["resources"][1]["description"]) == (
        package(2)["maintainer"], "รายละเอียดใหม่", "ตารางรายอำเภอ",
    )  # fmt: skip
    assert desk.extras(2) == {each["key"]: each["value"] for each in package(2)["extras"]} | {
        "data_source": "ทะเบียนโรงเรียน"
    }
    desk.undo()
    assert without_stamp(desk.held(2)) == without_stamp(package(2))


HOSTILE: list[Any] = [
    {"title": {"th": "ก"}, "extras": {"a": 1}, "tags": "x", "resources": {"b": 1}},
    {
        "title": 7,
        "extras": [1, None, {"key": 2}, {"key": "notes"}],
        "tags": [1, {"name": 5}],
        "resources": [1, {"id": 3}],
    },
    {"title": ["ก"], "extras": [{"key": "objective", "value": {"a": 1}}], "organization": "x", "owner_org": 5},
    {"metadata_modified": 5, "data_format": {"a": [1]}, "license_id": ["x"], "name": None, "update_frequency_unit": 7},
    {"title": "\ud800", "notes": "\x00\x1b[31m\u202e", "tags": [{"name": "\ud800"}]},
]


@pytest.mark.parametrize("fields", HOSTILE)
def test_a_catalog_that_answers_anything_at_all_stops_nothing(desk: Desk, fields: dict[str, Any]) -> None:
    """Shown in odd shapes after the run: compared, written or refused, and the others go on."""
    shown = json.dumps({"success": True, "result": {**package(1), **fields}}).encode()
    odd = SiteAnswer(headers={"Content-Type": "application/json"}, body=shown)
    desk.site.before = lambda action, data: odd if (action, data["id"]) == ("package_show", "id-1") else None
    text = (
        "  dataset_11_01: {title: ใหม่, notes: ใหม่, objective: [ไม่ทราบ], data_format: [CSV], tag_string: [คำสำคัญ],\n"
        "    owner_org: agency-one, license_id: cc-by, update_frequency_unit: ปี, resources: {a.csv: {format: CSV}}}\n"
        "  dataset_11_02: {notes: ใหม่}\n"
    )
    fixed = desk.fix(text)
    assert fixed.datasets[0].outcome in ("refused", "failed")
    assert fixed.datasets[1].outcome == "done"
    assert list(lines(fixed, "th"))
    assert msgspec.json.encode(value(fixed))


@pytest.mark.parametrize("result", [None, [], "text", {"id": "id-2"}, {"id": ["id-1"]}, {}])
def test_an_answer_that_is_another_dataset_is_none(desk: Desk, result: Any) -> None:
    desk.site.before = lambda action, data: succeeded(result) if data["id"] == "id-1" else None
    assert outcomes(desk.fix(THREE))[0] == ("dataset_11_01", "failed", ["not_ckan"])
    assert [data["id"] for _, data in desk.site.writes] == ["id-2", "id-3"]
