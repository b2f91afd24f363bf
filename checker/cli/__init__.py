"""The command ``dgcheck``: thin; all work is the engine's.

Exit status: 0 done, 1 under ``--fail-under``, 2 wrong use, 3 could not run, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import io
import os
import sys

import click

from checker.cli.comparing import diff, trend
from checker.cli.deciding import decide
from checker.cli.fixing import fix
from checker.cli.helping import in_both_languages
from checker.cli.history import history
from checker.cli.misuse import told
from checker.cli.packing import pack
from checker.cli.scanning import confirm, demo, scan
from checker.cli.showing import completion, explain, report, runs, score
from checker.cli.tables import table
from checker.cli.visible import visible
from checker.cli.what_if import what_if_command
from checker.cli.words import in_words, say
from checker.cli.workbooks import workbook
from checker.cli.worklists import worklist
from checker.errors import CheckerError
from checker.version import VERSION


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(VERSION, prog_name="dgcheck")
def dgcheck() -> None:
    """Check Thai government data catalogs, count the Data Catalog KPI, and say why.

    \b
    dgcheck demo                                     a bundled catalog, no network needed
    dgcheck scan https://catalog.example.go.th --plan plan.xlsx
    dgcheck explain latest DATASET                   why each point was given or lost
    """


for _command in (
    scan,
    confirm,
    score,
    report,
    explain,
    fix,
    history,
    decide,
    diff,
    trend,
    runs,
    pack,
    table,
    workbook,
    demo,
    completion,
    worklist,
    what_if_command,
):
    dgcheck.add_command(_command)
in_both_languages(dgcheck)


def _language(arguments: list[str]) -> str:
    """The language for an error, before or without the command's own parsing."""
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            return "en" if arguments[position + 1] == "en" else "th"
        if argument.startswith("--lang="):
            return "en" if argument == "--lang=en" else "th"
    return "en" if os.environ.get("DGCHECK_LANG") == "en" else "th"


def _speak_any_encoding() -> None:
    """Lets a sign that a pipe's encoding has not (a Thai Windows writes cp874: no ✓) be ``?``, and stop nothing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and "utf" not in stream.encoding.lower():
            stream.reconfigure(errors="replace")


def main(arguments: list[str] | None = None) -> None:
    """Runs the command and turns what stopped it into a message and an exit status."""
    words = sys.argv[1:] if arguments is None else arguments
    lang = _language(words)
    _speak_any_encoding()
    try:
        status = dgcheck.main(args=words, prog_name="dgcheck", standalone_mode=False, obj=lang)
    except CheckerError as error:
        click.echo(visible(f"dgcheck: {in_words(error.text(lang), lang)}", keep_lines=True), err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        if text := told(error, lang):
            click.echo(visible(text, keep_lines=True), err=True)
        else:
            error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo(say("interrupted", lang), err=True)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader went away; say no more
        sys.exit(0)
    sys.exit(status if isinstance(status, int) else 0)
