"""``owners/``: a page for each unit that can be sent to it alone, its fixes as a workbook, and a page that lists all.

A page holds what is the unit's own: its datasets with their findings and links, and its fixes with what they would
add. Of the others it holds nothing but the agency's score. Equal reports give equal names and bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import structs

from checker.report.html import DATASETS_SHOWN, agency_name, list_context, page_context, pieces, with_list
from checker.report.model import Decided, Report
from checker.report.rows import DatasetRow, urgency
from checker.report.shares import Share, agency_wide, shares
from checker.report.words import clean, say, tell, words_of_columns, words_of_gains
from checker.report.work import work_of
from checker.report.worklist_table import to_xlsx

FOLDER = "owners"
INDEX = "index.html"
OPENED = 20  #: datasets; a page of no more has those open in which something is to be mended


def owner_pages(report: Report, *, lang: str = "th") -> Iterator[tuple[str, Iterator[bytes]]]:
    """Each file, the index last: its name within the folder and its bytes, to be written before the next is asked for.

    One is made at a time, so that thousands of units need no more memory than the largest of them. A workbook of
    fixes stands beside the page of a unit that has any.
    """
    every = shares(report, {})
    for share in every:
        yield f"{share.unit.slug}.html", _page(report, share, lang)
        if share.fixes:
            yield f"{share.unit.slug}.xlsx", iter((_workbook(report, share, lang),))
    yield INDEX, _index(report, every, lang)


def _page(report: Report, share: Share, lang: str) -> Iterator[bytes]:
    lines = sorted(share.unit.lines, key=urgency)
    own = structs.replace(
        report,
        datasets=tuple(lines),
        evidence=(),
        matches=(),
        warnings=(),
        worklist=share.fixes,
        trend=(),
        decided=_own(report.decided, frozenset(line.standing.id for line in lines)),
    )
    context = list_context(own, lang)
    rows: tuple[DatasetRow, ...] = context["rows"]
    title = share.unit.name or say("owner.nobody", lang)
    return with_list(
        "owner.html.j2",
        {
            **context,
            "page_title": f"{clean(title, 90)} – {clean(agency_name(report), 90)}",
            "unit": share.unit,
            "footer": _footer(report),
            "work": work_of(share.fixes, {row.standing.id: row.anchor for row in rows}),
            "opened": len(lines) <= OPENED,
            "rest": [clean(line.standing.title or line.standing.id, 90) for line in lines[DATASETS_SHOWN:]],
            "all_datasets": len(report.datasets),
            "readings": [name for name in report.rubric.assumed if name in _rested_on(rows)],
        },
    )


def _workbook(report: Report, share: Share, lang: str) -> bytes:
    title, made = say("owner.sheet", lang), report.run.cutoff
    return to_xlsx(share.fixes, words_of_columns(), words_of_gains(), lang, title, made)


def _own(decided: Decided | None, datasets: frozenset[str]) -> Decided | None:
    """What was decided on these datasets."""
    if decided is None:
        return None
    lines = tuple(line for line in decided.lines if line.entry.subject.dataset in datasets)
    return structs.replace(decided, lines=lines, titles={}) if lines else None


def _rested_on(rows: tuple[DatasetRow, ...]) -> set[str]:
    return {grade.assumed for row in rows for grade in row.grades}


def _index(report: Report, every: tuple[Share, ...], lang: str) -> Iterator[bytes]:
    context = {
        **page_context(report, lang),
        "page_title": f"{say('owner.index_title', lang)} – {clean(agency_name(report), 90)}",
        "units": every,
        "footer": _footer(report),
        "work": work_of(agency_wide(report.worklist), {}),
    }
    return pieces("owners.html.j2", context)


def _footer(report: Report) -> Markup:
    return tell("owner.footer", version=report.run.tool_version)
