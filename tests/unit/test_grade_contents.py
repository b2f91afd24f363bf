"""Openness from what was found inside files and behind interfaces: one tier for each kind of evidence."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from checker.content import (
    Area,
    Column,
    Content,
    DocumentProfile,
    Period,
    Place,
    Probe,
    ProbeOutcome,
    Sign,
    TableProfile,
    probe_id,
)
from checker.grade import grade
from checker.model import CriterionGrade, Observation, Openness, Outcome, Verdict
from tests.unit.test_grade import RUBRIC, dataset, resource, ruled, seen, switched

COLUMNS = (Column(number=1, name="ปี", type="integer"), Column(number=2, name="จำนวน", type="integer"))
CELL = Place(row=2, column=1, header="ปี", value="2565")


def table(format_: str = "csv", **rest: object) -> TableProfile:
    values: dict[str, object] = {"format": format_, "rows": 10, "columns": COLUMNS, "header_row": 1, **rest}
    return TableProfile(**values)  # type: ignore[arg-type]


def period(finest: str, years: int = 5) -> Period:
    return Period(finest=finest, at=CELL, first=date(2020, 1, 1), last=date(2024, 12, 31), years=years)


def area(finest: str) -> Area:
    return Area(finest=finest, at=CELL, matched=9, of=10, distinct=9)


def sign(code: str, row: int = 3) -> Sign:
    return Sign(code=code, at=Place(row=row, column=1), count=2)


def probe(outcome: ProbeOutcome = ProbeOutcome.CONDITION, **rest: object) -> Probe:
    values: dict[str, object] = {"key": "k", "interface": "ckan_datastore", "outcome": outcome, "reason": "r", **rest}
    return Probe(**values)  # type: ignore[arg-type]


def found(
    name: str,
    format_: str,
    *tables: TableProfile,
    documents: tuple[DocumentProfile, ...] = (),
    trouble: str = "",
    probes: tuple[Probe, ...] = (),
    **rest: object,
) -> Observation:
    content = Content(format=format_, tables=tables, documents=documents, trouble=trouble)
    return msgspec.structs.replace(seen(name, format_, **rest), content=content, probes=probes)  # type: ignore[arg-type]


def graded(*observations: Observation, **rest: object) -> Openness:
    fields = rest.pop("fields", {})
    formats = [each.sniffed.format if each.sniffed else None for each in observations]
    made = dataset(*(resource(each.distribution, form) for each, form in zip(observations, formats, strict=True)))
    made = msgspec.structs.replace(made, fields={**made.fields, **fields})  # type: ignore[dict-item]
    rubric = rest.pop("rubric", RUBRIC)
    return grade(made, {each.distribution: each for each in observations}, rubric, **rest)  # type: ignore[arg-type]


def one(openness: Openness, criterion: str) -> CriterionGrade:
    return next(each for each in openness.criteria if each.criterion == criterion)


def told(openness: Openness, criterion: str) -> tuple[str, str, str, str]:
    each = one(openness, criterion)
    return each.outcome.value, each.tier, each.possible, each.reason


def settled(tier: str, reason: str) -> tuple[str, str, str, str]:
    return ("passed" if tier != "none" else "failed", tier, tier, reason)


STRUCTURE = [
    (found("a", "csv", table()), settled("advanced", "structure_table")),
    (found("a", "xls", table("xls")), settled("middle", "structure_table_not_common")),
    (found("a", "csv", table(signs=(sign("title_rows"),))), settled("basic", "structure_report")),
    (
        found("a", "csv", table(signs=(sign("formulas"), sign("encoding_cp874")))),
        settled("advanced", "structure_table"),
    ),
    (found("a", "zip", table(member="a.csv"), members=("csv",)), settled("advanced", "structure_table")),
    (found("a", "kml", table("kml", area=area("point"))), settled("middle", "structure_table_not_common")),
    (found("a", "geojson"), settled("advanced", "structure_format")),
    (found("a", "turtle", trouble="unsupported"), settled("middle", "structure_format_not_common")),
    (found("a", "xlsx", trouble="crashed"), ("cannot_tell", "basic", "advanced", "content_unread")),
    (found("a", "xls", trouble="damaged"), ("cannot_tell", "basic", "middle", "content_unread")),
    (found("a", "xlsx", trouble="encrypted"), settled("none", "content_encrypted")),
    (seen("a", "xlsx"), ("untested", "basic", "advanced", "structure_untested")),
]


@pytest.mark.parametrize(("observation", "expected"), STRUCTURE)
def test_structure_follows_from_the_layout(observation: Observation, expected: tuple[str, str, str, str]) -> None:
    assert told(graded(observation), "structure") == expected


def test_a_report_layout_names_its_first_sign_and_all_of_them() -> None:
    signs = (sign("notes_below", 40), sign("merged_cells", 2), sign("formulas", 1))
    each = one(graded(found("a", "xlsx", table("xlsx", signs=signs))), "structure")
    assert (each.at, each.params["sign"], each.params["signs"]) == (
        Place(row=2, column=1),
        "merged_cells",
        ("notes_below", "merged_cells"),
    )
    assert each.signs == signs[:2]


def test_a_workbook_is_laid_out_as_its_largest_visible_sheet_is() -> None:
    report, data = table("xlsx", rows=3, signs=(sign("merged_cells"),)), table("xlsx", rows=400)
    hidden = table("xlsx", rows=9_000, signs=(sign("merged_cells"),), hidden=True)
    assert told(graded(found("a", "xlsx", report, data, hidden)), "structure")[1] == "advanced"
    large = msgspec.structs.replace(report, rows=500)
    assert told(graded(found("a", "xlsx", large, data, hidden)), "structure")[1] == "basic"


def test_a_hidden_sheet_tells_nothing_where_others_are_shown() -> None:
    codes = table("xlsx", area=area("province"), hidden=True)
    yearly = table("xlsx", period=period("year"))
    assert told(graded(found("a", "xlsx", yearly, codes, probes=())), "granularity")[1] == "basic"
    assert told(graded(found("a", "xlsx", codes, probes=())), "granularity")[1] == "middle"


def test_a_file_is_laid_out_as_it_is_whatever_its_datastore_answers() -> None:
    report = table("xlsx", rows=5, signs=(sign("merged_cells"),))
    answered = probe(tables=(table("json", rows=200, area=area("district")),))
    graded_of = graded(found("a", "xlsx", report, probes=(answered,)))
    assert told(graded_of, "structure") == settled("basic", "structure_report")
    assert (one(graded_of, "granularity").tier, one(graded_of, "granularity").evidence_id) == ("middle", probe_id("k"))


def test_a_grade_names_the_resource_that_its_reason_speaks_of() -> None:
    report = found("a", "xlsx", table("xlsx", signs=(sign("merged_cells"),)))
    each = one(graded(report, found("b", "xlsx", trouble="crashed")), "structure")
    assert (each.tier, each.reason, each.distribution, each.evidence_id) == ("basic", "content_unread", "b", "e-b")


def test_a_period_whose_years_are_not_told_is_not_said_to_span_none() -> None:
    untold = found("a", "csv", table(period=period("quarter", years=0)), probes=())
    assert one(graded(untold), "granularity").reason == "granularity_overview_alone"


def test_a_readable_file_without_a_table_is_not_called_unsupported() -> None:
    assert one(graded(found("a", "xlsx", probes=())), "structure").params["trouble"] == "no_table"


def test_the_best_resource_earns_the_tier_and_is_named() -> None:
    report, clean = found("a", "xlsx", table("xlsx", signs=(sign("merged_cells"),))), found("b", "csv", table())
    each = one(graded(report, clean), "structure")
    assert (each.tier, each.distribution, each.evidence_id) == ("advanced", "b", "e-b")


def test_a_link_that_waits_may_still_raise_a_criterion_but_not_above_what_its_format_can() -> None:
    report = found("a", "xlsx", table("xlsx", signs=(sign("merged_cells"),)))
    waiting = seen("b", "html", Verdict.MISSING, Outcome.CANNOT_TELL)
    made = dataset(resource("a", "xlsx"), resource("b", "xls"))
    openness = grade(made, {"a": report, "b": waiting}, RUBRIC)
    assert told(openness, "structure") == ("cannot_tell", "basic", "middle", "link_unconfirmed")
    assert told(openness, "granularity") == ("cannot_tell", "basic", "middle", "link_unconfirmed")
    assert told(openness, "channel") == settled("basic", "channel_basic_undeclared")
    better = found("a", "csv", table(area=area("district")))
    assert told(grade(made, {"a": better, "b": waiting}, RUBRIC), "granularity")[:3] == ("passed", "middle", "middle")


DETAIL = [
    (table(), {}, settled("basic", "granularity_no_detail")),
    (table(period=period("year")), {}, settled("basic", "granularity_overview_period")),
    (table(period=period("year", 3)), {}, settled("basic", "granularity_few_years")),
    (table(period=period("quarter")), {}, settled("basic", "granularity_overview_period")),
    (table(period=period("month", 2)), {}, settled("middle", "granularity_period")),
    (table(period=period("week")), {}, settled("middle", "granularity_period")),
    (table(period=period("day")), {}, settled("middle", "granularity_period")),
    (table(area=area("region")), {}, settled("basic", "granularity_overview_area")),
    (table(area=area("country")), {}, settled("basic", "granularity_overview_area")),
    (table(area=area("province"), period=period("year", 1)), {}, settled("middle", "granularity_area")),
    (table(area=area("point")), {}, settled("middle", "granularity_area")),
    (table(signs=(sign("title_rows"),), area=area("district")), {}, settled("middle", "granularity_area")),
    # metadata, where the table itself tells nothing
    (table(), {"geo_coverage": "อำเภอ"}, settled("middle", "granularity_declared_area")),
    (table(), {"geo_coverage": "ประเทศ"}, settled("basic", "granularity_no_detail")),
    (table(), {"update_frequency_unit": "เดือน"}, settled("middle", "granularity_declared_period")),
    (table(), {"update_frequency_unit": "ปี"}, settled("basic", "granularity_no_detail")),
    (table(), {"data_collect": ("ไม่มี", "บุคคล")}, settled("middle", "granularity_declared_unit")),
    (table(period=period("year")), {"geo_coverage": "ตำบล"}, settled("basic", "granularity_overview_period")),
]


@pytest.mark.parametrize(("found_table", "fields", "expected"), DETAIL)
def test_granularity_follows_from_the_rows_and_then_the_metadata(
    found_table: TableProfile, fields: dict[str, object], expected: tuple[str, str, str, str]
) -> None:
    assert told(graded(found("a", "csv", found_table), fields=fields), "granularity") == expected


def test_granularity_names_the_cell_that_decided_it() -> None:
    each = one(graded(found("a", "csv", table(period=period("month")))), "granularity")
    assert (each.at, each.params) == (CELL, {"period": "month", "years": 5})


def test_a_map_layer_that_was_not_read_has_coordinates_all_the_same() -> None:
    layer = found("a", "shp", trouble="unsupported")
    assert told(graded(layer), "granularity") == settled("middle", "granularity_map")


def test_a_file_that_could_not_be_read_may_still_be_detailed() -> None:
    unread = found("a", "xlsx", trouble="too_large")
    assert told(graded(unread), "granularity") == ("cannot_tell", "basic", "middle", "content_unread")
    declared = graded(unread, fields={"geo_coverage": "จังหวัด"})
    assert told(declared, "granularity") == settled("middle", "granularity_declared_area")


LIVE = [
    # (probe, current, expected)
    (probe(), True, settled("advanced", "granularity_live")),
    (probe(), False, settled("middle", "granularity_not_current")),
    (probe(), None, ("cannot_tell", "middle", "advanced", "granularity_currency_unknown")),
    (probe(ProbeOutcome.UNDECIDED), True, ("cannot_tell", "middle", "advanced", "granularity_interface_undecided")),
    (probe(ProbeOutcome.IGNORED), True, settled("middle", "granularity_period")),
    (probe(ProbeOutcome.NO_ANSWER), True, settled("middle", "granularity_period")),
]


@pytest.mark.parametrize(("answered", "current", "expected"), LIVE)
def test_only_live_and_current_data_is_advanced(
    answered: Probe, current: bool | None, expected: tuple[str, str, str, str]
) -> None:
    observation = found("a", "csv", table(period=period("day")), probes=(answered,))
    assert told(graded(observation, current={"a": current}), "granularity") == expected
    coarse = found("a", "csv", table(period=period("year")), probes=(answered,))
    assert told(graded(coarse, current={"a": True}), "granularity")[1] == "basic"


def test_records_that_an_interface_answered_count_as_a_table() -> None:
    api = found("a", "json", probes=(probe(tables=(table("json", period=period("day")),)),))
    openness = graded(api, current={"a": True})
    assert {each.criterion: each.tier for each in openness.criteria} == {
        "channel": "advanced",
        "granularity": "advanced",
        "structure": "advanced",
    }
    assert openness.points == 20


CHANNEL = [
    ((probe(),), True, settled("advanced", "channel_interface")),
    ((probe(),), None, settled("advanced", "channel_interface_undeclared")),
    ((probe(),), False, settled("advanced", "channel_interface_undeclared")),
    ((probe(ProbeOutcome.IGNORED),), True, settled("middle", "channel_interface_refused")),
    ((probe(ProbeOutcome.PROTECTED),), None, settled("basic", "channel_interface_refused")),
    ((probe(ProbeOutcome.UNDECIDED),), True, ("cannot_tell", "middle", "advanced", "channel_interface_undecided")),
    ((), True, settled("middle", "channel_middle")),
    ((), False, settled("basic", "channel_basic")),
    ((), None, settled("basic", "channel_basic_undeclared")),
    ((probe(ProbeOutcome.IGNORED), probe()), None, settled("advanced", "channel_interface_undeclared")),
]


@pytest.mark.parametrize(("probes", "authoritative", "expected"), CHANNEL)
def test_the_channel_follows_from_what_interfaces_showed(
    probes: tuple[Probe, ...], authoritative: bool | None, expected: tuple[str, str, str, str]
) -> None:
    observation = found("a", "csv", table(), probes=probes)
    assert told(graded(observation, authoritative=authoritative), "channel") == expected


def test_without_the_switch_an_interface_needs_a_declared_source() -> None:
    strict = switched("interface_without_single_source", False)
    observation = found("a", "csv", table(), probes=(probe(),))
    assert told(graded(observation, rubric=strict), "channel") == settled("basic", "channel_basic_undeclared")
    declared = graded(observation, rubric=strict, authoritative=True)
    assert told(declared, "channel") == settled("advanced", "channel_interface")


def pages(read: int, text: int, garbled: int = 0, **rest: object) -> DocumentProfile:
    values: dict[str, object] = {"format": "pdf", "pages": read, "pages_read": read, "pages_with_text": text}
    return DocumentProfile(**{**values, "pages_garbled": garbled, **rest})  # type: ignore[arg-type]


DOCUMENTS = [
    (pages(4, 4), settled("advanced", "document_pages")),
    (pages(4, 3), settled("advanced", "document_pages")),
    (pages(4, 2, scan_at=Place(page=2)), settled("none", "document_scan")),
    (pages(4, 0), settled("none", "document_scan")),
    (pages(4, 1, pages_drawn=2), ("cannot_tell", "none", "advanced", "document_drawn")),
    (pages(4, 1, pages_drawn=1), settled("none", "document_scan")),
    (pages(4, 3, pages_drawn=1), settled("advanced", "document_pages")),
    (pages(4, 4, 3, garbled_at=Place(page=1)), ("cannot_tell", "none", "advanced", "document_garbled")),
    (pages(4, 4, 2), settled("advanced", "document_pages")),
    (pages(4, 4, encrypted=True), settled("none", "content_encrypted")),
    (pages(0, 0, damaged=True), ("cannot_tell", "none", "advanced", "content_unread")),
    (DocumentProfile(format="docx", characters=900), settled("advanced", "document_text")),
    (DocumentProfile(format="docx", characters=50), settled("advanced", "document_text")),
    (DocumentProfile(format="docx", characters=49), ("cannot_tell", "none", "advanced", "document_little")),
    (DocumentProfile(format="docx"), settled("none", "document_empty")),
    (DocumentProfile(format="docx", complete=False), ("cannot_tell", "none", "advanced", "content_unread")),
    (DocumentProfile(format="html", characters=7), ("cannot_tell", "none", "advanced", "document_little")),
    (DocumentProfile(format="html"), ("cannot_tell", "none", "advanced", "document_little")),
    (pages(0, 0, pages=3), settled("none", "document_empty")),
    (pages(0, 0, pages=3, damaged=True), ("cannot_tell", "none", "advanced", "content_unread")),
    (pages(0, 0, pages=300, complete=False), ("cannot_tell", "none", "advanced", "content_unread")),
]


@pytest.mark.parametrize(("document", "expected"), DOCUMENTS)
def test_a_document_counts_when_most_of_its_pages_can_be_searched(
    document: DocumentProfile, expected: tuple[str, str, str, str]
) -> None:
    openness = graded(found("a", "pdf", documents=(document,)))
    assert told(openness, "document_structure") == expected
    assert one(openness, "document_structure").at == (document.scan_at or document.garbled_at)


def test_a_document_that_could_not_be_read_cannot_be_told() -> None:
    openness = graded(found("a", "doc", trouble="unsupported"))
    assert told(openness, "document_structure") == ("cannot_tell", "none", "advanced", "content_unread")
    assert told(graded(found("a", "pdf", trouble="encrypted")), "document_structure")[3] == "content_encrypted"


METADATA = [
    ("xlsx", "", ("cannot_tell", "basic", "middle", "content_unread")),
    ("xlsx", "encrypted", settled("none", "content_encrypted")),
    ("xlsx", "too_large", settled("middle", "granularity_declared_area")),
    ("turtle", "", settled("middle", "granularity_declared_area")),
]


@pytest.mark.parametrize(("format_", "trouble", "expected"), METADATA)
def test_metadata_speak_for_no_file_that_is_closed_or_holds_no_table(
    format_: str, trouble: str, expected: tuple[str, str, str, str]
) -> None:
    openness = graded(found("a", format_, trouble=trouble), fields={"geo_coverage": "จังหวัด"})
    assert told(openness, "granularity") == expected


CAMERAS = [
    ((), {}, ("untested", "none", "basic", "cctv_not_attested")),
    ((), {"live": 0, "replay": 7}, settled("basic", "cctv_page")),
    ((), {"live": 0, "replay": 6}, ("untested", "none", "basic", "cctv_not_attested")),
    ((), {"replay": 30}, ("untested", "none", "basic", "cctv_not_attested")),
    ((probe(),), {}, ("cannot_tell", "middle", "advanced", "cctv_interface_no_period")),
    ((probe(period=True, days_back=30),), {}, settled("middle", "cctv_interface")),
    ((probe(period=True, days_back=90),), {}, settled("advanced", "cctv_archive")),
    ((probe(ProbeOutcome.IGNORED),), {"live": 0, "replay": 8}, settled("basic", "cctv_page")),
    ((probe(ProbeOutcome.UNDECIDED),), {}, ("cannot_tell", "none", "advanced", "cctv_interface_undecided")),
    (
        (probe(ProbeOutcome.UNDECIDED),),
        {"live": 0, "replay": 7},
        ("cannot_tell", "basic", "advanced", "cctv_interface_undecided"),
    ),
]


@pytest.mark.parametrize(("probes", "shown", "expected"), CAMERAS)
def test_cameras_need_attested_pages_or_an_interface(
    probes: tuple[Probe, ...], shown: dict[str, int], expected: tuple[str, str, str, str]
) -> None:
    openness = graded(found("a", "html", probes=probes), kind="cctv", shown=shown)
    assert told(openness, "cctv") == expected


def test_what_an_interface_of_cameras_shows_is_not_mixed_with_what_is_attested_of_a_page() -> None:
    openness = graded(found("a", "html", probes=(probe(period=True),)), kind="cctv", shown={"live": 0, "replay": 30})
    assert one(openness, "cctv").params == {"interface": "ckan_datastore", "days": 0}


def test_what_counts_is_the_rubrics() -> None:
    observation = found("a", "csv", table(period=period("quarter"), signs=(sign("title_rows"),)))
    rules = RUBRIC.openness.granularity
    finer = msgspec.structs.replace(rules, detailed_periods=(*rules.detailed_periods, "quarter"))
    openness = graded(observation, rubric=ruled(granularity=finer, report_signs=()))
    assert told(openness, "granularity") == settled("middle", "granularity_period")
    assert told(openness, "structure") == settled("advanced", "structure_table")


@pytest.mark.parametrize(("sites", "stars"), [(0, 4), (1, 5), (9, 5)])
def test_rdf_that_links_to_other_data_has_the_fifth_star(sites: int, stars: int) -> None:
    content = Content(format="turtle", links_out=sites)
    openness = graded(msgspec.structs.replace(seen("a", "turtle"), content=content))
    assert (openness.stars, openness.stars_format) == (stars, stars)
    csv = msgspec.structs.replace(seen("a", "csv"), content=msgspec.structs.replace(content, format="csv"))
    assert graded(csv).stars_format == 3


def test_records_are_no_page_however_ragged_they_are() -> None:
    ragged = table("json", signs=(sign("ragged_rows"), sign("mixed_types")))
    assert told(graded(found("a", "json", ragged)), "structure") == settled("advanced", "structure_table")


@pytest.mark.parametrize("trouble", ["damaged", "crashed", "bomb", "not_fetched", "encrypted"])
def test_metadata_do_not_speak_for_a_file_that_is_closed_or_broken(trouble: str) -> None:
    openness = graded(found("a", "xlsx", trouble=trouble), fields={"geo_coverage": "จังหวัด"})
    assert one(openness, "granularity").tier != "middle"


def test_one_date_in_the_part_that_was_read_leaves_the_detail_open() -> None:
    cut = table(period=period("year", 1), complete=False)
    assert told(graded(found("a", "csv", cut)), "granularity") == ("cannot_tell", "basic", "middle", "granularity_cut")
    whole = table(period=period("year", 1))
    assert told(graded(found("a", "csv", whole)), "granularity") == settled("basic", "granularity_few_years")
    several = table(period=period("year", 9), complete=False)
    assert told(graded(found("a", "csv", several)), "granularity") == settled("basic", "granularity_overview_period")
