"""ZIP files whose bytes depend on what is in them alone: fixed times, modes and order."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import datetime, timezone
from typing import BinaryIO

Member = tuple[str, Iterable[bytes]]  #: its name, and its bytes piece by piece

_FIRST = datetime(1980, 1, 1, tzinfo=timezone.utc)  #: of the file format
_LAST = datetime(2107, 12, 31, tzinfo=timezone.utc)
_MODE = 0o644 << 16  #: a plain file that everybody may read
_UNIX = 3


def write_zip(stream: BinaryIO, members: Iterable[Member], at: datetime) -> None:
    """Writes the members in their order, all of them dated ``at`` (UTC, kept within what the format can hold)."""
    moment = min(max(at.astimezone(timezone.utc), _FIRST), _LAST)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in members:
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr, entry.create_system = _MODE, _UNIX
            with archive.open(entry, "w", force_zip64=True) as member:
                member.writelines(content)
