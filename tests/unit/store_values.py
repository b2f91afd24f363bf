"""Runs, pages, looks and findings for the tests of the store. Nothing in them is real."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta, timezone

from checker.content import Content, Place, Probe, ProbeAnswer, ProbeOutcome, Reading, Sign, TableProfile
from checker.model import Attempt, Finding, Outcome, Page, RunHead, Severity

BANGKOK = timezone(timedelta(hours=7))
AT = datetime(2022, 3, 31, 16, 30, 5, 123456, tzinfo=timezone.utc)
RUBRIC = "data-catalog-kpi-2565"


def a_head(run_id: str = "run-1", **changed: object) -> RunHead:
    values: dict[str, object] = {
        "id": run_id,
        "fingerprint": "scan https://catalog.example.go.th",
        "source": "https://catalog.example.go.th",
        "organization": "",
        "started": AT,
        "cutoff": datetime(2022, 3, 31, 23, 59, tzinfo=BANGKOK),
        "rubric": RUBRIC,
        "tool_version": "0.1.0",
        "state": "harvesting",
        "options": {"plan": "แผน.xlsx"},
    }
    return RunHead(**{**values, **changed})  # type: ignore[arg-type]


def a_page(number: int, body: bytes = b'{"result": "\xe0\xb8\x81"}') -> Page:
    return Page(
        number=number,
        kind="ckan_search",
        cursor=str(number * 100),
        url=f"https://catalog.example.go.th/api/3/action/package_search?start={number}",
        at=AT,
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
        count=100,
        problems=(("ชุดข้อมูล-7", "HTTP 500"),),
    )


def an_attempt(url: str, number: int = 1, **changed: object) -> Attempt:
    values: dict[str, object] = {"url": url, "number": number, "at": AT, "status": 200, "final_url": url}
    return Attempt(**{**values, **changed})  # type: ignore[arg-type]


def a_finding(subject: str, check: str = "item_1", **changed: object) -> Finding:
    values: dict[str, object] = {
        "check": check,
        "outcome": Outcome.PASSED,
        "severity": Severity.VIOLATION,
        "reason": "ok",
        "subject": subject,
    }
    return Finding(**{**values, **changed})  # type: ignore[arg-type]


def a_reading(url: str, **changed: object) -> Reading:
    table = TableProfile(format="csv", rows=3, signs=(Sign(code="blank_rows", at=Place(row=4)),), rows_per_key=1.5)
    content = Content(format="csv", head=True, tables=(table,))
    values: dict[str, object] = {"url": url, "at": AT, "whole": False, "bytes_read": 9, "sha256": "1"}
    values["content"] = content
    return Reading(**{**values, **changed})  # type: ignore[arg-type]


def a_probe(key: str, **changed: object) -> Probe:
    answer = ProbeAnswer(url="https://a.example/api?limit=1", at=AT, status=200, rows=1, total=9)
    values: dict[str, object] = {
        "key": key,
        "interface": "declared",
        "outcome": ProbeOutcome.CONDITION,
        "reason": "condition",
        "whole": answer,
        "newest": AT,
    }
    return Probe(**{**values, **changed})  # type: ignore[arg-type]
