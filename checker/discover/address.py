"""From what a person pastes to what it can mean: a file, or roots of a site at which a CKAN may stand."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit, urlunsplit

from msgspec import Struct

from checker.discover.facts import CkanFacts, ckan_facts, document_facts
from checker.errors import UsageError

_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+:(?=//|\S)")
_HOST = re.compile(r"^(?=.{1,253}$)(?!-)[^\s/:@?#\\]+(?<!-)$")
_FQ_ORGANIZATION = re.compile(r"""\borganization:(?:"((?:[^"\\]|\\.)*)"|([^\s)"]+))""")


class Address(Struct, frozen=True, kw_only=True):
    """What a source can mean."""

    source: str  #: as it was written
    path: Path | None = None  #: a file or a folder; then nothing else
    urls: tuple[str, ...] = ()  #: the page itself, once for each scheme that may be meant
    roots: tuple[str, ...] = ()  #: at which a CKAN may stand, the likeliest first, no slash at the end
    document: bool = False  #: the path's end promises a document rather than a site
    organization: str = ""  #: the organization whose page it is


def parse(source: str) -> Address:
    """What ``source`` can mean. Raises UsageError where it is neither a file that exists nor an address."""
    written = _unquoted(source.strip())
    if not written:
        raise UsageError("no catalog was named: give a URL or a file", "ไม่ได้ระบุบัญชีข้อมูล: ใส่ URL หรือไฟล์")
    if re.match(r"^https?://", written, re.I):
        return _site(source, written, ())
    if _exists(written):
        return Address(source=source, path=Path(written))
    if "://" in written or (_SCHEME.match(written) and not _host_and_port(written)):
        raise _no_scheme(source)
    if _is_host(written):
        return _site(source, f"https://{written}", ("http",))
    raise UsageError(
        f"{source}: no such file, and no address of a site (an address begins with https://)",
        f"{source}: ไม่มีไฟล์นี้ และไม่ใช่ที่อยู่เว็บไซต์ (ที่อยู่ขึ้นต้นด้วย https://)",
        code="no_such_file",
    )


def _unquoted(written: str) -> str:
    """Without the marks that mail and chat put around an address."""
    for opening, closing in ("<>", '""', "''", "“”"):
        if len(written) > 1 and written[0] == opening and written[-1] == closing:
            return written[1:-1].strip()
    return written


def _exists(written: str) -> bool:
    try:
        return Path(written).exists()
    except (OSError, ValueError):  # longer than a file name may be, or with a NUL
        return False


def _no_scheme(source: str) -> UsageError:
    return UsageError(
        f"{source}: only http:// and https:// addresses and files can be read",
        f"{source}: อ่านได้เฉพาะที่อยู่ http:// หรือ https:// และไฟล์",
        code="invalid_url",
    )


def _host_and_port(written: str) -> bool:
    """``localhost:5000/x`` looks as if it had a scheme."""
    return re.match(r"^[^\s/:@?#]+:\d{1,5}(?:[/?#]|$)", written) is not None


def _is_host(written: str) -> bool:
    """Whether what has no scheme can begin with a host name, and is not rather a file that is missing."""
    authority = re.split(r"[/?#]", written, maxsplit=1)[0]
    host = authority.rsplit(":", 1)[0] if _host_and_port(authority) else authority
    if host.lower() == "localhost":
        return True
    try:
        return bool(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        pass
    a_file = authority == written and any(host.lower().endswith(end) for end in (*document_facts().suffixes, ".gz"))
    return "." in host.strip(".") and not host.startswith(".") and _HOST.match(host) is not None and not a_file


def _site(source: str, url: str, other_schemes: tuple[str, ...]) -> Address:
    parts = _clean(source, url)
    facts = ckan_facts()
    paths = tuple(dict.fromkeys(_root_paths(parts.path, facts)))
    bases = [urlunsplit((scheme, parts.netloc, "", "", "")) for scheme in (parts.scheme, *other_schemes)]
    return Address(
        source=source,
        urls=tuple(base + urlunsplit(("", "", parts.path, parts.query, "")) for base in bases),
        roots=tuple(base + path for base in bases for path in paths),
        document=_suffix(parts.path) in document_facts().suffixes,
        organization=_organization(parts, facts),
    )


def _clean(source: str, url: str) -> SplitResult:
    """The parts of an address, in the form that goes over the wire."""
    try:
        parts = urlsplit("".join(each for each in url if each.isprintable()))
        host, port = parts.hostname or "", parts.port
        if not host or any(each.isspace() for each in host):
            raise ValueError("no host name")
        wire = host if host.isascii() else host.encode("idna").decode()
    except ValueError as error:
        raise UsageError(f"{source!r}: not an address: {error}", f"{source!r}: ที่อยู่ไม่ถูกต้อง: {error}",
                         code="invalid_url") from error  # fmt: skip
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            f"{parts.scheme}://…@{host}: an address may not hold a name or password; for a token use --api-token-env",
            f"{parts.scheme}://…@{host}: ที่อยู่ต้องไม่มีชื่อผู้ใช้หรือรหัสผ่าน ถ้ามีโทเคนให้ใช้ --api-token-env",
            code="credentials",
        )
    wire = f"[{wire}]" if ":" in wire else wire
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    return SplitResult(parts.scheme.lower(), f"{wire}:{port}" if port else wire, path, query, "")


def _suffix(path: str) -> str:
    name = path.rsplit("/", 1)[-1].lower().removesuffix(".gz")
    return f".{name.rsplit('.', 1)[-1]}" if "." in name else ""


def _root_paths(path: str, facts: CkanFacts) -> Iterator[str]:
    """Paths at which the site may have its root: before CKAN's own parts, without the language, then shorter."""
    segments = [each for each in path.split("/") if each]
    if segments and _suffix(path) in document_facts().suffixes and segments[-1] not in facts.markers:
        segments = segments[:-1]
    cut = next((place for place, each in enumerate(segments) if each in facts.markers), len(segments))
    head = segments[:cut]
    plain = [each for each in head if each not in facts.locales]
    unended = head[:-1] if head and head[-1] in facts.locales else head
    for shape in (plain, unended, head):
        yield _joined(shape)
    for length in range(len(plain) - 1, -1, -1):
        yield _joined(plain[:length])
    if not plain:
        yield from facts.usual_roots


def _joined(segments: list[str]) -> str:
    return "".join(f"/{each}" for each in segments)


def _organization(parts: SplitResult, facts: CkanFacts) -> str:
    """The organization whose page, or whose filtered list, the address is."""
    segments = [unquote(each) for each in parts.path.split("/") if each]
    for place, segment in enumerate(segments[:-1]):
        if segment in facts.organization_markers and "api" not in segments[:place]:
            named = [each for each in segments[place + 1 :] if each not in facts.organization_verbs]
            return named[0] if named else ""
    query = parse_qs(parts.query)
    if query.get("organization"):
        return query["organization"][0]
    found = _FQ_ORGANIZATION.search(" ".join(query.get("fq", [])))
    return (found[1] or found[2] or "") if found else ""


def site_of(url: str) -> tuple[str, str, int]:
    """Scheme, host and port of a URL: its origin."""
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    return scheme, (parts.hostname or "").lower(), parts.port or (443 if scheme == "https" else 80)


def same_site(asked: str, answered: str) -> bool:
    """Whether an answer came from the site that was asked: its origin, or the same host grown from http to https."""
    before, after = site_of(asked), site_of(answered)
    grown = (before[0], after[0]) == ("http", "https") and before[1] == after[1] and before[2] == 80 and after[2] == 443
    return before == after or grown
