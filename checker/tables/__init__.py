"""Bytes → the tables in them, and tables → what can be seen of their layout, columns, periods and areas.

``sheets`` reads, ``profile`` tells. Formats of :data:`THIRD_PARTY` are to be read in a process of their own, with
its memory and time bounded; the others are read here, at once, and never raise anything but :class:`Unreadable`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checker.content import TableProfile
from checker.errors import Unreadable
from checker.grid import Sheet
from checker.tables.archives import unpacked, zipped
from checker.tables.databases import database
from checker.tables.delimited import delimited
from checker.tables.facts import profile_of
from checker.tables.hypertext import hypertext, is_hypertext
from checker.tables.markup import xml_records
from checker.tables.opendocument import ods
from checker.tables.records import features, json_lines, json_records
from checker.tables.shapes import dbf
from checker.tables.workbooks import calamine, xlsx
from checker.vocabulary import vocabulary

__all__ = ["NEEDS_WHOLE", "READABLE", "THIRD_PARTY", "Unreadable", "profile", "sheets"]

#: formats of which a head is not enough
NEEDS_WHOLE = frozenset({"xlsx", "xlsm", "xlsb", "xls", "ods", "zip", "kmz", "gzip", "gpkg", "sqlite"})
#: formats that a third party's parser reads, or a heavy one
THIRD_PARTY = NEEDS_WHOLE

_Head = Callable[..., list[Sheet]]
#: how a head of each format is read
_HEADS: dict[str, _Head] = {
    **dict.fromkeys(("csv", "tsv", "txt"), delimited),
    **dict.fromkeys(("json", "odata", "datastore", "jsonld", "api", "arcgis_rest", "ogc_api"), json_records),
    "jsonl": json_lines,
    **dict.fromkeys(("geojson", "topojson"), features),
    **dict.fromkeys(("xml", "rss", "atom", "kml", "gml", "gpx", "wfs", "sdmx"), xml_records),
}
#: formats whose tables can be read
READABLE = frozenset(_HEADS) | NEEDS_WHOLE | {"dbf", "shp"}


def sheets(body: bytes, format: str, *, complete: bool, url: str = "") -> list[Sheet]:
    """The tables of a file, in its order; none where it holds none. Raises :class:`Unreadable` and nothing else.

    ``complete`` is false for the head of a file; ``url`` helps with an archive that does not say what it holds.
    """
    if format in _HEADS:
        return _HEADS[format](body, format, complete=complete)
    if format == "dbf":
        return dbf(body, complete=complete)
    if format == "shp":
        return [Sheet(rows=[], format=format, records=True, geometry=True)]
    if format in NEEDS_WHOLE:
        if not complete:
            raise Unreadable("not_fetched", "a head of this format says nothing")
        return _whole(body, format, url)
    raise Unreadable("unsupported", f"no tables are read from {format}")


def _whole(body: bytes, format: str, url: str) -> list[Sheet]:
    if format in ("xlsx", "xlsm"):
        return xlsx(body, format)
    if format == "xls" and is_hypertext(body):
        return hypertext(body, format)
    if format in ("xls", "xlsb"):
        return xlsx(body, "xlsx") if format == "xls" and body.startswith(b"PK") else calamine(body, format)
    if format == "ods":
        return ods(body)
    if format in ("gpkg", "sqlite"):
        return database(body, format)
    if format == "gzip":
        inner = vocabulary().format_of_name(url.partition("?")[0].removesuffix(".gz")) or "csv"
        return [] if inner not in _HEADS else sheets(unpacked(body), inner, complete=True)
    return zipped(body, lambda member, form: sheets(member, form, complete=True), READABLE)


def profile(sheets: Sequence[Sheet]) -> tuple[TableProfile, ...]:
    """What can be seen of each table of one file; pure."""
    return profile_of(sheets)
