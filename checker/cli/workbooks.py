"""``dgcheck workbook``: the official Excel workbook."""

from __future__ import annotations

import click

from checker.cli.differing import diff
from checker.cli.exporting import export, template
from checker.cli.importing import check, import_


@click.group()
def workbook() -> None:
    """The official Excel workbook: Templates 1, 2 and 3."""


for _command in (template, export, check, import_, diff):
    workbook.add_command(_command)
