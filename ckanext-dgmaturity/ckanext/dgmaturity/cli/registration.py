"""``ckan dgmaturity registration``: what the national catalog has of us."""

from __future__ import annotations

import click

from checker.cli.console import Voice
from ckanext.dgmaturity import config, registering
from ckanext.dgmaturity.cli.speaking import refused, speaking, trouble


@click.command()
@speaking
def registration(voice: Voice) -> int:
    """Ask the national catalog's harvester which public datasets are registered there.

    The nightly command does this too, where ckanext.dgmaturity.gd_catalog_harvester is set.
    Example: ckan dgmaturity registration
    """
    if not config.gd_catalog_harvester():
        raise refused("no_harvester")
    found = ask_harvester(voice)
    if voice.json:
        voice.result(found._asdict())
    return 3 if found.unreachable else 0


def ask_harvester(voice: Voice) -> registering.Asked:
    """Asks, and says what came of it."""
    found = registering.refresh()
    voice.say("inside.registered", datasets=found.datasets, registered=found.registered)
    if found.unreachable:
        trouble(voice, "harvester_silent", why=found.unreachable)
    return found
