"""``ckan dgmaturity import`` and ``export``: the official workbook without a browser."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from ckan import model
from ckan.plugins import toolkit as tk

from checker.cli.console import Voice
from checker.cli.words import say
from checker.errors import RunError
from ckanext.dgmaturity.cli.speaking import (
    Unfit,
    in_language,
    organization_named,
    refused,
    speaking,
    written,
)

FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
#: what a dataset came to that is not saved as the workbook has it
NOT_SAVED = ("failed", "held", "changed")


@click.command("import", short_help="Import the official workbook (Templates 2 and 3) into an organization.")
@FILE
@click.option("--org", required=True, metavar="NAME", help="Organization that it goes into.")
@click.option("--user", metavar="NAME", help="With whose rights (default: those of the site).")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@speaking
def import_(file: Path, org: str, user: str | None, dry_run: bool, voice: Voice) -> int:
    """Import what is right of FILE (.xlsx, .xls, .ods); what is wrong is told with its cell.

    Ends with 1 where a dataset could not be saved as it is.

    \b
    Example: ckan dgmaturity import workbook.xlsx --org my-department --dry-run
    """
    asked = {
        "organization_id": organization_named(org).id,
        "content": base64.b64encode(file.read_bytes()).decode(),
        "name": file.name,
        "keep": not dry_run,
        "at_once": True,
    }
    with in_language(voice.lang):
        told = _imported(asked, user)
    if voice.json:
        voice.result(told)
    for line in () if voice.json else _lines(told, voice.lang):
        voice.line(line)
    return 1 if told["counts"]["problems"] or any(each["outcome"] in NOT_SAVED for each in told["datasets"]) else 0


def _imported(asked: dict[str, Any], user: str | None) -> dict[str, Any]:
    told = _call("dgmaturity_workbook_check", asked, user)
    if told["state"] == "failed":
        raise Unfit(told["error"])
    if asked["keep"]:
        told = _call("dgmaturity_workbook_import", {"id": told["id"], "at_once": True}, user)
        if told["state"] != "done":
            raise RunError(*(say("inside.another_import", lang) for lang in ("en", "th")))
    return told


@click.command(short_help="Write datasets as the official workbook (Templates 2 and 3).")
@click.option("--org", metavar="NAME", help="All datasets of an organization, private ones and drafts too.")
@click.option("--search", metavar="WORDS", help="What a search finds.")
@click.option("--user", metavar="NAME", help="Whose view (default: all that the site holds).")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
@speaking
def export(org: str | None, search: str | None, user: str | None, out: Path, voice: Voice) -> None:
    """Write datasets as the official workbook; importing it again changes nothing.

    The help inside the workbook is in the language of the messages.

    \b
    Example: ckan dgmaturity export --org my-department --out workbook.xlsx
    """
    if (org is None) == (search is None):
        raise refused("one_of", names="--org, --search")
    what = {"q": search} if org is None else {"organization_id": organization_named(org).id}
    with in_language(voice.lang):
        told = _call("dgmaturity_workbook_export", {"lang": voice.lang, **what}, user)
    written(out, base64.b64decode(told["content"]))
    held = {"path": str(out), "datasets": told["datasets"], "resources": told["resources"]}
    if voice.json:
        voice.result(held)
    else:
        voice.line(say("inside.exported", voice.lang, **held))


def _call(action: str, asked: dict[str, Any], user: str | None) -> dict[str, Any]:
    """What an action answers; what it refuses is told in the language that it was asked in."""
    if user is not None and model.User.get(user) is None:
        raise refused("no_user", name=user)
    name = user or tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    try:
        found: dict[str, Any] = tk.get_action(action)({"user": name}, asked)
    except tk.ValidationError as error:
        raise Unfit("; ".join(str(said) for said in error.error_summary.values())) from error
    except (tk.NotAuthorized, tk.ObjectNotFound) as error:
        raise Unfit(str(error)) from error
    return found


def _lines(told: dict[str, Any], lang: str) -> Iterator[str]:
    yield from map(_problem, told["problems"])
    for one in told["datasets"]:
        outcome = say(f"inside.imported.{one['outcome'] or one['kind']}", lang)
        yield f"{outcome}: {one['code']} {one['title']}".rstrip()
        yield from (f"  {said}" for said in (one["why"], one["said"]) if said)
        yield from (f"  {each['label']}: {each['old'] or '-'} → {each['new'] or '-'}" for each in one["changes"])
        yield from (f"  {each['label']} “{each['value']}”: {each['said']}" for each in one["refused"])
        yield from map(_problem, one["problems"])


def _problem(each: dict[str, Any]) -> str:
    return f"  {'✗' if each['failed'] else '!'} {each['sheet']}!{each['cell']} {each['value']}: {each['text']}"
