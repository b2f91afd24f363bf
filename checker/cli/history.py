"""``dgcheck history``: one dataset's links, or one link, through the runs of the store. No network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from checker.cli import options
from checker.cli.console import Voice
from checker.cli.words import say
from checker.report.words import clean, moment
from checker.report.words import word as report_word
from checker.run.rules import proved_rubric
from checker.run.timeline import Seen, Timeline, timelines
from checker.store import Store


@click.command()
@click.argument("run")
@click.argument("link", metavar="DATASET|URL")
@options.STORE
@options.speaking
def history(run: str, link: str, store: Path, voice: Voice) -> None:
    """Say what each run up to RUN saw of the links of a dataset (id, name or title), or of one URL.

    Runs of the same source and organization count, 24 back at the most: was the link there, is it the same link, have
    the bytes changed.

    \b
    Example: dgcheck history latest dataset_11_01 --lang en
    """
    with Store.open(store, create=False) as opened:
        head = opened.resolve(run)
        found = timelines(opened, head, link)
    if voice.json:
        voice.result(found)
        return
    zone = proved_rubric(head.rubric).time_zone
    for timeline in found:
        for line in _lines(timeline, zone, voice.lang):
            voice.line(line)


def _lines(timeline: Timeline, zone: str, lang: str) -> Iterator[str]:
    first = timeline.seen[0].url if timeline.seen else ""
    yield f"{clean(timeline.dataset)} · {clean(timeline.name or timeline.id)}"
    yield f"  {clean(first)}"
    for seen in timeline.seen:
        yield f"    {' · '.join(_told(seen, zone, lang))}"


def _told(seen: Seen, zone: str, lang: str) -> Iterator[str]:
    """What one run saw, in words."""
    at = moment(seen.at, zone, lang)
    if seen.looked:
        settled = say("history.confirmed" if seen.confirmed else "history.unconfirmed", lang)
        verdict = report_word("verdict", seen.verdict).get(lang)
        yield say("history.looked", lang, at=at, verdict=verdict, settled=settled, status=seen.status or "").rstrip()
    else:
        yield say("history.not_looked", lang, at=at)
    if seen.moved:
        yield say("history.moved", lang, url=clean(seen.url))
    if seen.bytes:
        yield say(f"history.{seen.bytes}", lang)
    if seen.last_modified is not None:
        yield say("history.modified", lang, at=moment(seen.last_modified, zone, lang))
