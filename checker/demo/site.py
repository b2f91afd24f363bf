"""The demo catalog on loopback, for as long as it is wanted."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta, timezone
from functools import lru_cache, partial
from typing import Any

from checker.demo.answers import ANSWERS, Asked
from checker.demo.catalog import FOLDER, DemoDataset, catalog, file_path, identity, written
from checker.demo.files import FILES, content_type
from checker.demo.files.tables import permits_rows
from checker.resources import load_yaml
from checker.testing import Site, SiteAnswer, SiteRequest, ckan_site, serve

#: The agency whose plan the demo has.
AGENCY = "example-department"
_WRITTEN_BASE = "http://127.0.0.1/"  # stands for the site in plan.yaml


class DemoSite:
    """The demo catalog, served on a free port of 127.0.0.1 (or ``port``) while the context lasts."""

    cutoff = datetime(2022, 3, 31, 23, 59, 59, tzinfo=timezone(timedelta(hours=7)))  #: the day the demo plays on
    organization = AGENCY  #: name of the agency that the plan is of
    metadata: bytes | None = None  #: no Template 2 workbook: its dataset that is not public stays unseen

    def __init__(self, *, port: int = 0) -> None:
        self._port = port
        self._stack = ExitStack()
        self.base_url = ""  #: the whole catalog, three agencies

    def __enter__(self) -> DemoSite:
        with ExitStack() as stack:
            dead_url = stack.enter_context(_dead_port())
            self.base_url = stack.enter_context(serve(_site(dead_url), port=self._port))
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    @property
    def catalog_url(self) -> str:
        """The organization's page: pasted into a scan, only its datasets are read."""
        return f"{self.base_url}/organization/{self.organization}"

    @property
    def plan(self) -> bytes:
        """Template 1 as YAML, with the catalog's address in it."""
        text = (FOLDER / "plan.yaml").read_text(encoding="utf-8")
        return text.replace(_WRITTEN_BASE, f"{self.base_url}/").encode()

    @property
    def settings(self) -> Mapping[str, Any]:
        """What a scan of the demo sets: loopback let in, manners and second looks scaled down."""
        settings: Mapping[str, Any] = load_yaml(FOLDER / "settings.yaml")
        return settings

    @property
    def remark(self) -> tuple[str, str]:
        """That all of it is fictitious, in Thai and English."""
        written_remark = load_yaml(FOLDER / "remark.yaml")
        return written_remark["th"], written_remark["en"]


@contextmanager
def _dead_port() -> Iterator[str]:
    """A port that is ours but listens to nobody: every connection is refused."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}"


def _site(dead_url: str) -> Site:
    files: dict[str, bytes | Site] = {}
    tables: dict[str, list[dict[str, object]]] = {}
    for dataset in written().datasets:
        for position, resource in enumerate(dataset.resources):
            if resource.file:
                files[file_path(dataset, position)] = _file(dataset, position)
            if resource.datastore:
                tables[identity(dataset.name, str(position))] = permits_rows()
    return ckan_site(partial(catalog, dead_url=dead_url), files=files, title=written().title, tables=tables)


def _file(dataset: DemoDataset, position: int) -> Site:
    """The site of one file: made at the first request, and counting the requests for it."""
    resource = dataset.resources[position]
    lock, visits = threading.Lock(), [0]

    @lru_cache(maxsize=1)
    def body() -> bytes:
        make = FILES.get(resource.file)
        return make() if make else b""

    def site(request: SiteRequest) -> SiteAnswer:
        with lock:
            visits[0] += 1
            asked = Asked(request=request, body=body(), content_type=content_type(resource.file), visit=visits[0])
        return ANSWERS[resource.answer](asked)

    return site
