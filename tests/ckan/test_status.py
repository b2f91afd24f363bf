"""The site tells its rules, to everybody."""

from __future__ import annotations

from checker.rubric import load
from checker.version import VERSION


def test_everybody_can_ask_for_the_rules(app):
    answer = app.get("/api/3/action/dgmaturity_status")
    told = answer.json["result"]
    assert told["version"] == VERSION
    assert told["rubric"] == "data-catalog-kpi-2565"
    assert told["rubric_version"] == load("data-catalog-kpi-2565").version
    assert told["enforcement"] == "publish"
