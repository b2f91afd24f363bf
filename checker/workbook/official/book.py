"""The whole workbook, written: Temp1_Dataset, the ten forms, Extra_Fields, the sheets of the plan, help, examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

import xlsxwriter
from msgspec import Struct
from xlsxwriter.exceptions import FileCreateError

from checker.errors import Problem
from checker.model import Dataset, Publisher
from checker.plan import Issue, Plan
from checker.plan.problems import problem
from checker.workbook.extra import FIRST_ROW, Extra
from checker.workbook.official.codes import Codes
from checker.workbook.official.examples import write_examples
from checker.workbook.official.extras import write_extras
from checker.workbook.official.forms import forms, words
from checker.workbook.official.lists import Lists
from checker.workbook.official.rows import Organizations, rows_of
from checker.workbook.official.sheet import FormSheet
from checker.workbook.official.styles import Styles
from checker.workbook.reading import MAX_ROWS
from checker.workbook.template1 import WRITTEN, PlanSheets

EMPTY_ROWS = 50  #: of an empty form that have borders
MORE_ROWS = 20  #: of a filled one
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Written(Struct, frozen=True, kw_only=True):
    """What was written."""

    path: str
    datasets: int = 0
    resources: int = 0
    sheets: dict[str, int] = {}  #: form → rows
    extras: int = 0  #: rows of Extra_Fields
    untyped: int = 0  #: datasets without a data type of the vocabulary: they stand on the sheet of other types
    renamed: tuple[tuple[str, str], ...] = ()  #: (name on the catalog, code) where a name could not be the code
    problems: tuple[Problem, ...] = ()


def write_template(path: Path, *, generation: int, lang: str) -> Written:
    """The whole workbook, empty. Raises OSError."""
    return write_workbook((), Plan(issues=(Issue(),)), path, generation=generation, lang=lang)


def write_workbook(datasets: Iterable[Dataset], plan: Plan, path: Path, *, generation: int, lang: str) -> Written:
    """Datasets, one at a time, as the workbook; importing it gives them again. Raises OSError.

    The file is there once it is whole: whatever stops the writing leaves nothing behind.
    """
    begun = path.with_name(f".{path.name}.part")
    try:
        stream = BytesIO()  # an archive that was cut short by a full disk would complain again when it is let go
        with xlsxwriter.Workbook(stream, OPTIONS) as book:
            book.set_properties({"created": WRITTEN})
            written = _Book(book, path, generation, lang).write(datasets, plan)
        begun.write_bytes(stream.getbuffer())
        begun.replace(path)
    except FileCreateError as error:
        raise error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error)) from error
    finally:
        begun.unlink(missing_ok=True)
    return written


class _Book:
    """Writes the sheets in their order."""

    def __init__(self, book: xlsxwriter.Workbook, path: Path, generation: int, lang: str) -> None:
        self._book, self._path, self._generation, self._lang = book, path, generation, lang
        self._styles = Styles(book)
        self._lists = Lists(generation, lang)
        self._organizations = Organizations()
        self._codes = Codes()
        self._extras: list[Extra] = []
        self._problems: list[Problem] = []
        self._untyped = 0

    def write(self, datasets: Iterable[Dataset], plan: Plan) -> Written:
        """All sheets, and what came of them."""
        plan_sheets = PlanSheets(self._book, self._lang)
        plan_sheets.forms(plan)
        sheets = {
            form.sheet: FormSheet(self._book.add_worksheet(form.sheet), form, self._styles, self._lists, self._lang)
            for form in forms(self._generation, self._lang)
        }
        for dataset in datasets:
            self._add(dataset, sheets)
        self._finish(sheets, first=not plan.issues)
        self._extras = self._with_organizations()
        write_extras(self._book, self._styles, self._extras, self._lang)
        plan_sheets.beside(plan, [line[self._lang] for line in words()["help"]])
        write_examples(self._book, self._styles, self._lang)
        self._lists.write(self._book, self._styles)
        return self._told({name: sheet.count for name, sheet in sheets.items()})

    def _add(self, dataset: Dataset, sheets: Mapping[str, FormSheet]) -> None:
        rows = rows_of(dataset, self._codes.of(dataset), self._generation, str(self._path), self._organizations)
        sheets[rows.form.sheet].add(rows.dataset)
        for file in rows.files:
            sheets[rows.files_form.sheet].add(file)
        self._untyped += dataset.fields.get("data_type") != rows.form.data_type
        self._extras += rows.extras
        self._problems += rows.problems

    def _finish(self, sheets: Mapping[str, FormSheet], *, first: bool) -> None:
        """Room to go on in; ``first``: the first sheet with something in it is the one that is seen."""
        filled = [sheet for sheet in sheets.values() if sheet.count]
        for sheet in sheets.values():
            sheet.room(MORE_ROWS if filled else EMPTY_ROWS)
        if filled and first:
            filled[0].open_first()

    def _told(self, counts: Mapping[str, int]) -> Written:
        held = {form.sheet: form.role for form in forms(self._generation, self._lang)}
        return Written(
            path=str(self._path),
            datasets=sum(count for name, count in counts.items() if held[name] == "datasets"),
            resources=sum(count for name, count in counts.items() if held[name] == "resources"),
            sheets={name: count for name, count in counts.items() if count},
            extras=len(self._extras),
            untyped=self._untyped,
            renamed=tuple(self._codes.changed),
            problems=(*self._problems, *self._too_long(counts)),
        )

    def _too_long(self, counts: Mapping[str, int]) -> Iterable[Problem]:
        counts = {**counts, words()["extra"]["sheet"]: len(self._extras)}
        for name, count in counts.items():
            if count + FIRST_ROW > MAX_ROWS:
                yield problem("many_datasets", str(self._path), name, warning=True, count=count, limit=MAX_ROWS)

    def _with_organizations(self) -> list[Extra]:
        """All rows of Extra_Fields; first who stands behind a name of an organization, where that is more."""
        known = self._organizations.known.items()
        shared = [self._organizations.extra(*each) for each in known if each[1] != Publisher(id=each[0])]
        return [*filter(None, shared), *self._extras]
