"""``ckan dgmaturity registration``: what the national catalog has of us."""

from __future__ import annotations

import click

from ckanext.dgmaturity import config, registering


@click.command()
def registration() -> None:
    """Ask the national catalog's harvester which public datasets are registered there.

    The nightly command does this too, where ckanext.dgmaturity.gd_catalog_harvester is set.
    Example: ckan dgmaturity registration
    """
    if not config.gd_catalog_harvester():
        raise click.UsageError("ckanext.dgmaturity.gd_catalog_harvester is not set")
    found = registering.refresh()
    click.echo(f"asked about: {found.datasets}, registered: {found.registered}")
    if found.unreachable:
        click.echo(f"the harvester could not be asked: {found.unreachable}", err=True)
        raise SystemExit(3)
