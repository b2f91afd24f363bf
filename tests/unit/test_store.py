"""The store gives back what it was given, and finds runs as people name them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest

from checker.content import Content
from checker.errors import UsageError
from checker.model import (
    CatalogState,
    CriterionGrade,
    FetchError,
    Finding,
    Found,
    Hop,
    Openness,
    Outcome,
    Severity,
    Sniffed,
    Standing,
)
from checker.store import GivenFile, KeptDecision, RunHeld, Store
from tests.unit.store_values import AT, RUBRIC, a_finding, a_head, a_page, a_probe, a_reading, an_attempt


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "dgcheck.sqlite") as opened:
        yield opened


@pytest.fixture
def run(store: Store) -> str:
    store.begin(a_head())
    return "run-1"


def test_a_run_comes_back_as_it_was_begun(store: Store) -> None:
    head = a_head()
    store.begin(head)
    assert store.head("run-1") == head
    assert store.runs() == (head,)


def test_a_cutoff_keeps_its_time_zone(store: Store) -> None:
    store.begin(a_head())
    assert store.head("run-1").cutoff.isoformat() == "2022-03-31T23:59:00+07:00"


def test_a_finished_run_says_when(store: Store, run: str) -> None:
    store.set_state(run, "looking")
    assert store.head(run) == a_head(state="looking")
    store.set_state(run, "finished", AT)
    assert store.head(run) == a_head(state="finished", finished=AT)


def test_a_run_that_goes_back_to_looking_keeps_the_time_it_was_finished(store: Store, run: str) -> None:
    store.set_state(run, "finished", AT)
    store.set_state(run, "looking")
    assert store.head(run) == a_head(state="looking", finished=AT)


@pytest.mark.parametrize(
    ("name", "meant"), [("latest", "b-2"), ("a-1", "a-1"), ("a-12", "a-12"), ("b", "b-2"), ("a-12x"[:4], "a-12")]
)
def test_a_run_is_found_by_latest_by_id_and_by_the_beginning_of_one(store: Store, name: str, meant: str) -> None:
    for run_id in ("a-1", "a-12", "b-2"):
        store.begin(a_head(run_id))
    assert store.resolve(name).id == meant


def test_an_unknown_run_is_answered_with_those_that_exist(store: Store) -> None:
    store.begin(a_head("a-1"))
    store.begin(a_head("b-2"))
    with pytest.raises(UsageError, match=r"no run 'c'; there are: b-2, a-1 \(or 'latest'\)") as raised:
        store.resolve("c")
    assert "ไม่มีรอบตรวจ 'c' ที่มีอยู่คือ b-2, a-1" in raised.value.th


def test_an_empty_name_means_no_run(store: Store, run: str) -> None:
    with pytest.raises(UsageError, match="no run ''"):
        store.resolve("")


def test_the_latest_of_an_empty_store_is_no_run(store: Store) -> None:
    with pytest.raises(UsageError, match="the store holds no run yet"):
        store.resolve("latest")


def test_a_beginning_of_two_ids_is_refused_with_both(store: Store) -> None:
    store.begin(a_head("a-1"))
    store.begin(a_head("a-2"))
    with pytest.raises(UsageError, match="'a' is the beginning of 2 runs: a-1, a-2|a-2, a-1"):
        store.resolve("a")


def test_anything_asked_of_an_unknown_run_is_wrong_use(store: Store) -> None:
    for asked in (
        lambda: store.head("x"),
        lambda: store.add_page("x", a_page(1)),
        lambda: list(store.attempts("x")),
        lambda: store.snapshot_sha256("x"),
        lambda: store.set_state("x", "looking"),
        lambda: store.delete("x"),
        lambda: list(store.findings("x", RUBRIC)),
    ):
        with pytest.raises(UsageError, match="no run 'x'"):
            asked()


def test_what_was_given_comes_back_by_kind_and_name(store: Store, run: str) -> None:
    store.put_input(run, "workbook", "b.xlsx", b"PK\x03\x04")
    store.put_input(run, "plan", "แผน.yaml", "ปี: 2565".encode())
    store.put_input(run, "workbook", "b.xlsx", b"PK\x05\x06")
    assert store.inputs(run) == (
        GivenFile(
            kind="plan",
            name="แผน.yaml",
            sha256=hashlib.sha256("ปี: 2565".encode()).hexdigest(),
            body="ปี: 2565".encode(),
        ),
        GivenFile(kind="workbook", name="b.xlsx", sha256=hashlib.sha256(b"PK\x05\x06").hexdigest(), body=b"PK\x05\x06"),
    )


def test_a_run_is_begun_together_with_what_was_given(store: Store) -> None:
    given = GivenFile(kind="plan", name="plan.yaml", body=b"plan")
    with store.working_on(a_head(), [given]) as run:
        assert store.inputs(run.id) == (
            GivenFile(kind="plan", name="plan.yaml", body=b"plan", sha256=hashlib.sha256(b"plan").hexdigest()),
        )
    with store.working_on(a_head("again"), [given]) as run:
        assert run.id == "run-1"


def test_what_the_source_turned_out_to_be_comes_back(store: Store, run: str) -> None:
    assert store.found(run) is None
    found = Found(source="catalog.example.go.th", software="ckan", title="บัญชีข้อมูล", declared=12)
    store.put_found(run, found)
    assert store.found(run) == found


def test_what_was_seen_of_the_catalog_comes_back(store: Store, run: str) -> None:
    assert store.catalog(run) is None
    catalog = CatalogState(
        url="https://catalog.example.go.th",
        outcome=Outcome.PASSED,
        unreadable=(("a", "HTTP 500"),),
        reported_on=date(2022, 1, 15),
    )
    store.put_catalog(run, CatalogState(url="x"))
    store.put_catalog(run, catalog)
    assert store.catalog(run) == catalog


def test_pages_come_back_in_the_order_of_reading(store: Store, run: str) -> None:
    assert store.last_cursor(run) is None
    pages = [a_page(number, b"%d" % number * 1000) for number in (1, 2, 10)]
    for page in pages:
        store.add_page(run, page)
    assert list(store.pages(run)) == pages
    assert store.last_cursor(run) == "1000"


def test_a_page_that_is_held_stays_as_it_is(store: Store, run: str) -> None:
    store.add_page(run, a_page(1, b"first"))
    store.add_page(run, a_page(1, b"second"))
    assert list(store.pages(run)) == [a_page(1, b"first")]


def test_pages_can_be_read_while_others_are_written(store: Store, run: str) -> None:
    store.add_page(run, a_page(1))
    numbers = []
    for page in store.pages(run):
        numbers.append(page.number)
        if page.number < 4:
            store.add_page(run, a_page(page.number + 1))
    assert numbers == [1, 2, 3, 4]


def test_looks_at_a_link_come_back_in_order(store: Store, run: str) -> None:
    first = an_attempt(
        "https://a.example/1",
        status=None,
        error=FetchError.TIMEOUT,
        headers=(("content-type", "text/csv"),),
        hops=(Hop(url="https://a.example/0", status=302, location="/1"),),
        sniffed=Sniffed(format="csv", how="content", members=("csv",)),
    )
    second = an_attempt("https://a.example/1", 2)
    other = an_attempt("https://a.example/ก")
    store.add_attempts(run, [second, other])
    store.add_attempts(run, [first, second])
    assert list(store.attempts(run)) == [("https://a.example/1", (first, second)), ("https://a.example/ก", (other,))]
    assert store.attempts_of(run, "https://a.example/1") == (first, second)
    assert store.attempts_of(run, "https://a.example/2") == ()
    assert store.looked_at(run) == {"https://a.example/1", "https://a.example/ก"}


def test_a_look_that_is_held_stays_as_it_is(store: Store, run: str) -> None:
    store.add_attempts(run, [an_attempt("https://a.example/1")])
    store.add_attempts(run, [an_attempt("https://a.example/1", status=404)])
    assert store.attempts_of(run, "https://a.example/1") == (an_attempt("https://a.example/1"),)


def test_looks_at_more_links_than_one_read_holds_come_back_whole(store: Store, run: str) -> None:
    looks = [an_attempt(f"https://a.example/{link}", number) for link in range(700) for number in (1, 2, 3)]
    store.add_attempts(run, looks)
    streamed = list(store.attempts(run))
    assert [url for url, _ in streamed] == sorted({look.url for look in looks})
    assert {len(of_one) for _, of_one in streamed} == {3}


def test_what_was_found_inside_files_comes_back_in_the_order_of_links_as_read_last(store: Store, run: str) -> None:
    cut = Content(format=None, trouble="not_fetched")
    readings = [a_reading(f"https://a.example/{number:04}") for number in range(2345)]
    store.add_readings(run, readings[1000:])
    store.add_readings(run, readings[:1000])
    readings[7] = a_reading(readings[7].url, sha256="another", at=AT + timedelta(hours=1), content=cut)
    store.add_readings(run, [readings[7]])
    assert list(store.readings(run)) == [(reading.url, reading) for reading in readings]
    assert store.reading_of(run, readings[7].url) == readings[7]
    assert store.reading_of(run, "https://b.example") is None
    assert store.read_before(run) == {each.url: (each.at, each.content.trouble) for each in readings}


def test_what_interfaces_answered_comes_back_by_key_as_answered_last(store: Store, run: str) -> None:
    probes = [a_probe(f"ckan_datastore:ข{number:04}", newest=None, whole=None) for number in range(1234)]
    store.add_probes(run, probes)
    probes[3] = a_probe(probes[3].key, reason="another")
    store.add_probes(run, [probes[3]])
    assert list(store.probes(run)) == [(probe.key, probe) for probe in probes]
    assert store.probe_of(run, probes[3].key) == probes[3]
    assert store.probe_of(run, "wfs:1") is None


def test_the_previous_run_is_the_last_finished_one_of_the_same_source(store: Store) -> None:
    store.begin(a_head("old", state="finished"))
    store.begin(a_head("last", state="finished"))
    store.begin(a_head("broken-off"))
    store.begin(a_head("other", state="finished", source="https://other.example"))
    store.begin(a_head("part", state="finished", organization="กรมตัวอย่าง"))
    store.begin(a_head("now", state="finished"))
    previous = store.previous("https://catalog.example.go.th", "", "now")
    assert previous == a_head("last", state="finished")
    assert store.previous("https://catalog.example.go.th", "", "old") is None


def test_what_was_derived_comes_back_in_the_order_of_writing(store: Store, run: str) -> None:
    findings = [
        a_finding("b"),
        a_finding(
            "b",
            "item_5",
            outcome=Outcome.FAILED,
            reason="not_in_vocabulary",
            path="data_category",
            params={"value": "สาธารณะ", "count": 3, "all": ("ก", "ข"), "none": None},
            evidence_id="https://a.example/1",
        ),
        a_finding("a", severity=Severity.INFO),
    ]
    third = Fraction(40, 3)
    standings = [
        Standing(
            id="b",
            name=None,
            title="ชุดข้อมูล",
            listed=True,
            on_catalog=False,
            items={"1": Outcome.PASSED},
            openness=Openness(
                outcome=Outcome.CANNOT_TELL,
                kind="structured",
                reason="ok",
                points=third,
                criteria=(
                    CriterionGrade(
                        criterion="channel", outcome=Outcome.UNTESTED, tier="none", possible="high", reason="ok"
                    ),
                ),
            ),
        ),
        Standing(id="a", name="a", title="", listed=False, on_catalog=True),
    ]
    store.write_derived(run, RUBRIC, "1", iter(findings), iter(standings), b'{"total": "83.4"}')
    assert list(store.findings(run, RUBRIC)) == findings
    assert list(store.findings(run, RUBRIC, "b")) == findings[:2]
    assert list(store.findings(run, RUBRIC, "c")) == []
    assert list(store.standings(run, RUBRIC)) == standings
    assert store.score_json(run, RUBRIC) == b'{"total": "83.4"}'
    assert store.derivations(run) == ((RUBRIC, "1"),)


def test_findings_of_datasets_that_take_turns_come_back_in_the_order_of_writing(store: Store, run: str) -> None:
    findings = [a_finding(f"d{turn % 3}", f"check_{turn}") for turn in range(2500)]
    store.write_derived(run, RUBRIC, "1", findings, (), b"{}")
    assert list(store.findings(run, RUBRIC)) == findings
    assert list(store.findings(run, RUBRIC, "d1")) == [found for found in findings if found.subject == "d1"]


def test_deriving_again_replaces_only_what_stands_under_the_same_rubric(store: Store, run: str) -> None:
    store.begin(a_head("run-2"))
    for run_id, rubric in ((run, RUBRIC), (run, "other"), ("run-2", RUBRIC)):
        store.write_derived(run_id, rubric, "1", [a_finding("a"), a_finding("b")], (), b"{}")
    store.write_derived(run, RUBRIC, "2", [a_finding("b", "again")], (), b'{"again": 1}')
    assert list(store.findings(run, RUBRIC)) == [a_finding("b", "again")]
    assert list(store.findings(run, "other")) == [a_finding("a"), a_finding("b")]
    assert list(store.findings("run-2", RUBRIC)) == [a_finding("a"), a_finding("b")]
    assert store.derivations(run) == ((RUBRIC, "2"), ("other", "1"))


def test_what_was_derived_before_the_log_of_decisions_grew_is_not_stored(store: Store, run: str) -> None:
    """The later decision stores what follows from the longer log, with itself; an earlier one comes too late."""
    first, second = (KeptDecision(number=number, hash="h", body=b"%d" % number) for number in (1, 2))
    assert store.write_derived(run, RUBRIC, "1", (), (), b"1", behind=0, new=[first])
    assert store.write_derived(run, RUBRIC, "1", (), (), b"2", behind=1, new=[second])
    assert not store.write_derived(run, RUBRIC, "1", (), (), b"1", behind=1, new=[second])
    assert not store.write_derived(run, RUBRIC, "1", (), (), b"0", behind=0)
    assert (store.score_json(run, RUBRIC), store.decisions(run)) == (b"2", (b"1", b"2"))


def test_a_derivation_that_breaks_off_leaves_the_one_before(store: Store, run: str) -> None:
    store.write_derived(run, RUBRIC, "1", [a_finding("a")], (), b"{}")

    def breaking_off() -> Iterator[Finding]:
        for number in range(2500):
            yield a_finding(f"d{number}")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.write_derived(run, RUBRIC, "2", breaking_off(), (), b"{}")
    assert list(store.findings(run, RUBRIC)) == [a_finding("a")]
    assert store.derivations(run) == ((RUBRIC, "1"),)


def test_a_rubric_that_a_run_was_not_scored_under_is_wrong_use_with_the_command_that_does(
    store: Store, run: str
) -> None:
    store.write_derived(run, RUBRIC, "1", (), (), b"{}")
    with pytest.raises(UsageError, match="it was under: data-catalog-kpi-2565; score it with: dgcheck score run-1"):
        list(store.findings(run, "kpi-2566"))


def test_a_deleted_run_takes_everything_with_it_and_nothing_else(store: Store, run: str) -> None:
    store.begin(a_head("run-2"))
    for run_id in (run, "run-2"):
        store.put_input(run_id, "plan", "a.yaml", b"a")
        store.put_found(run_id, Found(source="x", software="ckan"))
        store.add_page(run_id, a_page(1))
        store.add_attempts(run_id, [an_attempt("https://a.example/1")])
        store.add_readings(run_id, [a_reading("https://a.example/1")])
        store.add_probes(run_id, [a_probe("wfs")])
        store.write_derived(
            run_id,
            RUBRIC,
            "1",
            [a_finding("a")],
            [Standing(id="a", name="a", title="", listed=False, on_catalog=True)],
            b"{}",
        )
    before = store.snapshot_sha256("run-2")
    store.delete(run)
    assert [head.id for head in store.runs()] == ["run-2"]
    assert store.snapshot_sha256("run-2") == before
    assert list(store.findings("run-2", RUBRIC)) == [a_finding("a")]
    counts = {
        table: store._database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in (
            "input",
            "sight",
            "page",
            "attempt",
            "reading",
            "probe",
            "derivation",
            "standing",
            "span",
            "finding",
        )
    }
    assert set(counts.values()) == {1}, counts


def test_a_held_run_is_not_held_twice(store: Store, run: str) -> None:
    with store.hold(run):
        with pytest.raises(RunHeld, match="another dgcheck is working on run run-1"), store.hold(run):
            pass
        assert store.unfinished(a_head().fingerprint) is None
    unfinished = store.unfinished(a_head().fingerprint)
    assert unfinished == a_head()


def test_the_lock_of_a_run_leaves_no_file(store: Store, run: str) -> None:
    with store.hold(run):
        pass
    assert [file.name for file in store.path.parent.iterdir() if "lock" in file.name] == []


def test_the_same_command_goes_on_with_its_newest_unfinished_run(store: Store) -> None:
    store.begin(a_head("old"))
    store.begin(a_head("new"))
    store.begin(a_head("another command", fingerprint="other"))
    store.begin(a_head("done", state="finished"))
    with store.working_on(a_head("next")) as run:
        assert run == a_head("new")
        with store.working_on(a_head("next")) as second:
            assert second == a_head("old")
            with store.working_on(a_head("next")) as third:
                assert third == a_head("next")
    assert [head.id for head in store.runs()] == ["old", "new", "another command", "done", "next"]


def test_half_a_character_is_stored_as_one_that_stands_for_it(store: Store, run: str) -> None:
    """Python has them of file names and of JSON escapes; no UTF-8 can hold them."""
    half, whole = "a\udce0b", "a\ufffdb"
    store.begin(a_head("run-2", source=half, options={half: half}))
    store.put_input(run, "plan", half, b"plan")
    store.put_found(run, Found(source=half, software="ckan"))
    store.add_page(run, msgspec.structs.replace(a_page(1), url=half, problems=((half, half),)))
    store.add_attempts(run, [an_attempt(half, detail=half, hops=(Hop(url=half, status=302),))])
    finding = a_finding(half, path=half, params={"value": half, "all": (half,), "count": 3, "none": None})
    standing = Standing(id=half, name=None, title=half, listed=True, on_catalog=True, items={"1": Outcome.PASSED})
    store.write_derived(run, RUBRIC, "1", [finding], [standing], b"{}")
    mended = a_finding(whole, path=whole, params={"value": whole, "all": (whole,), "count": 3, "none": None})
    assert (store.head("run-2").source, store.head("run-2").options) == (whole, {whole: whole})
    assert store.inputs(run)[0].name == whole
    assert store.found(run) == Found(source=whole, software="ckan")
    assert list(store.pages(run)) == [msgspec.structs.replace(a_page(1), url=whole, problems=((whole, whole),))]
    assert store.attempts_of(run, half) == (an_attempt(whole, detail=whole, hops=(Hop(url=whole, status=302),)),)
    assert list(store.findings(run, RUBRIC, half)) == list(store.findings(run, RUBRIC)) == [mended]
    assert list(store.standings(run, RUBRIC)) == [msgspec.structs.replace(standing, id=whole, title=whole)]


def test_a_zero_character_and_all_of_unicode_come_back(store: Store, run: str) -> None:
    odd = "\x00ก\U0001f600\u200b\ufeff' ; DROP TABLE run; --"
    store.add_attempts(run, [an_attempt(odd), an_attempt("b")])
    store.write_derived(run, RUBRIC, "1", [a_finding(odd, path=odd, params={odd: odd})], (), b"{}")
    assert dict(store.attempts(run)) == {odd: (an_attempt(odd),), "b": (an_attempt("b"),)}
    assert list(store.findings(run, RUBRIC, odd)) == [a_finding(odd, path=odd, params={odd: odd})]
