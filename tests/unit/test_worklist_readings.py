"""The worklist under other readings of the rubric: what a second verdict, a gate, another universe ask for."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from checker.run.task import Input
from checker.run.what_if import what_if
from checker.run.wishes import wish, wish_everywhere
from checker.run.worklist import worklist
from checker.testing import a_package, a_resource
from tests.unit.worklist_runs import Catalog, other_rubric, scanned

FIRST, SECOND = "0000-0", "0000-1"


def a_pair(first: dict[str, Any], second: dict[str, Any] | None = None) -> Catalog:
    """Two datasets that are whole but for what is given."""
    return Catalog([_dataset(FIRST, first), _dataset(SECOND, second or {})])


def _dataset(identity: str, changes: dict[str, Any]) -> dict[str, Any]:
    file = a_resource(id=f"r-{identity}", name="ไฟล์", url="/month.csv", format="CSV")
    return a_package(**{"id": identity, "name": f"d{identity}", "resources": [file], **changes})


def total(catalog: Catalog, folder: Path, rubric: str) -> Fraction:
    with scanned(catalog, folder, name=f"again-{len(list(folder.iterdir()))}", rubric=rubric) as basis:
        return basis.score.total


def test_an_item_that_says_nothing_is_listed_where_the_rubric_counts_what_items_say(tmp_path: Path) -> None:
    rubric = other_rubric(tmp_path, verdict="informative")
    catalog = a_pair({"notes": "-", "data_source": "", "geo_coverage": "ไม่ทราบ"})
    with scanned(catalog, tmp_path, rubric=rubric) as basis:
        fixes = {fix.id: fix for fix in worklist(basis) if fix.kind == "item"}
        assert set(fixes) == {f"item:{FIRST}:{number}" for number in ("7", "10", "11")}
        (package,) = {fix.package for fix in fixes.values()}
        assert package is not None
        assert fixes[f"item:{FIRST}:7"].reason.en == "“-” says nothing"
        told = {"notes": "รายงานผลการดำเนินงานรายเดือน", "data_source": "ระบบทะเบียน", "geo_coverage": "จังหวัด"}
        gain = total(catalog.changed(FIRST, told), tmp_path, rubric) - basis.score.total
        assert package.gain.minimum == package.gain.maximum == gain == Fraction(15, 2)
        assert what_if(basis, wish(basis, f"{FIRST}:7")).least.total == basis.score.total
        everything = [each for number in ("7", "10", "11") for each in wish_everywhere(basis, number)]
        assert what_if(basis, everything).least.total == basis.score.total + gain


def test_an_item_that_says_nothing_is_not_asked_for_by_the_formal_verdict(tmp_path: Path) -> None:
    with scanned(a_pair({"notes": "-"}), tmp_path) as basis:
        assert [fix for fix in worklist(basis) if fix.kind == "item"] == []


def test_a_category_that_nobody_knows_is_listed_with_what_each_choice_would_change(tmp_path: Path) -> None:
    catalog = a_pair({"data_category": "ข้อมูลสาธารณะมาก ๆ ทั่วไป"}, {"resources": []})
    with scanned(catalog, tmp_path) as basis:
        assert basis.rows[0].public is None
        (fix,) = [fix for fix in worklist(basis) if fix.kind == "item"]
        assert (fix.id, fix.package) == (f"item:{FIRST}:13", None)
        assert "data_category" in fix.fields
        assert fix.reason.th
        gains = {
            value: total(catalog.changed(FIRST, {"data_category": value}), tmp_path, basis.rubric.id)
            - basis.score.total
            for value in ("ข้อมูลสาธารณะ", "ข้อมูลส่วนบุคคล", "ข้อมูลใช้ภายใน")
        }
        assert (min(gains.values()), max(gains.values())) == (fix.gain.minimum, fix.gain.maximum)
        assert fix.gain.minimum == 0 < fix.gain.maximum
        assert fix.gain.most == "ข้อมูลสาธารณะ"


def test_a_part_that_is_earned_and_held_back_by_a_gate_is_nothing_to_mend(tmp_path: Path) -> None:
    rubric = other_rubric(tmp_path, gated="true")
    with scanned(a_pair({"notes": ""}), tmp_path, rubric=rubric) as basis:
        assert [part.id for part in basis.score.components if part.blocked_by] == [
            "metadata_14", "agency_catalog", "open_data", "utilisation"
        ]  # fmt: skip
        assert [fix.id for fix in worklist(basis)] == ["component:dataset_list"]
        behind = {fix.id for fix in worklist(basis, everything=True)}
        assert f"item:{FIRST}:7" in behind
        assert "component:agency_catalog" not in behind


def test_what_gains_nothing_is_not_listed(tmp_path: Path) -> None:
    """By majority a table at basic, middle, basic gains nothing by more detail."""
    rubric = other_rubric(tmp_path, combination="majority")
    report = a_resource(id="r-report", name="ไฟล์", url="/report.csv", format="CSV")
    with scanned(a_pair({"resources": [report]}), tmp_path, rubric=rubric) as basis:
        openness = basis.rows[0].openness
        assert openness is not None
        assert [each.tier for each in openness.criteria] == ["basic", "middle", "basic"]
        more = f"tier:{FIRST}:granularity:advanced"
        assert more in {fix.id for fix in worklist(basis, everything=True)}
        fixes = worklist(basis)
        assert more not in {fix.id for fix in fixes}
        assert all((fix.worth.minimum, fix.worth.maximum) != (0, 0) for fix in fixes)


PLAN = """
fiscal_year: 2565
agency: {title: กรมทดสอบ, type: department, role: policy, catalog_url: "https://data.example.go.th"}
issues:
  - focus_area: 9
    issue: เรื่อง
    goal: เป้าหมาย
    expected_users: [ประชาชน]
    missions:
      - title: ภารกิจ
        processes:
          - number: "1.1"
            title: กระบวนการ
            datasets: [{code: d0000-0, title: ชุดที่หนึ่ง}, {code: absent, title: เรื่องที่ยังไม่ได้นำขึ้น}]
"""


def test_a_dataset_of_no_known_category_may_be_public_once_it_is_on_the_catalog(tmp_path: Path) -> None:
    inputs = (Input(kind="plan", name="plan.yaml", body=PLAN.encode()),)
    catalog = Catalog([_dataset(FIRST, {})])
    with scanned(catalog, tmp_path, inputs) as basis:
        (fix,) = [fix for fix in worklist(basis) if fix.kind == "publish"]
        gains = []
        for category, path in (
            ("ข้อมูลสาธารณะ", "/gone.csv"),
            ("ข้อมูลสาธารณะ", "/month.csv"),
            ("ข้อมูลส่วนบุคคล", "/gone.csv"),
        ):
            file = a_resource(id="r-new", name="ไฟล์", url=path, format="CSV")
            new = _dataset("new", {"name": "absent", "data_category": category, "resources": [file]})
            grown = Catalog([*catalog.packages, new])
            with scanned(grown, tmp_path, inputs, name=f"with-{len(gains)}") as again:
                gains.append(again.score.total - basis.score.total)
        assert fix.gain.minimum == min(gains) < Fraction(15, 2) == max(gains) < fix.gain.maximum
        assert (fix.gain.least, fix.gain.most) == ("ข้อมูลสาธารณะ", "ข้อมูลสาธารณะ")


ROWS = [{"_id": number, "จังหวัด": ("เชียงใหม่", "ลำพูน", "น่าน")[number % 3], "จำนวน": number} for number in range(30)]


def test_an_interface_does_not_tell_what_a_file_that_is_gone_will_hold(tmp_path: Path) -> None:
    """The DataStore still answers in rows; the file that comes back may be laid out for print."""

    def linked(path: str) -> Catalog:
        file = a_resource(id="r-0", name="ไฟล์", url=path, format="CSV", datastore_active=True)
        return Catalog([_dataset(FIRST, {"resources": [file]})], {"r-0": ROWS})

    with scanned(linked("/gone.csv"), tmp_path) as basis:
        (fix,) = [fix for fix in worklist(basis) if fix.kind == "link"]
        gains = [
            total(linked(path), tmp_path, basis.rubric.id) - basis.score.total for path in ("/report.csv", "/month.csv")
        ]
        assert fix.gain.minimum <= min(gains) < max(gains) <= fix.gain.maximum
        assert (
            what_if(basis, wish(basis, f"{FIRST}:link_reachable")).least.total == basis.score.total + fix.gain.minimum
        )
