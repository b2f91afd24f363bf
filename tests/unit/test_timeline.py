"""What each run saw of a link, told to a person and to a machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli import dgcheck
from checker.errors import UsageError
from checker.model import FetchError
from checker.run.timeline import Seen, timelines
from checker.store import Store
from tests.unit.history_values import A, B, at, look, run


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "dgcheck.sqlite") as opened:
        run(opened, 1, {"r1": B, "other": B}, {B: "first"})
        run(opened, 2, {"r1": A}, {A: "first"})
        run(opened, 3, {"other": B}, {})
        run(opened, 4, {"r1": A}, {A: look(A, at=at(4), status=None, error=FetchError.TIMEOUT)})
        run(opened, 5, {"r1": A}, {})
        run(opened, 6, {"r1": A, "r2": B}, {A: "second"}, rubric="data-catalog-kpi-2565")
        yield opened


def test_a_link_through_its_runs_the_oldest_first(store: Store) -> None:
    first, second = timelines(store, store.head("run-6"), "d1")
    assert (first.id, first.dataset, second.id) == ("r1", "d1", "r2")
    ok = {"looked": True, "verdict": "ok", "confirmed": True, "status": 200}
    assert first.seen == (
        Seen(run="run-1", at=at(1), url=B, bytes="first", **ok),  # type: ignore[arg-type]
        Seen(run="run-2", at=at(2), url=A, bytes="same", moved=True, **ok),  # type: ignore[arg-type]
        Seen(run="run-4", at=at(4), url=A, looked=True, verdict="timeout"),
        Seen(run="run-5", at=store.head("run-5").started, url=A, looked=False),
        Seen(run="run-6", at=at(6), url=A, bytes="changed", **ok),  # type: ignore[arg-type]
    )
    assert [seen.run for seen in second.seen] == ["run-6"]


def test_it_is_told_as_seen_from_the_run_that_is_asked_for(store: Store) -> None:
    (only,) = timelines(store, store.head("run-2"), A)
    assert [seen.run for seen in only.seen] == ["run-1", "run-2"]


def test_what_is_not_there_is_said_with_what_comes_near(store: Store) -> None:
    with pytest.raises(UsageError, match="no dataset and no link 'd11' in run run-6; near: d1"):
        timelines(store, store.head("run-6"), "d11")
    with pytest.raises(UsageError, match="no link 'https://b.go.th/x' in run run-6$"):
        timelines(store, store.head("run-6"), "https://b.go.th/x")


def told(store: Store, *arguments: str) -> str:
    done = CliRunner().invoke(dgcheck, ["history", *arguments, "--store", str(store.path)], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def test_the_command_says_it_line_by_line(store: Store) -> None:
    assert told(store, "latest", A, "--lang", "en").splitlines() == [
        "d1 · r1",
        "  https://a.go.th/b.csv",
        "    30 April 2022 23:35  reachable (settled) 200 · file seen for the first time",
        "    30 May 2022 23:35  reachable (settled) 200 · new address: https://a.go.th/a.csv · same bytes as before",
        "    29 July 2022 23:35  timed out (not confirmed)",
        "    28 August 2022 23:30  not looked at in this run",
        "    27 September 2022 23:35  reachable (settled) 200 · bytes changed",
    ]
    assert "เข้าถึงได้ (ยืนยันแล้ว) 200 · ไฟล์เปลี่ยนจากรอบก่อน" in told(store, "latest", "d1")


def test_the_command_gives_a_machine_the_same(store: Store) -> None:
    first, second = json.loads(told(store, "latest", "d1", "--json"))
    assert [each["bytes"] for each in first["seen"]] == ["first", "same", "", "", "changed"]
    assert second["seen"][0] == {
        "run": "run-6",
        "at": store.head("run-6").started.isoformat().replace("+00:00", "Z"),
        "url": B,
        "looked": False,
        "verdict": "",
        "confirmed": False,
        "status": None,
        "bytes": "",
        "moved": False,
        "last_modified": None,
    }
