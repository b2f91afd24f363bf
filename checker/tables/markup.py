"""XML in which a table stands: elements that repeat and hold simple ones. Read with expat, no entities, bounded depth.

What repeats is not told by its name but by its path: the path whose elements hold the most values is the record's.
RSS, Atom, KML, GML, GPX and the answers of a WFS are read by the same rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any
from xml.parsers import expat

from msgspec import Struct

from checker.encoding import decode
from checker.errors import Unreadable
from checker.grid import Sheet
from checker.tables.bounds import CELL, COLUMNS, DEPTH, ROWS, TEXT
from checker.tables.records import json_records, record_sheet

PATHS = 500  #: different paths that are kept
VALUES = 400_000  #: values that are kept
NESTED = 8  #: elements inside a record whose values are its own

#: names without their prefix that say that a file is a map layer
_PLACES = frozenset({"coordinates", "pos", "posList", "Point", "Polygon", "LineString", "MultiGeometry", "boundedBy"})
#: what stands around the values of a KML record: the value has the name that its ``name`` says
_NAMED_VALUES = frozenset({"Data", "SimpleData"})
_WRAPPERS = frozenset({"ExtendedData", "SchemaData"})
#: what a record is called in formats that say so
_RECORDS = {"kml": ("Placemark",), "gpx": ("wpt", "trkpt", "rtept"), "rss": ("item",), "atom": ("entry",)}
#: map formats, in which a file of no records at all still is a layer
_MAPS = frozenset({"kml", "gml", "gpx", "wfs"})


_BEFORE_JSON = re.compile(r"\ufeff?\s*(?:<\?xml[^<>]{0,200}>\s*)?<\w{1,40}(?:\s[^<>]{0,200})?>\s*(?=[\[{])")


class _Element(Struct, kw_only=True):
    """One open element."""

    name: str
    path: str
    values: dict[str, str]  #: its attributes and its simple children
    text: list[str]
    size: int = 0
    children: int = 0
    nested: int = 0  #: children with values of their own whose values were taken over


class _Stop(Exception):
    """Enough was read."""


def parser(
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    encoding: str | None = None,
) -> expat.XMLParserType:
    """An expat parser that refuses every declared entity; ``encoding`` overrules what the text declares."""

    def refuse(*_: object) -> None:
        raise Unreadable("bomb", "it declares entities")

    made = expat.ParserCreate(encoding)
    made.EntityDeclHandler = refuse
    made.StartElementHandler = start
    if end is not None:
        made.EndElementHandler = end
    return made


class _Records:
    """Gathers records by their path while a text is parsed."""

    def __init__(self) -> None:
        self.open: list[_Element] = []
        self.found: dict[str, list[dict[str, str]]] = {}
        self.geometry = False
        self.kept = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if len(self.open) >= DEPTH:
            raise Unreadable("damaged", f"nested deeper than {DEPTH} levels")
        path = local
        if self.open:
            outer = self.open[-1]
            outer.children += 1
            path = f"{outer.path}/{local}"
        self.geometry = self.geometry or local in _PLACES
        own = {
            key.rpartition(":")[2]: value[:CELL]
            for key, value in attributes.items()
            if not key.startswith(("xmlns", "xsi:"))
        }
        self.open.append(_Element(name=local, path=path, values=own, text=[]))

    def data(self, text: str) -> None:
        if self.open and self.open[-1].size < CELL:
            self.open[-1].text.append(text)
            self.open[-1].size += len(text)

    def end(self, _: str) -> None:
        element = self.open.pop()
        outer = self.open[-1] if self.open else None
        text = "".join(element.text).strip()[:CELL]
        if element.name in _PLACES:
            return
        if element.name in _NAMED_VALUES and outer is not None and "name" in element.values:
            value = text or element.values.get("value", "")
            self._hand_on(outer, {element.values["name"]: value})
        elif not element.children and (text or not element.values):
            if outer is not None:
                self._hand_on(outer, {element.name: text})
        elif element.values:
            self._record(element)
            if outer is not None and element.name in _WRAPPERS:
                self._hand_on(outer, element.values)
            elif outer is not None and outer.nested < NESTED:
                outer.nested += 1
                self._hand_on(outer, {f"{element.name}.{key}": value for key, value in element.values.items()})

    def _hand_on(self, outer: _Element, values: dict[str, str]) -> None:
        for key, value in values.items():
            if len(outer.values) < COLUMNS:
                outer.values.setdefault(key, value)

    def _record(self, element: _Element) -> None:
        if element.path not in self.found and len(self.found) >= PATHS:
            return
        self.found.setdefault(element.path, []).append(element.values)
        self.kept += len(element.values)
        if self.kept > VALUES or len(self.found[element.path]) > ROWS:
            raise _Stop


def xml_records(body: bytes, format: str, *, complete: bool) -> list[Sheet]:
    """The one table of an XML text; none when nothing in it repeats. Raises :class:`Unreadable`."""
    complete = complete and len(body) <= TEXT
    decoded = decode(body[:TEXT], complete=complete)
    if decoded is None:
        raise Unreadable("damaged", "no text")
    records = _Records()
    made = parser(records.start, records.end, "utf-8")
    made.CharacterDataHandler = records.data
    made.buffer_text = True
    ended = _parse(made, decoded.text, complete)
    geometry = records.geometry or format in _MAPS
    best = _best(records.found, format)
    if len(best) < 2 and not geometry:
        return _json_inside(decoded.text, format, complete)
    encoding = decoded.encoding or ""
    return [record_sheet(best, format, encoding, complete=complete and ended, geometry=geometry)]


def _json_inside(text: str, format: str, complete: bool) -> list[Sheet]:
    """The table of a JSON text that is all an XML holds, as ASP.NET answers: ``<string>[{…}]</string>``."""
    found = _BEFORE_JSON.match(text)
    if found is None:
        return []
    end = text.rfind("</")
    inner = unescape(text[found.end() : end if end > found.end() else len(text)])
    return json_records(inner.encode("utf-8", "replace"), format, complete=complete)


def _best(found: dict[str, list[dict[str, str]]], format: str) -> list[dict[str, str]]:
    """The records: those of the path that the format names, else of the path with the most values."""
    names = _RECORDS.get(format, ())
    told = [records for path, records in found.items() if path.rpartition("/")[2] in names]
    if format == "wfs" and any(path.partition("/")[0].endswith("Capabilities") for path in found):
        return []  # what the service can, and no features of it
    return max(told or found.values(), key=_weight, default=[])


def _weight(found: list[dict[str, str]]) -> tuple[bool, int]:
    return len(found) > 1, sum(map(len, found))


def _parse(made: Any, text: str, complete: bool) -> bool:
    """Whether the text was read to its end. Raises :class:`Unreadable` when it is damaged before any cut."""
    try:
        made.Parse(text.lstrip("\ufeff \r\n\t").encode("utf-8", "replace"), complete)
    except _Stop:
        return False
    except expat.ExpatError as error:
        if not complete:
            return False
        raise _ill_formed(error) from error
    return True


def _ill_formed(error: expat.ExpatError) -> Unreadable:
    return Unreadable("damaged", f"no well-formed XML ({expat.errors.messages.get(error.code, 'error')})")


@contextmanager
def expat_errors() -> Iterator[None]:
    """Turns what expat finds ill-formed into :class:`Unreadable`."""
    try:
        yield
    except expat.ExpatError as error:
        raise _ill_formed(error) from error
    except LookupError as error:
        raise Unreadable("damaged", "XML in an encoding that nobody knows") from error
