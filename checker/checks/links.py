"""The check ``link_reachable``: what was observed of one link, as a finding (openness rules, section 4)."""

from __future__ import annotations

from checker.model import Finding, Note, Observation, Outcome, Parameters, Verdict
from checker.rubric import CheckRule
from checker.vocabulary import vocabulary

CHECK = "link_reachable"

#: remarks beside a good answer, the weightiest first: note code → reason
_REMARKS = {
    "tls_not_verified": "ok_tls",
    "interstitial": "ok_interstitial",
    "service_page": "ok_service_page",
    "inside_archive": "ok_inside_archive",
    "archive_not_listed": "ok_archive_not_listed",
    "format_family": "ok_format_family",
    "format_not_recognised": "ok_format_not_recognised",
    "format_blank": "ok_format_blank",
    "served_as_html": "ok_served_as_html",
    "bytes_unknown": "ok_bytes_unknown",
    "encoding": "ok_encoding",
    "cut_without_end": "ok_cut_without_end",
}
#: notes that tell two forms of one verdict apart: (verdict, note code) → reason; without one, the verdict's own
_FORMS = {
    (Verdict.MISSING, "error_page"): "missing_page",
    (Verdict.MISSING, "redirected_to_front"): "missing_front",
    (Verdict.MISMATCH, "html_for_data"): "mismatch_html",
    (Verdict.MISMATCH, "interstitial"): "mismatch_interstitial",
    (Verdict.MISMATCH, "decoding"): "mismatch_coding",
    (Verdict.THROTTLED, "block_page"): "throttled_page",
    (Verdict.PROTECTED, "forbidden"): "forbidden",
    (Verdict.REFUSED_BY_US, "our_failure"): "our_failure",
    (Verdict.REFUSED_BY_US, "scheme"): "refused_scheme",
    (Verdict.REFUSED_BY_US, "address"): "refused_address",
    (Verdict.REFUSED_BY_US, "capped"): "refused_size",
    (Verdict.REFUSED_BY_US, "robots"): "refused_robots",
    (Verdict.REFUSED_BY_US, "service_without_conditions"): "refused_service",
}
_FAILURES = (
    "missing",
    "missing_page",
    "missing_front",
    "protected",
    "forbidden",
    "timeout",
    "dns_error",
    "tls_error",
    "server_error",
    "mismatch",
    "mismatch_html",
    "mismatch_interstitial",
    "mismatch_coding",
    "empty",
    "unreachable",
    "redirect_error",
    "truncated",
    "invalid_url",
)
#: all that the check can say
REASONS: tuple[str, ...] = (
    "ok",
    *_REMARKS.values(),
    "moved",
    *_FAILURES,
    *(f"{name}_unconfirmed" for name in _FAILURES),
    "protected_not_public",
    "forbidden_not_public",
    "throttled",
    "throttled_page",
    "refused_request",
    *(reason for (verdict, _), reason in _FORMS.items() if verdict is Verdict.REFUSED_BY_US),
    "not_looked_at",
)


def link_finding(dataset_id: str, observation: Observation, rule: CheckRule) -> Finding:
    """The finding of one link; ``rule`` gives its severity."""
    reason = reason_of(observation)
    told = rule.reasons[reason]
    return Finding(
        check=CHECK,
        outcome=observation.outcome,
        severity=told.severity or rule.severity,
        reason=reason,
        subject=dataset_id,
        path=f"resources/{observation.distribution}/url",
        params=_params(observation),
        evidence_id=observation.evidence_id,
    )


def reason_of(observation: Observation) -> str:
    """The reason id of an observation."""
    verdict, notes = observation.verdict, observation.notes
    if verdict is Verdict.OK and not notes:
        return "ok"
    codes = [note.code for note in notes]
    if observation.attempts == 0 and observation.outcome is Outcome.UNTESTED:
        return "not_looked_at"
    if verdict is Verdict.MOVED and "tls_not_verified" not in codes:
        return "moved"
    if verdict in (Verdict.OK, Verdict.MOVED):
        return next((reason for code, reason in _REMARKS.items() if code in codes), "ok")
    form = next((_FORMS[verdict, code] for code in codes if (verdict, code) in _FORMS), None)
    name = form or ("refused_request" if verdict is Verdict.REFUSED_BY_US else verdict.value)
    if observation.outcome is Outcome.NOT_APPLICABLE:
        return f"{name}_not_public"
    waits = observation.outcome is Outcome.CANNOT_TELL and name in _FAILURES
    return f"{name}_unconfirmed" if waits else name


def _params(observation: Observation) -> Parameters:
    if not observation.notes and observation.outcome is Outcome.PASSED:
        return {"url": observation.url, "verdict": observation.verdict.value}
    notes = {note.code: note for note in observation.notes}
    found = observation.sniffed.format if observation.sniffed else None
    return {
        "url": observation.url,
        "verdict": observation.verdict.value,
        "detail": _detail(observation, notes),
        "declared": _titles(_declared(notes)),
        "found": _titles(found or "?"),
        "final": notes["redirected"].after if "redirected" in notes else _after(notes, "redirected_to_front"),
        "encoding": _after(notes, "encoding"),
    }


def _detail(observation: Observation, notes: dict[str, Note]) -> str:
    """What the machine said, in its own words: the transport's, else the status."""
    for code in ("tls_not_verified", "our_failure", "scheme", "address", "capped", "dns", "tls", "redirect", "connect"):
        if code in notes and notes[code].after:
            return notes[code].after
    return f"HTTP {observation.status}" if observation.status is not None else observation.verdict.value


def _declared(notes: dict[str, Note]) -> str:
    told = (
        "format_not_recognised",
        "format_family",
        "inside_archive",
        "archive_not_listed",
        "html_for_data",
        "interstitial",
        "bytes_not_as_declared",
        "service_page",
    )
    return next((notes[code].before for code in told if code in notes), "")


def _titles(written: str) -> str:
    """Format ids as people write them; anything else as it is."""
    formats = vocabulary().formats
    return ", ".join(formats[name].title if name in formats else name for name in written.split(", "))


def _after(notes: dict[str, Note], code: str) -> str:
    return notes[code].after if code in notes else ""
