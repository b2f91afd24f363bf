"""``dgcheck fix``: metadata mended on the catalog itself, from a workbook or from fixes.yaml."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from checker.cli import options
from checker.cli.console import Voice
from checker.cli.files import refuse_existing, write
from checker.cli.visible import visible
from checker.cli.words import beside, say
from checker.config import Settings
from checker.errors import UsageError
from checker.fix.model import Fixed
from checker.fix.suggest import Suggested, suggest
from checker.fix.told import lines, value
from checker.fix.written import written


@click.command()
@click.argument("run", default="latest")
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="What to write: the official workbook (.xlsx), or fixes.yaml.",
)
@click.option(
    "--suggest", "suggesting", is_flag=True, help="Write safe suggestions as a fixes.yaml, for you to confirm."
)
@click.option(
    "--undo",
    is_flag=False,
    flag_value="latest",
    metavar="[JOURNAL]",
    help="Put back the old values of a journal (its id; default: the latest).",
)
@click.option("--apply", is_flag=True, help="Write to the catalog. Without it nothing is written.")
@click.option("--only", multiple=True, metavar="DATASET", help="Only this dataset: id, URL name or code (repeatable).")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Where --suggest writes its file."
)
@options.STORE
@options.fetching
@options.speaking
def fix(
    run: str,
    file: Path | None,
    suggesting: bool,
    undo: str | None,
    apply: bool,
    only: tuple[str, ...],
    out: Path | None,
    store: Path,
    settings: Settings,
    token: str,
    voice: Voice,
) -> int:
    """Mend the metadata of RUN's catalog: first show what would change, then write it with --apply.

    Nothing is written without --apply and a token (--api-token-env). Only fields that the file names are written, and
    only where nobody has changed them since the run; every old value is kept for --undo. Exit status: 1 when something
    was refused or failed.

    \b
    Example: dgcheck fix latest --suggest --out fixes.yaml
             dgcheck fix latest --from fixes.yaml
             dgcheck fix latest --from fixes.yaml --apply --api-token-env CKAN_TOKEN
             dgcheck fix latest --undo --apply --api-token-env CKAN_TOKEN
    """
    _prove_use(file, suggesting, undo, apply, token, out)
    if suggesting:
        return _suggest(run, store, only, out, voice)
    from checker.run import fixes  # here: it loads what talks to a CKAN

    with voice.progress() as watch:
        way = fixes.Way(settings=settings, token=token, apply=apply, only=only, watch=watch)
        if undo is not None:
            fixed = fixes.undo(run, store, undo, way)
        else:
            assert file is not None
            fixed = fixes.fix(run, store, file, way)
    _tell(fixed, file, voice)
    return 0 if fixed.whole else 1


def _prove_use(
    file: Path | None, suggesting: bool, undo: str | None, apply: bool, token: str, out: Path | None
) -> None:
    """One of the three ways, and what belongs to it."""
    if sum((file is not None, suggesting, undo is not None)) != 1:
        raise _usage("fix.one_way")
    if apply and suggesting:
        raise _usage("fix.suggest_writes_nothing")
    if apply and not token:
        raise _usage("fix.no_token")
    if out is not None and not suggesting:
        raise _usage("fix.out_is_for_suggest")


def _usage(key: str, **values: object) -> UsageError:
    return UsageError(say(key, "en", **values), say(key, "th", **values))


def _tell(fixed: Fixed, file: Path | None, voice: Voice) -> None:
    if voice.json:
        voice.result(value(fixed))
        return
    if fixed.resumed:
        voice.say("fix.resumed", journal=fixed.journal)
    for line in lines(fixed, voice.lang):
        voice.line(line)
    outcomes = [each.outcome for each in fixed.datasets]
    wrong = sum(outcome in ("refused", "failed") for outcome in outcomes)
    if fixed.applied:
        voice.line(say("fix.written", voice.lang, done=outcomes.count("done"), wrong=wrong))
        if fixed.journal and "done" in outcomes:
            voice.line(say("fix.journal", voice.lang, journal=fixed.journal, run=fixed.run))
            voice.say("next.fixed", run=fixed.run)
    else:
        fields = sum(len(each.changes) for each in fixed.datasets if each.outcome == "proposed")
        count = outcomes.count("proposed")
        voice.line(say("fix.dry", voice.lang, datasets=count, fields=fields, wrong=wrong))
        if count:
            way = f"--from {quote(str(file))}" if file is not None else f"--undo {fixed.undoes}"
            voice.line(say("fix.how", voice.lang, run=fixed.run, way=way))
    if fixed.left:
        voice.line(say("fix.left", voice.lang, count=fixed.left))


def _suggest(run: str, store_path: Path, only: tuple[str, ...], out: Path | None, voice: Voice) -> int:
    from checker.run.fix_site import raw_packages
    from checker.store import Store

    with Store.open(store_path, create=False) as store:
        head = store.resolve(run)
        found = [each for package in raw_packages(store, head).values() if (each := suggest(package)) is not None]
    if only:
        names = {name.casefold() for name in only}
        found = [each for each in found if {each.id.casefold(), each.name.casefold()} & names]
        missing = names - {part for each in found for part in (each.id.casefold(), each.name.casefold())}
        for name in sorted(missing):
            voice.say("fix.no_suggestion", name=name)
    if not found and not voice.json:
        voice.line(say("fix.nothing_to_suggest", voice.lang))
        voice.say("next.worklist", run=head.id, store=beside(store_path))
        return 0
    content = "\n".join(written(found, head.id, voice.lang)) + "\n"
    if out is not None:
        refuse_existing(out, False, "fix.exists")  # a person may have worked on it
        write(out, content.encode())
    if voice.json:
        voice.result({"run": head.id, "written": str(out) if out else None, "datasets": found})
    elif out is None:
        click.echo(visible(content, keep_lines=True), nl=False)
    else:
        count = sum(_count(each) for each in found)
        voice.line(say("fix.suggested", voice.lang, count=count, datasets=len(found), path=out, run=head.id))
    return 0


def _count(each: Suggested) -> int:
    return len(each.fields) + sum(len(suggestions) for _, _, suggestions in each.resources)
