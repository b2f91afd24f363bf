"""How a command that scores ends: reports written, the headline said, the exit status given."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from checker.cli.console import Voice
from checker.cli.words import beside
from checker.report.json import summary_value
from checker.report.model import Report
from checker.report.plain import summary
from checker.rounding import shown
from checker.run import Run, write_reports
from checker.run import score as score_run


def conclude(run: Run, *, out: Path, formats: tuple[str, ...], fail_under: float | None, voice: Voice) -> int:
    """Scores the run, writes its reports, says the result. Returns the exit status."""
    with voice.progress() as watch:
        result = score_run(run, watch=watch)
    written = write_reports(result, out, formats=formats, lang=voice.lang)
    tell(result, voice, written)
    voice.say("next.worklist", run=run.id, store=beside(run.store))
    if run.left:
        voice.say("left_for_later", count=run.left, run=run.id)
    return status(result, fail_under, voice)


def tell(result: Report, voice: Voice, written: tuple[Path, ...]) -> None:
    """The summary for a person, or one JSON value for a machine."""
    if voice.json:
        voice.result({**summary_value(result), "written": [str(path) for path in written]})
        return
    for line in summary(result, voice.lang):
        voice.line(line)
    for path in written:
        voice.say("written", path=path)


def status(result: Report, fail_under: float | None, voice: Voice) -> int:
    """1 when the proven total is under the limit asked for, else 0."""
    if fail_under is None or result.score.total >= Fraction(str(fail_under)):
        return 0
    voice.say("under", total=shown(result.score.total, 2), limit=fail_under)
    return 1
