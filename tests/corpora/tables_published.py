"""Tables as offices publish them: format, encoding, structure, row of the first sign, period, years, area, granularity.

Labels are by the openness rules, sections 1 and 2. Where the rules leave it open a label holds several readings, with
``|`` between; an empty one stands for no period or area, or for no text and so no encoding.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import Struct

from checker.content import Content, TableProfile
from checker.grade.tables import main_table
from checker.read import read
from checker.resources import load_yaml, schemas_dir
from checker.sniff import sniff
from checker.tables.areas.combine import ORDER
from tests.corpora import (
    published_books,
    published_last,
    published_later,
    published_odd,
    published_texts,
    published_traps,
)


class Published(Struct, frozen=True, kw_only=True):
    """One file and what it is."""

    name: str
    body: bytes
    structure: str  #: ``basic``, ``middle``, ``advanced``
    period: str  #: the finest
    years: tuple[int, ...]  #: distinct years, any of these; empty: it is open
    area: str  #: the finest
    rows: tuple[int, ...]  #: where the first sign stands, any of these; 0: none
    encoding: str
    format: str
    why: str


@cache
def cases() -> tuple[Published, ...]:
    """All files, each made once."""
    found: list[Published] = []

    def case(
        name: str,
        body: bytes,
        structure: str,
        period: str = "",
        years: int | tuple[int | None, ...] | None = 0,
        area: str = "",
        row: int | tuple[int, ...] = 0,
        encoding: str = "",
        format: str = "",
        why: str = "",
    ) -> None:
        end = name.rpartition(".")[2]
        some = years if isinstance(years, tuple) else (years,)
        found.append(
            Published(
                name=name,
                body=body,
                structure=structure,
                period=period,
                years=() if None in some else tuple(year for year in some if year is not None),
                area=area,
                rows=row if isinstance(row, tuple) else (row,),
                encoding=encoding or ("utf-8" if end in ("csv", "tsv", "txt", "json", "xml", "geojson", "kml") else ""),
                format=format or end,
                why=why,
            )
        )

    for module in (published_texts, published_books, published_later, published_odd, published_traps, published_last):
        module.add(case)
    return tuple(found)


@cache
def _rules() -> dict[str, Any]:
    found: dict[str, Any] = load_yaml(schemas_dir() / "rubric" / "data-catalog-kpi-2565.yaml")["openness"]
    return found


def inside(case: Published) -> Content:
    """What is found inside a file, by its bytes and its name."""
    format = sniff(
        case.body, content_type="", url=f"https://example.org/{case.name}", declared="", complete=True
    ).format
    return read(case.body, format, complete=True)


def results() -> Iterator[tuple[str, str, str | None]]:
    for case in cases():
        yield from answers(case)


def answers(case: Published) -> list[tuple[str, str, str | None]]:
    """Each question, its label and what is told; one of several readings stands for all of them."""
    content = inside(case)
    tables = [table for table in content.tables if table.rows or table.area]
    shown = [table for table in tables if not table.hidden] or tables
    told = {"format": content.format, **(_told(shown) if shown else {})}
    labels = {
        "format": case.format, "encoding": case.encoding, "structure": case.structure, "period": case.period,
        "years": "|".join(map(str, case.years)), "area": case.area, "granularity": _granularity(case),
    }  # fmt: skip
    found = [
        _answer(question, label, told.get(question)) for question, label in labels.items() if _asked(case, question)
    ]
    if "basic" in case.structure and told.get("structure") == "basic":
        found.append(_answer("row of the first sign", "|".join(map(str, case.rows)), told.get("row")))
    return found


def _asked(case: Published, question: str) -> bool:
    return bool(case.years if question == "years" else case.encoding if question == "encoding" else True)


def _answer(question: str, label: str, told: str | None) -> tuple[str, str, str | None]:
    readings = label.split("|")
    if question in ("period", "years", "area") and told in (None, "", "0") and not {"", "0"} & {*readings}:
        return question, label, None  # that a table says nothing of it is not being told wrong
    return question, told or "" if (told or "") in readings else label, told if told is None else told


def _told(shown: list[TableProfile]) -> dict[str, str]:
    main = main_table(shown)
    rules = _rules()
    signs = [sign for sign in main.signs if sign.code in rules["report_signs"]]
    common = main.format in rules["common_software"]
    areas = [table.area.finest for table in shown if table.area]
    period = main.period or next((table.period for table in shown if table.period), None)
    finest, area = period.finest if period else "", min(areas, key=ORDER.index, default="")
    return {
        "encoding": main.encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be"),
        "structure": "basic" if signs else "advanced" if common else "middle",
        "row": str(min((sign.at.row for sign in signs), default=0)),
        "period": finest,
        "years": str(period.years if period else 0),
        "area": area,
        "granularity": _tier(finest, area),
    }


def _tier(period: str, area: str) -> str:
    rules = _rules()["granularity"]
    return "middle" if period in rules["detailed_periods"] or area in rules["detailed_areas"] else "basic"


def _granularity(case: Published) -> str:
    tiers = {_tier(period, area) for period in case.period.split("|") for area in case.area.split("|")}
    return "|".join(sorted(tiers))
