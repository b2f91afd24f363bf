"""Processes that outlive the one that started them, known by their id and the moment of their start."""

from __future__ import annotations

import contextlib
import json
import os
import pwd
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct


class StackError(RuntimeError):
    """A part of the stack is missing or did not start; the message says which and what to do."""


class Running(Struct, frozen=True, kw_only=True):
    """A process that was started here."""

    pid: int
    began: str  #: start time of the kernel's: tells a process from a later one with its id
    port: int
    signal: int = signal.SIGTERM  #: that asks it to end


def free_port() -> int:
    """A port of 127.0.0.1 that nothing uses now."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def began(pid: int) -> str:
    """The start time of a living process, or the empty string."""
    try:
        state, *rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if state in "ZX" else rest[18]


def alive(running: Running) -> bool:
    """The very process is still there."""
    return began(running.pid) == running.began


def account(name: str) -> Mapping[str, object]:
    """To run as this account when we are root; as ourselves otherwise."""
    if os.geteuid() != 0:
        return {}
    found = pwd.getpwnam(name)
    return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}


def run(command: Sequence[str], what: str, **options: object) -> str:
    """Runs a command to its end; its output, or an error that shows it."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)  # type: ignore[call-overload]
    except FileNotFoundError as error:
        raise StackError(f"{what}: {error.filename} is not installed (sh tests/stack/system.sh installs it)") from error
    if done.returncode:
        raise StackError(f"{what}: {' '.join(command)} ended with {done.returncode}:\n{done.stdout[-3000:]}")
    output: str = done.stdout
    return output


def spawn(command: Sequence[str], log: Path, *, port: int, end: int = signal.SIGTERM, **options: object) -> Running:
    """Starts a process in a session of its own, with its output in a file."""
    with log.open("ab") as out:
        process = subprocess.Popen(  # type: ignore[call-overload]
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True, **options
        )
    running = Running(pid=process.pid, began=began(process.pid), port=port, signal=end)
    process.returncode = 0  # it is ours by its id from here on; Popen would complain that it still runs
    return running


def wait(ready: Callable[[], bool], running: Running, what: str, log: Path, seconds: float = 90) -> None:
    """Waits until it is ready; says why where it is not."""
    until = time.monotonic() + seconds
    while not ready():
        if not alive(running) or time.monotonic() > until:
            shown = log.read_text(encoding="utf-8", errors="replace")[-3000:]
            raise StackError(f"{what} did not start; the end of {log}:\n{shown}")
        time.sleep(0.1)


def end(running: Running, seconds: float = 15) -> None:
    """Ends the very process, gently, then not."""
    for number in (running.signal, signal.SIGKILL):
        if not alive(running):
            break
        os.kill(running.pid, number)
        until = time.monotonic() + seconds
        while alive(running) and time.monotonic() < until:
            time.sleep(0.05)
    _reap(running.pid)


def _reap(pid: int) -> None:
    """Lets the kernel forget a child of ours."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


def remember(path: Path, parts: Mapping[str, Running]) -> None:
    """Writes what runs."""
    path.write_text(json.dumps({name: [p.pid, p.began, p.port, int(p.signal)] for name, p in parts.items()}))


def recall(path: Path) -> dict[str, Running]:
    """What ran when it was written last."""
    if not path.is_file():
        return {}
    held = json.loads(path.read_text())
    return {n: Running(pid=pid, began=start, port=port, signal=sig) for n, (pid, start, port, sig) in held.items()}
