"""A catalog that mixes what agencies publish, by the command line: kinds, verdicts and tiers as the rules have them."""

from __future__ import annotations

from tests.corpora.catalogs_published import cases


def test_datasets_as_agencies_publish_them_are_told_right() -> None:
    told = list(cases())
    assert len(told) > 100
    assert [case for case in told if case[2] != case[3]] == []
