"""Openness as far as reachability and format show it."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import checker.grade as grade_room
import checker.standing as standing_room
from checker.errors import RubricError
from checker.grade import COMBINATIONS, CRITERIA, KINDS, grade
from checker.grade.seen import kind_rules
from checker.model import (
    CriterionGrade,
    Dataset,
    Distribution,
    Observation,
    Openness,
    Outcome,
    Role,
    Sniffed,
    Verdict,
)
from checker.rubric import OpennessRules, Rubric, load
from checker.vocabulary import vocabulary

RUBRIC = load("data-catalog-kpi-2565")
OPEN = {"license_id": "Open Data Common"}


def ruled(**rest: object) -> Rubric:
    return msgspec.structs.replace(RUBRIC, openness=msgspec.structs.replace(RUBRIC.openness, **rest))


def switched(name: str, value: bool) -> Rubric:
    return ruled(switches={**RUBRIC.openness.switches, name: value})


def resource(name: str, format_: str | None, **rest: object) -> Distribution:
    return Distribution(id=name, format=format_, url=f"https://a.go.th/{name}", **rest)  # type: ignore[arg-type]


def dataset(*resources: Distribution, **fields: str | tuple[str, ...]) -> Dataset:
    return Dataset(id="d", title="ข้อมูล", distributions=resources, fields={**OPEN, **fields})


def seen(
    name: str, format_: str | None, verdict: Verdict = Verdict.OK, outcome: Outcome = Outcome.PASSED, **rest: object
) -> Observation:
    sniffed = Sniffed(format=format_, how="content", members=rest.pop("members", ()))  # type: ignore[arg-type]
    return Observation(
        distribution=name,
        url=f"https://a.go.th/{name}",
        verdict=verdict,
        outcome=outcome,
        confirmed=outcome is not Outcome.CANNOT_TELL,
        sniffed=sniffed,
        evidence_id=f"e-{name}",
        **rest,
    )  # type: ignore[arg-type]


def reached(*formats: str, **fields: str) -> tuple[Dataset, dict[str, Observation]]:
    names = [f"r{number}" for number in range(len(formats))]
    made = dataset(*map(resource, names, formats), **fields)
    return made, {name: seen(name, format_) for name, format_ in zip(names, formats, strict=True)}


def graded(*formats: str, **fields: str) -> Openness:
    return grade(*reached(*formats, **fields), RUBRIC)


def tiers(openness: Openness) -> dict[str, tuple[str, str, str]]:
    return {each.criterion: (each.outcome.value, each.tier, each.possible) for each in openness.criteria}


def reasons(openness: Openness) -> dict[str, str]:
    return {each.criterion: each.reason for each in openness.criteria}


def test_the_whole_grade_of_a_csv() -> None:
    assert grade(*reached("csv"), RUBRIC, authoritative=True) == Openness(
        outcome=Outcome.UNTESTED,
        kind="structured",
        reason="unsettled",
        criteria=(
            CriterionGrade(
                criterion="channel",
                outcome=Outcome.UNTESTED,
                tier="middle",
                possible="advanced",
                reason="channel_middle_untested",
                distribution="r0",
                evidence_id="e-r0",
                gain=Fraction(8, 3),
            ),
            CriterionGrade(
                criterion="granularity",
                outcome=Outcome.UNTESTED,
                tier="basic",
                possible="advanced",
                reason="granularity_untested",
                distribution="r0",
                evidence_id="e-r0",
                gain=Fraction(2),
            ),
            CriterionGrade(
                criterion="structure",
                outcome=Outcome.UNTESTED,
                tier="basic",
                possible="advanced",
                reason="structure_untested",
                params={"format": "CSV"},
                distribution="r0",
                evidence_id="e-r0",
                gain=Fraction(2),
            ),
        ),
        points=Fraction(8),
        minimum=Fraction(8),
        maximum=Fraction(20),
        stars=3,
        stars_format=3,
        stars_reason="stars_open",
        params={"criteria": ("channel", "granularity", "structure"), "licence": "Open Data Common"},
    )


@pytest.mark.parametrize(
    ("formats", "kind"),
    [
        (["csv"], "structured"),
        (["xls"], "structured"),
        (["geojson"], "structured"),
        (["shp"], "structured"),
        (["kml"], "structured"),
        (["api"], "structured"),
        (["wfs"], "structured"),
        (["turtle"], "structured"),
        (["pdf"], "document"),
        (["docx"], "document"),
        (["txt"], "document"),
        (["html"], "document"),
        (["pdf", "csv"], "structured"),
        (["html", "pdf"], "document"),
        (["png", "pdf"], "document"),
        (["png"], None),
        (["mp4"], None),
        (["mp3"], None),
        (["geotiff"], None),
        (["png", "mp4"], None),
    ],
)
def test_the_kind_follows_from_the_content(formats: list[str], kind: str | None) -> None:
    assert graded(*formats).kind == kind


def test_bytes_tell_the_kind_before_what_is_declared() -> None:
    made = dataset(resource("a", None))
    assert grade(made, {"a": seen("a", "pdf")}, RUBRIC).kind == "document"
    assert grade(made, {"a": seen("a", "csv")}, RUBRIC).kind == "structured"


def test_a_page_under_the_name_of_a_service_is_no_document() -> None:
    made = dataset(resource("a", "api"))
    openness = grade(made, {"a": seen("a", "html")}, RUBRIC)
    assert (openness.kind, openness.criteria[0].criterion) == ("structured", "channel")
    assert grade(dataset(resource("a", "html")), {"a": seen("a", "html")}, RUBRIC).kind == "document"
    cameras = msgspec.structs.replace(made, title="ภาพกล้อง CCTV จราจร")
    assert grade(cameras, {"a": seen("a", "html")}, RUBRIC).kind == "cctv"


def test_bytes_that_are_not_the_data_tell_no_kind() -> None:
    made = dataset(resource("a", "csv"), resource("b", "pdf"))
    page = seen("a", "html", Verdict.MISMATCH, Outcome.FAILED)
    assert grade(made, {"a": page, "b": seen("b", "pdf")}, RUBRIC).kind == "structured"


def test_an_archive_counts_as_what_is_inside() -> None:
    made = dataset(resource("a", "zip"))
    openness = grade(made, {"a": seen("a", "zip", members=("pdf", "shp"))}, RUBRIC)
    assert (openness.kind, openness.stars_format) == ("structured", 3)
    assert grade(made, {"a": seen("a", "zip", members=("pdf",))}, RUBRIC).kind == "document"
    assert grade(made, {"a": seen("a", "zip")}, RUBRIC).kind is None


def test_no_kind_cannot_be_told_and_names_what_was_found() -> None:
    openness = graded("png", "mp4")
    assert (openness.outcome, openness.reason, openness.points, openness.minimum, openness.maximum) == (
        Outcome.CANNOT_TELL,
        "no_kind",
        0,
        0,
        20,
    )
    assert openness.params["formats"] == ("mp4", "png")


def test_traffic_cameras_are_told_by_their_words_where_nothing_is_a_table() -> None:
    cameras = msgspec.structs.replace(dataset(resource("a", "html")), title="ภาพกล้อง CCTV จราจร")
    openness = grade(cameras, {"a": seen("a", "html")}, RUBRIC)
    assert (openness.kind, tiers(openness)) == ("cctv", {"cctv": ("untested", "none", "advanced")})
    about = msgspec.structs.replace(dataset(resource("a", "csv")), title="จุดติดตั้งกล้อง CCTV จราจร")
    assert grade(about, {"a": seen("a", "csv")}, RUBRIC).kind == "structured"


def test_metadata_is_asked_last() -> None:
    unknown = dataset(resource("a", None), data_type="ข้อมูลสถิติ")
    assert grade(unknown, {}, RUBRIC).kind == "structured"
    assert grade(dataset(resource("a", "pdf"), data_type="ข้อมูลสถิติ"), {}, RUBRIC).kind == "document"
    assert grade(dataset(resource("a", "png"), data_type="ข้อมูลสถิติ"), {}, RUBRIC).kind is None


def test_the_plan_may_say_the_kind_and_an_unknown_one_says_nothing() -> None:
    assert grade(*reached("png"), RUBRIC, kind="cctv").kind == "cctv"
    assert grade(*reached("pdf"), RUBRIC, kind="nonsense").kind == "document"
    forced = grade(*reached("pdf"), RUBRIC, kind="structured")
    assert tiers(forced)["structure"] == ("failed", "none", "none")
    assert reasons(forced)["structure"] == "no_distribution"


CHANNEL = [
    # (published, plan, direct, previous, tier, reason)
    ("", None, True, None, "basic", "channel_basic_undeclared_untested"),
    ("", True, True, None, "middle", "channel_middle_untested"),
    ("", False, True, None, "basic", "channel_basic_untested"),
    ("True", None, True, None, "middle", "channel_middle_untested"),
    ("true ", None, True, None, "middle", "channel_middle_untested"),
    ("True", True, True, None, "middle", "channel_middle_untested"),
    ("True", False, True, None, "middle", "channel_middle_plan_differs_untested"),
    ("False", None, True, None, "basic", "channel_basic_untested"),
    ("False", True, True, None, "basic", "channel_basic_plan_differs_untested"),
    ("ใช่", True, True, None, "middle", "channel_middle_untested"),
    ("True", None, False, None, "basic", "channel_not_direct_untested"),
    ("True", None, True, ("https://a.go.th/r0",), "middle", "channel_middle_untested"),
    ("True", None, True, ("https://a.go.th/x", "https://a.go.th/r0"), "middle", "channel_middle_untested"),
    ("True", None, True, ("https://a.go.th/old",), "basic", "channel_not_stable_untested"),
    ("True", None, True, (), "basic", "channel_not_stable_untested"),
]


@pytest.mark.parametrize(("published", "plan", "direct", "previous", "tier", "reason"), CHANNEL)
@pytest.mark.parametrize("format_", ["csv", "pdf"])
def test_the_channel_needs_a_direct_stable_link_to_a_declared_source(
    format_: str,
    published: str,
    plan: bool | None,
    direct: bool,
    previous: tuple[str, ...] | None,
    tier: str,
    reason: str,
) -> None:
    made = dataset(resource("r0", format_), single_source_of_truth=published)
    observed = {"r0": seen("r0", format_, direct=direct)}
    openness = grade(made, observed, RUBRIC, authoritative=plan, previous=previous)
    assert tiers(openness)["channel"] == ("untested", tier, "advanced")
    assert reasons(openness)["channel"] == reason


def test_without_the_switch_an_interface_earns_nothing_where_the_source_is_denied() -> None:
    strict = switched("interface_without_single_source", False)
    denied = grade(*reached("csv", single_source_of_truth="False"), strict)
    assert tiers(denied)["channel"] == ("passed", "basic", "basic")
    assert reasons(denied)["channel"] == "channel_basic"
    assert reasons(grade(*reached("csv", single_source_of_truth="False"), strict, authoritative=True))["channel"] == (
        "channel_basic_plan_differs"
    )
    assert tiers(grade(*reached("csv"), strict))["channel"] == ("passed", "basic", "basic")
    assert tiers(grade(*reached("csv", single_source_of_truth="True"), strict))["channel"] == (
        ("untested", "middle", "advanced")
    )


@pytest.mark.parametrize(
    ("formats", "possible", "reason"),
    [
        (["csv"], "advanced", "structure_untested"),
        (["xlsx"], "advanced", "structure_untested"),
        (["ods"], "advanced", "structure_untested"),
        (["xls"], "middle", "structure_untested_format"),
        (["xlsb"], "middle", "structure_untested_format"),
        (["xls", "csv"], "advanced", "structure_untested"),
    ],
)
def test_only_a_format_of_common_software_can_reach_the_top_of_structure(
    formats: list[str], possible: str, reason: str
) -> None:
    openness = graded(*formats)
    assert tiers(openness)["structure"] == ("untested", "basic", possible)
    assert reasons(openness)["structure"] == reason


def test_the_resource_that_earned_a_tier_is_named() -> None:
    made = dataset(resource("b", "xls"), resource("a", "xls"), resource("c", "csv"))
    openness = grade(
        made, {name: seen(name, form) for name, form in (("a", "xls"), ("b", "xls"), ("c", "csv"))}, RUBRIC
    )
    assert {each.criterion: each.distribution for each in openness.criteria} == {
        "channel": "a",
        "granularity": "a",
        "structure": "c",
    }


def test_a_document_is_untested_and_a_plain_text_is_text() -> None:
    assert tiers(graded("pdf"))["document_structure"] == ("untested", "none", "advanced")
    assert tiers(graded("txt"))["document_structure"] == ("passed", "advanced", "advanced")
    assert tiers(graded("pdf", "txt"))["document_structure"] == ("passed", "advanced", "advanced")
    strict = switched("document_text_earns_all_tiers", False)
    assert tiers(grade(*reached("txt"), strict))["document_structure"] == ("passed", "basic", "basic")
    assert tiers(grade(*reached("pdf"), strict))["document_structure"] == ("untested", "none", "basic")


def test_a_table_that_is_gone_leaves_its_criteria_and_a_document_beside_it_can_be_opened() -> None:
    made = dataset(resource("a", "csv"), resource("b", "pdf"))
    gone = {"a": seen("a", "html", Verdict.MISSING, Outcome.FAILED), "b": seen("b", "pdf")}
    openness = grade(made, gone, RUBRIC)
    assert tiers(openness) == {
        "channel": ("untested", "basic", "advanced"),
        "granularity": ("failed", "none", "none"),
        "structure": ("failed", "none", "none"),
    }
    assert openness.points == 2
    waiting = {**gone, "a": seen("a", "html", Verdict.MISSING, Outcome.CANNOT_TELL)}
    openness = grade(made, waiting, RUBRIC)
    assert tiers(openness)["structure"] == ("cannot_tell", "none", "advanced")
    assert openness.outcome is Outcome.CANNOT_TELL
    openness = grade(made, {"b": seen("b", "pdf")}, RUBRIC)
    assert tiers(openness)["structure"] == ("untested", "none", "advanced")


DEAD = [
    # (outcomes of two resources, outcome, reason, maximum)
    ((Outcome.FAILED, Outcome.FAILED), Outcome.FAILED, "nothing_reachable", 0),
    ((Outcome.FAILED, Outcome.NOT_APPLICABLE), Outcome.FAILED, "nothing_reachable", 0),
    ((Outcome.NOT_APPLICABLE, Outcome.NOT_APPLICABLE), Outcome.NOT_APPLICABLE, "not_open", 0),
    ((Outcome.FAILED, Outcome.CANNOT_TELL), Outcome.CANNOT_TELL, "nothing_reachable_yet", 20),
    ((Outcome.CANNOT_TELL, None), Outcome.CANNOT_TELL, "nothing_reachable_yet", 20),
    ((Outcome.FAILED, None), Outcome.UNTESTED, "not_looked_at", 20),
    ((None, None), Outcome.UNTESTED, "not_looked_at", 20),
]


@pytest.mark.parametrize(("outcomes", "outcome", "reason", "maximum"), DEAD)
def test_nothing_reachable_is_zero_once_that_is_certain(
    outcomes: tuple[Outcome | None, ...], outcome: Outcome, reason: str, maximum: int
) -> None:
    made = dataset(resource("a", "csv"), resource("b", "pdf"))
    observed = {
        name: seen(name, "html", Verdict.MISSING, each) for name, each in zip("ab", outcomes, strict=True) if each
    }
    openness = grade(made, observed, RUBRIC)
    assert (openness.outcome, openness.reason, openness.points, openness.minimum, openness.maximum) == (
        outcome,
        reason,
        0,
        0,
        maximum,
    )


def test_no_resource_is_zero_and_companions_alone_cannot_be_told() -> None:
    none = grade(dataset(), {}, RUBRIC)
    assert (none.outcome, none.reason, none.maximum, none.stars) == (Outcome.FAILED, "no_resource", 0, 0)
    made = dataset(resource("a", "pdf", role=Role.DICTIONARY), resource("b", "zip", role=Role.BUNDLE))
    openness = grade(made, {"a": seen("a", "pdf"), "b": seen("b", "zip", members=("csv",))}, RUBRIC)
    assert (openness.outcome, openness.reason, openness.points, openness.maximum) == (
        Outcome.CANNOT_TELL,
        "only_companions",
        0,
        20,
    )


def test_companions_are_not_graded() -> None:
    made = dataset(resource("a", "pdf"), resource("b", "csv", role=Role.DICTIONARY))
    openness = grade(made, {"a": seen("a", "pdf"), "b": seen("b", "csv")}, RUBRIC)
    assert (openness.kind, openness.stars_format) == ("document", 1)


@pytest.mark.parametrize(
    ("formats", "licence", "stars", "by_format", "reason"),
    [
        (["csv"], "Open Data Common", 3, 3, "stars_open"),
        (["xlsx"], "DGA Open Government License", 2, 2, "stars_open"),
        (["pdf"], "Creative Commons Attributions", 1, 1, "stars_open"),
        (["turtle"], "cc-by", 4, 4, "stars_open"),
        (["pdf", "xls", "json"], "Open Data Common", 3, 3, "stars_open"),
        (["csv"], "License not specified", 0, 3, "stars_closed"),
        (["csv"], "Creative Commons Attribution Non-Commercial", 0, 3, "stars_closed"),
        (["csv"], "", 0, 3, "stars_no_licence"),
        (["csv"], "ตามที่กรมกำหนด", 0, 3, "stars_unrecognised"),
        (["png"], "Open Data Common", 1, 1, "stars_open"),
        (["zip"], "Open Data Common", None, None, "stars_unknown_format"),
    ],
)
def test_stars_by_format_and_with_an_open_licence(
    formats: list[str], licence: str, stars: int | None, by_format: int | None, reason: str
) -> None:
    openness = graded(*formats, license_id=licence)
    assert (openness.stars, openness.stars_format, openness.stars_reason) == (stars, by_format, reason)


def test_a_resource_that_cannot_be_reached_earns_no_star() -> None:
    made = dataset(resource("a", "turtle"), resource("b", "pdf"))
    gone = {"a": seen("a", "turtle", Verdict.TRUNCATED, Outcome.FAILED), "b": seen("b", "pdf")}
    assert grade(made, gone, RUBRIC).stars_format == 1
    assert grade(made, {"a": seen("a", "turtle", Verdict.TIMEOUT, Outcome.CANNOT_TELL)}, RUBRIC).stars is None


def test_the_combination_is_the_rubrics() -> None:
    made = reached("csv", single_source_of_truth="True")
    assert {name: grade(*made, ruled(combination=name)).points for name in COMBINATIONS} == {
        "mean": Fraction(8),
        "lowest": Fraction(6),
        "majority": Fraction(6),
    }
    made = reached("txt")
    assert {name: grade(*made, ruled(combination=name)).points for name in COMBINATIONS} == {
        "mean": Fraction(13),
        "lowest": Fraction(6),
        "majority": Fraction(6),
    }


def test_a_rubric_that_the_code_does_not_know_is_an_error() -> None:
    with pytest.raises(RubricError, match="combination 'median' has no function"):
        grade(dataset(), {}, ruled(combination="median"))
    with pytest.raises(RubricError, match="tier 'middle' is missing"):
        grade(dataset(), {}, ruled(tiers=tuple(tier for tier in RUBRIC.openness.tiers if tier.id != "middle")))


def test_the_code_and_the_rubric_name_the_same_kinds_and_criteria() -> None:
    rules: OpennessRules = RUBRIC.openness
    assert sorted(KINDS) == sorted(kind.id for kind in rules.kinds)
    assert sorted(CRITERIA) == sorted(criterion.id for criterion in rules.criteria)
    assert set(kind_rules().data_type.values()) <= set(KINDS)
    formats = vocabulary().formats
    assert {*rules.common_software, *rules.text_documents, *kind_rules().cctv_formats, *kind_rules().plain_text} <= set(
        formats
    )
    assert {form.kind for form in formats.values()} - {None} <= set(KINDS)


FORMATS = ["csv", "xls", "xlsx", "pdf", "txt", "png", "geojson", "zip", None]
STATES = {
    None: 0,
    Outcome.FAILED: 1,
    Outcome.CANNOT_TELL: 2,
    Outcome.PASSED: 3,
}
RESOURCES = st.lists(st.tuples(st.sampled_from(FORMATS), st.sampled_from(list(STATES))), max_size=5)
FIELDS = st.fixed_dictionaries(
    {
        "single_source_of_truth": st.sampled_from(["", "True", "False", "x"]),
        "license_id": st.sampled_from(["", "Open Data Common", "License not specified"]),
    }
)
PLANS = st.sampled_from([None, True, False])
RUBRICS = st.sampled_from(
    [
        *(ruled(combination=name) for name in COMBINATIONS),
        switched("interface_without_single_source", False),
        switched("document_text_earns_all_tiers", False),
    ]
)


def cases(
    resources: list[tuple[str | None, Outcome | None]], fields: dict[str, str]
) -> tuple[Dataset, dict[str, Observation]]:
    made = dataset(*(resource(f"r{number}", form) for number, (form, _) in enumerate(resources)), **fields)
    observed = {
        f"r{number}": seen(f"r{number}", form, Verdict.OK if state is Outcome.PASSED else Verdict.MISSING, state)
        for number, (form, state) in enumerate(resources)
        if state is not None
    }
    return made, observed


@given(RESOURCES, FIELDS, PLANS, RUBRICS)
def test_points_are_bounded_and_the_texts_exist(
    resources: list[tuple[str | None, Outcome | None]], fields: dict[str, str], plan: bool | None, rubric: Rubric
) -> None:
    openness = grade(*cases(resources, fields), rubric, authoritative=plan)
    assert 0 <= openness.minimum <= openness.points <= openness.maximum <= 20
    assert (openness.minimum == openness.maximum) or openness.outcome in (Outcome.CANNOT_TELL, Outcome.UNTESTED)
    for reason, params in [
        (openness.reason, openness.params),
        (openness.stars_reason, openness.params),
        *((each.reason, each.params) for each in openness.criteria),
    ]:
        told = RUBRIC.openness_reasons[reason]
        for text in (told.th, told.en, *((told.fix.th, told.fix.en) if told.fix else ())):
            text.format(**params)


@given(RESOURCES, FIELDS, PLANS, RUBRICS, st.randoms(use_true_random=False))
def test_the_order_of_resources_changes_nothing(
    resources: list[tuple[str | None, Outcome | None]],
    fields: dict[str, str],
    plan: bool | None,
    rubric: Rubric,
    random: object,
) -> None:
    made, observed = cases(resources, fields)
    turned = list(made.distributions)
    random.shuffle(turned)  # type: ignore[attr-defined]
    other = msgspec.structs.replace(made, distributions=tuple(turned))
    assert grade(made, observed, rubric, authoritative=plan) == grade(other, observed, rubric, authoritative=plan)


@given(RESOURCES.filter(bool), FIELDS, PLANS, RUBRICS, st.data())
def test_mending_a_link_never_lowers_the_points_that_are_proven(
    resources: list[tuple[str | None, Outcome | None]],
    fields: dict[str, str],
    plan: bool | None,
    rubric: Rubric,
    data: st.DataObject,
) -> None:
    at = data.draw(st.integers(0, len(resources) - 1))
    form, state = resources[at]
    better = data.draw(st.sampled_from([each for each in STATES if STATES[each] >= STATES[state]]))
    mended = [*resources[:at], (form, better), *resources[at + 1 :]]
    before = grade(*cases(resources, fields), rubric, authoritative=plan)
    after = grade(*cases(mended, fields), rubric, authoritative=plan)
    assert after.points >= before.points
    if better is Outcome.PASSED:
        assert after.stars_format is None or before.stars_format is None or after.stars_format >= before.stars_format


@given(RESOURCES, FIELDS, RUBRICS)
def test_declaring_the_source_never_lowers(
    resources: list[tuple[str | None, Outcome | None]], fields: dict[str, str], rubric: Rubric
) -> None:
    made, observed = cases(resources, {**fields, "single_source_of_truth": ""})
    points = [grade(made, observed, rubric, authoritative=plan).points for plan in (False, None, True)]
    assert points == sorted(points)


@pytest.mark.parametrize("ranks", list(permutations((0, 6, 20))))
def test_combinations_do_not_depend_on_the_order(ranks: tuple[int, ...]) -> None:
    assert {name: combine(ranks) for name, combine in COMBINATIONS.items()} == {
        "mean": Fraction(26, 3),
        "lowest": Fraction(0),
        "majority": Fraction(6),
    }


def test_every_reason_is_used_and_every_used_one_has_a_text() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path(grade_room.__file__ or "").parent.glob("*.py"))
    source += Path(standing_room.__file__ or "").read_text(encoding="utf-8")  # datasets that are not on the catalog
    derived = {"channel_basic", "channel_basic_plan_differs", "channel_middle", "channel_middle_plan_differs"}
    derived |= {"structure_table_not_common", "structure_format_not_common"}
    used = {name for name in RUBRIC.openness_reasons if f'"{name}"' in source} | derived
    untested = {f"{name}_untested" for name in used}
    assert [name for name in RUBRIC.openness_reasons if name not in used | untested] == []
    assert {name for name in used if name.startswith("channel_") and "interface" not in name} <= {
        name.removesuffix("_untested") for name in RUBRIC.openness_reasons if name.endswith("_untested")
    }
