"""What an assessor should know of a plan that stands all the same: the conditions of the KPI (section 2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from checker.errors import Problem
from checker.plan.complete import completeness, incomplete_issues
from checker.plan.model import Plan
from checker.plan.problems import problem
from checker.plan.tree import Tree
from checker.text import arabic_digits, key
from checker.vocabulary import vocabulary

_ATTESTATIONS = {
    "public_impact": ("ภารกิจหลักที่มีผลกระทบต่อการใช้บริการประชาชนในระดับสูง", "work that matters to the public"),
    "demand": ("ข้อมูลที่ประชาชนหรือผู้รับบริการต้องการ", "data that the public wants"),
}


def advice(plan: Plan, tree: Tree) -> Iterator[Problem]:
    """Warnings: conditions 1 and 2, attestations, the date of reporting, records of use of no listed dataset."""
    agency, source = plan.agency, plan.source
    if agency.role == "service" and not agency.e_service:
        yield problem("no_e_service", source, tree.place(("agency", "role")), warning=True)
    if plan.catalog_url and plan.reported_on is None:
        yield problem("no_reported_on", source, tree.place(("agency", "catalog_url")), plan.catalog_url, warning=True)
    for place, issue in enumerate(plan.issues):
        if agency.role == "policy" and len(issue.expected_users) < 2:
            yield problem("policy_goal", source, tree.place(("issues", place, "expected_users")), warning=True)
        for name, (th, en) in _ATTESTATIONS.items():
            if not getattr(issue.attestations, name):
                where = tree.place(("issues", place, "attestations"))
                yield problem("no_attestation", source, where, warning=True, what_th=th, what_en=en)
    yield from _incomplete(plan, tree)
    codes = {dataset.code.casefold() for dataset in plan.planned()}
    named = [("utilisation", place, each.dataset) for place, each in enumerate(plan.utilisation)]
    named += [("cameras", place, each.dataset) for place, each in enumerate(plan.cameras)]
    for group, at, code in named:
        if code and code.casefold() not in codes:
            yield problem("unknown_use", source, tree.place((group, at, "dataset")), code, warning=True)


def _incomplete(plan: Plan, tree: Tree) -> Iterator[Problem]:
    """The issues that are not complete, where another one is and earns the points."""
    if completeness(plan):
        return
    lacking = defaultdict(list)
    for part in incomplete_issues(plan):
        lacking[part.issue].append(part)
    for issue, parts in lacking.items():
        yield problem(
            "incomplete_issue",
            plan.source,
            tree.place(("issues", issue - 1)),
            warning=True,
            issue=issue,
            missing_th=", ".join(part.th for part in parts),
            missing_en=", ".join(part.en for part in parts),
        )


def repeated_datasets(plan: Plan, previous: Plan | None = None) -> tuple[Problem, ...]:
    """Listed datasets that were on last year's list (condition 3): a warning that the assessor decides."""
    before: dict[str, set[int | None]] = defaultdict(set)
    for old in plan.previous_datasets:
        before[_folded(old.title)].add(old.focus_area)
    for listed in previous.planned() if previous is not None else ():
        before[_folded(listed.title)].add(listed.focus_area)
    found = []
    for dataset in plan.planned():
        areas = before.get(_folded(dataset.title)) if dataset.title else None
        if areas:
            code = "continued_dataset" if dataset.focus_area in areas else "repeated_dataset"
            shown = ", ".join(str(area) for area in sorted(area for area in areas if area is not None)) or "-"
            found.append(problem(code, plan.source, dataset.code, dataset.title, warning=True, areas=shown))
    return tuple(found)


def unlisted_records(plan: Plan, codes: Iterable[str], source: str) -> tuple[Problem, ...]:
    """Codes of the Template 2 workbook (``source``) that the plan does not list: a slip of the pen, most likely."""
    listed = {dataset.code.casefold() for dataset in plan.planned()}
    return tuple(
        problem("unlisted_record", source, code, warning=True) for code in codes if code.casefold() not in listed
    )


def other_year(plan: Plan, fiscal_year: int) -> tuple[Problem, ...]:
    """A plan of another fiscal year (B.E.) than the one that is counted."""
    if plan.fiscal_year in (None, fiscal_year):
        return ()
    return (problem("other_year", plan.source, "fiscal_year", plan.fiscal_year, warning=True,
                    planned=plan.fiscal_year, counted=fiscal_year),)  # fmt: skip


def unreported(plan: Plan, scanned: str) -> tuple[Problem, ...]:
    """The catalog's URL came with the command, and nothing says when it was reported."""
    if plan.catalog_url or plan.reported_on is not None or not scanned.startswith("http"):
        return ()
    return (problem("no_reported_on", plan.source, "agency", scanned, warning=True),)


def touched_services(plan: Plan) -> tuple[tuple[str, str], ...]:
    """The Agenda e-Services that the plan's Focus Areas touch: (Thai, English), by number."""
    areas = {issue.focus_area for issue in plan.issues}
    numbers = {number for area in vocabulary().focus_areas if area.id in areas for number in area.agenda_services}
    services = [vocabulary().agenda_services[number] for number in sorted(numbers)]
    return tuple((f"{one.id}. {one.th} ({one.agency})", f"{one.id}. {one.en} ({one.agency})") for one in services)


def _folded(title: str) -> str:
    return arabic_digits(key(title))
