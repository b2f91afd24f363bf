"""Options that several commands share, each defined once."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import wraps
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from checker.cli.console import Voice
from checker.cli.words import DEFAULT_STORE
from checker.config import load
from checker.dates import DateProblem, parse_date
from checker.errors import UsageError
from checker.run import ALL, DEFAULT_FORMATS, FORMATS

Command = Callable[..., Any]


def _formats(context: click.Context, option: click.Parameter, text: str) -> tuple[str, ...]:
    """The report formats of a comma list."""
    formats = tuple(part.strip().lower() for part in text.split(",") if part.strip())
    if ALL in formats:
        return FORMATS
    unknown = [part for part in formats if part not in FORMATS]
    if unknown or not formats:
        raise UsageError(
            f"--format {text!r}: unknown {', '.join(unknown) or 'empty list'}; there are: {', '.join((*FORMATS, ALL))}",
            f"--format {text!r}: ไม่รู้จัก {', '.join(unknown) or '(ว่าง)'}; ที่มีคือ {', '.join((*FORMATS, ALL))}",
        )
    return formats


STORE = click.option(
    "--store",
    type=click.Path(path_type=Path, dir_okay=False),
    default=DEFAULT_STORE,
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
    default=",".join(DEFAULT_FORMATS),
    show_default=True,
    metavar="LIST",
    callback=_formats,
    help=f"Which reports to write: {', '.join(FORMATS)}, or {ALL}.",
)
FAIL_UNDER = click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="POINTS",
    help="Exit with 1 when the proven total is under this.",
)


def speaking(command: Command) -> Command:
    """Adds --lang, --json, --quiet, and hands the command a ``voice``."""

    @wraps(command)
    def packed(*args: Any, lang: str | None, quiet: bool, as_json: bool, **others: Any) -> Any:
        return command(*args, voice=voice_of(lang, quiet, as_json), **others)

    return _with(
        packed,
        click.option(
            "--lang", type=click.Choice(["th", "en"]), default=None, help="Language of messages and reports (th first)."
        ),
        click.option("--json", "as_json", is_flag=True, help="Give the result as one JSON value on standard output."),
        click.option("--quiet", "-q", is_flag=True, help="No progress and no remarks."),
    )


def fetching(command: Command) -> Command:
    """Adds what every command that fetches takes, and hands the command its ``settings`` and the ``token``."""

    @wraps(command)
    def packed(
        *args: Any,
        config: Path | None,
        api_token_env: str | None,
        assignments: tuple[str, ...],
        allow_networks: tuple[str, ...],
        contact: str | None,
        confirm_after: float | None,
        confirm_wait: float | None,
        vantage: str | None,
        **others: Any,
    ) -> Any:
        flags = {
            "allow_networks": allow_networks or None,
            "contact": contact,
            "confirm_after": confirm_after,
            "confirm_wait": confirm_wait,
            "vantage": vantage,
            **_assigned(assignments),
        }
        settings = load(config, os.environ, flags)
        return command(*args, settings=settings, token=token_from(api_token_env), **others)

    return _with(
        packed,
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
            "--vantage",
            metavar="NAME",
            help="What this machine's place on the network is called: a failure seen from two places is confirmed.",
        ),
        click.option(
            "--set", "assignments", multiple=True, metavar="KEY=VALUE", help="Any other setting (repeatable)."
        ),
    )


def _with(packed: Command, *added: Callable[[Command], Command]) -> Command:
    for option in added:
        packed = option(packed)
    return packed


def _assigned(assignments: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for assignment in assignments:
        key, sign, value = assignment.partition("=")
        if not sign:
            raise UsageError(f"--set {assignment!r}: write KEY=VALUE", f"--set {assignment!r}: เขียนเป็น KEY=VALUE")
        found[key.strip()] = value.strip()
    return found


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


def voice_of(lang: str | None, quiet: bool, as_json: bool) -> Voice:
    """How this command speaks; the language falls back on the environment, then on Thai."""
    chosen = lang or os.environ.get("DGCHECK_LANG", "th")
    return Voice(lang=chosen if chosen in ("th", "en") else "th", quiet=quiet, json=as_json)
