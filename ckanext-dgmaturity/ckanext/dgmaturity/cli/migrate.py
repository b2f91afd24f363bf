"""``ckan dgmaturity migrate``: datasets of a site whose plugin was exchanged, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from ckan.plugins import toolkit as tk

from checker.cli.console import Voice
from checker.cli.visible import visible
from checker.migrate import SOURCES
from ckanext.dgmaturity.cli.speaking import Unfit, in_language, refused, speaking, unfit
from ckanext.dgmaturity.migrating import moving, telling, undoing
from ckanext.dgmaturity.model import columns


@click.command()
@click.option("--from", "source", type=click.Choice(SOURCES), help="The plugin that made the datasets.")
@click.option("--dry-run", is_flag=True, help="Say what would change; change nothing.")
@click.option("--org", help="Name or id of one organization; otherwise all.")
@click.option("--batch", help="Go on under the name of a run that was ended; otherwise a new name is made.")
@click.option("--undo", "undone", metavar="BATCH", help="Put the datasets of a batch back as they were.")
@click.option("--csv", "table", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as CSV too.")
@speaking
def migrate(
    source: str | None, dry_run: bool, org: str | None, batch: str | None, undone: str | None,
    table: Path | None, voice: Voice,
) -> int:  # fmt: skip
    """Bring the datasets of a thai_gdc site to what the form of this extension stores.

    Run it after ckan.plugins was changed. It never needs a dataset to be complete, and says what each still lacks.
    Given again after it was ended halfway, it goes on; given once more, there is nothing to do.

      ckan dgmaturity migrate --from thai_gdc --dry-run

      ckan dgmaturity migrate --from thai_gdc --csv report.csv

      ckan dgmaturity migrate --undo 20260131-093000
    """
    if (source is None) == (undone is None):
        raise refused("one_of", names="--from thai_gdc, --undo BATCH")
    with in_language(voice.lang):
        if undone is not None:
            return _undo(undone, voice)
        return _migrate(None if dry_run else batch or f"{columns.now():%Y%m%d-%H%M%S}", org, table, voice)


def _migrate(batch: str | None, organization: str | None, table: Path | None, voice: Voice) -> int:
    lang = voice.lang
    if not voice.json:
        voice.line(telling.said("batch", lang, batch=batch) if batch else telling.said("dry", lang))
    ended = []
    for each in _moved(batch, organization):
        ended.append(each)
        for line in () if voice.json else telling.lines(each, lang):
            voice.line(line)
    if table is not None:
        _write_table(ended, table)
    if voice.json:
        voice.result(telling.as_json(ended, batch))
    else:
        voice.line(telling.summary(ended, lang))
        if any(each.plan.moves for each in ended):
            voice.line(telling.said("next", lang, batch=batch) if batch else telling.said("do_it", lang))
    for line in telling.warning(ended, lang):
        click.secho(visible(line), fg="red", bold=True, err=True)
    return 1 if any(each.outcome == "refused" or each.plan.exposed for each in ended) else 0


def _moved(batch: str | None, organization: str | None) -> Iterator[moving.Ended]:
    try:
        yield from moving.migrate_all(batch, organization)
    except tk.ObjectNotFound as error:
        raise unfit("no_organization", name=organization) from error


def _write_table(ended: list[moving.Ended], table: Path) -> None:
    try:
        telling.write_csv(ended, table)
    except OSError as error:
        raise Unfit(f"{table}: {error.strerror}") from error


def _undo(batch: str, voice: Voice) -> int:
    ended = []
    for each in _put_back(batch):
        ended.append(each)
        if not voice.json:
            voice.line(telling.undone_line(each, voice.lang))
    counts = {name: sum(each.outcome == name for each in ended) for name in ("undone", "edited", "gone")}
    if voice.json:
        voice.result({"batch": batch, "datasets": ended})
    else:
        voice.line(telling.said("undo_sum", voice.lang, **counts))
    return 1 if counts["edited"] else 0


def _put_back(batch: str) -> Iterator[undoing.Undone]:
    try:
        yield from undoing.undo(batch)
    except tk.ObjectNotFound as error:
        known = ", ".join(name for name, _ in undoing.batches()) or "-"
        raise unfit("no_batch", name=batch, known=known) from error
