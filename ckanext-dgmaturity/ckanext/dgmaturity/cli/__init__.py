"""``ckan dgmaturity …``: one module a command or a group of them, each listed here."""

from __future__ import annotations

import click

from ckanext.dgmaturity.cli import checking, engine, mail, migrate, registration, solr, workbook


@click.group(short_help="Data catalog rules: check, score, report, import, export.")
def dgmaturity() -> None:
    """The data catalog rules of Thai agencies."""


for command in (
    checking.check,
    checking.nightly,
    checking.purge,
    checking.score,
    *engine.COMMANDS,
    solr.solr,
    migrate.migrate,
    mail.mail,
    registration.registration,
    workbook.export,
    workbook.import_,
):
    dgmaturity.add_command(command)


def get_commands() -> list[click.Command]:
    """What CKAN adds to its own commands."""
    return [dgmaturity]
