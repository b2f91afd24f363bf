"""A report in which every column of every table holds something somewhere, and nothing in it is real."""

from __future__ import annotations

from datetime import datetime, timezone
from fractions import Fraction

import msgspec
from hostile_report import PAYLOADS, hostile_report
from report_sample import sample_report

from checker.decided import Attachment, DecisionLine, Entry, Kind, Signature, State, Subject
from checker.report.model import Decided, Report
from checker.rubric import Text
from checker.worth import Effort, Fix, Gain, Package

AT = datetime(2022, 10, 3, 2, 30, tzinfo=timezone.utc)
_GAIN = Gain(minimum=Fraction(2, 3), maximum=Fraction(5), least="ข้อมูลสาธารณะ", most="ข้อมูลใช้ภายใน")


def full_report(payload: str = "script") -> Report:
    """The report, with the payload wherever a word came from outside."""
    hostile, text = hostile_report(payload), PAYLOADS[payload]
    parts = hostile.score.components
    gated = (msgspec.structs.replace(parts[0], blocked_by="standard"), *parts[1:])
    lines = sample_report(30).datasets[6:]
    seen = tuple(msgspec.structs.replace(each, evidence_id="e1-0") for each in lines[0].findings)
    last = msgspec.structs.replace(hostile.evidence[0], final_url=text, error=text)
    return msgspec.structs.replace(
        hostile,
        datasets=(*hostile.datasets, msgspec.structs.replace(lines[0], findings=seen), *lines[1:]),
        score=msgspec.structs.replace(hostile.score, components=gated),
        agency=msgspec.structs.replace(hostile.agency, organization="dept"),
        evidence=(*hostile.evidence, last, *sample_report(30).evidence),
        worklist=(fix(text), fix(text)),
        decided=decided(hostile, text),
    )


def fix(text: str) -> Fix:
    """One thing to mend, whose words are from outside."""
    words = Text(th=text, en=text)
    return Fix(
        id=f"item:{text}:8", kind="item", what=words, reason=words, how=words, gain=_GAIN,
        package=Package(id=text, fixes=(text, text), gain=_GAIN, weight=3),
        effort=Effort(id="minutes", title=words, weight=1),
        dataset=text, title=text, code=text, owner=text, owner_from="contact", components=("metadata_14",), item="8",
        fields=("objective",), labels=(words,), check="objective", tier="none", next="basic", resource=text,
        resource_name=text, link=text, url=text, assumed=("effort",),
    )  # fmt: skip


def decided(report: Report, text: str) -> Decided:
    """A log of one decision and one that took its place."""
    entry = Entry(
        number=1, run="r", body="NSO", kind=Kind.OVERRULE, subject=Subject(dataset="d1", title=text, check="objective"),
        value="passed", refers=None, name=text, time=AT, reason=text,
        attachment=Attachment(name=text, sha256="0" * 64), components=("metadata_14",), evidence="1" * 64,
        previous="2" * 64, hash="3" * 64,
    )  # fmt: skip
    later = msgspec.structs.replace(entry, number=2, kind=Kind.WITHDRAW, refers=1, attachment=None, hash="4" * 64)
    return Decided(
        lines=(
            DecisionLine(
                entry=entry, state=State.WITHDRAWN, by=2, effect=Fraction(5, 7), parts={"open_data": Fraction(1)}
            ),
            DecisionLine(entry=later, state=State.NOTED),
        ),
        signatures=(Signature(body="NSO", state=State.VOID, number=1, by=2), Signature(body="DGA", state=None)),
        undecided=report.score,
        head="4" * 64,
    )
