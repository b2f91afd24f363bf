"""What is counted while a CKAN is read: datasets held, those that came twice, those that were lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timezone

import msgspec

from checker.discover.cursor import Cursor, written
from checker.discover.pages import kind_of, packages
from checker.discover.rows import Row, belongs, row_of
from checker.discover.source import SourceState, page
from checker.model import Page


class Reading:
    """The running account of one reading. The cursor of every page holds all of it but the names."""

    def __init__(self, cursor: Cursor, wanted: Sequence[str], sorts: Sequence[str], held: Iterable[Page]) -> None:
        self.cursor = cursor
        self.wanted = tuple(wanted)
        self.sorts = sorts
        self.names: set[str] = set()  #: names and ids of the datasets that were read
        self.last_at = datetime.fromtimestamp(0, timezone.utc)  #: when the last page came
        self._keys: set[str] = set()
        self._unreadable: list[tuple[str, str]] = []
        for each in held:
            self._remember(row_of(package) for package in packages(each))
            self._unreadable.extend(each.problems)

    def _remember(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._keys.add(row.key)
            self.names.update(str(each) for each in (row.id, row.name) if each)

    @property
    def names_are_known(self) -> bool:
        """Whether every dataset that was read is known by name (not so after going on without the pages held)."""
        return len(self._keys) >= self.cursor.seen

    @property
    def gap(self) -> int:
        """How many datasets the site counts that were neither read nor given up."""
        return self.cursor.count - self.cursor.seen - self.cursor.given_up

    @property
    def changed(self) -> bool:
        """Whether the catalog changed while it was read: it counts differently now, or something came twice."""
        return self.cursor.first != self.cursor.count or self.cursor.twice > 0

    def change(self, **changes: object) -> None:
        """The account with some of its figures changed."""
        self.cursor = msgspec.structs.replace(self.cursor, **changes)

    def new_rows(self, rows: Sequence[Row]) -> list[Row]:
        """Those of ``rows`` that were not read before; each row once."""
        fresh: dict[str, Row] = {}
        for row in rows:
            if row.key not in self._keys:
                fresh.setdefault(row.key, row)
        return list(fresh.values())

    def take(
        self,
        kind: str,
        url: str,
        at: datetime,
        body: bytes,
        rows: Sequence[Row],
        problems: tuple[tuple[str, str], ...] = (),
    ) -> Page:
        """The next page, with everything in it counted."""
        fresh = self.new_rows(rows)
        ours = sum(belongs(row, self.wanted) for row in fresh)
        self._remember(fresh)
        self.change(
            number=self.cursor.number + 1,
            seen=self.cursor.seen + len(fresh),
            held=self.cursor.held + ours,
        )
        return self._page(kind_of(kind, self.wanted), url, at, body, ours, problems)

    def give_up(self, kind: str, url: str, at: datetime, body: bytes, problems: tuple[tuple[str, str], ...]) -> Page:
        """The next page where there is none: what came back instead, and what is lost with it."""
        self.change(number=self.cursor.number + 1)
        return self._page(kind, url, at, body, 0, problems)

    def _page(
        self, kind: str, url: str, at: datetime, body: bytes, count: int, problems: tuple[tuple[str, str], ...]
    ) -> Page:
        self.last_at = at
        self._unreadable.extend(problems)
        self.change(given_up=self.cursor.given_up + len(problems))
        return page(number=self.cursor.number, kind=kind, cursor=written(self.cursor), url=url, at=at, body=body,
                    count=count, problems=problems)  # fmt: skip

    def state(self) -> SourceState:
        """How it came out so far."""
        at = self.cursor
        whole = at.seen == at.held  # nothing was set aside as another organization's
        lost = tuple(self._unreadable) + tuple((f"offset {offset}", why) for offset, why in at.lost)
        return SourceState(
            declared=at.count if whole else at.held,
            held=at.held,
            unreadable=lost,
            changed=self.changed,
            duplicates=at.twice,
            sort=self.sorts[at.sort],
        )
