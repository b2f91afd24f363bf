"""The guard: which addresses may be connected to, and which URLs may be asked for at all.

Pure: it opens no socket and resolves no name. The rules are openness rules section 5, the data
``schemas/network/guard.yaml``. A URL that passes has been rewritten to plain ASCII (host in its one canonical
spelling, path and query percent-encoded as UTF-8, no fragment), so nothing behind it parses it differently.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import quote, unquote

from msgspec import Struct, convert

from checker.errors import SettingsError
from checker.model import FetchError
from checker.resources import load_yaml, schemas_dir

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


class Range(Struct, frozen=True, forbid_unknown_fields=True):
    """One refused network."""

    network: str
    what: str
    always: bool = False  #: no allow-list opens it
    alone: bool = False  #: opened only by an entry for this address alone


class Embedding(Struct, frozen=True, forbid_unknown_fields=True):
    """One IPv6 form that carries an IPv4 address."""

    network: str
    shift: int
    what: str


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of ``schemas/network/guard.yaml``."""

    networks: tuple[Range, ...]
    embedded: tuple[Embedding, ...]
    global_ipv6: str
    ports: frozenset[int]
    longest_url: int
    other_schemes: frozenset[str]


class Target(Struct, frozen=True):
    """A URL that may be asked for, once its address is allowed too."""

    url: str  #: plain ASCII, without fragment
    scheme: str
    host: str  #: lower case, punycode, IPv6 without brackets
    port: int
    literal: str  #: the address, when the host is one; else empty


class Refused(Struct, frozen=True):
    """Why a URL may not be asked for."""

    error: FetchError
    detail: str


@cache
def rules() -> Rules:
    """The data of the guard."""
    return convert(load_yaml(schemas_dir() / "network" / "guard.yaml"), Rules)


class Guard:
    """Says of an address whether it may be connected to, given the networks that were opened by name."""

    def __init__(self, allow_networks: Sequence[str] = ()) -> None:
        self._allowed = tuple(_network(written) for written in allow_networks)
        data = rules()
        self._ranges = tuple((ip_network(row.network), row) for row in data.networks)
        self._embedded = tuple((IPv6Network(row.network), row) for row in data.embedded)
        self._global = IPv6Network(data.global_ipv6)
        self._known: dict[str, str] = {}

    def refusal(self, address: str) -> str:
        """Why this address is refused, or the empty string when it may be connected to."""
        found = self._known.get(address)
        if found is None:
            if len(self._known) >= 50_000:
                self._known.clear()
            found = self._known[address] = self._judge(address)
        return found

    def opens(self, address: str) -> bool:
        """Whether one of the networks that were opened by name holds this address."""
        try:
            found = ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self._allowed)

    def _judge(self, written: str) -> str:
        try:
            address = ip_address(written)
        except ValueError:
            return f"{written[:80]!r} is not an address"
        if isinstance(address, IPv6Address) and address.scope_id:
            return f"{written} is bound to one interface"
        found = [row for network, row in self._ranges if address in network]
        if found:
            return self._opened(address, found)
        if isinstance(address, IPv6Address):
            return self._judge_version_6(address)
        return ""

    def _judge_version_6(self, address: IPv6Address) -> str:
        for network, row in self._embedded:
            if address in network:
                inner = self._judge(str(IPv4Address((int(address) >> row.shift) & 0xFFFFFFFF)))
                return f"{address} ({row.what}): {inner}" if inner else ""
        if address in self._global or any(address in network for network in self._allowed):
            return ""
        return f"{address} is reserved"

    def _opened(self, address: Address, found: Sequence[Range]) -> str:
        """Refused, unless the allow-list opens every refused network that the address stands in."""
        opening = [network for network in self._allowed if address in network]
        by_itself = any(network.num_addresses == 1 for network in opening)
        for row in found:
            if row.always or not opening or (row.alone and not by_itself):
                strictest = next((other for other in found if other.alone), row)
                return f"{address} is in a network that we do not fetch from ({strictest.what})"
        return ""


def _network(written: str) -> Network:
    try:
        return ip_network(written, strict=False)
    except ValueError as error:
        raise SettingsError(
            f"allow_networks: {written!r} is not a network such as 10.1.0.0/16",
            f"allow_networks: {written!r} ไม่ใช่ช่วงเครือข่าย ตัวอย่างที่ถูกต้อง 10.1.0.0/16",
        ) from error


_SHAPE = re.compile(r"(https?)://([^/?#]*)([^#]*)", re.IGNORECASE | re.ASCII)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):(//)?", re.IGNORECASE | re.ASCII)
_LINES = re.compile(r"[\r\n]")
#: controls, bidi marks and overrides, line separators, the byte order mark
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_PLAIN = re.compile(r"/[A-Za-z0-9\-._~:/?@!$&'()*+,;=%\[\]|]*", re.ASCII)
_SAFE = "-._~:/?@!$&'()*+,;=%[]|"
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.ASCII)
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+", re.ASCII)


def vet(written: str) -> Target | Refused:
    """The URL in its one canonical spelling, or why it may not be asked for. Blanks around it are trimmed."""
    text = written.strip(" \t\r\n\f")
    if not text:
        return Refused(FetchError.INVALID_URL, "blank")
    if len(text) > rules().longest_url:
        return Refused(FetchError.INVALID_URL, f"longer than {rules().longest_url} characters")
    if _HIDDEN.search(text):
        return _hidden(text)
    shape = _SHAPE.match(text if "\\" not in text else slashed(text))
    if shape is None:
        return _no_web_url(text)
    scheme, authority, rest = shape.groups()
    place = _place(scheme.lower(), authority)
    if isinstance(place, Refused):
        return place
    if not _PLAIN.fullmatch(rest):
        rest = quote(rest if rest.startswith("/") else "/" + rest, safe=_SAFE, errors="replace")
    return Target(place.url + rest, place.scheme, place.host, place.port, place.literal)


def _hidden(text: str) -> Refused:
    if _LINES.search(text):
        return Refused(FetchError.HEADER, "a line break inside the URL would smuggle a header")
    found = _HIDDEN.search(text)
    assert found is not None
    return Refused(FetchError.INVALID_URL, f"a control or direction character (U+{ord(found[0]):04X}) inside the URL")


def slashed(text: str) -> str:
    """Backslashes before the query as browsers read them, so that no two parsers see two hosts."""
    head, mark, query = text.partition("?")
    return head.replace("\\", "/") + mark + query


def _no_web_url(text: str) -> Refused:
    found = _SCHEME.match(text)
    if found and (found[2] or found[1].lower() in rules().other_schemes) and found[1].lower() not in ("http", "https"):
        return Refused(FetchError.SCHEME, f"{found[1].lower()[:20]} is not fetched, only http and https")
    return Refused(FetchError.INVALID_URL, "not a URL that begins with http:// or https://")


@lru_cache(maxsize=4096)
def _place(scheme: str, authority: str) -> Target | Refused:
    """Scheme, host and port in their canonical spelling, as a target without path."""
    if "@" in authority:
        return Refused(FetchError.HEADER, "a user name or password stands in the URL")
    split = re.fullmatch(r"(\[[^\[\]]*\]|[^:\[\]]*)(?::([0-9]*))?", authority)
    if split is None:
        return Refused(FetchError.INVALID_URL, "no host, or a port that is no number")
    port = int(split[2][:6]) if split[2] else (443 if scheme == "https" else 80)
    if port > 65535:
        return Refused(FetchError.INVALID_URL, f"port {port} does not exist")
    if port in rules().ports:
        return Refused(FetchError.ADDRESS, f"port {port} is not a web server's")
    found = _host(split[1])
    if isinstance(found, Refused):
        return found
    host, literal = found
    shown = f"[{host}]" if ":" in host else host
    standard = port == (443 if scheme == "https" else 80)
    return Target(f"{scheme}://{shown}" + ("" if standard else f":{port}"), scheme, host, port, literal)


def _host(written: str) -> tuple[str, str] | Refused:
    """Host in lower-case ASCII, and the address when it is one in any spelling."""
    if written.startswith("["):
        return _version_6(written[1:-1])
    text = unquote(written, errors="replace") if "%" in written else written
    if not text.isascii():
        try:
            text = text[:1000].encode("idna").decode("ascii")
        except UnicodeError:
            return Refused(FetchError.INVALID_URL, "a host name that cannot be written as punycode")
    text = text.lower().removesuffix(".")
    labels = text.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _version_4(labels)
    if len(text) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        return Refused(FetchError.INVALID_URL, "not a host name")
    return text, ""


def _version_6(written: str) -> tuple[str, str] | Refused:
    try:
        address = IPv6Address(written)
    except ValueError:
        return Refused(FetchError.INVALID_URL, "not an IPv6 address")
    if address.scope_id:
        return Refused(FetchError.INVALID_URL, "an IPv6 address bound to one interface")
    return str(address), str(address)


def _version_4(labels: list[str]) -> tuple[str, str] | Refused:
    """IPv4 in every spelling that a system would take: 1 to 4 parts, decimal, octal or hexadecimal."""
    wrong = Refused(FetchError.INVALID_URL, "neither a host name nor an IPv4 address")
    if len(labels) > 4 or not all(_NUMBER.fullmatch(label) and len(label) < 40 for label in labels):
        return wrong
    try:
        parts = [_number(label) for label in labels]
    except ValueError:
        return wrong
    if any(part > 255 for part in parts[:-1]) or parts[-1] >= 256 ** (5 - len(parts)):
        return wrong
    value = parts[-1] + sum(part << (24 - 8 * place) for place, part in enumerate(parts[:-1]))
    address = str(IPv4Address(value))
    return address, address


def _number(label: str) -> int:
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8 if len(label) > 1 and label.startswith("0") else 10)


def origin(target: Target) -> tuple[str, str, int]:
    """Scheme, host and port: what a caller's own headers may be sent to."""
    return target.scheme, target.host, target.port
