"""Is Template 1 complete, and is a record of use? (KPI, sections 3 and 5)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from checker.model import UseRecord
from checker.plan.model import Issue, Plan
from checker.plan.words import focus_area, words


class Missing(Struct, frozen=True, kw_only=True):
    """A part that is not there, named in both languages."""

    id: str
    issue: int  #: which issue, from 1; 0: the plan as a whole
    th: str
    en: str


def completeness(plan: Plan) -> tuple[Missing, ...]:
    """What keeps the plan from being complete; nothing when it is.

    One complete issue is enough ("อย่างน้อย 1 ประเด็น"); no code may stand twice anywhere, no title be empty in it.
    Where no issue is complete, what is missing in the one that lacks least is said.
    """
    repeated = tuple(_repeated_codes(plan))
    per_issue = [tuple(_missing_in(number, issue)) for number, issue in enumerate(plan.issues or (Issue(),), 1)]
    return (*min(per_issue, key=len), *repeated)


def incomplete_issues(plan: Plan) -> tuple[Missing, ...]:
    """What is missing in any of the issues, complete ones beside them or not."""
    return tuple(part for number, issue in enumerate(plan.issues, 1) for part in _missing_in(number, issue))


def missing_parts(record: UseRecord) -> tuple[Missing, ...]:
    """What keeps a record of use from being evidence: it is complete only with every part."""
    there = {
        "dataset": record.dataset,
        "kind": record.kind,
        "change": record.change,
        "result": record.result,
        "figures": not record.result or any(map(str.isdigit, record.result)),
        "link": record.link,
        "attested_by": record.attested_by,
        "attested_on": record.attested_on is not None,
    }
    return tuple(_missing(name) for name, found in there.items() if not found)


def _missing_in(number: int, issue: Issue) -> Iterator[Missing]:
    there = {
        "focus_area": issue.focus_area is not None and focus_area(issue.focus_area) is not None,
        "issue": issue.issue.strip(),
        "goal": issue.goal.strip(),
        "expected_users": any(map(str.strip, issue.expected_users)),
        "missions": issue.missions,
        "processes": any(mission.processes for mission in issue.missions),
        "datasets": any(True for _ in issue.datasets()),
    }
    yield from (_missing(name, issue=number) for name, found in there.items() if not found)
    for _, dataset in issue.datasets():
        if not dataset.title.strip():
            yield _missing("title", issue=number, code=dataset.code)


def _repeated_codes(plan: Plan) -> Iterator[Missing]:
    counts = Counter(dataset.code.casefold() for dataset in plan.planned())
    yield from (_missing("code", code=code, count=count) for code, count in counts.items() if count > 1)


def _missing(name: str, *, issue: int = 0, **params: object) -> Missing:
    text = words()["missing"][name]
    return Missing(id=name, issue=issue, th=text["th"].format(**params), en=text["en"].format(**params))
