"""The sheets of Template 1, written: empty forms with drop-downs, help and an example, or a plan as filled ones.

What :class:`PlanSheets` writes, :func:`checker.plan.load_plan` reads back into the same plan.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timezone
from typing import Any

import xlsxwriter
from msgspec import Struct
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from checker.model import CameraRecord
from checker.plan import Attestations, Issue, ListedDataset, Mission, Plan, Process, Subprocess
from checker.plan.words import area_names, words
from checker.vocabulary import vocabulary

FONT = "TH Sarabun New"
THAI = 222  #: Excel's number of the script: where the font is missing, another with Thai letters takes its place
LINE = 24  #: height of one line
FILLED = 0.8  #: how much of a column's width a line of Thai fills before it breaks
A4 = 9  #: Excel's number of the paper
EMPTY_ROWS = 60  #: rows of an empty form that have drop-downs and borders
#: the column of a plain table that has a drop-down, and its list
OFFERED = {
    "utilisation": ("kind", "use_kind"),
    "cameras": ("kind", "camera_kind"),
    "previous": ("focus_area", "focus_area"),
}
SHEET_NAME = 31  #: characters that Excel allows
WRITTEN = datetime(2022, 1, 1, tzinfo=timezone.utc)  #: stamp of the file, so that the same plan gives the same bytes


def _sheet_name(role: str, lang: str) -> str:
    name: str = words()["sheets"][role][lang]
    return name[:SHEET_NAME]


def _area(number: int | None) -> str:
    return "" if number is None else area_names()[number - 1]


def _label(name: str, identifier: str | None, lang: str) -> str:
    """A choice as the drop-down shows it."""
    return words()["choices"][name][identifier][lang] if identifier else ""


def _use(record: Any, lang: str) -> list[str]:
    attested = record.attested_on.isoformat() if record.attested_on else ""
    return [
        record.dataset,
        _label("use_kind", record.kind, lang),
        record.change,
        record.result,
        record.link,
        record.attested_by,
        attested,
    ]


def _camera(record: CameraRecord, lang: str) -> list[str]:
    attested = record.attested_on.isoformat() if record.attested_on else ""
    days = "" if record.days is None else str(record.days)
    return [record.dataset, _label("camera_kind", record.kind, lang), days, record.link, record.attested_by, attested]


def _example() -> Issue:
    """The source's own filled form, with the codes that it would be given."""
    raw = words()["example"]
    return Issue(
        focus_area=raw["focus_area"],
        issue=raw["issue"],
        goal=raw["goal"],
        expected_users=tuple(raw["expected_users"]),
        attestations=Attestations(),
        missions=tuple(
            Mission(title=mission["title"], processes=tuple(map(_example_process, mission["processes"])))
            for mission in raw["missions"]
        ),
    )


def _example_process(raw: Mapping[str, Any]) -> Process:
    digits = raw["number"].replace(".", "")
    category = vocabulary().choices("data_category")[0].value
    subprocesses = tuple(
        Subprocess(number=each["number"], title=each["title"], datasets=tuple(
            ListedDataset(code=f"DataSet_{digits}_{place:02d}", title=dataset["title"], category=category)
            for place, dataset in enumerate(each["datasets"], 1)
        ))
        for each in raw["subprocesses"]
    )  # fmt: skip
    return Process(number=raw["number"], title=raw["title"], subprocesses=subprocesses)


def _height(cells: Iterable[tuple[str, float]]) -> float:
    """The height of a row: lines of the cell that needs most. Marks above and below take no room in a line."""
    return LINE * max(
        sum(1 + int(sum(unicodedata.category(c) != "Mn" for c in line) / (width * FILLED))
            for line in text.split("\n"))
        for text, width in cells
    )  # fmt: skip


class _Row(Struct, frozen=True, kw_only=True):
    """One row of the table; a level that is ``None`` is as above."""

    mission: str | None
    process: str | None
    subprocess: str | None
    dataset: ListedDataset | None


def _rows(issue: Issue) -> Iterator[_Row]:
    for number, mission in enumerate(issue.missions, 1):
        shown: str | None = f"{number}. {mission.title}".strip()
        if not mission.processes:
            yield _Row(mission=shown, process="-", subprocess="-", dataset=None)
        for process in mission.processes:
            for row in _process_rows(process):
                yield _Row(mission=shown, process=row.process, subprocess=row.subprocess, dataset=row.dataset)
                shown = None


def _process_rows(process: Process) -> Iterator[_Row]:
    shown: str | None = f"{process.number} {process.title}".strip()
    parts: list[tuple[str | None, Sequence[ListedDataset]]] = []
    if process.datasets or not process.subprocesses:
        parts.append(("-", process.datasets))
    parts.extend((f"{each.number} {each.title}".strip(), each.datasets) for each in process.subprocesses)
    for name, datasets in parts:
        for dataset in datasets or (None,):
            yield _Row(mission=None, process=shown, subprocess=name, dataset=dataset)
            shown = name = None


class PlanSheets:
    """Writes the sheets of a plan into a workbook; every text is written as text, whatever it begins with."""

    def __init__(self, book: xlsxwriter.Workbook, lang: str) -> None:
        self._book = book
        self._lang = lang
        base = {"font_name": FONT, "font_size": 14, "font_charset": THAI, "valign": "top", "text_wrap": True}
        head = {**base, "bold": True, "bg_color": "#DCE9F5", "border": 1, "valign": "vcenter"}
        self._title = book.add_format({**base, "bold": True, "font_size": 16})
        self._text = book.add_format(base)
        self._head = book.add_format(head)
        self._cell = book.add_format({**base, "border": 1, "num_format": "@"})
        self._lists = self._list_values()

    def _list_values(self) -> dict[str, list[str]]:
        choices = {name: [label[self._lang] for label in each.values()] for name, each in words()["choices"].items()}
        categories = [choice.value for choice in vocabulary().choices("data_category")]
        return {"focus_area": list(area_names()), "category": categories, **choices}

    def forms(self, plan: Plan) -> None:
        """Temp1_Dataset, one sheet an issue."""
        for number, issue in enumerate(plan.issues or (Issue(),), 1):
            self.issue(_sheet_name("plan", self._lang) + (f" ({number})" if number > 1 else ""), issue)

    def beside(self, plan: Plan, more_help: Sequence[str] = ()) -> None:
        """The sheets that go with the plan: the agency, records, help, the example, the lists."""
        self.agency(plan)
        self.rows("utilisation", [_use(record, self._lang) for record in plan.utilisation])
        self.rows("cameras", [_camera(record, self._lang) for record in plan.cameras])
        self.rows("previous", [[each.title, _area(each.focus_area)] for each in plan.previous_datasets])
        self.help(more_help)
        self.issue(_sheet_name("example", self._lang), _example(), example=True)
        self.choices()

    def _sheet(self, name: str) -> Worksheet:
        """A sheet that prints on A4 across; rows without a height of their own grow with what is typed."""
        sheet = self._book.add_worksheet(name)
        sheet.set_default_row(LINE)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _offer(self, sheet: Worksheet, name: str, first: tuple[int, int], last: tuple[int, int]) -> None:
        """A drop-down of a list; other text is let through, and the reader says what is wrong with it."""
        column = list(self._lists).index(name)
        letter = xl_col_to_name(column)
        source = f"='{_sheet_name('choices', self._lang)}'!${letter}$2:${letter}${len(self._lists[name]) + 1}"
        sheet.data_validation(*first, *last, {"validate": "list", "source": source, "error_type": "warning"})

    def _write(self, sheet: Worksheet, row: int, column: int, text: str, form: Format) -> None:
        if text:
            sheet.write_string(row, column, text, form)
        else:
            sheet.write_blank(row, column, None, form)

    def issue(self, name: str, issue: Issue, *, example: bool = False) -> None:
        """The printed form: the header lines, then the table."""
        sheet = self._sheet(name)
        labels, columns = words()["head"], words()["columns"]
        values = [
            _area(issue.focus_area),
            issue.issue,
            issue.goal,
            "\n".join(f"• {u}" for u in issue.expected_users),
            issue.attestations.public_impact,
            issue.attestations.demand,
        ]
        widths = [column["width"] for column in columns.values()]
        for row, (label, value) in enumerate(zip(labels.values(), values, strict=True)):
            sheet.write_string(row, 0, label[self._lang], self._head)
            sheet.merge_range(row, 1, row, len(columns) - 1, "", self._cell)
            self._write(sheet, row, 1, value, self._cell)
            sheet.set_row(row, _height([(label[self._lang], widths[0]), (value, sum(widths[1:]))]))
        top = len(labels) + 1
        for column, label in enumerate(columns.values()):
            sheet.write_string(top, column, label[self._lang], self._head)
            sheet.set_column(column, column, label["width"])
        sheet.set_row(top, _height([(column[self._lang], column["width"]) for column in columns.values()]))
        rows = list(_rows(issue))
        for number, each in enumerate(rows, top + 1):
            texts = self._row(each)
            sheet.set_row(number, _height(zip(texts, widths, strict=False)))
            for column, text in enumerate(texts):
                self._write(sheet, number, column, text, self._cell)
        if not example:
            self._room(sheet, top + 1, top + len(rows) + EMPTY_ROWS, top + 1 + len(rows))
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)

    def _room(self, sheet: Worksheet, first: int, last: int, empty: int) -> None:
        """Empty rows with borders, and the drop-downs."""
        columns = list(words()["columns"])
        for row in range(empty, last + 1):
            for column in range(len(columns)):
                sheet.write_blank(row, column, None, self._cell)
        self._offer(sheet, "focus_area", (0, 1), (0, 1))
        for name, choices in (("category", "category"), ("kind", "dataset_kind"), ("authoritative", "authoritative")):
            place = columns.index(name)
            self._offer(sheet, choices, (first, place), (last, place))

    def _row(self, row: _Row) -> tuple[str, ...]:
        levels = (row.mission or "", row.process or "", row.subprocess or "")
        dataset = row.dataset
        if dataset is None:
            return (*levels, "-", *[""] * (len(words()["columns"]) - len(levels) - 1))
        declared = None if dataset.authoritative is None else str(dataset.authoritative).lower()
        return (
            *levels,
            f"• {dataset.title}" if dataset.title else "•",
            dataset.code,
            dataset.name or "",
            dataset.category or "",
            _label("dataset_kind", dataset.kind, self._lang),
            _label("authoritative", declared, self._lang),
        )

    def agency(self, plan: Plan) -> None:
        """Labels and values, with drop-downs for the choices."""
        sheet = self._sheet(_sheet_name("agency", self._lang))
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 1, 70)
        for row, (name, label) in enumerate(words()["agency"].items()):
            sheet.write_string(row, 0, label[self._lang], self._head)
            self._write(sheet, row, 1, self._agency_value(plan, name), self._cell)
            if name in words()["choices"]:
                self._offer(sheet, name, (row, 1), (row, 1))

    def _agency_value(self, plan: Plan, name: str) -> str:
        value: object = (
            getattr(plan, name)
            if name in ("fiscal_year", "catalog_url", "reported_on")
            else (getattr(plan.agency, name))
        )
        if isinstance(value, date):
            return value.isoformat()
        text = "" if value is None else str(value)
        return _label(name, text, self._lang) if name in words()["choices"] else text

    def rows(self, role: str, rows: Sequence[Sequence[str]]) -> None:
        """A plain table with room to go on."""
        sheet = self._sheet(_sheet_name(role, self._lang))
        columns = words()[role]
        for column, label in enumerate(columns.values()):
            sheet.write_string(0, column, label[self._lang], self._head)
            sheet.set_column(column, column, label["width"])
        for number in range(len(rows) + EMPTY_ROWS):
            for column in range(len(columns)):
                self._write(sheet, number + 1, column, rows[number][column] if number < len(rows) else "", self._cell)
        name, choices = OFFERED[role]
        place = list(columns).index(name)
        self._offer(sheet, choices, (1, place), (len(rows) + EMPTY_ROWS, place))
        sheet.freeze_panes(1, 0)

    def help(self, more: Sequence[str] = ()) -> None:
        """How the forms are filled in."""
        sheet = self._sheet(_sheet_name("help", self._lang))
        sheet.set_column(0, 0, 120)
        for row, line in enumerate((*(line[self._lang] for line in words()["help"]), *more)):
            sheet.write_string(row, 0, line, self._text if row else self._title)
            sheet.set_row(row, _height([(line, 120)]))

    def choices(self) -> None:
        """The lists behind the drop-downs, hidden."""
        sheet = self._book.add_worksheet(_sheet_name("choices", self._lang))
        for column, (name, values) in enumerate(self._lists.items()):
            sheet.write_string(0, column, name, self._head)
            for row, value in enumerate(values, 1):
                sheet.write_string(row, column, value, self._text)
        sheet.hide()
