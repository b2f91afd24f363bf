"""How our commands speak: as the engine's own do, in the site's language where none is asked for.

Exit status: 0 done; 1 under ``--fail-under``, or something of what was given could not be done as it is; 2 wrong use;
3 could not run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click
from ckan import model
from ckan.plugins import toolkit as tk
from flask import Flask, current_app, has_app_context
from sqlalchemy.exc import ProgrammingError

from checker.cli.console import Voice
from checker.cli.visible import visible
from checker.cli.words import in_words, say
from checker.errors import CheckerError, UsageError

Command = Callable[..., Any]
LANG = click.Option(["--lang"], type=click.Choice(["th", "en"]), help="Language of what is said (default: the site's).")


class Unfit(CheckerError):
    """A file or a name that was given and cannot be used as it is."""

    exit_code = 1


NO_TABLE = "42P01"  #: what PostgreSQL says of a table that is not there


def speaking(command: Command) -> Command:
    """Adds --lang, --json and --quiet, hands the command a ``voice``, and ends with its exit status."""

    @wraps(command)
    def packed(*args: Any, lang: str | None, as_json: bool, quiet: bool, **others: Any) -> None:
        voice = Voice(lang=lang or site_language(), quiet=quiet, json=as_json)
        ended(lambda: command(*args, voice=voice, **others), voice.lang)

    for option in (
        click.option("--quiet", "-q", is_flag=True, help="No progress and no remarks."),
        click.option("--json", "as_json", is_flag=True, help="Give the result as one JSON value on standard output."),
        click.option("--lang", type=LANG.type, help=LANG.help),
    ):
        packed = option(packed)
    return packed


def ended(command: Callable[[], Any], lang: str) -> None:
    """Runs a command, and ends with its exit status; what stopped it is told."""
    try:
        status = _with_tables(command)
    except CheckerError as error:
        click.echo(visible(f"dgmaturity: {in_words(error.text(lang), lang)}", keep_lines=True), err=True)
        sys.exit(error.exit_code)
    if status:
        sys.exit(status)


def _with_tables(command: Callable[[], Any]) -> Any:
    """What a command gives. Raises CheckerError where ``db upgrade`` was forgotten."""
    try:
        return command()
    except ProgrammingError as error:
        if getattr(error.orig, "pgcode", None) != NO_TABLE:
            raise
        raise CheckerError(say("inside.no_tables", "en"), say("inside.no_tables", "th")) from error


def trouble(voice: Voice, key: str, **values: object) -> None:
    """What went wrong beside all that went well: told to those who asked for quiet too, as cron writes to them."""
    click.echo(visible(say(f"inside.{key}", voice.lang, **values)), err=True)


def application() -> Flask:
    """CKAN's own command line keeps the application in its context, and pushes none."""
    return current_app if has_app_context() else click.get_current_context().meta["flask_app"]  # type: ignore[return-value]


@contextmanager
def in_language(lang: str) -> Iterator[None]:
    """For what asks CKAN's actions: what they say is in this language."""
    with application().test_request_context(environ_overrides={"CKAN_LANG": lang}):
        yield


def site_language() -> str:
    """The language of the site, where it is one of the engine's."""
    return "th" if str(tk.config["ckan.locale_default"]).startswith("th") else "en"


def refused(key: str, **values: object) -> UsageError:
    """Wrong use, in both languages."""
    return UsageError(*_both(key, values))


def unfit(key: str, **values: object) -> Unfit:
    """What cannot be used as it is, in both languages."""
    return Unfit(*_both(key, values))


def _both(key: str, values: dict[str, object]) -> tuple[str, str]:
    return say(f"inside.{key}", "en", **values), say(f"inside.{key}", "th", **values)


def written(path: Path, content: bytes) -> None:
    """Writes a file. Raises Unfit, with what the system says."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Unfit(f"{path}: {error.strerror}") from error


def organization_named(name: str) -> Any:
    """The organization with this name or id. Raises UsageError."""
    found = model.Group.get(name)
    if found is None or not found.is_organization or found.state != "active":
        raise refused("no_organization", name=name)
    return found


def dataset_named(name: str) -> Any:
    """The active dataset with this name or id. Raises UsageError."""
    found = model.Package.get(name)
    if found is None or found.state != "active":
        raise refused("no_dataset", name=name)
    return found
