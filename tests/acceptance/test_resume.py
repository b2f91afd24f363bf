"""A scan that is killed at any moment goes on with the same command to the same report."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.demo import DemoSite
from tests.acceptance.line import DAY, QUICK, canonical, command, dgcheck


@pytest.fixture(scope="module")
def site() -> Iterator[DemoSite]:
    with DemoSite() as demo:
        yield demo


@pytest.fixture(scope="module")
def plan(site: DemoSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "plan.yaml"
    path.write_bytes(site.plan)
    return path


@pytest.fixture(scope="module")
def whole(site: DemoSite, plan: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The canonical report of a scan that nobody disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    dgcheck(*arguments(site, plan, folder))
    return canonical(folder / "runs.sqlite", folder / "canonical")


def arguments(site: DemoSite, plan: Path, folder: Path) -> tuple[object, ...]:
    return ("scan", site.catalog_url, "--plan", plan, "--store", folder / "runs.sqlite", "--out", folder / "out",
            "--format", "json", "--set", "page_size=3", "--quiet", *QUICK, *DAY)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_scan_killed_at_random_moments_ends_in_the_same_report(
    site: DemoSite, plan: Path, whole: bytes, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    for _ in range(3):
        started = subprocess.Popen(command(*arguments(site, plan, tmp_path)), stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, cwd=Path(__file__).parents[2])  # fmt: skip
        time.sleep(chance.uniform(0.4, 4.0))
        os.kill(started.pid, signal.SIGKILL)
        started.wait()
    dgcheck(*arguments(site, plan, tmp_path))
    assert canonical(tmp_path / "runs.sqlite", tmp_path / "canonical") == whole


def test_a_stored_run_scored_again_gives_the_same_bytes(site: DemoSite, plan: Path, tmp_path: Path) -> None:
    dgcheck(*arguments(site, plan, tmp_path))
    first = tmp_path / "out" / "report.json"
    dgcheck("score", "latest", "--store", tmp_path / "runs.sqlite", "--out", tmp_path / "again", "--quiet")
    assert (tmp_path / "again" / "report.json").read_bytes() == first.read_bytes()
    dgcheck("report", "latest", "--store", tmp_path / "runs.sqlite", "--out", tmp_path / "third", "--quiet")
    for name in ("report.html", "report.xlsx"):
        assert (tmp_path / "third" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


@pytest.mark.slow
def test_two_scans_at_once_do_not_disturb_each_other(site: DemoSite, plan: Path, whole: bytes, tmp_path: Path) -> None:
    both = [
        subprocess.Popen(command(*arguments(site, plan, tmp_path)), cwd=Path(__file__).parents[2]) for _ in range(2)
    ]
    assert [each.wait(timeout=120) for each in both] == [0, 0]
    listed = dgcheck("runs", "--store", tmp_path / "runs.sqlite", "--json")
    ids = [head["id"] for head in json.loads(listed.stdout)]
    assert len(ids) == 2
    for run in ids:
        assert canonical(tmp_path / "runs.sqlite", tmp_path / run, run) == whole
