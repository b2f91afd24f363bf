"""Reports against their golden files: a change of any word or figure is seen in review."""

from __future__ import annotations

import pytest
from report_golden import FOLDER, golden


@pytest.mark.parametrize("name", ["report.json", "report.canonical.json", "report.html"])
def test_the_report_is_the_golden_one(name: str) -> None:
    assert golden()[name].decode() == (FOLDER / name).read_text(encoding="utf-8")
