"""DBF tables, and the shapefiles whose attributes they are (dBASE III and IV, as shapefiles use them)."""

from __future__ import annotations

import struct
from datetime import date

from checker.encoding import decode
from checker.errors import Unreadable
from checker.grid import Cell, Row, Sheet
from checker.tables.bounds import COLUMNS, ROWS

_CODEPAGES = {0x7C: "cp874", 0xDE: "cp874", 0x4D: "gbk", 0x57: "cp1252", 0x03: "cp1252"}


def dbf(
    body: bytes, *, complete: bool, encoding: str = "", member: str = "", geometry: bool = False, format: str = "dbf"
) -> list[Sheet]:
    """The table of a DBF. ``encoding``: as a ``.cpg`` beside it says. Raises :class:`Unreadable`."""
    if len(body) < 33:
        raise Unreadable("damaged", "shorter than the header of a DBF")
    count, header, width = struct.unpack_from("<IHH", body, 4)
    fields = _fields(body, header)
    if not fields or width < 2 or header < 33:
        raise Unreadable("damaged", "no header of a DBF")
    whole = min(count, max(0, len(body) - header) // width)
    records = [body[header + n * width : header + (n + 1) * width] for n in range(min(whole, ROWS))]
    told = encoding or _told(body, fields, records)
    names = tuple(name.decode(told, "replace") for name, *_ in fields)
    rows: list[Row] = [names]
    rows += [_row(record, fields, told) for record in records if record[:1] != b"*"]  # a star: deleted
    return [
        Sheet(
            rows=rows, format=format, member=member, encoding=told, records=True, geometry=geometry,
            complete=complete and whole == count and len(records) == whole,
        )
    ]  # fmt: skip


def _fields(body: bytes, header: int) -> list[tuple[bytes, str, int, int]]:
    """Name, type, offset in a record and length of each field."""
    fields: list[tuple[bytes, str, int, int]] = []
    offset = 1
    for at in range(32, min(header, len(body)) - 31, 32):
        if body[at] == 0x0D or len(fields) == COLUMNS:
            break
        length = body[at + 16]
        fields.append((body[at : at + 11].split(b"\0")[0], chr(body[at + 11]), offset, length))
        offset += length
    return fields


def _told(body: bytes, fields: list[tuple[bytes, str, int, int]], records: list[bytes]) -> str:
    """The encoding: of the language byte, else as the text itself shows."""
    if body[29] in _CODEPAGES:
        return _CODEPAGES[body[29]]
    texts = [record[at : at + length] for record in records[:500] for _, kind, at, length in fields if kind == "C"]
    found = decode(b"\n".join([*(field[0] for field in fields), *texts]), complete=True)
    return found.encoding if found is not None and found.encoding is not None else "latin-1"


def _row(record: bytes, fields: list[tuple[bytes, str, int, int]], encoding: str) -> Row:
    return tuple(_cell(record[at : at + length], kind, encoding) for _, kind, at, length in fields)


def _cell(raw: bytes, kind: str, encoding: str) -> Cell:
    if kind == "C":
        return raw.decode(encoding, "replace").strip("\0 ")
    text = raw.decode("ascii", "replace").strip("\0 ")
    if not text or set(text) <= {"*", "?"}:
        return None
    try:
        if kind in "NF":
            return float(text) if "." in text or "e" in text.lower() else int(text)
        if kind == "D":
            return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return text
    return text.upper() in "TY" if kind == "L" else text


def cpg(body: bytes) -> str:
    """The encoding that a ``.cpg`` names, where Python knows it; empty: none."""
    name = body[:40].decode("ascii", "replace").strip().lower()
    name = {"874": "cp874", "tis-620": "cp874", "tis620": "cp874", "65001": "utf-8"}.get(name, name)
    return name if name in {"utf-8", "utf8", "cp874", "cp1252", "windows-874"} else ""
