"""Each kind of interface, well and in every way that is seen, over real HTTP: outcome, reason and evidence."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from checker.content import Probe, ProbeOutcome
from tests.corpora.interface_sites import INSTEAD, PROVINCES, ROWS, SITES, Row, Table
from tests.corpora.interfaces import probed

WHOLE = len(ROWS)
SHOWN = {
    "ckan_datastore": ('filters={"จังหวัด": "เชียงใหม่"}', WHOLE, 10),
    "ogc_features": ("bbox=97.99999,17.99999,98.00001,18.00001", WHOLE, 10),
    "arcgis": ("where=จังหวัด = 'เชียงใหม่'", WHOLE, 10),
    "odata 4": ("$filter=จังหวัด eq 'เชียงใหม่'", WHOLE, 10),
    "odata 2": ("$filter=จังหวัด eq 'เชียงใหม่'", WHOLE, 10),
    "sdmx in CSV": ("startPeriod=2564", WHOLE, 8),
    "sdmx in JSON": ("startPeriod=2564", 20, 4),
    "openapi": ("year=2560", WHOLE, 8),
    "declared": ("year=2563", WHOLE, 8),
}


def outcome(name: str, mode: str = "well", rows: Sequence[Row] = ROWS) -> tuple[str, str]:
    probe = probed(name, Table(mode=mode, rows=rows)).probe
    return probe.outcome.value, probe.reason


@pytest.mark.parametrize("name", SITES)
def test_an_interface_that_answers_by_a_condition_earns_it(name: str) -> None:
    found = probed(name, Table())
    assert (found.probe.outcome, found.probe.reason) == (ProbeOutcome.CONDITION, "condition")
    assert found.probe.interface == name.partition(" ")[0]
    assert found.probe.whole is not None
    assert found.probe.part is not None
    if name in SHOWN:
        assert (found.probe.condition, found.probe.whole.rows, found.probe.part.rows) == SHOWN[name]
    assert found.probe.area or found.probe.period
    assert found.rows is not None
    assert len(found.rows.rows) == found.probe.whole.rows + 1
    assert (found.probe.part.status, len(found.probe.part.sha256)) == (200, 64)
    assert 0 < len(found.probe.part.excerpt) <= 500


#: Those whose number of rows is no condition
BY_DATA = [name for name in SITES if name != "ckan_datastore"]


@pytest.mark.parametrize("name", BY_DATA)
def test_a_condition_that_changes_nothing_is_ignored(name: str) -> None:
    assert outcome(name, "ignores") == ("ignored", "ignored")


def test_a_datastore_that_heeds_neither_filters_nor_limit_is_ignored_too() -> None:
    assert outcome("ckan_datastore", "ignores") == ("ignored", "ignored")


@pytest.mark.parametrize("mode", ["refuses", "finds_nothing"])
def test_a_datastore_whose_limit_alone_works_has_a_condition_as_the_rules_say(mode: str) -> None:
    assert outcome("ckan_datastore", mode) == ("condition", "condition_limit")


@pytest.mark.parametrize("name", BY_DATA)
def test_a_condition_that_is_refused_leaves_it_open(name: str) -> None:
    expected = ("no_answer", "error_answer") if name in ("openapi", "declared") else ("undecided", "condition_refused")
    assert outcome(name, "refuses") == expected


@pytest.mark.parametrize("name", BY_DATA)
def test_a_condition_that_finds_nothing_leaves_it_open(name: str) -> None:
    expected = "empty_collection" if name in ("openapi", "declared") else "nothing_found"
    assert outcome(name, "finds_nothing") == ("undecided", expected)


@pytest.mark.parametrize("name", SITES)
def test_answers_at_random_are_no_condition(name: str) -> None:
    assert outcome(name, "random")[0] in ("undecided", "ignored")


@pytest.mark.parametrize("name", SITES)
def test_an_error_in_an_answer_of_200_is_an_error(name: str) -> None:
    assert outcome(name, "error_in_200") == ("no_answer", "error_answer")


@pytest.mark.parametrize("name", SITES)
def test_a_collection_without_rows_or_of_one_tells_nothing(name: str) -> None:
    assert outcome(name, rows=())[0] == "undecided"
    assert outcome(name, rows=ROWS[:1])[0] == "undecided"


@pytest.mark.parametrize("name", SITES)
def test_rows_that_are_all_alike_tell_nothing(name: str) -> None:
    alike = [{**ROWS[0], "จังหวัด": PROVINCES[0]}] * 5
    expected = "condition" if name == "ckan_datastore" else "undecided"
    assert outcome(name, rows=alike)[0] == expected


LARGE = [{**row, "note": "ก" * 300, "number": number} for number in range(50) for row in ROWS]


@pytest.mark.parametrize("name", ["ckan_datastore", "declared", "openapi", "wfs in GML", "sdmx in CSV"])
def test_an_answer_that_is_cut_is_read_as_far_as_it_came(name: str) -> None:
    assert outcome(name, rows=LARGE) == ("condition", "condition")


def test_two_long_answers_that_begin_alike_are_not_taken_for_the_same() -> None:
    assert outcome("declared", "ignores", LARGE) == ("undecided", "too_large")


INSTEADS = {
    "page": ("no_answer", "page"),
    "login_page": ("protected", "login_page"),
    "status_401": ("protected", "key_required"),
    "status_403_with_words": ("protected", "key_required"),
    "bare_403": ("undecided", "forbidden"),
    "key_in_200": ("protected", "key_required"),
    "key_in_words": ("protected", "key_required"),
    "status_404": ("no_answer", "not_found"),
    "status_429": ("undecided", "throttled"),
    "status_500": ("no_answer", "error_answer"),
    "status_503": ("undecided", "busy"),
    "hangs_up": ("undecided", "unreachable"),
    "not_json": ("no_answer", "unreadable"),
    "deep": ("no_answer", "unreadable"),
    "nothing": ("no_answer", "unreadable"),
    "endless": ("undecided", "too_large"),
}


def test_every_way_of_being_no_interface_is_tried() -> None:
    assert set(INSTEADS) == set(INSTEAD)


@pytest.mark.parametrize("mode", INSTEADS)
@pytest.mark.parametrize("name", ["ckan_datastore", "wfs in GML", "arcgis", "openapi", "declared"])
def test_what_is_no_interface_is_told_as_what_it_is(name: str, mode: str) -> None:
    assert outcome(name, mode) == INSTEADS[mode]


def evidence(probe: Probe) -> tuple[bool, bool]:
    return probe.whole is not None, probe.part is not None


def test_an_answer_that_is_none_is_kept_as_evidence() -> None:
    probe = probed("ckan_datastore", Table(mode="status_404")).probe
    assert evidence(probe) == (False, True)
    assert probe.part is not None
    assert (probe.part.status, probe.part.excerpt) == (404, '{"detail": "not found"}')
