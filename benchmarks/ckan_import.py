"""A workbook of 500 datasets imported into a real CKAN 2.12, beside ``package_create`` of the same datasets.

One process, one site: first the plain action for each dataset, then upload and preview, then the import, then the
export of the organization and the preview of that, in which nothing changes. Seconds by the clock and of CPU; the
ratio is the import's time a dataset against the plain action's. ``python -m benchmarks.ckan_import [DATASETS]``
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.ckan_package import package
from checker.testing import a_workbook

DATASETS = 500
ROOT = Path(__file__).resolve().parent.parent
PLAIN, BOOK = "bench-plain", "bench-book"


def workbook(count: int) -> bytes:
    """The official workbook with so many datasets."""
    return a_workbook(*(package(BOOK, number) for number in range(count)))


@contextmanager
def timed(figures: dict[str, Any], what: str) -> Iterator[None]:
    """Keeps seconds by the clock and of CPU."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    figures[what] = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


def inside(ini: str, count: int) -> None:
    """Run by CKAN's own Python: prints the figures as JSON."""
    from ckan.cli import load_config
    from ckan.config.middleware import make_app
    from ckan.plugins import toolkit as tk

    def act(name: str, given: dict[str, Any]) -> Any:
        user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
        return tk.get_action(name)({"user": user}, given)

    figures: dict[str, Any] = {}
    with make_app(load_config(ini))._wsgi_app.test_request_context():
        groups = {name: act("organization_create", {"name": name})["id"] for name in (PLAIN, BOOK)}
        with timed(figures, "package_create"):
            for number in range(count):
                act("package_create", {**package(PLAIN, number), "owner_org": groups[PLAIN]})
        content = base64.b64encode(workbook(count)).decode()
        with timed(figures, "check"):
            batch = act("dgmaturity_workbook_check", {"organization_id": BOOK, "content": content, "at_once": True})
        with timed(figures, "import"):
            told = act("dgmaturity_workbook_import", {"id": batch["id"], "at_once": True})
        assert told["counts"]["outcomes"] == {"created": count}, told["counts"]
        with timed(figures, "export"):
            out = act("dgmaturity_workbook_export", {"organization_id": BOOK})
        with timed(figures, "check again"):
            again = act(
                "dgmaturity_workbook_check", {"organization_id": BOOK, "content": out["content"], "at_once": True}
            )
        assert again["counts"]["kinds"] == {"same": count}, again["counts"]
    print(json.dumps({"figures": figures}), flush=True)


def main() -> None:
    """Print the figures."""
    if sys.argv[1:2] == ["--inside"]:
        inside(sys.argv[2], int(sys.argv[3]))
        return
    from benchmarks.machine import machine
    from tests.stack import held
    from tests.stack.sites import prepared

    count = int(sys.argv[1]) if len(sys.argv) > 1 else DATASETS
    with held() as stack:
        site = prepared(stack, "bench-import")
        command = [str(site.bin / "python"), "-m", "benchmarks.ckan_import", "--inside", str(site.ini), str(count)]
        told = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    found = json.loads(next(line for line in told.splitlines() if line.startswith('{"figures"')))["figures"]
    print(f"{machine()}; CKAN {site.version}; {count} datasets, {2 * count} files")
    plain = found["package_create"]
    for what, used in found.items():
        ratio = f"; {used['wall'] / plain['wall']:.2f} of package_create (CPU {used['cpu'] / plain['cpu']:.2f})"
        print(f"{what}: {used['wall']:.1f} s, CPU {used['cpu']:.1f} s, {count / used['wall']:.1f} datasets/s{ratio}")


if __name__ == "__main__":
    main()
