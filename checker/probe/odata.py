"""OData 4.01 (OASIS) and 2.0 / 3.0: an entity set with ``$filter``."""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import Any

from checker.model import Fetched, Request
from checker.probe.compare import Dialect, compare
from checker.probe.conditions import Condition
from checker.probe.reading import Answer
from checker.probe.talk import Talk
from checker.probe.target import Conversation
from checker.probe.urls import asked, bare, joined, query, shown
from checker.probe.xml import Node

_FIELD = re.compile("[\u0e01-\u0e4eA-Za-z_][\\w\u0e01-\u0e4e]*")
_OPTIONS = ("$top", "$skip", "$filter", "$select", "$orderby", "$count", "$inlinecount", "$expand", "$search", "$apply")
_V4_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?")
_METADATA = re.compile(r"/\$metadata/?$")


class OData(Dialect, frozen=True, kw_only=True):
    """One entity set; ``url`` is the set's, ``dates``: whether the version writes dates as they stand (v4)."""

    dates: bool = True

    def whole(self, rows: int) -> str:
        """The first entities."""
        return asked(self.url, {"$top": str(rows)})

    def part(self, rows: int, condition: Condition) -> tuple[str, str] | None:
        """``$filter`` with a literal: numbers and v4's dates as they stand, texts in quotes."""
        if (
            condition.box is not None
            or not _FIELD.fullmatch(condition.field)
            or str(condition.value).startswith("/Date(")
        ):
            return None
        plain = isinstance(condition.value, int) or (
            self.dates and _V4_DATE.fullmatch(str(condition.value)) is not None
        )
        value = str(condition.value) if plain else "'{}'".format(str(condition.value).replace("'", "''"))
        text = f"{condition.field} eq {value}"
        return asked(self.url, {"$filter": text, "$top": str(rows)}), shown("$filter", text)

    def by_newest(self, field: str, answer: Answer) -> tuple[str, ...]:
        """``$orderby`` on dates that are typed or sort as they are written."""
        return (asked(self.url, {"$orderby": f"{field} desc", "$top": "1"}),) if _FIELD.fullmatch(field) else ()


def odata(talk: Talk) -> Conversation:
    """The entity set of the link, else the first one of the service."""
    talk.interface = "odata"
    url = asked(talk.target.url, drop=_OPTIONS)
    url = asked(_METADATA.sub("/", bare(url)), dict(query(url)))
    answer, form = yield from _json(talk, asked(url, {"$top": "1"}) if _names_a_set(talk.target.url) else url)
    sets = _sets(answer.document)
    if answer.trouble and not sets:
        return talk.end(answer.trouble, part=answer)
    new = not (isinstance(answer.document, dict) and "d" in answer.document)
    if not sets:
        return (yield from compare(talk, OData(url=asked(url, form), dates=new)))
    found = joined(bare(url).rstrip("/") + "/", sets[0])
    if not found:
        return talk.end("unreadable", part=answer)
    return (yield from compare(talk, OData(url=asked(found, {**dict(query(url)), **form}), dates=new)))


def _names_a_set(url: str) -> bool:
    return any(name in _OPTIONS for name, _ in query(url))


def _json(talk: Talk, url: str) -> Generator[Request, Fetched, tuple[Answer, dict[str, str]]]:
    """In JSON, by parameter where the server does not heed the header (v2); and that parameter."""
    answer = yield from talk.ask(url)
    if isinstance(answer.document, Node) and not _sets(answer.document):
        form = {"$format": "json"}
        return (yield from talk.ask(asked(url, form))), form
    return answer, {"$format": "json"} if isinstance(answer.document, Node) else {}


def _sets(document: Any) -> list[str]:
    """Links to the entity sets of a service document; none where it is another document."""
    if isinstance(document, Node):
        collections = [node for node in document.walk() if node.name == "collection"]
        return [node.attributes["href"] for node in collections if node.attributes.get("href")]
    if not isinstance(document, dict):
        return []
    inner = document.get("d")
    if isinstance(inner, dict) and isinstance(inner.get("EntitySets"), list):
        return [name for name in inner["EntitySets"] if isinstance(name, str) and name]
    value = document.get("value")
    told = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    named = [
        each for each in told if set(each) <= {"name", "kind", "url", "title"} and isinstance(each.get("url"), str)
    ]
    entity = [each["url"] for each in named if each.get("kind", "EntitySet") == "EntitySet"]
    return entity if told and len(named) == len(told) else []
