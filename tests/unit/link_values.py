"""Short ways to write looks at a link."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from checker.model import Attempt, Distribution, FetchError, Hop, Outcome, Sniffed
from checker.rubric import LinkRules, VerdictRule

START = datetime(2022, 1, 1, tzinfo=timezone.utc)
URL = "https://data.a.go.th/files/report.csv"
CSV = Sniffed(format="csv", how="content", encoding="utf-8")
ROWS = {
    "ok": "passed passed never",
    "moved": "passed passed never",
    "missing": "failed failed time",
    "empty": "failed failed time",
    "mismatch": "failed failed time",
    "server_error": "failed failed time",
    "dns_error": "failed failed time",
    "unreachable": "failed failed time",
    "redirect_error": "failed failed time",
    "truncated": "failed failed time",
    "timeout": "failed failed time",
    "tls_error": "failed failed time",
    "invalid_url": "failed failed time",
    "protected": "failed not_applicable time",
    "forbidden": "failed not_applicable vantage",
    "throttled": "cannot_tell cannot_tell never",
    "refused_by_us": "cannot_tell cannot_tell never",
}
RULES = LinkRules(
    verdicts={
        name: VerdictRule(public=Outcome(public), other=Outcome(other), confirm=confirm)
        for name, (public, other, confirm) in ((name, row.split()) for name, row in ROWS.items())
    },
    confirm_after={"404": 5, "410": 5},
    confirm_after_default=600,
)


def html(page: str | None = None) -> Sniffed:
    return Sniffed(format="html", how="content", encoding="utf-8", page=page)


def look(
    status: int | None = 200, sniffed: Sniffed | None = CSV, *, after: float = 0, number: int = 1, **rest: Any
) -> Attempt:
    """One look, ``after`` seconds behind the first."""
    rest.setdefault("final_url", rest.get("url", URL))
    rest.setdefault("url", URL)
    return Attempt(number=number, at=START + timedelta(seconds=after), status=status, sniffed=sniffed, **rest)


def broke(error: FetchError, **rest: Any) -> Attempt:
    return look(None, None, error=error, **rest)


def hop(status: int, location: str = "/x") -> Hop:
    return Hop(url=URL, status=status, location=location)


def csv_file(**rest: Any) -> Distribution:
    return Distribution(**{"id": "r1", "url": URL, "declared": "CSV", "format": "csv", **rest})
