"""``dgcheck workbook template`` and ``dgcheck workbook export``: the official workbook, written."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from checker.cli import options
from checker.cli.console import Voice
from checker.cli.files import FORCE, refuse_existing
from checker.cli.words import say
from checker.config import Settings
from checker.plan import Plan, load_plan
from checker.run import Task
from checker.run.collect import Collected, of_catalog, of_run
from checker.run.writing import unwritable

if TYPE_CHECKING:
    from checker.workbook.official.book import Written

SHOWN = 20  #: problems that are told one by one
_SIGNS = (".", "/", "\\", "://")  #: of an address or a file; a run's name has none of them

OUT = click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("workbook.xlsx"),
    show_default=True,
    help="Where to write the workbook.",
)
GENERATION = click.option(
    "--generation",
    type=click.Choice(["1", "2"]),
    default="2",
    show_default=True,
    help="Of Template 2: 2 has the column of the classification (since 2566), 1 has not.",
)


@click.command()
@GENERATION
@OUT
@FORCE
@options.speaking
def template(generation: str, out: Path, force: bool, voice: Voice) -> None:
    """Write the official workbook, empty: Templates 1, 2 and 3 with drop-downs, help, and filled examples.

    \b
    Example: dgcheck workbook template --out workbook.xlsx
    """
    from checker.workbook.official.book import write_template  # here: it loads a workbook library

    _to(out, force, lambda: write_template(out, generation=int(generation), lang=voice.lang))
    if voice.json:
        voice.result({"path": str(out)})
    else:
        voice.line(say("template_written", voice.lang, path=out))
    voice.say("next.filled", path=quote(str(out)))


@click.command()
@click.argument("source", metavar="RUN|URL|FILE")
@click.option("--plan", type=click.Path(path_type=Path), metavar="FILE", help="Template 1 (default: the run's own).")
@click.option("--organization", metavar="NAME", help="Only this organization of a shared catalog.")
@GENERATION
@OUT
@FORCE
@options.STORE
@options.fetching
@options.speaking
def export(
    source: str,
    plan: Path | None,
    organization: str | None,
    generation: str,
    out: Path,
    force: bool,
    store: Path,
    settings: Settings,
    token: str,
    voice: Voice,
) -> None:
    """Write the datasets of a stored RUN, or of a catalog (URL or FILE, read now), as the official workbook.

    No link is looked at. What the forms have no cell for stands on the sheet Extra_Fields, which importing reads back.

    \b
    Example: dgcheck workbook export latest --out workbook.xlsx
    """
    from checker.workbook.official.book import write_workbook  # here: it loads a workbook library

    given = load_plan(plan) if plan is not None else None
    refuse_existing(out, force, sources=(Path(source), plan))
    with voice.progress() as watch, _collected(source, organization or "", store, settings, token, watch) as found:
        chosen = given or found.plan
        written = _to(
            out,
            force,
            lambda: write_workbook(found.datasets, chosen or Plan(), out, generation=int(generation), lang=voice.lang),
        )
        unread = len(found.catalog.unreadable) if found.catalog is not None else 0
    _tell(written, voice, planned=chosen is not None, named=0 if given else found.named, unread=unread)
    voice.say("next.filled", path=quote(str(out)))


def _collected(
    source: str, organization: str, store: Path, settings: Settings, token: str, watch: Any
) -> AbstractContextManager[Collected]:
    if Path(source).exists() or any(sign in source for sign in _SIGNS):
        return of_catalog(Task(source=source, organization=organization, settings=settings, token=token), watch)
    return of_run(source, store, organization)


def _to(out: Path, force: bool, write: Callable[[], Written]) -> Written:
    """Writes a file that is not there yet; what stops it is told in words."""
    refuse_existing(out, force)
    try:
        return write()
    except OSError as error:
        raise unwritable(out, error) from error


def _tell(written: Written, voice: Voice, *, planned: bool, named: int, unread: int) -> None:
    if voice.json:
        voice.result({"written": written, "named": named, "unread": unread})
        return
    voice.line(
        say("export.written", voice.lang, path=written.path, datasets=written.datasets, resources=written.resources)
    )
    for sheet, count in written.sheets.items():
        voice.line(say("export.sheet", voice.lang, sheet=sheet, count=count))
    if unread:
        voice.line(say("export.unread", voice.lang, count=unread))
    if written.untyped:
        voice.line(say("export.untyped", voice.lang, count=written.untyped))
    for name, code in written.renamed[:SHOWN]:
        voice.line(say("export.renamed", voice.lang, name=name, code=code))
    if written.extras:
        voice.line(say("export.extras", voice.lang, count=written.extras))
    if named:
        voice.line(say("export.named", voice.lang, count=named))
    if not planned:
        voice.say("export.no_plan")
    voice.say("export.not_in")
    for problem in written.problems[:SHOWN]:
        voice.line(problem.text(voice.lang))
    if len(written.problems) > SHOWN:
        voice.line(say("export.more", voice.lang, count=len(written.problems) - SHOWN))
