"""The only part that opens a socket: asks the web for things, with manners and behind a guard."""

from __future__ import annotations

from collections.abc import Callable

from checker.fetch.fetcher import Fetcher
from checker.fetch.local import Local, LocalFetcher, absent, file_answer
from checker.model import Fetched, Request

Fetch = Callable[[Request], Fetched]

__all__ = ["Fetch", "Fetcher", "Local", "LocalFetcher", "absent", "file_answer"]
