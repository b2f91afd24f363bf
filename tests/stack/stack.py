"""The stack as a whole: started in order, remembered in ``.stack/``, ended by process id."""

from __future__ import annotations

from msgspec import Struct

from tests.stack import parts
from tests.stack.processes import Running, alive, end, recall, remember

NAMES = ("ckan", "solr", "redis", "postgres")  # the order in which they are ended
STATE = parts.FOLDER / "state.json"
TOKEN = parts.FOLDER / "token"


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
    """The stack: the one that runs already, or a new one with an empty CKAN."""
    held = recall(STATE)
    if all(status().values()):
        return Stack(running=held, token=TOKEN.read_text())
    stop()
    parts.FOLDER.mkdir(exist_ok=True)
    parts.ckan_environment()
    running: dict[str, Running] = {}
    try:
        for name, begin in (("postgres", parts.postgres), ("redis", parts.redis), ("solr", parts.solr)):
            running[name] = begin()
            remember(STATE, running)
        ports = {f"{name}_port": held.port for name, held in running.items()}
        running["ckan"], token = parts.ckan(**ports)
        remember(STATE, running)
    except BaseException:
        stop()
        raise
    TOKEN.touch(mode=0o600)
    TOKEN.write_text(token)
    return Stack(running=running, token=token)


def stop() -> list[str]:
    """Ends what was started here; the names of those that ran."""
    held = recall(STATE)
    ended = [name for name in NAMES if name in held and alive(held[name])]
    for name in ended:
        end(held[name])
    STATE.unlink(missing_ok=True)
    return ended
