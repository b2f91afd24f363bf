"""CKAN's DataStore (Action API ``datastore_search``, CKAN 2.1 and later)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import msgspec

from checker.probe.compare import Dialect, compare
from checker.probe.conditions import Condition
from checker.probe.reading import Answer
from checker.probe.talk import Talk
from checker.probe.target import Conversation
from checker.probe.urls import asked, parameter, shown

_ACTION = re.compile(r"^(https?://[^?#]+)/datastore_(?:search|search_sql|info)\b", re.IGNORECASE)
_DUMP = re.compile(r"^(.*?)/datastore/dump/([\w-]{8,64})", re.IGNORECASE)
_TABLE = re.compile(r'from\s+"([\w-]{8,64})"', re.IGNORECASE)
_OWN = ("_id", "_full_text", "rank")


class Datastore(Dialect, frozen=True, kw_only=True):
    """One table; ``url`` is the base of the Action API."""

    resource: str

    def _search(self, **values: str) -> str:
        return asked(f"{self.url}/datastore_search", {"resource_id": self.resource, **values})

    def whole(self, rows: int) -> str:
        """``limit`` alone."""
        return self._search(limit=str(rows))

    def part(self, rows: int, condition: Condition) -> tuple[str, str] | None:
        """``filters``: a JSON object of exact values."""
        if condition.box is not None:
            return None
        filters = json.dumps({condition.field: condition.value}, ensure_ascii=False)
        return self._search(filters=filters, limit=str(rows)), shown("filters", filters)

    def settled(self, whole: Answer, part: Answer) -> bool:
        """It counts what matches, so that a part of the whole shows as one."""
        return whole.total is not None and part.total is not None and 0 < part.total < whole.total

    def by_rows(self) -> tuple[str, str] | None:
        """The rules name ``limit`` beside ``filters``."""
        return self._search(limit="1"), shown("limit", "1")

    def by_newest(self, field: str, answer: Answer) -> tuple[str, ...]:
        """``sort`` on a column of the database's own dates: text would sort by its letters."""
        if not _types(answer).get(field, "").startswith(("timestamp", "date")):
            return ()
        quoted = '"{}"'.format(field.replace('"', '""'))
        return tuple(self._search(sort=f"{quoted} desc{nulls}", limit="1") for nulls in (" nulls last", ""))

    def refine(self, answer: Answer) -> Answer:
        """Without the columns that the DataStore adds itself."""
        if not answer.records:
            return answer
        kept = [{name: value for name, value in row.items() if name not in _OWN} for row in answer.records]
        return msgspec.structs.replace(answer, records=tuple(kept))


def _types(answer: Answer) -> Mapping[str, str]:
    result = answer.document.get("result") if isinstance(answer.document, dict) else None
    fields = result.get("fields") if isinstance(result, dict) else None
    told = [each for each in fields if isinstance(each, dict)] if isinstance(fields, list) else []
    return {str(each.get("id")): str(each.get("type")) for each in told}


def datastore(talk: Talk) -> Conversation:
    """Any rows of the table, and those that a filter leaves."""
    talk.interface = "ckan_datastore"
    return (yield from compare(talk, Datastore(url=talk.target.url, resource=talk.target.name)))


def table_of(url: str) -> tuple[str, str] | None:
    """(base of the Action API, resource id) of a link into a DataStore; ``None``: it is none."""
    if found := _ACTION.match(url):
        table = _TABLE.search(parameter(url, "sql"))
        name = parameter(url, "resource_id") or parameter(url, "id") or (table[1] if table else "")
        return (found[1], name) if name else None
    if found := _DUMP.match(url):
        return f"{found[1]}/api/3/action", found[2]
    return None
