"""What libcurl's error codes mean to us, and TLS failures in plain words (``schemas/network/tls.yaml``)."""

from __future__ import annotations

import errno
import re
from functools import cache

import pycurl
from msgspec import Struct, convert

from checker.model import FetchError
from checker.resources import load_yaml, schemas_dir

#: libcurl's code → our error, while no answer had begun
ERRORS = {
    pycurl.E_URL_MALFORMAT: FetchError.INVALID_URL,
    pycurl.E_COULDNT_RESOLVE_HOST: FetchError.DNS,
    pycurl.E_COULDNT_CONNECT: FetchError.CONNECT,
    pycurl.E_UNSUPPORTED_PROTOCOL: FetchError.CONNECT,  # an answer that is not HTTP
    pycurl.E_FTP_WEIRD_SERVER_REPLY: FetchError.CONNECT,
    pycurl.E_GOT_NOTHING: FetchError.CONNECT,
    pycurl.E_SEND_ERROR: FetchError.CONNECT,
    pycurl.E_RECV_ERROR: FetchError.CONNECT,
    pycurl.E_PARTIAL_FILE: FetchError.PARTIAL,
    pycurl.E_OPERATION_TIMEDOUT: FetchError.TIMEOUT,
    pycurl.E_BAD_CONTENT_ENCODING: FetchError.DECODING,
    pycurl.E_SSL_CONNECT_ERROR: FetchError.TLS,
    pycurl.E_PEER_FAILED_VERIFICATION: FetchError.TLS,
    pycurl.E_SSL_CERTPROBLEM: FetchError.TLS,
    pycurl.E_SSL_CIPHER: FetchError.TLS,
    pycurl.E_SSL_ISSUER_ERROR: FetchError.TLS,
    pycurl.E_SSL_INVALIDCERTSTATUS: FetchError.TLS,
    pycurl.E_TOO_LARGE if hasattr(pycurl, "E_TOO_LARGE") else 100: FetchError.CAPPED,
}
#: the host did speak, though not as HTTP speaks: what it says of one link, it does not say of the next
SPOKEN = frozenset({pycurl.E_UNSUPPORTED_PROTOCOL, pycurl.E_FTP_WEIRD_SERVER_REPLY})
#: codes after the head of an answer was read: what is missing is the rest of the body
BROKEN_OFF = frozenset(
    {pycurl.E_GOT_NOTHING, pycurl.E_SEND_ERROR, pycurl.E_RECV_ERROR, pycurl.E_FTP_WEIRD_SERVER_REPLY}
)
#: what libcurl refuses in the head of an answer though browsers pass over it: nobody can tell what stands behind it
STRICTER = re.compile(r"Header without colon|Invalid Content-Length|Unsupported HTTP/1 subversion")
#: failures of this machine or its network
OURS = frozenset(
    {
        errno.EADDRNOTAVAIL,
        errno.EAFNOSUPPORT,
        errno.EMFILE,
        errno.ENETDOWN,
        errno.ENETUNREACH,
        errno.ENFILE,
        errno.ENOBUFS,
    }
)
_FIGURES = re.compile(
    r" (?:after \d+ (?:ms|milliseconds)|with \d+(?: out of \d+)? bytes (?:received|remaining to read))"
)


class Cause(Struct, frozen=True):
    """One cause of a TLS failure."""

    id: str
    means: str
    text: str = ""


class Causes(Struct, frozen=True):
    """The whole of ``schemas/network/tls.yaml``."""

    causes: tuple[Cause, ...]
    incomplete: Cause
    other: Cause


@cache
def causes() -> Causes:
    """The causes of TLS failures."""
    return convert(load_yaml(schemas_dir() / "network" / "tls.yaml"), Causes)


def error_of(code: int, text: str, *, begun: bool, os_errno: int) -> FetchError:
    """Our error for libcurl's. ``begun``: the head of an answer had been read."""
    if code == pycurl.E_COULDNT_CONNECT and os_errno in OURS:
        return FetchError.OURS
    if STRICTER.match(text):
        return FetchError.OURS
    if begun and code in BROKEN_OFF:
        return FetchError.PARTIAL
    if code == pycurl.E_SSL_CONNECT_ERROR and ("SSL_ERROR_SYSCALL" in text or "reset" in text):
        return FetchError.CONNECT
    return ERRORS.get(code, FetchError.OURS)


def without_figures(text: str) -> str:
    """libcurl's words without how long it took and how much had come, which differ from look to look."""
    return _FIGURES.sub("", text)


def tls_cause(text: str) -> Cause:
    """The cause that the TLS library's message tells."""
    lowered = text.lower()
    return next((cause for cause in causes().causes if cause.text in lowered), causes().other)


def tls_words(cause: Cause, text: str) -> str:
    """``id: plain words (what the library said)``, as kept in the evidence."""
    return f"{cause.id}: {cause.means} ({text[:200]})" if text else f"{cause.id}: {cause.means}"
