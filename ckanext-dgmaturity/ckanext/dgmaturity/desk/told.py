"""The log of decisions in words of the request's language, as actions answer it and pages show it."""

from __future__ import annotations

from typing import Any

from ckan import model

from checker.decided import DecisionLine, Signature, is_locked
from checker.report.decisions import body_of, signature_of, tell_entry
from checker.rounding import points_text
from checker.run.deciding import Judged
from checker.run.rules import proved_rubric
from ckanext.dgmaturity import config, language
from ckanext.dgmaturity.desk import log


def listed(organization: model.Group) -> dict[str, Any]:
    """The log with what each entry is worth today. An empty log asks for no check of the whole organization."""
    if not log.kept(organization.id):
        bodies = tuple([Signature(body=body.id, state=None) for body in proved_rubric(config.rubric()).bodies])
        return {**_empty(organization.id), "signatures": _signatures(bodies)}
    judged = log.judged_log(organization)
    decided = judged.decided
    return {
        "organization_id": organization.id,
        "entries": [_entry(line, judged) for line in decided.lines],
        "head": decided.head,
        "broken": decided.broken,
        "signatures": _signatures(decided.signatures),
        "locked": is_locked(decided.signatures),
        "total": points_text(judged.score.total),
        "undecided": points_text(decided.undecided.total),
    }


def _empty(organization_id: str) -> dict[str, Any]:
    return {
        "organization_id": organization_id,
        "entries": [],
        "head": log.log_of(organization_id).head,
        "broken": None,
        "locked": False,
        "total": None,
        "undecided": None,
    }


def _entry(line: DecisionLine, judged: Judged) -> dict[str, Any]:
    entry = line.entry
    words = tell_entry(line, judged.decided, judged.rubric, language.lang())
    return {
        "number": entry.number,
        "body": entry.body,
        "body_title": words.body,
        "kind": entry.kind.value,
        "what": words.what,
        "subject": words.subject,
        "dataset": entry.subject.dataset,
        "value": entry.value,
        "refers": entry.refers,
        "name": words.name,
        "at": entry.time.isoformat(),
        "when": words.when,
        "reason": words.reason,
        "state": line.state.value,
        "state_text": words.state,
        "by": line.by,
        "effect": points_text(line.effect) if line.effect else "",
        "components": list(entry.components),
        "evidence": entry.evidence,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _signatures(signatures: tuple[Signature, ...]) -> list[dict[str, Any]]:
    lang, rubric = language.lang(), proved_rubric(config.rubric())
    return [
        {
            "body": each.body,
            "title": body_of(each.body, rubric, lang),
            "state": each.state.value if each.state else None,
            "state_text": signature_of(each, lang),
        }
        for each in signatures
    ]
