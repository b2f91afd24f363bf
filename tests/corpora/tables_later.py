"""Tables written down after the rules, as text: `tables_later.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checker.resources import load_yaml
from tests.corpora.tables import Case, results_of


def cases() -> Iterator[Case]:
    for odd in load_yaml(Path(__file__).with_suffix(".yaml")):
        text = odd["text"]
        delimiter = ";" if ";" in text.partition("\n")[0] else ","
        signs = frozenset(odd["signs"])
        yield Case(odd["name"], text.encode(), "csv", "utf-8", delimiter, odd["header"], signs)


def results() -> Iterator[tuple[str, str, str | None]]:
    yield from results_of(cases())
