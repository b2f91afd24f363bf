"""Values that the tests of standings and scores are made of."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from checker.model import CatalogState, Dataset, Openness, Outcome, Standing
from checker.plan import Issue, ListedDataset, Mission, Plan, Process
from checker.rubric import Rubric, load
from checker.standing import Assessed

PUBLIC = "ข้อมูลสาธารณะ"
SECRET = "ข้อมูลความลับทางราชการ"
TITLES = (
    "แผนการดำเนินงานขับเคลื่อน Biz Portal",
    "ผลการดำเนินงานตามแผนขับเคลื่อน Biz Portal",
    "แผนการดำเนินงานขับเคลื่อน Citizen Portal",
    "ผลการดำเนินงานตามแผนขับเคลื่อน Citizen Portal",
    "ผลการประเมินส่วนราชการตามเกณฑ์ PMQA 4.0",
    "ผลการประเมินส่วนราชการตามตัวชี้วัด e-Service",
)
CATALOG = CatalogState(url="https://data.example.go.th", outcome=Outcome.PASSED, reason="observed", declared=6, held=6)


def rubric() -> Rubric:
    return load("data-catalog-kpi-2565")


def items(missing: int = 0, outcome: Outcome = Outcome.FAILED) -> dict[str, Outcome]:
    """The 14 items, the last ``missing`` of which did not pass."""
    numbers = [item.no for item in rubric().items]
    there = len(numbers) - missing
    return {no: Outcome.PASSED if place < there else outcome for place, no in enumerate(numbers)}


def openness(points: int | Fraction, most: int | Fraction | None = None) -> Openness:
    """A dataset's openness, settled unless it can still come to ``most``."""
    proven, best = Fraction(points), Fraction(points if most is None else most)
    outcome = Outcome.CANNOT_TELL if best != proven else Outcome.PASSED if proven == 20 else Outcome.FAILED
    return Openness(outcome=outcome, kind="structured", reason="graded", points=proven, minimum=proven, maximum=best)


def assessed(
    name: str,
    *,
    missing: int = 0,
    category: str = PUBLIC,
    open_as: Openness | None = None,
    reachable: Outcome = Outcome.PASSED,
    title: str = "",
) -> Assessed:
    """A catalog dataset with what was derived of it."""
    fields = {"data_category": category} if category else {}
    return Assessed(
        dataset=Dataset(id=f"id-{name}", name=name, title=title or name, fields=fields),
        items=items(missing),
        informative=14 - missing,
        openness=open_as,
        reachable=reachable,
    )


def standing(
    name: str,
    *,
    complete: bool = True,
    points: int = 20,
    most: int | None = None,
    listed: bool = True,
    on_catalog: bool = True,
    public: bool | None = True,
) -> Standing:
    """A settled public dataset, listed and on the catalog, unless said otherwise."""
    return Standing(
        id=name,
        name=name,
        title=name,
        code=name,
        listed=listed,
        on_catalog=on_catalog,
        public=public,
        items_outcome=Outcome.PASSED if complete else Outcome.FAILED,
        openness=openness(points, most) if on_catalog else None,
        reachable=Outcome.PASSED if on_catalog else Outcome.FAILED,
    )


def plan_of(datasets: Sequence[ListedDataset], **more: object) -> Plan:
    """A complete plan of one issue, one mission and one process."""
    process = Process(number="1.1", title="ขับเคลื่อนการให้บริการ", datasets=tuple(datasets))
    issue = Issue(
        focus_area=9,
        issue="การขับเคลื่อน e-Service ในภาครัฐ",
        goal="นำไปวางแผนการดำเนินงานเพื่อขับเคลื่อนเป้าหมายการเป็นรัฐบาลดิจิทัล",
        expected_users=("สำนักงาน ก.พ.ร.",),
        missions=(Mission(title="ภารกิจด้านพัฒนาการให้บริการประชาชน", processes=(process,)),),
    )
    return Plan(**{"fiscal_year": 2565, "issues": (issue,), **more})  # type: ignore[arg-type]


def listed(code: str, title: str = "ชุดข้อมูล", category: str | None = PUBLIC) -> ListedDataset:
    return ListedDataset(code=code, title=title, category=category)
