"""A report in which every text that comes from outside is made to harm: catalogs, hosts, files and interfaces."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import msgspec
from msgspec import Struct
from report_sample import sample_report

from checker.content import (
    Area,
    Column,
    Content,
    DocumentProfile,
    Period,
    PersonalData,
    Place,
    Probe,
    ProbeAnswer,
    ProbeOutcome,
    Sign,
    TableProfile,
)
from checker.errors import Problem
from checker.model import (
    Agency,
    CatalogState,
    CriterionGrade,
    Finding,
    Hop,
    Match,
    Note,
    Observation,
    Openness,
    Sniffed,
    Standing,
)
from checker.report.model import DatasetLine, EvidenceLine, Report, ResourceLine

AT = datetime(2026, 1, 5, tzinfo=timezone.utc)
#: every way out of a text that a browser, a workbook or a terminal knows
PAYLOADS = {
    "script": "<script>window.pwned=1;alert(1)</script><img src=http://127.0.0.1:9/x onerror=alert(2)>",
    "attribute": "\"' onmouseover=alert(3) autofocus onfocus=alert(4) style='background:url(http://127.0.0.1:9/y)' \"",
    "out_of_style": "</style></svg></title></textarea>--><script>alert(5)</script><style>@import '//127.0.0.1:9/z';",
    "address": "javascript:alert(document.domain)//http://a.go.th/\"><base href=http://127.0.0.1:9/>",
    "data_address": "data:text/html,<script>alert(6)</script>",
    "template": "{{ 7*7 }}{% for x in y %}{{ ''.__class__ }} %s %(a)s {0} {name!r} ${x} #{y}",
    "formula": "=HYPERLINK(\"http://127.0.0.1:9/\",\"x\")",
    "plus": "+cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "line": "\r\n=1+1\r\nSet-Cookie: a=b",
    "terminal": "\x1b[31m\x1b]0;title\x07\x1b]8;;http://127.0.0.1:9/\x07\x9b31m\x85\x00\x08\x7f",
    "direction": "a\u202egpj.exe\u202c\u2066b\u2069\u200f\u061c\ufeff",
    "lines": "a\u2028b\u2029c",
    "half": "\ud83d half \udc00",
    "entity": "&lt;script&gt;alert(7)&lt;/script&gt;&#x1b;[31m _x0041_ &amp;#60;",
    "long": "ก" * 20_000,
    "marks": "ก" + "\u0e49" * 3_000,
}  # fmt: skip

#: which fields hold words from outside
OUTSIDE: dict[type[Struct], tuple[str, ...]] = {
    Agency: ("title", "ministry", "e_service", "organization"),
    CatalogState: ("url", "title", "software", "ckan_version", "thai_gdc_version", "tls_detail"),
    Standing: ("name", "title", "code", "category"),
    DatasetLine: ("url", "publisher", "contact"),
    ResourceLine: ("name", "url", "declared"),
    Observation: ("url", "etag"),
    Sniffed: ("detail", "encoding"),
    Note: ("before", "after", "path"),
    Finding: ("path",),
    Hop: ("url", "location"),
    Match: ("code",),
    Problem: ("source", "place", "value", "th", "en"),
    EvidenceLine: ("url", "detail", "final_url", "method", "error"),
    Place: ("member", "sheet", "header", "value"),
    TableProfile: ("member", "sheet", "encoding", "delimiter"),
    Column: ("name",),
    DocumentProfile: ("member",),
    Content: ("detail",),
    Probe: ("condition", "key"),
    ProbeAnswer: ("url", "excerpt", "detail"),
}


def poisoned(value: Any, text: str) -> Any:
    """The value with ``text`` in the place of every word from outside, however deep it stands."""
    if isinstance(value, Struct):
        names = OUTSIDE.get(type(value), ())
        changed = {name: poisoned(getattr(value, name), text) for name in value.__struct_fields__ if name not in names}
        words = {name: text for name in names if getattr(value, name) is not None}
        found = msgspec.structs.replace(value, **changed, **words)
        if isinstance(found, Finding | CriterionGrade | Openness):
            params = {name: text if isinstance(each, str) else each for name, each in found.params.items()}
            return msgspec.structs.replace(found, params=params)
        if isinstance(found, CatalogState):
            return msgspec.structs.replace(found, unreadable=((text, text),))
        return found
    if isinstance(value, tuple):
        return tuple(poisoned(each, text) for each in value)
    return value


def content() -> Content:
    """All that can be found inside a file."""
    at = Place(member="m", sheet="s", row=5, column=2, page=1, header="h", value="v")
    table = TableProfile(
        format="xlsx", member="m", sheet="s", encoding="utf-8", header_row=1, rows=9,
        columns=(Column(number=1, name="c", type="text"),), signs=(Sign(code="merged_cells", at=at, count=3),),
        period=Period(finest="month", at=at), area=Area(finest="province", at=at),
    )  # fmt: skip
    document = DocumentProfile(format="pdf", member="m", pages=3, pages_read=3, garbled_at=at, scan_at=at)
    personal = PersonalData(kind="mobile", at=at, rows=3, sample=9)
    return Content(format="zip", tables=(table,) * 6, documents=(document,), personal=(personal,), detail="d")


def probes() -> tuple[Probe, ...]:
    """One question to an interface for each way in which it can end."""
    answer = ProbeAnswer(url="u", at=AT, status=200, rows=3, total=9, excerpt="e", detail="d")
    reasons = {"condition": "condition", "ignored": "ignored", "no_answer": "not_found"}
    return tuple(
        Probe(key="k", interface="ckan_datastore", outcome=outcome, reason=reasons.get(outcome.value, "condition"),
              condition="c", whole=answer, part=answer, fields=("f",))
        for outcome in ProbeOutcome
    )  # fmt: skip


def _full(line: DatasetLine) -> DatasetLine:
    """A dataset of which everything was found that can be."""
    at = content().tables[0].signs[0].at
    signs = content().tables[0].signs
    openness = line.standing.openness
    redirected = Note(code="redirected", path="p", before="b", after="a")
    if openness is not None:
        grades = tuple(
            msgspec.structs.replace(grade, at=at, signs=signs if number % 2 else ())
            for number, grade in enumerate(openness.criteria)
        )
        openness = msgspec.structs.replace(openness, criteria=grades)
    resources = tuple(
        msgspec.structs.replace(
            each,
            observation=each.observation
            and msgspec.structs.replace(
                each.observation, content=content(), probes=probes(), notes=(redirected,)
            ),
        )
        for each in line.resources
    )  # fmt: skip
    standing = msgspec.structs.replace(line.standing, openness=openness)
    return msgspec.structs.replace(line, standing=standing, resources=resources)


def hostile_report(payload: str, datasets: int = 6) -> Report:
    """A report with everything in it, and the payload wherever a word came from outside."""
    report = sample_report(datasets, hostile=False)
    evidence = tuple(
        msgspec.structs.replace(line, hops=(Hop(url="u", status=302, location="l"),)) for line in report.evidence
    )
    full = msgspec.structs.replace(report, datasets=tuple(map(_full, report.datasets)), evidence=evidence)
    outside = ("catalog", "agency", "datasets", "evidence", "matches", "warnings")
    text = PAYLOADS[payload]
    return msgspec.structs.replace(full, **{name: poisoned(getattr(full, name), text) for name in outside})
