"""``dgcheck pack``: the evidence pack for the e-SAR, from the store alone, no network."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import click

from checker.cli import options
from checker.cli.console import Voice
from checker.cli.files import FORCE, refuse_existing
from checker.cli.words import say
from checker.report.zipped import write_zip
from checker.run import read_input, run_named
from checker.run.writing import write_whole


@click.command()
@click.argument("run", default="latest")
@click.option("--plan", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Template 1, where the run was given none (else it must be the same file).")  # fmt: skip
@click.option("--metadata", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Templates 2 and 3, where the run was given none (else it must be the same file).")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=Path("e-sar.zip"), show_default=True,
              help="Where to write the pack.")  # fmt: skip
@FORCE
@options.STORE
@click.option("--rubric", metavar="ID|FILE", help="Another KPI year (default: the run's own).")
@options.speaking
def pack(
    run: str,
    plan: Path | None,
    metadata: Path | None,
    out: Path,
    force: bool,
    store: Path,
    rubric: str | None,
    voice: Voice,
) -> None:
    """Pack the evidence of the stored RUN for the e-SAR: one ZIP to file, with a score sheet to print and sign.

    In it: Templates 1-3 as given and as the catalog had them, the score sheet in Thai and English (A4), all tables, the
    report, decisions, the list of URLs, and the SHA-256 of every answer and every file.

    \b
    Example: dgcheck pack latest --out e-sar-2565.zip
    """
    from checker.pack import members  # here: it loads all that writes reports
    from checker.run.packing import pack_of

    refuse_existing(out, force)
    given = [read_input(kind, path) for kind, path in (("plan", plan), ("metadata", metadata)) if path is not None]
    with voice.progress() as watch:
        made = pack_of(run_named(run, store), given, rubric=rubric, watch=watch)
    write_whole(out, lambda stream: write_zip(stream, members(made), made.report.run.cutoff))
    digest = sha256(out.read_bytes()).hexdigest()
    if voice.json:
        voice.result({"path": str(out), "sha256": digest, "documents": [each.file for each in made.documents]})
        return
    voice.line(say("pack.written", voice.lang, path=out))
    voice.line(say("pack.sha256", voice.lang, sha256=digest))
    if not any(each.kind == "plan" for each in made.documents):
        voice.say("pack.no_plan")
