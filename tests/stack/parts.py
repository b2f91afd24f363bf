"""The four servers: how each is set up, started, and known to be ready."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.stack.processes import Running, StackError, account, free_port, run, spawn, wait

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FOLDER = ROOT / ".stack"
PASSWORD = "only-for-tests"
#: what we run on: the newest, and those that agencies have
VERSIONS = {"2.12": "2.12.0", "2.11": "2.11.*", "2.10": "2.10.*"}
NEWEST = "2.12"
CKAN = FOLDER / f"ckan-{NEWEST}"
LIBRARIES = FOLDER / "solr" / "lib"
PEERS = FOLDER / "peers"
#: PostgreSQL will not run as root, and its own user may not write into every checkout.
DATA = Path("/var/tmp") / f"dgmaturity-postgres-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]}"


def answers(url: str) -> bool:
    """The URL answers with 200."""
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def listens(port: int) -> bool:
    """Something listens on the port."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def log(name: str) -> Path:
    """Where a server writes what it says."""
    return FOLDER / f"{name}.log"


# ------------------------------------------------------------------ PostgreSQL


def _postgres_tool(name: str) -> str:
    """The newest PostgreSQL's program; Debian keeps them out of the path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    tool = str(found[-1]) if found else shutil.which(name)
    if tool is None:
        raise StackError(f"PostgreSQL: {name} is not installed (sh tests/stack/system.sh installs it)")
    return tool


def postgres() -> Running:
    """A cluster of our own, new at each start, without the safety that tests do not need."""
    who = {**account("postgres"), "cwd": "/"}
    shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir(mode=0o700)
    if os.geteuid() == 0:
        shutil.chown(DATA, "postgres", "postgres")
    options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    run([_postgres_tool("initdb"), "-D", str(DATA), *options], "PostgreSQL", **who)
    port = free_port()
    quick = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
    place = ["-c", "listen_addresses=127.0.0.1", "-p", str(port), "-k", str(DATA)]
    command = [_postgres_tool("postgres"), "-D", str(DATA), *place, *quick]
    running = spawn(command, log("postgres"), port=port, end=signal.SIGINT, **who)
    ready = [_postgres_tool("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    wait(lambda: subprocess.run(ready).returncode == 0, running, "PostgreSQL", log("postgres"))
    return running


def database(port: int, name: str) -> None:
    """A new database."""
    run([_postgres_tool("createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", name], "PostgreSQL")


def sql(port: int, statements: str, database: str = "postgres") -> None:
    """Runs statements as the administrator; the first error ends them."""
    place = ["-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "-d", database]
    run([_postgres_tool("psql"), "-q", "-v", "ON_ERROR_STOP=1", *place], "PostgreSQL", input=statements)


def told(port: int, query: str, database: str = "postgres") -> list[str]:
    """What a query of one column gives; its values are single words."""
    place = ["-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "-d", database]
    return run([_postgres_tool("psql"), "-q", "-A", "-t", *place, "-c", query], "PostgreSQL").split()


# ------------------------------------------------------------------ Redis


def redis() -> Running:
    """A Redis that keeps nothing."""
    tool = shutil.which("redis-server")
    if tool is None:
        raise StackError("Redis: redis-server is not installed (sh tests/stack/system.sh installs it)")
    port = free_port()
    command = [tool, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    running = spawn(command, log("redis"), port=port, cwd=FOLDER)
    wait(lambda: listens(port), running, "Redis", log("redis"))
    return running


# ------------------------------------------------------------------ Solr


def solr_libraries() -> None:
    """Solr and Jetty from Maven Central, once (70 MB)."""
    if LIBRARIES.is_dir() and any(LIBRARIES.glob("solr-core-*.jar")):
        return
    options = ["-DincludeScope=runtime", f"-DoutputDirectory={LIBRARIES}"]
    run(["mvn", "-q", "-B", "-f", str(HERE / "solr" / "pom.xml"), "dependency:copy-dependencies", *options], "Solr")


def solr() -> Running:
    """A Solr with one core of CKAN's own schema."""
    solr_libraries()
    home = FOLDER / "solr" / "home"
    shutil.rmtree(home, ignore_errors=True)
    conf = home / "ckan" / "conf"
    conf.mkdir(parents=True)
    (home / "solr.xml").write_text("<solr/>\n")
    (home / "ckan" / "core.properties").write_text("name=ckan\n")
    for name in ("synonyms.txt", "protwords.txt"):
        (conf / name).write_text("")
    shutil.copy(HERE / "solr" / "solrconfig.xml", conf)
    schema = next(CKAN.glob("lib/python3*/site-packages/ckan/config/solr/schema.xml"))
    shutil.copy(schema, conf / "schema.xml")
    port = free_port()
    options = ["-Xmx512m", f"-Dsolr.log.dir={FOLDER / 'solr' / 'logs'}", "-cp", f"{LIBRARIES}/*"]
    command = ["java", *options, str(HERE / "solr" / "Server.java"), str(port), str(home)]
    running = spawn(command, log("solr"), port=port, cwd=FOLDER)
    ping = f"http://127.0.0.1:{port}/solr/ckan/admin/ping?wt=json"
    wait(lambda: answers(ping), running, "Solr", log("solr"))
    return running


# ------------------------------------------------------------------ CKAN, and other servers in Python


@contextmanager
def alone(what: str) -> Iterator[None]:
    """One process at a time is in here; ``what`` names the lock."""
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / what).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def environment(folder: Path, packages: Sequence[str], what: str, because: str = "") -> None:
    """A virtual environment of its own, once: these packages do not have to agree with ours.

    It is made anew when the packages change, or ``because`` of what else they hang on.
    """
    done = folder / ".ready"
    state = "\n".join([*packages, hashlib.sha256(because.encode()).hexdigest()])
    if done.is_file() and done.read_text() == state:
        return
    shutil.rmtree(folder, ignore_errors=True)
    python = str(folder / "bin" / "python")
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if uv:
        run([uv, "venv", "-q", "--python", sys.executable, str(folder)], what)
        run([uv, "pip", "install", "-q", "--compile-bytecode", "-p", python, *packages], what)
    else:
        run([sys.executable, "-m", "venv", str(folder)], what)
        run([python, "-m", "pip", "install", "-q", *packages], what)
    done.write_text(state)


def ckan_environment(version: str = NEWEST) -> Path:
    """A CKAN with the extension as it stands in the checkout, and what agencies load beside it; its folder."""
    folder = FOLDER / f"ckan-{version}"
    packages = [f"ckan[requirements]=={VERSIONS[version]}", "pytest", "pytest-factoryboy", "aiosmtpd"]
    packages += ["ckanext-scheming==3.*", "ckanext-dcat==2.*", "ckanext-hierarchy==1.*", "ckanext-harvest==1.*"]
    packages += ["ckanext-envvars==0.0.*"]
    if version != NEWEST:
        packages.append("setuptools<81")  # they import pkg_resources
    if version == "2.10":
        packages.append("jsonschema<4.18")  # newer ones do not import beside the typing-extensions that it pins
    environment(folder, [*packages, "-e", f"{ROOT}[ckan]"], f"CKAN {version}", because=(ROOT / "setup.py").read_text())
    return folder


def peers_environment() -> Path:
    """Where the programs of pygeoapi (OGC API Features) and of Datasette are; 300 MB, in their own environment."""
    environment(PEERS, ("pygeoapi==0.21.*", "datasette==0.65.*"), "pygeoapi, Datasette")
    return PEERS / "bin"


def ckan_command(*words: str) -> str:
    """Runs one of CKAN's own commands; what it printed."""
    return run([str(CKAN / "bin" / "ckan"), "-c", str(FOLDER / "ckan.ini"), *words], "CKAN", cwd=FOLDER)


def datastore(port: int, main: str = "ckan", name: str = "datastore", version: str = NEWEST) -> None:
    """A DataStore's database, and the account that may read alone, as CKAN's own script has it."""
    folder = FOLDER / f"ckan-{version}"
    script = next(folder.glob("lib/python3*/site-packages/ckanext/datastore/set_permissions.sql"))
    users = {"mainuser": "postgres", "writeuser": "postgres", "readuser": "datastore_read"}
    rights = script.read_text(encoding="utf-8").format(maindb=main, datastoredb=name, **users)
    database(port, name)
    if "datastore_read" not in told(port, "SELECT rolname FROM pg_roles"):
        sql(port, "CREATE ROLE datastore_read LOGIN;")
    sql(port, "\n".join(line for line in rights.splitlines() if not line.startswith("REVOKE CONNECT")))


def administrator(environment: Path, ini: Path, password: str, what: str) -> str:
    """A token of a site's administrator, ``admin``, who is made where there is none yet."""
    python, script = environment / "bin" / "python", Path(__file__).with_name("administrator.py")
    return run([str(python), str(script), str(ini), "admin", password], what, cwd=FOLDER).split()[-1]


def ckan(postgres_port: int, redis_port: int, solr_port: int) -> tuple[Running, str]:
    """A plain CKAN with its DataStore, empty, and the token of its administrator."""
    port = free_port()
    (FOLDER / "storage").mkdir(exist_ok=True)
    filled = (HERE / "ckan.ini").read_text(encoding="utf-8").format(
        ckan=f"http://127.0.0.1:{port}", folder=FOLDER, postgres_port=postgres_port, redis_port=redis_port,
        solr=f"http://127.0.0.1:{solr_port}",
    )  # fmt: skip
    (FOLDER / "ckan.ini").write_text(filled, encoding="utf-8")
    database(postgres_port, "ckan")
    datastore(postgres_port)
    ckan_command("db", "init")
    token = administrator(CKAN, FOLDER / "ckan.ini", PASSWORD, "CKAN")
    command = [
        str(CKAN / "bin" / "ckan"),
        "-c",
        str(FOLDER / "ckan.ini"),
        "run",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    running = spawn(
        [*command, "--disable-reloader", "--disable-debugger", "--threaded"], log("ckan"), port=port, cwd=FOLDER
    )
    wait(lambda: answers(f"http://127.0.0.1:{port}/api/3/action/status_show"), running, "CKAN", log("ckan"))
    return running, token
