"""CKAN's plugins and pages, made once for a module: CKAN's own fixtures make them for each test."""

from __future__ import annotations

import pytest
from ckan import plugins
from ckan.lib import jobs, redis
from ckan.plugins import toolkit as tk
from ckan.tests import helpers

#: of a module marked ``permuted`` CKAN 2.11 and 2.10 run each third of the cases of a test, and not the same ones
THIRD = None if tk.check_ckan_version(min_version="2.12") else int(tk.check_ckan_version(min_version="2.11"))


def pytest_collection_modifyitems(config, items):
    """Many cases of one test: all of them on the newest CKAN, some on the others."""
    if THIRD is None:
        return
    seen, left = {}, []
    for item in items:
        name = (item.path, item.originalname)
        seen[name] = seen.get(name, -1) + 1
        if item.get_closest_marker("permuted") and hasattr(item, "callspec") and seen[name] % 3 != THIRD:
            left.append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]


@pytest.fixture(scope="module", autouse=True)
def extension() -> None:
    """The plugins of the ini file, whatever the module before has left: CKAN's own fixture unloads them."""
    if not plugins.plugin_loaded("dgmaturity"):
        plugins.load_all()


@pytest.fixture(scope="module")
def site(extension):
    """The pages and the API."""
    return helpers._get_test_app()


@pytest.fixture
def app(site, ckan_config):
    """The same with a client of its own; CKAN's fixture makes the whole application anew for each test."""
    return helpers.CKANTestApp(site.app)


@pytest.fixture
def redis_anew(ckan_config):
    """CKAN connects to the Redis that its options name now, and afterwards to its own again."""
    _forget_redis()
    yield
    _forget_redis()


def _forget_redis() -> None:
    redis._connection_pool = None
    jobs._queues.clear()
