"""Datasets a second through the pure part of the line: normalise → checks → grade → score, on one core.

20,000 datasets in three forms (fields at the top level, in extras, both) with three links each, as decoded from JSON;
every link with its evidence and what is inside its file, seven of eight well. With ``--profile`` also where the time
goes.
"""

from __future__ import annotations

import cProfile
import gc
import json
import pstats
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime, timezone
from typing import Any

from benchmarks.machine import machine, spread, versions
from benchmarks.records import packages
from checker.checks import CheckContext, check_dataset
from checker.checks.items import item_outcomes
from checker.content import Area, Column, Content, Period, Place, Reading, Sign, TableProfile
from checker.grade import grade
from checker.links import settle
from checker.model import Attempt, CatalogState, Dataset, Finding, Observation, Outcome, Sniffed
from checker.normalise import normalise
from checker.rubric import load
from checker.run.assess import assess, for_the_score
from checker.run.observe import Known, observe, with_probes
from checker.score import score
from checker.standing import Assessed, reachable, standings
from checker.vocabulary import vocabulary

DATASETS, ROUNDS, RUBRIC = 20_000, 5, "data-catalog-kpi-2565"
AT = datetime(2022, 9, 30, tzinfo=timezone.utc)
CATALOG = CatalogState(url="https://catalog.example", outcome=Outcome.PASSED, declared=DATASETS, held=DATASETS)


def looked_at(raw: list[dict[str, Any]]) -> dict[str, tuple[Attempt, ...]]:
    """The evidence of every link: the declared format, or a 404 for one of eight."""
    links = {each.url: each for package in raw for each in normalise(package).distributions}
    return {
        url: (
            Attempt(
                url=url,
                number=1,
                at=AT,
                final_url=url,
                status=404 if number % 8 == 5 else 206,
                headers=(("content-type", "application/octet-stream"),),
                bytes_read=1955,
                sha256=f"{number:064x}",
                sniffed=None if number % 8 == 5 else Sniffed(format=link.format or "csv", how="content"),
            ),
        )
        for number, (url, link) in enumerate(links.items())
    }


def known_of(attempts: dict[str, tuple[Attempt, ...]]) -> Known:
    """What the datasets are held against."""
    rubric = load(RUBRIC)
    context = CheckContext(vocabulary=vocabulary(), rules=rubric.checks, today=date(2022, 9, 30))
    reading = a_reading()
    return Known(
        rubric=rubric,
        rules=rubric.links,
        context=context,
        cutoff=AT,
        looks=lambda url: attempts.get(url, ()),
        planned={},
        reading=lambda url: reading,
        probe=lambda key: None,
        api_url="https://catalog.example.go.th/api/3/action",
    )


def a_reading() -> Reading:
    """What is inside a file: a table by month and province, laid out for print."""
    cell = Place(row=3, column=1, header="เดือน", value="ม.ค. 2565")
    columns = tuple(Column(number=number, name=f"คอลัมน์ {number}", type="integer", filled=200) for number in range(10))
    table = TableProfile(
        format="csv",
        header_row=1,
        rows=200,
        columns=columns,
        signs=(Sign(code="title_rows", at=cell),),
        period=Period(finest="month", at=cell, first=date(2021, 1, 1), last=date(2022, 8, 31), years=2),
        area=Area(finest="province", at=cell, matched=200, of=200, distinct=77),
    )
    content = Content(format="csv", tables=(table,))
    return Reading(url="", at=AT, whole=True, bytes_read=1955, sha256="0", content=content)


def chain(raw: list[dict[str, Any]], known: Known) -> int:
    """normalise → checks → grade → score, dataset by dataset; returns how many findings there are."""
    found = 0
    assessed: list[Assessed] = []
    for package in raw:
        dataset = normalise(package)
        findings = check_dataset(dataset, known.context)
        items, informative = item_outcomes(findings, known.rubric)
        seen = with_probes(dataset, observe(dataset, known), known)
        openness = grade(dataset, seen, known.rubric)
        assessed.append(
            Assessed(
                dataset=for_the_score(dataset),
                items=items,
                informative=informative,
                openness=openness,
                reachable=reachable(dataset, seen),
            )
        )
        found += len(findings)
    score(known.rubric, standings(None, (), assessed, {}, known.rubric, CATALOG), None, CATALOG)
    return found


def line(raw: list[dict[str, Any]], known: Known) -> int:
    """The same as a run does it, with the findings of links and all that the report shows of a dataset."""
    found = 0
    assessed: list[Assessed] = []
    for package in raw:
        one = assess(normalise(package), known)
        assessed.append(one.assessed)
        found += len(one.findings)
    score(known.rubric, standings(None, (), assessed, {}, known.rubric, CATALOG), None, CATALOG)
    return found


def stages(raw: list[dict[str, Any]], known: Known) -> Iterator[tuple[str, float]]:
    """(stage, seconds) one after the other, over all datasets."""
    begun = time.process_time()
    datasets: list[Dataset] = [normalise(package) for package in raw]
    yield "normalise", (after := time.process_time()) - begun
    checked: list[tuple[Finding, ...]] = [check_dataset(dataset, known.context) for dataset in datasets]
    items = [item_outcomes(findings, known.rubric) for findings in checked]
    yield "checks", (done := time.process_time()) - after
    seen: list[dict[str, Observation]] = [
        {each.id: settle(each, known.looks(each.url), known.rules, True) for each in dataset.distributions
         if known.looks(each.url)}
        for dataset in datasets
    ]  # fmt: skip
    yield "links", (after := time.process_time()) - done
    graded = [grade(dataset, observed, known.rubric) for dataset, observed in zip(datasets, seen, strict=True)]
    yield "grade", (done := time.process_time()) - after
    assessed = [
        Assessed(dataset=dataset, items=outcomes, informative=telling, openness=openness)
        for dataset, (outcomes, telling), openness in zip(datasets, items, graded, strict=True)
    ]
    score(known.rubric, standings(None, (), assessed, {}, known.rubric, CATALOG), None, CATALOG)
    yield "score", time.process_time() - done


def main() -> None:
    """Print the figures."""
    raw = [json.loads(json.dumps(package)) for package in packages(DATASETS)]
    known = known_of(looked_at(raw))
    gc.collect()
    gc.freeze()  # a run reads page by page: what is ready here is not for its garbage collector to walk over
    print(f"{machine()}; {versions('msgspec')}")
    print(f"{DATASETS:,} datasets, {ROUNDS} rounds, median (lowest to highest); CPU time of one core")
    rates, whole, parts = [], [], []
    for _ in range(ROUNDS):
        begun = time.process_time()
        chain(raw, known)
        done = time.process_time()
        findings = line(raw, known)
        rates.append(DATASETS / (done - begun))
        whole.append(DATASETS / (time.process_time() - done))
        parts.append(dict(stages(raw, known)))
    print(f"normalise → checks → grade → score   {spread(rates, '{:,.0f}')} datasets/s   (goal 20,000, floor 5,000)")
    print(f"the same with all that a report shows   {spread(whole, '{:,.0f}')} datasets/s")
    print(f"findings a dataset   {findings / DATASETS:.1f}")
    for name in parts[0]:
        print(f"{name:<10} {spread([part[name] / DATASETS * 1e6 for part in parts], '{:.1f}')} µs a dataset")
    if "--profile" in sys.argv:
        profile = cProfile.Profile()
        profile.runcall(line, raw, known)
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
