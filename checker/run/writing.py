"""Reports on disk: each whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from checker.errors import RunError
from checker.report.json import json_chunks
from checker.report.model import Report


def _json(report: Report, lang: str, canonical: bool) -> Iterable[bytes]:
    return json_chunks(report, canonical=canonical)


def _html(report: Report, lang: str, canonical: bool) -> Iterable[bytes]:
    from checker.report.html import html_chunks  # here: a run that writes none need not load it

    return html_chunks(report, lang=lang)


def _xlsx(report: Report, lang: str, canonical: bool) -> Iterable[bytes]:
    from checker.report.excel import to_xlsx  # here: a run that writes none need not load it

    return (to_xlsx(report, lang=lang),)


_WRITERS: dict[str, Callable[[Report, str, bool], Iterable[bytes]]] = {"html": _html, "xlsx": _xlsx, "json": _json}

FORMATS = tuple(_WRITERS)  #: what reports can be written as


def write_reports(
    report: Report, out: Path, *, formats: tuple[str, ...] = FORMATS, lang: str = "th", canonical: bool = False
) -> tuple[Path, ...]:
    """Writes ``report.<format>`` for each format into ``out``. RunError where the disk will not have it."""
    written = []
    for name in formats:
        path = out / f"report.{name}"
        content = _WRITERS[name](report, lang, canonical)  # piece by piece: a national one need not be held whole
        try:
            out.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(f".{name}.part")
            with part.open("wb") as file:
                file.writelines(content)
            os.replace(part, path)
        except OSError as error:
            why = error.strerror or str(error)
            raise RunError(
                f"{path}: cannot be written: {why}; give another folder with --out",
                f"{path}: เขียนรายงานไม่ได้: {why} เลือกโฟลเดอร์อื่นด้วย --out",
            ) from error
        written.append(path)
    return tuple(written)
