"""Datasette's JSON of a table: a column's name as parameter (docs.datasette.io, "JSON API")."""

from __future__ import annotations

from typing import Any

from checker.probe.compare import Dialect, compare
from checker.probe.conditions import Condition
from checker.probe.talk import Talk
from checker.probe.target import Conversation
from checker.probe.urls import asked, bare, shown


class Datasette(Dialect, frozen=True, kw_only=True):
    """One table or view; ``url`` ends in ``.json``."""

    def whole(self, rows: int) -> str:
        """The first rows, as objects."""
        return asked(self.url, {"_shape": "objects", "_size": str(rows)})

    def part(self, rows: int, condition: Condition) -> tuple[str, str] | None:
        """``column__exact``, so that no column is taken for a parameter of Datasette's own."""
        if condition.box is not None:
            return None
        name, value = f"{condition.field}__exact", str(condition.value)
        return asked(self.whole(rows), {name: value}), shown(name, value)

    def by_newest(self, field: str, answer: object) -> tuple[str, ...]:
        """``_sort_desc``: right for what is written as ISO 8601, which is what SQLite's dates are."""
        return (asked(self.url, {"_shape": "objects", "_size": "1", "_sort_desc": field}),)


def datasette(talk: Talk) -> Conversation:
    """The table of the link."""
    talk.interface = "datasette"
    url = bare(talk.target.url)
    return (yield from compare(talk, Datasette(url=url if url.endswith(".json") else f"{url}.json")))


def is_table(document: Any) -> bool:
    """An answer as only Datasette gives it: rows with their columns, and a query that made them."""
    return isinstance(document, dict) and {"rows", "columns", "query_ms"} <= set(document) and "table" in document
