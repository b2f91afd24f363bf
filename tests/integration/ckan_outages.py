"""A site of which a part is down, and its commands and workers as processes of their own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from ckanapi import RemoteCKAN

from tests.stack.parts import FOLDER
from tests.stack.processes import free_port
from tests.stack.sites import Site

SECONDS = 120  #: that one command may take
FIELDS = {"title": "รายชื่อสำนักงาน", "notes": "รายชื่อสำนักงานทุกแห่งพร้อมที่ตั้ง", "tag_string": "สำนักงาน"}


class Ended(NamedTuple):
    """What came of a command."""

    status: int
    out: str
    told: str  #: on standard error


def nowhere() -> str:
    """An address of this machine where nothing listens."""
    return f"127.0.0.1:{free_port()}"


def other(site: Site, name: str, options: Mapping[str, str]) -> Site:
    """The same site with other lines in its ini file."""
    text = site.ini.read_text(encoding="utf-8")
    for key, value in options.items():
        text = re.sub(rf"^{re.escape(key)} = .*\n", "", text, flags=re.M)
        text = text.replace("[app:main]\n", f"[app:main]\n{key} = {value}\n", 1)
    ini = site.ini.with_name(f"{site.ini.stem}_{name}.ini")
    ini.write_text(text, encoding="utf-8")
    return Site(name=site.name, version=site.version, ini=ini, port=free_port())


def nightly(site: Site, *words: str) -> Ended:
    """The round by night, as cron runs it."""
    command = [*_ckan(site), "dgmaturity", "nightly", "--lang", "en", *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, cwd=FOLDER)
    return Ended(done.returncode, done.stdout, done.stderr)


def _ckan(site: Site) -> list[str]:
    return [str(site.bin / "ckan"), "-c", str(site.ini)]


@contextmanager
def started(site: Site, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command that goes on; what is left of it in the end is killed."""
    command = [*_ckan(site), *words]
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, start_new_session=True, cwd=FOLDER, **quiet)
    try:
        yield process
    finally:
        killed(process)


def killed(process: subprocess.Popen[bytes]) -> None:
    """``kill -9`` of a command and of all that it started, in whatever group it runs."""
    for pid in (process.pid, *_below(process.pid)):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait(10)


def _below(pid: int) -> list[int]:
    try:
        found = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [*found, *(each for child in found for each in _below(child))]


def soon(true: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether it comes true in time."""
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def created(api: RemoteCKAN, name: str, **fields: Any) -> Any:
    """A dataset of an organization of its own."""
    owner = api.action.organization_create(name=f"of-{name}")["id"]
    return api.action.package_create(name=name, owner_org=owner, **{**FIELDS, **fields})
