"""What docs/webhooks.md tells a receiver to run holds what is sent, and refuses what is not."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.config import Settings
from checker.publish.hook import HEADER, send, signature
from checker.testing import SiteAnswer, SiteRequest, serve

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "webhooks.md").read_text(encoding="utf-8")
SECRET = "ความลับที่ตกลงกัน"
BODY = re.findall(r"```json\n(.+?)```", PAGE, re.DOTALL)[0].encode()

Genuine = Callable[..., bool]


@pytest.fixture(scope="module")
def is_genuine() -> Genuine:
    """The very lines of the page."""
    found: dict[str, Any] = {}
    (lines,) = re.findall(r"```python\n(.+?)```", PAGE, re.DOTALL)
    assert sum(bool(line) for line in lines.splitlines()) <= 8
    exec(compile(lines, "webhooks.md", "exec"), found)
    return found["is_genuine"]  # type: ignore[no-any-return]


def sent(seconds: int, secret: str = SECRET) -> SiteRequest:
    """What a receiver gets."""
    got: list[SiteRequest] = []

    def receiver(request: SiteRequest) -> SiteAnswer:
        got.append(request)
        return SiteAnswer(status=204)

    with serve(receiver) as url:
        settings = Settings(allow_networks=("127.0.0.0/8",))
        send(f"{url}/hook", BODY, secret=secret, seconds=seconds, settings=settings, user_agent="for-tests")
    return got[0]


def headers(request: SiteRequest) -> dict[str, str]:
    return {name.lower(): value for name, value in dict(request.headers).items()}


def test_a_message_that_was_sent_is_genuine(is_genuine: Genuine) -> None:
    got = sent(int(time.time()))
    assert headers(got)["content-type"] == "application/json"
    assert is_genuine(headers(got)[HEADER.lower()], got.body, SECRET)
    assert json.loads(got.body)["event"] == "verdict.changed"


def test_a_message_that_is_sent_again_later_is_refused(is_genuine: Genuine) -> None:
    got = sent(int(time.time()) - 301)
    assert not is_genuine(headers(got)[HEADER.lower()], got.body, SECRET)


def test_without_a_secret_there_is_no_signature() -> None:
    assert HEADER.lower() not in headers(sent(int(time.time()), secret=""))


@pytest.mark.parametrize(
    "header",
    ["", "t=,v1=", "t=x,v1=00", "v1=00", "nonsense", "t=²,v1=00", "t=1,v1=ก", "t=999999999999,v1=00"],
)
def test_what_is_no_signature_is_refused_without_an_error(is_genuine: Genuine, header: str) -> None:
    assert is_genuine(header, BODY, SECRET) is False


def test_another_body_another_time_and_another_secret_are_refused(is_genuine: Genuine) -> None:
    now = int(time.time())
    right = signature(BODY, SECRET, now)
    assert is_genuine(right, BODY, SECRET) is True
    assert is_genuine(right, BODY + b" ", SECRET) is False
    assert is_genuine(right.replace(str(now), str(now + 1)), BODY, SECRET) is False
    assert is_genuine(right, BODY, SECRET + "x") is False
