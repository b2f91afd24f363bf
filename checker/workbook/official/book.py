"""The whole workbook, written: Temp1_Dataset, the ten forms, Extra_Fields, the sheets of the plan, help, examples."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import xlsxwriter
from msgspec import Struct
from xlsxwriter.exceptions import FileCreateError

from checker.errors import Problem
from checker.model import Dataset, Publisher
from checker.plan import Issue, Plan
from checker.plan.problems import problem
from checker.text import arabic_digits, key, one_line
from checker.workbook.extra import FIRST_ROW, Extra
from checker.workbook.official.cells import held
from checker.workbook.official.examples import write_examples
from checker.workbook.official.forms import forms, words
from checker.workbook.official.lists import Lists
from checker.workbook.official.rows import Organizations, Rows, extra_texts, rows_of
from checker.workbook.official.sheet import A3, FormSheet
from checker.workbook.official.styles import Styles, height
from checker.workbook.reading import MAX_ROWS
from checker.workbook.template1 import LINE, WRITTEN, PlanSheets

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
        with xlsxwriter.Workbook(str(begun), OPTIONS) as book:
            book.set_properties({"created": WRITTEN})
            written = _Book(book, path, generation, lang).write(datasets, plan)
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
        plan_sheets = PlanSheets(self._book, self._lang)
        plan_sheets.forms(plan)
        sheets = {
            form.sheet: FormSheet(self._book.add_worksheet(form.sheet), form, self._styles, self._lists, self._lang)
            for form in forms(self._generation, self._lang)
        }
        count = files = 0
        for dataset in datasets:
            rows = rows_of(dataset, self._codes.of(dataset), self._generation, str(self._path), self._organizations)
            sheets[rows.form.sheet].add(rows.dataset)
            for file in rows.files:
                sheets[rows.files_form.sheet].add(file)
            self._note(dataset, rows)
            count, files = count + 1, files + len(rows.files)
        for sheet in sheets.values():
            sheet.room(MORE_ROWS if count else EMPTY_ROWS)
        self._write_extras()
        plan_sheets.beside(plan, [line[self._lang] for line in words()["help"]])
        write_examples(self._book, self._styles, self._lang)
        self._lists.write(self._book, self._styles)
        return Written(
            path=str(self._path),
            datasets=count,
            resources=files,
            sheets={name: sheet.count for name, sheet in sheets.items() if sheet.count},
            extras=len(self._extras),
            untyped=self._untyped,
            renamed=tuple(self._codes.changed),
            problems=(*self._problems, *self._too_long({name: sheet.count for name, sheet in sheets.items()})),
        )

    def _note(self, dataset: Dataset, rows: Rows) -> None:
        self._untyped += dataset.fields.get("data_type") != rows.form.data_type
        self._extras += rows.extras
        self._problems += rows.problems

    def _too_long(self, counts: dict[str, int]) -> Iterable[Problem]:
        counts = {**counts, words()["extra"]["sheet"]: len(self._extras)}
        for name, count in counts.items():
            if count + FIRST_ROW > MAX_ROWS:
                yield problem("many_datasets", str(self._path), name, warning=True, count=count, limit=MAX_ROWS)

    def _write_extras(self) -> None:
        """The sheet of what no form has a cell for; none where there is nothing."""
        known = self._organizations.known.items()
        shared = [self._organizations.extra(*each) for each in known if each[1] != Publisher(id=each[0])]
        self._extras = [*filter(None, shared), *self._extras]
        if not self._extras:
            return
        told = words()["extra"]
        sheet = self._book.add_worksheet(told["sheet"])
        sheet.set_default_row(LINE)
        for row, text in enumerate(("title", "rule", "stored")):
            sheet.write_string(row, 0, told[text][self._lang], self._styles["line" if row else "title"])
        for place, column in enumerate(told["columns"].values()):
            sheet.write_string(FIRST_ROW - 2, place, column[self._lang], self._styles["optional"])
            sheet.set_column(place, place, column["width"], self._styles["typed"])
        widths = [column["width"] for column in told["columns"].values()]
        for row, extra in enumerate(self._extras, FIRST_ROW - 1):
            texts = extra_texts(extra, self._lang)
            for place, text in enumerate(texts):
                if text:
                    sheet.write_string(row, place, text, self._styles["cell"])
                else:
                    sheet.write_blank(row, place, None, self._styles["cell"])
            sheet.set_row(row, height(zip(texts, widths, strict=True)))
        sheet.freeze_panes(FIRST_ROW - 1, 0)
        sheet.autofilter(FIRST_ROW - 2, 0, FIRST_ROW - 2 + len(self._extras), len(told["columns"]) - 1)
        sheet.set_landscape()
        sheet.set_paper(A3)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(FIRST_ROW - 2)


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
