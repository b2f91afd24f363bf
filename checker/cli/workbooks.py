"""``dgcheck workbook``: the official Excel workbook."""

from __future__ import annotations

from pathlib import Path

import click

from checker.cli import options
from checker.cli.console import Voice
from checker.cli.words import say
from checker.errors import UsageError


@click.group()
def workbook() -> None:
    """The official Excel workbook: Template 1, the plan."""


@workbook.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("workbook.xlsx"),
    show_default=True,
    help="Where to write the workbook.",
)
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@options.speaking
def template(out: Path, force: bool, voice: Voice) -> None:
    """Write an empty workbook with the sheet Temp1_Dataset: choices as drop-downs, help, and a filled example.

    \b
    Example: dgcheck workbook template --out workbook.xlsx
    """
    from checker.workbook.template1 import write_template  # here: it loads a workbook library

    if out.exists() and not force:
        raise UsageError(say("exists", "en", path=out), say("exists", "th", path=out))
    try:
        write_template(out, voice.lang)
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageError(f"{out}: cannot be written: {why}", f"{out}: เขียนแฟ้มไม่ได้: {why}") from error
    if voice.json:
        voice.result({"path": str(out)})
    else:
        voice.line(say("template_written", voice.lang, path=out))
