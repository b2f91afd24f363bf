"""Settings: defaults ← file ← environment ← flags, to one frozen value. An unknown key is an error."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, get_type_hints

import msgspec
from msgspec import Struct

from checker.errors import SettingsError
from checker.resources import load_yaml

PREFIX = "DGCHECK_"


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the engine behaves towards the web and the machine. Times in seconds, sizes in bytes."""

    contact: str = ""  #: e-mail or page of who runs the scan, shown to the sites in the user agent
    user_agent: str = "dgcheck/{version} (data catalog checker; contact: {contact})"
    allow_networks: tuple[str, ...] = ()  #: CIDRs inside private or loopback ranges that may be fetched all the same
    page_size: int = 100  #: datasets per page of ``package_search``
    harvest_parallel: int = 2  #: pages asked at once of one catalog
    connections: int = 64  #: requests under way at once, all hosts together
    per_host: int = 2  #: requests under way at once on one host
    host_interval: float = 0.1  #: seconds between two requests to one host
    host_budget: float = 3600.0  #: seconds that one host may cost in all
    connect_timeout: float = 10.0
    first_byte_timeout: float = 20.0
    timeout: float = 60.0  #: one request in all
    retries: int = 3  #: further tries after 429, 5xx or a broken connection
    backoff: float = 1.0  #: first wait between tries, doubled each time
    backoff_max: float = 60.0  #: also the longest ``Retry-After`` that is waited for
    redirects: int = 10
    head_bytes: int = 262_144  #: what one ranged GET of a link reads
    content: bool = True  #: read what is inside the files, and try query interfaces; else links alone are looked at
    read_bytes: int = 32 * 1024 * 1024  #: the largest file that is read whole, where its head cannot tell
    read_at_once: int = 4  #: whole files that are held at once
    parse_seconds: float = 30.0  #: what reading one file may take
    parse_memory: int = 1024 * 1024 * 1024  #: address space that reading one file may take
    max_bytes: int = 64 * 1024 * 1024  #: the largest API answer or file that is read
    max_header_bytes: int = 65_536
    max_decode_ratio: int = 200  #: decoded bytes per received byte
    robots: Literal["pages", "all", "never"] = "pages"  #: robots.txt: ``all`` heeds it for declared links too
    confirm_after: float | None = None  #: seconds between two looks at a failure; ``None``: as the rubric says
    confirm_wait: float = 30.0  #: the longest a scan waits at its end for second looks to come due
    confirm: Literal["end", "later"] = "end"  #: look again at the end of the scan, or leave it to ``dgcheck confirm``
    vantage: str = "local"  #: what this machine's place on the network is called in the evidence
    lang: Literal["th", "en"] = "th"


def load(file: Path | None, environment: Mapping[str, str], flags: Mapping[str, Any]) -> Settings:
    """The settings from all four places; the later wins. ``flags`` that are ``None`` were not given."""
    values: dict[str, Any] = {}
    for place, found in (
        (str(file), _from_file(file)),
        ("environment", _from_environment(environment)),
        ("command line", {key: value for key, value in flags.items() if value is not None}),
    ):
        for key in found:
            _known(key, place)
        values.update(found)
    try:
        return msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(f"settings: {error}", f"การตั้งค่าไม่ถูกต้อง: {error}") from error


def _known(key: str, place: str) -> None:
    fields = tuple(get_type_hints(Settings))
    if key in fields:
        return
    near = difflib.get_close_matches(key, fields, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else f"; there are: {', '.join(fields)}"
    raise SettingsError(f"{place}: unknown setting {key!r}{hint}", f"{place}: ไม่รู้จักการตั้งค่า {key!r}{hint}")


def _from_file(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    try:
        content = load_yaml(file)
    except (OSError, ValueError) as error:
        raise SettingsError(f"{file}: cannot be read: {error}", f"{file}: อ่านไม่ได้: {error}") from error
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise SettingsError(f"{file}: not a mapping of settings", f"{file}: ไม่ใช่รายการการตั้งค่า")
    return content


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in environment.items():
        if name.startswith(PREFIX):
            key = name[len(PREFIX) :].lower()
            found[key] = tuple(value.replace(",", " ").split()) if key == "allow_networks" else value
    return found
