"""What is told of tables, held to the labelled corpora."""

from __future__ import annotations

import pytest

from checker.resources import load_yaml, schemas_dir
from tests.corpora import tables, tables_later, tables_odd
from tests.corpora.tables import Case, report_signs, seen_signs, told

CASES = {case.name: case for case in (*tables.cases(), *tables_odd.cases(), *tables_later.cases())}


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


def test_one_of_the_stems_stands_in_every_word_of_a_total() -> None:
    totals = load_yaml(schemas_dir() / "openness" / "layout.yaml")["totals"]
    written = [form for word in (*totals["alone"], *totals["before"]) for form in (word, word.upper(), word.title())]
    assert [word for word in written if not any(stem in word for stem in totals["stems"])] == []


def test_every_sign_that_the_rubric_counts_has_its_words() -> None:
    signs = load_yaml(schemas_dir() / "openness" / "signs.yaml")
    assert report_signs() - signs.keys() == set()
