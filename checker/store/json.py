"""Values as JSON, as the store keeps them. Whatever a catalog or a host has put into a value, it can be written."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import msgspec

_HALVES = re.compile("[\ud800-\udfff]")


def _plain(value: Any) -> str:
    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError(type(value))


_encode = msgspec.json.Encoder(enc_hook=_plain).encode


def encoded(value: Any) -> bytes:
    """A value as JSON. A half of a surrogate pair, which no UTF-8 can hold, becomes U+FFFD."""
    try:
        return _encode(value)
    except UnicodeEncodeError:
        return _encode(_mended(msgspec.to_builtins(value, enc_hook=_plain)))


def text(value: str) -> str:
    """A text that a column can hold."""
    return value if value.isascii() else _HALVES.sub("\ufffd", value)


def decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    """Reads back what :func:`encoded` wrote of values of one kind."""
    return msgspec.json.Decoder(kind, dec_hook=_fraction)


def _fraction(kind: type, value: Any) -> Any:
    if kind is Fraction:
        return Fraction(value)
    raise NotImplementedError(kind)


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return text(value)
    if isinstance(value, dict):
        return {text(str(key)): _mended(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_mended(each) for each in value]
    return value
