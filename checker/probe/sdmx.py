"""SDMX REST 1.x and 2.x (sdmx.org): a flow's data from a period on. Read in CSV, JSON or XML, whichever is given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from checker.probe.compare import Dialect, compare
from checker.probe.conditions import Condition
from checker.probe.reading import Answer
from checker.probe.records import MOST_RECORDS, Record
from checker.probe.rules import rules
from checker.probe.talk import Talk
from checker.probe.target import Conversation
from checker.probe.urls import asked, shown
from checker.probe.xml import Node

DATA = {
    "Accept": "application/vnd.sdmx.data+csv;version=1.0.0, application/vnd.sdmx.data+json;version=1.0.0;q=0.9, "
    "application/vnd.sdmx.structurespecificdata+xml;version=2.1;q=0.5, */*;q=0.1"
}
TIME = "TIME_PERIOD"
_PERIODS = ("startPeriod", "endPeriod", "firstNObservations", "lastNObservations", "detail")
_YEAR = re.compile(r"(\d{4})(?:$|-)")


class Sdmx(Dialect, frozen=True, kw_only=True):
    """One data query; ``url`` is without its periods."""

    @property
    def headers(self) -> Mapping[str, str]:
        """CSV first: it is flat, and can be read as far as it came."""
        return DATA

    def whole(self, rows: int) -> str:
        """All of it, or of each series the first observations where that was too much."""
        few = rules().asking.few_rows
        return self.url if rows > few else asked(self.url, {"lastNObservations": str(few)})

    def part(self, rows: int, condition: Condition) -> tuple[str, str] | None:
        """``startPeriod``."""
        if not condition.since:
            return None
        value = str(condition.value)
        return asked(self.whole(rows), {"startPeriod": value}), shown("startPeriod", value)

    def refine(self, answer: Answer) -> Answer:
        """The observations of JSON and XML as rows."""
        found = observations(answer.document)
        if answer.trouble or found is None:
            return answer
        evidence = msgspec.structs.replace(answer.evidence, rows=len(found), total=None)
        return msgspec.structs.replace(answer, records=tuple(found), total=None, evidence=evidence, boxes=())

    def conditions(self, answer: Answer) -> list[Condition]:
        """From the newest period on, where there are older ones."""
        periods = sorted({str(row[TIME]) for row in answer.records or () if _YEAR.match(str(row.get(TIME, "")))})
        years = sorted({period[:4] for period in periods})
        if len(years) > 1:
            return [Condition(field=TIME, value=years[-1], kind="period", since=True)]
        return [Condition(field=TIME, value=periods[-1], kind="period", since=True)] if len(periods) > 1 else []


def sdmx(talk: Talk) -> Conversation:
    """The data of the link."""
    talk.interface = "sdmx"
    return (yield from compare(talk, Sdmx(url=asked(talk.target.url, drop=_PERIODS))))


def observations(document: Any) -> list[Record] | None:
    """The observations of a message, each with its dimensions; ``None`` where it is none."""
    if isinstance(document, Node):
        return _of_xml(document)
    return _of_json(document) if isinstance(document, dict) else None


def _of_xml(root: Node) -> list[Record] | None:
    """Structure specific or generic data: what stands at the series holds for its observations."""
    if not root.name.endswith("Data"):
        return None
    rows: list[Record] = []
    for series in [node for node in root.walk() if node.name in ("Series", "DataSet")]:
        about = {**series.attributes, **_values(series, "SeriesKey")}
        for each in series.children:
            if each.name == "Obs" and len(rows) < MOST_RECORDS:
                rows.append({**about, **each.attributes, **_values(each, "ObsKey"), **_time(each)})
    return rows


def _values(node: Node, name: str) -> dict[str, str]:
    held = next((child for child in node.children if child.name == name), None)
    pairs = [(each.attributes.get("id"), each.attributes.get("value", "")) for each in held.children] if held else []
    return {key: value for key, value in pairs if key}


def _time(node: Node) -> dict[str, str]:
    held = next((child for child in node.children if child.name == "ObsDimension"), None)
    return {TIME: held.attributes.get("value", "")} if held else {}


def _of_json(document: dict[str, Any]) -> list[Record] | None:
    """SDMX-JSON 1.0 and 2.0: keys of indices into lists of values."""
    inner = document.get("data")
    data: dict[str, Any] = inner if isinstance(inner, dict) else document
    structures = data.get("structures")
    sets, structure = data.get("dataSets"), data.get("structure")
    if structure is None and isinstance(structures, list) and structures:
        structure = structures[0]
    if not isinstance(sets, list) or not isinstance(structure, dict):
        return None
    dimensions = structure.get("dimensions")
    told = dimensions if isinstance(dimensions, dict) else {}
    outer, inner = _dimensions(told.get("series")), _dimensions(told.get("observation"))
    rows: list[Record] = []
    for held in sets:
        series = held.get("series") if isinstance(held, dict) else None
        flat = held.get("observations") if isinstance(held, dict) else None
        groups = series.items() if isinstance(series, dict) else [("", {"observations": flat})]
        for key, group in groups:
            about = _named(key, outer)
            found = group.get("observations") if isinstance(group, dict) else None
            for place in found if isinstance(found, dict) else {}:
                if len(rows) < MOST_RECORDS:
                    rows.append({**about, **_named(place, inner)})
    return rows


def _dimensions(told: Any) -> list[tuple[str, list[str]]]:
    """Ids of dimensions with the ids of their values."""
    found = []
    for each in told if isinstance(told, list) else []:
        values = each.get("values") if isinstance(each, dict) else None
        held = values if isinstance(values, list) else []
        ids = [str(one.get("id", one.get("value", ""))) if isinstance(one, dict) else "" for one in held]
        found.append((str(each.get("id", "")) if isinstance(each, dict) else "", ids))
    return found


def _named(key: str, dimensions: list[tuple[str, list[str]]]) -> Record:
    row: Record = {}
    for (name, values), digits in zip(dimensions, key.split(":"), strict=False):
        at = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else -1
        if 0 <= at < len(values):
            row[name] = values[at]
    return row
