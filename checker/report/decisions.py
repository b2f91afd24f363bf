"""Decisions and disputes in words: what an entry says, what it is worth, who has signed, with and without them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from checker.decided import AGENCY, DECIDING, DecisionLine, Entry, Kind, Signature, State
from checker.model import Finding, Outcome, Score
from checker.report.model import Decided
from checker.report.words import clean, moment, say
from checker.rounding import shown
from checker.rubric import Rubric

REASON_SHOWN = 1000  #: characters of a reason that a report shows
LINK = "link_reachable"  #: the check that the verdict of a link answers
_VALUES = frozenset({"passed", "failed", "accepted", "refused"})


class Told(Struct, frozen=True, kw_only=True):
    """One entry in words of one language, all safe to show."""

    number: int
    body: str
    what: str  #: the kind, and to what
    subject: str
    name: str
    when: str
    reason: str
    attachment: str
    attachment_sha256: str
    state: str
    effect: str  #: signed points; empty where the entry moves none
    evidence: str
    hash: str


def tell_entry(line: DecisionLine, decided: Decided, rubric: Rubric, lang: str) -> Told:
    """An entry with what it is worth."""
    entry = line.entry
    attachment = entry.attachment
    return Told(
        number=entry.number,
        body=body_of(entry.body, rubric, lang),
        what=_what(entry, rubric, lang),
        subject=_subject(entry, decided, rubric, lang),
        name=clean(entry.name),
        when=moment(entry.time, rubric.time_zone, lang),
        reason=clean(entry.reason, REASON_SHOWN),
        attachment=clean(attachment.name, 120) if attachment else "",
        attachment_sha256=clean(attachment.sha256, 64) if attachment else "",
        state=state_of(line, lang),
        effect=signed_points(line.effect) if entry.kind in DECIDING else "",
        evidence=clean(entry.evidence, 64),
        hash=clean(entry.hash, 64),
    )


def body_of(body: str, rubric: Rubric, lang: str) -> str:
    """What a body is called."""
    if body == AGENCY:
        return say("decided.agency", lang)
    return next((each.title.get(lang) for each in rubric.bodies if each.id == body), clean(body, 60))


def state_of(line: DecisionLine, lang: str) -> str:
    """What an entry is worth, and by which other one."""
    by = f" {say('decided.by', lang, number=line.by)}" if line.by is not None else ""
    return say(f"decision_state.{line.state.value}", lang) + by


def signature_of(signature: Signature, lang: str) -> str:
    """Whether a body has signed."""
    state = signature.state.value if signature.state else "unsigned"
    number = signature.by if signature.by is not None else signature.number
    by = f" {say('decided.by', lang, number=number)}" if number is not None else ""
    return say(f"decision_state.{state}", lang) + by


def parts_of(body: str, rubric: Rubric, lang: str) -> str:
    """The components that a body decides."""
    return ", ".join(each.title.get(lang) for each in rubric.components if body in each.bodies)


def signed_points(points: Fraction) -> str:
    """``+1.25``, ``-3``, ``0``."""
    return f"+{shown(points)}" if points > 0 else shown(points)


def figures(decided: Decided, score: Score, lang: str) -> str:
    """The total with and without the decisions."""
    total, undecided = shown(score.total), shown(decided.undecided.total)
    if total == undecided:
        return say("decided.same", lang, total=total)
    return say("decided.both", lang, total=total, undecided=undecided)


def lock_of(decided: Decided, lang: str) -> str:
    """Whether the score is locked, or how many have signed."""
    if decided.locked:
        return say("decided.locked", lang)
    signed = sum(each.state is State.SIGNED for each in decided.signatures)
    return say("decided.not_locked", lang, signed=signed, bodies=len(decided.signatures))


def remarks(decided: Decided, lang: str) -> Iterator[str]:
    """What must be seen before anything else: a log that was changed, objections that wait."""
    if decided.broken is not None:
        yield say("decided.broken", lang, number=decided.broken)
    if decided.open_objections():
        yield say("decided.open_objections", lang, count=decided.open_objections())


def summary_lines(decided: Decided, score: Score, lang: str) -> Iterator[str]:
    """The decisions of a run in a few lines."""
    yield figures(decided, score, lang)
    yield from remarks(decided, lang)
    yield lock_of(decided, lang)


def log_lines(decided: Decided, score: Score, rubric: Rubric, lang: str) -> Iterator[str]:
    """The whole log, for a terminal."""
    for line in decided.lines:
        yield from brief(line, decided, rubric, lang)
    yield ""
    for signature in decided.signatures:
        yield f"{body_of(signature.body, rubric, lang)}: {signature_of(signature, lang)}"
    yield from summary_lines(decided, score, lang)
    yield say("decided.head", lang, hash=decided.head)


def brief(line: DecisionLine, decided: Decided, rubric: Rubric, lang: str) -> Iterator[str]:
    """One entry, for a terminal."""
    told = tell_entry(line, decided, rubric, lang)
    head = " · ".join(part for part in (told.body, told.what, told.subject) if part)
    yield f"{told.number}. {head}"
    effect = f" · {say('decided.effect', lang)} {told.effect}" if told.effect else ""
    yield f"    {told.state}{effect}"
    yield f"    {told.name} · {told.when}"
    yield f"    {told.reason}"
    if told.attachment:
        yield f"    {say('decided.attachment', lang)}: {told.attachment} · {told.attachment_sha256}"


def _what(entry: Entry, rubric: Rubric, lang: str) -> str:
    told = say(f"decision_kind.{entry.kind.value}", lang)
    if entry.refers is not None:
        told = f"{told} {say('decided.refers', lang, number=entry.refers)}"
    return f"{told}: {_value(entry, rubric, lang)}" if entry.value else told


def _value(entry: Entry, rubric: Rubric, lang: str) -> str:
    if entry.value in _VALUES:
        return say(f"decision_value.{entry.value}", lang)
    named = rubric.openness.kinds if entry.kind is Kind.SET_KIND else rubric.openness.tiers
    return next((each.title.get(lang) for each in named if each.id == entry.value), clean(entry.value, 60))


def _subject(entry: Entry, decided: Decided, rubric: Rubric, lang: str) -> str:
    subject = entry.subject
    dataset = decided.titles.get(subject.dataset) or subject.title or subject.dataset
    return " · ".join(part for part in (clean(dataset, 160), part_told(entry, rubric, lang)) if part)


def part_told(entry: Entry, rubric: Rubric, lang: str) -> str:
    """The part of a dataset, or the component, that an entry is about; empty: the dataset as such."""
    subject = entry.subject
    if subject.items:
        return say("decision_subject.items", lang, items=", ".join(subject.items))
    if subject.check:
        rule = rubric.checks.get(subject.check)
        told = say("decision_subject.check", lang, check=rule.title.get(lang) if rule else subject.check)
        return f"{told} ({clean(subject.path, 120)})" if subject.path else told
    if subject.resource:
        return say("decision_subject.resource", lang, resource=subject.resource)
    criteria = {each.id: each.title for each in rubric.openness.criteria}
    components = {each.id: each.title for each in rubric.components}
    for part, name, named in (
        ("criterion", subject.criterion, criteria),
        ("component", subject.component, components),
    ):
        if name:
            title = named[name].get(lang) if name in named else name
            return say(f"decision_subject.{part}", lang, **{part: title})
    return ""


def overruled_by(finding: Finding, decided: Decided | None, rubric: Rubric) -> DecisionLine | None:
    """The decision that stands in the place of what a check found; ``None``: there is none."""
    if decided is None or finding.subject not in decided.titles:
        return None
    lines = [line for line in decided.of(finding.subject) if line.state is State.COUNTS]
    return next((line for line in reversed(lines) if _is_about(line, finding, rubric)), None)


def asks_for_nothing(finding: Finding, overruled: DecisionLine | None) -> bool:
    """What a body took for good is not to be mended any more."""
    return overruled is not None and finding.outcome is Outcome.PASSED


def overruled_text(line: DecisionLine, lang: str) -> str:
    """That a finding was overruled, by which entry of which body."""
    return say("decided.overruled", lang, number=line.entry.number, body=line.entry.body)


def _is_about(line: DecisionLine, finding: Finding, rubric: Rubric) -> bool:
    subject = line.entry.subject
    if subject.check:
        return subject.check == finding.check and subject.path in ("", finding.path)
    if subject.items:
        return any(finding.check in item.checks for item in rubric.items if item.no in subject.items)
    resource = f"resources/{subject.resource}/url"
    return bool(subject.resource) and finding.check == LINK and finding.path == resource
