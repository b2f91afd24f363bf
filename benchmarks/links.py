"""Links a second: ours, with the evidence in a store, against lychee, on the same links of the same server.

20,000 links over 200 loopback hosts, 96 of 100 a CSV file, two a 404, two a redirect. Ours: one ranged GET a link, the
bytes sniffed, every look stored, in one process and in two (which share the hosts and the store). lychee: its
GET. Manners towards one host are lifted on both sides, the connections under way at once are the same.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timezone
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pycurl

from benchmarks.loopback import Asked, addresses, response, serving
from benchmarks.machine import machine, program, run, spread, versions
from checker.config import Settings
from checker.fetch import Fetcher
from checker.links import attempt_of, whole
from checker.model import Attempt, Fetched, Request, RunHead
from checker.sniff import sniff
from checker.store import Store

LINKS, HOSTS, ROUNDS, CONNECTIONS, BATCH = 20_000, 200, 5, 128, 1_000
CSV = "ปี,จังหวัด,จำนวน\n".encode() + b"".join(f"2565,กรุงเทพมหานคร,{row}\n".encode() for row in range(40))
KIND = "Content-Type: text/csv; charset=utf-8"
FOUND = response("200 OK", CSV, KIND)
PART = response("206 Partial Content", CSV, KIND, f"Content-Range: bytes 0-{len(CSV) - 1}/{len(CSV)}")
MISSING = response("404 Not Found", b"not found", "Content-Type: text/plain")
MOVED = response("302 Found", b"", "Location: /f/moved.csv")


class Figure(NamedTuple):
    """What one run took."""

    seconds: float  #: of the work; lychee's program starts in no time, ours is told beside it
    whole: float  #: seconds from the start of the program to its end
    cpu: float
    megabytes: float
    checked: int


def answer(asked: Asked) -> bytes:
    """The answer by the first letter of the path: a file, nothing, a redirect."""
    kind = asked.target[1:2]
    if kind == b"f":
        return PART if asked.ranged else FOUND
    return MOVED if kind == b"r" else MISSING


def links(port: int) -> list[str]:
    """The links, the hosts in turn."""
    hosts = addresses(HOSTS)
    return [
        f"http://{hosts[number % HOSTS]}:{port}/{'m' if number % 50 == 7 else 'r' if number % 50 == 23 else 'f'}"
        f"/{number}.csv"
        for number in range(LINKS)
    ]


def look_in_processes(path: Path, shares: Sequence[Path]) -> None:
    """Our side: a process for each share, from one start of the program. Prints its seconds and its peak of MB."""
    begun = time.perf_counter()
    fork = multiprocessing.get_context("fork")
    others = [fork.Process(target=look, args=(path, share.read_text().splitlines())) for share in shares[1:]]
    for other in others:
        other.start()
    look(path, shares[0].read_text().splitlines())
    for other in others:
        other.join()
        if other.exitcode:
            raise SystemExit(other.exitcode)
    peaks = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]
    peaks += [resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss] * len(others)
    print(time.perf_counter() - begun, sum(peaks) / 1024)


def look(path: Path, urls: Sequence[str]) -> None:
    """One process of ours: fetch, sniff, store."""
    settings = Settings(
        allow_networks=("127.0.0.0/8",), connections=CONNECTIONS, per_host=CONNECTIONS, host_interval=0.0,
        host_budget=1e9, retries=3,
    )  # fmt: skip
    requests = (Request(key=url, url=url, head_bytes=settings.head_bytes) for url in urls)
    with Store.open(path) as store, Fetcher(settings) as fetcher:
        coming = map(_attempt, fetcher.run(requests))
        while batch := list(islice(coming, BATCH)):
            store.add_attempts("run", batch)


def _attempt(fetched: Fetched) -> Attempt:
    sniffed = None
    if fetched.status is not None:
        sniffed = sniff(
            fetched.body, content_type=fetched.header("content-type"), url=fetched.url, declared="csv",
            complete=whole(fetched),
        )  # fmt: skip
    return attempt_of(fetched, 1, "local", sniffed)


def ours(urls: Sequence[str], processes: int) -> Figure:
    """Our side in some processes, each with its share of the hosts."""
    at = datetime.now(timezone.utc)
    head = RunHead(
        id="run", fingerprint="", source="", organization="", started=at, cutoff=at, rubric="", tool_version="",
        state="looking",
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.sqlite"
        with Store.open(path) as store:
            store.begin(head)
        shares = []
        for share in range(processes):
            file = Path(folder) / f"{share}.txt"
            file.write_text("\n".join(url for number, url in enumerate(urls) if number % HOSTS % processes == share))
            shares.append(file)
        command = [sys.executable, "-m", "benchmarks.links", "--look", str(path)]
        used = run([*command, *map(str, shares)])
        with Store.open(path) as store:
            statuses = [looks[-1].status for _, looks in store.attempts("run")]
    assert statuses.count(404) == LINKS // 50, statuses.count(404)
    assert statuses.count(206) == LINKS - LINKS // 50, statuses.count(206)
    seconds, megabytes = map(float, used.said.split())
    return Figure(seconds, used.seconds, used.cpu, megabytes, len(statuses))


def lychee(urls: Sequence[str]) -> Figure:
    """lychee on the same links."""
    with tempfile.TemporaryDirectory() as folder:
        given, told = Path(folder) / "links.txt", Path(folder) / "told.json"
        given.write_text("\n".join(urls))
        command = [
            program("lychee"), "--no-progress", "--format", "json", "--output", str(told), "--method", "get",
            "--max-concurrency", str(CONNECTIONS), "--host-concurrency", str(CONNECTIONS),
            "--host-request-interval", "0ms", str(given),
        ]  # fmt: skip
        used = run(command, fine=(0, 2))  # 2: some links are broken
        result = json.loads(told.read_text())
    assert result["errors"] == LINKS // 50, result["errors"]
    return Figure(
        used.seconds,
        used.seconds,
        used.cpu,
        used.megabytes,
        result["unique"] if "unique" in result else result["total"],
    )


def lines(figures: dict[str, list[Figure]]) -> Iterator[str]:
    """The figures as a table, and the ratios."""
    for name, taken in figures.items():
        rate = spread([each.checked / each.seconds for each in taken], "{:,.0f}")
        cpu = spread([each.cpu / each.checked * 10_000 for each in taken])
        memory = spread([each.megabytes for each in taken], "{:.0f}")
        yield f"{name:<18} {rate:>28} links/s   CPU-s per 10,000 {cpu:>22}   peak MB {memory}"
    against = figures["lychee"]
    for name in figures:
        if name != "lychee":
            pairs = list(zip(figures[name], against, strict=True))
            work, whole = [b.seconds / a.seconds for a, b in pairs], [b.seconds / a.whole for a, b in pairs]
            best = min(each.seconds for each in against) / min(each.seconds for each in figures[name])
            yield f"ratio, {name:<18} {spread(work)}; of the best rounds {best:.2f}   (goal 2, floor 1.2)"
            yield f"  with the start of our program {spread(whole)}"


def main() -> None:
    """Print the figures, or be our side."""
    if sys.argv[1:2] == ["--look"]:
        look_in_processes(Path(sys.argv[2]), [Path(share) for share in sys.argv[3:]])
        return
    told = subprocess.run([program("lychee"), "--version"], capture_output=True, text=True, check=True)
    print(
        f"{machine()}; {versions('pycurl', 'msgspec')}, {pycurl.version.split()[0]}, "
        f"SQLite {sqlite3.sqlite_version}; {told.stdout.strip()}"
    )
    print(f"{LINKS:,} links, {HOSTS} hosts, {CONNECTIONS} connections, {ROUNDS} rounds, median (lowest to highest)")
    figures: dict[str, list[Figure]] = {"lychee": [], "ours, 1 process": [], "ours, 2 processes": []}
    with serving(lambda: answer, addresses(HOSTS)) as port:
        urls = links(port)
        for _ in range(ROUNDS):
            figures["lychee"].append(lychee(urls))
            figures["ours, 1 process"].append(ours(urls, 1))
            figures["ours, 2 processes"].append(ours(urls, 2))
    print("\n".join(lines(figures)))


if __name__ == "__main__":
    main()
