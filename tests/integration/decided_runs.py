"""A small run to decide on: a plan of five datasets, four of them on a catalog, with something wrong in most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from checker.config import load
from checker.decided import AGENCY, Attachment, Kind, Proposal, Subject
from checker.decisions.file import Placed
from checker.report.model import Report
from checker.run import Input, Run, Task, scan, score
from checker.run.deciding import Recorded, decide
from checker.testing import a_package, a_resource, ckan_site, serve

WHEN = datetime(2022, 10, 5, 3, 0, tzinfo=timezone.utc)
CUTOFF = datetime(2022, 9, 30, 16, 59, 59, tzinfo=timezone.utc)
WHO = "ผู้ประเมิน A"
WHY = "ตรวจหลักฐานแล้ว"
TABLE = "ปี,เดือน,จังหวัด,จำนวน\n2564,1,เชียงใหม่,5\n2564,2,ขอนแก่น,6\n".encode()
OTHER = TABLE + "2564,3,ระยอง,7\n".encode()
SETTINGS = {
    "allow_networks": ("127.0.0.0/8",),
    "host_interval": 0.0,
    "retries": 0,
    "confirm_after": 0.0,
    "timeout": 5.0,
}
PLAN = """\
fiscal_year: 2565
agency: {title: กรมตัวอย่าง, type: department}
issues:
- focus_area: 9
  issue: บริการประชาชน
  goal: ลดเวลา
  expected_users: [กรมอื่น]
  missions:
  - title: ภารกิจ
    processes:
    - number: "1.1"
      title: กระบวนการ
      datasets:
      - {code: D_1, title: ครบทุกอย่าง, category: ข้อมูลสาธารณะ}
      - {code: D_2, title: อีเมลไม่ถูกต้อง, category: ข้อมูลสาธารณะ}
      - {code: D_3, title: ลิงก์เสีย, category: ข้อมูลสาธารณะ}
      - {code: D_4, title: ทะเบียนลับ, category: ข้อมูลความลับทางราชการ}
      - {code: D_5, title: ยังไม่ขึ้นระบบ, category: ข้อมูลสาธารณะ}
"""


def packages(base: str) -> list[Mapping[str, Any]]:
    """What the catalog holds."""

    def one(name: str, title: str, **changes: Any) -> Mapping[str, Any]:
        resource = a_resource(id=f"r-{name}", url=f"{base}/{name}.csv")
        fields = {"id": f"id-{name}", "name": name, "title": title, "resources": [resource], **changes}
        return a_package(**fields)

    return [
        one("d_1", "ครบทุกอย่าง"),
        one("d_2", "อีเมลไม่ถูกต้อง", maintainer_email="-"),
        one("d_3", "ลิงก์เสีย"),
        one("other", "นอกบัญชี"),
    ]


@contextmanager
def served(files: dict[str, bytes] | None = None) -> Iterator[str]:
    """The catalog on loopback; ``files`` may be changed while it is served."""
    held = files if files is not None else {f"/{name}.csv": TABLE for name in ("d_1", "d_2", "other")}
    with serve(ckan_site(packages, files=held)) as url:
        yield url


def scanned(url: str, store: Path, **settings: Any) -> Run:
    """A run of it in the store."""
    plan = Input(kind="plan", name="plan.yaml", body=PLAN.encode())
    task = Task(source=url, inputs=(plan,), settings=load(None, {}, {**SETTINGS, **settings}), cutoff=CUTOFF)
    return scan(task, store)


def proposal(
    kind: Kind,
    body: str,
    dataset: str = "",
    value: str = "",
    *,
    refers: int | None = None,
    reason: str = WHY,
    name: str = WHO,
    attachment: Attachment | None = None,
    time: datetime = WHEN,
    **part: Any,
) -> Proposal:
    """What somebody asks to record."""
    return Proposal(
        body=body,
        kind=kind,
        name=name,
        time=time,
        reason=reason,
        subject=Subject(dataset=dataset, **part),
        value=value,
        refers=refers,
        attachment=attachment,
    )


def record(run: Run, *asked: Proposal, reopen: bool = False, dry_run: bool = False) -> Recorded:
    """Records them on the run, all or none."""
    placed = [Placed(proposal=each, place="") for each in asked]
    return decide(run, placed, reopen=reopen, dry_run=dry_run)


def parts(report: Report) -> dict[str, Any]:
    """Points by component."""
    return {part.id: part.points for part in report.score.components}


def with_and_without(run: Run) -> tuple[Report, Report]:
    """The run scored with its decisions, and without."""
    return score(run), score(run, decisions=False)


ACCEPT_ITEMS = proposal(Kind.ACCEPT, "NSO", "D_4", items=tuple(str(number) for number in range(1, 15)))
OVERRULE_MAIL = proposal(Kind.OVERRULE, "NSO", "D_2", "passed", check="maintainer_email")
ACCEPT_TIER = proposal(Kind.ACCEPT, "DGA", "D_1", "middle", criterion="channel")
SET_KIND = proposal(Kind.SET_KIND, "DGA", "D_2", "document")
WAIVE_DGA = proposal(Kind.WAIVE, "DGA", "D_3")
WAIVE_NSO = proposal(Kind.WAIVE, "NSO", "D_5")
LINK_WORKS = proposal(Kind.OVERRULE, "DGA", "D_3", "passed", resource="r-d_3")
USE = proposal(Kind.ACCEPT, "DGA", component="utilisation")
NO_LIST = proposal(Kind.OVERRULE, "OPDC", value="failed", component="dataset_list")
NO_CATALOG = proposal(Kind.OVERRULE, "NSO", value="failed", component="agency_catalog")
OBJECTION = proposal(Kind.OBJECT, AGENCY, "D_3", resource="r-d_3", name="กอง ก", reason="ลิงก์ใช้งานได้")
#: one decision of every kind, each on something of its own
EVERY = (ACCEPT_ITEMS, OVERRULE_MAIL, ACCEPT_TIER, WAIVE_NSO, LINK_WORKS, USE, NO_LIST, NO_CATALOG)


def sign(body: str) -> Proposal:
    """A body signs its part."""
    return proposal(Kind.SIGN_OFF, body)


#: ways out of a text that a browser, a workbook, a terminal or a YAML file knows
HOSTILE = (
    "<script>window.pwned=1</script><img src=http://127.0.0.1:9/x onerror=alert(2)>",
    "\"' onmouseover=alert(3) autofocus onfocus=alert(4) style='background:url(http://127.0.0.1:9/y)' \"",
    "</style></svg></title></textarea>--><script>alert(5)</script><base href=http://127.0.0.1:9/>",
    "javascript:alert(document.domain)//http://a.go.th/",
    "{{ 7*7 }}{% for x in y %}{{ ''.__class__ }} %s %(a)s {0} {name!r} ${x} #{y}",
    '=HYPERLINK("http://127.0.0.1:9/","x")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r\n=1+1\r\nSet-Cookie: a=b",
    "\x1b[31m\x1b]0;title\x07\x1b]8;;http://127.0.0.1:9/\x07\x9b31m\x85\x00\x08\x7f",
    "a\u202egpj.exe\u202c\u2066b\u2069\u200f\u061c\ufeff",
    "a\u2028b\u2029c",
    "\ud83d half \udc00",
    "- a: &x [*x]\n  !!python/object/apply:os.system ['true']",
    "ยาว" * 1300,
)
