"""One file of every format, as the first writer of ``tests.corpora.writers`` makes it. Names are format ids."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.corpora.writers import CSV as THAI_CSV
from tests.corpora.writers import FILES, ROWS, compound, made, streamed_workbook, tarred, workbook, zipped

__all__ = ["BINARIES", "ROWS", "TEXTS", "THAI_CSV", "compound", "streamed_workbook", "tarred", "workbook", "zipped"]

#: formats that are text; any other is told by a signature
# fmt: off
_TEXTS = (
    "csv", "tsv", "txt", "json", "jsonl", "geojson", "topojson", "jsonld", "xml", "kml", "gml", "gpx", "rss", "atom",
    "rdf_xml", "svg", "sdmx", "wms", "wfs", "turtle", "ntriples", "ical", "px", "html", "sql", "dxf", "mapinfo",
)
# fmt: on


def _maker(name: str) -> Callable[[Path | None], bytes]:
    return lambda _: made(name)


TEXTS: dict[str, str] = {name: made(name).decode() for name in _TEXTS}
BINARIES: dict[str, Callable[[Path | None], bytes]] = {name: _maker(name) for name in FILES if name not in _TEXTS}
