"""``ckan dgmaturity mail``: the digests that are due."""

from __future__ import annotations

from contextlib import nullcontext

import click

from checker.cli.console import Voice
from ckanext.dgmaturity import config
from ckanext.dgmaturity.checking import rounds
from ckanext.dgmaturity.cli.speaking import application, refused, speaking, trouble
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
    if not (dry_run or config.mails()):
        raise refused("no_mail_from")
    with nullcontext() if dry_run else rounds.alone():
        found = write_mails(voice, dry_run=dry_run)
    if voice.json:
        voice.result(found._asdict())
    return 3 if found.failed else 0


def write_mails(voice: Voice, *, dry_run: bool = False) -> Sent:
    """Sends, and says what came of it: what the server did not take also to those who asked for quiet.

    Nothing is sent by a site that sends no mail at all.
    """
    if not (dry_run or config.mails()):
        voice.say("inside.no_mail_from")
        return Sent(0, 0, 0)
    with application().test_request_context():
        found = send_digests(columns.now(), dry_run=dry_run)
    voice.say("inside.mailed", **found._asdict())
    if found.failed:
        trouble(voice, "not_mailed", failed=found.failed)
    return found
