"""JSON Schema over the records of a crawl: jsonschema against jsonschema-rs, with all errors of every record.

The same 20,000 packages (the slow ones: the first 2,000 of them) and `schemas/metadata/
dataset.schema.json`. That both find the same is a test: `tests/unit/test_json_schema_engines_agree.py`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import jsonschema_rs

from benchmarks.machine import cpu_seconds, machine, spread, versions
from benchmarks.records import packages
from checker.resources import schemas_dir

DATASETS, FEWER, ROUNDS = 20_000, 2_000, 5


def main() -> None:
    """Print the figures."""
    schema: dict[str, Any] = json.loads((schemas_dir() / "metadata" / "dataset.schema.json").read_bytes())
    slow, quick = jsonschema.Draft202012Validator(schema), jsonschema_rs.Draft202012Validator(schema)
    raw = [json.loads(json.dumps(package)) for package in packages(DATASETS)]
    errors = sum(1 for package in raw for _ in quick.iter_errors(package))
    print(f"{machine()}; {versions('jsonschema', 'jsonschema-rs')}")
    print(f"{DATASETS:,} datasets, {errors / DATASETS:.1f} errors each, {ROUNDS} rounds, median (lowest to highest)")
    ways: dict[str, tuple[int, Callable[[Any], object]]] = {
        "jsonschema": (FEWER, lambda package: list(slow.iter_errors(package))),
        "jsonschema-rs, iter_errors": (FEWER, lambda package: list(quick.iter_errors(package))),
        "jsonschema-rs, evaluate": (DATASETS, lambda package: quick.evaluate(package).errors()),
        "jsonschema-rs, valid or not": (DATASETS, quick.is_valid),
    }
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, (count, way) in ways.items():
            rates[name].append(count / cpu_seconds(lambda: [way(package) for package in raw[:count]]))  # noqa: B023
    for name, figures in rates.items():
        print(f"{name:<28} {spread(figures, '{:,.0f}'):>26} datasets/s")
    for name in tuple(ways)[1:]:
        ratios = [b / a for a, b in zip(rates["jsonschema"], rates[name], strict=True)]
        print(f"ratio, {name:<27} {spread(ratios, '{:.1f}')}")


if __name__ == "__main__":
    main()
