"""Plans in the official workbook, as the command writes it."""

from pathlib import Path

from checker.plan import Plan
from checker.workbook.official.book import write_workbook


def write_plan(plan: Plan, path: Path, lang: str = "th") -> None:
    """The workbook with this plan and no datasets."""
    write_workbook((), plan, path, generation=2, lang=lang)
