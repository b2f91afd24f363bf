"""What came back for a link → its verdict (openness rules, section 4). Pure: no network, no clock."""

from checker.links.evidence import attempt_of, evidence_id, head_is_enough, whole
from checker.links.judge import Judgement, judge
from checker.links.settle import next_look, settle

__all__ = ["Judgement", "attempt_of", "evidence_id", "head_is_enough", "judge", "next_look", "settle", "whole"]
