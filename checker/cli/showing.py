"""``dgcheck score``, ``report``, ``explain``, ``runs``, ``completion``: from the store alone, no network."""

from __future__ import annotations

import difflib
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from checker.cli import options
from checker.cli.console import Voice
from checker.cli.outcome import status, tell
from checker.cli.words import say
from checker.errors import UsageError
from checker.report.json import dataset_value
from checker.report.model import DatasetLine, Report
from checker.report.plain import explain as explain_lines
from checker.report.words import moment
from checker.run import run_named, write_owner_pages, write_reports
from checker.run import score as score_run
from checker.store import Store

RUNS_ZONE = "Asia/Bangkok"  #: where the agencies are that runs are listed for


@click.command()
@click.argument("run", default="latest")
@options.STORE
@click.option("--rubric", metavar="ID|FILE", help="Another KPI year (default: the run's own).")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write reports into this folder too.")
@options.FORMAT
@options.FAIL_UNDER
@click.option("--without-decisions", is_flag=True, help="Leave out what assessors decided; nothing is stored.")
@options.speaking
def score(
    run: str,
    store: Path,
    rubric: str | None,
    out: Path | None,
    formats: tuple[str, ...],
    fail_under: float | None,
    without_decisions: bool,
    voice: Voice,
) -> int:
    """Score the stored RUN again, offline: the same evidence under the same rubric gives the same result.

    \b
    Example: dgcheck score latest --rubric data-catalog-kpi-2565
    """
    with voice.progress() as watch:
        decisions, work = not without_decisions, out is not None  # the score alone needs no list of what is to be done
        result = score_run(run_named(run, store), rubric=rubric, watch=watch, decisions=decisions, work=work)
    written = write_reports(result, out, formats=formats, lang=voice.lang) if out else ()
    if without_decisions:
        voice.say("decide.left_out")
    tell(result, voice, written)
    return status(result, fail_under, voice)


@click.command()
@click.argument("run", default="latest")
@options.STORE
@click.option("--rubric", metavar="ID|FILE", help="Another KPI year (default: the run's own).")
@options.OUT
@options.FORMAT
@click.option(
    "--canonical", is_flag=True, help="JSON without run id, times and attempt counts: equal for equal answers."
)
@click.option(
    "--per-owner",
    is_flag=True,
    help="A page and a workbook for each unit too, into owners/: they hold that unit's own alone, to be sent to it.",
)
@options.speaking
def report(
    run: str,
    store: Path,
    rubric: str | None,
    out: Path,
    formats: tuple[str, ...],
    canonical: bool,
    per_owner: bool,
    voice: Voice,
) -> None:
    """Write the reports of the stored RUN.

    \b
    Example: dgcheck report latest --format html,xlsx --out report --lang en
    Example: dgcheck report latest --per-owner --out report
    """
    stored = run_named(run, store)
    written = write_reports(
        score_run(stored, rubric=rubric), out, formats=formats, lang=voice.lang, canonical=canonical
    )
    pages: tuple[Path, ...] = ()
    if per_owner:  # derived once more: two reports of a large run would not be held at once
        pages = write_owner_pages(score_run(stored, rubric=rubric, whole=True), out, lang=voice.lang)
    if voice.json:
        voice.result({"written": [str(path) for path in (*written, *pages)]})
    for path in written:
        voice.say("written", path=path)
    if pages:
        units = sum(path.suffix == ".html" for path in pages) - 1
        voice.say("owners_written", count=units, path=pages[-1])


@click.command()
@click.argument("run")
@click.argument("dataset")
@options.STORE
@click.option("--rubric", metavar="ID|FILE", help="Another KPI year (default: the run's own).")
@options.speaking
def explain(run: str, dataset: str, store: Path, rubric: str | None, voice: Voice) -> None:
    """Say why each point of DATASET (id, name, code or title) in RUN was given or lost, with the evidence.

    \b
    Example: dgcheck explain latest dataset_11_01 --lang en
    """
    result = score_run(run_named(run, store), rubric=rubric)
    line = _find(result, dataset)
    if voice.json:
        voice.result(dataset_value(result, line))
        return
    for text in explain_lines(result, line, voice.lang):
        voice.line(text)


@click.command()
@options.STORE
@options.speaking
def runs(store: Path, voice: Voice) -> None:
    """List the runs that the store holds, newest first.

    \b
    Example: dgcheck runs --store dgcheck.sqlite
    """
    with Store.open(store, create=False) as opened:
        heads = opened.runs()
    if voice.json:
        voice.result(heads[::-1])
    elif not heads:
        voice.line(say("runs_none", voice.lang, path=store))
    for head in () if voice.json else reversed(heads):
        state = say(f"run_state.{head.state}", voice.lang)
        day = moment(head.started, RUNS_ZONE, voice.lang)
        voice.line("  ".join(part for part in (head.id, day, state, head.source, head.organization) if part))


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    Example: dgcheck completion bash > ~/.local/share/bash-completion/completions/dgcheck
    """
    from checker.cli import dgcheck  # the group itself: it imports this module

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(dgcheck, {}, "dgcheck", "_DGCHECK_COMPLETE").source())


def _find(result: Report, name: str) -> DatasetLine:
    """The one dataset with this id, name, code or title; near ones are named where there is none."""
    wanted = name.casefold()
    names: dict[str, DatasetLine] = {}
    for line in result.datasets:
        standing = line.standing
        for known in (standing.title, standing.code, standing.name, standing.id):
            if known:
                names[known.casefold()] = line
    if wanted in names:
        return names[wanted]
    near = ", ".join(difflib.get_close_matches(wanted, names, n=3, cutoff=0.4))
    raise UsageError(
        *(
            say("no_dataset", lang, name=repr(name), run=result.run.id)
            + (f"; {say('near', lang, names=near)}" if near else "")
            for lang in ("en", "th")
        )
    )
