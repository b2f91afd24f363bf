"""An example link with parameters: one is left out or changed, and the answers are compared.

What counts: without the parameter there is more, and what the example gives is the part of it; or with another value
there is something else of the same kind. Each time the example itself must answer the same twice. Pictures of cameras
are never the same twice: there a value that no camera has must give no picture.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Generator
from datetime import timedelta
from typing import Any

import msgspec

from checker.model import Fetched, Request
from checker.probe.compare import Dialect, Shown, compare
from checker.probe.conditions import Condition, same
from checker.probe.examples import Example, Trial, another, beyond, example_of, moved
from checker.probe.reading import Answer
from checker.probe.rules import rules
from checker.probe.talk import Talk
from checker.probe.target import Conversation
from checker.probe.urls import asked, shown

Step = Generator[Request, Fetched, Shown | None]
_SAYING = ("ignored", "other_file", "nothing_found", "condition_refused")


class ByField(Dialect, frozen=True, kw_only=True):
    """An interface of which nothing is known: the name of a field as parameter, which many take."""

    def whole(self, rows: int) -> str:
        """As it is."""
        return self.url

    def part(self, rows: int, condition: Condition) -> tuple[str, str] | None:
        """``field=value``."""
        if condition.box is not None or "." in condition.field:
            return None
        value = str(condition.value)
        return asked(self.url, {condition.field: value}), shown(condition.field, value)

    def guesses(self) -> bool:
        """Nobody says that it does."""
        return True


class ByNames(ByField, frozen=True, kw_only=True):
    """An operation whose document tells the names of its parameters and no values: those that are fields' names too."""

    names: tuple[str, ...]

    def part(self, rows: int, condition: Condition) -> tuple[str, str] | None:
        """``parameter=value``, with the parameter as the document writes it."""
        name = next((each for each in self.names if each.lower() == condition.field.lower()), "")
        if condition.box is not None or not name:
            return None
        return asked(self.url, {name: str(condition.value)}), shown(name, str(condition.value))

    def guesses(self) -> bool:
        """The document says that it takes them."""
        return False


def declared(talk: Talk) -> Conversation:
    """The example that the link itself is."""
    return (yield from try_example(talk, example_of(talk.target.url, camera=talk.target.camera)))


def try_example(talk: Talk, example: Example) -> Conversation:
    """Whether a parameter of the example is a condition."""
    if example.names:
        return (yield from compare(talk, ByNames(url=example.url, names=example.names)))
    if not example.trials:
        return (yield from compare(talk, ByField(url=example.url)))
    first = yield from talk.ask(example.url)
    if first.trouble:
        return talk.end(first.trouble, part=first)
    if first.picture:
        return (yield from _pictures(talk, example, first))
    if first.records is not None and not first.records:
        return talk.end("empty_collection", part=first)
    found = yield from _trials(talk, example, first)
    back = 0
    if talk.target.camera and found.reason == "condition":
        back = yield from _days_back(talk, example, first)
    whole = first if found.whole is None else found.whole
    return talk.end(found.reason, whole=whole, part=found.part, condition=found.text, days_back=back)


def _trials(talk: Talk, example: Example, first: Answer) -> Generator[Request, Fetched, Shown]:
    failed: list[Shown] = []
    for trial in example.trials[: rules().asking.conditions]:
        if talk.left < 2:
            break
        found = (yield from _without(talk, example, trial, first)) or (yield from _changed(talk, example, trial, first))
        if found is None:
            continue
        if found.reason != "condition":
            failed.append(found)
            continue
        talk.tried(Condition(field=trial.name, kind=trial.kind))
        return (yield from _twice(talk, example, trial, first, found))
    known = [each for each in failed if each.reason in _SAYING]
    if known:
        return min(known, key=lambda each: _SAYING.index(each.reason))
    return failed[0] if failed else Shown(reason="nothing_to_choose")


def _without(talk: Talk, example: Example, trial: Trial, first: Answer) -> Step:
    """Without the parameter there is more than with it."""
    wide = yield from talk.ask(asked(example.url, drop=[trial.name]))
    text = shown(trial.name, trial.value)
    if wide.trouble or wide.records is None or first.records is None:
        return None
    if _same(wide, first, trial.value):
        return None if another(trial) else (yield from _ignored(talk, example, trial, first))
    if _part_of(first, wide, trial.value):
        return Shown(reason="condition", text=text, whole=wide, part=first)
    return None


def _part_of(part: Answer, wide: Answer, value: str) -> bool:
    """Fewer records, and either all of them are among the others, or all of them and not all others hold the value."""
    few, many = part.records or (), wide.records or ()
    fewer = len(few) < len(many) or (part.total is not None and wide.total is not None and part.total < wide.total)
    field = _field_of(part, value)
    if field and not all(same(record.get(field), value) for record in many):
        return True
    return fewer and bool(few) and not Counter(map(_text, few)) - Counter(map(_text, many))


def _changed(talk: Talk, example: Example, trial: Trial, first: Answer) -> Step:
    """Another value gives something else."""
    value = another(trial)
    if not value or talk.left < 2:
        return None
    other = yield from talk.ask(asked(example.url, {trial.name: value}))
    text = shown(trial.name, value)
    if other.trouble:
        refused = other.trouble in ("error_answer", "not_found", "page", "unreadable")
        return Shown(reason="condition_refused" if refused else other.trouble, text=text, part=other)
    if first.records is not None and not other.records:
        return Shown(reason="nothing_found", text=text, part=other)
    if _same(other, first, trial.value, value):
        return (yield from _ignored(talk, example, trial, first))
    if other.records is None and not (trial.kind and _alike(other, first)):
        return Shown(reason="condition_refused", text=text, part=other)
    if not talk.target.declared:  # a table for each year is no interface, though its address says the year
        return Shown(reason="other_file", text=text, part=other)
    return Shown(reason="condition", text=text, part=other)


def _ignored(talk: Talk, example: Example, trial: Trial, first: Answer) -> Step:
    """A parameter that changes nothing is ignored only where a value that finds nothing changes nothing either."""
    value = beyond(trial)
    if not talk.left:
        return None
    if first.cut:  # what differs may stand behind the cut
        return Shown(reason="too_large", text=shown(trial.name, trial.value), part=first)
    nothing = yield from talk.ask(asked(example.url, {trial.name: value}))
    text = shown(trial.name, value)
    if nothing.trouble or not _same(nothing, first, trial.value, value):
        return Shown(reason="nothing_to_choose", text=text, part=nothing)
    return Shown(reason="ignored", text=text, part=nothing)


def _twice(
    talk: Talk, example: Example, trial: Trial, first: Answer, found: Shown
) -> Generator[Request, Fetched, Shown]:
    """What was shown counts where the example answers the same again, at least in the field that holds the value."""
    again = yield from talk.ask(example.url)
    if again.trouble:
        return msgspec.structs.replace(found, reason=again.trouble)
    field = _field_of(first, trial.value)
    steady = _field_of(again, trial.value) == field if field else _same(again, first)
    return found if steady else msgspec.structs.replace(found, reason="unstable")


# ------------------------------------------------------------------ two answers


def _same(one: Answer, other: Answer, *values: str) -> bool:
    """They say the same; the values that were asked for may stand in them as an echo."""
    if one.records is not None and other.records is not None:
        return Counter(map(_text, one.records)) == Counter(map(_text, other.records))
    return _whole(one, values) == _whole(other, values)


def _whole(answer: Answer, values: tuple[str, ...]) -> str:
    text = _text(answer.document) if answer.document is not None else answer.body.decode("utf-8", "replace")
    for value in values:
        text = text.replace(json.dumps(value, ensure_ascii=False)[1:-1], "")
    return text


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _alike(one: Answer, other: Answer) -> bool:
    """Two documents without records have the same names at their top."""
    if isinstance(one.document, dict) and isinstance(other.document, dict):
        return set(one.document) == set(other.document)
    return type(one.document) is type(other.document) and one.picture == other.picture


def _field_of(answer: Answer, value: str) -> str:
    """The field in which every record holds the value; empty: there is none."""
    records = answer.records or ()
    for name in records[0] if records else ():
        if all(same(record.get(name), value) for record in records):
            return name
    return ""


# ------------------------------------------------------------------ cameras


def _pictures(talk: Talk, example: Example, first: Answer) -> Conversation:
    """A picture, and none where the parameter names nothing."""
    for trial in example.trials[: rules().asking.conditions] if talk.target.camera else ():
        if trial.kind == "period":
            continue
        none = yield from talk.ask(asked(example.url, {trial.name: rules().nowhere}))
        if none.picture or none.trouble in ("throttled", "unreachable", "busy", "our_limits", "forbidden"):
            continue
        back = yield from _days_back(talk, example, first)
        text = shown(trial.name, trial.value)
        return talk.end("condition_selects", whole=none, part=first, condition=text, days_back=back)
    return talk.end("no_records", part=first)


def _days_back(talk: Talk, example: Example, first: Answer) -> Generator[Request, Fetched, int]:
    """How far back the example's dates were shown to reach: something there, and nothing in the far future."""
    days, now = rules().asking.camera_days, first.evidence.at
    past = moved(example, now - timedelta(days=days))
    if not past or talk.left < 2:
        return 0
    talk.period = True
    old = yield from talk.ask(asked(example.url, past))
    if not _shows(old) or _same(old, first):
        return 0
    future = yield from talk.ask(asked(example.url, moved(example, now + timedelta(days=rules().asking.future_days))))
    return 0 if _shows(future) or future.trouble in ("throttled", "unreachable", "busy", "our_limits") else days


def _shows(answer: Answer) -> bool:
    return not answer.trouble and (answer.picture or bool(answer.records))
