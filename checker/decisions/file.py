"""Decisions in a YAML file: read with the line of every fault, and written so that they can be read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import msgspec
import yaml
from msgspec import Struct

from checker.dates import parse_date
from checker.decided import Attachment, Entry, Kind, Log, Proposal, Subject
from checker.decisions import problems
from checker.errors import Problem, UsageError
from checker.plan.tree import Kind as FileKind
from checker.plan.tree import Path, Tree, read_yaml
from checker.resources import schemas_dir

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

CLOCKS_DIFFER = timedelta(minutes=10)
_FILE = FileKind(th="แฟ้มคำตัดสิน", en="a file of decisions", keys="decisions …")
_PARTS = ("dataset", "title", "check", "path", "resource", "criterion", "component")


class Placed(Struct, frozen=True, kw_only=True):
    """A proposal, and where it stands in its file."""

    proposal: Proposal
    place: str
    timed: bool = True  #: the person said when; else the time is that of the reading


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # here: only a file of decisions needs it, and it is slow to load

    schema = msgspec.json.decode((schemas_dir() / "metadata" / "decisions.schema.json").read_bytes())
    return Draft202012Validator(schema)


def read_file(body: bytes, source: str, *, zone: str, now: datetime) -> tuple[Placed, ...]:
    """The proposals of a file. Raises UsageError that names every line that is wrong."""
    tree = read_yaml(body, source, _FILE)
    faults = [*tree.problems, *(one for error in _validator().iter_errors(tree.value) for one in _faults(error, tree))]
    found: list[Placed] = []
    for place, raw in enumerate(tree.value.get("decisions", ()) if not faults else ()):
        at = time_from(raw["time"], zone) if "time" in raw else now
        fault = wrong_time(at, now)
        if fault:
            where = tree.place(("decisions", place, "time"))
            faults.append(problems.problem(fault, where, raw["time"], source=source))
        elif at is not None:
            where = tree.place(("decisions", place))
            found.append(Placed(proposal=_proposal(raw, at), place=where, timed="time" in raw))
    if faults:
        raise wrong(source, tuple(faults))
    return tuple(found)


def wrong(source: str, found: tuple[Problem, ...]) -> UsageError:
    """The error for decisions of which none is recorded."""
    return UsageError(
        f"{source}: nothing was recorded", f"{source}: ยังไม่ได้บันทึกคำตัดสินใด", problems=found, code="decisions"
    )


def time_from(text: str, zone: str) -> datetime | None:
    """A day, or a day and time, of either era; without a zone, where the rubric lives. ``None``: it is neither."""
    day, _, clock = text.strip().replace(" ", "T", 1).partition("T")
    read = parse_date(day)
    if not isinstance(read, date):
        return None
    try:
        at = time.fromisoformat(clock.replace("Z", "+00:00")) if clock else time(0)
    except ValueError:
        return None
    return datetime.combine(read, at, at.tzinfo or ZoneInfo(zone))


def wrong_time(at: datetime | None, now: datetime) -> str:
    """The problem of a time; empty: it is one. Nothing was decided tomorrow; two clocks may differ by minutes."""
    if at is None:
        return "bad_time"
    return "future_time" if at > now + CLOCKS_DIFFER else ""


def written_file(log: Log, run: str, rubric: str) -> bytes:
    """The whole log as a file."""
    content = {
        "run": run,
        "rubric": rubric,
        "head": log.head,
        "decisions": [_written(entry) for entry in log.entries],
    }
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)
    return text.encode("utf-8", "replace")


def _proposal(raw: Mapping[str, Any], at: datetime) -> Proposal:
    subject = Subject(items=tuple(raw.get("items", ())), **{name: raw.get(name, "") for name in _PARTS})
    attachment = raw.get("attachment")
    return Proposal(
        body=raw["body"],
        kind=Kind(raw["kind"]),
        name=raw["name"],
        time=at,
        reason=raw["reason"],
        subject=subject,
        value=raw.get("value", ""),
        refers=raw.get("refers"),
        attachment=Attachment(**attachment) if attachment else None,
        evidence=raw.get("evidence", ""),
        number=raw.get("number"),
    )


def _written(entry: Entry) -> dict[str, Any]:
    subject = {name: getattr(entry.subject, name) for name in _PARTS}
    fields = {
        "number": entry.number,
        "body": entry.body,
        "kind": entry.kind.value,
        **subject,
        "items": list(entry.subject.items),
        "value": entry.value,
        "refers": entry.refers,
        "name": entry.name,
        "time": entry.time.isoformat(),
        "reason": entry.reason,
        "attachment": msgspec.structs.asdict(entry.attachment) if entry.attachment else None,
        "evidence": entry.evidence,
        "hash": entry.hash,
    }
    return {key: value for key, value in fields.items() if value not in ("", None, [])}


def _faults(error: ValidationError, tree: Tree) -> Iterator[Problem]:
    path: Path = tuple(error.absolute_path)
    place, value, rule, source = tree.place(path), error.instance, error.validator, tree.source
    shown = value if isinstance(value, str | int | bool) else ""
    if rule == "additionalProperties":
        known = ", ".join(error.schema["properties"])
        for key in value:
            if key not in error.schema["properties"]:
                where = tree.place((*path, key))
                yield problems.problem("unknown_key", where, key, source=source, key=key, known=known)
    elif rule == "required":
        missing = ", ".join(key for key in error.validator_value if key not in value)
        yield problems.problem("missing_key", place, source=source, key=missing)
    elif rule == "enum":
        yield problems.problem(
            "bad_value", place, shown, source=source, given=shown, known=", ".join(error.validator_value)
        )
    elif rule == "pattern":
        yield problems.problem("bad_hash", place, shown, source=source)
    elif rule == "type":
        yield problems.problem("wrong_type", place, shown, source=source, wanted=error.validator_value)
    else:
        yield problems.problem("out_of_bounds", place, shown, source=source, limit=error.validator_value)
