"""What a host says of the age of what it serves: ``Last-Modified`` and ``ETag`` (RFC 9110, sections 5.6.7 and 8.8)."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from checker.dates import BUDDHIST_OFFSET, BUDDHIST_YEARS, MONTHS_EN
from checker.model import Attempt

#: A ``Last-Modified`` so near to the answer's own ``Date`` is the moment of the answer, and says nothing of the data
STAMPED_NOW = timedelta(seconds=5)
LONGEST = 60  #: characters of a date beyond which it is none
_MONTHS = {name[:3]: number for number, name in enumerate(MONTHS_EN, start=1)}


def served(attempt: Attempt) -> tuple[datetime | None, str]:
    """(``Last-Modified``, ``ETag``) of one look; ``None`` also where the host stamps the moment of each answer."""
    modified = tag = now = ""
    for name, value in attempt.headers:
        if name == "last-modified":
            modified = value
        elif name == "etag":
            tag = value
        elif name == "date":
            now = value
    if not modified:
        return None, tag
    at, answered = http_date(modified), http_date(now)
    if at is not None and answered is not None and at > answered - STAMPED_NOW:
        return None, tag
    return at, tag


def http_date(written: str) -> datetime | None:
    """The moment that a header tells, in UTC; ``None``: it is no date.

    The two obsolete forms are read too, and years of the Buddhist Era, which servers in a Thai locale write.
    """
    try:
        if len(written) == 29 and written[25:] == " GMT":
            year = int(written[12:16])
            return datetime(
                year - BUDDHIST_OFFSET if year in BUDDHIST_YEARS else year,
                _MONTHS[written[8:11]],
                int(written[5:7]),
                int(written[17:19]),
                int(written[20:22]),
                int(written[23:25]),
                tzinfo=timezone.utc,
            )
    except (KeyError, ValueError):
        pass  # 29 characters of another form
    return _other_form(written)


def _other_form(written: str) -> datetime | None:
    if not written or len(written) > LONGEST:
        return None
    try:
        found = parsedate_to_datetime(written)
        aware = found.replace(tzinfo=timezone.utc) if found.tzinfo is None else found
        return aware.astimezone(timezone.utc)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
