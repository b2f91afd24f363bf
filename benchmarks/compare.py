"""Seconds and peak memory of ``dgcheck diff`` over two runs of 20,000 datasets, of ``trend`` over 100 runs,
and of the worklist of one of the two.

The two runs are put into a store as a scan would have left them: pages of 100 packages and one look at each of the
60,000 links; in the second, one dataset in ten has lost its contact, one in twenty its links, one in fifty is new.
The runs of the trend hold a stored score over 2,000 standings each and nothing else: nothing else is read.
``dgcheck score`` of one of the two runs stands beside, for what a comparison takes more.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.machine import machine, run, versions
from benchmarks.records import packages
from checker.model import Attempt, CatalogState, Outcome, Page, RunHead, Sniffed, Standing
from checker.rubric import load
from checker.score import score
from checker.store import Store

RUBRIC = "data-catalog-kpi-2565"
AT = datetime(2022, 3, 31, 16, 30, tzinfo=timezone.utc)
PAGE, RUNS, STANDINGS = 100, 100, 2_000
DGCHECK = (sys.executable, "-c", "from checker.cli import main; main()")


def changed(found: Iterator[dict[str, Any]], second: bool) -> Iterator[dict[str, Any]]:
    """The packages of one of the two runs."""
    for number, package in enumerate(found):
        if second and number % 10 == 1:
            package["maintainer"] = ""
        if number % 50 == (3 if second else 4):
            continue
        yield package


def a_head(name: str, at: datetime, source: str) -> RunHead:
    """A run of the catalog."""
    return RunHead(id=name, fingerprint=name, source=source, organization="", started=at, cutoff=at, rubric=RUBRIC,
                   tool_version="0.1.0", state="harvesting")  # fmt: skip


def a_look(url: str, at: datetime, broken: bool) -> Attempt:
    """One look at a link."""
    if broken:
        return Attempt(url=url, number=1, at=at, status=404, final_url=url)
    sha256 = hashlib.sha256(url.encode()).hexdigest()
    told = {"headers": (("content-type", "text/csv"),), "sniffed": Sniffed(format="csv", how="content")}
    return Attempt(url=url, number=1, at=at, status=200, final_url=url, bytes_read=5_000, sha256=sha256, **told)


def put_run(store: Store, head: RunHead, datasets: int, second: bool) -> None:
    """A run as a scan leaves it."""
    store.begin(head)
    held = list(changed(packages(datasets, "http://{address}:9"), second))
    for first in range(0, len(held), PAGE):
        part = held[first : first + PAGE]
        body = json.dumps(part, ensure_ascii=False).encode()
        store.add_page(head.id, Page(number=first + 1, kind="ckan_list", cursor="", url="x", at=head.started, body=body,
                                     sha256=hashlib.sha256(body).hexdigest(), count=len(part)))  # fmt: skip
        looks = [
            a_look(each["url"], head.started, second and place % 20 == 7)
            for place, package in enumerate(part, start=first)
            for each in package["resources"]
        ]
        again = [msgspec.structs.replace(each, number=2) for each in looks if each.status == 404]
        store.add_attempts(head.id, [*looks, *again])
    store.put_catalog(head.id, CatalogState(url=head.source, outcome=Outcome.PASSED, reason="observed",
                                            declared=len(held), held=len(held)))  # fmt: skip
    store.set_state(head.id, "finished", head.started + timedelta(hours=1))


def put_counted(store: Store, head: RunHead, number: int) -> None:
    """A run of which there is a stored score."""
    store.begin(head)
    store.set_state(head.id, "finished", head.started + timedelta(hours=1))
    rubric = load(RUBRIC)
    rows = [
        Standing(id=f"d{place}", name=f"d{place}", title="ชุดข้อมูล " * 8, listed=True, on_catalog=True, public=True,
                 items_outcome=Outcome.PASSED if place % 100 <= number else Outcome.FAILED)
        for place in range(STANDINGS)
    ]  # fmt: skip
    catalog = CatalogState(url=head.source, outcome=Outcome.PASSED, reason="observed", declared=1, held=1)
    result = score(rubric, rows, None, catalog)
    store.write_derived(head.id, rubric.id, rubric.version, [], rows, msgspec.json.encode(result, enc_hook=str))


def make(path: Path, datasets: int) -> None:
    """The store, made in a program of its own: the peak of one that starts others would count as theirs."""
    with Store.open(path) as store:
        for number in range(2):
            head = a_head(f"big-{number}", AT + number * timedelta(days=200), "https://big")
            put_run(store, head, datasets, number == 1)
        for number in range(RUNS):
            put_counted(store, a_head(f"year-{number}", AT + number * timedelta(days=30), "https://small"), number)


def main() -> None:
    """Print the figures."""
    if "--make" in sys.argv:
        make(Path(sys.argv[2]), int(sys.argv[3]))
        return
    datasets = sys.argv[1] if len(sys.argv) > 1 else "20000"
    print(f"{machine()}; {versions('msgspec', 'Jinja2')}")
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "store.sqlite", Path(folder) / "out"
        run([sys.executable, "-m", "benchmarks.compare", "--make", str(path), datasets])
        common = ("--store", str(path), "--quiet")
        alone = run([*DGCHECK, "score", "big-1", *common, "--json"])
        work = run([*DGCHECK, "worklist", "big-1", *common, "--format", "csv", "--out", str(out / "worklist.csv")])
        both = run([*DGCHECK, "diff", "big-0", "big-1", *common, "--format", "json,html", "--out", str(out)])
        trend = run([*DGCHECK, "trend", "year-99", *common, "--format", "json,html,csv", "--out", str(out)])
        found = json.loads((out / "diff.json").read_bytes())
        points = json.loads((out / "trend.json").read_bytes())["trend"]
        sizes = {file.name: f"{file.stat().st_size / 1e6:.1f} MB" for file in sorted(out.iterdir())}
    explained = sum((Fraction(each["exact"]) for each in (*found["datasets"], *found["causes"])), Fraction(0))
    assert explained == Fraction(found["difference"]["exact"])
    assert len(points) == RUNS
    print(found["counts"], sizes)
    told = {"score of one run": alone, "its worklist": work, "diff of two": both, f"trend of {RUNS} runs": trend}
    for what, used in told.items():
        print(f"{what}: {used.seconds:.1f} s, CPU-s {used.cpu:.1f}, peak {used.megabytes:.0f} MB")


if __name__ == "__main__":
    main()
