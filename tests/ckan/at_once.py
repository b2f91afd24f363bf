"""Calls that reach the site at the same moment, each in a request and a session of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk


def at_once(site: Any, *calls: Callable[[], Any]) -> list[Any]:
    """The answer of each; of what is refused, the names of the fields."""
    model.Session.commit()  # nobody waits for what this session holds
    start = Barrier(len(calls))

    def answer(call: Callable[[], Any]) -> Any:
        with site.flask_app.test_request_context("/"):
            start.wait()
            try:
                return call()
            except tk.ValidationError as error:
                return list(error.error_dict)
            finally:
                model.Session.remove()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(answer, calls))
