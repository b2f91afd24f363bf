"""The line as three functions: scan, score, report. Everything else is the engine's own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import checker.config
import checker.run
from checker.report.model import Report
from checker.run import DEFAULT_FORMATS, Run, Task, Watch
from checker.run.progress import silent

_Path = str | os.PathLike[str]


def scan(
    source: str = "",
    *,
    plan: _Path | None = None,
    metadata: _Path | None = None,
    previous: _Path | None = None,
    store: _Path = "dgcheck.sqlite",
    rubric: str = "data-catalog-kpi-2565",
    organization: str = "",
    token: str = "",
    cutoff: datetime | None = None,
    watch: Watch = silent,
    **settings: Any,
) -> Run:
    """Crawls a catalog (URL or file) into the store; a scan that was stopped is gone on with.

    ``settings`` are those of :class:`checker.config.Settings`, e.g. ``allow_networks=("10.0.0.0/8",)``.
    Raises CheckerError: UsageError for what the caller can mend, CatalogError where the catalog cannot be read.
    """
    given = (("plan", plan), ("metadata", metadata), ("previous", previous))
    task = Task(
        source=source,
        organization=organization,
        rubric=rubric,
        inputs=tuple(checker.run.read_input(kind, Path(path)) for kind, path in given if path is not None),
        settings=checker.config.load(None, os.environ, settings),
        token=token,
        cutoff=cutoff,
    )
    return checker.run.scan(checker.run.complete_task(task), Path(store), watch=watch)


def score(run: Run, *, rubric: str | None = None) -> Report:
    """The result of a stored run, from its evidence alone; under another rubric where one is named."""
    return checker.run.score(run, rubric=rubric)


def report(
    result: Report, out: _Path, *, formats: Sequence[str] = DEFAULT_FORMATS, lang: str = "th"
) -> tuple[Path, ...]:
    """Writes the result into the folder, by default as ``report.html``, ``report.xlsx``, ``report.json``.

    Gives the paths. ``checker.run.FORMATS`` names all formats.
    """
    return checker.run.write_reports(result, Path(out), formats=tuple(formats), lang=lang)
