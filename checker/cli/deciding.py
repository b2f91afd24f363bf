"""``dgcheck decide``: what assessors decide on a run, what the agency objects to, and who has signed."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec import structs

from checker.cli import options
from checker.cli.console import Voice
from checker.cli.files import write
from checker.cli.recording import must_be_a_file, part, recording, tell, unreadable, zone_of
from checker.cli.words import say
from checker.decided import Kind, Proposal, Subject
from checker.decisions.file import Placed, read_file, written_file
from checker.plan.tree import MAX_BYTES
from checker.report.decisions import log_lines
from checker.report.json import decided_value
from checker.run import Run, run_named
from checker.run.deciding import decide as decide_run
from checker.run.deciding import log_of
from checker.run.scan import now


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


RUN = click.argument("run")
DATASET = click.argument("dataset", required=False, default="")


@decide.command()
@RUN
@DATASET
@part("items", "criterion", "resource", "component")
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
@part("check", "path", "items", "criterion", "resource", "component")
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
@part("check", "path", "items", "criterion", "resource", "component")
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
@click.option(
    "--holds",
    metavar="HASH",
    help="Say whether the log still holds the entry with this hash, which a report printed (exit status 1: no).",
)
@click.option("--reopen", is_flag=True, help="Record though all have signed.")
@click.option("--dry-run", is_flag=True, help="Show the effect in points and record nothing.")
@options.speaking
def log(
    run: str,
    store: Path,
    source: Path | None,
    export: Path | None,
    holds: str | None,
    reopen: bool,
    dry_run: bool,
    voice: Voice,
) -> int:
    """Show the log of RUN with the effect of each entry; read decisions from a file, or write them to one.

    A file that was exported from an earlier run brings back what still rests on the same evidence, and tells the rest.
    That the last entries of a log were cut off, only a hash that was printed or exported before can show: --holds.

    \b
    Example: dgcheck decide latest --file decisions.yaml
    """
    found = run_named(run, store)
    if export is not None:
        _export(found, export, voice)
        return 0
    if holds is not None:
        return _held(found, holds.strip().casefold(), voice)
    placed = _placed(found, source) if source is not None else ()
    with voice.progress() as watch:
        done = decide_run(found, placed, source=str(source or "decide"), reopen=reopen, dry_run=dry_run, watch=watch)
    if source is not None:
        tell(done, voice)
    elif voice.json:
        voice.result(decided_value(done.decided, done.after))
    elif not done.decided.lines and done.decided.broken is None:
        voice.line(say("decide.none", voice.lang, run=found.id))
    else:
        for line in log_lines(done.decided, done.after, done.rubric, voice.lang):
            voice.line(line)
    return 0


def _held(run: Run, wanted: str, voice: Voice) -> int:
    """Whether the log, as far as it can be trusted, has the entry with this hash."""
    kept = log_of(run)[0]
    entry = next((each for each in kept.whole() if each.hash == wanted), None)
    if voice.json:
        voice.result({"hash": wanted, "holds": entry is not None, "number": entry and entry.number, "head": kept.head})
    elif entry is not None:
        voice.line(say("decide.holds", voice.lang, number=entry.number, count=len(kept.entries)))
    else:
        voice.line(say("decide.holds_not", voice.lang, hash=wanted, count=len(kept.entries)))
    return 0 if entry is not None else 1


def _placed(run: Run, path: Path) -> tuple[Placed, ...]:
    must_be_a_file(path)
    try:
        with path.open("rb") as stream:
            body = stream.read(MAX_BYTES + 1)  # what is larger is refused by its size
    except OSError as error:
        raise unreadable(path, error) from error
    return read_file(body, str(path), zone=zone_of(run), now=now())


def _export(run: Run, path: Path, voice: Voice) -> None:
    held, rubric = log_of(run)
    write(path, written_file(held, run.id, rubric))
    if voice.json:
        voice.result({"path": str(path), "entries": len(held.entries)})
    else:
        voice.line(say("decide.exported", voice.lang, path=path, count=len(held.entries)))
