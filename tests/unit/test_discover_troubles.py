"""Every way in which no catalog comes back has words in both languages, and a way out."""

from __future__ import annotations

import re
from datetime import datetime, timezone

import pytest

from checker.discover.facts import ckan_facts, document_facts, trouble_words
from checker.discover.trouble import (
    OF_STATUS,
    OF_THE_PAGE,
    OF_THE_SITE,
    OF_TRANSPORT,
    Trouble,
    catalog_error,
    printable,
    trouble_of,
    worst,
)
from checker.model import Fetched, FetchError, Request

AT = datetime(2026, 1, 5, tzinfo=timezone.utc)
ASKED = Request(key="a", url="https://a.go.th/api/3")


def fetched(status: int | None = 200, body: bytes = b"{}", **more: object) -> Fetched:
    return Fetched(request=ASKED, url=ASKED.url, at=AT, status=status, body=body, **more)  # type: ignore[arg-type]


def test_every_failure_of_the_transport_has_a_trouble() -> None:
    assert set(OF_TRANSPORT) == set(FetchError)


def test_every_trouble_has_its_words() -> None:
    used = {*OF_TRANSPORT.values(), *OF_STATUS.values(), *OF_THE_SITE, *OF_THE_PAGE}
    assert used - set(trouble_words()) == set()


@pytest.mark.parametrize("code", sorted(trouble_words()))
def test_words_name_the_url_and_a_way_out_in_both_languages(code: str) -> None:
    error = catalog_error(Trouble(code=code, url=ASKED.url, status=503, detail="(a {detail})", title="หน้าแรก"))
    assert (error.code, error.exit_code) == (code, 3)
    for text in (error.en, error.th):
        assert text.startswith(ASKED.url)
        assert "; " in text
        assert not re.search(r"\{(?!detail\})", text)
    assert re.search(r"[ก-๙]", error.th)
    assert not re.search(r"[ก-๙]", error.en.replace("หน้าแรก", ""))


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (fetched(), None),
        (fetched(401), "login_required"),
        (fetched(403, b"<html><title>Attention Required!</title>"), "forbidden"),
        (fetched(404), "missing"),
        (fetched(418), "status"),
        (fetched(429), "throttled"),
        (fetched(500, b"<h1>Internal Server Error"), "server_error"),
        (fetched(503), "server_error"),
        (fetched(409, b'{"success": false, "error": {"__type": "Search Error"}}'), "refused"),
        (fetched(400, b'"Bad request - Action name not known: x"'), "status"),
        (fetched(204, b""), "status"),
        (fetched(200, b"  "), "empty_body"),
        (fetched(200, b"\n<!DOCTYPE html><html><title>Welcome</title>"), "html"),
        (fetched(200, b"<!-- x --><HTML><body>"), "html"),
        (fetched(200, b'<html><form><input name="p" type="password">'), "login"),
        (fetched(200, b"{}", capped=True), "too_large"),
        (fetched(None, b"", error=FetchError.DNS), "dns"),
        (fetched(200, b"{", error=FetchError.PARTIAL), "truncated"),
    ],
)
def test_what_came_back_is_told_apart(answer: Fetched, code: str | None) -> None:
    found = trouble_of(answer)
    assert (found and found.code) == code


def test_of_several_the_one_is_told_that_tells_most() -> None:
    codes = ["missing", "html", "missing", "forbidden"]
    assert worst([Trouble(code=code, url="u") for code in codes]).code == "forbidden"


def test_words_of_strangers_cannot_move_the_terminal() -> None:
    assert printable("a\x1b[2J\r\nb​\u202ec" + "x" * 500).startswith("a [2J b c")
    assert len(printable("x" * 500)) == 200


def test_facts_load_and_hold_together() -> None:
    facts = ckan_facts()
    assert facts.sorts[-1] == ""
    assert facts.smaller_pages == tuple(sorted(facts.smaller_pages, reverse=True))
    assert facts.smaller_pages[-1] == 1
    assert {"th", "en"} <= facts.locales
    assert not facts.locales & facts.markers
    assert all(each.startswith(".") for each in document_facts().suffixes)
