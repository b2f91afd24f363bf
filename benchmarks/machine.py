"""What every figure is told with: the machine, the versions, the median of a few rounds."""

from __future__ import annotations

import os
import platform
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def machine() -> str:
    """Processor, cores, kernel and Python in one line."""
    model = next(
        (line.partition(":")[2].strip() for line in _lines(Path("/proc/cpuinfo")) if line.startswith("model name")),
        platform.processor(),
    )
    return (
        f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, Python {platform.python_version()}"
    )


def versions(*packages: str) -> str:
    """``name version`` of packages, in one line."""
    return ", ".join(f"{package} {_version(package)}" for package in packages)


def median_seconds(rounds: int, work: Callable[[], object]) -> float:
    """The median wall time of some rounds of one piece of work."""
    return statistics.median(seconds(work) for _ in range(rounds))


def seconds(work: Callable[[], object]) -> float:
    """The wall time of one piece of work."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def spread(figures: Sequence[float], form: str = "{:.2f}") -> str:
    """The median of some figures with the lowest and the highest."""
    middle, low, high = statistics.median(figures), min(figures), max(figures)
    return f"{form.format(middle)} ({form.format(low)} to {form.format(high)})"


def children_cpu_seconds() -> float:
    """CPU seconds of all child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []
