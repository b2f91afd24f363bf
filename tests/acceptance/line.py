"""Runs the command as a person would, against a site on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

QUICK = ("--allow-network", "127.0.0.0/8", "--set", "host_interval=0", "--set", "per_host=8", "--set", "retries=1",
         "--set", "backoff=0.05", "--set", "timeout=5", "--confirm-after", "0.2")  # fmt: skip
DAY = ("--cutoff", "2022-09-30")


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-c", "from checker.cli import main; main()", *map(str, arguments)]


def dgcheck(
    *arguments: object, cwd: Path | None = None, status: int | None = 0, seconds: float = 120, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs ``dgcheck`` to its end; the exit status must be ``status`` unless that is ``None``."""
    done = subprocess.run(
        command(*arguments),
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=seconds,
        env={**os.environ, "PYTHONWARNINGS": "error", "PYTHONPATH": str(Path(__file__).parents[2]), **environment},
    )
    assert status is None or done.returncode == status, f"{done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


def canonical(store: Path, out: Path, run: str = "latest") -> bytes:
    """``report.json`` of a stored run in its canonical form."""
    dgcheck("report", run, "--store", store, "--out", out, "--format", "json", "--canonical", "--quiet")
    return (out / "report.json").read_bytes()


def report(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "report.json").read_bytes())
    return found
