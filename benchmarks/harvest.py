"""Reading a catalog of 20,000 datasets by `package_search`, against ckanapi's paged search on the same server.

Ours: discover and the store, so that each answer is kept, compressed, with its hash; pages of 100, which is what we ask
of real sites, and of 1,000. ckanapi: what its command `search datasets` does, which asks for pages of 1,000 and writes
JSON Lines, and its `call_action` in a loop over pages of 100, which keeps nothing. Each is a program of its own; the
clock runs while it works, CPU and memory are those of the whole program.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import parse_qs

from ckanapi import RemoteCKAN
from ckanapi.cli.search import search_datasets

from benchmarks.loopback import Asked, response, serving
from benchmarks.machine import Used, machine, run, seconds, spread, versions
from benchmarks.records import SearchAnswers
from checker.config import Settings
from checker.discover import open_source
from checker.fetch import Fetcher
from checker.model import RunHead
from checker.store import Store

DATASETS, ROUNDS = 20_000, 5
KIND = "Content-Type: application/json; charset=utf-8"


class Site:
    """A CKAN as a function."""

    def __init__(self) -> None:
        self.held = SearchAnswers(DATASETS)

    def __call__(self, asked: Asked) -> bytes:
        path, _, query = asked.target.decode().partition("?")
        action = path.rstrip("/").rpartition("/")[2]
        if action == "status_show":
            return response("200 OK", self.held.status(), KIND)
        if action != "package_search":
            return response("404 Not Found", b'{"success": false, "error": {"message": "Not found"}}', KIND)
        given = json.loads(asked.body) if asked.body else {key: each[0] for key, each in parse_qs(query).items()}
        body = self.held.search(int(given.get("start", 0)), int(given.get("rows", 10)))
        return response("200 OK", body, KIND)


def ours(url: str, rows: int, folder: Path) -> int:
    """Read the catalog into a store."""
    at = datetime.now(timezone.utc)
    head = RunHead(
        id="run", fingerprint="", source=url, organization="", started=at, cutoff=at, rubric="", tool_version="",
        state="harvesting",
    )  # fmt: skip
    settings = Settings(allow_networks=("127.0.0.0/8",), host_interval=0.0, page_size=rows)
    read = 0
    with Store.open(folder / "store.sqlite") as store, Fetcher(settings) as fetcher:
        store.begin(head)
        source = open_source(
            url, fetch=fetcher.get, fetch_many=fetcher.run, settings=settings, clock=lambda: datetime.now(timezone.utc)
        )
        for page in source.pages():
            store.add_page("run", page)
            read += page.count
    return read


def ckanapi_search(url: str, rows: int, folder: Path) -> int:
    """ckanapi's command ``search datasets``; the size of its pages is its own."""
    lines = folder / "datasets.jsonl"
    given = {"--insecure": False, "--input-json": False, "--input": None, "KEY=STRING": [], "--gzip": False}
    search_datasets(RemoteCKAN(url), {**given, "--output": str(lines)}, stdout=sys.stdout.buffer)
    with lines.open("rb") as written:
        return sum(1 for _ in written)


def ckanapi_loop(url: str, rows: int, folder: Path) -> int:
    """ckanapi's ``call_action``, page by page; nothing is kept."""
    count = 0
    with RemoteCKAN(url, get_only=True) as site:
        while True:
            found = site.call_action("package_search", {"start": count, "rows": rows, "sort": "id asc"})
            count += len(found["results"])
            if not found["results"] or count >= found["count"]:
                return count


WAYS: dict[str, tuple[Callable[[str, int, Path], int], int]] = {
    "ckanapi search, 1,000": (ckanapi_search, 1_000),
    "ckanapi loop, 100": (ckanapi_loop, 100),
    "ours, 100": (ours, 100),
    "ours, 1,000": (ours, 1_000),
}


def work(name: str, url: str) -> None:
    """Be one of the programs that are measured: print the seconds that the reading took."""
    function, rows = WAYS[name]
    with tempfile.TemporaryDirectory() as folder:
        read: list[int] = []
        taken = seconds(lambda: read.append(function(url, rows, Path(folder))))
    assert read == [DATASETS], (name, read)
    print(taken)


def main() -> None:
    """Print the figures, or be one of the programs that are measured."""
    if len(sys.argv) > 1:
        work(*sys.argv[1:])
        return
    print(f"{machine()}; {versions('pycurl', 'msgspec', 'ckanapi', 'requests')}")
    print(f"{DATASETS:,} datasets, {ROUNDS} rounds, median (lowest to highest)")
    taken: dict[str, list[Used]] = {name: [] for name in WAYS}
    with serving(Site, ["127.0.0.1"]) as port:
        for _ in range(ROUNDS):
            for name in WAYS:
                taken[name].append(run([sys.executable, "-m", "benchmarks.harvest", name, f"http://127.0.0.1:{port}"]))
    for name, all_used in taken.items():
        rate = spread([DATASETS / float(used.said) for used in all_used], "{:,.0f}")
        cpu, memory = spread([used.cpu for used in all_used]), spread([used.megabytes for used in all_used], "{:.0f}")
        print(f"{name:<22} {rate:>26} datasets/s   CPU-s {cpu:>20}   peak MB {memory}")
    for theirs in ("ckanapi search, 1,000", "ckanapi loop, 100"):
        for our in ("ours, 100", "ours, 1,000"):
            ratios = [float(b.said) / float(a.said) for a, b in zip(taken[our], taken[theirs], strict=True)]
            print(f"ratio, {our:<12} to {theirs:<22} {spread(ratios)}   (goal 2)")


if __name__ == "__main__":
    main()
