"""One dataset through the pure part of the line: checked, its links settled, graded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from checker.checks import CheckContext, check_dataset
from checker.checks.items import item_outcomes
from checker.checks.links import link_finding
from checker.grade import grade
from checker.links import settle
from checker.model import Attempt, Dataset, Distribution, Finding, Observation, Outcome, PlannedDataset
from checker.normalise import normalise
from checker.report.model import ResourceLine
from checker.rubric import LinkRules, Rubric
from checker.standing import Assessed, is_public, reachable

CATEGORY = "data_category"
CONTACT = "maintainer"
PLAIN = "ok"  #: the reason of a finding that has nothing to add


class Known(Struct, frozen=True, kw_only=True):
    """What every dataset of a run is held against."""

    rubric: Rubric
    rules: LinkRules
    context: CheckContext
    attempts: Mapping[str, tuple[Attempt, ...]]  #: looks by URL
    planned: Mapping[str, PlannedDataset]  #: by the id of the dataset that it was matched to


class Details(Struct, frozen=True, kw_only=True, gc=False):
    """What the report shows of a dataset beside its standing."""

    url: str = ""
    publisher: str = ""
    contact: str = ""
    resources: tuple[ResourceLine, ...] = ()
    findings: tuple[Finding, ...] = ()  #: all that did not simply pass: what passed with a remark is told too


class Assessment(Struct, frozen=True, kw_only=True, gc=False):
    """What came of one dataset: for the score, for the report, for the store."""

    assessed: Assessed
    details: Details
    findings: tuple[Finding, ...]


def assess(dataset: Dataset, known: Known) -> Assessment:
    """Checks, settles and grades one dataset. Pure."""
    planned = known.planned.get(dataset.id)
    public = is_public(dataset, planned, known.rubric) is not False  # unknown: judged as a public one
    observations = {
        each.id: settle(each, known.attempts[each.url], known.rules, public)
        for each in dataset.distributions
        if each.url in known.attempts
    }
    openness = grade(
        dataset,
        observations,
        known.rubric,
        authoritative=planned.authoritative if planned else None,
        kind=planned.kind if planned else None,
    )
    findings = check_dataset(dataset, known.context)
    items, informative = item_outcomes(findings, known.rubric)
    rule = known.rubric.checks["link_reachable"]
    findings += tuple([link_finding(dataset.id, each, rule) for each in observations.values()])
    assessed = Assessed(
        dataset=for_the_score(dataset),
        items=items,
        informative=informative,
        openness=openness,
        reachable=reachable(dataset, observations),
    )
    return Assessment(assessed=assessed, details=_details(dataset, observations, findings), findings=findings)


def assess_record(package: Mapping[str, Any], known: Known) -> Assessed:
    """A Template 2 record of the workbook, by the same checks as a record of the catalog."""
    dataset = normalise(package)
    items, informative = item_outcomes(check_dataset(dataset, known.context), known.rubric)
    return Assessed(dataset=for_the_score(dataset), items=items, informative=informative)


def for_the_score(dataset: Dataset) -> Dataset:
    """The little of a dataset that standings read, so that a large catalog is not held whole."""
    fields = dataset.fields
    category = {CATEGORY: fields[CATEGORY]} if CATEGORY in fields else {}
    return Dataset(id=dataset.id, name=dataset.name, title=dataset.title, private=dataset.private, fields=category)


def _details(dataset: Dataset, observations: Mapping[str, Observation], findings: tuple[Finding, ...]) -> Details:
    contact = dataset.fields.get(CONTACT, "")
    publisher = dataset.publisher
    return Details(
        url=dataset.url,
        publisher=(publisher.title or publisher.name or publisher.id) if publisher else "",
        contact=contact if isinstance(contact, str) else ", ".join(contact),
        resources=tuple([_resource(each, observations.get(each.id)) for each in dataset.distributions]),
        findings=tuple([each for each in findings if each.reason != PLAIN or each.outcome is not Outcome.PASSED]),
    )


def _resource(distribution: Distribution, observation: Observation | None) -> ResourceLine:
    return ResourceLine(
        id=distribution.id,
        name=distribution.name,
        url=distribution.url,
        declared=distribution.declared,
        format=distribution.format,
        role=distribution.role.value,
        observation=observation,
    )
