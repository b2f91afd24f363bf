"""Findings on their way to the store: kept in a temporary file, so that neither memory nor a lock waits for them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from types import TracebackType

import msgspec

from checker.model import Finding

_LENGTH = 4  #: bytes before each batch that give its length


class Spool:
    """A context manager; what was put in comes out once, in order."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="dgcheck-")  # noqa: SIM115 (closed by __exit__)
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(tuple[Finding, ...]).decode

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def put(self, findings: Iterable[Finding]) -> None:
        """Keeps the findings of one dataset."""
        batch = self._encode(tuple(findings))
        self._file.write(len(batch).to_bytes(_LENGTH, "big"))
        self._file.write(batch)

    def __iter__(self) -> Iterator[Finding]:
        self._file.seek(0)
        while head := self._file.read(_LENGTH):
            yield from self._decode(self._file.read(int.from_bytes(head, "big")))
