"""``ckan dgmaturity import`` and ``export``: the official workbook without a browser."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import click
from ckan.plugins import toolkit as tk

FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))


@click.command("import", short_help="Import the official workbook (Templates 2 and 3) into an organization.")
@FILE
@click.option("--org", required=True, metavar="NAME", help="Organization that it goes into.")
@click.option("--user", metavar="NAME", help="With whose rights (default: those of the site).")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
def import_(file: Path, org: str, user: str | None, dry_run: bool) -> None:
    """Import what is right of FILE (.xlsx, .xls, .ods); what is wrong is told with its cell.

    Ends with 1 where a dataset could not be saved as it is.

    \b
    Example: ckan dgmaturity import workbook.xlsx --org my-department --dry-run
    """
    asked = {
        "organization_id": org,
        "content": base64.b64encode(file.read_bytes()).decode(),
        "name": file.name,
        "keep": not dry_run,
        "at_once": True,
    }
    told = _call("dgmaturity_workbook_check", asked, user)
    if told["state"] == "failed":
        raise click.ClickException(told["error"])
    if not dry_run:
        told = _call("dgmaturity_workbook_import", {"id": told["id"], "at_once": True}, user)
        if told["state"] != "done":
            raise click.ClickException("another import of this organization is at work: try again when it is done")
    for line in _lines(told):
        click.echo(line)
    if told["counts"]["problems"] or any(each["outcome"] in ("failed", "held", "changed") for each in told["datasets"]):
        raise SystemExit(1)


@click.command(short_help="Write datasets as the official workbook (Templates 2 and 3).")
@click.option("--org", metavar="NAME", help="All datasets of an organization, private ones and drafts too.")
@click.option("--search", metavar="WORDS", help="What a search finds.")
@click.option("--user", metavar="NAME", help="Whose view (default: all that the site holds).")
@click.option("--lang", type=click.Choice(["th", "en"]), default="th", show_default=True, help="Of help and headers.")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
def export(org: str | None, search: str | None, user: str | None, lang: str, out: Path) -> None:
    """Write datasets as the official workbook; importing it again changes nothing.

    \b
    Example: ckan dgmaturity export --org my-department --out workbook.xlsx
    """
    if (org is None) == (search is None):
        raise click.UsageError("give either --org or --search")
    asked = {"lang": lang, **({"organization_id": org} if org is not None else {"q": search})}
    told = _call("dgmaturity_workbook_export", asked, user)
    out.write_bytes(base64.b64decode(told["content"]))
    click.echo(f"{out}: {told['datasets']} datasets, {told['resources']} resources")


def _call(action: str, asked: dict[str, Any], user: str | None) -> dict[str, Any]:
    name = user or tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    try:
        found: dict[str, Any] = tk.get_action(action)({"user": name}, asked)
    except tk.ValidationError as error:
        raise click.ClickException("; ".join(str(said) for said in error.error_summary.values())) from error
    except (tk.NotAuthorized, tk.ObjectNotFound) as error:
        raise click.ClickException(str(error)) from error
    return found


def _lines(told: dict[str, Any]) -> list[str]:
    found = [_problem(each) for each in told["problems"]]
    for one in told["datasets"]:
        found.append(f"{one['outcome'] or one['kind']}: {one['code']} {one['title']}".rstrip())
        found += [f"  {said}" for said in (one["why"], one["said"]) if said]
        found += [f"  {each['label']}: {each['old'] or '-'} → {each['new'] or '-'}" for each in one["changes"]]
        found += [f"  {each['label']} “{each['value']}”: {each['said']}" for each in one["refused"]]
        found += [_problem(each) for each in one["problems"]]
    return found


def _problem(each: dict[str, Any]) -> str:
    return f"  {'✗' if each['failed'] else '!'} {each['sheet']}!{each['cell']} {each['value']}: {each['text']}"
