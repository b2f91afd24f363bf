"""What to mend first, and the links that do not work: out of the last score and the verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
from ckanext.dgmaturity.dashboard.rows import GROUP, PACKAGE, VERDICT, joined, owner_columns, there
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
    organization: str = ""  #: its name in addresses, on the page of the site
    organization_title: str = ""


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
    organization: str = ""  #: as of a :class:`Job`
    organization_title: str = ""


def jobs(body: Mapping[str, Any]) -> tuple[Job, ...]:
    """The things to do that the score of an organization holds, in its order."""
    return tuple(_job(each) for each in body.get("worklist", []))


def site_jobs(body: Mapping[str, Any]) -> tuple[Job, ...]:
    """Those that the score of the site holds, each with its organization. One statement.

    What no dataset carries (a plan, evidence of use) is left out: each organization does it on a page of its own.
    """
    fixes = [each for each in body.get("worklist", []) if each["name"]]
    owners = _owners([each["dataset"] for each in fixes])
    return tuple(_job(each, owners[each["dataset"]]) for each in fixes if each["dataset"] in owners)


def _owners(datasets: Sequence[str]) -> dict[str, dict[str, str]]:
    """Dataset → its organization, of those that are still there."""
    held = PACKAGE.outerjoin(GROUP, GROUP.c.id == PACKAGE.c.owner_org)
    statement = sa.select(PACKAGE.c.id, *owner_columns()).select_from(held)
    statement = statement.where(there(None), PACKAGE.c.id.in_(datasets))
    return {row.id: _owner(row) for row in model.Session.execute(statement)} if datasets else {}


def _owner(row: Any) -> dict[str, str]:
    return {"organization": row.organization or "", "organization_title": clean(row.organization_title or "", 120)}


def _job(fix: Mapping[str, Any], owner: Mapping[str, str] | None = None) -> Job:
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
        **(owner or {}),
    )


def _words(text: Mapping[str, str]) -> str:
    return clean(text.get(lang(), ""), 400)


def broken(organization: str | None, body: Mapping[str, Any]) -> tuple[Link, ...]:
    """The links that do not work now, ``None``: on the site. One statement; since when is told by the last score."""
    statement = _broken_first(organization)
    known = {(each.get("resource_id"), each.get("url")): each for each in body.get("broken", [])}
    owned = organization is None
    links = [link for row in model.Session.execute(statement) for link in _links(row, known, _all(body), owned)]
    return tuple(links[:LINKS])


def _broken_first(organization: str | None) -> Any:
    """The datasets with most of them; their bodies, which are large, are read once it is known which they are."""
    order, held = (VERDICT.c.broken.desc(), PACKAGE.c.title, PACKAGE.c.id), joined()
    wanted = there(organization), VERDICT.c.broken > 0
    first = sa.select(PACKAGE.c.id).select_from(held).where(*wanted).order_by(*order).limit(HELD).subquery("first")
    columns = [PACKAGE.c.name, PACKAGE.c.title, VERDICT.c.body["links"].label("links"), *owner_columns()]
    whole = held.join(first, first.c.id == PACKAGE.c.id).outerjoin(GROUP, GROUP.c.id == PACKAGE.c.owner_org)
    return sa.select(*columns).select_from(whole).order_by(*order)


def _all(body: Mapping[str, Any]) -> bool:
    """Whether a score holds every link that was broken then: of many it holds the first."""
    return "broken" in body and body.get("totals", {}).get("broken", 0) <= len(body["broken"])


def _links(row: Any, known: Mapping[tuple[str, str], Mapping[str, Any]], whole: bool, owned: bool) -> Iterator[Link]:
    """Its broken ones. ``whole``: what the score does not know is new; ``owned``: their organization is told."""
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
                new=bool(told.get("new")) if told else whole,
                **(_owner(row) if owned else {}),
            )


def _day(at: str | None) -> str:
    if not at:
        return ""
    return show_date(judging.there(datetime.fromisoformat(at.replace("Z", "+00:00"))).date(), lang())
