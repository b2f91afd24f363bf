"""What was seen of links, in the table Look: from there into a working copy, and back.

A dataset has one row for each link (kind ``attempt``: the looks that count now, and the format that was declared of
it), for each file that was read (``reading``), for each interface (``probe``); one (``seen``) with the addresses of its
resources at the last check; and some (``past``) with addresses and looks of earlier checks, by which the engine tells
whether bytes changed. Of three earlier checks that saw the same the middle one is not kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from ckan import model
from sqlalchemy.dialects.postgresql import insert

from checker.content import Probe, Reading
from checker.model import Attempt
from checker.run.sameness import last_print, same
from ckanext.dgmaturity.checking.shapes.values import plain
from ckanext.dgmaturity.model import Look

PAST = 12  #: earlier checks that are kept of a dataset
LOOKS = 4  #: looks that are kept of a link in one row: the first and the last ones

Row = dict[str, Any]


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """What one earlier check held."""

    at: datetime
    resources: tuple[tuple[str, str], ...]
    attempts: tuple[Attempt, ...] = ()  #: the last good one of each link


class Links(msgspec.Struct, kw_only=True):
    """What is held of one dataset's links."""

    attempts: dict[str, tuple[Attempt, ...]] = {}  #: by URL, in order
    formats: dict[str, str] = {}  #: what was declared of it, by URL
    readings: dict[str, Reading] = {}  #: by URL
    probes: dict[str, Probe] = {}  #: by key
    seen: tuple[tuple[str, str], ...] = ()  #: (resource id, URL) at the last check …
    at: datetime | None = None  #: … and when that was; ``None``: it was never checked
    past: tuple[Past, ...] = ()  #: earlier checks, oldest first


def load(ids: Sequence[str]) -> dict[str, Links]:
    """What is held of these datasets' links; a row that cannot be read is as if it were not there."""
    found: dict[str, Links] = {name: Links() for name in ids}
    query = model.Session.query(Look.package_id, Look.kind, Look.key, Look.body, Look.at)
    if len(ids) < 1000:
        query = query.filter(Look.package_id.in_(ids))
    for name, kind, key, body, at in query.order_by(Look.package_id, Look.at, Look.id):
        if name in found:
            _take(found[name], kind, key, body, at)
    return found


def _take(links: Links, kind: str, key: str, body: Mapping[str, Any], at: datetime) -> None:
    try:
        if kind == "attempt":
            links.attempts[key] = msgspec.convert(body["attempts"], tuple[Attempt, ...], strict=False)
            links.formats[key] = str(body.get("format") or "")
        elif kind == "reading":
            links.readings[key] = msgspec.convert(body, Reading, strict=False)
        elif kind == "probe":
            links.probes[key] = msgspec.convert(body, Probe, strict=False)
        elif kind == "seen":
            links.seen = msgspec.convert(body["resources"], tuple[tuple[str, str], ...])
            links.at = at
        elif kind == "past":
            links.past = (*links.past, msgspec.convert(body, Past, strict=False))
    except (msgspec.ValidationError, KeyError):
        return


def rows_of(package_id: str, links: Links, at: datetime) -> dict[str, Row]:
    """The rows that hold this, by their ids: the same for the same dataset, kind and key."""
    rows = [
        *(("attempt", url, looks[-1].at, {"format": links.formats.get(url, ""), "attempts": _kept(looks)})
          for url, looks in links.attempts.items() if looks),
        *(("reading", url, each.at, each) for url, each in links.readings.items()),
        *(("probe", key, each.whole.at if each.whole else at, each) for key, each in links.probes.items()),
        *(("past", each.at.isoformat(), each.at, each) for each in links.past),
        ("seen", "", at, {"resources": links.seen}),  # the last: its moment is that of the check
    ]  # fmt: skip
    return {
        _id(package_id, kind, key): {
            "id": _id(package_id, kind, key),
            "package_id": package_id,
            "kind": kind,
            "key": key.replace("\x00", "\ufffd"),
            "at": moment,
            "body": plain(body),
        }
        for kind, key, moment, body in rows
    }


def _kept(looks: Sequence[Attempt]) -> list[Attempt]:
    kept = looks if len(looks) <= LOOKS else (looks[0], *looks[1 - LOOKS :])
    return [msgspec.structs.replace(each, number=number) for number, each in enumerate(kept, 1)]


def _id(package_id: str, kind: str, key: str) -> str:
    return hashlib.sha256(f"{package_id}\n{kind}\n{key}".encode("utf-8", "surrogatepass")).hexdigest()[:36]


def write(rows: Iterable[Row], gone: Mapping[str, Iterable[str]]) -> None:
    """Puts these rows in, over those of the same ids; ``gone``: the ids that remain, by dataset: others are taken out.

    In the order of ids, so that two that write at once wait for each other and never lock each other out.
    """
    ordered = sorted(rows, key=lambda row: row["id"])
    for start in range(0, len(ordered), 500):
        statement = insert(Look).values(ordered[start : start + 500])
        new = {name: getattr(statement.excluded, name) for name in ("at", "body")}
        model.Session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=new))
    for name, kept in sorted(gone.items()):
        query = model.Session.query(Look).filter(Look.package_id == name)
        query.filter(Look.id.notin_(list(kept))).delete(synchronize_session=False)


def later_than(moment: datetime) -> set[str]:
    """The datasets whose last check began later."""
    query = model.Session.query(Look.package_id).filter(Look.kind == "seen", Look.at > moment)
    return {name for (name,) in query}


def still(ids: Sequence[str], at: datetime) -> None:
    """Notes that these datasets were checked again, and nothing of their links was due."""
    query = model.Session.query(Look).filter(Look.kind == "seen")
    for start in range(0, len(ids), 500):
        found = query.filter(Look.package_id.in_(ids[start : start + 500]))
        found.update({"at": at}, synchronize_session=False)


def with_past(held: Links) -> tuple[Past, ...]:
    """The earlier checks, with what was held until now as the last of them."""
    if held.at is None:
        return held.past
    good = [found[0] for found in map(last_print, held.attempts.values()) if found is not None]
    now = Past(at=held.at, resources=held.seen, attempts=tuple(good))
    return _thinned((*held.past, now))[-PAST:]


def _thinned(past: tuple[Past, ...]) -> tuple[Past, ...]:
    if len(past) >= 3 and _alike(past[-3], past[-2]) and _alike(past[-2], past[-1]):
        return (*past[:-2], past[-1])
    return past


def _alike(one: Past, other: Past) -> bool:
    """Whether two checks saw the same addresses with the same bytes."""
    if one.resources != other.resources or len(one.attempts) != len(other.attempts):
        return False
    prints = {each.url: last_print([each]) for each in one.attempts}
    for each in other.attempts:
        mine, theirs = prints.get(each.url), last_print([each])
        if mine is None or theirs is None or same(mine[1], theirs[1]) is not True:
            return False
    return True
