"""The demo catalog on loopback, for as long as it is wanted."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct, structs

from checker.config import Settings
from checker.demo.answers import ANSWERS, Asked
from checker.demo.catalog import FOLDER, DemoDataset, catalog, file_path, identity, written
from checker.demo.files import FILES, content_type
from checker.demo.files.tables import permits_rows
from checker.resources import load_yaml
from checker.rubric import Text
from checker.testing import Site, SiteAnswer, SiteRequest, ckan_site, serve

#: The agency whose plan the demo has.
AGENCY = "example-department"
_WRITTEN_BASE = "http://127.0.0.1/"  # stands for the site in plan.yaml


class DemoSite(Struct, frozen=True, kw_only=True):
    """Where the demo stands while it runs."""

    base_url: str  #: the whole catalog, three agencies
    organization: str  #: name of the agency that the plan is of
    plan: Path  #: Template 1 as YAML, with the catalog's address in it
    remark: Text  #: what a report has to say of these data

    @property
    def catalog_url(self) -> str:
        """The organization's page: pasted into a scan, only its datasets are read."""
        return f"{self.base_url}/organization/{self.organization}"

    def settings(self, base: Settings) -> Settings:
        """The settings of a demo run: loopback allowed, manners and second looks scaled down."""
        return structs.replace(
            base,
            allow_networks=(*base.allow_networks, "127.0.0.1/32"),
            confirm_after=1.0,
            per_host=8,
            host_interval=0.0,
            retries=1,
            backoff=0.2,
            timeout=5.0,
            robots="never",
        )


@contextmanager
def demo_site(folder: Path | None = None, *, port: int = 0) -> Iterator[DemoSite]:
    """Serves the demo on a free port of 127.0.0.1 (or ``port``); nothing is left running afterwards.

    The plan is written into ``folder``, or into a temporary one that is removed at the end.
    """
    with ExitStack() as stack:
        dead_url = stack.enter_context(_dead_port())
        base_url = stack.enter_context(serve(_site(dead_url), port=port))
        place = folder or Path(stack.enter_context(TemporaryDirectory(prefix="dgcheck-demo-")))
        yield DemoSite(
            base_url=base_url,
            organization=AGENCY,
            plan=_plan(place, base_url),
            remark=remark(),
        )


def remark() -> Text:
    """That all of it is fictitious, in both languages."""
    return Text(**load_yaml(FOLDER / "remark.yaml"))


def _plan(folder: Path, base_url: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    text = (FOLDER / "plan.yaml").read_text(encoding="utf-8")
    path = folder / "plan.yaml"
    path.write_text(text.replace(_WRITTEN_BASE, f"{base_url}/"), encoding="utf-8")
    return path


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
