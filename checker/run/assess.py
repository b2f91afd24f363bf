"""One dataset through the pure part of the line: checked, its links settled, graded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from checker.checks import check_dataset
from checker.checks.freshness import CHECK as FRESHNESS
from checker.checks.freshness import freshness_finding
from checker.checks.items import item_outcomes
from checker.checks.links import CHECK as LINK
from checker.checks.links import link_finding
from checker.checks.privacy import CHECK as PERSONAL
from checker.checks.privacy import privacy_findings
from checker.content import Content, probe_id
from checker.freshness import Lives, currency_of, freshness_of, lives
from checker.grade import authority_differs, grade
from checker.model import Dataset, Distribution, Finding, Observation, Outcome
from checker.normalise import normalise, revised
from checker.report.model import ResourceLine
from checker.run.observe import Known, observe, told, with_probes, with_verdicts
from checker.standing import Assessed, is_public, reachable
from checker.supposed import Overruled

CATEGORY = "data_category"
CONTACT = "maintainer"
PLAIN = "ok"  #: the reason of a finding that has nothing to add


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
    authority_differs: bool  #: the plan says otherwise than the catalog of who is the single source of truth


def assess(dataset: Dataset, known: Known) -> Assessment:
    """Checks, settles and grades one dataset. Pure but for reading what is stored."""
    supposed = known.supposed.of(dataset.id)
    if supposed.fields or supposed.resources:
        dataset = revised(dataset, supposed.fields, supposed.resources)
    planned = known.planned.get(dataset.id)
    authoritative = planned.authoritative if planned else None
    observations = with_probes(dataset, observe(dataset, known), known)
    observations = with_verdicts(dataset, observations, supposed.verdicts, known)
    signs = lives(dataset, observations, known.past, known.cutoff)
    openness = grade(
        dataset,
        observations,
        known.rubric,
        authoritative=authoritative,
        kind=supposed.kind or (planned.kind if planned else None),
        previous=known.urls_before.get(dataset.id),
        shown=planned.shown if planned else None,
        current=currency_of(signs),
        proven=supposed.tiers,
    )
    findings = check_dataset(dataset, known.context)
    findings += tuple(_from_evidence(dataset, observations, signs, known))
    findings = _overruled(findings, supposed.overruled)
    items, informative = item_outcomes(findings, known.rubric)
    assessed = Assessed(
        dataset=for_the_score(dataset),
        items=items,
        informative=informative,
        openness=openness,
        reachable=reachable(dataset, observations),
    )
    return Assessment(
        assessed=assessed,
        details=_details(dataset, observations, findings),
        findings=findings,
        authority_differs=authority_differs(dataset, authoritative),
    )


def _overruled(findings: tuple[Finding, ...], overruled: tuple[Overruled, ...]) -> tuple[Finding, ...]:
    for one in overruled:
        findings = tuple(
            [
                replace(each, outcome=one.outcome)
                if each.check == one.check and one.path in (None, each.path)
                else each
                for each in findings
            ]
        )
    return findings


def _from_evidence(
    dataset: Dataset, observations: Mapping[str, Observation], signs: Lives, known: Known
) -> Iterator[Finding]:
    """Findings on what was seen of a dataset, beside those on what is said of it."""
    rules = known.rubric.checks
    for each in observations.values():
        yield link_finding(dataset.id, each, rules[LINK])
    yield freshness_finding(dataset.id, freshness_of(signs), rules[FRESHNESS])
    if is_public(dataset, known.planned.get(dataset.id), known.rubric) is True:
        for each in observations.values():
            for content, evidence in _with_personal(each):
                yield from privacy_findings(dataset.id, each.distribution, content, rules[PERSONAL], evidence)


def _with_personal(each: Observation) -> Iterator[tuple[Content, str | None]]:
    """What holds personal data, with its evidence: the file; else what its interfaces answer, mostly the same rows."""
    if each.content is not None and each.content.personal:
        yield each.content, each.evidence_id
        return
    for probe in each.probes or ():
        if probe.personal:
            yield Content(format=None, personal=probe.personal), probe_id(probe.key)
            return


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
        observation=told(observation) if observation else None,
    )
