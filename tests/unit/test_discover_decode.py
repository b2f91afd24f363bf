"""JSON of strangers: repaired where it can be, refused with a reason where not."""

from __future__ import annotations

import gzip
import json
import zlib
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.discover.decode import Unreadable, decode, inflate, unpacked


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'{"a": 1}', {"a": 1}),
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        ('{"a": "ก"}'.encode("utf-16"), {"a": "ก"}),
        (b'{"a": NaN, "b": -Infinity, "c": 1e999}', {"a": None, "b": None, "c": None}),
        (b'["\xe0"]', ["�"]),
        (b'["\\ud800", "\\ud83d\\ude00"]', ["�", "😀"]),
        (b'["a\tb"]', ["a\tb"]),
        (b"[123456789012345678901234567890]", [123456789012345678901234567890]),
        (b"[" + b"1" * 5000 + b"]", ["1" * 5000]),
        (b'{"a": 1, "a": 2}', {"a": 2}),
        (b'["\\u0000"]', ["\0"]),
    ],
)
def test_json_of_strangers_is_read(body: bytes, value: Any) -> None:
    assert decode(body) == value
    msgspec.json.encode(decode(body))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "json"),
        (b"   ", "json"),
        (b"<html>", "json"),
        (b'{"a": 1', "truncated"),
        (b'{"a": "b', "truncated"),
        (b'["a", ', "truncated"),
        (b'{"a": 1} x', "json"),
        (b"{'a': 1}", "json"),
        (b"[" * 100_000 + b"]" * 100_000, "deep"),
        (b"[NaN," + b"[" * 100_000 + b"]" * 100_000 + b"]", "deep"),
        (b'{"a":' * 50_000, "deep"),
    ],
)
def test_what_is_no_json_says_why(body: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as raised:
        decode(body)
    assert raised.value.code == code


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda each: st.lists(each) | st.dictionaries(st.text(), each),
)


@given(JSON)
def test_what_json_writes_is_read_back(value: Any) -> None:
    assert decode(json.dumps(value).encode()) == value


@given(st.binary())
def test_any_bytes_are_a_value_or_unreadable(body: bytes) -> None:
    try:
        value = decode(body)
    except Unreadable:
        return
    msgspec.json.encode(value)


@given(st.lists(st.binary(max_size=3000), max_size=4), st.integers(1, 4000))
def test_gzip_of_many_members_and_any_cut_is_unpacked(members: list[bytes], cut: int) -> None:
    packed = b"".join(gzip.compress(each) for each in members)
    chunks = [packed[at : at + cut] for at in range(0, len(packed), cut)]
    assert b"".join(inflate(chunks, limit=1 << 20, ratio=1000)) == b"".join(members)


def test_what_is_not_packed_stays_as_it_is() -> None:
    assert unpacked(b'{"a": 1}', limit=100, ratio=10) == b'{"a": 1}'


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (gzip.compress(b"0" * 50_000_000), "too_large"),  # under the limit, over the ratio
        (gzip.compress(bytes(range(256)) * 300_000), "too_large"),
        (gzip.compress(b"{}" * 1000)[:-9], "truncated"),
        (b"\x1f\x8b", "truncated"),
        (b"\x1f\x8bno gzip at all", "encoding"),
        (gzip.compress(b"abc")[:-8] + b"\0" * 8, "encoding"),
    ],
    ids=("burst", "burst of all bytes", "cut", "head", "none", "sum"),  # a gzip holds the time, and no name may
)
def test_gzip_that_lies_or_bursts_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as raised:
        unpacked(body, limit=60_000_000, ratio=200)
    assert raised.value.code == code


def test_a_bomb_is_given_up_early() -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b"\0" * (1 << 20)) for _ in range(200)) + packer.flush()
    pieces: list[int] = []
    unpacking = inflate([bomb], limit=1 << 30, ratio=100)
    with pytest.raises(Unreadable, match="gzip"):
        pieces.extend(len(piece) for piece in unpacking)
    assert sum(pieces) <= 100 * len(bomb) + (1 << 17)
