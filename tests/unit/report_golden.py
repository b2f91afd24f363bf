"""The golden report, under a made-up rubric. ``python tests/unit/report_golden.py`` writes its files anew."""

from __future__ import annotations

import re
from pathlib import Path

from report_sample import sample_report, small_rubric
from work_sample import with_worklist

from checker.report.html import to_html
from checker.report.json import to_json

FOLDER = Path(__file__).parent.parent / "cases" / "report"


def golden() -> dict[str, bytes]:
    """Each golden file with what it should hold. The page stands without its style sheet, which may change freely."""
    report = with_worklist(sample_report(6, rubric=small_rubric()))
    return {
        "report.json": to_json(report),
        "report.canonical.json": to_json(report, canonical=True),
        "report.html": re.sub(rb"<style>.*?</style>", b"<style></style>", to_html(report), flags=re.DOTALL),
    }


if __name__ == "__main__":
    for name, content in golden().items():
        (FOLDER / name).write_bytes(content)
