"""The stack as a whole: started in order, remembered in ``.stack/``, ended by process id.

Several test runs may use it at once: each is remembered as a holder, and the last one ends it, unless it was started
to stay (``python -m tests.stack start``).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from tests.stack import parts
from tests.stack.processes import Running, alive, began, end, recall, remember

NAMES = ("ckan", "solr", "redis", "postgres")  # the order in which they are ended
STATE = parts.FOLDER / "state.json"
HOLDERS = parts.FOLDER / "holders.json"
TOKEN = parts.FOLDER / "token"
STAYS = "stays"  # the holder that never leaves by itself


class Stack(Struct, frozen=True, kw_only=True):
    """Where the servers are."""

    running: dict[str, Running]
    token: str  #: of CKAN's administrator

    def _url(self, scheme: str, name: str) -> str:
        return f"{scheme}://127.0.0.1:{self.running[name].port}"

    @property
    def ckan_url(self) -> str:
        """CKAN's site."""
        return self._url("http", "ckan")

    @property
    def solr_url(self) -> str:
        """Solr's root."""
        return f"{self._url('http', 'solr')}/solr"

    @property
    def redis_url(self) -> str:
        """Redis without a database number."""
        return self._url("redis", "redis")

    @property
    def postgres_url(self) -> str:
        """PostgreSQL without a database name."""
        return f"postgresql://postgres@127.0.0.1:{self.running['postgres'].port}"


def status() -> dict[str, bool]:
    """Which servers run."""
    held = recall(STATE)
    return {name: name in held and alive(held[name]) for name in NAMES}


def start() -> Stack:
    """The stack, to stay until :func:`stop`: the one that runs already, or a new one with an empty CKAN."""
    with parts.alone("lock"):
        stack = _begun()
        _hold(STAYS, Running(pid=0, began="", port=0))
        return stack


@contextmanager
def held() -> Iterator[Stack]:
    """The stack for a while; the last of those who hold it ends it."""
    name = str(os.getpid())
    with parts.alone("lock"):
        stack = _begun()
        _hold(name, Running(pid=os.getpid(), began=began(os.getpid()), port=0))
    try:
        yield stack
    finally:
        with parts.alone("lock"):
            left = {other: who for other, who in _holders().items() if other != name}
            remember(HOLDERS, left)
            if not left:
                _ended()


def stop() -> list[str]:
    """Ends what was started here; the names of those that ran."""
    with parts.alone("lock"):
        return _ended()


def peers() -> Path:
    """The folder of the programs ``pygeoapi`` and ``datasette``, installed when they are first asked for."""
    with parts.alone("lock"):
        return parts.peers_environment()


def _holders() -> dict[str, Running]:
    """Those who hold the stack and still live."""
    return {name: who for name, who in recall(HOLDERS).items() if name == STAYS or alive(who)}


def _hold(name: str, who: Running) -> None:
    remember(HOLDERS, {**_holders(), name: who})


def _begun() -> Stack:
    """What runs already, or a new start of everything."""
    known = recall(STATE)
    if all(status().values()):
        return Stack(running=known, token=TOKEN.read_text())
    _ended()
    parts.ckan_environment()
    running: dict[str, Running] = {}
    try:
        for name, begin in (("postgres", parts.postgres), ("redis", parts.redis), ("solr", parts.solr)):
            running[name] = begin()
            remember(STATE, running)
        ports = {f"{name}_port": part.port for name, part in running.items()}
        running["ckan"], token = parts.ckan(**ports)
        remember(STATE, running)
    except BaseException:
        _ended()
        raise
    TOKEN.touch(mode=0o600)
    TOKEN.write_text(token)
    return Stack(running=running, token=token)


def _ended() -> list[str]:
    known = recall(STATE)
    ran = [name for name in NAMES if name in known and alive(known[name])]
    for name in ran:
        end(known[name])
    STATE.unlink(missing_ok=True)
    HOLDERS.unlink(missing_ok=True)
    shutil.rmtree(parts.DATA, ignore_errors=True)
    return ran
