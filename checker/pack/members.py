"""What is in a pack, file by file, and the list of hashes that proves it.

Names are ours, plain ASCII and never taken from a catalog or a person; what people wrote stands inside the files. All
that differs between two runs over the same answers is left out (the canonical form): equal evidence, equal bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

import msgspec
from msgspec import Struct

from checker.report.csv import csv_chunks
from checker.report.excel import to_xlsx
from checker.report.html import html_chunks
from checker.report.json import evidence_value, json_chunks
from checker.report.model import Report
from checker.report.package import CsvFile, descriptor
from checker.report.score_sheet import Given, sheet_chunks
from checker.report.tables import tables
from checker.report.words import LANGUAGES, clean, say
from checker.report.zipped import Member

SUMS = "SHA256SUMS"
LOG = "decisions"  #: of one run and its moments alone, so its hashes, which prove it, are not left out
LONGEST = 4000  #: characters of an address
_README = ("what", "print", "templates", "tables", "report", "urls", "evidence", "sums")


class Document(Struct, frozen=True, kw_only=True):
    """A document that goes into the pack as it is."""

    kind: str  #: ``plan``, ``metadata``, ``previous``, ``workbook``
    suffix: str  #: ``.xlsx``, ``.yaml`` …, told by its content
    body: bytes

    @property
    def file(self) -> str:
        """Its name in the pack."""
        return f"templates/{self.kind}{self.suffix}"


class Pack(Struct, frozen=True, kw_only=True):
    """What a pack is made from."""

    report: Report
    documents: tuple[Document, ...] = ()


def members(pack: Pack) -> Iterator[Member]:
    """The files of the pack in their order, the list of their hashes last. Each must be read before the next."""
    sums: dict[str, CsvFile] = {}
    for name, content in _files(pack, sums):
        yield name, _counted(name, content, sums)
    yield SUMS, ("".join(f"{each.sha256}  {name}\n" for name, each in sums.items()).encode(),)


def _files(pack: Pack, sums: dict[str, CsvFile]) -> Iterator[Member]:
    report = msgspec.structs.replace(pack.report, trend=())  # the trend tells of other runs
    given = [Given(kind=each.kind, file=each.file, sha256=sha256(each.body).hexdigest()) for each in pack.documents]
    yield "README.txt", _readme(report)
    for lang in LANGUAGES:
        yield f"score-sheet.{lang}.html", sheet_chunks(report, given, lang=lang)
    for document in pack.documents:
        yield document.file, (document.body,)
    yield "urls.txt", _urls(report)
    yield "evidence-sha256.txt", _hashes(report)
    for table in tables():
        yield f"tables/{table}.csv", csv_chunks(report, table, canonical=table != LOG)
    yield "tables/datapackage.json", _later(lambda: descriptor(report, {name: _table(sums, name) for name in tables()}))
    yield "report/report.html", html_chunks(report, lang=LANGUAGES[0])
    yield "report/report.xlsx", _later(lambda: to_xlsx(report, lang=LANGUAGES[0]))
    yield "report/report.json", json_chunks(report, canonical=True)


def _counted(name: str, content: Iterable[bytes], sums: dict[str, CsvFile]) -> Iterator[bytes]:
    """The same bytes, their hash kept."""
    digest, size = sha256(), 0
    for piece in content:
        digest.update(piece)
        size += len(piece)
        yield piece
    sums[name] = CsvFile(path=name, bytes=size, sha256=digest.hexdigest())


def _table(sums: dict[str, CsvFile], table: str) -> CsvFile:
    """A table as it was written, by its name beside the descriptor."""
    return msgspec.structs.replace(sums[f"tables/{table}.csv"], path=f"{table}.csv")


def _later(make: Callable[[], bytes]) -> Iterator[bytes]:
    """Bytes that are made when they are asked for: what they tell of was written by then."""
    yield make()


def _readme(report: Report) -> Iterator[bytes]:
    agency = report.agency.title or report.catalog.title or report.catalog.url
    for lang in LANGUAGES:
        for name in _README:
            told = say(f"pack_readme.{name}", lang, agency=agency, year=report.rubric.fiscal_year)
            yield f"{told}\r\n".encode()
        yield b"\r\n"


def _urls(report: Report) -> Iterator[bytes]:
    """Every address that was checked, once, a line each."""
    found = {clean(resource.url, LONGEST) for line in report.datasets for resource in line.resources}
    for url in sorted({clean(report.catalog.url, LONGEST), *found} - {""}):
        yield f"{url}\n".encode()


def _hashes(report: Report) -> Iterator[bytes]:
    """What came back for everything that was asked: hash, id, method, status, address; tabs between them."""
    yield f"# snapshot {report.run.snapshot_sha256}\n# sha256\tid\tmethod\tstatus\turl\n".encode()
    for piece in report.evidence:
        told = evidence_value(piece, canonical=True)
        status = "-" if piece.status is None else str(piece.status)
        parts = (told["sha256"] or "-", piece.id, clean(piece.method, 20), status, clean(piece.url, LONGEST))
        yield ("\t".join(parts) + "\n").encode()
