"""Files are read where they can do no harm: whatever a parser does, the answer comes, and the next file is read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from checker.content import Content
from checker.errors import RunError
from checker.read import Job, Sandbox

ROOT = Path(__file__).resolve().parents[2]
MEMORY = 256 << 20


def sandbox(*, workers: int = 1, seconds: float = 20, memory: int = MEMORY, target: str = "read") -> Sandbox:
    return Sandbox(
        workers=workers, seconds=seconds, memory=memory, target=f"tests.integration.hostile_readers:{target}"
    )


def job(deed: str, key: str = "", body: bytes = b"12345", complete: bool = True) -> Job:
    return Job(key=key or deed, body=body, format=deed, complete=complete)


def answers(box: Sandbox, *deeds: str) -> list[Content]:
    """What comes of files that are read one after the other."""
    found = {}
    for number, deed in enumerate(deeds):
        box.put(job(deed, key=str(number)))
        found.update(box.done())
    found.update(box.finish())
    return [found[str(number)] for number in range(len(deeds))]


def alive(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def gone(process: int) -> bool:
    """Whether a process ends, given a while."""
    for _ in range(200):
        if not alive(process):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    ("deed", "trouble", "detail"),
    [
        ("segfault", "crashed", "SIGSEGV"),
        ("abort", "crashed", "SIGABRT"),
        ("leave", "crashed", "SystemExit"),
        ("leaves_at_once", "crashed", "exit 3"),
        ("raises", "crashed", "ValueError"),
        ("recursion", "crashed", "RecursionError"),
        ("allocate", "out_of_memory", ""),
        ("allocate_in_c", "out_of_memory", ""),
        ("killed_by_the_system", "out_of_memory", "killed by the system"),
        ("shouts", "crashed", "an answer in no known form"),
        ("wrong_answer", "crashed", "an answer in no known form"),
        ("fills_the_disk", "crashed", "OSError"),
    ],
)
def test_the_file_after_a_hostile_one_is_read(deed: str, trouble: str, detail: str) -> None:
    with sandbox() as box:
        first, hostile, last = answers(box, "well", deed, "well")
    assert (hostile.trouble, hostile.detail) == (trouble, detail)
    assert (hostile.format, hostile.tables, hostile.documents) == (deed, (), ())
    assert [first.trouble, last.trouble] == ["", ""]
    assert last.documents[0].characters == 5


@pytest.mark.parametrize("deed", ["for_ever", "sleeps", "closes"])
def test_a_file_that_takes_for_ever_is_given_up(deed: str) -> None:
    with sandbox(seconds=1) as box:
        hostile, last = answers(box, deed, "well")
    assert hostile.trouble == ("out_of_time" if deed != "closes" else hostile.trouble)
    assert hostile.trouble
    assert last.trouble == ""


@pytest.mark.parametrize("deed", ["prints", "forks", "sees"])
def test_what_is_odd_but_harmless_does_no_harm(deed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "password")
    with sandbox() as box:
        assert [content.trouble for content in answers(box, deed, "well")] == ["", ""]


def test_a_file_does_not_suffer_from_those_before_it() -> None:
    with sandbox() as box:
        assert [content.trouble for content in answers(box, "remembers", "remembers", "remembers")] == ["", "", ""]


def test_a_worker_reads_many_files_and_is_then_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.read.sandbox.JOBS", 3)
    with sandbox() as box:
        processes = [content.documents[0].pages for content in answers(box, *["well"] * 6)]
    assert processes[0] == processes[1] == processes[2] != processes[3] == processes[4] == processes[5]


def test_several_workers_answer_as_they_are_done() -> None:
    with sandbox(workers=2, seconds=1) as box:
        box.put(job("sleeps"))
        for number in range(5):
            box.put(job("well", key=str(number)))
        assert [key for key, _ in box.finish()] == ["0", "1", "2", "3", "4", "sleeps"]


def test_files_of_many_megabytes_pass_through() -> None:
    with sandbox() as box:
        box.put(job("well", body=bytes(32 << 20), complete=False))
        ((_, content),) = box.finish()
    assert (content.documents[0].characters, content.head) == (32 << 20, True)


def test_no_more_files_are_held_than_can_be_worked_on_soon() -> None:
    with sandbox(workers=1, seconds=1) as box:
        box.put(job("sleeps"))
        assert not box.full()
        box.put(job("well"))
        assert box.full()
        assert list(box.done()) == []
        box.put(job("well", key="waited"))
        assert [key for key, _ in box.finish()] == ["sleeps", "well", "waited"]


def test_nothing_is_started_before_there_is_a_file() -> None:
    with sandbox() as box:
        assert list(box.finish()) == []
        assert not [thread for thread in threading.enumerate() if thread.name == "sandbox"]


def test_nothing_is_left_when_it_is_left_early() -> None:
    with sandbox(workers=2) as box:
        box.put(job("well"))
        ((_, content),) = box.finish()
        for key in ("a", "b", "c"):
            box.put(job("sleeps", key=key))
    assert gone(content.documents[0].pages)
    assert not [thread for thread in threading.enumerate() if thread.name == "sandbox"]


def test_what_parsers_leave_on_disk_is_cleared_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with sandbox() as box:
        answers(box, "leaves_files", "well")
        assert not [*tmp_path.glob("*/left-behind")]
    assert not [*tmp_path.iterdir()]


def test_a_worker_that_cannot_start_is_an_error_and_no_trouble_of_the_file() -> None:
    with sandbox(target="nothing_of_this_name") as box:
        box.put(job("well"))
        with pytest.raises(RunError, match="no process to read files in can be started"):
            list(box.finish())


PARENT = """
import sys
from tests.integration.test_sandbox import job, sandbox
with sandbox(workers=2, seconds=1) as box:
    box.put(job("well"))
    ((_, content),) = box.finish()
    box.put(job("sleeps"))
    box.put(job("well", key="again"))
    for _, other in box.finish():
        print(content.documents[0].pages, other.documents[0].pages, flush=True)
        box.put(job("sleeps"))
        box.put(job("sleeps"))
        box.put(job("sleeps"))
        list(box.finish())
"""


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_its_parent(end: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as parent:
        assert parent.stdout is not None
        workers = {int(number) for number in parent.stdout.readline().split()}
        parent.send_signal(end)
        parent.wait(20)
    assert workers
    assert all(gone(worker) for worker in workers)


IDLE = """
import time
from tests.integration.test_sandbox import job, sandbox
with sandbox() as box:
    box.put(job("well"))
    list(box.finish())
    print("read", flush=True)
    time.sleep(60)
"""


def test_a_worker_whose_parent_is_gone_clears_up_behind_itself(tmp_path: Path) -> None:
    command, place = [sys.executable, "-c", IDLE], {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, cwd=ROOT, env=place, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"read\n"
        assert len([*tmp_path.glob("dgcheck-*")]) == 1
        parent.kill()
    for _ in range(200):
        if not [*tmp_path.glob("dgcheck-*")]:
            return
        time.sleep(0.05)
    pytest.fail("its folder is still there")


def test_a_worker_is_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "msgspec.py").write_text("raise SystemExit('not this one')")
    monkeypatch.chdir(tmp_path)
    with sandbox() as box:
        assert [content.trouble for content in answers(box, "well")] == [""]
    assert os.getcwd() == str(tmp_path)
