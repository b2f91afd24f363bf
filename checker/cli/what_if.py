"""``dgcheck what-if``: what the score would be with some things mended, and the least that gets to a score."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import ceil
from pathlib import Path

import click

from checker.cli import options
from checker.cli.console import Voice
from checker.cli.words import say
from checker.errors import Problem, UsageError
from checker.model import Score
from checker.report.json import score_of
from checker.report.words import clean
from checker.rounding import shown, shown_change, shown_parts
from checker.rubric import Rubric
from checker.run import run_named
from checker.run.basis import Basis
from checker.run.desk import basis_of
from checker.run.from_file import wishes_from
from checker.run.target import Reached, Way, reach
from checker.run.what_if import WhatIf, what_if
from checker.run.wishes import Wish, drop, wish, wish_everywhere
from checker.worklist.rules import worklist_rules


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
