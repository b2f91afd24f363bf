"""The store under what really happens to it: kills, a second process, full and read-only disks."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from checker.errors import StoreError
from checker.store import Store
from tests.unit.store_values import RUBRIC, a_finding, a_head, a_page, an_attempt

ROOT = Path(__file__).resolve().parents[2]
BATCH = 50

#: Writes without end: a page, a batch of looks, a whole derivation, in turn; goes on with its run when begun again.
WRITER = """
import hashlib, sys
from pathlib import Path
from checker.model import Standing
from checker.store import Store
from tests.unit.store_values import RUBRIC, a_finding, a_head, a_page, an_attempt

path, name, rounds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with Store.open(path) as store, store.working_on(a_head(name, fingerprint=name)) as run:
    print("working", run.id, flush=True)
    first = int(store.last_cursor(run.id) or 0) // 100 + 1
    for number in range(first, first + rounds):
        store.add_page(run.id, a_page(number, hashlib.sha256(b"%d" % number).digest() * 2000))
        store.add_attempts(run.id, [an_attempt(f"https://a.example/{number}/{link}") for link in range(50)])
        findings = [a_finding(f"d{number}-{each % 40}", f"check_{each}") for each in range(1500)]
        standings = [Standing(id=f"d{number}", name=None, title="", listed=True, on_catalog=False)]
        store.write_derived(run.id, RUBRIC, str(number), findings, standings, b"%d" % number)
    store.set_state(run.id, "finished")
"""


@contextmanager
def writer(path: Path, name: str, rounds: int) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(rounds)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def everything_is_whole(store: Store, run_id: str, kills: int = 0) -> int:
    """Proves pages, batches of looks and the derivation of a run; returns how many pages there are.

    Each kill may have fallen between a page and its looks, so that many pages at most have none.
    """
    numbers = [page.number for page in store.pages(run_id)]  # each is proved against its hash
    assert numbers == list(range(1, len(numbers) + 1))
    batches: dict[str, int] = {}
    for url, looks in store.attempts(run_id):
        assert looks == (an_attempt(url),)
        number = url.split("/")[3]
        batches[number] = batches.get(number, 0) + 1
    assert set(batches.values()) <= {BATCH}
    assert len(numbers) - kills <= len(batches) <= len(numbers)
    for rubric, version in store.derivations(run_id):
        findings = list(store.findings(run_id, rubric))
        assert len(findings) == 1500
        assert {finding.subject.split("-")[0] for finding in findings} == {f"d{version}"}
        assert [standing.id for standing in store.standings(run_id, rubric)] == [f"d{version}"]
        assert store.score_json(run_id, rubric) == version.encode()
    assert store._database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert store._database.execute("PRAGMA foreign_key_check").fetchall() == []
    orphans = "SELECT (SELECT count(*) FROM finding) - (SELECT coalesce(sum(last - first + 1), 0) FROM span)"
    assert store._database.execute(orphans).fetchone() == (0,)
    return len(numbers)


def test_a_killed_writer_leaves_whole_transactions_and_no_lock_and_is_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    chance = random.Random(2565)
    pages = 0
    for kills in range(1, 16):
        with writer(path, "run-1", 100_000) as process:
            assert said(process) == "working run-1"
            time.sleep(chance.uniform(0.0, 0.25))
            process.send_signal(signal.SIGKILL)
            process.wait()
        with Store.open(path) as store:
            assert [head.id for head in store.runs()] == ["run-1"]
            before, pages = pages, everything_is_whole(store, "run-1", kills)
            assert pages >= before
            with store.hold("run-1"):
                pass
    assert pages > 0


def test_two_processes_with_two_runs_do_not_disturb_each_other(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with writer(path, "one", 20) as one, writer(path, "two", 20) as two:
        assert (said(one), said(two)) == ("working one", "working two")
        assert (one.wait(60), two.wait(60)) == (0, 0)
    with Store.open(path) as store:
        assert sorted(head.id for head in store.runs()) == ["one", "two"]
        assert [everything_is_whole(store, run_id) for run_id in ("one", "two")] == [20, 20]
        assert store.snapshot_sha256("one") == store.snapshot_sha256("two")


def test_a_run_that_a_living_process_works_on_is_left_to_it(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with writer(path, "one", 100_000) as process, Store.open(path) as store:
        assert said(process) == "working one"
        assert store.unfinished("one") is None
        with store.working_on(a_head("another", fingerprint="one")) as run:
            assert run.id == "another"
        process.kill()
        process.wait()
        store.set_state("another", "finished")
        unfinished = store.unfinished("one")
        assert unfinished is not None
        assert unfinished.id == "one"


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    """A small disk of its own in memory, where the tests may make one."""
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"cannot make a small disk: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")


@needs_root
def test_a_full_disk_is_said_and_what_was_done_is_kept(tmp_path: Path) -> None:
    noise = random.Random(2565)
    with mounted(tmp_path / "disk", "size=3m") as disk:
        path = disk / "a.sqlite"
        held = []
        with pytest.raises(StoreError, match="a.sqlite: the disk is full; free some space") as raised:
            fill(path, noise, held)
        assert "ดิสก์เต็ม กรุณาลบไฟล์ที่ไม่ใช้" in raised.value.th
        assert len(held) > 5
        with Store.open(path) as store:
            assert [page.number for page in store.pages("run-1")] == held


def fill(path: Path, noise: random.Random, held: list[int]) -> None:
    with Store.open(path) as store:
        store.begin(a_head())
        for number in range(1000):
            store.add_page("run-1", a_page(number, noise.randbytes(100_000)))
            held.append(number)


@needs_root
def test_a_derivation_that_fills_the_disk_leaves_the_one_before(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "size=3m") as disk, Store.open(disk / "a.sqlite") as store:
        store.begin(a_head())
        store.write_derived("run-1", RUBRIC, "1", [a_finding("a")], (), b"{}")
        findings = (a_finding(hashlib.sha256(b"%d" % number).hexdigest()) for number in range(1_000_000))
        with pytest.raises(StoreError, match="the disk is full"):
            store.write_derived("run-1", RUBRIC, "2", findings, (), b"{}")
        assert list(store.findings("run-1", RUBRIC)) == [a_finding("a")]


@needs_root
def test_a_disk_without_any_room_is_said_before_a_run_begins(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "size=1m") as disk:
        fill_up(disk / "other")
        with pytest.raises(StoreError, match=r"the disk is full|the disk could not be read or written"):
            Store.open(disk / "a.sqlite")


def fill_up(path: Path) -> None:
    with suppress(OSError), path.open("wb", buffering=0) as other:
        while other.write(b"x" * 4096):
            pass


@needs_root
def test_a_read_only_disk_is_said(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "size=1m") as disk:
        Store.open(disk / "a.sqlite").close()
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        for name in ("a.sqlite", "new.sqlite"):
            with pytest.raises(StoreError, match=f"{name}: the file or its folder is read-only") as raised:
                Store.open(disk / name)
            assert "เขียนไม่ได้ กรุณาแก้สิทธิ์การเขียน" in raised.value.th


@needs_root
def test_a_disk_that_becomes_read_only_under_an_open_store_is_said(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "size=1m") as disk:
        Store.open(disk / "a.sqlite").close()
        store = Store.open(disk / "a.sqlite")
        store._database.execute("PRAGMA query_only = ON")  # what a write meets on such a disk
        with store, pytest.raises(StoreError, match="the file or its folder is read-only"):
            store.begin(a_head())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_without_the_right_to_write_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    Store.open(path).close()
    path.chmod(0o444)
    with pytest.raises(StoreError, match="the file or its folder is read-only"):
        Store.open(path)


def test_many_processes_may_make_the_store_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    code = (
        "import sys; from pathlib import Path; from checker.store import Store; Store.open(Path(sys.argv[1])).close()"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", code, str(path)], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
        for _ in range(6)
    ]
    assert [process.wait(60) for process in processes] == [0] * 6
