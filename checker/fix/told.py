"""What fixes came to, in words for a person and as one value for a machine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from checker.fix.model import Change, Ending, Fixed, Held, Reason
from checker.fix.values import empty, fields_of
from checker.fix.words import text, texts
from checker.fix.written import shown
from checker.rubric import Text
from checker.text import repair

SHOWN = 300  #: characters of a value that a person is shown
SIGNS = {"proposed": "~", "unchanged": "=", "done": "✓", "refused": "✗", "failed": "✗"}


def lines(fixed: Fixed, lang: str) -> Iterator[str]:
    """Dataset by dataset, field by field; then what is wrong with the file."""
    for ending in fixed.datasets:
        title = ending.title or ending.name or ending.id
        outcome = text("outcomes", ending.outcome).get(lang)
        yield f"{SIGNS[ending.outcome]} {_cut(title)} ({ending.name or ending.id}): {outcome}"
        yield from (f"    {line}" for line in _changes(ending, lang))
        for reason in ending.reasons:
            yield from (f"    ! {line}" for line in _reason(reason, lang))
        yield from (f"    ! {problem.text(lang)}" for problem in ending.problems)
    yield from (f"! {problem.text(lang)}" for problem in fixed.problems)


def _changes(ending: Ending, lang: str) -> Iterator[str]:
    resource = ""
    for change in ending.changes:
        if change.resource != resource:
            resource = change.resource
            yield text("told", "resource").get(lang).format(id=resource)
        indent = "  " if resource else ""
        before, after = _shown(change.old, lang), _shown(change.new, lang)
        alike = text("told", "look_alike").get(lang) if _look_alike(change) else ""
        yield f"{indent}{label(change).get(lang)} ({change.key}): {before} → {after}{alike}"


def label(change: Change) -> Text:
    """What a field is called."""
    found: Text = fields_of("resource" if change.resource else "dataset")[change.field].label
    return found


def _shown(held: Held, lang: str) -> str:
    if empty(held.raw):
        return text("told", "nothing").get(lang)
    if isinstance(held.raw, list):  # many choices: as a person would say them
        return ", ".join(f"“{_cut(str(each))}”" for each in held.raw)
    return f"“{_cut(_text(held))}”"


def _text(held: Held) -> str:
    return held.raw if isinstance(held.raw, str) else json.dumps(held.raw, ensure_ascii=False)


def _look_alike(change: Change) -> bool:
    """The eye sees no difference: the same text in other code points."""
    old, new = _text(change.old), _text(change.new)
    return old != new and shown(old) == old.replace("\n", "⏎") and repair(old) == repair(new)


def _cut(value: str) -> str:
    return shown(value[:SHOWN]) + ("…" if len(value) > SHOWN else "")


def _reason(reason: Reason, lang: str) -> Iterator[str]:
    yield reason_text(reason, lang)
    for field, message in reason.fields:
        yield f"  {field}: {_ckan(message).get(lang)}"


def reason_text(reason: Reason, lang: str) -> str:
    """Why something was not written."""
    params = dict(reason.params)
    if "why" in params:
        params["why"] = text("reasons", params["why"]).get(lang).format(status="-", fields="")
    return text("reasons", reason.code).get(lang).format(**params)


def _ckan(message: str) -> Text:
    """CKAN's own message, in words for an officer where it is known."""
    for form, known in texts()["ckan"].items():
        found = _form(form).fullmatch(message)
        if found:
            named = found.groupdict()
            return Text(th=known.th.format(**named), en=known.en.format(**named))
    return Text(th=message, en=message)


@cache
def _form(message: str) -> re.Pattern[str]:
    """A message of CKAN with places in it, such as ``Tag "{tag}" can …``."""
    parts = re.split(r"\{(\w+)\}", message)
    return re.compile("".join(f"(?P<{each}>.*)" if place % 2 else re.escape(each) for place, each in enumerate(parts)))


def value(fixed: Fixed) -> dict[str, Any]:
    """The result for a machine."""
    outcomes = [each.outcome for each in fixed.datasets]
    return {
        "run": fixed.run,
        "catalog": fixed.catalog,
        "applied": fixed.applied,
        "journal": fixed.journal or None,
        "undoes": fixed.undoes or None,
        "resumed": fixed.resumed,
        "datasets": [_ending(each) for each in fixed.datasets],
        "problems": fixed.problems,
        "totals": {name: outcomes.count(name) for name in SIGNS} | {"not_asked": fixed.left},
        "complete": fixed.whole,
    }


def _ending(ending: Ending) -> dict[str, Any]:
    return {
        "id": ending.id,
        "name": _sound(ending.name),
        "title": _sound(ending.title),
        "outcome": ending.outcome,
        "metadata_modified": _sound(ending.modified) or None,
        "changes": [_change(each) for each in ending.changes],
        "reasons": [_reason_value(each) for each in ending.reasons],
        "problems": ending.problems,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "field": change.field,
        "label": label(change),
        "resource": change.resource or None,
        "where": change.where,
        "key": change.key,
        "old": _sound(change.old.raw),
        "new": _sound(change.new.raw),
        "added": not change.old.there,
        "removed": not change.new.there,
    }


def _sound(raw: Any) -> Any:
    """A raw value that UTF-8 can hold: a half of a surrogate pair becomes a question mark."""
    if isinstance(raw, str):
        return raw.encode("utf-8", "replace").decode()
    if isinstance(raw, dict):
        return {str(_sound(name)): _sound(each) for name, each in raw.items()}
    return [_sound(each) for each in raw] if isinstance(raw, list) else raw


def _reason_value(reason: Reason) -> dict[str, Any]:
    said = [(_sound(field), _sound(message)) for field, message in reason.fields]
    fields = [{"field": field, "message": message, "th": _ckan(message).th} for field, message in said]
    told = {lang: reason_text(reason, lang) for lang in ("th", "en")}
    return {"code": reason.code, **told, "fields": fields}
