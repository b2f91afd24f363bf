"""Decisions on a real run: what they count for, for whom, how long, and what keeps them from being recorded."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from io import BytesIO
from itertools import permutations
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace

from checker.compare.side import side_of
from checker.config import load as load_settings
from checker.decided import AGENCY, Kind, Log, Proposal, State, is_locked
from checker.decisions.file import read_file, written_file
from checker.decisions.judging import suppositions, worths
from checker.decisions.log import grown, read_log, sealed, start
from checker.decisions.powers import of_body
from checker.errors import UsageError
from checker.model import Finding, Outcome
from checker.report.decisions import overruled_by, overruled_text
from checker.report.excel import to_xlsx
from checker.report.html import to_html
from checker.report.json import to_json
from checker.report.model import DatasetLine, Report
from checker.report.plain import explain
from checker.report.score_sheet import sheet_chunks
from checker.resources import schemas_dir
from checker.rubric import load
from checker.run import Run, confirm, score
from checker.run.deciding import Recorded, decide, log_of
from checker.run.derivation import Derivation
from checker.run.progress import silent
from checker.run.spool import Spool
from checker.store import Store
from checker.texts import finding_fix
from tests.integration.decided_runs import (
    ACCEPT_ITEMS,
    ACCEPT_TIER,
    EVERY,
    LINK_WORKS,
    NO_CATALOG,
    NO_LIST,
    OBJECTION,
    OTHER,
    OVERRULE_MAIL,
    SET_KIND,
    SETTINGS,
    TABLE,
    USE,
    WAIVE_DGA,
    WAIVE_NSO,
    WHEN,
    parts,
    proposal,
    record,
    scanned,
    served,
    sign,
    with_and_without,
)

RUBRIC = load("data-catalog-kpi-2565")
BODIES = [body.id for body in RUBRIC.bodies]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """One run, scanned once."""
    store = tmp_path_factory.mktemp("decisions") / "s.sqlite"
    with served() as url:
        yield scanned(url, store)


@pytest.fixture
def run(base: Run, tmp_path: Path) -> Run:
    """A copy of it, to decide on."""
    path = tmp_path / "s.sqlite"
    source, target = sqlite3.connect(base.store), sqlite3.connect(path)
    source.backup(target)
    source.close()
    target.close()
    return Run(id=base.id, store=path)


def codes(error: UsageError) -> list[str]:
    return [each.code for each in error.problems]


def refused(run: Run, *asked: Proposal, reopen: bool = False) -> list[str]:
    """Why a proposal is refused; nothing of it is in the log."""
    before = held(run)
    with pytest.raises(UsageError) as caught:
        record(run, *asked, reopen=reopen)
    assert held(run) == before
    return codes(caught.value)


def held(run: Run) -> int:
    with Store.open(run.store) as store:
        return len(store.decisions(run.id))


def states(done: Recorded) -> list[str]:
    return [line.state.value for line in done.decided.lines]


def test_a_run_without_decisions_is_reported_as_ever(run: Run) -> None:
    with_them, without = with_and_without(run)
    assert with_them.decided is None
    assert to_json(with_them, canonical=True) == to_json(without, canonical=True)
    assert b'"decisions"' not in to_json(with_them)


@pytest.mark.parametrize(
    ("asked", "changed"),
    [
        (ACCEPT_ITEMS, {"metadata_14": 3}),
        (OVERRULE_MAIL, {"metadata_14": 3}),
        (ACCEPT_TIER, {"open_data": Fraction(1, 2)}),
        (WAIVE_DGA, {"open_data": Fraction(19, 9)}),
        (WAIVE_NSO, {"metadata_14": Fraction(3, 2)}),
        (USE, {"utilisation": 5}),
        (NO_LIST, {"dataset_list": -50}),
        (NO_CATALOG, {"agency_catalog": -10}),
    ],
    ids=lambda each: f"{each.body} {each.kind.value}" if isinstance(each, Proposal) else "",
)
def test_a_decision_changes_the_points_of_its_component_alone(
    run: Run, asked: Proposal, changed: dict[str, Any]
) -> None:
    done = record(run, asked)
    with_it, without = with_and_without(run)
    (line,) = done.lines()
    assert line.parts == changed
    assert line.effect == sum(changed.values()) == with_it.score.total - without.score.total
    assert {name for name, points in parts(with_it).items() if points != parts(without)[name]} == set(changed)
    assert set(changed) <= set(of_body(asked.body, RUBRIC))
    assert with_it.decided is not None
    assert with_it.decided.undecided == without.score


def test_a_waiver_counts_in_the_components_of_its_body_alone(run: Run) -> None:
    record(run, proposal(Kind.WAIVE, "DGA", "D_2"))
    with_it, without = with_and_without(run)
    assert parts(with_it)["metadata_14"] == parts(without)["metadata_14"]
    assert parts(with_it)["open_data"] != parts(without)["open_data"]
    (row,) = [line.standing for line in with_it.datasets if line.standing.code == "D_2"]
    assert row.waived_in == ("open_data", "utilisation")


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("asked", [*EVERY, SET_KIND], ids=lambda each: f"{each.kind.value} {each.body}")
def test_a_body_decides_on_its_own_components_alone(run: Run, asked: Proposal, body: str) -> None:
    """Every kind of decision in the name of every body: it is refused, or it moves components of that body alone."""
    mine = replace(asked, body=body)
    if _is_refused(run, mine):
        assert refused(run, mine) == ["not_yours"]
        return
    (line,) = record(run, mine, dry_run=True).lines()
    assert set(line.entry.components) <= set(of_body(body, RUBRIC))
    assert set(line.parts) <= set(line.entry.components)


def test_who_may_decide_what(run: Run) -> None:
    """The same as a table: kinds by bodies."""
    allowed = {
        name: [body for body in BODIES if not _is_refused(run, replace(asked, body=body))]
        for name, asked in {
            "list": NO_LIST,
            "items": ACCEPT_ITEMS,
            "check": OVERRULE_MAIL,
            "catalog": NO_CATALOG,
            "tier": ACCEPT_TIER,
            "kind": SET_KIND,
            "link": LINK_WORKS,
            "use": USE,
            "waiver": WAIVE_DGA,
        }.items()
    }
    assert allowed == {
        "list": ["OPDC", "NSO"],
        "items": ["NSO"],
        "check": ["NSO"],
        "catalog": ["NSO"],
        "tier": ["DGA"],
        "kind": ["DGA"],
        "link": ["DGA"],
        "use": ["DGA"],
        "waiver": ["NSO", "DGA"],
    }


def _is_refused(run: Run, asked: Proposal) -> bool:
    try:
        record(run, asked, dry_run=True)
    except UsageError:
        return True
    return False


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (proposal(Kind.WAIVE, "NECTEC", "D_1"), ["no_body"]),
        (proposal(Kind.WAIVE, AGENCY, "D_1"), ["no_body"]),
        (proposal(Kind.OBJECT, "NSO", "D_1"), ["only_agency"]),
        (proposal(Kind.WAIVE, "NSO", "D_1", reason=" \u200b\u00a0"), ["blank_reason"]),
        (proposal(Kind.WAIVE, "NSO", "D_1", name=""), ["blank_name"]),
        (proposal(Kind.WAIVE, "NSO", "D_1", reason="ก" * 4001), ["too_long"]),
        (proposal(Kind.WAIVE, "NSO", "D_1", time=WHEN.replace(tzinfo=None)), ["bad_time"]),
        (proposal(Kind.WAIVE, "NSO", "D_9"), ["no_dataset"]),
        (proposal(Kind.WAIVE, "NSO"), ["no_subject"]),
        (proposal(Kind.ACCEPT, "NSO", "D_2"), ["no_subject"]),
        (proposal(Kind.ACCEPT, "NSO", "D_2", items=("15",)), ["not_there"]),
        (proposal(Kind.ACCEPT, "NSO", "D_2", "failed", items=("5",)), ["bad_value"]),
        (proposal(Kind.OVERRULE, "NSO", "D_2", "maybe", check="maintainer_email"), ["bad_value"]),
        (proposal(Kind.OVERRULE, "NSO", "D_2", "passed", check="maintainer_phone"), ["not_there"]),
        (proposal(Kind.OVERRULE, "NSO", "D_2", "passed", check="maintainer_email", path="title"), ["not_there"]),
        (proposal(Kind.OVERRULE, "DGA", "D_2", "passed", check="freshness"), ["not_scored"]),
        (proposal(Kind.OVERRULE, "DGA", "D_2", "passed", check="freshness", criterion="channel"), ["two_subjects"]),
        (proposal(Kind.ACCEPT, "DGA", "D_1", "gold", criterion="channel"), ["bad_value"]),
        (proposal(Kind.ACCEPT, "DGA", "D_1", "none", criterion="channel"), ["bad_value"]),
        (proposal(Kind.ACCEPT, "DGA", "D_1", "middle", criterion="colour"), ["not_there"]),
        (proposal(Kind.ACCEPT, "DGA", "D_1", "advanced", criterion="cctv"), ["not_graded"]),
        (proposal(Kind.ACCEPT, "DGA", "D_5", "middle", criterion="channel"), ["not_graded"]),
        (proposal(Kind.SET_KIND, "DGA", "D_5", "document"), ["not_on_catalog"]),
        (proposal(Kind.SET_KIND, "DGA", "D_1", "picture"), ["bad_value"]),
        (proposal(Kind.OVERRULE, "DGA", "D_1", "passed", resource="nobody"), ["not_there"]),
        (proposal(Kind.ACCEPT, "DGA", component="open_data"), ["not_whole"]),
        (proposal(Kind.ACCEPT, "DGA", component="everything"), ["no_component"]),
        (proposal(Kind.ANSWER, "DGA", value="accepted", refers=7), ["no_entry"]),
        (proposal(Kind.WITHDRAW, "DGA", refers=7), ["no_entry"]),
    ],
    ids=lambda each: "-".join(each) if isinstance(each, list) else "",
)
def test_what_is_wrong_is_said_and_nothing_is_recorded(run: Run, asked: Proposal, why: list[str]) -> None:
    assert refused(run, asked) == why
    assert refused(run, OVERRULE_MAIL, asked) == why


def test_every_refusal_is_said_in_both_languages(run: Run) -> None:
    with pytest.raises(UsageError) as caught:
        record(run, proposal(Kind.OVERRULE, "DGA", "D_2", "passed", check="maintainer_email"))
    assert caught.value.text("en") == (
        "decide: nothing was recorded\n"
        "  decide: body 'DGA': DGA cannot decide this: it counts in metadata_14, which NSO decides"
    )
    assert "DGA ตัดสินเรื่องนี้ไม่ได้ เพราะอยู่ในส่วน metadata_14 ซึ่งเป็นของ NSO" in caught.value.text("th")


def test_the_order_of_decisions_on_different_things_does_not_matter(run: Run, tmp_path: Path) -> None:
    """Six of the many orders; each in a log of its own."""
    totals, effects = set(), set()
    for number, order in enumerate([*permutations(EVERY[:3])]):
        copy = tmp_path / f"{number}.sqlite"
        shutil.copy(run.store, copy)
        done = record(Run(id=run.id, store=copy), *order, *EVERY[3:])
        totals.add(done.after.total)
        effects.add(frozenset((line.entry.subject, line.effect) for line in done.lines()))
    assert (len(totals), len(effects)) == (1, 1)


def test_a_dry_run_tells_the_effect_and_records_nothing(run: Run) -> None:
    dry = record(run, OVERRULE_MAIL, dry_run=True)
    assert held(run) == 0
    wet = record(run, OVERRULE_MAIL)
    assert (dry.before, dry.after) == (wet.before, wet.after)
    assert [line.effect for line in dry.lines()] == [line.effect for line in wet.lines()] == [3]


def test_an_overruled_finding_says_so(run: Run) -> None:
    record(run, OVERRULE_MAIL)
    report = score(run)
    (line,) = [each for each in report.datasets if each.standing.code == "D_2"]
    (finding,) = [each for each in line.findings if each.check == "maintainer_email"]
    assert (finding.outcome, finding.reason) == (Outcome.PASSED, "filler")
    assert b'"overruled_by":1' in to_json(report)


def test_the_score_sheet_names_the_decision_beside_what_it_changed(run: Run) -> None:
    record(run, OVERRULE_MAIL)
    record(run, proposal(Kind.OVERRULE, "NSO", "D_2", "failed", check="title"))
    report = score(run)
    sheet = b"".join(sheet_chunks(report, (), lang="th")).decode()
    title = next(each for each in report.datasets if each.standing.code == "D_2").standing.title
    assert f"{title} · คำตัดสินรายการที่ 1, 2<" in sheet
    assert "ผู้ประเมินตัดสินแทนผลตรวจ (รายการที่ 2 NSO)" in sheet  # a title that is there, taken for a failure


def test_what_a_body_took_for_good_asks_for_no_mending_any_more(run: Run) -> None:
    fix = finding_fix(mail_of(score(run))[1], RUBRIC, "th")
    record(run, OVERRULE_MAIL)
    report = score(run)
    line, finding = mail_of(report)
    told = "\n".join(explain(report, line, "th"))
    assert (fix in told, overruled_text(overruled_by(finding, report.decided, RUBRIC), "th") in told) == (False, True)
    assert (fix in to_html(report).decode(), fix in findings_sheet(report)) == (False, False)
    record(run, proposal(Kind.OVERRULE, "NSO", "D_2", "failed", check="maintainer_email"))
    report = score(run)
    assert fix in "\n".join(explain(report, mail_of(report)[0], "th"))
    assert fix in findings_sheet(report)


def mail_of(report: Report) -> tuple[DatasetLine, Finding]:
    """The second dataset, and what was found of its e-mail address."""
    (line,) = [each for each in report.datasets if each.standing.code == "D_2"]
    (finding,) = [each for each in line.findings if each.check == "maintainer_email"]
    return line, finding


def findings_sheet(report: Report) -> str:
    """The cells of the whole workbook in Thai."""
    book = openpyxl.load_workbook(BytesIO(to_xlsx(report, lang="th")), read_only=True)
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def test_the_later_of_two_decisions_on_one_thing_counts_until_it_is_withdrawn(run: Run) -> None:
    fails = proposal(Kind.OVERRULE, "NSO", "D_2", "failed", check="maintainer_email")
    done = record(run, OVERRULE_MAIL, fails)
    assert (states(done), done.after.total) == (["superseded", "counts"], done.decided.undecided.total)
    assert [line.effect for line in done.lines()] == [0, -3]
    done = record(run, proposal(Kind.WITHDRAW, "NSO", refers=2))
    assert states(done) == ["counts", "withdrawn", "noted"]
    assert done.after.total == done.decided.undecided.total + 3
    assert refused(run, proposal(Kind.WITHDRAW, "NSO", refers=2)) == ["not_withdrawable"]
    assert refused(run, proposal(Kind.WITHDRAW, "DGA", refers=1)) == ["not_own"]


def test_an_objection_moves_no_points_and_waits_for_the_body_that_decides(run: Run) -> None:
    before = score(run)
    done = record(run, OBJECTION)
    assert (done.after, states(done)) == (before.score, ["open"])
    assert refused(run, proposal(Kind.ANSWER, "NSO", value="accepted", refers=1)) == ["not_yours"]
    assert refused(run, proposal(Kind.ANSWER, "DGA", value="perhaps", refers=1)) == ["bad_value"]
    done = record(run, proposal(Kind.ANSWER, "DGA", value="accepted", refers=1))
    assert (done.after, states(done)) == (before.score, ["accepted", "noted"])
    assert refused(run, proposal(Kind.ANSWER, "DGA", value="refused", refers=1)) == ["no_objection"]
    assert record(run, OBJECTION, dry_run=True).decided.open_objections() == 1


def test_once_all_have_signed_the_score_is_locked_and_a_new_decision_opens_it_for_its_body(run: Run) -> None:
    done = record(run, OVERRULE_MAIL, *map(sign, BODIES))
    assert is_locked(done.decided.signatures)
    assert refused(run, ACCEPT_TIER) == ["locked"]
    assert refused(run, proposal(Kind.WITHDRAW, "NSO", refers=1)) == ["locked"]
    assert refused(run, sign("DGA")) == ["already_signed"]
    assert is_locked(record(run, OBJECTION).decided.signatures)
    done = record(run, ACCEPT_TIER, reopen=True)
    assert [(each.body, each.state, each.by) for each in done.decided.signatures] == [
        ("OPDC", State.SIGNED, None),
        ("NSO", State.SIGNED, None),
        ("DGA", State.VOID, 6),
    ]
    assert is_locked(record(run, sign("DGA")).decided.signatures)


def test_a_decision_on_a_component_of_two_bodies_makes_the_signature_of_the_other_stale(run: Run) -> None:
    record(run, *map(sign, BODIES))
    done = record(run, NO_LIST, reopen=True)
    assert [each.state for each in done.decided.signatures] == [State.VOID, State.STALE, State.SIGNED]


def test_a_signature_can_be_withdrawn(run: Run) -> None:
    record(run, sign("NSO"))
    done = record(run, proposal(Kind.WITHDRAW, "NSO", refers=1))
    assert [(each.state, each.by) for each in done.decided.signatures] == [
        (None, None),
        (State.WITHDRAWN, 2),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("change", "broken", "entries"),
    [
        ("UPDATE decision SET body = CAST(replace(CAST(body AS TEXT), 'passed', 'failed') AS BLOB)", 1, 3),
        ("UPDATE decision SET body = x'00' WHERE number = 2", 2, 1),
        ("DELETE FROM decision WHERE number = 1", 1, 2),
        ("DELETE FROM decision WHERE number = 2", 2, 2),
        ("UPDATE decision SET number = 9 - number", 1, 3),
    ],
)
def test_a_log_that_was_changed_is_seen_and_counts_no_further(run: Run, change: str, broken: int, entries: int) -> None:
    record(run, OVERRULE_MAIL, ACCEPT_TIER, sign("NSO"))
    database = sqlite3.connect(run.store)
    for name in ("is_added_at_the_end", "is_never_changed", "goes_only_with_its_run"):
        database.execute(f"DROP TRIGGER decision_{name}")
    database.execute(change)
    database.commit()
    database.close()
    report = score(run)
    assert report.decided is not None
    assert (report.decided.broken, len(report.decided.lines)) == (broken, entries)
    assert [each.state for each in report.decided.lines[broken - 1 :]] == [State.BROKEN] * (entries - broken + 1)
    assert not any(each.state is State.SIGNED for each in report.decided.signatures)
    assert (report.score == report.decided.undecided) == (broken == 1)
    assert refused(run, USE) == ["broken"]


def test_the_store_itself_refuses_to_change_a_log(run: Run) -> None:
    record(run, OVERRULE_MAIL, ACCEPT_TIER)
    database = sqlite3.connect(run.store)
    for statement in (
        "UPDATE decision SET hash = 'x'",
        "DELETE FROM decision",
        "REPLACE INTO decision VALUES (1, 1, 'x', x'00')",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            database.execute(statement)
    database.close()
    with Store.open(run.store) as store:
        store.delete(run.id)
        assert store.runs() == ()


def test_entries_that_are_recorded_at_once_all_stand_in_one_chain(run: Run) -> None:
    asked = [proposal(Kind.OBJECT, AGENCY, "D_1", reason=f"ข้อ {number}") for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda each: record(run, each), asked))
    report = score(run)
    assert report.decided is not None
    assert report.decided.broken is None
    assert sorted(line.entry.reason for line in report.decided.lines) == [f"ข้อ {number}" for number in range(8)]


def test_a_decision_goes_stale_with_its_evidence_and_another_stays(tmp_path: Path) -> None:
    """Two real runs: the second time the file behind one dataset is another."""
    files = {f"/{name}.csv": TABLE for name in ("d_1", "d_2", "other")}
    with served(files) as url:
        first = scanned(url, tmp_path / "s.sqlite")
        record(first, OVERRULE_MAIL, ACCEPT_TIER, OBJECTION, sign("NSO"))
        files["/d_1.csv"] = OTHER
        second = scanned(url, tmp_path / "s.sqlite")
    body = written_file(log_of(first)[0], first.id, "data-catalog-kpi-2565")
    placed = read_file(body, "decisions.yaml", zone="Asia/Bangkok", now=WHEN)
    done = decide(second, placed, source="decisions.yaml")
    assert [(entry.kind, entry.subject.dataset) for entry in done.entries] == [
        (Kind.OVERRULE, "id-d_2"),
        (Kind.OBJECT, "id-d_3"),
    ]
    assert [each.code for each in done.skipped] == ["stale", "no_signatures"]
    again = decide(second, placed, source="decisions.yaml")
    assert (again.entries, [each.code for each in again.skipped]) == (
        (),
        ["there_already", "stale", "there_already", "no_signatures"],
    )


def test_a_second_look_that_finds_other_evidence_makes_decisions_and_signatures_stale(tmp_path: Path) -> None:
    files = {f"/{name}.csv": TABLE for name in ("d_1", "d_2", "other")}
    with served(files) as url:
        run = scanned(url, tmp_path / "s.sqlite", confirm="later")
        before = record(run, LINK_WORKS, OVERRULE_MAIL, *map(sign, BODIES))
        files["/d_3.csv"] = TABLE
        confirm(run.id, run.store, load_settings(None, {}, SETTINGS))
    after = score(run)
    assert is_locked(before.decided.signatures)
    assert after.decided is not None
    assert [line.state for line in after.decided.lines[:2]] == [State.STALE, State.COUNTS]
    assert [each.state for each in after.decided.signatures] == [State.STALE] * 3
    assert not after.decided.locked


def test_a_decision_that_another_rubric_gives_to_another_body_does_not_count_under_it(run: Run, tmp_path: Path) -> None:
    record(run, OVERRULE_MAIL, sign("NSO"))
    other = tmp_path / "other.yaml"
    text = (schemas_dir() / "rubric" / "data-catalog-kpi-2565.yaml").read_text(encoding="utf-8")
    other.write_text(text.replace("bodies: [NSO]", "bodies: [DGA]"), encoding="utf-8")
    report = score(run, rubric=str(other))
    assert report.decided is not None
    assert [line.state for line in report.decided.lines] == [State.VOID, State.STALE]
    assert report.score == report.decided.undecided


def test_the_effect_of_each_decision_is_what_the_score_loses_without_it(run: Run, tmp_path: Path) -> None:
    """Two that only earn together (a link that works, the tier of its file) and others beside them."""
    tier = proposal(Kind.ACCEPT, "DGA", "D_3", "basic", criterion="channel")
    whole = record(run, LINK_WORKS, tier, OVERRULE_MAIL, WAIVE_NSO, USE, proposal(Kind.WAIVE, "DGA", "D_2"))
    assert [line.state for line in whole.lines()] == [State.COUNTS] * 6
    assert any(line.effect for line in whole.lines())
    for line in whole.lines():
        copy = tmp_path / f"{line.entry.number}.sqlite"
        with Store.open(run.store) as store:
            store._database.execute("VACUUM INTO ?", (str(copy),))
        without = record(Run(id=run.id, store=copy), proposal(Kind.WITHDRAW, line.entry.body, refers=line.entry.number))
        assert whole.after.total - without.after.total == line.effect
        assert whole.after.maximum - without.after.maximum == line.bounds[1]


def test_what_is_assessed_again_alone_stands_as_if_all_had_been(run: Run) -> None:
    record(run, *EVERY, SET_KIND)
    report = score(run)
    with Store.open(run.store) as store, Spool() as spool:
        head = store.resolve(run.id)
        log = read_log(run.id, store.decisions(run.id))
        derivation = Derivation(store, head, RUBRIC, silent, suppositions(log.entries, RUBRIC))
        derivation.assess_all(spool)
        rows, result = derivation.conclude()
        kept = [*store.standings(run.id, RUBRIC.id)]
        findings = sorted(map(repr, store.findings(run.id, RUBRIC.id)))
        assert findings == sorted(map(repr, spool))
    assert report.score == result
    assert [line.standing for line in report.datasets] == [*rows] == kept
    assert report.totals.by_outcome == {outcome.value: derivation.outcomes[outcome] for outcome in Outcome}


def test_a_finding_of_an_item_that_was_accepted_says_so(run: Run) -> None:
    record(run, proposal(Kind.ACCEPT, "NSO", "D_2", items=("5",)))
    report = score(run)
    (line,) = [each for each in report.datasets if each.standing.code == "D_2"]
    assert line.standing.items_outcome is Outcome.PASSED
    marked = [each.check for each in line.findings if overruled_by(each, report.decided, RUBRIC)]
    assert marked == ["maintainer_email"]


def test_what_is_decided_of_a_component_stands_beside_it(run: Run) -> None:
    objection = proposal(Kind.OBJECT, AGENCY, component="agency_catalog", reason="ระบบให้บริการอยู่")
    record(run, NO_CATALOG, objection)
    page = to_html(score(run)).decode()
    before = page.index("ระบบให้บริการอยู่")
    assert page.index("ระบบให้บริการอยู่", before + 1) > before  # in the part of the score, and in the log


def test_a_waiver_shows_where_two_runs_are_compared(run: Run) -> None:
    before = side_of(score(run))
    record(run, WAIVE_DGA)
    after = side_of(score(run))
    assert [one.code for was, one in zip(before.datasets, after.datasets, strict=True) if one.waived != was.waived] == [
        "D_3"
    ]


def test_an_objection_stays_open_when_its_evidence_changes() -> None:
    log = grown(
        Log(head=start("run")), sealed(OBJECTION, log=Log(head=start("run")), run="run", components=(), evidence="was")
    )
    assert worths(log, RUBRIC, lambda entry: "is")[1].state is State.OPEN


def test_the_canonical_form_of_the_same_decisions_on_two_runs_is_the_same(tmp_path: Path) -> None:
    with served() as url:
        runs = [scanned(url, tmp_path / f"{number}.sqlite") for number in range(2)]
    found = []
    for run in runs:
        record(run, OVERRULE_MAIL, ACCEPT_TIER, OBJECTION, sign("NSO"))
        found.append(to_json(score(run), canonical=True))
    assert found[0] == found[1]
