"""``ckan dgmaturity report``, ``worklist``, ``explain``, ``what-if``, ``pack``: the engine's own commands, inside.

Each takes what its twin of ``dgcheck`` takes, but for the run and its store: these are a working copy of what the site
holds, made for the command and thrown away with it. Nothing is asked of the web.
"""

from __future__ import annotations

from typing import Any

import click

from checker.cli.packing import pack
from checker.cli.showing import explain, report
from checker.cli.what_if import what_if_command
from checker.cli.worklists import worklist
from ckanext.dgmaturity.checking.policy import Mode
from ckanext.dgmaturity.checking.run import organization_copy
from ckanext.dgmaturity.cli.speaking import LANG, ended, organization_named, site_language

#: what is the copy's, and what a site's own options say
OURS = frozenset({"run", "store", "rubric", "lang"})
ORG = click.Option(["--org"], metavar="NAME", help="One organization, by its plan (default: the whole site).")


def inside(command: click.Command) -> click.Command:
    """The same command over a working copy."""

    def over_copy(org: str | None, **values: Any) -> None:
        values["lang"] = values.get("lang") or site_language()
        ended(lambda: _over(command, organization_named(org) if org else None, values), values["lang"])

    kept = [each for each in command.params if each.name not in OURS]
    return click.Command(
        command.name, params=[ORG, *kept, LANG], callback=over_copy, help=_help(command), short_help=command.short_help
    )


def _over(command: click.Command, group: Any, values: dict[str, Any]) -> Any:
    names = {each.name for each in command.params}
    with organization_copy(group, Mode.NONE) as copy:
        given = {"run": copy.run.id, "store": copy.run.store, **({"rubric": None} if "rubric" in names else {})}
        if command.name != "report":
            values["quiet"] = True  # what it would propose next names the copy, which is gone then
        assert command.callback is not None
        return command.callback(**given, **values)


def _help(command: click.Command) -> str:
    """The help of the twin, its examples as they are given here."""
    told = str(command.help).replace("the stored RUN", "the site").replace("in RUN", "on the site")
    return told.replace("dgcheck ", "ckan dgmaturity ").replace(" latest", "")


COMMANDS = tuple(inside(each) for each in (report, worklist, explain, what_if_command, pack))
