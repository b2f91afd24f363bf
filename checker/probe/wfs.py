"""OGC Web Feature Service 2.0 and 1.1 (OGC 09-025, 04-094): GetCapabilities, then GetFeature with a filter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

import msgspec
from msgspec import Struct

from checker.probe.compare import Dialect, compare
from checker.probe.conditions import Condition, box_text
from checker.probe.reading import Answer
from checker.probe.talk import Talk
from checker.probe.target import Conversation
from checker.probe.urls import asked, parameter, query, shown
from checker.probe.xml import Node

ANY = {"Accept": "*/*"}
_KEPT = frozenset({"map", "authkey"})  #: MapServer's file, QGIS Server's project
_JSON = re.compile(r"json", re.IGNORECASE)
_VERSIONS = ("2.0.0", "2.0.2", "1.1.0", "1.0.0")
_NAME = re.compile("[\\w.\u0e01-\u0e4e-]+")
_FES = "http://www.opengis.net/fes/2.0"
_OGC = "http://www.opengis.net/ogc"


class Service(Struct, frozen=True, kw_only=True):
    """What the capabilities tell."""

    version: str
    types: tuple[str, ...]
    json: str = ""  #: the output format that is JSON, as the server calls it


class Wfs(Dialect, frozen=True, kw_only=True):
    """One feature type; ``url`` is the service with nothing but what it needs to be found."""

    service: Service
    type: str

    @property
    def headers(self) -> Mapping[str, str]:
        """The form is asked for by parameter."""
        return ANY

    @property
    def _new(self) -> bool:
        return self.service.version.startswith("2")

    def _get(self, rows: int, **more: str) -> str:
        values = {
            "service": "WFS",
            "version": self.service.version,
            "request": "GetFeature",
            "typeNames" if self._new else "typeName": self.type,
            "count" if self._new else "maxFeatures": str(rows),
        }
        if self.service.json:
            values |= {"outputFormat": self.service.json, "srsName": "EPSG:4326"}
        return asked(self.url, {**values, **more})

    def whole(self, rows: int) -> str:
        """The first features."""
        return self._get(rows)

    def part(self, rows: int, condition: Condition) -> tuple[str, str] | None:
        """A filter of equality (FES 2.0 or Filter 1.1); a box says the reference system of its degrees."""
        if condition.box is not None:
            west, south, east, north = condition.box
            text = box_text((south, west, north, east)) + ",urn:ogc:def:crs:EPSG::4326"
            return self._get(rows, bbox=text), shown("bbox", text)
        if not _NAME.fullmatch(condition.field):
            return None
        text = _equal(condition.field, str(condition.value), new=self._new)
        return self._get(rows, filter=text), shown("filter", text)

    def refine(self, answer: Answer) -> Answer:
        """A feature's own id is no property to ask for."""
        if not answer.records or not isinstance(answer.document, Node):
            return answer
        kept = [{name: value for name, value in row.items() if name not in ("id", "fid")} for row in answer.records]
        return msgspec.structs.replace(answer, records=tuple(kept))


def _equal(field: str, value: str, *, new: bool) -> str:
    name, space = ("ValueReference", _FES) if new else ("PropertyName", _OGC)
    inner = f"<{name}>{escape(field)}</{name}><Literal>{escape(value)}</Literal>"
    return f'<Filter xmlns="{space}"><PropertyIsEqualTo>{inner}</PropertyIsEqualTo></Filter>'


def wfs(talk: Talk) -> Conversation:
    """The feature type of the link, else the first one of the service."""
    talk.interface = "wfs"
    url = talk.target.url
    service = asked(url, drop=[name for name, _ in query(url) if name.lower() not in _KEPT])
    about = {"service": "WFS", "request": "GetCapabilities", "acceptVersions": "2.0.0,1.1.0"}
    answer = yield from talk.ask(asked(service, about), ANY)
    if answer.trouble:
        return talk.end(answer.trouble, part=answer)
    told = capabilities(answer.document)
    if told is None or not told.types:
        return talk.end("unreadable", part=answer)
    named = talk.target.name or (parameter(url, "typeNames") or parameter(url, "typeName")).partition(",")[0]
    return (yield from compare(talk, Wfs(url=service, service=told, type=_type(named, told.types))))


def _type(named: str, types: tuple[str, ...]) -> str:
    """The named type as the service writes it; a name that it does not list is asked for all the same."""
    local = named.rpartition(":")[2]
    return next((each for each in types if each == named or each.rpartition(":")[2] == local), named or types[0])


def capabilities(document: object) -> Service | None:
    """The facts of a capabilities document; ``None`` where it is none."""
    if not isinstance(document, Node) or document.name != "WFS_Capabilities":
        return None
    listed = document.first("FeatureTypeList")
    names = [node.first("Name") for node in listed.children if node.name == "FeatureType"] if listed else []
    formats = [
        node.text.strip() for node in document.walk() if node.name in ("Value", "Format") and _JSON.search(node.text)
    ]
    version = document.attributes.get("version", "")
    return Service(
        version=version if version in _VERSIONS else "2.0.0" if version.startswith("2") else "1.1.0",
        types=tuple(name.text.strip() for name in names if name is not None and name.text.strip()),
        json=formats[0] if formats else "",
    )
