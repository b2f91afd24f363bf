"""What tests of several folders share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.stack import Stack, start, status, stop


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """The real servers; those that ran before (``python -m tests.stack start``) are left running."""
    ran = all(status().values())
    yield start()
    if not ran:
        stop()


@pytest.fixture(scope="session")
def ckan_url(stack: Stack) -> str:
    """A plain CKAN 2.12."""
    return stack.ckan_url
