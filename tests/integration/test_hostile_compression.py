"""Bombs in the Content-Encoding: what comes out is bounded, and so is the time that it takes to find that out."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable, Iterable

import brotli
import pycurl
import pytest
from msgspec import structs
from wild import QUICK, answer, answers, wild

from checker.fetch import Fetcher
from checker.model import Fetched, FetchError, Request
from checker.testing import SiteAnswer, SiteRequest, serve

MB = 1_000_000


def zstandard(body: bytes) -> bytes:
    return bytes(pytest.importorskip("backports.zstd").compress(body))


CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda body: bytes(brotli.compress(body, quality=4)),
    "zstd": zstandard,
}
#: what the libcurl at hand decodes
KNOWN = [name for name in CODINGS if {"br": "brotli", "zstd": "zstd"}.get(name, "") in pycurl.version]


def ask(url: str, head_bytes: int | None = None) -> Fetched:
    with Fetcher(structs.replace(QUICK, retries=0)) as fetcher:
        return fetcher.get(Request(key="a", url=url, head_bytes=head_bytes))


def serving(body: bytes, *codings: str, head_bytes: int | None = None) -> Fetched:
    headers = [f"Content-Encoding: {coding}" for coding in codings]
    with wild(answers(answer(body, "200 OK", *headers))) as port:
        return ask(f"http://127.0.0.1:{port}/", head_bytes)


@pytest.mark.parametrize("coding", KNOWN)
@pytest.mark.parametrize("head_bytes", [None, 32 * MB])
def test_a_bomb_is_cut_by_what_comes_out_of_it(coding: str, head_bytes: int | None) -> None:
    found = serving(CODINGS[coding](bytes(60 * MB)), coding, head_bytes=head_bytes)
    assert (found.error, found.body) == (FetchError.CAPPED, b"")
    assert found.detail == "decompresses to more than 200 times its size"
    assert found.bytes_read < 12 * MB


@pytest.mark.parametrize("coding", KNOWN)
def test_the_head_of_a_bomb_is_a_head(coding: str) -> None:
    found = serving(CODINGS[coding](bytes(60 * MB)), coding, head_bytes=100_000)
    assert (found.body, found.capped, found.error) == (bytes(100_000), True, None)


@pytest.mark.parametrize("coding", KNOWN)
@pytest.mark.parametrize("head_bytes", [None, 32 * MB])
def test_a_large_file_that_is_compressed_as_files_are_is_read_whole(coding: str, head_bytes: int | None) -> None:
    table = b"".join(b"%d,%s\n" % (row, os.urandom(20).hex().encode()) for row in range(120_000))
    found = serving(CODINGS[coding](table), coding, head_bytes=head_bytes)
    assert (found.body == table, found.error, found.capped) == (True, None, False)
    assert len(table) > 5 * MB


def packed(pieces: Iterable[bytes]) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*map(packer.compress, pieces), packer.flush()])


def nothing_at_length(megabytes: int) -> bytes:
    """gzip of so many megabytes of a gzip file that says nothing: blocks that are stored and hold no byte."""
    begun = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"
    return packed([begun, *[b"\x00\x00\x00\xff\xff" * (MB // 5)] * megabytes])


@pytest.mark.parametrize(
    "codings", [("gzip, gzip",), ("gzip", "gzip"), ("gzip,identity", "deflate"), ("gzip, br",), ("br,gzip,br,gzip",)]
)
def test_compression_inside_compression_is_not_decoded_at_all(codings: tuple[str, ...]) -> None:
    found = serving(nothing_at_length(20), *codings)
    assert (found.error, found.detail, found.body) == (FetchError.CAPPED, "compressed several times over", b"")


def test_a_coding_that_is_none_beside_one_that_is_does_not_count() -> None:
    found = serving(gzip.compress(b"data"), "identity, gzip")
    assert found.error in (None, FetchError.DECODING)
    assert found.body in (b"data", b"")


def test_compression_of_the_transfer_is_no_way_around() -> None:
    for coding in ("gzip, chunked", "gzip", "gzip, gzip, chunked"):
        bomb = gzip.compress(bytes(60 * MB))
        framed = b"%x\r\n%b\r\n0\r\n\r\n" % (len(bomb), bomb)
        raw = f"HTTP/1.1 200 OK\r\nTransfer-Encoding: {coding}\r\nConnection: close\r\n\r\n".encode()
        with wild(answers(raw + framed)) as port:
            found = ask(f"http://127.0.0.1:{port}/")
        assert found.bytes_read < 12 * MB
        assert found.error is not None or found.body == bomb, coding


def test_a_bomb_behind_a_redirect_is_not_decoded() -> None:
    bomb = gzip.compress(bytes(60 * MB))

    def site(request: SiteRequest) -> SiteAnswer:
        if request.path == "/end":
            return SiteAnswer(body=b"the end")
        return SiteAnswer(status=302, headers={"Location": "/end", "Content-Encoding": "gzip"}, body=bomb)

    with serve(site) as base:
        found = ask(f"{base}/start")
    assert (found.body, found.error, len(found.hops)) == (b"the end", None, 1)
