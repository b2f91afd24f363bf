"""JSON, and which of its dialects: GeoJSON, TopoJSON, JSON-LD, JSON Lines. The top level decides, never a part."""

from __future__ import annotations

import re

import msgspec
from msgspec import Struct

SCAN = 8_192  #: characters of a cut head that are gone through for top-level keys

_START = re.compile(r"""[\s\ufeff]*(?:\{\s*(?:"|\}|$)|\[\s*(?:[\[{"\]\d-]|true|false|null|$))""")
_TOKEN = re.compile(r'"((?:[^"\\]+|\\.)*)"?|[{}\[\]:,]')  # a string without an end is one all the same: linear
_FEATURES_FIRST = re.compile(r'[\s\ufeff]*\{\s*"features"\s*:\s*\[\s*\{')
# fmt: off
_GEO_TYPES = frozenset((
    "FeatureCollection", "Feature", "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
    "GeometryCollection",
))
# fmt: on
_ABSENT = msgspec.Raw(b"")


class _Top(Struct):
    """The top-level keys that tell the dialects apart, unread."""

    type: msgspec.Raw = _ABSENT
    context: msgspec.Raw = msgspec.field(name="@context", default=_ABSENT)
    graph: msgspec.Raw = msgspec.field(name="@graph", default=_ABSENT)
    odata: msgspec.Raw = msgspec.field(name="@odata.context", default=_ABSENT)
    id: msgspec.Raw = msgspec.field(name="@id", default=_ABSENT)
    types: msgspec.Raw = msgspec.field(name="@type", default=_ABSENT)
    sets: msgspec.Raw = msgspec.field(name="dataSets", default=_ABSENT)
    meta: msgspec.Raw = _ABSENT
    features: msgspec.Raw = _ABSENT
    geometry: msgspec.Raw = _ABSENT
    coordinates: msgspec.Raw = _ABSENT


def json_format(text: str, *, complete: bool) -> tuple[str, str] | None:
    """(format id, detail) of a text that is JSON; ``None`` when it is not."""
    if not _START.match(text):
        return None
    lines = _json_lines(text)
    if lines:
        return "jsonl", ""
    whole = _whole(text) if complete else None
    if whole is not None:
        return whole
    keys = _top_keys(text[:SCAN])
    if _FEATURES_FIRST.match(text) and '"geometry"' in text[:SCAN]:
        keys = {**keys, "type": "FeatureCollection"}
    if "meta" in keys and "sdmx" in text[:SCAN]:
        keys = {**keys, "sdmx": ""}
    return _dialect(keys.get("type"), keys), "does not parse" if complete else ""


def _whole(text: str) -> tuple[str, str] | None:
    """The dialect of a whole text; ``None`` when it does not parse."""
    source = text.strip().lstrip("\ufeff")
    try:
        if source.startswith("["):
            first = msgspec.json.decode(source, type=list[msgspec.Raw])[:1]
            keys = _keys(msgspec.json.decode(first[0], type=_Top)) if first and bytes(first[0]).startswith(b"{") else {}
            return ("jsonld" if {"@context", "@id", "@type"} & keys.keys() else "json"), ""
        keys = _keys(msgspec.json.decode(source, type=_Top))
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return None
    return _dialect(keys.get("type"), keys), ""


def _keys(top: _Top) -> dict[str, str]:
    names = {
        "@context": top.context,
        "@graph": top.graph,
        "@odata.context": top.odata,
        "@id": top.id,
        "@type": top.types,
        "dataSets": top.sets,
        "sdmx": top.meta if b"sdmx" in bytes(top.meta)[:2_000] else _ABSENT,
        "features": top.features,
        "geometry": top.geometry,
        "coordinates": top.coordinates,
        "type": top.type,
    }
    return {name: bytes(raw).decode("utf-8", "replace").strip('"')[:40] for name, raw in names.items() if bytes(raw)}


def _dialect(kind: str | None, keys: dict[str, str]) -> str:
    if kind == "Topology":
        return "topojson"
    if kind in _GEO_TYPES and (kind == "FeatureCollection" or keys.keys() & {"geometry", "coordinates", "features"}):
        return "geojson"
    if "@odata.context" in keys:
        return "odata"
    if "sdmx" in keys or "dataSets" in keys:
        return "sdmx"
    return "jsonld" if "@context" in keys or "@graph" in keys else "json"


def _top_keys(text: str) -> dict[str, str]:
    """The keys of the outermost object, with their values where these are strings, as far as the text goes."""
    found: dict[str, str] = {}
    depth, key, wants_value = 0, "", False
    for token in _TOKEN.finditer(text):
        mark = token.group(0)
        if mark in "{[":
            if depth == 0 and mark == "[":
                return {}
            depth, wants_value = depth + 1, False
        elif mark in "}]":
            depth -= 1
        elif depth == 1 and mark[0] == '"':
            if wants_value:
                found[key] = token.group(1)[:40]
            else:
                key = token.group(1)
                found.setdefault(key, "")
        if depth == 1:
            wants_value = mark == ":" or (wants_value and mark not in ",")
    return found


def _json_lines(text: str) -> bool:
    """Two lines, each a JSON value of its own that is an object or array."""
    first, _, rest = text.lstrip("\ufeff \r\n\t").partition("\n")
    second = rest.lstrip("\r\n").partition("\n")[0].strip()
    if not second.startswith(("{", "[")) or not first.rstrip().endswith(("}", "]")):
        return False
    try:
        msgspec.json.decode(first.strip(), type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return False
    return True
