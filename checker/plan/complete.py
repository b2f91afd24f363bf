"""Is Template 1 complete? (KPI, section 3)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from checker.model import UseRecord
from checker.plan.model import Issue, Plan


class Missing(Struct, frozen=True, kw_only=True):
    """A part of Template 1 that is not there, named in both languages."""

    id: str
    issue: int  #: which issue, from 1; 0: the plan as a whole
    th: str
    en: str


def completeness(plan: Plan) -> tuple[Missing, ...]:
    """What keeps the plan from being complete; nothing when it is.

    One complete issue is enough ("อย่างน้อย 1 ประเด็น"); no code may stand twice anywhere, no title be empty in it.
    Where no issue is complete, what is missing in the one that lacks least is said.
    """
    repeated = tuple(_repeated_codes(plan))
    per_issue = [tuple(_missing_in(number, issue)) for number, issue in enumerate(plan.issues or (Issue(),), 1)]
    return (*min(per_issue, key=len), *repeated)


def incomplete_issues(plan: Plan) -> tuple[Missing, ...]:
    """What is missing in any of the issues, complete ones beside them or not."""
    return tuple(part for number, issue in enumerate(plan.issues, 1) for part in _missing_in(number, issue))


def _missing_in(number: int, issue: Issue) -> Iterator[Missing]:
    parts = (
        ("focus_area", issue.focus_area is not None, "Focus Area ที่เกี่ยวข้อง", "Focus Area"),
        ("issue", bool(issue.issue), "ประเด็นการดำเนินงานภายใต้ Focus Area", "issue under the Focus Area"),
        ("goal", bool(issue.goal), "เป้าหมายการนำชุดข้อมูลไปใช้ประโยชน์", "goal of use"),
        ("expected_users", any(issue.expected_users), "หน่วยงานที่คาดว่าจะนำชุดข้อมูลไปใช้ประโยชน์", "expected users"),
        ("missions", bool(issue.missions), "ภารกิจหลัก", "a mission"),
        ("processes", any(m.processes for m in issue.missions), "กระบวนการทำงานหลัก", "a work process"),
        ("datasets", any(True for _ in issue.datasets()), "ชุดข้อมูล", "a dataset"),
    )
    for key, there, th, en in parts:
        if not there:
            yield Missing(id=key, issue=number, th=th, en=en)
    for _, dataset in issue.datasets():
        if not dataset.title.strip():
            yield Missing(id="title", issue=number, th=f"ชื่อของชุดข้อมูล {dataset.code}", en=f"title of {dataset.code}")


def _repeated_codes(plan: Plan) -> Iterator[Missing]:
    counts = Counter(dataset.code.casefold() for dataset in plan.planned())
    for code, count in counts.items():
        if count > 1:
            yield Missing(
                id="code", issue=0, th=f"รหัสชุดข้อมูล {code} ซ้ำ {count} ครั้ง", en=f"code {code} stands {count} times"
            )


def missing_parts(record: UseRecord) -> tuple[Missing, ...]:
    """What keeps a record of use from being evidence: it is complete only with every part (KPI, section 5)."""
    parts = (
        ("dataset", bool(record.dataset), "ชุดข้อมูล", "dataset"),
        ("kind", bool(record.kind), "ลักษณะการใช้ประโยชน์", "kind of use"),
        ("change", bool(record.change), "สิ่งที่ทำการปรับปรุงเปลี่ยนแปลง", "what was changed"),
        ("result", bool(record.result), "ผลที่วัดได้", "measured result"),
        ("figures", any(c.isdigit() for c in record.result), "ตัวเลขในผลที่วัดได้", "figures in the result"),
        ("link", bool(record.link), "ลิงก์หรือแฟ้มหลักฐาน", "link or file"),
        ("attested_by", bool(record.attested_by), "ผู้รับรอง", "who attested it"),
        ("attested_on", record.attested_on is not None, "วันที่รับรอง", "when it was attested"),
    )
    lacking = [Missing(id=key, issue=0, th=th, en=en) for key, there, th, en in parts if not there]
    return tuple(part for part in lacking if part.id != "figures" or record.result)
