"""``score-sheet.th.html`` and ``score-sheet.en.html``: what is printed on A4, signed and filed with the e-SAR.

One language a page, no script, nothing from outside. Long lists are cut and say where the whole stands. Every date
comes from the cut-off, so equal reports give equal bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from checker.dates import show_date
from checker.decided import State
from checker.model import ComponentScore, Finding, Outcome
from checker.report.decisions import figures, lock_of, overruled_by, overruled_text, remarks, signature_of, tell_entry
from checker.report.headline import Headline, headline
from checker.report.html import pieces
from checker.report.labels import quoted
from checker.report.model import Report
from checker.report.words import clean, fill, moment, rubric_words, say
from checker.rounding import shown
from checker.rubric import Rubric

DATASETS_SHOWN = 300
URLS_SHOWN = 400
FINDINGS_SHOWN = 300


class Given(Struct, frozen=True, kw_only=True):
    """A document of the pack."""

    kind: str  #: ``plan``, ``metadata``, ``previous``, ``workbook``
    file: str  #: its name in the pack
    sha256: str


class Row(Struct, frozen=True):
    """The cells of one row, safe to show."""

    cells: tuple[str, ...]
    outcome: Outcome | None = None


def sheet_chunks(report: Report, given: Sequence[Given], *, lang: str) -> Iterator[bytes]:
    """The page in ``th`` or ``en``, piece by piece."""
    return pieces("score_sheet.html.j2", _context(report, given, lang))


def _context(report: Report, given: Sequence[Given], lang: str) -> dict[str, Any]:
    rubric, decided = report.rubric, report.decided
    head = headline(rubric, report.score)
    tell = partial(_say, lang)
    foot = quoted(tell("foot", snapshot=report.run.snapshot_sha256[:16]))
    return {
        "lang": lang,
        "tell": tell,
        "report": report,
        "page_title": f"{tell('title')} – {_agency(report)}",
        "print_style": Markup(f"@page{{@top-left{{content:{quoted(_agency(report))}}}@bottom-left{{content:{foot}}}}}"),
        "facts": tuple(_facts(report, lang)),
        "head": head,
        "components": tuple(_component(part, head, rubric, lang) for part in report.score.components),
        "given": given,
        "datasets": _cut(_datasets(report, lang), len(report.datasets), DATASETS_SHOWN, "tables/datasets.csv", tell),
        "urls": _cut(_urls(report, lang), report.totals.resources, URLS_SHOWN, "tables/resources.csv", tell),
        "findings": _cut(
            _findings(report, lang), len(list(_failed(report))), FINDINGS_SHOWN, "tables/findings.csv", tell
        ),
        "decisions": tuple(tell_entry(line, decided, rubric, lang) for line in decided.lines) if decided else (),
        "decided": tuple(_decided(report, lang)),
        "evidence": tuple(_evidence(report)),
        "signing": tuple(_signing(report, lang)),
        "assumed": tuple(text.get(lang) for text in rubric.assumed.values()),
    }


def _say(lang: str, name: str, **params: object) -> str:
    return say(f"pack.{name}", lang, **params)


def _agency(report: Report) -> str:
    return clean(report.agency.title or report.catalog.title or report.catalog.url, 160)


def _facts(report: Report, lang: str) -> Iterator[tuple[str, str]]:
    """What the sheet is about: (name of the fact, value)."""
    rubric, catalog = report.rubric, report.catalog
    yield "agency", _agency(report)
    if report.agency.ministry:
        yield "ministry", clean(report.agency.ministry)
    yield "year", str(rubric.fiscal_year)
    yield "catalog", clean(catalog.url, 500)
    if catalog.reported_on:
        yield "reported_on", show_date(catalog.reported_on, lang)
    yield "as_of", moment(report.run.cutoff, rubric.time_zone, lang)
    yield "rubric", f"{rubric.title.get(lang)} ({rubric.id} {rubric.version})"
    yield "snapshot", report.run.snapshot_sha256
    yield "tool", f"dgcheck {report.run.tool_version}"


def _component(part: ComponentScore, head: Headline, rubric: Rubric, lang: str) -> dict[str, Any]:
    rule = next(each for each in rubric.components if each.id == part.id)
    bodies = {body.id: body.title.get(lang) for body in rubric.bodies}
    reason, named = rule.reasons.get(part.reason), rubric_words(rubric)
    fix = reason.fix if reason and part.points < part.max else None
    return {
        "title": rule.title.get(lang),
        "bodies": ", ".join(bodies[body] for body in rule.bodies),
        "points": head.parts[part.id],
        "range": head.range(part),
        "full": shown(part.max),
        "outcome": part.outcome,
        "reason": fill(reason, part.params, lang, named) if reason else part.reason,
        "fix": fill(fix, part.params, lang, named) if fix else "",
    }


def _cut(rows: Iterator[Row], count: int, most: int, file: str, tell: Callable[..., str]) -> dict[str, Any]:
    """The first rows, with a note where there are more."""
    return {"rows": tuple(islice(rows, most)), "note": tell("cut", shown=most, count=count, file=file) * (count > most)}


def _datasets(report: Report, lang: str) -> Iterator[Row]:
    """Those of the list first, each in the order of the report."""
    required = len(report.rubric.items)
    lines = sorted(report.datasets, key=lambda line: not line.standing.listed)
    for number, line in enumerate(lines, start=1):
        one, openness = line.standing, line.standing.openness
        passed = sum(outcome is Outcome.PASSED for outcome in one.items.values())
        yield Row(
            (
                str(number),
                clean(one.code or "", 60),
                clean(one.title or one.name or one.id, 160) + _entries(report, one.id, lang),
                clean(one.category or "–", 60),
                _say(lang, "yes" if one.listed else "no"),
                f"{passed}/{required}" if one.items else "–",
                shown(openness.points) if openness else "–",
                say(f"outcome.{one.reachable.value}", lang),
            ),
            one.items_outcome,
        )


def _entries(report: Report, identifier: str, lang: str) -> str:
    """Which decisions count on the dataset: without them nobody can follow its figures."""
    lines = report.decided.of(identifier) if report.decided else ()
    numbers = ", ".join(str(line.entry.number) for line in lines if line.state is State.COUNTS)
    return f" · {_say(lang, 'entries', numbers=numbers)}" if numbers else ""


def _urls(report: Report, lang: str) -> Iterator[Row]:
    for line in report.datasets:
        for resource in line.resources:
            seen = resource.observation
            verdict = say(f"verdict.{seen.verdict.value}", lang) if seen else say("dataset.not_looked_at", lang)
            yield Row((clean(resource.url, 400), verdict), seen.outcome if seen else None)


def _failed(report: Report) -> Iterator[tuple[str, Finding]]:
    for line in report.datasets:
        for finding in line.findings:
            if finding.outcome is Outcome.FAILED:
                yield line.standing.title or line.standing.name or line.standing.id, finding


def _findings(report: Report, lang: str) -> Iterator[Row]:
    named = rubric_words(report.rubric)
    for title, finding in _failed(report):
        rule = report.rubric.checks.get(finding.check)
        reason = rule.reasons.get(finding.reason) if rule else None
        fix = reason.fix if reason else None
        overruled = overruled_by(finding, report.decided, report.rubric)
        mark = f" · {overruled_text(overruled, lang)}" if overruled else ""  # else it would say that nothing is wrong
        said = fill(reason, finding.params, lang, named) if reason else f"{finding.check} {finding.reason}"
        yield Row(
            (
                clean(title, 120),
                say(f"severity.{finding.severity.value}", lang),
                said + mark,
                fill(fix, finding.params, lang, named) if fix else "",
            )
        )


def _decided(report: Report, lang: str) -> Iterator[str]:
    """What the decisions come to, and the hash that proves their log."""
    if report.decided is not None:
        yield figures(report.decided, report.score, lang)
        yield from remarks(report.decided, lang)
        yield lock_of(report.decided, lang)
        yield say("decided.head", lang, hash=report.decided.head)


def _evidence(report: Report) -> Iterator[tuple[str, int, int]]:
    """(kind, how many, bytes) of the evidence."""
    counts = Counter(piece.kind for piece in report.evidence)
    read: Counter[str] = Counter()
    for piece in report.evidence:
        read[piece.kind] += piece.bytes_read if piece.kind != "probe" else 0  # an interface may stamp its answers
    for kind, count in counts.items():
        yield kind, count, read[kind]


def _signing(report: Report, lang: str) -> Iterator[tuple[str, str, str]]:
    """(who, which part, state) of each who signs: the agency's head, then each body of the rubric."""
    states = {each.body: signature_of(each, lang) for each in report.decided.signatures} if report.decided else {}
    yield _say(lang, "head"), _say(lang, "head_part"), ""
    for body in report.rubric.bodies:
        parts = [part.title.get(lang) for part in report.rubric.components if body.id in part.bodies]
        yield body.title.get(lang), ", ".join(parts), states.get(body.id, "")
