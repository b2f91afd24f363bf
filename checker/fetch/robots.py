"""``robots.txt`` (RFC 9309): whether a page may be asked for. Catalog interfaces and an agency's own declared data
links are what the checker is asked to look at, so by the setting ``pages`` it is read for other pages only."""

from __future__ import annotations

from collections.abc import Callable
from urllib.robotparser import RobotFileParser

from checker.config import Settings
from checker.fetch.headers import user_agent
from checker.guard import Refused, vet
from checker.model import Fetched, Request

LARGEST = 512_000  #: bytes that are read (RFC 9309, 2.5: at least 500 KiB)


class Robots:
    """Asks each site's ``robots.txt`` once, through the same fetch as everything else."""

    def __init__(self, settings: Settings, fetch: Callable[[Request], Fetched]) -> None:
        self._when = settings.robots
        self._agent = user_agent(settings)
        self._fetch = fetch
        self._known: dict[str, RobotFileParser] = {}

    def allows(self, url: str, *, page: bool = True) -> bool:
        """Whether ``url`` may be asked for. ``page``: neither a catalog's interface nor a declared data link."""
        if self._when == "never" or (self._when == "pages" and not page):
            return True
        target = vet(url)
        if isinstance(target, Refused):
            return False
        site = "/".join(target.url.split("/", 3)[:3])
        if site not in self._known:
            self._known[site] = self._read(site)
        return self._known[site].can_fetch(self._agent, target.url)

    def _read(self, site: str) -> RobotFileParser:
        """No such file allows everything, a site that cannot say forbids everything (RFC 9309, 2.3.1)."""
        found = self._fetch(Request(key="robots", url=f"{site}/robots.txt", head_bytes=LARGEST))
        if found.error is not None or found.status is None or found.status >= 500 or found.status == 429:
            lines = ["User-agent: *", "Disallow: /"]
        else:
            lines = found.body.decode("utf-8", "replace").splitlines() if found.status < 400 else []
        rules = RobotFileParser()
        rules.parse(lines)
        return rules
