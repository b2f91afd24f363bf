"""``report.html``: one file, no script, nothing from outside; opens from a mail, prints on A4, reads on a phone.

Both languages are in the file and two radio buttons choose by CSS which one shows. Data stand once, only words are
doubled. Every date comes from the cut-off or the evidence, so equal reports give equal bytes. Texts of catalogs
are cleaned (``words.clean``) and escaped; only http and https addresses become links.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from msgspec import structs

from checker.dates import show_date
from checker.model import Outcome
from checker.report import charts
from checker.report.decided_page import decided_page
from checker.report.first import lost_parts, other_groups
from checker.report.guide import Guide
from checker.report.headline import headline
from checker.report.labels import Labels
from checker.report.model import Report
from checker.report.rows import DatasetRow, Rows
from checker.report.shares import counted, jobs_in, shares
from checker.report.trend import trend_view
from checker.report.words import (
    LANGUAGES,
    both,
    clean,
    moment,
    names,
    rubric_words,
    say,
    tell,
    told,
    web_address,
    word,
)
from checker.report.work import all_done, work_of
from checker.rounding import shown

TEMPLATES = Path(__file__).parent / "templates"
SHARED = 100  #: datasets; from here on words that repeat stand once, in the style sheet
MANY = 500  #: datasets; from here on items and addresses are not spelt out, and the browser draws only what is in view
DATASETS_SHOWN = 3_000  #: datasets on the page, those of the list first; all stand in report.json and report.xlsx
DATASETS = b"\x00datasets\x00"  #: where the list stands; no text of a catalog holds a NUL when it is shown
PIECES = 500  #: small pieces of the page that are written together
UNITS_SHOWN = 200  #: units in the report; ``--per-owner`` makes a page for each
EVIDENCE_SHOWN = 300  #: pieces of evidence on the page; all of them stand in report.json and report.xlsx


def to_html(report: Report, *, lang: str = "th") -> bytes:
    """The whole report as one HTML page that opens in ``lang``."""
    whole = BytesIO()
    whole.writelines(html_chunks(report, lang=lang))
    return whole.getvalue()


def html_chunks(report: Report, *, lang: str = "th") -> Iterator[bytes]:
    """The bytes of :func:`to_html` piece by piece, for a file that need not be held in memory."""
    return with_list("report.html.j2", _context(report, lang))


def with_list(template: str, context: dict[str, Any]) -> Iterator[bytes]:
    """A page that holds a list of datasets where its ``datasets`` stands.

    The list is made first, for the words that it shares stand above it in the style sheet.
    """
    datasets = BytesIO()
    datasets.writelines(pieces("datasets.html.j2", context))
    for piece in pieces(template, context):
        before, here, behind = piece.partition(DATASETS)
        yield before
        if here:
            yield datasets.getvalue()
            yield behind


def pieces(template: str, context: dict[str, Any]) -> Iterator[bytes]:
    """A template filled in, as UTF-8, some hundred small pieces at a time."""
    stream = _environment().get_template(template).stream(**context)
    stream.enable_buffering(PIECES)
    return (piece.encode("utf-8", "replace") for piece in stream)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=False,
    )
    environment.globals.update(
        t=tell,
        say=say,
        title=charts.title,
        told=told,
        both=both,
        word=word,
        names=names,
        shown=shown,
        web=web_address,
        style=Markup("".join(_sheet(name) for name in ("style.css", "trend.css"))),
        Outcome=Outcome,
    )
    environment.filters["clean"] = clean
    return environment


def _sheet(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _context(report: Report, lang: str) -> dict[str, Any]:
    listed = list_context(report, lang)
    rows: tuple[DatasetRow, ...] = listed["rows"]
    part = structs.replace(report, datasets=report.datasets[:DATASETS_SHOWN])
    anchors = {row.standing.id: row.anchor for row in rows}
    reported = report.catalog.reported_on
    return {
        **listed,
        "page_title": f"{clean(agency_name(report), 90)} – {say('report.title', lang)}",
        "rules": {component.id: component for component in report.rubric.components},
        "bodies": {body.id: body.title for body in report.rubric.bodies},
        "shared_assumed": _shared_assumed(report),
        "reported_on": both(show_date(reported, "th"), show_date(reported, "en")) if reported else Markup("–"),
        "trend": trend_view([structs.replace(point, run="") for point in report.trend], report.rubric),
        "work": work_of(report.worklist, anchors, jobs_in(report)),
        "counted": counted(report),
        "all_done": all_done(report.score.total, report.ahead),
        "units": shares(report, {row.standing.id: row for row in rows}),
        "units_shown": UNITS_SHOWN,
        "lost": lost_parts(part, rows),
        "others": other_groups(part, rows),
        "charts": charts,
        "unsure": [match for match in report.matches if match.how == "unsure"],
        "by_id": {row.standing.id: row for row in rows},
        "evidence": report.evidence[:EVIDENCE_SHOWN],
    }


def page_context(report: Report, lang: str) -> dict[str, Any]:
    """What every page says: whose catalog, by which rubric, as of when, with which score."""
    cutoff = {each: moment(report.run.cutoff, report.rubric.time_zone, each) for each in LANGUAGES}
    return {
        "report": report,
        "rubric": report.rubric,
        "lang": lang,
        "agency": clean(agency_name(report), 160),
        "head": headline(report.rubric, report.score),
        "cutoff": both(cutoff["th"], cutoff["en"]),
        "as_of": both(*(say("report.as_of", each, cutoff=cutoff[each]) for each in LANGUAGES)),
        "labels": Labels(shared=False),
        "footer": tell("method.footer", version=report.run.tool_version),
        "decided": decided_page(report),
    }


def list_context(report: Report, lang: str) -> dict[str, Any]:
    """What every page says that lists datasets, with the rows of the list."""
    named = rubric_words(report.rubric)
    rows = tuple(Rows(structs.replace(report, datasets=report.datasets[:DATASETS_SHOWN]), Guide(report.rubric, named)))
    labels = Labels(shared=len(rows) > SHARED)
    return {
        **page_context(report, lang),
        "datasets": DATASETS.decode(),
        "named": named,
        "rows": rows,
        "states": {state: sum(row.state == state for row in rows) for state in ("mend", "wait", "done")},
        "many": len(rows) > MANY,
        "labels": labels,
        "w": labels.say,
        "wt": labels.word,
        "advise": labels.advice,
        "opened": False,
        "top_tier": max((tier.points for tier in report.rubric.openness.tiers), default=0),
    }


def agency_name(report: Report) -> str:
    """What the agency is called; its catalog's name where it is not known."""
    return report.agency.title or report.catalog.title or report.catalog.url


def _shared_assumed(report: Report) -> list[Any]:
    """The assumed readings that belong to the whole score and not to one of its parts."""
    placed = {name for component in report.rubric.components for name in component.assumed}
    return [text for name, text in report.rubric.assumed.items() if name not in placed]
