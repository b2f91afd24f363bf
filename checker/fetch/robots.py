"""``robots.txt`` (RFC 9309): what a site asks robots to leave alone. Pure: its bytes in, whether a path is allowed out.

Read by hand, since the file is hostile input: the standard library's reader knows neither ``*`` nor the longest match,
others turn ``*`` into regular expressions that a site can make as slow as it likes. Here a path is matched in one walk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from msgspec import Struct

from checker.guard import Target
from checker.model import Fetched, FetchError

LARGEST = 512_000  #: bytes that are read (RFC 9309, 2.5: at least 500 KiB)
MOST_RULES = 1_000  #: lines for us that are kept, the first ones
MOST_STARS = 20  #: of one line; one with more is left out
LONGEST = 2_000  #: characters of one line's path; a longer one is left out
#: where even ``robots.txt`` has no answer for these reasons, neither has the link: it ends as ``robots.txt`` did
PASSED_ON = frozenset(
    {FetchError.ADDRESS, FetchError.DNS, FetchError.CONNECT, FetchError.TLS, FetchError.OURS, FetchError.BUDGET}
)
_PRODUCT = re.compile(r"[A-Za-z_-]+", re.ASCII)
_STARS = re.compile(r"\*+")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}", re.ASCII)
_SAFE = "-._~:/?@!$&'()*+,;=%[]|"


class Rule(Struct, frozen=True):
    """One line: what paths it is about, cut at its ``*``, and what it says of them."""

    parts: tuple[str, ...]
    to_the_end: bool  #: it ends with ``$``
    allowed: bool
    length: int  #: of the pattern: the longest that matches decides


class Robots(Struct, frozen=True):
    """What one site asks of us."""

    rules: tuple[Rule, ...] = ()  #: the longest first, of two alike the one that allows
    refusal: str = ""  #: why nothing may be asked for at all
    error: FetchError | None = None  #: the site did not even answer: so ends what is asked of it

    def refuses(self, url: str) -> str:
        """Why ``url`` (canonical) may not be asked for, or the empty string."""
        if self.refusal:
            return self.refusal
        path = _spelled("/" + url.split("/", 3)[3])
        decisive = next((rule for rule in self.rules if _matches(rule, path)), None)
        return "" if decisive is None or decisive.allowed else "robots.txt of the site asks robots not to"


def address(target: Target) -> str:
    """Where the ``robots.txt`` for a URL stands."""
    return "/".join(target.url.split("/", 3)[:3]) + "/robots.txt"


def read(found: Fetched, agent: str) -> Robots:
    """What a site asks of ``agent`` (our user agent). No such file allows everything, a site that cannot say
    forbids everything (RFC 9309, 2.3.1), unless no link of it could be read either."""
    if found.error in PASSED_ON and not found.hops and found.status is None:
        return Robots(refusal=found.detail, error=found.error)
    if found.error is FetchError.REDIRECT:
        return Robots()
    if found.error is not None or found.status is None or found.status >= 500 or found.status == 429:
        said = found.error.value if found.error else f"HTTP {found.status}"
        return Robots(refusal=f"robots.txt of the site cannot be read ({said}), so nothing is allowed")
    if found.status >= 300:
        return Robots()
    rules = [rule for line in _lines(found.body, _product(agent)) if (rule := _rule(*line)) is not None]
    return Robots(rules=tuple(sorted(rules, key=lambda rule: (-rule.length, not rule.allowed))))


def _product(agent: str) -> str:
    found = _PRODUCT.match(agent)
    return found[0].lower() if found else ""


def _lines(body: bytes, product: str) -> Iterator[tuple[str, bool]]:
    """(pattern, allowed) of the groups for us, or of those for everybody where there are none for us."""
    groups: dict[str, list[tuple[str, bool]]] = {product: [], "*": []}
    named: set[str] = set()
    speaking: list[str] = []
    ruled = False
    for line in body.decode("utf-8", "replace").removeprefix("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent" and colon:
            speaking = [] if ruled else speaking
            ruled = False
            found = _PRODUCT.match(value)
            speaking.append("*" if value == "*" else found[0].lower() if found else "")
            named.update(speaking)
        elif key in ("allow", "disallow") and colon:
            ruled = True
            for each in set(speaking) & groups.keys():
                if len(groups[each]) < MOST_RULES:
                    groups[each].append((value, key == "allow"))
    yield from groups[product if product and product in named else "*"]


def _rule(pattern: str, allowed: bool) -> Rule | None:
    if not pattern.startswith(("/", "*")) or len(pattern) > LONGEST:
        return None  # a rule without a path says nothing
    written = _spelled(_STARS.sub("*", quote(pattern, safe=_SAFE, errors="replace")))
    parts = tuple(written.removesuffix("$").split("*"))
    return Rule(parts, written.endswith("$"), allowed, len(written)) if len(parts) <= MOST_STARS + 1 else None


def _spelled(path: str) -> str:
    """Percent-encoding in capitals, as two spellings of one path may differ in no more."""
    return _ESCAPE.sub(lambda found: found[0].upper(), path) if "%" in path else path


def _matches(rule: Rule, path: str) -> bool:
    """Whether the parts stand in the path in their order, the first at its start: each where it first can."""
    first, *others = rule.parts
    if not path.startswith(first):
        return False
    at = len(first)
    if not others:
        return not rule.to_the_end or at == len(path)
    *middle, last = others
    for part in middle:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if rule.to_the_end:
        return path.endswith(last) and len(path) - len(last) >= at
    return path.find(last, at) >= 0
