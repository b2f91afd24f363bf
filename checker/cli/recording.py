"""What every entry of a log of decisions is recorded with: who, why, when, on what; and how it is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from checker.cli import options
from checker.cli.console import Voice
from checker.cli.words import say
from checker.decided import AGENCY, Attachment, Kind, Proposal, Subject
from checker.decisions.file import Placed, time_from, wrong, wrong_time
from checker.decisions.problems import problem
from checker.errors import UsageError
from checker.report.decisions import brief, lock_of, remarks
from checker.report.json import decided_value
from checker.rounding import shown
from checker.run import Run, run_named
from checker.run.deciding import Recorded, log_of
from checker.run.deciding import decide as decide_run
from checker.run.rules import proved_rubric
from checker.run.scan import now

Command = Callable[..., Any]
PIECE = 1 << 20  #: bytes of an attachment that are read at once


def recording(command: Command) -> Command:
    """Adds what every entry needs, and hands the command a ``desk`` to record it on."""

    @wraps(command)
    def packed(
        *args: Any,
        run: str,
        store: Path,
        body: str,
        name: str,
        reason: str,
        attachment: Path | None,
        at: str | None,
        reopen: bool,
        dry_run: bool,
        voice: Voice,
        **others: Any,
    ) -> None:
        found = run_named(run, store)
        common = Proposal(
            body=body,
            kind=Kind.SIGN_OFF,
            name=name,
            time=_time(at, found),
            reason=reason,
            attachment=_attached(attachment),
        )
        proposal = command(*args, common=common, **others)
        with voice.progress() as watch:
            placed = (Placed(proposal=proposal, place=""),)
            tell(decide_run(found, placed, reopen=reopen, dry_run=dry_run, watch=watch), voice)

    added = (
        options.STORE,
        click.option("--body", default=AGENCY, show_default=True, help="In whose name: OPDC, NSO, DGA … or agency."),
        click.option("--name", required=True, help="Who decides, by name or office."),
        click.option("--reason", required=True, help="Why."),
        click.option(
            "--attachment",
            type=click.Path(path_type=Path, dir_okay=False, exists=True),
            help="A file that it rests on; its name and SHA-256 are kept, not the file.",
        ),
        click.option("--time", "at", metavar="YYYY-MM-DD[THH:MM]", help="When it was decided (default: now)."),
        click.option("--reopen", is_flag=True, help="Decide though all have signed: the signature is then void."),
        click.option("--dry-run", is_flag=True, help="Show the effect in points and record nothing."),
        options.speaking,
    )
    return _with(packed, *added)


def _with(command: Command, *added: Callable[[Command], Command]) -> Command:
    for option in added:
        command = option(command)
    return command


def part(*names: str) -> Callable[[Command], Command]:
    """Options for the part of a dataset that an entry is about, handed on as a ``subject``."""

    def around(command: Command) -> Command:
        @wraps(command)
        def packed(*args: Any, dataset: str, **others: Any) -> Any:
            given = {name: others.pop(name) or "" for name in names if name != "items"}
            items = tuple(others.pop("items", ()))
            return command(*args, subject=Subject(dataset=dataset, items=items, **given), **others)

        return _with(packed, *(_PARTS[name] for name in reversed(names)))

    return around


_PARTS: dict[str, Callable[[Command], Command]] = {
    "items": click.option("--item", "items", multiple=True, metavar="NO", help="A metadata item (repeatable)."),
    "check": click.option("--check", metavar="ID", help="A check, as explain names it."),
    "path": click.option("--path", metavar="PATH", help="Of the finding, where a check found several things."),
    "criterion": click.option("--criterion", metavar="ID", help="A criterion of openness."),
    "resource": click.option("--resource", metavar="ID", help="A resource: whether its link works."),
    "component": click.option("--component", metavar="ID", help="A whole component, in place of a dataset."),
}


def tell(done: Recorded, voice: Voice) -> None:
    """What was recorded, and what it moves."""
    if voice.json:
        value = decided_value(done.decided, done.after)
        numbers = [each.number for each in done.entries]
        voice.result({**value, "recorded": [] if done.dry else numbers, "dry_run": done.dry, "skipped": done.skipped})
        return
    for line in done.lines():
        if not done.dry:
            voice.line(say("decide.recorded", voice.lang, number=line.entry.number))
        for text in brief(line, done.decided, done.rubric, voice.lang):
            voice.line(text)
    if not done.entries:
        voice.line(say("decide.nothing", voice.lang))
    voice.line(say("decide.change", voice.lang, before=shown(done.before.total), after=shown(done.after.total)))
    for text in remarks(done.decided, voice.lang):
        voice.line(text)
    if done.entries:
        voice.line(lock_of(done.decided, voice.lang))
    if done.skipped:
        voice.line(say("decide.skipped", voice.lang, count=len(done.skipped)))
    for each in done.skipped:
        voice.line(f"  {each.text(voice.lang)}")
    if done.dry:
        voice.line(say("decide.dry", voice.lang))


def zone_of(run: Run) -> str:
    return proved_rubric(log_of(run)[1]).time_zone


def _time(text: str | None, run: Run) -> datetime:
    moment = now()
    at = moment if text is None else time_from(text, zone_of(run))
    fault = wrong_time(at, moment)
    if at is None or fault:
        raise wrong("decide", (problem(fault, "--time", text or ""),))
    return at


def _attached(path: Path | None) -> Attachment | None:
    if path is None:
        return None
    must_be_a_file(path)
    try:
        digest = sha256()
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                digest.update(piece)
    except OSError as error:
        raise unreadable(path, error) from error
    return Attachment(name=path.name, sha256=digest.hexdigest())


def must_be_a_file(path: Path) -> None:
    """A pipe or a device may never end. Raises UsageError."""
    if path.exists() and not path.is_file():
        reasons = {"en": "it is not a file", "th": "ไม่ใช่แฟ้ม"}
        raise UsageError(*(say("decide.unreadable", lang, path=path, why=reasons[lang]) for lang in ("en", "th")))


def unreadable(path: Path, error: OSError) -> UsageError:
    why = error.strerror or str(error)
    return UsageError(*(say("decide.unreadable", lang, path=path, why=why) for lang in ("en", "th")))
