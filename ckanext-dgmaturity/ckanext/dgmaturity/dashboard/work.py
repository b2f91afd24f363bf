"""What to mend first, and the links that do not work: out of the last score and the verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

import ckan.model as model
import sqlalchemy as sa
from msgspec import Struct

from checker.dates import show_date
from checker.report.words import clean, web_address, word
from checker.rounding import shown
from ckanext.dgmaturity import judging
from ckanext.dgmaturity.dashboard.rows import PACKAGE, VERDICT, joined, there
from ckanext.dgmaturity.language import lang, said

FIRST = 8  #: things to do that are shown unfolded
LINKS = 50  #: links that are shown
HELD = 50  #: datasets whose links are looked through


class Job(Struct, frozen=True, kw_only=True):
    """One thing to do."""

    title: str  #: of the dataset; empty: it is no dataset's
    name: str
    what: str
    reason: str
    how: str
    gain: str  #: points of the whole score
    effort: str
    together: int  #: how many fixes count only together
    field: str  #: of the form; empty: it is none's
    kind: str
    resource: str
    part: str  #: of the score, where it is no dataset's


class Link(Struct, frozen=True, kw_only=True):
    """One link that certainly does not work."""

    title: str
    name: str
    resource: str
    resource_name: str
    url: str
    safe: bool  #: the page may link to it
    verdict: str
    since: str
    new: bool


def jobs(body: Mapping[str, Any]) -> tuple[Job, ...]:
    """The things to do that the score holds, in its order."""
    return tuple(_job(each) for each in body.get("worklist", []))


def _job(fix: Mapping[str, Any]) -> Job:
    least, most = shown(Fraction(fix["gain"])), shown(Fraction(fix["most"]))
    return Job(
        title=clean(fix["title"] or fix["name"], 120),
        name=fix["name"],
        what=_words(fix["what"]),
        reason=_words(fix["reason"]),
        how=_words(fix["how"]),
        gain=least if least == most else f"{least}–{most}",
        effort=_words(fix["effort_title"]),
        together=fix["together"],
        field=next(iter(fix["fields"]), ""),
        kind=fix["kind"],
        resource=fix["resource"],
        part=fix["id"].partition(":")[2] if fix["kind"] == "component" else "",
    )


def _words(text: Mapping[str, str]) -> str:
    return clean(text.get(lang(), ""), 400)


def broken(organization: str, body: Mapping[str, Any]) -> tuple[Link, ...]:
    """The links that do not work now. One statement; since when is told by the last score."""
    columns = [PACKAGE.c.name, PACKAGE.c.title, VERDICT.c.body["links"].label("links")]
    statement = (
        sa.select(*columns)
        .select_from(joined())
        .where(there(organization), VERDICT.c.broken > 0)
        .order_by(VERDICT.c.broken.desc(), PACKAGE.c.title, PACKAGE.c.id)
        .limit(HELD)
    )
    known = {(each.get("resource_id"), each.get("url")): each for each in body.get("broken", [])}
    found = [link for row in model.Session.execute(statement) for link in _links(row, known)]
    return tuple(found[:LINKS])


def _links(row: Any, known: Mapping[tuple[str, str], Mapping[str, Any]]) -> Iterator[Link]:
    for each in row.links or []:
        if each.get("outcome") == "failed":
            told = known.get((each["resource_id"], each["url"]), {})
            yield Link(
                title=clean(row.title or row.name, 120),
                name=row.name,
                resource=each["resource_id"],
                resource_name=clean(each["name"] or each["url"], 120),
                url=clean(each["url"], 300),
                safe=web_address(each["url"]) is not None,
                verdict=said(word("verdict", each["verdict"])),
                since=_day(told.get("since") or each["at"]),
                new=bool(told.get("new")) or not told,
            )


def _day(at: str | None) -> str:
    if not at:
        return ""
    return show_date(judging.there(datetime.fromisoformat(at.replace("Z", "+00:00"))).date(), lang())
