"""Counting columns where nothing is quoted gives what reading them gives."""

import csv

from hypothesis import given
from hypothesis import strategies as st

from checker.sniff.text import ROWS, _widths

LINES = st.lists(st.text("ab ก1,;\t|'\u00a0", max_size=12).map(lambda line: f"{line}\n"), max_size=8)


@given(LINES, st.sampled_from([",", ";", "\t", "|"]))
def test_counted_columns_are_read_columns(lines: list[str], delimiter: str) -> None:
    read = [len(row) for row in csv.reader(lines, delimiter=delimiter) if "".join(row).strip()]
    assert _widths(lines, delimiter, quoted=False) == _widths(lines, delimiter, quoted=True) == read[:ROWS]
