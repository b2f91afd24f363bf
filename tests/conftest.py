"""What tests of several folders share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.stack import Stack, held


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """The real servers; ended with the last test run that holds them, unless they were started to stay."""
    with held() as stack:
        yield stack


@pytest.fixture(scope="session")
def ckan_url(stack: Stack) -> str:
    """A plain CKAN 2.12."""
    return stack.ckan_url
