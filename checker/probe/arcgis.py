"""ArcGIS REST: a layer's ``query`` operation (Esri, GeoServices REST Specification 1.0, section 9)."""

from __future__ import annotations

import re
from typing import Any

from checker.probe.compare import Dialect, compare
from checker.probe.conditions import Condition
from checker.probe.reading import Answer
from checker.probe.talk import Talk
from checker.probe.target import Conversation
from checker.probe.urls import asked, bare, shown

_LAYER = re.compile(r"^(.*/(?:Feature|Map)Server)(?:/(\d{1,6}))?(?:/query)?/?$", re.IGNORECASE)
_FIELD = re.compile("[\u0e01-\u0e4eA-Za-z_][\\w.\u0e01-\u0e4e]*")


class ArcGis(Dialect, frozen=True, kw_only=True):
    """One layer; ``url`` is the layer's."""

    def _query(self, where: str, rows: int, **more: str) -> str:
        values = {
            "where": where,
            "outFields": "*",
            "returnGeometry": "false",
            "resultRecordCount": str(rows),
            "f": "json",
        }
        return asked(f"{self.url}/query", {**values, **more})

    def whole(self, rows: int) -> str:
        """A clause that is true of all."""
        return self._query("1=1", rows)

    def part(self, rows: int, condition: Condition) -> tuple[str, str] | None:
        """A clause of SQL on one field."""
        if condition.box is not None or not _FIELD.fullmatch(condition.field):
            return None
        number = isinstance(condition.value, int)
        value = str(condition.value) if number else "'{}'".format(str(condition.value).replace("'", "''"))
        where = f"{condition.field} = {value}"
        return self._query(where, rows), shown("where", where)

    def by_newest(self, field: str, answer: Answer) -> tuple[str, ...]:
        """Sorted by the server, since ArcGIS Server 10.3."""
        return (self._query(f"{field} IS NOT NULL", 1, orderByFields=f"{field} DESC"),) if self.epochs(answer) else ()

    def epochs(self, answer: Answer) -> tuple[str, ...]:
        """Fields that the layer says to be dates."""
        fields = answer.document.get("fields") if isinstance(answer.document, dict) else None
        told = [each for each in fields if isinstance(each, dict)] if isinstance(fields, list) else []
        return tuple(str(each.get("name")) for each in told if each.get("type") == "esriFieldTypeDate")


def arcgis(talk: Talk) -> Conversation:
    """The layer of the link, else the first one of the service."""
    talk.interface = "arcgis"
    found = _LAYER.match(bare(talk.target.url))
    if found is None:
        return talk.end("unreadable", part=(yield from talk.ask(asked(talk.target.url, {"f": "json"}))))
    layer = found[2]
    if layer is None:
        answer = yield from talk.ask(asked(found[1], {"f": "json"}))
        if answer.trouble:
            return talk.end(answer.trouble, part=answer)
        layer = _first(answer.document)
        if layer is None:
            return talk.end("unreadable", part=answer)
    return (yield from compare(talk, ArcGis(url=f"{found[1]}/{layer}")))


def _first(document: Any) -> str | None:
    """The number of the first layer or table that holds features itself."""
    for name in ("layers", "tables"):
        held = document.get(name) if isinstance(document, dict) else None
        for each in held if isinstance(held, list) else []:
            number = each.get("id") if isinstance(each, dict) and not each.get("subLayerIds") else None
            if isinstance(number, int) and 0 <= number < 10**6:
                return str(number)
    return None
