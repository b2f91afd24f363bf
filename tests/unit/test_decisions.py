"""The log as a chain, who may decide what, decisions in a file: laws that hold whatever is written."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from checker.decided import Attachment, Entry, Kind, Log, Proposal, Signature, State, Subject, is_locked
from checker.decisions.file import read_file, time_from, written_file
from checker.decisions.judging import Worth, counting, suppositions, worths
from checker.decisions.log import grown, read_log, sealed, start, written
from checker.decisions.powers import COUNTED, bears_on, may_decide, of_body
from checker.decisions.problems import problem
from checker.decisions.signing import signatures
from checker.errors import UsageError
from checker.model import Outcome, Verdict
from checker.resources import load_yaml, schemas_dir
from checker.rubric import Rubric, load
from checker.score import METHODS
from checker.supposed import Overruled, Suppositions

RUBRIC = load("data-catalog-kpi-2565")
WHEN = datetime(2022, 10, 5, 3, 0, tzinfo=timezone.utc)
BODIES = ("OPDC", "NSO", "DGA")
texts = st.text(st.characters(codec="utf-8"), max_size=60)


def proposal(kind: Kind = Kind.WAIVE, body: str = "NSO", value: str = "", **part: object) -> Proposal:
    return Proposal(
        body=body, kind=kind, name="ผู้ประเมิน A", time=WHEN, reason="ตรวจแล้ว", subject=Subject(**part), value=value
    )  # type: ignore[arg-type]


def log_of(*proposals: Proposal, evidence: str = "same") -> Log:
    log = Log(head=start("run"))
    for each in proposals:
        components = may_decide(each.body, each.kind, each.subject, RUBRIC)
        log = grown(log, sealed(each, log=log, run="run", components=components, evidence=evidence))
    return log


def states(log: Log, now: str = "same", rubric: Rubric = RUBRIC) -> list[str]:
    return [worth.state.value for worth in worths(log, rubric, lambda entry: now).values()]


# the chain


@given(st.lists(texts, max_size=6))
def test_a_log_is_read_as_it_was_written(reasons: list[str]) -> None:
    log = log_of(*(replace(proposal(dataset=f"d{n}"), reason=reason) for n, reason in enumerate(reasons)))
    assert read_log("run", [written(each) for each in log.entries]) == log


@given(st.integers(0, 4), st.sampled_from(["body", "name", "reason", "value", "evidence", "previous", "run"]))
def test_whatever_is_changed_in_an_entry_is_seen(place: int, field: str) -> None:
    rows = [written(each) for each in log_of(*(proposal(dataset=f"d{n}") for n in range(5))).entries]
    entry = msgspec.json.decode(rows[place], type=Entry)
    rows[place] = written(replace(entry, **{field: getattr(entry, field) + "x"}))
    assert read_log("run", rows).broken == place + 1


@given(st.permutations(range(4)))
def test_entries_that_were_moved_are_seen(order: list[int]) -> None:
    rows = [written(each) for each in log_of(*(proposal(dataset=f"d{n}") for n in range(4))).entries]
    found = read_log("run", [rows[place] for place in order]).broken
    assert (found is None) == (order == sorted(order))


def test_a_log_under_another_run_is_seen() -> None:
    rows = [written(each) for each in log_of(proposal(dataset="d")).entries]
    assert read_log("other", rows).broken == 1


def test_nothing_is_trusted_behind_a_break() -> None:
    log = replace(log_of(*(proposal(dataset=f"d{n}") for n in range(3))), broken=2)
    assert [each.number for each in log.whole()] == [1]
    assert states(log) == ["counts", "broken", "broken"]


# who may


def test_every_method_of_a_rubric_says_what_it_counts_from() -> None:
    assert set(COUNTED) == set(METHODS)


@pytest.mark.parametrize(
    ("kind", "part", "on"),
    [
        (Kind.ACCEPT, {"items": ("5",)}, ("metadata_14",)),
        (Kind.OVERRULE, {"check": "maintainer_email"}, ("metadata_14",)),
        (Kind.OVERRULE, {"check": "maintainer_informative"}, ()),
        (Kind.OVERRULE, {"check": "freshness"}, ()),
        (Kind.OVERRULE, {"check": "link_reachable", "path": "resources/r/url"}, ("open_data",)),
        (Kind.ACCEPT, {"resource": "r"}, ("open_data",)),
        (Kind.ACCEPT, {"criterion": "channel"}, ("open_data",)),
        (Kind.SET_KIND, {}, ("open_data",)),
        (Kind.WAIVE, {}, ("metadata_14", "open_data", "utilisation")),
        (Kind.OBJECT, {}, ("metadata_14", "open_data")),
    ],
)
def test_what_a_decision_on_a_dataset_bears_on(kind: Kind, part: dict[str, object], on: tuple[str, ...]) -> None:
    assert bears_on(kind, Subject(dataset="d", **part), RUBRIC) == on  # type: ignore[arg-type]


def test_what_a_decision_on_a_component_bears_on() -> None:
    whole = {part.id: bears_on(Kind.ACCEPT, Subject(component=part.id), RUBRIC) for part in RUBRIC.components}
    assert whole == {
        "dataset_list": ("dataset_list",),
        "metadata_14": (),
        "agency_catalog": ("agency_catalog",),
        "open_data": (),
        "utilisation": ("utilisation",),
    }


def test_the_map_follows_from_the_methods_not_from_the_ids() -> None:
    """A rubric of other ids, and one that counts the informative verdict."""
    components = tuple([replace(part, id=f"x-{part.id}") for part in RUBRIC.components])
    other = replace(RUBRIC, components=components)
    assert bears_on(Kind.SET_KIND, Subject(dataset="d"), other) == ("x-open_data",)
    strict = replace(
        RUBRIC,
        components=tuple(
            [
                replace(part, parameters={"verdict": "informative"}) if part.id == "metadata_14" else part
                for part in RUBRIC.components
            ]
        ),
    )
    assert bears_on(Kind.OVERRULE, Subject(dataset="d", check="maintainer_informative"), strict) == ("metadata_14",)


@given(
    st.sampled_from([Kind.ACCEPT, Kind.OVERRULE, Kind.SET_KIND, Kind.WAIVE]),
    st.sampled_from(BODIES),
    st.sampled_from([{"items": ("1",)}, {"criterion": "channel"}, {"resource": "r"}, {"component": "utilisation"}, {}]),
)
def test_a_body_never_decides_beyond_its_components(kind: Kind, body: str, part: dict[str, object]) -> None:
    assert set(may_decide(body, kind, Subject(dataset="d", **part), RUBRIC)) <= set(of_body(body, RUBRIC))  # type: ignore[arg-type]


# what counts


def test_what_decisions_make_true() -> None:
    log = log_of(
        proposal(Kind.ACCEPT, value="passed", dataset="d", items=("1", "2")),
        proposal(Kind.OVERRULE, value="failed", dataset="d", items=("2",)),
        proposal(Kind.OVERRULE, value="passed", dataset="d", check="title", path="title"),
        proposal(Kind.OVERRULE, "DGA", "failed", dataset="d", resource="r"),
        proposal(Kind.OVERRULE, "DGA", "passed", dataset="d", check="link_reachable", path="resources/q/url"),
        proposal(Kind.SET_KIND, "DGA", "document", dataset="d"),
        proposal(Kind.ACCEPT, "DGA", "middle", dataset="d", criterion="channel"),
        proposal(Kind.WAIVE, "DGA", dataset="e"),
        proposal(Kind.WAIVE, "NSO", dataset="e"),
        proposal(Kind.OVERRULE, "OPDC", "failed", component="dataset_list"),
    )
    found = suppositions(log.entries, RUBRIC)
    one, other = found.of("d"), found.of("e")
    assert one.items == {"1": Outcome.PASSED, "2": Outcome.FAILED}
    assert one.overruled == (Overruled(check="title", outcome=Outcome.PASSED, path="title"),)
    assert one.verdicts == {"r": Verdict.MISSING, "q": Verdict.OK}
    assert (one.kind, one.tiers) == ("document", {"channel": "middle"})
    assert other.waived_in == frozenset({"metadata_14", "open_data", "utilisation"})
    assert found.components == {"dataset_list": Outcome.FAILED}


def test_a_decision_is_superseded_once_all_that_it_says_was_decided_again() -> None:
    both = proposal(Kind.ACCEPT, value="passed", dataset="d", items=("1", "2"))
    first = proposal(Kind.OVERRULE, value="failed", dataset="d", items=("1",))
    second = proposal(Kind.OVERRULE, value="failed", dataset="d", items=("2",))
    assert states(log_of(both, first)) == ["counts", "counts"]
    assert states(log_of(both, first, second)) == ["superseded", "counts", "counts"]
    assert states(log_of(both, first, second), now="other") == ["stale"] * 3


def test_waivers_of_two_bodies_do_not_supersede_each_other() -> None:
    assert states(log_of(proposal(body="NSO", dataset="d"), proposal(body="DGA", dataset="d"))) == ["counts", "counts"]


def test_an_entry_that_its_body_may_not_decide_is_void() -> None:
    assert states(log_of(proposal(Kind.SET_KIND, "NSO", "document", dataset="d"))) == ["void"]


NO_VALUES = [
    proposal(Kind.OVERRULE, "NSO", "bogus", dataset="d", check="maintainer_email"),
    proposal(Kind.OVERRULE, "NSO", "cannot_tell", dataset="d", items=("5",)),
    proposal(Kind.OVERRULE, "DGA", "untested", dataset="d", resource="r"),
    proposal(Kind.OVERRULE, "DGA", "bogus", dataset="d", criterion="channel"),
    proposal(Kind.ACCEPT, "DGA", "none", dataset="d", criterion="channel"),
    proposal(Kind.OVERRULE, "DGA", "none", dataset="d", criterion="no_such_criterion"),
    proposal(Kind.SET_KIND, "DGA", "bogus", dataset="d"),
    proposal(Kind.WAIVE, "NSO", "passed", dataset="d"),
    proposal(Kind.OVERRULE, "OPDC", "not_applicable", component="dataset_list"),
]


@pytest.mark.parametrize("asked", NO_VALUES, ids=lambda each: f"{each.kind.value} {each.value}")
def test_a_value_that_the_rubric_does_not_know_counts_nowhere(asked: Proposal) -> None:
    """A log from elsewhere, or under a rubric that was changed: nothing raises, nothing counts."""
    log = log_of(asked)
    worth = worths(log, RUBRIC, lambda entry: "same")
    assert [each.state for each in worth.values()] == [State.VOID]
    assert suppositions(counting(log.entries, worth), RUBRIC) == Suppositions()


MAIL = proposal(Kind.OVERRULE, "NSO", "passed", dataset="d", check="maintainer_email")
OBJECTION = proposal(Kind.OBJECT, "agency", dataset="d", resource="r")


def refers(kind: Kind, body: str, number: int | None, value: str = "") -> Proposal:
    return replace(proposal(kind, body, value), refers=number)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ((MAIL, refers(Kind.WITHDRAW, "NSO", 1)), ["withdrawn", "noted"]),
        ((MAIL, refers(Kind.WITHDRAW, "DGA", 1)), ["counts", "void"]),  # not its own
        ((refers(Kind.WITHDRAW, "NSO", 2), MAIL), ["void", "counts"]),  # before there was anything
        ((refers(Kind.WITHDRAW, "NSO", 1),), ["void"]),  # itself
        ((refers(Kind.WITHDRAW, "NSO", None), refers(Kind.WITHDRAW, "NSO", 99)), ["void", "void"]),
        ((OBJECTION, refers(Kind.ANSWER, "DGA", 1, "refused")), ["refused", "noted"]),
        ((OBJECTION, refers(Kind.ANSWER, "OPDC", 1, "accepted")), ["open", "void"]),  # not its component
        ((OBJECTION, refers(Kind.ANSWER, "agency", 1, "accepted")), ["open", "void"]),
        ((OBJECTION, refers(Kind.ANSWER, "DGA", 1, "counts")), ["open", "void"]),
        ((refers(Kind.ANSWER, "DGA", 2, "accepted"), OBJECTION), ["void", "open"]),
        ((MAIL, refers(Kind.ANSWER, "NSO", 1, "accepted")), ["counts", "void"]),  # no objection
    ],
)
def test_an_answer_or_a_withdrawal_that_could_not_be_recorded_does_nothing(
    asked: tuple[Proposal, ...], found: list[str]
) -> None:
    assert states(log_of(*asked)) == found


# signatures


def test_a_score_without_signatures_is_not_locked() -> None:
    signed = [Signature(body=body, state=State.SIGNED) for body in BODIES]
    assert (
        is_locked(()),
        is_locked(tuple(signed)),
        is_locked((*signed[:2], replace(signed[0], state=State.STALE))),
    ) == (
        False,
        True,
        False,
    )


def test_only_a_decision_of_the_same_body_makes_a_signature_void() -> None:
    log = log_of(
        proposal(Kind.SIGN_OFF, "NSO"), proposal(body="DGA", dataset="d"), proposal(Kind.OBJECT, "agency", dataset="d")
    )
    worth = {number: Worth(state=State.NOTED) for number in (1, 2, 3)}
    assert signatures(log, RUBRIC, worth, lambda body: "same")[1] == Signature(body="NSO", state=State.SIGNED, number=1)
    assert signatures(log, RUBRIC, worth, lambda body: "other")[1].state is State.STALE
    log = grown(log, sealed(proposal(body="NSO", dataset="d"), log=log, run="run", components=(), evidence=""))
    found = signatures(log, RUBRIC, {**worth, 4: Worth(state=State.COUNTS)}, lambda body: "same")[1]
    assert found == Signature(body="NSO", state=State.VOID, number=1, by=4)


# files


@given(
    st.sampled_from(list(Kind)),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=40),
    texts,
    st.lists(st.sampled_from(["1", "9", "14"]), unique=True, max_size=3),
    st.one_of(st.none(), st.integers(1, 99)),
    st.booleans(),
)
def test_a_log_in_a_file_is_read_as_it_was(
    kind: Kind, name: str, reason: str, items: list[str], refers: int | None, attached: bool
) -> None:
    subject = Subject(dataset=name, items=tuple(items), path=reason)
    attachment = Attachment(name=name, sha256="0" * 64) if attached else None
    asked = replace(
        proposal(kind), name=name, reason=reason or "x", subject=subject, refers=refers, attachment=attachment
    )
    (found,) = read_file(written_file(log_of(asked), "run", RUBRIC.id), "log.yaml", zone=RUBRIC.time_zone, now=WHEN)
    assert found.proposal == replace(asked, evidence="same", number=1)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2565-10-05", datetime(2022, 10, 5, tzinfo=ZoneInfo("Asia/Bangkok"))),
        ("2022-10-05T10:30", datetime(2022, 10, 5, 10, 30, tzinfo=ZoneInfo("Asia/Bangkok"))),
        ("2022-10-05 10:30:05", datetime(2022, 10, 5, 10, 30, 5, tzinfo=ZoneInfo("Asia/Bangkok"))),
        ("2022-10-05T10:30:00Z", datetime(2022, 10, 5, 10, 30, tzinfo=timezone.utc)),
        ("2565-10-05T10:30:00+07:00", datetime(2022, 10, 5, 10, 30, tzinfo=timezone(timedelta(hours=7)))),
        ("เมื่อวาน", None),
        ("2022-10-05T25:00", None),
        ("2022-13-05", None),
        ("", None),
    ],
)
def test_a_time_is_read_in_either_era(text: str, at: datetime | None) -> None:
    assert time_from(text, "Asia/Bangkok") == at


def test_nothing_was_decided_tomorrow() -> None:
    line = "decisions:\n- {body: NSO, kind: sign_off, name: A, reason: b, time: '%s'}\n"
    (found,) = read_file((line % "2565-10-05T10:05").encode(), "f", zone="Asia/Bangkok", now=WHEN)
    assert found.proposal.time == WHEN + timedelta(minutes=5)  # two clocks
    for text in ("2565-10-05T10:15", "2566-10-05", "2565-10-06"):
        with pytest.raises(UsageError) as caught:
            read_file((line % text).encode(), "f", zone="Asia/Bangkok", now=WHEN)
        assert [(each.code, each.place) for each in caught.value.problems] == [("future_time", "line 2")]


# words


def test_every_reason_for_a_refusal_has_words_in_both_languages() -> None:
    raw = load_yaml(schemas_dir() / "decisions" / "problems.yaml")
    code = "".join(
        path.read_text(encoding="utf-8")
        for room in ("decisions", "run", "cli")
        for path in (schemas_dir().parent / "checker" / room).glob("*.py")
    )
    unused = [name for name in raw if f'"{name}"' not in code and name not in ("blank_name", "blank_reason")]
    assert unused == []
    for texts_of in raw.values():
        assert set(texts_of) == {"th", "en"}
    assert problem("blank_reason", "reason").text("en").startswith("decide: reason: give a reason")


@pytest.mark.parametrize("group", ["decision_kind", "decision_state"])
def test_every_kind_and_state_has_a_word(group: str) -> None:
    words = load_yaml(schemas_dir() / "report" / "decisions.yaml")[group]
    known = {each.value for each in (Kind if group == "decision_kind" else State)}
    assert known <= set(words)
