"""What is told of tables, held to the labelled corpora."""

from __future__ import annotations

import pytest

from tests.corpora import tables, tables_odd
from tests.corpora.tables import Case, seen_signs, told

CASES = {case.name: case for case in (*tables.cases(), *tables_odd.cases())}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_table_is_told_as_its_label_says(case: Case) -> None:
    found = told(case)
    assert found is not None
    assert (found.header_row, sorted(seen_signs(found))) == (case.header, sorted(case.signs))
    if case.encoding:
        assert (found.encoding, found.delimiter) == (case.encoding, case.delimiter)


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 150
    assert sum(not case.signs for case in CASES.values()) > 100
