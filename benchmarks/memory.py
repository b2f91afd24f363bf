"""Peak memory of `dgcheck scan` over a catalog of 20,000 datasets with 60,000 links on 200 hosts, reports and all.

The catalog and the hosts are one lean server on loopback. ``--formats html,json`` leaves a format out.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from benchmarks.harvest import KIND
from benchmarks.harvest import Site as Catalog
from benchmarks.links import FOUND, PART
from benchmarks.loopback import Asked, addresses, free_port, response, serving
from benchmarks.machine import machine, run, versions
from benchmarks.records import SearchAnswers

HOSTS, LIMIT = 200, 500
FORMATS = "html,xlsx,json"


class Site(Catalog):
    """The catalog, and the files on every host."""

    def __init__(self, datasets: int, port: int) -> None:
        self.held = SearchAnswers(datasets, links=f"http://{{address}}:{port}")

    def __call__(self, asked: Asked) -> bytes:
        if asked.target.startswith(b"/f/"):
            return PART if asked.ranged else FOUND
        if b"robots.txt" in asked.target:
            return response("404 Not Found", b"", KIND)
        return super().__call__(asked)


def main() -> None:
    """Print the figures."""
    arguments = sys.argv[1:]
    formats = arguments[arguments.index("--formats") + 1] if "--formats" in arguments else FORMATS
    datasets = int(arguments[arguments.index("--datasets") + 1]) if "--datasets" in arguments else 20_000
    print(f"{machine()}; {versions('pycurl', 'msgspec', 'XlsxWriter', 'Jinja2')}")
    port = free_port()
    hosts = ["127.0.0.1", *addresses(HOSTS)]
    with serving(lambda: Site(datasets, port), hosts, port=port), tempfile.TemporaryDirectory() as folder:
        store, out = Path(folder) / "store.sqlite", Path(folder) / "out"
        scan = [
            sys.executable, "-c", "from checker.cli import main; main()", "scan", f"http://127.0.0.1:{port}",
            "--store", str(store), "--out", str(out), "--format", formats, "--quiet",
            "--allow-network", "127.0.0.0/8", "--set", "host_interval=0", "--set", "per_host=8",
        ]  # fmt: skip
        used = run(scan)
        report = json.loads((out / "report.json").read_bytes())
        sizes = {file.name: f"{file.stat().st_size / 1e6:.0f} MB" for file in [store, *sorted(out.iterdir())]}
    totals = report["totals"]
    print(f"{totals['datasets']:,} datasets, {totals['resources']:,} links: {used.seconds:.0f} s, CPU-s {used.cpu:.0f}")
    print(f"peak memory {used.megabytes:.0f} MB   (goal: under {LIMIT})   {sizes}")


if __name__ == "__main__":
    main()
