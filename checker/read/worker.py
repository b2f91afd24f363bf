"""A process that reads files for the sandbox, one after the other, under limits that it sets itself before the first.

Its standard streams are put out of reach of the parsers: what they print goes nowhere. It ends when its parent does:
when it waits, by the end of its input; when it works, by the alarm at the job's end.
"""

from __future__ import annotations

import importlib
import os
import resource
import shutil
import signal
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from checker.content import Content
from checker.read.frames import Job, head, read

FILE_BYTES = 64 * 1024 * 1024  #: the largest file that a parser may write, in a folder of the worker's own
OPEN_FILES = 64
GRACE = 2  #: seconds over the time of a job, after which a worker whose parent is gone ends by itself

Read = Callable[[Job], Content]


def serve(target: str, seconds: float, memory: int) -> None:
    """Answers jobs until the end of the input. ``target`` is ``module:function``, from a job to its content."""
    inbox, outbox = _private_pipes()
    module, _, name = target.partition(":")
    work: Read = getattr(importlib.import_module(module), name)
    _limit(memory)
    jobs = msgspec.msgpack.Decoder(Job)
    _send(outbox, b"")
    while (frame := read(inbox)) is not None:
        _allow(seconds)
        job = jobs.decode(frame)
        del frame
        answer = _answer(work, job)
        del job
        _send(outbox, answer)
        signal.alarm(0)
    shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)  # where nobody is left to do it


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the sandbox, moved to where no parser reads or prints."""
    inbox, outbox = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.close(nothing)
    return os.fdopen(inbox, "rb"), os.fdopen(outbox, "wb")


def _limit(memory: int) -> None:
    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        _, most = resource.getrlimit(limit)
        lowest = value if most == resource.RLIM_INFINITY else min(value, most)
        resource.setrlimit(limit, (lowest, lowest))


def _allow(seconds: float) -> None:
    """So much processor time for the next job, from now; and an end of it even where nobody watches."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft if most == resource.RLIM_INFINITY else min(soft, most), most))
    signal.alarm(int(seconds) + GRACE)


def _answer(work: Read, job: Job) -> bytes:
    """The content as MessagePack. What a parser raises is kept by its type alone: its message may quote the file."""
    try:
        return msgspec.msgpack.encode(work(job))
    except MemoryError:
        content = Content(format=job.format, head=not job.complete, trouble="out_of_memory")
    except (Exception, SystemExit) as error:  # noqa: BLE001 - the border of the sandbox
        content = Content(format=job.format, head=not job.complete, trouble="crashed", detail=type(error).__name__)
    return msgspec.msgpack.encode(content)


def _send(outbox: BinaryIO, content: bytes) -> None:
    outbox.write(head(content))
    outbox.write(content)
    outbox.flush()
