"""Bytes → what they are (openness rules, sections 1 and 4): bytes first, then served type, declared format, name.

The head of a file is enough, and every step is bounded by it. A hostile head is slow for nobody: no step is worse
than linear, nothing is unpacked but the first 64 KB inside a GZIP, BZIP2 or XZ and the header of a 7z, and XML is never
parsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.encoding import Decoded, decode
from checker.model import Sniffed
from checker.sniff.archives import extensions, looks_like_office, ole_format, tar_names, zip_format, zip_names
from checker.sniff.hints import hints, known
from checker.sniff.markup import markup_format, table_alone
from checker.sniff.packed import rar_names, seven_extensions, unpacked
from checker.sniff.pages import message_of, page_of, refusal_of
from checker.sniff.shapes import json_format
from checker.sniff.signatures import by_signature
from checker.sniff.text import filled_lines, table_of, text_format

__all__ = ["sniff"]

_TABLES = frozenset({"csv", "tsv"})
#: formats that are plain text with nothing of their own to see: a hint may name them
_TEXTS = frozenset({"csv", "tsv", "txt", "px"})
_OFFICE = frozenset({"xlsx", "xlsm", "docx", "pptx"})
_OLE = frozenset({"xls", "doc", "ppt"})
#: formats that their bytes always show: when these do not, nobody's word makes it so
# fmt: off
_SHOWN = frozenset((
    "csv", "tsv", "txt", "px", "ical", "json", "jsonl", "geojson", "topojson", "jsonld", "odata", "xml", "xbrl", "kml",
    "gml", "gpx", "rss", "atom", "rdf_xml", "turtle", "ntriples", "html", "svg", "wms", "wfs", "sdmx", "sql", "yaml",
    "md", "wkt", "n3", "xls", "xlsx", "xlsm", "xlsb", "ods", "doc", "docx", "odt", "ppt", "pptx", "odp", "epub", "rtf",
    "pdf", "kmz", "png", "jpeg", "gif", "webp", "tiff", "geotiff", "psd", "jp2", "gpkg", "sqlite", "mdb", "parquet",
    "hdf", "netcdf", "zip", "7z", "rar", "gzip", "bz2", "arrow", "fgb", "bmp", "heic", "dxf", "e00",
))
# fmt: on
#: formats that are text with nothing to tell them by: the first hint names them
_NAMED_TEXTS = frozenset({"sql", "yaml", "md", "wkt", "n3", "e00", "mapinfo", "dxf"})
_HINTED_TEXTS = _TEXTS | _NAMED_TEXTS


def sniff(body: bytes, *, content_type: str, url: str, declared: str | None, complete: bool) -> Sniffed:
    """What a body is, or the head of one (``complete`` is false then); ``declared`` is a format id."""
    if not body.strip(b" \t\r\n\0\xef\xbb\xbf"):
        format_, how = next(hints(content_type, None, ""), (None, ""))  # nobody's word but the server's
        return Sniffed(format=format_, how=how, empty=complete, detail="zero bytes" if not body else "blank")
    signed = by_signature(body)
    if signed is not None:
        said = hints(content_type, declared, url)
        return _signed(signed, body, said, url=url, complete=complete)
    decoded = decode(body, complete=complete)
    if decoded is None:
        said = (hint for hint in hints(content_type, declared, url) if hint[0] not in _SHOWN)
        format_, how = next(said, (None, ""))
        return Sniffed(format=format_, how=how, detail="bytes of no known format")
    return _text(decoded, content_type=content_type, url=url, declared=declared, complete=complete)


def _signed(name: str, body: bytes, said: Iterator[tuple[str, str]], *, url: str, complete: bool) -> Sniffed:
    if name == "zip":
        return _zip(body, said, complete=complete)
    if name == "tar":
        return Sniffed(format="tar", how="signature", members=_formats(extensions(tar_names(body))))
    if name in ("gzip", "bz2"):
        return _stream(name, body, url)
    if name == "rar":
        return Sniffed(format="rar", how="signature", members=_formats(extensions(rar_names(body))))
    if name == "7z":
        return Sniffed(format="7z", how="signature", members=_formats(seven_extensions(body)))
    if name == "ole":
        found = ole_format(body)
        if found == "encrypted":
            form, how = next(((h, how) for h, how in said if h in _OFFICE | _OLE), ("xlsx", "signature"))
            return Sniffed(format=form, how=how, detail="Office file under a password")
        if found is None:
            hint = next(((h, how) for h, how in said if h in _OLE), (None, ""))
            return Sniffed(format=hint[0], how=hint[1] or "signature", detail="compound file (OLE2)")
        return Sniffed(format=found, how="signature")
    return Sniffed(format=name, how="signature")


def _zip(body: bytes, said: Iterator[tuple[str, str]], *, complete: bool) -> Sniffed:
    names = zip_names(body, complete=complete)
    name = zip_format(body, names)
    if name == "zip" and looks_like_office(names):
        for hint, how in said:
            if hint in _OFFICE:
                return Sniffed(format=hint, how=how, detail="Office file, cut before its parts")
    if name != "zip":
        return Sniffed(format=name, how="signature")
    return Sniffed(
        format="zip", how="signature", members=_formats(extensions(names)), empty=body.startswith(b"PK\x05\x06")
    )


def _stream(name: str, body: bytes, url: str) -> Sniffed:
    """One file, or one TAR, packed by itself."""
    inner = unpacked(body)
    if not inner:
        return Sniffed(format=name, how="signature", detail="damaged" if name == "gzip" else "")
    packed_again = inner[:3] in (b"\x1f\x8b\x08", b"BZh", b"\xfd7z")
    url = url.removesuffix(".gz").removesuffix(".bz2").removesuffix(".xz")
    inside = Sniffed() if packed_again else sniff(inner, content_type="", url=url, declared=None, complete=False)
    members = inside.members or ((inside.format,) if inside.format else ())
    return Sniffed(format=name, how="signature", encoding=inside.encoding, members=members)


def _formats(found: Iterable[str]) -> tuple[str, ...]:
    """Format ids of extensions, each once, unknown ones left out."""
    by_extension = known().by_extension
    ids = (by_extension.get(name) for name in found)
    return tuple(dict.fromkeys(name for name in ids if name is not None))


def _text(decoded: Decoded, *, content_type: str, url: str, declared: str | None, complete: bool) -> Sniffed:
    text, encoding = decoded.text, decoded.encoding
    marked = markup_format(text)
    if marked is not None:
        page = page_of(text, url) if marked[0] == "html" else None
        if marked[0] == "html" and page is None and _excel_table(text, content_type, url):
            marked = ("xls", "HTML for Excel")
        return Sniffed(format=marked[0], how="content", encoding=encoding, page=page, detail=marked[1])
    shaped = json_format(text, complete=complete)
    if shaped is not None:
        page = refusal_of(text) if complete and shaped[0] == "json" else None
        empty = complete and not text.strip("\ufeff \t\r\n[]{}")
        return Sniffed(format=shaped[0], how="content", encoding=encoding, page=page, empty=empty, detail=shaped[1])
    special = text_format(text)
    if special is not None:
        return Sniffed(format=special, how="content", encoding=encoding)
    page = message_of(text) if complete else None
    if page is not None and not _regular(text):
        return Sniffed(format="txt", how="content", encoding=encoding, page=page)
    return _plain(text, encoding, hinted=_text_hint(content_type, declared, url), complete=complete)


def _regular(text: str) -> bool:
    """Whether a text is a table by its own shape, so that its first words are a name and no message."""
    table = table_of(text, complete=True)
    return table is not None and table.regular


def _excel_table(text: str, content_type: str, url: str) -> bool:
    """A table in HTML that a program serves or names as Excel, as many do: Excel opens it."""
    return next(hints(content_type, None, url), ("", ""))[0] == "xls" and table_alone(text)


def _text_hint(content_type: str, declared: str | None, url: str) -> str | None:
    """What others call a plain text, the first that can be one."""
    return next((name for name, _ in hints(content_type, declared, url) if name in _HINTED_TEXTS), None)


def _plain(text: str, encoding: str | None, *, hinted: str | None, complete: bool) -> Sniffed:
    """CSV, TSV or plain text. A regular table is one whatever it is called; an irregular one where it is called so."""
    if hinted in _NAMED_TEXTS:
        return Sniffed(format=hinted, how="declared", encoding=encoding)
    table = table_of(text, complete=complete)
    if table is not None and (table.regular or (hinted in _TABLES and table.width > 1)):
        name = "tsv" if table.delimiter == "\t" else "csv"
        empty = complete and filled_lines(text) < 2
        return Sniffed(
            format=name, how="content", encoding=encoding, empty=empty, detail=f"delimiter {table.delimiter!r}"
        )
    if hinted in _TABLES:  # one column
        return Sniffed(format=hinted, how="content", encoding=encoding, empty=complete and filled_lines(text) < 2)
    return Sniffed(format=hinted or "txt", how="content", encoding=encoding)
