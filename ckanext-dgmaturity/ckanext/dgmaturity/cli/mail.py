"""``ckan dgmaturity mail``: the digests that are due."""

from __future__ import annotations

import click

from checker.cli.console import Voice
from ckanext.dgmaturity.cli.speaking import application, speaking
from ckanext.dgmaturity.model import columns
from ckanext.dgmaturity.telling.digest import Sent, send_digests


@click.command()
@click.option("--dry-run", is_flag=True, help="Say how many would be written to; send nothing.")
@speaking
def mail(dry_run: bool, voice: Voice) -> int:
    """Write to the editors whose datasets have new trouble.

    At most one mail to a person in ckanext.dgmaturity.mail_days days; the nightly command does this too.
    Example: ckan dgmaturity mail --dry-run
    """
    found = write_mails(voice, dry_run=dry_run)
    if voice.json:
        voice.result(found._asdict())
    return 3 if found.failed else 0


def write_mails(voice: Voice, *, dry_run: bool = False) -> Sent:
    """Sends, and says what came of it."""
    with application().test_request_context():
        found = send_digests(columns.now(), dry_run=dry_run)
    voice.say("inside.mailed", **found._asdict())
    return found
