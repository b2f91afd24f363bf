"""A plan with the names that its datasets were found under on the catalog."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from checker.plan.model import Issue, ListedDataset, Mission, Plan, Process


def with_names(plan: Plan, names: Mapping[str, str]) -> Plan:
    """The plan; a dataset that tells no name gets that of ``names``, by code."""

    def listed(datasets: tuple[ListedDataset, ...]) -> tuple[ListedDataset, ...]:
        return tuple(each if each.name else replace(each, name=names.get(each.code)) for each in datasets)

    def process(each: Process) -> Process:
        below = tuple(replace(one, datasets=listed(one.datasets)) for one in each.subprocesses)
        return replace(each, datasets=listed(each.datasets), subprocesses=below)

    def mission(each: Mission) -> Mission:
        return replace(each, processes=tuple(map(process, each.processes)))

    def issue(each: Issue) -> Issue:
        return replace(each, missions=tuple(map(mission, each.missions)))

    return replace(plan, issues=tuple(map(issue, plan.issues))) if names else plan
