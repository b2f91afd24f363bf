"""``report.ttl`` and ``report.jsonld``: the result in the W3C Data Quality Vocabulary, for catalogs of catalogs.

The catalog and its datasets are DCAT's, with the addresses of their pages as IRIs (a URN of ours for what has none).
Each figure is a ``dqv:QualityMeasurement`` of a metric in a dimension in a category; each of the mandatory items is an
``earl:Assertion``; what must be mended is a ``dqv:QualityAnnotation`` with its words in both languages; all are derived
from the evidence. Words that are ours: ``schemas/interchange/quality.yaml``.

Points are ``xsd:decimal`` as in ``report.json``: exact, rounded half up to six places. What is not settled has no
measurement: there is no value to tell, and the assertion says ``earl:cantTell`` or ``earl:untested``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from urllib.parse import quote

from checker.model import CriterionGrade, Finding, Outcome
from checker.report.metrics import ALL_ITEMS, check_dimensions, heading
from checker.report.model import DatasetLine, EvidenceLine, Report, ResourceLine
from checker.report.rdf import Iri, Literal, Name, Node, Resource, Statement, Term, local, text, urn, web_iri
from checker.report.words import fill, rubric_words
from checker.rounding import points_text
from checker.rubric import Text
from checker.texts import Bilingual

_LANGS = ("th", "en")
FRESHNESS = "freshness"
CKAN = "ckan"
_STATES = ("fresh", "due", "overdue")
_TOLD = (Outcome.FAILED, Outcome.CANNOT_TELL)  #: findings that become annotations


def nodes(report: Report) -> Iterator[Node]:
    """The whole result, in the order of the report."""
    quality = _Quality(report)
    yield from heading(report)
    yield from quality.catalog_nodes()
    for number, line in enumerate(report.datasets, start=1):
        yield from quality.dataset(number, line)
    for piece in report.evidence:
        yield quality.evidence(piece)


class _Quality:
    """One report as nodes; remembers which IRIs and which words were used."""

    def __init__(self, report: Report) -> None:
        self.report, self.rubric = report, report.rubric
        self.named = rubric_words(report.rubric)
        self.site = sha256(report.catalog.url.encode("utf-8", "replace")).hexdigest()[:16]
        self.catalog = web_iri(report.catalog.url) or urn("catalog", self.site)
        self.dimensions = check_dimensions(report.rubric)
        self.tiers = report.rubric.tier_points()
        self._used = {self.catalog.value}
        self._bodies: dict[tuple[str, str], Name] = {}

    # the catalog

    def catalog_nodes(self) -> Iterator[Node]:
        report, title = self.report, self.report.catalog.title or self.report.agency.title
        agency = report.agency.title
        publisher = urn("agency", agency) if agency else None
        yield Node(
            self.catalog,
            ("dcat:Catalog",),
            (
                ("dcterms:title", (text(title),) if title else ()),
                ("dcterms:publisher", (publisher,) if publisher else ()),
                ("dqv:hasQualityMetadata", (Name("r:quality"),)),
            ),
        )
        if publisher:
            yield Node(publisher, ("foaf:Agent",), (("foaf:name", (text(agency),)),))
        points = [("metric:total", report.score.total)]
        points += [(f"component:{local(part.id)}", part.points) for part in report.score.components]
        for name, value in points:
            yield self._measured(f"c-{name.partition(':')[2]}", name, self.catalog, _decimal(points_text(value)))

    # datasets

    def dataset(self, number: int, line: DatasetLine) -> Iterator[Node]:
        one, me = line.standing, self._dataset_iri(line)
        distributions = tuple(self._distribution_iris(me, line))
        page = web_iri(line.url)
        complete = one.items_outcome is Outcome.PASSED
        yield Node(
            me,
            ("dcat:Dataset",),
            (
                ("dcterms:identifier", (text(one.id),)),
                ("dcterms:title", (text(one.title),) if one.title else ()),
                ("dcterms:conformsTo", (ALL_ITEMS,) if complete else ()),
                ("dcat:landingPage", (page,) if page else ()),
                ("dcat:distribution", distributions),
            ),
        )
        if one.on_catalog:
            yield Node(self.catalog, (), (("dcat:dataset", (me,)),))
        yield from self._figures(number, line, me)
        for item in self.rubric.items:
            yield self._asserted(f"d{number}-i{local(item.no)}", me, f"item:{local(item.no)}", one.items.get(item.no))
        for place, resource in enumerate(line.resources, start=1):
            yield from self._distribution(f"d{number}-r{place}", distributions[place - 1], resource)
        told = [finding for finding in line.findings if finding.outcome in _TOLD]
        for place, finding in enumerate(told, start=1):
            yield from self._annotated(f"d{number}-f{place}", me, finding)

    def _dataset_iri(self, line: DatasetLine) -> Iri:
        """The dataset's page; a URN where it has none, or where another dataset has the same."""
        found = web_iri(line.url)
        if found is None or found.value in self._used:
            found = urn("dataset", self.site, line.standing.id)
        self._used.add(found.value)
        return found

    def _distribution_iris(self, dataset: Iri, line: DatasetLine) -> Iterator[Iri]:
        """The pages that CKAN gives its resources; URNs on other catalogs, and for ids that stand twice."""
        used: set[str] = set()
        for place, resource in enumerate(line.resources, start=1):
            name = quote(resource.id.encode("utf-8", "replace"), safe="")
            if self.report.catalog.software != CKAN or dataset.value.startswith("urn:") or name in used:
                yield urn("distribution", self.site, line.standing.id, resource.id, str(place))
            else:
                yield Iri(f"{dataset.value}/resource/{name}")
            used.add(name)

    def _figures(self, number: int, line: DatasetLine, me: Resource) -> Iterator[Node]:
        one, openness = line.standing, line.standing.openness
        figures: dict[str, Literal | None] = {
            "items_passed": _integer(sum(each is Outcome.PASSED for each in one.items.values())) if one.items else None,
            "informative": _integer(one.informative) if one.items else None,
            "reachable": _truth(one.reachable),
            "freshness": _freshness(line),
            "openness_points": _decimal(points_text(openness.points)) if openness else None,
            "stars": _integer(openness.stars) if openness else None,
            "stars_format": _integer(openness.stars_format) if openness else None,
        }
        for name, value in figures.items():
            if value is not None:
                yield self._measured(f"d{number}-{name}", f"metric:{name}", me, value)
        for grade in openness.criteria if openness else ():
            yield self._graded(number, grade, me)

    def _graded(self, number: int, grade: CriterionGrade, me: Resource) -> Node:
        name, points = local(grade.criterion), self.tiers.get(grade.tier, 0)
        return self._measured(f"d{number}-c-{name}", f"criterion:{name}", me, _decimal(str(points)), grade.evidence_id)

    def _distribution(self, name: str, me: Resource, resource: ResourceLine) -> Iterator[Node]:
        address, seen = web_iri(resource.url), resource.observation
        yield Node(
            me,
            ("dcat:Distribution",),
            (
                ("dcterms:identifier", (text(resource.id),)),
                ("dcterms:title", (text(resource.name),) if resource.name else ()),
                ("dcat:accessURL", (address,) if address else ()),
            ),
        )
        value = _truth(seen.outcome) if seen else None
        if seen is not None and value is not None:
            yield self._measured(f"{name}-reachable", "metric:link_reachable", me, value, seen.evidence_id)

    # the three things that are said

    def _measured(self, name: str, metric: str, of: Resource, value: Literal, evidence: str | None = None) -> Node:
        return Node(
            Name(f"r:{name}"),
            ("dqv:QualityMeasurement",),
            (
                ("dqv:computedOn", (of,)),
                ("dqv:isMeasurementOf", (Name(metric),)),
                ("dqv:value", (value,)),
                *_derived(evidence),
            ),
        )

    def _asserted(self, name: str, of: Resource, test: str, outcome: Outcome | None) -> Node:
        return Node(
            Name(f"r:{name}"),
            ("earl:Assertion",),
            (
                ("earl:assertedBy", (Name("r:tool"),)),
                ("earl:subject", (of,)),
                ("earl:test", (Name(test),)),
                ("earl:result", (Name(f"r:{(outcome or Outcome.UNTESTED).value}"),)),
            ),
        )

    def _annotated(self, name: str, of: Resource, finding: Finding) -> Iterator[Node]:
        rule = self.rubric.checks.get(finding.check)
        reason = rule.reasons.get(finding.reason) if rule else None
        bodies: list[Term] = []
        for lang in _LANGS:
            words = _said(reason, finding, lang, self.named)
            known = self._bodies.get((lang, words))
            if known is None:
                known = self._bodies[lang, words] = Name(f"r:b{len(self._bodies) + 1}")
                yield Node(
                    known, ("oa:TextualBody",), (("rdf:value", (text(words, lang),)), ("dc:language", (text(lang),)))
                )
            bodies.append(known)
        yield Node(
            Name(f"r:{name}"),
            ("dqv:QualityAnnotation",),
            (
                ("oa:motivatedBy", (Name("dqv:qualityAssessment"),)),
                ("oa:hasTarget", (of,)),
                ("oa:hasBody", tuple(bodies)),
                ("dqv:inDimension", (Name(f"dimension:{self.dimensions[finding.check]}"),)),
                *_derived(finding.evidence_id),
            ),
        )

    def evidence(self, piece: EvidenceLine) -> Node:
        """What was asked, and the hash of what came back."""
        source = web_iri(piece.url)
        return Node(
            Name(f"evidence:{local(piece.id)}"),
            ("prov:Entity",),
            (
                ("dcterms:identifier", (text(f"sha256:{piece.sha256}"),) if piece.sha256 else ()),
                ("dcterms:isPartOf", (Name("r:snapshot"),)),
                ("dcterms:source", (source,) if source else ()),
            ),
        )


def _said(reason: Bilingual | None, finding: Finding, lang: str, named: Mapping[str, Mapping[str, Text]]) -> str:
    return fill(reason, finding.params, lang, named) if reason else f"{finding.check} {finding.reason}"


def _freshness(line: DatasetLine) -> Literal | None:
    """The state that the reason of the check begins with; ``None`` where the check did not run."""
    found = next((finding.reason for finding in line.findings if finding.check == FRESHNESS), None)
    if found is None:
        return None
    state = found.partition("_")[0]
    return Literal(state if state in _STATES else "unknown", type="xsd:string")


def _derived(evidence: str | None) -> tuple[Statement, ...]:
    return (("prov:wasDerivedFrom", (Name(f"evidence:{local(evidence)}"),)),) if evidence else ()


def _decimal(value: str) -> Literal:
    return Literal(value, type="xsd:decimal")


def _integer(value: int | None) -> Literal | None:
    return None if value is None else Literal(str(value), type="xsd:integer")


def _truth(outcome: Outcome) -> Literal | None:
    """Passed and failed are true and false; anything else is not settled."""
    if outcome is Outcome.PASSED:
        return Literal("true", type="xsd:boolean")
    return Literal("false", type="xsd:boolean") if outcome is Outcome.FAILED else None
