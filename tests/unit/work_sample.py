"""A made-up worklist for a made-up report: exact gains and ranges, packages, nothing gained, points lost."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from msgspec import structs

from checker.model import Outcome
from checker.report.model import DatasetLine, Report
from checker.report.todo import todos
from checker.rubric import Text
from checker.worth import Effort, Fix, Gain, Package

MINUTES = Effort(id="minutes", title=Text(th="ไม่กี่นาที", en="a few minutes"), weight=1)
DAY = Effort(id="day", title=Text(th="ราวหนึ่งวัน", en="about a day"), weight=20)


def exact(points: Fraction | int) -> Gain:
    return Gain(minimum=Fraction(points), maximum=Fraction(points))


def with_worklist(report: Report) -> Report:
    """The report with something to do for each dataset of which something failed."""
    found = [fix for number, line in enumerate(report.datasets) for fix in _of(number, line, report)]
    ordered = sorted([*found, _catalog_url()], key=lambda fix: -fix.per_effort)
    todo = todos(ordered)
    lines = tuple(structs.replace(line, todo=todo.get(line.standing.id)) for line in report.datasets)
    ahead = Gain(minimum=Fraction(5), maximum=Fraction(7))
    return structs.replace(report, worklist=tuple(ordered), datasets=lines, ahead=ahead)


def _of(number: int, line: DatasetLine, report: Report) -> Iterator[Fix]:
    failed = [
        item for item in report.rubric.items if line.standing.items.get(item.no, Outcome.PASSED) is Outcome.FAILED
    ]
    ids = tuple(f"item:{line.standing.id}:{item.no}" for item in failed)
    share = Fraction(15, max(1, len(report.datasets)))
    package = Package(id=line.standing.id, fixes=ids, gain=exact(share), weight=len(ids)) if len(ids) > 1 else None
    for identifier, item in zip(ids, failed, strict=True):
        yield _fix(line, identifier, "item", item.title, exact(0 if package else share), package=package, item=item.no)
    if line.resources and number % 3 == 0:
        name = line.resources[0].name
        between = Gain(minimum=Fraction(1, 3), maximum=Fraction(6, 5))
        what = Text(th="ลิงก์ข้อมูล", en="link")
        yield _fix(line, f"link:{line.standing.id}:{name}", "link", what, between, effort=DAY, resource_name=name)
    if number % 5 == 4:
        category = Gain(minimum=Fraction(-1, 2), maximum=Fraction(3, 4), least="ข้อมูลสาธารณะ", most="ข้อมูลใช้ภายใน")
        yield _fix(line, f"settle:{line.standing.id}", "settle", Text(th="หมวดหมู่", en="category"), category)
    if number % 4 == 3:
        what = Text(th="ช่องทาง", en="channel")
        yield _fix(line, f"tier:{line.standing.id}", "tier", what, exact(0), effort=DAY, next="middle")


def _fix(line: DatasetLine, identifier: str, kind: str, what: Text, gain: Gain, **others: object) -> Fix:
    fix = Fix(
        id=identifier,
        kind=kind,
        what=what,
        reason=Text(th=f"{what.th}ยังไม่ถูกต้อง", en=f"{what.en} is not right yet"),
        how=Text(th=f"เปิดหน้าแก้ไขชุดข้อมูลแล้วแก้{what.th}", en=f"Edit the dataset and mend its {what.en}"),
        gain=gain,
        effort=MINUTES,
        dataset=line.standing.id,
        title=line.standing.title,
        code=line.standing.code or "",
        owner=line.contact or line.publisher,
        owner_from="contact" if line.contact else "publisher",
    )
    return structs.replace(fix, **others)


def _catalog_url() -> Fix:
    return Fix(
        id="component:agency_catalog",
        kind="component",
        what=Text(th="ที่อยู่ของระบบบัญชีข้อมูล", en="Address of the catalog"),
        reason=Text(th="ยังไม่ได้แจ้งที่อยู่", en="It was not reported"),
        how=Text(th="ใส่ที่อยู่ในแผน", en="Write it into the plan"),
        gain=exact(10),
        effort=MINUTES,
        components=("agency_catalog",),
    )
