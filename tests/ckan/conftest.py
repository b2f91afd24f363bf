"""CKAN's plugins and pages, made once for a module: CKAN's own fixtures make them for each test."""

from __future__ import annotations

import pytest
from ckan import plugins
from ckan.tests import helpers


@pytest.fixture(scope="module")
def extension():
    """The plugins of the ini file."""
    plugins.load_all()
    yield
    plugins.unload_all()


@pytest.fixture(scope="module")
def site(extension):
    """The pages and the API."""
    return helpers._get_test_app()
