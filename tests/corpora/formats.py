"""Files of every format, whole and damaged, and what each should be told as.

The twins of each file: the head of it in several lengths; under a wrong type, format and name; and of a text: with a
byte order mark, in UTF-16, in cp874, with NULs inside. A head that shows less than the whole may be told as less
(``LESS``): that counts as *cannot tell*. Any other format is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from checker.model import Sniffed
from checker.sniff import sniff
from tests.corpora.writers import FILES, made

CUTS = (16, 64, 256, 1_024, 4_096, 16_384)
#: (declared, served, name) that are all wrong, for any format but their own
LIES = (
    ("pdf", "application/pdf", "a.pdf"),
    ("csv", "text/csv", "a.csv"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "a.xlsx"),
    ("json", "application/json", "a.json"),
)
#: format → what a cut head of it may pass for: the container or the plain text that it is as well
LESS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("xlsx", "xlsm", "xlsb", "docx", "pptx", "ods", "odt", "odp", "epub", "kmz"), frozenset({"zip"})),
    **dict.fromkeys(("geojson", "topojson", "jsonld", "jsonl", "sdmx"), frozenset({"json", "txt"})),
    **dict.fromkeys(("kml", "gml", "gpx", "rss", "atom", "rdf_xml", "svg", "wms", "wfs"), frozenset({"xml", "txt"})),
    **dict.fromkeys(("tsv", "px", "ical", "turtle", "ntriples", "sql", "dxf", "mapinfo"), frozenset({"txt"})),
    "csv": frozenset({"txt"}),
    "json": frozenset({"txt"}),
    "xml": frozenset({"txt"}),
    "html": frozenset({"txt", "xml"}),
    "xls": frozenset({"xml", "html", "txt"}),
    "geotiff": frozenset({"tiff"}),
    "gpkg": frozenset({"sqlite"}),
    "spss": frozenset({"txt"}),
}
LESS["sdmx"] |= {"xml"}
LESS["xlsm"] |= {"xlsx"}
LESS["tar"] = LESS["sas"] = frozenset({"txt"})
LESS["ods"] |= {"xml", "txt"}
LESS["json"] |= {"jsonl"}
LESS["geojson"] |= {"jsonl"}

#: texts of ASCII marks and free words, which other encodings can write
TEXTS = (
    "csv", "tsv", "json", "jsonl", "geojson", "topojson", "jsonld", "xml", "kml", "gml", "gpx", "rss", "atom",
    "rdf_xml", "turtle", "ntriples", "ical", "px", "sdmx", "wms", "wfs", "html", "txt", "sql",
)  # fmt: skip
ENCODINGS = {"byte order mark": "utf-8-sig", "UTF-16": "utf-16", "UTF-16LE": "utf-16-le", "UTF-16BE": "utf-16-be"}


class Case(NamedTuple):
    """One body, how it comes, and what it is."""

    what: str
    name: str  #: of the format and its writer
    body: bytes
    expected: str
    complete: bool = True
    declared: str | None = None
    content_type: str = ""
    url: str = "https://data.example.go.th/d/1"

    def told(self) -> Sniffed:
        """What it is told as."""
        return sniff(
            self.body,
            content_type=self.content_type,
            url=self.url,
            declared=self.declared,
            complete=self.complete,
        )


@cache
def cases() -> tuple[Case, ...]:
    """All of them, in the order of the writers."""
    return tuple(
        case
        for name, writers in FILES.items()
        for writer in writers
        for case in _twins(name, f"{name}, {writer}", made(name, writer))
    )


def _twins(name: str, label: str, body: bytes) -> Iterator[Case]:
    yield Case("whole", label, body, name)
    for declared, served, called in LIES:
        if (declared, name) not in (("csv", "txt"), (name, name)):  # a text that is called a table is one
            url = f"https://data.example.go.th/{called}"
            yield Case("wrong type, format and name", f"{label} as {declared}", body, name, True, declared, served, url)
    for size in sorted({*CUTS, len(body) // 2, len(body) * 9 // 10, len(body) - 1}):
        if 16 <= size < len(body):
            yield Case("cut", f"{label}, {size} bytes", body[:size], name, complete=False)
    if name in TEXTS:
        yield from _written_otherwise(name, label, body)


def _written_otherwise(name: str, label: str, body: bytes) -> Iterator[Case]:
    text = body.decode("utf-8-sig")
    for what, encoding in ENCODINGS.items():
        yield Case(what, label, text.encode(encoding), name)
    thai = text.encode("cp874", "ignore")
    if not thai.isascii():
        yield Case("cp874", label, thai, name)
        yield Case("cp874, cut", label, thai[: len(thai) * 9 // 10], name, complete=False)
    middle = len(body) // 2
    yield Case("NULs inside", label, body[:middle] + b"\0\0\0" + body[middle:], name)


def results() -> Iterator[tuple[str, str, str | None]]:
    """What each is told as; less than it is: cannot tell."""
    for case in cases():
        told = case.told().format
        less = not case.complete and told in LESS.get(case.expected, ())
        yield case.what, case.expected, None if less else told
