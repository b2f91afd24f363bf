"""The dataset code: the name on the catalog, wherever that can be one."""

from __future__ import annotations

from checker.model import Dataset
from checker.text import arabic_digits, key, one_line
from checker.workbook.official.cells import held


class Codes:
    """A code for each dataset: its name, or its id; another where that one is taken or no code."""

    def __init__(self) -> None:
        self.changed: list[tuple[str, str]] = []
        self._taken: set[str] = set()

    def of(self, dataset: Dataset) -> str:
        """The code, unlike any before it."""
        wanted = one_line(held(dataset.name or dataset.id)).strip()
        if not any(map(str.isalnum, wanted)):
            wanted = "dataset"
        code, number = wanted, 1
        while _compared(code) in self._taken:
            number += 1
            code = f"{wanted}-{number}"
        self._taken.add(_compared(code))
        if code != (dataset.name or dataset.id):
            self.changed.append((dataset.name or dataset.id, code))
        return code


def _compared(code: str) -> str:
    """As importing compares codes."""
    return arabic_digits(key(code))
