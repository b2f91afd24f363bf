"""The extension in a real CKAN 2.12 against plain ckanext-scheming with the same fields: writing, and pages.

Two sites on the same PostgreSQL, Redis and Solr, each in a process of its own; they take turns, dataset by dataset and
page by page, so that a machine that slows down slows both. ``package_create`` and ``package_update`` 200 times each,
the page of a dataset and of a search, the dashboard of an organization of 1,000 datasets beside its plain page.
"""

from __future__ import annotations

import json
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from benchmarks.ckan_package import package
from benchmarks.machine import machine, spread
from checker.vocabulary import Field, vocabulary
from tests.stack import Stack, held
from tests.stack.parts import FOLDER
from tests.stack.sites import Site, prepared

WRITES, VIEWS, MANY = 200, 60, 1_000
WORKER = Path(__file__).with_name("ckan_site.py")
ORGANIZATION = "bench"
CORE = {
    "title": "title",
    "name": "dataset_slug",
    "tag_string": "tag_string_autocomplete",
    "owner_org": "dataset_organization",
}
RESOURCE = {"url": "resource_url_upload", "format": "resource_format_autocomplete"}


class Worker:
    """One site in a process of its own."""

    def __init__(self, site: Site, token: str) -> None:
        command = [str(site.bin / "python"), str(WORKER), str(site.ini), token]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=FOLDER
        )
        self._heard()

    def _heard(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith("{"):
                heard: dict[str, Any] = json.loads(line)
                return heard
        raise RuntimeError("the site ended")

    def do(self, what: str, given: Any) -> dict[str, Any]:
        """One thing; how long it took."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": what, "with": given}) + "\n")
        self._process.stdin.flush()
        heard = self._heard()
        if not heard["said"].startswith("200"):
            raise RuntimeError(f"{what} {given}: {heard['said']}")
        return heard

    def end(self) -> None:
        """Lets it end."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)


def plain_form() -> dict[str, Any]:
    """The fields of our form, as ckanext-scheming's own presets have them."""
    fields = vocabulary().fields
    return {
        "scheming_version": 2,
        "dataset_type": "dataset",
        "about": "the same fields, plain",
        "dataset_fields": [_field(each, CORE) for each in fields["dataset"].values()],
        "resource_fields": [_field(each, RESOURCE) for each in fields["resource"].values()],
    }


def _field(field: Field, presets: dict[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {"field_name": field.name, "label": field.label.th}
    if field.name in presets:
        made["preset"] = presets[field.name]
    elif field.choices:
        made["preset"] = "multiple_checkbox" if field.form == "choices" else "select"
        made["choices"] = [{"value": each.value, "label": each.value} for each in vocabulary().choices(field.name)]
    return made


def dataset(number: int) -> dict[str, Any]:
    """A complete dataset with two resources."""
    return {**package("bench", number), "owner_org": ORGANIZATION, "tags": [{"name": "service"}, {"name": "monthly"}]}


@contextmanager
def sites(stack: Stack) -> Iterator[tuple[Worker, Worker]]:
    """(ours, plain), each with the organization."""
    form = FOLDER / "plain_form.json"
    form.write_text(json.dumps(plain_form(), ensure_ascii=False), encoding="utf-8")
    plain = {"scheming.dataset_schemas": f"file://{form}"}
    ours = prepared(stack, "bench-ours", plugins="activity datastore dgmaturity scheming_datasets")
    other = prepared(stack, "bench-plain", plugins="activity datastore scheming_datasets", options=plain)
    with ExitStack() as ends:
        both = []
        for site in (ours, other):
            worker = Worker(site, site.administrator())
            ends.callback(worker.end)
            worker.do("organization_create", {"name": ORGANIZATION, "title": "กรมตัวอย่าง"})
            both.append(worker)
        yield both[0], both[1]


def ratio(what: str, ours: Sequence[dict[str, Any]], plain: Sequence[dict[str, Any]], goal: float) -> None:
    """One line: medians by the clock and by CPU."""
    wall, cpu = (
        statistics.median(a[key] for a in ours) / statistics.median(b[key] for b in plain) for key in ("wall", "cpu")
    )
    mine = spread([each["wall"] * 1000 for each in ours], "{:.1f}")
    other = spread([each["wall"] * 1000 for each in plain], "{:.1f}")
    sql = f"SQL {statistics.median(a['sql'] for a in ours):.0f} / {statistics.median(b['sql'] for b in plain):.0f}"
    print(f"{what}: ours {mine} ms, plain {other} ms, ratio {wall:.2f} (CPU {cpu:.2f}; goal {goal}); {sql}")


def turns(both: tuple[Worker, Worker], steps: Sequence[tuple[str, Any]]) -> tuple[list[Any], list[Any]]:
    """Each step on both, the first one now this, now that."""
    found: tuple[list[Any], list[Any]] = ([], [])
    for number, (what, given) in enumerate(steps):
        order = (0, 1) if number % 2 else (1, 0)
        for place in order:
            found[place].append(both[place].do(what, given))
    return found


def main() -> None:
    """Print the figures."""
    print(machine())
    with held() as stack, sites(stack) as both:
        for number in range(-10, 0):  # warm
            turns(both, [("package_create", {**dataset(number), "name": f"warm{-number}"})])
        ratio("package_create", *turns(both, [("package_create", dataset(each)) for each in range(WRITES)]), 1.15)
        again = [
            ("package_update", {**dataset(each), "id": f"bench-{each}", "maintainer": "กองใหม่"})
            for each in range(WRITES)
        ]
        ratio("package_update", *turns(both, again), 1.15)
        for path in ("/dataset/bench-7", "/th/dataset/bench-7", "/dataset/", "/dataset/?q=bench"):
            turns(both, [("GET", path)] * 5)
            ratio(f"GET {path}", *turns(both, [("GET", path)] * VIEWS), 1.1)
        dashboard(both)


def dashboard(both: tuple[Worker, Worker]) -> None:
    """The dashboard of an organization of 1,000 datasets beside its plain page."""
    for number in range(WRITES, MANY):
        for each in both:
            each.do("package_create", dataset(number))
    both[0].do("score", ORGANIZATION)
    page, own = f"/organization/{ORGANIZATION}", f"/organization/{ORGANIZATION}/dgmaturity"
    mine = [both[0].do("GET", own) for _ in range(VIEWS)]
    plain = [both[1].do("GET", page) for _ in range(VIEWS)]
    ratio(f"dashboard of {MANY} datasets against the plain page", mine, plain, 2)


if __name__ == "__main__":
    main()
