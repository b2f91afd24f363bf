"""``dgcheck decide``: what assessors decide on a run, what the agency objects to, and who has signed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any

import click
from msgspec import structs

from checker.cli import options
from checker.cli.console import Voice
from checker.cli.words import say
from checker.decided import AGENCY, Attachment, Kind, Proposal, Subject
from checker.decisions.file import Placed, read_file, time_from, written_file, wrong
from checker.decisions.problems import problem
from checker.errors import UsageError
from checker.report.decisions import brief, lock_of, log_lines, remarks
from checker.report.json import decided_value
from checker.rounding import shown
from checker.run import Run
from checker.run.deciding import Recorded, log_of
from checker.run.deciding import decide as decide_run
from checker.run.rules import proved_rubric
from checker.run.scan import now
from checker.store import Store

Command = Callable[..., Any]
PIECE = 1 << 20  #: bytes of an attachment that are read at once


class _Decide(click.Group):
    """``decide RUN`` is ``decide log RUN``, and ``decide RUN accept …`` is ``decide accept RUN …``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            args = [args[1], args[0], *args[2:]] if len(args) > 1 and args[1] in self.commands else ["log", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Decide)
def decide() -> None:
    """Record decisions of assessors and objections of the agency on a stored run.

    A decision is made in the name of a body of the rubric and counts only on that body's components. The log only
    grows; each entry says who, when, why, and on what evidence. "decide RUN" shows the log.

    \b
    dgcheck decide latest                            the log, with the effect of each entry
    dgcheck decide latest --export decisions.yaml    write it; --file reads one
    dgcheck decide accept latest dataset_11_01 --item 5 --body NSO --name "…" --reason "…"
    """


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
        found = _run(run, store)
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
            _tell(decide_run(found, placed, reopen=reopen, dry_run=dry_run, watch=watch), voice)

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


RUN = click.argument("run")
DATASET = click.argument("dataset", required=False, default="")


def _part(*names: str) -> Callable[[Command], Command]:
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


@decide.command()
@RUN
@DATASET
@_part("items", "criterion", "resource", "component")
@click.option("--tier", default="", metavar="ID", help="Of the criterion: the tier that the evidence shows.")
@recording
def accept(common: Proposal, subject: Subject, tier: str) -> Proposal:
    """Accept evidence for what no machine saw: items, a tier of a criterion, a link, or a whole component.

    \b
    Example: dgcheck decide accept latest dataset_11_01 --criterion channel --tier middle --body DGA \\
             --name "ผู้ประเมิน A" --reason "หนังสือยืนยัน single source of truth" --attachment letter.pdf
    """
    return structs.replace(common, kind=Kind.ACCEPT, subject=subject, value=tier)


@decide.command()
@RUN
@DATASET
@_part("check", "path", "items", "criterion", "resource", "component")
@click.option("--as", "value", required=True, metavar="passed|failed|TIER", help="What stands in its place.")
@recording
def overrule(common: Proposal, subject: Subject, value: str) -> Proposal:
    """Put aside what a check, a criterion or a link's verdict says, or a whole component.

    \b
    Example: dgcheck decide overrule latest dataset_11_01 --check maintainer_email --as passed --body NSO \\
             --name "ผู้ประเมิน A" --reason "อีเมลใช้งานได้จริง"
    """
    return structs.replace(common, kind=Kind.OVERRULE, subject=subject, value=value)


@decide.command("set-kind")
@RUN
@click.argument("dataset")
@click.option("--kind", required=True, metavar="ID", help="structured, document, cctv …, as the rubric names them.")
@recording
def set_kind(common: Proposal, dataset: str, kind: str) -> Proposal:
    """Say of what kind a dataset is, for its openness.

    \b
    Example: dgcheck decide set-kind latest dataset_11_01 --kind document --body DGA --name "…" --reason "…"
    """
    return structs.replace(common, kind=Kind.SET_KIND, subject=Subject(dataset=dataset), value=kind)


@decide.command()
@RUN
@click.argument("dataset")
@recording
def waive(common: Proposal, dataset: str) -> Proposal:
    """Take a dataset out of the components of the body; in those of the others it counts on.

    \b
    Example: dgcheck decide waive latest dataset_11_01 --body DGA --name "…" --reason "…"
    """
    return structs.replace(common, kind=Kind.WAIVE, subject=Subject(dataset=dataset))


@decide.command("sign-off")
@RUN
@recording
def sign_off(common: Proposal) -> Proposal:
    """Sign the body's part of the score. Once all bodies have signed, the score is locked.

    \b
    Example: dgcheck decide sign-off latest --body OPDC --name "…" --reason "ตรวจครบถ้วน"
    """
    return structs.replace(common, kind=Kind.SIGN_OFF)


@decide.command("object")
@RUN
@DATASET
@_part("check", "path", "items", "criterion", "resource", "component")
@recording
def object_(common: Proposal, subject: Subject) -> Proposal:
    """Record an objection of the agency: it moves no points, and stays open until a body answers it.

    \b
    Example: dgcheck decide object latest dataset_11_01 --item 5 --name "กอง ก" --reason "อีเมลถูกต้องแล้ว"
    """
    return structs.replace(common, kind=Kind.OBJECT, subject=subject)


@decide.command()
@RUN
@click.argument("number", type=int)
@click.argument("value", metavar="ANSWER", type=click.Choice(["accepted", "refused"]))
@recording
def answer(common: Proposal, number: int, value: str) -> Proposal:
    """Answer objection NUMBER. What follows for the points is decided by a decision of its own.

    \b
    Example: dgcheck decide answer latest 3 accepted --body NSO --name "…" --reason "…"
    """
    return structs.replace(common, kind=Kind.ANSWER, refers=number, value=value)


@decide.command()
@RUN
@click.argument("number", type=int)
@recording
def withdraw(common: Proposal, number: int) -> Proposal:
    """Withdraw entry NUMBER of the same body: it stays in the log and stops counting.

    \b
    Example: dgcheck decide withdraw latest 2 --body NSO --name "…" --reason "…"
    """
    return structs.replace(common, kind=Kind.WITHDRAW, refers=number)


@decide.command()
@click.argument("run", default="latest")
@options.STORE
@click.option(
    "--file", "source", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Record those of a file."
)
@click.option("--export", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write the log.")
@click.option("--reopen", is_flag=True, help="Record though all have signed.")
@click.option("--dry-run", is_flag=True, help="Show the effect in points and record nothing.")
@options.speaking
def log(
    run: str, store: Path, source: Path | None, export: Path | None, reopen: bool, dry_run: bool, voice: Voice
) -> None:
    """Show the log of RUN with the effect of each entry; read decisions from a file, or write them to one.

    A file that was exported from an earlier run brings back what still rests on the same evidence, and tells the rest.

    \b
    Example: dgcheck decide latest --file decisions.yaml
    """
    found = _run(run, store)
    if export is not None:
        _export(found, export, voice)
        return
    placed = _placed(found, source) if source is not None else ()
    with voice.progress() as watch:
        done = decide_run(found, placed, source=str(source or "decide"), reopen=reopen, dry_run=dry_run, watch=watch)
    if source is not None:
        _tell(done, voice)
    elif voice.json:
        voice.result(decided_value(done.decided, done.after))
    elif not done.decided.lines and done.decided.broken is None:
        voice.line(say("decide.none", voice.lang, run=found.id))
    else:
        for line in log_lines(done.decided, done.after, done.rubric, voice.lang):
            voice.line(line)


def _tell(done: Recorded, voice: Voice) -> None:
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


def _run(name: str, store: Path) -> Run:
    with Store.open(store, create=False) as opened:
        return Run(id=opened.resolve(name).id, store=store)


def _zone(run: Run) -> str:
    return proved_rubric(log_of(run)[1]).time_zone


def _time(text: str | None, run: Run) -> datetime:
    at = now() if text is None else time_from(text, _zone(run))
    if at is None:
        raise wrong("decide", (problem("bad_time", "--time", text or ""),))
    return at


def _attached(path: Path | None) -> Attachment | None:
    if path is None:
        return None
    try:
        digest = sha256()
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                digest.update(piece)
    except OSError as error:
        raise _unreadable(path, error) from error
    return Attachment(name=path.name, sha256=digest.hexdigest())


def _placed(run: Run, path: Path) -> tuple[Placed, ...]:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error
    return read_file(body, str(path), zone=_zone(run), now=now())


def _export(run: Run, path: Path, voice: Voice) -> None:
    held, rubric = log_of(run)
    try:
        path.write_bytes(written_file(held, run.id, rubric))
    except OSError as error:
        raise _unreadable(path, error) from error
    if voice.json:
        voice.result({"path": str(path), "entries": len(held.entries)})
    else:
        voice.line(say("decide.exported", voice.lang, path=path, count=len(held.entries)))


def _unreadable(path: Path, error: OSError) -> UsageError:
    why = error.strerror or str(error)
    return UsageError(*(say("decide.unreadable", lang, path=path, why=why) for lang in ("en", "th")))
