"""The engine's reports as files to download: made at once for few datasets, by a job for many.

They lie beside CKAN's uploads (``ckan.storage_path``), where nothing is served from by itself, and hold private
datasets: only the pages of the dashboards give them out. The next ones replace them.
"""

from __future__ import annotations

import logging
import os
import shutil
from datetime import datetime, timezone
from pathlib import Path
from tempfile import mkdtemp
from typing import Literal

import ckan.model as model
from ckan.lib.redis import connect_to_redis
from ckan.plugins import toolkit as tk
from msgspec import Struct
from redis.exceptions import RedisError

from checker.run import score as count
from checker.run import write_reports
from ckanext.dgmaturity.checking.policy import Mode
from ckanext.dgmaturity.checking.run import organization_copy
from ckanext.dgmaturity.language import lang

log = logging.getLogger(__name__)

AT_ONCE = 100  #: datasets of which reports are made while the page waits
JOB_SECONDS = 3_600  #: what making them may take
#: file → format of the engine; what stands for itself as one file
FILES = {
    "report.html": "html",
    "report.xlsx": "xlsx",
    "report.json": "json",
    "report.datapackage.zip": "datapackage",
    "report.ttl": "dqv",
}
Asked = Literal["made", "queued", "waiting", "refused"]


class Made(Struct, frozen=True, kw_only=True):
    """One file that can be downloaded."""

    name: str
    format: str
    size: int  #: bytes
    at: datetime


def possible() -> bool:
    """Whether the site has a place for files; without one no reports are made in CKAN."""
    return bool(tk.config.get("ckan.storage_path"))


def folder(organization: str | None) -> Path:
    """Where the files of an organization lie, ``None``: those of the site."""
    return Path(tk.config["ckan.storage_path"]) / "dgmaturity" / "reports" / (organization or "site")


def made(organization: str | None) -> list[Made]:
    """The files that are there."""
    if not possible():
        return []
    return [each for name, kind in FILES.items() if (each := _made(folder(organization) / name, kind))]


def _made(path: Path, kind: str) -> Made | None:
    try:
        told = path.stat()
    except OSError:
        return None
    at = datetime.fromtimestamp(told.st_mtime, timezone.utc)
    return Made(name=path.name, format=kind, size=told.st_size, at=at)


def ask(organization: str | None, datasets: int) -> Asked:
    """Makes them, or has them made; ``refused``: there is no queue to ask."""
    if datasets <= AT_ONCE:
        make(organization, lang())
        return "made"
    try:
        if not connect_to_redis().set(_key(organization), "1", nx=True, ex=JOB_SECONDS):
            return "waiting"
        title = f"dgmaturity: reports {organization or 'site'}"
        tk.enqueue_job(make, [organization, lang()], title=title, rq_kwargs={"timeout": JOB_SECONDS})
    except (RedisError, OSError) as error:
        log.warning("Reports cannot be made in the background, for Redis does not answer: %s", error)
        return "refused"
    return "queued"


def waiting(organization: str | None) -> bool:
    """Whether a job is to make them, or is about it."""
    try:
        return bool(connect_to_redis().exists(_key(organization)))
    except (RedisError, OSError):
        return False


def make(organization: str | None, language: str) -> None:
    """Makes every file and puts them in place of those before; the job is that too."""
    place = folder(organization)
    place.mkdir(parents=True, exist_ok=True)
    part = Path(mkdtemp(prefix=".part-", dir=place))
    try:
        group = model.Group.get(organization) if organization else None
        with organization_copy(group, Mode.NONE) as copy:
            write_reports(count(copy.run, whole=True), part, formats=tuple(FILES.values()), lang=language)
        for name in FILES:
            os.replace(part / name, place / name)
    finally:
        shutil.rmtree(part, ignore_errors=True)
        _done(organization)


def _done(organization: str | None) -> None:
    try:
        connect_to_redis().delete(_key(organization))
    except (RedisError, OSError) as error:
        log.warning("Redis does not answer: %s", error)


def _key(organization: str | None) -> str:
    return f"ckan:{tk.config['ckan.site_id']}:dgmaturity:reports:{organization or 'site'}"
