"""One CKAN's Action API as a caller sees it: requests, and what stands in the way of reading an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from msgspec import Struct

from checker.discover.decode import Unreadable, decode
from checker.discover.rows import is_package
from checker.discover.trouble import Trouble, printable, trouble_of, words_of
from checker.model import Fetched, Request

Fetch = Callable[[Request], Fetched]
#: Parameters of an action; a blank one is left out.
Params = Mapping[str, str | int]
FetchMany = Callable[[Iterable[Request]], Iterator[Fetched]]


class Api(Struct, frozen=True, kw_only=True):
    """The Action API at ``url`` (``…/api/3``, no slash at the end). The token goes nowhere else."""

    url: str
    fetch: Fetch
    fetch_many: FetchMany | None = None
    token: str | None = None

    def __repr__(self) -> str:
        return f"Api({self.url!r})"

    def request(self, action: str, params: Params, key: str = "") -> Request:
        """The request of one action, by GET."""
        query = urlencode({name: value for name, value in params.items() if value != ""})
        url = f"{self.url}/action/{action}{f'?{query}' if query else ''}"
        headers = {"Accept": "application/json"} | ({"Authorization": self.token} if self.token else {})
        return Request(key=key or action, url=url, headers=headers)

    def ask(self, action: str, **params: str | int) -> Any:
        """The ``result`` of an action, or the :class:`Trouble` that came instead."""
        return result_of(self.fetch(self.request(action, params)))


def result_of(fetched: Fetched) -> Any:
    """The ``result`` of an answer of the Action API, or the :class:`Trouble` that it is."""
    trouble = trouble_of(fetched)
    if trouble is not None:
        return trouble
    try:
        answer = decode(fetched.body)
    except Unreadable as error:
        return as_trouble(error, fetched)
    if not is_package(answer) or "success" not in answer:
        return Trouble(code="not_a_catalog", url=fetched.request.url, status=fetched.status,
                       detail=f"JSON: {shape(answer)}")  # fmt: skip
    if answer["success"] is not True:
        words = words_of(answer.get("error"))
        return Trouble(code="refused", url=fetched.request.url, status=fetched.status, detail=words)
    return answer.get("result")


def as_trouble(error: Unreadable, fetched: Fetched) -> Trouble:
    """A body that could not be read, as the trouble that it is."""
    return Trouble(code=error.code, url=fetched.request.url, status=fetched.status, detail=error.detail)


def shape(value: Any) -> str:
    """What a JSON value looks like, in a few words."""
    if is_package(value):
        keys = ", ".join(printable(str(key), 30) for key in list(value)[:5])
        return f"object with {keys}" if keys else "empty object"
    return f"list of {len(value)}" if isinstance(value, list) else type(value).__name__
