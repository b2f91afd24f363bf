"""CKAN's plugins and pages, made once for a module: CKAN's own fixtures make them for each test."""

from __future__ import annotations

import pytest
from ckan import plugins
from ckan.lib import jobs, redis
from ckan.tests import helpers


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
