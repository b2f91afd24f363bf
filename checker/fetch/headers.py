"""Header lines: those that came, those that are sent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from checker.config import Settings
from checker.errors import SettingsError
from checker.version import VERSION

MOST_HEADERS = 100
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", re.ASCII)
_STATUS = re.compile(r"HTTP/[0-9.]+ +([0-9]{3})(?: (.*))?", re.ASCII)


class Head(Struct, frozen=True, gc=False):
    """Status line and headers of one answer; names in lower case, values without control characters."""

    status: int | None = None
    phrase: str = ""
    headers: tuple[tuple[str, str], ...] = ()

    def value(self, name: str) -> str:
        """The first value of a header, or the empty string."""
        return next((value for key, value in self.headers if key == name), "")

    def values(self, name: str) -> list[str]:
        """All values of a header that may come more than once."""
        return [value for key, value in self.headers if key == name]


def parse(lines: Sequence[bytes]) -> Head:
    """The head out of the raw lines of one answer; trailers behind the blank line are left out."""
    if not lines:
        return Head()
    raw = b"".join(lines)
    text = _text(raw)
    found = _STATUS.match(text)
    headers = []
    for line in text.split("\r\n" if "\r\n" in text else "\n")[1:]:
        if not line:
            break
        name, colon, value = line.partition(":")
        if colon:
            headers.append((name.strip().lower()[:200], value.strip()))
    status, phrase = (int(found[1]), found[2] or "") if found else (None, "")
    if _CONTROL.search(text.replace("\r\n", "")):
        headers = [(_CONTROL.sub("", name), _CONTROL.sub("", value)) for name, value in headers]
        phrase = _CONTROL.sub("", phrase)
    return Head(status, phrase.strip()[:200], tuple(headers[:MOST_HEADERS]))


def _text(raw: bytes) -> str:
    """UTF-8 where it is UTF-8 (Thai names in Content-Disposition are), Latin-1 else (RFC 9110, 5.5)."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def outgoing(headers: Mapping[str, str]) -> tuple[str, ...] | None:
    """A caller's headers as lines; ``None`` when one of them would smuggle another."""
    lines = []
    for name, value in headers.items():
        if not _TOKEN.fullmatch(name) or _CONTROL.search(value) or "\t" in value or not value.isascii():
            return None
        lines.append(f"{name}: {value}" if value.strip() else f"{name};")
    return tuple(lines)


def user_agent(settings: Settings) -> str:
    """One honest name, with a contact where there is one."""
    contact = settings.contact.strip()
    pattern = settings.user_agent if contact else settings.user_agent.replace("; contact: {contact}", "")
    try:
        text = pattern.format(version=VERSION, contact=contact)
    except (KeyError, IndexError, ValueError) as error:
        raise SettingsError(
            f"user_agent: {settings.user_agent!r} may hold only {{version}} and {{contact}}",
            f"user_agent: {settings.user_agent!r} ใช้ได้เฉพาะ {{version}} และ {{contact}}",
        ) from error
    return re.sub(r"[^\x20-\x7e]", "", text)[:300]
