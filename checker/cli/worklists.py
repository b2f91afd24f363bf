"""``dgcheck worklist`` and ``dgcheck what-if``: what is worth mending, and what the score would be. No network."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

import click

from checker.cli import options
from checker.cli.console import Voice
from checker.cli.files import FORCE, refuse_existing, write
from checker.cli.words import beside, say
from checker.errors import Problem, UsageError
from checker.model import Score
from checker.report.fixes import fix_value, gain_value
from checker.report.json import encoded, score_of
from checker.report.words import clean
from checker.rounding import points_text, shown, shown_change, shown_parts
from checker.rubric import Rubric
from checker.run import run_named
from checker.run.basis import Basis
from checker.run.desk import basis_of
from checker.run.from_file import wishes_from
from checker.run.groups import WAYS, Group, groups
from checker.run.target import Reached, Way, reach
from checker.run.what_if import WhatIf, what_if
from checker.run.wishes import Wish, drop, wish, wish_everywhere
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


# ---------------------------------------------------------------- what if


@click.command("what-if")
@click.argument("run", default="latest")
@options.STORE
@click.option("--rubric", metavar="ID|FILE", help="Another KPI year (default: the run's own).")
@click.option(
    "--fix",
    "fixes",
    multiple=True,
    metavar="DATASET:ITEM[=VALUE]",
    help="An item (number, field or check), a criterion (channel=middle) or link_reachable is as it should be.",
)
@click.option("--fix-all", "everywhere", multiple=True, metavar="ITEM[=VALUE]", help="The same in all that lack it.")
@click.option("--drop", "drops", multiple=True, metavar="DATASET", help="The dataset counts nowhere.")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The values of a file of fixes (.yaml) or of the official workbook.",
)
@click.option(
    "--target", type=click.FloatRange(0, 100), metavar="POINTS", help="The smallest set of fixes that gets there."
)
@options.speaking
def what_if_command(
    run: str,
    store: Path,
    rubric: str | None,
    fixes: tuple[str, ...],
    everywhere: tuple[str, ...],
    drops: tuple[str, ...],
    source: Path | None,
    target: float | None,
    voice: Voice,
) -> None:
    """Say what the score of the stored RUN would be with some things mended. Nothing is fetched, nothing is changed.

    \b
    Example: dgcheck what-if latest --fix dataset_11_01:8 --fix dataset_12_02:channel=middle
             dgcheck what-if latest --target 90
    """
    if not (fixes or everywhere or drops or source or target is not None):
        raise UsageError(
            "say what to suppose: --fix, --fix-all, --drop, --from or --target",
            "ระบุสิ่งที่จะลองสมมติ: --fix, --fix-all, --drop, --from หรือ --target",
        )
    if target is not None and (fixes or everywhere or drops or source):
        raise UsageError(
            "--target stands alone: it says itself what to mend", "--target ใช้เดี่ยว ๆ: คำสั่งนี้หาเองว่าต้องแก้อะไร"
        )
    with voice.progress() as watch, basis_of(run_named(run, store), rubric=rubric, watch=watch) as basis:
        if target is not None:
            _tell_target(basis, reach(basis, target), voice)
            return
        wishes, problems = wishes_from(basis, source) if source is not None else ((), ())
        wishes = (*wishes, *_wishes(basis, fixes, everywhere, drops))
        _tell(basis, what_if(basis, wishes), problems, voice)


def _wishes(
    basis: Basis, fixes: tuple[str, ...], everywhere: tuple[str, ...], drops: tuple[str, ...]
) -> Iterator[Wish]:
    ways: Sequence[tuple[tuple[str, ...], Callable[[Basis, str], tuple[Wish, ...]]]]
    ways = ((everywhere, wish_everywhere), (fixes, wish))
    for texts, make in ways:
        for text in texts:
            yield from make(basis, text)
    for name in drops:
        yield drop(basis, name)


def _tell(basis: Basis, found: WhatIf, problems: Sequence[Problem], voice: Voice) -> None:
    if voice.json:
        voice.result(
            {
                "after": {"least": score_of(found.least), "most": score_of(found.most)},
                "before": score_of(found.before),
                "exact": found.exact,
                "problems": problems,
                "run": basis.derivation.head.id,
                "searched": found.searched,
                "touched": found.touched,
            }
        )
        return
    for line in _beside(basis.rubric, found.before, found.least, found.most, voice.lang):
        voice.line(line)
    voice.line(say("what_if.touched", voice.lang, count=len(found.touched)))
    if found.searched:
        voice.line(say("what_if.searched", voice.lang))
    for problem in problems:  # part of the result: the figure is without it
        voice.line(say("what_if.problem", voice.lang, text=problem.text(voice.lang)))


def _beside(rubric: Rubric, before: Score, least: Score, most: Score, lang: str) -> list[str]:
    """A line for each component and one for the total: as it is → as it would be. What is shown adds up."""
    titles = {component.id: component.title.get(lang) for component in rubric.components}
    (old, total), (low, lowest), (high, highest) = (
        shown_parts([part.points for part in score.components]) for score in (before, least, most)
    )
    lines = []
    for part, was, *now in zip(before.components, old, low, high, strict=True):
        lines.append(f"{titles[part.id]}: {was} → {_ends(*sorted(now, key=float))} / {shown(part.max)}")
    span = f"{shown(least.minimum)}–{shown(most.maximum)}"
    return [*lines, say("what_if.total", lang, before=total, after=_ends(lowest, highest), range=span)]


def _ends(low: str, high: str) -> str:
    return low if low == high else f"{low}–{high}"


def _proof(way: Way) -> str:
    if way.exact:
        return "exact"
    return "bound" if way.bound else "unproven"


def _tell_target(basis: Basis, found: Reached, voice: Voice) -> None:
    if voice.json:
        voice.result(found.value())
        return
    lang = voice.lang
    voice.line(say("what_if.now", lang, total=shown(basis.score.total), target=shown(found.target)))
    if not found.reachable:
        voice.line(say("what_if.unreachable", lang, most=shown(found.most), ceiling=shown(found.ceiling)))
        return
    for way in found.ways:
        bound = _hours(ceil(way.bound)) if way.by == "effort" else ceil(way.bound)
        proof = say(f"what_if.{_proof(way)}", lang, bound=bound)
        params = {"count": way.count, "hours": _hours(way.weight), "total": shown(way.total), "proof": proof}
        voice.line(say(f"what_if.by_{way.by}", lang, **params))
        for step, gain in zip(way.steps, _gains(way, basis.score.total), strict=True):
            title = " · ".join(part for part in (clean(step.title), clean(step.what.get(lang))) if part)
            voice.line(f"  +{gain}  {title}")
    voice.line(worklist_rules().assumed["effort"].get(lang))


def _hours(weight: int) -> str:
    """Effort in hours: it is counted in quarters of one."""
    return shown(Fraction(weight, 4))


def _gains(way: Way, before: Fraction) -> Sequence[str]:
    """What each step gives, as shown; they add up to the difference that is shown wherever they do exactly."""
    gains = [step.gain for step in way.steps]
    if sum(gains) != way.total - before:
        return [shown(gain) for gain in gains]
    return shown_parts(gains, total_shown=shown_change(before, way.total))[0]
