"""``ckan dgmaturity check``, ``score``, ``nightly``, ``purge``: what cron and administrators run."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import click
from ckan import model

from checker.cli.console import Voice
from checker.cli.words import say
from checker.rounding import shown
from ckanext.dgmaturity import config
from ckanext.dgmaturity.checking import packages, rounds
from ckanext.dgmaturity.checking.policy import Mode
from ckanext.dgmaturity.checking.purging import purge as purge_rows
from ckanext.dgmaturity.checking.rounds import Counted
from ckanext.dgmaturity.checking.run import check_dataset
from ckanext.dgmaturity.cli.mail import write_mails
from ckanext.dgmaturity.cli.registration import ask_harvester
from ckanext.dgmaturity.cli.speaking import dataset_named, organization_named, refused, speaking
from ckanext.dgmaturity.model import Verdict

WAIT = 30.0  #: seconds; what a scan from outside waits
ALL = click.option("--all", "everything", is_flag=True, help="The whole site.")
ORG = click.option("--org", metavar="NAME", help="One organization.")


@click.command()
@ALL
@ORG
@click.option("--dataset", metavar="NAME", help="One dataset.")
@click.option(
    "--wait",
    type=click.FloatRange(0),
    default=WAIT,
    show_default=True,
    help="The longest to wait, in seconds, for the second look at what failed.",
)
@speaking
def check(everything: bool, org: str | None, dataset: str | None, wait: float, voice: Voice) -> int:
    """Look at every link again, and keep what is found; of an organization or the site the scores too.

    Example: ckan dgmaturity check --org statistics-office
    """
    if sum((everything, bool(org), bool(dataset))) != 1:
        raise refused("one_of", names="--all, --org, --dataset")
    if dataset:
        return _check_one(dataset_named(dataset), wait, voice)
    group = organization_named(org) if org else None
    with rounds.alone():
        _look(packages.ids_of(group.id if group else None), Mode.ALL, wait, voice)
        return _tell([rounds.score_one(group)] if group else rounds.score_all(), voice)


def _check_one(package: Any, wait: float, voice: Voice) -> int:
    with voice.progress() as watch:
        check_dataset(package.id, Mode.ALL, watch, wait=wait)
    held = model.Session.query(Verdict).filter_by(package_id=package.id).one()
    told = {"passed": held.passed, "required": held.required, "broken": held.broken}
    told["waiting"] = held.body["waiting"]
    if voice.json:
        voice.result({"id": package.id, "name": package.name, **told, "items": held.body["items"]})
    else:
        voice.line(say("inside.dataset", voice.lang, name=package.name, **told))
    return 0


@click.command()
@ALL
@ORG
@click.option("--fail-under", type=click.FloatRange(0, 100), metavar="POINTS", help="Exit with 1 under this.")
@speaking
def score(everything: bool, org: str | None, fail_under: float | None, voice: Voice) -> int:
    """Count organizations by what is held of their datasets, and keep the scores. Nothing is asked of the web.

    Without an organization: all of them, and the site. Example: ckan dgmaturity score --org statistics-office
    """
    if everything and org:
        raise refused("one_of", names="--all, --org")
    counted = [rounds.score_one(organization_named(org))] if org else list(rounds.score_all())
    status = _tell(counted, voice)
    under = [each for each in counted if each.score and fail_under is not None and float(each.score.total) < fail_under]
    return status or (1 if under else 0)


@click.command()
@speaking
def nightly(voice: Voice) -> int:
    """Check what is due, count every organization and the site, clear away what is old, tell whom it concerns.

    For cron, once a night. A mail server or a national catalog that does not answer stops nothing: it is told, the exit
    status is 3, and the next night tries again. Where the round before still goes on, this one ends at once with 3.
    Example: ckan dgmaturity nightly --quiet
    """
    with rounds.alone():
        _look(rounds.everything(), Mode.DUE, config.confirm_wait(), voice)
        status = _tell(rounds.score_all(), voice, failures_alone=voice.quiet)
        _purge(None, voice)
        silent = bool(config.gd_catalog_harvester() and ask_harvester(voice).unreachable)
        failed = write_mails(voice).failed
    return status or (3 if silent or failed else 0)


@click.command()
@click.option("--days", type=click.IntRange(0), help="Days that are kept (default: ckanext.dgmaturity.keep_days).")
@speaking
def purge(days: int | None, voice: Voice) -> int:
    """Clear away old results. The last ones stay, and of each month the last score, for the trend.

    Example: ckan dgmaturity purge --days 400
    """
    _purge(days, voice)
    return 0


def _purge(days: int | None, voice: Voice) -> None:
    gone = purge_rows(days)
    voice.say("inside.purged", **gone._asdict())


def _look(ids: list[str], mode: Mode, wait: float, voice: Voice) -> None:
    with voice.progress() as watch:
        seen = rounds.look_at(ids, mode, watch, wait=wait)
    voice.say("inside.looked", datasets=seen.datasets, seconds=round(seen.seconds, 1))
    if seen.left:
        voice.say("inside.left", count=seen.left)


def _tell(counted: Iterable[Counted], voice: Voice, *, failures_alone: bool = False) -> int:
    """A line for each, or one JSON value; 3 where one could not be counted. ``failures_alone``: no line for others."""
    values, status = [], 0
    for each in counted:
        name = each.organization.name if each.organization is not None else None
        if each.score is None:
            status = 3
            why = each.error.text(voice.lang) if each.error else ""
            values.append({"organization": name, "error": why})
        else:
            values.append({"organization": name, "total": str(each.score.total), "datasets": each.score.datasets,
                           "seconds": each.score.body["seconds"]})  # fmt: skip
        if not voice.json and not (failures_alone and each.score):
            voice.line(_line(values[-1], voice.lang))
    if voice.json:
        voice.result({"scores": values})
    return status


def _line(value: dict[str, Any], lang: str) -> str:
    name = value["organization"] or say("inside.site", lang)
    if "error" in value:
        return say("inside.failed", lang, name=name, why=value["error"])
    told = {"datasets": value["datasets"], "seconds": value["seconds"]}
    return say("inside.scored", lang, name=name, total=shown(Fraction(value["total"]), 2), **told)
