"""What a parser may do at its worst, as targets for the sandbox: the job's ``format`` names the deed."""

from __future__ import annotations

import ctypes
import os
import sys
import time

from checker.content import Content, DocumentProfile
from checker.read.frames import Job

_kept: list[bytearray] = []


def read(job: Job) -> Content:
    DEEDS[job.format](job)
    return Content(format=job.format, head=not job.complete, documents=(profile(job),))


def profile(job: Job) -> DocumentProfile:
    return DocumentProfile(format="txt", characters=len(job.body), pages=os.getpid())


def well(job: Job) -> None:
    pass


def segfault(job: Job) -> None:
    ctypes.string_at(0)


def abort(job: Job) -> None:
    os.abort()


def leave(job: Job) -> None:
    sys.exit(3)


def leaves_at_once(job: Job) -> None:
    os._exit(3)


def raises(job: Job) -> None:
    raise ValueError("a secret of the file: 1-1037-00000-00-0")


def recursion(job: Job) -> None:
    recursion(job)


def allocate(job: Job) -> None:
    while True:
        _kept.append(bytearray(16 << 20))


def allocate_in_c(job: Job) -> None:
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    while address := libc.malloc(16 << 20):
        ctypes.memset(address, 1, 16 << 20)
    raise MemoryError


def killed_by_the_system(job: Job) -> None:
    os.kill(os.getpid(), 9)


def for_ever(job: Job) -> None:
    while True:
        pass


def sleeps(job: Job) -> None:
    time.sleep(600)


def prints(job: Job) -> None:
    print("out", flush=True)
    print("error", file=sys.stderr, flush=True)
    os.write(1, b"\0" * 64)
    ctypes.CDLL(None).puts(b"from C")
    assert sys.stdin.read() == ""


def forks(job: Job) -> None:
    if os.fork() == 0:
        os.close(1)
        time.sleep(600)


def shouts(job: Job) -> None:
    """Writes over the pipe of the answers."""
    for number in range(3, 64):
        try:
            os.write(number, b"\xff" * 4096)
        except OSError:
            continue


def wrong_answer(job: Job) -> None:
    for number in range(3, 64):
        try:
            os.write(number, b"\0\0\0\0\0\0\0\3abc")
        except OSError:
            continue


def closes(job: Job) -> None:
    os.closerange(0, 64)
    time.sleep(600)


def fills_the_disk(job: Job) -> None:
    with open("much", "wb") as file:
        for _ in range(1024):
            file.write(bytes(1 << 20))


def leaves_files(job: Job) -> None:
    with open("left-behind", "wb") as file:
        file.write(b"of the file")
    os.abort()


def remembers(job: Job) -> None:
    """Well in a fresh worker; in one that has read before, it meets what that left."""
    if _kept:
        os.abort()
    _kept.append(bytearray(1))


def sees(job: Job) -> None:
    assert "SECRET" not in os.environ
    assert os.getcwd().startswith(os.environ["TMPDIR"])


DEEDS = {
    deed.__name__: deed
    for deed in (
        well, segfault, abort, leave, leaves_at_once, raises, recursion, allocate, allocate_in_c, killed_by_the_system,
        for_ever, sleeps, prints, forks, shouts, wrong_answer, closes, fills_the_disk, leaves_files, remembers, sees,
    )
}  # fmt: skip
