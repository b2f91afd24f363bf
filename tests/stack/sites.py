"""Sites of the extension: each has a CKAN version, databases, a Solr core and an ini file of its own.

``python -m tests.stack site NAME [--ckan 2.11] [--plugins "…"]`` prepares one and prints its ini file; ``serve NAME``
runs it; ``unit [--ckan 2.11] [--site NAME] [pytest's words]`` runs ``tests/ckan`` inside that CKAN.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from tests.stack import parts
from tests.stack.parts import FOLDER, NEWEST, ROOT, answers, log
from tests.stack.processes import end, free_port, run, spawn, wait
from tests.stack.stack import Stack

PLUGINS = "activity datastore dgmaturity scheming_datasets"
#: what the extension asks an ini file to say
FORM = {
    "scheming.dataset_schemas": "checker.schemas:dataset.yaml",
    "scheming.presets": "ckanext.scheming:presets.json checker.schemas:presets.yaml",
}
#: what 2.10 cannot start a session without, or cannot keep a notice of a page in
OLD_SESSIONS = {
    "beaker.session.validate_key": "only-for-tests-on-loopback",
    "beaker.session.data_serializer": "json",
    "beaker.session.cookie_expires": "true",
}
HERE = Path(__file__).resolve().parent
MIGRATIONS = "ckanext-dgmaturity/ckanext/dgmaturity/migration/dgmaturity/versions"


class Site(Struct, frozen=True, kw_only=True):
    """A site that is prepared; ``serving`` runs it."""

    name: str
    version: str
    ini: Path
    port: int

    @property
    def url(self) -> str:
        """Where it answers while it runs."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def bin(self) -> Path:
        """The programs of its CKAN."""
        return FOLDER / f"ckan-{self.version}" / "bin"

    def ckan(self, *words: str) -> str:
        """Runs one of CKAN's own commands on it; what it printed."""
        return run([str(self.bin / "ckan"), "-c", str(self.ini), *words], f"CKAN {self.version}", cwd=FOLDER)

    def administrator(self, password: str = parts.PASSWORD) -> str:
        """A token of the site's administrator, ``admin``, who is made where there is none yet."""
        return parts.administrator(self.bin.parent, self.ini, password, f"CKAN {self.version}")


def prepared(
    stack: Stack,
    name: str,
    *,
    version: str = NEWEST,
    plugins: str = PLUGINS,
    options: Mapping[str, str] | None = None,
    port: int = 0,
    schema: Path | None = None,
) -> Site:
    """A new, empty site: what was there under this name is gone.

    ``schema`` is that of its Solr core; unless it is named, one that splits Thai words for a site with the extension,
    CKAN's own for any other.
    """
    slug = slug_of(name, version)
    postgres = stack.running["postgres"].port
    loaded = plugins.split()
    site = Site(name=name, version=version, ini=FOLDER / f"{slug}.ini", port=port or free_port())
    told = dict(FORM) if "dgmaturity" in loaded else {}
    with parts.alone(f"lock-{version}"):  # the first makes what all of this version start from
        parts.ckan_environment(version)
        _databases(postgres, version, slug)
        _database(stack, site, slug, loaded)
    core(stack, slug, schema or (thai_schema(version) if "dgmaturity" in loaded else schema_of(version)))
    _write_ini(stack, site, slug, plugins, {**told, **(options or {})})
    return site


def slug_of(name: str, version: str) -> str:
    """What a site is called in databases, cores and files."""
    return f"{name}_{version}".replace("-", "_").replace(".", "_")


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """The site's pages, for a while."""
    command = [str(site.bin / "ckan"), "-c", str(site.ini), "run", "--host", "127.0.0.1", "--port", str(site.port)]
    quiet = ["--disable-reloader", "--disable-debugger", "--threaded"]
    if site.version == "2.10":
        quiet = ["--disable-reloader", "--threaded"]
    place = log(site.ini.stem)
    running = spawn([*command, *quiet], place, port=site.port, cwd=FOLDER)
    try:
        wait(lambda: answers(f"{site.url}/api/3/action/status_show"), running, f"CKAN {site.version}", place)
        yield site
    finally:
        end(running)


def unit(stack: Stack, version: str, name: str, words: Sequence[str], *, kept: bool = False) -> int:
    """Runs the tests of the extension inside a CKAN; pytest's exit status. ``kept``: in the site of the last time."""
    slug = slug_of(name, version)
    ini = FOLDER / f"{slug}.ini"
    there = kept and ini.is_file() and _exists(stack.running["postgres"].port, f"ckan_{slug}")
    site = Site(name=name, version=version, ini=ini, port=0) if there else prepared(stack, name, version=version)
    tests = ROOT / "tests" / "ckan"
    given = [] if any("tests/ckan" in word for word in words if not word.startswith("-")) else [str(tests)]
    command = [str(site.bin / "python"), "-m", "pytest", "-c", str(tests / "pytest.ini"), f"--rootdir={ROOT}"]
    command += ["-p", "no:cacheprovider", f"--ckan-ini={site.ini}", *words, *given]
    return subprocess.run(command, cwd=ROOT).returncode


def schema_of(version: str) -> Path:
    """The Solr schema of an installed CKAN."""
    folder = FOLDER / f"ckan-{version}"
    return next(folder.glob("lib/python3*/site-packages/ckan/config/solr/schema.xml"))


def thai_schema(version: str) -> Path:
    """The Solr schema that ``ckan dgmaturity solr-schema`` makes from it."""
    made = FOLDER / "solr" / f"thai-{version}.xml"
    half = made.with_suffix(f".{os.getpid()}")  # several may make it at once
    code = "import sys; from ckanext.dgmaturity.search import solr_schema as s"
    code += "; open(sys.argv[1], 'wb').write(s.thai(s.installed().read_bytes()))"
    run([str(FOLDER / f"ckan-{version}" / "bin" / "python"), "-c", code, str(half)], "Solr", cwd=FOLDER)
    return half.replace(made)


def core(stack: Stack, name: str, schema: Path) -> None:
    """A new, empty core of Solr with this schema; one of the same name is gone."""
    url = f"{stack.solr_url}/admin/cores"
    home = FOLDER / "solr" / "home" / name
    if home.exists():
        answers(f"{url}?action=UNLOAD&core={name}&deleteInstanceDir=true")
        shutil.rmtree(home, ignore_errors=True)
    conf = home / "conf"
    conf.mkdir(parents=True)
    for empty in ("synonyms.txt", "protwords.txt"):
        (conf / empty).write_text("")
    shutil.copy(HERE / "solr" / "solrconfig.xml", conf)
    shutil.copy(schema, conf / "schema.xml")
    words = urllib.parse.urlencode({"action": "CREATE", "name": name, "instanceDir": name})
    with urllib.request.urlopen(f"{url}?{words}", timeout=60) as response:
        response.read()


def _databases(port: int, version: str, slug: str) -> None:
    for name in (f"ckan_{slug}", f"datastore_{slug}"):
        parts.sql(port, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE);')
    parts.datastore(port, f"ckan_{slug}", f"datastore_{slug}", version)


def _database(stack: Stack, site: Site, slug: str, loaded: Sequence[str]) -> None:
    """CKAN's own tables and those of plugins, copied from the first site of its version that had the same ones."""
    postgres = stack.running["postgres"].port
    plain = f"template_{site.version}".replace(".", "_")
    if not _exists(postgres, plain):
        parts.database(postgres, f"ckan_{slug}")
        _write_ini(stack, site, slug, "", {})  # with plugins `db init` would make their tables too
        site.ckan("db", "init")
        _copy(postgres, f"ckan_{slug}", plain)
        parts.sql(postgres, f'DROP DATABASE "ckan_{slug}" WITH (FORCE);')
    with_tables = [name for name in ("activity", "harvest", "dgmaturity") if name in loaded]
    template = f"{plain}_{'_'.join([*with_tables, _digest_of_tables()])}"
    if not _exists(postgres, template):
        _copy(postgres, plain, f"ckan_{slug}")
        _upgrade(stack, site, slug, with_tables)
        _copy(postgres, f"ckan_{slug}", template)
        parts.sql(postgres, f'DROP DATABASE "ckan_{slug}" WITH (FORCE);')
    _copy(postgres, template, f"ckan_{slug}")


def _digest_of_tables() -> str:
    versions = sorted((ROOT / MIGRATIONS).glob("*.py"))
    return hashlib.sha256(b"".join(each.read_bytes() for each in versions)).hexdigest()[:12]


def _upgrade(stack: Stack, site: Site, slug: str, plugins: Sequence[str]) -> None:
    """The tables of plugins. The wheel of 2.10 lacks the migration of ``activity``, which adds one column."""
    loaded = [*plugins, "scheming_datasets"] if "dgmaturity" in plugins else plugins
    _write_ini(stack, site, slug, " ".join(loaded), FORM)
    for plugin in plugins:
        if plugin == "activity" and site.version == "2.10":
            port = stack.running["postgres"].port
            parts.sql(port, "ALTER TABLE activity ADD COLUMN permission_labels TEXT[];", f"ckan_{slug}")
        else:
            site.ckan("db", "upgrade", "-p", plugin)


def _exists(port: int, name: str) -> bool:
    return name in parts.told(port, "SELECT datname FROM pg_database")


def _copy(port: int, old: str, new: str) -> None:
    parts.sql(port, f'CREATE DATABASE "{new}" TEMPLATE "{old}";')


def _write_ini(stack: Stack, site: Site, slug: str, plugins: str, options: Mapping[str, str]) -> None:
    ports = {f"{name}_port": stack.running[name].port for name in ("postgres", "redis")}
    filled = (HERE / "ckan.ini").read_text(encoding="utf-8").format(
        ckan=site.url, folder=FOLDER, solr=f"{stack.solr_url}/{slug}", **ports
    )  # fmt: skip
    told = {
        "ckan.site_id": slug,
        "ckan.plugins": plugins,
        "ckan.storage_path": str(FOLDER / "storage" / slug),
        "solr_url": f"{stack.solr_url}/{slug}",
        "sqlalchemy.url": f"postgresql://postgres@127.0.0.1:{ports['postgres_port']}/ckan_{slug}",
        "ckan.datastore.write_url": f"postgresql://postgres@127.0.0.1:{ports['postgres_port']}/datastore_{slug}",
        "ckan.datastore.read_url": f"postgresql://datastore_read@127.0.0.1:{ports['postgres_port']}/datastore_{slug}",
        **(OLD_SESSIONS if site.version == "2.10" else {}),
        **options,
    }
    lines = [line for line in filled.splitlines() if line.partition("=")[0].strip() not in told]
    place = lines.index("[app:main]") + 1
    lines[place:place] = [f"{key} = {value}" for key, value in told.items()]
    Path(told["ckan.storage_path"]).mkdir(parents=True, exist_ok=True)
    site.ini.write_text("\n".join([*lines, "", (HERE / "logging.ini").read_text()]), encoding="utf-8")
