"""OGC API - Features, part 1 (OGC 17-069): ``/collections/{id}/items`` with ``bbox`` and properties as parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from checker.probe.compare import Dialect, compare
from checker.probe.conditions import Condition, box_text
from checker.probe.talk import Talk
from checker.probe.target import Conversation
from checker.probe.urls import asked, bare, joined, query, shown

GEOJSON = {"Accept": "application/geo+json, application/json;q=0.9, */*;q=0.1"}
_ITEMS = re.compile(r"^(.*/collections/[^/]+)(?:/items(?:/.*)?)?/?$")
_FORMATS = frozenset({"f", "format", "_format"})
#: parameters with a meaning of their own: a property of that name cannot be asked for
_TAKEN = frozenset(
    {"limit", "offset", "bbox", "datetime", "crs", "bbox-crs", "f", "filter", "properties", "sortby", "q"}
)


class Features(Dialect, frozen=True, kw_only=True):
    """One collection; ``url`` is its ``items``, with the parameters of the declared link that say its form."""

    @property
    def headers(self) -> Mapping[str, str]:
        """GeoJSON, whatever the server shows first."""
        return GEOJSON

    def whole(self, rows: int) -> str:
        """The first features."""
        return asked(self.url, {"limit": str(rows)})

    def part(self, rows: int, condition: Condition) -> tuple[str, str] | None:
        """``bbox`` (every server must), or a property as parameter (most do)."""
        if condition.box is not None:
            text = box_text(condition.box)
            return asked(self.url, {"limit": str(rows), "bbox": text}), shown("bbox", text)
        if condition.field.lower() in _TAKEN or "." in condition.field:
            return None
        value = str(condition.value)
        return asked(self.url, {"limit": str(rows), condition.field: value}), shown(condition.field, value)


def features(talk: Talk) -> Conversation:
    """The collection of the link, else the first one that the server offers."""
    talk.interface = "ogc_features"
    form = {name: value for name, value in query(talk.target.url) if name.lower() in _FORMATS}
    base = bare(talk.target.url)
    if found := _ITEMS.match(base):
        return (yield from compare(talk, Features(url=asked(f"{found[1]}/items", form))))
    root = base.rstrip("/").removesuffix("/collections")
    answer = yield from talk.ask(asked(f"{root}/collections", form), GEOJSON)
    if answer.trouble == "page":  # some show pages to whatever is not asked for by parameter
        answer = yield from talk.ask(asked(f"{root}/collections", {"f": "json"}), GEOJSON)
        form = {"f": "json"}
    if answer.trouble:
        return talk.end(answer.trouble, part=answer)
    items = _items(answer.document, f"{root}/collections")
    if not items:
        return talk.end("unreadable", part=answer)
    return (yield from compare(talk, Features(url=asked(items, form))))


def _items(document: Any, base: str) -> str:
    """The items of the first collection of features."""
    held = document.get("collections") if isinstance(document, dict) else None
    for each in held if isinstance(held, list) else []:
        if isinstance(each, dict) and each.get("itemType", "feature") == "feature" and isinstance(each.get("id"), str):
            return joined(f"{base}/", f"{quote(each['id'], safe='')}/items")
    return ""
