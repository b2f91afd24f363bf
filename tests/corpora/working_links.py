"""Links that work, in every odd way in which servers answer, over real sockets: none may be called broken.

Each way (``WAYS``) is a function from what was asked and a file to the raw bytes of an answer; each is tried with files
of several formats (``FILES``). ``results()`` serves them all on loopback, looks at each as a scan does, and settles two
equal looks: *broken* is what would be counted against the agency.
"""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from functools import cache
from typing import NamedTuple
from urllib.parse import quote

import trustme
from msgspec import structs

from checker.config import Settings
from checker.fetch import Fetcher
from checker.links import attempt_of, head_is_enough, settle, whole
from checker.model import Attempt, Distribution, Fetched, Outcome, Request
from checker.rubric import load
from checker.sniff import sniff
from tests.corpora.writers import CSV, made

SETTINGS = Settings(
    allow_networks=("127.0.0.0/8",), host_interval=0.0, per_host=8, backoff=0.02, connect_timeout=30.0,
    first_byte_timeout=60.0, timeout=90.0, retries=3,
)  # fmt: skip
RUBRIC = "data-catalog-kpi-2565"
HOSTS = 16
LONG = 400_000  #: bytes, more than one look reads


class File(NamedTuple):
    """What stands behind a link."""

    name: str
    declared: str
    content_type: str
    body: bytes


class Asked(NamedTuple):
    """One request as it came."""

    method: str
    target: str
    headers: dict[str, str]
    base: str  #: where the server is, as the client wrote it
    times: int  #: how often this target was asked, this time included

    @property
    def range(self) -> bool:
        return "range" in self.headers


#: what goes out: bytes, or pieces of them; a number is a wait in seconds, ``HOLD`` waits for the next request and drops
#: it. Behind the last piece the connection is closed, said or not.
Answer = bytes | Iterable[bytes | float]
Way = Callable[[Asked, File], Answer]
HOLD = -1.0

_PAGE = (
    "<!DOCTYPE html><html lang='th'><head><title>รายงานประจำปี</title></head><body><h1>รายงานประจำปี</h1>"
    + "<p>ผลการดำเนินงานของหน่วยงานในรอบปีที่ผ่านมา จำแนกตามภารกิจ</p>" * 30
    + "</body></html>"
)


@cache
def files() -> tuple[File, ...]:
    """The files that each way is tried with."""
    return (
        File("thai.csv", "csv", "text/csv", CSV.encode()),
        File("cp874.csv", "csv", "text/csv", CSV.encode("cp874")),
        File("long.csv", "csv", "text/csv", (CSV * 999).encode()[:LONG]),
        File("table.xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", made("xlsx")),
        File("places.json", "json", "application/json", made("geojson")),
        File("report.pdf", "pdf", "application/pdf", made("pdf") + b"%" * 300_000),
        File("layer.zip", "shp", "application/zip", made("zip", "shapefile by GDAL")),
        File("page", "html", "text/html; charset=utf-8", _PAGE.encode()),
    )


# ---------------------------------------------------------------- making answers


def reply(
    body: bytes, *headers: str | bytes, status: str = "200 OK", length: bool = True, version: str = "1.1"
) -> bytes:
    """The raw bytes of one answer."""
    lines: list[bytes] = [f"HTTP/{version} {status}".encode()]
    lines += [header.encode() if isinstance(header, str) else header for header in headers]
    if length:
        lines.append(f"Content-Length: {len(body)}".encode())
    return b"\r\n".join([*lines, b"", b""]) + body


def typed(file: File, *headers: str | bytes, **how: object) -> bytes:
    return reply(file.body, f"Content-Type: {file.content_type}", *headers, **how)  # type: ignore[arg-type]


def ranged(asked: Asked, file: File, *headers: str | bytes, first: int = 0, shown: str = "") -> bytes:
    """The part that was asked for."""
    if not asked.range:
        return typed(file, *headers)
    last = min(int(asked.headers["range"].rpartition("-")[2]), len(file.body) - 1)
    where = shown or f"bytes {first}-{last}/{len(file.body)}"
    part = file.body[first : last + 1]
    found = (f"Content-Type: {file.content_type}", f"Content-Range: {where}", *headers)
    return reply(part, *found, status="206 Partial Content")


def chunked(body: bytes, size: int, line: str = "{:x}", trailer: bytes = b"") -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(line.format(len(piece)).encode() + b"\r\n" + piece + b"\r\n" for piece in pieces) + (
        b"0\r\n" + trailer + b"\r\n"
    )


def in_chunks(file: File, *headers: str, size: int = 8_192, line: str = "{:x}", trailer: bytes = b"") -> bytes:
    head = reply(b"", f"Content-Type: {file.content_type}", "Transfer-Encoding: chunked", *headers, length=False)
    return head + chunked(file.body, size, line, trailer)


def away(asked: Asked, target: str | bytes, status: str = "302 Found", *headers: str) -> bytes:
    """A redirect; the target without its host is on this one."""
    raw = target if isinstance(target, bytes) else target.encode()
    return reply(b"moved", b"Location: " + raw, *headers, status=status)


def elsewhere(asked: Asked) -> str:
    """The same target, marked as the place that the redirect led to."""
    return asked.target.partition("?")[0] + "?there=1"


def there(asked: Asked) -> bool:
    return "there=1" in asked.target


def redirected(status: str = "302 Found", target: Callable[[Asked], str | bytes] = elsewhere, *headers: str) -> Way:
    """Away once, and the file there."""

    def way(asked: Asked, file: File) -> Answer:
        return typed(file) if there(asked) else away(asked, target(asked), status, *headers)

    return way


def header(*lines: str | bytes) -> Way:
    """The file with these lines in the head of the answer."""
    return lambda asked, file: typed(file, *lines)


def served_as(*content_types: str) -> Way:
    return lambda asked, file: reply(file.body, *(f"Content-Type: {name}" for name in content_types))


def refusing_ranges(status: str) -> Way:
    return lambda asked, file: reply(b"no", status=status) if asked.range else typed(file)


def at_first(failure: Callable[[Asked, File], Answer], then: Way | None = None) -> Way:
    """A failure that has passed when it is asked again."""
    return lambda asked, file: failure(asked, file) if asked.times == 1 else (then or header())(asked, file)


def with_cookie(*cookies: str, needed: str) -> Way:
    """Redirects to itself until the cookie comes back."""

    def way(asked: Asked, file: File) -> Answer:
        if needed in asked.headers.get("cookie", ""):
            return typed(file)
        return away(asked, asked.target, "302 Found", *(f"Set-Cookie: {cookie}" for cookie in cookies))

    return way


def encoded(name: str, body: Callable[[bytes], bytes]) -> Way:
    return lambda asked, file: reply(body(file.body), f"Content-Type: {file.content_type}", f"Content-Encoding: {name}")


def _deflated(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


def _slowly(asked: Asked, file: File) -> Answer:
    sent = ranged(asked, file)
    yield sent[:40]
    for at in range(40, len(sent), max(1, len(sent) // 8)):
        yield 0.03
        yield sent[at : at + max(1, len(sent) // 8)]


def _line_feeds(asked: Asked, file: File) -> Answer:
    head = typed(file)[: -len(file.body)]
    return head.replace(b"\r\n", b"\n") + file.body


def _held(asked: Asked, file: File) -> Answer:
    yield typed(file, "Connection: keep-alive")
    yield HOLD


def _late(asked: Asked, file: File) -> Answer:
    yield 0.6
    yield typed(file)


def _by_agent(status: str) -> Way:
    """Lets browsers in and nobody else."""
    return lambda asked, file: (
        typed(file) if "Mozilla" in asked.headers.get("user-agent", "") else reply(b"no", status=status)
    )


def _only_plain(asked: Asked, file: File) -> Answer:
    """Answers a HEAD as nothing is there."""
    return reply(b"", status="404 Not Found") if asked.method == "HEAD" else typed(file)


def _path(asked: Asked) -> str:
    return asked.target.partition("?")[0]


def _parts(file: File) -> bytes:
    """The range as the only part of several."""
    part = f"--B\r\nContent-Type: {file.content_type}\r\nContent-Range: bytes 0-{len(file.body) - 1}/{len(file.body)}"
    body = part.encode() + b"\r\n\r\n" + file.body + b"\r\n--B--\r\n"
    return reply(body, "Content-Type: multipart/byteranges; boundary=B", status="206 Partial Content")


def _plain(asked: Asked) -> str:
    """The path of the same file, answered plainly."""
    return "/a" + asked.target.partition("?")[0].lstrip("/")


THAI = "รายงาน ข้อมูล.csv"
_DISPOSITION = "Content-Disposition: attachment; filename"

#: way → what is answered
WAYS: dict[str, Way] = {
    # ranges
    "the range": ranged,
    "the range is ignored": header(),
    "416 to any range": refusing_ranges("416 Range Not Satisfiable"),
    "400 to any range": refusing_ranges("400 Bad Request"),
    "501 to any range": refusing_ranges("501 Not Implemented"),
    "405 to any range": refusing_ranges("405 Method Not Allowed"),
    "206 of unknown length": lambda a, f: ranged(a, f, shown=f"bytes 0-{min(262_143, len(f.body) - 1)}/*"),
    "206 without a range": lambda a, f: typed(f, status="206 Partial Content"),
    "206 from another place": lambda a, f: ranged(a, f, first=7, shown=f"bytes 7-{len(f.body) - 1}/{len(f.body)}"),
    "206 with a wrong end": lambda a, f: ranged(a, f, shown=f"bytes 0-{10**9}/{10**9 + 1}"),
    "206 with the unit left out": lambda a, f: ranged(a, f, shown=f"0-{len(f.body) - 1}/{len(f.body)}"),
    "Accept-Ranges: none": header("Accept-Ranges: none"),
    # lengths and framing
    "no length": lambda a, f: typed(f, "Connection: close", length=False),
    "HTTP/1.0": lambda a, f: typed(f, version="1.0", length=False),
    "HTTP/1.0 that keeps alive": lambda a, f: typed(f, "Connection: keep-alive", version="1.0"),
    "chunked": lambda a, f: in_chunks(f),
    "chunked, tiny": lambda a, f: in_chunks(f, size=max(3, len(f.body) // 4_000)),
    "chunked with trailers": lambda a, f: in_chunks(f, "Trailer: X-Sum", trailer=b"X-Sum: 1\r\nX-Thai: \xa1\r\n"),
    "chunked with extensions": lambda a, f: in_chunks(f, line='{:X};name="a b"'),
    "chunked with zeros": lambda a, f: in_chunks(f, line="0000{:x}"),
    "chunked and a length": lambda a, f: in_chunks(f, f"Content-Length: {len(f.body)}"),
    "two equal lengths": lambda a, f: typed(f, f"Content-Length: {len(f.body)}"),
    "a length that is too small": lambda a, f: reply(f.body[:-9], f"Content-Type: {f.content_type}") + f.body[-9:],
    "junk behind the body": lambda a, f: typed(f) + b"HTTP/1.1 400 Bad Request\r\n\r\n",
    "the connection is closed though kept alive": lambda a, f: typed(
        f, "Connection: keep-alive", "Keep-Alive: timeout=5"
    ),
    "the next request on the connection is dropped": _held,
    "Transfer-Encoding: identity": header("Transfer-Encoding: identity"),
    "a length that is no number": lambda a, f: reply(
        f.body, f"Content-Type: {f.content_type}", "Content-Length: ", length=False
    ),
    "a length with a plus sign": lambda a, f: reply(
        f.body, f"Content-Type: {f.content_type}", f"Content-Length: +{len(f.body)}", length=False
    ),
    "a length twice in one line": lambda a, f: reply(
        f.body, f"Content-Type: {f.content_type}", f"Content-Length: {len(f.body)}, {len(f.body)}", length=False
    ),
    "Connection: close, keep-alive": header("Connection: close, keep-alive"),
    "chunk sizes with blanks": lambda a, f: in_chunks(f, line="{:x}  "),
    "206 in several parts": lambda a, f: _parts(f) if a.range else typed(f),
    "206 that names no place": lambda a, f: ranged(a, f, shown=f"bytes */{len(f.body)}"),
    "200 with a Content-Range": header("Content-Range: bytes 0-9/10"),
    # the head
    "no reason": lambda a, f: typed(f, status="200"),
    "a reason in Thai": lambda a, f: typed(f, status="200 สำเร็จ"),
    "200 without a word": lambda a, f: typed(f, status="200 "),
    "201": lambda a, f: typed(f, status="201 Created"),
    "203": lambda a, f: typed(f, status="203 Non-Authoritative Information"),
    "line feeds alone": _line_feeds,
    "two blanks in the status line": lambda a, f: b"HTTP/1.1  200  OK" + typed(f)[15:],
    "small letters in the status line": lambda a, f: b"http/1.1 200 OK" + typed(f)[15:],
    "HTTP/1.2": lambda a, f: typed(f, version="1.2"),
    "a long cookie": header("Set-Cookie: a=" + "b" * 5_000),
    "a blank line before it": lambda a, f: b"\r\n" + typed(f),
    "headers in capitals": lambda a, f: reply(f.body, f"CONTENT-TYPE: {f.content_type.upper()}"),
    "headers in small letters": lambda a, f: reply(f.body, f"content-type:{f.content_type}"),
    "a folded header": header("X-Long: a\r\n  b\r\n\tc"),
    "a header without a colon": header("garbage"),
    "an empty header": header("X-Empty:", "X-Blank:  "),
    "a space before the colon": lambda a, f: reply(f.body, f"Content-Type : {f.content_type}"),
    "ninety headers": header(*(f"X-{number}: {number}" for number in range(90))),
    "a long header": header("X-Long: " + "ก" * 2_500),
    "a header in cp874": header(b"X-Name: " + "กรม".encode("cp874")),
    "100 before it": lambda a, f: b"HTTP/1.1 100 Continue\r\n\r\n" + typed(f),
    "103 before it": lambda a, f: b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + typed(f),
    "no headers at all": lambda a, f: reply(f.body, length=False),
    # types and names
    "text/html": served_as("text/html"),
    "text/plain": served_as("text/plain; charset=utf-8"),
    "octets": served_as("application/octet-stream"),
    "no type": served_as(),
    "an empty type": served_as(""),
    "a type that is none": served_as("csv"),
    "a picture": served_as("image/png"),
    "a forced download": served_as("application/force-download"),
    "two types": served_as("application/octet-stream", "text/csv"),
    "a wrong charset": served_as("text/csv; charset=tis-620"),
    "a charset that is none": served_as("text/csv; charset=thai"),
    "Excel's type": served_as("application/vnd.ms-excel"),
    "nosniff": header("X-Content-Type-Options: nosniff"),
    "a Thai name, RFC 5987": header(f"{_DISPOSITION}*=UTF-8''{quote(THAI)}"),
    "a Thai name in UTF-8": header(f'{_DISPOSITION}="{THAI}"'),
    "a Thai name in cp874": header(f'{_DISPOSITION}="{THAI}"'.encode("cp874")),
    "a name without quotes": header(f"{_DISPOSITION}=my data; v2.csv"),
    "a name of another format": header(f'{_DISPOSITION}="data.exe"'),
    # encodings
    "gzip, unasked": encoded("gzip", gzip.compress),
    "deflate, unasked": encoded("deflate", zlib.compress),
    "deflate without its head": encoded("deflate", _deflated),
    "identity": encoded("identity", bytes),
    "Content-Encoding: utf-8": encoded("utf-8", bytes),
    "Content-Encoding: none": encoded("none", bytes),
    "Content-Encoding: binary": encoded("binary", bytes),
    "an empty Content-Encoding": encoded("", bytes),
    "gzip in chunks": lambda a, f: (
        reply(
            b"", f"Content-Type: {f.content_type}", "Content-Encoding: gzip", "Transfer-Encoding: chunked", length=False
        )
        + chunked(gzip.compress(f.body), 999)
    ),
    # redirects
    "301": redirected("301 Moved Permanently"),
    "302": redirected("302 Found"),
    "303": redirected("303 See Other"),
    "307": redirected("307 Temporary Redirect"),
    "308": redirected("308 Permanent Redirect"),
    "302 without a reason": redirected("302"),
    "an absolute target": redirected(target=lambda a: a.base + elsewhere(a)),
    "a target with the scheme left out": redirected(target=lambda a: a.base.partition(":")[2] + elsewhere(a)),
    "a target with the scheme in capitals": redirected(
        target=lambda a: "HTTP:" + a.base.partition(":")[2] + elsewhere(a)
    ),
    "a query alone": redirected(target=lambda a: "?there=1"),
    "a relative target": redirected(target=lambda a: "./" + elsewhere(a).rpartition("/")[2]),
    "a target with dots": redirected(target=lambda a: "/x/../y/../" + elsewhere(a).lstrip("/")),
    "a target in Thai": redirected(target=lambda a: elsewhere(a) + "&n=ข้อมูล"),
    "a target in cp874": redirected(target=lambda a: elsewhere(a).encode() + b"&n=" + "ข้อมูล".encode("cp874")),
    "a target with spaces": redirected(target=lambda a: elsewhere(a) + "&n=my data file"),
    "a target between spaces": redirected(target=lambda a: f"  {elsewhere(a)}  "),
    "a target with a fragment": redirected(target=lambda a: elsewhere(a) + "#sheet1"),
    "a target on another host": redirected(target=lambda a: a.base.replace("127.0.1.", "127.0.2.") + elsewhere(a)),
    "a session in the path": redirected(target=lambda a: elsewhere(a).replace("?", ";jsessionid=0123456789ABCDEF?")),
    "a redirect with an HTML page": redirected("302 Found", elsewhere, "Content-Type: text/html"),
    "a redirect to itself that ends": lambda a, f: away(a, a.target) if a.times == 1 else typed(f),
    "a redirect with a large body": lambda a, f: (
        typed(f) if there(a) else reply(b"x" * 300_000, f"Location: {elsewhere(a)}", status="302 Found")
    ),
    "a redirect without a length": lambda a, f: (
        typed(f) if there(a) else reply(b"x", f"Location: {elsewhere(a)}", status="302 Found", length=False)
    ),
    "the same Location twice": lambda a, f: (
        typed(f) if there(a) else away(a, elsewhere(a), "302", f"Location: {elsewhere(a)}")
    ),
    "an absolute target without a path": redirected(target=lambda a: f"{a.base}{elsewhere(a)}"),
    "a target with backslashes": redirected(target=lambda a: elsewhere(a).replace("/", "\\")),
    "a target with line ends encoded": redirected(target=lambda a: elsewhere(a) + "%0d%0a"),
    "five redirects": lambda a, f: (
        typed(f) if a.target.endswith("?5") else away(a, f"{_path(a)}?{int(a.target.partition('?')[2] or 0) + 1}")
    ),
    "200 with a Location": header("Location: /elsewhere"),
    "a cookie is needed": with_cookie("sid=1; Path=/; HttpOnly", needed="sid=1"),
    "two cookies are needed": with_cookie("a=1", "sid=2; Secure; SameSite=None", needed="sid=2"),
    "a cookie in Thai": header("Set-Cookie: ชื่อ=ค่า; path=/"),
    "to a self-signed certificate": lambda a, f: away(a, f"https://127.0.3.1:{a.target.rpartition('=')[2]}{_plain(a)}"),
    # moods
    "HEAD is refused": lambda a, f: reply(b"", status="405 Not Allowed") if a.method == "HEAD" else typed(f),
    "HEAD is 404": _only_plain,
    "HEAD is 500": lambda a, f: reply(b"", status="500 Error") if a.method == "HEAD" else typed(f),
    "HEAD has no length": lambda a, f: reply(b"", length=False) if a.method == "HEAD" else typed(f),
    "HEAD is a small page": lambda a, f: (
        reply(b"", "Content-Type: text/html", "Content-Length: 90", length=False) if a.method == "HEAD" else typed(f)
    ),
    "HEAD is hung up on": lambda a, f: b"" if a.method == "HEAD" else typed(f),
    "a late first byte": _late,
    "slowly": _slowly,
    "429 at first": at_first(lambda a, f: reply(b"", "Retry-After: 0", status="429 Too Many Requests")),
    "500 at first": at_first(lambda a, f: reply(b"", status="500 Internal Server Error")),
    "503 at first": at_first(lambda a, f: reply(b"", "Retry-After: 0", status="503 Service Unavailable")),
    "hung up at first": at_first(lambda a, f: b""),
    "broken off at first": at_first(lambda a, f: typed(f)[:-20]),
    "broken off where a range is asked": lambda a, f: typed(f)[:200] if a.range else typed(f),
    "browsers alone, 403": _by_agent("403 Forbidden"),
    "browsers alone, 406": _by_agent("406 Not Acceptable"),
}
#: ways of text: what is done to it on its way
TEXT_WAYS: dict[str, Callable[[bytes], bytes]] = {
    "a byte order mark": lambda body: b"\xef\xbb\xbf" + body,
    "two byte order marks": lambda body: b"\xef\xbb\xbf" * 2 + body,
    "blank lines before it": lambda body: b"\r\n\r\n  \n" + body,
    "a byte order mark behind blank lines": lambda body: b"\n\xef\xbb\xbf" + body,
    "UTF-16": lambda body: body.decode().encode("utf-16"),
    "UTF-16 without a mark": lambda body: body.decode().encode("utf-16-le"),
    "a NUL at its end": lambda body: body + b"\0",
    "an end of file from DOS": lambda body: body + b"\x1a",
    "carriage returns alone": lambda body: body.replace(b"\r\n", b"\n").replace(b"\n", b"\r"),
    "spaces at its end": lambda body: body + b" " * 2_000 + b"\r\n" * 500,
}
#: ways that are about a HEAD
BY_HEAD = tuple(name for name in WAYS if name.startswith("HEAD"))
#: what stands behind the path of an address; all of these lead to the file
ADDRESSES = {
    "a query in Thai": "?ปี=2565&จังหวัด=เชียงใหม่",
    "a query in cp874": "?q=" + quote("ข้อมูล".encode("cp874")),
    "a query with semicolons": "?a=1;b=2;c=3",
    "a query with spaces": "?name=my data",
    "a query with brackets": "?filters[year]=2565&x={a}|b",
    "a query with &amp;": "?a=1&amp;b=2",
    "an empty query": "?",
    "a fragment": "#sheet1",
    "a percent sign that means nothing": "?share=50%&x=%zz",
    "a path in Thai": "/ข้อมูลเปิด/รายงาน.csv",
    "a path with spaces": "/open data/my report (1).csv",
    "a path in cp874": "/" + quote("ข้อมูล".encode("cp874")),
    "a session in the path": ";jsessionid=1A2B",
    "two slashes": "//files//a.csv",
    "dots": "/x/../a.csv",
    "a long query": "?q=" + "a" * 3_000,
    "a plus sign": "/a+b.csv?c=d+e",
    "quotes": "/it's.csv?x='1'",
}


#: (declared, what is served as it): other formats that people mean by the word, each with a note at most
MEANT = (
    ("xls", "xlsx", ""), ("xlsx", "xls", ""), ("xls", "ods", ""), ("xls", "xlsm", ""), ("xlsx", "xlsb", ""),
    ("xls", "xls", "SpreadsheetML, by hand"), ("xls", "xls", "Excel's HTML, by hand"), ("txt", "csv", ""),
    ("csv", "txt", ""), ("csv", "tsv", ""), ("csv", "px", ""), ("txt", "json", ""), ("doc", "docx", ""),
    ("docx", "doc", ""), ("doc", "odt", ""), ("doc", "rtf", ""), ("ppt", "pptx", ""), ("json", "geojson", ""),
    ("json", "jsonl", ""), ("json", "topojson", ""), ("json", "jsonld", ""), ("xml", "kml", ""), ("xml", "rss", ""),
    ("xml", "atom", ""), ("xml", "gpx", ""), ("xml", "gml", ""), ("xml", "rdf_xml", ""), ("rss", "atom", ""),
    ("kml", "kmz", ""), ("kmz", "kml", ""), ("rdf_xml", "turtle", ""), ("rdf_xml", "jsonld", ""), ("gml", "xml", ""),
    ("jpeg", "png", ""), ("png", "jpeg", ""), ("jpeg", "webp", ""), ("tiff", "geotiff", ""), ("geotiff", "tiff", ""),
    ("mp4", "avi", "QuickTime, by hand"), ("mp3", "wav", ""), ("shp", "zip", "shapefile by GDAL"), ("csv", "zip", ""),
    ("zip", "7z", ""), ("zip", "rar", ""), ("rar", "zip", ""), ("csv", "gzip", ""),
    ("csv", "7z", ""), ("csv", "rar", ""), ("zip", "kmz", ""), ("zip", "xlsx", ""), ("api", "json", ""),
    ("api", "html", ""), ("wms", "wms", ""),
    ("wfs", "gml", ""), ("sdmx", "json", ""), ("html", "pdf", ""), ("html", "xlsx", ""), ("sqlite", "gpkg", ""),
    ("csv", "tar", ""), ("csv", "bz2", ""), ("mapinfo", "mapinfo", "GDAL, mif"),
)  # fmt: skip


#: how a catalog writes an address
WRITTEN: dict[str, Callable[[str], str]] = {
    "scheme in capitals": lambda url: url.replace("http:", "HTTP:", 1),
    "blanks around it": lambda url: f"  {url}\t\n",
    "a fragment of a viewer": lambda url: f"{url}#page=2&zoom=100",
    "a question mark at its end": lambda url: f"{url}?",
    "a zero-width space at its end": lambda url: f"{url}\u200b",
}


class Link(NamedTuple):
    """One link that works."""

    what: str
    way: str
    file: File
    path: str
    host: str
    secure: bool = False
    write: Callable[[str], str] = str  #: how the catalog writes the address


@cache
def texts() -> tuple[File, ...]:
    """The files that each way of text is tried with."""
    kml = File("places.kml", "kml", "application/vnd.google-earth.kml+xml", made("kml"))
    return (files()[0], files()[4], files()[7], kml)


@cache
def links() -> tuple[Link, ...]:
    """All of them, on hosts of their own in turn."""
    found = []
    for number, way in enumerate(WAYS):
        what = "HEAD first" if way in BY_HEAD else "way of answering"
        for place, file in enumerate(files()):
            found.append(Link(what, way, file, f"/{number}/{place}/{file.name}", f"127.0.1.{1 + number % HOSTS}"))
    for number, (name, tail) in enumerate(ADDRESSES.items()):
        for place, file in enumerate(files()[:4]):
            path = f"/a{number}/{place}/{file.name}{tail}"
            found.append(Link("address", name, file, path, f"127.0.1.{1 + number % HOSTS}"))
    for number, (way, done) in enumerate(TEXT_WAYS.items()):
        for place, file in enumerate(texts()):
            changed = file._replace(body=done(file.body))
            found.append(Link("text", way, changed, f"/t{number}/{place}/{file.name}", f"127.0.1.{1 + number}"))
    for number, (declared, name, writer) in enumerate(MEANT):
        file = File(f"file.{declared}", declared, "application/octet-stream", made(name, writer))
        path = f"/m{number}/0/file.{declared}"
        found.append(Link("format that is meant", f"{name} as {declared}", file, path, f"127.0.1.{1 + number % HOSTS}"))
    for number, (way, write) in enumerate(WRITTEN.items()):
        path = f"/w{number}/0/thai.csv"
        found.append(Link("address", way, files()[0], path, "127.0.1.1", write=write))
    for place, file in enumerate(files()):
        for number, way in enumerate(("the range", "chunked", "a target in Thai")):
            path = f"/{list(WAYS).index(way)}/{place}/{file.name}"
            found.append(Link("self-signed certificate", way, file, path, f"127.0.3.{1 + number}", secure=True))
    return tuple(found)


# ---------------------------------------------------------------- serving


class Server:
    """Answers with whatever the way in the target's first step says."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.lock = threading.Lock()
        self.ways = list(WAYS.values())
        #: files of their own, by the first two steps of the path
        self.own = {tuple(link.path.split("/")[1:3]): link.file for link in links() if link.path[1] in "tm"}

    def answer(self, method: str, target: str, headers: dict[str, str], scheme: str) -> Answer:
        with self.lock:
            self.asked[target] += 1
            times = self.asked[target]
        base = f"{scheme}://{headers.get('host', '')}"
        known = Asked(method, target, headers, base, times)
        step, place = target.split("/")[1:3]
        file = self.own.get((step, place)) or files()[int(place)]
        return self.ways[int(step)](known, file) if step.isdigit() else header()(known, file)

    def serve(self, connection: socket.socket, scheme: str) -> None:
        """One request, and the end: the client finds the connection closed, said or not."""
        head = b""
        while b"\r\n\r\n" not in head:
            more = connection.recv(65_536)
            if not more:
                return
            head += more
        first, *lines = head.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        answer = self.answer(method, target, headers, scheme)
        for piece in (answer,) if isinstance(answer, bytes) else answer:
            if isinstance(piece, float):
                if piece == HOLD:
                    connection.recv(65_536)
                    return
                time.sleep(piece)
                continue
            at = piece.find(b"\r\n\r\n") + 4 if method == "HEAD" else len(piece)
            connection.sendall(piece[:at])
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(2)
        while connection.recv(65_536):
            pass


@contextmanager
def serving(addresses: Iterable[str], port: int = 0, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """The server on all of these addresses and one port, until the end of the block."""
    server, scheme = Server(), "http" if tls is None else "https"
    threads: list[threading.Thread] = []
    with ExitStack() as stack:
        for address in addresses:
            listener = stack.enter_context(socket.create_server((address, port), backlog=128))
            port = listener.getsockname()[1]
            stack.callback(_shut, listener)
            threads.append(threading.Thread(target=_accept, args=(listener, server, scheme, tls, threads), daemon=True))
            threads[-1].start()
        yield port
    for thread in threads:
        thread.join(timeout=3)


def _shut(listener: socket.socket) -> None:
    with suppress(OSError):
        listener.shutdown(socket.SHUT_RDWR)


def _accept(
    listener: socket.socket, server: Server, scheme: str, tls: ssl.SSLContext | None, threads: list[threading.Thread]
) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        thread = threading.Thread(target=_converse, args=(connection, server, scheme, tls), daemon=True)
        threads.append(thread)
        thread.start()


def _converse(connection: socket.socket, server: Server, scheme: str, tls: ssl.SSLContext | None) -> None:
    with suppress(OSError), connection:  # the client went away
        if tls is None:
            server.serve(connection, scheme)
            return
        with tls.wrap_socket(connection, server_side=True) as wrapped:
            server.serve(wrapped, scheme)


def self_signed() -> ssl.SSLContext:
    """The certificate of an issuer whom nobody knows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.3.1", "127.0.3.2", "127.0.3.3").configure_cert(context)
    return context


# ---------------------------------------------------------------- looking, as a scan does


def looks() -> Iterator[tuple[Link, Fetched, Attempt]]:
    """Each link with what came back and the look that is kept of it."""
    hosts = sorted({link.host for link in links() if not link.secure})
    others = [host.replace("127.0.1.", "127.0.2.") for host in hosts]
    with (
        serving([*hosts, *others]) as port,
        serving(("127.0.3.1", "127.0.3.2", "127.0.3.3"), tls=self_signed()) as safe,
    ):
        urls = {}
        for link in links():
            scheme, where = ("https", safe) if link.secure else ("http", port)
            tail = f"?safe={safe}" if link.way == "to a self-signed certificate" else ""
            urls[link.write(f"{scheme}://{link.host}:{where}{link.path}{tail}")] = link
        with Fetcher(SETTINGS) as fetcher:
            for fetched in _asked(fetcher, urls):
                yield urls[fetched.request.key], fetched, _look(fetched, urls[fetched.request.key].file.declared)


def _asked(fetcher: Fetcher, urls: dict[str, Link]) -> Iterator[Fetched]:
    doubted = [url for url, link in urls.items() if link.what != "HEAD first"]
    first = [url for url, link in urls.items() if link.what == "HEAD first"]
    for fetched in fetcher.run([_request(url, "HEAD") for url in first]):
        if head_is_enough(fetched, urls[fetched.request.key].file.declared):
            yield fetched
        else:
            doubted.append(fetched.request.key)
    yield from fetcher.run([_request(url, "GET") for url in doubted])


def _request(url: str, method: str) -> Request:
    return Request(key=url, url=url, method=method, head_bytes=SETTINGS.head_bytes)


def _look(fetched: Fetched, declared: str) -> Attempt:
    sniffed = None
    if fetched.status is not None:
        sniffed = sniff(
            fetched.body,
            content_type=fetched.header("content-type"),
            url=fetched.url,
            declared=declared,
            complete=fetched.request.method == "GET" and whole(fetched),
        )
    return attempt_of(fetched, 1, "local", sniffed)


def settled(look: Attempt, declared: str) -> tuple[str, Outcome]:
    """Verdict and outcome of two equal looks, far enough apart."""
    again = structs.replace(look, at=look.at + timedelta(hours=1), number=2)
    distribution = Distribution(id="r", url=look.url, format=declared, declared=declared)
    held = settle(distribution, [look, again], load(RUBRIC).links, public=True)
    return held.verdict.value, held.outcome


_TOLD = {Outcome.PASSED: "works", Outcome.FAILED: "broken"}


def results() -> Iterator[tuple[str, str, str | None]]:
    """What each link is held for."""
    for link, _, look in looks():
        yield link.what, "works", _TOLD.get(settled(look, link.file.declared)[1])
