"""What the engine is asked when it checks from the inside: its settings, its task, what it finds the catalog to be."""

from __future__ import annotations

from typing import Any

import ckan
import msgspec
from ckan.plugins import toolkit as tk

from checker.config import Settings
from checker.model import CatalogState, Found, Outcome
from checker.run.task import Input, Task
from ckanext.dgmaturity import config


def site_url() -> str:
    """The address of the site, without a slash at its end."""
    return str(tk.config["ckan.site_url"]).rstrip("/") + str(tk.config.get("ckan.root_path") or "").split("/{{")[0]


def settings(wait: float) -> Settings:
    """How the engine behaves towards the web; ``wait``: for second looks, in seconds."""
    return Settings(
        contact=config.contact(),
        allow_networks=config.allow_networks(),
        connections=config.connections(),
        confirm_wait=wait,
        confirm_after=config.confirm_after(),
    )


def task_of(organization: str, plan: dict[str, Any] | None, wait: float) -> Task:
    """The task; ``organization`` is its name, empty: the whole site."""
    inputs = () if plan is None else (Input(kind="plan", name="plan.yaml", body=msgspec.json.encode(plan)),)
    return Task(
        source=site_url(),
        organization=organization,
        rubric=config.rubric(),
        inputs=inputs,
        settings=settings(wait),
    )


def found(organization: str, count: int) -> Found:
    """The site, as a scan from outside would find it."""
    return Found(
        source=site_url(),
        software="ckan",
        base_url=site_url(),
        api_url=f"{site_url()}/api/3",
        title=str(tk.config["ckan.site_title"]),
        ckan_version=ckan.__version__,
        organization=organization,
        declared=count,
    )


def catalog_state(count: int) -> CatalogState:
    """The catalog is there, for we are in it; without a dataset it says nothing."""
    return CatalogState(
        url=site_url(),
        title=str(tk.config["ckan.site_title"]),
        software="ckan",
        ckan_version=ckan.__version__,
        outcome=Outcome.PASSED if count else Outcome.FAILED,
        reason="observed" if count else "empty",
        declared=count,
        held=count,
    )
