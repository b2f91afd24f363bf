"""``ckan dgmaturity mail``: the digests that are due."""

from __future__ import annotations

import click
from flask import current_app

from ckanext.dgmaturity.model import columns
from ckanext.dgmaturity.telling.digest import send_digests


@click.command()
@click.option("--dry-run", is_flag=True, help="Say how many would be written to; send nothing.")
def mail(dry_run: bool) -> None:
    """Write to the editors whose datasets have new trouble.

    At most one mail to a person in ckanext.dgmaturity.mail_days days; the nightly command does this too.
    Example: ckan dgmaturity mail --dry-run
    """
    with current_app.test_request_context():
        found = send_digests(columns.now(), dry_run=dry_run)
    click.echo(f"sent: {found.sent}, nothing new: {found.nothing_new}, not taken by the mail server: {found.failed}")
    if found.failed:
        raise SystemExit(1)
