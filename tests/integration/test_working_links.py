"""Links that work, in every odd way in which servers answer: almost none is called broken, and it is known which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pytest

from checker.model import Outcome
from tests.corpora.working_links import Link, links, looks, settled

MOST_BROKEN = 0.02  #: share of links that work that may be called broken
#: ways that are called broken: a page that leads to itself once and then answers, bytes before the first line
KNOWN = {"a redirect to itself that ends", "a blank line before it"}
#: ways that cannot be told: what lets browsers in alone, and what the HTTP library refuses though browsers read it
UNTOLD = {
    "browsers alone, 403",
    "browsers alone, 406",
    "a header without a colon",
    "a length that is no number",
    "a length with a plus sign",
    "HTTP/1.2",
    "two blanks in the status line",
    "small letters in the status line",
}


class Seen(NamedTuple):
    """One link and what is held of it."""

    link: Link
    verdict: str
    outcome: Outcome
    tls: str  #: what is wrong with the certificate


@pytest.fixture(scope="module")
def seen() -> list[Seen]:
    """All of them, looked at in one go."""
    found = []
    for link, fetched, look in looks():
        verdict, outcome = settled(look, link.file.declared)
        found.append(Seen(link, verdict, outcome, fetched.tls_detail))
    return found


def _ways(seen: Sequence[Seen], outcome: Outcome) -> set[str]:
    return {each.link.way for each in seen if each.outcome is outcome}


def test_every_link_is_seen_once(seen: list[Seen]) -> None:
    assert len(links()) >= 300
    assert sorted(each.link.path for each in seen) == sorted(link.path for link in links())


def test_at_most_two_in_a_hundred_are_called_broken(seen: list[Seen]) -> None:
    broken = [each for each in seen if each.outcome is Outcome.FAILED]
    assert len(broken) <= MOST_BROKEN * len(seen), broken
    assert _ways(seen, Outcome.FAILED) <= KNOWN


def test_all_others_are_said_to_work(seen: list[Seen]) -> None:
    assert _ways(seen, Outcome.CANNOT_TELL) <= UNTOLD | KNOWN
    assert {each.outcome for each in seen} <= {Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL}


@pytest.mark.parametrize("way", ["301", "308"])
def test_what_has_moved_for_good_is_said_to_have_moved(way: str, seen: list[Seen]) -> None:
    assert {each.verdict for each in seen if each.link.way == way} == {"moved"}


def test_what_is_behind_a_bad_certificate_is_read_and_it_is_said(seen: list[Seen]) -> None:
    assert {bool(each.tls) for each in seen if each.link.secure} == {True}
    assert {each.outcome for each in seen if each.link.secure} == {Outcome.PASSED}
