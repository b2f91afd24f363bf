"""The links of a run in the runs before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.model import FetchError, Page, Past, Sniffed
from checker.normalise import addresses, normalise
from checker.run.history import RUNS, earlier_runs, history, urls_before
from checker.run.sameness import Print, print_of, same
from checker.store import Store
from tests.unit.history_values import MONTH, A, B, at, look, run
from tests.unit.store_values import AT


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "dgcheck.sqlite") as opened:
        yield opened


def test_a_first_run_has_no_history(store: Store) -> None:
    assert history(store, run(store, 1, {"r1": A}, {A: "first"})) == {}


def test_the_same_address_and_bytes_run_after_run(store: Store) -> None:
    for month in (1, 2):
        run(store, month, {"r1": A}, {A: "first"})
    head = run(store, 3, {"r1": A, "new": B}, {A: "first", B: "x"})
    assert history(store, head) == {"r1": Past(url=A, since=at(1), runs=2, unchanged_since=at(1))}


def test_changed_bytes_lie_between_two_looks(store: Store) -> None:
    run(store, 1, {"r1": A}, {A: "first"})
    run(store, 2, {"r1": A}, {A: "second"})
    run(store, 3, {"r1": A}, {A: "second"})
    head = run(store, 4, {"r1": A}, {A: "second"})
    assert history(store, head)["r1"] == Past(url=A, since=at(1), runs=3, unchanged_since=at(2), changed_after=at(1))
    newer = run(store, 5, {"r1": A}, {A: "third"})
    assert history(store, newer)["r1"] == Past(url=A, since=at(1), runs=4, changed_after=at(4))


def test_bytes_that_come_back_count_from_the_last_change(store: Store) -> None:
    for month, body in enumerate(("old", "new", "old"), start=1):
        run(store, month, {"r1": A}, {A: body})
    head = run(store, 4, {"r1": A}, {A: "old"})
    assert history(store, head)["r1"] == Past(url=A, since=at(1), runs=3, unchanged_since=at(3), changed_after=at(2))


def test_an_address_that_changed_begins_a_new_row(store: Store) -> None:
    run(store, 1, {"r1": B}, {B: "first"})
    run(store, 2, {"r1": A}, {A: "first"})
    head = run(store, 3, {"r1": A}, {A: "first"})
    assert history(store, head)["r1"] == Past(url=A, since=at(2), runs=2, unchanged_since=at(1))
    moved = run(store, 4, {"r1": B}, {B: "new"})
    assert history(store, moved)["r1"] == Past(url=A, since=at(4), runs=3, changed_after=at(3))


def test_one_address_under_two_ids_is_two_trails(store: Store) -> None:
    run(store, 1, {"r1": A, "r2": B}, {A: "first", B: "other"})
    head = run(store, 2, {"r1": A, "r2": A}, {A: "first"})
    assert history(store, head) == {
        "r1": Past(url=A, since=at(1), runs=1, unchanged_since=at(1)),
        "r2": Past(url=B, since=at(2), runs=1, changed_after=at(1)),
    }


def test_the_snapshot_before_tells_the_addresses_of_each_dataset(store: Store) -> None:
    first = run(store, 1, {"r1": A}, {A: "first"})
    second = run(store, 2, {"r2": B, "r3": A}, {A: "first", B: "x"})
    third = run(store, 3, {"r2": B}, {B: "x"})
    assert [urls_before(store, head) for head in (first, second, third)] == [{}, {"d1": (A,)}, {"d1": (B, A)}]


def test_a_run_that_did_not_hold_or_could_not_read_a_link_says_nothing_of_it(store: Store) -> None:
    run(store, 1, {"r1": A}, {A: "first"})
    run(store, 2, {"other": B}, {})
    run(store, 3, {"r1": A}, {A: look(A, "", at=at(3), status=404, sniffed=None, bytes_read=0)})
    head = run(store, 4, {"r1": A}, {A: "first"})
    assert history(store, head)["r1"] == Past(url=A, since=at(1), runs=2, unchanged_since=at(1))


def test_a_link_that_fails_now_has_its_address_and_no_bytes(store: Store) -> None:
    run(store, 1, {"r1": A}, {A: "first"})
    head = run(store, 2, {"r1": A}, {A: look(A, at=at(2), status=None, error=FetchError.TIMEOUT)})
    assert history(store, head)["r1"] == Past(url=A, since=at(1), runs=1)


def test_a_run_without_looks_counts_from_its_start(store: Store) -> None:
    first = run(store, 1, {"r1": A}, {})
    head = run(store, 2, {"r1": A}, {})
    assert history(store, head)["r1"] == Past(url=A, since=first.started, runs=1)
    moved = run(store, 3, {"r1": B}, {})
    assert history(store, moved)["r1"] == Past(url=A, since=moved.started, runs=2)


def test_a_resource_twice_in_a_catalog_counts_once_a_run(store: Store) -> None:
    for month in (1, 2):
        run(store, month, {"r1": A}, {A: "first"})
        body = (first := next(iter(store.pages(f"run-{month}")))).body
        store.add_page(f"run-{month}", Page(number=2, kind=first.kind, cursor="", url="x", at=AT, body=body,
                                            sha256=first.sha256, count=1))  # fmt: skip
    assert history(store, store.head("run-2"))["r1"].runs == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"source": "https://other.go.th"},
        {"organization": "other"},
        {"finished": AT + 12 * MONTH},  # went on for a year: it ended behind the run that asks
    ],
)
def test_runs_of_others_and_runs_that_ended_later_are_none_of_it(store: Store, changed: dict[str, Any]) -> None:
    run(store, 1, {"r1": A}, {A: "first"}, **changed)
    assert history(store, run(store, 2, {"r1": A}, {A: "first"})) == {}


def test_what_comes_later_changes_nothing(store: Store) -> None:
    run(store, 1, {"r1": A}, {A: "first"})
    head = run(store, 2, {"r1": A}, {A: "first"})
    before = history(store, head)
    run(store, 3, {"r1": B}, {B: "x"})
    store.add_attempts("run-1", [look(A, "later", at=at(4), number=2)])  # dgcheck confirm, of the older run
    body = b'[{"id": "late", "resources": [{"id": "r9", "url": "https://a.go.th/late.csv"}]}]'
    store.add_page("run-1", Page(number=2, kind="ckan_list", cursor="", url="x", at=at(4), body=body,
                                 sha256=hashlib.sha256(body).hexdigest(), count=1))  # fmt: skip
    run(store, 4, {"r9": A}, {}, finished=at(1))  # begun later, whatever its clock said at the end
    assert history(store, head) == before


def test_it_looks_back_so_far_and_no_further(store: Store) -> None:
    for month in range(1, RUNS + 3):
        run(store, month, {"r1": A}, {A: "first"})
    head = run(store, RUNS + 3, {"r1": A}, {A: "first"})
    found = history(store, head)["r1"]
    assert (found.runs, found.since, found.unchanged_since) == (RUNS, at(3), at(3))
    assert history(store, head, most=2)["r1"].runs == 2
    assert [each.id for each in earlier_runs(store, head, 2)] == [f"run-{RUNS + 2}", f"run-{RUNS + 1}"]


# The same bytes


def printed(body: str = "x" * 100, **changed: Any) -> Print:
    found = print_of(look(A, body, **changed))
    assert found is not None
    return found


def ranged(body: str, size: int | str, **headers: str) -> Print:
    told = {"content-range": f"bytes 0-{len(body) - 1}/{size}", **headers}
    return printed(body, status=206, capped=True, headers=tuple(told.items()))


HEAD = "x" * 100


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (printed(HEAD), printed(HEAD), True),
        (printed(HEAD), printed(HEAD + "y"), False),
        (printed(HEAD), printed("y" * 100), False),
        (ranged(HEAD, 500), ranged(HEAD, 500), True),
        (ranged(HEAD, 500), ranged(HEAD, 501), False),
        (ranged(HEAD, 500), ranged("y" * 100, 500), False),
        (ranged(HEAD, 500), ranged(HEAD + "y", 500), None),  # another setting read more of it
        (ranged(HEAD, 500), ranged(HEAD + "y", 501), False),
        (ranged(HEAD, "*"), ranged(HEAD, "*"), None),
        (ranged(HEAD, "*", etag='"1"'), ranged(HEAD, "*", etag='"1"'), True),
        (ranged(HEAD, "*", etag='"1"'), ranged(HEAD, "*", etag='"2"'), False),
        (ranged(HEAD, "*", etag='W/"1"'), ranged(HEAD, "*", etag='W/"2"'), None),
        (ranged(HEAD, 500, etag='"1"'), ranged(HEAD, 500, etag='"2"'), True),  # two servers with tags of their own
        (ranged(HEAD, 500, **{"content-encoding": "gzip"}), ranged(HEAD, 600), None),
        (printed(HEAD), ranged(HEAD, "*"), None),
        (printed(HEAD[:50]), ranged(HEAD, "*"), False),  # more was read of the one than all of the other
        (ranged(HEAD[:50], "*"), printed(HEAD), None),
        (ranged(HEAD[:50], "9" * 30), printed(HEAD), None),
    ],
)
def test_the_same_bytes_or_not_or_not_to_be_told(one: Print, other: Print, expected: bool | None) -> None:
    assert same(one, other) is expected
    assert same(other, one) is expected


@pytest.mark.parametrize(
    "changed",
    [
        {"status": 404},
        {"status": None, "error": FetchError.TIMEOUT},
        {"error": FetchError.PARTIAL},
        {"method": "HEAD"},
        {"sniffed": None},
        {"sniffed": Sniffed(format="html", page="login")},
        {"sniffed": Sniffed(format="csv", empty=True)},
        {"bytes_read": 0},
    ],
)
def test_what_is_not_the_file_has_no_print(changed: dict[str, Any]) -> None:
    assert print_of(look(A, **changed)) is None


# Addresses


@pytest.mark.parametrize(
    "package",
    [
        {"id": "d", "resources": [{"id": "r1", "url": f" {A} "}, {"url": A}, {"id": "r1", "url": B}, 7, {"id": 5}]},
        {"name": "d", "resources": [{"url": "https://ก.ไทย/ข.csv\u200b"}, {"id": " r ", "url": None}]},
        {"resources": [{"url": A}, {}]},
        {"id": "d", "resources": "no list"},
        {"id": "d"},
    ],
)
def test_addresses_are_those_of_the_normalised_dataset(package: dict[str, Any]) -> None:
    assert list(addresses(package)) == [(each.id, each.url) for each in normalise(package).distributions]
