"""``dgcheck worklist``: what is worth mending, and what each of it is worth. No network."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from checker.cli import options
from checker.cli.console import Voice
from checker.cli.files import FORCE, refuse_existing, write
from checker.cli.words import beside, say
from checker.errors import UsageError
from checker.report.fixes import fix_value, gain_value
from checker.report.json import encoded
from checker.report.words import clean
from checker.rounding import points_text, shown
from checker.run import run_named
from checker.run.basis import Basis
from checker.run.desk import basis_of
from checker.run.groups import WAYS, Group, groups
from checker.run.worklist import worklist as fixes_of
from checker.worklist.rules import worklist_rules
from checker.worth import Fix, Gain

TABLE = 30  #: fixes that a person is told, where no --limit is given


@click.command()
@click.argument("run", default="latest")
@options.STORE
@click.option("--rubric", metavar="ID|FILE", help="Another KPI year (default: the run's own).")
@click.option("--by", type=click.Choice(list(WAYS)), help="Gather the fixes, each group weighed as one.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "xlsx", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to give the list.",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write it into this file.")
@FORCE
@click.option("--limit", type=click.IntRange(0), help="So many fixes at most (0: all).")
@click.option("--all", "everything", is_flag=True, help="Also what gains nothing for the score.")
@options.speaking
def worklist(
    run: str,
    store: Path,
    rubric: str | None,
    by: str | None,
    form: str,
    out: Path | None,
    force: bool,
    limit: int | None,
    everything: bool,
    voice: Voice,
) -> None:
    """List what to mend in the stored RUN: most points for the effort first, each with who is to do it and how.

    \b
    Example: dgcheck worklist latest --by owner
             dgcheck worklist latest --format xlsx --out worklist.xlsx
    """
    form = _form_of(form, out)
    refuse_existing(out, force)  # a person may have noted there what is done
    if form == "xlsx" and out is None:
        raise UsageError(
            "--format xlsx needs a file: --out worklist.xlsx", "--format xlsx ต้องระบุแฟ้มด้วย --out worklist.xlsx"
        )
    with voice.progress() as watch, basis_of(run_named(run, store), rubric=rubric, watch=watch) as basis:
        found = fixes_of(basis, everything=everything)
        gathered = groups(basis, found, by) if by else ()
        _give(_Listed(basis, found, gathered, by or "", limit), "json" if voice.json else form, out, voice)
        if form == "table":
            voice.say("next.export", run=basis.derivation.head.id, store=beside(store))


def _form_of(form: str, out: Path | None) -> str:
    """The form that a file is written in: that of its name, where a table for the terminal is all that was asked."""
    if form != "table" or out is None:
        return form
    if (named := out.suffix.lower().lstrip(".")) in ("xlsx", "csv", "json"):
        return named
    raise UsageError(
        f"--out {out}: give it a name that ends with .xlsx, .csv or .json, or say --format",
        f"--out {out}: ตั้งชื่อที่ลงท้ายด้วย .xlsx, .csv หรือ .json หรือระบุ --format",
    )


class _Listed:
    """A worklist as it is to be given."""

    def __init__(
        self, basis: Basis, fixes: Sequence[Fix], gathered: Sequence[Group], by: str, limit: int | None
    ) -> None:
        self.basis, self.by = basis, by
        self.all = fixes
        limit = len(fixes) or None if limit == 0 else limit
        self.fixes = fixes if limit is None or by else fixes[:limit]
        self.groups = gathered if limit is None else gathered[:limit]
        self.left = len(fixes) - len(self.fixes)

    def value(self) -> dict[str, Any]:
        score = self.basis.score
        return {
            "by": self.by or "dataset",
            "fixes": [fix_value(fix) for fix in self.fixes],
            "groups": [_group_value(group) for group in self.groups],
            "left": self.left,
            "run": self.basis.derivation.head.id,
            "score": {
                "max": points_text(score.maximum),
                "min": points_text(score.minimum),
                "total": points_text(score.total),
            },
        }


def _group_value(group: Group) -> dict[str, Any]:
    return {
        "datasets": group.datasets,
        "fixes": group.fixes,
        "gain": gain_value(group.gain),
        "key": group.key,
        "title": group.title,
        "weight": group.weight,
    }


def _give(listed: _Listed, form: str, out: Path | None, voice: Voice) -> None:
    rules = worklist_rules()
    if form == "json":
        if out is None:
            voice.result(listed.value())
        else:
            _into(out, encoded(listed.value()) + b"\n", voice)
        return
    if form == "table":
        for line in _lines(listed, voice.lang):
            voice.line(line)
        return
    from checker.report import worklist_table  # here: a list on the terminal needs no workbook

    if form == "csv":
        body = worklist_table.to_csv(listed.fixes, rules.columns, rules.assumed, voice.lang)
        if out is None:
            sys.stdout.buffer.write(body)
            return
    else:
        title = say("worklist.sheet", voice.lang)
        body = worklist_table.to_xlsx(listed.fixes, rules.columns, rules.assumed, voice.lang, title)
    assert out is not None
    _into(out, body, voice)


def _into(path: Path, body: bytes, voice: Voice) -> None:
    write(path, body)
    voice.say("written", path=path)


def _lines(listed: _Listed, lang: str) -> list[str]:
    score = listed.basis.score
    found = [say("worklist.head", lang, total=shown(score.total), max=shown(score.maximum), count=len(listed.all))]
    if listed.by:
        for group in listed.groups:
            params = {"title": clean(group.title.get(lang)), "count": len(group.fixes), "datasets": group.datasets}
            found.append(f"{_points(group.gain):>14}  {say('worklist.group', lang, **params)}")
        return found
    limit = len(listed.fixes) if listed.left else TABLE
    told: set[str] = set()
    for fix in listed.fixes[:limit]:
        found.extend(_fix_lines(fix, told, lang))
    left = len(listed.all) - min(limit, len(listed.fixes))
    if left:
        found.append(say("worklist.left", lang, count=left))
    return [*found, *_assumed(listed.fixes[:limit], lang)]


def _assumed(fixes: Sequence[Fix], lang: str) -> list[str]:
    """What the gains and the effort take for granted, once each."""
    names = dict.fromkeys(["effort", *(name for fix in fixes for name in fix.assumed)]) if fixes else {}
    texts = worklist_rules().assumed
    return [say("worklist.assumed", lang, text=texts[name].get(lang)) for name in names]


def _fix_lines(fix: Fix, told: set[str], lang: str) -> list[str]:
    title = clean(fix.title)
    head = " · ".join(part for part in (title, clean(fix.what.get(lang))) if part)
    lead = f"{_points(fix.worth):>14}"
    if fix.package:
        lead = f"{lead if fix.package.id not in told else '':>14}"
        told.add(fix.package.id)
        head += f" ({say('worklist.together', lang, count=len(fix.package.fixes))})"
    lines = [f"{lead}  {head}", f"{'':>16}{clean(fix.reason.get(lang))}"]
    if fix.worth.least and fix.worth.most and (not fix.package or lead.strip()):
        ends = {"least": clean(fix.worth.least), "most": clean(fix.worth.most)}
        lines.append(f"{'':>16}{say('worklist.ends', lang, **ends)}")
    if fix.how.get(lang):
        lines.append(f"{'':>16}→ {clean(fix.how.get(lang))}")
    who = clean(fix.owner) or worklist_rules().texts["nobody"].get(lang)
    lines.append(f"{'':>16}{say('worklist.who', lang, who=who, effort=fix.effort.title.get(lang))}")
    return lines


def _points(gain: Gain) -> str:
    low, high = (f"{'+' if value >= 0 else ''}{shown(value, 2)}" for value in (gain.minimum, gain.maximum))
    return low if gain.exact else f"{low} … {high}"
