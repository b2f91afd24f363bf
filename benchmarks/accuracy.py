"""How often what is told is right: each labelled corpus of `tests/corpora/`, as a table n, right, wrong, cannot tell.

Each module there has `results()`, which yields (what, expected, told); `told` is `None` where it cannot be told.
`python -m benchmarks.accuracy --wrong` names each case that is wrong, with its place in the corpus.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import tests.corpora as corpora


class Result(NamedTuple):
    """One answer beside its label."""

    corpus: str
    what: str
    expected: str
    told: str | None


def results() -> Iterator[Result]:
    """All results of all corpora, in the order of their names."""
    for module in sorted(pkgutil.iter_modules(corpora.__path__), key=lambda found: found.name):
        found: Iterable[tuple[str, str, str | None]] = getattr(
            importlib.import_module(f"{corpora.__name__}.{module.name}"), "results", tuple
        )()
        for what, expected, told in found:
            yield Result(module.name, what, expected, told)


def verdict(result: Result) -> str:
    """``right``, ``wrong`` or ``cannot tell``."""
    return "cannot tell" if result.told is None else "right" if result.told == result.expected else "wrong"


def main() -> None:
    """Print the table, and with `--wrong` the cases."""
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    all_results = list(results())
    for result in all_results:
        counted[result.corpus, result.what][verdict(result)] += 1
    print(f"{'corpus':<14} {'what':<28} {'n':>6} {'right':>6} {'wrong':>6} {'cannot tell':>12}")
    for (corpus, what), count in counted.items():
        figures = f"{count['right']:>6} {count['wrong']:>6} {count['cannot tell']:>12}"
        print(f"{corpus:<14} {what:<28} {count.total():>6} {figures}")
    if "--wrong" in sys.argv[1:]:
        for number, result in enumerate(all_results):
            if verdict(result) != "right":
                told = "cannot tell" if result.told is None else repr(result.told)
                print(f"{number}: {result.corpus}, {result.what}: expected {result.expected!r}, told {told}")


if __name__ == "__main__":
    main()
