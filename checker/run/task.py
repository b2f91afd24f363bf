"""What a scan was asked for, and the fingerprint by which the same command goes on with the same run."""

from __future__ import annotations

import hashlib
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from checker.config import Settings
from checker.errors import UsageError
from checker.model import RunHead
from checker.rubric import Rubric
from checker.version import VERSION


class Input(Struct, frozen=True, kw_only=True):
    """A file that the score rests on, kept with the run as it was given."""

    kind: str  #: ``plan``, ``metadata`` (Template 2 workbook), ``previous`` (last year's plan)
    name: str
    body: bytes


class Task(Struct, frozen=True, kw_only=True):
    """All that a scan was asked for."""

    source: str  #: URL or file; empty: nothing but the plan
    organization: str = ""
    rubric: str = "data-catalog-kpi-2565"
    inputs: tuple[Input, ...] = ()
    settings: Settings = Settings()
    token: str = ""  #: never stored, printed or hashed
    cutoff: datetime | None = None  #: ``None``: the end of the day on which the run began
    remark: tuple[str, str] = ("", "")


def read_input(kind: str, path: Path) -> Input:
    """The file as bytes, or a clear word why not."""
    try:
        return Input(kind=kind, name=path.name, body=path.read_bytes())
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageError(f"{path}: cannot be read: {why}", f"{path}: อ่านแฟ้มไม่ได้: {why}") from error


def fingerprint(task: Task) -> str:
    """The same for the same command: source, organization, inputs by content, rubric, cut-off given."""
    parts = {
        "source": task.source,
        "organization": task.organization,
        "rubric": task.rubric,
        "inputs": [(each.kind, hashlib.sha256(each.body).hexdigest()) for each in task.inputs],
        "cutoff": task.cutoff.isoformat() if task.cutoff else "",
        "private": bool(task.token),
        "vantage": task.settings.vantage,
    }
    return hashlib.sha256(msgspec.json.encode(parts, order="deterministic")).hexdigest()


def new_head(task: Task, rubric: Rubric, now: datetime, run_id: str) -> RunHead:
    """The head of a new run. The cut-off is the end of today where the rubric lives, unless one was given."""
    zone = ZoneInfo(rubric.time_zone)
    today = now.astimezone(zone).date()
    end_of_day = datetime.combine(today, time(0), tzinfo=zone) + timedelta(days=1, seconds=-1)
    options = {"confirm_after": repr(task.settings.confirm_after)} if task.settings.confirm_after is not None else {}
    if not task.settings.content:
        options["content"] = "no"
    if any(task.remark):
        options |= {"remark_th": task.remark[0], "remark_en": task.remark[1]}
    return RunHead(
        id=run_id,
        fingerprint=fingerprint(task),
        source=task.source,
        organization=task.organization,
        started=now,
        cutoff=task.cutoff or end_of_day,
        rubric=task.rubric,
        tool_version=VERSION,
        state="harvesting",
        options=options,
    )


def told_settings(head: RunHead, settings: Settings | None = None) -> Settings:
    """The settings with what the run itself was told, so that it is judged as it was asked to be."""
    told = settings or Settings()
    if "confirm_after" in head.options:
        told = msgspec.structs.replace(told, confirm_after=float(head.options["confirm_after"]))
    return msgspec.structs.replace(told, content=False) if head.options.get("content") == "no" else told
