"""JSON Lines: a package a line, read as a stream; a bad line costs that line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from checker.discover.decode import BOM, Unreadable, decode
from checker.discover.pages import unwrapped
from checker.discover.piece import Piece
from checker.discover.rows import Row, is_package, row_of

_ROWS = msgspec.json.Decoder(Row)


class Line(Struct, frozen=True):
    """One line that is not blank. Of one that is too long only the beginning is held."""

    number: int
    text: bytes
    cut: bool = False


def lines(chunks: Iterable[bytes], limit: int) -> Iterator[Line]:
    """The lines of a stream, counted from 1; at most ``limit`` bytes of one are ever held."""
    number = 1
    held = b""
    cut = False
    first = True
    for chunk in chunks:
        if first and chunk:
            chunk, first = chunk.removeprefix(BOM), False
        parts = chunk.split(b"\n")
        parts[0] = parts[0] if cut else held + parts[0]
        for text in parts[:-1]:
            if cut or text.strip():
                yield Line(number, held if cut else text, cut)
            number, held, cut = number + 1, b"", False
        rest = parts[-1]
        if len(parts) == 1 and cut:
            continue
        cut = len(rest) > limit
        held = rest[:100] if cut else rest
    if held.strip() or cut:
        yield Line(number, held, cut)


def line_pieces(chunks: Iterable[bytes], *, after: int, page_size: int, limit: int) -> Iterator[Piece]:
    """Pieces of ``page_size`` lines behind line ``after``, with a problem for each line that is no package."""
    texts: list[bytes] = []
    rows: list[Row] = []
    problems: list[tuple[str, str]] = []
    number = after
    for line in lines(chunks, limit):
        if line.number <= after:
            continue
        number = line.number
        row = _row(line)
        if isinstance(row, Row):
            rows.append(row)
        else:
            problems.append((f"line {number}", row))
        texts.append(line.text)
        if len(texts) >= page_size:
            yield Piece(kind="jsonl", body=b"\n".join(texts), rows=tuple(rows), end=number, problems=tuple(problems))
            texts, rows, problems = [], [], []
    if texts:
        yield Piece(kind="jsonl", body=b"\n".join(texts), rows=tuple(rows), end=number, problems=tuple(problems))


def _row(line: Line) -> Row | str:
    """Who the package of a line is, or why there is none."""
    if line.cut:
        return "too_large"
    try:
        row = _ROWS.decode(line.text)
        if row.key and b'"result"' not in line.text:
            return row
    except (msgspec.MsgspecError, ValueError, RecursionError):
        pass  # read again with patience
    try:
        package = unwrapped(decode(line.text))
    except Unreadable as error:
        return f"{error.code}: {error.detail}" if error.detail else error.code
    if not is_package(package) or not row_of(package).key:
        return "not_a_catalog: no dataset"
    return row_of(package)
