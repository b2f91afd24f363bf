"""Two runs that were given and answered the same have the same snapshot; any answer that tells changes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from checker.model import Attempt, FetchError, Hop, Sniffed
from checker.store import Store
from tests.unit.store_values import AT, a_head, a_page, a_probe, a_reading, an_attempt

URL = "https://a.example/1"


def the_same_evidence(store: Store, run_id: str, last: Attempt, plan: bytes = b"plan", body: bytes = b"body") -> str:
    store.begin(a_head(run_id))
    store.put_input(run_id, "plan", f"{run_id}.yaml", plan)
    store.add_page(run_id, a_page(1, body))
    store.add_attempts(run_id, [last, an_attempt("https://b.example")])
    return store.snapshot_sha256(run_id)


def test_times_counts_and_names_of_files_do_not_count(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.sqlite") as store:
        first = the_same_evidence(store, "one", an_attempt(URL))
        store.begin(a_head("two"))
        store.put_input("two", "plan", "another name.yaml", b"plan")
        later = AT + timedelta(hours=3)
        store.add_attempts(
            "two",
            [
                an_attempt("https://b.example", at=later, elapsed=2.5, tries=3),
                an_attempt(URL, status=None, error=FetchError.TIMEOUT),
                an_attempt(URL, 2, at=later, vantage="Bangkok", headers=(("date", "Thu, 31 Mar 2022"),)),
            ],
        )
        store.add_page("two", msgspec.structs.replace(a_page(1, b"body"), at=later))
        assert store.snapshot_sha256("two") == first


@pytest.mark.parametrize(
    "changed",
    [
        {"status": 404},
        {"error": FetchError.PARTIAL},
        {"final_url": "https://a.example/2"},
        {"sha256": "0" * 64},
        {"capped": True},
        {"tls_detail": "certificate has expired"},
        {"headers": (("content-type", "text/html"),)},
        {"sniffed": Sniffed(format="csv")},
        {"method": "HEAD"},
        {"hops": (Hop(url=URL, status=302, location="/2"),)},
    ],
)
def test_any_answer_that_tells_changes_the_snapshot(tmp_path: Path, changed: dict[str, object]) -> None:
    with Store.open(tmp_path / "a.sqlite") as store:
        first = the_same_evidence(store, "one", an_attempt(URL))
        assert the_same_evidence(store, "two", an_attempt(URL, **changed)) != first


@pytest.mark.parametrize(
    "other",
    [
        lambda store: the_same_evidence(store, "two", an_attempt(URL), plan=b"another plan"),
        lambda store: the_same_evidence(store, "two", an_attempt(URL), body=b"another body"),
    ],
    ids=["plan", "page"],
)
def test_another_plan_or_page_changes_the_snapshot(tmp_path: Path, other: Callable[[Store], str]) -> None:
    with Store.open(tmp_path / "a.sqlite") as store:
        assert the_same_evidence(store, "one", an_attempt(URL)) != other(store)


def test_what_files_and_interfaces_show_counts_and_when_does_not(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.sqlite") as store:
        hashes = []
        for run_id, reading, probe in (
            ("one", a_reading(URL), a_probe("wfs")),
            ("two", a_reading(URL, at=AT + timedelta(days=1)), a_probe("wfs", newest=None)),
            ("three", a_reading(URL, sha256="2"), a_probe("wfs")),
            ("four", a_reading(URL), a_probe("wfs", reason="ignored")),
        ):
            store.begin(a_head(run_id))
            store.add_readings(run_id, [reading])
            store.add_probes(run_id, [probe])
            hashes.append(store.snapshot_sha256(run_id))
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 3
