"""One catalog's Action API, one call at a time, with manners. Whatever comes back is a value."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

import requests
from ckanapi import RemoteCKAN
from ckanapi.errors import (
    CKANAPIError,
    NotAuthorized,
    NotFound,
    SearchError,
    SearchIndexError,
    SearchQueryError,
    ServerIncompatibleError,
    ValidationError,
)

from checker.config import Settings
from checker.errors import CatalogError, UsageError
from checker.guard import Refused, vet
from checker.publish.answer import Answer, Declined
from checker.publish.connection import TooLarge, session

LONGEST = 300  #: characters of a message of the site that are kept
MOST_FIELDS = 50
_TOKEN = re.compile(r"[!-~]{1,4096}", re.ASCII)
_REFUSED_STATUS = {401: "denied", 403: "denied", 404: "missing", 429: "busy", 503: "busy"}

Sleep = Callable[[float], None]


class Client:
    """Calls the Action API at ``api_url`` (``https://site/api/3``); use it as a context manager."""

    def __init__(
        self,
        api_url: str,
        settings: Settings,
        *,
        token: str = "",
        user_agent: str,
        ca_file: Path | None = None,
        sleep: Sleep = time.sleep,
    ) -> None:
        target = vet(api_url)
        if isinstance(target, Refused):
            raise CatalogError(f"{api_url}: {target.detail}", f"{api_url}: ใช้ที่อยู่นี้ไม่ได้: {target.detail}")
        self._settings, self._sleep, self._token = settings, sleep, token
        self._session = session(settings, token=_proved(token), user_agent=user_agent, ca_file=ca_file)
        self._session.hooks["response"].append(self._seen)
        site, _, api = target.url.rstrip("/").rpartition("/api")
        self._ckan = RemoteCKAN(site, user_agent=user_agent, session=self._session)
        self._ckan.base_url = f"api{api}/action/"
        self._status = 0
        self._headers: Mapping[str, str] = {}

    def call(self, action: str, data: Mapping[str, Any]) -> Answer | Declined:
        """One reading call; a site that is busy is asked again, as it wishes."""
        turn = 0
        while True:
            answer = self.once(action, data)
            if not (isinstance(answer, Declined) and self.waited(answer, turn)):
                return answer
            turn += 1

    def waited(self, declined: Declined, turn: int) -> bool:
        """Waits as a busy site wishes; ``False``: it is not busy, or was asked often enough, or asks for too long."""
        if declined.code != "busy" or turn >= self._settings.retries:
            return False
        wait = self._settings.backoff * 2**turn if declined.retry_after is None else declined.retry_after
        if wait > self._settings.backoff_max:
            return False
        self._sleep(wait)
        return True

    def once(self, action: str, data: Mapping[str, Any]) -> Answer | Declined:
        """One call, once: a writing call is not repeated without a look at what is there."""
        self._status, self._headers = 0, {}
        self._sleep(self._settings.host_interval)
        try:
            return Answer(result=self._ckan.call_action(action, dict(data)))
        except ValidationError as error:
            return Declined(code="invalid", status=self._status, fields=tuple(self._said(error.error_dict)))
        except NotFound:
            return Declined(code="missing", status=self._status)
        except NotAuthorized:
            return Declined(code="denied", status=self._status)
        except (CKANAPIError, SearchError, SearchIndexError, SearchQueryError, ServerIncompatibleError):
            return self._by_status()
        except (AttributeError, LookupError, RecursionError, TypeError):  # an envelope that is not as CKAN makes it
            return Declined(code="not_ckan", status=self._status)
        except requests.RequestException as error:
            return Declined(code=_network(error), status=self._status, detail=type(error).__name__)

    def _by_status(self) -> Declined:
        """An answer without CKAN's envelope, or with an error that it has no name for."""
        code = _REFUSED_STATUS.get(self._status, "")
        if not code:
            code = "redirect" if 300 <= self._status < 400 else "server" if self._status >= 500 else "not_ckan"
        if code in ("denied", "missing") and "json" not in self._headers.get("Content-Type", ""):
            code = "not_ckan" if code == "missing" else code
        return Declined(code=code, status=self._status, retry_after=_seconds(self._headers.get("Retry-After", "")))

    def _said(self, errors: Any) -> Iterator[tuple[str, str]]:
        """CKAN's messages by field: ``{"title": ["Missing value"], "extras": [{"value": ["…"]}]}``, at any depth.

        A site that says our token back is not quoted.
        """
        for place, message in islice(_walk(errors, "", 0), MOST_FIELDS):
            yield self._without_token(place)[:100], self._without_token(message)[:LONGEST]

    def _without_token(self, said: str) -> str:
        return said.replace(self._token, "…") if self._token else said

    def _seen(self, response: requests.Response, *args: Any, **kwargs: Any) -> None:
        self._status, self._headers = response.status_code, response.headers

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()


def _proved(token: str) -> str:
    """The token, if a header can carry it; what is wrong is said without it."""
    if token and not _TOKEN.fullmatch(token):
        raise UsageError(
            "the API token holds a blank, a line break or another character that no token has; copy it again",
            "โทเค็นมีช่องว่าง การขึ้นบรรทัด หรืออักขระที่โทเค็นไม่มี กรุณาคัดลอกใหม่",
        )
    return token


def _network(error: requests.RequestException) -> str:
    if isinstance(error, requests.exceptions.SSLError):
        return "tls"
    if isinstance(error, TooLarge):
        return "too_large"
    return "timeout" if isinstance(error, requests.Timeout) else "network"


def _seconds(written: str) -> float | None:
    """``Retry-After`` in seconds; a date there is waited for as a busy site without a wish."""
    return float(written) if written.isascii() and written.isdecimal() and len(written) < 7 else None


def _walk(errors: Any, path: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > 6:
        return
    if isinstance(errors, dict):
        for name, inner in errors.items():
            if name != "__type" and not (name == "message" and len(errors) > 2):
                yield from _walk(inner, f"{path}/{name}" if path else str(name), depth + 1)
    elif isinstance(errors, list):
        for number, inner in enumerate(errors):
            yield from _walk(inner, path if isinstance(inner, str) else f"{path}/{number + 1}", depth + 1)
    elif errors:
        yield path, str(errors)
