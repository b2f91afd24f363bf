"""Decisions and disputes as a page shows them: in both languages, escaped, beside what they are about."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from checker.decided import DecisionLine, Signature, State
from checker.model import Outcome
from checker.report.decisions import (
    Told,
    body_of,
    figures,
    lock_of,
    part_told,
    parts_of,
    remarks,
    signature_of,
    tell_entry,
)
from checker.report.model import Decided, Report
from checker.report.words import LANGUAGES, both, tell

_TONES = {
    State.COUNTS: Outcome.PASSED,
    State.SIGNED: Outcome.PASSED,
    State.OPEN: Outcome.UNTESTED,
    State.STALE: Outcome.CANNOT_TELL,
    State.VOID: Outcome.CANNOT_TELL,
    State.BROKEN: Outcome.FAILED,
}


class EntryRow(Struct, frozen=True, kw_only=True):
    """One entry of the log."""

    anchor: str
    line: DecisionLine
    number: int
    body: Markup
    what: Markup
    subject: Markup
    part: Markup  #: of the dataset that it stands beside
    name: str
    when: Markup
    reason: str
    attachment: str
    attachment_sha256: str
    state: Markup
    effect: str
    evidence: str
    hash: str
    tone: str  #: the outcome whose colour shows what it is worth


class SignatureRow(Struct, frozen=True, kw_only=True):
    """Whether one body has signed."""

    body: Markup
    parts: Markup
    state: Markup
    stands: bool


class DecidedPage(Struct, frozen=True, kw_only=True):
    """All that a page says of decisions."""

    rows: tuple[EntryRow, ...]
    signatures: tuple[SignatureRow, ...]
    figures: Markup
    lock: Markup
    locked: bool
    remarks: tuple[Markup, ...]
    head: str
    by_subject: dict[str, tuple[EntryRow, ...]]  #: by dataset, and by component

    def of(self, subject: str) -> tuple[EntryRow, ...]:
        """What was decided of one dataset or component, and what was objected to."""
        return self.by_subject.get(subject, ())


def decided_page(report: Report) -> DecidedPage | None:
    """The decisions of a report; ``None``: it has none."""
    decided = report.decided
    if decided is None:
        return None
    rows = tuple(_row(line, decided, report) for line in decided.lines)
    by_subject: dict[str, tuple[EntryRow, ...]] = {}
    for row in rows:
        name = row.line.entry.subject.dataset or row.line.entry.subject.component
        if name:
            by_subject[name] = (*by_subject.get(name, ()), row)
    return DecidedPage(
        rows=rows,
        signatures=tuple(_signature(each, report) for each in decided.signatures),
        figures=both(*(figures(decided, report.score, lang) for lang in LANGUAGES)),
        lock=both(*(lock_of(decided, lang) for lang in LANGUAGES)),
        locked=decided.locked,
        remarks=tuple(both(*pair) for pair in zip(*(remarks(decided, lang) for lang in LANGUAGES), strict=True)),
        head=decided.head,
        by_subject=by_subject,
    )


def overruled_mark(line: DecisionLine | None) -> Markup:
    """That a finding was overruled, for a page; empty where it was not."""
    if line is None:
        return Markup("")
    entry = line.entry
    return tell("decided.overruled", number=entry.number, body=entry.body)


def _row(line: DecisionLine, decided: Decided, report: Report) -> EntryRow:
    th, en = (tell_entry(line, decided, report.rubric, lang) for lang in LANGUAGES)
    parts = (part_told(line.entry, report.rubric, lang) for lang in LANGUAGES)
    return EntryRow(
        anchor=f"e{th.number}",
        line=line,
        number=th.number,
        body=both(th.body, en.body),
        what=both(th.what, en.what),
        subject=both(th.subject, en.subject),
        part=both(*parts),
        name=th.name,
        when=both(th.when, en.when),
        reason=th.reason,
        attachment=th.attachment,
        attachment_sha256=th.attachment_sha256,
        state=both(th.state, en.state),
        effect=_effect(th),
        evidence=th.evidence,
        hash=th.hash,
        tone=_TONES.get(line.state, Outcome.NOT_APPLICABLE).value,
    )


def _effect(told: Told) -> str:
    return told.effect or "–"


def _signature(signature: Signature, report: Report) -> SignatureRow:
    return SignatureRow(
        body=both(*(body_of(signature.body, report.rubric, lang) for lang in LANGUAGES)),
        parts=both(*(parts_of(signature.body, report.rubric, lang) for lang in LANGUAGES)),
        state=both(*(signature_of(signature, lang) for lang in LANGUAGES)),
        stands=signature.state is State.SIGNED,
    )
