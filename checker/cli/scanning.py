"""``dgcheck scan``, ``dgcheck confirm``, ``dgcheck demo``."""

from __future__ import annotations

from pathlib import Path

import click

from checker.cli import options
from checker.cli.console import Voice
from checker.cli.outcome import conclude
from checker.config import Settings, load
from checker.errors import CatalogError
from checker.model import RunHead
from checker.run import DEFAULT_FORMATS, Input, Run, Task, complete_task, read_input
from checker.run import confirm as confirm_run
from checker.run import scan as scan_task
from checker.run.rules import proved_rubric


@click.command()
@click.argument("source", required=False, default="")
@click.option(
    "--plan", type=click.Path(path_type=Path), metavar="FILE", help="Template 1: the plan, as .xlsx or .yaml."
)
@click.option(
    "--metadata",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Template 2: the Excel workbook with the metadata of datasets that cannot be seen from outside.",
)
@click.option(
    "--previous", type=click.Path(path_type=Path), metavar="FILE", help="Last year's plan, to find repeated datasets."
)
@click.option("--organization", metavar="NAME", help="Only this organization of a shared catalog.")
@click.option("--cutoff", metavar="YYYY-MM-DD", help="The day that the verdicts are for (default: today).")
@options.STORE
@options.RUBRIC
@options.OUT
@options.FORMAT
@options.FAIL_UNDER
@options.fetching
@options.speaking
def scan(
    source: str,
    plan: Path | None,
    metadata: Path | None,
    previous: Path | None,
    organization: str | None,
    cutoff: str | None,
    store: Path,
    rubric: str,
    out: Path,
    formats: tuple[str, ...],
    fail_under: float | None,
    settings: Settings,
    token: str,
    voice: Voice,
) -> int:
    """Crawl SOURCE (a catalog's URL, or a file), check it, score it, report it.

    SOURCE may be left out when the plan gives the catalog's URL. A scan that is stopped goes on with the same command.

    \b
    Example: dgcheck scan https://catalog.example.go.th --plan plan.xlsx --out report
    """
    rules = proved_rubric(rubric)
    given = (("plan", plan), ("metadata", metadata), ("previous", previous))
    inputs = tuple(read_input(kind, path) for kind, path in given if path is not None)
    task = complete_task(
        Task(
            source=source,
            organization=organization or "",
            rubric=rubric,
            inputs=inputs,
            settings=settings,
            token=token,
            cutoff=options.cutoff_from(cutoff, rules.time_zone),
        )
    )
    run = run_task(task, store, voice)
    return conclude(run, out=out, formats=formats, fail_under=fail_under, voice=voice)


def run_task(task: Task, store: Path, voice: Voice) -> Run:
    """Runs the scan with progress, and says how to go on when it is stopped."""
    begun: list[RunHead] = []

    def tell(head: RunHead, resumed: bool) -> None:
        begun.append(head)
        if resumed:
            voice.say("resumed", run=head.id)

    try:
        with voice.progress() as watch:
            return scan_task(task, store, watch=watch, begun=tell)
    except CatalogError:
        if begun and any(each.kind == "plan" for each in task.inputs):
            voice.say("kept", run=begun[0].id)
        raise
    except KeyboardInterrupt:
        if begun:
            voice.say("interrupted_run", run=begun[0].id)
        raise


@click.command()
@click.argument("run", default="latest")
@options.STORE
@options.OUT
@options.FORMAT
@options.FAIL_UNDER
@options.fetching
@options.speaking
def confirm(
    run: str,
    store: Path,
    out: Path,
    formats: tuple[str, ...],
    fail_under: float | None,
    settings: Settings,
    token: str,
    voice: Voice,
) -> int:
    """Come back to the failures of RUN that were seen only once, then score and report again.

    \b
    Example: dgcheck confirm latest --confirm-wait 600
    """
    with voice.progress() as watch:
        done = confirm_run(run, store, settings, token=token, patience=settings.confirm_wait, watch=watch)
    return conclude(done, out=out, formats=formats, fail_under=fail_under, voice=voice)


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("dgcheck-demo"),
    show_default=True,
    help="Folder for the reports and the run's store.",
)
@options.speaking
def demo(out: Path, voice: Voice) -> int:
    """Scan a bundled catalog of fictitious agencies, served on loopback: no network needed.

    \b
    Example: dgcheck demo --lang en
    """
    from checker.demo import DemoSite  # the demonstration's files are needed here alone

    out.mkdir(parents=True, exist_ok=True)
    with DemoSite() as site:
        task = Task(
            source=site.catalog_url,
            organization=site.organization,
            inputs=(Input(kind="plan", name="plan.yaml", body=site.plan),),
            settings=load(None, {}, site.settings),
            remark=site.remark,
            cutoff=site.cutoff,
        )
        run = run_task(task, out / "dgcheck.sqlite", voice)
    status = conclude(run, out=out, formats=DEFAULT_FORMATS, fail_under=None, voice=voice)
    voice.say("demo_open", path=out / "report.html")
    return status
