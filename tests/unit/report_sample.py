"""A made-up report with everything in it that a report can hold, for the report tests. Nothing in it is real."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from string import Formatter
from typing import Any

import msgspec

from checker.errors import Problem
from checker.model import (
    Agency,
    CatalogState,
    ComponentScore,
    CriterionGrade,
    Finding,
    Match,
    Note,
    Observation,
    Openness,
    Outcome,
    RunInfo,
    Score,
    Sniffed,
    Standing,
    Verdict,
)
from checker.report.model import DatasetLine, EvidenceLine, Report, ResourceLine, Totals
from checker.resources import load_yaml, schemas_dir
from checker.rubric import Rubric

CUTOFF = datetime(2022, 9, 30, 16, 59, tzinfo=timezone.utc)
HOSTILE = (
    "<script>alert('x')</script>",
    "=cmd|' /C calc'!A0",
    "+66 2 123 4567",
    "@SUM(1+1)",
    "-2+3",
    "รายงาน\u202egnp.exe\u202c ประจำปี",
    "\x1b[31mแดง\x1b[0m\x07",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "ยาว" * 400,
    "]]></svg><!--",
)
TITLES = (
    "แผนการดำเนินงานขับเคลื่อน Biz Portal",
    "ผลการดำเนินงานตามแผนขับเคลื่อน Citizen Portal",
    "จำนวนผู้ป่วยนอกและผู้ป่วยในจำแนกตามกลุ่มโรค เพศ กลุ่มอายุ และระดับสถานพยาบาล รายอำเภอ ปีงบประมาณ พ.ศ. 2560-2565",
    "รายชื่อสถานศึกษาในสังกัด ปี 2564",
    "ปริมาณน้ำฝนรายวันจากสถานีโทรมาตร",
    "ทะเบียนแหล่งท่องเที่ยวเชิงวัฒนธรรม",
    "สถิติการให้บริการประชาชน ณ จุดเดียวเบ็ดเสร็จ (One Stop Service)",
    "ภาพกล้อง CCTV จราจรตามเวลาจริง",
    "ประกาศจัดซื้อจัดจ้าง",
    "ผลการประเมินส่วนราชการตามเกณฑ์ PMQA 4.0",
)
FORMATS = ("csv", "xlsx", "pdf", "xls", "json", "shp", None, "geojson", "html")
HOSTS = ("data.example.go.th", "www.example.go.th", "ftp.example.or.th", "catalog.example.go.th")


def sample_rubric() -> Rubric:
    """The real steps, components and items, with made-up words for the checks and the openness reasons."""
    return _with_words(schemas_dir() / "rubric" / "data-catalog-kpi-2565.yaml")


def small_rubric() -> Rubric:
    """A rubric of other ids, items and points than any real one."""
    return _with_words(Path(__file__).parent.parent / "cases" / "report" / "rubric.yaml")


def _with_words(path: Path) -> Rubric:
    raw = load_yaml(path)
    titles = {name: item["title"] for item in raw["items"] for name in item["checks"]}
    informative = {name: item["title"] for item in raw["items"] for name in item.get("informative", ())}
    other = {name: {"th": f"การตรวจ {name}", "en": f"check {name}"} for name in raw["other_checks"]}
    checks = {
        **{name: _check(title, "violation") for name, title in titles.items()},
        **{name: _check(title, "info") for name, title in informative.items()},
        **{name: _check(title, "warning") for name, title in other.items()},
    }
    return msgspec.convert({**raw, "checks": checks, "openness_reasons": _OPENNESS_REASONS}, Rubric, strict=True)


def _check(title: dict[str, str], severity: str) -> dict[str, Any]:
    fix_th = f"เปิดหน้าแก้ไขชุดข้อมูล แล้วกรอก{title['th']}ตามที่ประกาศกำหนด"
    fix = {"th": fix_th, "en": f"Edit the dataset and fill in {title['en']}"}
    return {
        "title": title,
        "severity": severity,
        "reasons": {
            "ok": {"outcome": "passed", "th": "ถูกต้อง", "en": "Right"},
            "blank": {
                "outcome": "failed",
                "th": f"ยังไม่ได้กรอก{title['th']}",
                "en": f"{title['en']} is blank",
                "fix": fix,
            },
            "unknown": {
                "outcome": "failed",
                "th": f"{title['th']}เป็น “{{value}}” ซึ่งไม่อยู่ในรายการที่กำหนด",
                "en": f"{title['en']} is “{{value}}”, which is not one of the choices",
                "fix": {"th": "เลือก “{nearest}”", "en": "Choose “{nearest}”"},
            },
            "unseen": {"outcome": "cannot_tell", "th": "มองไม่เห็นจากภายนอก", "en": "Not visible from outside"},
        },
    }


_OPENNESS_REASONS = {
    "graded": {"th": "จัดขั้นจากไฟล์ที่เปิดได้จริง", "en": "Graded from the files that could be opened"},
    "no_interface": {
        "th": "เปิดไฟล์ {format} ได้ แต่ยังไม่มี API ที่ระบุเงื่อนไขได้",
        "en": "The {format} file opens, but there is no API that takes conditions",
        "fix": {
            "th": "นำข้อมูลเข้า DataStore หรือเปิด API ที่กรองข้อมูลได้",
            "en": "Load the data into the DataStore, or offer an API",
        },
    },
    "no_licence": {
        "th": "ไม่มีสัญญาอนุญาตแบบเปิด จึงนับเป็น 0 ดาว",
        "en": "No open licence, so no stars",
        "fix": {"th": "เลือกสัญญาอนุญาตแบบเปิด", "en": "Choose an open licence"},
    },
    "not_observed": {"th": "ยังไม่ได้เปิดดูเนื้อหาในไฟล์", "en": "The content of the file has not been read yet"},
}


def sample_report(
    datasets: int = 30, *, final: bool = False, hostile: bool = True, rubric: Rubric | None = None
) -> Report:
    """A report of so many datasets: every outcome, verdict, tier and kind, long Thai titles and hostile texts."""
    rubric = rubric or sample_rubric()
    lines = tuple(_line(number, rubric, hostile) for number in range(datasets))
    return Report(
        run=RunInfo(
            id="20220930-2359-a1b2",
            started=CUTOFF,
            finished=CUTOFF + timedelta(minutes=3),
            cutoff=CUTOFF,
            tool_version="0.1.0",
            rubric_id=rubric.id,
            rubric_version=rubric.version,
            snapshot_sha256=sha256(b"snapshot").hexdigest(),
        ),
        rubric=rubric,
        catalog=_catalog(datasets),
        agency=Agency(
            title="กรมตัวอย่าง",
            type="department",
            ministry="กระทรวงสมมติ",
            role="service",
            e_service="Biz Portal",
            deployment="own",
        ),
        applies=True,
        planned=True,
        score=_score(rubric, lines, final),
        datasets=lines,
        totals=_totals(lines),
        evidence=_evidence(lines),
        matches=_matches(lines),
        agenda=(("ระบบการจดทะเบียนธุรกิจ", "Business registration"), ("ระบบรับเรื่องร้องทุกข์", "Complaints")),
        warnings=_warnings(),
        remark=("ข้อมูลในรายงานนี้สมมติขึ้นทั้งหมด", "All data in this report is made up"),
    )


def _catalog(datasets: int) -> CatalogState:
    return CatalogState(
        url="https://catalog.example.go.th/",
        title="ระบบบัญชีข้อมูลกรมตัวอย่าง",
        software="ckan",
        ckan_version="2.10.7",
        thai_gdc_version="3.1.0",
        outcome=Outcome.PASSED,
        reason="observed",
        declared=datasets + 1,
        held=datasets,
        unreadable=(("dataset_99_01", "HTTP 500 Internal Server Error"),),
        changed=True,
        reported_on=date(2022, 1, 15),
    )


def _line(number: int, rubric: Rubric, hostile: bool) -> DatasetLine:
    title = TITLES[number % len(TITLES)]
    if hostile and number % 3 == 1:
        title = HOSTILE[number // 3 % len(HOSTILE)]
    on_catalog = number % 13 != 12
    findings = () if number % 5 == 0 else tuple(_findings(number, rubric, hostile))
    standing = _standing(number, rubric, title, on_catalog, findings)
    return DatasetLine(
        standing=standing,
        url=f"https://catalog.example.go.th/dataset/d{number}" if on_catalog else "",
        publisher="กรมตัวอย่าง",
        contact="กลุ่มสถิติ" if number % 4 else "",
        resources=tuple(_resource(number, part, hostile) for part in range(3)) if on_catalog else (),
        findings=findings,
    )


def _findings(number: int, rubric: Rubric, hostile: bool) -> list[Finding]:
    names = [check for item in rubric.items for check in item.checks]
    chosen = [names[(number * 7 + step * 5) % len(names)] for step in range(1 + number % 4)]
    chosen += [rubric.other_checks[(number + step) % len(rubric.other_checks)] for step in range(2)]
    chosen += [name for item in rubric.items for name in item.informative][number % 5 : number % 5 + 1]
    found = []
    for check in dict.fromkeys(chosen):
        rule = rubric.checks[check]
        wrong = [name for name, reason in rule.reasons.items() if reason.outcome is not Outcome.PASSED]
        if not wrong:
            continue
        reason = wrong[number % len(wrong)]
        told = rule.reasons[reason]
        value = HOSTILE[number % len(HOSTILE)] if hostile else "ค่าที่พบ"
        found.append(
            Finding(
                check=check,
                outcome=told.outcome,
                severity=told.severity or rule.severity,
                reason=reason,
                subject=f"d{number}",
                path=f"resources/d{number}-r1/url" if check.startswith("resource") else check,
                params=dict.fromkeys(_places(told.th + told.en + (told.fix.th if told.fix else "")), value),
            )
        )
    return found


def _places(text: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name]


def _standing(number: int, rubric: Rubric, title: str, on_catalog: bool, findings: tuple[Finding, ...]) -> Standing:
    failed = {finding.check: finding.outcome for finding in findings}
    items = {
        item.no: next((failed[check] for check in item.checks if check in failed), Outcome.PASSED)
        for item in rubric.items
    }
    unseen = not on_catalog and number % 2 == 0
    if not on_catalog:
        items = {} if unseen else dict.fromkeys(items, Outcome.FAILED)
    whole = Outcome.PASSED if all(outcome is Outcome.PASSED for outcome in items.values()) else Outcome.FAILED
    if any(outcome is Outcome.CANNOT_TELL for outcome in items.values()) and Outcome.FAILED not in items.values():
        whole = Outcome.CANNOT_TELL
    public = (True, True, True, False, None)[number % 5]
    return Standing(
        id=f"d{number}" if on_catalog else f"plan:DataSet_{number}_01",
        name=f"dataset_{number:02d}_01" if on_catalog else None,
        title=title,
        listed=number % 3 != 2,
        on_catalog=on_catalog,
        code=f"DataSet_{number:02d}_01" if number % 3 != 2 else None,
        category={True: "ข้อมูลสาธารณะ", False: "ข้อมูลใช้ภายใน", None: None}[public],
        category_from="catalog" if on_catalog else "plan",
        public=public,
        items=items,
        items_from="catalog" if on_catalog else "",
        items_outcome=Outcome.CANNOT_TELL if unseen else whole,
        items_reason="not_visible" if unseen else "",
        items_elsewhere={**items, rubric.items[-1].no: Outcome.FAILED} if number % 10 == 5 else None,
        informative=max(0, len(items) - number % 6),
        openness=_openness(number, rubric) if public is not False and on_catalog else None,
        reachable=(Outcome.PASSED, Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL)[number % 4],
    )


def _openness(number: int, rubric: Rubric) -> Openness:
    kinds = rubric.openness.kinds
    reasons = sorted(rubric.openness_reasons)
    if number % 11 == 10:
        return Openness(
            outcome=Outcome.CANNOT_TELL, kind=None, reason=reasons[number % len(reasons)], maximum=Fraction(20)
        )
    kind = kinds[0] if number % 7 else kinds[(1 + number % 2) % len(kinds)]
    tiers = rubric.openness.tiers
    grades = []
    for place, criterion in enumerate(kind.criteria):
        tier = (number + place) % len(tiers)
        settled = (number + place) % 5 != 4
        reason = reasons[(number * 3 + place) % len(reasons)]
        words = rubric.openness_reasons[reason]
        grades.append(
            CriterionGrade(
                criterion=criterion,
                outcome=(Outcome.PASSED if tier else Outcome.FAILED) if settled else Outcome.UNTESTED,
                tier=tiers[tier].id,
                possible=tiers[tier if settled else -1].id,
                reason=reason,
                params=dict.fromkeys(_places(words.th + words.en + (words.fix.th if words.fix else "")), "csv"),
                distribution=f"d{number}-r0" if tier else None,
                evidence_id=f"e{number}-0",
            )
        )
    points = rubric.tier_points()
    low = Fraction(sum(points[grade.tier] for grade in grades), len(grades))
    high = Fraction(sum(points[grade.possible] for grade in grades), len(grades))
    return Openness(
        outcome=Outcome.PASSED if low == high else Outcome.UNTESTED,
        kind=kind.id,
        reason=reasons[0],
        params=dict.fromkeys(_places(rubric.openness_reasons[reasons[0]].th), "csv"),
        criteria=tuple(grades),
        points=low,
        minimum=low,
        maximum=high,
        stars=number % 6 if number % 4 else 0,
        stars_format=number % 6,
        stars_reason="" if number % 4 else reasons[-1],
    )


def _resource(number: int, part: int, hostile: bool) -> ResourceLine:
    verdicts = list(Verdict)
    place = number * 3 + part
    verdict = verdicts[place % len(verdicts)] if place % 3 == 0 else Verdict.OK
    declared = FORMATS[place % len(FORMATS)]
    url = f"https://{HOSTS[place % len(HOSTS)]}/files/{number}/ข้อมูล%20{part}.{declared or 'bin'}"
    if hostile and place % 17 == 5:
        url = "javascript:alert(document.domain)"
    return ResourceLine(
        id=f"d{number}-r{part}",
        name=HOSTILE[place % len(HOSTILE)] if hostile and part == 1 else f"แฟ้มข้อมูล {part + 1}",
        url=url,
        declared=(declared or "MAP").upper(),
        format=declared,
        role=("data", "data", "dictionary")[part],
        observation=None if part == 2 else _observation(number, part, url, verdict, declared),
    )


def _observation(number: int, part: int, url: str, verdict: Verdict, declared: str | None) -> Observation:
    good = verdict in (Verdict.OK, Verdict.MOVED)
    unsure = verdict in (Verdict.THROTTLED, Verdict.REFUSED_BY_US)
    return Observation(
        distribution=f"d{number}-r{part}",
        url=url,
        verdict=verdict,
        outcome=Outcome.PASSED if good else Outcome.CANNOT_TELL if unsure else Outcome.FAILED,
        confirmed=number % 4 != 3,
        status=200 if good else 404 if verdict is Verdict.MISSING else None,
        sniffed=Sniffed(format=declared, how="signature", encoding="utf-8") if good else None,
        notes=(Note(code="redirected", path="url", before=url, after=url + "?x"),) if verdict is Verdict.MOVED else (),
        attempts=1 if good else 2,
        evidence_id=f"e{number}-{part}",
    )


def _score(rubric: Rubric, lines: tuple[DatasetLine, ...], final: bool) -> Score:
    shares = (Fraction(1), Fraction(2, 3), Fraction(1), Fraction(67, 100), Fraction(0))
    outcomes = (Outcome.PASSED, Outcome.FAILED, Outcome.PASSED, Outcome.CANNOT_TELL, Outcome.UNTESTED)
    components = []
    for component, share, outcome in zip(rubric.components, cycle(shares), cycle(outcomes), strict=False):
        most = Fraction(component.points)
        open_end = outcome in (Outcome.CANNOT_TELL, Outcome.UNTESTED) and not final
        components.append(
            ComponentScore(
                id=component.id,
                step=component.step,
                max=most,
                points=most * share,
                minimum=most * share,
                maximum=most * (share + Fraction(1, 7)) if open_end and share else most if open_end else most * share,
                outcome=outcome if not final or outcome is Outcome.PASSED else Outcome.FAILED,
                reason=_REASONS.get(component.id, next(iter(component.reasons))),
                params={
                    "datasets": len(lines),
                    "issues": 1,
                    "complete": 20,
                    "percent": "66.67",
                    "missing": "goal",
                    "url": "https://catalog.example.go.th/",
                    "universe": "listed",
                    "unsettled": 4,
                    "records": 0,
                },
                alternatives={}
                if component.method != "mean_openness"
                else {"listed": most * share, "catalog": Fraction(921, 70), "union": Fraction(12)},
            )
        )
    return Score(
        total=sum((part.points for part in components), Fraction(0)),
        minimum=sum((part.minimum for part in components), Fraction(0)),
        maximum=sum((part.maximum for part in components), Fraction(0)),
        final=final,
        components=tuple(components),
    )


_REASONS = {
    "dataset_list": "complete",
    "metadata_14": "mean",
    "agency_catalog": "observed",
    "open_data": "unsettled",
    "utilisation": "needs_evidence",
}


def _totals(lines: tuple[DatasetLine, ...]) -> Totals:
    outcomes: dict[str, int] = {outcome.value: 0 for outcome in Outcome}
    verdicts: dict[str, int] = {}
    formats: dict[str, int] = {}
    for line in lines:
        for finding in line.findings:
            outcomes[finding.outcome.value] += 1
        for resource in line.resources:
            if resource.observation is not None:
                seen = resource.observation
                verdicts[seen.verdict.value] = verdicts.get(seen.verdict.value, 0) + 1
                known = (seen.sniffed.format if seen.sniffed else None) or "unknown"
                formats[known] = formats.get(known, 0) + 1
    outcomes["passed"] += 9 * len(lines)
    return Totals(
        datasets=len(lines),
        resources=sum(len(line.resources) for line in lines),
        by_outcome=outcomes,
        by_verdict=verdicts,
        by_format=formats,
        unreconciled=0,
    )


def _evidence(lines: tuple[DatasetLine, ...]) -> tuple[EvidenceLine, ...]:
    page = EvidenceLine(
        id="p1",
        kind="catalog",
        url="https://catalog.example.go.th/api/3/action/package_search?rows=100",
        at=CUTOFF,
        status=200,
        bytes_read=123_456,
        sha256=sha256(b"p1").hexdigest(),
        attempts=1,
    )
    links = (
        EvidenceLine(
            id=resource.observation.evidence_id or "",
            kind="link",
            url=resource.url,
            at=CUTOFF + timedelta(seconds=number),
            status=resource.observation.status,
            bytes_read=2048 * number,
            sha256=sha256(resource.id.encode()).hexdigest(),
            attempts=resource.observation.attempts,
            detail="" if resource.observation.status == 200 else "connection reset by peer",
        )
        for number, line in enumerate(lines)
        for resource in line.resources
        if resource.observation is not None
    )
    return (page, *links)


def _matches(lines: tuple[DatasetLine, ...]) -> tuple[Match, ...]:
    hows = ("code", "name", "title")
    found = [
        Match(code=line.standing.code or "", dataset_id=line.standing.id, how=hows[number % 3], confidence=1.0)
        if line.standing.on_catalog
        else Match(
            code=line.standing.code or "",
            dataset_id=None,
            how="unsure",
            confidence=0.8,
            candidates=(("d1", 0.8), ("d2", 0.7)),
        )
        for number, line in enumerate(lines)
        if line.standing.listed
    ]
    return tuple(found[:40])


def _warnings() -> tuple[Problem, ...]:
    return (
        Problem(
            source="plan.xlsx",
            place="Temp1_Dataset!D7",
            value="=HYPERLINK(1)",
            code="repeated",
            th="ชุดข้อมูลนี้อยู่ในบัญชีรายชื่อปีก่อน",
            en="This dataset was in last year's list",
            severity="warning",
        ),
    )
