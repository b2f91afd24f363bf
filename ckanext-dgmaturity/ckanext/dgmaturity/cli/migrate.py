"""``ckan dgmaturity migrate``: datasets of a site whose plugin was exchanged, and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from ckan.plugins import toolkit as tk

from checker.migrate import SOURCES
from ckanext.dgmaturity.cli.speaking import application
from ckanext.dgmaturity.migrating import moving, telling, undoing
from ckanext.dgmaturity.model import columns


@click.command()
@click.option("--from", "source", type=click.Choice(SOURCES), help="The plugin that made the datasets.")
@click.option("--dry-run", is_flag=True, help="Say what would change; change nothing.")
@click.option("--org", help="Name or id of one organization; otherwise all.")
@click.option("--batch", help="Go on under the name of a run that was ended; otherwise a new name is made.")
@click.option("--undo", "undone", metavar="BATCH", help="Put the datasets of a batch back as they were.")
@click.option(
    "--lang", type=click.Choice(["th", "en"]), default="th", show_default=True, help="Language of the report."
)
@click.option("--csv", "table", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as CSV too.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON, in both languages.")
def migrate(
    source: str | None, dry_run: bool, org: str | None, batch: str | None, undone: str | None, lang: str,
    table: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Bring the datasets of a thai_gdc site to what the form of this extension stores.

    Run it after ckan.plugins was changed. It never needs a dataset to be complete, and says what each still lacks.
    Given again after it was ended halfway, it goes on; given once more, there is nothing to do.

      ckan dgmaturity migrate --from thai_gdc --dry-run

      ckan dgmaturity migrate --from thai_gdc --csv report.csv

      ckan dgmaturity migrate --undo 20260131-093000
    """
    if (source is None) == (undone is None):
        raise click.UsageError("Give either --from thai_gdc or --undo BATCH.")
    with application().test_request_context():
        try:
            if undone is not None:
                _undo(undone, lang, as_json)
            else:
                _migrate(None if dry_run else batch or f"{columns.now():%Y%m%d-%H%M%S}", org, lang, table, as_json)
        except tk.ObjectNotFound as error:
            known = ", ".join(name for name, _ in undoing.batches()) if undone else ""
            told = f"there is no {'batch' if undone else 'organization'} {error.message}"
            raise click.ClickException(told + (f"; batches: {known}" if known else "")) from error


def _migrate(batch: str | None, organization: str | None, lang: str, table: Path | None, as_json: bool) -> None:
    if not as_json:
        click.echo(telling.said("batch", lang, batch=batch) if batch else telling.said("dry", lang))
    ended = []
    for each in moving.migrate_all(batch, organization):
        ended.append(each)
        for line in () if as_json else telling.lines(each, lang):
            click.echo(line)
    if table is not None:
        telling.write_csv(ended, table)
    if as_json:
        _print(telling.as_json(ended, batch))
    else:
        click.echo(telling.summary(ended, lang))
        if any(each.plan.moves for each in ended):
            click.echo(telling.said("next", lang, batch=batch) if batch else telling.said("do_it", lang))
    for line in telling.warning(ended, lang):
        click.secho(line, fg="red", bold=True, err=True)
    if any(each.outcome == "refused" or each.plan.exposed for each in ended):
        raise SystemExit(1)


def _undo(batch: str, lang: str, as_json: bool) -> None:
    ended = []
    for each in undoing.undo(batch):
        ended.append(each)
        if not as_json:
            click.echo(telling.undone_line(each, lang))
    counts = {name: sum(each.outcome == name for each in ended) for name in ("undone", "edited", "gone")}
    if as_json:
        _print({"batch": batch, "datasets": [_plain(each) for each in ended]})
    else:
        click.echo(telling.said("undo_sum", lang, **counts))
    if counts["edited"]:
        raise SystemExit(1)


def _plain(undone: undoing.Undone) -> dict[str, Any]:
    return {name: getattr(undone, name) for name in undone.__struct_fields__}


def _print(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))
