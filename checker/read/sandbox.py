"""A pool of processes in which files are read, so that no file can stop a scan or slow it for long.

A worker reads one file at a time under limits of memory, processor time and wall time. One that crashes, is killed or
answers with anything but a content costs that one answer; the next job gets a fresh worker.
"""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from types import TracebackType

import msgspec

import checker
from checker.content import Content
from checker.errors import RunError
from checker.read.frames import Gone, Job, Late, TooLong, receive, send

__all__ = ["Job", "Sandbox"]

AHEAD = 1  #: jobs that wait beside those under way; each holds a file
JOBS = 100  #: jobs after which a worker is replaced, for what parsers leave behind
START_SECONDS = 60.0  #: what the start of a worker may take
STARTS = 2  #: tries to start one
ANSWER_BYTES = 64 * 1024 * 1024
ENDS = frozenset({"crashed", "out_of_memory", "out_of_time"})  #: troubles after which a worker is not used again
AGAIN = frozenset({"crashed", "out_of_memory"})  #: … that may be the doing of a file before: tried in a fresh worker
#: of the environment, what a worker sees: none of the secrets that may stand there
PASSED_ON = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH")
#: one thread and one arena: address space is what is counted, and each of them takes much of it
FRUGAL = {"MALLOC_ARENA_MAX": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

Answer = tuple[str, Content]


class Sandbox:
    """Reads files in processes of their own; the loop around it stands in :mod:`checker.read`.

    ``seconds`` and ``memory`` (bytes of address space) are what one job may take. ``target`` names what a worker does
    with a job, as ``module:function``, and ``answer`` is what it answers with: a content, or one with more in it. A
    context manager: at its end, however it comes, no worker is left.
    """

    def __init__(
        self,
        *,
        workers: int = 2,
        seconds: float,
        memory: int,
        target: str = "checker.read.reading:read_job",
        answer: type[Content] = Content,
    ) -> None:
        self._most = workers
        self._start = partial(_Worker, target, seconds, memory, msgspec.msgpack.Decoder(answer))
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[Answer | Exception] = queue.SimpleQueue()
        self._places = threading.BoundedSemaphore(workers + AHEAD)
        self._seats: list[_Seat] = []
        self._held = 0  #: jobs whose answer nobody has taken

    def put(self, job: Job) -> None:
        """Hands in one file. Waits while it is :meth:`full`."""
        self._places.acquire()
        self._held += 1
        if len(self._seats) < min(self._most, self._unread()):
            self._seats.append(_Seat(self._start, self._jobs, self._answers, self._places))
        self._jobs.put(job)

    def full(self) -> bool:
        """Whether every worker is busy and a further job waits."""
        return self._unread() >= self._most + AHEAD

    def done(self) -> Iterator[Answer]:
        """Key and content of each file that has been read by now. Raises RunError where no worker can be started."""
        while not self._answers.empty():
            yield self._take()

    def finish(self) -> Iterator[Answer]:
        """… of all that were handed in, waiting for them. Raises RunError where no worker can be started."""
        while self._held:
            yield self._take()

    def close(self) -> None:
        """Ends all workers, whatever they do."""
        for seat in self._seats:
            seat.leave()
        for _ in self._seats:
            self._jobs.put(None)
        for seat in self._seats:
            seat.thread.join()
        self._seats = []

    def _unread(self) -> int:
        return self._held - self._answers.qsize()

    def _take(self) -> Answer:
        answer = self._answers.get()
        self._held -= 1
        if isinstance(answer, Exception):
            raise answer
        return answer

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Worker:
    """One process. After a trouble of :data:`ENDS` it reads nothing more."""

    def __init__(self, target: str, seconds: float, memory: int, answers: msgspec.msgpack.Decoder[Content]) -> None:
        self.jobs = 0
        self._answers = answers
        self._seconds = seconds
        self._lock = threading.Lock()  #: no signal to a number that is no longer its own
        self._folder = tempfile.TemporaryDirectory(prefix="dgcheck-", ignore_cleanup_errors=True)
        self._process = subprocess.Popen(
            _command(target, seconds, memory),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._folder.name,
            env=_environment(self._folder.name),
            start_new_session=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._inbox, self._outbox = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._inbox, False)
        os.set_blocking(self._outbox, False)

    def greet(self) -> None:
        """Waits until it is ready. Raises Late, Gone, TooLong."""
        receive(self._outbox, time.monotonic() + START_SECONDS, limit=0)

    def read(self, job: Job) -> Content:
        """The content of one file, or the trouble that it made."""
        self.jobs += 1
        deadline = time.monotonic() + self._seconds
        try:
            send(self._inbox, msgspec.msgpack.encode(job), deadline)
            return self._answers.decode(receive(self._outbox, deadline, ANSWER_BYTES))
        except Late:
            return _trouble(job, "out_of_time", f"over {self._seconds:g} s")
        except Gone:
            self.stop()
            return _trouble(job, *_cause(self._process.returncode))
        except (TooLong, msgspec.DecodeError):
            return _trouble(job, "crashed", "an answer in no known form")

    def kill(self) -> None:
        """Ends it and all that it has started; from any thread."""
        with self._lock:
            self._kill()

    def stop(self) -> None:
        """Ends it, waits for that, and clears away what it leaves."""
        with self._lock:
            self._kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._folder.cleanup()

    def _kill(self) -> None:
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)


class _Seat:
    """A place for one worker, and the thread that hands it jobs."""

    def __init__(
        self,
        start: Callable[[], _Worker],
        jobs: queue.SimpleQueue[Job | None],
        answers: queue.SimpleQueue[Answer | Exception],
        places: threading.BoundedSemaphore,
    ) -> None:
        self._start, self._jobs, self._answers, self._places = start, jobs, answers, places
        self._worker: _Worker | None = None
        self._left = False
        self._lock = threading.Lock()  #: of the two above
        self.thread = threading.Thread(target=self._work, name="sandbox", daemon=True)
        self.thread.start()

    def leave(self) -> None:
        """No further worker here, and an end to the one there is."""
        with self._lock:
            self._left = True
            if self._worker is not None:
                self._worker.kill()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None and not self._left:
            try:
                self._answers.put((job.key, self._read(job)))
            except Exception as error:  # noqa: BLE001 - raised where the answer is taken
                self._answers.put(error)
            self._places.release()
        self._dismiss()

    def _read(self, job: Job) -> Content:
        worker = self._ready()
        content = worker.read(job)
        if content.trouble in ENDS or worker.jobs >= JOBS:
            self._dismiss()
        if content.trouble in AGAIN and worker.jobs > 1 and not self._left:
            return self._read(job)
        return content

    def _ready(self) -> _Worker:
        """The worker of this seat, a new one where there is none."""
        tries = 0
        while self._worker is None:
            tries += 1
            try:
                self._open()
            except (OSError, Late, Gone, TooLong) as error:
                self._dismiss()
                if self._left or tries == STARTS:
                    raise RunError(
                        f"no process to read files in can be started ({type(error).__name__})",
                        f"เริ่มกระบวนการสำหรับอ่านไฟล์ไม่ได้ ({type(error).__name__})",
                    ) from error
        return self._worker

    def _open(self) -> None:
        with self._lock:
            if self._left:
                raise Gone
            self._worker = self._start()
        self._worker.greet()

    def _dismiss(self) -> None:
        with self._lock:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()


_SIGNALS = {one.value: one.name for one in signal.Signals}


#: what a worker runs. Its ``checker`` is the bare package: ``import checker`` loads the whole line, for half a second
_PROGRAM = """
import sys, types
sys.path[:] = {path!r}
sys.modules["checker"] = types.ModuleType("checker")
sys.modules["checker"].__path__ = {package!r}
from checker.read.worker import serve
serve({target!r}, {seconds!r}, {memory!r})
"""


def _command(target: str, seconds: float, memory: int) -> list[str]:
    """Python with the path of this process, in whatever folder and however it was started."""
    path, package = [os.path.abspath(entry) for entry in sys.path], list(checker.__path__)
    program = _PROGRAM.format(path=path, package=package, target=target, seconds=seconds, memory=memory)
    return [sys.executable, "-I", "-c", program]


def _environment(folder: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {**kept, **FRUGAL, "TMPDIR": folder}


def _trouble(job: Job, code: str, detail: str) -> Content:
    return Content(format=job.format, head=not job.complete, trouble=code, detail=detail)


def _cause(status: int) -> tuple[str, str]:
    """Trouble and detail of how a worker ended by itself. SIGKILL is how the system makes room in memory."""
    if status == -signal.SIGXCPU:
        return "out_of_time", "processor time"
    if status == -signal.SIGKILL:
        return "out_of_memory", "killed by the system"
    if status < 0:
        return "crashed", _SIGNALS.get(-status, f"signal {-status}")
    return "crashed", f"exit {status}"
