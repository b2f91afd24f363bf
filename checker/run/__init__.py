"""The line, wired: the only place that imports all of it."""

from __future__ import annotations

from checker.run.derive import score
from checker.run.planning import complete_task
from checker.run.progress import Progress, Watch
from checker.run.scan import Run, confirm, run_named, scan
from checker.run.task import Input, Task, read_input
from checker.run.writing import ALL, DEFAULT_FORMATS, FORMATS, write_owner_pages, write_reports

__all__ = [
    "ALL",
    "DEFAULT_FORMATS",
    "FORMATS",
    "Input",
    "Progress",
    "Run",
    "Task",
    "Watch",
    "complete_task",
    "confirm",
    "read_input",
    "run_named",
    "scan",
    "score",
    "write_owner_pages",
    "write_reports",
]
