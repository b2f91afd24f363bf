"""Several looks at one link → what is held of it, and when the next look is due.

A look that could not tell (throttled, our own failure, a bare 403 …) adds nothing and takes nothing away: the last look
that could tell decides. A good answer wins over all before it. A failure is confirmed when the same verdict was seen in
two looks at least ``confirm_after`` apart, or from two vantage points, with no good answer in between; two looks that
failed differently are two first looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checker.links.evidence import evidence_id
from checker.links.judge import Judgement, judge
from checker.links.served import served
from checker.model import Attempt, Distribution, Note, Observation, Outcome, Verdict
from checker.rubric import LinkRules, VerdictRule

GOOD = frozenset({Verdict.OK, Verdict.MOVED})
#: encodings that are worth a note; none costs a tier
_NOTED_ENCODINGS = frozenset({"cp874", "utf-16", "utf-16-le", "utf-16-be", "utf-32"})


class _Look(NamedTuple):
    attempt: Attempt
    judged: Judgement
    outcome: Outcome


def settle(
    distribution: Distribution,
    attempts: Sequence[Attempt],
    rules: LinkRules,
    public: bool,
    scale: float = 1.0,
) -> Observation:
    """What is held of a link after all looks; ``public``: the dataset is; ``scale`` multiplies the waits."""
    looks = _looks(attempts, distribution.format, rules, public)
    if not looks:
        return _unseen(distribution)
    last = _deciding(looks, rules, scale)
    confirmed = _confirmed(looks, last, rules, scale)
    outcome = last.outcome if confirmed else Outcome.CANNOT_TELL
    modified, tag = served(last.attempt) if last.judged.verdict in GOOD else (None, "")
    return Observation(
        distribution=distribution.id,
        url=distribution.url,
        verdict=last.judged.verdict,
        outcome=outcome,
        confirmed=confirmed and outcome is not Outcome.CANNOT_TELL,
        status=last.attempt.status,
        sniffed=last.attempt.sniffed,
        notes=_notes(distribution, last),
        direct=last.judged.direct,
        attempts=len(looks),
        evidence_id=evidence_id(last.attempt.url),
        at=last.attempt.at,
        sha256=last.attempt.sha256,
        last_modified=modified,
        etag=tag,
    )


def next_look(
    attempts: Sequence[Attempt],
    distribution: Distribution,
    rules: LinkRules,
    scale: float = 1.0,
    *,
    public: bool = True,
    vantage: str | None = None,
) -> float | None:
    """Seconds that must pass after the last look before another could settle the link; ``None``: nothing to do.

    ``vantage`` is where the next look would be from (``None``: where the last one was). A bare 403 waits for another
    place, never for time. The caller bounds how often it comes back to a link that does not settle.
    """
    looks = _looks(attempts, distribution.format, rules, public)
    if not looks:
        return 0.0
    last = _deciding(looks, rules, scale)
    if _confirmed(looks, last, rules, scale):
        if last.outcome is not Outcome.CANNOT_TELL:
            return None
        return _wait(last, rules, scale) if _may_change(last) else None
    elsewhere = vantage is not None and vantage not in {look.attempt.vantage for look in looks}
    if elsewhere:
        return 0.0
    if _rule(last, rules).confirm == "vantage":
        return None
    gone = (looks[-1].attempt.at - _streak(looks, last)[0].attempt.at).total_seconds()
    return max(0.0, _wait(last, rules, scale) - gone)


def _looks(attempts: Sequence[Attempt], declared: str | None, rules: LinkRules, public: bool) -> list[_Look]:
    looks = []
    if len(attempts) > 1:
        attempts = sorted(attempts, key=lambda one: (one.at, one.number))
    for attempt in attempts:
        judged = judge(attempt, declared)
        rule = rules.verdicts[judged.rule]
        looks.append(_Look(attempt, judged, rule.public if public else rule.other))
    return looks


def _deciding(looks: Sequence[_Look], rules: LinkRules, scale: float) -> _Look:
    """The last look that could tell; else the last failure that waits for another place; else the last look."""
    if len(looks) == 1:
        return looks[0]
    for look in reversed(looks):
        settled_here = _rule(look, rules).confirm != "vantage" or _confirmed(looks, look, rules, scale)
        if look.outcome is not Outcome.CANNOT_TELL and settled_here:
            return look
    return next((look for look in reversed(looks) if look.outcome is not Outcome.CANNOT_TELL), looks[-1])


def _rule(look: _Look, rules: LinkRules) -> VerdictRule:
    return rules.verdicts[look.judged.rule]


def _wait(look: _Look, rules: LinkRules, scale: float) -> float:
    return rules.confirm_after.get(str(look.attempt.status), rules.confirm_after_default) * scale


def _may_change(look: _Look) -> bool:
    """Whether another look could bring more: what we refuse by rule stays refused."""
    codes = {note.code for note in look.judged.notes}
    return look.judged.verdict is not Verdict.REFUSED_BY_US or "our_failure" in codes


def _streak(looks: Sequence[_Look], last: _Look) -> list[_Look]:
    """The looks with the verdict of ``last``, since the last good answer."""
    streak: list[_Look] = []
    for look in looks:
        if look.judged.verdict in GOOD:
            streak = []
        if look.judged.rule == last.judged.rule:
            streak.append(look)
        if look is last:
            break
    return streak


def _confirmed(looks: Sequence[_Look], last: _Look, rules: LinkRules, scale: float) -> bool:
    rule = _rule(last, rules)
    if rule.confirm == "never" or (last.outcome is not Outcome.FAILED and rule.confirm != "vantage"):
        return True
    streak = _streak(looks, last)
    if len({look.attempt.vantage for look in streak}) > 1:
        return True
    if rule.confirm == "vantage":
        return False
    apart = (last.attempt.at - streak[0].attempt.at).total_seconds()
    return len(streak) > 1 and apart >= _wait(last, rules, scale)


def _notes(distribution: Distribution, last: _Look) -> tuple[Note, ...]:
    """The notes of the look, on this distribution's own paths, and those that need its declared format."""
    found = last.attempt.sniffed if last.judged.verdict in GOOD else None
    if found is None and not last.judged.notes:
        return ()
    url = f"resources/{distribution.id}/url"
    notes = [Note(code=n.code, path=url, before=n.before, after=n.after) for n in last.judged.notes]
    if found is not None:
        if distribution.format is None:
            code = "format_not_recognised" if distribution.declared.strip() else "format_blank"
            path = f"resources/{distribution.id}/format"
            notes.append(Note(code=code, path=path, before=distribution.declared[:200], after=found.format or ""))
        if found.encoding in _NOTED_ENCODINGS:
            notes.append(Note(code="encoding", path=url, after=found.encoding or ""))
    return tuple(notes)


def _unseen(distribution: Distribution) -> Observation:
    """No look at all: a blank address needs none, any other is untested."""
    blank = not distribution.url.strip()
    return Observation(
        distribution=distribution.id,
        url=distribution.url,
        verdict=Verdict.INVALID_URL if blank else Verdict.REFUSED_BY_US,
        outcome=Outcome.FAILED if blank else Outcome.UNTESTED,
        confirmed=blank,
        notes=(Note(code="not_looked_at", path=f"resources/{distribution.id}/url"),),
        attempts=0,
    )
