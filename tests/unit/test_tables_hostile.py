"""No bytes and no cells break the room of tables, and hostile heads cost no more than a few honest ones."""

from __future__ import annotations

import time
from datetime import date, datetime
from datetime import time as clock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import Unreadable
from checker.grid import Sheet
from checker.resources import load_yaml, schemas_dir
from checker.tables import READABLE, THIRD_PARTY, profile, sheets
from tests.corpora import tables

IN_PROCESS = sorted(READABLE - THIRD_PARTY)
HEAD = 256 * 1024
SECONDS = 3.0  #: of processor time for one head: far above what any takes, far below what a power of its length would
SIGNS = frozenset(load_yaml(schemas_dir() / "openness" / "signs.yaml"))

#: cells of all kinds, and texts near to what the rules look for
CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.times(), st.text(max_size=12),
    st.sampled_from([
        "รวม", "ที่มา: ก", "หมายเหตุ", "2565", "๒๕๖๕", "1,200 บาท", "ม.ค.", "1 ม.ค. 2565", "(1)", "-", "..", "จังหวัด",
        "เชียงใหม่", "31/02/2565", "99/99/9999", "0", "00", "1e400", "inf", "nan", "²", "①", "٣", "฿", "(", "1/1/0001",
    ]),
)  # fmt: skip


def read(body: bytes, format: str, complete: bool) -> None:
    try:
        found = sheets(body, format, complete=complete)
    except Unreadable:
        return
    told(found)


def told(found: list[Sheet]) -> None:
    for each in profile(found):
        assert {sign.code for sign in each.signs} <= SIGNS
        for sign in each.signs:
            assert sign.count > 0
            assert len(sign.at.value) <= 80
            assert len(sign.at.header) <= 80
        assert all(len(column.name) <= 80 * 8 for column in each.columns)


@pytest.mark.parametrize("format", IN_PROCESS)
@settings(max_examples=60, deadline=None)
@given(body=st.binary(max_size=300), complete=st.booleans())
def test_no_bytes_break_a_format_that_is_read_in_process(format: str, body: bytes, complete: bool) -> None:
    read(body, format, complete)


@pytest.mark.parametrize("format", IN_PROCESS)
@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet='{}[]<>/=":,;\n\t|"a1กรวม ๒-.?!', max_size=200), complete=st.booleans())
def test_no_text_breaks_a_format_that_is_read_in_process(format: str, text: str, complete: bool) -> None:
    read(text.encode(), format, complete)


@settings(max_examples=300, deadline=None)
@given(
    rows=st.lists(st.lists(CELLS, max_size=6).map(tuple), max_size=12),
    delimiter=st.sampled_from(["", ","]),
    records=st.booleans(),
    geometry=st.booleans(),
    merged=st.lists(st.sampled_from(["A1:C1", "A1:A3", "B2:XFD1048576", "A1", "C3:A1", "x", "A0:B1", ""]), max_size=3),
    complete=st.booleans(),
)
def test_no_cells_break_the_profile(rows, delimiter, records, geometry, merged, complete) -> None:  # type: ignore[no-untyped-def]
    told([
        Sheet(rows=rows, format="csv", delimiter=delimiter, records=records, geometry=geometry, merged=tuple(merged),
              complete=complete)
    ])  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_damage_to_a_workbook_gets_past_the_reader(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from([case for case in tables.cases() if case.format in ("xlsx", "xls", "ods")][:30]))
    body = bytearray(case.body)
    for _ in range(data.draw(st.integers(1, 4))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.sampled_from([len(body), len(body) // 2]))
    read(bytes(body[:cut]), case.format, complete=True)


def repeated(piece: bytes, size: int = HEAD) -> bytes:
    return piece * (size // len(piece))


HOSTILE = {
    "delimiters": ("csv", repeated(b",")),
    "line ends": ("csv", repeated(b"\n")),
    "quotes": ("csv", repeated(b'"')),
    "quoted delimiters": ("csv", repeated(b'",')),
    "a quote on every line": ("csv", repeated(b'"a,b\n')),
    "one cell": ("csv", repeated(b"a")),
    "one number": ("csv", repeated(b"9")),
    "marks with nothing to stand on": ("csv", repeated("\u0e48".encode())),
    "totals": ("csv", repeated("รวม,รวม,1\n".encode())),
    "dates": ("csv", repeated("1 ม.ค. 2565,x\n".encode())),
    "blank rows": ("csv", repeated(b"a,1\n\n,\n")),
    "different numbers": ("csv", "".join(f"{n},{n * 7}\n" for n in range(20_000)).encode()),
    "different words": ("csv", "".join(f"ก{n},ข{n * 7}\n" for n in range(12_000)).encode()),
    "wide rows": ("csv", (",".join(f"ก{n}" for n in range(9_000)) + "\n").encode() * 3),
    "brackets": ("json", repeated(b"[")),
    "objects": ("json", repeated(b'{"a":')),
    "arrays in objects": ("json", repeated(b'[{"a":')),
    "arrays that break off": ("json", b'[{"a":1' + repeated(b',[{"a":1')),
    "digits": ("json", b'[{"a":' + repeated(b"9") + b"}]"),
    "keys": ("json", b"[{" + b",".join(b'"k%d":1' % n for n in range(20_000)) + b"}]"),
    "different keys": ("json", b"[" + b",".join(b'{"k%d":1}' % n for n in range(15_000)) + b"]"),
    "properties": ("geojson", repeated(b'{"properties":{"a":')),
    "lines": ("jsonl", repeated(b'{"a":1}\n')),
    "elements": ("xml", repeated(b"<a>")),
    "different elements": ("xml", b"<r>" + b"".join(b"<a%d><b>1</b></a%d>" % (n, n) for n in range(9_000)) + b"</r>"),
    "attributes": ("xml", b"<r><a " + b" ".join(b"a%d='1'" % n for n in range(20_000)) + b"/></r>"),
    "values in one record": ("xml", b"<r><a>" + b"".join(b"<b%d>1</b%d>" % (n, n) for n in range(9_000)) + b"</a></r>"),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("complete", [True, False])
def test_a_hostile_head_costs_bounded_time(name: str, complete: bool) -> None:
    format, body = HOSTILE[name]
    begun = time.process_time()
    read(body, format, complete)
    assert time.process_time() - begun < SECONDS


def test_cells_that_python_finds_odd_are_told_all_the_same() -> None:
    rows = [("ก", "ข"), (datetime.max, clock.max), (date.min, float("inf")), (float("nan"), 10**400), ("\ud800", "\0")]
    told([Sheet(rows=rows, format="xlsx")])
