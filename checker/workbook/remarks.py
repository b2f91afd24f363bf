"""What is to be told of a workbook: one remark a cell and reason, whether the reader or the engine found it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from checker.errors import Problem
from checker.model import Outcome, Severity
from checker.plan.problems import fix_of, graded, level_of
from checker.rubric import Text
from checker.workbook.reading import column_number

SHOWN = 200  #: characters of a value
LEVELS = tuple(severity.value for severity in Severity)  #: the gravest first
NOTHING = Text(th="", en="")


class Remark(Struct, frozen=True, kw_only=True):
    """One thing to tell: where, of what, why, and what to do."""

    source: str  #: file
    sheet: str  #: blank for a plan that is no workbook
    cell: str  #: ``B7``; blank for a sheet as a whole; ``line 12`` of a plan in YAML
    value: str  #: as written
    code: str  #: ``check.reason`` of the engine, or the reader's own
    level: str  #: ``violation``, ``warning`` or ``info``
    failed: bool  #: something is to be mended
    text: Text
    fix: Text = NOTHING
    field: Text = NOTHING  #: what the column is called
    dataset: str = ""  #: code
    count: int = 1  #: datasets that it is said of, where the form has no cell for it

    @property
    def place(self) -> str:
        """``sheet!B7``."""
        return "!".join(filter(None, (self.sheet, self.cell)))


class Verdict(Struct, frozen=True, kw_only=True):
    """What the engine says of one dataset."""

    dataset: str  #: code
    name: str  #: on a catalog
    title: str
    place: str  #: ``sheet!A7``
    items: dict[str, Outcome]  #: by number
    informative: int  #: items that say something

    @property
    def complete(self) -> bool:
        """Whether it has every item."""
        return all(outcome is Outcome.PASSED for outcome in self.items.values())


class Checked(Struct, frozen=True, kw_only=True):
    """All that is to be told of a workbook."""

    source: str
    verdicts: tuple[Verdict, ...]
    resources: int
    items: int = 0  #: that each dataset is to have
    remarks: tuple[Remark, ...]  #: sheet by sheet, row by row
    listed: int | None = None  #: datasets of Template 1; ``None``: there is no plan

    @property
    def complete(self) -> int:
        """Datasets that have every item."""
        return sum(verdict.complete for verdict in self.verdicts)

    @property
    def failed(self) -> bool:
        """Whether anything is to be mended."""
        return any(remark.failed for remark in self.remarks)

    def count(self, level: str) -> int:
        """Remarks of a level."""
        return sum(remark.level == level for remark in self.remarks)


def of_problem(found: Problem) -> Remark:
    """What the reader found. A plan's own warnings fail nothing: the plan stands all the same."""
    sheet, _, cell = found.place.rpartition("!")
    if not sheet and not found.place.startswith("line "):
        sheet, cell = found.place, ""
    level = level_of(found.code, found.severity)
    return Remark(
        source=found.source,
        sheet=sheet,
        cell=cell,
        value=found.value,
        code=found.code,
        level=level,
        failed=found.severity == "error" or (graded(found.code) and level != Severity.INFO.value),
        text=Text(th=found.th, en=found.en),
        fix=Text(**fix_of(found.code)),
    )


def in_order(remarks: Iterable[Remark], sheets: tuple[str, ...]) -> tuple[Remark, ...]:
    """As a person goes through the workbook: sheets as they stand, rows, columns, the gravest first."""
    places = {name: place for place, name in enumerate(sheets)}

    def order(remark: Remark) -> tuple[object, ...]:
        letters = remark.cell.rstrip("0123456789")
        row, column = int(remark.cell[len(letters) :] or 0), column_number(letters) if letters.isalpha() else 0
        return places.get(remark.sheet, len(places)), remark.sheet, row, column, LEVELS.index(remark.level)

    return tuple(sorted(remarks, key=order))
