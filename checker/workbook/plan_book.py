"""A plan alone as an Excel workbook: Temp1_Dataset with the sheets beside it."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter

from checker.plan import Issue, Plan
from checker.workbook.template1 import WRITTEN, PlanSheets

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
EMPTY = Plan(issues=(Issue(),))  #: the form to be filled in


def plan_book(plan: Plan, lang: str) -> bytes:
    """The workbook; :func:`checker.plan.read_plan` reads it back into the same plan."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, OPTIONS) as book:
        book.set_properties({"created": WRITTEN})
        sheets = PlanSheets(book, lang)
        sheets.forms(plan)
        sheets.beside(plan)
    return stream.getvalue()
