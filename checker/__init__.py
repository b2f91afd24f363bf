"""The engine: turns a catalog into evidence, findings, a score and a report.

::

    import checker

    run = checker.scan("https://catalog.example.go.th", plan="plan.xlsx", store="dgcheck.sqlite")
    result = checker.score(run)
    checker.report(result, "out", formats=("html", "xlsx", "json"))
"""

from __future__ import annotations

from checker.api import report, scan, score
from checker.errors import CheckerError
from checker.version import VERSION as __version__

__all__ = ["CheckerError", "__version__", "report", "scan", "score"]
