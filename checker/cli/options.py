"""Options that several commands share, each defined once."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from checker.cli.console import Voice
from checker.config import Settings, load
from checker.dates import DateProblem, parse_date
from checker.errors import UsageError

Command = TypeVar("Command", bound=Callable[..., Any])

STORE = click.option(
    "--store",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("dgcheck.sqlite"),
    show_default=True,
    help="The workspace: an SQLite file that keeps all runs and their evidence.",
)
RUBRIC = click.option(
    "--rubric",
    default="data-catalog-kpi-2565",
    show_default=True,
    metavar="ID|FILE",
    help="The KPI year to count by: an id, or a rubric file (.yaml).",
)
OUT = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("dgcheck-report"),
    show_default=True,
    help="Folder for the reports.",
)
FORMAT = click.option(
    "--format",
    "formats",
    default="html,xlsx,json",
    show_default=True,
    metavar="LIST",
    help="Which reports to write: html, xlsx, json.",
)
FAIL_UNDER = click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="POINTS",
    help="Exit with 1 when the proven total is under this.",
)


def speaking(command: Command) -> Command:
    """Adds --lang, --json, --quiet."""
    for option in (
        click.option(
            "--lang", type=click.Choice(["th", "en"]), default=None, help="Language of messages and reports (th first)."
        ),
        click.option("--json", "as_json", is_flag=True, help="Give the result as one JSON value on standard output."),
        click.option("--quiet", "-q", is_flag=True, help="No progress and no remarks."),
    ):
        command = option(command)
    return command


def fetching(command: Command) -> Command:
    """Adds what every command that fetches takes."""
    for option in (
        click.option("--config", type=click.Path(path_type=Path, dir_okay=False), help="A YAML file of settings."),
        click.option(
            "--allow-network",
            "allow_networks",
            multiple=True,
            metavar="CIDR",
            help="Fetch from this private or loopback network too (repeatable).",
        ),
        click.option(
            "--api-token-env",
            metavar="NAME",
            help="Name of the environment variable that holds the catalog's API token (for private datasets).",
        ),
        click.option("--contact", metavar="TEXT", help="Who runs this scan: shown to the sites in the user agent."),
        click.option(
            "--confirm-after",
            type=click.FloatRange(0),
            metavar="SECONDS",
            help="Wait so long between two looks at a failure (default: as the rubric says).",
        ),
        click.option(
            "--confirm-wait",
            type=click.FloatRange(0),
            metavar="SECONDS",
            help="Wait so long at most, at the end, for second looks to come due (default: 30).",
        ),
        click.option(
            "--set", "assignments", multiple=True, metavar="KEY=VALUE", help="Any other setting (repeatable)."
        ),
    ):
        command = option(command)
    return command


def settings_from(
    config: Path | None,
    allow_networks: tuple[str, ...],
    contact: str | None,
    confirm_after: float | None,
    confirm_wait: float | None,
    lang: str | None,
    assignments: tuple[str, ...],
) -> Settings:
    """Defaults ← file ← environment ← flags."""
    flags: dict[str, Any] = {
        "allow_networks": allow_networks or None,
        "contact": contact,
        "confirm_after": confirm_after,
        "confirm_wait": confirm_wait,
        "lang": lang,
    }
    for assignment in assignments:
        key, sign, value = assignment.partition("=")
        if not sign:
            raise UsageError(f"--set {assignment!r}: write KEY=VALUE", f"--set {assignment!r}: เขียนเป็น KEY=VALUE")
        flags[key.strip()] = value.strip()
    return load(config, os.environ, flags)


def token_from(name: str | None) -> str:
    """The token in the environment variable of this name; the name alone may ever be shown."""
    if name is None:
        return ""
    token = os.environ.get(name, "")
    if not token:
        raise UsageError(
            f"--api-token-env {name}: no such environment variable, or it is empty",
            f"--api-token-env {name}: ไม่มีตัวแปรสภาพแวดล้อมนี้ หรือค่าว่าง",
        )
    return token


def cutoff_from(text: str | None, zone_name: str) -> datetime | None:
    """The end of a day (``2022-09-30``, or in Buddhist Era ``2565-09-30``) where the rubric lives."""
    if text is None:
        return None
    day = parse_date(text)
    if isinstance(day, DateProblem):
        raise UsageError(
            f"--cutoff {text!r}: write a day as YYYY-MM-DD, e.g. 2022-09-30 or 2565-09-30",
            f"--cutoff {text!r}: เขียนวันเป็น ปปปป-ดด-วว เช่น 2565-09-30 หรือ 2022-09-30",
        )
    return datetime.combine(day, time(0), tzinfo=ZoneInfo(zone_name)) + timedelta(days=1, seconds=-1)


def formats_from(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The report formats of a comma list."""
    formats = tuple(part.strip().lower() for part in text.split(",") if part.strip())
    unknown = [part for part in formats if part not in known]
    if unknown or not formats:
        raise UsageError(
            f"--format {text!r}: unknown {', '.join(unknown) or 'empty list'}; there are: {', '.join(known)}",
            f"--format {text!r}: ไม่รู้จัก {', '.join(unknown) or '(ว่าง)'}; ที่มีคือ {', '.join(known)}",
        )
    return formats


def voice(lang: str | None, quiet: bool, as_json: bool) -> Voice:
    """How this command speaks; the language falls back on the environment, then on Thai."""
    chosen = lang or os.environ.get("DGCHECK_LANG", "th")
    return Voice(lang=chosen if chosen in ("th", "en") else "th", quiet=quiet, json=as_json)
